"""What every import does first: notes the file by its content, and adds the groups that it names."""

from models import queries
from models import tables as t
from models.edits.ordering import last_key
from models.errors import Refused
from models.order import sequence
from models.reader import Reader
from models.writer import Writer
from resources.texts import N_


def note_source(writer: Writer, reader: Reader, sha256: str, name: str, kind: str, rows: int, *, again: bool) -> str:
    """Keep which file was imported and return the row's id. Refused: it was imported before and `again` is not said."""
    if not again and sha256 in queries.source_files(reader):
        raise Refused(N_("“{name}” was imported before. Nothing was added."), name=name)
    return writer.insert(t.SourceFile, sha256=sha256, name=name[:300], kind=kind[:60], rows=rows)


def add_groups(writer: Writer, reader: Reader, names: tuple[str, ...]) -> None:
    """Add groups by name behind the others."""
    orders = sequence(len(names), last_key(reader, t.Segment))
    writer.insert_many(t.Segment, [{"name": name, "order": order} for name, order in zip(names, orders, strict=True)])

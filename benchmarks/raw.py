"""Raw SQLite: the driver, the schema and the settings of a Polku file, and nothing of Polku above them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from models.edits.voices import NewNote
from models.ids import new_id
from models.project import Project
from models.shapes import StoredRow, shapes
from models.store import Store
from models.writer import CodeSupply

CONTRIBUTION = shapes()["contribution"]
VOICE = shapes()["voice"]


@contextmanager
def raw_file(folder: Path) -> Iterator[Any]:
    """A connection of the driver to a new project file, with the journal that Polku uses: WAL, FULL, exclusive."""
    path = folder / "raw.polku"
    Project.create(path, "Raw").close()
    store = Store.open(path)
    try:
        yield store.raw
    finally:
        store.abandon()


def rows_of(note: NewNote, codes: CodeSupply) -> tuple[StoredRow, Sequence[StoredRow]]:
    """The contribution's and the voices' rows of a note, as the writer stores them."""
    made = {"id": new_id(), "code": codes.next(), "created_at": datetime(2026, 11, 21, tzinfo=UTC)}
    head = CONTRIBUTION.stored([{**CONTRIBUTION.unsaid, **note.values, **made}])[0]
    of = {"contribution_id": made["id"]}
    spoken = [{**VOICE.unsaid, **voice.values, **of, "id": new_id(), "words": voice.words} for voice in note.voices]
    return head, VOICE.stored(spoken)

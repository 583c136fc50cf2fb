"""What only the lead's report reads: every change of a confirmed answer, and where imported notes came from."""

from dataclasses import dataclass

from sqlalchemy import func, select

from models import tables as t
from models.reader import Reader
from models.views import VOICE_IS_THERE
from models.weigh_records import ChangeRecord


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A file that notes were read from, with how many rows it had."""

    name: str
    kind: str
    rows: int


def answer_changes(reader: Reader) -> tuple[ChangeRecord, ...]:
    """Return every change of an answer since it was first confirmed, oldest first."""
    return reader.records(ChangeRecord, t.ChangeLog, t.ChangeLog.answer_id.is_not(None))


def source_files(reader: Reader) -> tuple[SourceRecord, ...]:
    """Return the files that notes were read from, in the order in which they were read; no files of responses."""
    return reader.records(SourceRecord, t.SourceFile, ~t.SourceFile.kind.startswith("answers"))


def voices_by_source(reader: Reader) -> dict[str, int]:
    """Return how many voices name each place that they were copied from, the most first; typed ones name none."""
    counted = select(t.Voice.source, func.count()).where(t.Voice.source != "", VOICE_IS_THERE).group_by(t.Voice.source)
    found = [(str(name), int(n)) for name, n in reader.rows(counted)]
    return dict(sorted(found, key=lambda one: (-one[1], one[0])))

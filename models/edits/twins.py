"""Edits of likely twins: what somebody looked at and said is not the same, and taking that back."""

from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import or_, select

from models import tables as t
from models.errors import Refused
from models.reader import Reader
from models.writer import Writer
from resources.texts import N_


@dataclass(frozen=True)
class KeepApart:
    """Say that two notes are no twins; they are not shown as likely twins again."""

    note_id: str
    other_id: str
    label: ClassVar[str] = N_("Keep apart")

    def apply(self, writer: Writer, reader: Reader) -> str:
        """Return the id of what was said; said twice, it is the first one's. Refused: one note alone."""
        if self.note_id == self.other_id:
            raise Refused(N_("A note cannot be kept apart from itself."))
        first, second = sorted((self.note_id, self.other_id))
        apart = t.KeptApart
        said = (apart.contribution_id == first) & (apart.other_id == second)
        turned = (apart.contribution_id == second) & (apart.other_id == first)
        if known := reader.scalar(select(apart.id).where(or_(said, turned))):
            return str(known)
        return writer.insert(apart, contribution_id=first, other_id=second)


@dataclass(frozen=True)
class NoLongerApart:
    """Take back that two notes are no twins."""

    apart_id: str
    label: ClassVar[str] = N_("No longer keep apart")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: somebody took it back already."""
        del reader
        writer.remove(t.KeptApart, self.apart_id)

"""Deciding what two laptops said differently, after their files were merged."""

from dataclasses import dataclass
from typing import ClassVar

from models.errors import Refused
from models.merging.conflicts import ConflictRecord, conflict
from models.merging.merge import HERE, THERE
from models.merging.state import DELETED, UNSURE
from models.merging.units import CONFIRMATION
from models.reader import Reader
from models.shapes import shapes
from models.tables import Domain
from models.writer import Writer
from resources.texts import N_


@dataclass(frozen=True)
class SettleConflict:
    """Let one side of a conflict stand: HERE, what this file said before the merge, or THERE. For a row that one side
    deleted: HERE keeps it, THERE deletes it. `run`: joins the decisions of one merge with it, to be undone together.
    """

    conflict_id: str
    side: str
    run: str = ""
    label: ClassVar[str] = N_("Decide between two laptops")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: it is decided already, what it is about is gone, or a rule forbids what that side says."""
        if self.side not in (HERE, THERE):
            raise ValueError(self.side)
        found = conflict(reader, self.conflict_id)
        if found is None:
            raise Refused(N_("This is decided already, or what it was about is not there any more."))
        cls = shapes()[found.table].cls
        assert issubclass(cls, Domain)  # noqa: S101 - only recorded tables are merged
        if found.kind == DELETED:
            self._live_or_not(writer, cls, found)
        elif cls.undoable and found.kind != UNSURE and found.unit != CONFIRMATION:
            # consents are recorded anew, confirmations given anew in Weigh: neither is taken from a list
            self._take(writer, cls, found)
        writer.settle_conflict(self.conflict_id, self.side)

    def _live_or_not(self, writer: Writer, cls: type[Domain], found: ConflictRecord) -> None:
        if self.side == found.deleting:
            writer.remove(cls, found.row_id)
        else:
            writer.say_again(cls, found.row_id, [next(iter(shapes()[found.table].unsaid))])

    def _take(self, writer: Writer, cls: type[Domain], found: ConflictRecord) -> None:
        values = found.here if self.side == HERE else found.there
        if values is None:
            raise Refused(N_("That side says nothing of this. Choose the other one."))
        writer.write_stored(cls, found.row_id, values)

"""Edits of what we have that belong to its history."""

from dataclasses import dataclass
from typing import ClassVar

from models import tables as t
from models.errors import Refused
from models.ledger import changes_of_line
from models.reader import Reader
from models.weigh_records import ChangeRecord
from models.writer import Writer
from resources.texts import N_


@dataclass(frozen=True)
class SayWhyItChanged:
    """Say why the amount of a line of what we have changed last; asked after the change, and never demanded."""

    line_id: str
    why: str
    label: ClassVar[str] = N_("Say why it changed")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: its amount never changed."""
        last = last_change_of_amount(reader, self.line_id)
        if last is None:
            raise Refused(N_("This amount has not changed."))
        writer.update(t.ChangeLog, last.id, why=self.why)


def last_change_of_amount(reader: Reader, line_id: str) -> ChangeRecord | None:
    """Return the latest change of a line's amount, None where it never changed."""
    found = [change for change in changes_of_line(reader, line_id) if change.field == "amount"]
    return found[-1] if found else None

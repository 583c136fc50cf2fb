"""What every edit is: a frozen class with a label and one `apply`."""

from dataclasses import dataclass
from typing import ClassVar, Protocol

from models.errors import Refused
from models.reader import Reader
from models.writer import Writer
from resources.texts import N_


class Edit(Protocol):
    """One thing that a person can do.

    `label` is shown beside undo. It never holds people's words, because it stays in the history when words are erased.
    `undoable` False: only the start of a project, which undo does not go past.
    `run`: edits with the same run that follow each other are undone together, for example repeated arrow keys.
    """

    label: ClassVar[str]

    def apply(self, writer: Writer, reader: Reader) -> object:
        """Check the rules and write; return what the caller needs, mostly an id. Refused: a broken rule."""
        ...


@dataclass(frozen=True, slots=True)
class Done:
    """What an edit, an undo or a redo did: its result, its label, and the rows (table, id) to redraw."""

    result: object
    label: str
    rows: frozenset[tuple[str, str]]


def subject_of(note_id: str | None, theme_id: str | None) -> dict[str, str | None]:
    """Return the two reference columns of a weighing row. Refused: not exactly one of them is given."""
    if bool(note_id) == bool(theme_id):
        raise Refused(N_("Say which note or which theme this is about."))
    return {"contribution_id": note_id or None, "theme_id": theme_id or None}

"""What every edit is: a frozen class with a label and one `apply`."""

from collections.abc import Generator
from dataclasses import dataclass
from typing import ClassVar, Protocol, TypeVar, runtime_checkable

from models.errors import Refused
from models.reader import Reader
from models.writer import Writer
from resources.texts import N_

T = TypeVar("T")
Far = tuple[int, int]  # how many of how many are done
MANY_ROWS = 50  # before an edit that brings in more from elsewhere, a backup is made


class Edit(Protocol):
    """One thing that a person can do.

    `label` is shown beside undo. It never holds people's words, because it stays in the history when words are erased.
    `undoable` False: only the start of a project, which undo does not go past.
    `backup_before`, where it has one: why a backup is made first, as models.backups names it; empty for none.
    `run`: edits with the same run that follow each other are undone together, for example repeated arrow keys.
    """

    label: ClassVar[str]

    def apply(self, writer: Writer, reader: Reader) -> object:
        """Check the rules and write; return what the caller needs, mostly an id. Refused: a broken rule."""
        ...


def backup_before(edit: Edit) -> str:
    """Return why a backup is made before an edit; empty for most."""
    return str(getattr(edit, "backup_before", ""))


@runtime_checkable
class LongEdit(Edit, Protocol):
    """An edit that may take longer than a person should wait for: it can also be done a little at a time."""

    def apply_in_slices(self, writer: Writer, reader: Reader) -> Generator[Far, None, object]:
        """Do what `apply` does, a few milliseconds at each `next`, which says how far it is."""
        ...


def at_once(work: Generator[object, None, T]) -> T:
    """Do all of what can be done a little at a time, and return its result."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            return end.value


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

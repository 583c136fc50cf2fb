"""Where the facilitator is: which workshop, which path, which step is marked, whether people are generating."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal


@dataclass(frozen=True)
class Step:
    """A marked step: a stage, and a card of it where one is meant. `code` and `name` are for showing it."""

    stage_id: str
    touchpoint_id: str | None = None
    code: str = ""
    name: str = ""


class Session(QObject):
    """What several rooms must agree on and the file does not hold."""

    workshop_changed = Signal()
    step_changed = Signal()
    path_changed = Signal()
    reading_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workshop_id: str | None = None
        self.path_id: str | None = None
        self.step: Step | None = None
        self.theme_id: str | None = None  # the theme that is read back to the room, None for none
        self._looked_into: tuple[str, str] | None = None
        self.note_id = ""  # the note of it that is read now, empty: its title

    def enter_workshop(self, workshop_id: str | None) -> None:
        """What is captured from now on remembers this workshop; None: between workshops."""
        if workshop_id != self.workshop_id:
            self.workshop_id = workshop_id
            self.workshop_changed.emit()

    def mark(self, step: Step | None) -> None:
        """Mark a step: notes and stories that are added now belong to it."""
        if step != self.step:
            self.step = step
            self.step_changed.emit()

    def show_path(self, path_id: str | None) -> None:
        """Say which path is worked on."""
        if path_id != self.path_id:
            self.path_id = path_id
            self.path_changed.emit()

    def look_into(self, table: str, row_id: str) -> None:
        """Say whose history is to be shown when the room History is entered next."""
        self._looked_into = (table, row_id)

    def taken_into(self) -> tuple[str, str] | None:
        """Return it once, None where nobody asked."""
        wanted, self._looked_into = self._looked_into, None
        return wanted

    def read_back(self, theme_id: str | None, note_id: str = "") -> None:
        """Say which theme is read back to the room, and which of its notes now; None: reading back is over."""
        note_id = note_id if theme_id else ""
        if (theme_id, note_id) != (self.theme_id, self.note_id):
            self.theme_id, self.note_id = theme_id, note_id
            self.reading_changed.emit()

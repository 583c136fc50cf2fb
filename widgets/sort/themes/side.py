"""Beside the wall: what is not sorted yet, or what is known of one theme or note."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from models import queries
from widgets.context import Context
from widgets.sort.themes.details import Details
from widgets.sort.themes.reading import WallReading
from widgets.sort.themes.unsorted import Unsorted


class Side(QWidget):
    """One of the two at a time. `left`: the details were closed."""

    left = Signal()

    def __init__(
        self, context: Context, reading: WallReading, unsorted: Unsorted, read_back: Callable[[str], object]
    ) -> None:
        super().__init__()
        self._context, self._reading = context, reading
        self.unsorted = unsorted
        self._read_back = read_back
        self._details: Details | None = None
        self._stack = QStackedLayout(self)
        self._stack.addWidget(unsorted)

    @property
    def details(self) -> Details:
        """What is known of something; made when it is first asked for."""
        if self._details is None:
            self._details = Details(self._context, self._read_back)
            self._details.left.connect(self.close_details)
            self._stack.addWidget(self._details)
        return self._details

    def settle(self) -> None:
        """Keep what is typed beside the wall."""
        if self._details is not None:
            self._details.settle()

    def details_are_open(self) -> bool:
        """Tell whether what is known of something is shown."""
        return self._details is not None and self._stack.currentWidget() is self._details

    def open_theme(self, theme_id: str) -> None:
        """Show what is known of a theme, its trail too."""
        if theme := self._reading.theme(theme_id):
            self.details.show_theme(theme)
            self._stack.setCurrentWidget(self.details)

    def open_note(self, note_id: str) -> None:
        """Show every voice of a note, and its trail."""
        if note := self._reading.note(note_id):
            self.details.show_note(note)
            self._stack.setCurrentWidget(self.details)

    def close_details(self) -> None:
        """Show again what is not sorted yet."""
        if self.details_are_open():
            self.details.settle()
            self._stack.setCurrentWidget(self.unsorted)
            self.left.emit()

    def keep_up(self) -> None:
        """Show what is known now; what is gone is closed."""
        if not self.details_are_open() or self.details.subject is None:
            return
        table, row_id = self.details.subject
        theme = self._reading.theme(row_id)
        notes = self._context.document.ask(queries.notes, (row_id,)) if table == "contribution" else ()
        if table == "theme" and theme is not None:
            self.details.show_theme(theme)
        elif notes and not notes[0].withdrawn:
            self.details.show_note(notes[0])
        else:
            self._stack.setCurrentWidget(self.unsorted)
            self.left.emit()

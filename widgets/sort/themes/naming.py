"""A line in which a theme gets its name, in place: Enter keeps it, Escape leaves everything as it was."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from widgets.context import Context
from widgets.fields.half_typed import LineDraft

LONGEST = 300


class NameLine(QLineEdit):
    """`named`: the name that was typed. `cancelled`: nothing is to change. Leaving the line keeps what is typed."""

    named = Signal(str)
    cancelled = Signal()

    def __init__(self, context: Context, name: str) -> None:
        super().__init__()
        self._document = context.document
        self._before = ""
        self._open = False
        self.setMaxLength(LONGEST)
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self.textEdited.connect(lambda _: self._document.typing.emit(True))
        self._draft = LineDraft(context, self)
        self.hide()

    def begin(self, place: str, before: str = "") -> None:
        """Open with a name that is there already. `place`: among the drafts, for what was half typed."""
        self._before, self._open = before, True
        self.setText(self._draft.begin(place) or before)
        self.show()
        self.selectAll()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def settle(self) -> None:
        """Keep what is typed."""
        self._end(self.text().strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps, Escape does not."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.settle()
        elif event.key() == Qt.Key.Key_Escape:
            self._end("")
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Whoever goes elsewhere meant it; a menu or another window is not elsewhere."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.settle()

    def _end(self, name: str) -> None:
        if not self._open:
            return
        self._open = False
        self._document.typing.emit(False)
        self.hide()
        if name and name != self._before:
            self.named.emit(name)
            self._draft.settle(kept=self._document.trouble is None)  # a disk in trouble did not take the name
        else:
            self.cancelled.emit()
            self._draft.end()

"""The field that words are typed into where they stand: it grows, Enter keeps, Shift+Enter makes a line."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent

from widgets.fields.editors import Words

TAKEN = (Qt.Key.Key_Escape, Qt.Key.Key_Insert, Qt.Key.Key_Delete, Qt.Key.Key_Return, Qt.Key.Key_Enter)
STAYS = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.MenuBarFocusReason)
SHIFT = Qt.KeyboardModifier.ShiftModifier


class PlaceField(Words):
    """`submitted`: keep it (Enter). `dropped`: leave no trace (Escape). `left`: the keyboard went elsewhere.

    `longest`: more characters are not taken; 0: whatever keeps them says what is too much.
    """

    dropped = Signal()
    left = Signal()

    def __init__(self, longest: int = 0) -> None:
        super().__init__(1, 8)
        self._longest = longest
        self._least = 0
        self.textChanged.connect(self._shorten)

    def cover(self, height: int) -> None:
        """Be at least so high: what lies below is not seen beside the field."""
        self._least = height
        self.fit()

    def fit(self) -> None:
        """Take the height of what is written."""
        super().fit()
        if self.minimumHeight() < getattr(self, "_least", 0):
            self.setFixedHeight(self._least)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep, drop, or write."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.modifiers() & SHIFT:
            self.submitted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.dropped.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Take the keys of writing as keys of this field, not as commands of the room."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in TAKEN:
            event.accept()
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that somebody goes elsewhere, unless it is only a menu or another window."""
        super().focusOutEvent(event)
        if event.reason() not in STAYS:
            self.left.emit()

    def _shorten(self) -> None:
        """Take no more than can be kept."""
        if 0 < self._longest < len(self.toPlainText()):
            at = min(self.textCursor().position(), self._longest)
            self.setPlainText(self.toPlainText()[: self._longest])
            cursor = self.textCursor()
            cursor.setPosition(at)
            self.setTextCursor(cursor)

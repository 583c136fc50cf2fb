"""The chips of the bar: the kinds; a click or a key gives the cursor back to the words."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from models.vocabulary import NOTE_KINDS
from widgets.context import Context
from widgets.parts.buttons import Choices, native


class CursorBack(QObject):
    """Watches chips: a click, Enter or a letter typed on one goes back to the words."""

    def __init__(self, target: QWidget) -> None:
        super().__init__(target)
        self._target = target

    def watch(self, holder: QWidget) -> None:
        """Watch the buttons of a holder."""
        for button in holder.findChildren(QPushButton):
            button.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give the cursor back."""
        if event.type() == QEvent.Type.MouseButtonRelease:
            QTimer.singleShot(0, self._target, self._target.setFocus)
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._target.setFocus()
                return True
            plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
            if plain and event.text().strip() and event.text().isprintable():
                self._target.setFocus()
                self._target.keyPressEvent(event)
                return True
        return super().eventFilter(watched, event)


def kind_chips(context: Context) -> Choices:
    """Return the kinds of notes."""
    options = [(term.code, context.tr(term.label), "note") for term in NOTE_KINDS]
    return Choices(context.look, context.tr("Kind"), options, chips=True)


def with_key(text: str, shortcut: str) -> str:
    """Return a text with its shortcut behind it."""
    return f"{text}  {native(shortcut)}" if shortcut else text

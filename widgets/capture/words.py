"""The large field that words are typed into: Enter keeps a note, makes a paragraph in a story."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent

from widgets.fields.editors import Words
from widgets.fields.texts import is_for_window
from widgets.look import Look

MOST_LINES = 7
WALKS: dict[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
LARGE, LARGEST = 1.15, 1.7  # of a title: in the window, and for a scribe


class BigWords(Words):
    """Large words. `entered`: Enter in a note; `submitted`: Ctrl+Enter.

    `walk` is asked when the cursor would leave by Up (−1) or Down (+1), with Shift or without; True: it was meant so.
    """

    entered = Signal()

    def __init__(self, look: Look, name: str) -> None:
        super().__init__(1, MOST_LINES)
        self._look, self._factor = look, LARGE
        self.enter_keeps = True
        self.walk: Callable[[int, bool], bool] = _nowhere
        self.setProperty("bare", True)
        self.setAccessibleName(name)
        look.changed.connect(self._set_size)
        self._set_size()

    def enlarge(self, larger: bool) -> None:
        """Write larger, for a scribe who sees nothing else, or as usual."""
        self._factor = LARGEST if larger else LARGE
        self._set_size()

    def show_words(self, words: str) -> None:
        """Show other words, with the cursor behind them; what was typed before cannot be undone into them."""
        if words != self.toPlainText():
            self.setPlainText(words)
            cursor = self.textCursor()
            cursor.movePosition(cursor.MoveOperation.End)
            self.setTextCursor(cursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter alone keeps a note; Shift+Enter makes a line of its own in it. Up on the first line goes back."""
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        alone = modifiers == Qt.KeyboardModifier.NoModifier
        if alone and self.enter_keeps and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
            return
        direction = WALKS.get(event.key(), 0)
        shift = modifiers == Qt.KeyboardModifier.ShiftModifier
        if direction and (shift or alone) and self._leaves(direction) and self.walk(direction, shift):
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Leave finding to the window, and undo to the project while nothing was typed here."""
        if is_for_window(event, self):
            event.ignore()
            return False
        return super().event(event)

    def insert_words(self, words: str) -> None:
        """Put words where the cursor is, with the lines of every system."""
        self.insertPlainText(words.replace("\r\n", "\n").replace("\r", "\n"))

    def _leaves(self, direction: int) -> bool:
        """Tell whether the cursor stands on the first line (−1) or the last (+1) of what is shown."""
        moved = self.textCursor()
        operation = moved.MoveOperation.Up if direction < 0 else moved.MoveOperation.Down
        return not moved.movePosition(operation)

    def _set_size(self) -> None:
        self._most = max(3, MOST_LINES * 100 // self._look.percent)  # large text leaves room for the chips too
        pixels = round(self._look.scale.title * self._factor)
        self.setStyleSheet(f"QPlainTextEdit {{ font-size: {pixels}px; }}")
        self.fit()


def _nowhere(_direction: int, _marking: bool) -> bool:
    return False

"""The field of a line: Enter places it, several lines that are pasted are placed at once, Up takes one back."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent

from models.paper_lines import lines_in
from widgets.fields.texts import Words, is_for_window


class LineField(Words):
    """`entered`: Enter. `pasted`: a text of several lines; what was typed before is its beginning."""

    entered = Signal()
    pasted = Signal(str)

    def __init__(self, name: str, hint: str) -> None:
        super().__init__(1, 4)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.wants_back: Callable[[], bool] = lambda: False

    def show_text(self, text: str) -> None:
        """Show a line, with the cursor behind it."""
        if text != self.toPlainText():
            self.setPlainText(text)
            cursor = self.textCursor()
            cursor.movePosition(cursor.MoveOperation.End)
            self.setTextCursor(cursor)

    def insert_words(self, words: str) -> None:
        """Put words where the cursor is; hand over what becomes several lines."""
        whole = f"{self._before_cursor()}{words}{self._behind_cursor()}"
        if len(lines_in(whole)) > 1:
            self.pasted.emit(whole)
        else:
            self.insertPlainText(words.strip("\r\n"))

    def _before_cursor(self) -> str:
        cursor = self.textCursor()
        end = cursor.selectionStart()  # in units of Qt, which counts an emoji twice
        cursor.setPosition(0)
        cursor.setPosition(end, cursor.MoveMode.KeepAnchor)
        return cursor.selectedText()

    def _behind_cursor(self) -> str:
        cursor = self.textCursor()
        cursor.setPosition(cursor.selectionEnd())
        cursor.movePosition(cursor.MoveOperation.End, cursor.MoveMode.KeepAnchor)
        return cursor.selectedText()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter places the line. Up in an empty field takes back the newest line that waits."""
        alone = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif not (event.key() == Qt.Key.Key_Up and alone and not self.toPlainText() and self.wants_back()):
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Leave finding to the window, and undo to the project while nothing was typed here."""
        if is_for_window(event, self):
            event.ignore()
            return False
        return super().event(event)

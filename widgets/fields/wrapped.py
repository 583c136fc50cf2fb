"""One paragraph that wraps, for names and titles: seen whole however long they are; Enter commits as in a line."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from widgets.fields.field import Field
from widgets.fields.texts import TextEditor


class WrappedEditor(TextEditor):
    """Words without line breaks of their own."""

    def __init__(self, field: Field, name: str, hint: str) -> None:
        super().__init__(replace(field, lines=1), name, hint)

    def value(self) -> Any:
        """Return the words in one line."""
        return " ".join(self.words.toPlainText().splitlines()).strip()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Commit by Enter; there are no lines to begin."""
        key = event.key() if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) else None
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.dirty:
                self.left.emit()
            return True
        return super().eventFilter(watched, event)

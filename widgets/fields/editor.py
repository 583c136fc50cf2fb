"""What every editor of a field is: shows a value, tells while it is typed, and gives back what was meant."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

UNDO_KEYS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class Editor(QWidget):
    """Base of the editors. `typed`: somebody is typing; `left`: what is typed is meant (Enter, focus gone, chosen)."""

    typed = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.dirty = False

    def value(self) -> Any:
        """Return what is typed. Refused: it cannot be read; the sentence says why."""
        raise NotImplementedError

    def show_value(self, value: Any) -> None:
        """Show a value that is in the file."""
        raise NotImplementedError

    def draft(self) -> str:
        """Return what is typed as words, to keep it as a draft; empty where there is nothing to keep."""
        return ""

    def show_draft(self, words: str) -> None:
        """Show words that were typed before and never became an edit."""
        del words

    def target(self) -> QWidget:
        """Return the widget that takes the focus."""
        return self

    def mark_wrong(self, wrong: bool) -> None:
        """Show whether what is typed was refused."""
        target = self.target()
        if bool(target.property("wrong")) != wrong:
            target.setProperty("wrong", wrong)
            target.style().unpolish(target)
            target.style().polish(target)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave undo to the project while nothing is being typed here; commit when the focus goes."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if not self.dirty and any(event.matches(key) for key in UNDO_KEYS):
                event.ignore()
                return True
        elif event.type() == QEvent.Type.FocusOut and self.dirty:
            self.left.emit()
        return super().eventFilter(watched, event)

    def _on_typed(self) -> None:
        self.dirty = True
        self.typed.emit()

"""A line that adds: Enter adds and the cursor stays for the next one; what is refused stays as it was typed."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from widgets.context import Context
from widgets.fields.half_typed import LineDraft
from widgets.parts.buttons import Button
from widgets.parts.frames import column, row
from widgets.parts.labels import Label
from widgets.theme import GRID

Told = Callable[[str], object]
Adds = Callable[[str, Told], bool]


class AddLine(QWidget):
    """One line and a button. `adds` performs the edit, and tells whether it was done.

    `place` names the line among the drafts; `before` stands before the line, such as a choice of kinds.
    """

    def __init__(
        self,
        context: Context,
        name: str,
        hint: str,
        adds: Adds,
        place: str,
        *,
        longest: int = 300,
        before: QWidget | None = None,
    ) -> None:
        super().__init__()
        self._adds = adds
        self.line = QLineEdit()
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(hint)
        self.line.setMaxLength(longest)
        self.line.returnPressed.connect(self.add)
        self.button = Button(context.look, context.tr("Add"), "plus", clicked=self.add, hint=name)
        self.button.setAccessibleName(name)
        self._error = Label("", "error")
        self._error.hide()
        parts = row(*((before,) if before else ()), self.line, self.button, spacing=2 * GRID)
        parts.setStretchFactor(self.line, 1)
        self.setLayout(column(parts, self._error, spacing=GRID))
        self._draft = LineDraft(context, self.line, place)

    def add(self) -> None:
        """Add what is typed; keep it where it is refused. Nothing typed: put the cursor there."""
        words = self.line.text().strip()
        self.line.setFocus()
        if not words:
            self.tell("")
            return
        self.tell("")
        if self._adds(words, self.tell):
            self.line.clear()
            self._draft.end()

    def tell(self, sentence: str) -> None:
        """Show why it was refused, below the line; empty for nothing."""
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))
        self.line.setAccessibleDescription(sentence)
        self.line.setProperty("wrong", bool(sentence))
        self.line.style().unpolish(self.line)
        self.line.style().polish(self.line)

    def focus_line(self) -> None:
        """Put the cursor into the line."""
        self.line.setFocus()

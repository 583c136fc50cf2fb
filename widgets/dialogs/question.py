"""A question with two answers; Enter and Escape choose the one that changes nothing."""

from PySide6.QtWidgets import QWidget

from widgets.dialogs.base import Dialog
from widgets.look import Look
from widgets.parts.buttons import Button
from widgets.parts.frames import column
from widgets.parts.labels import Label, title


class Question(Dialog):
    """Ask something. Own labels rather than QMessageBox, which reads markup from its texts and breaks no long word."""

    def __init__(
        self, look: Look, question: str, explanation: str, yes: str, no: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, question, parent, (480, 0))
        self.setAccessibleDescription(explanation)
        self.yes = Button(look, yes, "", "", self.accept)
        self.no = Button(look, no, "", "primary", self.reject)
        self.no.setDefault(True)
        parts = [title(question), *([Label(explanation)] if explanation else [])]
        self.fill(column(*parts, 1, spacing=12), [self.no, self.yes])
        self.no.setFocus()

"""The name of a new workshop: one line, Enter makes it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit

from resources.texts import Translator
from widgets.look import Look
from widgets.parts.buttons import Button
from widgets.parts.frames import column, row
from widgets.parts.labels import Label, caption
from widgets.theme import GRID

LONGEST = 200


class Naming(QFrame):
    """Asks for the name alone; everything else about a workshop can be said later."""

    named = Signal(str)
    given_up = Signal()

    def __init__(self, look: Look, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        self.setProperty("surface", "focus-card")
        self.field = QLineEdit()
        self.field.setAccessibleName(tr("What is the workshop called?"))
        self.field.setPlaceholderText(tr("For example: Getting help at home"))
        self.field.setMaxLength(LONGEST)
        self.field.returnPressed.connect(self._make)
        self.field.textEdited.connect(lambda _: self._say(""))
        self.error = Label("", "error")
        self.error.hide()
        self.make = Button(look, tr("Begin"), "arrow-right", "primary", self._make, "Return")
        self.back = Button(look, tr("Not now"), "", "quiet", self.given_up.emit, "Esc")
        label = caption(tr("What is the workshop called?"))
        label.setBuddy(self.field)
        hint = Label(tr("A name is enough. It can be changed later, and so can everything else."), "muted")
        parts = (label, row(self.field, self.make, self.back), self.error, hint)
        self.setLayout(column(*parts, spacing=2 * GRID, margin=5 * GRID))
        self.setAccessibleName(tr("New workshop"))

    def begin(self) -> None:
        """Come on screen with the cursor in the line; words typed before are still there."""
        self.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape gives up."""
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
            return
        super().keyPressEvent(event)

    def _make(self) -> None:
        name = " ".join(self.field.text().split())
        if not name:
            self._say(self._tr("Please give it a name first: a few words that people will recognise."))
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._say("")
        self.named.emit(name)

    def _say(self, sentence: str) -> None:
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))
        self.field.setAccessibleDescription(sentence)
        if bool(self.field.property("wrong")) != bool(sentence):
            self.field.setProperty("wrong", bool(sentence))
            self.field.style().unpolish(self.field)
            self.field.style().polish(self.field)

"""Asks for the password of a locked project. Who asked says whether it was right; the dialog never waits for that."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QWidget

from resources.texts import Translator
from widgets.dialogs.base import Dialog
from widgets.dialogs.password_field import PasswordField
from widgets.look import Look
from widgets.parts.buttons import Button
from widgets.parts.frames import column
from widgets.parts.labels import Label, muted, title

WIDE = 520


class PasswordDialog(Dialog):
    """`given`: a password to try. Escape gives up, and `rejected` goes out as for every dialog."""

    given = Signal(str)

    def __init__(self, look: Look, tr: Translator, file_name: str, parent: QWidget | None = None) -> None:
        super().__init__(look, tr("Password"), parent, (WIDE, 0))
        self._tr = tr
        self.field = PasswordField(look, tr, tr("Password"))
        self.state = muted("")
        self.ready = Button(look, tr("Open"), "lock-open", "primary", self._give)
        self.ready.setDefault(True)
        leave = Button(look, tr("Cancel"), "", "", self.reject, "Esc")
        said = Label(tr("“{name}” is locked. It opens with the password that it was locked with.", name=file_name))
        self.setAccessibleDescription(said.text())
        parts = (title(tr("This project is locked with a password")), said, self.field, self.state)
        self.fill(column(*parts, 1, spacing=12), [self.ready, leave])
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(self._again)
        self.field.line.setFocus()

    def wrong(self, sentence: str, wait: float) -> None:
        """Say that it was wrong, and take the next one after `wait` seconds."""
        self.field.say(sentence)
        self.field.line.setEnabled(True)
        self.field.line.setReadOnly(False)
        self.field.line.selectAll()
        self.field.line.setFocus()
        self.hold(wait)
        self.fit()
        QAccessible.updateAccessibility(QAccessibleEvent(self.field.wrong, QAccessible.Event.Alert))

    def hold(self, wait: float) -> None:
        """Take the next password after `wait` seconds."""
        if wait:
            self.ready.setEnabled(False)
            self.state.setText(self._tr("The next try is possible in a moment."))
            self._wait.start(round(wait * 1000))

    def is_waiting(self) -> bool:
        """Tell whether the next password is not taken yet."""
        return self._wait.isActive()

    def done(self, result: int) -> None:
        """Forget what was typed when the dialog closes."""
        self._wait.stop()
        self.field.forget()
        super().done(result)

    def _give(self) -> None:
        if self._wait.isActive() or not self.ready.isEnabled():
            return
        if not self.field.text():
            self.field.say(self._tr("Type the password first."))
            self.fit()
            return
        self.ready.setEnabled(False)
        self.field.line.setReadOnly(True)
        self.state.setText(self._tr("Trying the password …"))
        self.given.emit(self.field.text())

    def _again(self) -> None:
        self.state.setText("")
        self.ready.setEnabled(True)

"""A field for a password: hidden while it is typed, shown where the person asks, with a word about Caps Lock."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from resources.texts import Translator
from widgets.look import Look
from widgets.parts.buttons import IconButton
from widgets.parts.frames import column, row
from widgets.parts.labels import Label, caption, muted

LONGEST = 1000
HINTS = (
    Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText | Qt.InputMethodHint.ImhNoAutoUppercase
)


class PasswordLine(QLineEdit):
    """One line of it. `caps_lock`: whether Caps Lock seems to be on, as far as typed letters tell."""

    caps_lock = Signal(bool)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setMaxLength(LONGEST)
        self.setAccessibleName(name)
        self.show_letters(shown=False)

    def show_letters(self, *, shown: bool) -> None:
        """Show what is typed, or hide it."""
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.setInputMethodHints(self.inputMethodHints() | HINTS)  # no keyboard learns it

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type; a capital without Shift, or a small letter with it, gives Caps Lock away."""
        text = event.text()
        if event.key() == Qt.Key.Key_CapsLock:
            self.caps_lock.emit(False)
        elif len(text) == 1 and text.lower() != text.upper():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps_lock.emit(text.isupper() != shift)
        super().keyPressEvent(event)


class PasswordField(QWidget):
    """A caption, the line with a button that shows its letters, and what is to be said about it below."""

    def __init__(self, look: Look, tr: Translator, name: str, hint: str = "") -> None:
        super().__init__()
        self._tr = tr
        self.line = PasswordLine(name)
        self.line.setMinimumWidth(look.px(200))
        self.eye = IconButton(look, tr("Show the password"), "eye", self._turn)
        self.eye.setCheckable(True)
        self._look = look
        self.caps = muted(tr("Caps Lock seems to be on."))
        self.caps.hide()
        self.wrong = Label("", "error")
        self.wrong.hide()
        self.hint = muted(hint)
        self.hint.setVisible(bool(hint))
        beside = row(self.line, self.eye)
        beside.setStretch(0, 1)
        self.setLayout(column(caption(name), beside, self.hint, self.caps, self.wrong, spacing=4))
        self.line.setAccessibleDescription(hint)
        self.line.caps_lock.connect(self.caps.setVisible)
        self.line.textEdited.connect(lambda _: self.say(""))

    def text(self) -> str:
        """Return what was typed."""
        return self.line.text()

    def say(self, sentence: str) -> None:
        """Show a sentence under the line, none for an empty one."""
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))
        self.line.setAccessibleDescription(sentence or self.hint.text())

    def forget(self) -> None:
        """Empty the line."""
        self.line.clear()

    def _turn(self) -> None:
        shown = self.line.echoMode() == QLineEdit.EchoMode.Password
        self.line.show_letters(shown=shown)
        self.eye.setChecked(shown)
        name = self._tr("Hide the password") if shown else self._tr("Show the password")
        self.eye.setAccessibleName(name)
        self.eye.setToolTip(name)
        self.eye.show_icon("eye-off" if shown else "eye")
        self.line.setFocus()

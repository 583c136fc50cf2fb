"""Locking a project, changing its password, taking the lock off: said honestly before, done only when it is clear."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QWidget

from resources.texts import Translator
from widgets.dialogs.base import Dialog
from widgets.dialogs.password_field import PasswordField
from widgets.look import Look
from widgets.parts.buttons import Button
from widgets.parts.frames import Callout, column
from widgets.parts.labels import Label, title

WIDE = 600
LOCK, CHANGE, REMOVE = "lock", "change", "remove"


class LockDialog(Dialog):
    """`wanted`: the present password (empty for a project without one) and the new one (empty where none is wanted).

    Who does it says with `refuse` what is wrong, and closes the dialog when the password can be used.
    """

    wanted = Signal(str, str)

    def __init__(self, look: Look, tr: Translator, what: str, file_name: str, parent: QWidget | None = None) -> None:
        self._tr, self.what = tr, what
        name, explained, act, icon = _words(tr, what, file_name)
        super().__init__(look, name, parent, (WIDE, 0))
        self.present = PasswordField(look, tr, tr("Present password"))
        longer = tr("At least 8 letters: four or five plain words are good. You may paste it.")
        self.new = PasswordField(look, tr, tr("New password"), longer)
        self.again = PasswordField(look, tr, tr("The same again"))
        self.ready = Button(look, act, icon, "primary", self._ask)
        self.ready.setDefault(True)
        leave = Button(look, tr("Cancel"), "", "", self.reject, "Esc")
        fields = {LOCK: (self.new, self.again), REMOVE: (self.present,)}
        self.fields = fields.get(what, (self.present, self.new, self.again))
        forgotten = tr("If the password is forgotten, nobody can open the project any more, we included.")
        warned = [] if what == REMOVE else [Callout(look, "waiting", forgotten)]
        said = [Label(sentence) for sentence in explained]
        self.setAccessibleDescription(" ".join([*explained, *([forgotten] if warned else [])]))
        self.fill(column(title(name), *said, *warned, *self.fields, 1, spacing=12), [self.ready, leave])
        self.fields[0].line.setFocus()

    def refuse(self, sentence: str, *, present: bool = False) -> None:
        """Say what is wrong, under the present password or under the new one; what was typed stays."""
        self.ready.setEnabled(True)
        field = self.present if present or self.what == REMOVE else self.new
        field.say(sentence)
        field.line.setFocus()
        field.line.selectAll()
        self.fit()
        QAccessible.updateAccessibility(QAccessibleEvent(field.wrong, QAccessible.Event.Alert))

    def done(self, result: int) -> None:
        """Forget what was typed when the dialog closes."""
        for field in (self.present, self.new, self.again):
            field.forget()
        super().done(result)

    def _ask(self) -> None:
        tr = self._tr
        if self.present in self.fields and not self.present.text():
            self.refuse(tr("Type the present password first."), present=True)
        elif self.again in self.fields and self.new.text() != self.again.text():
            self.again.say(tr("The two are not the same. Show them to see the difference."))
            self.again.line.setFocus()
            self.fit()
        else:
            self.ready.setEnabled(False)
            self.wanted.emit(self.present.text(), self.new.text())


def _words(tr: Translator, what: str, file_name: str) -> tuple[str, tuple[str, ...], str, str]:
    """Return the title, what is said below it, and the button's words and icon."""
    if what == LOCK:
        said = (
            tr(
                "“{name}” becomes unreadable without the password, and so do all copies and backups made from now on.",
                name=file_name,
            ),
            tr(
                "Polku replaces its own backups. Copies that you made before stay without a lock, and the disk may "
                "still hold bytes of the unlocked file: only a disk that is encrypted as a whole is safe from that."
            ),
        )
        return tr("Lock with a password"), said, tr("Lock the project"), "lock"
    if what == CHANGE:
        said = (tr("Copies and backups that were made before still open with the present password."),)
        return tr("Change the password"), said, tr("Change the password"), "lock"
    said = (tr("“{name}” is saved without a lock. Then whoever has the file can read it.", name=file_name),)
    return tr("Remove the password"), said, tr("Remove the password"), "lock-open"

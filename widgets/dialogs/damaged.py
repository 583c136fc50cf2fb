"""A project that cannot be read: what is wrong, that nothing was changed, the ways to go on; and what a check found."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QProgressBar, QWidget

from resources.texts import Translator
from widgets.dialogs.base import Dialog
from widgets.look import Look
from widgets.parts.buttons import Button
from widgets.parts.frames import Part, card, column
from widgets.parts.labels import Label, muted, title

LINES = 12  # of a report, at least


class DamagedDialog(Dialog):
    """Offers a backup, what can be read in a new file, and the folder. Escape closes it and changes nothing."""

    backup_wanted = Signal()
    recovery_wanted = Signal()
    folder_wanted = Signal()

    def __init__(self, look: Look, tr: Translator, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(look, tr("This project is damaged"), parent, (600, 0))
        self.setAccessibleDescription(sentence)
        self.backup = Button(look, tr("Open a backup …"), "history", "primary", self._open_backup)
        self.recover = Button(look, tr("Recover what can be read"), "file-plus", "", self._recover)
        self.folder = Button(look, tr("Show in folder"), "folder-open", "", self.folder_wanted.emit)
        self.close_button = Button(look, tr("Cancel"), "", "", self.reject)
        ways = (
            (self.backup, tr("Everything up to a few minutes ago, if backups were made. You choose which one.")),
            (
                self.recover,
                tr("Makes a new file beside this one, with a report of what is missing. This takes a moment."),
            ),
            (self.folder, tr("To copy the file again from where it came from, or to ask somebody to look at it.")),
        )
        self.fill(
            column(title(tr("This project is damaged")), Label(sentence), *(_way(*way) for way in ways), 1, spacing=12),
            [self.close_button],
        )
        self.backup.setDefault(True)
        self.backup.setFocus()

    def _open_backup(self) -> None:
        self.accept()
        self.backup_wanted.emit()

    def _recover(self) -> None:
        self.accept()
        self.recovery_wanted.emit()


class WorkingDialog(Dialog):
    """How far something is that runs beside the window. Cancel and Escape ask it to stop."""

    def __init__(self, look: Look, tr: Translator, name: str, parent: QWidget | None = None) -> None:
        super().__init__(look, name, parent, (440, 0))
        self.bar = QProgressBar()
        self.bar.setAccessibleName(name)
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.cancel_button = Button(look, tr("Cancel"), "", "", self.reject)
        self.fill(column(title(name), self.bar, 1, spacing=12), [self.cancel_button])
        self.cancel_button.setFocus()

    def show_progress(self, done: int, total: int) -> None:
        """Show how far it is."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)


class FoundDialog(Dialog):
    """What a check or a recovery found, to be read and copied."""

    def __init__(
        self, look: Look, tr: Translator, name: str, sentence: str, found: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(look, name, parent, (680, 0 if not found else 480))
        self.close_button = Button(look, tr("Close"), "", "primary", self.reject)
        self.report = QPlainTextEdit()
        parts: list[Part | int] = [title(name), Label(sentence)]
        if found:
            self.report.setReadOnly(True)
            self.report.setTabChangesFocus(True)
            self.report.setAccessibleName(name)
            self.report.setPlainText("\n".join(found))
            self.report.setMinimumHeight(LINES * self.report.fontMetrics().lineSpacing())
            parts.append(self.report)
        else:
            parts.append(1)
        self.fill(column(*parts, spacing=12), [self.close_button])
        self.close_button.setFocus()


def _way(button: Button, explanation: str) -> QWidget:
    button.setAccessibleDescription(explanation)
    return card(button, muted(explanation), spacing=6)

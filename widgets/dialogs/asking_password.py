"""Asks for the password of a locked file until it opens or the person gives up; the window goes on meanwhile."""

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from models import cipher
from models.cipher import Key
from models.errors import PolkuError, WrongPassword
from resources.texts import Translator
from widgets.dialogs.password import PasswordDialog
from widgets.jobs import Jobs
from widgets.look import Look


class AskingPassword(QObject):
    """One dialog at a time. A job works out the key of what was typed, which is slow on purpose."""

    _wrong: ClassVar[dict[Path, int]] = {}  # tries since the last right one, as long as the program lives

    def __init__(self, window: QWidget, look: Look, tr: Translator, jobs: Jobs) -> None:
        """`window`: what the dialog stands over."""
        super().__init__(window)
        self._window, self._look, self._tr, self._jobs = window, look, tr, jobs
        self.dialog: PasswordDialog | None = None

    def ask(
        self, path: Path, then: Callable[[Key], object], failed: Callable[[BaseException], object] | None = None
    ) -> None:
        """Ask for the password of a file, and call `then` with the key that opens it. Who gives up is asked no more.

        `failed`: is told what went wrong otherwise. The file must not be open in this program.
        """
        self.close()
        dialog = PasswordDialog(self._look, self._tr, path.name, self._window.window())
        self.dialog = dialog
        dialog.given.connect(lambda password: self._try(path, password, then, failed))
        dialog.rejected.connect(self.close)
        dialog.hold(cipher.wait_after(self._wrong.get(path, 0)))
        dialog.open()

    def close(self) -> None:
        """Take the dialog away; what is being tried leads nowhere."""
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.close()
            dialog.deleteLater()

    def _try(
        self,
        path: Path,
        password: str,
        then: Callable[[Key], object],
        failed: Callable[[BaseException], object] | None,
    ) -> None:
        dialog = self.dialog
        job = self._jobs.start(lambda _: cipher.key_for(path, password))
        job.done.connect(lambda key: self._opens(path, key, then) if dialog is self.dialog else None)
        job.failed.connect(lambda error: self._failed(path, error, failed) if dialog is self.dialog else None)

    def _opens(self, path: Path, key: Key, then: Callable[[Key], object]) -> None:
        self._wrong.pop(path, None)
        self.close()
        then(key)

    def _failed(self, path: Path, error: BaseException, failed: Callable[[BaseException], object] | None) -> None:
        if isinstance(error, WrongPassword) and self.dialog is not None:
            self._wrong[path] = self._wrong.get(path, 0) + 1
            self.dialog.wrong(error.sentence(self._tr), cipher.wait_after(self._wrong[path]))
            return
        self.close()
        if failed is not None:
            failed(error)
        elif not isinstance(error, PolkuError):
            raise error  # a bug: for the crash net

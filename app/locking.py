"""Locked projects in the window: asking for a password, locking, changing it, taking the lock off.

What is slow (a password's key, writing a project anew) is a job; the window never waits.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.guarding import told

if TYPE_CHECKING:  # the models are loaded after the first frame
    from app.program import Program
    from models.cipher import Key
    from models.relock import Rewritten
    from widgets.dialogs.asking_password import AskingPassword
    from widgets.dialogs.lock import LockDialog


class Locking(QObject):
    """What the window does about locks. `program` gives the window, the jobs and the open project."""

    def __init__(self, program: "Program") -> None:
        super().__init__(program)
        self._program = program
        self.asking: AskingPassword | None = None
        self.dialog: LockDialog | None = None

    # -- what the actions ask -------------------------------------------------------------------

    def can_lock(self) -> bool:
        """Tell whether the open project can be locked."""
        return self._can_be_rewritten() and not self._is_locked()

    def can_unlock(self) -> bool:
        """Tell whether the open project has a password that can be changed or removed."""
        return self._can_be_rewritten() and self._is_locked()

    def lock(self) -> None:
        """Ask for a password and lock the open project."""
        self._ask("lock")

    def change(self) -> None:
        """Ask for another password of the open project."""
        self._ask("change")

    def remove(self) -> None:
        """Ask for the password and take the lock off the open project."""
        self._ask("remove")

    # -- opening --------------------------------------------------------------------------------

    def opening(self, path: Path, do: "Callable[[Key | None], object]", key: "Key | None" = None) -> None:
        """Open a project; where it is locked, ask for the password and open it with the key that it makes.

        `key`: what opened it before.
        """
        from models.errors import NeedsPassword

        try:
            do(key)
        except NeedsPassword:
            self._ask_to_open(path, do)

    def _ask_to_open(self, path: Path, do: "Callable[[Key | None], object]") -> None:
        from widgets.dialogs.asking_password import AskingPassword

        program, window = self._program, self._program.window
        if self.asking is None:
            self.asking = AskingPassword(window, window.look, window.texts, program.jobs)
        self.asking.ask(path, lambda key: program.guarded(lambda: do(key)), self._failed)

    def _failed(self, error: BaseException) -> None:
        if not told(error, self._program.texts, self._program.window.notices):
            self._program.report(error)

    # -- locking --------------------------------------------------------------------------------

    def _ask(self, what: str) -> None:
        from models import relock
        from models.errors import PolkuError
        from widgets.dialogs.lock import LockDialog

        workspace = self._program.workspace
        if workspace is None:
            return
        window, path = self._program.window, workspace.document.path
        try:
            relock.check_can_lock(path)
        except PolkuError as error:
            window.notices.say(error.sentence(window.texts), tone="waiting")
            return
        dialog = LockDialog(window.look, window.texts, what, path.name, window)
        dialog.wanted.connect(lambda present, new: self._check(what, present, new))
        self._show(dialog)

    def _check(self, what: str, present: str, new: str) -> None:
        """Look at both passwords before anything is closed."""
        from models.cipher import Key, check_password
        from models.errors import PolkuError

        workspace, dialog = self._program.workspace, self.dialog
        if workspace is None or dialog is None:
            return
        try:
            if what != "remove":
                check_password(new)
        except PolkuError as error:
            dialog.refuse(error.sentence(self._program.texts))
            return
        key = workspace.document.project.store.key
        if key is None:
            self._rewrite(what, None, new)
            return
        job = self._program.jobs.start(lambda _: Key.of(present, key.salt) == key)
        job.done.connect(lambda right: self._checked(what, new, right=right) if dialog is self.dialog else None)
        job.failed.connect(lambda _: self._checked(what, new, right=False) if dialog is self.dialog else None)

    def _checked(self, what: str, new: str, *, right: bool) -> None:
        workspace, dialog = self._program.workspace, self.dialog
        if workspace is None or dialog is None:
            return
        if right:
            self._rewrite(what, workspace.document.project.store.key, new)
        else:
            sentence = self._program.texts("This is not the present password.")
            dialog.refuse(sentence, present=True)

    def _rewrite(self, what: str, key: "Key | None", new: str) -> None:
        """Close the project, write it anew as a job, and open it again where the person was."""
        from models import relock
        from models.lock_told import plain_copies

        program, workspace = self._program, self._program.workspace
        self._close()
        if workspace is None:
            return
        path, room = workspace.document.path, workspace.present_room
        begin = room.id if room is not None else ""
        program.close_project()
        if program.workspace is not None:  # the person waits for something else first
            return
        program.window.notices.say(program.texts("“{name}” is being written anew …", name=path.name))
        work: dict[str, Callable[[object], Rewritten]] = {
            "lock": lambda _: relock.lock(path, new),
            "change": lambda _: relock.change(path, key or "", new),
            "remove": lambda _: relock.unlock(path, key or ""),
        }
        job = program.jobs.start(lambda step: (work[what](step), plain_copies(path)), wanted=True)
        job.done.connect(lambda done: self._again(path, done[0].key, begin, self._told(*done)))
        job.failed.connect(lambda error: self._not_rewritten(path, key, begin, error))

    def _not_rewritten(self, path: Path, key: "Key | None", begin: str, error: object) -> None:
        from models.errors import PolkuError

        if not isinstance(error, PolkuError):
            self._program.report(error)  # pyright: ignore[reportArgumentType]
        said = error.sentence(self._program.texts) if isinstance(error, PolkuError) else ""
        self._again(path, key, begin, said, tone="waiting")

    def _again(self, path: Path, key: "Key | None", begin: str, said: str, *, tone: str = "settled") -> None:
        """Open a project again where the person was, unless another one was opened meanwhile; then say how it went."""
        if self._program.workspace is None:
            self._program.open_path(path, None, begin, key)
        if said:  # after what is said at every opening
            QTimer.singleShot(0, self, lambda: self._program.window.notices.say(said, tone=tone))

    def _told(self, done: "Rewritten", copies: tuple[Path, ...]) -> str:
        from models.lock_told import about_copies, after_lock, after_unlock

        tr = self._program.texts
        if done.key is None:
            return after_unlock(done, tr)[0]
        return " ".join(sentence for sentence in (after_lock(done, tr)[0], about_copies(copies, tr)) if sentence)

    # -- inside ---------------------------------------------------------------------------------

    def _can_be_rewritten(self) -> bool:
        workspace = self._program.workspace
        return workspace is not None and not workspace.document.read_only

    def _is_locked(self) -> bool:
        workspace = self._program.workspace
        return workspace is not None and workspace.document.is_locked

    def _show(self, dialog: "LockDialog") -> None:
        self._close()
        self.dialog = dialog
        dialog.rejected.connect(self._close)
        dialog.open()

    def _close(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.close()
            dialog.deleteLater()

"""The restore screen in the window, and what its two ways do: open a backup beside, or put it in place."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:  # the models are loaded after the first frame
    from app.program import Program
    from models.backup_records import Backup
    from models.backup_restoring import Restored
    from models.cipher import Key
    from widgets.backups.restore import RestoreDialog
    from widgets.document import Document


class BringingBack(QObject):
    """Restores backups for one window. `places` gives where backups lie."""

    def __init__(self, program: "Program", places: Callable[[], tuple[Path, ...]]) -> None:
        super().__init__(program)
        self._program, self._places = program, places
        self._key: Key | None = None
        self.dialog: RestoreDialog | None = None

    def show(self, path: Path | None = None) -> None:
        """Show the backups of the open project, or of a file."""
        from models.backup_reading import contents
        from widgets.backups.restore import RestoreDialog

        program, document = self._program, self._open_one(path)
        chosen = document.path if document else path
        if chosen is None:
            return
        if document is not None:
            document.settle()
        now = document.ask(contents) if document else None
        self._key = document.project.store.key if document else None
        self._close()
        self.dialog = RestoreDialog(
            program.look,
            program.texts,
            program.jobs,
            program.asking,
            chosen,
            self._places(),
            now=now,
            key=self._key,
            today=program.today,
            parent=program.window,
        )
        self.dialog.beside_wanted.connect(lambda backup: self.beside(chosen, backup))
        self.dialog.in_place_wanted.connect(lambda backup: self.in_place(chosen, backup))
        self.dialog.stay()

    def beside(self, path: Path, backup: "Backup") -> None:
        """Make a copy of a backup with a name of its own and open it; the present file stays as it is."""
        from models.backup_restoring import copy_locked, path_beside, present_of, restore_beside

        program, places, key, document = self._program, self._places(), self._key, self._open_one(path)
        folder = path.parent if os.access(path.parent, os.W_OK) else program.paths.projects
        out = path_beside(folder / path.name, backup)
        present = present_of(document.project.store) if document else None
        if backup.locked and key is None:
            job = program.jobs.start(lambda _: copy_locked(backup.path, out), wanted=True)
        else:
            job = program.jobs.start(
                lambda _: restore_beside(backup.path, out, places, present, backup.content, key=key), wanted=True
            )
        job.done.connect(lambda made: self._open(made, key))
        job.failed.connect(self._failed)

    def in_place(self, path: Path, backup: "Backup") -> None:
        """Put a backup in the place of a project, which is closed for it and backed up first."""
        from models.backup_restoring import restore_in_place

        program, places, key = self._program, self._places(), self._key
        if self._open_one(path) is not None:
            program.close_project()
            if program.workspace is not None:
                return  # something still being written is waited for
        self._close()
        program.window.notices.say(program.texts("The backup is being put in place …"))
        job = program.jobs.start(
            lambda _: restore_in_place(backup.path, path, places, backup.content, key=key), wanted=True
        )
        job.done.connect(lambda made: self._open(made, key))
        job.failed.connect(lambda error: self._failed(error, path, key))

    # -- inside ---------------------------------------------------------------------------------

    def _open_one(self, path: Path | None) -> "Document | None":
        """Return the open project, where it is the one that is meant."""
        workspace = self._program.workspace
        meant = workspace is not None and (path is None or self._program.has_file(path))
        return workspace.document if meant and workspace is not None else None

    def _open(self, made: "Restored", key: "Key | None") -> None:
        self._close()
        self._program.open_path(made.path, lambda: self._say(made), key=key)

    def _say(self, made: "Restored") -> None:
        tr, notices = self._program.texts, self._program.window.notices
        if made.aside is not None:
            show = lambda: self._program.asking.show_in_folder(made.aside)  # noqa: E731  # pyright: ignore[reportArgumentType]
            says = tr("Restored. The file that could not be read is kept as {file}.", file=made.aside.name)
            notices.say(says, tr("Show in folder"), show)
        else:
            notices.say(tr("Restored from a backup: {file}. What was there before is kept.", file=made.path.name))

    def _failed(self, error: BaseException, path: Path | None = None, key: "Key | None" = None) -> None:
        if path is not None and path.is_file():
            self._program.open_path(path, lambda: self._told(error), key=key)
        else:
            self._told(error)

    def _told(self, error: BaseException) -> None:
        from models.errors import PolkuError

        if isinstance(error, PolkuError):
            self._program.window.notices.say(error.sentence(self._program.texts), tone="waiting")
        else:
            self._program.report(error)

    def _close(self) -> None:
        if self.dialog is not None:
            dialog, self.dialog = self.dialog, None
            dialog.close()
            dialog.deleteLater()

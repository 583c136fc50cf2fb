"""Backups of the open project: by themselves every few minutes, at closing and before something large; and by hand.

The copy is made in memory in a few milliseconds; writing and checking it is a job. Nothing here ever waits for a disk
but the end of the program, which waits for the last backup with the window gone from the screen.
"""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.backup_places import FIRST, SECOND, backup_places
from app.bringing_back import BringingBack

if TYPE_CHECKING:  # the models are loaded after the first frame
    from app.program import Program
    from models.backups import Kept, Taken
    from models.project import Project
    from widgets.document import Document

EVERY = 5 * 60 * 1000  # milliseconds; the newest verified backup is at most ten minutes old


class BackingUp(QObject):
    """The backups of one window. `program` gives the open project, the settings, the jobs and the notices."""

    def __init__(self, program: "Program", every: int = EVERY) -> None:
        super().__init__(program)
        self._program = program
        self._document: Document | None = None
        self._backed = ""  # the last step of the newest backup
        self._begun = ""  # the last step when the project was opened
        self._made = 0.0  # when the newest was made, by a clock that nobody sets; 0: not by this window
        self._writing: set[QObject] = set()  # jobs under way
        self._warned = False
        self.bringing_back = BringingBack(program, self.places)
        self._clock = QTimer(self)
        self._clock.setInterval(every)
        self._clock.timeout.connect(self.look)

    def places(self) -> tuple[Path, ...]:
        """Return where backups go, as the settings say."""
        get = self._program.settings.get
        return backup_places(self._program.paths, get(FIRST), get(SECOND))

    # -- a project opens and closes -----------------------------------------------------------------

    def check(self, project: "Project") -> None:
        """Erase again what was erased for good, before anything is shown: the file may be a backup put in its place."""
        from models import backups

        try:
            if backups.erase_again(project.store, self.places()):
                project.history.load()
        except BaseException:
            project.close()
            raise

    def begin(self, document: "Document") -> None:
        """Back a project up from now on. The example is nobody's work."""
        self._document, self._made, self._warned, self._backed = document, 0.0, False, ""
        self._begun = document.last_step()
        document.large_begins.connect(self._before_large)
        document.erased.connect(self._after_erasure)
        document.closing.connect(self._at_closing)
        document.closed.connect(self._clock.stop)
        if self._is_kept():
            self._clock.start()
            self._replace_plain(document)

    def look(self) -> None:
        """Make a backup if anything was done since the last one and none is being written."""
        document = self._document
        if document is None or document.is_closed or self._writing or not self._is_kept():
            return
        self._backed = self._backed or self._newest_step(document)
        if document.last_step() != self._backed:
            self._start("")

    # -- what the actions ask -----------------------------------------------------------------------

    def now(self) -> None:
        """Back up now, because the person wants it, and say where it lies."""
        from models.backups import BY_HAND

        if self._document is not None and not self._document.is_closed:
            self._document.settle()
            self._start(BY_HAND, self._say_made)

    def restore(self, path: Path | None = None) -> None:
        """Show the backups of a project: the open one, or of any file."""
        self._program.loader.when_ready(lambda: self._program.guarded(lambda: self.bringing_back.show(path)))

    # -- making ---------------------------------------------------------------------------------

    def _start(self, reason: str, then: "Callable[[Kept], object] | None" = None) -> None:
        from models import backups

        taken = self._take(reason)
        if taken is None:
            return
        places = backups.present(self.places())
        step, document = taken.step, self._document
        job = self._program.jobs.start(lambda _: backups.keep(taken, places))
        self._writing.add(job)
        job.done.connect(lambda kept: self._kept(kept, step, document, then))
        job.failed.connect(self._program.report)
        for ending in (job.done, job.failed, job.cancelled):
            ending.connect(lambda *_: self._writing.discard(job))

    def _take(self, reason: str) -> "Taken | None":
        """Copy the project into memory; none where that cannot be now: the next time comes soon."""
        from models import backups
        from models.errors import PolkuError

        assert self._document is not None  # noqa: S101 - asked by the callers
        elapsed = time.monotonic() - self._made if self._made else None
        try:
            return backups.take(self._document.project.store, reason, elapsed=elapsed)
        except PolkuError as error:
            if reason:
                self._program.window.notices.say(error.sentence(self._program.texts), tone="waiting")
            return None

    def _kept(
        self, kept: "Kept", step: str, document: "Document | None", then: "Callable[[Kept], object] | None"
    ) -> None:
        if kept.made and document is self._document:
            self._backed, self._made = step, time.monotonic()
        if kept.troubles:
            self._warn(kept)
            return
        self._warned = False
        if then is not None:
            then(kept)

    def _warn(self, kept: "Kept") -> None:
        """Say once that a place cannot be written, until it could again."""
        if self._warned:
            return
        self._warned = True
        program, tr = self._program, self._program.texts
        sentence = kept.troubles[0][1].sentence(tr)
        if kept.made:
            sentence = tr("{trouble} The other place has it.", trouble=sentence)
        program.window.notices.say(sentence, tr("Settings …"), program.settings_dialog, tone="danger")

    def _say_made(self, kept: "Kept") -> None:
        tr, made = self._program.texts, kept.made[0]
        show = lambda: self._program.asking.show_in_folder(made.path)  # noqa: E731 - one line, used once
        self._program.window.notices.say(
            tr("Backed up and checked: {file}.", file=made.path.name), tr("Show in folder"), show
        )

    def _before_large(self, reason: str) -> None:
        if self._document is not None and self._is_kept():
            self._start(reason)

    def _after_erasure(self) -> None:
        """Note at once what was erased; then one fresh backup takes the place of all that still hold it."""
        from models import backups

        if self._document is not None:
            backups.note_erasure(self._document.project.store, self.places())
            if self._is_kept():
                self._start(backups.AFTER_ERASURE)

    def finish(self) -> None:
        """Wait for the last backup when the window closes, out of the person's sight."""
        if self._writing:
            self._program.window.hide()
            self._program.jobs.stop_all()

    def _at_closing(self) -> None:
        """Copy the project a last time while the file is still open; it is written when it is closed."""
        self._clock.stop()
        document = self._document
        if document is not None and self._is_kept() and document.last_step() not in (self._begun, self._backed):
            self._start("")

    def _replace_plain(self, document: "Document") -> None:
        """Let a locked backup take the place of all that were made before the project was locked."""
        from models import backups

        if document.is_locked and backups.has_plain(document.drafts.project_id, self.places()):
            self._start(backups.AFTER_LOCK)

    def _newest_step(self, document: "Document") -> str:
        from models.backups import BackupFolder

        shelf = BackupFolder(self.places()[0]).of(document.drafts.project_id, document.path)
        newest = shelf.newest()
        return newest.step if newest else ""

    def _is_kept(self) -> bool:
        """Tell whether the open project is backed up by itself."""
        document = self._document
        return document is not None and not document.read_only and document.path != self._program.paths.example

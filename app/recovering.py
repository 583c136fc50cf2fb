"""What the window does about a damaged project: the ways to go on, recovering beside it, and the check of a file."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:  # the models are loaded after the first frame
    from app.program import Program
    from app.workspace import Workspace
    from models.cipher import Key
    from models.integrity import Fault
    from models.recover_report import Report
    from widgets.dialogs.base import Dialog
    from widgets.jobs import Job

EVERY = 4000  # milliseconds between two notes of the last step
LAST_STEPS = "last steps.json"


class Recovering(QObject):
    """Of one window. `program` gives the jobs, the notices, the backups and how a file is opened."""

    def __init__(self, program: "Program") -> None:
        super().__init__(program)
        self._program = program
        self.dialog: Dialog | None = None

    def begin(self, workspace: "Workspace") -> None:
        """Say of a project that was just opened what was set aside or may be missing, and remember its last step from
        now on: a few seconds after each change, and at closing."""
        from models.last_known import LastKnown

        program, document = self._program, workspace.document
        store, tr = document.project.store, program.texts
        if found := document.project.set_aside:
            workspace.first_words.append((found.sentence(tr), "waiting"))
        if not program.settings.is_kept:
            return
        known = LastKnown(program.paths.profile / LAST_STEPS)
        if known.is_missing(store):
            said = tr(
                "The last seconds of “{name}” may be missing: this computer has stored more in it than is there now. "
                "Look at your newest entries, and at the backups.",
                name=store.name,
            )
            workspace.first_words.append((said, "waiting"))
        clock = QTimer(workspace)
        clock.setSingleShot(True)
        clock.setInterval(EVERY)
        clock.timeout.connect(partial(known.note, store))
        document.changed.connect(partial(_wind_up, clock))
        document.closing.connect(clock.stop)
        document.closing.connect(partial(known.note, store))

    # -- a file that cannot be opened ---------------------------------------------------------------

    def offer(self, path: Path, sentence: str, key: "Key | None" = None) -> None:
        """Say what is wrong with a file and offer the ways to go on; nothing was changed."""
        from widgets.dialogs.damaged import DamagedDialog

        program = self._program
        dialog = DamagedDialog(program.look, program.texts, sentence, program.window)
        dialog.backup_wanted.connect(lambda: program.backing_up.restore(path))
        dialog.recovery_wanted.connect(lambda: self.recover(path, key))
        dialog.folder_wanted.connect(lambda: program.asking.show_in_folder(path))
        self._show(dialog)

    def recover(self, path: Path, key: "Key | None" = None) -> None:
        """Write what can be read of a damaged file beside it, and offer to open that."""
        from app.project_files import path_for_recovered
        from models.recover import recover

        program = self._program
        out = path_for_recovered(path, program.paths.projects)
        job = program.jobs.start(lambda step: recover(path, out, key, step), wanted=True)
        job.done.connect(lambda report: self._recovered(out, report, key))
        self._wait(job, program.texts("Reading what can be read …"))

    def _recovered(self, out: Path, report: "Report", key: "Key | None") -> None:
        from models.recover import report_path

        program, tr = self._program, self._program.texts
        said = tr("What could be read is in “{name}”. The damaged file was left as it is.", name=out.name)
        whole = tr("Nothing that people entered is missing, as far as can be known.") if report.is_whole else ""
        show = lambda: self.show_found(tr("What was recovered"), said, report.sentences(tr))  # noqa: E731
        also = (
            (tr("Show the report"), show),
            (tr("Show in folder"), lambda: program.asking.show_in_folder(report_path(out))),
        )
        say = lambda: program.window.notices.say(  # noqa: E731 - after what is said at every opening
            f"{said} {whole}".strip(), tone="settled" if report.is_whole else "waiting", also=also
        )
        program.open_path(out, say, key=key)

    # -- the check of a file ------------------------------------------------------------------------

    def check(self) -> None:
        """Check the open project beside the window, and say what was found."""
        from models.errors import PolkuError
        from models.integrity import copied, full_check

        workspace = self._program.workspace
        if workspace is None:
            return
        workspace.document.settle()
        store = workspace.document.project.store
        try:
            copy = copied(store)
        except PolkuError as error:  # a page of a locked file that nobody can read
            self.offer(workspace.document.path, error.sentence(self._program.texts))
            return
        job = self._program.jobs.start(lambda step: full_check(copy, step), wanted=True)
        for ending in (job.done, job.failed, job.cancelled):
            ending.connect(lambda *_: copy.abandon())
        job.done.connect(lambda faults: self._checked(store.name, faults))
        self._wait(job, self._program.texts("Checking this file …"))

    def _checked(self, name: str, faults: "tuple[Fault, ...]") -> None:
        from models.integrity import in_words

        tr = self._program.texts
        if not faults:
            said = tr("“{name}” is sound: the file, every step of its history, every row and photo.", name=name)
            self._program.window.notices.say(said, tone="settled")
            return
        said = tr.count(
            "{n} thing is wrong with “{name}”. Close it, then open a backup, or recover it: polku recover.",
            "{n} things are wrong with “{name}”. Close it, then open a backup, or recover it: polku recover.",
            len(faults),
            name=name,
        )
        self.show_found(tr("What the check found"), said, in_words(faults, tr))

    def show_found(self, name: str, sentence: str, found: list[str]) -> None:
        """Show what was found, to be read and copied."""
        from widgets.dialogs.damaged import FoundDialog

        program = self._program
        self._show(FoundDialog(program.look, program.texts, name, sentence, found, program.window))

    # -- inside -------------------------------------------------------------------------------------

    def _wait(self, job: "Job", name: str) -> None:
        """Show how far a job is, with a way to stop it."""
        from widgets.dialogs.damaged import WorkingDialog

        program = self._program
        dialog = WorkingDialog(program.look, program.texts, name, program.window)
        job.progress.connect(dialog.show_progress)
        dialog.rejected.connect(job.cancel)
        job.failed.connect(self._failed)
        for ending in (job.done, job.failed, job.cancelled):
            ending.connect(lambda *_: dialog.accept())
        self._show(dialog)

    def _failed(self, error: object) -> None:
        from app.guarding import told

        program = self._program
        if isinstance(error, BaseException) and not told(error, program.texts, program.window.notices):
            program.report(error)

    def _show(self, dialog: "Dialog") -> None:
        if self.dialog is not None:
            self.dialog.close()
        self.dialog = dialog
        dialog.finished.connect(lambda _: self._gone(dialog))
        dialog.open()

    def _gone(self, dialog: "Dialog") -> None:
        if self.dialog is dialog:
            self.dialog = None
        dialog.deleteLater()


def _wind_up(clock: QTimer, _: object) -> None:
    if not clock.isActive():
        clock.start()

"""Saving a document beside the editing: where to, how far it is, Cancel, and what became of it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QProgressBar, QSizePolicy
from shiboken6 import isValid

from exports.catalog import Export, Made
from exports.target import check, safe_name
from models import queries
from models.errors import PolkuError
from widgets.context import Context
from widgets.jobs import Job
from widgets.parts.buttons import Button
from widgets.parts.frames import Callout, Surface, column, flow, row
from widgets.share.work import save_work, sentence_of
from widgets.theme import GRID

KEYS = "Ctrl+E"


class SaveBar(Surface):
    """The foot of the panel: Save, then the progress, then the file, or the sentence why there is none."""

    saved = Signal(str)  # the export's id

    def __init__(self, context: Context, options: Callable[[Export], object]) -> None:
        super().__init__("panel")
        self._context, self._options = context, options
        self._export: Export | None = None
        self._job: Job | None = None
        self._path: Path | None = None
        tr, look = context.tr, context.look
        self.save = Button(look, tr("Save PDF"), "download", "primary", self.ask_and_save, KEYS)
        self.save.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Fixed)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(tr("How far the document is"))
        self.cancel = Button(look, tr("Cancel"), "x", "", self.stop)
        self.told = Callout(look, "settled", "")
        self.open = Button(look, tr("Open"), "external-link", "", self._open)
        self.folder = Button(look, tr("Show in folder"), "folder-open", "", self._show)
        self.after = flow(self.open, self.folder)
        self.setLayout(column(self.told, self.after, row(self.progress, self.cancel), self.save, margin=4 * GRID))
        self._show_state("")

    def show_export(self, export: Export, button: str) -> None:
        """Save this document from now on. What was told about another one goes."""
        if export != self._export:
            self._export = export
            if self._job is None:
                self._show_state("")
        self.save.say(button)

    def ask_and_save(self) -> None:
        """Ask where to, and save there."""
        export = self._export
        if export is None or self._job is not None:
            return
        context, tr = self._context, self._context.tr
        context.document.settle()
        title = tr("Save “{title}”", title=tr(export.title))
        pattern = f"PDF (*{export.suffix})"
        path = context.asking.file_to_save(title, pattern, self._folder() / self._name(export))
        if path is None:
            return
        if not path.suffix:
            path = path.with_name(path.name + export.suffix)
        self.write(export, path)

    def write(self, export: Export, path: Path) -> None:
        """Write a document to a place, beside the window."""
        context = self._context
        try:
            check(path)
            copy = context.document.snapshot(export.purpose, context.today())
        except (PolkuError, OSError) as error:
            self._show_state("failed", sentence_of(error, context.tr))
            return
        self._path = path
        written: list[Made] = []
        work = save_work(export, copy, self._options(export), context.tr.language, path, written)
        job = self._job = context.jobs.start(work, wanted=True)
        job.progress.connect(self._how_far)
        job.done.connect(lambda made: self._done(export, made))
        job.failed.connect(self._failed)
        job.cancelled.connect(lambda: self._cancelled(export, written))
        self._show_state("running")
        self.cancel.setFocus()

    def stop(self) -> None:
        """Ask the running job to stop."""
        if self._job is not None:
            self._job.cancel()

    # -- what became of it ----------------------------------------------------------------------

    def _cancelled(self, export: Export, written: list[Made]) -> None:
        """Say what is true: Cancel may come when the document is written already."""
        if written:
            self._done(export, written[0])
        elif isValid(self):
            self._job = None
            self._show_state("stopped", self._context.tr("Cancelled. Nothing was written."))

    def _done(self, export: Export, made: Made) -> None:
        if not isValid(self):  # the window was closed meanwhile
            return
        context, tr = self._context, self._context.tr
        self._job = None
        context.settings.set("documents_folder", str(made.path.parent))
        try:
            context.document.log_export(export.id, made.path.name, export.purpose, made.stories)
        except PolkuError as error:
            context.notices.say(error.sentence(tr), tone="waiting")
        pages = tr.count("{n} page", "{n} pages", made.pages)
        self._show_state("saved", tr("Saved as {name}, {pages}.", name=made.path.name, pages=pages))
        context.notices.say(tr("Saved as {name}.", name=made.path.name), tr("Open"), lambda: self._open_at(made.path))
        self.saved.emit(export.id)

    def _failed(self, error: object) -> None:
        if not isValid(self):
            return
        self._job = None
        sentence = sentence_of(error, self._context.tr)
        self._show_state("failed", sentence or self._context.tr("The document could not be made. Nothing was written."))
        if not sentence and isinstance(error, BaseException):
            raise error

    def _how_far(self, done: int, total: int) -> None:
        self.progress.setRange(0, max(1, total))
        self.progress.setValue(done)

    def _show_state(self, state: str, sentence: str = "") -> None:
        had_focus = self.cancel.hasFocus() or self.save.hasFocus()
        running = state == "running"
        self.save.setVisible(not running)
        self.progress.setVisible(running)
        self.cancel.setVisible(running)
        self.after.setVisible(state == "saved")
        self.told.setVisible(bool(sentence))
        if sentence:
            self.told.say(sentence, "settled" if state == "saved" else "waiting")
        if running:
            self.progress.setRange(0, 0)
        elif had_focus:
            (self.open if state == "saved" else self.save).setFocus()

    # -- places ---------------------------------------------------------------------------------

    def _folder(self) -> Path:
        last = Path(str(self._context.settings.get("documents_folder") or ""))
        if last.is_absolute() and last.is_dir():
            return last
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return Path(documents) if documents and Path(documents).is_dir() else Path.home()

    def _name(self, export: Export) -> str:
        title = self._context.document.ask(queries.project).title
        return safe_name(f"{title} – {self._context.tr(export.title)}") + export.suffix

    def _open(self) -> None:
        if self._path is not None:
            self._open_at(self._path)

    def _open_at(self, path: Path) -> None:
        if not self._context.asking.open_file(path):
            said = self._context.tr("No program here opens {name}.", name=path.name)
            self._context.notices.say(said, tone="waiting")

    def _show(self) -> None:
        if self._path is not None:
            self._context.asking.show_in_folder(self._path)

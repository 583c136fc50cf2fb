"""Saving and printing a document beside the editing: where to, how far it is, Cancel, and what became of it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QProgressBar, QSizePolicy
from shiboken6 import isValid

from exports.catalog import Made
from exports.target import check, safe_name
from models import queries
from models.errors import PolkuError
from resources.texts import translator
from widgets.context import Context
from widgets.jobs import Job, Step
from widgets.parts.buttons import Button
from widgets.parts.frames import Callout, Surface, column, flow, row
from widgets.share.documents.listing import document_of, pattern_of
from widgets.share.fixing import Fixing
from widgets.share.printing import Printable, paint_work, printable_work
from widgets.share.wanted import Wanted
from widgets.share.work import save_work, sentence_of
from widgets.theme import GRID

KEYS, PRINT_KEYS = "Ctrl+E", "Ctrl+P"


class SaveBar(Surface):
    """The foot of the panel: Save and Print, then the progress, then what became of it, or why nothing did."""

    saved = Signal(str)  # the id of what left the house, as a file or on paper

    def __init__(self, context: Context, wanted: Callable[[], Wanted]) -> None:
        super().__init__("panel")
        self._context, self._wanted = context, wanted
        self._for: Wanted | None = None  # what was told about last
        self._job: Job | None = None
        self._path: Path | None = None
        self._fixing = Fixing(context)
        tr, look = context.tr, context.look
        self.save = Button(look, tr("Save PDF"), "download", "primary", self.ask_and_save, KEYS)
        self.save.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Fixed)
        self.print = Button(look, tr("Print"), "printer", "", self.ask_and_print, PRINT_KEYS)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(tr("How far the document is"))
        self.cancel = Button(look, tr("Cancel"), "x", "", self.stop)
        self.told = Callout(look, "settled", "")
        self.open = Button(look, tr("Open"), "external-link", "", self._open)
        self.folder = Button(look, tr("Show in folder"), "folder-open", "", self._show)
        self.after = flow(self.open, self.folder)
        doing = row(self.progress, self.cancel)
        self.setLayout(column(self.told, self.after, doing, row(self.save, self.print), margin=4 * GRID))
        self._show_state("")

    def show_wanted(self, button: str) -> None:
        """Save what is wanted from now on. What was told about something else goes."""
        wanted = self._wanted()
        if wanted != self._for:
            self._for = wanted
            if self._job is None:
                self._show_state("")
        self.save.say(button)
        self.print.setVisible(self._job is None and wanted.export.form != "data")

    @property
    def is_busy(self) -> bool:
        """Tell whether something is being saved or printed."""
        return self._job is not None

    # -- saving ---------------------------------------------------------------------------------

    def ask_and_save(self) -> None:
        """Ask where to, and save there."""
        if self._job is not None:
            return
        context, tr = self._context, self._context.tr
        context.document.settle()
        wanted = self._wanted()
        export = wanted.export
        title = tr("Save “{title}”", title=tr(export.title))
        path = context.asking.file_to_save(title, pattern_of(export), self._folder() / self._name(wanted))
        if path is None:
            return
        if not path.suffix:
            path = path.with_name(path.name + export.suffix)
        self.write(wanted, path)

    def write(self, wanted: Wanted, path: Path) -> None:
        """Write a document to a place, beside the window."""
        context, export = self._context, wanted.export
        try:
            check(path)
            if not self._fixing.fix(wanted):
                return
            copy = context.document.snapshot(export.purpose, context.today())
        except (PolkuError, OSError) as error:
            self._show_state("failed", sentence_of(error, context.tr))
            return
        self._path = path
        written: list[Made] = []
        work = save_work(export, copy, wanted.options, wanted.language, path, written, wanted.beside)
        self._start(work, lambda made: self._saved(wanted, made), lambda: self._cancelled(wanted, written))

    def _saved(self, wanted: Wanted, made: Made) -> None:
        if not isValid(self):  # the window was closed meanwhile
            return
        context, tr = self._context, self._context.tr
        self._job = None
        context.settings.set("documents_folder", str(made.path.parent))
        much = tr.count("{n} page", "{n} pages", made.pages)
        if wanted.export.form == "data":
            much = tr.count("{n} row", "{n} rows", made.rows)
        said = tr("Saved as {name}.", name=made.path.name)
        if made.pages or made.rows:
            said = tr("Saved as {name}, {pages}.", name=made.path.name, pages=much)
        self._show_state("saved", said)
        self._fixing.say(tr("Saved as {name}.", name=made.path.name), (tr("Open"), lambda: self._open_at(made.path)))
        self._log(wanted, made.path.name, made.stories)

    def _cancelled(self, wanted: Wanted, written: list[Made]) -> None:
        """Say what is true: Cancel may come when the document is written already."""
        if written:
            self._saved(wanted, written[0])
        elif isValid(self):
            self._job = None
            self._show_state("stopped", self._context.tr("Cancelled. Nothing was written."))

    # -- printing -------------------------------------------------------------------------------

    def ask_and_print(self) -> None:
        """Make the pages, ask for a printer, and print there."""
        if self._job is not None or not self.print.isVisibleTo(self):
            return
        context, tr = self._context, self._context.tr
        context.document.settle()
        if not context.asking.has_printer():
            self._show_state(
                "failed",
                tr(
                    "No printer is set up on this computer. Save it as PDF and open it: the program that shows it may "
                    "know a way to print."
                ),
            )
            return
        now = self._wanted()
        wanted = Wanted(document_of(now.export.document), now.options, now.language, now.beside)
        if not self._fixing.fix(wanted):
            return
        try:
            copy = context.document.snapshot(wanted.export.purpose, context.today())
        except PolkuError as error:
            self._show_state("failed", error.sentence(tr))
            return
        self._start(printable_work(wanted, copy), partial(self._order, wanted), self._not_printed)

    def _order(self, wanted: Wanted, ready: Printable) -> None:
        if not isValid(self):
            return
        self._job = None
        order = self._context.asking.order_print(self._name(wanted), ready.pages)
        if not isValid(self):  # the project was closed while the dialog was open
            return
        if order is None:
            self._show_state("")
            if self._fixing.fixed:
                self._fixing.say("")
            return
        work = paint_work(order, ready.pdf)
        self._start(work, lambda pages: self._printed(wanted, ready, pages), self._not_printed)

    def _printed(self, wanted: Wanted, ready: Printable, pages: int) -> None:
        if not isValid(self):
            return
        self._job = None
        said = self._context.tr.count("{n} page went to the printer.", "{n} pages went to the printer.", pages)
        self._show_state("printed", said)
        if self._fixing.fixed:
            self._fixing.say(said)
        self._log(wanted, "", ready.stories)

    def _not_printed(self) -> None:
        if isValid(self):
            self._job = None
            said = self._context.tr("Cancelled. What had reached the printer already may still come out.")
            self._show_state("stopped", said)

    # -- what both do ---------------------------------------------------------------------------

    def stop(self) -> None:
        """Ask the running job to stop."""
        if self._job is not None:
            self._job.cancel()

    def _start(
        self, work: Callable[[Step], object], done: Callable[..., object], cancelled: Callable[[], object]
    ) -> None:
        job = self._job = self._context.jobs.start(work, wanted=True)
        job.progress.connect(self._how_far)
        job.done.connect(done)
        job.failed.connect(self._failed)
        job.cancelled.connect(cancelled)
        self._show_state("running")
        self.cancel.setFocus()

    def _log(self, wanted: Wanted, name: str, stories: tuple[str, ...]) -> None:
        """Note in the project what left the house; where that is not possible, say so."""
        context, tr = self._context, self._context.tr
        export = wanted.export
        context.document.log_export(export.id, name, export.purpose, stories, wanted.languages)
        if context.document.read_only and stories:
            self.told.say(
                tr("{said} This project can only be read here, so it is not noted in it.", said=self.told.words.text()),
                "waiting",
            )
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
        self.progress.setRange(0, total if total > 1 else 0)
        self.progress.setValue(done)

    def _show_state(self, state: str, sentence: str = "") -> None:
        had_focus = self.cancel.hasFocus() or self.save.hasFocus() or self.print.hasFocus()
        running = state == "running"
        self.save.setVisible(not running)
        self.print.setVisible(not running and (self._for is None or self._for.export.form != "data"))
        self.progress.setVisible(running)
        self.cancel.setVisible(running)
        self.after.setVisible(state == "saved")
        self.told.setVisible(bool(sentence))
        if sentence:
            self.told.say(sentence, "settled" if state in ("saved", "printed") else "waiting")
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

    def _name(self, wanted: Wanted) -> str:
        """Return a name for the file, in the language of the document."""
        title, texts = self._context.document.ask(queries.project).title, translator(wanted.language)
        return safe_name(f"{title} – {texts(wanted.export.title)}") + wanted.export.suffix

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

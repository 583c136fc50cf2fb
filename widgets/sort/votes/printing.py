"""Saving the sheet and the ballot papers of a vote as PDF, beside the editing."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from models.errors import PolkuError
from widgets.context import Context
from widgets.jobs import Job
from widgets.parts.buttons import Button
from widgets.parts.frames import Callout, column

if TYPE_CHECKING:  # what makes documents is loaded when one is made, not with the page
    from exports.catalog import Made

EXPORT = "vote-sheet"


class PrintSheet(QWidget):
    """What became of the last sheet that was saved; `button` saves one and stands where the page puts it."""

    def __init__(self, context: Context, round_id: Callable[[], str]) -> None:
        super().__init__()
        self._context, self._round_id = context, round_id
        self._job: Job | None = None
        tr, look = context.tr, context.look
        self.button = Button(look, tr("Save sheet and ballot papers"), "printer", "", self.save)
        self.told = Callout(look, "settled", "")
        self.told.hide()
        self.setLayout(column(self.told))

    def show_for(self, *, on: bool) -> None:
        """Show what became of it only beside the sheet."""
        self.setVisible(on and not self.told.isHidden())
        self.button.setVisible(on)

    def save(self) -> None:
        """Ask where to, and write there beside the window."""
        from exports.catalog import export_of
        from exports.target import check, safe_name
        from widgets.share.work import save_work, sentence_of

        context, export = self._context, export_of(EXPORT)
        if self._job is not None or not self._round_id():
            return
        context.document.settle()
        title = context.tr(export.title)
        path = context.asking.file_to_save(
            title, f"PDF (*{export.suffix})", self._folder() / (safe_name(title) + export.suffix)
        )
        if path is None:
            return
        path = path if path.suffix else path.with_name(path.name + export.suffix)
        try:
            check(path)
            copy = context.document.snapshot(export.purpose, context.today())
        except (PolkuError, OSError) as error:
            self._tell(sentence_of(error, context.tr), "waiting")
            return
        options = export.options(round_id=self._round_id())
        job = self._job = context.jobs.start(
            save_work(export, copy, options, context.tr.language, path, []), wanted=True
        )
        job.done.connect(self._done)
        job.failed.connect(self._failed)

    def _done(self, made: "Made") -> None:
        if not isValid(self):
            return
        self._job = None
        context, tr = self._context, self._context.tr
        context.document.log_export(EXPORT, made.path.name, "room", made.stories, context.tr.language)
        context.settings.set("documents_folder", str(made.path.parent))
        pages = tr.count("{n} page", "{n} pages", made.pages)
        said = tr("Saved as {name}, {pages}.", name=made.path.name, pages=pages)
        self._tell(said, "settled")
        context.notices.say(said, tr("Open"), lambda: self._open(made.path))

    def _failed(self, error: object) -> None:
        if not isValid(self):
            return
        from widgets.share.work import sentence_of

        self._job = None
        sentence = sentence_of(error, self._context.tr)
        self._tell(sentence or self._context.tr("The document could not be made. Nothing was written."), "waiting")
        if not sentence and isinstance(error, BaseException):
            raise error

    def _tell(self, sentence: str, tone: str) -> None:
        self.told.say(sentence, tone)
        self.told.show()
        self.show()

    def _open(self, path: Path) -> None:
        if not self._context.asking.open_file(path):
            said = self._context.tr("No program here opens {name}.", name=path.name)
            self._context.notices.say(said, tone="waiting")

    def _folder(self) -> Path:
        last = Path(str(self._context.settings.get("documents_folder") or ""))
        if last.is_absolute() and last.is_dir():
            return last
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return Path(documents) if documents and Path(documents).is_dir() else Path.home()

"""From a file or pasted lines to notes in the project: the dry run, the import in slices, and the notice with Undo."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from exports.exchange.planning import ForAll, last_workshop, target_of
from models.edits.base import Done
from models.edits.imports import ImportNotes
from widgets.context import Context
from widgets.importing.sheet import ImportSheet
from widgets.importing.trial import Trial

AT_ONCE = 200  # notes that are added faster than a panel could be read


class Import(QObject):
    """One import. `taken`: called once the notes are in the file."""

    def __init__(
        self, context: Context, parent: QWidget | None, name: str, data: bytes, *, pasted: bool = False,
        taken: Callable[[], object] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._context, self._taken = context, taken
        target = target_of(context.document.ask)
        for_all = ForAll(workshop_id=context.session.workshop_id or last_workshop(target))
        self.trial = Trial(context.jobs, context.tr, name, data, target, pasted=pasted)
        self.sheet = ImportSheet(context.look, context.tr, self.trial, for_all, parent)
        self.trial.refused.connect(self._refused)
        self.trial.failed.connect(self._failed)
        self.sheet.agreed.connect(self._import)
        self.sheet.finished.connect(lambda _: self._over())

    def begin(self) -> None:
        """Try it out and show what would happen; only a sentence where it cannot be read at all."""
        self.sheet.begin()
        if self.trial.is_reading or self.sheet.rows.run is not None or self._has_help:
            self.sheet.open()
            self.sheet.table.setFocus()

    _has_help = _is_writing = False

    def _refused(self, sentence: str, may_help: bool) -> None:
        self._has_help = may_help
        if self.sheet.choices.how.encoding is None and not may_help and self.sheet.rows.run is None:
            self._context.notices.say(sentence, tone="waiting")
            self.sheet.done(0)

    def _failed(self, error: BaseException) -> None:
        self.sheet.reject()
        raise error  # a bug: for the crash net

    def _import(self, edit: ImportNotes) -> None:
        if len(edit.notes) > AT_ONCE:
            slow = self._context.document.perform_slowly(edit, self._done)
            if slow is not None:
                self._is_writing = True
                slow.ended.connect(self._written)
        elif (done := self._context.document.perform(edit)) is not None:
            self._done(done)

    def _done(self, done: Done) -> None:
        context = self._context
        count = len(done.result) if isinstance(done.result, tuple) else 0  # pyright: ignore[reportUnknownArgumentType]
        if self._taken is not None:
            self._taken()
        context.window.show_room("capture")
        told = context.tr.count("{n} note was added.", "{n} notes were added.", count)
        context.notices.say(told, context.tr("Undo"), context.document.undo)

    def _over(self) -> None:
        """Take the sheet away; what it was agreed to goes on."""
        self.sheet.deleteLater()
        QTimer.singleShot(0, self, self._go)  # after `agreed`, which comes behind the sheet's end

    def _go(self) -> None:
        if not self._is_writing:
            self.deleteLater()

    def _written(self) -> None:
        self._is_writing = False
        self._go()

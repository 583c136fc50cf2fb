"""The open project with signals: what changed, what was refused. Every view asks and performs through it."""

from collections.abc import Callable, Generator
from datetime import date
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from models.backups import BEFORE_MERGE
from models.clock import wall_clock
from models.edits.base import Done, Edit, Far, backup_before
from models.errors import PolkuError, StoreTrouble, Unfinished
from models.history import REDO, UNDO
from models.idle import leave_other_alone, put_in_order
from models.merging.plan import Plan
from models.project import Project
from models.snapshot import Snapshot
from resources.texts import N_, Translator
from widgets.drafts import Drafts
from widgets.slowly import Slowly

T = TypeVar("T")
PROBE = "probe"  # a draft of nobody, to see whether the file can be written
TOLD_AT_ONCE = 6000  # rows: an import of three thousand notes is told at once
AWAY = N_(
    "“{name}” was not where it was when it was closed. What was saved is in it, and in “{name}-wal” beside it: "
    "keep the two together until it was opened again."
)
OTHER = N_("Another file lies where “{name}” was when it was closed. That file was left as it is.")
IDLE = 1500  # milliseconds without a change until the log goes into the one file
ERASED = ("contribution", "story", "participant", "picture_place")  # what a person erases by itself


class Document(QObject):
    """One open project for the widgets of a window. Only the GUI thread may use it."""

    # Signal(object): a frozenset of (table, id); a signal of dict with other keys than texts would arrive empty.
    changed = Signal(object)
    refused = Signal(str)  # a sentence: the person can fix it, nothing was changed
    troubled = Signal(str)  # a sentence: the machine is in trouble, what was saved before is kept
    history_changed = Signal()
    typing = Signal(bool)  # whether somebody is typing words that are a draft and no edit yet
    slow_began = Signal(object)  # a Slowly: whoever shows the window lets nothing else happen until it ends
    put_aside = Signal()  # words being typed are kept beside the file, which cannot be written still
    recovered = Signal()  # after trouble the file was written again
    settling = Signal()  # before undo, redo, saving a copy and closing: whoever holds typed text performs it now
    large_begins = Signal(str)  # before a large import or a merge, and which: whoever keeps backups makes one now
    erased = Signal()  # after something was erased for good: backups may hold it
    closing = Signal()  # everything typed is in the file, and it is about to be closed
    closed = Signal()  # the last that goes out: what stands outside the rooms goes away now

    def __init__(
        self, project: Project, tr: Translator, parent: QObject | None = None, *, aside: Path | None = None
    ) -> None:
        """`aside`: the folder for words being typed while the file cannot be written; None: they stay in memory."""
        super().__init__(parent)
        self._project = project
        self._tr = tr
        self._closed = False
        self._slow: Slowly | None = None
        self.drafts = Drafts(project, aside)
        self.trouble: StoreTrouble | None = None  # as long as the machine is in trouble
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE)
        self._idle.timeout.connect(self._put_in_order)

    @property
    def project(self) -> Project:
        """The project itself, for reading a file into it; views use ask and perform."""
        return self._project

    @property
    def name(self) -> str:
        """The file's name, for the title and the status line."""
        return self._project.store.name

    @property
    def path(self) -> Path:
        """Where the file lies."""
        path = self._project.store.path
        assert path is not None  # noqa: S101 - only copies in memory have none, and they are never a document
        return path

    @property
    def read_only(self) -> bool:
        """Whether the file can only be read here."""
        return self._project.store.read_only

    @property
    def is_locked(self) -> bool:
        """Whether the file is locked with a password."""
        return self._project.store.is_locked

    def ask(self, query: Callable[..., T], /, *args: object) -> T:
        """Return what a query of models.queries reads."""
        return self._project.ask(query, *args)

    def perform(self, edit: Edit, told: Callable[[str], object] | None = None) -> Done | None:
        """Do one thing; None where it was refused. Keep what was typed then.

        The sentence of a refusal goes to `told`, for a field that shows it itself; otherwise `refused` goes out.
        """
        self._tell_of_large(edit)
        return self._do(lambda: self._project.perform(edit), told)

    def perform_slowly(self, edit: Edit, told: Callable[[Done], object] | None = None) -> Slowly | None:
        """Do one long thing in slices, after typed text has been performed; None where something long is under way.

        What it changed is told by `changed` as always, and then to `told`.
        """
        self.settling.emit()
        self._tell_of_large(edit)
        return self._begin(lambda: self._project.performing(edit), self._tr(edit.label), told)

    def merge(self, plan: Plan, run: str, told: Callable[[Done], object] | None = None) -> Slowly | None:
        """Take in what other laptops' files say, in slices, as one undoable step; None where it was refused.

        `run`: what is decided afterwards with the same run is undone together with it.
        """
        self.settling.emit()
        if self._slow is None:
            self.large_begins.emit(BEFORE_MERGE)
        try:
            ready = plan.merge_into(self._project, wall_clock(), run)
        except PolkuError as error:
            self._say(error)
            return None
        finally:
            if plan.erased:
                self.drafts.forget()
                self.erased.emit()
        return self._begin(lambda: self._project.merging(ready), self._tr(ready.label), told)

    def undo(self) -> Done | None:
        """Take back the last edit, after typed text has been performed; None too where it is long, and now begun."""
        self.settling.emit()
        if not self._closed and self._project.is_long(UNDO) and self._slow is None:
            self._begin(self._project.undoing, self._tr("Undo “{what}”", what=self.undo_text()))
            return None
        return self._do(self._project.undo)

    def redo(self) -> Done | None:
        """Bring back what was taken back last, after typed text has been performed; None too as for `undo`."""
        self.settling.emit()
        if not self._closed and self._project.is_long(REDO) and self._slow is None:
            self._begin(self._project.redoing, self._tr("Redo “{what}”", what=self.redo_text()))
            return None
        return self._do(self._project.redo)

    @property
    def is_busy(self) -> bool:
        """Tell whether something long is being written; everything else that writes is refused meanwhile."""
        return self._slow is not None

    @property
    def is_closed(self) -> bool:
        """Tell whether the file is closed: a timer that comes late asks this before it asks the file."""
        return self._closed or self._project.is_closed

    def undo_text(self) -> str:
        """Return what undo would take back, translated; empty for nothing."""
        return self._tr(self._project.undo_label())

    def redo_text(self) -> str:
        """Return what redo would bring back, translated; empty for nothing."""
        return self._tr(self._project.redo_label())

    def erase(self, *row_ids: str) -> bool:
        """Erase stories, notes or participants for good; False where it was refused. Not undoable."""
        done = self._do(lambda: self._erase(row_ids))
        return done is not None

    def snapshot(self, purpose: str, today: date) -> Snapshot:
        """Return a copy that holds only what may be used for `purpose`; it may go to another thread."""
        return self._project.snapshot(purpose, today)

    def log_export(
        self, export_id: str, file_name: str, purpose: str, stories: tuple[str, ...], language: str = ""
    ) -> None:
        """Remember which stories left the project in which document; where that is not possible, say so."""
        try:
            self._project.log_export(export_id, file_name, purpose, stories, language)
        except PolkuError as error:
            self._say(error)

    def keep_draft(self, place: str, words: str) -> None:
        """Keep words that are being typed and are no edit yet; empty words forget them.

        After closing nothing is kept: whoever types was asked to settle before, and a timer may come late.
        """
        if self._closed or self._slow is not None:  # everybody has settled before something long began
            return
        trouble = self.drafts.keep(place, words)
        if trouble is None:
            self._written()
        elif not isinstance(trouble, StoreTrouble):
            self.troubled.emit(trouble.sentence(self._tr))
        elif self.trouble is None or self.trouble.message != trouble.message:  # told once, not at every key
            self._say(trouble)
        else:
            self.put_aside.emit()

    def draft(self, place: str) -> str:
        """Return words that were typed at a place and never became an edit."""
        return "" if self._closed else self.drafts.words(place)

    def try_again(self) -> bool:
        """After trouble: tell whether the file can be written now; then what was typed is performed."""
        error = self.drafts.take_back() or self.drafts.keep(PROBE, PROBE) or self.drafts.keep(PROBE, "")
        if error is not None:
            self._say(error)
            return False
        self._written()
        self.settling.emit()
        return self.trouble is None

    def last_step(self) -> str:
        """Return the id of the newest edit, empty for none."""
        done = self._project.history.done
        return done[-1].id if done else ""

    def has_step(self, step_id: str) -> bool:
        """Tell whether the file knows a step."""
        return not step_id or any(
            step.id == step_id for step in (*self._project.history.done, *self._project.history.undone)
        )

    def is_replaced(self) -> bool:
        """Tell whether another file was put in the place of the open one."""
        whereabouts = self._project.store.whereabouts
        return whereabouts is not None and whereabouts.is_replaced()

    def is_here(self, path: Path) -> bool:
        """Tell whether a path leads to the open file, also where its folder was renamed meanwhile."""
        whereabouts = self._project.store.whereabouts
        return whereabouts is not None and whereabouts.is_here(path)

    def save_copy(self, path: Path) -> bool:
        """Save a copy of the whole project beside the open one; False where it was refused, and the sentence is out."""
        self.settling.emit()
        done = self._do(lambda: self._copied(path))
        return done is not None

    def stop(self) -> None:
        """Roll back something long that is under way."""
        if self._slow is not None:
            self._slow.cancel()

    def settle(self) -> None:
        """Let whoever holds typed text perform it now."""
        self.settling.emit()

    def close(self) -> str:
        """Take back what is half done, perform typed text and close the file; return the sentence of trouble.

        Whatever the disk says, it is closed afterwards; what was saved stays in the file and the log beside it.
        """
        if self._closed:
            return ""
        self.stop()
        self.settling.emit()
        self.closing.emit()
        self._closed = True
        self._idle.stop()
        whereabouts, sentence = self._project.store.whereabouts, ""
        try:
            self._project.close()
        except PolkuError as error:
            sentence = error.sentence(self._tr)
        finally:
            self.closed.emit()
            self.blockSignals(True)
        if whereabouts is not None and not whereabouts.is_here(self.path):
            sentence = self._tr(OTHER if whereabouts.is_replaced() else AWAY, name=self.name)
            leave_other_alone(self._project.store)
        return sentence

    def _tell_of_large(self, edit: Edit) -> None:
        """An edit that brings in much of elsewhere says so by `backup_before`."""
        if self._slow is None and (why := backup_before(edit)):
            self.large_begins.emit(why)

    def _copied(self, path: Path) -> Done:
        self._project.save_copy(path)
        return Done(None, "", frozenset())

    def _erase(self, row_ids: tuple[str, ...]) -> Done:
        try:
            self._project.erase(*row_ids)
        except Unfinished:
            self.erased.emit()
            raise
        finally:
            self.drafts.forget()
        self.erased.emit()
        rows = ((table, row_id) for row_id in row_ids for table in ERASED)
        return Done(None, "", frozenset(rows))

    def _do(self, work: Callable[[], Done], told: Callable[[str], object] | None = None) -> Done | None:
        if self._closed:  # a menu or a question outlived the file
            return None
        try:
            done = work()
        except PolkuError as error:
            self._say(error, told)
            return None
        self._tell(done)
        return done

    def _say(self, error: PolkuError, told: Callable[[str], object] | None = None) -> None:
        if isinstance(error, StoreTrouble):
            self.trouble = error
            self.troubled.emit(error.sentence(self._tr))
        else:
            (told or self.refused.emit)(error.sentence(self._tr))

    def _written(self) -> None:
        """Take note that the file took something."""
        self._idle.start()
        if self.trouble is not None and not self.read_only:
            self.trouble = None
            self.recovered.emit()

    def _put_in_order(self) -> None:
        if not self._closed and self._slow is None:
            put_in_order(self._project.store)

    def _tell(self, done: Done) -> None:
        self._written()
        self.changed.emit(done.rows)
        self.history_changed.emit()

    def _begin(
        self,
        work: Callable[[], Generator[Far, None, Done]],
        label: str,
        told: Callable[[Done], object] | None = None,
    ) -> Slowly | None:
        if self._slow is not None or self._closed:
            return None
        try:
            slow = Slowly(work(), label, self)
        except PolkuError as error:
            self._say(error)
            return None
        self._slow = slow
        slow.done.connect(lambda done: self._slow_done(done, told))
        slow.failed.connect(self._slow_failed)
        slow.cancelled.connect(self._slow_over)
        self.slow_began.emit(slow)
        return slow

    def _slow_done(self, done: Done, told: Callable[[Done], object] | None) -> None:
        self._slow_over()
        self._written()
        self.history_changed.emit()
        self._tell_parts(done, list(done.rows), told)

    def _tell_parts(self, done: Done, left: list[tuple[str, str]], told: Callable[[Done], object] | None) -> None:
        """Tell of a hundred thousand rows some at a time: every view looks through all of them in one go."""
        if self._closed:
            return
        self.changed.emit(frozenset(left[:TOLD_AT_ONCE]))
        if rest := left[TOLD_AT_ONCE:]:
            QTimer.singleShot(0, self, lambda: self._tell_parts(done, rest, told))
        elif told is not None:
            told(done)

    def _slow_failed(self, error: BaseException) -> None:
        self._slow_over()
        if not isinstance(error, PolkuError):
            raise error  # a bug: for the crash net
        self._say(error)

    def _slow_over(self) -> None:
        slow, self._slow = self._slow, None
        if slow is not None:
            slow.deleteLater()

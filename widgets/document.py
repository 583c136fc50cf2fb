"""The open project with signals: what changed, what was refused. Every view asks and performs through it."""

from collections.abc import Callable, Generator
from datetime import date
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from models.edits.base import Done, Edit, Far
from models.errors import PolkuError, StoreTrouble
from models.history import REDO, UNDO
from models.project import Project
from models.snapshot import Snapshot
from resources.texts import Translator
from widgets.slowly import Slowly

T = TypeVar("T")
TOLD_AT_ONCE = 6000  # rows: an import of three thousand notes is told at once
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
    settling = Signal()  # before undo, redo, saving a copy and closing: whoever holds typed text performs it now

    def __init__(self, project: Project, tr: Translator, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._tr = tr
        self._closed = False
        self._slow: Slowly | None = None

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

    def ask(self, query: Callable[..., T], /, *args: object) -> T:
        """Return what a query of models.queries reads."""
        return self._project.ask(query, *args)

    def perform(self, edit: Edit, told: Callable[[str], object] | None = None) -> Done | None:
        """Do one thing; None where it was refused. Keep what was typed then.

        The sentence of a refusal goes to `told`, for a field that shows it itself; otherwise `refused` goes out.
        """
        return self._do(lambda: self._project.perform(edit), told)

    def perform_slowly(self, edit: Edit, told: Callable[[Done], object] | None = None) -> Slowly | None:
        """Do one long thing in slices, after typed text has been performed; None where something long is under way.

        What it changed is told by `changed` as always, and then to `told`.
        """
        self.settling.emit()
        return self._begin(lambda: self._project.performing(edit), self._tr(edit.label), told)

    def undo(self) -> Done | None:
        """Take back the last edit, after typed text has been performed; None too where it is long, and now begun."""
        self.settling.emit()
        if self._project.is_long(UNDO) and self._slow is None:
            self._begin(self._project.undoing, self._tr("Undo “{what}”", what=self.undo_text()))
            return None
        return self._do(self._project.undo)

    def redo(self) -> Done | None:
        """Bring back what was taken back last, after typed text has been performed; None too as for `undo`."""
        self.settling.emit()
        if self._project.is_long(REDO) and self._slow is None:
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
        """Remember which stories left the project in which document."""
        self._project.log_export(export_id, file_name, purpose, stories, language)

    def keep_draft(self, place: str, words: str) -> None:
        """Keep words that are being typed and are no edit yet; empty words forget them.

        After closing nothing is kept: whoever types was asked to settle before, and a timer may come late.
        """
        if self._closed or self._slow is not None:  # everybody has settled before something long began
            return
        try:
            self._project.keep_draft(place, words)
        except PolkuError as error:
            self.troubled.emit(error.sentence(self._tr))

    def draft(self, place: str) -> str:
        """Return words that were typed at a place and never became an edit."""
        return "" if self._closed else self._project.draft(place)

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

    def close(self) -> None:
        """Take back what is half done, perform typed text and close the file."""
        self.stop()
        self.settling.emit()
        self._closed = True
        self._project.close()

    def _copied(self, path: Path) -> Done:
        self._project.save_copy(path)
        return Done(None, "", frozenset())

    def _erase(self, row_ids: tuple[str, ...]) -> Done:
        self._project.erase(*row_ids)
        rows = ((table, row_id) for row_id in row_ids for table in ERASED)
        return Done(None, "", frozenset(rows))

    def _do(self, work: Callable[[], Done], told: Callable[[str], object] | None = None) -> Done | None:
        try:
            done = work()
        except PolkuError as error:
            self._say(error, told)
            return None
        self._tell(done)
        return done

    def _say(self, error: PolkuError, told: Callable[[str], object] | None = None) -> None:
        if isinstance(error, StoreTrouble):
            self.troubled.emit(error.sentence(self._tr))
        else:
            (told or self.refused.emit)(error.sentence(self._tr))

    def _tell(self, done: Done) -> None:
        self.changed.emit(done.rows)
        self.history_changed.emit()

    def _begin(
        self,
        work: Callable[[], Generator[Far, None, Done]],
        label: str,
        told: Callable[[Done], object] | None = None,
    ) -> Slowly | None:
        if self._slow is not None:
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

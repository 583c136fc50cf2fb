"""The open project with signals: what changed, what was refused. Every view asks and performs through it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from models.edits.base import Done, Edit
from models.errors import PolkuError, StoreTrouble
from models.project import Project
from models.snapshot import Snapshot
from resources.texts import Translator

T = TypeVar("T")
ERASED = ("contribution", "story", "participant", "picture_place")  # what a person erases by itself


class Document(QObject):
    """One open project for the widgets of a window. Only the GUI thread may use it."""

    # Signal(object): a frozenset of (table, id); a signal of dict with other keys than texts would arrive empty.
    changed = Signal(object)
    refused = Signal(str)  # a sentence: the person can fix it, nothing was changed
    troubled = Signal(str)  # a sentence: the machine is in trouble, what was saved before is kept
    history_changed = Signal()
    typing = Signal(bool)  # whether somebody is typing words that are a draft and no edit yet
    settling = Signal()  # before undo, redo, saving a copy and closing: whoever holds typed text performs it now

    def __init__(self, project: Project, tr: Translator, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._tr = tr
        self._closed = False

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

    def undo(self) -> Done | None:
        """Take back the last edit, after typed text has been performed."""
        self.settling.emit()
        return self._do(self._project.undo)

    def redo(self) -> Done | None:
        """Bring back what was taken back last, after typed text has been performed."""
        self.settling.emit()
        return self._do(self._project.redo)

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

    def log_export(self, export_id: str, file_name: str, purpose: str, stories: tuple[str, ...]) -> None:
        """Remember which stories left the project in which document."""
        self._project.log_export(export_id, file_name, purpose, stories)

    def keep_draft(self, place: str, words: str) -> None:
        """Keep words that are being typed and are no edit yet; empty words forget them.

        After closing nothing is kept: whoever types was asked to settle before, and a timer may come late.
        """
        if self._closed:
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

    def settle(self) -> None:
        """Let whoever holds typed text perform it now."""
        self.settling.emit()

    def close(self) -> None:
        """Perform typed text and close the file."""
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
        except StoreTrouble as error:
            self.troubled.emit(error.sentence(self._tr))
            return None
        except PolkuError as error:
            (told or self.refused.emit)(error.sentence(self._tr))
            return None
        self.changed.emit(done.rows)
        self.history_changed.emit()
        return done

"""The open project with signals: what changed, what was refused. Every view asks and performs through it."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from models.edits.base import Done, Edit
from models.errors import PolkuError, StoreTrouble
from models.project import Project
from resources.texts import Translator

T = TypeVar("T")


class Document(QObject):
    """One open project for the widgets of a window. Only the GUI thread may use it."""

    # Signal(object): a frozenset of (table, id); a signal of dict with other keys than texts would arrive empty.
    changed = Signal(object)
    refused = Signal(str)  # a sentence: the person can fix it, nothing was changed
    troubled = Signal(str)  # a sentence: the machine is in trouble, what was saved before is kept
    history_changed = Signal()
    settling = Signal()  # before undo, redo and closing: whoever holds typed text performs it now

    def __init__(self, project: Project, tr: Translator, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._tr = tr

    @property
    def name(self) -> str:
        """The file's name, for the title and the status line."""
        return self._project.store.name

    @property
    def read_only(self) -> bool:
        """Whether the file can only be read here."""
        return self._project.store.read_only

    def ask(self, query: Callable[..., T], /, *args: object) -> T:
        """Return what a query of models.queries reads."""
        return self._project.ask(query, *args)

    def perform(self, edit: Edit) -> Done | None:
        """Do one thing; None where it was refused, and the sentence has gone out. Keep what was typed then."""
        return self._do(lambda: self._project.perform(edit))

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

    def close(self) -> None:
        """Perform typed text and close the file."""
        self.settling.emit()
        self._project.close()

    def _do(self, work: Callable[[], Done]) -> Done | None:
        try:
            done = work()
        except StoreTrouble as error:
            self.troubled.emit(error.sentence(self._tr))
            return None
        except PolkuError as error:
            self.refused.emit(error.sentence(self._tr))
            return None
        self.changed.emit(done.rows)
        self.history_changed.emit()
        return done

"""What the tests of the widgets share: a context with the real document, and fakes for file dialogs only."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtGui import QPdfWriter
from PySide6.QtWidgets import QLabel, QWidget

from models.project import Project
from resources.texts import translator
from widgets.asking import PrintOrder
from widgets.context import Context
from widgets.document import Document
from widgets.jobs import Jobs
from widgets.look import Look
from widgets.session import Session
from widgets.settings import Settings

TODAY = date(2026, 3, 2)


class Answers:
    """Stands for the person at the file dialogs and questions, and for the system that opens files."""

    def __init__(self) -> None:
        self.open_next: Path | None = None
        self.open_many: tuple[Path, ...] = ()
        self.save_next: Path | None = None
        self.folder_next: Path | None = None
        self.print_to: Path | None = None  # the printer is a file; None: no printer is set up
        self.print_pages: tuple[int, ...] | None = None  # what is chosen in the dialog, None: every page
        self.thinks_better = False  # of printing
        self.dropped = 0
        self.agrees = True
        self.asked: list[str] = []
        self.explained: list[str] = []  # what stood below each question with two answers
        self.opened: list[Path] = []
        self.shown: list[Path] = []

    def file_to_open(self, title: str, patterns: str, folder: Path) -> Path | None:
        self.asked.append(title)
        return self.open_next

    def files_to_open(self, title: str, patterns: str, folder: Path) -> tuple[Path, ...]:
        self.asked.append(title)
        return self.open_many

    def file_to_save(self, title: str, patterns: str, proposed: Path) -> Path | None:
        self.asked.append(title)
        return self.save_next

    def folder_to_use(self, title: str, folder: Path) -> Path | None:
        self.asked.append(title)
        return self.folder_next

    def agreed(self, question: str, explanation: str, yes: str, no: str) -> bool:
        self.asked.append(question)
        self.explained.append(explanation)
        return self.agrees

    def open_file(self, path: Path) -> bool:
        self.opened.append(path)
        return True

    def show_in_folder(self, path: Path) -> bool:
        self.shown.append(path)
        return True

    def has_printer(self) -> bool:
        return self.print_to is not None

    def order_print(self, title: str, pages: int) -> PrintOrder | None:
        self.asked.append(title)
        if self.thinks_better:
            return None
        device = QPdfWriter(str(self.print_to))
        device.setResolution(150)
        chosen = tuple(range(pages)) if self.print_pages is None else self.print_pages
        return PrintOrder(device, chosen, self._drop)

    def _drop(self) -> None:
        self.dropped += 1


class Heard:
    """Remembers what a room said to the window."""

    def __init__(self) -> None:
        self.sentences: list[str] = []
        self.actions: list[Callable[[], object]] = []
        self.rooms: list[str] = []
        self.subjects: list[tuple[str, str]] = []
        self.captures: list[str] = []
        self.imported: list[str] = []
        self.presented = 0

    def say(
        self,
        sentence: str,
        action: str = "",
        run: Callable[[], object] | None = None,
        *,
        tone: str = "",
        also: tuple[tuple[str, Callable[[], object]], ...] = (),
    ) -> None:
        self.sentences.append(sentence)
        if run is not None:
            self.actions.append(run)
        self.actions.extend(act for _, act in also)

    def show_room(self, room_id: str) -> None:
        self.rooms.append(room_id)

    def import_words(self, words: str, taken: Callable[[], object] | None = None) -> None:
        self.imported.append(words)

    def show_subject(self, table: str, row_id: str) -> None:
        self.subjects.append((table, row_id))

    def present(self) -> None:
        self.presented += 1

    def capture(self, kind: str) -> None:
        self.captures.append(kind)


def context_of(project: Project, look: Look | None = None) -> Context:
    """A context around an open project; `asking` is Answers, `notices` and `window` are one Heard."""
    tr = translator("en")
    heard = Heard()
    document = Document(project, tr)
    document.refused.connect(heard.sentences.append)
    document.troubled.connect(heard.sentences.append)
    made = look or Look()
    made.load_first_faces()
    made.choose("light", 100)  # without the style sheet: it makes building a room three times as slow
    return Context(document, tr, made, Settings(None), Session(), Jobs(), Answers(), heard, heard, lambda: TODAY)


def seen(widget: QWidget) -> str:
    """All words of visible labels inside a widget, one line each."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))

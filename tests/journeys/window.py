"""The real window in a home of its own, and a person at it: keys and clicks go in, what is seen and stored comes out.

Faked are the file dialogs and questions (`Answers`) and the day; nothing else.
"""

import gc
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QAbstractListModel, QCoreApplication, QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from app.arguments import Launch
from app.collector import Collector
from app.main_window import MainWindow
from app.paths import find_paths
from app.program import Program
from app.startup import begin, make_program
from app.workspace import Workspace
from benchmarks.monkey import click_key, keys_of, press_letter
from models.project import Project
from models.records import ProjectRecord
from tests import waiting
from tests.app.support import TODAY, sample_in
from tests.widgets.support import Answers
from widgets.room import Room

T = TypeVar("T")
W = TypeVar("W", bound=QWidget)
R = TypeVar("R", bound=Room)
SIZE = QSize(1366, 768)
PATIENCE = 20.0  # seconds; nothing waits that long unless it is broken
Left = Qt.MouseButton.LeftButton


class Person:
    """Somebody at the keyboard and the mouse of one running Polku. `presses`: the keys pressed besides the words."""

    def __init__(self, program: Program, answers: Answers, home: Path) -> None:
        self.program, self.answers, self.home = program, answers, home
        self.presses = 0

    @property
    def window(self) -> MainWindow:
        return self.program.window

    @property
    def workspace(self) -> Workspace:
        assert self.program.workspace is not None, "no project is open"
        return self.program.workspace

    @property
    def documents(self) -> Path:
        """Where new projects lie by themselves."""
        return self.home / "Documents" / "Polku"

    # -- hands ----------------------------------------------------------------------------------

    def press(self, *keys: str) -> None:
        """Press keys, written as Qt writes them ("Ctrl+Z"), where the focus is, as a keyboard does."""
        for key in keys:
            click_key(self._in_front(), keys_of(key))
            self.presses += 1
            settle()

    def write(self, words: str) -> None:
        """Type words where the focus is; a key that makes a letter is no press."""
        for letter in words:
            focused = QApplication.focusWidget()
            assert focused is not None, f"nothing has the focus to take “{words}”"
            press_letter(focused, letter)
        settle()

    def replace(self, words: str) -> None:
        """Type words in the place of those in the field."""
        self.press("Ctrl+A")
        self.write(words)

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Click in the middle of a widget, or at a place of it; it has to be there to be clicked."""
        assert widget.isVisible(), f"{told(widget)} is not to be seen"
        assert widget.isEnabled(), f"{told(widget)} cannot be used"
        QTest.mouseClick(widget, Left, pos=at or widget.rect().center())
        settle()

    def click_card(self, view: QListView, row: int) -> None:
        """Click a line of a list."""
        index = view.model().index(row, 0)
        view.scrollTo(index)
        self.click(view.viewport(), view.visualRect(index).center())

    def drag(self, port: QWidget, start: QPoint, end: QPoint) -> None:
        """Press at one place and carry to another; `drop` lets go."""
        QTest.mousePress(port, Left, pos=start)
        for part in range(1, 6):
            QTest.mouseMove(port, start + (end - start) * part / 5)
        settle()

    def drop(self, port: QWidget, end: QPoint) -> None:
        """Let go."""
        QTest.mouseRelease(port, Left, pos=end)
        settle()

    def choose(self, menu_name: str, words: str) -> None:
        """Open a menu of the window and click what begins with these words."""
        bar = self.window.menuBar()
        opener = next(one for one in bar.actions() if one.text() == menu_name)
        QTest.mouseClick(bar, Left, pos=bar.actionGeometry(opener).center())
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        action = next(one for one in menu.actions() if one.text().startswith(words))
        assert action.isEnabled()
        QTest.mouseClick(menu, Left, pos=menu.actionGeometry(action).center())
        settle()
        self.window.activateWindow()  # the offscreen platform gives the keys back to nobody when a menu closes
        settle()

    def tab_to(self, target: QWidget, *, back: bool = False, most: int = 120) -> None:
        """Press Tab, or Shift and Tab, until something has the focus: a person without a mouse must get there."""
        for _ in range(most):
            focused = QApplication.focusWidget()
            if focused is target or (focused is not None and target.isAncestorOf(focused)):
                return
            self.press("Shift+Tab" if back else "Tab")
        raise AssertionError(f"Tab never came to {told(target)}; last at {told(QApplication.focusWidget())}")

    def new_project(self, name: str) -> None:
        """From the start screen to a new project, by keyboard."""
        self.press("N")
        self.write(name)
        self.press("Return")
        self.wait(self.is_in_a_room)

    def open_example(self) -> None:
        """From the start screen to the example, by keyboard."""
        self.press("E")
        self.wait(self.is_in_a_room)

    def is_in_a_room(self) -> bool:
        """Whether a project is open and a room of it on screen."""
        workspace = self.program.workspace
        return bool(workspace and workspace.present_room and workspace.present_room.isVisible())

    # -- eyes -----------------------------------------------------------------------------------

    def wait(self, happened: Callable[[], object]) -> None:
        """Wait until something has happened; never for time alone."""
        wait_until(happened)

    def room(self, kind: type[R]) -> R:
        """The present room, which has to be of this kind."""
        room = self.workspace.present_room
        assert isinstance(room, kind), f"the present room is {room}"
        assert room.isVisible()
        return room

    def focused(self) -> QWidget:
        """What has the focus."""
        focused = QApplication.focusWidget()
        assert focused is not None
        return focused

    def stored(self, query: Callable[..., T], *args: object) -> T:
        """What the open project holds now."""
        return self.workspace.document.ask(query, *args)

    # -- starting and ending --------------------------------------------------------------------

    def close(self) -> None:
        """Close the window as a person does, by its button."""
        self.window.close()
        settle()

    def _in_front(self) -> QWindow:
        shown = QApplication.activePopupWidget() or QApplication.activeModalWidget() or QApplication.activeWindow()
        handle = (shown or self.window).windowHandle()
        assert handle is not None
        return handle


# -- the window ---------------------------------------------------------------------------------------


class _Collecting(Collector):
    """Collects as the program does, and what is below a window (modules, the tests' own caches) is never walked over:
    taking a window apart took a third of a second for that alone."""

    open_ones = 0

    def hold(self) -> None:
        """Nothing more: what is below the window is held already."""

    def let_go(self) -> None:
        """Nothing: it stays held for the windows that follow."""


@contextmanager
def opened(home: Path, *, today: date = TODAY, size: QSize = SIZE, launch: Launch | None = None) -> Iterator[Person]:
    """Start Polku with its profile and its Documents below `home`; close it at the end and take it apart."""
    with a_home(home):
        profile = home / "profile"
        launch = launch or Launch(profile=profile)
        if not _Collecting.open_ones:
            gc.freeze()  # another window would never go
        _Collecting.open_ones += 1
        answers = Answers()
        program = make_program(find_paths(profile), launch, lambda: today)
        program.asking = answers
        person = Person(program, answers, home)
        collector = _Collecting(program)
        collector.start()  # as the program does: else Python collects in the middle of a key press
        program.window.resize(size)
        program.window.show()
        try:
            wait_until(program.window.isActiveWindow)
            begin(program, launch)
            wait_until(lambda: program.loader.ready)
            yield person
        finally:
            collector.stop()
            take_apart(program)
            _Collecting.open_ones -= 1


def take_apart(program: Program) -> None:
    """Close a program and let Qt forget it, so that the next test starts with nothing on the screen."""
    program.jobs.stop_all()
    program.window.close()
    if program.workspace is not None:
        program.workspace.close()
        program.workspace = None
    program.window.deleteLater()
    program.deleteLater()
    settle()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # pyright: ignore[reportArgumentType, reportCallIssue]
    settle()
    gc.collect()


@contextmanager
def a_home(home: Path) -> Iterator[None]:
    """Let this process believe that `home` is the person's own folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(home))
        patch.setenv("XDG_CONFIG_HOME", str(home / "config"))
        patch.setenv("XDG_DATA_HOME", str(home / "data"))
        home.mkdir(exist_ok=True)
        yield


def with_example(home: Path, today: date = TODAY) -> Path:
    """Put the example where the program makes it at the first visit."""
    profile = home / "profile"
    profile.mkdir(parents=True, exist_ok=True)
    return sample_in(profile, "example.polku", today)


def read_back(path: Path) -> Project:
    """A closed project, opened again by the models alone."""
    return Project.open(path, reading=True)


# -- waiting and looking ------------------------------------------------------------------------------


def settle() -> None:
    """Let Qt do what it has to do now."""
    for _ in range(3):
        QApplication.processEvents()


def wait_until(happened: Callable[[], object], patience: float = PATIENCE) -> None:
    """Wait until something has happened."""
    waiting.wait_until(happened, patience)


def told(widget: QWidget | None) -> str:
    """A widget in words, for a message."""
    if widget is None:
        return "nothing"
    name = ""
    with suppress(RuntimeError):
        name = widget.accessibleName() or widget.objectName()
    return f"{type(widget).__name__} “{name}”"


def seen(widget: QWidget) -> str:
    """All words that can be read on a widget now."""
    return "\n".join(words for words, _ in _words(widget))


def named(kind: type[W], inside: QWidget, name: str) -> W:
    """The one visible widget of a kind whose accessible name, or text, begins with these words."""
    found = [one for one in inside.findChildren(kind) if one.isVisible() and _is_named(one, name)]
    assert found, f"there is no {kind.__name__} “{name}”; there are {[told(o) for o in inside.findChildren(kind)]}"
    return found[0]


def _is_named(widget: QWidget, name: str) -> bool:
    text = getattr(widget, "text", None)
    words = str(text()).replace("&&", "&") if callable(text) else ""
    return widget.accessibleName().startswith(name) or words.startswith(name)


def _words(widget: QWidget) -> Iterator[tuple[str, QWidget]]:
    for one in widget.findChildren(QWidget):
        if not one.isVisible():
            continue
        if isinstance(one, QAbstractItemView):
            yield from ((words, one) for words in _cells(one))
        if isinstance(one, QLabel | QLineEdit):
            yield one.text(), one
        elif isinstance(one, QPlainTextEdit | QTextEdit):
            yield one.toPlainText(), one
        elif callable(text := getattr(one, "text", None)):
            yield str(text()), one


def _cells(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    if model is None:
        return
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(view.rootIndex())
    for row in range(model.rowCount(view.rootIndex())):
        for column in range(columns):
            index = model.index(row, column, view.rootIndex())
            spoken = index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data(Qt.ItemDataRole.DisplayRole)
            if spoken:
                yield str(spoken)


def about(path: Path) -> ProjectRecord:
    """What a closed project says of itself."""
    from models import queries

    with read_back(path) as project:
        return project.ask(queries.project)


def left_behind(folder: Path) -> list[str]:
    """What should not be there once everything is closed."""
    endings = (".lock", "-wal", "-shm", "-journal", ".part", ".tmp")
    return [name for _, _, names in os.walk(folder) for name in names if name.endswith(endings)]

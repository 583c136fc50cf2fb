"""Real file dialogs and questions, answered by hand; and what the system is asked to open."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from app.asking import SystemAsking, nearest_folder, with_suffix
from resources.texts import translator
from widgets.asking import Asking
from widgets.dialogs.question import Question
from widgets.look import Look

PROJECTS = "Polku projects (*.polku)"


@pytest.fixture
def asking(qtbot: QtBot) -> Asking:
    del qtbot
    return SystemAsking(Look(), translator())


def hand(*steps: Callable[[], bool]) -> None:
    """Do one thing after the other, each as soon as what it needs is on screen."""
    waiting = list(steps)

    def next_step() -> None:
        if waiting[0]():
            waiting.pop(0)
        if waiting:
            QTimer.singleShot(10, next_step)

    QTimer.singleShot(10, next_step)


def choosing(qtbot: QtBot, name: str) -> Callable[[], bool]:
    """Type a name into the file dialog and press Enter; an empty name is Escape."""

    def step() -> bool:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QFileDialog) or not dialog.isVisible():
            return False
        line = dialog.findChild(QLineEdit)
        assert line is not None
        if not name:
            qtbot.keyClick(dialog, Qt.Key.Key_Escape)
            return True
        line.setText(name)
        qtbot.keyClick(line, Qt.Key.Key_Return)
        return True

    return step


def answering(qtbot: QtBot, *, yes: bool, asked: list[str]) -> Callable[[], bool]:
    def step() -> bool:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, Question) or not dialog.isVisible():
            return False
        asked.append(dialog.windowTitle())
        if yes:
            qtbot.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)
        else:
            qtbot.keyClick(dialog, Qt.Key.Key_Return)
        return True

    return step


def test_the_suffix_is_added(asking: Asking, qtbot: QtBot, tmp_path: Path) -> None:
    hand(choosing(qtbot, "care"))
    assert asking.file_to_save("Save a copy", PROJECTS, tmp_path / "copy.polku") == tmp_path / "care.polku"
    assert with_suffix(Path("a.b"), PROJECTS) == Path("a.b.polku")
    assert with_suffix(Path("a.POLKU"), PROJECTS) == Path("a.POLKU")
    assert with_suffix(Path("a.tsv"), "Tables (*.csv *.tsv)") == Path("a.tsv")
    assert with_suffix(Path("a"), "All (*)") == Path("a")


def test_nothing_is_replaced_unasked(asking: Asking, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "care.polku").touch()
    asked: list[str] = []
    no, yes = answering(qtbot, yes=False, asked=asked), answering(qtbot, yes=True, asked=asked)
    hand(choosing(qtbot, "care"), no, choosing(qtbot, "other"))
    assert asking.file_to_save("Save a copy", PROJECTS, tmp_path / "copy.polku") == tmp_path / "other.polku"
    hand(choosing(qtbot, "care"), yes)
    assert asking.file_to_save("Save a copy", PROJECTS, tmp_path / "copy.polku") == tmp_path / "care.polku"
    assert asked == ["Replace “care.polku”?"] * 2


def test_escape_chooses_no_file(asking: Asking, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "care.polku").touch()
    hand(choosing(qtbot, ""))
    assert asking.file_to_open("Open", PROJECTS, tmp_path / "not" / "there") is None
    hand(choosing(qtbot, "care.polku"))
    assert asking.file_to_open("Open", PROJECTS, tmp_path) == tmp_path / "care.polku"
    assert nearest_folder(tmp_path / "not" / "there") == tmp_path


def test_enter_and_escape_change_nothing(asking: Asking, qtbot: QtBot) -> None:
    asked: list[str] = []
    question = ("<b>Erase</b> it?", "For good.", "Erase it", "Keep it")
    hand(answering(qtbot, yes=False, asked=asked))
    assert not asking.agreed(*question)
    hand(lambda: answering_escape(qtbot))
    assert not asking.agreed(*question)
    hand(answering(qtbot, yes=True, asked=asked))
    assert asking.agreed(*question)
    assert asked == ["<b>Erase</b> it?"] * 2


def answering_escape(qtbot: QtBot) -> bool:
    dialog = QApplication.activeModalWidget()
    if not isinstance(dialog, Question):
        return False
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    return True


# -- what the system opens ------------------------------------------------------------------------------------------


class System(QObject):
    """Stands for the programs of the system."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[Path] = []

    @Slot(QUrl)
    def take(self, address: QUrl) -> None:
        self.opened.append(Path(address.toLocalFile()))


@pytest.fixture
def system(qtbot: QtBot) -> Iterator[System]:
    del qtbot
    made = System()
    QDesktopServices.setUrlHandler("file", made, "take")  # pyright: ignore[reportArgumentType, reportCallIssue]
    yield made
    QDesktopServices.unsetUrlHandler("file")


def test_only_files_that_are_there_are_opened(asking: Asking, system: System, tmp_path: Path) -> None:
    made = tmp_path / "sum#mary 100%.pdf"
    made.touch()
    assert asking.open_file(made)
    assert not asking.open_file(tmp_path / "none.pdf")
    assert not asking.open_file(Path("https://example.org/x"))
    assert not asking.open_file(tmp_path)
    assert system.opened == [made]


@pytest.mark.skipif(os.name != "posix" or bool(os.environ.get("DBUS_SESSION_BUS_ADDRESS")), reason="a real desktop")
def test_without_a_file_manager_the_folder_is_opened(asking: Asking, system: System, tmp_path: Path) -> None:
    (tmp_path / "summary.pdf").touch()
    assert asking.show_in_folder(tmp_path / "summary.pdf")
    assert system.opened == [tmp_path]

"""The room on an empty project and on the example, shown and entered."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models import queries
from models.project import Project
from models.sample import make_sample
from tests.widgets.support import TODAY, context_of
from widgets.context import Context
from widgets.prepare.room import PrepareRoom

Shown = Callable[[Context], PrepareRoom]


@pytest.fixture(scope="session")
def sample_bytes(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("sample") / "example.polku"
    make_sample(path, TODAY).close()
    return path.read_bytes()


@pytest.fixture
def example(sample_bytes: bytes, tmp_path: Path) -> Iterator[Context]:
    path = tmp_path / "example.polku"
    path.write_bytes(sample_bytes)
    with Project.open(path) as project:
        context = context_of(project)
        context.session.enter_workshop(context.document.ask(queries.workshops)[-1].id)
        yield context


@pytest.fixture
def empty(project: Project) -> Context:
    return context_of(project)


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    def show(context: Context) -> PrepareRoom:
        room = PrepareRoom(context)
        qtbot.addWidget(room)
        room.resize(1266, 680)
        with qtbot.waitExposed(room):
            room.show()
        room.enter()
        room.activateWindow()
        QApplication.processEvents()
        return room

    return show


def focused() -> QWidget:
    """What has the focus."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def typed(text: str) -> None:
    """Type into whatever has the focus, and press Enter."""
    widget = focused()
    QTest.keyClicks(widget, text)
    QTest.keyClick(widget, Qt.Key.Key_Return)
    QApplication.processEvents()  # a cell of a table closes in the next turn

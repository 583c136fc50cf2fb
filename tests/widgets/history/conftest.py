"""The room History on screen, and small hands to work it with."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from models.project import Project
from tests.widgets.support import context_of
from widgets.history.room import HistoryRoom

Enter = Callable[[], HistoryRoom]


@pytest.fixture
def enter(project: Project, qtbot: QtBot) -> Iterator[Enter]:
    """Show the room, once the test has filled the project."""
    made: list[HistoryRoom] = []

    def show() -> HistoryRoom:
        room = HistoryRoom(context_of(project))
        made.append(room)
        room.resize(1266, 680)
        room.show()
        qtbot.waitExposed(room)
        room.activateWindow()
        qtbot.waitUntil(room.isActiveWindow)
        room.enter()
        room.enter_focus()
        return room

    yield show
    for room in made:
        room.context.jobs.stop_all()
        room.close()
        room.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # pyright: ignore[reportArgumentType, reportCallIssue]

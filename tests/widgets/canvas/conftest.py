"""A room with a small path, and a hand at its canvas.

Building a room takes longer than most of what is tried in it: modules whose tests leave the path as it was share one.
"""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.project import Project
from tests.conftest import TickingClock, blank_project
from tests.widgets.canvas.support import Hand
from tests.widgets.map.support import close, fill, room_of
from widgets.map.room import MapRoom

KEPT: list[MapRoom] = []


@pytest.fixture(autouse=True)
def _nothing_is_left() -> Iterator[None]:  # pyright: ignore[reportUnusedFunction]
    """Delete every window after a test, as tests/widgets/conftest.py does, but the one that the module shares."""
    yield
    for window in QApplication.topLevelWidgets():
        if window not in KEPT:
            window.hide()
            window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def room(qtbot: QtBot, project: Project) -> Iterator[MapRoom]:
    fill(project)
    made = room_of(project)
    yield made
    close(made)


@pytest.fixture
def hand(room: MapRoom) -> Hand:
    return Hand(room)


@pytest.fixture(scope="module")
def kept(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[MapRoom, Project]]:
    """A room and its project for a whole module."""
    path = tmp_path_factory.mktemp("kept") / "project.polku"
    path.write_bytes(blank_project())
    with Project.open(path, clock=TickingClock()) as opened:
        fill(opened)
        made = room_of(opened)
        KEPT.append(made)
        yield made, opened
        KEPT.remove(made)
        close(made)


@pytest.fixture
def kept_room(kept: tuple[MapRoom, Project]) -> MapRoom:
    """The kept room as it was at first: nothing marked, at 100 %, with the keyboard on the drawing."""
    room, _ = kept
    room.inplace.drop()
    room.view.drop_gesture()
    room.view.scale_to(1.0, QPoint(0, 0))
    room.view.horizontalScrollBar().setValue(0)
    room.view.verticalScrollBar().setValue(0)
    room.desk.mark(None)
    room.activateWindow()
    room.view.setFocus(Qt.FocusReason.OtherFocusReason)
    QApplication.processEvents()
    return room

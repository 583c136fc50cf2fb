"""The room Weigh on the sample project, and small hands to work it with."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from models.project import Project
from tests.app.support import sample_in
from tests.widgets.support import context_of
from widgets.weigh.room import WeighRoom


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Project]:
    with Project.open(sample_in(tmp_path)) as opened:
        yield opened


@contextmanager
def room_of(project: Project, qtbot: QtBot) -> Iterator[WeighRoom]:
    """The room on screen, entered; gone afterwards, so that the next look is not given to it too."""
    room = WeighRoom(context_of(project))
    room.resize(1266, 680)
    room.show()
    qtbot.waitExposed(room)
    room.activateWindow()
    room.enter()
    yield room
    room.close()
    room.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # pyright: ignore[reportArgumentType, reportCallIssue]


@pytest.fixture
def room(sample: Project, qtbot: QtBot) -> Iterator[WeighRoom]:
    with room_of(sample, qtbot) as made:
        yield made

"""The room Map with the small path of support.py."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from models.project import Project
from tests.widgets.map.support import close, fill, room_of
from widgets.map.room import MapRoom


@pytest.fixture
def room(qtbot: QtBot, project: Project) -> Iterator[MapRoom]:
    fill(project)
    made = room_of(project)
    yield made
    close(made)

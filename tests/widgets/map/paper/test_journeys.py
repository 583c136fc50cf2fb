"""A Mermaid journey that is pasted into Map is offered as a path; anything else stays what it was."""

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.project import Project
from tests.widgets.map.support import close, fill, heard, mark, path_of, room_of
from widgets.map.paper.journeys import journey_in

JOURNEY = "journey\n  title Way\n  section A\n    x: 5: Me\n"


def clipboard(text: str) -> QMimeData:
    data = QMimeData()
    data.setText(text)
    return data


@pytest.mark.parametrize(
    "text",
    [
        JOURNEY,
        f"\n  {JOURNEY}",
        f"---\ntitle: x\n---\n%% c\n{JOURNEY}",
        JOURNEY.replace("\n", "\r\n"),
        f"```mermaid\n{JOURNEY}```\n",
        f"~~~ mermaid\n{JOURNEY}\n~~~",
    ],
)
def test_a_journey_is_known(text: str) -> None:
    assert journey_in(clipboard(text)).strip().endswith("x: 5: Me")


@pytest.mark.parametrize(
    "text", ["", "journey", "journey to the clinic\nwaits", "Journey\n x: 5", "graph TD\n a", "x" * 300_000]
)
def test_anything_else_is_none(text: str) -> None:
    assert journey_in(clipboard(text)) == ""


def test_pasted_on_the_path_it_is_offered(qtbot: QtBot, project: Project) -> None:
    fill(project)
    room = room_of(project)
    mark(room, "Wait")
    QApplication.clipboard().setMimeData(clipboard(f"```mermaid\n{JOURNEY}```"))
    assert room.paste()
    assert [text.strip() for text in heard(room).imported] == [JOURNEY.strip()]
    assert len(path_of(project).cards) == 3
    close(room)


def test_pasted_where_there_is_no_path_yet(qtbot: QtBot, project: Project) -> None:
    room = room_of(project)
    QApplication.clipboard().setMimeData(clipboard(JOURNEY))
    assert room.paste()
    assert heard(room).imported == [JOURNEY]
    close(room)

"""Panels beside the path: hidden until asked for, with the keyboard when shown, and back again."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from models.project import Project
from tests.widgets.map.support import close, fill, mark, room_of
from widgets.context import Context
from widgets.map.desk import Desk
from widgets.map.editing import Editing
from widgets.map.panels import Places
from widgets.map.room import MapRoom
from widgets.map.views import PanelKind
from widgets.parts.frames import column


class Notebook(QWidget):
    """A panel that writes down what it was told."""

    def __init__(self, context: Context, desk: Desk, editing: Editing) -> None:
        super().__init__()
        del context, editing
        self.desk, self.told = desk, list[str]()
        self.line = QLineEdit()
        self.setLayout(column(self.line))

    def read(self) -> None:
        self.told.append("read")

    def show_choice(self) -> None:
        self.told.append(self.desk.spot.id if self.desk.spot else "")

    def take_focus(self) -> None:
        self.line.setFocus()


KINDS = (
    PanelKind("left", "At the left", "list", "", "left", Notebook),
    PanelKind("low", "Below", "list", "", "below", Notebook),
)


@pytest.fixture
def room(qtbot: QtBot, project: Project, monkeypatch: pytest.MonkeyPatch) -> Iterator[MapRoom]:
    monkeypatch.setattr("widgets.map.room.PANELS", KINDS)
    fill(project)
    made = room_of(project)
    yield made
    close(made)


def panel(places: Places, name: str) -> Notebook:
    found = places.panel(name)
    assert isinstance(found, Notebook)
    return found


def test_a_panel_is_made_when_asked_for_and_told_what_is_marked(room: MapRoom) -> None:
    assert room.places.panel("left") is None
    room.places.toggle("left")
    shown = panel(room.places, "left")
    assert shown.line.hasFocus()
    assert shown.isVisible()
    card_id = mark(room, "Wait")
    assert shown.told == ["read", "", card_id]
    room.editing.toggle_pain_point()
    assert shown.told[-1] == "read"


def test_escape_and_the_same_key_hide_it_and_the_keyboard_goes_back(qtbot: QtBot, room: MapRoom) -> None:
    room.places.toggle("low")
    qtbot.keyClick(panel(room.places, "low").line, Qt.Key.Key_Escape)
    assert not panel(room.places, "low").isVisible()
    assert room.view.hasFocus()
    room.places.toggle("low")
    assert panel(room.places, "low").line.hasFocus()
    room.places.toggle("low")
    assert not panel(room.places, "low").isVisible()
    told = len(panel(room.places, "low").told)
    mark(room, "Wait")
    assert len(panel(room.places, "low").told) == told  # what nobody sees does no work


def test_from_elsewhere_the_key_leads_to_it_first(room: MapRoom) -> None:
    room.places.toggle("low")
    mark(room, "Wait")
    room.to_page()
    assert not panel(room.places, "low").line.hasFocus()
    room.places.toggle("low")
    assert panel(room.places, "low").line.hasFocus()
    assert panel(room.places, "low").isVisible()


def test_where_it_is_narrow_the_left_one_stands_above_the_work(room: MapRoom) -> None:
    room.places.toggle("left")
    shown = panel(room.places, "left")
    assert shown.mapTo(room, shown.rect().topLeft()).x() < room.view.mapTo(room, room.view.rect().topLeft()).x()
    room.resize(500, 680)
    assert shown.mapTo(room, shown.rect().bottomLeft()).y() < room.view.mapTo(room, room.view.rect().topLeft()).y()

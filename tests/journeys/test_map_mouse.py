"""The same path by mouse alone, from an empty project: only words are typed; no Enter, Tab, arrow or shortcut."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QToolButton

from models import queries
from models.records import CardRecord, PathRecord
from tests.journeys.map_town import FEELINGS, HOLDING, PEOPLE, STAGES, STORIES, check, story, two_here, words_of
from tests.journeys.window import Person, named, opened, settle
from widgets.canvas.spots import Spot, spot_of_card, spot_of_lane, spot_of_stage
from widgets.map.room import MapRoom

pytestmark = [pytest.mark.usefixtures("qtbot"), pytest.mark.slow]


def path_of(person: Person) -> PathRecord:
    return person.stored(queries.paths)[0]


def card_of(person: Person, words: str) -> CardRecord:
    return next(card for card in path_of(person).cards if card.words == words)


def at(person: Person, room: MapRoom, spot: Spot | None) -> QPoint:
    """Where a spot is on the screen; the whole path is shown first where it is out of view."""
    item = room.scene.item_of(spot)
    assert item is not None
    place = room.view.mapFromScene(item.area().center())
    if not room.view.viewport().rect().adjusted(4, 4, -4, -4).contains(place):
        from_menu(person, room, "Show the whole path")
        place = room.view.mapFromScene(item.area().center())
    return place


def from_menu(person: Person, room: MapRoom, words: str) -> None:
    """Click the three dots, then an entry."""
    person.click(room.header.more)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    action = next(one for one in menu.actions() if one.text().startswith(words))
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
    settle()
    person.window.activateWindow()  # the offscreen platform gives the keys back to nobody when a menu closes
    settle()


def click(person: Person, room: MapRoom, spot: Spot | None) -> None:
    person.click(room.view.viewport(), at(person, room, spot))


def double(person: Person, room: MapRoom, spot: Spot | None) -> None:
    """Double click: what is there is written. A click on a header first keeps what was being written."""
    if room.inplace.is_open:
        click(person, room, spot_of_stage(path_of(person).stages[0].id))
    QTest.mouseDClick(room.view.viewport(), Qt.MouseButton.LeftButton, pos=at(person, room, spot))
    settle()
    assert room.inplace.is_open


def press(person: Person, room: MapRoom, name: str) -> None:
    """Click a button of the page."""
    person.click(named(QPushButton, room.inspector, name))


def frame(person: Person, room: MapRoom) -> None:
    """Draw the blank template, rename its stages, add five behind them and a lane below."""
    person.click(room.new_path.draw)
    for at_, name in enumerate(STAGES[:3]):
        double(person, room, spot_of_stage(path_of(person).stages[at_].id))
        person.write(name)  # in place of the old words, which are marked
    click(person, room, spot_of_stage(path_of(person).stages[2].id))
    for name in STAGES[3:]:
        press(person, room, "Add after")
        person.write(name)
    click(person, room, spot_of_lane(path_of(person).lanes[-1].id))
    press(person, room, "Add below")
    person.write("Other organisations")
    click(person, room, spot_of_stage(path_of(person).stages[0].id))


def cards(person: Person, room: MapRoom) -> None:
    """A double click into an empty cell; the button adds another card to it."""
    path = path_of(person)
    lanes = {lane.kind: lane.id for lane in path.lanes}
    for kind in HOLDING:
        for stage, record in enumerate(path.stages):
            double(person, room, Spot("cell", "", record.id, lanes[kind]))
            person.write(words_of(kind, stage, 0))
            if two_here(kind, stage):
                click(person, room, spot_of_stage(record.id))  # keeps what was written
                click(person, room, spot_of_card(path_of(person), card_of(person, words_of(kind, stage, 0)).id))
                person.click(room.header.add if room.header.add.isVisible() else room.header.add_small)
                person.write(words_of(kind, stage, 1))
    click(person, room, spot_of_stage(path.stages[0].id))


def feelings(person: Person, room: MapRoom) -> None:
    """Three people are added on the page of a card; then a click each says how it feels to them."""
    path = path_of(person)
    first = [spot_of_card(path, card_of(person, words_of("people_do", stage, 0)).id) for stage in range(len(STAGES))]
    click(person, room, first[0])
    for _ in range(PEOPLE):
        press(person, room, "A person")
        person.click(named(QPushButton, room.inspector.card.felt.person, "Add"))
    rows = [line.name for line in room.editing.saying.people()]
    assert len(rows) == PEOPLE
    for stage, spot in enumerate(first):
        click(person, room, spot)
        for row, name in enumerate(rows):
            value = FEELINGS[row][stage]
            words = f"+{value}" if value > 0 else str(value).replace("-", "−")
            press(person, room, f"How it feels: {name}: {words}")


def stories(person: Person, room: MapRoom) -> None:
    """The menu brings the bar over the marked step; a click keeps the story, a click closes the bar."""
    overlay = person.workspace.overlay
    for number in range(STORIES):
        card = card_of(person, words_of(HOLDING[number // 8], number % 8, 0))
        click(person, room, spot_of_card(path_of(person), card.id))
        person.choose("Go", "Write a story")
        person.write(story(number))
        person.click(overlay.bar.keep_button)
        person.click(named(QToolButton, overlay, "Close"))


def test_a_whole_path_by_mouse_alone(tmp_path: Path) -> None:
    with opened(tmp_path) as person:
        person.new_project("Town")  # the start screen is another journey's
        person.choose("Go", "Map")
        room = person.room(MapRoom)
        pressed = person.presses
        for part in (frame, cards, feelings, stories):
            part(person, room)
        assert person.presses == pressed
        assert len(path_of(person).cards) == 60
        path = person.workspace.document.path
    check(path)

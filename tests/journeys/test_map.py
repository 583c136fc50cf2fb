"""Drawing a path with keys and mouse, what people say of it, and both views of it."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint

from models import queries
from models.records import CardRecord
from tests.journeys.window import Person, opened, read_back, seen
from widgets.canvas.spots import Spot, spot_of_card
from widgets.map.room import MapRoom

pytestmark = pytest.mark.usefixtures("qtbot")


def cards(person: Person) -> dict[str, str]:
    """The words of the cards by their codes."""
    return {card.code: card.words for card in person.stored(queries.paths)[0].cards}


def card(person: Person, words: str) -> CardRecord:
    return next(card for card in person.stored(queries.paths)[0].cards if card.words == words)


def at(room: MapRoom, spot: Spot | None) -> QPoint:
    item = room.scene.item_of(spot)
    assert item is not None
    return room.view.mapFromScene(item.area().center())


def where(person: Person, room: MapRoom, words: str) -> QPoint:
    path = person.stored(queries.paths)[0]
    return at(room, spot_of_card(path, card(person, words).id))


def spoken(person: Person, room: MapRoom, words: str) -> str:
    path = person.stored(queries.paths)[0]
    item = room.scene.item_of(spot_of_card(path, card(person, words).id))
    assert item is not None
    return item.spoken


def draw(person: Person) -> MapRoom:
    """The first path, and three cards of it, by keyboard."""
    person.press("Ctrl+2")
    room = person.room(MapRoom)
    assert room.new_path.list.hasFocus()
    person.press("Return")
    assert room.view.hasFocus()
    person.press("Down", "Return")
    person.write("Notice a lump")
    assert person.stored(queries.paths)[0].cards == ()  # nothing is kept before Enter
    person.press("Return")
    person.press("N")
    person.write("Ring")
    person.press("Return")
    assert cards(person) == {"A1.1": "Notice a lump", "A1.2": "Ring"}
    person.press("Return")  # edit what is marked
    person.replace("Ring the nurse")
    person.press("Return")
    person.press("Alt+Right")
    assert cards(person) == {"A1": "Notice a lump", "B1": "Ring the nurse"}
    return room


def drag(person: Person, room: MapRoom) -> None:
    """Escape on the way leaves no trace; letting go is one step."""
    path = person.stored(queries.paths)[0]
    undone = person.workspace.document.undo_text()
    port = room.view.viewport()
    end = at(room, Spot("cell", "", path.stages[2].id, path.lanes[0].id))
    start = where(person, room, "Notice a lump")
    person.drag(port, start, end)
    person.press("Esc")
    person.drop(port, end)
    assert cards(person) == {"A1": "Notice a lump", "B1": "Ring the nurse"}
    assert person.workspace.document.undo_text() == undone
    assert where(person, room, "Notice a lump") == start
    person.drag(port, start, end)
    person.drop(port, end)
    assert cards(person) == {"B1": "Ring the nurse", "C1": "Notice a lump"}
    person.press("Ctrl+Z")
    assert cards(person) == {"A1": "Notice a lump", "B1": "Ring the nurse"}


def say_how_it_is(person: Person, room: MapRoom) -> None:
    person.click(room.view.viewport(), where(person, room, "Ring the nurse"))
    person.press("Ctrl+Shift+1", "Ctrl+Shift+P")
    path = person.stored(queries.paths)[0]
    assert [feeling.value for feeling in path.feelings] == [-2]
    assert card(person, "Ring the nurse").pain_point
    assert "ain point" in spoken(person, room, "Ring the nurse")


def capture_over_it(person: Person, room: MapRoom) -> None:
    """F2 stores a note at the marked step; Escape keeps the draft and gives the focus back."""
    person.press("F2")
    overlay = person.workspace.overlay
    assert overlay.isVisible()
    assert "B1" in seen(overlay)
    person.write("Nobody rang back")
    person.press("Return")
    (note,) = person.stored(queries.notes)
    assert [place.code for place in note.places] == ["B1"]
    person.write("Half a sent")
    person.press("Esc")
    assert not overlay.isVisible()
    assert room.view.hasFocus()
    assert len(person.stored(queries.notes)) == 1
    assert "1 note" in spoken(person, room, "Ring the nurse")
    assert "Nobody rang back" in seen(room.inspector)
    person.press("F2")
    assert overlay.bar.words.toPlainText() == "Half a sent"
    person.press("Esc")


def see_it_as_a_table(person: Person, room: MapRoom) -> None:
    person.press("Alt+T")
    assert room.table.isVisible()
    assert room.table.isAncestorOf(person.focused())
    said = seen(room)
    for words in ("Notice a lump", "Ring the nurse"):
        assert words in said
    for _ in range(len(room.views.kinds) - 1):
        person.press("Alt+T")
    assert room.view.isVisible()


def delete_and_take_back(person: Person, room: MapRoom) -> None:
    person.click(room.view.viewport(), where(person, room, "Ring the nurse"))
    person.press("Del")
    assert cards(person) == {"A1": "Notice a lump"}
    assert [place.code for place in person.stored(queries.notes)[0].places] == ["B"]  # it stays at the stage
    assert person.window.notices.sentence()
    person.press("Ctrl+Z")
    assert cards(person) == {"A1": "Notice a lump", "B1": "Ring the nurse"}
    assert [place.code for place in person.stored(queries.notes)[0].places] == ["B1"]
    assert "1 note" in spoken(person, room, "Ring the nurse")


def test_a_path_by_keyboard_and_mouse(tmp_path: Path) -> None:
    with opened(tmp_path) as person:
        person.new_project("Home from hospital")
        room = draw(person)
        for part in (drag, say_how_it_is, capture_over_it, see_it_as_a_table, delete_and_take_back):
            part(person, room)
        path = person.workspace.document.path
    with read_back(path) as project:
        assert project.faults() == ()
        (kept,) = project.ask(queries.paths)
        assert [(one.code, one.pain_point) for one in kept.cards] == [("A1", False), ("B1", True)]

"""A whole path by keys alone, from an empty project: 8 stages, 6 lanes, 60 cards, three people, 20 stories."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from models import queries
from tests.journeys.map_town import (
    FEELINGS,
    HOLDING,
    PEOPLE,
    STAGES,
    STORIES,
    check,
    story,
    two_here,
    words_of,
)
from tests.journeys.window import Person, named, opened
from widgets.map.room import MapRoom

pytestmark = [pytest.mark.usefixtures("qtbot"), pytest.mark.slow]


def frame(person: Person, room: MapRoom) -> None:
    """The blank template, its stages renamed, five more behind them, one lane more."""
    assert room.new_path.list.hasFocus()
    person.press("Return", "Return")  # draw; then rename the first stage, which is marked
    for at, name in enumerate(STAGES[:3]):
        person.replace(name)
        person.press("Tab" if at < 2 else "Return")
    for name in STAGES[3:]:
        person.press("S")
        person.write(name)
        person.press("Return")
    person.press("L")
    person.write("other organisations")  # a usual lane by its name
    person.press("Return")


def cards(person: Person, room: MapRoom) -> None:
    """Written along the lanes: Tab goes on, Ctrl+Enter adds another one to the cell."""
    first(person, room)
    person.press("Return")
    for lane in HOLDING:
        for stage in range(len(STAGES)):
            person.write(words_of(lane, stage, 0))
            if two_here(lane, stage):
                person.press("Ctrl+Return")
                person.write(words_of(lane, stage, 1))
            person.press("Tab" if (lane, stage) != (HOLDING[-1], len(STAGES) - 1) else "Return")


def first(person: Person, room: MapRoom) -> None:
    """Walk to the first cell: Escape marks nothing, an arrow begins at the first step."""
    person.press("Esc")
    assert room.desk.spot is None
    person.press("Down")
    spot = room.desk.spot
    assert spot is not None
    if spot.kind == "stage":
        person.press("Down")


def feelings(person: Person, room: MapRoom) -> None:
    """Three people are added on the page of a card; the keys then say it for one after the other."""
    first(person, room)
    person.press("Alt+I")
    for _ in range(PEOPLE):
        person.tab_to(named(QPushButton, room.inspector, "A person"))
        person.press("Return", "Return")
    person.press("Alt+I")
    assert room.view.hasFocus()
    for values in FEELINGS:
        first(person, room)
        for at, value in enumerate(values):
            person.press(f"Ctrl+Shift+{value + 3}")
            if at < len(values) - 1:
                person.press("Right")
        person.press("Ctrl+Shift+G")
        while room.editing.saying.present(room.editing.saying.lines()).who.is_nameless:
            person.press("Ctrl+Shift+G")


def stories(person: Person, room: MapRoom) -> None:
    """F3 over the marked step; what is typed is attached to it."""
    first(person, room)
    for number in range(STORIES):
        person.press("F3")
        person.write(story(number))
        person.press("Ctrl+Return", "Esc")
        assert room.view.hasFocus()
        person.press("Right" if number % 8 < 7 else "Down")
        if number % 8 == 7:
            person.press(*("Left",) * 7)


def test_a_whole_path_by_keys_alone(tmp_path: Path) -> None:
    with opened(tmp_path) as person:
        person.new_project("Town")
        person.press("Ctrl+2")
        room = person.room(MapRoom)
        for part in (frame, cards, feelings, stories):
            part(person, room)
        assert len(person.stored(queries.paths)[0].cards) == 60
        path = person.workspace.document.path
    check(path)

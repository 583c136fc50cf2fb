"""A scribe at the keyboard of the real window: lines off the wall, what waits, and undo, without the mouse."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from models import queries
from models.edits.path_frame import AddStandardPath
from models.edits.project import AddSegment
from tests.journeys.window import Person, opened
from widgets.map.paper.rows import WaitingRow

pytestmark = pytest.mark.usefixtures("qtbot")


@pytest.fixture
def person(tmp_path: Path) -> Iterator[Person]:
    with opened(tmp_path / "home") as made:
        made.new_project("An evening")
        made.workspace.document.perform(AddStandardPath("Getting help", "as_is", ("Before", "During", "After")))
        made.workspace.document.perform(AddSegment("Relatives"))
        yield made


def words(person: Person) -> list[str]:
    return [f"{card.code} {card.words}" for card in person.workspace.document.ask(queries.paths)[0].cards]


def test_a_wall_by_keyboard_alone(person: Person) -> None:
    person.workspace.show_room("map")
    person.press("Ctrl+Shift+W")
    person.write("B2 waited six weeks -2 relative")
    person.press("Return")
    assert words(person) == ["B2 waited six weeks"]
    (felt,) = person.workspace.document.ask(queries.paths)[0].feelings
    assert (felt.value, felt.segment_id) == (-2, person.workspace.document.ask(queries.groups)[0].id)
    person.write("B waited")
    person.press("Return")
    (row,) = person.window.findChildren(WaitingRow)
    assert row.reason.text() == "B is a stage: say the lane too, B1 to B5."
    person.press("Up", "Home", "Right")
    person.write("1")
    person.press("Return")
    assert words(person) == ["B1 waited", "B2 waited six weeks"]
    person.press("Ctrl+Z")  # nothing is typed: undo is of the project
    assert words(person) == ["B2 waited six weeks"]
    QApplication.clipboard().setText("A1 asked a friend\nA1 read a leaflet\n?")
    person.press("Ctrl+V")
    assert words(person) == ["A1.1 asked a friend", "A1.2 read a leaflet", "B2 waited six weeks"]
    person.press("Escape")
    person.press("Ctrl+Z")
    assert words(person) == ["B2 waited six weeks"]

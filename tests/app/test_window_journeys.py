"""A Mermaid journey in the window: what it would bring is told first, it is one step, and its path is shown."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from models import queries
from models.content_hash import content_hash
from tests.journeys.window import Person, opened
from widgets.map.room import MapRoom

pytestmark = pytest.mark.usefixtures("qtbot")

ODD = "journey\n  title Getting help\n  section Before\n    Notice: 2: Carer\n    Ask: good\n    Wait: 9: Carer\n"


@pytest.fixture
def person(tmp_path: Path) -> Iterator[Person]:
    with opened(tmp_path / "home") as made:
        made.new_project("An evening")
        yield made


def test_a_file_becomes_a_path_in_one_step_after_its_report(person: Person, tmp_path: Path) -> None:
    document = person.workspace.document
    before = document.ask(content_hash)
    file = tmp_path / "way.mmd"
    file.write_text(ODD, encoding="utf-8")
    person.answers.open_next = file
    person.program.import_file()
    assert person.answers.asked[-1] == "Add what is in “way.mmd” to this project?"
    assert person.answers.explained[-1].splitlines() == [
        "Path “Getting help”: 1 stage, 3 cards.",
        "New groups: Carer",
        "",
        "Line 5: “Ask”: “good” is no score; no feeling was read.",
        "Line 6: “Wait”: the score 9 is not between 1 and 5; the nearest feeling is used.",
    ]
    (path,) = document.ask(queries.paths)
    assert [card.words for card in path.cards] == ["Notice", "Ask", "Wait"]
    assert [feeling.value for feeling in path.feelings] == [-1, 2]
    room = person.workspace.room("map")
    assert isinstance(room, MapRoom)
    assert room.isVisible()
    assert room.desk.path is not None
    assert room.desk.path.title == "Getting help"
    document.undo()
    assert document.ask(content_hash) == before


def test_what_was_imported_before_is_asked_about(person: Person) -> None:
    for _ in range(2):
        person.workspace.import_words(ODD)
    assert person.answers.asked[-1] == "“Pasted lines” was imported before. Add it once more?"
    assert len(person.workspace.document.ask(queries.paths)) == 2


def test_leaving_it_changes_nothing(person: Person) -> None:
    person.answers.agrees = False
    QApplication.clipboard().setText(ODD)
    person.workspace.show_room("map")
    person.press("Ctrl+V")
    assert person.workspace.document.ask(queries.paths) == ()

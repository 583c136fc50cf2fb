"""Ctrl+K in the real window: things by words, parts of words and codes, actions, rooms, settings, and the way back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from models import queries
from tests.journeys.window import Person, opened, with_example
from widgets.capture.room import CaptureRoom
from widgets.map.room import MapRoom

pytestmark = pytest.mark.usefixtures("qtbot")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("finding")
    with_example(where)
    return where


@pytest.fixture
def person(folder: Path) -> Iterator[Person]:
    with opened(folder) as made:
        made.open_example()
        yield made


def found(person: Person, words: str) -> list[tuple[str, str]]:
    """What is shown for some words: kind and title."""
    person.press("Ctrl+K")
    person.write(words)
    person.window.search.look_up()
    return [(card.aside, card.title) for card in person.window.search.found.cards.cards]


def test_things_come_first_then_actions_and_settings(person: Person) -> None:
    kinds = [kind for kind, _ in found(person, "te")]
    order = [("Setting", "Action").index(kind) if kind in ("Setting", "Action") else 2 for kind in kinds]
    assert order == sorted(order, reverse=True)
    assert {"Note", "Action", "Setting"} <= set(kinds)


def test_a_code_leads_straight_to_its_note_and_a_step_to_its_card(person: Person) -> None:
    assert person.program.workspace is not None
    document = person.program.workspace.document
    note = document.ask(queries.notes)[3]
    person.press("Ctrl+K")
    person.write(note.code.lower())
    person.press("Return")
    room = person.room(CaptureRoom)
    assert room.desk.entry is not None
    assert room.desk.entry.id == note.id
    card = document.ask(queries.paths)[0].cards[4]
    assert found(person, card.code)[0] == ("Card", card.words)
    person.press("Return")
    person.room(MapRoom)


def test_rooms_actions_and_settings_are_found_by_their_names(person: Person) -> None:
    assert ("Action", "Weigh") in found(person, "weigh")
    person.press("Escape")
    person.press("Ctrl+K")
    person.write("high contr")
    person.press("Return")
    QApplication.processEvents()
    assert person.program.look.palette.name == "contrast"
    assert ("Setting", "Text size in percent") in found(person, "percent")


def test_escape_goes_back_to_where_the_cursor_was(person: Person) -> None:
    person.press("Ctrl+3")
    room = person.room(CaptureRoom)
    room.bar.words.setFocus()
    person.press("Ctrl+K")
    person.write("bus")
    person.press("Down")
    assert person.window.search.found.hasFocus()
    person.press("Up")
    assert person.window.search.line.hasFocus()
    person.press("Escape")
    assert room.bar.words.hasFocus()
    assert not person.window.search.popup.isVisible()


def test_typing_on_in_what_was_found_goes_on_typing(person: Person) -> None:
    found(person, "b")
    person.press("Down")
    person.write("us")
    assert person.window.search.line.text() == "bus"
    person.press("Escape")


@pytest.mark.parametrize("words", ["", "!!", '"', "AND OR NEAR", "\\", "(x", "\N{SLIGHTLY SMILING FACE}"])
def test_odd_words_find_nothing_and_break_nothing(person: Person, words: str) -> None:
    assert all(kind not in ("Action", "Setting") for kind, _ in found(person, words))
    person.press("Escape")

"""Notes become themes, and a theme is read back to the hall: through the real window, by keyboard alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from models import queries, themes
from tests.journeys.window import Person, opened
from widgets.present.window import PresentWindow
from widgets.sort.room import SortRoom
from widgets.sort.themes.page import ThemesPage

pytestmark = pytest.mark.usefixtures("qtbot")


@pytest.fixture
def person(tmp_path: Path) -> Iterator[Person]:
    with opened(tmp_path / "home") as made:
        made.new_project("An evening")
        yield made


def hall() -> PresentWindow:
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, PresentWindow) and one.isVisible())


def test_notes_are_sorted_and_read_back_by_keyboard(person: Person) -> None:
    for words in ("Ring me back the same day", "A card with the number", "Let the dog come"):
        person.write(words)
        person.press("Return")
    person.press("Ctrl+4")
    page = person.room(SortRoom).page
    assert isinstance(page, ThemesPage)
    person.press("Shift+Down", "N")
    person.write("Being called back")
    person.press("Return", "N")
    person.write("What makes a day")
    person.press("Return")
    ask = person.workspace.document.ask
    assert [(one.title, one.notes) for one in ask(themes.wall_themes)] == [
        ("Being called back", 2),
        ("What makes a day", 1),
    ]
    assert "3 of 3 sorted" in page.head.so_far.text()

    person.press("Left", "Left", "P")
    stage = hall().stage
    assert stage.slide.title == "Being called back"
    person.press("A", "A", "C")
    person.write("Give me a card with the number on it")
    person.press("Return")
    assert stage.slide.lead == "As you corrected it: Give me a card with the number on it"
    notes = ask(queries.notes)
    assert [note.read_back for note in notes] == ["agreed", "changed", "not_checked"]
    assert notes[1].voices[0].words == "A card with the number"
    assert ask(themes.wall_themes)[0].read_back == "agreed"
    person.press("Escape")
    assert stage.words() == ()
    assert page.theme_id is not None

    person.press("Ctrl+Z", "Ctrl+Z")
    assert [note.read_back for note in ask(queries.notes)] == ["agreed", "not_checked", "not_checked"]

"""From nothing to the first story in a minute, with Prepare empty, and back to it by keyboard."""

from pathlib import Path

import pytest

from models import queries
from tests.journeys.window import left_behind, opened, read_back, seen
from widgets.capture.room import CaptureRoom

WORDS = "I rang from the car park every morning for a week. Nobody rang back."
MOST_PRESSES = 12

pytestmark = pytest.mark.usefixtures("qtbot")


def test_a_story_is_stored_in_under_twelve_presses(tmp_path: Path) -> None:
    with opened(tmp_path) as person:
        person.press("N")  # New workshop
        person.write("Getting help at home")
        person.press("Return")
        person.wait(person.is_in_a_room)
        room = person.room(CaptureRoom)
        assert room.bar.words.hasFocus(), "the cursor is in the bar"
        person.press("F3")
        person.write(WORDS)
        assert person.stored(queries.stories) == ()
        person.press("Ctrl+Return")
        assert person.presses < MOST_PRESSES
        (story,) = person.stored(queries.stories)
        assert story.words == WORDS
        assert WORDS in seen(room.wall)
        assert room.bar.words.hasFocus()
        assert room.bar.words.toPlainText() == ""
        path = person.workspace.document.path
        assert path == person.documents / "Getting help at home.polku"
        assert "Getting help at home.polku" in seen(person.window.status)
        person.press("Ctrl+Q")
        assert not person.window.isVisible()
    assert left_behind(tmp_path) == []
    with read_back(path) as project:
        (kept,) = project.ask(queries.stories)
        assert (kept.words, kept.words_source, kept.places) == (WORDS, "noted", ())
        assert project.ask(queries.groups) == ()
        assert project.ask(queries.paths) == ()
        assert project.faults() == ()


@pytest.mark.slow
def test_it_is_opened_again_from_the_recent_ones_by_keyboard(tmp_path: Path) -> None:
    with opened(tmp_path) as person:
        person.press("N")
        person.write("Getting help at home")
        person.press("Return")
        person.wait(person.is_in_a_room)
        person.write("The bus does not come on Sundays")
        person.press("Return")
        person.press("Ctrl+W")  # nothing is opened beside the wall, so this closes the project
        person.wait(lambda: person.program.workspace is None)
        assert person.window.start.isVisible()
        assert "Getting help at home" in seen(person.window.start)
        person.press("N")
        assert person.window.start.naming.field.hasFocus()
        person.press("Esc", "Ctrl+Q")
    with opened(tmp_path) as person:
        person.tab_to(person.window.start.recent)
        person.press("Down", "Return")
        person.wait(person.is_in_a_room)
        (note,) = person.stored(queries.notes)
        assert (note.kind, note.voices[0].words) == ("unsorted", "The bus does not come on Sundays")
        assert "The bus does not come on Sundays" in seen(person.room(CaptureRoom).wall)

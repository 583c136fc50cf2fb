"""Something is missing the next morning: it is found in the history and brought back, by keyboard alone."""

from pathlib import Path

import pytest

from models import queries
from models.edits.voices import AddNote, DeleteNote, NewNote, NewVoice
from models.project import Project
from tests.journeys.window import Person, opened, seen
from widgets.history.room import HistoryRoom
from widgets.history.steps_page import StepsPage
from widgets.merging.sheet import MergeSheet

pytestmark = pytest.mark.usefixtures("qtbot")


def history_of(person: Person) -> StepsPage:
    page = person.room(HistoryRoom).page
    assert isinstance(page, StepsPage)
    return page


def notes(person: Person) -> list[str]:
    return [voice.words for note in person.stored(queries.notes) for voice in note.voices]


def test_a_note_that_was_deleted_is_found_and_brought_back_by_keys_alone(tmp_path: Path) -> None:
    with opened(tmp_path) as person:
        person.new_project("Dementia care")
        for words in ("A chair by the door", "A bench"):
            person.press("F2")
            person.write(words)
            person.press("Return")
        person.press("Escape")
        person.wait(lambda: len(notes(person)) == 2)
        chair = next(one for one in person.stored(queries.notes) if one.voices[0].words == "A chair by the door")
        person.workspace.document.perform(DeleteNote(chair.id))
        person.press("Ctrl+8")
        page = history_of(person)
        assert page.list.cards.cards[0].title == "Delete note"
        person.press("Return")
        person.tab_to(page.details.row_views()[0].ways[0])
        person.press("Return")
        assert "Bringing it back would change:" in seen(page.details)
        person.press("Return")
        assert sorted(notes(person)) == ["A bench", "A chair by the door"]
        person.press("Ctrl+Z")
        assert notes(person) == ["A bench"]


def test_another_laptops_file_is_merged_from_the_menu_and_undone(tmp_path: Path) -> None:
    other = tmp_path / "Documents" / "laptop-b.polku"
    with opened(tmp_path) as person:
        person.new_project("Dementia care")
        person.press("F2")
        person.write("A chair by the door")
        person.press("Return", "Escape")
        person.wait(lambda: len(notes(person)) == 1)
        person.workspace.document.save_copy(other)
        with Project.open(other, operator="Scribe") as there:
            there.perform(AddNote(NewNote((NewVoice("A bench"),))))
        person.answers.open_many = (other,)
        person.choose("File", "Merge with")
        (sheet,) = person.window.findChildren(MergeSheet)
        person.wait(sheet.merge_button.isEnabled)
        person.click(sheet.merge_button)
        person.wait(lambda: len(notes(person)) == 2)
        person.wait(person.window.notices.isVisible)
        assert "Merged: " in seen(person.window.notices)
        person.window.activateWindow()
        person.wait(person.window.isActiveWindow)
        person.press("Ctrl+Z")
        assert notes(person) == ["A chair by the door"]

"""I14: once the day has passed until which words may be kept, a person is reminded, and one click erases them."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from models import queries
from models.edits.project import ChangeProject
from models.edits.voices import AddStory
from models.project import Project
from tests.journeys.window import TODAY, Person, opened
from tests.models.support import add_note, bytes_of_open_file
from widgets.parts.buttons import Button

pytestmark = pytest.mark.usefixtures("qtbot")
CANARY = "zyxwcanary"


@pytest.fixture
def person(tmp_path: Path) -> Iterator[Person]:
    with opened(tmp_path) as made:
        yield made


def kept_until(path: Path, day: date) -> Path:
    with Project.create(path, "Title") as project:
        project.perform(AddStory(f"{CANARY} told"))
        add_note(project, f"{CANARY} noted")
        project.perform(ChangeProject({"keep_until": day}))
    return path


def erase_button(person: Person) -> Button:
    return next(one for one in person.window.notices.findChildren(Button) if one.isVisible() and one.text())


def test_i14_a_person_is_reminded_and_erases_with_one_click(person: Person, tmp_path: Path) -> None:
    path = kept_until(tmp_path / "p.polku", TODAY - timedelta(days=1))
    person.program.open_path(path)
    notices = person.window.notices
    person.wait(lambda: "This project still holds 1 stories, 1 notes and 0 people." in notices.sentence())
    document = person.workspace.document
    assert document.ask(queries.stories)  # nothing happened by itself
    person.answers.agrees = False
    person.click(erase_button(person))
    assert document.ask(queries.stories)  # who is asked may say no
    person.program.close_project()
    person.program.open_path(path)
    person.wait(lambda: "still holds" in notices.sentence())
    person.answers.agrees = True
    person.click(erase_button(person))
    document = person.workspace.document
    assert document.ask(queries.stories) == document.ask(queries.notes) == ()
    assert CANARY.encode() not in bytes_of_open_file(path)
    assert "erased" in notices.sentence()


def test_i14_nothing_is_said_on_the_last_day_itself(person: Person, tmp_path: Path) -> None:
    person.program.open_path(kept_until(tmp_path / "p.polku", TODAY))
    person.wait(person.is_in_a_room)
    assert "still holds" not in person.window.notices.sentence()

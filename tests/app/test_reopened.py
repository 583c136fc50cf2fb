"""What is said when a file is opened that calls answers confirmed which lack something; and F11 in Weigh."""

import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from models import queries
from models.edits.weighing import ConfirmAnswer, GiveAnswer
from models.project import Project
from tests.journeys.window import Person, opened, settle
from tests.models.support import add_note, result
from widgets.parts.buttons import Button
from widgets.present.window import RoomView
from widgets.weigh.room import WeighRoom

VALUES = {"owner": "Clinic lead", "report_back": date(2027, 6, 15), "recipient": "The city"}

pytestmark = pytest.mark.usefixtures("qtbot")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Three confirmed answers, of which another program emptied the recipient of two."""
    path = tmp_path / "p.polku"
    with Project.create(path, "Title") as project:
        for words in ("A shelter", "Better buses", "A bench"):
            answer = project.perform(GiveAnswer("pass", VALUES, note_id=add_note(project, words, kind="idea")))
            project.perform(ConfirmAnswer(result(answer), "Manager", "signed", "Scribe"))
    raw = sqlite3.connect(path)
    raw.execute("UPDATE answer SET recipient = '' WHERE id <> (SELECT min(id) FROM answer)")
    raw.commit()
    raw.close()
    return path


@pytest.fixture
def person(tmp_path: Path) -> Iterator[Person]:
    with opened(tmp_path) as made:
        yield made


def test_it_is_said_and_leads_to_weigh(person: Person, path: Path) -> None:
    person.program.open_path(path)
    notices = person.window.notices
    person.wait(lambda: "2 answers are not confirmed any more, because something is missing." in notices.sentence())
    show = next(one for one in notices.findChildren(Button) if "Show them" in one.text())
    person.click(show)
    room = person.workspace.present_room
    assert isinstance(room, WeighRoom)
    assert room.board.items[room.board.current].title == "Better buses"
    assert {item.title for item in room.chooser.targets()} == {"Better buses", "A bench"}
    answers = person.workspace.document.ask(queries.weighing).answers
    assert [one.confirmed for one in answers] == [True, False, False]
    person.press("F11")
    settle()
    view = person.window.findChild(RoomView)
    assert view is not None
    assert (view.stage.page_id, view.stage.slide.title) == ("answers", "In no theme")
    person.press("F11")
    assert person.workspace.present_room is room


def test_nothing_is_said_of_a_file_that_lacks_nothing(person: Person, tmp_path: Path) -> None:
    Project.create(tmp_path / "new.polku", "Title").close()
    person.program.open_path(tmp_path / "new.polku")
    person.wait(person.is_in_a_room)
    assert "not confirmed" not in person.window.notices.sentence()


def test_what_is_offered_goes_with_the_file(person: Person, path: Path) -> None:
    person.program.open_path(path)
    person.wait(lambda: "not confirmed any more" in person.window.notices.sentence())
    person.program.close_project()
    assert person.window.notices.sentence() == ""

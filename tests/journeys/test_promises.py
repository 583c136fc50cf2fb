"""Half a year later: what is due is said at opening, and by keyboard it is written down what became of it."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from models import promises, queries
from models.edits.last_time import BringPromises
from tests.app.support import TODAY, new_in
from tests.journeys.window import Person, named, opened, read_back, seen, with_example
from widgets.reflect.last_time_page import LastTimePage
from widgets.reflect.ledger_page import LedgerPage
from widgets.reflect.room import ReflectRoom

LATER = TODAY + timedelta(days=110)

pytestmark = pytest.mark.usefixtures("qtbot")


def ledger_of(person: Person) -> LedgerPage:
    page = person.room(ReflectRoom).page
    assert isinstance(page, LedgerPage)
    return page


def promise(person: Person, title: str) -> promises.Promise:
    return next(one for one in person.stored(promises.ledger) if one.title == title)


def test_what_is_late_is_said_at_opening_and_written_down_by_keyboard(tmp_path: Path) -> None:
    example = with_example(tmp_path, TODAY)
    with opened(tmp_path, today=LATER) as person:
        person.open_example()
        notices = person.window.notices
        person.wait(notices.isVisible)
        assert "3 promises are late." in seen(notices)
        person.click(named(QPushButton, notices, "Show them"))
        page = ledger_of(person)
        assert page.filter.code == "due"
        assert page.table.hasFocus()
        first, second = (page.table.rows.rows[at].title for at in range(2))

        person.press("1")
        person.write("The chair stayed.")
        person.press("Ctrl+Return")
        assert promise(person, first).status == "kept"
        assert page.table.hasFocus()
        assert page.table.current_id() == promise(person, second).id

        person.press("2")
        person.write("Nobody was there.")
        person.tab_to(page.details.outcome.form.editor("why").target())
        person.write("Two of us were ill.")
        person.press("Ctrl+Return")
        assert (promise(person, second).status, promise(person, second).became) == ("late", "Nobody was there.")
        person.press("Ctrl+Z")
        assert promise(person, second).status == ""

        person.close()
    with read_back(example) as project:
        assert [one.became for one in project.ask(promises.ledger) if one.title == first] == ["The chair stayed."]


def test_promises_of_the_project_before_are_read_out_at_the_next_opening(tmp_path: Path) -> None:
    home = tmp_path / "home"
    example = with_example(home, TODAY)
    path = new_in(tmp_path)
    with opened(home, today=LATER) as person:
        person.program.open_path(path)
        person.wait(person.is_in_a_room)
        person.press("Ctrl+7", "Ctrl+PgDown", "Ctrl+PgDown")
        page = person.room(ReflectRoom).show_page("last-time")
        assert isinstance(page, LastTimePage)
        person.answers.open_next = example
        person.tab_to(page.choose)
        person.press("Space")
        person.wait(page.list.isVisible)
        person.press("Ctrl+Return")
        here = person.stored(queries.earlier_promises)
        assert len(here) == 7
        assert {one.source for one in here} == {"Dementia care at home"}
        assert (here[0].outcome, here[0].promised_on is not None) == ("kept", True)
        assert person.workspace.document.undo_text() == BringPromises.label
        person.close()


def test_nothing_is_said_at_opening_where_nothing_is_due(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with_example(home, TODAY)
    with opened(home, today=TODAY) as person:
        person.open_example()
        person.press("Ctrl+7")
        assert ledger_of(person).table.hasFocus()
        assert "late" not in seen(person.window.notices)

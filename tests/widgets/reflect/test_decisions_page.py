"""The decision calendar on screen: by date, with what waits; added, changed and deleted in place."""

from datetime import date

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models import queries
from models.edits.project import AddDecisionDate
from models.project import Project
from tests.models.promised import promised
from tests.widgets.reflect.conftest import Enter
from tests.widgets.support import Heard, seen
from widgets.reflect.decisions_page import DecisionsPage
from widgets.reflect.room import ReflectRoom

MAY = date(2026, 5, 1)


def page_of(room: ReflectRoom) -> DecisionsPage:
    page = room.show_page("decisions")
    assert isinstance(page, DecisionsPage)
    page.enter_focus()
    return page


def titles(page: DecisionsPage) -> list[str]:
    return [card.title for card in page.list.cards.cards]


def test_it_lists_by_date_with_what_waits(project: Project, enter: Enter, qtbot: QtBot) -> None:
    project.perform(AddDecisionDate("District board", MAY))
    project.perform(AddDecisionDate("County", date(2026, 4, 1)))
    project.perform(AddDecisionDate("Parish"))
    promised(project, "A named person", "decide")
    page = page_of(enter())
    assert titles(page) == ["1 Apr 2026 · County", "1 May 2026 · District board", "Parish"]
    assert page.list.cards.cards[1].also == ("A named person",)
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    assert "1 answer waits for it" in seen(page.side)
    assert "who asked was not said" in page.waits.row_of(page.waits.ids()[0]).data.sub
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    row = page.waits.row_of(page.waits.ids()[0])
    assert row.hasFocus()
    qtbot.keyClick(row, Qt.Key.Key_Return)
    heard = page.context.window
    assert isinstance(heard, Heard)
    assert heard.rooms == ["weigh"]
    assert heard.subjects[0][0] == "contribution"


def test_a_date_is_added_and_changed_in_place(project: Project, enter: Enter, qtbot: QtBot) -> None:
    page = page_of(enter())
    assert page.empty.isVisible()
    assert page.add.line.hasFocus()
    qtbot.keyClicks(page.add.line, "District board")
    qtbot.keyClick(page.add.line, Qt.Key.Key_Return)
    line = page.date.form.editor("day").target()
    assert line.hasFocus()
    qtbot.keyClicks(line, "1.5.2026")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert titles(page) == ["1 May 2026 · District board"]
    (stored,) = project.ask(queries.decision_dates)
    assert (stored.body, stored.day) == ("District board", MAY)
    page.delete()
    assert project.ask(queries.decision_dates) == ()
    page.context.document.undo()
    assert titles(page) == ["1 May 2026 · District board"]


def test_what_only_answers_say_is_taken_into_the_calendar(project: Project, enter: Enter) -> None:
    promised(project, "A named person", "decide")
    page = page_of(enter())
    assert "Only answers say this" in page.loose.words.text()
    assert not page.date.isVisible()
    page.take_up.click()
    assert [(one.body, one.day) for one in project.ask(queries.decision_dates)] == [("District board", MAY)]
    assert not page.loose.isVisible()
    assert page.date.isVisible()
    assert page.list.cards.cards[0].also == ("A named person",)

"""The promise ledger on screen: figures, filters, telling what became of a promise, moving it, its history."""

from datetime import date, timedelta

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models import promises
from models.edits.promising import ChangePromise
from models.edits.weighing import DeleteAnswer
from models.project import Project
from models.promises import Promise
from tests.models.promised import answered, became, noted, promised
from tests.widgets.reflect.conftest import Enter
from tests.widgets.support import TODAY, seen
from widgets.reflect.ledger_page import LedgerPage
from widgets.reflect.room import ReflectRoom

KEY = Qt.Key


def day(days: int) -> date:
    return TODAY + timedelta(days=days)


def page_of(room: ReflectRoom) -> LedgerPage:
    page = room.page
    assert isinstance(page, LedgerPage)
    return page


def shown(page: LedgerPage) -> list[tuple[str, str]]:
    return [(row.title, row.state.words) for row in page.table.rows.rows]


def stored(project: Project, title: str) -> Promise:
    return next(one for one in project.ask(promises.ledger) if one.title == title)


def test_the_room_opens_with_its_promises_what_asks_for_somebody_first(project: Project, enter: Enter) -> None:
    became(project, promised(project, "A pocket card", report_back=day(-60)), "changed", "A fridge magnet.")
    promised(project, "A lift", report_back=day(-9))
    promised(project, "A chair", report_back=day(5))
    promised(project, "Later", report_back=day(90))
    answered(project, noted(project, "Not confirmed"))
    promised(project, "A named person", "decide")
    page = page_of(enter())
    assert shown(page) == [
        ("A lift", "Late by 9 days"),
        ("A chair", "Due in 5 days"),
        ("Later", "Open"),
        ("A pocket card", "Changed"),
    ]
    assert page.table.rows.rows[3].sub == "A fridge magnet."
    assert page.unconfirmed.isVisible()
    assert "1 answer is not confirmed yet" in page.unconfirmed.text()
    words = seen(page.figures)
    assert "0 of 2" in words
    assert "1 late" in words
    assert page.table.hasFocus()


def test_nothing_yet_leads_to_weigh(enter: Enter) -> None:
    room = enter()
    page = page_of(room)
    assert page.empty.isVisible()
    assert "No promise yet" in seen(page)


def test_what_waits_and_what_is_not_possible_is_listed_apart(project: Project, enter: Enter, qtbot: QtBot) -> None:
    promised(project, "A lift", report_back=day(50))
    promised(project, "A named person", "decide", report_back=day(-2), body="the district board")
    promised(project, "A dog", "unknown", report_back=day(5), find_out_by=day(4))
    promised(project, "At night", "pass", report_back=day(5), recipient="the county")
    promised(project, "Free taxis", "no")
    page = page_of(enter())
    assert [title for title, _ in shown(page)] == ["A lift"]
    page.filter.focus_chosen()
    for _ in range(3):
        qtbot.keyClick(page.filter.focusWidget(), KEY.Key_Right)
    assert [words for _, words in shown(page)] == [
        "Late by 2 days",
        "We find out by 6 Mar 2026",
        "Passed on to the county",
    ]
    assert "These are no promises" in seen(page)
    qtbot.keyClick(page.filter.focusWidget(), KEY.Key_Right)
    assert shown(page) == [("Free taxis", "Not possible as it is, and said so")]
    page.show_due()
    assert [title for title, _ in shown(page)] == ["A named person"]


def test_by_keyboard_it_is_told_what_became_of_a_promise(project: Project, enter: Enter, qtbot: QtBot) -> None:
    promised(project, "A lift", report_back=day(-9))
    page = page_of(enter())
    qtbot.keyClick(page.table, KEY.Key_3)
    form = page.details.outcome
    assert form.values["status"] == "changed"
    assert form.form.editor("why").isVisible()
    words = form.form.editor("became").target()
    assert words.hasFocus()
    qtbot.keyClicks(words, "Only on Thursdays.")
    qtbot.keyClick(words, KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    found = stored(project, "A lift")
    assert (found.status, found.became, found.became_on) == ("changed", "Only on Thursdays.", TODAY)
    assert page.table.hasFocus()
    assert shown(page) == [("A lift", "Changed")]
    assert "Only on Thursdays." in seen(page.details.history)
    page.context.document.undo()
    assert shown(page) == [("A lift", "Late by 9 days")]


def test_it_is_not_kept_without_words(project: Project, enter: Enter, qtbot: QtBot) -> None:
    promised(project, "A lift")
    page = page_of(enter())
    qtbot.keyClick(page.table, KEY.Key_1)
    page.details.outcome.perform()
    assert "what happened" in page.details.outcome.error.text()
    assert stored(project, "A lift").status == ""
    assert not page.details.outcome.form.editor("why").isVisible()


def test_half_typed_words_stay_with_the_promise_they_belong_to(project: Project, enter: Enter, qtbot: QtBot) -> None:
    promised(project, "A lift", report_back=day(1))
    promised(project, "A chair", report_back=day(2))
    page = page_of(enter())
    qtbot.keyClick(page.table, KEY.Key_2)
    words = page.details.outcome.form.editor("became")
    qtbot.keyClicks(words.target(), "It is")
    page.table.take_focus()
    qtbot.keyClick(page.table, KEY.Key_Down)
    assert not words.value()
    became(project, stored(project, "A chair").id, "kept")
    page.context.document.changed.emit(frozenset({("outcome", "x")}))
    page.table.mark(stored(project, "A lift").id)
    assert words.value() == "It is"
    assert page.details.outcome.values["status"] == "late"


def test_a_date_is_moved_with_a_reason_and_the_history_says_it(project: Project, enter: Enter, qtbot: QtBot) -> None:
    promised(project, "A lift", report_back=day(-9))
    page = page_of(enter())
    page.begin_moving()
    form = page.details.moving
    line = form.form.editor("report_back").target()
    assert line.hasFocus()
    line.selectAll()  # type: ignore[attr-defined]
    qtbot.keyClicks(line, "1.4.2026")
    form.perform()
    assert "Say why" in form.error.text()
    qtbot.keyClicks(form.form.editor("why").target(), "The driver is ill.")
    form.perform()
    found = stored(project, "A lift")
    assert (found.report_back, found.status) == (date(2026, 4, 1), "")
    assert not form.isVisible()
    words = seen(page.details.history)
    assert "from 21 Feb 2026 to 1 Apr 2026" in words
    assert "Why: The driver is ill." in words
    assert shown(page) == [("A lift", "Open")]


def test_what_is_half_told_is_there_again_after_a_restart(project: Project, enter: Enter, qtbot: QtBot) -> None:
    promised(project, "A lift")
    page = page_of(enter())
    qtbot.keyClick(page.table, KEY.Key_2)
    qtbot.keyClicks(page.details.outcome.form.editor("became").target(), "Half a sen")
    page.context.document.settle()
    again = page_of(enter())
    again.table.take_focus()
    form = again.details.outcome
    assert (form.values["status"], form.form.editor("became").value()) == ("late", "Half a sen")
    assert stored(project, "A lift").status == ""


def test_late_with_another_date_says_both(project: Project, enter: Enter) -> None:
    answer_id = promised(project, "A lift", report_back=day(-3))
    became(project, answer_id, "late", day=TODAY)
    project.perform(ChangePromise(answer_id, report_back=day(30), why="Ill"))
    page = page_of(enter())
    assert shown(page) == [("A lift", "Late, now due 1 Apr 2026")]


def test_a_date_that_cannot_be_read_moves_nothing(project: Project, enter: Enter, qtbot: QtBot) -> None:
    promised(project, "A lift", report_back=day(-9))
    page = page_of(enter())
    page.begin_moving()
    form = page.details.moving
    line = form.form.editor("report_back").target()
    line.selectAll()  # type: ignore[attr-defined]
    qtbot.keyClicks(line, "in summer")
    qtbot.keyClicks(form.form.editor("why").target(), "Later.")
    form.perform()
    assert "is not a date" in seen(form)
    assert stored(project, "A lift").report_back == day(-9)


def test_it_follows_what_changes_elsewhere_and_keeps_its_place(project: Project, enter: Enter) -> None:
    first = promised(project, "A lift", report_back=day(-9))
    second = promised(project, "A chair", report_back=day(-8))
    room = enter()
    page = page_of(room)
    page.table.mark(second)
    page.context.document.perform(ChangePromise(first, report_back=day(40), why="Ill"))
    assert [title for title, _ in shown(page)] == ["A chair", "A lift"]
    assert page.table.current_id() == second
    page.context.document.perform(DeleteAnswer("gone"))
    assert room.show_row("answer", first)
    assert page.table.current_id() == first
    outcome = became(project, second, "kept")
    room.refresh(frozenset({("outcome", outcome)}))
    assert room.show_row("outcome", outcome)
    assert page.table.current_id() == second


def test_escape_lets_go_and_the_table_has_the_width_again(project: Project, enter: Enter, qtbot: QtBot) -> None:
    promised(project, "A lift")
    page = page_of(enter())
    assert page.details.isVisible()
    qtbot.keyClick(page.table, KEY.Key_Return)
    assert page.details.isAncestorOf(page.focusWidget())
    qtbot.keyClick(page.focusWidget(), KEY.Key_Escape)
    assert page.table.hasFocus()
    qtbot.keyClick(page.table, KEY.Key_Escape)
    assert not page.details.isVisible()


def test_a_very_long_word_and_arabic_are_shown_as_they_are(project: Project, enter: Enter) -> None:
    long = "lääkkeidenantoaikataulunmuutosilmoituslomake" * 3
    arabic = "خدمة أفضل لكبار السن في الحي"
    promised(project, long, report_back=day(-2), owner=long)
    promised(project, arabic, sentence=arabic, report_back=day(-1))
    page = page_of(enter())
    page.resize(500, 600)
    page.table.mark(page.table.rows.rows[1].id)
    assert arabic in seen(page.details)
    assert page.grab().width() == 500

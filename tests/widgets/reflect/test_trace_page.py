"""The influence trace on screen: counts, filters, where Enter leads, copying, and what a withdrawn note shows."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from models import queries
from models.answers import phrase
from models.edits.path import AddPath
from models.edits.sorting import AddTheme, PutInTheme
from models.edits.voices import AddNotes, Place, PlaceNote, WithdrawVoice
from models.edits.weighing import ConfirmAnswer, GiveAnswer, RecordOutcome, SetEstimate
from models.project import Project
from tests.models.support import add_note, note, result
from tests.timing import quickest
from tests.widgets.support import Heard, context_of, seen
from widgets.reflect.trace_page import TracePage
from widgets.room import EVERYTHING

DAY = date(2026, 6, 1)
KEY = Qt.Key
PERIOD = {"no_cost": True, "no_days": True, "starts": DAY, "ends": DAY}


class Case:
    """A path and notes on it; the page shows them."""

    def __init__(self, project: Project, qtbot: QtBot) -> None:
        self.project, self._qtbot = project, qtbot
        project.perform(AddPath("The path", stages=("One",), lanes=(("people_do", ""),)))
        self.stage = project.ask(queries.paths)[0].stages[0].id

    def placed(self, words: str, kind: str = "idea") -> str:
        made = add_note(self.project, words, kind=kind)
        self.project.perform(PlaceNote(made, Place(self.stage)))
        return made

    def answered(self, words: str, *, confirmed: bool) -> str:
        made = self.placed(words)
        self.project.perform(SetEstimate(PERIOD, made))
        values = {"sentence": f"We do it: {words}", "owner": "Lead", "report_back": DAY}
        answer = result(self.project.perform(GiveAnswer("now", values, made)))
        if confirmed:
            self.project.perform(ConfirmAnswer(answer, "Head", "signed", "Scribe", on=DAY))
        return made

    def page(self) -> TracePage:
        page = TracePage(context_of(self.project))
        self._qtbot.addWidget(page)
        page.context.document.changed.connect(page.refresh)
        page.resize(1266, 640)
        page.refresh(EVERYTHING)
        page.show()
        self._qtbot.waitExposed(page)
        page.activateWindow()
        self._qtbot.waitUntil(page.isActiveWindow)
        page.enter_focus()
        return page


@pytest.fixture
def case(project: Project, qtbot: QtBot) -> Case:
    return Case(project, qtbot)


def heard(page: TracePage) -> Heard:
    window = page.context.window
    assert isinstance(window, Heard)
    return window


def listed(page: TracePage) -> list[str]:
    return list(page.list.rows.listing.page(0, 100))


def said(page: TracePage, at: int = 0) -> str:
    return str(page.list.rows.index(at).data(Qt.ItemDataRole.AccessibleTextRole))


def test_an_empty_project_says_what_will_be_here(case: Case) -> None:
    page = case.page()
    assert "Nothing to follow yet" in seen(page)
    page.go.click()
    assert heard(page).rooms == ["capture"]


def test_the_counts_and_the_rule_stand_above_the_list(case: Case) -> None:
    case.answered("An idea", confirmed=True)
    case.placed("Another idea")
    text = seen(case.page())
    assert "1 of 2" in text
    assert "notes can be followed from the words to what was said" in text
    assert "A note can be followed when" in text


def test_filters_leave_what_breaks_there(case: Case) -> None:
    whole, said_only = case.answered("Whole", confirmed=True), case.answered("Said", confirmed=False)
    weighed_not, loose = case.placed("Not weighed"), add_note(case.project, "No step", kind="idea")
    page = case.page()
    for code, wanted in (
        ("whole", [whole]),
        ("step", [loose]),
        ("takes", [weighed_not]),
        ("sentence", [said_only]),
        ("outcome", [whole]),
        ("all", [whole, said_only, weighed_not, loose]),
    ):
        page.filter.show_code(code)
        page.filter.chosen.emit(code)
        assert listed(page) == wanted, code


def test_a_provisional_answer_is_never_shown_as_a_promise(case: Case) -> None:
    case.answered("CANARY", confirmed=False)
    page = case.page()
    for text in (said(page), seen(page)):
        assert "We do it" not in text
        assert f"{phrase('now', confirmed=False)} (not confirmed yet)" in text


def test_enter_opens_where_the_chain_breaks(case: Case, qtbot: QtBot) -> None:
    loose, placed = add_note(case.project, "No step", kind="idea"), case.placed("Not weighed")
    page = case.page()
    assert page.list.hasFocus()
    assert page.list.current_id() == loose
    qtbot.keyClick(page.list, KEY.Key_Return)
    assert (heard(page).rooms, heard(page).subjects) == (["capture"], [("contribution", loose)])
    qtbot.keyClick(page.list, KEY.Key_Down)
    qtbot.keyClick(page.list, KEY.Key_Return)
    assert (heard(page).rooms[-1], heard(page).subjects[-1]) == ("weigh", ("contribution", placed))


def test_a_whole_chain_opens_what_became_of_its_answer(case: Case, qtbot: QtBot) -> None:
    case.answered("An idea", confirmed=True)
    answer = case.project.ask(queries.weighing).answers[0]
    outcome = result(case.project.perform(RecordOutcome(answer.id, "kept", "It was done", DAY)))
    page = case.page()
    assert "Kept: It was done (1 June 2026)" in seen(page.details)
    qtbot.keyClick(page.list, KEY.Key_Return)
    assert heard(page).subjects == [("outcome", outcome)]


def test_the_themes_answer_opens_the_theme(case: Case, qtbot: QtBot) -> None:
    made = case.placed("An idea")
    theme = result(case.project.perform(AddTheme("Letters")))
    case.project.perform(PutInTheme(made, theme))
    case.project.perform(SetEstimate(PERIOD, theme_id=theme))
    case.project.perform(GiveAnswer("now", {"owner": "Lead"}, theme_id=theme))
    page = case.page()
    assert "for the whole theme “Letters”" in seen(page.details)
    qtbot.keyClick(page.list, KEY.Key_Return)
    assert heard(page).subjects == [("theme", theme)]


def test_a_withdrawn_note_shows_its_code_alone_and_opens_nothing(case: Case, qtbot: QtBot) -> None:
    case.placed("SECRET words")
    made = case.project.ask(queries.notes)[0]
    case.project.perform(WithdrawVoice(made.voices[0].id))
    page = case.page()
    assert said(page) == f"{made.code}. withdrawn"
    assert "SECRET" not in seen(page)
    assert "Only its code is left" in seen(page.details)
    qtbot.keyClick(page.list, KEY.Key_Return)
    assert heard(page).subjects == []


def test_one_line_and_all_lines_are_copied_as_text(case: Case, qtbot: QtBot) -> None:
    case.answered("First words", confirmed=True)
    case.placed("Second\nwords")
    page = case.page()
    code = case.project.ask(queries.notes)[0].code
    assert page.copy()
    line = f"{code} Noted: First words → step A → no cost, no staff days → We do it: First words → nothing told yet"
    assert QGuiApplication.clipboard().text() == line
    page.copy_all.click()
    qtbot.waitUntil(page.copy_all.isEnabled)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].startswith("1 of 2 notes can be followed from the words to what was said.")
    assert lines[1] == line
    assert len(lines) == 3


def test_a_change_is_followed_and_the_marked_note_stays_marked(case: Case) -> None:
    case.placed("First")
    second = case.placed("Second")
    page = case.page()
    page.list.mark(second)
    page.context.document.perform(SetEstimate(PERIOD, second))
    assert page.list.current_id() == second
    assert "no cost" in seen(page.details)
    page.context.document.undo()
    assert "not weighed yet" in seen(page.details)


def test_words_are_shown_as_they_are_and_never_as_markup(case: Case) -> None:
    case.placed("<b>bold</b> & more")
    page = case.page()
    assert "<b>bold</b> & more" in seen(page.details)


def test_thousands_of_notes_are_shown_without_reading_them_all(case: Case) -> None:
    case.project.perform(AddNotes(tuple(note("Some words", kind="idea") for _ in range(3000))))
    page = case.page()
    assert len(page.list.rows.listing) == 3000
    assert quickest(lambda: page.refresh(EVERYTHING)) < 1.0

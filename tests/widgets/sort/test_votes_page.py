"""Votes by keyboard: a round, its sheet, two counts that do not see each other, and a result only once it is closed."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from models import vote_reads as reads
from models.edits.project import AddScopeItem, AddSegment, AddWorkshop, SetAttendance
from models.edits.sorting import AddTheme, PutInTheme
from models.edits.voices import AddNote, NewNote, NewVoice, WithdrawVoice
from models.edits.voting import AddRound, CloseRound, NewOption, SetCount
from models.edits.weighing import GiveAnswer
from models.project import Project
from models.vote_records import DECIDES, FIRST, PAPERS, SECOND
from tests.models.support import column
from tests.widgets.support import TODAY, Answers, Heard, context_of, seen
from widgets.context import Context
from widgets.sort.votes.grid import CountGrid
from widgets.sort.votes.page import VotesPage

Make = Callable[[], VotesPage]
OPTIONS = (NewOption(label="Night line"), NewOption(label="Plain letter"), NewOption(label="Evening hours"))
Keys = Qt.Key


@pytest.fixture
def context(project: Project) -> Context:
    made = context_of(project)
    held = str(project.perform(AddWorkshop("Workshop 1", {"promise_level": 2})).result)
    for name, came in (("Carers", 9), ("Staff", 6), ("Nobody came of these", 0)):
        group = str(project.perform(AddSegment(name)).result)
        project.perform(SetAttendance(held, group, came, came))
    made.session.enter_workshop(held)
    return made


@pytest.fixture
def make(context: Context, qtbot: QtBot) -> Make:
    def made() -> VotesPage:
        page = VotesPage(context)
        context.document.changed.connect(page.refresh)
        qtbot.addWidget(page)
        page.resize(1266, 620)
        page.refresh(frozenset())
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        return page

    return made


def a_round(context: Context, method: str = "one_choice", **values: object) -> str:
    more = {"workshop_id": context.session.workshop_id, "method": method, **values}
    return str(context.document.project.perform(AddRound("What first?", more, OPTIONS)).result)


def typed(grid: CountGrid, *keys: Any) -> None:
    """Type into whatever has the focus, as people do."""
    grid.setFocus()
    for key in (one for part in keys for one in (part if isinstance(part, str) else (part,))):
        QTest.keyClick(QApplication.focusWidget() or grid, key)  # pyright: ignore[reportCallIssue, reportArgumentType]


def counts(context: Context, tally: str) -> list[int]:
    (round_,) = context.document.ask(reads.rounds)
    return list(context.document.ask(reads.counted_by, round_.id, tally).values())


def words(page: VotesPage) -> str:
    """All that is on screen, also what stands in grids."""
    shown = [seen(page)]
    for grid in page.findChildren(CountGrid):
        if grid.isVisibleTo(page):
            model = grid.grid
            places = ((row, at) for row in range(model.rowCount()) for at in range(model.columnCount()))
            shown += [str(model.index(*place).data()) for place in places]
    return "\n".join(shown)


def test_without_votes_the_page_says_what_to_do(make: Make, context: Context) -> None:
    page = make()
    assert "No votes yet" in seen(page)
    page.enter_focus()
    QTest.keyClicks(page.first_line.line, "What should come first?")
    QTest.keyClick(page.first_line.line, Keys.Key_Return)
    (round_,) = context.document.ask(reads.rounds)
    assert (round_.question, round_.method, round_.workshop_id) == (
        "What should come first?",
        "dots",
        context.session.workshop_id,
    )
    assert page.panes.isVisibleTo(page)
    assert page.sheet.isAncestorOf(QApplication.focusWidget() or page)


def test_the_page_says_what_a_vote_decides_and_what_is_fixed(make: Make, context: Context) -> None:
    context.document.project.perform(AddScopeItem("fixed", "The building stays", "The lease runs on", TODAY))
    round_id = a_round(context)
    page = make()
    assert page.about.decides.text() == DECIDES[2]
    assert "The building stays – The lease runs on" in seen(page)
    form = page.about.form
    form.focus_field("decides")
    form.editor("decides").target().setPlainText("It decides the opening hours.")  # type: ignore[attr-defined]
    form.editor("decides").dirty = True
    page.settle()
    shown = context.document.ask(reads.round_by_id, round_id)
    assert shown is not None
    assert shown.decides == "It decides the opening hours."


def test_options_come_from_themes_notes_and_own_words(make: Make, context: Context) -> None:
    project = context.document.project
    theme = str(project.perform(AddTheme("Reaching someone")).result)
    for words_, code in (("Call back by text", ""), ("Free taxis", "no")):
        note = str(project.perform(AddNote(NewNote((NewVoice(words_),), {"kind": "idea"}))).result)
        project.perform(PutInTheme(note, theme))
        if code:
            project.perform(GiveAnswer(code, {}, note))
    project.perform(AddRound("What first?"))
    page = make()
    sheet = page.sheet
    for what in ("themes", f"theme/{theme}"):
        sheet.source.setCurrentIndex(sheet.source.findData(what))
        QTest.keyClick(sheet.add_source, Keys.Key_Return)
    QTest.keyClicks(sheet.own.line, "Something else")
    QTest.keyClick(sheet.own.line, Keys.Key_Return)
    (round_,) = context.document.ask(reads.rounds)
    found = [(one.letter, one.words, one.left_out) for one in context.document.ask(reads.options, round_.id)]
    assert found == [
        ("A", "Reaching someone", ""),
        ("B", "Call back by text", ""),
        ("", "Free taxis", "As it is, this looks not possible"),
        ("C", "Something else", ""),
    ]
    assert "1 is left out" in sheet.counted.text()
    sheet.table.mark(context.document.ask(reads.options, round_.id)[2].id)
    QTest.keyClick(sheet.table, Keys.Key_Space)
    assert [one.letter for one in context.document.ask(reads.options, round_.id)] == ["A", "B", "C", "D"]
    QTest.keyClick(sheet.table, Keys.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert [one.words for one in context.document.ask(reads.options, round_.id)][1] == "Free taxis"
    QTest.keyClick(sheet.table, Keys.Key_Delete)
    assert len(context.document.ask(reads.options, round_.id)) == 3
    context.document.undo()
    assert len(context.document.ask(reads.options, round_.id)) == 4
    sheet.source.setCurrentIndex(sheet.source.findData("kind/offer"))
    sheet.add_source.click()
    assert "There is nothing of this kind yet." in seen(page)


def test_one_counts_by_keyboard_and_each_number_is_a_step(make: Make, context: Context) -> None:
    a_round(context)
    page = make()
    page.show_part("count")
    page.focus_part()
    grid = page.count.grid
    assert grid.grid.heads == ("", "Carers", "Staff", "Group not said")
    typed(grid, "9", Keys.Key_Return, "4", Keys.Key_Return, "5", Keys.Key_Return)
    assert sorted(counts(context, FIRST)) == [4, 5, 9]
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (3, 1)
    assert "9 papers entered." in seen(page)
    typed(grid, "0", Keys.Key_Tab, "6", Keys.Key_Tab)
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (3, 3)
    assert sorted(counts(context, FIRST)) == [0, 4, 5, 6, 9]
    context.document.undo()
    assert sorted(counts(context, FIRST)) == [0, 4, 5, 9]
    grid.setCurrentIndex(grid.grid.index(1, 1))
    QTest.keyClick(grid, Keys.Key_Delete)
    assert sorted(counts(context, FIRST)) == [0, 5, 9]


@pytest.mark.parametrize("wrong", ["-3", "four", "2.5"])
def test_what_is_no_count_stays_in_its_cell_with_a_sentence(make: Make, context: Context, wrong: str) -> None:
    a_round(context)
    page = make()
    page.show_part("count")
    page.focus_part()
    typed(page.count.grid, wrong, Keys.Key_Return)
    assert f"“{wrong}” is no count. Write a whole number, 0 or more." in seen(page)
    line = page.count.grid.indexWidget(page.count.grid.currentIndex())
    assert isinstance(line, QLineEdit)
    assert line.text() == wrong
    assert counts(context, FIRST) == []
    line.setText("3")
    QTest.keyClick(line, Keys.Key_Return)
    assert counts(context, FIRST) == [3]
    assert page.count.refusal.isHidden()


def test_the_second_person_sees_nothing_of_the_first_count(make: Make, context: Context) -> None:
    round_id = a_round(context)
    option = context.document.ask(reads.options, round_id)[0].id
    for tally, number in ((FIRST, 7431), (SECOND, 7432)):
        context.document.project.perform(SetCount(round_id, (option, None, 0), tally, number))
    page = make()
    assert page.parts.code == "count"  # it was begun, so nobody is chosen
    assert page.count.who.code == ""
    assert "743" not in words(page)
    page.count.show_who(SECOND)
    assert ("7431" in words(page), "7432" in words(page)) == (False, True)
    page.show_part("result")
    assert "743" not in words(page)
    assert "The result is shown once the vote is closed." in seen(page)
    page.show_part("count")
    assert "743" not in words(page)
    page.count.show_who(FIRST)
    assert "7431" in words(page)
    page.hide()  # another page or room is shown, and somebody else may come back to this one
    page.show()
    assert page.parts.code == "count"
    assert "743" not in words(page)


def test_differences_are_shown_and_settled(make: Make, context: Context) -> None:
    round_id = a_round(context)
    one, two, _ = (option.id for option in context.document.ask(reads.options, round_id))
    for cell, first, second in (((one, None, 0), 4, 4), ((two, None, 0), 3, 2), ((PAPERS, None, 0), 8, 8)):
        context.document.project.perform(SetCount(round_id, cell, FIRST, first))
        context.document.project.perform(SetCount(round_id, cell, SECOND, second))
    page = make()
    page.show_part("count")
    page.close_round()
    assert "The two counts differ in 1 number." in seen(page)
    assert not context.document.ask(reads.rounds)[0].closed
    QTest.keyClick(page.settle_first, Keys.Key_Return)
    assert [(row.words, row.fixed) for row in page.count.grid.grid.rows] == [("B  Plain letter", ("3", "2"))]
    typed(page.count.grid, "3", Keys.Key_Return)
    assert "Every difference is settled." in seen(page)
    page.close_round()
    assert page.parts.code == "result"
    assert "Two people counted, and what they counted agrees." in seen(page)
    assert "8 of 15 in the room voted. 1 was blank." in seen(page)


def test_a_round_that_is_closed_all_the_same_has_no_result_yet(make: Make, context: Context, qtbot: QtBot) -> None:
    round_id = a_round(context)
    option = context.document.ask(reads.options, round_id)[0].id
    for tally, number in ((FIRST, 4), (SECOND, 5)):
        context.document.project.perform(SetCount(round_id, (option, None, 0), tally, number))
    page = make()
    page.close_round()
    QTest.keyClick(page.close_anyway, Keys.Key_Return)
    assert "so there is no result yet" in seen(page)
    QTest.keyClick(page.result.compare, Keys.Key_Return)
    typed(page.count.grid, "5", Keys.Key_Return)
    page.show_part("result")
    qtbot.waitUntil(lambda: "5 papers" in seen(page))


def test_the_result_names_places_ties_and_groups(make: Make, context: Context) -> None:
    round_id = a_round(context, "dots", dots=2)
    groups = list(context.document.ask(reads.came, context.session.workshop_id))
    options = [one.id for one in context.document.ask(reads.options, round_id)]
    for option, numbers in zip(options, ((4, 4), (5, 3), (1, 0)), strict=True):
        for group, number in zip(groups, numbers, strict=False):
            context.document.project.perform(SetCount(round_id, (option, group, 0), FIRST, number))
    for group, papers in zip(groups, (9, 6), strict=False):
        context.document.project.perform(SetCount(round_id, (PAPERS, group, 0), FIRST, papers))
    context.document.project.perform(CloseRound(round_id))
    page = make()
    assert page.parts.code == "result"
    shown = [label.text() for label in page.result.card.findChildren(QLabel)]
    assert shown == [
        *("1. shared", "A · Night line", "8 dots"),
        *("1. shared", "B · Plain letter", "8 dots"),
        *("3.", "C · Evening hours", "1 dot"),
    ]
    assert "15 of 15 in the room voted. 13 dots were not used." in seen(page)
    assert "One person counted. The result stands on one count." in seen(page)
    assert page.result.groups.grid.heads == ("", "Carers", "Staff")
    assert [row.fixed for row in page.result.groups.grid.rows] == [("4", "4"), ("5", "3"), ("1", "0")]


def test_a_small_group_is_joined_on_screen_too(make: Make, context: Context) -> None:
    round_id = a_round(context)
    groups = list(context.document.ask(reads.came, context.session.workshop_id))
    option = context.document.ask(reads.options, round_id)[0].id
    for group, n in zip(groups, (9, 2), strict=False):
        context.document.project.perform(SetCount(round_id, (option, group, 0), FIRST, n))
        context.document.project.perform(SetCount(round_id, (PAPERS, group, 0), FIRST, n))
    context.document.project.perform(CloseRound(round_id))
    page = make()
    assert page.result.groups.grid.heads == ("", "Carers and Staff")


def test_an_empty_round_decides_nothing(make: Make, context: Context) -> None:
    round_id = a_round(context)
    page = make()
    page.close_round()
    assert "Nobody voted. This vote decides nothing." in seen(page)
    assert not page.result.card.isVisibleTo(page)
    QTest.keyClick(page.result.reopen, Keys.Key_Return)
    assert not context.document.ask(reads.rounds)[0].closed
    assert page.parts.code == "count"
    assert context.document.ask(reads.result, round_id) is None


def test_voting_again_makes_a_new_round_and_marks_the_old_one(make: Make, context: Context) -> None:
    round_id = a_round(context)
    option = context.document.ask(reads.options, round_id)[0].id
    context.document.project.perform(SetCount(round_id, (option, None, 0), FIRST, 4))
    context.document.project.perform(CloseRound(round_id))
    page = make()
    QTest.keyClick(page.result.again, Keys.Key_Return)
    again = context.document.ask(reads.rounds)[-1]
    assert (again.again_of_id, page.parts.code) == (round_id, "sheet")
    page.show_part("count")
    page.count.how.chosen.emit("all")
    assert page.count.grid.grid.heads == ("", "All")
    grid = page.count.grid
    grid.setCurrentIndex(grid.grid.index(1, 1))
    typed(grid, "6", Keys.Key_Return)
    page.close_round()
    assert [card.chips[0][0] for card in page.list.cards.cards] == ["replaced", "closed"]
    page.list.mark(round_id)
    assert "This vote was held again." in seen(page)


def test_a_rating_is_counted_mark_by_mark_and_group_by_group(make: Make, context: Context, qtbot: QtBot) -> None:
    a_round(context, "rating", top=3)
    page = make()
    page.show_part("count")
    page.focus_part()
    grid = page.count.grid
    assert grid.grid.heads == ("", "1", "2", "3")
    typed(grid, "5", Keys.Key_Return, "1", Keys.Key_Tab, "2", Keys.Key_Tab, "2", Keys.Key_Tab)
    assert page.count.group is not None
    groups = list(context.document.ask(reads.came, context.session.workshop_id))
    assert sorted(counts(context, FIRST)) == [1, 2, 2, 5]
    page.count.group.chosen.emit(groups[1])
    assert all(grid.grid.data(grid.grid.index(1, at)) == "" for at in (1, 2, 3))
    page.close_round()
    qtbot.waitUntil(lambda: "mark 2 of 3" in seen(page))
    assert "not marked" in seen(page)


def test_what_was_counted_on_can_only_be_read(make: Make, context: Context) -> None:
    round_id = a_round(context)
    option = context.document.ask(reads.options, round_id)[0].id
    context.document.project.perform(SetCount(round_id, (option, None, 0), FIRST, 4))
    page = make()
    page.show_part("sheet")
    assert "it stays as it is" in seen(page)
    assert not page.sheet.form.isEnabled()
    assert not page.sheet.adding.isVisibleTo(page)
    page.sheet.table.mark(option)
    assert not page.sheet.details.isVisibleTo(page)
    QTest.keyClick(page.sheet.table, Keys.Key_Delete)
    assert len(context.document.ask(reads.options, round_id)) == 3


def test_a_vote_is_deleted_and_brought_back(make: Make, context: Context) -> None:
    a_round(context)
    page = make()
    page.list.setFocus()
    page.list.mark(context.document.ask(reads.rounds)[0].id)
    QTest.keyClick(page.list, Keys.Key_Delete)
    assert context.document.ask(reads.rounds) == ()
    assert "No votes yet" in seen(page)
    heard = context.notices
    assert isinstance(heard, Heard)
    heard.actions[-1]()
    assert len(context.document.ask(reads.rounds)) == 1


def test_words_that_were_withdrawn_leave_the_sheet(make: Make, context: Context) -> None:
    project = context.document.project
    note = str(project.perform(AddNote(NewNote((NewVoice("Canary words"),), {"kind": "idea"}))).result)
    project.perform(AddRound("What first?", {}, (NewOption(note), *OPTIONS)))
    page = make()
    assert "Canary words" in words(page)
    voice = column(project, "SELECT id FROM voice WHERE contribution_id = ?", note)[0]
    context.document.perform(WithdrawVoice(voice))
    assert "Canary words" not in words(page)
    assert "Not there any more" in words(page)


def test_the_sheet_is_saved_as_a_pdf(make: Make, context: Context, qtbot: QtBot, tmp_path: object) -> None:
    a_round(context)
    page = make()
    answers = context.asking
    assert isinstance(answers, Answers)
    target = context.document.path.parent / "sheet.pdf"
    answers.save_next = target
    page.printing.button.click()
    qtbot.waitUntil(lambda: "Saved as sheet.pdf" in seen(page), timeout=20000)
    assert target.read_bytes().startswith(b"%PDF-")


def test_a_round_is_found_by_its_row(make: Make, context: Context) -> None:
    first, _ = a_round(context), a_round(context)
    page = make()
    assert page.show_row("vote_round", first)
    assert page.list.current_id() == first
    assert not page.show_row("vote_round", "gone")
    page.beside(1)
    assert page.parts.code == "count"
    page.new_round()
    assert page.add_line.line.hasFocus()
    assert {command.id for command in VotesPage.commands(lambda: page)} >= {"vote-new", "vote-close", "vote-print"}

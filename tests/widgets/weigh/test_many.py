"""Several marked in Weigh: one answer, one sentence, one Confirm for all of them; the table of all answers."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from models import queries
from models import records as r
from models.answer_templates import GAP
from models.project import Project
from tests.widgets.support import seen
from tests.widgets.weigh.support import MUSIC, SECOND_FORM, arm, go_to, item_of, press, stored, write
from widgets.weigh.parts import Pointer
from widgets.weigh.room import WeighRoom

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def answers_of(sample: Project, ids: list[str]) -> list[r.AnswerRecord]:
    found = {one.contribution_id: one for one in sample.ask(queries.weighing).answers}
    return [found[one] for one in ids if one in found]


def open_ideas(room: WeighRoom) -> list[str]:
    """Three ideas to answer, whatever the sample holds."""
    room.chooser.use("all")
    ideas = [one.id for one in room.board.notes() if one.kind in ("idea", "stop")]
    free = [one for one in ideas if one not in room.board.answers or not room.board.answers[one].confirmed]
    return [card.id for card in room.chooser.list.cards.cards if card.id in set(free)][:3]


def lines(room: WeighRoom) -> list[str]:
    return [one.accessibleName() for one in room.many.findChildren(Pointer) if one.isVisibleTo(room.many)]


def test_several_are_answered_written_and_confirmed_together(room: WeighRoom, sample: Project) -> None:
    arm(room)
    ids = open_ideas(room)
    room.chooser.mark_all(ids)
    assert room.is_many
    assert not room.side.isVisibleTo(room)
    assert "3 notes" in seen(room.many)
    room.chooser.list.setFocus()
    press(room.chooser.list, Qt.Key.Key_4, CTRL, SHIFT)  # stays with them
    assert [one.code for one in answers_of(sample, ids)] == ["pass"] * 3
    assert set(room.chooser.list.marked_ids()) == set(ids)
    write(room.many.form, "recipient", "The bus company")
    write(room.many.owner, "owner", "Day centre manager")
    write(room.many.report_back, "report_back", "+14")
    write(room.many.sentence, "sentence", "The bus company answers you.")
    told = answers_of(sample, ids)
    assert {(one.recipient, one.owner, one.sentence) for one in told} == {
        ("The bus company", "Day centre manager", "The bus company answers you.")
    }
    assert lines(room) == []
    room.confirm()
    panel = room.many.confirming
    assert panel.isVisibleTo(room)
    write(panel.form, "role", "Memory clinic lead")
    write(panel.form, "entered_by", "Scribe")
    next(one for one in panel.form.findChildren(QPushButton) if one.text() == "Signed").click()
    room.confirm()  # the same keys again
    assert all(one.confirmed for one in answers_of(sample, ids))
    assert "3 of them are confirmed and stay as they are." in seen(room.many)
    room.context.document.undo()
    assert not any(one.confirmed for one in answers_of(sample, ids))


def test_what_some_lack_leads_to_those_that_lack_it(room: WeighRoom, sample: Project) -> None:
    music = item_of(room, MUSIC).id
    ids = [music, *(one for one in open_ideas(room) if one != music)][:3]
    room.chooser.mark_all(ids)
    room.tagging.give(room.chooser.targets(), "pass")
    write(room.many.form, "recipient", "The bus company")
    write(room.many.owner, "owner", "Day centre manager")
    room.chooser.list.mark(ids[0])
    room.give(1)  # has no cost by now, or no period
    room.chooser.mark_all(ids)
    told = lines(room)
    assert any(line.endswith("(1 of 3)") for line in told)
    assert not room.many.open_confirming()
    assert isinstance(QApplication.focusWidget(), Pointer)
    pointer = next(one for one in room.many.findChildren(Pointer) if "period is missing" in one.accessibleName())
    pointer.click()
    assert not room.is_many
    assert room.board.current == ids[0]


def test_of_different_kinds_it_is_said_and_one_kind_is_marked(room: WeighRoom, qtbot: QtBot) -> None:
    room.chooser.use("all")
    of_kind = {kind: [one.id for one in room.board.notes() if one.kind == kind] for kind in ("keep", "question")}
    free = {kind: [one for one in ids if not _confirmed(room, one)] for kind, ids in of_kind.items()}
    assert all(free.values())
    room.chooser.mark_all([free["keep"][0], *free["question"][:2]])
    assert "They share no answer" in seen(room.many)
    chips = {one.text(): one for one in room.many.narrower.findChildren(QPushButton)}
    name = next(text for text in chips if text.startswith("Keep"))
    qtbot.mouseClick(chips[name], Qt.MouseButton.LeftButton)
    assert not room.is_many
    assert room.board.current == free["keep"][0]


def _confirmed(room: WeighRoom, item_id: str) -> bool:
    answer = room.board.answers.get(item_id)
    return answer is not None and answer.confirmed


def test_shift_and_arrows_mark_several_and_escape_leaves_one(room: WeighRoom, sample: Project) -> None:
    cards = room.chooser.list
    cards.setFocus()
    cards.mark(cards.cards.cards[0].id)
    press(cards, Qt.Key.Key_Down, SHIFT)
    assert room.is_many
    assert len(cards.marked_ids()) == 2
    press(cards, Qt.Key.Key_Escape)
    assert not room.is_many
    assert room.side.isVisibleTo(room)
    assert cards.marked_ids() == (room.board.current,)
    press(cards, Qt.Key.Key_A, CTRL)
    assert len(cards.marked_ids()) == len(cards.cards.cards)


# -- beginnings, and what is folded ---------------------------------------------------------------


def test_a_beginning_is_put_in_and_its_gaps_are_led_to(room: WeighRoom, sample: Project) -> None:
    item = go_to(room, MUSIC)
    room.give(4)
    begin = room.telling.beginnings
    menu = begin.menu()
    assert menu.actions()[0].text().startswith("This looks like another body's task.")
    menu.actions()[0].trigger()
    assert begin.words.textCursor().selectedText() == GAP
    assert begin.gap_button.isVisibleTo(room)
    QTest.keyClicks(begin.words, "the bus company")
    room.settle()
    answer = stored(sample, item)
    assert answer is not None
    assert answer.sentence.endswith("As far as we know it belongs to the bus company.")
    assert not begin.gap_button.isVisibleTo(room)
    assert not any("We pass it on" in one for one in begin.offered())  # the plain one only once somebody confirms
    assert menu.close()


def test_when_confirming_the_careful_sentence_may_become_plain(room: WeighRoom, sample: Project) -> None:
    item = go_to(room, MUSIC)
    room.give(4)
    write(room.work.answering.form, "recipient", "The bus company")
    write(room.telling.owner, "owner", "Day centre manager")
    write(room.telling.report_back, "report_back", "2.5.2026")
    room.telling.beginnings.begin_with(room.telling.beginnings.offered()[0])
    room.confirm()
    panel = room.telling.confirming
    assert panel.isVisibleTo(room)
    assert "We pass it on to The bus company" in seen(panel)
    panel.use.click()
    answer = stored(sample, item)
    assert answer is not None
    assert answer.sentence == (
        "This is not ours to do. We pass it on to The bus company. "
        "Day centre manager answers for it and reports back by 2 May 2026."
    )
    assert not answer.confirmed
    assert panel.isVisibleTo(room)
    assert not panel.wording.isVisibleTo(panel)


def test_ticks_for_what_is_there_and_fix_or_fit(room: WeighRoom, sample: Project, qtbot: QtBot) -> None:
    item = go_to(room, SECOND_FORM)
    assert "The date to report back is set" in seen(room.telling.gate)
    folded = room.telling.fix_or_fit
    assert not folded.choices.isVisibleTo(room)
    qtbot.mouseClick(folded.link, Qt.MouseButton.LeftButton)
    button = next(one for one in folded.choices.findChildren(QPushButton) if one.text() == "Changes the service")
    if not button.isChecked():
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    answer = stored(sample, item)
    assert answer is not None
    assert answer.fix_or_fit == "service"
    assert "Changes the service" in seen(folded)


# -- the table ------------------------------------------------------------------------------------


def test_the_table_lists_sorts_and_filters_all_answers(room: WeighRoom, sample: Project) -> None:
    arm(room)
    room.chooser.list.setFocus()
    press(room.chooser.list, Qt.Key.Key_T, CTRL)
    desk = room.pages.desk
    assert desk is not None
    answers = sample.ask(queries.weighing).answers
    assert len(desk.table.rows.lines) == len(answers)
    desk.filters.chosen.emit("provisional")
    assert len(desk.table.rows.lines) == sum(not one.confirmed for one in answers)
    desk.filters.chosen.emit("all")
    desk.sort_by("owner")
    owners = [desk.table.rows.cells(line)[3] for line in range(len(desk.table.rows.lines))]
    assert owners == sorted(owners, key=lambda one: (not one, one.casefold()))
    desk.sort_by("owner")
    assert [desk.table.rows.cells(line)[3] for line in range(len(owners))] == owners[::-1]
    desk.find_here()
    QTest.keyClicks(desk.search, "second assessment")
    assert [row.words for row in desk._read(desk.table.marked_ids())] == [SECOND_FORM]
    desk.table.setFocus()
    assert room.copy()
    assert QGuiApplication.clipboard().text().split("\t")[:3] == [
        SECOND_FORM,
        "This looks possible soon",
        "Not confirmed yet",
    ]
    press(desk.table, Qt.Key.Key_Return)
    assert room.pages.desk is None
    assert room.board.current == item_of(room, SECOND_FORM).id
    assert room.chooser.list.hasFocus()


def test_the_table_says_what_is_not_confirmed_any_more(room: WeighRoom) -> None:
    go_to(room, "Free taxis")
    room.telling.reopen("Prices went down")
    room.show_table()
    desk = room.pages.desk
    assert desk is not None
    desk.filters.chosen.emit("before")
    row = desk._rows[item_of(room, "Free taxis").id]
    assert row.before
    assert len(desk.table.rows.lines) == 1
    assert "Not confirmed any more" in desk.table.rows.cells(0)
    desk.search.setText("zebra")
    assert "No answer is listed here." in seen(desk)

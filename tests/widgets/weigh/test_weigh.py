"""Weigh through its widgets: what is stored, and what is seen."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from models import queries, views
from models.edits.voices import AddNote, NewNote, NewVoice
from models.edits.weighing import GiveAnswer
from models.ledger import changes_of_answer
from models.project import Project
from tests.widgets.support import TODAY, Heard, seen
from tests.widgets.weigh.conftest import room_of
from tests.widgets.weigh.support import (
    MUSIC,
    SECOND_FORM,
    arm,
    days_used,
    go_to,
    item_of,
    press,
    stored,
    write,
)
from widgets.weigh.parts import Pointer
from widgets.weigh.room import WeighRoom

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


def chips(room: WeighRoom) -> list[str]:
    return [button.text() for button in room.chooser.filters.findChildren(QPushButton)]


def pointers(room: WeighRoom) -> list[str]:
    return [one.accessibleName() for one in room.telling.findChildren(Pointer) if one.isVisibleTo(room.telling)]


def heard(room: WeighRoom) -> Heard:
    assert isinstance(room.context.notices, Heard)
    return room.context.notices


# -- the list ---------------------------------------------------------------------------------------


def test_the_list_begins_with_what_is_to_answer(room: WeighRoom, sample: Project) -> None:
    counted = sample.ask(views.tallies)
    assert chips(room) == [
        f"To answer {counted.to_answer}",
        f"Answered {counted.notes - counted.to_answer}",
        f"All {counted.notes}",
        f"Themes {len(sample.ask(queries.themes))}",
    ]
    assert len(room.chooser.list.cards.cards) == counted.to_answer
    assert all(card.chips[0][0] == "Not answered yet" for card in room.chooser.list.cards.cards)
    assert room.board.current == room.chooser.list.cards.cards[0].id


def test_cards_say_provisional_phrases_until_confirmed(room: WeighRoom) -> None:
    room.chooser.use("all")
    cards = {card.title: card for card in room.chooser.list.cards.cards}
    waiting, settled = cards[SECOND_FORM], cards["A call-back time by text"]
    assert waiting.chips[0][0] == "This looks possible soon"
    assert "not confirmed yet" in waiting.sub
    assert settled.chips[0][0] == "We can do this now"
    assert "confirmed" in settled.sub
    assert settled.icon == "badge-check"
    refused = cards["Free taxis"]
    assert refused.chips[0] == ("Not possible as it is", "neutral")
    assert not any(tone == "danger" for card in cards.values() for _, tone in card.chips)


def test_words_filter_the_list(room: WeighRoom) -> None:
    room.chooser.use("all")
    room.find_here()
    QTest.keyClicks(room.chooser.search, "second assessment")
    titles = [card.title for card in room.chooser.list.cards.cards]
    assert SECOND_FORM in titles
    assert len(titles) <= 2  # what is worked on stays
    QTest.keyClicks(room.chooser.search, " zebra")
    press(room.chooser.search, Qt.Key.Key_Escape)
    assert room.chooser.search.text() == ""


def test_a_withdrawn_or_unknown_row_is_not_shown(room: WeighRoom) -> None:
    assert not room.show_row("contribution", "nobody")
    assert not room.show_row("story", room.board.current)


# -- answering --------------------------------------------------------------------------------------


def test_an_answer_is_given_by_a_click_and_is_not_confirmed(room: WeighRoom, sample: Project, qtbot: QtBot) -> None:
    item = go_to(room, MUSIC)
    assert room.work.answering.choices is not None
    names = [button.text() for button in room.work.answering.choices.findChildren(QPushButton)]
    assert names[0] == "1  This looks possible soon"
    assert len(names) == 6
    button = room.work.answering.choices.findChildren(QPushButton)[3]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    answer = stored(sample, item)
    assert answer is not None
    assert (answer.code, answer.confirmed) == ("pass", False)
    assert pointers(room) == [
        "Who it is passed on to is missing.",
        "Who answers for it is missing: name a role.",
        "The date to report back is missing.",
    ]
    assert room.board.current == item.id  # it stays until one goes on


def test_shortcuts_answer_and_go_on(room: WeighRoom, sample: Project) -> None:
    arm(room)
    first = go_to(room, MUSIC)
    room.chooser.use("open")
    before = len(room.chooser.list.cards.cards)
    press(room.chooser.list, Qt.Key.Key_5, CTRL, SHIFT)
    found = stored(sample, first)
    assert found is not None
    assert found.code == "unknown"
    write(room.telling.sentence, "sentence", "We ask the driver and tell you in May.")
    press(room.chooser.list, Qt.Key.Key_Return, CTRL)
    QApplication.processEvents()
    assert room.board.current != first.id
    assert room.chooser.is_open(room.board.current)
    assert len(room.chooser.list.cards.cards) == before - 1
    said = stored(sample, first)
    assert said is not None
    assert said.sentence == "We ask the driver and tell you in May."


def test_without_an_answer_going_on_asks_for_one(room: WeighRoom) -> None:
    item = go_to(room, MUSIC)
    room.answer_and_next()
    assert room.board.current == item.id
    assert heard(room).sentences == ["Choose an answer first."]
    focused = QApplication.focusWidget()
    assert focused is not None
    assert room.work.answering.isAncestorOf(focused)


def test_alt_and_arrows_go_through_what_is_to_answer(room: WeighRoom) -> None:
    arm(room)
    first = room.board.current
    press(room.chooser.list, Qt.Key.Key_Down, ALT)
    second = room.board.current
    assert second != first
    press(room.chooser.list, Qt.Key.Key_Up, ALT)
    assert room.board.current == first


def test_an_unsorted_note_says_first_what_it_is(room: WeighRoom, sample: Project, qtbot: QtBot) -> None:
    item = next(one for one in room.board.items.values() if one.kind == "unsorted")
    room.show_row("contribution", item.id)
    assert "Say first what this is." in seen(room.work.answering)
    assert "What is it?" in seen(room.work.header)
    button = next(one for one in room.work.header.kinds.findChildren(QPushButton) if one.text() == "Question")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    note = sample.ask(views.note, item.id)
    assert note is not None
    assert note.kind == "question"
    assert room.work.answering.choices is not None
    names = [one.text() for one in room.work.answering.choices.findChildren(QPushButton)]
    assert names == ["1  An answer is drafted", "2  We do not know yet"]


def test_a_no_asks_for_its_reason_and_the_possible_part(room: WeighRoom, sample: Project) -> None:
    item = go_to(room, MUSIC)
    room.give(6)
    for pointer in room.telling.findChildren(Pointer):
        if pointer.accessibleName() == "“Which part could be done?” has no answer yet.":
            press(pointer, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is room.work.possible.form.editor("possible_part").target()
    write(room.work.possible.form, "possible_part", "Music on Fridays")
    write(room.work.answering.form, "reason", "The driver needs to hear the radio.")
    box = room.work.answering.form.editor("reason_kind").target()
    box.setCurrentIndex(box.findData("chosen_otherwise"))  # pyright: ignore[reportAttributeAccessIssue]
    box.activated.emit(0)  # pyright: ignore[reportAttributeAccessIssue]
    assert room.work.answering.form.editor("decided_by").isVisibleTo(room)
    write(room.work.answering.form, "decided_by", "The drivers")
    write(room.work.answering.form, "decided_on", "1.2.2026")
    write(room.work.answering.form, "preferred", "Quiet")
    write(room.telling.owner, "owner", "Day centre manager")
    write(room.telling.report_back, "report_back", "+14")
    answer = stored(sample, item)
    assert answer is not None
    assert (answer.decided_by, answer.decided_on, answer.preferred) == ("The drivers", date(2026, 2, 1), "Quiet")
    assert pointers(room) == []
    assert "Nothing is missing: it can be confirmed." in seen_callouts(room)


def seen_callouts(room: WeighRoom) -> str:
    return seen(room.telling)


def test_a_decision_date_is_taken_by_one_click(room: WeighRoom, sample: Project, qtbot: QtBot) -> None:
    item = go_to(room, MUSIC)
    room.give(3)
    buttons = room.work.answering.dates.findChildren(QPushButton)
    first = next(one for one in buttons if one.isVisibleTo(room))
    assert "District board" in first.text()
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    answer = stored(sample, item)
    assert answer is not None
    assert answer.body == "District board"
    assert answer.decision_day is not None
    assert answer.decision_day >= TODAY


def test_a_note_without_an_answer_shows_the_one_of_its_theme(room: WeighRoom) -> None:
    item = item_of(room, MUSIC)
    assert item.theme_id
    room.context.document.perform(GiveAnswer("decide", {}, theme_id=item.theme_id))
    go_to(room, MUSIC)
    assert "It has the answer of its theme “There and back”" in seen(room.work.answering)
    room.chooser.use("answered")
    card = next(one for one in room.chooser.list.cards.cards if one.id == item.id)
    assert "answer of its theme" in card.sub
    room.show_row("theme", item.theme_id)
    assert room.chooser.filter == "themes"
    assert room.board.current == item.theme_id


# -- what it takes ----------------------------------------------------------------------------------


def test_a_dimension_keeps_value_note_and_source(room: WeighRoom, sample: Project, qtbot: QtBot) -> None:
    item = go_to(room, MUSIC)
    room.work.focus_takes()
    row = room.work.dimensions.rows["people"]
    qtbot.mouseClick(row.choices.findChildren(QPushButton)[1], Qt.MouseButton.LeftButton)
    row.toggle()
    assert row.details is not None
    write(row.details.note, "note", "Somebody chooses the songs")
    write(row.details.said, "source", "The driver")
    (found,) = [
        one
        for one in sample.ask(queries.weighing).findings
        if one.contribution_id == item.id and one.dimension == "people"
    ]
    assert (found.value, found.note, found.source) == ("stretch", "Somebody chooses the songs", "The driver")
    assert found.looked_on == TODAY


def test_what_is_half_typed_stays_when_something_else_changes(room: WeighRoom) -> None:
    go_to(room, MUSIC)
    room.give(1)
    target = room.telling.sentence.editor("sentence").target()
    target.setFocus()
    QTest.keyClicks(target, "From Mar")
    other = item_of(room, "Free taxis")
    room.context.document.perform(AddNote(NewNote((NewVoice("A bell", {}),), {"kind": "idea"})))
    assert room.telling.sentence.editor("sentence").value() == "From Mar"
    assert QApplication.focusWidget() is target
    assert other.id in room.board.items
    room.chooser.use("all")
    go_to(room, "Free taxis")
    go_to(room, MUSIC)
    assert room.telling.sentence.editor("sentence").value() == "From Mar"


def test_costs_are_typed_as_a_range_and_move_the_load(room: WeighRoom, sample: Project) -> None:
    item = go_to(room, MUSIC)
    room.give(1)
    before = days_used(sample)
    room.work.days.focus_input()
    QTest.keyClicks(room.work.days.input.line, "2-3,5")
    press(room.work.days.input.line, Qt.Key.Key_Return)
    (cost,) = [one for one in sample.ask(queries.weighing).costs if one.contribution_id == item.id]
    assert (cost.measure, cost.low, cost.high, cost.direction) == ("days", 200, 350, "takes")
    assert days_used(sample) == before + 350
    assert "73.5 of 64 days · 9.5 days over" in seen(room.work.load)
    assert "Staff time would be 9.5 days over." in seen(room.work.load)
    assert not room.work.days.none.isVisibleTo(room)
    line = room.work.days.lines[cost.id]
    line.toggle()
    assert line.form is not None
    write(line.form, "high", "1")  # below its low end
    assert "low end is not above its high end" in seen(line)
    write(line.form, "high", "4")
    assert days_used(sample) == before + 400
    room.work.days.input.line.setFocus()
    QTest.keyClicks(room.work.days.input.line, "many")
    press(room.work.days.input.line, Qt.Key.Key_Return)
    assert "“many” is not a number." in seen(room.work.days)


def test_a_stop_doing_frees(room: WeighRoom, sample: Project) -> None:
    item = go_to(room, "Stop booking the van by fax")
    room.work.cost.open()
    assert "Stopping frees what it took" in seen(room.work)
    QTest.keyClicks(room.work.days.input.line, "3")
    press(room.work.days.input.line, Qt.Key.Key_Return)
    (cost,) = [one for one in sample.ask(queries.weighing).costs if one.contribution_id == item.id]
    assert cost.direction == "frees"
    assert "Frees 3 days" in seen(room.work.days)


def test_no_cost_and_a_period(room: WeighRoom, sample: Project, qtbot: QtBot) -> None:
    item = go_to(room, MUSIC)
    room.give(1)
    qtbot.mouseClick(room.work.money.none, Qt.MouseButton.LeftButton)
    write(room.work.period.starts, "starts", "1.4.2026")
    write(room.work.period.ends, "ends", "1.3.2026")
    assert "This period ends before it begins." in seen(room.work.period)
    write(room.work.period.ends, "ends", "1.5.2026")
    (found,) = [one for one in sample.ask(queries.weighing).estimates if one.contribution_id == item.id]
    assert (found.no_cost, found.starts, found.ends) == (True, date(2026, 4, 1), date(2026, 5, 1))
    assert "The period is missing: when does it begin and end?" not in pointers(room)


# -- the gate and the load --------------------------------------------------------------------------


def test_confirming_what_stops_frees_eight_days_and_undo_takes_it_back(
    room: WeighRoom, sample: Project, qtbot: QtBot
) -> None:
    item = go_to(room, SECOND_FORM)
    bar = room.work.load.measures["days"].bar
    assert "70 of 64 days · 6 days over" in seen(room.work.load)
    assert "Staff time would be 6 days over. Free some, say later, or ask for a decision." in seen(room.work.load)
    spans = bar.spans()
    assert spans["over"][1] > spans["have"][1]  # drawn past the end
    assert spans["if_freed"][1] > spans["if_freed"][0]
    qtbot.mouseClick(room.telling.confirm, Qt.MouseButton.LeftButton)
    panel = room.telling.confirming
    assert QApplication.focusWidget() is panel.form.editor("role").target()
    qtbot.mouseClick(panel.confirm, Qt.MouseButton.LeftButton)
    assert "Who confirms is missing" in seen(panel)
    write(panel.form, "role", "Memory clinic lead")
    write(panel.form, "entered_by", "Scribe")
    chip = next(one for one in panel.form.findChildren(QPushButton) if one.text() == "In the room")
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(panel.confirm, Qt.MouseButton.LeftButton)
    answer = stored(sample, item)
    assert answer is not None
    assert (answer.confirmed, answer.confirmed_role, answer.confirmed_how) == (
        True,
        "Memory clinic lead",
        "in_the_room",
    )
    assert (answer.confirmed_on, answer.entered_by, answer.name_agreed) == (TODAY, "Scribe", False)
    assert "62 of 64 days" in seen(room.work.load)
    assert "over" not in seen(room.work.load)
    assert bar.spans()["freed"][1] > bar.spans()["freed"][0]
    assert "Confirmed by Memory clinic lead, 2 Mar 2026" in seen(room.telling)
    assert "We can do this now" in seen(room.work.answering)
    room.context.document.undo()
    assert "70 of 64 days · 6 days over" in seen(room.work.load)
    assert days_used(sample) == 7000
    assert "This looks possible soon · not confirmed yet" in seen(room.telling)


def test_confirm_leads_to_what_is_missing(room: WeighRoom) -> None:
    arm(room)
    go_to(room, MUSIC)
    room.give(2)
    press(room.chooser.list, Qt.Key.Key_Return, CTRL, SHIFT)
    assert not room.telling.confirming.isVisibleTo(room)
    assert QApplication.focusWidget() is room.work.money.input.target()
    assert heard(room).sentences == ["The cost is missing: enter it, or say that there is none."]


def test_a_confirmed_answer_changes_only_after_a_warning(room: WeighRoom, sample: Project, qtbot: QtBot) -> None:
    item = go_to(room, "Free taxis")
    assert room.work.answering.choices is None
    assert not room.telling.sentence.isVisibleTo(room)
    qtbot.mouseClick(room.telling.confirmed.change, Qt.MouseButton.LeftButton)
    assert "It becomes not confirmed again" in seen(room.telling)
    kept = stored(sample, item)
    assert kept is not None
    assert kept.confirmed
    QTest.keyClicks(room.telling.confirmed.why.editor("why").target(), "The board asked again")
    qtbot.mouseClick(room.telling.confirmed.sure, Qt.MouseButton.LeftButton)
    changed = stored(sample, item)
    assert changed is not None
    assert (changed.confirmed, changed.code, changed.sentence) == (False, "no", kept.sentence)
    assert QApplication.focusWidget() is room.telling.sentence.editor("sentence").target()
    history = sample.ask(changes_of_answer, changed.id)
    assert {one.why for one in history if one.field == "confirmed"} >= {"The board asked again"}


def test_an_answer_is_taken_back(room: WeighRoom, sample: Project) -> None:
    item = go_to(room, SECOND_FORM)
    assert [action.text() for action in room.menu_of(item).actions()][-2:] == [
        "Copy words and code",
        "Show where it is sorted",
    ]
    room.take_back()
    assert stored(sample, item) is None
    assert room.chooser.is_open(item.id)


# -- states -----------------------------------------------------------------------------------------


def test_an_empty_project_says_where_to_begin(project: Project, qtbot: QtBot) -> None:
    with room_of(project, qtbot) as room:
        _from_empty_to_answered(room, qtbot)


def _from_empty_to_answered(room: WeighRoom, qtbot: QtBot) -> None:
    assert "Nothing to weigh yet" in seen(room)
    qtbot.mouseClick(room.nothing.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    assert heard(room).rooms == ["capture"]
    done = room.context.document.perform(AddNote(NewNote((NewVoice("A bench", {}),), {"kind": "keep"})))
    assert done is not None
    assert room.pages.currentWidget() is room.panes
    assert "what we have is not known" in seen(room.work.load)
    room.give(1)
    room.answer_and_next()
    assert heard(room).sentences[-1] == "Nothing is left to answer in this list. Thank you."
    room.chooser.list.setCurrentIndex(room.chooser.list.cards.index(-1))
    room.chooser.show_items()
    assert room.chooser.empty.text() == "Everything is answered. Thank you."


@pytest.mark.parametrize("percent", [80, 125, 200])
@pytest.mark.parametrize("size", [(1266, 680), (1820, 990)])
def test_nothing_is_wider_than_its_place(room: WeighRoom, percent: int, size: tuple[int, int]) -> None:
    words = "lääkkeidenantoaikataulunmuutosilmoituslomake"
    voices = (NewVoice(words * 2, {}),)
    done = room.context.document.perform(AddNote(NewNote(voices, {"kind": "idea", "wording": words})))
    assert done is not None
    room.context.look.use("light", percent)
    room.resize(*size)
    go_to(room, words)
    room.give(6)
    QApplication.processEvents()
    assert (room.width(), room.height()) == size
    for area in (room.work.area, room.side_scroll):
        inside = area.widget()
        assert inside is not None
        assert inside.width() <= area.viewport().width()

"""Digits in Weigh's list: what is stored, where the mark goes, and what is said where a digit cannot answer."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from models import queries, views
from models.edits.voices import AddNotes, NewNote, NewVoice
from models.project import Project
from tests.timing import quickest
from tests.widgets.support import Heard, seen
from tests.widgets.weigh.conftest import room_of
from tests.widgets.weigh.support import MUSIC, go_to, item_of, press, stored
from widgets.weigh.room import WeighRoom

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def heard(room: WeighRoom) -> list[str]:
    assert isinstance(room.context.notices, Heard)
    return room.context.notices.sentences


def listed(room: WeighRoom) -> list[str]:
    return [card.id for card in room.chooser.list.cards.cards]


def in_list(room: WeighRoom, title: str) -> str:
    item = go_to(room, title)
    room.chooser.list.setFocus()
    return item.id


def menu_of(room: WeighRoom) -> QMenu:
    return next(one for one in room.findChildren(QMenu) if one.isVisible())


def test_a_digit_answers_and_the_mark_goes_on(room: WeighRoom, sample: Project) -> None:
    first = in_list(room, MUSIC)
    before = len(listed(room))
    press(room.chooser.list, Qt.Key.Key_5)
    answer = stored(sample, item_of(room, MUSIC))
    assert answer is not None
    assert (answer.code, answer.confirmed) == ("unknown", False)
    second = room.board.current
    assert second != first
    assert room.chooser.is_open(second)
    card = next(one for one in room.chooser.list.cards.cards if one.id == first)
    assert card.chips[0][0] == "We do not know yet"  # one sees what one did
    assert len(listed(room)) == before
    assert room.chooser.list.hasFocus()
    third = next(one.id for one in room.board.notes() if one.kind in ("idea", "stop") and room.chooser.is_open(one.id))
    room.chooser.mark(third)
    press(room.chooser.list, Qt.Key.Key_1)
    QApplication.processEvents()
    assert first not in listed(room)
    assert third in listed(room)
    assert len(listed(room)) == before - 1
    room.context.document.undo()
    assert room.chooser.is_open(third)


def test_a_key_that_is_held_down_answers_one(room: WeighRoom, sample: Project) -> None:
    in_list(room, MUSIC)
    before = len(sample.ask(queries.weighing).answers)
    for repeated in (False, True, True):
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_5, Qt.KeyboardModifier.NoModifier, "5", repeated)
        QApplication.sendEvent(room.chooser.list, event)
    assert len(sample.ask(queries.weighing).answers) == before + 1


@pytest.mark.parametrize("key", [Qt.Key.Key_0, Qt.Key.Key_Backspace, Qt.Key.Key_Delete])
def test_an_answer_is_taken_back_by_a_key(room: WeighRoom, sample: Project, key: Qt.Key) -> None:
    item = go_to(room, MUSIC)
    room.give(1)
    room.chooser.list.setFocus()
    press(room.chooser.list, key)
    assert stored(sample, item) is None
    press(room.chooser.list, key)  # there is none any more
    assert heard(room) == []


def test_a_digit_that_is_no_answer_here_is_explained(room: WeighRoom, sample: Project) -> None:
    item = next(one for one in room.board.notes() if one.kind == "question" and one.id in room.board.answers)
    assert room.show_row("contribution", item.id)
    if room.board.answers[item.id].confirmed:
        room.telling.reopen()
    room.chooser.list.setFocus()
    kept = stored(sample, item)
    press(room.chooser.list, Qt.Key.Key_6)
    assert heard(room) == ["Here the keys are: 1 An answer is drafted, 2 We do not know yet."]
    assert stored(sample, item) == kept


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # what the platform says of a popup
def test_an_unsorted_note_is_led_to_what_it_is(room: WeighRoom, sample: Project) -> None:
    item = next(one for one in room.board.notes() if one.kind == "unsorted")
    room.show_row("contribution", item.id)
    room.chooser.list.setFocus()
    press(room.chooser.list, Qt.Key.Key_1)
    assert heard(room) == ["Say first what it is: K opens the kinds."]
    menu = menu_of(room)
    assert [action.text() for action in menu.actions()][:2] == ["Idea", "Stop doing"]
    press(menu, Qt.Key.Key_Return)
    note = sample.ask(views.note, item.id)
    assert note is not None
    assert note.kind == "idea"
    press(room.chooser.list, Qt.Key.Key_1)
    answer = stored(sample, item)
    assert answer is not None
    assert answer.code == "now"


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_k_changes_what_several_are(room: WeighRoom, sample: Project) -> None:
    room.chooser.use("all")
    ideas = [one.id for one in room.board.notes() if one.kind == "idea" and one.id not in room.board.answers][:2]
    room.chooser.mark_all(ideas)
    room.chooser.list.setFocus()
    press(room.chooser.list, Qt.Key.Key_K)
    next(one for one in menu_of(room).actions() if one.text() == "Limit").trigger()
    assert {room.board.items[one].kind for one in ideas} == {"limit"}
    room.context.document.undo()
    assert {room.board.items[one].kind for one in ideas} == {"idea"}


def test_what_is_confirmed_is_not_changed_by_a_digit(room: WeighRoom, sample: Project) -> None:
    item = go_to(room, "Free taxis")
    kept = stored(sample, item)
    for key in (Qt.Key.Key_1, Qt.Key.Key_0):
        room.chooser.list.setFocus()
        press(room.chooser.list, key)
        assert stored(sample, item) == kept
    assert "What is confirmed stays as it is" in heard(room)[0]
    assert "It becomes not confirmed again" in seen(room.telling)
    assert QApplication.focusWidget() is room.telling.confirmed.why.editor("why").target()


def test_letters_and_other_keys_stay_the_lists_own(room: WeighRoom, sample: Project) -> None:
    in_list(room, MUSIC)
    before = sample.ask(queries.weighing).answers
    press(room.chooser.list, Qt.Key.Key_S)
    press(room.chooser.list, Qt.Key.Key_3, CTRL)
    assert sample.ask(queries.weighing).answers == before
    here = room.board.current
    press(room.chooser.list, Qt.Key.Key_Down)
    assert room.board.current != here


def test_a_theme_is_answered_by_a_digit_and_its_notes_say_so(room: WeighRoom, sample: Project) -> None:
    item = item_of(room, MUSIC)
    assert item.theme_id
    assert room.show_row("theme", item.theme_id)
    room.chooser.list.setFocus()
    press(room.chooser.list, Qt.Key.Key_3)
    answer = stored(sample, room.board.items[item.theme_id])
    assert answer is not None
    assert answer.code == "decide"
    go_to(room, MUSIC)
    assert "Answer of its theme “There and back”" in seen(room.telling)
    assert "Somebody must decide first · not confirmed yet" in seen(room.telling)
    room.telling.of_theme.own.click()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert room.work.answering.isAncestorOf(focused)
    room.give(1)
    own = stored(sample, item)
    assert own is not None
    assert own.code == "now"
    assert not room.telling.of_theme.isVisibleTo(room.telling)


def test_cards_count_votes_of_a_closed_round_and_voices_before(room: WeighRoom) -> None:
    voted = [one for one in room.board.votes if one in room.board.items]
    assert voted
    room.chooser.use("all")
    cards = {card.id: card for card in room.chooser.list.cards.cards}
    for item_id, card in cards.items():
        number = room.board.votes.get(item_id)
        if number is None and item_id in room.board.supported:
            assert card.aside.endswith(("support it", "supports it"))
            continue
        unit = "voice" if number is None else "vote"
        number = room.board.items[item_id].weight if number is None else number
        assert card.aside == f"{number} {unit}{'' if number == 1 else 's'}"


@pytest.mark.slow
def test_among_thousands_a_digit_answers_at_once(project: Project, qtbot: QtBot) -> None:
    """Within a tenth of a second on the window's thread: a guard against hangs at ten times that."""
    words = (NewVoice(f"Idea number {n}") for n in range(2738))
    project.perform(AddNotes(tuple(NewNote((voice,), {"kind": "idea"}) for voice in words)))
    with room_of(project, qtbot) as room:
        room.chooser.list.setFocus()
        assert quickest(lambda: press(room.chooser.list, Qt.Key.Key_2)) < 1.0
        assert len(room.board.answers) == 3
        assert len(listed(room)) >= 2735

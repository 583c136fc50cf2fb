"""What the rule would say: on request or after a choice, taken and kept by one chord each, and never a reason asked."""

from PySide6.QtCore import Qt

from models import queries
from models.edits.weighing import ConfirmAnswer, SetEstimate, SetFinding
from models.project import Project
from models.suggestion import ALL
from tests.widgets.support import seen
from tests.widgets.weigh.support import MUSIC, arm, go_to, press, stored
from widgets.weigh.board import Item
from widgets.weigh.room import WeighRoom

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PEOPLE = "People's time is a stretch and the rest is within: with others' help. Nobody is named yet."


def look_at(room: WeighRoom, item: Item, **changes: str) -> None:
    for dimension in ALL:
        value = changes.get(dimension, "within")
        room.context.document.perform(SetFinding(dimension, {"value": value}, **item.of))


def chord(room: WeighRoom, key: Qt.Key) -> None:
    press(room.chooser.list, key, CTRL, SHIFT)


def shown(room: WeighRoom) -> str:
    return room.work.suggesting.words.text() if room.work.suggesting.is_shown() else ""


def test_it_is_silent_until_it_is_asked(room: WeighRoom, sample: Project) -> None:
    arm(room)
    item = go_to(room, MUSIC)
    look_at(room, item, people="stretch")
    assert shown(room) == ""
    chord(room, Qt.Key.Key_G)
    assert shown(room) == f"The rule would say “This looks possible with others' help”. {PEOPLE}"
    assert stored(sample, item) is None  # to ask is no answer
    go_to(room, "Free taxis")
    go_to(room, MUSIC)
    assert shown(room) == ""


def test_it_says_nothing_where_something_it_needs_is_not_known(room: WeighRoom) -> None:
    item = go_to(room, MUSIC)
    look_at(room, item, money="unknown")
    room.work.suggesting.ask_rule()
    assert shown(room) == "The rule says nothing yet. Money is not known yet."
    assert not room.work.suggesting.can_take()
    room.give(1)
    go_to(room, "Free taxis")
    go_to(room, MUSIC)
    assert shown(room) == ""  # a person chose, and the rule has nothing to say


def test_taking_and_keeping_cost_one_chord_each_and_no_reason(room: WeighRoom, sample: Project) -> None:
    arm(room)
    item = go_to(room, MUSIC)
    look_at(room, item, people="stretch")
    chord(room, Qt.Key.Key_1)
    assert "The rule would say “This looks possible with others' help”." in shown(room)
    chord(room, Qt.Key.Key_K)
    assert shown(room) == ""
    kept = stored(sample, item)
    assert kept is not None
    assert (kept.code, kept.reason, kept.confirmed) == ("now", "", False)
    chord(room, Qt.Key.Key_G)
    chord(room, Qt.Key.Key_T)
    taken = stored(sample, item)
    assert taken is not None
    assert (taken.code, taken.reason, taken.confirmed) == ("try", "", False)
    assert shown(room) == f"The rule says the same. {PEOPLE}"
    room.context.document.undo()
    back = stored(sample, item)
    assert back is not None
    assert back.code == "now"


def test_nothing_chosen_yet_takes_by_the_same_chord(room: WeighRoom, sample: Project) -> None:
    arm(room)
    item = go_to(room, MUSIC)
    look_at(room, item)
    chord(room, Qt.Key.Key_T)  # nothing stands there: nothing happens
    assert stored(sample, item) is None
    chord(room, Qt.Key.Key_G)
    chord(room, Qt.Key.Key_K)
    assert shown(room) == ""
    chord(room, Qt.Key.Key_G)
    chord(room, Qt.Key.Key_T)
    answer = stored(sample, item)
    assert answer is not None
    assert answer.code == "now"


def test_what_was_kept_comes_up_again_when_the_rule_says_something_else(room: WeighRoom) -> None:
    item = go_to(room, MUSIC)
    look_at(room, item, people="stretch")
    room.give(1)
    room.work.suggesting.keep_mine()
    room.context.document.perform(SetEstimate({"helps": "The rowing club"}, **item.of))
    assert shown(room) == ""  # the same answer, only better explained
    room.context.document.perform(SetFinding("mandate", {"value": "beyond"}, **item.of))
    assert "The rule would say “Somebody must decide first”." in shown(room)


def test_it_never_suggests_no_and_says_so_beside_a_no(room: WeighRoom) -> None:
    item = go_to(room, MUSIC)
    look_at(room, item, **dict.fromkeys(ALL, "beyond"))
    room.give(6)
    assert "The rule would say “Somebody must decide first”." in shown(room)


def test_other_reviewers_make_it_more_careful(room: WeighRoom) -> None:
    item = go_to(room, MUSIC)
    look_at(room, item)
    room.work.suggesting.ask_rule()
    assert "This looks possible soon" in shown(room)
    view = {"value": "beyond", "looked_by": "District manager"}
    room.context.document.perform(SetFinding("money", view, **item.of))
    assert "Somebody must decide first" in shown(room)


def test_a_theme_is_asked_about_like_an_idea(room: WeighRoom) -> None:
    item = go_to(room, "There and back")
    look_at(room, item)
    room.work.suggesting.ask_rule()
    assert "This looks possible soon" in shown(room)


def test_questions_offers_and_confirmed_answers_are_left_alone(room: WeighRoom, sample: Project) -> None:
    for title in ("How long is the queue, honestly?", "I could sew name labels", "Thursday. Boat. Good.", "Free taxis"):
        go_to(room, title)
        assert not room.work.suggesting.isVisibleTo(room)
        assert not room.work.suggesting.is_offered()
    item = go_to(room, "Stop the second assessment form")
    assert room.work.suggesting.is_offered()
    answer = stored(sample, item)
    assert answer is not None
    room.context.document.perform(ConfirmAnswer(answer.id, "Memory clinic lead", "in_the_room", "Scribe"))
    assert not room.work.suggesting.is_offered()
    assert "What would the rule say" not in seen(room.work)


def test_nothing_of_it_is_in_the_file(room: WeighRoom, sample: Project) -> None:
    item = go_to(room, MUSIC)
    look_at(room, item, people="stretch")
    room.give(1)
    before = sample.ask(queries.counts)
    room.work.suggesting.ask_rule()
    room.work.suggesting.keep_mine()
    assert sample.ask(queries.counts) == before

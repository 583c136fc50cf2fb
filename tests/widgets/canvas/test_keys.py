"""The keys of the canvas: walking, choosing several, moving them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from models.project import Project
from tests.widgets.canvas.support import Hand, Keys
from tests.widgets.map.support import words
from widgets.canvas.spots import Spot
from widgets.map.room import MapRoom


@pytest.fixture
def room(kept_room: MapRoom) -> MapRoom:
    return kept_room


@pytest.fixture
def project(kept: tuple[MapRoom, Project]) -> Project:
    return kept[1]


Key = Qt.Key
ALT, CTRL, SHIFT = Keys.AltModifier, Keys.ControlModifier, Keys.ShiftModifier


def test_shift_and_arrows_extend_what_is_chosen_and_go_back(hand: Hand, room: MapRoom) -> None:
    hand.click("Notice")
    hand.key(Key.Key_Down, SHIFT)
    assert room.desk.chosen == hand.ids("Notice", "Wait")
    hand.key(Key.Key_Right, SHIFT)  # an empty cell: the mark goes there, the cards stay chosen
    assert room.desk.spot is not None
    assert room.desk.spot.kind == "cell"
    for _ in range(1):
        hand.key(Key.Key_Down, SHIFT)
    assert room.desk.chosen == hand.ids("Notice", "Wait", "The nurse")
    hand.key(Key.Key_Up, SHIFT)
    hand.key(Key.Key_Left, SHIFT)
    assert "The nurse" not in [card.words for card in room.desk.cards()]
    hand.key(Key.Key_Down)  # without Shift, it begins anew
    assert len(room.desk.chosen) <= 1


def test_extending_begins_anew_after_anything_else_was_chosen(hand: Hand, room: MapRoom) -> None:
    hand.click("Notice")
    hand.key(Key.Key_Down, SHIFT)
    hand.click("The nurse")
    hand.key(Key.Key_Left, SHIFT)
    assert room.desk.chosen == hand.ids("The nurse")


def test_ctrl_walks_without_choosing_and_ctrl_space_adds(hand: Hand, room: MapRoom) -> None:
    hand.click("Notice")
    hand.key(Key.Key_Down, CTRL)
    assert room.desk.chosen == hand.ids("Notice")
    assert room.desk.spot is not None
    assert room.desk.spot.id == hand.card("Wait").id
    hand.key(Key.Key_Space, CTRL)
    assert room.desk.chosen == hand.ids("Notice", "Wait")
    hand.key(Key.Key_Space, SHIFT)
    assert room.desk.chosen == hand.ids("Notice")
    assert not room.inplace.is_open


def test_escape_leaves_the_marked_one_of_several_then_none(hand: Hand, room: MapRoom) -> None:
    hand.key(Key.Key_A, CTRL)
    marked = room.desk.spot
    hand.key(Key.Key_Escape)
    assert room.desk.spot == marked
    assert len(room.desk.chosen) == 1
    hand.key(Key.Key_Escape)
    assert room.desk.spot is None
    assert room.desk.chosen == ()


def test_alt_and_arrows_move_all_chosen_cards_and_are_undone_together(
    hand: Hand, room: MapRoom, project: Project
) -> None:
    hand.click("Notice")
    hand.click("Wait", CTRL)
    for _ in range(2):
        hand.key(Key.Key_Right, ALT)
    assert words(project) == ["B3 The nurse", "C1.1 Notice", "C1.2 Wait"]
    hand.key(Key.Key_Right, ALT)  # the edge
    assert words(project) == ["B3 The nurse", "C1.1 Notice", "C1.2 Wait"]
    room.context.document.undo()
    assert words(project) == ["A1.1 Notice", "A1.2 Wait", "B3 The nurse"]


def test_keys_of_the_canvas_are_not_those_of_the_words(hand: Hand, room: MapRoom) -> None:
    hand.double_click("Notice")
    for key in (Key.Key_P, Key.Key_N, Key.Key_Space):
        QTest.keyClick(room.inplace.words, key)
    assert room.inplace.words.toPlainText() == "pn "
    assert not room.view.is_placing()
    QTest.keyClick(room.inplace.words, Key.Key_Escape)


def test_the_mark_walks_from_the_first_card(hand: Hand, room: MapRoom) -> None:
    hand.key(Key.Key_Down, SHIFT)
    assert room.desk.chosen == hand.ids("Notice")
    assert isinstance(room.desk.spot, Spot)

"""Leaving a gesture leaves no trace: whatever was begun, wherever it was, and however it is left."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QNativeGestureEvent, QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from models.project import Project
from models.records import PathRecord
from tests.widgets.canvas.support import LEFT, MIDDLE, NONE, RIGHT, Hand, Keys
from tests.widgets.map.support import path_of
from widgets.canvas.drops import mime_of_row
from widgets.canvas.gestures.attach import Attach
from widgets.canvas.gestures.catalog import GESTURES
from widgets.canvas.gestures.connect import Connect
from widgets.canvas.gestures.edit import Edit
from widgets.canvas.gestures.gesture import Gesture
from widgets.canvas.gestures.move import Move
from widgets.canvas.gestures.pan import Pan
from widgets.canvas.gestures.place import Place
from widgets.canvas.gestures.reorder import Reorder
from widgets.canvas.gestures.select import Select
from widgets.canvas.gestures.shown import TargetItem
from widgets.canvas.gestures.zoom import Zoom
from widgets.canvas.overlay import ReachItem
from widgets.canvas.spots import spot_of_lane, spot_of_stage
from widgets.map.room import MapRoom


@pytest.fixture
def room(kept_room: MapRoom) -> MapRoom:
    return kept_room


@pytest.fixture
def project(kept: tuple[MapRoom, Project]) -> Project:
    return kept[1]


STORY = mime_of_row("story", "01a2036044b177caadc115b50f1abb71")


def pinch(hand: Hand, kind: Qt.NativeGestureType, value: float = 0.0) -> None:
    at = hand.view.viewport().rect().center()
    where = hand.port.mapToGlobal(at)
    event: Any = QNativeGestureEvent(
        kind, QPointingDevice.primaryPointingDevice(), 2, at, at, where, value, QPoint(0, 0)
    )
    QApplication.sendEvent(hand.port, event)


def path_on(hand: Hand) -> PathRecord:
    path = hand.room.desk.path
    assert path is not None
    return path


def begin_pan(hand: Hand) -> None:
    hand.press(hand.port.rect().center(), button=MIDDLE)


def begin_edit(hand: Hand) -> None:
    hand.where = hand.at("Wait")
    QTest.mouseDClick(hand.port, LEFT, NONE, hand.where)


def begin_connect(hand: Hand) -> None:
    hand.hover("Notice")
    hand.press(hand.handle("Notice"))


def begin_place(hand: Hand) -> None:
    hand.view.arm_place()


def follow_pinch(hand: Hand, place: QPoint, keys: Keys) -> None:
    del keys
    pinch(hand, Qt.NativeGestureType.ZoomNativeGesture, (place.x() % 11 - 5) / 10)


def follow_drag(hand: Hand, place: QPoint, keys: Keys) -> None:
    del keys
    hand.drag_on(STORY, place)


def follow_mouse(hand: Hand, place: QPoint, keys: Keys) -> None:
    hand.hover(place, keys)


@dataclass(frozen=True)
class Trial:
    """How a gesture is begun, and how it goes on."""

    begin: Callable[[Hand], object]
    follow: Callable[[Hand, QPoint, Keys], object] = follow_mouse


TRIALS: dict[type[Gesture], tuple[Trial, ...]] = {
    Pan: (Trial(begin_pan),),
    Edit: (Trial(begin_edit),),
    Connect: (Trial(begin_connect),),
    Move: (Trial(lambda hand: hand.press("Notice")), Trial(lambda hand: hand.press("The nurse"))),
    Reorder: (
        Trial(lambda hand: hand.press(spot_of_stage(path_on(hand).stages[1].id))),
        Trial(lambda hand: hand.press(spot_of_lane(path_on(hand).lanes[2].id))),
    ),
    Select: (
        Trial(lambda hand: hand.press(hand.cell(2, 0))),
        Trial(lambda hand: hand.press(hand.cell(2, 0), Keys.ShiftModifier)),
    ),
    Place: (Trial(begin_place),),
    Zoom: (Trial(lambda hand: pinch(hand, Qt.NativeGestureType.BeginNativeGesture), follow_pinch),),
    Attach: (Trial(lambda hand: hand.drag_in(STORY, "Notice"), follow_drag),),
}


def by_escape(hand: Hand) -> None:
    focus = hand.room.inplace.words if hand.room.inplace.is_open else hand.view
    QTest.keyClick(focus, Qt.Key.Key_Escape)


def by_right_button(hand: Hand) -> None:
    if hand.view.gesture is None:  # the field of words is open: its own menu, not a cancel
        by_escape(hand)
        return
    QTest.mousePress(hand.port, RIGHT, NONE, hand.where)
    hand.menu()
    QTest.mouseRelease(hand.port, RIGHT, NONE, hand.where)


def by_leaving(hand: Hand) -> None:
    hand.room.header.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    hand.room.header.setFocus(Qt.FocusReason.TabFocusReason)


def by_a_change(hand: Hand) -> None:
    """Something else changes the document, as an import or another room does."""
    by_escape(hand) if hand.room.inplace.is_open else None
    hand.room.refresh(frozenset())


WAYS_OUT = (by_escape, by_right_button, by_leaving, by_a_change)


def state(hand: Hand, project: Project) -> tuple[object, ...]:
    """All that a gesture could leave behind: document, history, what is chosen, what is seen."""
    scene, view = hand.room.scene, hand.view
    return (
        path_of(project),
        project.undo_label(),
        project.redo_label(),
        hand.room.desk.spot,
        hand.room.desk.chosen,
        view.chosen,
        scene.spot,
        round(view.scale_now(), 6),
        view.horizontalScrollBar().value(),
        view.verticalScrollBar().value(),
        view.viewport().cursor().shape(),
        hand.room.inplace.is_open,
        scene.sceneRect(),
        [
            type(item).__name__
            for item in scene.items()
            if isinstance(item, TargetItem | ReachItem) and item.isVisible()
        ],
    )


def seen(hand: Hand) -> QImage:
    """Every pixel of the drawing."""
    return hand.port.grab().toImage()


def test_every_gesture_is_in_the_catalogue_and_tried_here() -> None:
    """The catalogue is explicit: whoever writes a gesture adds it there and here."""
    written = set(Gesture.__subclasses__())
    assert set(GESTURES) == written == set(TRIALS)
    assert len(GESTURES) == len(set(GESTURES))


PLACES = st.tuples(st.integers(-40, 1000), st.integers(-40, 620))
MODIFIERS = st.sampled_from((NONE, Keys.ControlModifier, Keys.ShiftModifier))


SCROLLING = (Move, Reorder, Select, Connect, Attach)  # at the edges; where somebody scrolled to is where they are then


@pytest.mark.parametrize("kind", GESTURES, ids=lambda kind: kind.__name__)
def test_leaving_at_any_moment_leaves_no_trace(
    kind: type[Gesture], room: MapRoom, hand: Hand, project: Project
) -> None:
    @settings(max_examples=12)
    @given(
        st.sampled_from(TRIALS[kind]),
        st.lists(st.tuples(PLACES, MODIFIERS), max_size=6),
        st.sampled_from(WAYS_OUT),
        st.sampled_from(((), ("Wait",), ("Notice", "The nurse"))),
        st.sampled_from((1.0, 0.5, 1.7)),
    )
    def tried(
        trial: Trial,
        moves: list[tuple[tuple[int, int], Keys]],
        way_out: Callable[[Hand], object],
        chosen: tuple[str, ...],
        scale: float,
    ) -> None:
        room.view.setFocus()
        room.view.scale_to(scale, QPoint(0, 0))
        room.desk.choose(hand.ids(*chosen))
        if kind is Edit:  # the first of two clicks chooses the card, and that is meant to stay
            hand.click("Wait")
        room.view.horizontalScrollBar().setValue(0)
        before, picture = state(hand, project), seen(hand)
        trial.begin(hand)
        assert isinstance(room.view.gesture, kind) or room.inplace.is_open
        here = room.view.gesture
        for place, keys in moves:
            if here is not None and room.view.gesture is here:
                trial.follow(hand, QPoint(*place), keys)
        way_out(hand)
        hand.release()
        hand.release(button=MIDDLE)
        assert room.view.gesture is None
        room.view.setFocus()
        if kind in SCROLLING:
            room.view.horizontalScrollBar().setValue(int(str(before[8])))
            room.view.verticalScrollBar().setValue(int(str(before[9])))
        assert state(hand, project) == before
        assert seen(hand) == picture

    tried()


def test_the_right_button_that_leaves_a_gesture_opens_no_menu(room: MapRoom, hand: Hand) -> None:
    asked: list[object] = []
    room.view.menu_wanted.connect(asked.append)
    hand.press("Notice")
    hand.move(hand.cell(2, 0))
    by_right_button(hand)
    hand.release()
    assert asked == []
    assert room.desk.chosen == ()


def test_a_click_after_a_cancelled_gesture_is_a_click(room: MapRoom, hand: Hand) -> None:
    hand.press("Notice")
    hand.move(hand.cell(2, 0))
    hand.key(Qt.Key.Key_Escape)
    hand.release()
    hand.click("Wait")
    assert room.desk.chosen == hand.ids("Wait")


def test_keys_leave_a_gesture_before_they_do_anything(room: MapRoom, hand: Hand, project: Project) -> None:
    hand.press("Notice")
    hand.move(hand.cell(2, 0))
    hand.key(Qt.Key.Key_Down)
    assert room.view.gesture is None
    hand.release()
    assert path_of(project).cards[0].words == "Notice"


@settings(max_examples=15)
@given(
    st.lists(st.sampled_from(("Notice", "Wait", "The nurse")), min_size=1, max_size=3, unique=True),
    PLACES,
    MODIFIERS,
)
def test_whatever_is_dragged_anywhere_is_one_step_or_none(
    room: MapRoom, hand: Hand, project: Project, chosen: list[str], end: tuple[int, int], keys: Keys
) -> None:
    room.view.horizontalScrollBar().setValue(0)
    room.view.verticalScrollBar().setValue(0)
    room.desk.choose(hand.ids(*chosen))
    before, label = path_of(project), project.undo_label()
    hand.press(chosen[0])
    hand.move(QPoint(*end), keys)
    hand.release(keys)
    assert len(path_of(project).cards) in (len(before.cards), len(before.cards) + len(chosen))
    if path_of(project) != before:
        room.context.document.undo()
    assert path_of(project) == before
    assert project.undo_label() == label

"""Zoom by wheel, keys and two fingers: within the limits, and around where the hand is."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QNativeGestureEvent, QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.widgets.canvas.support import Hand, Keys
from widgets.canvas.gestures.zoom import LEAST, MOST
from widgets.map.room import MapRoom


@pytest.fixture
def room(kept_room: MapRoom) -> MapRoom:
    return kept_room


CTRL, SHIFT = Keys.ControlModifier, Keys.ShiftModifier
Native = Qt.NativeGestureType


def pinch(hand: Hand, kind: Native, at: QPoint, value: float = 0.0) -> None:
    event: Any = QNativeGestureEvent(
        kind, QPointingDevice.primaryPointingDevice(), 2, at, at, hand.port.mapToGlobal(at), value, QPoint()
    )
    QApplication.sendEvent(hand.port, event)


def off(first: QPointF, second: QPointF) -> float:
    return (first - second).manhattanLength()


def test_the_wheel_zooms_around_the_mouse_and_back(hand: Hand, room: MapRoom) -> None:
    at = hand.at("The nurse")
    room.view.scale_to(2.0, at)
    at = hand.at("The nurse")
    under = room.view.mapToScene(at)
    hand.wheel(at, 120, CTRL)
    assert room.view.scale_now() == pytest.approx(2.0 * 2**0.25)
    assert off(room.view.mapToScene(at), under) < 2
    for _ in range(8):  # a touchpad sends many small turns: they add up to the same
        hand.wheel(at, -15, CTRL)
    assert room.view.scale_now() == pytest.approx(2.0)
    assert off(room.view.mapToScene(at), under) < 4


def test_wheel_and_keys_end_at_the_limits(hand: Hand, room: MapRoom) -> None:
    for _ in range(20):
        hand.wheel("Notice", 480, CTRL)
    assert room.view.scale_now() == pytest.approx(MOST)
    for _ in range(20):
        hand.wheel(QPoint(20, 20), -480, CTRL)
    assert room.view.scale_now() == pytest.approx(LEAST)
    for _ in range(30):
        assert room.zoom(1)
    assert room.view.scale_now() == pytest.approx(MOST)
    assert room.zoom(-1)
    assert room.view.scale_now() == pytest.approx(3.0)
    assert room.zoom(0)
    assert room.view.scale_now() == pytest.approx(1.0)


def test_without_ctrl_the_wheel_scrolls_and_with_shift_sideways(hand: Hand, room: MapRoom) -> None:
    room.view.scale_to(3.0, QPoint(0, 0))
    across, down = room.view.horizontalScrollBar(), room.view.verticalScrollBar()
    across.setValue(50)
    down.setValue(50)
    hand.wheel(QPoint(200, 200), -120)
    assert across.value() == 50
    assert down.value() > 50
    before = down.value()
    hand.wheel(QPoint(200, 200), -120, SHIFT)
    assert across.value() > 50
    assert down.value() == before


def test_keys_zoom_around_the_marked_card(hand: Hand, room: MapRoom) -> None:
    room.view.scale_to(2.0, QPoint(0, 0))
    hand.click("Wait")
    before = hand.at("Wait")
    room.zoom(1)
    assert (hand.at("Wait") - before).manhattanLength() < 4


def test_two_fingers_on_a_touchpad(hand: Hand, room: MapRoom) -> None:
    room.view.scale_to(2.0, QPoint(0, 0))
    at = hand.at("Wait")
    under = room.view.mapToScene(at)
    pinch(hand, Native.BeginNativeGesture, at)
    for _ in range(4):
        pinch(hand, Native.ZoomNativeGesture, at, 0.05)
    assert room.view.scale_now() == pytest.approx(2.0 * 1.05**4)
    assert off(room.view.mapToScene(at), under) < 2
    pinch(hand, Native.EndNativeGesture, at)
    assert room.view.gesture is None
    assert room.view.scale_now() == pytest.approx(2.0 * 1.05**4)
    pinch(hand, Native.ZoomNativeGesture, at, 0.5)  # without a beginning, for instance after Escape: nothing
    assert room.view.scale_now() == pytest.approx(2.0 * 1.05**4)


def test_two_taps_with_two_fingers_go_near_and_back(hand: Hand, room: MapRoom) -> None:
    pinch(hand, Native.SmartZoomNativeGesture, hand.at("Wait"))
    assert room.view.scale_now() == pytest.approx(2.0)
    room.view.scale_to(0.5, QPoint(0, 0))
    pinch(hand, Native.SmartZoomNativeGesture, hand.at("Wait"))
    assert room.view.scale_now() == pytest.approx(1.0)


def test_two_fingers_on_a_touch_screen(hand: Hand, room: MapRoom) -> None:
    device: Any = QTest.createTouchDevice()
    middle = room.view.viewport().rect().center()
    left, right = middle - QPoint(60, 0), middle + QPoint(60, 0)
    QTest.touchEvent(hand.port, device).press(0, left, hand.port).press(1, right, hand.port).commit()
    by = QPoint()
    for step in range(1, 9):
        by = QPoint(10 * step, 0)
        QTest.touchEvent(hand.port, device).move(0, left - by, hand.port).move(1, right + by, hand.port).commit()
    QTest.touchEvent(hand.port, device).release(0, left - by, hand.port).release(1, right + by, hand.port).commit()
    assert room.view.scale_now() > 1.5
    assert room.view.gesture is None


def test_one_finger_does_what_the_mouse_does(hand: Hand, room: MapRoom) -> None:
    device: Any = QTest.createTouchDevice()
    at = hand.at("Notice")
    QTest.touchEvent(hand.port, device).press(0, at, hand.port).commit()
    QTest.touchEvent(hand.port, device).release(0, at, hand.port).commit()
    QApplication.processEvents()
    assert room.desk.chosen == hand.ids("Notice")

"""A hand on the drawing for the tests: presses, moves, lets go, with real events to the real view."""

from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from models.records import CardRecord
from widgets.canvas.spots import Spot, spot_of_card
from widgets.map.room import MapRoom

Keys = Qt.KeyboardModifier
LEFT, RIGHT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton
NONE = Keys.NoModifier


class Hand:
    """One hand at the mouse, over the canvas of a room."""

    def __init__(self, room: MapRoom) -> None:
        self.room, self.view = room, room.view
        self.port = room.view.viewport()
        self.held = Qt.MouseButton.NoButton
        self.where = QPoint()

    # -- places ---------------------------------------------------------------------------------

    def card(self, words: str) -> CardRecord:
        path = self.room.desk.path
        assert path is not None
        return next(card for card in path.cards if card.words == words)

    def ids(self, *words: str) -> tuple[str, ...]:
        return tuple(self.card(one).id for one in words)

    def at(self, thing: str | Spot | QPoint) -> QPoint:
        """The middle of a card by its words, of a spot, or a place itself."""
        if isinstance(thing, QPoint):
            return thing
        path = self.room.desk.path
        assert path is not None
        item = self.room.scene.item_of(spot_of_card(path, self.card(thing).id) if isinstance(thing, str) else thing)
        assert item is not None
        return self.view.mapFromScene(item.area().center())

    def cell(self, stage: int, lane: int) -> Spot:
        path = self.room.desk.path
        assert path is not None
        return Spot("cell", "", path.stages[stage].id, path.lanes[lane].id)

    def in_cell(self, stage: int, lane: int) -> QPoint:
        """The lower end of a cell, below its cards."""
        plan, cell = self.room.scene.plan, self.cell(stage, lane)
        assert plan is not None
        area = plan.cells[cell.stage_id, cell.lane_id]
        return self.view.mapFromScene(QPointF(area.center().x(), area.bottom() - 4))

    def handle(self, words: str) -> QPoint:
        plan = self.room.scene.plan
        assert plan is not None
        place = plan.cards[self.card(words).id]
        return self.view.mapFromScene(QPointF(place.right(), place.center().y()))

    # -- the mouse ------------------------------------------------------------------------------

    def hover(self, thing: str | Spot | QPoint, keys: Keys = NONE) -> None:
        self.where = self.at(thing)
        self._send(QEvent.Type.MouseMove, Qt.MouseButton.NoButton, keys)

    def press(self, thing: str | Spot | QPoint, keys: Keys = NONE, button: Qt.MouseButton = LEFT) -> None:
        self.where, self.held = self.at(thing), self.held | button
        QTest.mousePress(self.port, button, keys, self.where)

    def move(self, thing: str | Spot | QPoint, keys: Keys = NONE) -> None:
        """Move there in a few steps."""
        start, end = self.where, self.at(thing)
        for step in range(1, 5):
            self.where = start + (end - start) * step / 4
            self._send(QEvent.Type.MouseMove, Qt.MouseButton.NoButton, keys)

    def release(self, keys: Keys = NONE, button: Qt.MouseButton = LEFT) -> None:
        self.held &= ~button
        QTest.mouseRelease(self.port, button, keys, self.where)

    def click(self, thing: str | Spot | QPoint, keys: Keys = NONE, button: Qt.MouseButton = LEFT) -> None:
        self.press(thing, keys, button)
        self.release(keys, button)

    def double_click(self, thing: str | Spot | QPoint) -> None:
        self.where = self.at(thing)
        QTest.mouseDClick(self.port, LEFT, NONE, self.where)
        QTest.mouseRelease(self.port, LEFT, NONE, self.where)

    def drag(self, start: str | Spot | QPoint, end: str | Spot | QPoint, keys: Keys = NONE) -> None:
        """Press, move and let go."""
        self.press(start, keys)
        self.move(end, keys)
        self.release(keys)

    def menu(self) -> None:
        """What the system sends after the right button."""
        asked = QContextMenuEvent(
            QContextMenuEvent.Reason.Mouse, self.where, self.port.mapToGlobal(self.where), Keys.NoModifier
        )
        QApplication.sendEvent(self.port, asked)

    def wheel(self, thing: str | Spot | QPoint, turned: int, keys: Keys = NONE, *, sideways: int = 0) -> None:
        place = QPointF(self.at(thing))
        event = QWheelEvent(
            place,
            QPointF(self.port.mapToGlobal(place.toPoint())),
            QPoint(0, 0),
            QPoint(sideways, turned),
            Qt.MouseButton.NoButton,
            keys,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(self.port, event)

    def key(self, key: Qt.Key, keys: Keys = NONE) -> None:
        QTest.keyClick(self.view, key, keys)

    # -- what is dragged in ---------------------------------------------------------------------

    def drag_in(self, data: QMimeData, thing: str | Spot | QPoint) -> bool:
        """Come in with something; whether it is taken."""
        return self._dragged(QDragEnterEvent, data, self.at(thing))

    def drag_on(self, data: QMimeData, thing: str | Spot | QPoint) -> bool:
        return self._dragged(QDragMoveEvent, data, self.at(thing))

    def drag_out(self) -> None:
        QApplication.sendEvent(self.port, QDragLeaveEvent())

    def drop(self, data: QMimeData, thing: str | Spot | QPoint) -> bool:
        at = QPointF(self.at(thing))
        event = QDropEvent(at, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, NONE)
        QApplication.sendEvent(self.port, event)
        return event.isAccepted()

    def _dragged(self, kind: Any, data: QMimeData, at: QPoint) -> bool:
        event = kind(at, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, NONE)
        QApplication.sendEvent(self.port, event)
        return event.isAccepted()

    def _send(self, kind: QEvent.Type, button: Qt.MouseButton, keys: Keys) -> None:
        at = QPointF(self.where)
        event = QMouseEvent(kind, at, QPointF(self.port.mapToGlobal(self.where)), button, self.held, keys)
        QApplication.sendEvent(self.port, event)

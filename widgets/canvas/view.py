"""The view of a path to work on: arrow keys, gestures, zoom. It asks; what happens is decided by whoever listens."""

from typing import Any

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsView

from widgets.canvas.scene import PathScene
from widgets.canvas.spots import first_spot, neighbour
from widgets.canvas.tools import Carry, Pan, Tool

MOST_COVERED = 0.4  # share of the view that headers may cover
LEVELS = (0.25, 0.33, 0.5, 0.67, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 2.0, 3.0)
WAYS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
MOVING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class PathView(QGraphicsView):
    """Shows a scene and turns keys and the mouse into what is wanted.

    `opened`: the marked spot is to be edited. `dropped`: a card was let go at stage, lane, index. `pushed`: what is
    marked is to go one place right, down. `adding`, `removing`: here. `menu_wanted`: where.
    """

    opened = Signal()
    dropped = Signal(str, str, str, int)
    pushed = Signal(int, int)
    adding = Signal()
    removing = Signal()
    menu_wanted = Signal(QPoint)
    moved = Signal()  # what is seen moved: scrolled or zoomed

    def __init__(self, scene: PathScene, name: str) -> None:
        super().__init__(scene)
        self.path_scene = scene
        self._tool: Tool | None = None
        self._space = False  # held down
        self._space_used = False
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(160, 120)
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.valueChanged.connect(lambda _: self._scrolled())

    # -- zoom -----------------------------------------------------------------------------------

    def scale_now(self) -> float:
        """Return the scale, 1.0 for 100 %."""
        return self.transform().m11()

    def zoom(self, step: int) -> None:
        """Go to the next level, larger (+1) or smaller (−1); 0: back to 100 %."""
        now = self.scale_now()
        if step > 0:
            self._scale_to(next((level for level in LEVELS if level > now + 0.01), LEVELS[-1]))
        elif step < 0:
            self._scale_to(next((level for level in reversed(LEVELS) if level < now - 0.01), LEVELS[0]))
        else:
            self._scale_to(1.0)

    def fit(self) -> None:
        """Show the whole path, never larger than 100 %."""
        area, seen = self.sceneRect(), self.viewport().rect()
        if area.width() > 1 and area.height() > 1:
            self._scale_to(max(0.1, min(1.0, seen.width() / area.width(), seen.height() / area.height())))
            self.horizontalScrollBar().setValue(0)
            self.verticalScrollBar().setValue(0)

    def _scale_to(self, scale: float) -> None:
        self.setTransform(QTransform.fromScale(scale, scale))
        self._scrolled()

    def reveal(self, area: QRectF) -> None:
        """Scroll until an area of the scene is seen and not covered by headers."""
        frame = self._covering()
        shown = self.mapFromScene(area).boundingRect()
        seen = self.viewport().rect()
        sides = (
            (self.horizontalScrollBar(), shown.left(), shown.right(), frame.x(), seen.width()),
            (self.verticalScrollBar(), shown.top(), shown.bottom(), frame.y(), seen.height()),
        )
        for bar, low, high, least, most in sides:
            if low < least + 6:
                bar.setValue(round(bar.value() + low - least - 6))
            elif high > most - 6:
                bar.setValue(round(bar.value() + min(high - most + 6, low - least - 6)))

    def reveal_marked(self) -> None:
        """Scroll until what is marked is seen."""
        spot = self.path_scene.spot
        item = self.path_scene.item_of(spot)
        if spot is None or item is None:
            return
        area = item.area()
        if spot.kind == "stage":  # headers stay in view by themselves, from top to bottom
            self.reveal(QRectF(area.left(), self._middle().y(), area.width(), 1))
        elif spot.kind == "lane":
            self.reveal(QRectF(self._middle().x(), area.top(), 1, area.height()))
        else:
            self.reveal(area)

    def _middle(self) -> QPointF:
        return self.mapToScene(self.viewport().rect().center())

    def _corner(self) -> QPointF:
        return self.mapToScene(QPoint(0, 0))

    def _scrolled(self) -> None:
        if self.scene() is not None:  # while the window closes, the scene goes first
            self.path_scene.keep_frame(self._kept_corner())
            self.moved.emit()

    def _kept_corner(self) -> QPointF:
        """Return where headers and labels are kept in view."""
        corner, kept = self._corner(), self._covering()
        return QPointF(corner.x() if kept.x() else 0.0, corner.y() if kept.y() else 0.0)

    def _covering(self) -> QPointF:
        """Return how much headers and labels cover; they scroll away where they would cover most of the view."""
        frame, seen = self.path_scene.frame_size() * self.scale_now(), self.viewport().rect()
        x = frame.x() if frame.x() < seen.width() * MOST_COVERED else 0.0
        y = frame.y() if frame.y() < seen.height() * MOST_COVERED else 0.0
        return QPointF(x, y)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the path the width it may fill; room for the scroll bar is always kept, so that nothing jumps."""
        super().resizeEvent(event)
        bar = self.verticalScrollBar().sizeHint().width()
        self.path_scene.set_width(self.maximumViewportSize().width() - bar - 2)
        self._scrolled()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, scroll without."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    # -- the mouse ------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Mark what is pressed, and begin a gesture."""
        at = event.position().toPoint()
        buttons = Qt.MouseButton
        if event.button() == buttons.MiddleButton or (self._space and event.button() == buttons.LeftButton):
            self._space_used = True
            self._begin(Pan(self, at))
        elif event.button() in (buttons.LeftButton, buttons.RightButton):
            spot = self.path_scene.spot_at(self.mapToScene(at))
            self.path_scene.mark(spot)
            if spot is not None and spot.kind == "card" and event.button() == buttons.LeftButton:
                self._begin(Carry(self, at, spot.id))
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with the gesture."""
        if self._tool is not None:
            self._tool.move(event.position().toPoint())
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the gesture."""
        tool, self._tool = self._tool, None
        if tool is not None:
            tool.release(event.position().toPoint())
            tool.deleteLater()
        self._show_cursor()
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit what is there; in an empty cell, add a card."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.drop_gesture()
            spot = self.path_scene.spot_at(self.mapToScene(event.position().toPoint()))
            self.path_scene.mark(spot)
            if spot is not None:
                self.opened.emit()
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of what is marked, by mouse or by the Menu key."""
        where = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            item = self.path_scene.item_of(self.path_scene.spot)
            at = self.mapFromScene(item.area().center()) if item else self.viewport().rect().center()
            where = self.viewport().mapToGlobal(at)
        self.menu_wanted.emit(where)
        event.accept()

    def drop_gesture(self) -> bool:
        """Leave a gesture without a trace; whether there was one."""
        tool, self._tool = self._tool, None
        if tool is not None:
            tool.cancel()
            tool.deleteLater()
        self._show_cursor()
        return tool is not None

    def _begin(self, tool: Tool) -> None:
        self.drop_gesture()
        self._tool = tool
        self._show_cursor()

    def _show_cursor(self) -> None:
        panning = isinstance(self._tool, Pan)
        shapes = Qt.CursorShape
        shape = shapes.ClosedHandCursor if panning else shapes.OpenHandCursor if self._space else shapes.ArrowCursor
        self.viewport().setCursor(shape)

    # -- keys -----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, move, edit, add, delete."""
        key = Qt.Key(event.key())
        if key in WAYS:
            right, down = WAYS[key]
            if event.modifiers() & MOVING:
                self.pushed.emit(right, down)
            else:
                self._walk(right, down)
        elif key == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self._space, self._space_used = True, False
                self._show_cursor()
        elif key == Qt.Key.Key_Escape:
            if not self.drop_gesture():
                self.path_scene.mark(None)
        elif (wanted := self._wanted(key)) is not None and not event.modifiers() & MOVING:
            wanted.emit()
        else:
            event.ignore()
            return
        event.accept()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Space that panned nothing edits."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat() and self._space:
            self._space = False
            self._show_cursor()
            if not self._space_used:
                self.opened.emit()
            event.accept()
            return
        super().keyReleaseEvent(event)

    def _wanted(self, key: Qt.Key) -> Any:
        return {
            Qt.Key.Key_Return: self.opened,
            Qt.Key.Key_Enter: self.opened,
            Qt.Key.Key_Insert: self.adding,
            Qt.Key.Key_N: self.adding,
            Qt.Key.Key_Delete: self.removing,
        }.get(key)

    def _walk(self, right: int, down: int) -> None:
        scene = self.path_scene
        if scene.path is None:
            return
        there = neighbour(scene.path, scene.spot, right, down) if scene.spot else first_spot(scene.path)
        if there is not None:
            scene.mark(there)
            self.reveal_marked()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring as that of the keyboard."""
        super().focusInEvent(event)
        self._redraw_marked()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show the ring as that of what is only marked; a carried card goes home."""
        super().focusOutEvent(event)
        self._space = False
        self.drop_gesture()
        self._redraw_marked()

    def _redraw_marked(self) -> None:
        item = self.path_scene.item_of(self.path_scene.spot)
        if item is not None:
            item.update()

"""Zoom: pinching, by a touchpad or on a touch screen. Wheel and keys are single steps by the same measures."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QNativeGestureEvent, QTransform
from PySide6.QtWidgets import QGestureEvent, QGraphicsView, QPinchGesture

from widgets.canvas.gestures.gesture import Gesture, Keys

if TYPE_CHECKING:
    from widgets.canvas.view import PathView

LEAST, MOST = 0.1, 4.0
LEVELS = (LEAST, 0.15, 0.2, 0.25, 0.33, 0.5, 0.67, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 2.0, 3.0, MOST)
DOUBLES = 480  # eighths of a degree of the wheel that double the scale: four notches


class Zoom(Gesture):
    """Keeps the point of the path between the fingers where it is. Leaving it brings back scale and place."""

    def __init__(self, view: "PathView", start: QPoint) -> None:
        super().__init__(view, start)
        self._scale = view.scale_now()
        self._home = (view.horizontalScrollBar().value(), view.verticalScrollBar().value())
        self._point = view.mapToScene(start)

    def by(self, factor: float, at: QPoint | None = None) -> None:
        """Enlarge by a factor, around where the fingers are now."""
        self.at = at or self.at
        scale_around(self.view, self.view.scale_now() * factor, self.at, self._point)

    def cancel(self) -> None:
        """Go back to the scale and the place of before."""
        scale_around(self.view, self._scale, self.start, self._point)
        bars = (self.view.horizontalScrollBar(), self.view.verticalScrollBar())
        for bar, value in zip(bars, self._home, strict=True):
            bar.setValue(value)
        super().cancel()

    def release(self, at: QPoint, keys: Keys) -> None:
        """Stay here."""
        super().cancel()


def scale_around(view: QGraphicsView, scale: float, at: QPoint, point: QPointF) -> None:
    """Show a path at a scale, within the limits, with a point of it at a place of the viewport."""
    scale = max(LEAST, min(MOST, scale))
    view.setTransform(QTransform.fromScale(scale, scale))
    off = view.mapFromScene(point) - at
    for bar, by in ((view.horizontalScrollBar(), off.x()), (view.verticalScrollBar(), off.y())):
        bar.setValue(bar.value() + by)


def next_level(now: float, step: int) -> float:
    """Return the next larger (+1) or smaller (−1) level; 0: 100 %."""
    if step > 0:
        return next((level for level in LEVELS if level > now + 0.01), MOST)
    if step < 0:
        return next((level for level in reversed(LEVELS) if level < now - 0.01), LEAST)
    return 1.0


def of_wheel(turned: int) -> float:
    """Return by how much a turn of the wheel enlarges; a touchpad sends many small turns, a wheel few large ones."""
    return 2.0 ** (turned / DOUBLES)


def pinched(view: "PathView", event: QEvent) -> bool:
    """Follow two fingers on a touchpad (native events) or on a touch screen; whether the event was about that."""
    if isinstance(event, QNativeGestureEvent):
        return _on_touchpad(view, event)
    if isinstance(event, QGestureEvent):
        found = event.gesture(Qt.GestureType.PinchGesture)
        if isinstance(found, QPinchGesture):
            _on_screen(view, found)
            event.accept(found)
            return True
    return False


def _on_touchpad(view: "PathView", event: QNativeGestureEvent) -> bool:
    kinds, at = Qt.NativeGestureType, event.position().toPoint()
    kind, zoom = event.gestureType(), view.zooming()
    if kind == kinds.BeginNativeGesture:
        view.begin_zoom(at)
    elif kind == kinds.EndNativeGesture:
        _end(view, at)
    elif kind == kinds.ZoomNativeGesture:
        if zoom is not None:
            zoom.by(1.0 + event.value(), at)
    elif kind == kinds.SmartZoomNativeGesture:  # two fingers tapped twice
        view.scale_to(1.0 if view.scale_now() < 1.0 else 2.0, at)
    else:
        return False
    event.accept()
    return True


def _end(view: "PathView", at: QPoint) -> None:
    if view.zooming() is not None:
        view.end_gesture(at, Keys.NoModifier)


def _on_screen(view: "PathView", pinch: QPinchGesture) -> None:
    states, at = Qt.GestureState, view.viewport().mapFromGlobal(pinch.centerPoint().toPoint())
    if pinch.state() == states.GestureStarted:
        view.begin_zoom(at)
    if (zoom := view.zooming()) is None:
        return
    if pinch.state() == states.GestureCanceled:
        view.drop_gesture()
        return
    zoom.by(pinch.scaleFactor(), at)
    if pinch.state() == states.GestureFinished:
        _end(view, at)

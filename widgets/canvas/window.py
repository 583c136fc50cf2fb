"""Which part of a path is seen, and how large: scale, scrolling, and headers that stay in view."""

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QGraphicsView

from widgets.canvas.gestures.zoom import next_level, of_wheel, scale_around
from widgets.canvas.scene import PathScene

MOST_COVERED = 0.4  # share of the view that headers may cover


class PathWindow(QGraphicsView):
    """A view of a path that can be scrolled and zoomed. `moved`: what is seen moved."""

    moved = Signal()

    def __init__(self, scene: PathScene, name: str) -> None:
        super().__init__(scene)
        self.path_scene = scene
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)  # scale_around keeps the point
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(160, 120)
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.valueChanged.connect(lambda _: self._scrolled())

    # -- zoom -----------------------------------------------------------------------------------

    def scale_now(self) -> float:
        """Return the scale, 1.0 for 100 %."""
        return self.transform().m11()

    def zoom(self, step: int) -> None:
        """Go to the next level, larger (+1) or smaller (−1), around what is marked where that is seen; 0: to 100 %."""
        item, seen = self.path_scene.item_of(self.path_scene.spot), self.viewport().rect()
        marked = self.mapFromScene(item.area().center()) if item is not None else seen.center()
        self.scale_to(next_level(self.scale_now(), step), marked if seen.contains(marked) else seen.center())

    def fit(self) -> None:
        """Show the whole path, never larger than 100 %."""
        area, seen = self.sceneRect(), self.viewport().rect()
        if area.width() > 1 and area.height() > 1:
            self.scale_to(min(1.0, seen.width() / area.width(), seen.height() / area.height()), QPoint(0, 0))
            self.horizontalScrollBar().setValue(0)
            self.verticalScrollBar().setValue(0)

    def scale_to(self, scale: float, at: QPoint) -> None:
        """Show the path at a scale, within the limits; what lies at a place of the viewport stays there."""
        scale_around(self, scale, at, self.mapToScene(at))
        self._scrolled()

    # -- what is seen ---------------------------------------------------------------------------

    def reveal(self, area: QRectF) -> None:
        """Scroll until an area of the scene is seen and not covered by headers."""
        frame = self.covered()
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
        area, middle = item.area(), self.mapToScene(self.viewport().rect().center())
        if spot.kind == "stage":  # headers stay in view by themselves, from top to bottom
            self.reveal(QRectF(area.left(), middle.y(), area.width(), 1))
        elif spot.kind == "lane":
            self.reveal(QRectF(middle.x(), area.top(), 1, area.height()))
        else:
            self.reveal(area)

    def covered(self) -> QPointF:
        """Return how much headers and labels cover; they scroll away where they would cover most of the view."""
        frame, seen = self.path_scene.frame_size() * self.scale_now(), self.viewport().rect()
        x = frame.x() if frame.x() < seen.width() * MOST_COVERED else 0.0
        y = frame.y() if frame.y() < seen.height() * MOST_COVERED else 0.0
        return QPointF(x, y)

    def is_covered(self, at: QPoint) -> bool:
        """Tell whether headers or labels lie at a place of the viewport, over the path or beside it."""
        frame, covered, point = self.path_scene.frame_size(), self.covered(), self.mapToScene(at)
        return at.x() < covered.x() or at.y() < covered.y() or point.x() < frame.x() or point.y() < frame.y()

    def _scrolled(self) -> None:
        if self.scene() is not None:  # while the window closes, the scene goes first
            corner, kept = self.mapToScene(QPoint(0, 0)), self.covered()
            self.path_scene.keep_frame(QPointF(corner.x() if kept.x() else 0.0, corner.y() if kept.y() else 0.0))
            self.moved.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the path the width it may fill; room for the scroll bar is always kept, so that nothing jumps."""
        super().resizeEvent(event)
        bar = self.verticalScrollBar().sizeHint().width()
        self.path_scene.set_width(self.maximumViewportSize().width() - bar - 2)
        self._scrolled()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl around the mouse, scroll without; with Shift sideways."""
        turned, keys = event.angleDelta(), event.modifiers()
        if keys & Qt.KeyboardModifier.ControlModifier:
            self.scale_to(self.scale_now() * of_wheel(turned.y() or turned.x()), event.position().toPoint())
            event.accept()
        elif keys & Qt.KeyboardModifier.ShiftModifier and turned.y() and not turned.x():
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - turned.y() * bar.singleStep() * 3 // 120)
            event.accept()
        else:
            super().wheelEvent(event)

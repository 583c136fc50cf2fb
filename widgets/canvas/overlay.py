"""What a gesture shows over the path and takes away again: the line that is being drawn to another card."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from widgets.look import Look
from widgets.theme import RADIUS

Z_OVERLAY = 30.0
HEAD = 9.0  # of an arrow
AROUND = 14.0


class ReachItem(QGraphicsItem):
    """A straight dashed line with an arrow head, and an outline around what it would reach."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._start, self._end, self._reached = QPointF(), QPointF(), QRectF()
        self.setZValue(Z_OVERLAY)

    def show_line(self, start: QPointF, end: QPointF, reached: QRectF) -> None:
        """Draw from start to end. `reached`: the area of what lies there, empty for nothing."""
        if (start, end, reached) != (self._start, self._end, self._reached):
            self.prepareGeometryChange()
            self._start, self._end, self._reached = QPointF(start), QPointF(end), QRectF(reached)
            self.update()

    def boundingRect(self) -> QRectF:
        """Return the area that is painted."""
        line = QRectF(self._start, self._end).normalized()
        return line.united(self._reached).adjusted(-AROUND, -AROUND, AROUND, AROUND)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw it."""
        colour = self._look.colour("accent")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, 2, Qt.PenStyle.DashLine))
        painter.drawLine(self._start, self._end)
        if not self._reached.isEmpty():
            painter.setPen(QPen(colour, 3))
            painter.drawRoundedRect(self._reached.adjusted(-2, -2, 2, 2), RADIUS + 2, RADIUS + 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon(arrow_head(self._start, self._end, HEAD))


def arrow_head(start: QPointF, end: QPointF, size: float) -> QPolygonF:
    """Return the triangle at the end of a line."""
    return QPolygonF(corners_of_head(start, end, size))


def corners_of_head(start: QPointF, end: QPointF, size: float) -> tuple[QPointF, QPointF, QPointF]:
    """Return the tip and the two other corners of the head of an arrow."""
    way = end - start
    long = max(1e-6, (way.x() ** 2 + way.y() ** 2) ** 0.5)
    along = QPointF(way.x() / long, way.y() / long) * size
    across = QPointF(-along.y(), along.x()) * 0.55
    return end, end - along + across, end - along - across

"""The handle of a card: a small round arrow at its right edge, from which a line is pulled to another card."""

from PySide6.QtCore import QPoint, QPointF, QRectF
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from widgets.look import Look

Z_HANDLE = 4.0  # above cards, below the headers that stay in view
RADIUS = 10.0  # pixels of the screen, whatever the scale
REACH = 13  # a press this near is one on the handle: 26 pixels across


class HandleItem(QGraphicsItem):
    """Keeps its size at every scale. `card_id`: whose it is, empty while it is hidden."""

    def __init__(self, look: Look, tip: str) -> None:
        super().__init__()
        self._look = look
        self.card_id = ""
        self._hot = False
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
        self.setZValue(Z_HANDLE)
        self.setToolTip(tip)
        self.hide()

    def show_at(self, card_id: str, place: QRectF | None) -> None:
        """Show it at the right edge of a card, given where that lies; None hides it."""
        self.card_id = card_id if place is not None else ""
        if place is not None:
            self.setPos(QPointF(place.right(), place.center().y()))
        self.setVisible(place is not None)

    def is_near(self, middle: QPoint, at: QPoint) -> bool:
        """Tell whether a place of the viewport is on it, given where its middle is there."""
        off = at - middle
        return bool(self.card_id) and off.x() ** 2 + off.y() ** 2 <= REACH**2

    def show_hot(self, hot: bool) -> None:
        """Show that the mouse is on it."""
        if hot != self._hot:
            self._hot = hot
            self.update()

    def boundingRect(self) -> QRectF:
        """Return the area that is painted."""
        return QRectF(-RADIUS - 2, -RADIUS - 2, 2 * RADIUS + 4, 2 * RADIUS + 4)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw a ring with an arrow; filled while the mouse is on it."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent, panel = self._look.colour("accent"), self._look.colour("panel")
        painter.setPen(QPen(accent, 2))
        painter.setBrush(accent if self._hot else panel)
        painter.drawEllipse(QPointF(0, 0), RADIUS - 1, RADIUS - 1)
        painter.setPen(QPen(self._look.colour("on_accent") if self._hot else accent, 2))
        painter.drawLine(QPointF(-4, 0), QPointF(4, 0))
        painter.drawPolyline([QPointF(0.5, -3.5), QPointF(4, 0), QPointF(0.5, 3.5)])

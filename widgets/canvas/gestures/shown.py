"""What gestures show over the path and take away again: where something would land, and the rubber band."""

from collections.abc import Iterable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene, QStyleOptionGraphicsItem, QWidget

from widgets.look import Look
from widgets.theme import RADIUS

Z_TARGET = 5.0  # above cards, below what is carried and below the headers that stay in view
ROOM = 4.0
TINT = 26  # of 255


class TargetItem(QGraphicsItem):
    """Areas where something would land, and the line between two cards where it would lie.

    Where it may not land, the outline is dashed and nothing is tinted.
    """

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._areas: tuple[QRectF, ...] = ()
        self._homes: tuple[QRectF, ...] = ()
        self._line = QRectF()
        self._fits = True
        self.setZValue(Z_TARGET)

    def show_areas(
        self, scene: QGraphicsScene, areas: Iterable[QRectF], line: QRectF | None = None, *, fits: bool = True
    ) -> None:
        """Show areas of a scene; none of them hides it."""
        wanted, line = tuple(areas), line or QRectF()
        if self.scene() is None:
            scene.addItem(self)
        if (wanted, line, fits) != (self._areas, self._line, self._fits):
            self.prepareGeometryChange()
            self._areas, self._line, self._fits = wanted, line, fits
            self.update()

    def show_homes(self, homes: Iterable[QRectF]) -> None:
        """Show quietly where what is carried lies until it is let go."""
        self.prepareGeometryChange()
        self._homes = tuple(homes)

    def leave(self) -> None:
        """Leave the scene."""
        if self.scene() is not None:
            self.scene().removeItem(self)
        self._areas, self._homes, self._line = (), (), QRectF()

    def boundingRect(self) -> QRectF:
        """Return the area that is painted."""
        box = QRectF(self._line)
        for area in (*self._areas, *self._homes):
            box = box.united(area)
        return box.adjusted(-ROOM, -ROOM, ROOM, ROOM)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw the areas and the line."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.colour("control"), 1, Qt.PenStyle.DashLine))
        for home in self._homes:
            painter.drawRoundedRect(home, RADIUS, RADIUS)
        accent, tint = self._look.colour("accent"), self._look.colour("accent")
        tint.setAlpha(TINT if self._fits else 0)
        pen = QPen(accent if self._fits else self._look.colour("control"), 2)
        if not self._fits:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(tint)
        for area in self._areas:
            painter.drawRoundedRect(area, RADIUS, RADIUS)
        if not self._line.isEmpty() and self._fits:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(accent)
            painter.drawRoundedRect(self._line, 2, 2)

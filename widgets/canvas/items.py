"""The items of the drawn path. Each shows one face and is spoken to assistive technology as one thing."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsObject, QGraphicsScene, QStyleOptionGraphicsItem, QWidget

from widgets.canvas.access import forget
from widgets.canvas.curves import CurveFace
from widgets.canvas.faces import FAR, CardFace, LaneFace, StageFace, ring
from widgets.canvas.spots import Spot
from widgets.look import Look
from widgets.theme import RADIUS

ROOM = 5.0  # around an item for its ring
Z_CARD, Z_LABEL_GROUND, Z_LABEL, Z_HEAD_GROUND, Z_HEAD, Z_CARRIED = 1.0, 6.0, 7.0, 8.0, 9.0, 20.0


class PathItem(QGraphicsObject):
    """Something of the path that can be marked. `spot`: what it is; `spoken`: what a screen reader says."""

    def __init__(self, spot: Spot | None, spoken: str = "") -> None:
        super().__init__()
        self.spot = spot
        self.spoken = spoken
        self.marked = False
        self._size = QRectF()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIsFocusable, spot is not None)

    def place(self, area: QRectF) -> None:
        """Go to an area of the scene."""
        size = QRectF(0, 0, area.width(), area.height())
        if size != self._size:
            self.prepareGeometryChange()
            self._size = size
        self.setPos(area.topLeft())

    def area(self) -> QRectF:
        """Return where it is in the scene, without its ring."""
        return self._size.translated(self.pos())

    def show_marked(self, marked: bool) -> None:
        """Show or hide the ring."""
        if marked != self.marked:
            self.marked = marked
            self.update()

    def boundingRect(self) -> QRectF:
        """Return the area that is painted, ring included."""
        return self._size.adjusted(-ROOM, -ROOM, ROOM, ROOM)

    def contains(self, point: QPointF | QRectF) -> bool:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Tell whether a point lies on it; the ring is not counted."""
        return isinstance(point, QPointF) and self._size.contains(point)

    def go(self) -> None:
        """Leave the scene, and leave the screen reader too."""
        forget(self)
        scene: QGraphicsScene | None = self.scene()
        if scene is not None:
            scene.removeItem(self)

    def has_keys(self) -> bool:
        """Tell whether the keyboard is here."""
        return self.marked and self.scene() is not None and self.scene().hasFocus()


class CardItem(PathItem):
    """A card."""

    def __init__(self, spot: Spot | None, face: CardFace) -> None:
        super().__init__(spot, face.spoken)
        self.face = face
        self.setZValue(Z_CARD)

    def show_face(self, face: CardFace) -> None:
        """Show a card that changed."""
        if face is not self.face:
            self.face, self.spoken = face, face.spoken
            self.update()

    def carry(self, carried: bool) -> None:
        """Look lifted while it is dragged."""
        self.setZValue(Z_CARRIED if carried else Z_CARD)
        self.setOpacity(0.85 if carried else 1.0)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw the card."""
        far = is_far(painter, option)
        self.face.paint(painter, far=far, marked=self.marked, focused=self.has_keys())


class HeadItem(PathItem):
    """A stage's header or a lane's label."""

    def __init__(self, spot: Spot | None, face: StageFace | LaneFace) -> None:
        super().__init__(spot, face.spoken)
        self.face = face
        self.setZValue(Z_HEAD if isinstance(face, StageFace) else Z_LABEL)

    def show_face(self, face: StageFace | LaneFace) -> None:
        """Show a header that changed."""
        self.face, self.spoken = face, face.spoken
        self.update()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw it."""
        far = is_far(painter, option)
        self.face.paint(painter, self._size.height(), far=far, marked=self.marked, focused=self.has_keys())


class CellItem(PathItem):
    """An empty cell: nothing to see until it is marked or something is dragged over it."""

    def __init__(self, spot: Spot, spoken: str, look: Look, hint: str) -> None:
        super().__init__(spot, spoken)
        self._look, self._hint = look, hint

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw a quiet outline; marked, say what can be done."""
        look = self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.colour("line"), 1, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(self._size, RADIUS, RADIUS)
        if self.marked:
            ring(painter, look, self._size, focused=self.has_keys())
            painter.setPen(look.colour("muted"))
            painter.setFont(look.font())
            painter.drawText(self._size, Qt.AlignmentFlag.AlignCenter, self._hint)


class CurveItem(PathItem):
    """The lane of feelings. It is not marked by itself: its lane's label is."""

    def __init__(self, face: CurveFace) -> None:
        super().__init__(None)
        self.face = face
        self._marked_card = ""

    def show_face(self, face: CurveFace) -> None:
        """Show other lines."""
        self.face = face
        self.update()

    def show_card(self, card_id: str) -> None:
        """Tint the place of the card that is marked."""
        if card_id != self._marked_card:
            self._marked_card = card_id
            self.update()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw the lines."""
        far = is_far(painter, option)
        self.face.paint(painter, far=far, marked_card=self._marked_card)


class Ground(QGraphicsItem):
    """A plain surface: under the headers that stay in view, and the line of visibility."""

    def __init__(self, z: float) -> None:
        super().__init__()
        self._area, self._colour, self._line = QRectF(), QColor(), QColor()
        self.setZValue(z)

    def show_area(self, area: QRectF, colour: QColor, line: QColor | None = None) -> None:
        """Fill an area; with `line`, draw a dashed line through its middle."""
        line = line or QColor()
        if (area, colour, line) != (self._area, self._colour, self._line):
            self.prepareGeometryChange()
            self._area, self._colour, self._line = area, colour, line
            self.update()

    def boundingRect(self) -> QRectF:
        """Return the area."""
        return self._area

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Fill it."""
        if self._line.isValid() and self._line.alpha():
            painter.setPen(QPen(self._line, 2, Qt.PenStyle.DashLine))
            y = self._area.center().y()
            painter.drawLine(QPointF(self._area.left(), y), QPointF(self._area.right(), y))
        else:
            painter.fillRect(self._area, self._colour)


def is_far(painter: QPainter, option: QStyleOptionGraphicsItem) -> bool:
    """Tell whether words would be too small to read; sets the painter up for shapes."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    del option
    return QStyleOptionGraphicsItem.levelOfDetailFromTransform(painter.worldTransform()) < FAR

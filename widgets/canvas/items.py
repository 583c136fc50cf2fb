"""The items of the drawn path: what can have the focus, be spoken, or be carried.

A path of thousands of cards has an item only for those that somebody asked for: the marked one, or the one a screen
reader is at. An item shows the ring; what it stands for is drawn by the sheet below, or by the strip it lies on.
"""

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QGraphicsItem, QGraphicsObject, QGraphicsScene, QStyleOptionGraphicsItem, QWidget

from widgets.canvas.access import forget
from widgets.canvas.curves import CurveFace
from widgets.canvas.faces import FAR, CardFace, ring
from widgets.canvas.heads import LaneFace, StageFace
from widgets.canvas.pictures import Pinboard
from widgets.canvas.spots import Spot
from widgets.look import Look

ROOM = 5.0  # around an item for its ring
Z_SHEET, Z_CURVE, Z_CARD, Z_CARRIED = 0.0, 0.2, 1.0, 20.0
LIFTED = 0.88


class PathItem(QGraphicsObject):
    """Something of the path that can be marked. `spot`: what it is, None where nothing can be marked.

    `spoken`: what a screen reader says; `stands_for`: what it is in any case.
    """

    spot: Spot | None

    def __init__(self, look: Look, spot: Spot, spoken: str = "") -> None:
        super().__init__()
        self._look = look
        self.spot = self.stands_for = spot
        self.spoken = spoken
        self.marked = False
        self._size = QRectF()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIsFocusable)
        self.setZValue(Z_CARD)

    def stay_unmarked(self) -> None:
        """Be looked at and spoken, never marked."""
        self.spot = None
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIsFocusable, False)

    def stand_for(self, spot: Spot) -> None:
        """Stand for a spot that lies elsewhere now."""
        self.stands_for = spot
        if self.spot is not None:
            self.spot = spot

    def place(self, area: QRectF) -> None:
        """Go to an area, of the scene or of the strip it lies on."""
        size = QRectF(0, 0, area.width(), area.height())
        if size != self._size:
            self.prepareGeometryChange()
            self._size = size
        self.setPos(area.topLeft())

    def area(self) -> QRectF:
        """Return where it is in the scene, without its ring."""
        return self._size.translated(self.scenePos())

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

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw the ring, where it is marked."""
        if self.marked:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            ring(painter, self._look, self._size, focused=self.has_keys())

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

    def __init__(self, look: Look, spot: Spot, face: CardFace) -> None:
        super().__init__(look, spot, face.spoken)
        self.face = face

    def show_face(self, face: CardFace) -> None:
        """Stand for a card that changed."""
        if face is not self.face:
            self.face, self.spoken = face, face.spoken


class HeadItem(PathItem):
    """A stage's header or a lane's label; lies on its strip and stays in view with it."""

    def __init__(self, look: Look, spot: Spot, face: StageFace | LaneFace, strip: QGraphicsItem) -> None:
        super().__init__(look, spot, face.spoken)
        self.face = face
        self.setParentItem(strip)

    def show_face(self, face: StageFace | LaneFace) -> None:
        """Stand for a header that changed."""
        self.face, self.spoken = face, face.spoken


class CellItem(PathItem):
    """An empty cell. Marked, it says what can be done."""

    def __init__(self, look: Look, spot: Spot, spoken: str, hint: str) -> None:
        super().__init__(look, spot, spoken)
        self._hint = hint

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw the ring and the hint."""
        super().paint(painter, option, widget)
        if self.marked and not is_far(painter):
            painter.setPen(self._look.colour("muted"))
            painter.setFont(self._look.font())
            box = self._size.adjusted(6, 2, -6, -2)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._hint)


class CurveItem(QGraphicsItem):
    """The lane of feelings. It is not marked by itself: its lane's label is."""

    def __init__(self, face: CurveFace) -> None:
        super().__init__()
        self.face = face
        self._marked_card = ""
        self._size = QRectF()
        self.setZValue(Z_CURVE)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)

    def show_face(self, face: CurveFace) -> None:
        """Show other lines."""
        if face is not self.face:
            self.face = face
            self.update()

    def place(self, area: QRectF) -> None:
        """Go to an area of the scene."""
        size = QRectF(0, 0, area.width(), area.height())
        if size != self._size:
            self.prepareGeometryChange()
            self._size = size
        self.setPos(area.topLeft())

    def show_card(self, card_id: str) -> None:
        """Tint the place of the card that is marked."""
        if card_id != self._marked_card:
            before, self._marked_card = self._marked_card, card_id
            if self.face.x_of(before) is not None or self.face.x_of(card_id) is not None:
                self.update()

    def boundingRect(self) -> QRectF:
        """Return the area of the lane."""
        return self._size.adjusted(-1, -1, 1, 1)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw what is seen of the lines."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        seen: QRectF = option.exposedRect  # pyright: ignore[reportAttributeAccessIssue]
        self.face.paint(painter, seen, far=is_far(painter), marked_card=self._marked_card)


class CarriedItem(QGraphicsItem):
    """Cards that are carried, all in one: following the mouse moves one item, however many they are."""

    def __init__(self, picture_of: Callable[[CardFace, float], QPixmap]) -> None:
        super().__init__()
        self._picture_of = picture_of
        self._cards: tuple[tuple[CardFace, QRectF], ...] = ()
        self._area = QRectF()
        self.setZValue(Z_CARRIED)
        self.setOpacity(LIFTED)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)

    def show_cards(self, ids: Iterable[str], faces: Mapping[str, CardFace], areas: Mapping[str, QRectF]) -> None:
        """Carry these cards, from where they lie at home."""
        self.prepareGeometryChange()
        self._cards = tuple((faces[one], areas[one]) for one in ids)
        self._area = QRectF()
        for _, area in self._cards:
            self._area = self._area.united(area)
        self.setPos(0, 0)
        self.setVisible(bool(self._cards))

    def boundingRect(self) -> QRectF:
        """Return the area of all of them."""
        return self._area.adjusted(-2, -2, 2, 2)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw those that are seen."""
        seen: QRectF = option.exposedRect  # pyright: ignore[reportAttributeAccessIssue]
        board = Pinboard(painter)
        for face, area in self._cards:
            if area.intersects(seen):
                board.put(self._picture_of(face, board.scale), area.left(), area.top())
        board.end()


class Ground(QGraphicsItem):
    """A plain surface, or a dashed line: the line of visibility."""

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


def is_far(painter: QPainter) -> bool:
    """Tell whether words would be too small to read."""
    return QStyleOptionGraphicsItem.levelOfDetailFromTransform(painter.worldTransform()) < FAR

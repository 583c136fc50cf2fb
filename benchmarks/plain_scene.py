"""The plain ways of drawing cards that the drawn path is compared with: stock items, and drawText in paint."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPen
from PySide6.QtWidgets import (
    QGraphicsItem,
    QGraphicsPathItem,
    QGraphicsRectItem,
    QGraphicsScene,
    QGraphicsTextItem,
    QStyleOptionGraphicsItem,
    QWidget,
)

from models.path_records import CardRecord, PathRecord

Places = Mapping[str, QRectF]
kept: list[QGraphicsItem] = []  # an item whose Python half is gone may go with it


def stock_items(path: PathRecord, places: Places, look: Any) -> QGraphicsScene:
    """Return a scene of stock items: a rounded outline, an edge, the words and the code of each card."""
    from PySide6.QtGui import QPainterPath

    scene, font = QGraphicsScene(), look.font()
    for card in path.cards:
        area = places[card.id]
        shape = QPainterPath()
        shape.addRoundedRect(0, 0, area.width(), area.height(), 10, 10)
        item = QGraphicsPathItem(shape)
        item.setPos(area.topLeft())
        item.setPen(QPen(look.colour("line")))
        item.setBrush(QBrush(look.colour("panel")))
        edge = QGraphicsRectItem(0, 0, 5, area.height(), item)
        edge.setBrush(QBrush(look.colour("accent")))
        words, code = QGraphicsTextItem(card.words, item), QGraphicsTextItem(card.code, item)
        for text, y in ((words, 4.0), (code, area.height() - 28)):
            text.setFont(font)
            text.setTextWidth(area.width() - 20)
            text.setPos(12, y)
        scene.addItem(item)
        kept.extend((item, edge, words, code))
    return scene


class DrawnCard(QGraphicsItem):
    """A card that draws its words with drawText whenever it is painted."""

    def __init__(self, card: CardRecord, area: QRectF, look: Any) -> None:
        super().__init__()
        self._card, self._look = card, look
        self._box = QRectF(0, 0, area.width(), area.height())
        self.setPos(area.topLeft())

    def boundingRect(self) -> QRectF:
        """Return its area."""
        return self._box

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw outline, edge, words, code and mark."""
        look, box = self._look, self._box
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("line")))
        painter.setBrush(look.colour("panel"))
        painter.drawRoundedRect(box, 10, 10)
        painter.fillRect(QRectF(0, 0, 5, box.height()), look.colour("accent"))
        painter.setFont(look.font())
        painter.setPen(look.colour("ink"))
        inner = box.adjusted(15, 8, -10, -30)
        painter.drawText(inner, Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft, self._card.words)
        painter.drawText(QRectF(15, box.height() - 28, 60, 22), Qt.AlignmentFlag.AlignVCenter, self._card.code)
        if self._card.pain_point:
            chip = QRectF(75, box.height() - 28, 60, 22)
            painter.setBrush(look.colour("danger.soft"))
            painter.drawRoundedRect(chip, 6, 6)
            painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, "Pain")


def drawn_cards(path: PathRecord, places: Places, look: Any) -> QGraphicsScene:
    """Return a scene of an item per card that is painted by drawText."""
    scene = QGraphicsScene()
    for card in path.cards:
        item = DrawnCard(card, places[card.id], look)
        scene.addItem(item)
        kept.append(item)
    return scene

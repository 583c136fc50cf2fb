"""What is drawn over a path to compare: an outline of its own kind around each card that differs, hatching for gaps."""

from collections.abc import Mapping

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from models.path_differences import ADDED, CHANGED, FELT, MOVED, REMOVED
from widgets.canvas.faces import FAR
from widgets.canvas.scene import PathScene
from widgets.map.compare.words import ICONS, TONES
from widgets.theme import RADIUS

Z_OUTLINES = 2.0  # above cards, below headers
LINES = {
    ADDED: Qt.PenStyle.SolidLine,
    REMOVED: Qt.PenStyle.DashLine,
    MOVED: Qt.PenStyle.DashDotLine,
    CHANGED: Qt.PenStyle.DotLine,
    FELT: Qt.PenStyle.DotLine,
}


class Outlines(QGraphicsItem):
    """Lies over a whole scene and draws where its cards lie at that moment."""

    def __init__(self, scene: PathScene) -> None:
        super().__init__()
        self._scene = scene
        self._area = QRectF()  # asked of the scene while it has none, it would ask its items
        self._kinds: Mapping[str, tuple[str, ...]] = {}
        self._gaps: frozenset[str] = frozenset()
        self.setZValue(Z_OUTLINES)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        scene.addItem(self)
        scene.sceneRectChanged.connect(self._cover)

    def show_kinds(self, kinds: Mapping[str, tuple[str, ...]], gaps: frozenset[str]) -> None:
        """Outline these cards, by how they differ, and hatch these columns."""
        self._kinds, self._gaps = kinds, gaps
        self.update()

    def boundingRect(self) -> QRectF:
        """Return the whole scene."""
        return self._area

    def shape(self) -> QPainterPath:
        """Return nothing: what lies below is what the mouse meets."""
        return QPainterPath()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw gaps and outlines; zoomed out, the sign of the kind stands on the card, whose words are not drawn."""
        plan = self._scene.plan
        if plan is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = option.levelOfDetailFromTransform(painter.worldTransform())
        for (stage_id, _), area in plan.cells.items():
            if stage_id in self._gaps:
                self._hatch(painter, area)
        for card_id, kinds in self._kinds.items():
            if (area := plan.cards.get(card_id)) is not None:
                self._outline(painter, area, kinds[0], scale)
                if scale < FAR:
                    self._sign(painter, area, kinds[0], scale)

    def _cover(self, area: QRectF) -> None:
        self.prepareGeometryChange()
        self._area = area

    def _hatch(self, painter: QPainter, area: QRectF) -> None:
        look = self._scene.look
        painter.fillRect(area.adjusted(-2, -2, 2, 2), look.colour("paper"))
        painter.fillRect(area, QBrush(look.colour("line"), Qt.BrushStyle.BDiagPattern))

    def _outline(self, painter: QPainter, area: QRectF, kind: str, scale: float) -> None:
        pen = QPen(self._scene.look.colour(f"{TONES[kind]}.strong"), max(2.5, 1.5 / scale), LINES[kind])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area.adjusted(-1, -1, 1, 1), RADIUS, RADIUS)

    def _sign(self, painter: QPainter, area: QRectF, kind: str, scale: float) -> None:
        """Draw the sign, as large on screen as an icon with its ground where the card holds that."""
        look = self._scene.look
        size = min(look.px(28) / scale, area.height() - 4, area.width() - 4)
        middle = area.center()
        painter.setPen(QPen(look.colour(f"{TONES[kind]}.strong"), 2))
        painter.setBrush(look.colour(f"{TONES[kind]}.soft"))
        painter.drawEllipse(middle, size / 2, size / 2)
        inner = size * 0.7
        picture = look.picture(ICONS[kind], f"{TONES[kind]}.text", look.px(20))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        place = QRectF(middle.x() - inner / 2, middle.y() - inner / 2, inner, inner)
        painter.drawPixmap(place, picture, QRectF(picture.rect()))

"""The strips that stay in view: headers of stages above, labels of lanes at the left. One item each, however many."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from widgets.canvas.faces import FAR
from widgets.canvas.heads import LaneFace, StageFace
from widgets.canvas.pictures import Pictures, Pinboard
from widgets.look import Look

Z_LABELS, Z_HEADS = 6.0, 8.0
BYTES = 32 * 1024 * 1024


class Strip(QGraphicsItem):
    """Faces side by side on a plain ground. `places`: each face's area from the strip's own corner, in order."""

    def __init__(self, look: Look, z: float, *, across: bool) -> None:
        super().__init__()
        self._look, self._across = look, across
        self._ground = QRectF()
        self._pictures = Pictures(BYTES)
        self._faces: Sequence[StageFace | LaneFace] = ()
        self._areas: Sequence[QRectF] = ()
        self._starts: list[float] = []
        self._ends: list[float] = []
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self.setZValue(z)

    def show_faces(self, ground: QRectF, faces: Sequence[StageFace | LaneFace], areas: Sequence[QRectF]) -> None:
        """Show other faces, or the same elsewhere."""
        if ground != self._ground:
            self.prepareGeometryChange()
            self._ground = ground
        self._faces, self._areas = faces, areas
        self._starts = [area.left() if self._across else area.top() for area in areas]
        self._ends = [area.right() if self._across else area.bottom() for area in areas]
        self.update()

    def at(self, point: QPointF) -> str | None:
        """Return the id of the stage or lane at a point of the scene; empty beside them, None beside the strip."""
        here = point - self.pos()
        if not self._ground.contains(here):
            return None
        found = (face for face, area in zip(self._faces, self._areas, strict=True) if area.contains(here))
        return next((face.stage.id if isinstance(face, StageFace) else face.lane.id for face in found), "")

    def boundingRect(self) -> QRectF:
        """Return the ground."""
        return self._ground

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw the faces that are seen."""
        seen: QRectF = option.exposedRect  # pyright: ignore[reportAttributeAccessIssue]
        painter.fillRect(seen.intersected(self._ground), self._look.colour("paper"))
        far = QStyleOptionGraphicsItem.levelOfDetailFromTransform(painter.worldTransform()) < FAR
        low, high = (seen.left(), seen.right()) if self._across else (seen.top(), seen.bottom())
        board = Pinboard(painter)
        for at in range(bisect_left(self._ends, low), bisect_right(self._starts, high)):
            face, area = self._faces[at], self._areas[at]
            key = (face, area.height(), far)
            paint = partial(face.paint, height=area.height(), far=far)
            picture = self._pictures.find(key, board.scale)
            board.put(picture or self._pictures.make(key, board.scale, area.size(), paint), area.left(), area.top())
        board.end()

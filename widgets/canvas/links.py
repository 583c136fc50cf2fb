"""Connections drawn: a line each, told apart by its dashes and by the shape at its end; words stand on the card."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from widgets.canvas.faces import FAR
from widgets.canvas.overlay import arrow_head, corners_of_head
from widgets.canvas.routes import Route
from widgets.look import Look

Z_LINKS = 0.1  # above the sheet, behind the lanes of feelings
BEND, HEAD, OUT = 6.0, 8.0, 6.5  # radius of a corner, length of an arrow head, radius of the mark of dropping out
AROUND = 12.0
LONG = 2500.0  # pixels
DASHES: dict[str, tuple[float, ...]] = {  # dash, gap … in widths of the line
    "next": (),
    "branch": (4.0, 3.0),
    "loop": (7.0, 3.0, 1.5, 3.0),
    "drop_out": (1.5, 2.0),
}
THIN, STRONG = 1.6, 2.5


class LinksItem(QGraphicsItem):
    """All connections of a path. Those of the marked card are drawn stronger."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._routes: tuple[Route, ...] = ()
        self._paths: dict[str, QPainterPath] = {}  # of short lines; of long ones only what is seen is drawn
        self._card = ""
        self._area = QRectF()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self.setZValue(Z_LINKS)

    def show_routes(self, routes: tuple[Route, ...]) -> None:
        """Draw other lines."""
        if routes == self._routes:
            return
        area = QRectF()
        for route in routes:
            area = area.united(route.area)
        if area != self._area:
            self.prepareGeometryChange()
            self._area = area
        self._routes = routes
        self._paths.clear()
        self.update()

    def show_card(self, card_id: str) -> None:
        """Draw the lines of a card stronger, those of no card where it is empty."""
        if card_id != self._card:
            for route in self._routes:
                if {route.from_id, route.to_id} & {card_id, self._card}:
                    self.update(route.area)
            self._card = card_id

    def boundingRect(self) -> QRectF:
        """Return the area of all lines."""
        return self._area

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw those that are seen."""
        seen: QRectF = option.exposedRect  # pyright: ignore[reportAttributeAccessIssue]
        if QStyleOptionGraphicsItem.levelOfDetailFromTransform(painter.worldTransform()) < FAR:
            self._paint_far(painter, seen)
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for route in self._routes:
            if route.area.intersects(seen):
                self._paint_route(painter, route, seen, strong=self._card in (route.from_id, route.to_id))

    def _paint_far(self, painter: QPainter, seen: QRectF) -> None:
        """Draw thin plain lines: neither dashes nor ends could be told apart."""
        pen = QPen(self._look.colour("neutral.strong"), 1)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        lines: list[QLineF] = []
        for route in self._routes:
            if route.area.intersects(seen):
                lines += [QLineF(*pair) for pair in pairwise(route.points)]
        painter.drawLines(lines)

    def _paint_route(self, painter: QPainter, route: Route, seen: QRectF, *, strong: bool) -> None:
        colour = self._look.colour("accent" if strong else "neutral.strong")
        large = self._look.px(100) / 100
        pen = QPen(colour, (STRONG if strong else THIN) * large)
        if DASHES[route.kind]:
            pen.setDashPattern(DASHES[route.kind])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(self._path(route, seen, large, sum(DASHES[route.kind]) * pen.widthF()))
        painter.setPen(QPen(colour, THIN * large))
        self._paint_end(painter, route, colour, large)

    def _path(self, route: Route, seen: QRectF, large: float, period: float) -> QPainterPath:
        short = (HEAD if route.to_id else OUT) * large
        if route.area.width() + route.area.height() > LONG:
            return rounded(route.points, short, seen, period)
        if route.id not in self._paths:
            self._paths[route.id] = rounded(route.points, short, route.area, 0.0)
        return self._paths[route.id]

    def _paint_end(self, painter: QPainter, route: Route, colour: QColor, large: float) -> None:
        """Draw the shape at the end of a line, which tells its kind along with the dashes."""
        before, end = route.points[-2], route.points[-1]
        if route.to_id is None:
            self._paint_out(painter, end, OUT * large)
        elif route.kind == "next":
            painter.setBrush(colour)
            painter.drawPolygon(arrow_head(before, end, HEAD * large))
        elif route.kind == "branch":
            painter.setBrush(self._look.colour("panel"))
            painter.drawPolygon(arrow_head(before, end, HEAD * large))
        else:  # an open arrow; who drops out to a card meets a bar before it
            tip, one, other = corners_of_head(before, end, HEAD * large)
            painter.drawPolyline(QPolygonF([one, tip, other]))
            if route.kind == "drop_out":
                painter.drawLine(one, other)

    def _paint_out(self, painter: QPainter, at: QPointF, size: float) -> None:
        """Draw the mark where a way ends: a ring with a bar."""
        painter.setBrush(self._look.colour("panel"))
        painter.drawEllipse(at, size, size)
        slant = size * 0.7
        painter.drawLine(at + QPointF(-slant, slant), at + QPointF(slant, -slant))


def rounded(points: Sequence[QPointF], short: float, seen: QRectF, period: float) -> QPainterPath:
    """Return what is seen of a line of upright and level pieces, with rounded corners.

    It ends `short` before its last point, where its end is drawn. `period`: the length of its dashes, which go on as
    they were where a part of the line is drawn anew.
    """
    path, near = QPainterPath(), seen.adjusted(-AROUND, -AROUND, AROUND, AROUND)
    start, last = points[0], len(points) - 2
    for at, (before, corner) in enumerate(pairwise(points)):
        end = _towards(corner, before, BEND if at < last else short)
        _add_piece(path, start, end, near, period)
        if at < last:
            start = _towards(corner, points[at + 2], BEND)
            if near.contains(corner):
                path.moveTo(end)
                path.quadTo(corner, start)
    return path


def _add_piece(path: QPainterPath, start: QPointF, end: QPointF, near: QRectF, period: float) -> None:
    """Add the part of a straight piece that is near, beginning where a dash does."""
    line = QLineF(start, end)
    long = line.length()
    if not long or not QRectF(start, end).normalized().adjusted(-1, -1, 1, 1).intersects(near):
        return
    along = abs(line.dx()) > abs(line.dy())
    low, high = (near.left(), near.right()) if along else (near.top(), near.bottom())
    here, there = (start.x(), end.x()) if along else (start.y(), end.y())
    cut = sorted(max(0.0, min(long, (edge - here) / (there - here) * long)) for edge in (low, high))
    first = cut[0] // period * period if period else cut[0]
    path.moveTo(line.pointAt(first / long))
    path.lineTo(line.pointAt(cut[1] / long))


def _towards(start: QPointF, end: QPointF, far: float) -> QPointF:
    """Return the point some way along a line, at most half of it."""
    way = QLineF(start, end)
    return way.pointAt(min(0.5, far / way.length())) if way.length() else start

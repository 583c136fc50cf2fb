"""How it feels, drawn: points by group and person, straight lines, a band for the spread, names in words."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from models.records import PathRecord
from resources.texts import Translator
from widgets.canvas.feelings import Line, Point, signed
from widgets.canvas.names import Name, lowest_of, names_of
from widgets.canvas.words import Fonts
from widgets.look import Look
from widgets.theme import RADIUS

VALUES = (2, 1, 0, -1, -2)
FEW = 4  # lines; more of them need more height
BESIDE = 44  # pixels at 100 % over which the points of one card are spread
BAND = 0.12  # how much of its colour the band has
DASH = 8  # one dash and one gap, in pixels: where a piece is drawn anew, dashes go on as they were
Spots = list[tuple[float, Point]]


class CurveFace:
    """The lane of feelings over all columns. `columns`: (left, width) of each stage, from the lane's own left edge."""

    def __init__(
        self,
        fonts: Fonts,
        tr: Translator,
        path: PathRecord,
        lines: tuple[Line, ...],
        columns: Mapping[str, tuple[float, float]],
    ) -> None:
        look = self._look = fonts.look
        self._fonts, self.lines, self._empty = fonts, lines, tr("Nobody has said yet how it feels.")
        self.width = max((left + wide for left, wide in columns.values()), default=0.0)
        self._plot = look.px(128 if len(lines) < FEW else 160) if lines else look.px(40)
        self._axis = fonts.width("+2") + look.px(10)
        self._top = look.px(28) if lines else look.px(8)
        self.height = self._top + self._plot + (look.px(34) if lines else look.px(8))
        self._x = _places(path, lines, columns)
        wide = min((wide for _, wide in columns.values()), default=0.0)
        self._beside = min(float(look.px(8)), look.px(BESIDE) / max(1, len(lines)), wide * 0.5 / max(1, len(lines)))
        self.spots = [[(self._shifted(point, at), point) for point in line.points] for at, line in enumerate(lines)]
        self._starts = [[x for x, _ in spots] for spots in self.spots]
        self.lowest = lowest_of(path, lines, tr)
        area = QRectF(self._axis, 2, self.width - self._axis - look.px(8), self.height - 4)
        dots = [[QPointF(x, self.y_of(point.middle)) for x, point in spots] for spots in self.spots]
        self.names: tuple[Name, ...] = names_of(fonts, lines, dots, self.lowest, area, wide)

    def x_of(self, card_id: str) -> float | None:
        """Return where a card's points stand, None where nobody said anything of it."""
        return self._x.get(card_id)

    def y_of(self, value: float) -> float:
        """Return the height of a value."""
        return self._top + (2 - value) / 4 * self._plot

    def paint(self, painter: QPainter, seen: QRectF, *, far: bool, marked_card: str) -> None:
        """Draw what is seen of it, with its upper left corner at (0, 0)."""
        look, box = self._look, QRectF(0.5, 0.5, self.width - 1, self.height - 1)
        painter.setPen(QPen(look.colour("line"), 1))
        painter.setBrush(look.colour("panel"))
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        if not self.lines:
            painter.setPen(look.colour("muted"))
            painter.setFont(self._fonts.plain)
            area = box.adjusted(look.px(12), 0, -look.px(12), 0)
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
            painter.drawText(area, flags, self._empty)
            return
        self._tint(painter, marked_card)
        self._grid(painter, seen, far=far)
        reach = seen.adjusted(-look.px(12), 0, look.px(12), 0)
        for at, line in enumerate(self.lines):
            starts = self._starts[at]
            first, last = bisect_left(starts, reach.left()), bisect_right(starts, reach.right())
            # one more at either side, so that the line to it is drawn
            self._line(painter, line, self.spots[at][max(0, first - 1) : last + 1])
        if not far:
            for name in self.names:
                if name.area.intersects(seen):
                    self._name(painter, name)

    def _tint(self, painter: QPainter, card_id: str) -> None:
        """Tint the place of the marked card."""
        look = self._look
        if (x := self._x.get(card_id)) is None:
            return
        wide = self._beside * len(self.lines) / 2 + look.px(12)
        area = QRectF(x - wide, self._top - look.px(12), 2 * wide, self._plot + look.px(24))
        contrast = look.palette.name == "contrast"
        painter.setPen(QPen(look.colour("control"), 1) if contrast else Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("panel" if contrast else "accent_soft"))
        painter.drawRoundedRect(area, 6, 6)

    def _grid(self, painter: QPainter, seen: QRectF, *, far: bool) -> None:
        look = self._look
        painter.setFont(self._fonts.plain)
        left = self._axis
        if seen.left() > left:
            left += (seen.left() - left) // DASH * DASH
        right = min(self.width - look.px(8), seen.right())
        for value in VALUES:
            y = self.y_of(value)
            pen = QPen(look.colour("control" if value == 0 else "line"), 1)
            pen.setDashPattern([4, DASH - 4])
            painter.setPen(pen)
            painter.drawLine(QPointF(left, y), QPointF(right, y))
            if value in (2, 0, -2) and not far and seen.left() < self._axis:
                painter.setPen(look.colour("muted"))
                box = QRectF(0, y - look.px(12), self._axis - look.px(4), look.px(24))
                painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, signed(value))

    def _line(self, painter: QPainter, line: Line, spots: Spots) -> None:
        look = self._look
        colour = look.colour(line.token)
        if line.joined and any(point.low != point.high for _, point in spots):
            soft = look.colour(line.token)
            soft.setAlphaF(BAND)
            upper = [QPointF(x, self.y_of(point.high)) for x, point in spots]
            lower = [QPointF(x, self.y_of(point.low)) for x, point in reversed(spots)]
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(soft)
            painter.drawPolygon(QPolygonF([*upper, *lower]))
        painter.setPen(QPen(colour, 1.2 if line.person else 2.2))
        if line.joined:
            painter.drawPolyline(QPolygonF([QPointF(x, self.y_of(point.middle)) for x, point in spots]))
        for x, point in spots:
            if point.low != point.high:
                painter.setPen(QPen(colour, 1))
                painter.drawLine(QPointF(x, self.y_of(point.low)), QPointF(x, self.y_of(point.high)))
            draw_shape(painter, look, line, QPointF(x, self.y_of(point.middle)), look.px(4 if line.person else 5))

    def _name(self, painter: QPainter, name: Name) -> None:
        """Draw a name beside its line, or the words at the lowest point."""
        look = self._look
        ground = look.colour("panel")
        ground.setAlphaF(0.8)
        painter.fillRect(name.area, ground)
        left = name.area.left()
        if name.line is not None:
            draw_shape(painter, look, name.line, QPointF(left + look.px(6), name.area.center().y()), look.px(4))
            left += look.px(14)
        painter.setPen(look.colour("ink" if name.line is None else "muted"))
        painter.setFont(self._fonts.bold if name.line is None else self._fonts.plain)
        box = QRectF(left, name.area.top(), name.area.right() - left + 2, name.area.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name.text)

    def _shifted(self, point: Point, number: int) -> float:
        """Return a line's x beside those of the others, so that equal answers do not cover each other."""
        return self._x[point.card_id] + (number - (len(self.lines) - 1) / 2) * self._beside


def draw_shape(painter: QPainter, look: Look, line: Line, at: QPointF, size: float) -> None:
    """Draw a line's marker around a point: filled for a group, hollow for a person."""
    colour = look.colour(line.token)
    painter.setPen(QPen(colour, 1.6 if line.person else 2))
    painter.setBrush(look.colour("panel") if line.person or line.shape == "ring" else colour)
    if line.shape in ("circle", "ring"):
        painter.drawEllipse(at, size, size)
    elif line.shape == "plus":
        painter.drawLine(at - QPointF(size, 0), at + QPointF(size, 0))
        painter.drawLine(at - QPointF(0, size), at + QPointF(0, size))
    else:
        corners = {
            "square": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
            "triangle": ((0, -1.2), (1.1, 0.9), (-1.1, 0.9)),
            "wedge": ((0, 1.2), (1.1, -0.9), (-1.1, -0.9)),
            "diamond": ((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)),
        }[line.shape]
        painter.drawPolygon(QPolygonF([at + QPointF(x * size * 0.9, y * size * 0.9) for x, y in corners]))


def _places(path: PathRecord, lines: tuple[Line, ...], columns: Mapping[str, tuple[float, float]]) -> dict[str, float]:
    """Return the x of each card that somebody felt something at: side by side within its column, in reading order."""
    felt = {point.card_id for line in lines for point in line.points}
    here: dict[str, list[str]] = {}
    for card in path.cards:
        if card.id in felt and card.stage_id in columns:
            here.setdefault(card.stage_id, []).append(card.id)
    places: dict[str, float] = {}
    for stage_id, cards in here.items():
        left, wide = columns[stage_id]
        for number, card_id in enumerate(cards):
            places[card_id] = left + wide * (number + 0.5) / len(cards)
    return places

"""How it feels, drawn: points by group, straight lines between them, a band for the spread, a legend in words."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QPolygonF

from models.records import PathRecord
from widgets.canvas.feelings import Line, Point, signed
from widgets.canvas.words import Laid, laid_out
from widgets.look import Look
from widgets.theme import RADIUS

VALUES = (2, 1, 0, -1, -2)
BAND = 0.16  # how much of its colour the band has


@dataclass(frozen=True)
class LegendEntry:
    """A group's shape and name, and where they stand."""

    line: Line
    words: Laid
    at: QPointF


class CurveFace:
    """The lane of feelings over all columns. `columns`: (left, width) of each stage, from the lane's own left edge."""

    def __init__(
        self, look: Look, path: PathRecord, lines: tuple[Line, ...], columns: dict[str, tuple[float, float]], said: str
    ) -> None:
        """`said`: the words for a lane where nobody said anything yet."""
        self._look, self.lines, self._empty = look, lines, said
        self.width = max((left + wide for left, wide in columns.values()), default=0.0)
        self._plot = look.px(112) if lines else look.px(40)
        self._axis = QFontMetricsF(look.font()).horizontalAdvance("+2") + look.px(8)
        self._legend = self._legend_laid()
        foot = max((entry.at.y() + entry.words.height for entry in self._legend), default=0.0)
        self._top = foot + look.px(14)
        self.height = self._top + self._plot + look.px(14)
        self._x = _places(path, lines, columns)

    def x_of(self, card_id: str) -> float | None:
        """Return where a card's points stand, None where nobody said anything of it."""
        return self._x.get(card_id)

    def paint(self, painter: QPainter, *, far: bool, marked_card: str) -> None:
        """Draw it with its upper left corner at (0, 0)."""
        look = self._look
        box = QRectF(0, 0, self.width, self.height)
        painter.setPen(QPen(look.colour("line"), 1))
        painter.setBrush(look.colour("panel"))
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        if not self.lines:
            painter.setPen(look.colour("muted"))
            painter.setFont(look.font())
            area = box.adjusted(look.px(12), 0, -look.px(12), 0)
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
            painter.drawText(area, flags, self._empty)
            return
        self._grid(painter, far=far, marked_card=marked_card)
        for number, line in enumerate(self.lines):
            self._line(painter, line, number)
        if not far:
            for entry in self._legend:
                self._entry(painter, entry)

    def _grid(self, painter: QPainter, *, far: bool, marked_card: str) -> None:
        look = self._look
        if (x := self._x.get(marked_card)) is not None:
            wide = look.px(12) * max(1, len(self.lines)) / 2 + look.px(10)
            area = QRectF(x - wide, self._top - look.px(10), 2 * wide, self._plot + look.px(20))
            painter.fillRect(area, look.colour("accent_soft" if look.palette.name != "contrast" else "line"))
            if look.palette.name == "contrast":
                painter.fillRect(area.adjusted(2, 2, -2, -2), look.colour("panel"))
        painter.setFont(look.font())
        for value in VALUES:
            y = self._y(value)
            painter.setPen(QPen(look.colour("control" if value == 0 else "line"), 1, _dash(value, look)))
            painter.drawLine(QPointF(self._axis, y), QPointF(self.width - look.px(8), y))
            if value in (2, 0, -2) and not far:
                painter.setPen(look.colour("muted"))
                box = QRectF(0, y - look.px(12), self._axis - look.px(3), look.px(24))
                painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, signed(value))

    def _line(self, painter: QPainter, line: Line, number: int) -> None:
        colour = self._look.colour(line.token)
        places = [(self._shifted(point, number), point) for point in line.points if point.card_id in self._x]
        if line.joined and any(point.low != point.high for _, point in places):
            soft = self._look.colour(line.token)
            soft.setAlphaF(BAND)
            upper = [QPointF(x, self._y(point.high)) for x, point in places]
            lower = [QPointF(x, self._y(point.low)) for x, point in reversed(places)]
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(soft)
            painter.drawPolygon(QPolygonF([*upper, *lower]))
        painter.setPen(QPen(colour, 2))
        if line.joined:
            painter.drawPolyline(QPolygonF([QPointF(x, self._y(point.middle)) for x, point in places]))
        for x, point in places:
            painter.setPen(QPen(colour, 1))
            painter.drawLine(QPointF(x, self._y(point.low)), QPointF(x, self._y(point.high)))
            draw_shape(painter, self._look, line, QPointF(x, self._y(point.middle)), self._look.px(5))

    def _shifted(self, point: Point, number: int) -> float:
        """Return a group's x beside those of the others, so that equal answers do not cover each other."""
        return self._x[point.card_id] + (number - (len(self.lines) - 1) / 2) * self._look.px(8)

    def _y(self, value: float) -> float:
        return self._top + (2 - value) / 4 * self._plot

    def _legend_laid(self) -> tuple[LegendEntry, ...]:
        look = self._look
        entries: list[LegendEntry] = []
        x = start = float(look.px(12))
        y, high = float(look.px(8)), 0.0
        for line in self.lines:
            room = max(40.0, self.width - start - look.px(40))
            words = laid_out(line.name, look.font(), room, 2)
            wide = words.width + look.px(18)
            if x > start and x + wide > self.width - look.px(8):
                x, y, high = start, y + high + 2, 0.0
            entries.append(LegendEntry(line, words, QPointF(x, y)))
            x, high = x + wide + look.px(16), max(high, words.height)
        return tuple(entries)

    def _entry(self, painter: QPainter, entry: LegendEntry) -> None:
        look = self._look
        middle = entry.at.y() + QFontMetricsF(look.font()).height() / 2
        draw_shape(painter, look, entry.line, QPointF(entry.at.x() + look.px(5), middle), look.px(5))
        painter.setPen(look.colour("ink"))
        entry.words.draw(painter, entry.at.x() + look.px(18), entry.at.y())


def draw_shape(painter: QPainter, look: Look, line: Line, at: QPointF, size: float) -> None:
    """Draw a group's marker around a point."""
    colour = look.colour(line.token)
    painter.setPen(QPen(colour, 2))
    painter.setBrush(colour)
    if line.shape in ("circle", "ring"):
        if line.shape == "ring":
            painter.setBrush(look.colour("panel"))
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


def _places(path: PathRecord, lines: tuple[Line, ...], columns: dict[str, tuple[float, float]]) -> dict[str, float]:
    """Return the x of each card that somebody felt something at: side by side within its column, in reading order."""
    felt = {point.card_id for line in lines for point in line.points}
    places: dict[str, float] = {}
    for stage_id, (left, wide) in columns.items():
        here = [card.id for card in path.cards if card.stage_id == stage_id and card.id in felt]
        for number, card_id in enumerate(here):
            places[card_id] = left + wide * (number + 0.5) / len(here)
    return places


def _dash(value: int, look: Look) -> Qt.PenStyle:
    del look
    return Qt.PenStyle.DashLine if value == 0 else Qt.PenStyle.DotLine

"""Where the names of lines stand, and the words at the lowest point: beside their line, never on each other."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF

from models.records import PathRecord
from resources.texts import Translator
from widgets.canvas.feelings import Line
from widgets.canvas.index import index_of
from widgets.canvas.words import Fonts

EVERY = 7  # columns after which the name of a long line is said again
LONGEST = 170  # pixels at 100 % of a name
CUT = 36  # letters of the words of the lowest step
ON_A_DOT, ON_A_LINE = 10.0, 1.0  # how bad it is to cover them


@dataclass(frozen=True)
class Lowest:
    """The lowest point: where it lies among the lines and their points, and what is said of it."""

    line: int
    point: int
    text: str


@dataclass(frozen=True)
class Name:
    """Words at an area. `line`: whose shape stands before them; None: at the lowest point."""

    text: str
    area: QRectF
    line: Line | None


def lowest_of(path: PathRecord, lines: tuple[Line, ...], tr: Translator) -> Lowest | None:
    """Return the lowest point of all lines, None where a single point is no lower than any other."""
    points = [
        (one.middle, one.low, at, number) for at, line in enumerate(lines) for number, one in enumerate(line.points)
    ]
    if len(points) < 2 or len({middle for middle, *_ in points}) < 2:
        return None
    _, _, at, number = min(points)
    card = index_of(path).cards.get(lines[at].points[number].card_id)
    if card is None:
        return None
    words = " ".join(card.words.split())
    words = words if len(words) <= CUT else f"{words[: CUT - 1].rstrip()}…"
    return Lowest(at, number, tr("Lowest: {code} {words}", code=card.code, words=words))


def names_of(
    fonts: Fonts,
    lines: tuple[Line, ...],
    dots: Sequence[Sequence[QPointF]],
    lowest: Lowest | None,
    area: QRectF,
    column: float,
) -> tuple[Name, ...]:
    """Return the words at the lowest point and the names of all lines, each where it covers the least."""
    placing = _Placing(fonts, dots, area)
    found: list[Name] = []
    if lowest is not None:
        text = fonts.elided(lowest.text, area.width() - 8, bold=True)
        wide = fonts.width(text, bold=True) + 4
        if (box := placing.best([dots[lowest.line][lowest.point]], wide)) is not None:
            found.append(Name(text, box, None))
    for at, line in enumerate(lines):
        if line.person and len(line.points) < 2:  # it stands in the spread of its group; the step itself tells whose
            continue
        text = fonts.elided(line.name, fonts.look.px(LONGEST))
        wide = fonts.width(text) + fonts.look.px(14) + 4
        for anchors in _anchors(dots[at], column):
            if (box := placing.best(anchors, wide)) is not None:
                found.append(Name(text, box, line))
    return tuple(found)


def _anchors(dots: Sequence[QPointF], column: float) -> Iterator[list[QPointF]]:
    """Return the points beside which a name may stand: first of all its last one; for a long line again and again."""
    if not dots:
        return
    reach = max(1.0, EVERY * column)
    pieces = max(1, round((dots[-1].x() - dots[0].x()) / reach))
    size = -(-len(dots) // pieces)
    for first in range(0, len(dots), size):
        piece = dots[first : first + size]
        yield [piece[-1], piece[0], *piece[1:-1][:6]]


class _Placing:
    """Finds free places, and remembers what was put there."""

    def __init__(self, fonts: Fonts, dots: Sequence[Sequence[QPointF]], area: QRectF) -> None:
        self._high, self._gap = fonts.line, fonts.look.px(8)
        self._area = area
        self._taken: list[QRectF] = []
        self._dots = sorted((dot.x(), dot.y()) for line in dots for dot in line)
        self._xs = [x for x, _ in self._dots]
        pieces = [(*pair,) for line in dots for pair in pairwise(line)]
        self._pieces = sorted(((one.x(), one.y(), other.x(), other.y()) for one, other in pieces))
        self._starts = [piece[0] for piece in self._pieces]
        self._longest = max((piece[2] - piece[0] for piece in self._pieces), default=0.0)

    def best(self, anchors: Sequence[QPointF], wide: float) -> QRectF | None:
        """Return the place of a width near one of the points that covers the least, None where all are taken."""
        found: tuple[float, int, QRectF] | None = None
        for order, box in enumerate(box for anchor in anchors for box in self._around(anchor, wide)):
            if not self._area.contains(box) or any(box.intersects(one) for one in self._taken):
                continue
            cost = self._cost(box)
            if found is None or (cost, order) < found[:2]:
                found = (cost, order, box)
            if not cost:
                break
        if found is None:
            return None
        self._taken.append(found[2].adjusted(-4, -1, 4, 1))
        return found[2]

    def _around(self, at: QPointF, wide: float) -> Iterator[QRectF]:
        x, y, high, gap = at.x(), at.y(), self._high, self._gap
        yield QRectF(x + gap, y - high / 2, wide, high)
        for below in (y + gap, y - gap - high, y + gap + high / 2, y - gap - 1.5 * high):
            for left in (x - wide / 2, x, x - wide):
                inside = min(max(left, self._area.left()), self._area.right() - wide)
                yield QRectF(inside, below, wide, high)
        yield QRectF(x - gap - wide, y - high / 2, wide, high)

    def _cost(self, box: QRectF) -> float:
        """Return how much of points and lines words there would cover."""
        cost = 0.0
        near = box.adjusted(-5, -4, 5, 4)
        for at in range(bisect_left(self._xs, near.left()), bisect_right(self._xs, near.right())):
            cost += ON_A_DOT if near.top() <= self._dots[at][1] <= near.bottom() else 0.0
        first = bisect_left(self._starts, box.left() - self._longest)
        for at in range(first, bisect_right(self._starts, box.right())):
            cost += ON_A_LINE if _crosses(self._pieces[at], box) else 0.0
        return cost


def _crosses(piece: tuple[float, float, float, float], box: QRectF) -> bool:
    """Tell whether a straight piece of a line, from left to right, goes through a box."""
    x1, y1, x2, y2 = piece
    low, high = max(x1, box.left()), min(x2, box.right())
    if low > high:
        return False
    slope = (y2 - y1) / (x2 - x1) if x2 != x1 else 0.0
    one, other = y1 + slope * (low - x1), y1 + slope * (high - x1)
    return min(one, other) <= box.bottom() and max(one, other) >= box.top()

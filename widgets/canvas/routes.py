"""The ways that lines of connections take: in the gaps between columns and rows, so that they run through no card.

What comes later leaves at the right and arrives at the left; what goes back leaves at the left, arrives at the right.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from models.path_records import ConnectionRecord, PathRecord
from widgets.canvas.faces import FIRST_PORT, CardFace
from widgets.canvas.index import index_of
from widgets.canvas.leads import kind_of
from widgets.canvas.plan import Plan
from widgets.look import Look

SPACING = 6.0  # between lines side by side in a gap
MARK = 8.0  # pixels at 100 % from a card to the mark of dropping out; the other lengths here are such pixels too
OUT, HEAD = 14.0, 9.0  # room beside a card for the mark of dropping out, and for the head of an arrow
LEVEL = 1.5  # two ends this close in height are joined by a level line


@dataclass(frozen=True, slots=True)
class Way:
    """Which gaps a line takes. Gaps between columns and rows are numbered by the column or row that follows.

    `out`, `into`: the gaps beside the two cards; `along`: the gap between rows, None where none is needed.
    `right`, `left`: on which side it leaves, and arrives (both true: what comes later). `down`: straight down.
    """

    link: ConnectionRecord
    out: int
    into: int
    along: int | None
    leaves_right: bool
    arrives_left: bool
    down: bool = False


@dataclass(frozen=True, slots=True)
class Route:
    """A line to draw. `area`: what it covers, with room for its ends."""

    id: str
    from_id: str
    to_id: str | None
    kind: str
    points: tuple[QPointF, ...]
    area: QRectF


def ways_of(path: PathRecord) -> tuple[Way, ...]:
    """Return the gaps that each connection takes; those of cards that are not there are left out."""
    cards, cells = index_of(path).cards, index_of(path).cells
    column = {stage.id: at for at, stage in enumerate(path.stages)}
    row = {lane.id: at for at, lane in enumerate(path.lanes)}
    found: list[Way] = []
    for link in path.connections:
        start, end = cards.get(link.from_id), cards.get(link.to_id or "")
        if start is None or (link.to_id is not None and end is None):
            continue
        here, at = column[start.stage_id], row[start.lane_id]
        if end is None:
            found.append(Way(link, here + 1, here + 1, None, leaves_right=True, arrives_left=True))
            continue
        there, to = column[end.stage_id], row[end.lane_id]
        if (here, at) == (there, to) and _follows([card.id for card in cells[start.stage_id, start.lane_id]], link):
            found.append(Way(link, here, here, None, leaves_right=True, arrives_left=True, down=True))
        else:
            found.append(_way(link, (here, at), (there, to), back=kind_of(link) == "loop"))
    return tuple(found)


def _follows(here: Sequence[str], link: ConnectionRecord) -> bool:
    return kind_of(link) == "next" and here.index(str(link.to_id)) == here.index(link.from_id) + 1


def _way(link: ConnectionRecord, start: tuple[int, int], end: tuple[int, int], *, back: bool) -> Way:
    (here, at), (there, to) = start, end
    if here == there:  # a bow beside the column: at its right, what goes back at its left
        gap = here if back else here + 1
        return Way(link, gap, gap, None, leaves_right=not back, arrives_left=back)
    if there > here:
        along = None if there == here + 1 else (to if to >= at else to + 1)
        return Way(link, here + 1, there, along, leaves_right=True, arrives_left=True)
    along = None if there == here - 1 else (at + 1 if to == at else to if to > at else to + 1)
    return Way(link, here, there + 1, along, leaves_right=False, arrives_left=False)


def runs_of(ways: tuple[Way, ...]) -> dict[int, int]:
    """Return how many lines run along each gap between rows."""
    found: defaultdict[int, int] = defaultdict(int)
    for way in ways:
        if way.along is not None:
            found[way.along] += 1
    return dict(found)


def routes_of(look: Look, plan: Plan, faces: Mapping[str, CardFace], ways: tuple[Way, ...]) -> tuple[Route, ...]:
    """Return the lines of all connections."""
    return _Router(look, plan, faces).routes(ways)


class _Tracks:
    """Places side by side in gaps: lines that would cover each other get places of their own."""

    def __init__(self) -> None:
        self._ends: defaultdict[int, list[float]] = defaultdict(list)

    def take(self, gap: int, low: float, high: float) -> int:
        """Return the first place in a gap that is free from `low` on. Ask in the order of `low`."""
        ends = self._ends[gap]
        for at, end in enumerate(ends):
            if end + 2 < low:
                ends[at] = high
                return at
        ends.append(high)
        return len(ends) - 1

    def count(self, gap: int) -> int:
        """Return how many places a gap has."""
        return len(self._ends[gap])


class _Router:
    def __init__(self, look: Look, plan: Plan, faces: Mapping[str, CardFace]) -> None:
        self._plan, self._faces = plan, faces
        self._first, self._large = float(look.px(FIRST_PORT)), look.px(100) / 100
        self._rows = list(plan.rows.values())

    def routes(self, ways: tuple[Way, ...]) -> tuple[Route, ...]:
        ends = {way.link.id: self._ends(way) for way in ways}
        bent = [way for way in ways if self._is_bent(way, *ends[way.link.id])]
        heights = self._along(bent, ends)
        sides = self._beside(bent, ends, heights)
        return tuple(self._route(way, *ends[way.link.id], heights, sides) for way in ways)

    def _ends(self, way: Way) -> tuple[QPointF, QPointF]:
        link, cards = way.link, self._plan.cards
        start = cards[link.from_id]
        port = dict(self._faces[link.from_id].ports).get(link.id, self._first)
        if way.down:
            end = cards[str(link.to_id)]
            return QPointF(start.center().x(), start.bottom()), QPointF(end.center().x(), end.top())
        out = QPointF(start.right() if way.leaves_right else start.left(), start.top() + port)
        if link.to_id is None:
            return out, out + QPointF(MARK * self._large, 0)
        end = cards[link.to_id]
        y = end.top() + self._first + (0 if way.arrives_left and way.leaves_right else (SPACING + 3) * self._large)
        return out, QPointF(end.left() if way.arrives_left else end.right(), min(y, end.bottom() - 6))

    def _is_bent(self, way: Way, start: QPointF, end: QPointF) -> bool:
        if way.down or way.link.to_id is None:
            return False
        return way.along is not None or way.leaves_right != way.arrives_left or abs(start.y() - end.y()) > LEVEL

    def _along(self, bent: list[Way], ends: Mapping[str, tuple[QPointF, QPointF]]) -> dict[str, float]:
        """Return the height of each line that runs along a gap between rows."""
        spans: list[tuple[float, float, Way]] = []
        for way in bent:
            if way.along is not None:
                start, end = ends[way.link.id]
                spans.append((min(start.x(), end.x()), max(start.x(), end.x()), way))
        tracks, taken = _Tracks(), {}
        for low, high, way in sorted(spans, key=lambda span: (span[0], span[1], span[2].link.id)):
            taken[way.link.id] = tracks.take(way.along or 0, low, high)
        found: dict[str, float] = {}
        for _, _, way in spans:
            low, high = self._row_gap(way.along or 0)
            found[way.link.id] = _spread(
                low, high, taken[way.link.id], tracks.count(way.along or 0), SPACING * self._large
            )
        return found

    def _row_gap(self, number: int) -> tuple[float, float]:
        """Return from where to where the gap above a row goes."""
        top = sum(self._rows[number - 1]) if number else self._plan.head.bottom() - self._plan.gap / 2
        bottom = self._rows[number][0] if number < len(self._rows) else self._plan.size.height()
        return top, bottom

    def _beside(
        self, bent: list[Way], ends: Mapping[str, tuple[QPointF, QPointF]], heights: Mapping[str, float]
    ) -> dict[tuple[str, int], float]:
        """Return the x of each upright piece, by its connection and 0 for where it leaves, 1 for where it arrives."""
        spans: list[tuple[float, float, int, tuple[str, int]]] = []
        for way in bent:
            start, end = ends[way.link.id]
            middle = heights.get(way.link.id)
            pieces = ((way.out, start.y(), end.y()),)
            if middle is not None:
                pieces = ((way.out, start.y(), middle), (way.into, middle, end.y()))
            for at, (gap, one, other) in enumerate(pieces):
                spans.append((min(one, other), max(one, other), gap, (way.link.id, at)))
        tracks, taken = _Tracks(), {}
        for low, high, gap, key in sorted(spans):
            taken[key] = tracks.take(gap, low, high)
        found: dict[tuple[str, int], float] = {}
        for _, _, gap, key in spans:
            left = self._plan.first + gap * (self._plan.column + self._plan.gap) - self._plan.gap
            low, high = left + OUT * self._large, left + self._plan.gap - HEAD * self._large
            found[key] = _spread(low, high, taken[key], tracks.count(gap), SPACING * self._large)
        return found

    def _route(
        self,
        way: Way,
        start: QPointF,
        end: QPointF,
        heights: Mapping[str, float],
        sides: Mapping[tuple[str, int], float],
    ) -> Route:
        link = way.link
        points = [start]
        if (x := sides.get((link.id, 0))) is not None:
            points.append(QPointF(x, start.y()))
            if (y := heights.get(link.id)) is not None:
                into = sides[link.id, 1]
                points += [QPointF(x, y), QPointF(into, y), QPointF(into, end.y())]
            else:
                points.append(QPointF(x, end.y()))
        points.append(end)
        left, right = min(point.x() for point in points), max(point.x() for point in points)
        top, bottom = min(point.y() for point in points), max(point.y() for point in points)
        area = QRectF(left, top, right - left, bottom - top).adjusted(-16, -16, 16, 16)
        return Route(link.id, link.from_id, link.to_id, kind_of(link), tuple(points), area)


def _spread(low: float, high: float, at: int, count: int, spacing: float) -> float:
    """Return a place among `count` in a gap: close together around its middle, and never beyond it."""
    step = min(spacing, (high - low) / (count + 1))
    return (low + high) / 2 + (at - (count - 1) / 2) * step

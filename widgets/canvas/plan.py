"""Where everything of a path lies: columns, rows, cells, cards. Numbers only, nothing is drawn here.

A card's place is kept relative to its row, so that a row that grows moves all below it without touching them.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF

from models.records import PathRecord
from widgets.canvas.index import WITHOUT_CELLS, Cell
from widgets.look import Look

Column = tuple[float, float]
LEAST_COLUMN, MOST_COLUMN, LABEL = 132, 260, 114  # pixels at 100 % text
ROOMY_COLUMN = 150  # where columns of the least width would not fit either: who scrolls anyway should read well
GAP, LINKED_GAP = 12, 30  # between columns; with room for the lines of connections
BETWEEN, LINKED_BETWEEN = 8, 22  # cards of a cell; where one leads to the next
LEAST_ROW = 44
TRACK = 6  # what each line along a gap between rows adds to it


@dataclass(frozen=True, slots=True)
class Stack:
    """The cards of a cell, and how far each lies below the first place for cards in its row."""

    cards: tuple[str, ...]
    tops: tuple[float, ...]
    heights: tuple[float, ...]

    @property
    def bottom(self) -> float:
        """Where the last one ends."""
        return self.tops[-1] + self.heights[-1]


class Plan:
    """Rectangles in the scene's coordinates. `head`: the strip of headers. Columns: (left, width), rows: (top, height).

    Put the cards of each cell by `put`, then `settle` the rows.
    """

    def __init__(self, look: Look, path: PathRecord, available: float, *, linked: bool) -> None:
        self._look = look
        self.label_width, self.column, self.gap = widths(look, len(path.stages), available, linked=linked)
        self.first = self.label_width + self.gap + look.px(GAP)
        self.stages = tuple(stage.id for stage in path.stages)
        self.lanes = tuple(lane.id for lane in path.lanes)
        step = self.column + self.gap
        self.columns: dict[str, Column] = {
            one: (self.first + at * step, self.column) for at, one in enumerate(self.stages)
        }
        self.right = self.first + max(0.0, len(self.stages) * step - self.gap)
        self.holding = frozenset(lane.id for lane in path.lanes if lane.kind not in WITHOUT_CELLS)
        self.head = QRectF()
        self.size = QSizeF()
        self.rows: dict[str, Column] = {}
        self.curves: dict[str, QRectF] = {}
        self.lead: dict[str, float] = {}  # how far below the top of its row the first card of a lane lies
        self.stacks: dict[Cell, Stack] = {}
        self.place: dict[str, tuple[Cell, int]] = {}  # of each card: its cell, and the how manieth it is there
        self.cards: Mapping[str, QRectF] = _Cards(self)
        self.cells: Mapping[Cell, QRectF] = _Cells(self)
        self._bottoms: dict[str, dict[str, float]] = {lane: {} for lane in self.lanes}
        self._lefts = [left for left, _ in self.columns.values()]
        self._tops: list[float] = []
        self._ends: list[float] = []

    def put(self, cell: Cell, cards: Sequence[tuple[str, float]], joined: Container[tuple[str, str]] = ()) -> None:
        """Stack the cards of a cell, given as ids and heights. `joined`: pairs where one leads to the next."""
        stage, lane = cell
        if left := self.stacks.get(cell):
            for card_id in left.cards:
                if self.place.get(card_id, ("", 0))[0] == cell:
                    del self.place[card_id]
        if not cards:
            self.stacks.pop(cell, None)
            self._bottoms[lane].pop(stage, None)
            return
        tops: list[float] = []
        y, before, px = 0.0, "", self._look.px
        for at, (card_id, high) in enumerate(cards):
            if at:
                y += px(LINKED_BETWEEN if (before, card_id) in joined else BETWEEN)
            tops.append(y)
            self.place[card_id] = (cell, at)
            y, before = y + high, card_id
        self.stacks[cell] = Stack(tuple(one for one, _ in cards), tuple(tops), tuple(high for _, high in cards))
        self._bottoms[lane][stage] = y

    def settle(
        self,
        head_height: float,
        label_heights: Mapping[str, float],
        curve_heights: Mapping[str, float],
        runs: Mapping[int, int],
    ) -> bool:
        """Give each row its height; whether all rows lie where they lay before.

        `runs`: how many connections run along the gap above a row, by its number; the last gap is below all rows.
        """
        px, before = self._look.px, (self.rows, self.head)
        gap = px(GAP)
        self.head = QRectF(0, 0, self.right + self.gap, head_height + 2 * gap)
        self.rows, self.curves = {}, {}
        y = self.head.bottom()
        for at, lane in enumerate(self.lanes):
            y += px(TRACK) * min(runs.get(at, 0), 6)
            high = max(label_heights[lane], px(LEAST_ROW) if lane in self.holding else 0)
            self.lead[lane] = 0.0
            if lane in curve_heights:
                self.curves[lane] = QRectF(self.first, y, max(0.0, self.right - self.first), curve_heights[lane])
                self.lead[lane] = curve_heights[lane] + px(BETWEEN)
                high = max(high, curve_heights[lane])
            if bottoms := self._bottoms[lane]:
                high = max(high, self.lead[lane] + max(bottoms.values()))
            self.rows[lane] = (y, high)
            y += high + gap
        y += px(TRACK) * min(runs.get(len(self.lanes), 0), 6)
        self.size = QSizeF(self.right + self.gap, y + gap)
        self._tops = [top for top, _ in self.rows.values()]
        self._ends = [top + high for top, high in self.rows.values()]
        return (self.rows, self.head) == before

    def seen(self, area: QRectF) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the stages and lanes that an area touches."""
        right = bisect_right(self._lefts, area.right())
        left = bisect_right(self._lefts, area.left() - self.column)
        top, bottom = bisect_left(self._ends, area.top()), bisect_right(self._tops, area.bottom())
        return self.stages[left:right], self.lanes[top:bottom]

    def cell_at(self, point: QPointF) -> Cell | None:
        """Return the cell at a point, None between cells; also of lanes that hold no cards by themselves."""
        stages, lanes = self.seen(QRectF(point, QSizeF(0, 0)))
        return (stages[0], lanes[0]) if stages and lanes else None

    def card_at(self, point: QPointF) -> str:
        """Return the id of the card at a point, empty for none."""
        cell = self.cell_at(point)
        stack = self.stacks.get(cell) if cell else None
        return next((one for one in stack.cards if self.cards[one].contains(point)), "") if stack else ""


class _Cards(Mapping[str, QRectF]):
    """Where each card lies, by its id."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan

    def __getitem__(self, card_id: str) -> QRectF:
        plan = self._plan
        cell, at = plan.place[card_id]
        stack, lane = plan.stacks[cell], cell[1]
        left, wide = plan.columns[cell[0]]
        return QRectF(left, plan.rows[lane][0] + plan.lead[lane] + stack.tops[at], wide, stack.heights[at])

    def __iter__(self) -> Iterator[str]:
        return iter(self._plan.place)

    def __len__(self) -> int:
        return len(self._plan.place)


class _Cells(Mapping[Cell, QRectF]):
    """Where each cell lies; lanes that hold no cards have none."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan

    def __getitem__(self, cell: Cell) -> QRectF:
        stage, lane = cell
        if lane not in self._plan.holding:
            raise KeyError(cell)
        (left, wide), (top, high) = self._plan.columns[stage], self._plan.rows[lane]
        return QRectF(left, top, wide, high)

    def __iter__(self) -> Iterator[Cell]:
        return ((stage, lane) for stage in self._plan.stages for lane in self._plan.lanes if lane in self._plan.holding)

    def __len__(self) -> int:
        return len(self._plan.stages) * len(self._plan.holding)


def widths(look: Look, stages: int, available: float, *, linked: bool = False) -> tuple[float, float, float]:
    """Return the width of the labels, of a column, and the gap, for a width that they may fill.

    `linked`: lines of connections run between the columns.
    """
    label, gap = float(look.px(LABEL)), float(look.px(LINKED_GAP if linked else GAP))
    free = available - label - gap * (stages + 1) - look.px(GAP)
    column = free / stages if stages else 0.0
    if column < look.px(LEAST_COLUMN):
        column = look.px(ROOMY_COLUMN)
    return label, float(int(min(look.px(MOST_COLUMN), column))), gap

"""Where everything on a drawn path lies: columns, rows and the cards in them, before anything is drawn.

Rows are the title, the heads of the stages, for each lane one row (or several where its cards are higher than a sheet),
the plot of the feelings, and the foot. A row is never cut, and neither is a column.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Literal

from exports.path_drawing import feelings as f
from exports.path_drawing.arrows import TRACK, Routes, routes_of
from exports.path_drawing.axis import Axis, Group
from exports.path_drawing.cards import AMONG, CardPart, lay_card
from exports.path_drawing.said import CardSaid, say_cards, stage_position
from exports.path_drawing.words import LEADING, SIZE, Measure
from exports.reports.content import Content
from models import records as r
from models.queries import lane_name

NAMES = 104.0  # the least width of the column with the lanes' names
COLUMN_GAP, ROW_GAP, NEAR_GAP = 16.0, 14.0, 8.0
PAD = 5.0
HEAD_SIZE, TITLE_SIZE, CODE_SIZE = 14.0, 26.0, 24.0
LEAST_ROW = 44.0
UNLIMITED = 1_000_000.0

Kind = Literal["title", "head", "cards", "line", "plot", "foot"]


@dataclass(frozen=True)
class Wanted:
    """What is drawn: which path, and what of it. `template`: a frame to write on, cells with their codes.

    `foot` are lines below everything; `cell` the least width and height of a cell to write in.
    """

    path: r.PathRecord
    content: Content
    felts: f.Felts
    said: dict[str, CardSaid]
    template: bool = False
    title: str = ""
    foot: tuple[str, ...] = ()
    cell: tuple[float, float] = (0.0, LEAST_ROW)


@dataclass(frozen=True)
class Row:
    """One row. `stacks`: the pieces of cards in each column, counted from 0; `first`: whether its lane begins here."""

    kind: Kind
    height: float
    lane: int = -1
    first: bool = True
    stacks: tuple[tuple[CardPart, ...], ...] = ()


@dataclass(frozen=True)
class Limits:
    """The largest column and row, where the drawing is to be cut into sheets that overlap; all in its own points."""

    width: float = UNLIMITED
    height: float = UNLIMITED
    overlap: float = 0.0

    @property
    def is_limited(self) -> bool:
        """Tell whether there are sheets."""
        return self.width < UNLIMITED


@dataclass(frozen=True)
class Layout:
    """The places of everything. `across` and `down`: which columns and rows share a sheet."""

    wanted: Wanted
    column: float
    columns: Axis
    rows: tuple[Row, ...]
    lines: Axis  # the rows as an axis
    across: tuple[Group, ...]
    down: tuple[Group, ...]
    routes: Routes
    limits: Limits
    planner: "Planner" = field(compare=False, repr=False)

    @property
    def width(self) -> float:
        """Of the whole drawing."""
        return self.columns.length

    @property
    def height(self) -> float:
        """Of the whole drawing."""
        return self.lines.length

    @property
    def sheets(self) -> int:
        """How many sheets it takes."""
        return len(self.across) * len(self.down)

    @property
    def has_company(self) -> bool:
        """Tell whether no sheet holds the heads alone, or nothing but the foot."""
        first, last = (self.rows[group[0] : group[1] + 1] for group in (self.down[0], self.down[-1]))
        return len(self.down) == 1 or (first[-1].lane >= 0 and any(row.kind != "foot" for row in last))

    @property
    def fits(self) -> bool:
        """Tell whether no column and no row is larger than a sheet."""
        limits = self.limits
        return self.columns.fits(self.across, limits.width, limits.overlap) and self.lines.fits(
            self.down, limits.height, limits.overlap
        )


def wanted(path: r.PathRecord, content: Content, *, public: bool, groups: bool = True, counts: bool = False) -> Wanted:
    """Return a path as it is drawn. `public`: small groups are not named."""
    felts = f.felts_of(path, content, public=public, groups=groups)
    return Wanted(path, content, felts, say_cards(path, content, counts=counts))


class Planner:
    """Lays one path out, as often as it is asked to: for wider columns, for smaller sheets. It remembers cards."""

    def __init__(self, wanted: Wanted) -> None:
        self.wanted = wanted
        self.measure = Measure()
        path = wanted.path
        stages = {stage.id: at for at, stage in enumerate(path.stages)}
        lanes = {lane.id: at for at, lane in enumerate(path.lanes)}
        self._cells: defaultdict[tuple[int, int], list[r.CardRecord]] = defaultdict(list)
        for card in path.cards:
            self._cells[stages[card.stage_id], lanes[card.lane_id]].append(card)
        places = {card.id: (stages[card.stage_id], lanes[card.lane_id]) for card in path.cards}
        links = () if wanted.template else path.connections
        self.routes = routes_of(links, places)
        self._cards: dict[tuple[str, float, float], tuple[CardPart, ...]] = {}

    @property
    def has_plot(self) -> bool:
        """Tell whether the feelings have a plot: where something was felt, and on a template with a lane for it."""
        lane = any(lane.kind == "feeling" for lane in self.wanted.path.lanes)
        return bool(self.wanted.felts.felt) or (self.wanted.template and lane)

    def plan(self, column: float, limits: Limits | None = None) -> Layout:
        """Return the places of everything with columns of a width, and in which gaps sheets meet."""
        limits = limits or Limits()
        columns = self._columns(column)
        across = columns.groups(limits.width, limits.overlap) if limits.is_limited else ((0, len(columns.sizes) - 1),)
        columns = columns.widened(across, limits.overlap)
        beginning = columns.end(across[0][1])  # words that run across stay on the first sheet
        rows = tuple(self._rows(column, columns, beginning, limits))
        lines = self._lines(rows)
        down = lines.groups(limits.height, limits.overlap) if limits.is_limited else ((0, len(rows) - 1),)
        lines = lines.widened(down, limits.overlap)
        return Layout(self.wanted, column, columns, rows, lines, across, down, self.routes, limits, self)

    # -- columns ----------------------------------------------------------------------------------

    def _columns(self, column: float) -> Axis:
        count = len(self.wanted.path.stages)
        names = max(NAMES, f.scale_wide(self.wanted.content, self.measure) if self.has_plot else 0.0)
        gaps = [self._column_gap(at - 1) for at in range(count)]
        beyond = self._column_gap(count - 1) if self.routes.in_column_gap(count - 1) else 0.0
        return Axis((names, *(column,) * (count - 1), *((column + beyond,) if count else ())), tuple(gaps))

    def _column_gap(self, after: int) -> float:
        tracks = self.routes.in_column_gap(after)
        least = NEAR_GAP if self.wanted.template else COLUMN_GAP
        return max(least, 12 + TRACK * tracks) if tracks else least

    # -- rows -------------------------------------------------------------------------------------

    def _rows(self, column: float, columns: Axis, beginning: float, limits: Limits) -> list[Row]:
        wanted, rows = self.wanted, list[Row]()
        if wanted.title:
            high = len(self.measure.lines(wanted.title, TITLE_SIZE, beginning, bold=True)) * TITLE_SIZE * LEADING
            rows.append(Row("title", high))
        rows.append(Row("head", self._head(column)))
        drawn = False
        for at, lane in enumerate(wanted.path.lanes):
            if lane.kind == "feeling" and self.has_plot and not drawn:
                rows.append(Row("plot", self._plot(columns, beginning, at), at))
                drawn = True
            with_heads = sum(row.height + ROW_GAP for row in rows) if rows[-1].kind == "head" else 0.0
            room = limits.height - 2 * limits.overlap - with_heads  # heads do not stand on a sheet by themselves
            rows += self._of_lane(at, lane, column, columns.sizes[0], limits, room, below_plot=rows[-1].lane == at)
        if self.has_plot and not drawn:
            rows.append(Row("plot", self._plot(columns, beginning)))
        if wanted.foot or self.routes.in_lane_gap(rows[-1].lane):  # arrows may run below the last lane
            rows.append(Row("foot", self._foot(beginning)))
        return rows

    def _head(self, column: float) -> float:
        tallest = 0.0
        for stage in self.wanted.path.stages:
            room = self.head_room(stage, column)
            lines = len(self.measure.lines(stage.name, HEAD_SIZE, room, bold=True)) if stage.name.strip() else 1
            position = stage_position(stage, self.wanted.content)
            below = len(self.measure.lines(position, SIZE, room)) * SIZE * LEADING if position else 0.0
            tallest = max(tallest, lines * HEAD_SIZE * LEADING + below)
        return tallest + 2 * PAD

    def head_room(self, stage: r.StageRecord, column: float) -> float:
        """Return how wide the name of a stage may be beside its letter."""
        return column - 2 * PAD - self.letter_wide(stage.letter)

    def longest_head(self) -> float:
        """Return the least column in which no word of a stage's name is broken."""
        words = (
            self.measure.longest_word(stage.name, HEAD_SIZE, bold=True) + self.letter_wide(stage.letter)
            for stage in self.wanted.path.stages
        )
        return max(words, default=0.0) + 2 * PAD + 1

    def letter_wide(self, letter: str) -> float:
        """Return how much of a line a letter or a number before a name takes."""
        return self.measure.wide(letter, HEAD_SIZE + 2, bold=True) + PAD

    def name_high(self, lane: r.LaneRecord, names: float) -> float:
        """Return how high the name of a lane is."""
        name = self.wanted.content.tr(lane_name(lane))
        lines = self.measure.lines(name, SIZE, names - self.letter_wide(lane.number), bold=True)
        return len(lines) * SIZE * LEADING + PAD

    def plot_name(self, at: int) -> str:
        """Return what the plot is called: its lane's name, and where no lane is for it what it shows."""
        tr, lanes = self.wanted.content.tr, self.wanted.path.lanes
        return tr(lane_name(lanes[at])) if at >= 0 else tr("How it feels")

    def plot_top(self, at: int, names: float) -> float:
        """Return how high the name above the plot is."""
        inset = self.letter_wide(self.wanted.path.lanes[at].number) if at >= 0 else 0.0
        return len(self.measure.lines(self.plot_name(at), SIZE, names - inset, bold=True)) * SIZE * LEADING + PAD

    def _plot(self, columns: Axis, beginning: float, at: int = -1) -> float:
        wanted = self.wanted
        top = self.plot_top(at, columns.sizes[0])
        if not wanted.felts.felt:
            return top + f.PLOT
        wide = [(one.id, columns.sizes[number]) for number, one in enumerate(wanted.path.stages, 1)]
        codes = f.codes_high(wanted.felts, wide, self.measure) * f.CODES + 4
        return top + f.PLOT + codes + f.legend(wanted.felts, beginning, wanted.content, self.measure)[0]

    def _foot(self, width: float) -> float:
        return sum(len(self.measure.lines(line, SIZE, width)) for line in self.wanted.foot) * SIZE * LEADING

    def _of_lane(
        self, at: int, lane: r.LaneRecord, column: float, names: float, limits: Limits, room: float,
        *, below_plot: bool,
    ) -> list[Row]:  # fmt: skip
        """Return the rows of a lane: one, but several where its cards are higher than the room of a sheet."""
        wanted = self.wanted
        most = limits.height - 2 * limits.overlap - 2 * PAD
        stages = range(len(wanted.path.stages))
        stacks = [self._stack(stage, at, column, most) for stage in stages]
        named = 0.0 if below_plot else self.name_high(lane, names)
        if not any(stacks) and lane.kind == "visibility":
            return [Row("line", max(named, 18.0), at)]
        if not any(stacks) and lane.kind == "feeling" and below_plot:
            return []
        above = CODE_SIZE * LEADING + PAD if wanted.template else 0.0
        least = max(named, wanted.cell[1])
        whole = max(least, above + max((_high(stack) for stack in stacks), default=0.0) + 2 * PAD)
        if whole <= room or (wanted.template and max(map(len, stacks)) < 2):
            return [Row("cards", whole, at, not below_plot, tuple(map(tuple, stacks)))]
        rows: list[Row] = []
        for step in range(max(map(len, stacks))):
            here = tuple(tuple(stack[step : step + 1]) for stack in stacks)
            high = max(_high(list(stack)) for stack in here) + 2 * PAD + (above if not rows else 0.0)
            rows.append(Row("cards", high if rows else max(high, least), at, not rows and not below_plot, here))
        return rows

    def _stack(self, stage: int, lane: int, column: float, most: float) -> list[CardPart]:
        return [part for card in self._cells.get((stage, lane), ()) for part in self._card(card.id, column, most)]

    def _card(self, card_id: str, column: float, most: float) -> tuple[CardPart, ...]:
        if card_id not in self.wanted.said:
            return ()
        whole = self._cards.get((card_id, column, UNLIMITED))
        if whole is None:
            whole = lay_card(self.wanted.said[card_id], column - 2 * PAD, self.measure, UNLIMITED)
            self._cards[card_id, column, UNLIMITED] = whole
        if sum(part.height for part in whole) <= most:
            return whole
        return lay_card(self.wanted.said[card_id], column - 2 * PAD, self.measure, most)

    def _lines(self, rows: tuple[Row, ...]) -> Axis:
        """Return the rows as an axis; the gap below a lane holds the arrows that run across there."""
        gaps: list[float] = []
        for at, row in enumerate(rows[:-1]):
            after = rows[at + 1]
            if row.lane >= 0 and row.lane == after.lane:
                gaps.append(NEAR_GAP)
                continue
            lane = row.lane if row.lane >= 0 else -1 if row.kind == "head" else None
            tracks = self.routes.in_lane_gap(lane) if lane is not None else 0
            least = NEAR_GAP if self.wanted.template and row.kind == "cards" else ROW_GAP
            gaps.append(max(least, 8 + TRACK * tracks) if tracks else least)
        return Axis(tuple(row.height for row in rows), tuple(gaps))


def _high(stack: list[CardPart]) -> float:
    return sum(part.height for part in stack) + AMONG * max(0, len(stack) - 1)


def stretched(layout: Layout, more: Callable[[Row], float]) -> Layout:
    """Return a layout whose rows are so much higher; the sheets share them as before."""
    rows = tuple(replace(row, height=row.height + more(row)) for row in layout.rows)
    return replace(layout, rows=rows, lines=replace(layout.lines, sizes=tuple(row.height for row in rows)))

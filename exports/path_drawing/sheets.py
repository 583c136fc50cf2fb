"""How a drawing comes on paper: on one sheet as large as it fits, or on several that are glued together.

Letters are never smaller than 12 points on paper. Sheets meet in the gaps between columns and between rows, and both
neighbours print such a gap whole: it is where they overlap, and no card lies in it. The heads of the stages stand once,
because the glued sheets are one picture.
"""

from dataclasses import dataclass, replace
from typing import Literal, cast, get_args

from exports.document import Paper, SheetPart
from exports.path_drawing.layout import Layout, Limits, Planner, Row, stretched
from exports.path_drawing.words import SIZE
from exports.pdf.papers import BARE_MARGIN, MM, SIZES, frame_of
from models.codes import stage_letter

Name = Literal["a4", "a3", "a2", "a1", "a0"]
NAMES: tuple[Name, ...] = get_args(Name)
COLUMNS = (
    116.0,
    122.0,
    128.0,
    134.0,
    141.0,
    148.0,
    156.0,
    165.0,
    175.0,
    186.0,
    208.0,
    234.0,
    262.0,
    294.0,
    330.0,
    380.0,
)
LARGEST = 5.0  # times 12 points: more is no easier to read, and looks like a mistake
LARGEST_TEMPLATE = 1.6  # the sheet is for what people write
WHOLE_WORD = 210.0  # the widest column that is made for a long word in the name of a stage
STEPS = 7  # halvings in looking for the largest type
POSTER_ROW = 34.0  # points by which a lane of a poster may grow where there is room
READ_AT = 0.05  # metres for each point of type: 12 points are read at an arm's length


@dataclass(frozen=True)
class Placed:
    """A layout on paper: `scale` points of paper are one of the drawing's."""

    layout: Layout
    paper: Paper
    scale: float

    @property
    def sheets(self) -> int:
        """How many sheets."""
        return self.layout.sheets

    @property
    def points(self) -> float:
        """How large the type of the cards is on paper."""
        return SIZE * self.scale

    @property
    def metres(self) -> float:
        """From how far that is read with ease."""
        return self.points * READ_AT


def papers_of(name: Name) -> tuple[Paper, Paper]:
    """Return a size of paper upright and across."""
    return cast("Paper", name), cast("Paper", f"{name}-landscape")


def room_of(paper: Paper) -> tuple[float, float]:
    """Return the part of a sheet that any printer reaches."""
    width, height = SIZES[paper]
    return width - 2 * BARE_MARGIN, height - 2 * BARE_MARGIN


def on_one(planner: Planner, name: Name, above: float = 0.0) -> Placed | None:
    """Return a drawing on one sheet, its letters as large as they fit; None where they would be under 12 points.

    `above`: points of paper for what stands above it, on a sheet of A4; on larger paper it is larger, too.
    """
    found: Placed | None = None
    for column in _columns(planner):
        layout = planner.plan(column)
        for paper in papers_of(name):
            width, height = _below(paper, above)
            scale = min(width / layout.width, height / layout.height, _largest(planner))
            if found is None or scale > found.scale * 1.001:
                found = Placed(layout, paper, scale)
    return _filled(planner, found, above) if found and found.scale >= 1.0 else None


def _below(paper: Paper, above: float) -> tuple[float, float]:
    width, height = room_of(paper)
    return width, height - above * frame_of(paper, bare=True).enlarged


def _largest(planner: Planner) -> float:
    return LARGEST_TEMPLATE if planner.wanted.template else LARGEST


def _columns(planner: Planner) -> tuple[float, ...]:
    """Return the widths of columns that are tried: none breaks a word of a stage's name, unless it is very long."""
    least = max(planner.wanted.cell[0], min(planner.longest_head(), WHOLE_WORD), COLUMNS[0])
    return tuple(dict.fromkeys((least, *(one for one in COLUMNS if one > least))))


def _filled(planner: Planner, placed: Placed, above: float) -> Placed:
    """Return a drawing on one sheet with wider columns and higher rows, where the sheet has room left."""
    width, height = (length / placed.scale for length in _below(placed.paper, above))
    layout, stages = placed.layout, max(1, len(planner.wanted.path.stages))
    wider = layout.column + (width - layout.width) / stages - 0.01
    if planner.wanted.template or wider <= layout.column * 1.5:
        again = planner.plan(wider)
        layout = again if again.height <= height else layout
    growing = sum(_grows(row) for row in layout.rows)
    spare = (height - layout.height - 0.01) / growing if growing else 0.0
    return replace(placed, layout=_higher(layout, spare))


def _higher(layout: Layout, spare: float) -> Layout:
    more = max(0.0, spare if layout.wanted.template else min(spare, POSTER_ROW))
    return stretched(layout, lambda row: more if _grows(row) else 0.0)


def _grows(row: Row) -> bool:
    return row.kind == "cards"


# -- several sheets -------------------------------------------------------------------------------


def on_several(planner: Planner, tile: Name, overlap_mm: float, size: Name | None = None) -> Placed:
    """Return a drawing on sheets of `tile`: as many as make up `size`, with the largest letters that they hold.

    Without a size, and where its sheets do not hold letters of 12 points: the fewest sheets that do.
    """
    fewest = _fewest(planner, tile, overlap_mm)
    most = 2 ** (NAMES.index(size) - NAMES.index(tile)) if size else 0
    if fewest.sheets > most:
        return fewest
    low, high, best = 1.0, _largest(planner), fewest
    for _ in range(STEPS):
        scale = (low + high) / 2
        tried = _best(planner, tile, overlap_mm, scale, most)
        low, high = (scale, high) if tried else (low, scale)
        best = tried or best
    return _grown(planner, best, overlap_mm)


def _fewest(planner: Planner, tile: Name, overlap_mm: float) -> Placed:
    found = _tried(planner, tile, overlap_mm, 1.0)
    return _grown(planner, min(found, key=lambda one: (one.sheets, -one.layout.column)), overlap_mm)


def _best(planner: Planner, tile: Name, overlap_mm: float, scale: float, most: int) -> Placed | None:
    found = [
        one
        for one in _tried(planner, tile, overlap_mm, scale)
        if one.sheets <= most and one.layout.fits and one.layout.has_company
    ]
    return min(found, key=lambda one: (one.sheets, -one.layout.column), default=None)


def _tried(planner: Planner, tile: Name, overlap_mm: float, scale: float) -> list[Placed]:
    """Return the drawing at a scale in every width of columns, upright and across; those that fit, if any do."""
    made: list[Placed] = []
    for paper in papers_of(tile):
        limits = limits_of(paper, scale, overlap_mm)
        widest = limits.width - 2 * limits.overlap
        for column in dict.fromkeys(min(one, widest) for one in _columns(planner)):
            made.append(Placed(planner.plan(column, limits), paper, scale))
    fitting = [one for one in made if one.layout.fits]
    return [one for one in fitting if one.layout.has_company] or fitting or made


def limits_of(paper: Paper, scale: float, overlap_mm: float) -> Limits:
    """Return what a sheet holds, in the drawing's own points."""
    width, height = room_of(paper)
    return Limits(width / scale, height / scale, overlap_mm * MM / scale)


def _grown(planner: Planner, placed: Placed, overlap_mm: float) -> Placed:
    """Return the same sheets with wider columns and higher rows, as far as the fullest sheet has room."""
    layout, limits = placed.layout, limits_of(placed.paper, placed.scale, overlap_mm)
    spare = layout.columns.spare(layout.across, limits.width, limits.overlap)
    stages = [last - first + (1 if first else 0) for first, last in layout.across]
    more = min((left / count for left, count in zip(spare, stages, strict=True) if count), default=0.0)
    limit = more if planner.wanted.template else min(more, layout.column * 0.4)
    if limit > 1.0:
        again = planner.plan(layout.column + limit - 0.01, limits)
        layout = again if again.fits and again.sheets <= layout.sheets else layout
    spare = layout.lines.spare(layout.down, limits.height, limits.overlap)
    growing = [sum(_grows(row) for row in layout.rows[first : last + 1]) for first, last in layout.down]
    higher = min((left / count for left, count in zip(spare, growing, strict=True) if count), default=0.0)
    return replace(placed, layout=_higher(layout, higher - 0.01))


# -- one sheet of several -------------------------------------------------------------------------


@dataclass(frozen=True)
class Window:
    """One of several sheets: `name` is row and column, as B3, and what it shows: which part, columns and lanes."""

    name: str
    part: SheetPart
    stages: tuple[int, ...]
    lanes: tuple[int, ...]


def windows(layout: Layout) -> list[list[Window]]:
    """Return the sheets of a drawing, row by row."""
    return [[_window(layout, row, column) for column in range(len(layout.across))] for row in range(len(layout.down))]


def _window(layout: Layout, row: int, column: int) -> Window:
    across, down = layout.across[column], layout.down[row]
    left, right = layout.columns.span(across)
    top, bottom = layout.lines.span(down)
    lanes = (one.lane for one in layout.rows[down[0] : down[1] + 1] if one.lane >= 0)
    stages = tuple(at - 1 for at in range(across[0], across[1] + 1) if at)
    sides = (
        *(_width(layout.columns.gap_after(across[0] - 1)), _width(layout.lines.gap_after(down[0] - 1))),
        *(_width(layout.columns.gap_after(across[1])), _width(layout.lines.gap_after(down[1]))),
    )
    part = SheetPart(left, top, right, bottom, *sides)
    return Window(f"{stage_letter(row)}{column + 1}", part, stages, tuple(dict.fromkeys(lanes)))


def _width(gap: tuple[float, float]) -> float:
    return gap[1] - gap[0]

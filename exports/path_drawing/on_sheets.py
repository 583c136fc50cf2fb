"""A drawing as the blocks of a document: one sheet, or a page that says how several go together, and those sheets."""

from dataclasses import dataclass, replace

from exports.document import (
    Block,
    Bullets,
    Figure,
    Label,
    PageBreak,
    Paragraph,
    Picture,
    Rect,
    Shape,
    WallSheet,
)
from exports.path_drawing.drawing import draw
from exports.path_drawing.layout import Planner, Wanted
from exports.path_drawing.sheets import NAMES, Name, Placed, Window, on_one, on_several, windows
from exports.path_drawing.words import LEADING, SIZE, Measure, moved
from exports.reports.content import Content
from exports.reports.formats import decimal
from models.queries import lane_name

PAPER_NAMES: dict[str, str] = {"a4": "A4", "a3": "A3", "a2": "A2", "a1": "A1", "a0": "A0"}
LEAST_OVERLAP, MOST_OVERLAP = 5.0, 30.0  # millimetres
_OVERVIEW = 440.0  # points across, of the small picture of the sheets
_CELL_PAD = 6.0


@dataclass(frozen=True)
class Asked:
    """What somebody asked for: `tile` is the paper that is printed on, `size` how large the whole is.

    `size` None: as large as it needs. The same for both: one sheet.
    """

    tile: Name
    size: Name | None
    overlap_mm: float = 10.0

    @property
    def sheets(self) -> int:
        """How many sheets make up the whole."""
        return int(2 ** (NAMES.index(self.size) - NAMES.index(self.tile))) if self.size else 1


def asked_of(size: str, sheets: str, overlap_mm: float = 10.0) -> Asked:
    """Return what options mean: a size of paper or "as-needed", and the sheets it is made of or "one".

    Sheets that are larger than the whole are one sheet; one sheet of no size is an A4 at first.
    """
    overlap = min(max(overlap_mm, LEAST_OVERLAP), MOST_OVERLAP)
    whole = _named(size)
    tile = _named(sheets) or whole or NAMES[0]
    if whole and NAMES.index(whole) < NAMES.index(tile):
        whole = tile
    return Asked(tile, whole, overlap)


def _named(name: str) -> Name | None:
    return next((known for known in NAMES if known == name.lower()), None)


def place(wanted: Wanted, asked: Asked, above: float) -> Placed:
    """Return the drawing on its sheets. `above`: points for what stands above a drawing on one sheet of A4.

    What does not fit on one sheet in letters of 12 points takes several of the same paper.
    """
    if asked.size in (asked.tile, None):
        planner = Planner(replace(wanted, foot=_foot(wanted, 99.5, 99.5)))
        placed = on_one(planner, asked.tile, above)
        if placed is not None:
            return _said(placed, wanted)
    planner = Planner(replace(wanted, title=wanted.path.title, foot=_foot(wanted, 99.5, 99.5)))
    size = None if asked.size == asked.tile else asked.size
    return _said(on_several(planner, asked.tile, asked.overlap_mm, size), wanted)


def smallest(wanted: Wanted, above: float) -> Asked | None:
    """Return the smallest sheet that holds the whole drawing; nothing where the largest does not."""
    planner = Planner(replace(wanted, foot=_foot(wanted, 99.5, 99.5)))
    return next((Asked(name, name) for name in NAMES if on_one(planner, name, above)), None)


def _said(placed: Placed, wanted: Wanted) -> Placed:
    """Return the drawing with the line that says from how far it is read."""
    foot = _foot(wanted, placed.points, placed.metres)
    return replace(placed, layout=replace(placed.layout, wanted=replace(placed.layout.wanted, foot=foot)))


def _foot(wanted: Wanted, points: float, metres: float) -> tuple[str, ...]:
    """Return the lines below a drawing; the last says how large its letters are, which is known once it is laid out."""
    if wanted.template:
        return wanted.foot
    content = wanted.content
    size, far = decimal(int(points), content.language), decimal(round(metres, 1), content.language)
    read = content.tr("Letters of {size} points, read from about {metres} m", size=size, metres=far)
    return (*wanted.foot, read)


def blocks_of(placed: Placed, wanted: Wanted, alt: str, heading: Block | None = None) -> list[Block]:
    """Return the pages. `heading` stands above the drawing, or above what is said of its sheets."""
    picture = draw(placed.layout).picture
    first = [heading] if heading else []
    if placed.sheets == 1:
        whole = [PageBreak(placed.paper, bare=True)] if heading else []
        return [*whole, *first, WallSheet(picture, alt, placed.scale, placed.paper)]
    sheets = windows(placed.layout)
    start: list[Block] = [PageBreak()] if heading else []
    start += [*first, *_how_together(placed, sheets, wanted.content), _overview(sheets, wanted, alt)]
    for window in (window for row in sheets for window in row):
        name = wanted.content.tr("Sheet {name}", name=window.name)
        start.append(WallSheet(picture, _shows(window, wanted), placed.scale, placed.paper, window.part, name))
    return start


def _how_together(placed: Placed, sheets: list[list[Window]], content: Content) -> list[Block]:
    """Return how many sheets there are and how they become one."""
    tr = content.tr
    paper = PAPER_NAMES[placed.paper.partition("-")[0]]
    down, across = len(sheets), len(sheets[0])
    count = tr.count("{n} sheet of {paper}", "{n} sheets of {paper}", placed.sheets, paper=paper)
    return [
        Paragraph(
            tr("{sheets}: {down} rows of {across}. Print them at their actual size (100 %), on one side.",
               sheets=count, down=down, across=across), "lead"),
        Bullets((
            tr("Each sheet has its name in the upper margin: the row as a letter, the place in the row as a number."),
            tr("Cut off the left and the upper edge along the dashed line, where there is one."),
            tr("Lay the cut edge on the dotted line of the sheet at its left, or above it, and glue it. The diamonds "
               "of both then lie on each other."),
            tr("No card is cut: sheets meet between columns and between rows. The names of the stages stand once, on "
               "the first row."),
        ), ordered=True),
    ]  # fmt: skip


def _overview(sheets: list[list[Window]], wanted: Wanted, alt: str) -> Figure:
    """Return a small picture of how the sheets lie, with the steps that each holds."""
    measure, content = Measure(), wanted.content
    wide = min(_OVERVIEW / len(sheets[0]), 150.0)
    rows: list[list[tuple[Window, float, tuple[Shape, ...]]]] = []
    for row in sheets:
        made: list[tuple[Window, float, tuple[Shape, ...]]] = []
        for window in row:
            words = measure.row(_steps(window, wanted), wide - 2 * _CELL_PAD)
            made.append((window, words[0], words[1]))
        rows.append(made)
    shapes: list[Shape] = []
    y = 0.0
    for made in rows:
        high = max(words for _, words, _ in made) + SIZE * LEADING * 1.3 + 2 * _CELL_PAD
        for at, (window, _, words) in enumerate(made):
            x = at * wide
            shapes.append(Rect(x, y, wide, high, fill="panel", stroke="line", dashed=True))
            shapes.append(Label(x + _CELL_PAD, y + _CELL_PAD + SIZE, window.name, 14, bold=True, tone="accent"))
            down = y + _CELL_PAD + SIZE * LEADING * 1.3
            shapes += [moved(shape, x + _CELL_PAD, down) for shape in words]
        y += high
    picture = Picture(wide * len(sheets[0]), y, tuple(shapes))
    return Figure(picture, alt, content.tr("How the sheets go together"))


def _steps(window: Window, wanted: Wanted) -> str:
    """Return which columns and rows a sheet holds."""
    tr, path = wanted.content.tr, wanted.path
    stages = ", ".join(path.stages[at].letter for at in window.stages) or "–"
    lanes = ", ".join(path.lanes[at].number for at in window.lanes) or "–"
    return tr("Columns {columns}, rows {rows}", columns=stages, rows=lanes)


def _shows(window: Window, wanted: Wanted) -> str:
    """Return in words what a sheet shows."""
    tr, path = wanted.content.tr, wanted.path
    stages = "; ".join(f"{path.stages[at].letter} {path.stages[at].name}" for at in window.stages) or "–"
    lanes = "; ".join(f"{path.lanes[at].number} {tr(lane_name(path.lanes[at]))}" for at in window.lanes) or "–"
    return tr(
        "Sheet {name} of the drawn path. Columns: {columns}. Rows: {rows}.",
        name=window.name, columns=stages, rows=lanes,
    )  # fmt: skip

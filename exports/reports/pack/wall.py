"""The wall template: a path with the code of every cell in large letters and room to write, on as many sheets as it
takes. Its printing makes the step codes stay."""

from dataclasses import dataclass
from typing import TypeVar

from exports.document import Block, Figure, Heading, Label, Line, Marker, PageBreak, Paper, Picture, Rect, Shape
from exports.pdf.papers import frame_of
from exports.reports.content import Content
from exports.reports.pack.part import Part
from models import records as r
from models.codes import step_code
from models.queries import lane_name

T = TypeVar("T")

LEAST_COLUMN: dict[str, float] = {"a4-landscape": 110.0, "a3-landscape": 135.0}
LEAST_ROW = 56.0
NAMES: dict[str, float] = {"a4-landscape": 104.0, "a3-landscape": 140.0}  # the column of the lanes
HEAD = 48.0
CODE = 24.0


@dataclass(frozen=True)
class Sheet:
    """The columns and rows of one sheet, and where it stands among the others of its path."""

    stages: tuple[r.StageRecord, ...]
    lanes: tuple[r.LaneRecord, ...]
    column: int
    row: int
    columns: int
    rows: int

    @property
    def number(self) -> int:
        """Its number, from 1, row by row."""
        return self.row * self.columns + self.column + 1


def wall_template(content: Content, paper: Paper, *, cards: bool) -> tuple[Part, ...]:
    """Return a part for each path; one that says what is missing where there is none."""
    title = content.tr("Wall template")
    if not content.paths:
        return (Part(title, missing=content.tr("There is no path yet. Begin one in Map; its stages are the columns.")),)
    return tuple(_of_path(path, content, paper, cards=cards) for path in content.paths)


def _of_path(path: r.PathRecord, content: Content, paper: Paper, *, cards: bool) -> Part:
    tr = content.tr
    title = tr("Wall template: {path}", path=path.title)
    if not path.stages or not path.lanes:
        return Part(title, missing=tr("This path has no stages yet, so there are no columns and no codes."))
    sheets = _sheets(path, paper)
    blocks: list[Block] = []
    for sheet in sheets:
        name = path.title
        if len(sheets) > 1:
            name = tr("{path}, sheet {n} of {of}", path=path.title, n=sheet.number, of=len(sheets))
        picture = _picture(sheet, path, content, paper, cards=cards)
        blocks += [PageBreak(paper, bare=True), Heading(1, name), Figure(picture, _alternative(sheet, name, content))]
    how = tr("A3, glued where the marks meet") if paper.startswith("a3") else tr("A4, glued where the marks meet")
    if len(sheets) == 1:
        how = tr("A3, not cut") if paper.startswith("a3") else tr("A4, not cut")
    return Part(title, tr.count("{n} sheet", "{n} sheets", len(sheets)), how, tuple(blocks))


def _sheets(path: r.PathRecord, paper: Paper) -> list[Sheet]:
    """Return the sheets of a path, all of nearly as many columns and rows."""
    frame = frame_of(paper, bare=True)
    across = int((frame.column_width - NAMES[paper]) // LEAST_COLUMN[paper])
    down = int((frame.picture_height - HEAD) // LEAST_ROW)
    columns, rows = _shared(path.stages, across), _shared(path.lanes, down)
    return [
        Sheet(stages, lanes, column, row, len(columns), len(rows))
        for row, lanes in enumerate(rows)
        for column, stages in enumerate(columns)
    ]


def _shared(things: tuple[T, ...], most: int) -> list[tuple[T, ...]]:
    parts = -(-len(things) // most)
    size = -(-len(things) // parts)
    return [things[at : at + size] for at in range(0, len(things), size)]


# -- the picture ----------------------------------------------------------------------------------


def _picture(sheet: Sheet, path: r.PathRecord, content: Content, paper: Paper, *, cards: bool) -> Picture:
    frame = frame_of(paper, bare=True)
    width, height, names = frame.column_width, frame.picture_height, NAMES[paper]
    wide, high = (width - names) / len(sheet.stages), (height - HEAD) / len(sheet.lanes)
    shapes: list[Shape] = [Rect(0, 0, width, HEAD, fill="panel"), Rect(0, 0, names, height, fill="panel")]
    for at, stage in enumerate(sheet.stages):
        x = names + at * wide
        shapes.append(Label(x + 8, 22, stage.letter, 18, bold=True, tone="accent"))
        shapes.append(Label(x + 32, 19, stage.name, 12, bold=True, width=wide - 38, lines=2))
    for at, lane in enumerate(sheet.lanes):
        y, room = HEAD + at * high, max(1, int((high - 12) // 15))
        shapes.append(Label(8, y + 22, lane.number, 18, bold=True, tone="accent"))
        name = content.tr(lane_name(lane))
        shapes.append(Label(30, y + 19, name, 12, bold=True, width=names - 34, lines=room))
    for row, lane in enumerate(sheet.lanes):
        for column, stage in enumerate(sheet.stages):
            shapes += _cell(path, stage, lane, names + column * wide, HEAD + row * high, wide, high, cards=cards)
    shapes += _grid(sheet, names, wide, high, width, height)
    return Picture(width, height, tuple(shapes))


def _cell(
    path: r.PathRecord, stage: r.StageRecord, lane: r.LaneRecord, x: float, y: float, wide: float, high: float,
    *, cards: bool,
) -> list[Shape]:  # fmt: skip
    """Return the code of a cell and, where they are wanted, the cards that are in it."""
    shapes: list[Shape] = [Label(x + 8, y + 28, step_code(stage.letter, lane.number), CODE, bold=True, tone="muted")]
    here = [card for card in path.cards if card.stage_id == stage.id and card.lane_id == lane.id] if cards else []
    lines = max(0, int((high - 40) // 14))
    for card in here[:lines]:
        share = max(1, lines // len(here))
        words = card.words if len(here) == 1 else f"{card.code} {card.words}"
        shapes.append(Label(x + 8, y + 44 + 14 * share * here.index(card), words, 11, width=wide - 14, lines=share))
    return shapes


def _grid(sheet: Sheet, names: float, wide: float, high: float, width: float, height: float) -> list[Shape]:
    """Return the lines between cells, and at the seams the marks that meet on the next sheet."""
    shapes: list[Shape] = [Rect(0, 0, width, height, fill="", stroke="line", stroke_width=1.2)]
    for at in range(len(sheet.stages)):
        x = names + at * wide
        shapes.append(Line(x, 0, x, height, "line", 1.2 if at == 0 else 0.8))
    for at in range(len(sheet.lanes)):
        y = HEAD + at * high
        shapes.append(Line(0, y, width, y, "line", 1.2 if at == 0 else 0.8))
    if sheet.column:
        shapes.append(Marker(0, HEAD / 2, "diamond", 14, "accent"))
    if sheet.column + 1 < sheet.columns:
        shapes.append(Marker(width, HEAD / 2, "diamond", 14, "accent"))
    if sheet.row:
        shapes.append(Marker(names / 2, 0, "triangle", 14, "accent"))
    if sheet.row + 1 < sheet.rows:
        shapes.append(Marker(names / 2, height, "triangle", 14, "accent"))
    return shapes


def _alternative(sheet: Sheet, name: str, content: Content) -> str:
    """Return the table of codes in words."""
    tr = content.tr
    columns = "; ".join(f"{stage.letter} {stage.name}" for stage in sheet.stages)
    rows = "; ".join(f"{lane.number} {tr(lane_name(lane))}" for lane in sheet.lanes)
    codes = "; ".join(", ".join(step_code(stage.letter, lane.number) for stage in sheet.stages) for lane in sheet.lanes)
    return tr(
        "Template to write on: {name}. Columns: {columns}. Rows: {rows}. Each cell has the letter of its column and "
        "the number of its row, row by row: {codes}.",
        name=name,
        columns=columns,
        rows=rows,
        codes=codes,
    )

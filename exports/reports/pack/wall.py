"""The wall template: a path with the code of every cell in large letters and room to write and to stick notes on, on
any paper. Its printing makes the step codes stay."""

from dataclasses import replace

from exports.document import Heading
from exports.path_drawing.layout import Wanted, wanted
from exports.path_drawing.on_sheets import PAPER_NAMES, Asked, asked_of, blocks_of, place
from exports.path_drawing.sheets import Placed
from exports.pdf.papers import MM
from exports.reports.content import Content
from exports.reports.pack.part import Part
from models import records as r
from models.codes import step_code
from models.queries import lane_name

ABOVE = 44.0  # points for the name of the path above a template on one sheet
WRITE = (110.0, 56.0)  # the least cell: a line or two by hand
STICK = (80 * MM, 62 * MM)  # a cell that a sticky note fits into, where the template is as large as it needs


def wall_template(content: Content, size: str, paper: str, *, cards: bool) -> tuple[Part, ...]:
    """Return a part for each path; one that says what is missing where there is none.

    `size` and `paper`: how large it is and what it is printed on, as `asked_of` reads them.
    """
    asked = asked_of(size, paper)
    title = content.tr("Wall template")
    if not content.paths:
        return (Part(title, missing=content.tr("There is no path yet. Begin one in Map; its stages are the columns.")),)
    return tuple(_of_path(path, content, asked, cards=cards) for path in content.paths)


def _of_path(path: r.PathRecord, content: Content, asked: Asked, *, cards: bool) -> Part:
    tr = content.tr
    title = tr("Wall template: {path}", path=path.title)
    if not path.stages or not path.lanes:
        return Part(title, missing=tr("This path has no stages yet, so there are no columns and no codes."))
    template = _template(path, content, asked, cards=cards)
    placed = place(template, asked, ABOVE)
    blocks = blocks_of(placed, template, _alternative(path, content), Heading(1, path.title))
    return Part(title, tr.count("{n} sheet", "{n} sheets", placed.sheets), _how(placed, content), tuple(blocks))


def _template(path: r.PathRecord, content: Content, asked: Asked, *, cards: bool) -> Wanted:
    """Return a path as a frame: without what was felt, and with its cards only where they are wanted."""
    shown = replace(path, feelings=(), connections=(), cards=path.cards if cards else ())
    made = wanted(shown, content, public=False)
    said = {card_id: replace(card, evidence=None, facts=(), leads=(), drawn_leads=())
            for card_id, card in made.said.items()}  # fmt: skip
    cell = WRITE if asked.size else STICK
    return replace(made, said=said, template=True, cell=cell, foot=(_typed(path, content),))


def _typed(path: r.PathRecord, content: Content) -> str:
    """Return how what is written on the wall is typed, with a code of this path and a group of this project."""
    tr = content.tr
    code = step_code(path.stages[min(1, len(path.stages) - 1)].letter, path.lanes[0].number)
    if not content.groups:
        return tr("A scribe types a line like this: {code} waited six weeks -2", code=code)
    group = content.groups[0].name
    return tr("A scribe types a line like this: {code} waited six weeks -2 {group}", code=code, group=group)


def _how(placed: Placed, content: Content) -> str:
    tr, paper = content.tr, PAPER_NAMES[placed.paper.partition("-")[0]]
    return tr("{paper}, not cut", paper=paper) if placed.sheets == 1 else tr("{paper}, cut and glued", paper=paper)


def _alternative(path: r.PathRecord, content: Content) -> str:
    """Return the table of codes in words."""
    tr = content.tr
    columns = "; ".join(f"{stage.letter} {stage.name}" for stage in path.stages)
    rows = "; ".join(f"{lane.number} {tr(lane_name(lane))}" for lane in path.lanes)
    codes = "; ".join(", ".join(step_code(stage.letter, lane.number) for stage in path.stages) for lane in path.lanes)
    return tr(
        "Template to write on: {name}. Columns: {columns}. Rows: {rows}. Each cell has the letter of its column and "
        "the number of its row, row by row: {codes}.",
        name=path.title,
        columns=columns,
        rows=rows,
        codes=codes,
    )

"""Tables of a word processor: a header row repeated on each page, headers of rows, rows that stay whole."""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from typing import Any, Protocol

from exports.document import Table, Words, as_runs
from exports.docx.xml import borders, node, tidy
from exports.pdf.styles import PAINTS


class Places(Protocol):
    """Who writes paragraphs; `inside` makes it write into a cell."""

    def inside(self, cell: Any, words: Words, size: float, *extra: Any, bold: bool) -> None:
        """Write words as the only paragraph of a cell."""
        ...


def table(block: Table, width: float, writer: Places) -> Any:
    """Return a table of a width in points."""
    count = max([len(block.head), *(len(row) for row in block.rows), 1])
    shares = [*block.widths, *[1 / count] * count][:count]
    widths = [width * share / (sum(shares) or 1.0) for share in shares]
    size = 10.0 if block.compact else 12.0
    line = PAINTS["line"].strong
    look = node(
        "tblLook", val="04A0", firstRow=1, lastRow=0, firstColumn=int(block.row_header), lastColumn=0, noVBand=1
    )
    made = node(
        "tbl",
        node(
            "tblPr",
            node("tblW", w=round(width * 20), type="dxa"),
            borders("tblBorders", bottom=("single", 4, line, 0), insideH=("single", 4, line, 0)),
            node("tblLayout", type="fixed"),
            node("tblCellMar", *(node(side, w=wide, type="dxa") for side, wide in _MARGINS)),
            look,
            node("tblCaption", val=" ".join(tidy(block.caption).split())) if block.caption else None,
        ),
        node("tblGrid", *(node("gridCol", w=round(wide * 20)) for wide in widths)),
    )
    for number, row in enumerate((block.head, *block.rows)):
        head = number == 0
        rule = node("trPr", node("cantSplit") if _is_short(row) else None, node("tblHeader") if head else None)
        cells = [
            _cell(row[at] if at < len(row) else "", wide, size, block, at, head, writer)
            for at, wide in enumerate(widths)
        ]
        made.append(node("tr", rule, *cells))
    return made


_MARGINS = (("top", 60), ("left", 100), ("bottom", 60), ("right", 100))


def _cell(
    words: Words, width: float, size: float, block: Table, at: int, head: bool, writer: Places
) -> Any:  # fmt: skip
    cell = node("tc", width_of(width))
    if head:
        cell[0].append(node("shd", val="clear", color="auto", fill=PAINTS["accent"].soft.lstrip("#")))
    flush = node("jc", val="end") if at in block.numeric else None
    writer.inside(cell, words, size, flush, bold=head or (block.row_header and at == 0))
    return cell


def _is_short(row: tuple[Words, ...]) -> bool:
    return sum(len(run.text) for words in row for run in as_runs(words)) < 1500


def width_of(width: float) -> Any:
    """Return the properties of a cell of a width in points."""
    return node("tcPr", node("tcW", w=round(width * 20), type="dxa"))


def side_by_side(cells: list[Any], width: float) -> Any:
    """Return two columns without lines, which are read one after the other."""
    properties = node(
        "tblPr",
        node("tblW", w=round(width * 20), type="dxa"),
        borders("tblBorders", insideV=("single", 4, PAINTS["line"].strong, 0)),
        node("tblLayout", type="fixed"),
        node("tblCellMar", node("left", w=160, type="dxa"), node("right", w=160, type="dxa")),
        node("tblLook", val="0000", firstRow=0, lastRow=0, firstColumn=0, lastColumn=0),
    )
    grid = node("tblGrid", *(node("gridCol", w=round(width * 10)) for _ in cells))
    return node("tbl", properties, grid, node("tr", *cells))

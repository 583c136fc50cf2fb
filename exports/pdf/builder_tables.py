"""The boxes of tables and of the list of contents."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from exports.document import Contents, Poster, Table, Words, as_runs
from exports.pdf import tables
from exports.pdf.boxes import Box, TextBox
from exports.pdf.parts import ContentsLine
from exports.pdf.setting import Look
from exports.pdf.styles import CELL, COMPACT_CELL, CONTENTS, Face
from exports.pdf.tagging import Node

if TYPE_CHECKING:
    from exports.pdf.builder import Builder


def table(builder: "Builder", block: Table, width: float, node: Node) -> Iterator[Box]:
    """Return a table with its caption."""
    own = node.child("Table")
    if block.caption:
        face = Face(12, 16, bold=True, before=8, after=3)
        yield replace(builder.text(block.caption, face, width, own.child("Caption")), keep_next=True)
    face = COMPACT_CELL if block.compact else CELL
    widths = _columns(builder, block, width, face)
    edges = [sum(widths[:at]) for at in range(len(widths))]
    head = _row(builder, block, block.head, own.child("THead"), widths, edges, replace(face, bold=True), head=True)
    body = own.child("TBody")
    rows = [_row(builder, block, row, body, widths, edges, face, head=False) for row in block.rows]
    yield tables.TableBox(head, rows, width)


def _columns(builder: "Builder", block: Table, width: float, face: Face) -> list[float]:
    """The widths asked for; a column too narrow for its longest word takes from those with room to spare."""
    count = max([len(block.head), *(len(row) for row in block.rows), 1])
    shares = [*block.widths, *[1 / count] * count][:count]
    wanted = [width * share / (sum(shares) or 1.0) for share in shares]
    least = [0.0] * count
    for row, bold in [(block.head, True), *((row, block.row_header) for row in block.rows[:200])]:
        for at, words in enumerate(row):
            atoms = builder.setter.atoms(as_runs(words), Look(face.size, bold=bold and (at == 0 or row is block.head)))
            longest = max((atom.width for atom in atoms), default=0.0) + 2 * tables.PAD_X + 0.5
            least[at] = max(least[at], min(longest, width / count))
    lacking = sum(max(0.0, low - want) for low, want in zip(least, wanted, strict=True))
    spare = sum(max(0.0, want - low) for low, want in zip(least, wanted, strict=True))
    share = min(1.0, lacking / spare) if spare else 0.0
    return [low if want < low else want - (want - low) * share for low, want in zip(least, wanted, strict=True)]


def _row(
    builder: "Builder", block: Table, cells: tuple[Words, ...], node: Node, widths: list[float],
    edges: list[float], face: Face, *, head: bool,
) -> tables.Row:  # fmt: skip
    own = node.child("TR")
    made: list[TextBox] = []
    for at, width in enumerate(widths):
        words = cells[at] if at < len(cells) else ""
        side = block.row_header and at == 0 and not head
        scope = {"O": "/Table", "Scope": "/Column" if head else "/Row"} if head or side else {}
        cell = own.child("TH" if scope else "TD", **scope)
        look = replace(face, bold=face.bold or side)
        align = "end" if at in block.numeric else ""
        made.append(builder.text(words, look, width - 2 * tables.PAD_X, cell, align=align))
    return tables.Row(made, edges)


def contents(builder: "Builder", block: Contents, width: float, node: Node) -> Iterator[Box]:
    """Return the headings with their pages, as links."""
    own = node.child("TOC")
    for number, (heading, depth) in enumerate(builder.headings(), 1):
        if depth > block.depth:
            continue
        item, words = own.child("TOCI"), heading.title if isinstance(heading, Poster) else heading.text
        link = item.child("Reference").child("Link")
        link.contents = words
        face = replace(CONTENTS, indent=16.0 * (depth - 1), bold=depth == 1)
        text = builder.text(words, face, width - 40, link.child("Span"), align="start")
        yield ContentsLine(
            text=text, key=f"heading{number}", link=link, number=link.child("Span"), setter=builder.setter,
            pages=builder.pages, width=width,
        )  # fmt: skip

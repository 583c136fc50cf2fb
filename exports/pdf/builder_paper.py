"""The boxes of paper that is written on, cut or hung up: lines, boxes to tick, slips, posters."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from exports.document import Slip, Slips, TickBoxes, WritingLines
from exports.pdf.boxes import Box, Stack, TextBox
from exports.pdf.paper_boxes import (
    INSIDE,
    PITCH,
    TICK,
    TICK_GAP,
    CutSheet,
    Piece,
    TickBoxesBox,
    WritingLinesBox,
)
from exports.pdf.styles import SLIP_NAME, TEXTS
from exports.pdf.tagging import Node
from models.errors import Refused
from resources.texts import N_

if TYPE_CHECKING:
    from exports.pdf.builder import Builder

_BETWEEN = 16.0  # two choices in a row
_BESIDE = 0.45  # of the width, which choices may take to stand in the line of their label
_LEAST_LINES = 2
_ZOOMS = (1.0, 0.95, 0.9, 10 / 12)
_TEAR_SHARE = 0.36  # of a piece that is wider than high


def writing_lines(builder: "Builder", block: WritingLines, width: float, node: Node) -> Iterator[Box]:
    """Return what the lines are for, and the lines; a short label of a single line stands in it."""
    label = builder.text(block.label, TEXTS["body"], width, node.child("P")) if block.label else None
    if label and block.lines == 1 and len(label.lines) == 1 and label.lines[0].width <= width * _BESIDE:
        label = replace(label, width=label.lines[0].width, align="start")
        yield WritingLinesBox(lines=1, width=width, label=label)
        return
    if label:
        yield replace(label, after=0.0, keep_next=True)
    box = WritingLinesBox(lines=block.lines or _LEAST_LINES, width=width, grows=not block.lines)
    if box.grows:
        builder.growing.append(box)
    yield box


def tick_boxes(builder: "Builder", block: TickBoxes, width: float, node: Node) -> Iterator[Box]:
    """Return the label and the boxes: in its line where all fit there, else below it."""
    face = replace(TEXTS["body"], after=0.0)
    said = builder.text(block.label, face, width, node.child("P")) if block.label else None
    own = node.child("L", O="/List", ListNumbering="/None")
    room = width - TICK - TICK_GAP
    made = [builder.text(choice, face, room, own.child("LI").child("LBody")) for choice in block.choices]
    made = [replace(one, width=max((line.width for line in one.lines), default=0.0)) for one in made]
    row = sum(TICK + TICK_GAP + one.width for one in made) + _BETWEEN * (len(made) - 1)
    if said and row <= width * _BESIDE:
        label = builder.text(block.label, face, width - row - _BETWEEN, said.node)
        down = (label.height - label.face.leading) / 2
        placed = [(width - row + left, down, one) for left, _, one in _in_rows(made, row)]
        yield TickBoxesBox(label=label, choices=placed, tall=max(label.height, TICK + 4))
        return
    top = said.height + 2 if said else 0.0
    placed = [(left, top + down, one) for left, down, one in _in_rows(made, width)]
    tall = max((down + one.height for _, down, one in placed), default=top)
    yield TickBoxesBox(label=said, choices=placed, tall=tall)


def _in_rows(made: list[TextBox], width: float) -> list[tuple[float, float, TextBox]]:
    """Return each choice with its place, as many in a row as fit."""
    placed: list[tuple[float, float, TextBox]] = []
    left = down = tall = 0.0
    for one in made:
        step = TICK + TICK_GAP + one.width
        if left and left + step > width + 0.01:
            left, down, tall = 0.0, down + tall, 0.0
        placed.append((left, down, one))
        left, tall = left + step + _BETWEEN, max(tall, one.height + 1, TICK + 4)
    return placed


# -- slips ----------------------------------------------------------------------------------------


def slips(builder: "Builder", block: Slips, width: float, node: Node) -> Iterator[Box]:
    """Return whole sheets of pieces. Refused: the words of a piece are too many even for a whole sheet."""
    before, kept, name = builder.mark(), len(node.content), ""
    for across, down in _cuts(block):
        try:
            yield from _sheets(builder, replace(block, across=across, down=down), node)
        except _TooMany as trouble:
            builder.back_to(before)
            del node.content[kept:]
            name = trouble.args[0]
        else:
            return
    raise Refused(N_("“{name}” has too many words for a sheet of paper. Shorten them."), name=name)


class _TooMany(Exception):
    """The words of a piece do not fit; it says its name."""


def _cuts(block: Slips) -> Iterator[tuple[int, int]]:
    """Return how the sheet is divided, then always into half as many pieces, down to a whole sheet."""
    across, down = block.across, block.down
    yield across, down
    while across * down > 1:
        across, down = (across, -(-down // 2)) if down > across else (-(-across // 2), down)
        yield across, down


def _sheets(builder: "Builder", block: Slips, node: Node) -> list[CutSheet]:
    frame = builder.frame
    wide, high = frame.width / block.across, frame.height / block.down
    right = wide > high
    tear_at = wide * (1 - _TEAR_SHARE) if right else 0.0
    made = [_piece(builder, slip, block, node, wide, high) for slip in block.slips]
    if not right:
        tear_at = high - max((piece.tear.height for piece in made if piece.tear), default=0.0) - INSIDE * 1.75
    each = block.across * block.down
    return [
        CutSheet(
            pieces=made[at : at + each], across=block.across, down=block.down, width=frame.width, tall=frame.height,
            tear_at=tear_at, tear_right=right,
        )
        for at in range(0, len(made), each)
    ]  # fmt: skip


def _piece(builder: "Builder", slip: Slip, block: Slips, node: Node, wide: float, high: float) -> Piece:
    """Return one piece, in the largest type in which its words fit."""
    for zoom in _ZOOMS:
        if zoom < 1.0 and zoom * TEXTS["body"].size < block.least - 0.01:
            continue
        own, before = Node("Sect"), builder.mark()
        with builder.smaller(zoom, block.least):
            piece = _try(builder, slip, own, wide, high)
        if piece:
            own.parent = node
            node.content.append(own)
            return piece
        builder.back_to(before)
    raise _TooMany(slip.name)


def _try(builder: "Builder", slip: Slip, own: Node, wide: float, high: float) -> Piece | None:
    """Return a piece in the type size of the moment, nothing where it does not fit."""
    right = wide > high and bool(slip.tear)
    width = (wide * (1 - _TEAR_SHARE) if right else wide) - 2 * INSIDE
    room = high - 2 * INSIDE
    builder.growing = []
    name = [replace(builder.text(slip.name, SLIP_NAME, width, own.child("P")), keep_next=True)] if slip.name else []
    body = Stack([*name, *builder.inside(slip.blocks, width, own)])
    growing, tear = builder.growing, None
    if slip.tear:
        side = wide * _TEAR_SHARE - 2 * INSIDE if right else width
        tear = Stack(list(builder.inside(slip.tear, side, own.child("Div"))))
        if right and tear.height > room:
            return None
        room -= 0.0 if right else tear.height + INSIDE * 1.25
    if body.height > room + 0.01:
        return None
    for at in range(int((room - body.height) / PITCH) if growing else 0):
        growing[at % len(growing)].lines += 1
    return Piece(body, tear)

"""Drawings to hang up: whole in the column of a page, or one part of them on a sheet of its own."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from exports.document import Run, WallSheet
from exports.pdf.boxes import Box
from exports.pdf.papers import BARE_MARGIN
from exports.pdf.parts import FigureBox
from exports.pdf.setting import Look
from exports.pdf.styles import FURNITURE
from exports.pdf.tagging import Node
from exports.pdf.wall_boxes import PartBox, shown_in

if TYPE_CHECKING:
    from exports.pdf.builder import Builder


def wall_sheet(builder: "Builder", block: WallSheet, width: float, node: Node) -> Iterator[Box]:
    """Return the drawing, or the sheet with its part; in words it is one figure."""
    own = node.child("Figure", alt=block.alt)
    if block.part is None:
        scale = min(block.scale, width / max(1.0, block.picture.width))
        scale = min(scale, builder.frame.column_height / max(1.0, block.picture.height))
        yield FigureBox(picture=block.picture, setter=builder.setter, scale=scale, node=own, before=0.0, after=0.0)
        return
    look = Look(FURNITURE.size, tone="muted")
    name = builder.setter.lines((Run(block.name),), look, width - 2 * BARE_MARGIN)[0] if block.name else None
    yield PartBox(
        picture=shown_in(block.picture, block.part), part=block.part, setter=builder.setter, scale=block.scale,
        node=own, name=name, margin=BARE_MARGIN, tall=builder.frame.height,
    )  # fmt: skip

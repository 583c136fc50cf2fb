"""Two columns in two languages: what belongs together stands on one line of boxes, and goes on overleaf line by line.

Each column is one element of the structure tree with its language, so that a screen reader speaks the whole left
column before the right one, each with its own voice.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from exports.document import SideBySide
from exports.pdf.boxes import Box, Stack
from exports.pdf.sheet import Sheet
from exports.pdf.styles import GUTTER
from exports.pdf.tagging import Node

if TYPE_CHECKING:
    from exports.document import Block
    from exports.pdf.builder import Builder


@dataclass
class PairRow:
    """A box of each column side by side; None where one column has nothing left."""

    left: Box | None
    right: Box | None
    shift: float  # from the left edge to the right column
    before: float = 0.0
    after: float = 0.0
    keep_next: bool = False

    @property
    def boxes(self) -> tuple[Box, ...]:
        """What there is, from left to right."""
        return tuple(box for box in (self.left, self.right) if box is not None)

    @property
    def height(self) -> float:
        """Points from its upper to its lower edge."""
        return max((box.height for box in self.boxes), default=0.0)

    @property
    def least(self) -> float:
        """Height of the smallest part that may stand at the foot of a page."""
        return max((box.least for box in self.boxes), default=0.0)

    def split(self, room: float) -> "tuple[PairRow, PairRow] | None":
        """What fits into `room` points and the rest; None where one of the columns cannot be cut there."""
        halves: list[tuple[Box | None, Box | None]] = []
        for box in (self.left, self.right):
            if box is None or box.height <= room + 0.01:
                halves.append((box, None))
            elif (cut := box.split(room)) is not None:
                halves.append(cut)
            else:
                return None
        (upper_left, lower_left), (upper_right, lower_right) = halves
        upper = replace(self, left=upper_left, right=upper_right, after=0.0, keep_next=False)
        return upper, replace(self, left=lower_left, right=lower_right, before=0.0)

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        """Paints with the upper left corner at (x, y)."""
        if self.left is not None:
            self.left.draw(sheet, x, y)
        if self.right is not None:
            self.right.draw(sheet, x + self.shift, y)


def side_by_side(builder: "Builder", block: SideBySide, width: float, node: Node) -> Iterator[Box]:
    """Return the lines of two columns of equal width."""
    own = node.child("Div")
    column = (width - GUTTER) / 2
    left = _column(builder, block.left, column, own.child("Div", language=block.left_language))
    right = _column(builder, block.right, column, own.child("Div", language=block.right_language))
    if len(left) != len(right):
        left, right = ([[box for boxes in found for box in boxes]] for found in (left, right))
    for ones, others in zip(left, right, strict=True):
        yield from _rows(ones, others, column + GUTTER)


def _column(builder: "Builder", blocks: "tuple[Block, ...]", width: float, node: Node) -> list[list[Box]]:
    """Return the boxes of each block of a column."""
    return [list(builder.inside((block,), width, node)) for block in blocks]


def _rows(left: Sequence[Box], right: Sequence[Box], shift: float) -> Iterator[PairRow]:
    """Yield a row for each pair of boxes; one for all of them where they are not as many."""
    if len(left) != len(right):
        left, right = (
            [Stack(list(boxes), boxes[0].before, boxes[-1].after)] if boxes else [] for boxes in (left, right)
        )
    for one, other in zip_longest(left, right):
        boxes = [box for box in (one, other) if box is not None]
        before, after = (max(getattr(box, name) for box in boxes) for name in ("before", "after"))
        yield PairRow(one, other, shift, before, after, any(box.keep_next for box in boxes))

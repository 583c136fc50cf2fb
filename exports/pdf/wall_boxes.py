"""The box of one of several sheets that are glued together: a part of a drawing, with marks to cut and to join by.

At its left and upper edge a sheet is cut along the dashed line, and laid over the strip at the edge of its neighbour,
up to the neighbour's dotted line. Both print that strip, with the same marks in it, which then lie on each other.
"""

from dataclasses import dataclass, field, replace

from exports.document import Picture, SheetPart
from exports.path_drawing.words import bounds
from exports.pdf import drawing
from exports.pdf.boxes import Solid
from exports.pdf.paper_boxes import CUT, TEAR
from exports.pdf.parts import FigureBox, placement
from exports.pdf.setting import Line, Setter
from exports.pdf.sheet import Sheet
from exports.pdf.styles import CONTROL
from exports.pdf.tagging import Node

_MARK = 7.0  # across, of the marks in a strip
_BEYOND = 14.0  # points into the margin that cutting lines reach
_NAME = 11.0  # from the drawing to its sheet's name in the margin
_THIN = 0.5  # points by which a shape may touch an edge and still lie outside


def shown_in(picture: Picture, part: SheetPart) -> Picture:
    """Return a picture with those of its shapes alone that a part shows."""
    kept = tuple(
        shape for shape, (left, top, right, bottom) in ((shape, bounds(shape)) for shape in picture.shapes)
        if left < part.right - _THIN and right > part.left + _THIN
        and top <= part.bottom - _THIN and bottom >= part.top + _THIN
    )  # fmt: skip
    return replace(picture, shapes=kept)


@dataclass
class PartBox(Solid):
    """A whole sheet of paper with a part of a drawing, `margin` from its upper left corner."""

    picture: Picture = field(default_factory=lambda: Picture(0, 0, ()))
    part: SheetPart = field(default_factory=lambda: SheetPart(0, 0, 0, 0))
    setter: Setter = field(default_factory=Setter)
    scale: float = 1.0
    node: Node | None = None
    name: Line | None = None
    margin: float = 0.0
    tall: float = 0.0

    @property
    def height(self) -> float:
        """Points from its upper to its lower edge."""
        return self.tall

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        """Paints with the upper left corner at (x, y)."""
        part, k = self.part, self.scale
        left, top = x + self.margin, y + self.margin
        width, height = (part.right - part.left) * k, (part.bottom - part.top) * k
        figure = FigureBox(picture=self.picture, setter=self.setter, scale=k, node=self.node)
        with sheet.clipped(left, top, width, height):
            figure.draw(sheet, left - part.left * k, top - part.top * k)
        if self.node is not None:
            self.node.attributes |= placement(left, top, width, height)
        with sheet.tagged(None):
            self._seams(sheet, left, top, width, height)
            if self.name:
                sheet.line(self.name, left + width - self.name.width, top - _NAME)

    def _seams(self, sheet: Sheet, left: float, top: float, width: float, height: float) -> None:
        part, k = self.part, self.scale
        right, foot = left + width, top + height
        if part.at_left:
            self._line(sheet, CUT, (left, top - _BEYOND), (left, foot + _BEYOND))
            self._marks(sheet, left + part.at_left * k / 2, top, height, down=True)
        if part.at_right:
            at = right - part.at_right * k
            self._line(sheet, TEAR, (at, top - _BEYOND), (at, foot + _BEYOND))
            self._marks(sheet, at + part.at_right * k / 2, top, height, down=True)
        if part.above:
            self._line(sheet, CUT, (left - _BEYOND, top), (right + _BEYOND, top))
            self._marks(sheet, top + part.above * k / 2, left, width, down=False)
        if part.below:
            at = foot - part.below * k
            self._line(sheet, TEAR, (left - _BEYOND, at), (right + _BEYOND, at))
            self._marks(sheet, at + part.below * k / 2, left, width, down=False)

    @staticmethod
    def _line(sheet: Sheet, look: str, start: tuple[float, float], end: tuple[float, float]) -> None:
        sheet.shape(f"{look} {drawing.lines([start, end])} S")

    def _marks(self, sheet: Sheet, middle: float, start: float, length: float, *, down: bool) -> None:
        """Two marks in a strip that two sheets share: they lie at the same places of the drawing on both."""
        for share in (0.25, 0.75):
            along = start + length * share
            x, y = (middle, along) if down else (along, middle)
            drawing.mark(sheet, "diamond", x, y, _MARK, CONTROL, hollow=True)

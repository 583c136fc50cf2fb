"""A photo on the page, at a size at which a flip chart can be read."""

from dataclasses import dataclass

from exports.pdf import drawing
from exports.pdf.boxes import Solid
from exports.pdf.images import Image
from exports.pdf.parts import placement
from exports.pdf.sheet import Sheet, strong
from exports.pdf.styles import COLUMN_HEIGHT
from exports.pdf.tagging import Node

HIGHEST = 0.26 * COLUMN_HEIGHT  # 6.6 cm: what is written on a flip chart can still be read
LARGEST_DOT = 0.75  # points a pixel: a small picture is not blown up


@dataclass
class PhotoBox(Solid):
    """A photo with a hairline around it, so that white paper on white paper has an edge."""

    image: Image | None = None
    scale: float = 1.0
    node: Node | None = None
    before: float = 8.0
    after: float = 8.0

    @property
    def height(self) -> float:
        """Points from its upper to its lower edge."""
        return self.image.height * self.scale if self.image else 0.0

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        """Paints with the upper left corner at (x, y)."""
        if self.image is None:
            return
        width = self.image.width * self.scale
        if self.node is not None:
            self.node.attributes |= placement(x, y, width, self.height)
        with sheet.tagged(self.node):
            sheet.image(self.image, x, y, width, self.height)
            edge = drawing.box(x + 0.25, y + 0.25, width - 0.5, self.height - 0.5)
            sheet.shape(f"{strong('line')} RG 0.5 w {edge} S")


def photo_box(image: Image, width: float, node: Node) -> PhotoBox:
    """Return a photo scaled down to a column of `width` points and to a part of the page."""
    return PhotoBox(image=image, scale=min(LARGEST_DOT, width / image.width, HIGHEST / image.height), node=node)

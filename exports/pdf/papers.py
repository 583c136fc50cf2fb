"""The sizes of pages, and where the column lies on each.

The upper edge of every page lies at PAGE_HEIGHT in the file's own coordinates, whatever its size: a page of another
height begins lower down or higher up (its MediaBox says where), so that nothing that is painted has to know its page.
"""

from dataclasses import dataclass
from typing import Literal

from exports.document import Paper
from exports.pdf.styles import MARGIN_BOTTOM, MARGIN_SIDE, MARGIN_TOP, PAGE_HEIGHT, PAGE_WIDTH

MM = 72 / 25.4
BARE_MARGIN = 12 * MM  # no printer leaves more of a sheet empty
SIZES: dict[Paper, tuple[float, float]] = {
    "a4": (PAGE_WIDTH, PAGE_HEIGHT),
    "a4-landscape": (297 * MM, 210 * MM),
    "a3": (297 * MM, 420 * MM),
    "a3-landscape": (420 * MM, 297 * MM),
    "a2": (420 * MM, 594 * MM),
    "a2-landscape": (594 * MM, 420 * MM),
    "a1": (594 * MM, 841 * MM),
    "a1-landscape": (841 * MM, 594 * MM),
    "a0": (841 * MM, 1189 * MM),
    "a0-landscape": (1189 * MM, 841 * MM),
}
Kind = Literal["", "bare", "edge"]


@dataclass(frozen=True)
class Frame:
    """A page: its paper, and whether it has header and footer (""), only margins (bare), or not even those (edge)."""

    paper: Paper = "a4"
    kind: Kind = ""

    @property
    def width(self) -> float:
        """Points from the left to the right edge of the paper."""
        return SIZES[self.paper][0]

    @property
    def height(self) -> float:
        """Points from the upper to the lower edge of the paper."""
        return SIZES[self.paper][1]

    @property
    def side(self) -> float:
        """Where the column begins, from the left."""
        return {"": MARGIN_SIDE, "bare": BARE_MARGIN}.get(self.kind, 0.0)

    @property
    def top(self) -> float:
        """Where the column begins, from above."""
        return {"": MARGIN_TOP, "bare": BARE_MARGIN}.get(self.kind, 0.0)

    @property
    def column_width(self) -> float:
        """How wide the column is."""
        return self.width - 2 * self.side

    @property
    def column_height(self) -> float:
        """How high the column is."""
        return self.height - self.top - {"": MARGIN_BOTTOM, "bare": BARE_MARGIN}.get(self.kind, 0.0)

    @property
    def enlarged(self) -> float:
        """How much larger than on A4 words have to be that are read from as far as the sheet is large."""
        width, height = SIZES["a4"]
        return float(max(1.0, (self.width * self.height / (width * height)) ** 0.3))

    @property
    def picture_height(self) -> float:
        """How high a picture may be, so that a heading or a caption still stands with it."""
        return self.column_height - 60.0

    @property
    def media_box(self) -> tuple[float, float, float, float]:
        """The paper in the file's own coordinates: left, lower, right and upper edge."""
        return (0.0, PAGE_HEIGHT - self.height, self.width, PAGE_HEIGHT)


def frame_of(paper: Paper, *, bare: bool) -> Frame:
    """Return the page that a document asks for."""
    return Frame(paper, "bare" if bare else "")

"""Drawings of a document, free of any file format: shapes in points on a plane whose y grows downwards.

Colours are tone names. A tone never carries meaning alone: marks and words stand beside it.
"""

from dataclasses import dataclass
from typing import Literal

Tone = Literal[
    "settled",  # green: yes, confirmed, kept
    "partner",  # blue: with others' help
    "decide",  # amber: somebody must decide
    "passed",  # teal grey: another body's task
    "waiting",  # amber, lighter: to do, to be careful about
    "closed",  # brown, calm: not possible as it is
    "neutral",  # grey
    "story",  # blue: what happened to someone
    "note",  # yellow: a contribution
    "idea",  # violet: ideas at a step
    "ink",  # the text's own colour
    "muted",  # quieter text
    "accent",  # teal: headings of the frame, links
    "line",  # hairlines, decoration only
    "panel",  # a tinted surface
    "paper",  # the page
]
Mark = Literal["tick", "plus", "diamond", "arrow", "clock", "bar", "dot", "square", "triangle", "ring", "none"]
Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True)
class Line:
    """A straight line from (x1, y1) to (x2, y2), `width` points thick."""

    x1: float
    y1: float
    x2: float
    y2: float
    tone: Tone = "ink"
    width: float = 1.0
    dashed: bool = False


@dataclass(frozen=True)
class Rect:
    """A box with its upper left corner at (x, y); `fill` and `stroke` empty mean none.

    `tint` fills with the tone's light surface colour, on which words in the tone or in ink read well; `hatched` is the
    pattern of what is provisional.
    """

    x: float
    y: float
    width: float
    height: float
    fill: Tone | Literal[""] = "panel"
    stroke: Tone | Literal[""] = ""
    radius: float = 0.0
    stroke_width: float = 1.0
    dashed: bool = False
    hatched: bool = False
    tint: bool = False


@dataclass(frozen=True)
class Polyline:
    """Straight lines through `points`, each (x, y); `fill` closes and fills the shape."""

    points: tuple[tuple[float, float], ...]
    tone: Tone | Literal[""] = "ink"
    width: float = 1.5
    dashed: bool = False
    fill: Tone | Literal[""] = ""


@dataclass(frozen=True)
class Circle:
    """A circle around (x, y)."""

    x: float
    y: float
    radius: float
    fill: Tone | Literal[""] = "accent"
    stroke: Tone | Literal[""] = ""
    stroke_width: float = 1.0


@dataclass(frozen=True)
class Marker:
    """A small mark around (x, y), `size` points across, so that groups differ by more than colour."""

    x: float
    y: float
    mark: Mark = "square"
    size: float = 8.0
    fill: Tone = "accent"
    hollow: bool = False


@dataclass(frozen=True)
class Label:
    """Words whose baseline begins, centres or ends at (x, y).

    With `width` the words wrap at that many points and stop after `lines` lines with an ellipsis, the first baseline
    staying at y. `language` is a BCP 47 tag where it differs from the document's.
    """

    x: float
    y: float
    text: str
    size: float = 10.0
    bold: bool = False
    anchor: Anchor = "start"
    tone: Tone = "ink"
    width: float = 0.0
    lines: int = 1
    language: str = ""


Shape = Line | Rect | Polyline | Circle | Marker | Label


@dataclass(frozen=True)
class Picture:
    """A drawing `width` × `height` points; wider than the column it is scaled down to fit. The column of an upright
    A4 page is `COLUMN` points wide."""

    width: float
    height: float
    shapes: tuple[Shape, ...]


COLUMN = 495.0

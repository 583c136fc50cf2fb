"""Blocks that only paper has: sheets of several sizes, lines to write on, boxes to tick. Re-exported by `document`."""

from dataclasses import dataclass
from typing import Literal

from exports.picture import Picture

Paper = Literal[
    "a4", "a4-landscape", "a3", "a3-landscape", "a2", "a2-landscape", "a1", "a1-landscape", "a0", "a0-landscape",
]  # fmt: skip


@dataclass(frozen=True)
class PageBreak:
    """What follows begins a new page, on paper of this size until the next break that says another one.

    `bare`: these pages have no header and no footer, because they are cut or hung up.
    """

    paper: Paper = "a4"
    bare: bool = False


@dataclass(frozen=True)
class WritingLines:
    """Empty lines to write on by hand; `label` says above them what for, and is what is read aloud.

    `lines` 0, in a slip: two, and as many more as its piece of paper still holds.
    """

    label: str
    lines: int = 2


@dataclass(frozen=True)
class TickBoxes:
    """Boxes to tick by hand, each with its words beside it; read aloud as a list under `label`."""

    label: str
    choices: tuple[str, ...]


@dataclass(frozen=True)
class SheetPart:
    """What one of several sheets shows of a drawing: its edges in the drawing's own points.

    `at_left`, `above`, `at_right`, `below`: how wide a strip at an edge is that the neighbour shows, too; 0: none.
    """

    left: float
    top: float
    right: float
    bottom: float
    at_left: float = 0.0
    above: float = 0.0
    at_right: float = 0.0
    below: float = 0.0


@dataclass(frozen=True)
class WallSheet:
    """A drawing to hang up. Without a `part` it stands whole in the column, `scale` times as large as it was drawn.

    With a part it is one sheet of several: a page of its own of `paper`, nothing but that part on it, with marks to cut
    and to join by; `name` stands in its margin. `alt` says in sentences what it shows.
    """

    picture: Picture
    alt: str
    scale: float = 1.0
    paper: Paper = "a4"
    part: SheetPart | None = None
    name: str = ""

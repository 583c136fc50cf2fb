"""Blocks that only paper has: sheets of several sizes, lines to write on, boxes to tick. Re-exported by `document`."""

from dataclasses import dataclass
from typing import Literal

Paper = Literal["a4", "a4-landscape", "a3", "a3-landscape"]


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

"""Boxes: what a page is filled with. Each knows its height, its structure node, how to paint and how to be cut.

A box is made for one width. `split(room)` gives what fits into `room` points and the rest, or None when not even its
first lines fit; both halves keep the same node, so a paragraph over two pages stays one paragraph.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol, runtime_checkable

from exports.document import Tone
from exports.pdf import drawing
from exports.pdf.setting import Line
from exports.pdf.sheet import Parts, Sheet
from exports.pdf.styles import Face
from exports.pdf.tagging import Node


@runtime_checkable
class Box(Protocol):
    """Anything that can be put on a page; lengths in points."""

    before: float  # least distance to what stands above; the larger of two neighbours counts
    after: float
    keep_next: bool  # never the last thing on a page

    @property
    def height(self) -> float:
        """Points from its upper to its lower edge."""
        ...

    @property
    def least(self) -> float:
        """Height of the smallest part that may stand at the foot of a page."""
        ...

    def split(self, room: float) -> "tuple[Box, Box] | None":
        """What fits into `room` points and the rest; None where it must not be cut."""
        ...

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        """Paints with the upper left corner at (x, y)."""
        ...


@dataclass
class Solid:
    """What boxes that are never cut have in common."""

    before: float = 0.0
    after: float = 0.0
    keep_next: bool = False

    @property
    def height(self) -> float:
        """Points from its upper to its lower edge."""
        return 0.0

    @property
    def least(self) -> float:
        """Height of the smallest part that may stand at the foot of a page."""
        return self.height

    def split(self, room: float) -> "tuple[Box, Box] | None":
        """What fits into `room` points and the rest; None where it must not be cut."""
        return None


@dataclass
class Bookmark:
    """Where a heading stands in the outline: its words, level from 0, and the name that links use."""

    title: str
    level: int
    key: str


@dataclass
class TextBox:
    """Lines of words. `hang` is painted left of the first line (a bullet); `align` "end" sets lines flush right."""

    lines: Sequence[Line]
    face: Face
    width: float
    node: Node | None
    before: float = 0.0
    after: float = 0.0
    keep_next: bool = False
    align: str = "start"
    bar: Tone | None = None
    bar_dashed: bool = False
    mirrored: bool = False  # the words run from right to left: bar and indent are at the right
    hang: tuple[Line, Node] | None = None
    bookmark: Bookmark | None = None
    parts: Parts = field(default_factory=Parts)

    @property
    def height(self) -> float:
        """Points from its upper to its lower edge."""
        return len(self.lines) * self.face.leading

    @property
    def least(self) -> float:
        """Height of the smallest part that may stand at the foot of a page."""
        return min(len(self.lines), 2 if len(self.lines) != 3 else 3) * self.face.leading

    def split(self, room: float) -> tuple[Box, Box] | None:
        """Two lines at least on both sides."""
        fit = int((room + 0.01) // self.face.leading)
        fit = min(fit, len(self.lines) - 2)
        if fit < 2 or self.bookmark:
            return None
        head = replace(self, lines=self.lines[:fit], after=0.0, keep_next=False)
        return head, replace(self, lines=self.lines[fit:], before=0.0, hang=None)

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        """Paints with the upper left corner at (x, y)."""
        if self.bar:
            at = x + self.width - 3 if self.mirrored else x
            drawing.side_bar(sheet, at, y, self.height, self.bar, dashed=self.bar_dashed)
        if self.bookmark:
            sheet.bookmark(self.bookmark.title, self.bookmark.level, self.bookmark.key, y)
        left = x + (0.0 if self.mirrored else self.face.indent)
        baseline = y + (self.face.leading + self.face.size * 0.68) / 2
        if self.hang:
            with sheet.tagged(self.hang[1]):
                sheet.line(self.hang[0], left - 6 - self.hang[0].width, baseline)
        with sheet.tagged(self.node):
            for line in self.lines:
                slack = self.width - self.face.indent - line.width
                shift = {"end": slack, "middle": slack / 2}.get(self.align, 0.0)
                sheet.line(line, left + shift, baseline, self.parts)
                baseline += self.face.leading


@dataclass
class Stack:
    """Boxes below one another; the larger of two meeting distances counts. `together` asks for one page."""

    children: list[Box]
    before: float = 0.0
    after: float = 0.0
    keep_next: bool = False
    together: bool = False

    @property
    def height(self) -> float:
        """Points from its upper to its lower edge."""
        return sum(child.height for child in self.children) + sum(self.gaps())

    @property
    def least(self) -> float:
        """Height of the smallest part that may stand at the foot of a page."""
        if self.together or not self.children:
            return self.height
        total, gaps = 0.0, [0.0, *self.gaps()]
        for child, gap in zip(self.children, gaps, strict=True):
            if not child.keep_next:
                return total + gap + child.least
            total += gap + child.height
        return total

    def gaps(self) -> list[float]:
        """The distances between the children."""
        pairs = zip(self.children, self.children[1:], strict=False)
        return [max(above.after, below.before) for above, below in pairs]

    def split(self, room: float) -> "tuple[Stack, Stack] | None":
        """What fits into `room` points and the rest; None where it must not be cut."""
        head: list[Box] = []
        used = 0.0
        for at, child in enumerate(self.children):
            gap = max(head[-1].after, child.before) if head else 0.0
            if used + gap + child.height <= room + 0.01:
                head.append(child)
                used += gap + child.height
                continue
            halves = child.split(room - used - gap)
            rest = list(self.children[at + 1 :])
            if halves:
                return self._halves([*head, halves[0]], [halves[1], *rest])
            tail: list[Box] = [child, *rest]
            while head and head[-1].keep_next:
                tail.insert(0, head.pop())
            return self._halves(head, tail) if head else None
        return None

    def _halves(self, head: list[Box], tail: list[Box]) -> "tuple[Stack, Stack]":
        first = replace(self, children=head, after=0.0, keep_next=False)
        return first, replace(self, children=tail, before=0.0, together=False)

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        """Paints with the upper left corner at (x, y)."""
        for child, gap in zip(self.children, [0.0, *self.gaps()], strict=False):
            y += gap
            child.draw(sheet, x, y)
            y += child.height


@dataclass
class CalloutBox:
    """A tinted box around a stack."""

    inner: Stack
    width: float
    tone: Tone
    before: float = 8.0
    after: float = 12.0
    keep_next: bool = False
    PAD = 12.0

    @property
    def height(self) -> float:
        """Points from its upper to its lower edge."""
        return self.inner.height + 2 * self.PAD

    @property
    def least(self) -> float:
        """Height of the smallest part that may stand at the foot of a page."""
        return min(self.height, self.inner.least + 2 * self.PAD)

    def split(self, room: float) -> tuple[Box, Box] | None:
        """What fits into `room` points and the rest; None where it must not be cut."""
        halves = self.inner.split(room - 2 * self.PAD)
        if not halves:
            return None
        first, second = halves
        return replace(self, inner=first, after=0.0), replace(self, inner=second, before=0.0)

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        """Paints with the upper left corner at (x, y)."""
        drawing.panel(sheet, x, y, self.width, self.height, self.tone)
        self.inner.draw(sheet, x + self.PAD + 4, y + self.PAD)


WHOLE_UP_TO = 343.0  # half a column: what somebody said and what we answer are not torn apart


@dataclass
class BesideBox:
    """A stack at the left and something solid at the right, which stays with the first part."""

    left: Stack
    right: Box | None
    shift: float  # from the left edge to the right part
    before: float = 0.0
    after: float = 0.0
    keep_next: bool = False

    @property
    def height(self) -> float:
        """Points from its upper to its lower edge."""
        return max(self.left.height, self.right.height if self.right else 0.0)

    @property
    def least(self) -> float:
        """Short entries stay whole."""
        if self.height <= WHOLE_UP_TO:
            return self.height
        return max(self.left.least, self.right.height if self.right else 0.0)

    def split(self, room: float) -> tuple[Box, Box] | None:
        """What fits into `room` points and the rest; None where it must not be cut."""
        if self.height <= WHOLE_UP_TO or (self.right and self.right.height > room):
            return None
        halves = self.left.split(room)
        if not halves:
            return None
        first, second = halves
        return replace(self, left=first, after=0.0), replace(self, left=second, right=None, before=0.0)

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        """Paints with the upper left corner at (x, y)."""
        self.left.draw(sheet, x, y)
        if self.right:
            self.right.draw(sheet, x + self.shift, y)


@dataclass
class RuleBox(Solid):
    """A hairline."""

    width: float = 0.0
    before: float = 10.0
    after: float = 12.0
    keep_next: bool = True

    @property
    def height(self) -> float:
        """Points from its upper to its lower edge."""
        return 0.8

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        """Paints with the upper left corner at (x, y)."""
        drawing.hairline(sheet, x, y, self.width)

"""Fills pages with boxes: keeps headings with what follows, cuts what is too long, never loses anything."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TypeGuard

from exports.pdf.boxes import BesideBox, Box, CalloutBox, RuleBox, Stack, TextBox
from exports.pdf.pairs import PairRow
from exports.pdf.papers import Frame

INTRODUCES = 2  # lines below a heading that do not keep it company: they stay with what they introduce


@dataclass
class Placed:
    """A box and the height of its upper edge on the page, in points from the top."""

    box: Box
    y: float


@dataclass
class PageBreakBox:
    """Asks for a new page, on other paper where it has a `frame`; takes no room."""

    frame: Frame | None = None


@dataclass
class Flow:
    """Pages being filled. Call `add` for each box and `finish` at the end; `pages` then holds everything, and `frames`
    the paper of each page."""

    frame: Frame = field(default_factory=Frame)
    pages: list[list[Placed]] = field(default_factory=lambda: [[]])
    frames: list[Frame] = field(default_factory=list[Frame])
    _used: float = 0.0
    _after: float = 0.0
    _waiting: list[Box] = field(default_factory=list[Box])

    def __post_init__(self) -> None:
        self.frames.append(self.frame)

    def add(self, box: "Box | PageBreakBox") -> None:
        """Puts the next box; a box that wants to stay with the next one waits for it."""
        if isinstance(box, PageBreakBox):
            self._settle()
            self.frame = box.frame or self.frame
            if self.pages[-1]:
                self._turn()
            self.frames[-1] = self.frame
            return
        if _only_introduces(box, self._waiting):
            box = replace(box, keep_next=True)
        self._waiting.append(box)
        if not box.keep_next:
            self._settle()

    def finish(self) -> None:
        """Puts what still waits and drops an empty last page."""
        self._settle()
        if len(self.pages) > 1 and not self.pages[-1]:
            self.pages.pop()
            self.frames.pop()

    def _settle(self) -> None:
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        if self.pages[-1]:
            group = Stack(list(waiting), before=waiting[0].before)
            gap = max(self._after, group.before)
            if self._room(gap) < (group.least if group.least <= self.frame.column_height else waiting[0].least):
                self._turn()
        for box in waiting:
            if self.pages[-1] or not isinstance(box, RuleBox):  # nothing above it: nothing to part from
                self._put(box)

    def _put(self, box: Box) -> None:
        rest = box
        while True:
            gap = max(self._after, rest.before) if self.pages[-1] else 0.0
            if rest.height <= self._room(gap) + 0.01:
                self._place(rest, gap)
                return
            halves = rest.split(self._room(gap)) if self._worth(rest, gap) else None
            if halves:
                self._place(halves[0], gap)
                rest = halves[1]
                self._turn()
            elif self.pages[-1]:
                self._turn()
            else:  # higher than a page and not to be cut: it sticks out rather than vanish
                self._place(rest, 0.0)
                return

    def _worth(self, box: Box, gap: float) -> bool:
        """Whether cutting the box here is better than a new page."""
        if isinstance(box, Stack) and box.together and box.height <= self.frame.column_height:
            return False
        return not self.pages[-1] or box.least <= self._room(gap)

    def _room(self, gap: float) -> float:
        return self.frame.column_height - self._used - gap

    def _place(self, box: Box, gap: float) -> None:
        self.pages[-1].append(Placed(box, self.frame.top + self._used + gap))
        self._used += gap + box.height
        self._after = box.after

    def _turn(self) -> None:
        self.pages.append([])
        self.frames.append(self.frame)
        self._used = self._after = 0.0


def _only_introduces(box: Box, waiting: list[Box]) -> TypeGuard[TextBox]:
    """Tell whether a box is a line or two right below a heading, after which both would look left behind."""
    after_heading = bool(waiting) and isinstance(waiting[-1], TextBox) and waiting[-1].bookmark is not None
    return after_heading and isinstance(box, TextBox) and not box.bookmark and len(box.lines) <= INTRODUCES


def headings(pages: Iterable[list[Placed]]) -> dict[str, int]:
    """The page, from 1, of every bookmark."""
    found: dict[str, int] = {}
    for number, page in enumerate(pages, 1):
        for placed in page:
            for box in texts(placed.box):
                if box.bookmark:
                    found.setdefault(box.bookmark.key, number)
    return found


def texts(box: Box) -> Iterator[TextBox]:
    """Every text box inside a box."""
    if isinstance(box, TextBox):
        yield box
    elif isinstance(box, Stack):
        for child in box.children:
            yield from texts(child)
    elif isinstance(box, CalloutBox):
        yield from texts(box.inner)
    elif isinstance(box, BesideBox):
        yield from texts(box.left)
    elif isinstance(box, PairRow):
        for part in box.boxes:
            yield from texts(part)

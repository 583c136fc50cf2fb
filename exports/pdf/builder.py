"""From the blocks of a document to boxes of one width, each with its node in the structure tree.

What every kind of block needs is here; `makers` says which function makes which kind.
"""

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import replace

from exports.document import (
    Block,
    Document,
    Heading,
    PageBreak,
    Poster,
    Slips,
    Together,
    WallSheet,
    Words,
    as_runs,
    plain,
)
from exports.outline import depths, titles
from exports.pdf import bidi
from exports.pdf.boxes import Box, Stack, TextBox
from exports.pdf.flow import PageBreakBox
from exports.pdf.letters import clean
from exports.pdf.makers import MAKERS
from exports.pdf.paper_boxes import WritingLinesBox
from exports.pdf.papers import Frame, frame_of
from exports.pdf.setting import Look, Setter
from exports.pdf.styles import TEXTS, TITLE, Face
from exports.pdf.tagging import Node


class Builder:
    """Makes the boxes of one document; `pages` of headings are filled in after the pages are known."""

    def __init__(self, document: Document, root: Node) -> None:
        self.document, self.root = document, root
        self.setter = Setter()
        self.frame: Frame = frame_of(document.paper, bare=document.bare)  # of the page that is being filled
        self.pages: dict[str, int] = {}
        self._headings = titles(document.blocks)
        self._depths = depths(self._headings)
        self._count = 0
        self._zoom, self._least = 1.0, 0.0
        self.growing: list[WritingLinesBox] = []  # of the piece of paper that is being filled

    # -- words --

    def text(
        self, words: Words, face: Face, width: float, node: Node | None, *, look: Look | None = None, align: str = ""
    ) -> TextBox:
        """Words as a box; flush right when they begin in a script that runs from right to left."""
        runs, face = as_runs(words), self._smaller(face)
        chosen = look or Look(face.size, bold=face.bold, tone=face.tone)
        lines = self.setter.lines(runs, chosen, width - face.indent)
        rtl = bidi.has_rtl(plain(runs)) and bidi.base_level(clean(plain(runs))) == 1
        side = align or ("end" if rtl else "start")
        mirrored = rtl and not align
        return TextBox(lines, face, width, node, before=face.before, after=face.after, align=side, mirrored=mirrored)

    @contextmanager
    def smaller(self, zoom: float, least: float) -> Generator[None]:
        """What is set inside is so much smaller, but not below `least` points where it was not before."""
        before = (self._zoom, self._least)
        self._zoom, self._least = zoom, least
        try:
            yield
        finally:
            self._zoom, self._least = before

    def _smaller(self, face: Face) -> Face:
        share = max(face.size * self._zoom, min(face.size, self._least)) / face.size
        if share == 1.0:
            return face
        lengths = {name: getattr(face, name) * share for name in ("size", "leading", "before", "after")}
        return replace(face, **lengths)

    def mark(self) -> int:
        """How far the document is, to come back to."""
        return self._count

    def back_to(self, mark: int) -> None:
        """Forget what was made since."""
        self._count = mark

    def opening(self) -> Iterator[Box]:
        """The title and the subtitle; on a sheet to hang up they are as much larger as the sheet is."""
        with self.smaller(self.frame.enlarged if self.frame.kind else 1.0, 0.0):
            yield from self._opening()

    def _opening(self) -> Iterator[Box]:
        if self.document.title:
            yield replace(
                self.text(self.document.title, TITLE, self.frame.column_width, self.root.child("H1")), keep_next=True
            )
        if self.document.subtitle:
            yield self.text(self.document.subtitle, TEXTS["lead"], self.frame.column_width, self.root.child("P"))

    def boxes(self, block: Block) -> "Iterator[Box | PageBreakBox]":
        """The boxes of a block that stands on its own in the column."""
        if isinstance(block, PageBreak):
            self.frame = frame_of(block.paper, bare=block.bare)
            yield PageBreakBox(self.frame)
        elif isinstance(block, Slips | Poster) or (isinstance(block, WallSheet) and block.part):
            yield from self._on_its_own(block)
        elif isinstance(block, Together):
            yield from self.together(block, self.frame.column_width, self.root)
        elif isinstance(block, Heading) and self.frame.kind:
            with self.smaller(self.frame.enlarged, 0.0):
                yield from self.make(block, self.frame.column_width, self.root)
        else:
            yield from self.make(block, self.frame.column_width, self.root)

    def _on_its_own(self, block: Slips | Poster | WallSheet) -> "Iterator[Box | PageBreakBox]":
        """The sheets of what is cut or hung up, without header and footer."""
        before = self.frame
        self.frame = Frame(block.paper if isinstance(block, WallSheet) else before.paper, "edge")
        yield PageBreakBox(self.frame)
        yield from self.make(block, self.frame.column_width, self.root)
        self.frame = before
        yield PageBreakBox(before)

    def inside(self, blocks: tuple[Block, ...], width: float, node: Node) -> Iterator[Box]:
        """The boxes of blocks inside another; page breaks have no meaning there."""
        for block in blocks:
            if isinstance(block, Together):
                yield from self.together(block, width, node)
            elif not isinstance(block, PageBreak):
                yield from self.make(block, width, node)

    def together(self, block: Together, width: float, node: Node) -> Iterator[Box]:
        """The blocks of a group as one box that asks for one page."""
        children = list(self.inside(block.blocks, width, node))
        if children:
            first, last = children[0], children[-1]
            after = max(last.after, 9.0)  # what belongs together also looks so
            yield Stack(children, before=first.before, after=after, keep_next=last.keep_next, together=True)

    def make(self, block: Block, width: float, node: Node) -> Iterator[Box]:
        """The boxes of a block, by its kind."""
        if type(block) not in MAKERS:
            raise TypeError(type(block).__name__)
        yield from MAKERS[type(block)](self, block, width, node)

    # -- headings --

    def headings(self) -> Iterator[tuple[Heading | Poster, int]]:
        """Every heading of the document in its order, with its depth."""
        return zip(self._headings, self._depths, strict=True)

    def next_heading(self) -> tuple[int, str]:
        """The depth of the next heading to be made, and the name by which links find it."""
        depth = self._depths[self._count]
        self._count += 1
        return depth, f"heading{self._count}"

"""From the blocks of a document to boxes of one width, each with its node in the structure tree."""

from collections.abc import Iterator
from dataclasses import replace
from functools import singledispatchmethod
from urllib.parse import unquote

from exports.document import (
    Bar,
    BarPart,
    Beside,
    Block,
    Bullets,
    Callout,
    Chip,
    Contents,
    Document,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    Photo,
    QrCode,
    Rule,
    Run,
    Runs,
    Table,
    Together,
    Tone,
    Words,
    as_runs,
    plain,
    walk,
)
from exports.pdf import bidi, drawing, tables
from exports.pdf.boxes import BesideBox, Bookmark, Box, CalloutBox, RuleBox, Stack, TextBox
from exports.pdf.flow import PageBreakBox
from exports.pdf.images import image_of
from exports.pdf.letters import clean, is_safe
from exports.pdf.parts import BarBox, BarSlice, ChipBox, ContentsLine, FigureBox, QrBox, SwatchText
from exports.pdf.photos import photo_box
from exports.pdf.setting import Look, Setter
from exports.pdf.styles import (
    BAR_LABEL,
    CAPTION,
    CELL,
    CHIP,
    CODE_CAPTION,
    CODE_LETTERS,
    COLUMN_HEIGHT,
    COLUMN_WIDTH,
    COMPACT_CELL,
    CONTENTS,
    GUTTER,
    HEADINGS,
    LEGEND,
    MARKS,
    TEXTS,
    TITLE,
    Face,
)
from exports.pdf.tagging import Node

_ASIDE_WIDTH = 86.0  # of the column of codes
_SHORT_ADDRESS = 90  # letters; longer ones stand in the wide column


def shown_address(code: QrCode) -> str:
    """The address of a code as people read and type it."""
    if code.shown is not None:
        return code.shown
    scheme, _, rest = code.address.partition(":")
    if scheme.lower() in ("mailto", "sms", "smsto"):
        return unquote(rest.partition("?")[0].partition(":")[0])
    return code.address


def depths(levels: list[int]) -> list[int]:
    """How deep each heading stands among the others, from 1: the levels without the ones that were skipped."""
    open_levels: list[int] = []
    found: list[int] = []
    for level in levels:
        while open_levels and open_levels[-1] >= level:
            open_levels.pop()
        open_levels.append(level)
        found.append(len(open_levels))
    return found


def encodable(text: str) -> str:
    """The text with halves of letters (lone surrogates), which no file can hold, as question marks."""
    return text.encode("utf-8", "replace").decode("utf-8")


class Builder:
    """Makes the boxes of one document; `pages` of headings are filled in after the pages are known."""

    def __init__(self, document: Document, root: Node) -> None:
        self.document, self.root = document, root
        self.setter = Setter()
        self.pages: dict[str, int] = {}
        self.codes: list[str] = []
        self._headings = [block for block in walk(document.blocks) if isinstance(block, Heading)]
        self._depths = depths([heading.level for heading in self._headings])
        self._count = 0

    # -- words --

    def text(
        self, words: Words, face: Face, width: float, node: Node | None, *, look: Look | None = None, align: str = ""
    ) -> TextBox:
        """Words as a box; flush right when they begin in a script that runs from right to left."""
        runs = as_runs(words)
        chosen = look or Look(face.size, bold=face.bold, tone=face.tone)
        lines = self.setter.lines(runs, chosen, width - face.indent)
        rtl = bidi.has_rtl(plain(runs)) and bidi.base_level(clean(plain(runs))) == 1
        side = align or ("end" if rtl else "start")
        mirrored = rtl and not align
        return TextBox(lines, face, width, node, before=face.before, after=face.after, align=side, mirrored=mirrored)

    def opening(self) -> Iterator[Box]:
        """The title and the subtitle."""
        if self.document.title:
            yield replace(self.text(self.document.title, TITLE, COLUMN_WIDTH, self.root.child("H1")), keep_next=True)
        if self.document.subtitle:
            yield self.text(self.document.subtitle, TEXTS["lead"], COLUMN_WIDTH, self.root.child("P"))

    def boxes(self, block: Block) -> "Iterator[Box | PageBreakBox]":
        """The boxes of a block that stands on its own in the column."""
        if isinstance(block, PageBreak):
            yield PageBreakBox()
        elif isinstance(block, Together):
            yield from self._together(block, COLUMN_WIDTH, self.root)
        else:
            yield from self._make(block, COLUMN_WIDTH, self.root)

    def _inside(self, blocks: tuple[Block, ...], width: float, node: Node) -> Iterator[Box]:
        """The boxes of blocks inside another; page breaks have no meaning there."""
        for block in blocks:
            if isinstance(block, Together):
                yield from self._together(block, width, node)
            elif not isinstance(block, PageBreak):
                yield from self._make(block, width, node)

    def _together(self, block: Together, width: float, node: Node) -> Iterator[Box]:
        children = list(self._inside(block.blocks, width, node))
        if children:
            first, last = children[0], children[-1]
            after = max(last.after, 12.0)  # what belongs together also looks so
            yield Stack(children, before=first.before, after=after, keep_next=last.keep_next, together=True)

    @singledispatchmethod
    def _make(self, block: Block, width: float, node: Node) -> Iterator[Box]:
        raise TypeError(type(block).__name__)

    @_make.register
    def _(self, block: Heading, width: float, node: Node) -> Iterator[Box]:
        depth = self._depths[self._count]
        self._count += 1
        own = node.child(f"H{depth + 1}", language=block.language)
        face = HEADINGS[block.level]
        if node is not self.root:  # beside a code or in a box the distance is kept by those
            face = replace(face, before=2.0)
        box = self.text(block.text, face, width, own)
        title = encodable(" ".join(clean(block.text).split())) or "–"
        yield replace(box, keep_next=True, bookmark=Bookmark(title, depth - 1, f"heading{self._count}"))

    @_make.register
    def _(self, block: Paragraph, width: float, node: Node) -> Iterator[Box]:
        if not plain(block.words).strip():
            return
        outer = node.child("BlockQuote") if block.style in ("quote", "noted") else node
        own = outer.child("P", language=block.language)
        box = self.text(block.words, TEXTS[block.style], width, own)
        bars: dict[str, Tone] = {"quote": "story", "noted": "neutral", "sentence": "accent"}
        yield replace(box, bar=bars.get(block.style), bar_dashed=block.style == "noted")

    @_make.register
    def _(self, block: Bullets, width: float, node: Node) -> Iterator[Box]:
        numbering = "/Decimal" if block.ordered else "/Disc"
        own = node.child("L", language=block.language, O="/List", ListNumbering=numbering)
        body = TEXTS["body"]
        indent = 18.0 if not block.ordered else 14.0 + 7.0 * len(str(len(block.items)))
        for number, item in enumerate(block.items, 1):
            entry = own.child("LI")
            label, inner = entry.child("Lbl"), entry.child("LBody")
            sign = f"{number}." if block.ordered else "•"
            hang = self.setter.lines((Run(sign),), Look(body.size, tone="accent", bold=block.ordered), 100)[0]
            last = number == len(block.items)
            face = replace(body, indent=indent, after=body.after if last else 3.0)
            box = self.text(item, face, width, inner, align="start")
            yield replace(box, hang=(hang, label), keep_next=number == 1 and not last)

    @_make.register
    def _(self, block: Rule, width: float, node: Node) -> Iterator[Box]:
        yield RuleBox(width=width)

    @_make.register
    def _(self, block: Callout, width: float, node: Node) -> Iterator[Box]:
        own = node.child("Div")
        inner = width - 2 * CalloutBox.PAD - 4
        children: list[Box] = []
        if block.title:
            face = Face(12.5, 17, tone=block.tone, bold=True, after=4)
            children.append(replace(self.text(block.title, face, inner, own.child("P")), keep_next=True))
        children += self._inside(block.blocks, inner, own)
        if children:
            yield CalloutBox(Stack(children), width, block.tone)

    # -- labels, bars, figures --

    @_make.register
    def _(self, block: Chip, width: float, node: Node) -> Iterator[Box]:
        mark = block.mark or MARKS.get(block.tone, "ring")
        look = Look(CHIP.size, bold=True, tone=block.tone)
        lines = self.setter.lines((Run(block.text),), look, width - ChipBox.inset(mark))
        own = node.child("P")
        yield ChipBox(lines=lines, tone=block.tone, mark=mark, provisional=block.provisional, node=own, keep_next=True)

    @_make.register
    def _(self, block: Bar, width: float, node: Node) -> Iterator[Box]:
        alt = block.alt or ", ".join(f"{part.count} {part.label}" for part in block.parts)
        own = node.child("Figure", alt=alt)
        whole = max(sum(part.count for part in block.parts), block.limit) or 1
        drawn = width * sum(part.count for part in block.parts) / whole
        widths = drawing.bar_parts([part.count for part in block.parts], drawn)
        slices = [self._slice(part) for part in block.parts]
        inside = all(s.word.width + 14 <= w for s, w in zip(slices, widths, strict=True) if s.count)
        box = BarBox(slices=slices, width=width, node=own, limit=block.limit, inside=inside)
        legend = [part for part in block.parts if not inside or not part.count]
        yield replace(box, keep_next=bool(legend or block.limit_label))
        yield from self._legend(legend, width, own)
        if block.limit_label:
            yield self.text(block.limit_label, TEXTS["small"], width, own)

    def _slice(self, part: BarPart) -> BarSlice:
        tone: Tone = part.tone if part.provisional else "paper"
        look = Look(BAR_LABEL.size, bold=True, tone=tone)
        word = self.setter.lines((Run(f"{part.count} {part.label}"),), look, 10_000)[0]
        return BarSlice(part.count, part.tone, part.provisional, word)

    def _legend(self, parts: list[BarPart], width: float, node: Node) -> Iterator[Box]:
        face = replace(LEGEND, indent=21)
        for part in parts:
            words = (Run(str(part.count), bold=True), Run(f" {part.label}"))
            text = self.text(words, face, width, node)
            last = part is parts[-1]
            yield SwatchText(
                text=text, tone=part.tone, provisional=part.provisional, keep_next=not last, after=8.0 if last else 2.0
            )

    @_make.register
    def _(self, block: Figure, width: float, node: Node) -> Iterator[Box]:
        picture = block.picture
        scale = min(1.0, width / max(1.0, picture.width), (COLUMN_HEIGHT - 60) / max(1.0, picture.height))
        own = node.child("Figure", alt=block.alt)
        caption = bool(block.caption)
        yield FigureBox(picture=picture, setter=self.setter, scale=scale, node=own, keep_next=caption)
        if caption:
            yield self.text(block.caption, CAPTION, width, node.child("P"))

    @_make.register
    def _(self, block: Photo, width: float, node: Node) -> Iterator[Box]:
        image = image_of(block.content)
        if image is None:
            yield self.text(block.alt, TEXTS["small"], width, node.child("P"))
        else:
            own = node.child("Figure", alt=block.alt)
            yield replace(photo_box(image, width, own), keep_next=bool(block.caption))
        if block.caption:
            yield self.text(block.caption, CAPTION, width, node.child("P"))

    # -- codes --

    @_make.register
    def _(self, block: QrCode, width: float, node: Node) -> Iterator[Box]:
        box = self._code(block, node)
        box.aside, box.before, box.after = True, 6.0, 10.0
        room = width - box.whole - QrBox.GAP
        box.words = list(self._code_words(block, node, room, Face(12, 16), "start", wide=True))
        yield box

    @_make.register
    def _(self, block: Beside, width: float, node: Node) -> Iterator[Box]:
        own = node.child("Div")
        text, side = own.child("Div"), own.child("Div")
        box = self._code(block.right, side)
        box.width = max(_ASIDE_WIDTH, box.whole)
        shift = width - box.width
        short = len(shown_address(block.right)) <= _SHORT_ADDRESS
        box.words = list(self._code_words(block.right, side, box.width, CODE_CAPTION, "middle", wide=short))
        children = list(self._inside(block.left, shift - GUTTER, text))
        if not short:
            children.append(self._address(block.right, text, shift - GUTTER, "start"))
        yield BesideBox(Stack(children), box, shift, before=6.0, after=6.0)

    def _code(self, block: QrCode, node: Node) -> QrBox:
        parts = [part for part in (block.caption, block.code, shown_address(block)) if part]
        alt = block.alt or "QR: " + ", ".join(parts)
        link = node.child("Link") if is_safe(block.address) else None
        if link is not None:
            link.contents = alt
        self.codes.append(block.address)
        return QrBox(code=block, node=(link or node).child("Figure", alt=alt), link=link)

    def _code_words(
        self, block: QrCode, node: Node, width: float, face: Face, align: str, *, wide: bool
    ) -> Iterator[TextBox]:
        if block.caption:
            yield self.text(block.caption, face, width, node.child("P"), align=align)
        if block.code:
            yield self.text(block.code, replace(CODE_LETTERS, before=1), width, node.child("P"), align=align)
        if wide and shown_address(block):
            yield self._address(block, node, width, align)

    def _address(self, block: QrCode, node: Node, width: float, align: str) -> TextBox:
        return self.text(shown_address(block), replace(CODE_CAPTION, before=2), width, node.child("P"), align=align)

    # -- tables and contents --

    @_make.register
    def _(self, block: Table, width: float, node: Node) -> Iterator[Box]:
        own = node.child("Table")
        if block.caption:
            face = Face(12, 16, bold=True, before=8, after=3)
            yield replace(self.text(block.caption, face, width, own.child("Caption")), keep_next=True)
        face = COMPACT_CELL if block.compact else CELL
        widths = self._columns(block, width, face)
        edges = [sum(widths[:at]) for at in range(len(widths))]
        head = self._row(block, block.head, own.child("THead"), widths, edges, replace(face, bold=True), head=True)
        body = own.child("TBody")
        rows = [self._row(block, row, body, widths, edges, face, head=False) for row in block.rows]
        yield tables.TableBox(head, rows, width)

    def _columns(self, block: Table, width: float, face: Face) -> list[float]:
        """The widths asked for; a column too narrow for its longest word takes from those with room to spare."""
        count = max([len(block.head), *(len(row) for row in block.rows), 1])
        shares = [*block.widths, *[1 / count] * count][:count]
        wanted = [width * share / (sum(shares) or 1.0) for share in shares]
        least = [0.0] * count
        for row, bold in [(block.head, True), *((row, block.row_header) for row in block.rows[:200])]:
            for at, words in enumerate(row):
                atoms = self.setter.atoms(as_runs(words), Look(face.size, bold=bold and (at == 0 or row is block.head)))
                longest = max((atom.width for atom in atoms), default=0.0) + 2 * tables.PAD_X + 0.5
                least[at] = max(least[at], min(longest, width / count))
        lacking = sum(max(0.0, low - want) for low, want in zip(least, wanted, strict=True))
        spare = sum(max(0.0, want - low) for low, want in zip(least, wanted, strict=True))
        share = min(1.0, lacking / spare) if spare else 0.0
        return [low if want < low else want - (want - low) * share for low, want in zip(least, wanted, strict=True)]

    def _row(
        self, block: Table, cells: tuple[Words, ...], node: Node, widths: list[float], edges: list[float], face: Face,
        *, head: bool,
    ) -> tables.Row:  # fmt: skip
        own = node.child("TR")
        made: list[TextBox] = []
        for at, width in enumerate(widths):
            words = cells[at] if at < len(cells) else ""
            side = block.row_header and at == 0 and not head
            scope = {"O": "/Table", "Scope": "/Column" if head else "/Row"} if head or side else {}
            cell = own.child("TH" if scope else "TD", **scope)
            look = replace(face, bold=face.bold or side)
            align = "end" if at in block.numeric else ""
            made.append(self.text(words, look, width - 2 * tables.PAD_X, cell, align=align))
        return tables.Row(made, edges)

    @_make.register
    def _(self, block: Contents, width: float, node: Node) -> Iterator[Box]:
        own = node.child("TOC")
        for number, (heading, depth) in enumerate(zip(self._headings, self._depths, strict=True), 1):
            if depth > block.depth:
                continue
            item = own.child("TOCI")
            link = item.child("Reference").child("Link")
            link.contents = heading.text
            face = replace(CONTENTS, indent=16.0 * (depth - 1), bold=depth == 1)
            text = self.text(heading.text, face, width - 40, link.child("Span"), align="start")
            yield ContentsLine(
                text=text, key=f"heading{number}", link=link, number=link.child("Span"), setter=self.setter,
                pages=self.pages, width=width,
            )  # fmt: skip


__all__ = ["Builder", "Runs", "shown_address"]

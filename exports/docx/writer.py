"""From the blocks of a document to paragraphs, tables and pictures of a word processor."""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

import io
from collections.abc import Iterator
from dataclasses import replace
from functools import singledispatchmethod
from typing import Any

from docx.enum.section import WD_SECTION
from docx.oxml.ns import qn
from docx.shared import Pt

from exports.document import (
    Bar,
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
    Poster,
    QrCode,
    Rule,
    Run,
    SideBySide,
    Slip,
    Slips,
    Table,
    TickBoxes,
    Together,
    Tone,
    WallSheet,
    Words,
    WritingLines,
    as_runs,
    plain,
)
from exports.docx import package, painting, tables
from exports.docx.bars import bar_picture
from exports.docx.xml import borders, node, runs_of, tidy
from exports.outline import depths, runs_from_right, shown_address, titles
from exports.pdf import bidi
from exports.pdf.images import image_of
from exports.pdf.letters import clean, is_safe
from exports.pdf.setting import Setter
from exports.pdf.styles import CONTROL, PAINTS
from resources.texts import translator

_SIZE = 12.0
_HIGHEST_PHOTO, _LARGEST_DOT = 290.0, 0.75  # points, and points a pixel
_STYLE_OF: dict[str, str] = {"lead": "Lead", "easy": "Lead", "small": "Small", "quote": "Quote", "noted": "Quote"}
_BARS: dict[str, tuple[str, int, str, int]] = {
    "quote": ("single", 24, PAINTS["story"].strong, 10),
    "noted": ("dotted", 18, PAINTS["neutral"].strong, 10),
    "sentence": ("single", 24, PAINTS["accent"].strong, 10),
}


class Writer:
    """Writes the blocks of one document into a package, one after the other."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.tr = translator(document.language)
        self.made = package.new_package(document)
        self.body: Any = self.made.element.body
        self.end: Any = self.body[-1]  # the last section's paper
        self.width = package.column(document.paper)
        self.setter = Setter()
        self.codes: list[str] = []
        self._styles = {style.name: style.style_id for style in self.made.styles}
        self._places: list[Any] = [self.body]
        self._boxes: list[Tone] = []
        self._keep = False
        self._titles = titles(document.blocks)
        self._depths = depths(self._titles)
        self._next = 0
        self._pictures = 0
        if document.title:
            self.paragraph(document.title, "Title")
        if document.subtitle:
            self.paragraph(document.subtitle, "Subtitle")

    def write(self, block: Block) -> None:
        """Write a block where we are."""
        self._block(block)

    # -- paragraphs --

    def put(self, element: Any) -> Any:
        """Put an element where we are: in the body or in a cell."""
        place = self._places[-1]
        if place is self.body:
            self.end.addprevious(element)
        else:
            place.append(element)
        return element

    def paragraph(self, words: Words, style: str = "Normal", *extra: Any, language: str = "", **look: Any) -> Any:
        """Put a paragraph; `extra` are properties of it, `look` that of its runs."""
        made = as_runs(words)
        text = clean(plain(made))
        rtl = bidi.base_level(text, int(runs_from_right(language))) == 1 if text else False
        inside: list[Any] = []
        for one in made:
            parts = runs_of(one, **({"language": one.language or language} | look))
            inside.extend([self._link(one.href, parts)] if is_safe(one.href) else parts)
        return self.put(node("p", self._shape(style, rtl, *extra), *inside))

    def inside(self, cell: Any, words: Words, size: float, *extra: Any, bold: bool) -> None:
        """Write words as the only paragraph of a cell."""
        self._places.append(cell)
        tight = node("spacing", after=0)
        look: dict[str, Any] = {"size": size} if size != _SIZE else {}
        if bold:
            look["bold"] = True
        self.paragraph(words, "Normal", tight, *extra, **look)
        self._places.pop()

    def _shape(self, style: str, rtl: bool, *extra: Any) -> Any:
        """Return the properties of a paragraph, in the order in which they must stand."""
        found = [one for one in extra if one is not None]
        if self._boxes:
            paint = PAINTS[self._boxes[-1]]
            if not any(one.tag == qn("w:pBdr") for one in found):
                found.append(borders("pBdr", left=("single", 36, paint.strong, 8)))
            found += [node("shd", val="clear", color="auto", fill=paint.soft.lstrip("#"))]
            if not any(one.tag == qn("w:ind") for one in found):
                found.append(node("ind", left=200, right=100))
        if rtl:
            found.append(node("bidi"))
        if self._keep:
            found.append(node("keepNext"))
        found.sort(key=lambda one: _ORDER.index(one.tag))
        return node("pPr", node("pStyle", val=self._styles[style]), *found)

    def _link(self, href: str, parts: list[Any]) -> Any:
        for part in parts:
            part.find(qn("w:rPr")).insert(0, node("rStyle", val=self._styles["Hyperlink"]))
        made = node("hyperlink", *parts)
        made.set(qn("r:id"), self.made.part.relate_to(tidy(href), package.KIND.HYPERLINK, is_external=True))
        return made

    # -- pictures --

    def picture(self, data: bytes, width: float, height: float, alt: str, *extra: Any) -> None:
        """Put a picture of a size in points, with its words."""
        self._pictures += 1
        inline = self.made.part.new_pic_inline(io.BytesIO(data), Pt(width), Pt(height))
        about = inline.docPr
        about.set("id", str(self._pictures))
        about.set("name", f"Picture {self._pictures}")
        about.set("descr", " ".join(tidy(alt).split()))
        self.put(node("p", self._shape("Normal", False, *extra), node("r", node("drawing", inline))))

    # -- blocks --

    @singledispatchmethod
    def _block(self, block: Block) -> None:
        raise TypeError(type(block).__name__)

    def each(self, blocks: tuple[Block, ...]) -> None:
        """Write blocks that stand inside another one."""
        for block in blocks:
            if not isinstance(block, PageBreak):
                self._block(block)

    @_block.register
    def _(self, block: Heading) -> None:
        self._heading(block.text, block.language)

    def _heading(self, text: str, language: str = "") -> None:
        depth = self._depths[self._next]
        self._next += 1
        key = node("bookmarkStart", id=self._next, name=f"_part{self._next}")
        made = self.paragraph(text, f"Heading {min(depth, 9)}", language=language)
        made.insert(1, key)
        made.append(node("bookmarkEnd", id=self._next))

    @_block.register
    def _(self, block: Paragraph) -> None:
        if not plain(block.words).strip():
            return
        bar = _BARS.get(block.style)
        rtl = bidi.base_level(clean(plain(block.words))) == 1
        side = borders("pBdr", **{"right" if rtl else "left": bar}) if bar else None
        indent = node("ind", **({"right": 280} if rtl else {"left": 280})) if bar else None
        look: dict[str, Any] = {"bold": True, "size": 13.0} if block.style == "sentence" else {}
        self.paragraph(block.words, _STYLE_OF.get(block.style, "Normal"), side, indent, language=block.language, **look)

    @_block.register
    def _(self, block: Bullets) -> None:
        style = "List Number" if block.ordered else "List Bullet"
        number = self._numbering() if block.ordered else None
        for item in block.items:
            listed = node("numPr", node("ilvl", val=0), node("numId", val=number)) if number else None
            self.paragraph(item, style, listed, language=block.language)

    def _numbering(self) -> int:
        """Return a list that counts from one again."""
        numbering = self.made.part.numbering_part.element
        own = self.made.styles["List Number"].element.find(f".//{qn('w:numId')}").val
        abstract = next(one for one in numbering.num_lst if one.numId == own).abstractNumId.val
        made = numbering.add_num(abstract)
        made.add_lvlOverride(0).add_startOverride(1)
        return int(made.numId)

    @_block.register
    def _(self, block: Table) -> None:
        if block.caption:
            self._keeping(lambda: self.paragraph(block.caption, "Normal", bold=True))
        self.put(tables.table(block, self.width if self._places[-1] is self.body else self.width / 2, self))
        self.put(node("p", node("pPr", node("spacing", after=120, line=120, lineRule="exact"))))

    @_block.register
    def _(self, block: Figure) -> None:
        picture = block.picture
        share = min(1.0, self.width / max(1.0, picture.width), 600 / max(1.0, picture.height))
        data = painting.picture_png(picture, self.setter)
        self._keep = bool(block.caption)
        self.picture(data, picture.width * share, picture.height * share, block.alt)
        self._keep = False
        if block.caption:
            self.paragraph(block.caption, "Caption")

    @_block.register
    def _(self, block: WallSheet) -> None:
        self._block(Figure(block.picture, block.alt, block.name))

    @_block.register
    def _(self, block: Photo) -> None:
        image = image_of(block.content)
        if image is None:
            self.paragraph(block.alt, "Small")
        else:
            share = min(_LARGEST_DOT, self.width / image.width, _HIGHEST_PHOTO / image.height)
            self.picture(block.content, image.width * share, image.height * share, block.alt)
        if block.caption:
            self.paragraph(block.caption, "Caption")

    @_block.register
    def _(self, block: QrCode) -> None:
        self.codes.append(block.address)
        data, edge = painting.code_png(block)
        self.picture(data, edge, edge, block.alt or self.tr("QR code"))
        if block.caption:
            self.paragraph(block.caption, "Small")
        if block.code:
            self.paragraph(block.code, "Normal", bold=True)
        if shown := shown_address(block):
            href = block.address if is_safe(block.address) else ""
            self.paragraph((Run(shown, href=href),), "Small")

    @_block.register
    def _(self, block: Beside) -> None:
        self.each(block.left)
        self._block(replace(block.right, shown="") if block.tight else block.right)

    @_block.register
    def _(self, block: Chip) -> None:
        paint = PAINTS[block.tone]
        look = {"dashed": paint.strong} if block.provisional else {"shade": paint.soft}
        spaced = replace(Run(block.text, bold=True), text=f"\u00a0{block.text}\u00a0")
        self._keeping(lambda: self.paragraph((spaced,), "Normal", colour=paint.text, **look))
        if plain(block.words).strip():
            self.paragraph(block.words)

    @_block.register
    def _(self, block: Callout) -> None:
        self._boxes.append(block.tone)
        if block.title:
            self._keeping(lambda: self.paragraph(block.title, bold=True, colour=PAINTS[block.tone].text))
        self.each(block.blocks)
        self._boxes.pop()

    @_block.register
    def _(self, block: Bar) -> None:
        picture = bar_picture(block, self.width)
        alt = block.alt or ", ".join(f"{part.count} {part.label}" for part in block.parts)
        self._keeping(
            lambda: self.picture(painting.picture_png(picture, self.setter), picture.width, picture.height, alt)
        )
        for part in block.parts:
            self.paragraph((Run(str(part.count), bold=True), Run(f" {part.label}")), "List Bullet")
        if block.limit_label:
            self.paragraph(block.limit_label, "Small")

    @_block.register
    def _(self, block: Rule) -> None:
        line = borders("pBdr", bottom=("single", 6, PAINTS["line"].strong, 1))
        self.put(node("p", self._shape("Normal", False, line, node("spacing", after=160, line=120, lineRule="exact"))))

    @_block.register
    def _(self, block: Together) -> None:
        for one in block.blocks[:-1]:
            self._keeping(lambda one=one: self.each((one,)))
        self.each(block.blocks[-1:])

    @_block.register
    def _(self, block: PageBreak) -> None:
        package.on_paper(self.made.add_section(WD_SECTION.NEW_PAGE), block.paper)
        self.end = self.body[-1]
        self.width = package.column(block.paper)

    @_block.register
    def _(self, block: Contents) -> None:
        listed = zip(self._titles, self._depths, strict=True)
        for number, (title, depth) in enumerate(listed, 1):
            if depth <= block.depth:
                text = title.text if isinstance(title, Heading) else title.title
                made = self.paragraph("", "Normal", node("ind", left=320 * (depth - 1)))
                parts = runs_of(Run(text, bold=depth == 1), style=self._styles["Hyperlink"])
                made.append(node("hyperlink", *parts, anchor=f"_part{number}"))

    @_block.register
    def _(self, block: SideBySide) -> None:
        cells = [node("tc", tables.width_of(self.width / 2)) for _ in range(2)]
        columns = ((block.left, block.left_language), (block.right, block.right_language))
        for cell, (blocks, language) in zip(cells, columns, strict=True):
            self._places.append(cell)
            self.each(tuple(_in(language, blocks)))
            self._places.pop()
            if not cell.findall(qn("w:p")):
                cell.append(node("p"))
        self.put(tables.side_by_side(cells, self.width))
        self.put(node("p", node("pPr", node("spacing", after=120, line=120, lineRule="exact"))))

    # -- paper --

    @_block.register
    def _(self, block: WritingLines) -> None:
        if block.label:
            self._keeping(lambda: self.paragraph(block.label))
        for number in range(block.lines or 3):
            # Borders between paragraphs of one look would be drawn once; their distance tells them apart.
            line = borders("pBdr", bottom=("single", 6, CONTROL, 1 + number % 2))
            self.put(node("p", self._shape("Normal", False, line, node("spacing", before=240, after=0))))

    @_block.register
    def _(self, block: TickBoxes) -> None:
        if block.label:
            self._keeping(lambda: self.paragraph(block.label))
        for choice in block.choices:
            self.paragraph((Run("☐ "), Run(choice)), "Normal", node("ind", left=280))

    @_block.register
    def _(self, block: Slips) -> None:
        for slip in block.slips:
            self._slip(slip)

    def _slip(self, slip: Slip) -> None:
        cut = borders("pBdr", top=("dashed", 6, CONTROL, 8))
        self._keeping(lambda: self.paragraph(slip.name, "Normal", cut, node("spacing", before=360), bold=True))
        self.each(slip.blocks)
        if slip.tear:
            self.put(node("p", self._shape("Normal", False, borders("pBdr", top=("dashed", 6, CONTROL, 8)))))
            self.each(slip.tear)

    @_block.register
    def _(self, block: Poster) -> None:
        self._heading(block.title)
        if block.code:
            self._block(replace(block.code, size_mm=min(block.metres * 100, 150.0)))
        for line in block.lines:
            self.paragraph(line, "Lead")

    def _keeping(self, write: Any) -> None:
        """Write what must not be the last thing on a page."""
        outer, self._keep = self._keep, True
        write()
        self._keep = outer


def _in(language: str, blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Return blocks of a column with its language, where they say none of their own."""
    for block in blocks:
        spoken = isinstance(block, Heading | Paragraph | Bullets) and not block.language
        yield replace(block, language=language) if spoken else block


_ORDER = [
    qn(f"w:{name}") for name in ("keepNext", "numPr", "pBdr", "shd", "tabs", "bidi", "spacing", "ind", "jc")
]  # fmt: skip

"""What the templates ask while a page is written: words, names, depths of headings, drawings."""

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from exports.document import (
    Bar,
    Block,
    Chip,
    Contents,
    Document,
    Figure,
    Heading,
    Paper,
    Photo,
    Poster,
    QrCode,
    SheetPart,
    Slip,
    Slips,
    Table,
    WallSheet,
    Words,
    plain,
)
from exports.html import svg
from exports.html.wording import (
    direction_attribute,
    in_one_language,
    inline,
    language_attribute,
    line_of,
    one_line,
    tidy,
)
from exports.marks import mark_of
from exports.outline import depths, runs_from_right, shown_address, titles
from exports.pdf.images import image_of
from exports.pdf.letters import is_safe
from exports.pdf.wall_boxes import shown_in
from resources.texts import translator

_WIDE = 3  # columns; a table with fewer fits a phone
_ADDRESS_PARTS = re.compile(r"[^/@?&]*[/@?&]*")
_QR_LEAST = 26.0  # millimetres, quiet zone included
_ON_POSTER: dict[Paper, float] = {"a4": 130.0, "a4-landscape": 85.0, "a3": 190.0, "a3-landscape": 130.0}
_ON_LARGER = 190.0  # no browser prints larger sheets by itself


@dataclass(frozen=True)
class Title:
    """Where a heading stands: the level of its element, and the name that links use."""

    level: int
    key: str
    depth: int
    text: str
    words: Words


@dataclass(frozen=True)
class Code:
    """A code as the template writes it."""

    drawing: Markup
    modules: int
    edge: float
    href: str
    shown: str
    alt: str


@dataclass(frozen=True)
class Cell:
    """A cell: th or td, what it is the header of, and whether it holds numbers."""

    tag: str
    scope: str
    numeric: bool
    words: Words


class View:
    """One page being written. `make` renders a block with its template; it is set by the renderer."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.tr = translator(document.language)
        self.make: Callable[[Block], Markup]
        self.drawer = svg.Drawer()
        self.codes: list[str] = []
        self.from_right = runs_from_right(document.language)
        self.paper: Paper = document.paper  # of the block being written
        self._names: dict[str, int] = {}
        found = titles(document.blocks)
        texts = (one.text if isinstance(one, Heading) else one.title for one in found)
        self._titles = [
            Title(depth + 1, f"part-{number}", depth, one_line(text), line_of(text))
            for number, (depth, text) in enumerate(zip(depths(found), texts, strict=True), 1)
        ]
        self._next = 0
        self.contents = 0
        self.name_of_page = in_one_language(document.title) or document.subject or "–"
        self.contents_name, self.skip = self.tr("Contents"), self.tr("Skip the contents")

    # -- words --

    def is_empty(self, words: Words) -> bool:
        """Tell whether there is nothing to read."""
        return not plain(words).strip()

    def words(self, words: Words) -> Markup:
        """Return words with their emphasis and links."""
        return inline(words)

    def address(self, shown: str) -> Markup:
        """Return an address that may break where its parts meet."""
        return Markup("<wbr>").join(_ADDRESS_PARTS.findall(tidy(shown)))

    def tongue(self, words: Words, language: str = "") -> Markup:
        """Return the attributes that say in which language and direction words are read."""
        from_right = runs_from_right(language) if language else self.from_right
        direction = direction_attribute(words, from_right)
        if not direction and from_right != self.from_right:
            direction = Markup(' dir="rtl"') if from_right else Markup(' dir="ltr"')
        return language_attribute(language) + direction

    # -- names --

    def name(self, kind: str) -> str:
        """Return a name that nothing else on the page has."""
        self._names[kind] = self._names.get(kind, 0) + 1
        return f"{kind}-{self._names[kind]}"

    def label(self, words: str = "") -> str:
        """Return what a part that scrolls is called: its own words, else those of the heading above it."""
        above = self._titles[self._next - 1].text if self._next else one_line(self.document.title)
        return one_line(words) or above or "–"

    # -- headings --

    def title(self, block: Heading | Poster) -> Title:
        """Return where the next heading stands; asked once for each, in reading order."""
        del block
        self._next += 1
        return self._titles[self._next - 1]

    def listed(self, block: Contents) -> list[Title]:
        """Return the headings that a list of contents names."""
        self.contents += 1
        return [title for title in self._titles if title.depth <= block.depth]

    # -- blocks --

    def each(self, blocks: tuple[Block, ...]) -> Markup:
        """Return blocks one after the other."""
        return Markup("").join(self.make(block) for block in blocks)

    def column(self, blocks: tuple[Block, ...], language: str) -> Markup:
        """Return blocks of a column that runs as its language does."""
        outer, self.from_right = self.from_right, runs_from_right(language)
        made = self.each(blocks)
        self.from_right = outer
        return made

    def column_attributes(self, language: str) -> Markup:
        """Return the language and the direction of a column."""
        direction = Markup(' dir="rtl"') if runs_from_right(language) else Markup(' dir="ltr"')
        return language_attribute(language) + direction

    def is_wide(self, block: Table) -> bool:
        """Tell whether a table may be wider than a phone."""
        return self.columns(block) >= _WIDE

    def columns(self, block: Table) -> int:
        """Return how many columns a table has."""
        return max([len(block.head), *(len(row) for row in block.rows), 1])

    def shares(self, block: Table) -> list[float]:
        """Return the widths of the columns in percent."""
        count = self.columns(block)
        shares = [*block.widths, *[1 / count] * count][:count]
        return [round(100 * share / (sum(shares) or 1.0), 2) for share in shares]

    def cells(self, block: Table, row: tuple[Words, ...], head: bool) -> list[Cell]:
        """Return the cells of a row; a header without words would be a header of nothing."""
        made: list[Cell] = []
        for at in range(self.columns(block)):
            words = row[at] if at < len(row) else ""
            scope = "col" if head else "row" if block.row_header and at == 0 else ""
            is_header = bool(scope and plain(words).strip())
            made.append(Cell("th" if is_header else "td", scope if is_header else "", at in block.numeric, words))
        return made

    def drawing(self, block: Figure | Bar | WallSheet) -> Markup:
        """Return the inside of a picture's or a bar's drawing."""
        return self.drawer.bar(block) if isinstance(block, Bar) else self.drawer.picture(block.picture)

    def part(self, block: WallSheet) -> tuple[WallSheet, SheetPart]:
        """Return what is shown of a drawing: a part with its shapes alone, or the whole of it."""
        if block.part is None:
            return block, SheetPart(0, 0, block.picture.width, block.picture.height)
        return replace(block, picture=shown_in(block.picture, block.part)), block.part

    def mark(self, block: Chip) -> Markup:
        """Return the mark of a chip in a square of 12."""
        kind = block.mark or mark_of(block.tone)
        return Markup("") if kind == "none" else svg.mark(kind, 6, 6, 9.5, hollow=block.provisional)

    def sign(self, tone: Any, provisional: bool) -> Markup:
        """Return the mark of a tone for a legend, in a square of 12."""
        return svg.mark(mark_of(tone), 6, 6, 9, hollow=provisional)

    def photo(self, block: Photo) -> tuple[Markup, int, int] | None:
        """Return a photo's address inside the page and its size; None where the bytes are none."""
        image = image_of(block.content)
        if image is None:
            return None
        kind = "jpeg" if block.content.startswith(b"\xff\xd8") else "png"
        data = base64.b64encode(block.content).decode("ascii")
        return Markup("data:image/{};base64,{}").format(kind, data), image.width, image.height

    def code(self, block: QrCode, metres: float = 0.0) -> Code:
        """Return a code; `metres` is the distance from which it is read, a tenth of which is its edge."""
        self.codes.append(block.address)
        drawn, modules, edge = svg.code(block)
        edge = max(edge, _QR_LEAST, min(metres * 100, _ON_POSTER.get(self.paper, _ON_LARGER)))
        href = block.address if is_safe(block.address) else ""
        alt = block.alt or self.tr("QR code")
        return Code(drawn, modules, round(edge, 1), href, shown_address(block), alt)

    def readable(self, block: Poster) -> str:
        """Return from how far a poster's code can be read: as wished for, as far as the sheet holds it."""
        return block.readable.format(metres=f"{min(block.metres, _ON_POSTER.get(self.paper, _ON_LARGER) / 100):g}")

    def sheets(self, block: Slips) -> list[tuple[Slip, ...]]:
        """Return the slips of each printed page."""
        size = max(1, block.across * block.down)
        return [block.slips[at : at + size] for at in range(0, len(block.slips), size)]

"""What a document says, free of any file format: the PDF renderer draws it, others may follow.

A `Document` is a tuple of blocks. Everything is frozen and built from plain values, so a worker thread may hold it
without care. Text is data, never markup: `<b>` is printed as `<b>`. Emphasis and links are made with `Run`.

Rules for whoever writes a document:

* The title is set by the renderer, once, at the top of the first page. `Heading` level 1 is a section below it.
* Colours are tone names. A tone never carries meaning alone: chips have a mark and words, bars have words.
* Quotation marks are the writer's business; the style `quote` only draws the bar at the side.
* Links are made only for http, https, mailto and sms; any other address stays plain text.
* Lengths inside a `Picture` are points, its origin is the upper left corner, y grows downwards.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from exports.on_paper import PageBreak, Paper, SheetPart, TickBoxes, WallSheet, WritingLines
from exports.picture import (
    COLUMN,
    Anchor,
    Circle,
    Label,
    Line,
    Mark,
    Marker,
    Picture,
    Polyline,
    Rect,
    Shape,
    Tone,
)
from exports.words import LINK_SCHEMES, Run, Runs, Words, as_runs, plain, runs

Style = Literal["body", "lead", "small", "quote", "noted", "sentence", "easy"]
Level = Literal[1, 2, 3]

# -- blocks -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Heading:
    """A heading; never skip a level. Level 1 is a section under the document's title. Becomes a bookmark."""

    level: Level
    text: str
    language: str = ""


@dataclass(frozen=True)
class Paragraph:
    """Words in one of the styles.

    body, lead (the opening lines), small (who answers, by when), quote (someone's exact words), noted (words noted in
    short), sentence (the sentence said in public), easy (a sentence in easy read, large). Line breaks inside the text
    are kept.
    """

    words: Words
    style: Style = "body"
    language: str = ""


@dataclass(frozen=True)
class Bullets:
    """A list; numbers instead of dots when `ordered`."""

    items: tuple[Words, ...]
    ordered: bool = False
    language: str = ""


@dataclass(frozen=True)
class Table:
    """A simple table: one header row, repeated on every page, and rows of as many cells.

    `widths` are fractions of the column that add up to 1 (empty: equal). `row_header` makes each row's first cell
    its header. `numeric` names the columns (from 0) that are set flush right. Very long cells go on overleaf.
    `compact` sets it in 10 points, for staff's reports only: participants' documents keep 12.
    """

    head: tuple[Words, ...]
    rows: tuple[tuple[Words, ...], ...]
    widths: tuple[float, ...] = ()
    caption: str = ""
    row_header: bool = False
    numeric: tuple[int, ...] = ()
    compact: bool = False


@dataclass(frozen=True)
class Figure:
    """A picture; `alt` says in sentences what it shows, `caption` stands below it."""

    picture: Picture
    alt: str
    caption: str = ""


@dataclass(frozen=True)
class Photo:
    """A photo as a project keeps it: the bytes of a JPEG or PNG, `caption` below it. `alt` says what is to be seen, or
    that nobody said it (`described` False). Bytes that are no photo are not drawn: `alt` stands there instead."""

    content: bytes = field(repr=False)
    alt: str
    caption: str = ""
    described: bool = True


@dataclass(frozen=True)
class QrCode:
    """A QR code with its caption, the reference code in letters and the address in letters.

    `address` goes into the code exactly as given, except that scheme and host become lower case. `shown` is the
    address as people read it: None means the address itself (of a mailto or sms link only its receiver), "" nothing.
    `size_mm` is the least edge of the code without its quiet zone; it grows where modules would be under 0.5 mm.
    `alt` empty: a sentence is made of caption and code.
    """

    address: str
    code: str = ""
    caption: str = ""
    size_mm: float = 22.0
    alt: str = ""
    shown: str | None = None


@dataclass(frozen=True)
class Beside:
    """Text at the left and a QR code at the right. Longer than a page it goes on overleaf, the code staying at the
    top of the first part.

    `tight` on paper: the code is as small as a camera reads well, and its words are not repeated below it: whoever
    writes the text at the left puts code and address there.
    """

    left: "tuple[Block, ...]"
    right: QrCode
    tight: bool = False


@dataclass(frozen=True)
class Chip:
    """A status label. `mark` None is the tone's own; `provisional` draws it hollow with a dashed outline.

    `words` are a paragraph of their own that begins beside the label, where the line has room, and goes on below it.
    """

    text: str
    tone: Tone = "neutral"
    mark: Mark | None = None
    provisional: bool = False
    words: Words = ""


@dataclass(frozen=True)
class Callout:
    """A tinted box with an optional title."""

    title: str
    blocks: "tuple[Block, ...]"
    tone: Tone = "neutral"


@dataclass(frozen=True)
class BarPart:
    """One part of a bar: "12", "with partners". `provisional` is hatched. A count of 0 is only in the legend."""

    label: str
    count: int
    tone: Tone
    provisional: bool = False


@dataclass(frozen=True)
class Bar:
    """The horizontal bar of parts. Words stand in the parts where they all fit, else in a legend under the bar.
    `alt` empty: the parts are read out in order. `limit` above 0 marks that count with a line; what is beyond it is
    drawn past the end."""

    parts: tuple[BarPart, ...]
    alt: str = ""
    limit: int = 0
    limit_label: str = ""


@dataclass(frozen=True)
class Rule:
    """A hairline across the column."""


@dataclass(frozen=True)
class Together:
    """Blocks that stay on one page if a page can hold them."""

    blocks: "tuple[Block, ...]"


@dataclass(frozen=True)
class SideBySide:
    """The same said in two languages: `left` and `right` stand in two columns, each tagged with its BCP 47 language.

    Read aloud, the whole left comes before the whole right. Blocks inside are of the plain kinds: headings, paragraphs,
    lists, chips. Where a page is too narrow (a phone) the right stands below the left.
    """

    left: "tuple[Block, ...]"
    right: "tuple[Block, ...]"
    left_language: str
    right_language: str


@dataclass(frozen=True)
class Slip:
    """A piece of paper to cut out. `name` is its title, which is read aloud first. `tear` is a part to tear off and
    keep: below the rest, or at its right where the piece is wider than high."""

    name: str
    blocks: "tuple[Block, ...]"
    tear: "tuple[Block, ...]" = ()


@dataclass(frozen=True)
class Slips:
    """Pieces of equal size in `across` columns and `down` rows a sheet, with dashed lines to cut along.

    They stand on sheets of their own, of the paper of the moment, which they fill from edge to edge. Words that do not
    fit are set smaller, down to `least` points; then the pieces are made larger, all of them; words too many even for a
    whole sheet are refused with a sentence, never cut off.
    """

    slips: tuple[Slip, ...]
    across: int = 2
    down: int = 4
    least: float = 12.0


@dataclass(frozen=True)
class Poster:
    """One page to hang up: a few words as large as fit, and one code that is read from `metres` away.

    It stands on a sheet of its own, of the paper of the moment. The code's edge is a tenth of the distance, as far as
    the sheet holds it; `lines` stand in smaller type. `readable` says on the sheet from how far the code can be read,
    with {metres} for what came of it; empty: it is not said. `code.size_mm` means nothing here.
    """

    title: str
    lines: tuple[str, ...]
    code: QrCode | None
    metres: float = 2.0
    readable: str = ""


@dataclass(frozen=True)
class Contents:
    """The headings up to `depth` with their pages, as links."""

    depth: Level = 2


Block = (
    Heading
    | Paragraph
    | Bullets
    | Table
    | Figure
    | Photo
    | QrCode
    | Beside
    | Chip
    | Callout
    | Bar
    | Rule
    | Together
    | PageBreak
    | Contents
    | SideBySide
    | WritingLines
    | TickBoxes
    | Slips
    | Poster
    | WallSheet
)


@dataclass(frozen=True)
class Document:
    """A whole document.

    `language` is a BCP 47 tag such as "en" or "fi". `header` stands above every page, `footer` below it at the left;
    `stamp` ("", "Example", "Not confirmed yet" …) at the right of every header. `pages` is the wording of the page
    number, with {page} and {pages}. `subject` goes into the file's properties. No field may hold a path or the name
    of the computer's user. `paper` and `bare` hold for the pages before the first PageBreak.
    """

    title: str
    language: str
    blocks: tuple[Block, ...]
    subtitle: str = ""
    header: str = ""
    footer: str = ""
    stamp: str = ""
    subject: str = ""
    pages: str = "{page} of {pages}"
    paper: Paper = "a4"
    bare: bool = False


def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Every block in reading order, those inside others after the one that holds them."""
    for block in blocks:
        yield block
        if isinstance(block, Together | Callout):
            yield from walk(block.blocks)
        elif isinstance(block, Beside):
            yield from walk(block.left)
            yield block.right
        elif isinstance(block, SideBySide):
            yield from walk(block.left)
            yield from walk(block.right)
        elif isinstance(block, Slips):
            for slip in block.slips:
                yield from walk((*slip.blocks, *slip.tear))
        elif isinstance(block, Poster) and block.code:
            yield block.code


__all__ = [
    "COLUMN",
    "LINK_SCHEMES",
    "Anchor",
    "Bar",
    "BarPart",
    "Beside",
    "Block",
    "Bullets",
    "Callout",
    "Chip",
    "Circle",
    "Contents",
    "Document",
    "Figure",
    "Heading",
    "Label",
    "Level",
    "Line",
    "Mark",
    "Marker",
    "PageBreak",
    "Paper",
    "Paragraph",
    "Photo",
    "Picture",
    "Polyline",
    "Poster",
    "QrCode",
    "Rect",
    "Rule",
    "Run",
    "Runs",
    "Shape",
    "SheetPart",
    "SideBySide",
    "Slip",
    "Slips",
    "Style",
    "Table",
    "TickBoxes",
    "Together",
    "Tone",
    "WallSheet",
    "Words",
    "WritingLines",
    "as_runs",
    "plain",
    "runs",
    "walk",
]

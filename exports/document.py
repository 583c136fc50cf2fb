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
Style = Literal["body", "lead", "small", "quote", "noted", "sentence"]
Anchor = Literal["start", "middle", "end"]
Level = Literal[1, 2, 3]

LINK_SCHEMES = ("http:", "https:", "mailto:", "sms:")


@dataclass(frozen=True)
class Run:
    """Some words of one look. `href` makes them a link; `language` is a BCP 47 tag if it differs from the block's."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""
    language: str = ""


Runs = tuple[Run, ...]
Words = str | Runs


def runs(*parts: str | Run) -> Runs:
    """`runs("We can do ", Run("this", bold=True), ".")`: strings become plain runs, empty ones go."""
    made = (Run(part) if isinstance(part, str) else part for part in parts)
    return tuple(run for run in made if run.text)


def as_runs(words: Words) -> Runs:
    """Words in either form as runs."""
    return runs(words) if isinstance(words, str) else words


def plain(words: Words) -> str:
    """Words in either form as one string without emphasis."""
    return words if isinstance(words, str) else "".join(run.text for run in words)


# -- pictures -----------------------------------------------------------------------------------


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
    staying at y.
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


Shape = Line | Rect | Polyline | Circle | Marker | Label


@dataclass(frozen=True)
class Picture:
    """A drawing `width` × `height` points; wider than the column it is scaled down to fit. The column of an upright
    A4 page is `COLUMN` points wide."""

    width: float
    height: float
    shapes: tuple[Shape, ...]


COLUMN = 495.0


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
    short), sentence (the sentence said in public). Line breaks inside the text are kept.
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
    top of the first part."""

    left: "tuple[Block, ...]"
    right: QrCode


@dataclass(frozen=True)
class Chip:
    """A status label. `mark` None is the tone's own; `provisional` draws it hollow with a dashed outline."""

    text: str
    tone: Tone = "neutral"
    mark: Mark | None = None
    provisional: bool = False


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
class PageBreak:
    """What follows begins a new page."""


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
)


@dataclass(frozen=True)
class Document:
    """A whole document.

    `language` is a BCP 47 tag such as "en" or "fi". `header` stands above every page, `footer` below it at the left;
    `stamp` ("", "Example", "Not confirmed yet" …) at the right of every header. `pages` is the wording of the page
    number, with {page} and {pages}. `subject` goes into the file's properties. No field may hold a path or the name
    of the computer's user.
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


def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Every block in reading order, those inside others after the one that holds them."""
    for block in blocks:
        yield block
        if isinstance(block, Together | Callout):
            yield from walk(block.blocks)
        elif isinstance(block, Beside):
            yield from walk(block.left)
            yield block.right

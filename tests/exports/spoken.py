"""What a document says, in the order in which it is to be heard: the oracle for every form of it.

Independent of the renderers: it knows the blocks and nothing of how they are drawn.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import replace

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
    SideBySide,
    Slips,
    Table,
    TickBoxes,
    Together,
    WallSheet,
    WritingLines,
    plain,
    walk,
)
from exports.outline import depths, shown_address, titles
from exports.pdf.images import image_of

QR = "QR code"  # what a code is called where its writer says nothing else


def words_of(document: Document, *, drawn_bars: bool = False) -> list[str]:
    """Return every word of a document between its title and its last block; what stands on each page is left out.

    `drawn_bars`: a bar is a picture, which has words of its own also where its parts say the same below.
    """
    if drawn_bars:
        document = replace(document, blocks=_with_words(document.blocks))
    return one_by_one(" ".join((document.title, document.subtitle, *_all(document.blocks, document))))


def said_of(bar: Bar) -> str:
    """Return the words of a bar for those who do not see it."""
    return bar.alt or ", ".join(f"{part.count} {part.label}" for part in bar.parts)


def _with_words(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, Bar):
            found.append(replace(block, alt=said_of(block)))
        elif isinstance(block, Together | Callout):
            found.append(replace(block, blocks=_with_words(block.blocks)))
        elif isinstance(block, Beside):
            found.append(replace(block, left=_with_words(block.left)))
        else:
            found.append(block)
    return tuple(found)


def one_by_one(text: str) -> list[str]:
    """Return the words of a text as everybody compares them: joined letters composed, blanks of every kind the same."""
    return unicodedata.normalize("NFC", text).split()


def _all(blocks: tuple[Block, ...], document: Document) -> Iterator[str]:
    for block in blocks:
        yield from _block(block, document)


def _block(block: Block, document: Document) -> Iterator[str]:
    match block:
        case Heading():
            yield block.text
        case Paragraph():
            yield plain(block.words)
        case Bullets():
            yield from (plain(item) for item in block.items)
        case Table():
            yield block.caption
            yield from (plain(cell) for row in (block.head, *block.rows) for cell in row)
        case Figure() | Photo():
            yield from (block.alt, block.caption)
        case QrCode():
            yield from (block.alt or QR, block.caption, block.code, shown_address(block))
        case Beside():
            right = replace(block.right, shown="") if block.tight else block.right  # it stands at the left already
            yield from _all((*block.left, right), document)
        case _:
            yield from _boxes(block, document)


def _boxes(block: Block, document: Document) -> Iterator[str]:
    match block:
        case Chip():
            yield from (block.text, plain(block.words))
        case Callout():
            yield block.title
            yield from _all(block.blocks, document)
        case Bar():
            yield block.alt
            yield from (f"{part.count} {part.label}" for part in block.parts)
            yield block.limit_label
        case Contents():
            yield from _contents(block, document)
        case _:
            yield from _paper(block, document)


def _paper(block: Block, document: Document) -> Iterator[str]:
    match block:
        case Together():
            yield from _all(block.blocks, document)
        case SideBySide():
            yield from _all((*block.left, *block.right), document)
        case WallSheet():
            yield from (block.alt, block.name)
        case WritingLines():
            yield block.label
        case TickBoxes():
            yield from (block.label, *block.choices)
        case Slips():
            for slip in block.slips:
                yield slip.name
                yield from _all((*slip.blocks, *slip.tear), document)
        case Poster():
            yield block.title
            yield from _all((block.code,) if block.code else (), document)
            yield from block.lines
        case Rule() | PageBreak():
            pass
        case _:
            raise TypeError(type(block).__name__)


def _contents(block: Contents, document: Document) -> Iterator[str]:
    found = titles(document.blocks)
    for title, depth in zip(found, depths(found), strict=True):
        if depth <= block.depth:
            yield title.text if isinstance(title, Heading) else title.title


def alternatives(document: Document) -> list[str]:
    """Return the words for those who do not see a picture, in reading order; a bar's are its parts."""
    found: list[str] = []
    for block in walk(document.blocks):
        if isinstance(block, Figure | WallSheet) or (isinstance(block, Photo) and image_of(block.content)):
            found.append(block.alt)
        elif isinstance(block, QrCode):
            found.append(block.alt or QR)
        elif isinstance(block, Bar):
            found.append(said_of(block))
    return found

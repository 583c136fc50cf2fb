"""Whether a PDF says a document's words, all of them and nothing else, in their order."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

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
    Paragraph,
    Photo,
    Poster,
    QrCode,
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
from exports.outline import shown_address
from exports.pdf.letters import INVISIBLE, clean, encodable
from tests.exports.reading import aloud, one


@dataclass(frozen=True)
class Piece:
    """Some words of the document. `sure` False: they may be left out; `pattern`: any words of this form."""

    text: str
    sure: bool = True
    pattern: str = ""


def in_order(document: Document, data: bytes, missing: tuple[str, ...] = ()) -> str:
    """Return where what is heard leaves the document's words, an empty text where it is the same to the end."""
    heard = bare(aloud(data).text())
    at = 0
    for piece in pieces(document):
        if piece.pattern:
            at += len(re.match(piece.pattern, heard[at:]).group())  # type: ignore[union-attr]
            continue
        words = bare(_spelled(piece.text, missing))
        if heard.startswith(words, at):
            at += len(words)
        elif piece.sure:
            return f"wanted {words[:80]!r}, heard {heard[max(0, at - 40) : at]!r} and then {heard[at : at + 80]!r}"
    return f"not in the document: {heard[at : at + 80]!r}" if at < len(heard) else ""


def bare(text: str) -> str:
    """Text as it is compared: composed, without blanks and invisible letters."""
    return "".join(INVISIBLE.sub("", unicodedata.normalize("NFC", clean(text))).replace("\ufffe", "").split())


def _spelled(text: str, missing: tuple[str, ...]) -> str:
    """Letters that no shipped font has stand in the document as their number."""
    text = encodable(clean(text))
    for letter in missing:
        if letter in text:
            text = text.replace(letter, "".join(f"[U+{ord(part):04X}]" for part in letter))
    return text


def pieces(document: Document) -> Iterator[Piece]:
    """Every word that is to be heard, in its order."""
    yield Piece(one(document.title))
    yield Piece(one(document.subtitle))
    for block in document.blocks:
        yield from _pieces(block, document)


def _pieces(block: Block, document: Document) -> Iterator[Piece]:
    match block:
        case Heading():
            yield Piece(block.text)
        case Paragraph():
            yield Piece(plain(block.words))
        case Chip():
            yield from (Piece(block.text), Piece(plain(block.words)))
        case Figure() | Photo() | Bar() | WallSheet():
            yield from _drawn(block)
        case WritingLines():
            yield Piece(block.label)
        case TickBoxes():
            yield from (Piece(words) for words in (block.label, *block.choices))
        case Contents():
            yield from _contents(block, document)
        case QrCode():
            yield from _code(block)
        case _:
            yield from _of_many(block)
            yield from _inside(block, document)


def _drawn(block: Figure | Photo | Bar | WallSheet) -> Iterator[Piece]:
    if isinstance(block, Bar):
        yield Piece(block.alt or ", ".join(f"{part.count} {part.label}" for part in block.parts))
    elif isinstance(block, WallSheet):
        yield Piece(block.alt)
    else:
        yield from (Piece(block.alt), Piece(block.caption))


def _of_many(block: Block) -> Iterator[Piece]:
    """The pieces of lists, tables and posters."""
    match block:
        case Bullets():
            for number, item in enumerate(block.items, 1):
                yield Piece(f"{number}." if block.ordered else "•")
                yield Piece(plain(item))
        case Table():
            yield Piece(block.caption)
            for row in (block.head, *block.rows):
                yield from (Piece(plain(cell)) for cell in row)
        case Poster():
            yield from (Piece(words) for words in (block.title, *block.lines))
            if block.code:
                yield from _code(block.code)
                readable = re.escape(bare(block.readable)).replace(re.escape("{metres}"), r"[\d.,]+")
                yield Piece("", pattern=f"({readable})?")
        case _:
            pass


def _inside(block: Block, document: Document) -> Iterator[Piece]:
    """The pieces of blocks that hold others."""
    inner: tuple[Block, ...] = ()
    match block:
        case Together():
            inner = block.blocks
        case Callout():
            yield Piece(block.title)
            inner = block.blocks
        case Beside():
            inner = (*block.left, block.right)
        case SideBySide():
            inner = (*block.left, *block.right)
        case Slips():
            for slip in block.slips:
                yield Piece(slip.name)
                for part in (*slip.blocks, *slip.tear):
                    yield from _pieces(part, document)
        case _:
            pass
    for part in inner:
        yield from _pieces(part, document)


def _code(block: QrCode) -> Iterator[Piece]:
    """A code: its address may stand before it in the wide column, and its letters beside it."""
    address = shown_address(block)
    yield Piece(address, sure=False)
    parts = [part for part in (block.caption, block.code, address) if part]
    yield Piece(block.alt or "QR: " + ", ".join(parts))
    yield from (Piece(part, sure=False) for part in parts)


def _contents(block: Contents, document: Document) -> Iterator[Piece]:
    found = [one for one in walk(document.blocks) if isinstance(one, Heading)]
    for heading in found:
        if heading.level <= block.depth:
            yield Piece(heading.text)
            yield Piece("", pattern=r"\d+")

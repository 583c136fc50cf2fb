"""One document out of two compositions of the same content: what is said in two languages stands side by side.

What both say alike, such as exact words, codes and numbers, stands once across. One line that differs is joined with a
stroke, each part in its language; paragraphs, lists and labels stand in two columns; what is too long for a column
stands one below the other. A section has one heading, and so one bookmark.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from exports import document as d
from exports.document import Block, Document, Words, plain
from exports.pair_blocks import aligned
from exports.pair_pictures import joined_picture
from exports.pair_words import DOT, QUOTES, JoinedWords, are_alike
from exports.words import Run, Tongues

WIDE, NARROW, SLIP = 600, 260, 0  # letters that a column holds well: of a page, beside a code, on a piece of paper
LONGEST_WORD = {WIDE: 34, NARROW: 24}
LINES = {"header": 42, "stamp": 32, "footer": 105}  # letters that these have room for
SHORT = 70  # letters of a line that is joined with a stroke


def side_by_side(first: Document, second: Document) -> Document:
    """Return one document in the language of the first; what differs stands in both languages."""
    if first.language == second.language:
        return first
    say = JoinedWords(second.language)
    around = {name: _around_pages(first, second, name, say) for name in LINES}
    return replace(
        first,
        title=say.line(first.title, second.title),
        subtitle=say.parts(first.subtitle, second.subtitle),
        **around,
        pages=first.pages if first.pages == second.pages else "{page} / {pages}",
        blocks=tuple(_Joining(first.language, second.language, say).blocks(first.blocks, second.blocks, WIDE)),
    )


def _around_pages(first: Document, second: Document, name: str, say: JoinedWords) -> str:
    """Return a line that stands on every page; in the first language only where both have no room."""
    one, other = getattr(first, name), getattr(second, name)
    both = str(say.parts(one, other))
    return both if len(both) <= LINES[name] else one


@dataclass(frozen=True)
class _Joining:
    """Joins the blocks of two languages."""

    first: str
    second: str
    say: JoinedWords

    def blocks(self, ones: tuple[Block, ...], others: tuple[Block, ...], room: int) -> Iterator[Block]:
        """Yield the blocks of both in their order; `room`: the letters that a column holds."""
        columns: list[tuple[Block, Block]] = []
        for one, other in aligned(ones, others):
            woven = self._woven(one, other)
            if one is not None and other is not None and woven is None and _stand_in_columns(one, other, room):
                columns.append((one, other))
                continue
            yield from self._columns(columns)
            columns = []
            yield from (woven,) if woven else self._joined(one, other, room)
        yield from self._columns(columns)

    def _woven(self, one: Block | None, other: Block | None) -> Block | None:
        """Return a plain block of which most is alike in both as one; None for anything else."""
        if one is None or other is None or _said(one) == _said(other):
            return None
        if isinstance(one, d.Paragraph) and isinstance(other, d.Paragraph):
            return self._woven_paragraph(one, other)
        if isinstance(one, d.Bullets) and isinstance(other, d.Bullets):
            return self._woven_list(one, other)
        if isinstance(one, d.Chip) and isinstance(other, d.Chip) and plain(one.words).strip():
            alike = are_alike(plain(one.words), plain(other.words))
            words = one.words if alike else self.say.woven(one.words, other.words)
            return replace(one, text=self.say.line(one.text, other.text), words=words) if words else None
        return None

    def _woven_paragraph(self, one: d.Paragraph, other: d.Paragraph) -> d.Paragraph | None:
        say = self.say
        if _is_line(one) and _is_line(other):
            return replace(one, words=say.parts(plain(one.words), plain(other.words)))
        if len(plain(one.words)) + len(plain(other.words)) <= SHORT and not other.language:
            return replace(one, words=say.words(one.words, other.words))
        runs = say.woven(one.words, other.words)
        return replace(one, words=runs) if runs else None

    def _woven_list(self, one: d.Bullets, other: d.Bullets) -> d.Bullets | None:
        if len(one.items) != len(other.items):
            return None
        items = list(zip(one.items, other.items, strict=True))
        differ = [pair for pair in items if not are_alike(plain(pair[0]), plain(pair[1]))]
        if not all(self.say.woven(*pair) for pair in differ):
            return None
        return replace(one, items=tuple(self.say.words(*pair) for pair in items))

    def _columns(self, pairs: list[tuple[Block, Block]]) -> Iterator[Block]:
        if pairs:
            left, right = (tuple(column) for column in zip(*pairs, strict=True))
            yield d.SideBySide(left, right, self.first, self.second)

    def _joined(self, one: Block | None, other: Block | None, room: int) -> Iterator[Block]:
        """Yield what becomes of two blocks, or of one that only one language has."""
        if one is None or other is None:
            yield from (one,) if one else ()
            yield from (self._alone(other),) if other else ()
        elif _said(one) == _said(other):
            yield one
        elif type(one) in _JOINS:
            yield from _JOINS[type(one)](self, one, other, room)
        else:
            yield from (one, self._alone(other))

    def _alone(self, block: Block) -> Any:
        """Return a block of the second language as it stands among blocks of the first."""
        alone = self.say.alone
        if isinstance(block, d.Heading | d.Paragraph | d.Bullets):
            return replace(block, language=block.language or self.second)
        if isinstance(block, d.Chip):
            return replace(block, text=alone(block.text), words=alone(block.words))
        if isinstance(block, d.Together):
            return d.Together(tuple(self._alone(inner) for inner in block.blocks))
        if isinstance(block, d.Callout):
            return replace(block, title=alone(block.title), blocks=tuple(map(self._alone, block.blocks)))
        if isinstance(block, d.Beside):
            return replace(block, left=tuple(map(self._alone, block.left)))
        if isinstance(block, d.Table):
            rows = tuple(tuple(alone(cell) for cell in row) for row in block.rows)
            return replace(block, head=tuple(map(alone, block.head)), rows=rows, caption=alone(block.caption))
        return block

    # -- kinds of blocks --

    def heading(self, one: d.Heading, other: d.Heading, room: int) -> Iterator[Block]:
        """One heading, each part in its language."""
        left = Tongues(Run(one.text, language=one.language)) if one.language else one.text
        right = Tongues(Run(other.text, language=other.language)) if other.language else other.text
        yield d.Heading(one.level, self.say.line(left, right))

    def callout(self, one: d.Callout, other: d.Callout, room: int) -> Iterator[Block]:
        """One box."""
        inner = tuple(self.blocks(one.blocks, other.blocks, min(room, NARROW)))
        yield replace(one, title=self.say.line(one.title, other.title), blocks=inner)

    def together(self, one: d.Together, other: d.Together, room: int) -> Iterator[Block]:
        """What belongs together stays so."""
        yield d.Together(tuple(self.blocks(one.blocks, other.blocks, room)))

    def beside(self, one: d.Beside, other: d.Beside, room: int) -> Iterator[Block]:
        """One code with the words of both."""
        inner = tuple(self.blocks(one.left, other.left, min(room, NARROW)))
        yield replace(one, left=inner, right=self._code(one.right, other.right))

    def code(self, one: d.QrCode, other: d.QrCode, room: int) -> Iterator[Block]:
        """One code."""
        yield self._code(one, other)

    def _code(self, one: d.QrCode, other: d.QrCode) -> d.QrCode:
        caption = self.say.line(one.caption, other.caption)
        return replace(one, caption=caption, alt=self.say.line(one.alt, other.alt))

    def table(self, one: d.Table, other: d.Table, room: int) -> Iterator[Block]:
        """One table with both languages in each cell, or two where they have other rows."""
        ones, others = (one.head, *one.rows), (other.head, *other.rows)
        if [len(row) for row in ones] != [len(row) for row in others]:
            yield from (one, self._alone(other))
            return
        words = self.say.words
        head, *rows = (tuple(map(words, left, right)) for left, right in zip(ones, others, strict=True))
        yield replace(one, head=head, rows=tuple(rows), caption=self.say.line(one.caption, other.caption))

    def figure(self, one: d.Figure, other: d.Figure, room: int) -> Iterator[Block]:
        """One picture with the words of both, or one a language where they would not fit."""
        picture = joined_picture(one.picture, other.picture)
        if picture is None:
            yield from (one, replace(other, alt=self.say.alone(other.alt), caption=self.say.alone(other.caption)))
            return
        line = self.say.line
        yield replace(one, picture=picture, alt=line(one.alt, other.alt), caption=line(one.caption, other.caption))

    def photo(self, one: d.Photo, other: d.Photo, room: int) -> Iterator[Block]:
        """One photo."""
        line = self.say.line
        yield replace(one, alt=line(one.alt, other.alt), caption=line(one.caption, other.caption))

    def bar(self, one: d.Bar, other: d.Bar, room: int) -> Iterator[Block]:
        """One bar, its parts named in both."""
        line = self.say.line
        named = zip(one.parts, other.parts, strict=True)
        parts = tuple(replace(left, label=line(left.label, right.label)) for left, right in named)
        limit = line(one.limit_label, other.limit_label)
        yield replace(one, parts=parts, alt=line(one.alt, other.alt), limit_label=limit)

    def lines(self, one: d.WritingLines, other: d.WritingLines, room: int) -> Iterator[Block]:
        """Lines to write on, once."""
        yield replace(one, label=self.say.line(one.label, other.label))

    def boxes(self, one: d.TickBoxes, other: d.TickBoxes, room: int) -> Iterator[Block]:
        """Boxes to tick, once."""
        choices = tuple(map(self.say.line, one.choices, other.choices))
        yield replace(one, label=self.say.line(one.label, other.label), choices=choices)

    def slips(self, one: d.Slips, other: d.Slips, room: int) -> Iterator[Block]:
        """Pieces of paper in both languages."""
        yield replace(one, slips=tuple(map(self._slip, one.slips, other.slips)))

    def _slip(self, one: d.Slip, other: d.Slip) -> d.Slip:
        inner = tuple(self.blocks(one.blocks, other.blocks, SLIP))
        return d.Slip(self.say.line(one.name, other.name), inner, tuple(self.blocks(one.tear, other.tear, SLIP)))

    def poster(self, one: d.Poster, other: d.Poster, room: int) -> Iterator[Block]:
        """One poster."""
        line = self.say.line
        code = self._code(one.code, other.code) if one.code and other.code else one.code
        said = {"title": line(one.title, other.title), "readable": line(one.readable, other.readable)}
        yield replace(one, **said, lines=tuple(map(line, one.lines, other.lines)), code=code)


_JOINS: dict[type[Any], Callable[..., Iterator[Block]]] = {
    d.Heading: _Joining.heading,
    d.Callout: _Joining.callout,
    d.Together: _Joining.together,
    d.Beside: _Joining.beside,
    d.QrCode: _Joining.code,
    d.Table: _Joining.table,
    d.Figure: _Joining.figure,
    d.Photo: _Joining.photo,
    d.Bar: _Joining.bar,
    d.WritingLines: _Joining.lines,
    d.TickBoxes: _Joining.boxes,
    d.Slips: _Joining.slips,
    d.Poster: _Joining.poster,
}


def _stand_in_columns(one: Block, other: Block, room: int) -> bool:
    """Tell whether two blocks that differ stand beside one another: plain ones that are not too long for it."""
    if room == SLIP or _said(one) == _said(other):
        return False
    return all(isinstance(block, d.Paragraph | d.Bullets | d.Chip) and _fits(block, room) for block in (one, other))


def _fits(block: d.Paragraph | d.Bullets | d.Chip, room: int) -> bool:
    texts = _texts(block)
    words = " ".join(texts).split()
    # The items of a list stand beside one another, each with its own.
    longest = 2 * max(map(len, texts), default=0) if isinstance(block, d.Bullets) else len(" ".join(texts))
    return longest <= room and max(map(len, words), default=0) <= LONGEST_WORD[room]


def _texts(block: d.Paragraph | d.Bullets | d.Chip) -> tuple[str, ...]:
    if isinstance(block, d.Bullets):
        return tuple(plain(item) for item in block.items)
    if isinstance(block, d.Chip):
        return block.text, plain(block.words)
    return (plain(block.words),)


def _is_line(block: Block) -> bool:
    """Tell whether a block is a small line of parts between dots, such as the code, kind and step of a note."""
    return isinstance(block, d.Paragraph) and block.style == "small" and not block.language and _has_dots(block.words)


def _has_dots(words: Words) -> bool:
    return isinstance(words, str) and DOT in words


def _said(block: Block) -> object:
    """Return what a block says, whatever language it is said to be in."""
    if isinstance(block, d.Heading):
        return block.level, block.text
    if isinstance(block, d.Paragraph | d.Bullets | d.Chip):
        return type(block), tuple(text.translate(QUOTES) for text in _texts(block))
    return block

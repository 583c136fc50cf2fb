"""Sets a slide for a hall: as large as fits; what is too long goes on in a next leaf, and nothing is cut."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QTextLayout, QTextOption

from widgets.parts.labels import is_right_to_left
from widgets.prepare.opening import Slide
from widgets.present.look import LEAST_TYPE, ProjectorLook

PICTURE = "path"  # the kind of slide that is a picture of the path
LONGEST = 20_000  # characters of one line that are laid out; nobody reads out more


@dataclass(frozen=True)
class Lines:
    """Lines under one heading. `shape`: the heading's ground: filled, outline, or none."""

    heading: str
    lines: tuple[str, ...]
    shape: str = ""


def _nothing() -> tuple[Lines, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class GroupedSlide(Slide):
    """A slide whose lines stand in groups, which are read when it is set."""

    read: Callable[[], tuple[Lines, ...]] = _nothing


@dataclass(frozen=True)
class Piece:
    """Words at a place. `height` is known once they are laid out."""

    words: str
    pixels: int
    bold: bool
    token: str
    width: float
    at: QPointF
    height: float = 0.0


@dataclass(frozen=True)
class Box:
    """Pieces below each other, on a panel where `panel` is set. `shape`: of a heading: filled, outline, or none."""

    pieces: tuple[Piece, ...]
    area: QRectF
    panel: bool
    shape: str = ""


@dataclass(frozen=True)
class Leaf:
    """What is on the screen at once."""

    head: tuple[Piece, ...]
    boxes: tuple[Box, ...]

    def words(self) -> tuple[str, ...]:
        """Return everything that can be read here, in reading order."""
        return (*(one.words for one in self.head), *(one.words for box in self.boxes for one in box.pieces))


def laid(piece: Piece, look: ProjectorLook) -> QTextLayout:
    """Return a piece broken into lines, in the direction it is written in."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    if is_right_to_left(piece.words):
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
    font: QFont = look.font(piece.pixels, bold=piece.bold)
    made = QTextLayout(piece.words, font)
    made.setTextOption(option)
    made.beginLayout()
    top = 0.0
    while (line := made.createLine()).isValid():
        line.setLineWidth(max(1.0, piece.width))
        line.setPosition(QPointF(0, top))
        top += line.height() * 1.12
    made.endLayout()
    return made


class Setter:
    """Sets one slide at one size. `name` is the page's, written small above the title."""

    def __init__(self, look: ProjectorLook, size: QSizeF, name: str) -> None:
        self._look, self._name = look, name
        wide, high = max(320.0, size.width()), max(240.0, size.height())
        self._high = high
        self._left = max(24.0, wide * 0.047)
        self._right = wide - self._left
        self._bottom = high * 0.95
        self._gap = max(12.0, high * 0.022)
        self._pad = max(14.0, high * 0.026)

    def leaves(self, slide: Slide) -> tuple[Leaf, ...]:
        """Return the slide as leaves, at least one."""
        head, top, rest = self._head(slide)
        lines = (*rest, *slide.lines)
        if not lines:
            return (Leaf(head, ()),)
        if len(lines) == 1:
            return self._alone(lines[0], head, top)
        return self._several(lines, head, top)

    # -- the head -------------------------------------------------------------------------------

    def _head(self, slide: Slide) -> tuple[tuple[Piece, ...], float, tuple[str, ...]]:
        """Return the head, where the body begins, and a title that is too long for a head, which joins the body."""
        width, top = self._right - self._left, self._high * 0.06
        found: list[Piece] = []
        rest: tuple[str, ...] = ()
        if self._name:
            found.append(self._placed(self._name, 0.028, "muted", top, width))
            top += found[-1].height + self._gap * 0.4
        if slide.title.strip():
            title = self._fitted(slide.title, 0.045 if slide.kind == PICTURE else 0.064, self._high * 0.34, top, width)
            if title is None:
                rest = (slide.title,)
            else:
                found.append(title)
                top += title.height + self._gap * 0.6
        if slide.lead.strip():
            found.append(self._placed(slide.lead, 0.03, "muted", top, width))
            top += found[-1].height + self._gap * 0.4
        return tuple(found), top + self._gap, rest

    def _placed(self, words: str, share: float, token: str, top: float, width: float) -> Piece:
        at = QPointF(self._left, top)
        return self._measured(Piece(words, self._pixels(share), False, token, width, at))

    def _fitted(self, words: str, share: float, most: float, top: float, width: float) -> Piece | None:
        """Return bold words as large as fits into a height, None where even the least type does not."""
        for pixels in self._sizes(share):
            piece = self._measured(Piece(words[:LONGEST], pixels, True, "ink", width, QPointF(self._left, top)))
            if piece.height <= most:
                return piece
        return None

    # -- the body -------------------------------------------------------------------------------

    def _alone(self, line: str, head: tuple[Piece, ...], top: float) -> tuple[Leaf, ...]:
        """Set one line alone, in large type and without a panel."""
        width = (self._right - self._left) * 0.92
        boxes: list[Box] = []
        for pixels in self._sizes(0.08):
            boxes = [self._box(line, pixels, width, panel=False)]
            if boxes[0].area.height() <= self._bottom - top:
                break
        return self._in_leaves(boxes, head, top, 1)

    def _several(self, lines: Sequence[str], head: tuple[Piece, ...], top: float) -> tuple[Leaf, ...]:
        """Set several lines on panels, in two columns where they are short. What takes several leaves is larger."""
        columns = 2 if len(lines) > 2 and max(map(len, lines)) <= 90 and self._right > self._high else 1
        width = (self._right - self._left - self._gap * (columns - 1)) / columns
        found: tuple[Leaf, ...] = ()
        for pixels in (*self._sizes(0.044, least=0.034), self._pixels(0.04)):
            boxes = [self._box(line, pixels, width, panel=True) for line in lines]
            found = self._in_leaves(boxes, head, top, columns)
            if len(found) == 1:
                return found
        return found

    def _in_leaves(self, boxes: list[Box], head: tuple[Piece, ...], top: float, columns: int) -> tuple[Leaf, ...]:
        """Place boxes in rows; a row that does not fit any more begins a leaf, a box higher than a leaf is split."""
        room = max(self._bottom - top, 3.0 * LEAST_TYPE)
        parts = [part for box in boxes for part in self._split(box, room)]
        leaves: list[list[Box]] = [[]]
        y = top
        for at in range(0, len(parts), columns):
            row = parts[at : at + columns]
            high = max(box.area.height() for box in row)
            if leaves[-1] and y + high > top + room:
                leaves.append([])
                y = top
            for number, box in enumerate(row):
                x = self._left + number * (box.area.width() + self._gap)
                leaves[-1].append(self._moved(box, x, y, high if box.panel else box.area.height()))
            y += high + self._gap
        return tuple(Leaf(head, tuple(one)) for one in leaves)

    def _box(self, line: str, pixels: int, width: float, *, panel: bool) -> Box:
        """Return a box of one line: its first paragraph in ink, what follows quieter."""
        pad = self._pad if panel else 0.0
        words = [part for part in line[:LONGEST].splitlines() if part.strip()] or [line[:LONGEST]]
        pieces: list[Piece] = []
        y = pad
        for number, part in enumerate(words):
            token = "muted" if number else "ink"
            piece = self._measured(Piece(part, pixels, False, token, width - 2 * pad, QPointF(pad, y)))
            pieces.append(piece)
            y += piece.height
        return Box(tuple(pieces), QRectF(0, 0, width, y + pad), panel)

    def _split(self, box: Box, room: float) -> Iterator[Box]:
        """Return a box that fits, or the parts of one that does not: between its lines, never through one."""
        if box.area.height() <= room:
            yield box
            return
        pad = self._pad if box.panel else 0.0
        held: list[Piece] = []
        y = pad
        for line in (line for piece in box.pieces for line in self._lines(piece)):
            if held and y + line.height > room - pad:
                yield Box(tuple(held), QRectF(0, 0, box.area.width(), y + pad), box.panel)
                held, y = [], pad
            held.append(replace(line, at=QPointF(pad, y)))
            y += line.height
        yield Box(tuple(held), QRectF(0, 0, box.area.width(), y + pad), box.panel)

    def _lines(self, piece: Piece) -> Iterator[Piece]:
        made = laid(piece, self._look)
        for number in range(made.lineCount()):
            line = made.lineAt(number)
            words = piece.words[line.textStart() : line.textStart() + line.textLength()]
            yield self._measured(replace(piece, words=words.rstrip() or words))

    # -- measuring ------------------------------------------------------------------------------

    def _moved(self, box: Box, x: float, y: float, high: float) -> Box:
        pieces = tuple(replace(one, at=one.at + QPointF(x, y)) for one in box.pieces)
        return Box(pieces, QRectF(x, y, box.area.width(), high), box.panel)

    def _measured(self, piece: Piece) -> Piece:
        made = laid(piece, self._look)
        last = made.lineAt(made.lineCount() - 1)
        return replace(piece, height=last.y() + last.height() * 1.12)

    def _pixels(self, share: float) -> int:
        return max(LEAST_TYPE, round(self._high * share))

    def _sizes(self, share: float, least: float = 0.0) -> Iterator[int]:
        """Return type sizes from a share of the height down to the least one."""
        pixels, end = self._pixels(share), self._pixels(least)
        while pixels > end:
            yield pixels
            pixels = max(end, round(pixels * 0.9))
        yield end

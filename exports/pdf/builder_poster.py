"""The sheet of a poster: the code as large as its distance asks for and the paper holds, the words in what is left."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from babel.numbers import format_decimal

from exports.document import Poster, as_runs
from exports.pdf import qr
from exports.pdf.boxes import Bookmark, Box, TextBox
from exports.pdf.builder_codes import code_box, shown_address
from exports.pdf.letters import clean, encodable
from exports.pdf.paper_boxes import PosterBox
from exports.pdf.papers import MM, Frame
from exports.pdf.setting import Look
from exports.pdf.styles import Face
from exports.pdf.tagging import Node
from models.errors import Refused
from resources.texts import N_

if TYPE_CHECKING:
    from exports.pdf.builder import Builder

_MARGIN, _GAP = 15 * MM, 8 * MM
_TITLES = (120, 104, 92, 82, 74, 66, 58, 52, 46, 41, 36, 32, 28, 25, 22)
_LINES = (26, 23, 20, 18, 16, 14, 12)
# The least title and lines, and the least part of what the code might be: it gives way a little, then long words are
# broken, then it gives way more, then the words do.
_TRIES = ((28, 14, 0.7, True), (28, 14, 0.7, False), (28, 14, 0.0, False), (22, 12, 0.0, False))
_LEAST_EDGE = 40 * MM
_SMALLER = 0.96


@dataclass
class _Layout:
    """One way to fill the sheet: the code's edge, the column of words and the sizes of title and lines."""

    edge: float
    column: float
    title: int
    lines: int


def poster(builder: "Builder", block: Poster, width: float, node: Node) -> Iterator[Box]:
    """Return a sheet to hang up. Refused: its words are too many even in small type."""
    yield _Poster(builder, block, builder.frame).box(node.child("Sect"))


class _Poster:
    """The measuring and placing of one poster."""

    def __init__(self, builder: "Builder", block: Poster, frame: Frame) -> None:
        self.builder, self.block, self.frame = builder, block, frame
        self.upright = frame.height >= frame.width
        self.modules = qr.matrix(block.code.address, block.metres * 100).size if block.code else 1
        self.finer = max(1.0, self.modules / qr.MOST_FROM_AFAR)  # so much larger has a code of many modules to be

    def whole(self, edge: float) -> float:
        """A code with its quiet zone."""
        return edge * (self.modules + 2 * qr.QUIET) / self.modules if edge else 0.0

    # -- how large --

    def layout(self) -> _Layout:
        """The largest code, and in what it leaves the largest words. Refused: nothing fits."""
        limit = min(self.frame.width, self.frame.height) * self.modules / (self.modules + 2 * qr.QUIET)
        most = min(self.block.metres * 100 * MM * self.finer, limit) if self.block.code else 0.0
        for least_title, least_lines, share, unbroken in _TRIES:
            edge = most
            while edge >= max(_LEAST_EDGE, self.modules * qr.LEAST_MODULE, most * share) or not self.block.code:
                found = self._sizes(edge, least_title, least_lines, unbroken=unbroken)
                if found:
                    return found
                if not self.block.code:
                    break
                edge *= _SMALLER
        raise Refused(
            N_("The poster “{title}” has too many words for one sheet. Shorten them."), title=self.block.title
        )

    def _sizes(self, edge: float, least_title: int, least_lines: int, *, unbroken: bool) -> _Layout | None:
        column = self.frame.width - 2 * _MARGIN
        if edge and not self.upright:
            column -= self.whole(edge) - _MARGIN / 2
        if column < self.frame.width * 0.3:
            return None
        for lines in (size for size in _LINES if size >= least_lines):
            sizes = [size for size in _TITLES if size >= max(least_title, lines)]
            for title in sizes if unbroken else sizes[-1:]:
                made = _Layout(edge, column, title, lines)
                if unbroken and not self._is_whole(title, column):
                    continue
                if self._height(made) <= self.frame.height - 2 * _MARGIN:
                    return made
        return None

    def _is_whole(self, size: int, column: float) -> bool:
        """Whether no word of the title has to be broken."""
        atoms = self.builder.setter.atoms(as_runs(self.block.title), Look(size, bold=True))
        return all(atom.width <= column for atom in atoms)

    def _height(self, made: _Layout) -> float:
        words = sum(box.before + box.height for box in (*self.top(made, None), *self.foot(made, None)))
        return words + (self.whole(made.edge) if self.upright else 0.0)

    # -- the words --

    def top(self, made: _Layout, node: Node | None) -> list[TextBox]:
        """The title and the lines below it."""
        face = Face(made.title, round(made.title * 1.14), bold=True)
        heading = node.child("H1") if node else None
        boxes = [self.builder.text(self.block.title, face, made.column, heading)]
        lines = Face(made.lines, round(made.lines * 1.36), before=made.lines * 0.7)
        return boxes + [self._text(line, lines, made, node) for line in self.block.lines if line.strip()]

    def foot(self, made: _Layout, node: Node | None) -> list[TextBox]:
        """What stands with the code: caption, reference code, address, and from how far it can be read."""
        code = self.block.code
        if code is None:
            return []
        size = max(12, min(18, made.lines))
        plain = Face(size, round(size * 1.3), before=3)
        said = [(code.caption, replace(plain, bold=True)), (code.code, Face(26, 32, bold=True, before=2))]
        said += [(shown_address(code), plain), (self._readable(made), replace(plain, tone="muted"))]
        boxes = [self._text(words, face, made, node) for words, face in said if words]
        return [replace(box, before=0.0 if self.upright else _GAP) if box is boxes[0] else box for box in boxes]

    def _text(self, words: str, face: Face, made: _Layout, node: Node | None) -> TextBox:
        return self.builder.text(words, face, made.column, node.child("P") if node else None)

    def _readable(self, made: _Layout) -> str:
        """From how far, in half metres rounded down."""
        metres = int(made.edge / self.finer / MM / 50 + 0.01) / 2
        language = self.builder.document.language
        return self.block.readable.replace("{metres}", _decimal(metres, language)) if metres else ""

    # -- where --

    def box(self, own: Node) -> PosterBox:
        """The sheet, in reading order: title, lines, code, what stands with it."""
        made = self.layout()
        depth, key = self.builder.next_heading()
        title, *lines = self.top(made, own)
        if title.node:
            title.node.role = f"H{depth + 1}"
        words = encodable(" ".join(clean(self.block.title).split())) or "–"
        title = replace(title, bookmark=Bookmark(words, depth - 1, key))
        parts, down = self._below([title, *lines], _MARGIN)
        if self.block.code:
            code = code_box(self.builder, replace(self.block.code, size_mm=made.edge / MM), own)
            code.width, whole = code.whole, code.whole
            foot = self.foot(made, own)
            words_high = sum(box.before + box.height for box in foot)
            if self.upright:
                room = self.frame.height - _MARGIN - down - words_high - whole
                parts.append((_MARGIN - min(code.quiet, _MARGIN), down + room / 2, code))
                if code.edge > made.column * 0.7:  # nearly as wide as the sheet: in its middle
                    parts[-1] = ((self.frame.width - whole) / 2, down + room / 2, code)
                down = self.frame.height - _MARGIN - words_high
            else:
                left = self.frame.width - max(whole, whole - code.quiet + _MARGIN)
                parts.append((left, (self.frame.height - whole) / 2, code))
                down = self.frame.height - _MARGIN - words_high
            parts += self._below(foot, down)[0]
        return PosterBox(parts=parts, tall=self.frame.height)

    @staticmethod
    def _below(boxes: list[TextBox], down: float) -> tuple[list[tuple[float, float, Box]], float]:
        placed: list[tuple[float, float, Box]] = []
        for box in boxes:
            down += box.before if placed else 0.0
            placed.append((_MARGIN, down, box))
            down += box.height
        return placed, down


def _decimal(metres: float, language: str) -> str:
    from exports.reports.formats import known_locale

    return str(format_decimal(metres, locale=known_locale(language)))

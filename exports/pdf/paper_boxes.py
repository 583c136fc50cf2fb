"""The boxes of paper that is written on, cut or hung up. Lines to cut along and to write on are artifacts."""

from collections.abc import Sequence
from dataclasses import dataclass

from exports.pdf import drawing
from exports.pdf.boxes import Box, Solid, Stack, TextBox
from exports.pdf.papers import MM
from exports.pdf.sheet import Sheet, rgb
from exports.pdf.styles import CONTROL

PITCH = 9 * MM  # between two lines to write on: room for a large hand
TICK = 4.2 * MM  # the edge of a box to tick
TICK_GAP = 6.0
INSIDE = 8 * MM  # from the edge of a piece to its words; most printers leave 5 mm of a sheet empty
CUT = f"{rgb(CONTROL)} RG 0.7 w [5 3.5] 0 d"
TEAR = f"{rgb(CONTROL)} RG 0.9 w 1 J [0.1 4] 0 d"


@dataclass
class WritingLinesBox(Solid):
    """Lines to write on. `grows`: more of them where the piece of paper has room. `label` stands in the first line."""

    lines: int = 2
    width: float = 0.0
    label: TextBox | None = None
    grows: bool = False
    after: float = 6.0

    @property
    def height(self) -> float:
        """Points from its upper to its lower edge."""
        return self.lines * PITCH

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        """Paints with the upper left corner at (x, y)."""
        for number in range(1, self.lines + 1):
            at = y + number * PITCH - 0.5
            left = x + self.label.width + TICK_GAP if self.label and number == 1 else x
            sheet.shape(f"{rgb(CONTROL)} RG 0.8 w {drawing.lines([(left, at), (x + self.width, at)])} S")
        if self.label:
            self.label.draw(sheet, x, y + PITCH - self.label.height + 1)


@dataclass
class TickBoxesBox(Solid):
    """Boxes to tick, each with its words at its right: (x, y, words) from the box's own upper left corner."""

    label: TextBox | None = None
    choices: Sequence[tuple[float, float, TextBox]] = ()
    before: float = 3.0
    after: float = 5.0
    tall: float = 0.0

    @property
    def height(self) -> float:
        """Points from its upper to its lower edge."""
        return self.tall

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        """Paints with the upper left corner at (x, y)."""
        if self.label:
            self.label.draw(sheet, x, y)
        for left, down, words in self.choices:
            top = y + down + (words.face.leading - TICK) / 2
            edge = drawing.box(x + left + 0.5, top + 0.5, TICK - 1, TICK - 1, 2)
            sheet.shape(f"{rgb(CONTROL)} RG 1.1 w {edge} S")
            words.draw(sheet, x + left + TICK + TICK_GAP, y + down)


@dataclass
class Piece:
    """One piece of paper: what stands on it, and what is torn off below it or at its right."""

    body: Stack
    tear: Stack | None = None


@dataclass
class CutSheet(Solid):
    """A whole sheet of equal pieces, `across` by `down`, with dashed lines to cut along from edge to edge."""

    pieces: Sequence[Piece] = ()
    across: int = 2
    down: int = 4
    width: float = 0.0
    tall: float = 0.0
    tear_at: float = 0.0  # from the upper edge of a piece, or from its left one where `tear_right`
    tear_right: bool = False

    @property
    def height(self) -> float:
        """Points from its upper to its lower edge."""
        return self.tall

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        """Paints with the upper left corner at (x, y)."""
        wide, high = self.width / self.across, self.tall / self.down
        for at in range(1, self.across):
            self._line(sheet, CUT, (x + at * wide, y), (x + at * wide, y + self.tall))
        for at in range(1, self.down):
            self._line(sheet, CUT, (x, y + at * high), (x + self.width, y + at * high))
        for number, piece in enumerate(self.pieces):
            left, top = x + number % self.across * wide, y + number // self.across * high
            piece.body.draw(sheet, left + INSIDE, top + INSIDE)
            if piece.tear and self.tear_right:
                at = left + self.tear_at
                self._line(sheet, TEAR, (at, top + INSIDE / 2), (at, top + high - INSIDE / 2))
                piece.tear.draw(sheet, at + INSIDE, top + INSIDE)
            elif piece.tear:
                at = top + self.tear_at
                self._line(sheet, TEAR, (left + INSIDE / 2, at), (left + wide - INSIDE / 2, at))
                piece.tear.draw(sheet, left + INSIDE, at + INSIDE * 0.75)

    @staticmethod
    def _line(sheet: Sheet, look: str, start: tuple[float, float], end: tuple[float, float]) -> None:
        with sheet.tagged(None):
            sheet.shape(f"{look} {drawing.lines([start, end])} S")


@dataclass
class PosterBox(Solid):
    """A page to hang up: words and a code, each with its place."""

    parts: Sequence[tuple[float, float, Box]] = ()
    tall: float = 0.0

    @property
    def height(self) -> float:
        """Points from its upper to its lower edge."""
        return self.tall

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        """Paints with the upper left corner at (x, y)."""
        for left, down, box in self.parts:
            box.draw(sheet, x + left, y + down)

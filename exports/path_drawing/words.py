"""Words of a drawing, measured in the typefaces they are printed in, so that they wrap and are never cut."""

from dataclasses import dataclass, field, replace

from exports.document import Circle, Label, Line, Marker, Polyline, Rect, Run, Shape, Tone
from exports.pdf import bidi
from exports.pdf.letters import clean
from exports.pdf.setting import Line as SetLine
from exports.pdf.setting import Look, Setter

SIZE = 12.0  # the type of everything that is read near by; nothing on a drawing is smaller
LEADING = 1.25  # of the size: what every renderer puts between two lines of a label
_SLACK = 0.1  # points: drawn larger or smaller, a line must not break at another place than it was measured at
_BASELINE = 0.965  # of the size, from the upper edge of a line

Row = tuple[float, tuple[Shape, ...]]  # a height, and shapes from its own upper left corner


@dataclass
class Measure:
    """Measures words; one for each drawing, because it remembers them."""

    setter: Setter = field(default_factory=Setter)
    _known: dict[tuple[str, float, bool, float], tuple[str, ...]] = field(default_factory=dict)
    _wide: dict[tuple[str, float, bool], float] = field(default_factory=dict)

    def lines(self, text: str, size: float, width: float, *, bold: bool = False) -> tuple[str, ...]:
        """Return the lines that a text takes in a width."""
        key = (text, size, bold, round(width, 2))
        if key not in self._known:
            made = self.setter.lines((Run(text),), Look(size, bold=bold), max(width - _SLACK, size))
            self._known[key] = tuple(_text(line) for line in made)
        return self._known[key]

    def wide(self, text: str, size: float = SIZE, *, bold: bool = False) -> float:
        """Return how wide a text is on one line."""
        key = (text, size, bold)
        if key not in self._wide:
            self._wide[key] = sum(atom.width for atom in self.setter.atoms((Run(text),), Look(size, bold=bold)))
        return self._wide[key]

    def longest_word(self, text: str, size: float = SIZE, *, bold: bool = False) -> float:
        """Return how wide the widest word of a text is."""
        return max((self.wide(word, size, bold=bold) for word in text.split()), default=0.0)

    def row(
        self, text: str, width: float, *, left: float = 0.0, size: float = SIZE, bold: bool = False,
        tone: Tone = "ink", language: str = "",
    ) -> Row:  # fmt: skip
        """Return a text wrapped into a width, flush right where its script runs from right to left."""
        count = len(self.lines(text, size, width, bold=bold))
        x, anchor = (left + width, "end") if runs_from_right(text) else (left, "start")
        made = Label(x, size * _BASELINE, text, size, bold, anchor, tone, width - _SLACK / 2, count, language)
        return count * size * LEADING, (made,)

    def rows(
        self, text: str, width: float, most: float, *, left: float = 0.0, tone: Tone = "ink", language: str = ""
    ) -> list[Row]:
        """Return a text as rows of at most `most` points, each of whole lines; usually it is one row."""
        lines = self.lines(text, SIZE, width)
        high = SIZE * LEADING
        if len(lines) * high <= most:
            return [self.row(text, width, left=left, tone=tone, language=language)]
        x, anchor = (left + width, "end") if runs_from_right(text) else (left, "start")
        return [
            (high, (Label(x, SIZE * _BASELINE, line, SIZE, False, anchor, tone, width - _SLACK / 2, 1, language),))
            for line in lines
            if line.strip()
        ]


def runs_from_right(text: str) -> bool:
    """Tell whether a text begins in a script that runs from right to left."""
    return bidi.has_rtl(text) and bidi.base_level(clean(text)) == 1


def _text(line: SetLine) -> str:
    return "".join(piece.text for atom in line.atoms for piece in atom.pieces)


def moved(shape: Shape, x: float, y: float) -> Shape:
    """Return a shape elsewhere."""
    if isinstance(shape, Line):
        return replace(shape, x1=shape.x1 + x, y1=shape.y1 + y, x2=shape.x2 + x, y2=shape.y2 + y)
    if isinstance(shape, Polyline):
        return replace(shape, points=tuple((a + x, b + y) for a, b in shape.points))
    return replace(shape, x=shape.x + x, y=shape.y + y)


def bounds(shape: Shape) -> tuple[float, float, float, float]:
    """Return about where a shape lies: left, upper, right and lower edge."""
    if isinstance(shape, Rect):
        return shape.x, shape.y, shape.x + shape.width, shape.y + shape.height
    if isinstance(shape, Line):
        return (
            min(shape.x1, shape.x2), min(shape.y1, shape.y2), max(shape.x1, shape.x2), max(shape.y1, shape.y2),
        )  # fmt: skip
    if isinstance(shape, Polyline):
        across, down = [x for x, _ in shape.points] or [0.0], [y for _, y in shape.points] or [0.0]
        return min(across), min(down), max(across), max(down)
    if isinstance(shape, Circle | Marker):
        reach = shape.radius if isinstance(shape, Circle) else shape.size / 2
        return shape.x - reach, shape.y - reach, shape.x + reach, shape.y + reach
    wide = shape.width or shape.size * 0.6 * len(shape.text)
    left = shape.x - wide * {"start": 0.0, "middle": 0.5, "end": 1.0}[shape.anchor]
    top = shape.y - shape.size * _BASELINE
    return left, top, left + wide, top + shape.lines * shape.size * LEADING

"""The boxes of chips, bars, figures, codes and the list of contents."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from exports.document import Anchor, Circle, Label, Mark, Marker, Picture, Polyline, QrCode, Rect, Shape, Tone
from exports.document import Line as Stroke
from exports.marks import mark_of
from exports.pdf import drawing, qr, qr_read
from exports.pdf.boxes import Box, Solid, TextBox
from exports.pdf.letters import is_safe
from exports.pdf.setting import Line, Look, Setter
from exports.pdf.sheet import Sheet, rgb, soft, strong
from exports.pdf.styles import CHIP, CHIP_GAP, CONTENTS, CONTROL, PAGE_HEIGHT, PAINTS
from exports.pdf.tagging import Node


@dataclass
class ChipBox(Solid):
    """A status label: a tinted shape with a mark and words; long words wrap inside it."""

    lines: Sequence[Line] = ()
    tone: Tone = "neutral"
    mark: Mark = "ring"
    provisional: bool = False
    node: Node | None = None
    before: float = CHIP.before
    after: float = CHIP.after
    beside: TextBox | None = None  # the first line of the words beside it
    PAD_X, PAD_Y, MARK_SIZE, MARK_GAP = 8.0, 2.0, 8.5, 5.5

    @property
    def height(self) -> float:
        """Points from its upper to its lower edge."""
        return len(self.lines) * CHIP.leading + 2 * self.PAD_Y

    @property
    def label_width(self) -> float:
        """Points from the left to the right edge of its shape."""
        return max(line.width for line in self.lines) + self.inset(self.mark)

    @classmethod
    def inset(cls, mark: Mark) -> float:
        """How much of a chip's width its words cannot use."""
        return 2 * cls.PAD_X + (0 if mark == "none" else cls.MARK_SIZE + cls.MARK_GAP)

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        """Paints with the upper left corner at (x, y)."""
        paint = PAINTS[self.tone]
        width = self.label_width
        outline = drawing.box(x + 0.5, y + 0.5, width - 1, self.height - 1, 6)
        if self.provisional:
            sheet.shape(f"1 1 1 rg {rgb(paint.strong)} RG 1 w [3 2.2] 0 d {outline} B")
        else:
            sheet.shape(f"{rgb(paint.soft)} rg {drawing.box(x, y, width, self.height, 6)} f")
        middle = y + self.PAD_Y + CHIP.leading / 2
        left = x + self.PAD_X
        if self.mark != "none":
            at = left + self.MARK_SIZE / 2
            drawing.mark(sheet, self.mark, at, middle, self.MARK_SIZE, paint.strong, hollow=self.provisional)
            left += self.MARK_SIZE + self.MARK_GAP
        baseline = y + self.PAD_Y + (CHIP.leading + CHIP.size * 0.68) / 2
        with sheet.tagged(self.node):
            for line in self.lines:
                sheet.line(line, left, baseline)
                baseline += CHIP.leading
        if self.beside:
            slack = (self.beside.face.leading - CHIP.leading) / 2 + (self.beside.face.size - CHIP.size) * 0.34
            self.beside.draw(sheet, x + width + CHIP_GAP, y + self.PAD_Y - slack)


@dataclass
class BarSlice:
    """One part of a bar ready to paint: `word` stands in it when it fits."""

    count: int
    tone: Tone
    provisional: bool
    word: Line


@dataclass
class BarBox(Solid):
    """The horizontal bar. With a limit, its end is the limit or the sum, whichever is larger."""

    slices: Sequence[BarSlice] = ()
    width: float = 0.0
    node: Node | None = None
    limit: int = 0
    inside: bool = True  # whether the words stand in the parts
    before: float = 4.0
    after: float = 8.0
    HEIGHT = 24.0

    @property
    def height(self) -> float:
        """Points from its upper to its lower edge."""
        return self.HEIGHT + (8 if self.limit else 0)

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        """Paints with the upper left corner at (x, y)."""
        total = sum(part.count for part in self.slices)
        whole = max(total, self.limit) or 1
        y += 4 if self.limit else 0
        drawn = self.width * total / whole
        node = self.node
        if node is not None:
            node.attributes |= placement(x, y, self.width, self.height)
        with sheet.tagged(node):
            clip = f"{drawing.box(x, y, self.width, self.HEIGHT, 6)} W n"
            if drawn < self.width:
                sheet.shape(f"{clip} {soft('neutral')} rg {drawing.box(x, y, self.width, self.HEIGHT)} f")
            left = x
            for part, width in zip(self.slices, drawing.bar_parts([p.count for p in self.slices], drawn), strict=True):
                self._part(sheet, part, clip, left, y, width)
                left += width
            if self.limit:
                at = x + self.width * self.limit / whole
                line = drawing.lines([(at, y - 4), (at, y + self.HEIGHT + 4)])
                sheet.shape(f"1 1 1 RG 4 w {line} S {strong('ink')} RG 1.8 w {line} S")

    def _part(self, sheet: Sheet, part: BarSlice, clip: str, x: float, y: float, width: float) -> None:
        if width <= 0:
            return
        own = drawing.box(x, y, width, self.HEIGHT)
        gap = f"1 1 1 rg {drawing.box(x + width - 0.6, y, 1.2, self.HEIGHT)} f"
        if part.provisional:
            pattern = drawing.hatch(x, y, width, self.HEIGHT, PAINTS[part.tone].strong)
            sheet.shape(f"{clip} {own} W n {soft(part.tone)} rg {own} f {pattern} {gap}")
        else:
            sheet.shape(f"{clip} {own} W n {strong(part.tone)} rg {own} f {gap}")
        if not self.inside and width >= 16:
            self._sign(sheet, part, x + width / 2, y + self.HEIGHT / 2)
        if self.inside and part.word.width:
            left = x + (width - part.word.width) / 2
            if part.provisional:
                plate = drawing.box(left - 5, y + 3.5, part.word.width + 10, self.HEIGHT - 7, 4)
                sheet.shape(f"1 1 1 rg {plate} f")
            sheet.line(part.word, left, y + self.HEIGHT / 2 + 4)

    @staticmethod
    def _sign(sheet: Sheet, part: BarSlice, x: float, y: float) -> None:
        """The tone's mark, which the legend repeats, so that colour is not all that tells parts apart."""
        colour = PAINTS["paper"].strong
        if part.provisional:
            sheet.shape(f"1 1 1 rg {drawing.circle(x, y, 7.5)} f")
            colour = PAINTS[part.tone].strong
        drawing.mark(sheet, mark_of(part.tone), x, y, 8, colour)


@dataclass
class SwatchText(Solid):
    """One entry of a bar's legend: a swatch of the part and its words."""

    text: TextBox | None = None
    tone: Tone = "neutral"
    provisional: bool = False

    @property
    def height(self) -> float:
        """Points from its upper to its lower edge."""
        return self.text.height if self.text else 0.0

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        """Paints with the upper left corner at (x, y)."""
        own = drawing.box(x, y + 1, 14, 14, 3.5)
        colour = PAINTS["paper"].strong
        if self.provisional:
            pattern = drawing.hatch(x, y + 1, 14, 14, PAINTS[self.tone].strong, 4)
            plate = f"1 1 1 rg {drawing.circle(x + 7, y + 8, 5.2)} f"
            sheet.shape(f"{own} W n {soft(self.tone)} rg {own} f {pattern} {plate}")
            colour = PAINTS[self.tone].strong
        else:
            sheet.shape(f"{strong(self.tone)} rg {own} f")
        drawing.mark(sheet, mark_of(self.tone), x + 7, y + 8, 7, colour)
        if self.text:
            self.text.draw(sheet, x, y)


@dataclass
class FigureBox(Solid):
    """A picture scaled down to the column where it is wider, and to the page where it is higher."""

    picture: Picture = field(default_factory=lambda: Picture(0, 0, ()))
    setter: Setter = field(default_factory=Setter)
    scale: float = 1.0
    node: Node | None = None
    before: float = 8.0
    after: float = 8.0

    @property
    def height(self) -> float:
        """Points from its upper to its lower edge."""
        return self.picture.height * self.scale

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        """Paints with the upper left corner at (x, y)."""
        if self.node is not None:
            width = self.picture.width * self.scale
            self.node.attributes |= placement(x, y, width, self.height)
        with sheet.tagged(self.node):
            for shape in self.picture.shapes:
                self._shape(sheet, shape, x, y)

    def _shape(self, sheet: Sheet, shape: Shape, x: float, y: float) -> None:
        k = self.scale
        if isinstance(shape, Label):
            self._label(sheet, shape, x, y)
        elif isinstance(shape, Marker):
            at = (x + shape.x * k, y + shape.y * k)
            drawing.mark(sheet, shape.mark, *at, shape.size * k, PAINTS[shape.fill].strong, hollow=shape.hollow)
        elif isinstance(shape, Stroke):
            path = drawing.lines([(x + shape.x1 * k, y + shape.y1 * k), (x + shape.x2 * k, y + shape.y2 * k)])
            sheet.shape(f"{_stroke(shape.tone, shape.width * k, shape.dashed)} {path} S")
        elif isinstance(shape, Polyline):
            self._polyline(sheet, shape, x, y)
        elif isinstance(shape, Circle):
            path = drawing.circle(x + shape.x * k, y + shape.y * k, shape.radius * k)
            sheet.shape(_filled(path, shape.fill, shape.stroke, shape.stroke_width * k, False))
        else:
            self._rect(sheet, shape, x, y)

    def _polyline(self, sheet: Sheet, shape: Polyline, x: float, y: float) -> None:
        path = drawing.lines(
            [(x + a * self.scale, y + b * self.scale) for a, b in shape.points], closed=bool(shape.fill)
        )
        if path:
            sheet.shape(_filled(path, shape.fill, shape.tone, shape.width * self.scale, shape.dashed))

    def _rect(self, sheet: Sheet, shape: Rect, x: float, y: float) -> None:
        k = self.scale
        place = (x + shape.x * k, y + shape.y * k, shape.width * k, shape.height * k)
        path = drawing.box(*place, shape.radius * k)
        if shape.hatched:
            pattern = drawing.hatch(*place, PAINTS[shape.fill or "neutral"].strong)
            sheet.shape(f"{path} W n {soft(shape.fill or 'neutral')} rg {path} f {pattern}")
            sheet.shape(_filled(path, "", shape.stroke or shape.fill or "neutral", k, shape.dashed))
        else:
            sheet.shape(_filled(path, shape.fill, shape.stroke, shape.stroke_width * k, shape.dashed, shape.tint))

    def _label(self, sheet: Sheet, shape: Label, x: float, y: float) -> None:
        size = shape.size * self.scale
        look = Look(size, bold=shape.bold, tone=shape.tone)
        lines = one_look(self.setter, shape.text, look, shape.width * self.scale or 100_000.0, shape.lines)
        for number, line in enumerate(lines):
            left = x + shape.x * self.scale - line.width * _SHARE[shape.anchor]
            sheet.line(line, left, y + shape.y * self.scale + number * size * 1.25)


_SHARE: dict[Anchor, float] = {"start": 0.0, "middle": 0.5, "end": 1.0}


def one_look(setter: Setter, text: str, look: Look, width: float, most: int) -> list[Line]:
    """Words in at most `most` lines; what does not fit gives way to an ellipsis."""
    from exports.document import Run

    lines = setter.lines((Run(text),), look, width)
    if len(lines) <= most:
        return lines
    dots = setter.atoms((Run("…"),), look)
    room = width - sum(atom.width for atom in dots)
    kept = setter.fill(lines[most - 1].atoms, max(room, 1.0))[0]
    cut = Line((*kept.atoms, *dots), kept.width + sum(atom.width for atom in dots))
    return [*lines[: most - 1], cut]


def _stroke(tone: Tone, width: float, dashed: bool) -> str:
    colour = rgb(CONTROL) if tone == "line" else strong(tone)
    return f"{colour} RG {width:.2f} w 1 J 1 j" + (f" [{width * 3:.1f} {width * 3:.1f}] 0 d" if dashed else "")


def _filled(
    path: str, fill: Tone | Literal[""], stroke: Tone | Literal[""], width: float, dashed: bool, tint: bool = False
) -> str:
    out: list[str] = []
    if fill:
        out.append(f"{soft(fill) if tint else strong(fill)} rg")
    if stroke:
        out.append(_stroke(stroke, width, dashed))
    operator = {(True, True): "B", (True, False): "f", (False, True): "S"}.get((bool(fill), bool(stroke)), "n")
    return " ".join([*out, path, operator])


def placement(x: float, y: float, width: float, height: float) -> dict[str, str]:
    """The attributes PDF/UA wants of a figure."""
    foot = PAGE_HEIGHT - y - height
    return {
        "O": "/Layout",
        "Placement": "/Block",
        "BBox": f"[{x:.2f} {foot:.2f} {x + width:.2f} {foot + height:.2f}]",
    }


@dataclass
class QrBox(Solid):
    """A code with its quiet zone and the words under it (or beside it, when they are given as `aside`).

    `tight`: its quiet zone lies in the empty paper around it, so that only the dark part takes room.
    """

    code: QrCode = field(default_factory=lambda: QrCode("-"))
    node: Node | None = None
    link: Node | None = None
    words: Sequence[Box] = ()
    aside: bool = False
    tight: bool = False
    width: float = 0.0
    GAP = 14.0

    def __post_init__(self) -> None:
        self.matrix = qr.matrix(self.code.address, self.code.size_mm)
        self.edge = qr.edge(self.matrix, self.code.size_mm)  # without the quiet zone
        self.module = self.edge / self.matrix.size
        self.quiet = qr.QUIET * self.module
        self.whole = self.edge + 2 * self.quiet

    @property
    def height(self) -> float:
        """Points from its upper to its lower edge."""
        if self.tight:
            return self.edge
        words = sum(box.height + box.before for box in self.words)
        return max(self.whole, words) if self.aside else self.whole + words

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        """Paints with the upper left corner at (x, y)."""
        if self.tight:
            self._code(sheet, x - self.quiet, y - self.quiet)
            return
        left = x if self.aside else x + (self.width - self.whole) / 2
        self._code(sheet, left, y)
        down = y + (
            max(0.0, self.whole - sum(b.height + b.before for b in self.words)) / 2 if self.aside else self.whole
        )
        for box in self.words:
            down += box.before
            box.draw(sheet, x + (self.whole + self.GAP if self.aside else 0), down)
            down += box.height

    def _code(self, sheet: Sheet, x: float, y: float) -> None:
        found = self.matrix
        module, inset = self.module, qr.QUIET * self.module
        if self.node is not None:
            self.node.attributes |= placement(x, y, self.whole, self.whole)
        paths = [f"{a} {found.size - b - d} {c} {d} re" for a, b, c, d in found.rectangles]
        corner = drawing.point(x + inset, y + inset + self.edge)
        drawn = f"0 0 0 rg {module:.5f} 0 0 {module:.5f} {corner} cm {' '.join(paths)} f"
        with sheet.tagged(self.node):
            if not self.tight:
                sheet.shape(f"1 1 1 rg {drawing.box(x, y, self.whole, self.whole)} f")
            sheet.shape(drawn)
        sheet.codes.append(qr_read.read_back(drawn, found.size))
        if self.link is not None and is_safe(self.code.address):
            sheet.link(self.link, self.code.address, x, y, self.whole, self.whole)


@dataclass
class ContentsLine(Solid):
    """One line of the contents: the heading, dots and its page, all of it a link. `pages` is filled by the flow."""

    text: TextBox | None = None
    key: str = ""
    link: Node | None = None
    number: Node | None = None
    setter: Setter = field(default_factory=Setter)
    pages: dict[str, int] = field(default_factory=dict[str, int])
    width: float = 0.0

    @property
    def height(self) -> float:
        """Points from its upper to its lower edge."""
        return self.text.height if self.text else 0.0

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        """Paints with the upper left corner at (x, y)."""
        if self.text is None or self.link is None:
            return
        self.text.draw(sheet, x, y)
        look = Look(CONTENTS.size, tone="muted")
        page = one_look(self.setter, str(self.pages.get(self.key, "")), look, 60, 1)[0]
        baseline = y + self.height - CONTENTS.leading + (CONTENTS.leading + CONTENTS.size * 0.68) / 2
        last = self.text.lines[-1]
        start, end = x + self.text.face.indent + last.width + 6, x + self.width - page.width - 6
        if end > start:
            dots = drawing.lines([(start, baseline - 1.5), (end, baseline - 1.5)])
            with sheet.tagged(None):
                sheet.shape(f"{rgb(CONTROL)} RG 0.8 w 1 J [0.1 4] 0 d {dots} S")
        with sheet.tagged(self.number):
            sheet.line(page, x + self.width - page.width, baseline)
        sheet.jump(self.link, self.key, x, y, self.width, self.height)

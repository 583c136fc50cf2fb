"""Pictures, bars and codes as PNG, because a word processor takes no drawing of ours as it is.

Pillow paints the shapes; letters are the very glyphs that the PDF has, filled from their outlines, so that words of
every script are shaped and joined alike on every machine. Everything is painted twice as large and made smaller, for
smooth edges.
"""

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from PIL import Image, ImageChops, ImageDraw

from exports import marks
from exports.document import Circle, Label, Line, Marker, Picture, Polyline, QrCode, Rect, Shape, Tone
from exports.pdf import bidi, qr
from exports.pdf.faces import Typeface
from exports.pdf.parts import one_look
from exports.pdf.setting import Atom, Look, Setter
from exports.pdf.setting import Line as SetLine
from exports.pdf.styles import CONTROL, PAINTS

DPI = 200
_SCALE = 2 * DPI / 72  # dots a point while painting
_MOST_DOTS = 24_000_000
_HATCH = 6.0  # points between two slanting lines
_ANCHORS = {"start": 0.0, "middle": 0.5, "end": 1.0}
_MODULE = 8  # dots of a code's module

Point = tuple[float, float]


def picture_png(picture: Picture, setter: Setter) -> bytes:
    """Return a picture as a PNG of 200 dots an inch."""
    scale = min(_SCALE, math.sqrt(_MOST_DOTS / max(1.0, picture.width * picture.height)))
    painter = Painter(picture, scale, setter)
    for shape in picture.shapes:
        painter.paint(shape)
    smooth = painter.image.reduce(2)
    return _png(smooth.quantize(64, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE))


def code_png(block: QrCode) -> tuple[bytes, float]:
    """Return a QR code with its quiet zone as a PNG, and its edge in points."""
    found = qr.matrix(block.address)
    whole = found.size + 2 * qr.QUIET
    image = Image.new("1", (whole * _MODULE, whole * _MODULE), 1)
    draw = ImageDraw.Draw(image)
    for x, y, width, height in found.rectangles:
        left, top = (x + qr.QUIET) * _MODULE, (y + qr.QUIET) * _MODULE
        draw.rectangle((left, top, left + width * _MODULE - 1, top + height * _MODULE - 1), fill=0)
    return _png(image), qr.edge(found, block.size_mm) * whole / found.size


def _png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True, dpi=(DPI, DPI))
    return out.getvalue()


@dataclass
class Painter:
    """Paints shapes in points onto dots."""

    picture: Picture
    scale: float
    setter: Setter
    image: Image.Image = field(init=False)

    def __post_init__(self) -> None:
        size = (max(2, round(self.picture.width * self.scale)), max(2, round(self.picture.height * self.scale)))
        self.image = Image.new("RGB", size, "#FFFFFF")
        self.draw = ImageDraw.Draw(self.image)

    def paint(self, shape: Shape) -> None:
        """Paint one shape."""
        if isinstance(shape, Label):
            self._label(shape)
        elif isinstance(shape, Marker):
            self._marker(shape)
        elif isinstance(shape, Line):
            self._stroke([(shape.x1, shape.y1), (shape.x2, shape.y2)], _line(shape.tone), shape.width, shape.dashed)
        elif isinstance(shape, Polyline):
            points = list(shape.points)
            if shape.fill and len(points) > 1:
                self.draw.polygon([self._dots(at) for at in points], fill=PAINTS[shape.fill].strong)
                points.append(points[0])
            if shape.tone:
                self._stroke(points, _line(shape.tone), shape.width, shape.dashed)
        elif isinstance(shape, Circle):
            outline = _line(shape.stroke) if shape.stroke else None
            fill = PAINTS[shape.fill].strong if shape.fill else None
            self._circle((shape.x, shape.y), shape.radius, fill, outline, shape.stroke_width)
        else:
            self._rect(shape)

    # -- lines and surfaces --

    def _dots(self, at: Point) -> Point:
        return at[0] * self.scale, at[1] * self.scale

    def _stroke(self, points: Sequence[Point], colour: str, width: float, dashed: bool = False) -> None:
        thick = max(1, round(width * self.scale))
        for part in _dashes(points, width * 3) if dashed else [points]:
            dots = [self._dots(at) for at in part]
            self.draw.line(dots, fill=colour, width=thick, joint="curve")
            for x, y in (dots[0], dots[-1]):
                r = thick / 2
                self.draw.ellipse((x - r, y - r, x + r, y + r), fill=colour)

    def _circle(self, at: Point, radius: float, fill: str | None, outline: str | None, width: float) -> None:
        x, y = self._dots(at)
        r = radius * self.scale + (width * self.scale / 2 if outline else 0)
        self.draw.ellipse((x - r, y - r, x + r, y + r), fill, outline, max(1, round(width * self.scale)))

    def _rect(self, shape: Rect) -> None:
        place = (*self._dots((shape.x, shape.y)), *self._dots((shape.x + shape.width, shape.y + shape.height)))
        radius = min(shape.radius, shape.width / 2, shape.height / 2) * self.scale
        tone: Tone = shape.fill or "neutral"
        if shape.hatched:
            self.draw.rounded_rectangle(place, radius, PAINTS[tone].soft)
            self._hatch(place, radius, PAINTS[tone].strong)
        elif shape.fill:
            paint = PAINTS[shape.fill]
            self.draw.rounded_rectangle(place, radius, paint.soft if shape.tint else paint.strong)
        stroke = shape.stroke or (tone if shape.hatched else "")
        if stroke and shape.dashed:
            x, y, w, h = shape.x, shape.y, shape.width, shape.height
            around = [(x, y), (x + w, y), (x + w, y + h), (x, y + h), (x, y)]
            self._stroke(around, _line(stroke), shape.stroke_width, dashed=True)
        elif stroke:
            thick = max(1, round(shape.stroke_width * self.scale))
            self.draw.rounded_rectangle(place, radius, None, _line(stroke), thick)

    def _hatch(self, place: tuple[float, float, float, float], radius: float, colour: str) -> None:
        mask = Image.new("L", self.image.size, 0)
        ImageDraw.Draw(mask).rounded_rectangle(place, radius, 255)
        lines = Image.new("L", self.image.size, 0)
        left, top, right, foot = place
        at, pen = left - (foot - top), ImageDraw.Draw(lines)
        while at < right:
            pen.line((at, foot, at + foot - top, top), fill=255, width=max(1, round(1.3 * self.scale)))
            at += _HATCH * self.scale
        self.image.paste(colour, mask=ImageChops.multiply(mask, lines))

    def _marker(self, shape: Marker) -> None:
        r, colour, kind = shape.size / 2, PAINTS[shape.fill].strong, shape.mark
        weight = marks.weight(shape.size)
        at = (shape.x, shape.y)
        if kind in marks.SURFACES:
            points = [(shape.x + a * r, shape.y + b * r) for a, b in marks.SURFACES[kind]]
            self.draw.polygon([self._dots(one) for one in points], fill="#FFFFFF" if shape.hollow else colour)
            if shape.hollow:
                self._stroke([*points, points[0]], colour, weight)
        elif kind == "dot":
            self._circle(at, r, "#FFFFFF" if shape.hollow else colour, colour if shape.hollow else None, weight)
        for part in marks.STROKES.get(kind, ()):
            self._stroke([(shape.x + a * r, shape.y + b * r) for a, b in part], colour, weight)
        if kind in marks.RINGED:
            self._circle(at, r * 0.95, None, colour, weight)

    # -- words --

    def _label(self, shape: Label) -> None:
        look = Look(shape.size, bold=shape.bold, tone=shape.tone)
        lines = one_look(self.setter, shape.text, look, shape.width or 100_000.0, shape.lines)
        for number, line in enumerate(lines):
            left = shape.x - line.width * _ANCHORS[shape.anchor]
            self._words(line, left, shape.y + number * shape.size * 1.25, PAINTS[shape.tone].text)

    def _words(self, line: SetLine, x: float, baseline: float, colour: str) -> None:
        for atom in _visual(line.atoms):
            size = atom.look.size
            for piece in reversed(atom.pieces) if atom.level % 2 else atom.pieces:
                unit = size / piece.face.upem
                pen = x
                for glyph in piece.glyphs:
                    self._glyph(piece.face, glyph.number, pen + glyph.x * unit, baseline - glyph.y * unit, unit, colour)
                    pen += glyph.advance * unit
                x += piece.width * size

    def _glyph(self, face: Typeface, number: int, x: float, y: float, unit: float, colour: str) -> None:
        heavy = 0.03 * unit * face.upem * self.scale if face.synthetic_bold else 0.0
        mask, left, top = _glyph_mask(face, number, round(unit * self.scale, 6), heavy)
        if mask is not None:
            self.image.paste(colour, (round(x * self.scale) + left, round(y * self.scale) + top), mask)


def _visual(atoms: Sequence[Atom]) -> list[Atom]:
    """Return the atoms of a line from left to right."""
    return [atoms[at] for at in bidi.reorder([atom.level for atom in atoms])]


@lru_cache(maxsize=4_000)
def _glyph_mask(face: Typeface, number: int, unit: float, heavy: float) -> tuple[Image.Image | None, int, int]:
    """Return a filled glyph with its place beside the pen: curves one way round add, those the other way take away."""
    curves = [[(x * unit, -y * unit) for x, y in curve] for curve in face.outline(number) if len(curve) > 2]
    if not curves:
        return None, 0, 0
    left = math.floor(min(x for curve in curves for x, _ in curve)) - 2
    top = math.floor(min(y for curve in curves for _, y in curve)) - 2
    right = math.ceil(max(x for curve in curves for x, _ in curve)) + 2 + math.ceil(heavy)
    foot = math.ceil(max(y for curve in curves for _, y in curve)) + 2
    mask = Image.new("L", (right - left, foot - top), 0)
    for curve in sorted(curves, key=lambda one: abs(_area(one)), reverse=True):
        shifted = [(x - left, y - top) for x, y in curve]
        ImageDraw.Draw(mask).polygon(shifted, fill=255 if _area(curve) > 0 else 0)
    if heavy:
        mask = ImageChops.lighter(mask, ImageChops.offset(mask, max(1, round(heavy)), 0))
    return mask, left, top


def _area(curve: Sequence[Point]) -> float:
    """Return twice the surface inside a curve: above 0 where it adds, below where it is a hole."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(curve, [*curve[1:], curve[0]], strict=True))


def _dashes(points: Sequence[Point], length: float) -> list[list[Point]]:
    """Return a path as dashes and gaps of one length."""
    made: list[list[Point]] = []
    step = max(1.0, length)
    for (ax, ay), (bx, by) in pairwise(points):
        whole = math.hypot(bx - ax, by - ay)
        at = 0.0
        while at < whole:
            a, b = at / whole, min(1.0, (at + step) / whole)
            made.append([(ax + (bx - ax) * a, ay + (by - ay) * a), (ax + (bx - ax) * b, ay + (by - ay) * b)])
            at += 2 * step
    return made


def _line(tone: Tone) -> str:
    return CONTROL if tone == "line" else PAINTS[tone].strong

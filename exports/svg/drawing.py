"""The shapes of a picture as SVG, in the colours of paper, every text escaped and kept as text."""

from dataclasses import dataclass, field

from markupsafe import Markup

from exports import marks
from exports.document import Circle, Label, Line, Marker, Picture, Polyline, Rect, Shape, Tone
from exports.html.svg import element, number
from exports.path_drawing.words import runs_from_right
from exports.pdf.letters import INVISIBLE
from exports.pdf.parts import one_look
from exports.pdf.setting import Line as SetLine
from exports.pdf.setting import Look, Setter
from exports.pdf.styles import CONTROL, PAINTS

_TURNED = {"start": "end", "end": "start", "middle": "middle"}
_LEADING = 1.25


@dataclass
class Artist:
    """Draws shapes; `letters` and `bold` are what stands on the drawing, for the faces that go with it."""

    setter: Setter = field(default_factory=Setter)
    letters: set[str] = field(default_factory=set[str])
    bold: set[str] = field(default_factory=set[str])

    def picture(self, picture: Picture) -> Markup:
        """Return the shapes of a picture."""
        return Markup("\n").join(self.shape(shape) for shape in picture.shapes)

    def shape(self, shape: Shape) -> Markup:
        """Return one shape."""
        match shape:
            case Label():
                return self._label(shape)
            case Marker():
                return _mark(shape)
            case Line():
                ends = {"x1": shape.x1, "y1": shape.y1, "x2": shape.x2, "y2": shape.y2}
                return element("line", **ends, **_stroke(shape.tone, shape.width, shape.dashed))
            case Polyline():
                kind = "polygon" if shape.fill else "polyline"
                look = _painted(shape.fill, shape.tone, shape.width, shape.dashed)
                return element(kind, points=_points(shape.points), **look)
            case Circle():
                look = _painted(shape.fill, shape.stroke, shape.stroke_width, False)
                return element("circle", cx=shape.x, cy=shape.y, r=shape.radius, **look)
            case Rect():
                place = {
                    "x": shape.x, "y": shape.y, "width": shape.width, "height": shape.height, "rx": shape.radius or "",
                }  # fmt: skip
                look = _painted(shape.fill, shape.stroke, shape.stroke_width, shape.dashed, tint=shape.tint)
                return element("rect", **place, **look)

    def _label(self, shape: Label) -> Markup:
        """Return words, one line below the other, in one text: whoever searches or copies finds them whole."""
        look = Look(shape.size, bold=shape.bold, tone=shape.tone)
        lines = one_look(self.setter, shape.text, look, shape.width or 100_000.0, shape.lines)
        from_right = runs_from_right(shape.text)
        spans: list[Markup] = []
        for at, line in enumerate(lines):
            words = _text(line)
            (self.bold if shape.bold else self.letters).update(words)
            place = {"x": shape.x, "y": shape.y + at * shape.size * _LEADING}
            wide = line.width + (line.tail.width if line.tail else 0.0)  # the blank at its end is in the text, too
            held = {"textLength": wide, "lengthAdjust": "spacingAndGlyphs"} if wide else {}
            spans.append(element("tspan", words + (" " if line.tail else ""), **place, **held))
        return element(
            "text", Markup("").join(spans), font_size=shape.size, font_weight=700 if shape.bold else "",
            text_anchor=_anchor(shape, from_right), direction="rtl" if from_right else "",
            fill=PAINTS[shape.tone].text, lang=shape.language,
        )  # fmt: skip


def _anchor(shape: Label, from_right: bool) -> str:
    anchor = _TURNED[shape.anchor] if from_right else shape.anchor
    return "" if anchor == "start" else anchor


def _text(line: SetLine) -> str:
    words = "".join(piece.text for atom in line.atoms for piece in atom.pieces)
    return INVISIBLE.sub("", words) if words.isascii() else words


def _points(points: tuple[tuple[float, float], ...]) -> str:
    return " ".join(f"{number(x)},{number(y)}" for x, y in points)


def _colour(tone: Tone) -> str:
    return CONTROL if tone == "line" else PAINTS[tone].strong


def _stroke(tone: Tone, width: float, dashed: bool) -> dict[str, str | float]:
    dashes = f"{number(width * 3)} {number(width * 3)}" if dashed else ""
    ends: dict[str, str | float] = {"stroke_linecap": "round", "stroke_linejoin": "round", "fill": "none"}
    return {"stroke": _colour(tone), "stroke_width": width, "stroke_dasharray": dashes, **ends}


def _painted(fill: str, stroke: str, width: float, dashed: bool, *, tint: bool = False) -> dict[str, str | float]:
    paints: dict[str, Tone] = {tone: tone for tone in PAINTS}
    look = _stroke(paints[stroke], width, dashed) if stroke else {}
    inside = "none"
    if fill:
        inside = PAINTS[paints[fill]].soft if tint else PAINTS[paints[fill]].strong
    return {**look, "fill": inside}


def _mark(shape: Marker) -> Markup:
    colour, r = PAINTS[shape.fill].strong, shape.size / 2
    thin = marks.weight(shape.size)
    stroke: dict[str, str | float] = {
        "fill": "none", "stroke": colour, "stroke_width": thin, "stroke_linecap": "round", "stroke_linejoin": "round",
    }  # fmt: skip
    surface = {**stroke, "fill": "#FFFFFF"} if shape.hollow else {"fill": colour}
    if shape.mark == "dot":
        return element("circle", cx=shape.x, cy=shape.y, r=r, **surface)
    if shape.mark in marks.SURFACES:
        corners = tuple((shape.x + a * r, shape.y + b * r) for a, b in marks.SURFACES[shape.mark])
        return element("polygon", points=_points(corners), **surface)
    made = [
        element("polyline", points=_points(tuple((shape.x + a * r, shape.y + b * r) for a, b in part)), **stroke)
        for part in marks.STROKES.get(shape.mark, ())
    ]
    if shape.mark in marks.RINGED:
        made.append(element("circle", cx=shape.x, cy=shape.y, r=r * 0.95, **stroke))
    return Markup("").join(made)

"""Drawings as SVG inside the page: pictures, bars, marks and codes, in the colours of the page."""

from dataclasses import dataclass, field
from typing import Literal

from markupsafe import Markup

from exports import marks
from exports.document import Bar, Circle, Label, Line, Mark, Marker, Picture, Polyline, QrCode, Rect, Shape, Tone
from exports.pdf import bidi, drawing, qr
from exports.pdf.faces import BASE
from exports.pdf.letters import clean
from exports.pdf.parts import one_look
from exports.pdf.setting import Line as SetLine
from exports.pdf.setting import Look, Setter

_TURNED = {"start": "end", "end": "start", "middle": "middle"}
_BAR_HEIGHT, _BAR_UNITS = 28, 1000.0


def number(value: float) -> str:
    """Return a length without needless digits."""
    return f"{value:.2f}".rstrip("0").rstrip(".") or "0"


def element(tag: str, text: str = "", /, **attributes: str | float) -> Markup:
    """Return an element of a drawing; empty attributes are left out."""
    made = Markup("").join(
        Markup(' {}="{}"').format(name.strip("_").replace("_", "-"), number(v) if isinstance(v, float | int) else v)
        for name, v in attributes.items()
        if v != ""
    )
    start = Markup("<{}{}").format(tag, made)
    return Markup("{}>{}</{}>").format(start, text, tag) if text else Markup("{}/>").format(start)


def mark(kind: Mark, x: float, y: float, size: float, *, hollow: bool = False) -> Markup:
    """Return a mark around (x, y) in the colour of its surroundings."""
    r = size / 2
    stroke = {"class_": "drawn", "stroke_width": marks.weight(size)}
    if kind in marks.SURFACES or kind == "dot":
        look = {"class_": "hollow", "stroke_width": marks.weight(size)} if hollow else {"class_": "full"}
        if kind == "dot":
            return element("circle", cx=x, cy=y, r=r, **look)
        return element("polygon", points=_points([(x + a * r, y + b * r) for a, b in marks.SURFACES[kind]]), **look)
    lines = [
        element("polyline", points=_points([(x + a * r, y + b * r) for a, b in part]), **stroke)
        for part in marks.STROKES.get(kind, ())
    ]
    if kind in marks.RINGED:
        lines.append(element("circle", cx=x, cy=y, r=r * 0.95, **stroke))
    return Markup("").join(lines)


def _points(points: list[tuple[float, float]]) -> str:
    return " ".join(f"{number(x)},{number(y)}" for x, y in points)


def code(block: QrCode) -> tuple[Markup, int, float]:
    """Return the inside of a QR code's drawing, its modules and its least edge in millimetres, quiet zone included."""
    found = qr.matrix(block.address)
    whole = found.size + 2 * qr.QUIET
    path = "".join(f"M{x + qr.QUIET},{y + qr.QUIET}h{w}v{h}h-{w}z" for x, y, w, h in found.rectangles)
    inside = element("rect", width=whole, height=whole, fill="#fff") + element("path", d=path, fill="#000")
    return inside, whole, qr.edge(found, block.size_mm) * 25.4 / 72 * whole / found.size


@dataclass
class Drawer:
    """Draws the pictures of one page; `hatched` are the tones whose pattern is needed."""

    setter: Setter = field(default_factory=Setter)
    hatched: set[Tone] = field(default_factory=set[Tone])

    def picture(self, picture: Picture) -> Markup:
        """Return the shapes of a picture."""
        return Markup("").join(self._shape(shape) for shape in picture.shapes)

    def bar(self, block: Bar) -> Markup:
        """Return the parts of a bar, in thousandths of its width across and pixels down."""
        total = sum(part.count for part in block.parts)
        whole = max(total, block.limit) or 1
        widths = drawing.bar_parts([part.count for part in block.parts], _BAR_UNITS * total / whole)
        made = [element("rect", class_="t-neutral soft", width="100%", height=_BAR_HEIGHT)]
        left = 0.0
        for part, width in zip(block.parts, widths, strict=True):
            if width:
                made.append(self._part(part.tone, left, width, part.provisional))
            left += width
        if block.limit:
            at = f"{number(100 * block.limit / whole)}%"
            made += [element("line", class_=kind, x1=at, x2=at, y1=0, y2=_BAR_HEIGHT) for kind in ("halo", "limit")]
        return Markup("").join(made)

    def _part(self, tone: Tone, left: float, width: float, provisional: bool) -> Markup:
        place = {"x": _share(left), "width": _share(width), "height": _BAR_HEIGHT}
        made = self._surface(tone, provisional, **place)
        if width >= 40:  # narrower, a mark would not fit on a phone
            sign = element("circle", class_="paper", r=10) if provisional else Markup("")
            kind = marks.mark_of(tone)
            sign += Markup('<g class="{}">{}</g>').format("sign" if provisional else "sign light", mark(kind, 0, 0, 10))
            at = {"x": _share(left + width / 2), "y": _BAR_HEIGHT / 2, "overflow": "visible"}
            made += element("svg", sign, **at)
        return Markup('<g class="t-{}">{}</g>').format(tone, made)

    def _surface(self, tone: Tone, hatched: bool, **place: str | float) -> Markup:
        if not hatched:
            return element("rect", class_="full gap", **place)
        self.hatched.add(tone)
        return element("rect", class_="soft", **place) + element(
            "rect", class_="edge", fill=f"url(#hatch-{tone})", **place
        )

    def patterns(self) -> Markup:
        """Return the patterns of what is provisional, for all drawings of the page."""
        return Markup("").join(
            Markup('<pattern id="hatch-{0}" class="t-{0}" {1}>{2}</pattern>').format(
                tone,
                Markup('width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"'),
                element("line", class_="drawn", x1=3, y1=0, x2=3, y2=6, stroke_width=1.5),
            )
            for tone in sorted(self.hatched)
        )

    # -- shapes --

    def _shape(self, shape: Shape) -> Markup:
        if isinstance(shape, Label):
            return self._label(shape)
        if isinstance(shape, Marker):
            inside = mark(shape.mark, shape.x, shape.y, shape.size, hollow=shape.hollow)
            return Markup('<g class="t-{}">{}</g>').format(shape.fill, inside)
        if isinstance(shape, Line):
            ends = {"x1": shape.x1, "y1": shape.y1, "x2": shape.x2, "y2": shape.y2}
            return element("line", **ends, **_stroke(shape.tone, shape.width, shape.dashed))
        if isinstance(shape, Polyline):
            kind = "polygon" if shape.fill else "polyline"
            look = _painted(shape.fill, shape.tone, shape.width, shape.dashed)
            return element(kind, points=_points(list(shape.points)), **look)
        if isinstance(shape, Circle):
            look = _painted(shape.fill, shape.stroke, shape.stroke_width, False)
            return element("circle", cx=shape.x, cy=shape.y, r=shape.radius, **look)
        return self._rect(shape)

    def _rect(self, shape: Rect) -> Markup:
        place = {"x": shape.x, "y": shape.y, "width": shape.width, "height": shape.height, "rx": shape.radius or ""}
        if shape.hatched:
            tone: Tone = shape.fill or "neutral"
            self.hatched.add(tone)
            pattern = element("rect", fill=f"url(#hatch-{tone})", **place)
            soft = element("rect", fill=f"var(--{tone}-soft)", **place)
            return soft + pattern + element("rect", **place, **_painted("", shape.stroke or tone, 1, shape.dashed))
        look = _painted(shape.fill, shape.stroke, shape.stroke_width, shape.dashed, shape.tint)
        return element("rect", **place, **look)

    def _label(self, shape: Label) -> Markup:
        look = Look(shape.size, bold=shape.bold, tone=shape.tone)
        lines = one_look(self.setter, shape.text, look, shape.width or 100_000.0, shape.lines)
        from_right = bidi.base_level(clean(shape.text)) == 1
        common: dict[str, str | float] = {
            "font_size": shape.size,
            "font_weight": 700 if shape.bold else "",
            "text_anchor": _TURNED[shape.anchor] if from_right else shape.anchor,
            "direction": "rtl" if from_right else "",
            "fill": f"var(--{shape.tone}-text)",
        }
        return Markup("").join(
            element("text", _text(line), x=shape.x, y=shape.y + at * shape.size * 1.25, **common, **_held(line))
            for at, line in enumerate(lines)
        )


def _text(line: SetLine) -> str:
    return "".join(piece.text for atom in line.atoms for piece in atom.pieces)


def _held(line: SetLine) -> dict[str, str | float]:
    """Words in scripts whose face is the reader's own keep the room that was measured for them."""
    own = all(piece.face.name.startswith(BASE) for atom in line.atoms for piece in atom.pieces)
    return {} if own else {"textLength": line.width, "lengthAdjust": "spacingAndGlyphs"}


def _share(units: float) -> str:
    return f"{number(units * 100 / _BAR_UNITS)}%"


def _stroke(tone: Tone, width: float, dashed: bool) -> dict[str, str | float]:
    colour = "var(--control)" if tone == "line" else f"var(--{tone})"
    dashes = f"{number(width * 3)} {number(width * 3)}" if dashed else ""
    ends: dict[str, str | float] = {"stroke_linecap": "round", "stroke_linejoin": "round", "fill": "none"}
    return {"stroke": colour, "stroke_width": width, "stroke_dasharray": dashes, **ends}


def _painted(
    fill: Tone | Literal[""], stroke: Tone | Literal[""], width: float, dashed: bool, tint: bool = False
) -> dict[str, str | float]:
    look = _stroke(stroke, width, dashed) if stroke else {}
    return {**look, "fill": f"var(--{fill}-soft)" if fill and tint else f"var(--{fill})" if fill else "none"}

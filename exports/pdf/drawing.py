"""Small drawings in Polku's look: bars, panels, marks, hatching. Lengths in points from the upper left corner."""

import math
from collections.abc import Sequence

from exports.document import Mark, Tone
from exports.marks import RINGED, STROKES, SURFACES, weight
from exports.pdf.sheet import Sheet, rgb, soft, strong
from exports.pdf.styles import PAGE_HEIGHT

_ROUND = 0.5523  # how far a Bézier handle reaches for a quarter of a circle


def point(x: float, y: float) -> str:
    """A point in PDF's own coordinates, whose y grows upwards."""
    return f"{x:.2f} {PAGE_HEIGHT - y:.2f}"


def box(x: float, y: float, width: float, height: float, radius: float = 0.0) -> str:
    """The path of a rectangle, with round corners if wanted."""
    r = min(radius, width / 2, height / 2)
    if r <= 0:
        return f"{x:.2f} {PAGE_HEIGHT - y - height:.2f} {width:.2f} {height:.2f} re"
    k = r * (1 - _ROUND)
    right, foot = x + width, y + height
    curves = [
        f"{point(x + r, y)} m {point(right - r, y)} l",
        f"{point(right - k, y)} {point(right, y + k)} {point(right, y + r)} c {point(right, foot - r)} l",
        f"{point(right, foot - k)} {point(right - k, foot)} {point(right - r, foot)} c {point(x + r, foot)} l",
        f"{point(x + k, foot)} {point(x, foot - k)} {point(x, foot - r)} c {point(x, y + r)} l",
        f"{point(x, y + k)} {point(x + k, y)} {point(x + r, y)} c h",
    ]
    return " ".join(curves)


def circle(x: float, y: float, radius: float) -> str:
    """The path of a circle."""
    return box(x - radius, y - radius, 2 * radius, 2 * radius, radius)


def lines(points: Sequence[tuple[float, float]], *, closed: bool = False) -> str:
    """The path through points."""
    parts = [f"{point(*at)} {'l' if number else 'm'}" for number, at in enumerate(points)]
    return " ".join(parts) + (" h" if closed else "")


def side_bar(sheet: Sheet, x: float, y: float, height: float, tone: Tone, *, dashed: bool) -> None:
    """The bar at the left of someone's words."""
    if dashed:
        path = lines([(x + 1.5, y + 1), (x + 1.5, y + height - 1)])
        sheet.shape(f"{strong(tone)} RG 2.5 w 1 J [0.1 5] 0 d {path} S")
    else:
        sheet.shape(f"{strong(tone)} rg {box(x, y + 1, 3, height - 2, 1.5)} f")


def panel(sheet: Sheet, x: float, y: float, width: float, height: float, tone: Tone) -> None:
    """A tinted surface with a stronger left edge."""
    clip = box(x, y, width, height, 8)
    sheet.shape(f"{clip} W n {soft(tone)} rg {box(x, y, width, height)} f {strong(tone)} rg {box(x, y, 4, height)} f")


def hairline(sheet: Sheet, x: float, y: float, width: float) -> None:
    """A thin line across."""
    sheet.shape(f"{strong('line')} rg {box(x, y, width, 0.8)} f")


def hatch(x: float, y: float, width: float, height: float, colour: str, step: float = 6.0) -> str:
    """Slanting lines inside the path that was clipped before."""
    parts = [f"{rgb(colour)} RG 1.3 w"]
    at = -height
    while at < width:
        parts.append(f"{point(x + at, y + height)} m {point(x + at + height, y)} l")
        at += step
    return " ".join(parts) + " S"


def mark_path(mark: Mark, x: float, y: float, size: float) -> tuple[str, bool]:
    """The path of a mark centred on (x, y), `size` across, and whether it is a stroke rather than a surface."""
    r = size / 2
    if mark in SURFACES:
        return lines([(x + a * r, y + b * r) for a, b in SURFACES[mark]], closed=True), False
    paths = [lines([(x + a * r, y + b * r) for a, b in part]) for part in STROKES.get(mark, ())]
    if mark in RINGED:
        paths.append(circle(x, y, r * 0.95))
    return (circle(x, y, r), False) if mark == "dot" else (" ".join(paths), True)


def mark(sheet: Sheet, kind: Mark, x: float, y: float, size: float, colour: str, *, hollow: bool = False) -> None:
    """Paints a mark; `hollow` leaves surfaces empty."""
    if kind == "none":
        return
    path, stroke = mark_path(kind, x, y, size)
    if stroke or hollow:
        fill = "1 1 1 rg" if hollow and not stroke else ""
        sheet.shape(f"{fill} {rgb(colour)} RG {weight(size):.2f} w 1 J 1 j {path} {'B' if fill else 'S'}")
    else:
        sheet.shape(f"{rgb(colour)} rg {path} f")


def path_sign(sheet: Sheet, x: float, y: float, size: float) -> None:
    """Polku's sign in the header: two steps and the path between them."""
    s = size / 18
    bend = (
        f"{point(x + 5.6 * s, y + 3.2 * s)} m {point(x + 3.2 * s, y + 3.2 * s)} {point(x + 1.2 * s, y + 4.4 * s)} "
        f"{point(x + 1.2 * s, y + 6.4 * s)} c {point(x + 1.2 * s, y + 9 * s)} {point(x + 16.8 * s, y + 8.4 * s)} "
        f"{point(x + 16.8 * s, y + 11.6 * s)} c {point(x + 16.8 * s, y + 13.6 * s)} {point(x + 15 * s, y + 14.8 * s)} "
        f"{point(x + 12.4 * s, y + 14.8 * s)} c {point(x + 6.4 * s, y + 14.8 * s)} l"
    )
    stroke = f"{strong('accent')} RG {1.5 * s:.2f} w 1 J 1 j"
    line = f"{point(x + 10.4 * s, y + 3.2 * s)} m {point(x + 5.6 * s, y + 3.2 * s)} l"
    rings = f"{circle(x + 12.8 * s, y + 3.2 * s, 2.3 * s)} S {circle(x + 4 * s, y + 14.8 * s, 2.3 * s)}"
    sheet.shape(f"{stroke} {line} S {bend} S {rings} S")


def bar_parts(counts: Sequence[int], width: float) -> list[float]:
    """Widths of a bar's parts: true to the counts, but none that is there so thin that it cannot be seen."""
    total = sum(counts)
    if not total:
        return [0.0] * len(counts)
    least = min(8.0, width / max(1, len(counts)))
    small = [bool(count) and width * count / total < least for count in counts]
    rest = sum(count for count, is_small in zip(counts, small, strict=True) if not is_small)
    free = width - least * sum(small)
    found = [
        least if is_small else (free * n / rest if rest else 0.0) for n, is_small in zip(counts, small, strict=True)
    ]
    return found if math.isclose(sum(found), width, rel_tol=0.01) else [width * n / total for n in counts]

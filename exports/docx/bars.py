"""A bar as a picture: its parts with their marks, the hatching of what is provisional, the line of a limit."""

from exports import marks
from exports.document import Bar, BarPart, Circle, Line, Marker, Picture, Rect, Shape
from exports.pdf import drawing

_HEIGHT, _OVER, _MARK = 24.0, 4.0, 8.0


def bar_picture(block: Bar, width: float) -> Picture:
    """Return the bar `width` points wide; its words are not in it."""
    total = sum(part.count for part in block.parts)
    whole = max(total, block.limit) or 1
    top = _OVER if block.limit else 0.0
    shapes: list[Shape] = [Rect(0, top, width, _HEIGHT, fill="neutral", tint=True)]
    left = 0.0
    for part, wide in zip(block.parts, _widths(block, width * total / whole), strict=True):
        shapes += _part(part, left, top, wide)
        left += wide
    if block.limit:
        at = width * block.limit / whole
        shapes += [
            Line(at, 0, at, _HEIGHT + 2 * _OVER, "paper", 4),
            Line(at, 0, at, _HEIGHT + 2 * _OVER, "ink", 1.8),
        ]
    return Picture(width, _HEIGHT + 2 * top, tuple(shapes))


def _widths(block: Bar, width: float) -> list[float]:
    return drawing.bar_parts([part.count for part in block.parts], width)


def _part(part: BarPart, left: float, top: float, width: float) -> list[Shape]:
    if width <= 0:
        return []
    made: list[Shape] = [Rect(left, top, max(0.5, width - 1.2), _HEIGHT, fill=part.tone, hatched=part.provisional)]
    if width >= 16:
        x, y = left + width / 2, top + _HEIGHT / 2
        mark = marks.mark_of(part.tone)
        if part.provisional:
            made.append(Circle(x, y, 7.5, fill="paper"))
        made.append(Marker(x, y, mark, _MARK, part.tone if part.provisional else "paper"))
    return made

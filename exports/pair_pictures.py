"""A picture out of two that differ in their words only: each label says it in both languages, where there is room."""

from dataclasses import replace

from exports.picture import Label, Picture, Shape

LETTER = 0.56  # of a label's size: the width of an average letter, rather too much than too little
LEADING = 1.25
Frame = tuple[float, float, float, float]  # left, top, right, bottom


def joined_picture(first: Picture, second: Picture) -> Picture | None:
    """Return one picture with the words of both; None where they would not fit, or more than the words differs."""
    if (first.width, first.height) != (second.width, second.height) or len(first.shapes) != len(second.shapes):
        return None
    made: list[Shape] = []
    changed: list[Label] = []
    for one, other in zip(first.shapes, second.shapes, strict=True):
        if one == other:
            made.append(one)
            continue
        if not isinstance(one, Label) or not isinstance(other, Label) or replace(one, text=other.text) != other:
            return None
        label = _joined(one, other.text, first.width)
        made.append(label)
        changed.append(label)
    labels = [shape for shape in made if isinstance(shape, Label)]
    if not all(_fits(label, labels, first) for label in changed):
        return None
    return replace(first, shapes=tuple(made))


def _joined(label: Label, other: str, width: float) -> Label:
    """Return a label with both texts, on two lines where one does not hold them."""
    text = f"{label.text} / {other}"
    room = {"start": width - label.x, "end": label.x, "middle": 2 * min(label.x, width - label.x)}[label.anchor]
    room = min(room, label.width or room)
    if _width(text, label) <= room:
        return replace(label, text=text)
    return replace(label, text=text, width=room, lines=2 * label.lines, y=label.y - label.size * LEADING / 2)


def _width(text: str, label: Label) -> float:
    return LETTER * label.size * len(text)


def _fits(label: Label, labels: list[Label], picture: Picture) -> bool:
    left, top, right, bottom = _frame(label)
    lines = _width(label.text, label) / label.width * 1.15 if label.width else 1.0
    if left < -0.5 or top < -0.5 or right > picture.width + 0.5 or bottom > picture.height + 0.5 or lines > label.lines:
        return False
    frames = (_frame(other) for other in labels if other is not label)
    return not any(left < c and a < right and top < d and b < bottom for a, b, c, d in frames)


def _frame(label: Label) -> Frame:
    """Return about where a label stands."""
    whole = _width(label.text, label)
    width = min(whole, label.width) if label.width else whole
    lines = min(label.lines, -int(-whole // label.width)) if label.width else 1
    left = label.x - width * {"start": 0.0, "middle": 0.5, "end": 1.0}[label.anchor]
    top = label.y - label.size
    return left, top, left + width, top + max(1, lines) * label.size * LEADING

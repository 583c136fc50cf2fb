"""The small marks that tell groups apart without colour, as points around (0, 0) in a square from −1 to 1.

Every renderer draws them from here, so that a mark is the same on paper, on a screen and in a word processor.
"""

from exports.picture import Mark, Tone

Points = tuple[tuple[float, float], ...]

STROKES: dict[Mark, tuple[Points, ...]] = {
    "tick": (((-0.8, 0.1), (-0.25, 0.65), (0.85, -0.6)),),
    "plus": (((-0.8, 0), (0.8, 0)), ((0, -0.8), (0, 0.8))),
    "arrow": (((-0.85, 0), (0.8, 0)), ((0.2, -0.6), (0.8, 0), (0.2, 0.6))),
    "bar": (((-0.8, 0), (0.8, 0)),),
    "clock": (((0, -0.5), (0, 0), (0.4, 0.25)),),
}
SURFACES: dict[Mark, Points] = {
    "diamond": ((0, -1), (1, 0), (0, 1), (-1, 0)),
    "triangle": ((0, -0.95), (1, 0.8), (-1, 0.8)),
    "square": ((-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)),
}
RINGED: tuple[Mark, ...] = ("clock", "ring")  # with a circle of 0.95 around them
OF_TONE: dict[Tone, Mark] = {
    "settled": "tick",
    "partner": "plus",
    "decide": "diamond",
    "passed": "arrow",
    "waiting": "clock",
    "closed": "bar",
    "story": "dot",
    "note": "square",
    "idea": "triangle",
}


def mark_of(tone: Tone) -> Mark:
    """Return the mark that belongs to a tone."""
    return OF_TONE.get(tone, "ring")


def weight(size: float) -> float:
    """Return how thick the lines of a mark of this size are."""
    return max(1.2, size * 0.19)

"""How it feels along a path, as numbers: one line a group, with the spread at each point; never only an average."""

from collections import defaultdict
from dataclasses import dataclass
from statistics import median

from models.records import GroupRecord, PathRecord
from resources.texts import Translator

# The shape tells groups apart as well as the colour does, and the legend says the name.
SHAPES = ("circle", "square", "triangle", "diamond", "wedge", "plus", "ring")
TOKENS = ("accent", "story.strong", "idea.strong", "waiting.strong", "settled.strong", "note.strong", "neutral.strong")


@dataclass(frozen=True)
class Point:
    """What a group said at one card: from `low` to `high`, with its median."""

    card_id: str
    low: float
    middle: float
    high: float


@dataclass(frozen=True)
class Line:
    """A group's points in reading order. `joined`: by straight lines; nameless people are points on their own."""

    name: str
    shape: str
    token: str
    points: tuple[Point, ...]
    joined: bool = True


def lines_of(path: PathRecord, groups: tuple[GroupRecord, ...], tr: Translator) -> tuple[Line, ...]:
    """Return the lines of the groups that said something; those whose group nobody said come last."""
    said: defaultdict[tuple[str | None, str], list[int]] = defaultdict(list)
    for feeling in path.feelings:
        said[feeling.segment_id, feeling.touchpoint_id].append(feeling.value)
    found: list[Line] = []
    for number, group in enumerate(groups):
        if points := _points(path, said, group.id):
            place = number % len(SHAPES)
            found.append(Line(group.name, SHAPES[place], TOKENS[place], points))
    known = {group.id for group in groups}
    unknown = [key for key in said if key[0] not in known]
    nameless: defaultdict[tuple[str | None, str], list[int]] = defaultdict(list)
    for key in unknown:
        nameless[None, key[1]] += said[key]
    if points := _points(path, nameless, None):
        found.append(Line(tr("Group not said"), "plus", "neutral.strong", points, joined=False))
    return tuple(found)


def _points(
    path: PathRecord, said: defaultdict[tuple[str | None, str], list[int]], group_id: str | None
) -> tuple[Point, ...]:
    return tuple(
        Point(card.id, min(values), float(median(values)), max(values))
        for card in path.cards
        if (values := said.get((group_id, card.id)))
    )


def signed(value: float) -> str:
    """Return a value as people write it: −2, 0, +1."""
    whole = int(value) if value == int(value) else value
    return f"{whole:+}".replace("-", "−") if whole else "0"

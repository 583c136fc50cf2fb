"""How it feels along a path, as numbers: one line a group and one a nameless person; never only an average."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median

from models.records import FeelingRecord, GroupRecord, PathRecord
from resources.texts import Translator

# The shape tells groups apart as well as the colour does, and the name stands at the line.
SHAPES = ("circle", "square", "triangle", "diamond", "wedge", "plus", "ring")
TOKENS = ("accent", "story.strong", "idea.strong", "waiting.strong", "settled.strong", "note.strong", "neutral.strong")


@dataclass(frozen=True)
class Point:
    """What a group or a person said at one card: from `low` to `high`, with the median."""

    card_id: str
    low: float
    middle: float
    high: float


@dataclass(frozen=True)
class Line:
    """The points of a group or a person in reading order.

    `joined`: by straight lines; people of whom nothing is known are points on their own. `person`: one person's.
    """

    name: str
    shape: str
    token: str
    points: tuple[Point, ...]
    joined: bool = True
    person: bool = False


def lines_of(
    path: PathRecord,
    groups: tuple[GroupRecord, ...],
    tr: Translator,
    people: Mapping[str, str] | None = None,
    group_id: str | None = None,
) -> tuple[Line, ...]:
    """Return the lines of the groups that said something, of nameless persons, and last of those not known at all.

    `people`: pseudonym or number, by id; feelings of others count for their group alone. `group_id`: only this group.
    """
    people = people or {}
    places = {group.id: number for number, group in enumerate(groups)}
    felt = [one for one in path.feelings if group_id is None or one.segment_id == group_id]
    by_group = _by(felt, lambda one: one.segment_id if one.segment_id in places else None)
    by_person = _by(felt, lambda one: one.participant_id if one.participant_id in people else None)
    found: list[Line] = []
    for group in groups:
        said = by_group.get(group.id, [])
        if said and not _is_one_person(said, people):
            place = places[group.id] % len(SHAPES)
            found.append(Line(group.name, SHAPES[place], TOKENS[place], _points(path, said)))
    persons = sorted(((people[one], said) for one, said in by_person.items() if one), key=lambda one: one[0])
    for number, (name, said) in enumerate(persons):
        place = next((places[one.segment_id] for one in said if one.segment_id in places), None)
        token = "neutral.strong" if place is None else TOKENS[place % len(TOKENS)]
        shape = SHAPES[((place or 0) + number) % (len(SHAPES) - 2)]
        found.append(Line(name, shape, token, _points(path, said), person=True))
    unknown = [one for one in by_group.get(None, []) if one.participant_id not in people]
    if unknown:
        found.append(Line(tr("Group not said"), "plus", "neutral.strong", _points(path, unknown), joined=False))
    return tuple(line for line in found if line.points)


def _by(felt: list[FeelingRecord], key: Callable[[FeelingRecord], str | None]) -> dict[str | None, list[FeelingRecord]]:
    found: defaultdict[str | None, list[FeelingRecord]] = defaultdict(list)
    for one in felt:
        found[key(one)].append(one)
    return dict(found)


def _is_one_person(said: list[FeelingRecord], people: Mapping[str, str]) -> bool:
    """Tell whether all that a group said was said by one person, whose own line shows it."""
    who = {one.participant_id for one in said}
    return len(who) == 1 and who <= people.keys()


def _points(path: PathRecord, said: list[FeelingRecord]) -> tuple[Point, ...]:
    values: defaultdict[str, list[int]] = defaultdict(list)
    for one in said:
        values[one.touchpoint_id].append(one.value)
    return tuple(
        Point(card.id, min(here), float(median(here)), max(here))
        for card in path.cards
        if (here := values.get(card.id))
    )


def signed(value: float) -> str:
    """Return a value as people write it: −2, 0, +1."""
    whole = int(value) if value == int(value) else value
    return f"{whole:+}".replace("-", "−") if whole else "0"

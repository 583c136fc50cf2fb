"""Missing voices: which group was heard at which step, which was planned and not heard, and whose ideas got a yes.

A group is planned at a step where Prepare says that its knowledge is needed there. It is heard there as soon as one of
its stories, or one voice of a note, belongs to that step. What was withdrawn is not counted.

Whose ideas got a yes: of the ideas and stop-doings that got `now` or `try`, the share with a voice of the group, beside
the group's share of the people in the room. An idea with voices of several groups counts for each of them. Confirmed
and provisional are told apart. Documents show it by `published` alone, which follows the rule for small groups.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import func, select

from models import queries
from models import records as r
from models import tables as t
from models.answers import YES_CODES
from models.capacity import effective_answers
from models.list_sql import NOTES, SPOKEN
from models.lists import CONFIRMED
from models.reader import Reader
from models.small_groups import DEFAULT_LIMIT, Shown, publish
from models.spoken import Counted
from models.views import STORY_IS_THERE, VOICE_IS_THERE

Group = str | None  # its id; None: the group was not said
Heard = Mapping[tuple[Group, str], Counted]  # by group and stage
HEARD, NOBODY, NOT_PLANNED = "heard", "nobody", ""
IDEAS = ("idea", "stop")
SURE, MAYBE, OPEN = "confirmed", "provisional", ""  # the yes of an idea: said, not confirmed yet, or none
FEW_YES = 10  # fewer ideas with a yes than this, and one more turns the shares round
Ideas = Mapping[tuple[frozenset[Group], str], int]  # how many, by the groups of their voices and by their yes
_IDEAS = (
    f"SELECT groups, k, count(*) FROM (SELECT {NOTES.keys['answer']} AS k, "  # noqa: S608 - constants
    f"(SELECT group_concat(DISTINCT coalesce(v.segment_id, '')) FROM voice v WHERE {SPOKEN}) AS groups "
    f"FROM contribution c WHERE c.kind IN {IDEAS}) WHERE groups IS NOT NULL GROUP BY groups, k"
)


# -- groups and steps -----------------------------------------------------------------------------------------------


NOTHING = Counted()


@dataclass(frozen=True, slots=True)
class Cell:
    """One group at one step: whether it was planned, and what was heard of it."""

    planned: bool = False
    heard: Counted = NOTHING

    @property
    def state(self) -> str:
        """HEARD, NOBODY (planned, and not heard) or NOT_PLANNED (and not heard either)."""
        return HEARD if self.heard.both else NOBODY if self.planned else NOT_PLANNED


@dataclass(frozen=True)
class Grid:
    """One path: its steps and the groups. `quiet`: steps nobody spoke about; `unheard`: planned groups nobody heard.

    `gaps`: how often a group was planned at a step and not heard there. `unsaid`: by step, of those who said no group.
    """

    path: r.PathRecord
    groups: tuple[r.GroupRecord, ...]
    cells: Mapping[tuple[str, str], Cell]
    quiet: tuple[r.StageRecord, ...]
    unheard: tuple[r.GroupRecord, ...]
    gaps: int
    unsaid: Mapping[str, Counted]

    def cell(self, group_id: str, stage_id: str) -> Cell:
        """Return what is known of a group at a step."""
        return self.cells.get((group_id, stage_id), Cell())

    def together(self, group_ids: Iterable[str], stage_id: str) -> Cell:
        """Return what is known of some groups together at a step."""
        cells = [self.cell(group_id, stage_id) for group_id in group_ids]
        heard = Counted(sum(one.heard.stories for one in cells), sum(one.heard.notes for one in cells))
        return Cell(any(one.planned for one in cells), heard)


def grid_of(path: r.PathRecord, groups: Iterable[r.GroupRecord], heard: Heard) -> Grid:
    """Return the grid of a path. `heard` may hold steps of other paths, too: who was heard anywhere is not unheard."""
    listed, stages = tuple(groups), {stage.id for stage in path.stages}
    spoken = {group for (group, _), counted in heard.items() if counted.both}
    cells = {
        (group.id, stage.id): Cell(stage.id in group.stage_ids, heard.get((group.id, stage.id), NOTHING))
        for group in listed
        for stage in path.stages
    }
    loud = {stage for (_, stage), counted in heard.items() if counted.both}
    return Grid(
        path=path,
        groups=listed,
        cells=cells,
        quiet=tuple(stage for stage in path.stages if stage.id not in loud),
        unheard=tuple(one for one in listed if (one.stage_ids or one.planned) and one.id not in spoken),
        gaps=sum(1 for cell in cells.values() if cell.state == NOBODY),
        unsaid={stage: counted for (group, stage), counted in heard.items() if group is None and stage in stages},
    )


def heard(reader: Reader) -> Heard:
    """Return how many stories and voices of each group belong to each step; steps of "" for those without a step."""
    found: dict[tuple[Group, str], list[int]] = {}
    story, voice = (t.Story, t.StoryPlace), (t.Voice, t.ContributionPlace)
    for at, ((said, place), joined, there) in enumerate(
        (
            (story, t.StoryPlace.story_id == t.Story.id, STORY_IS_THERE),
            (voice, t.ContributionPlace.contribution_id == t.Voice.contribution_id, VOICE_IS_THERE),
        )
    ):
        columns = (said.segment_id, func.coalesce(place.stage_id, ""), func.count(said.id.distinct()))
        counted = select(*columns).join(place, joined, isouter=True).where(there)
        for group, stage, number in reader.rows(counted.group_by(said.segment_id, place.stage_id)):
            found.setdefault((group, stage), [0, 0])[at] += int(number)
    return {key: Counted(*counts) for key, counts in found.items()}


def heard_in(stories: Iterable[r.StoryRecord], notes: Iterable[r.NoteRecord]) -> Heard:
    """Return the same of records that are at hand."""
    found: Counter[tuple[Group, str, int]] = Counter()
    for story in stories:
        if not story.withdrawn:
            found.update((story.segment_id, stage, 0) for stage in _stages(story.places))
    for note in notes:
        for voice in note.voices:
            found.update((voice.segment_id, stage, 1) for stage in _stages(note.places))
    keys = dict.fromkeys((group, stage) for group, stage, _ in found)
    return {(group, stage): Counted(found[group, stage, 0], found[group, stage, 1]) for group, stage in keys}


def newest_path(reader: Reader) -> r.PathRecord | None:
    """Return the path that was begun last, None where there is none."""
    return max(queries.paths(reader), key=lambda path: path.id, default=None)


# -- whose ideas got a yes ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class YesRow:
    """One group, or groups that are joined: people in the room, ideas with a voice of them, and those with a yes.

    `people` None: nobody counted them. `hidden`: fewer people than the limit, so that no number is told.
    `small`: documents join this group with others.
    """

    groups: tuple[Group, ...]
    people: int | None = None
    ideas: int = 0
    yes: int = 0
    maybe: int = 0
    hidden: bool = False
    small: bool = False


@dataclass(frozen=True, slots=True)
class YesShares:
    """The rows, and what they are shares of: all people counted, all ideas, all with a yes."""

    rows: tuple[YesRow, ...]
    people: int
    ideas: int
    yes: int
    maybe: int

    @property
    def means_little(self) -> bool:
        """Whether one idea more would turn the shares round."""
        return self.yes < FEW_YES or any(row.small for row in self.rows)


def share(part: int | None, whole: int) -> int | None:
    """Return a share in whole percent, None where there is nothing to have a share of."""
    return None if part is None or whole <= 0 else round(100 * part / whole)


def ideas(reader: Reader) -> Ideas:
    """Return how many ideas and stop-doings there are, by the groups of their voices and by their yes."""
    found: Counter[tuple[frozenset[Group], str]] = Counter()
    for groups, key, number in reader.driver_rows(_IDEAS):
        found[frozenset(one or None for one in str(groups).split(",")), _yes_of(str(key))] += int(number)
    return found


def ideas_in(weighing: r.Weighing) -> Ideas:
    """Return the same of records that are at hand."""
    held = effective_answers(weighing.notes, weighing.answers)
    found: Counter[tuple[frozenset[Group], str]] = Counter()
    for note in weighing.notes:
        if note.kind in IDEAS and note.voices:
            answer = held.get(note.id)
            key = f"{answer.code}{CONFIRMED if answer.confirmed else '?'}" if answer else ""
            found[frozenset(voice.segment_id for voice in note.voices), _yes_of(key)] += 1
    return found


def exact(
    groups: Iterable[r.GroupRecord], found: Ideas, came: Mapping[str, int | None], limit: int = DEFAULT_LIMIT
) -> YesShares:
    """Return the exact numbers, group by group: for the facilitator's own screen only. `came` as for `published`."""
    listed = tuple(groups)
    people = {group.id: group.attended for group in listed}
    joined = {own for shown in _joined(listed, found, came, limit) for own in shown.groups if is_joined(shown)}
    rows = [_row((group.id,), people, found, small=group.id in joined) for group in listed]
    return _shares([*rows, *_unsaid(found)], people, found)


def published(
    groups: Iterable[r.GroupRecord], found: Ideas, came: Mapping[str, int | None], limit: int = DEFAULT_LIMIT
) -> YesShares:
    """Return what may stand in a document. `came`: on how many people a group stands, None where nobody counted.

    Groups below the limit are joined; one that nobody counted counts as one person, so that it is never named alone.
    """
    listed = tuple(groups)
    people = {group.id: group.attended for group in listed}
    rows = [
        YesRow(shown.groups, hidden=True) if shown.count is None else _row(shown.groups, people, found)
        for shown in _joined(listed, found, came, limit)
    ]
    return _shares([*rows, *_unsaid(found)], people, found)


def joined_groups(
    groups: Iterable[r.GroupRecord], spoke: Iterable[Group], came: Mapping[str, int | None], limit: int
) -> tuple[Shown, ...]:
    """Return which groups documents show together. `spoke`: groups of which something is told."""
    there = frozenset(spoke)
    return publish({one.id: came.get(one.id) or (1 if one.id in there else 0) for one in groups}, limit)


def is_joined(shown: Shown) -> bool:
    """Tell whether documents do not show a group by itself."""
    return len(shown.groups) > 1 or shown.count is None


def standing_on(sizes: Mapping[tuple[str, str], int]) -> dict[str, int | None]:
    """Return on how many people each group stands at least: the fewest of it that came to a workshop.

    `sizes`: by group and workshop. The same five people at two workshops are five, not ten.
    """
    found: dict[str, int | None] = {}
    for (group, _), count in sizes.items():
        known = found.get(group)
        if count:
            found[group] = min(known, count) if known else count
        else:
            found.setdefault(group, 0)
    return found


def _shares(rows: Iterable[YesRow], people: Mapping[str, int | None], found: Ideas) -> YesShares:
    counted = sum(number or 0 for number in people.values())
    total = {state: sum(n for (_, own), n in found.items() if own == state) for state in (SURE, MAYBE, OPEN)}
    return YesShares(tuple(rows), counted, sum(total.values()), total[SURE], total[MAYBE])


def _row(groups: tuple[str, ...], people: Mapping[str, int | None], found: Ideas, *, small: bool = False) -> YesRow:
    known = [number for group in groups if (number := people.get(group)) is not None]
    return YesRow(groups, sum(known) if known else None, *_numbers(groups, found), small=small)


def _numbers(groups: Iterable[Group], found: Ideas) -> tuple[int, int, int]:
    """Return how many ideas have a voice of one of the groups, and how many of them got a yes, sure or maybe."""
    wanted = frozenset(groups)
    mine = [(state, number) for (own, state), number in found.items() if own & wanted]
    sums = {state: sum(n for own, n in mine if own == state) for state in (SURE, MAYBE, OPEN)}
    return sum(sums.values()), sums[SURE], sums[MAYBE]


def _unsaid(found: Ideas) -> list[YesRow]:
    numbers = _numbers((None,), found)
    return [YesRow((None,), None, *numbers)] if numbers[0] else []


def _joined(
    groups: tuple[r.GroupRecord, ...], found: Ideas, came: Mapping[str, int | None], limit: int
) -> tuple[Shown, ...]:
    return joined_groups(groups, (one for own, _ in found for one in own), came, limit)


def _yes_of(key: str) -> str:
    if key[:-1] not in YES_CODES:
        return OPEN
    return SURE if key.endswith(CONFIRMED) else MAYBE


def _stages(places: Iterable[r.PlaceRecord]) -> Iterable[str]:
    """Return the stages of some places, each once; "" for none."""
    return dict.fromkeys(place.stage_id for place in places) or ("",)

"""Votes counted by stated rules: pure functions on records. Nothing here breaks a tie or guesses a number.

* **Dots** are added up: every dot counts the same, several may stand on one option (cumulative voting). Most dots is
  the first place. **One choice** (plurality): every paper names one option; most papers is the first place.
* **Rating**: an option's mark is the highest one that at least half of the papers which marked it gave or passed, the
  lower median. Marks are an order and no amounts, so they are not averaged, and a few extreme papers cannot drag an
  option up or down (Balinski and Laraki, PNAS 104 (2007) 8720: "majority grade"). It can be said in one sentence.
* **Ties** are shared places: 1, 2, 2, 4. An option that nobody marked in a rating has no place.
* **Two counts**: where the two agree, that is the number; where they differ, what was settled, and until then there is
  no result. Where only one person counted, the count stands, and the result says that it is one count.
* **Empty round**: without a single vote there are no places, and the round decides nothing. Blank papers are papers.
* **Re-vote**: the newest closed round of a family in which somebody voted, and whose counts agree, is in force. The
  earlier ones stay to be seen as replaced.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from models.small_groups import DEFAULT_LIMIT, Shown, publish
from models.vote_records import (
    FIRST,
    PAPERS,
    SECOND,
    SETTLED,
    BallotRecord,
    Cell,
    Counts,
    Group,
    OptionRecord,
    RoundRecord,
    TurnoutRecord,
)


@dataclass(frozen=True, slots=True)
class Difference:
    """A number on which the two counts differ, and what was settled (None: nothing yet)."""

    cell: Cell
    first: int
    second: int
    settled: int | None


@dataclass(frozen=True, slots=True)
class Surplus:
    """More votes than the papers of a group (or "all": of the whole round) can hold. It is pointed out, not refused."""

    group: Group
    given: int
    most: int


@dataclass(frozen=True, slots=True)
class Standing:
    """An option's place (0: none), its number of dots or papers (or its mark), and its counts by group and mark."""

    option_id: str
    place: int
    shared: bool
    score: int
    counts: Mapping[tuple[Group, int], int] = field(default_factory=dict[tuple[Group, int], int])

    def votes(self, groups: Iterable[Group] | None = None) -> int:
        """Return how many dots or papers (of a rating: papers that marked it) there are, of some groups or of all."""
        wanted = None if groups is None else set(groups)
        return sum(n for (group, _), n in self.counts.items() if wanted is None or group in wanted)

    def marks(self, groups: Iterable[Group] | None = None) -> dict[int, int]:
        """Return how many papers gave each mark."""
        wanted = None if groups is None else set(groups)
        found: Counter[int] = Counter()
        for (group, mark), n in self.counts.items():
            if wanted is None or group in wanted:
                found[mark] += n
        return dict(found)


@dataclass(frozen=True, slots=True)
class Result:
    """What a round came to. `standings` are in the order of their places, empty while two counts differ.

    `papers` holds groups whose papers were counted; `blank` and `unused` are None where that is not known.
    """

    method: str
    standings: tuple[Standing, ...]
    papers: Mapping[Group, int]
    differences: tuple[Difference, ...]
    surplus: tuple[Surplus, ...]
    counted_twice: bool
    blank: int | None = None
    unused: int | None = None

    @property
    def agreed(self) -> bool:
        """Whether the counts agree, or each difference was settled."""
        return all(one.settled is not None for one in self.differences)

    @property
    def nobody(self) -> bool:
        """Whether nobody voted: such a round decides nothing."""
        return self.agreed and not any(standing.votes() for standing in self.standings)

    @property
    def voted(self) -> int | None:
        """How many papers there are, None where nobody counted them."""
        return sum(self.papers.values()) if self.papers else None


def tally_of(
    method: str, ballots: Iterable[BallotRecord], turnout: Iterable[TurnoutRecord], tally: str
) -> dict[Cell, int]:
    """Return what one person counted by cell; votes of single participants are in no tally."""
    found: Counter[Cell] = Counter()
    for ballot in ballots:
        if ballot.participant_id is None and ballot.tally == tally:
            found[_cell(method, ballot)] += _weight(method, ballot)
    for one in turnout:
        if one.tally == tally:
            found[PAPERS, one.segment_id, 0] += one.papers
    return dict(found)


def agree(first: Counts, second: Counts, settled: Counts) -> tuple[dict[Cell, int], tuple[Difference, ...]]:
    """Return the numbers that hold, and every number on which two counts differ; a blank counts as 0.

    Where a difference is not settled yet, no number holds for that cell.
    """
    if not (first and second):
        return {**first, **second, **settled}, ()
    holds: dict[Cell, int] = {}
    differences: list[Difference] = []
    for cell in dict.fromkeys((*first, *second, *settled)):
        one, other = first.get(cell, 0), second.get(cell, 0)
        if cell not in first and cell not in second:
            holds[cell] = settled[cell]
        elif one == other:
            holds[cell] = one
        else:
            differences.append(Difference(cell, one, other, settled.get(cell)))
            if cell in settled:
                holds[cell] = settled[cell]
    return holds, tuple(differences)


def result_of(
    round_: RoundRecord,
    options: Iterable[OptionRecord],
    ballots: Iterable[BallotRecord],
    turnout: Iterable[TurnoutRecord],
) -> Result:
    """Return what a round came to, by the rules of this module."""
    ballots, turnout = tuple(ballots), tuple(turnout)
    first, second, settled = (tally_of(round_.method, ballots, turnout, one) for one in (FIRST, SECOND, SETTLED))
    holds, differences = agree(first, second, settled)
    for ballot in ballots:
        if ballot.participant_id is not None:
            cell = _cell(round_.method, ballot)
            holds[cell] = holds.get(cell, 0) + _weight(round_.method, ballot)
    papers = {group: n for (option, group, _), n in holds.items() if option == PAPERS}
    standings = places(round_.method, (one.id for one in options if not one.left_out), holds)
    agreed = all(one.settled is not None for one in differences)
    return Result(
        method=round_.method,
        standings=standings if agreed else (),
        papers=papers,
        differences=differences,
        surplus=too_many(round_, standings, papers),
        counted_twice=bool(first and second),
        **(_not_used(round_, standings, papers) if agreed else {}),
    )


def places(method: str, option_ids: Iterable[str], counts: Counts) -> tuple[Standing, ...]:
    """Return the options in the order of their places; equal scores share one. Nobody voted: nobody has a place."""
    of_option: defaultdict[str, dict[tuple[Group, int], int]] = defaultdict(dict)
    for (option, group, mark), n in counts.items():
        of_option[option][group, mark] = n
    scored = [(score(method, of_option[one]), one) for one in option_ids]
    anybody = any(points for points, _ in scored)
    have_place = [points for points, _ in scored if anybody and (points or method != "rating")]
    found: list[Standing] = []
    for points, one in sorted(scored, key=lambda pair: -pair[0]):  # stable: equal ones stay in the sheet's order
        has_one = anybody and (points > 0 or method != "rating")
        place = 1 + sum(1 for other in have_place if other > points) if has_one else 0
        shared = has_one and have_place.count(points) > 1
        found.append(Standing(one, place, shared, points, dict(of_option[one])))
    return tuple(found)


def score(method: str, counts: Mapping[tuple[Group, int], int]) -> int:
    """Return the sum of the dots or papers; of a rating the lower median of the marks, 0 where nobody marked it."""
    if method != "rating":
        return sum(counts.values())
    by_mark: Counter[int] = Counter()
    for (_, mark), n in counts.items():
        by_mark[mark] += n
    half, reached = (by_mark.total() + 1) // 2, 0
    for mark in sorted(by_mark):
        reached += by_mark[mark]
        if reached >= half and reached > 0:
            return mark
    return 0


def too_many(round_: RoundRecord, standings: Iterable[Standing], papers: Mapping[Group, int]) -> tuple[Surplus, ...]:
    """Return where more was given than the papers can hold: by group where papers were counted, else in all."""
    standings = tuple(standings)
    found: list[Surplus] = []
    for group, n in papers.items():
        given, most = _given(round_, standings, (group,)), n * _each(round_)
        if given > most and (group is not None or set(papers) == {None}):
            found.append(Surplus(group, given, most))
    given, most = _given(round_, standings, None), sum(papers.values()) * _each(round_)
    if papers and given > most and not found:
        found.append(Surplus("all", given, most))
    return tuple(found)


def public_groups(
    result: Result, came: Mapping[str, int | None], limit: int = DEFAULT_LIMIT
) -> tuple[tuple[tuple[Group, ...], int | None], ...]:
    """Return which groups' votes may be shown together, with the papers they stand on; None: fewer than the limit.

    A group stands on its papers, else on those who came; one that nobody counted is joined with others.
    """
    voted = {group for standing in result.standings for (group, _), n in standing.counts.items() if n}
    people: dict[str, int] = {}
    for group in dict.fromkeys((*came, *result.papers, *sorted(voted, key=str))):
        n = result.papers.get(group) or (came.get(group or "") if group in voted else 0) or (1 if group in voted else 0)
        people[group or ""] = n
    shown: tuple[Shown, ...] = publish(people, limit)
    return tuple((tuple(one or None for one in row.groups), row.count) for row in shown)


def in_force(rounds: Iterable[RoundRecord], results: Mapping[str, Result]) -> dict[str, str]:
    """Return for each round that was repeated with effect the id of the round that replaces it."""
    listed = sorted(rounds, key=lambda one: (one.order, one.id))
    parents = {one.id: one.again_of_id for one in listed}
    families: defaultdict[str, list[RoundRecord]] = defaultdict(list)
    for one in listed:
        root, seen = one.id, {one.id}
        while (above := parents.get(root)) and above in parents and above not in seen:
            root = above
            seen.add(root)
        families[root].append(one)
    replaced: dict[str, str] = {}
    for family in families.values():
        stands = [one.id for one in family if one.closed and _has_effect(results.get(one.id))]
        for one in family[: next((at for at, own in enumerate(family) if stands and own.id == stands[-1]), 0)]:
            replaced[one.id] = stands[-1]
    return replaced


def _has_effect(result: Result | None) -> bool:
    return result is not None and result.agreed and not result.nobody


def _cell(method: str, ballot: BallotRecord) -> Cell:
    return ballot.option_id, ballot.segment_id, ballot.value if method == "rating" else 0


def _weight(method: str, ballot: BallotRecord) -> int:
    return ballot.value * ballot.papers if method == "dots" else ballot.papers


def _each(round_: RoundRecord) -> int:
    return round_.dots if round_.method == "dots" else 1


def _given(round_: RoundRecord, standings: tuple[Standing, ...], groups: tuple[Group, ...] | None) -> int:
    """Return what stands on papers of groups; of a rating the papers of the option that most of them marked."""
    numbers = [standing.votes(groups) for standing in standings]
    return max(numbers, default=0) if round_.method == "rating" else sum(numbers)


def _not_used(
    round_: RoundRecord, standings: tuple[Standing, ...], papers: Mapping[Group, int]
) -> dict[str, int | None]:
    """Return the blank papers of a choice or the dots that nobody used, where papers were counted."""
    left = sum(papers.values()) * _each(round_) - _given(round_, standings, None)
    if not papers or left < 0 or round_.method == "rating":
        return {}
    return {"blank" if round_.method == "one_choice" else "unused": left}

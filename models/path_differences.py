"""What differs between two paths, as it is and as it could be: added, removed, changed, moved, and felt otherwise."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import TypeVar

from models.path_pairs import Columns, Pairs, PathPairs, columns_beside, pairs_of
from models.path_records import CardRecord, ConnectionRecord, LaneRecord, PathRecord, StageRecord
from models.vocabulary import CONNECTION_KINDS, EVIDENCE, LANE_KINDS, STAGE_POSITIONS, Term, label
from resources.texts import N_

Record = StageRecord | LaneRecord | CardRecord | ConnectionRecord
R = TypeVar("R", StageRecord, LaneRecord, ConnectionRecord)
STAGE, LANE, CARD, CONNECTION = "stage", "lane", "card", "connection"
ADDED, REMOVED, MOVED, CHANGED, FELT = "added", "removed", "moved", "changed", "felt"
KINDS = (
    Term(ADDED, N_("Added")),
    Term(REMOVED, N_("Removed")),
    Term(MOVED, N_("Moved")),
    Term(CHANGED, N_("Changed")),
    Term(FELT, N_("Feels different")),
)

# What is compared, with its name on screen and on paper.
FACTS: dict[str, tuple[Term, ...]] = {
    STAGE: (Term("name", N_("Name")), Term("position", N_("Where the stage lies"))),
    LANE: (Term("kind", N_("Kind of lane")), Term("name", N_("Name"))),
    CARD: (
        Term("words", N_("Words")),
        Term("channel", N_("Channel")),
        Term("owner", N_("Who owns it")),
        Term("waiting", N_("Waiting time")),
        Term("cost_to_person", N_("What it costs the person")),
        Term("hand_off", N_("Handed on to")),
        Term("pain_point", N_("Pain point")),
        Term("pain_note", N_("What hurts")),
        Term("what_works", N_("What works")),
        Term("evidence", N_("How do we know")),
    ),
    CONNECTION: (Term("kind", N_("Kind of connection")), Term("label", N_("Words on the connection"))),
}
_ALL = {what: attrgetter(*(term.code for term in terms)) for what, terms in FACTS.items()}
YES_NO = (Term("yes", N_("yes")), Term("no", N_("no")))
LISTS = {
    (STAGE, "position"): STAGE_POSITIONS,
    (LANE, "kind"): LANE_KINDS,
    (LANE, "name"): LANE_KINDS,
    (CARD, "evidence"): EVIDENCE,
    (CARD, "pain_point"): YES_NO,
    (CONNECTION, "kind"): CONNECTION_KINDS,
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is said otherwise. `terms`: before and after are codes of a list; else they are people's words."""

    name: str
    before: str
    after: str
    terms: tuple[Term, ...] = ()

    def turned(self) -> "Fact":
        """Return it seen from the other path."""
        return Fact(self.name, self.after, self.before, self.terms)

    def label_of(self, value: str) -> str:
        """Return the untranslated label of a code; words as they are."""
        return label(self.terms, value) if value else ""


@dataclass(frozen=True, slots=True)
class Felt:
    """How a card feels to one group on both paths: every value that was said, lowest first. None: group not said."""

    segment_id: str | None
    before: tuple[int, ...]
    after: tuple[int, ...]

    def turned(self) -> "Felt":
        """Return it seen from the other path."""
        return Felt(self.segment_id, self.after, self.before)


@dataclass(frozen=True, slots=True)
class Difference:
    """One stage, lane, card or connection that is not the same on both paths.

    `before` None: added; `after` None: removed. A card that moved lies in another cell, or at another place in its
    own; a connection that moved joins other cards. `felt`: by groups that said on both how it feels, and otherwise.
    """

    what: str
    before: Record | None
    after: Record | None
    facts: tuple[Fact, ...] = ()
    moved: bool = False
    felt: tuple[Felt, ...] = ()

    @property
    def kinds(self) -> tuple[str, ...]:
        """How it differs: added, or removed, or any of moved, changed and felt."""
        if self.before is None:
            return (ADDED,)
        if self.after is None:
            return (REMOVED,)
        said = ((MOVED, self.moved), (CHANGED, bool(self.facts)), (FELT, bool(self.felt)))
        return tuple(kind for kind, holds in said if holds)

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes two differences the same one when the paths are read again."""
        return self.what, self.before.id if self.before else "", self.after.id if self.after else ""

    def turned(self) -> "Difference":
        """Return it seen from the other path."""
        facts, felt = tuple(one.turned() for one in self.facts), tuple(one.turned() for one in self.felt)
        return Difference(self.what, self.after, self.before, facts, self.moved, felt)


@dataclass(frozen=True)
class Compared:
    """Two paths compared. `differences`: the frame first, then cards from column to column, then connections."""

    before: PathRecord
    after: PathRecord
    pairs: PathPairs
    columns: Columns
    differences: tuple[Difference, ...]

    @property
    def of_row(self) -> dict[str, Difference]:
        """The difference of each stage, lane, card and connection that has one, by its id on either path."""
        found = ((row, one) for one in self.differences for row in (one.before, one.after) if row is not None)
        return {row.id: one for row, one in found}


def compared(before: PathRecord, after: PathRecord) -> Compared:
    """Return what differs between two paths, whether one was copied from the other or both were drawn by hand.

    What belongs together is said in `models.path_pairs.pairs_of`. A path's own title, state and description are not
    compared: they say which of the two it is. Step codes follow from the places and are not compared either.
    """
    pairs = pairs_of(before, after)
    columns = columns_beside(before, pairs, after)
    stages = _rows(pairs.stages, [other for _, other in columns if other])
    felt = _felt(before, after)
    found = [
        *(_difference(STAGE, one, other, pairs) for one, other in stages),
        *(_difference(LANE, one, other, pairs) for one, other in _rows(pairs.lanes, after.lanes)),
        *(
            _difference(CARD, one, other, pairs, felt(one, other))
            for one, other in _cards(before, after, pairs, columns)
        ),
        *(_difference(CONNECTION, one, other, pairs) for one, other in _rows(pairs.connections, after.connections)),
    ]
    return Compared(before, after, pairs, columns, tuple(one for one in found if one.kinds))


def differences(before: PathRecord, after: PathRecord) -> tuple[Difference, ...]:
    """Return what differs between two paths; nothing where one is an untouched copy of the other."""
    return compared(before, after).differences


def linked(paths: Iterable[PathRecord]) -> tuple[tuple[PathRecord, PathRecord], ...]:
    """Return the pairs of paths that belong together: the one that the other was made from or linked to, first."""
    known = {path.id: path for path in paths}
    return tuple((known[path.origin_id], path) for path in known.values() if path.origin_id in known)


def pair_with(paths: Iterable[PathRecord], path_id: str) -> tuple[PathRecord, PathRecord] | None:
    """Return the pair that a path is in, as it is first; of several the one made last. None: it stands alone."""
    found = linked(paths)
    as_after = next((pair for pair in found if pair[1].id == path_id), None)
    return as_after or next((pair for pair in reversed(found) if pair[0].id == path_id), None)


# -- inside -------------------------------------------------------------------------------------


def _rows(pairs: Pairs[R], after: Iterable[R]) -> list[tuple[R | None, R | None]]:
    """Return what is gone, then what is there, with its pair."""
    partner = {other.id: one for one, other in pairs.both}
    return [*((one, None) for one in pairs.gone), *((partner.get(other.id), other) for other in after)]


def _cards(
    before: PathRecord, after: PathRecord, pairs: PathPairs, columns: Columns
) -> list[tuple[CardRecord | None, CardRecord | None]]:
    """Return the cards column by column: what is gone from it, then what lies in it now, with its pair."""
    gone, there = defaultdict[str, list[CardRecord]](list), defaultdict[str, list[CardRecord]](list)
    for card in pairs.cards.gone:
        gone[card.stage_id].append(card)
    for card in after.cards:
        there[card.stage_id].append(card)
    partner = {other.id: one for one, other in pairs.cards.both}
    found: list[tuple[CardRecord | None, CardRecord | None]] = []
    for stage, other in columns:
        found += [(card, None) for card in (gone[stage.id] if stage else ())]
        found += [(partner.get(card.id), card) for card in (there[other.id] if other else ())]
    return found


def _difference(
    what: str, before: Record | None, after: Record | None, pairs: PathPairs, felt: tuple[Felt, ...] = ()
) -> Difference:
    if before is None or after is None:
        return Difference(what, before, after)
    return Difference(what, before, after, tuple(_facts(what, before, after)), after.id in pairs.moved, felt)


def _facts(what: str, before: Record, after: Record) -> Iterator[Fact]:
    all_of = _ALL[what]
    if all_of(before) == all_of(after):  # as most are
        return
    for term in FACTS[what]:
        one, other = _as_text(getattr(before, term.code)), _as_text(getattr(after, term.code))
        if one == other:
            continue
        if isinstance(before, LaneRecord) and isinstance(after, LaneRecord) and term.code == "name":
            one, other = one or before.kind, other or after.kind  # a lane without a name is called after its kind
        yield Fact(term.code, one, other, LISTS.get((what, term.code), ()))


def _as_text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ("yes" if value else "no")


def _felt(before: PathRecord, after: PathRecord) -> Callable[[CardRecord | None, CardRecord | None], tuple[Felt, ...]]:
    said, said_after = _said(before), _said(after)

    def of_pair(one: CardRecord | None, other: CardRecord | None) -> tuple[Felt, ...]:
        here, there = said.get(one.id if one else "", {}), said_after.get(other.id if other else "", {})
        groups = sorted(here.keys() & there.keys(), key=lambda group: group or "")
        return tuple(Felt(group, here[group], there[group]) for group in groups if here[group] != there[group])

    return of_pair


def _said(path: PathRecord) -> dict[str, dict[str | None, tuple[int, ...]]]:
    """Return what was said of how it feels: by card, then by group."""
    found: dict[str, dict[str | None, tuple[int, ...]]] = {}
    for one in sorted(path.feelings, key=lambda felt: felt.value):
        groups = found.setdefault(one.touchpoint_id, {})
        groups[one.segment_id] = (*groups.get(one.segment_id, ()), one.value)
    return found

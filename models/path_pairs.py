"""What belongs together on two paths, which of it kept its place, and how their columns stand beside each other."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, Protocol, TypeVar

from models.path_records import CardRecord, ConnectionRecord, LaneRecord, PathRecord, StageRecord


class _Row(Protocol):
    @property
    def id(self) -> str: ...


class _Copied(_Row, Protocol):
    @property
    def origin_id(self) -> str | None: ...


T = TypeVar("T")
R = TypeVar("R", bound=_Row)
Key = Callable[[T], Hashable]  # None: this one is not paired by it
Way = tuple[Key[T], Key[T]]  # the key of what is on the one path, and of what is on the other
Columns = tuple[tuple[StageRecord | None, StageRecord | None], ...]


def _id(row: _Row) -> str:
    return row.id


def _origin(row: _Copied) -> str | None:
    return row.origin_id


# A copy knows where it came from; two copies have the same origin.
BY_ORIGIN: tuple[Way[_Copied], ...] = ((_id, _origin), (_origin, _id), (_origin, _origin))


@dataclass(frozen=True)
class Pairs(Generic[T]):
    """What is on both paths, on the one alone and on the other alone; each in the order of its path."""

    both: tuple[tuple[T, T], ...]
    gone: tuple[T, ...]
    new: tuple[T, ...]

    def turned(self) -> "Pairs[T]":
        """Return the pairs seen from the other path."""
        return Pairs(tuple((other, one) for one, other in self.both), self.new, self.gone)


@dataclass(frozen=True)
class PathPairs:
    """Everything of two paths that belongs together. `moved`: the ids, on both, of what did not keep its place."""

    stages: Pairs[StageRecord]
    lanes: Pairs[LaneRecord]
    cards: Pairs[CardRecord]
    connections: Pairs[ConnectionRecord]
    moved: frozenset[str]


def pairs_of(before: PathRecord, after: PathRecord) -> PathPairs:
    """Return what belongs together on two paths.

    Stages, lanes and cards that one was copied from the other, or both from a third, are pairs. What is left of them
    is paired by words, so that two paths that were drawn apart can be compared: stages by equal names, lanes by equal
    kind and name, cards by equal words in stages and lanes that are pairs. Of several with equal words the first goes
    with the first. Case and blanks make no difference. Connections have no origin: they are paired by the cards they
    join, then by the card that they leave, then by the card that they reach.
    """
    stages = paired(before.stages, after.stages, (*BY_ORIGIN, _same(_stage_name)))
    lanes = paired(before.lanes, after.lanes, (*BY_ORIGIN, _same(_lane_name)))
    tokens = {**_tokens(stages), **_tokens(lanes)}

    def in_cell(card: CardRecord) -> Hashable:
        return (*_cell(card, tokens), words_key(card.words))

    cards = paired(before.cards, after.cards, (*BY_ORIGIN, _same(in_cell)))
    connections = _connected(before.connections, after.connections, _tokens(cards))
    moved = _moved(stages.both, before.stages, after.stages) | _moved(lanes.both, before.lanes, after.lanes)
    moved |= _moved_cards(before, after, cards, tokens)
    return PathPairs(stages, lanes, cards, connections, moved | _moved_ends(connections, _tokens(cards)))


def columns_beside(before: PathRecord, pairs: PathPairs, after: PathRecord) -> Columns:
    """Return the columns of two paths as they stand beside each other: a stage with its pair, or None for a gap.

    A stage that moved stands alone twice: where it was, and where it is.
    """
    pair_of = {one.id: other for one, other in pairs.stages.both if one.id not in pairs.moved}
    held = {other.id for other in pair_of.values()}
    columns: list[tuple[StageRecord | None, StageRecord | None]] = []
    left = list(after.stages)
    for stage in before.stages:
        other = pair_of.get(stage.id)
        while other is not None and left and left[0].id not in held:
            columns.append((None, left.pop(0)))
        columns.append((stage, other))
        if other is not None:
            left.remove(other)
    return (*columns, *((None, stage) for stage in left))


def paired(before: Sequence[T], after: Sequence[T], ways: Iterable[Way[T]]) -> Pairs[T]:
    """Return the pairs: by the first way that fits, and of several with the same key the first with the first."""
    found: dict[int, int] = {}  # place in `before` → place in `after`
    taken: set[int] = set()
    for key_of, other_key_of in ways:
        waiting: defaultdict[Hashable, list[int]] = defaultdict(list)
        for place, one in enumerate(after):
            if place not in taken and (key := other_key_of(one)) is not None:
                waiting[key].append(place)
        for place, one in enumerate(before):
            if place not in found and (key := key_of(one)) is not None and waiting.get(key):
                found[place] = waiting[key].pop(0)
                taken.add(found[place])
    both = tuple((before[place], after[found[place]]) for place in sorted(found))
    gone = tuple(one for place, one in enumerate(before) if place not in found)
    return Pairs(both, gone, tuple(one for place, one in enumerate(after) if place not in taken))


def words_key(words: str) -> str:
    """Return words as they are compared: without case, and every gap one blank."""
    return " ".join(words.split()).casefold()


def out_of_order(pairs: Sequence[tuple[int, int, str]]) -> frozenset[int]:
    """Return which pairs moved, by their place in `pairs`: as few as possible, and the same seen from either side.

    A pair is its place before, its place after, and a name that is the same from both sides. Of two that changed
    places one moved: whichever went further, then the one that is named later.
    """
    order = sorted(range(len(pairs)), key=lambda at: pairs[at][0])
    places = [pairs[at][1] for at in order]
    if all(low < high for low, high in pairwise(places)):
        return frozenset()
    by_name = sorted(range(len(pairs)), key=lambda at: pairs[at][2], reverse=True)
    rank = {at: 1 << number for number, at in enumerate(by_name)}
    best: list[tuple[int, int, int, int]] = []  # how many stay, how little they went, who; the one before
    for number, at in enumerate(order):
        before = max(((*best[low][:3], low) for low in range(number) if places[low] < places[number]), default=None)
        kept, went, who, last = before or (0, 0, 0, -1)
        best.append((kept + 1, went - abs(pairs[at][0] - pairs[at][1]), who + rank[at], last))
    number = max(range(len(best)), key=lambda one: best[one][:3])
    stays: set[int] = set()
    while number >= 0:
        stays.add(order[number])
        number = best[number][3]
    return frozenset(range(len(pairs))) - stays


# -- inside -------------------------------------------------------------------------------------


def _same(key: Key[T]) -> Way[T]:
    return key, key


def _stage_name(stage: StageRecord) -> Hashable:
    return words_key(stage.name)


def _lane_name(lane: LaneRecord) -> Hashable:
    return lane.kind, words_key(lane.name)


def _tokens(pairs: Pairs[R]) -> dict[str, str]:
    """Return for each id on either path a name that is the same for both of a pair."""
    tokens = {one.id: one.id for one in (*pairs.gone, *pairs.new)}
    for one, other in pairs.both:
        tokens[one.id] = tokens[other.id] = min(one.id, other.id)
    return tokens


def _cell(card: CardRecord, tokens: dict[str, str]) -> tuple[str, str]:
    return tokens[card.stage_id], tokens[card.lane_id]


def _moved(both: Sequence[tuple[R, R]], before: Sequence[R], after: Sequence[R]) -> frozenset[str]:
    """Return the ids, on both paths, of the pairs that are out of order among themselves."""
    ids, other_ids = {one.id for one, _ in both}, {other.id for _, other in both}
    place = {row: number for number, row in enumerate(one.id for one in before if one.id in ids)}
    other_place = {row: number for number, row in enumerate(one.id for one in after if one.id in other_ids)}
    asked = [(place[one.id], other_place[other.id], min(one.id, other.id)) for one, other in both]
    return frozenset(row.id for at in out_of_order(asked) for row in both[at])


def _moved_cards(
    before: PathRecord, after: PathRecord, cards: Pairs[CardRecord], tokens: dict[str, str]
) -> frozenset[str]:
    """Return the ids of cards in another cell, and of those at another place among the cards that stayed in theirs."""
    moved: set[str] = set()
    stayed: defaultdict[tuple[str, str], list[tuple[CardRecord, CardRecord]]] = defaultdict(list)
    for one, other in cards.both:
        if _cell(one, tokens) == _cell(other, tokens):
            stayed[_cell(one, tokens)].append((one, other))
        else:
            moved |= {one.id, other.id}
    place = {card.id: number for number, card in enumerate(after.cards)}
    for both in stayed.values():
        if len(both) > 1:
            moved |= _moved(both, [one for one, _ in both], sorted((o for _, o in both), key=lambda c: place[c.id]))
    return frozenset(moved)


def _connected(
    before: Sequence[ConnectionRecord], after: Sequence[ConnectionRecord], tokens: dict[str, str]
) -> Pairs[ConnectionRecord]:
    def ends(link: ConnectionRecord) -> Hashable:
        return _ends(link, tokens)

    def ends_and_kind(link: ConnectionRecord) -> Hashable:
        return ends(link), link.kind

    def everything(link: ConnectionRecord) -> Hashable:
        return ends_and_kind(link), words_key(link.label)

    def leaves(link: ConnectionRecord) -> Hashable:
        return _ends(link, tokens)[0], link.kind, words_key(link.label)

    def reaches(link: ConnectionRecord) -> Hashable:
        return (_ends(link, tokens)[1], link.kind, words_key(link.label)) if link.to_id else None

    ways = (everything, ends_and_kind, ends, leaves, reaches)
    return paired(before, after, tuple(_same(way) for way in ways))


def _ends(link: ConnectionRecord, tokens: dict[str, str]) -> tuple[str, str]:
    """Return the cards that a connection joins, by names that are the same on both paths; empty: nowhere."""
    return tokens.get(link.from_id, link.from_id), tokens.get(link.to_id, link.to_id) if link.to_id else ""


def _moved_ends(connections: Pairs[ConnectionRecord], tokens: dict[str, str]) -> frozenset[str]:
    """Return the ids of connections that join other cards."""
    moved = (both for both in connections.both if len({_ends(link, tokens) for link in both}) > 1)
    return frozenset(link.id for both in moved for link in both)

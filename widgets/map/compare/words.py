"""What differs between two paths, in words for a list: what it is, how it differs, where it is, what it says now."""

from collections.abc import Iterable
from dataclasses import dataclass

from models.path_differences import (
    ADDED,
    CHANGED,
    FACTS,
    FELT,
    KINDS,
    LANE,
    MOVED,
    REMOVED,
    STAGE,
    Compared,
    Difference,
    Fact,
    Felt,
)
from models.queries import lane_name
from models.records import CardRecord, ConnectionRecord, GroupRecord, LaneRecord, PathRecord, StageRecord
from models.vocabulary import CONNECTION_KINDS, label
from resources.texts import Translator
from widgets.canvas.feelings import signed
from widgets.canvas.words import Mark
from widgets.lists.cards import CardData

# The shape of each kind and its tone; the word stands beside them everywhere.
ICONS = {ADDED: "plus", REMOVED: "minus", MOVED: "arrow-right", CHANGED: "pencil", FELT: "heart"}
TONES = {ADDED: "settled", REMOVED: "neutral", MOVED: "story", CHANGED: "waiting", FELT: "idea"}


@dataclass(frozen=True)
class Side:
    """One of two paths with its stages, lanes and cards by id."""

    path: PathRecord
    stages: dict[str, StageRecord]
    lanes: dict[str, LaneRecord]
    cards: dict[str, CardRecord]

    @classmethod
    def of(cls, path: PathRecord) -> "Side":
        """Return the side of a path."""
        stages = {one.id: one for one in path.stages}
        return cls(path, stages, {one.id: one for one in path.lanes}, {one.id: one for one in path.cards})


def kind_words(difference: Difference, tr: Translator) -> tuple[str, ...]:
    """Return how something differs, a word for each way."""
    return tuple(tr(label(KINDS, kind)) for kind in difference.kinds)


def marks_of(difference: Difference, tr: Translator) -> tuple[Mark, ...]:
    """Return how a card differs as marks for its foot: shape and word."""
    return tuple(Mark(tr(label(KINDS, kind)), TONES[kind], ICONS[kind]) for kind in difference.kinds)


def listed(found: Compared, groups: Iterable[GroupRecord], tr: Translator) -> tuple[CardData, ...]:
    """Return the differences as cards of a list; their ids are those of `id_of`."""
    sides = Side.of(found.before), Side.of(found.after)
    names = {group.id: group.name for group in groups}
    return tuple(_card(one, sides, names, tr) for one in found.differences)


def id_of(difference: Difference) -> str:
    """Return what a difference is called in the list."""
    return " ".join(difference.key)


def in_short(found: Compared, tr: Translator) -> str:
    """Return how much differs, by kind."""
    counts = {term.code: sum(term.code in one.kinds for one in found.differences) for term in KINDS}
    said = (
        (ADDED, lambda n: tr.count("{n} added", "{n} added", n)),
        (REMOVED, lambda n: tr.count("{n} removed", "{n} removed", n)),
        (MOVED, lambda n: tr.count("{n} moved", "{n} moved", n)),
        (CHANGED, lambda n: tr.count("{n} changed", "{n} changed", n)),
        (FELT, lambda n: tr.count("{n} feels different", "{n} feel different", n)),
    )
    return " · ".join(words(counts[kind]) for kind, words in said if counts[kind])


def _card(one: Difference, sides: tuple[Side, Side], names: dict[str, str], tr: Translator) -> CardData:
    title, place = _title(one, tr), _place(one, sides, tr)
    kinds = kind_words(one, tr)
    retold = next((fact.before for fact in one.facts if fact.name == "words"), "")  # the title says what it is now
    was = (tr("Before: {words}", words=retold),) if retold else ()
    facts = [_fact(one, fact, tr) for fact in one.facts if fact.name != "words"]
    facts += [_felt(felt, names, tr) for felt in one.felt]
    said = (tr("{fact}: before {before}, now {after}", **fact) for fact in facts)
    spoken = (*kinds, title, *was, place, *said)
    return CardData(
        id_of(one),
        title,
        place,
        tuple(zip(kinds, (TONES[kind] for kind in one.kinds), strict=True)),
        icon=ICONS[one.kinds[0]],
        also=(*was, *(tr("{fact}: {before} → {after}", **fact) for fact in facts)),
        spoken=". ".join(part for part in spoken if part),
    )


def _title(one: Difference, tr: Translator) -> str:
    row = one.after or one.before
    if isinstance(row, CardRecord):
        return row.words
    if isinstance(row, StageRecord):
        return tr("Stage: {name}", name=row.name)
    if isinstance(row, LaneRecord):
        return tr("Lane: {name}", name=tr(lane_name(row)))
    assert isinstance(row, ConnectionRecord)  # noqa: S101 - there are four kinds of rows
    kind = tr(label(CONNECTION_KINDS, row.kind))
    return tr("{kind}: {words}", kind=kind, words=row.label) if row.label else kind


def _place(one: Difference, sides: tuple[Side, Side], tr: Translator) -> str:
    """Return where it is; of what moved, from where to where."""
    if one.what in (STAGE, LANE):
        return _behind(one, sides[1], tr) if one.after is not None and (one.moved or one.before is None) else ""
    if one.moved and one.before is not None and one.after is not None:
        before, after = _way(_lies(one.before, sides[0], tr), _lies(one.after, sides[1], tr))
        if not after:
            return tr("Another place in its cell")
        return tr("{before} → {after}", before=" · ".join(before), after=" · ".join(after))
    row, side = (one.after, sides[1]) if one.after is not None else (one.before, sides[0])
    return " · ".join(_lies(row, side, tr))


def _way(before: tuple[str, ...], after: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """Return from where to where, less what is the same on both."""
    pairs = [(one, other) for one, other in zip(before, after, strict=True) if one != other]
    return [one for one, _ in pairs], [other for _, other in pairs]


def _lies(row: object, side: Side, tr: Translator) -> tuple[str, ...]:
    """Return the stage and the lane of a card, or the steps that a connection joins."""
    if isinstance(row, CardRecord):
        stage, lane = side.stages[row.stage_id], side.lanes[row.lane_id]
        return stage.name, tr(lane_name(lane))
    if isinstance(row, ConnectionRecord):
        leaves = side.cards[row.from_id].code
        reaches = side.cards[row.to_id].code if row.to_id in side.cards else ""
        if not reaches:
            return (tr("From {code}, out of the path", code=leaves),)
        return (tr("From {code} to {other}", code=leaves, other=reaches),)
    return ()


def _behind(one: Difference, side: Side, tr: Translator) -> str:
    """Return where a stage or a lane stands among the others."""
    rows = side.path.stages if one.what == STAGE else side.path.lanes
    at = next(place for place, row in enumerate(rows) if one.after is not None and row.id == one.after.id)
    if not at:
        return tr("The first one")
    before = rows[at - 1]
    name = before.name if isinstance(before, StageRecord) else tr(lane_name(before))
    return tr("After {name}", name=name) if one.what == STAGE else tr("Below {name}", name=name)


def _fact(one: Difference, fact: Fact, tr: Translator) -> dict[str, str]:
    def words(value: str) -> str:
        if not value:
            return tr("nothing")
        return tr(fact.label_of(value)) if fact.terms else value

    name = tr(label(FACTS[one.what], fact.name))
    return {"fact": name, "before": words(fact.before), "after": words(fact.after)}


def _felt(felt: Felt, names: dict[str, str], tr: Translator) -> dict[str, str]:
    def words(values: tuple[int, ...]) -> str:
        if values[0] == values[-1]:
            return signed(values[0])
        return tr("{low} to {high}", low=signed(values[0]), high=signed(values[-1]))

    group = names.get(felt.segment_id or "") or tr("Group not said")
    return {"fact": group, "before": words(felt.before), "after": words(felt.after)}

"""A service path as a Mermaid journey, and what of it a journey cannot hold.

Stages become sections, the cards of one lane tasks, −2 … +2 the scores 1 … 5, groups the people behind a score. A
journey has one score for a task and no second lane: what it leaves out is counted and named, never dropped in silence.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from exports.exchange.mermaid import MAX_CHARACTERS, write_journey
from exports.exchange.mermaid_drafts import JourneyDraft, TaskDraft
from models.records import CardRecord, FeelingRecord, LaneRecord, PathRecord

FACTS = (
    "channel",
    "owner",
    "waiting",
    "cost_to_person",
    "hand_off",
    "pain_point",
    "pain_note",
    "what_works",
    "evidence",
)
MIDDLE = 3  # Mermaid's score for 0


@dataclass(frozen=True, slots=True)
class Lost:
    """Something of a path that is not in the journey: what kind of thing, how many, and their names or codes.

    lanes: cards of other lanes, names of these; lane_name, state, frozen: one thing; differing: cards where people feel
    differently, their codes; values: values that are left out there; joined: values that are one with another of the
    same group; nameless: values of people without a group beside named groups; facts: cards with facts, kinds of facts;
    said: values whose person, story or workshop is known; unnamed: groups too small to be named; long: characters.
    """

    kind: str
    count: int
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Journey:
    """A path as a journey, its Mermaid text, and what is not in it."""

    draft: JourneyDraft
    text: str
    lost: tuple[Lost, ...]


def journey_of(
    path: PathRecord,
    group_of: Callable[[FeelingRecord], str],
    lane_name: Callable[[LaneRecord], str],
    told: Iterable[Lost] = (),
) -> Journey:
    """Return a path as a journey.

    `group_of`: the name of a feeling's group, empty for nobody's in particular, or for one that may not be named.
    `told`: what else the caller knows is not in it.
    """
    lane = lane_of(path)
    tasks = _Tasks(path, group_of)
    cards = [card for card in path.cards if lane is not None and card.lane_id == lane.id]
    first, _, rest = path.description.partition("\n")
    draft = JourneyDraft(
        title=path.title,  # a description of several lines is one with a title of its own, as files from elsewhere have
        acc_title=first if first and rest else "",
        acc_description=rest if first and rest else path.description,
        sections=tuple(stage.name for stage in path.stages),
        tasks=tuple(tasks.task(card) for card in cards),
    )
    text = write_journey(draft)
    lost = (*_of_frame(path, lane, lane_name), *tasks.lost(), *_of_cards(path, cards), *told)
    if len(text) > MAX_CHARACTERS:
        lost = (*lost, Lost("long", len(text)))
    return Journey(draft, text, tuple(one for one in lost if one.count))


def lane_of(path: PathRecord) -> LaneRecord | None:
    """Return the lane whose cards become tasks: what people do where that has cards, else the first with any."""
    used = {card.lane_id for card in path.cards}
    filled = [lane for lane in path.lanes if lane.id in used]
    return next((lane for lane in filled if lane.kind == "people_do"), filled[0] if filled else None)


class _Tasks:
    """Makes a task of each card, and counts the feelings that have no place there."""

    def __init__(self, path: PathRecord, group_of: Callable[[FeelingRecord], str]) -> None:
        self._group_of = group_of
        self._at = {stage.id: at for at, stage in enumerate(path.stages)}
        self._names = [stage.name for stage in path.stages]
        self._felt: dict[str, list[FeelingRecord]] = {}
        for feeling in path.feelings:
            self._felt.setdefault(feeling.touchpoint_id, []).append(feeling)
        self._differing: list[str] = []
        self._values = self._joined = self._nameless = 0

    def task(self, card: CardRecord) -> TaskDraft:
        """Return a card as a task: of different values the lowest, with those who said it."""
        at = self._at[card.stage_id]
        felt = self._felt.get(card.id, [])
        if not felt:
            return TaskDraft(self._names[at], card.words, None, (), 0, at)
        lowest = min(one.value for one in felt)
        said = [self._group_of(one) for one in felt if one.value == lowest]
        named = tuple(dict.fromkeys(name for name in said if name))
        nameless = said.count("")
        self._values += len(felt) - len(said)
        if len(said) < len(felt):
            self._differing.append(card.code)
        self._joined += len(said) - nameless - len(named)
        if named:
            self._nameless += nameless
        else:
            self._joined += nameless - 1
        return TaskDraft(self._names[at], card.words, lowest + MIDDLE, named, 0, at)

    def lost(self) -> tuple[Lost, ...]:
        """Return what was left out so far."""
        return (
            Lost("differing", len(self._differing), tuple(self._differing)),
            Lost("values", self._values),
            Lost("joined", self._joined),
            Lost("nameless", self._nameless),
        )


def _of_frame(path: PathRecord, lane: LaneRecord | None, lane_name: Callable[[LaneRecord], str]) -> tuple[Lost, ...]:
    others = Counter(card.lane_id for card in path.cards if lane is None or card.lane_id != lane.id)
    named = tuple(lane_name(one) for one in path.lanes if one.id in others)
    renamed = (lane_name(lane),) if lane is not None and (lane.kind != "people_do" or lane.name) else ()
    used = {card.lane_id for card in path.cards}
    empty = tuple(
        lane_name(one) for one in path.lanes if one.id not in used and (one.kind not in _MADE_ANEW or one.name)
    )
    around = tuple(stage.name for stage in path.stages if stage.position != "within")
    return (
        Lost("lanes", others.total(), named),
        Lost("lane_name", len(renamed), renamed),
        Lost("empty_lanes", len(empty), empty),
        Lost("positions", len(around), around),
        Lost("state", int(path.state != "as_is")),
        Lost("frozen", int(path.frozen)),
        Lost("connections", len(path.connections)),
    )


_MADE_ANEW = ("people_do", "feeling")  # the lanes of every path that is read from a journey


def _of_cards(path: PathRecord, cards: list[CardRecord]) -> tuple[Lost, ...]:
    with_facts = [card for card in cards if any(getattr(card, name) for name in FACTS)]
    kinds = tuple(name for name in FACTS if any(getattr(card, name) for card in with_facts))
    noted = sum(1 for feeling in path.feelings if feeling.note)
    said = sum(1 for feeling in path.feelings if feeling.workshop_id or feeling.participant_id or feeling.story_id)
    return (Lost("facts", len(with_facts), kinds), Lost("feeling_notes", noted), Lost("said", said))

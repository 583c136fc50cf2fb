"""What the parts of a path say, in words: for the drawing and for its text view alike, so that neither says less."""

from collections import Counter
from dataclasses import dataclass

from exports.document import Mark, Tone
from exports.reports.content import Content
from models import records as r
from models import vocabulary as v
from models.queries import lane_name
from resources.texts import N_

# A shape for each mark of evidence beside its word; outlined where nobody has said or seen it.
EVIDENCE_MARKS: dict[str, tuple[Mark, bool]] = {
    "told": ("dot", False),
    "observed": ("ring", False),
    "data": ("square", False),
    "assumed": ("diamond", True),
}
LANE_TONES: dict[str, Tone] = {
    "people_do": "accent",
    "feeling": "idea",
    "people_meet": "story",
    "visibility": "neutral",
    "behind": "neutral",
    "other_organisations": "waiting",
    "life": "settled",
    "own": "idea",
}


@dataclass(frozen=True)
class Fact:
    """One thing that is known of a card: words, of which `own` are the project's, and a small mark before them."""

    words: str
    own: str = ""
    mark: Mark = "none"
    tone: Tone = "muted"
    hollow: bool = False


@dataclass(frozen=True)
class CardSaid:
    """A card in words. `leads`: where it leads to; `drawn_leads`: those of them that an arrow does not say by itself.

    `continued`: what stands at the top of a second piece of a card that is longer than a sheet.
    """

    id: str
    code: str
    words: str
    tone: Tone
    lane: str
    evidence: Fact | None
    facts: tuple[Fact, ...]
    leads: tuple[Fact, ...]
    drawn_leads: tuple[Fact, ...]
    continued: str = ""
    language: str = ""


def say_cards(path: r.PathRecord, content: Content, *, counts: bool) -> dict[str, CardSaid]:
    """Return what every card of a path says, by its id. `counts`: with how many stories and notes lie at it."""
    lanes = {lane.id: lane for lane in path.lanes}
    codes = {card.id: card.code for card in path.cards}
    told, noted = _counts(content) if counts else (Counter[str](), Counter[str]())
    return {
        card.id: CardSaid(
            card.id, card.code, card.words, LANE_TONES.get(lanes[card.lane_id].kind, "neutral"),
            content.tr(lane_name(lanes[card.lane_id])), _evidence(card, content),
            (*_facts(card, content), *_counted(told[card.id], noted[card.id], content)),
            *_leads(card, path, codes, content),
            continued=content.tr("{code}, continued", code=card.code), language=content.own_language,
        )
        for card in path.cards
    }  # fmt: skip


def stage_position(stage: r.StageRecord, content: Content) -> str:
    """Return in words that a stage lies before or after the service; empty within it."""
    return "" if stage.position == "within" else content.tr(v.label(v.STAGE_POSITIONS, stage.position))


def _evidence(card: r.CardRecord, content: Content) -> Fact | None:
    if not card.evidence:
        return None
    mark, hollow = EVIDENCE_MARKS.get(card.evidence, ("ring", False))
    return Fact(content.tr(v.label(v.EVIDENCE, card.evidence)), "", mark, "muted", hollow)


def _facts(card: r.CardRecord, content: Content) -> list[Fact]:
    """Return what is known of a card; a pain point is calm here: people read this who were there."""
    tr = content.tr
    known: tuple[tuple[str, str, Mark, Tone], ...] = (
        (N_("How: {fact}"), card.channel, "none", "muted"),
        (N_("Who does it: {fact}"), card.owner, "none", "muted"),
        (N_("Waiting: {fact}"), card.waiting, "clock", "waiting"),
        (N_("What it costs: {fact}"), card.cost_to_person, "none", "muted"),
        (N_("Handed over: {fact}"), card.hand_off, "arrow", "passed"),
        (N_("It hurts here: {fact}"), card.pain_note if card.pain_point else "", "triangle", "closed"),
        (N_("What works: {fact}"), card.what_works, "tick", "settled"),
    )
    facts = [Fact(tr(words, fact=fact), fact, mark, tone) for words, fact, mark, tone in known if fact.strip()]
    if card.pain_point and not card.pain_note.strip():
        facts.append(Fact(tr("It hurts here"), "", "triangle", "closed"))
    return facts


def _counts(content: Content) -> tuple[Counter[str], Counter[str]]:
    """Return how many stories and notes lie at each card: only those that this document may know of."""
    told = Counter(place.touchpoint_id or "" for story in content.stories if not story.withdrawn
                   for place in story.places)  # fmt: skip
    noted = Counter(place.touchpoint_id or "" for note in content.notes for place in note.places)
    return told, noted


def _counted(stories: int, notes: int, content: Content) -> list[Fact]:
    tr = content.tr
    made: list[Fact] = []
    if stories:
        made.append(Fact(tr.count("{n} story", "{n} stories", stories), "", "dot", "story"))
    if notes:
        made.append(Fact(tr.count("{n} note", "{n} notes", notes), "", "square", "note"))
    return made


def _leads(
    card: r.CardRecord, path: r.PathRecord, codes: dict[str, str], content: Content
) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
    """Return where a card leads to, and what of that stands beside the arrows."""
    tr = content.tr
    leads: list[Fact] = []
    drawn: list[Fact] = []
    for one in path.connections:
        if one.from_id != card.id:
            continue
        kind, to = tr(v.label(v.CONNECTION_KINDS, one.kind)), codes.get(one.to_id or "", "")
        words = tr("{kind}: {code}", kind=kind, code=to) if to else kind
        if one.label.strip():
            words = tr("{where}, {label}", where=words, label=one.label)
        leaves = not to
        fact = Fact(words, one.label, "bar" if leaves else "arrow", "closed" if leaves else "accent")
        leads.append(fact)
        if one.kind != "next" or one.label.strip() or leaves:
            drawn.append(fact)
    return tuple(leads), tuple(drawn)

"""The text view of a drawn path: every word of the drawing, step by step, as headings and lists."""

from exports.document import Block, Bullets, Heading, Paragraph, Run, Words, runs
from exports.path_drawing.feelings import Felts
from exports.path_drawing.layout import Wanted
from exports.path_drawing.said import CardSaid, Fact, stage_position
from exports.reports.content import Content, with_tongue
from exports.reports.path_part import FEELING_WORDS, Felt
from exports.words import Tongues
from models.queries import lane_name


def path_in_words(wanted: Wanted) -> list[Block]:
    """Return the path as text: its stages as headings, its cards as lists, and where it is lowest."""
    path, content, tr = wanted.path, wanted.content, wanted.content.tr
    blocks: list[Block] = [Heading(1, tr("The path, step by step"))]
    own = content.own_language
    if path.description.strip():
        blocks.append(Paragraph(path.description, language=own))
    for stage in path.stages:
        blocks.append(Heading(2, Tongues(Run(f"{stage.letter} "), Run(stage.name, language=own))))
        if position := stage_position(stage, content):
            blocks.append(Paragraph(position, "small"))
        cards = [card for card in path.cards if card.stage_id == stage.id]
        if cards:
            blocks.append(Bullets(tuple(_card(wanted.said[card.id], wanted.felts, content) for card in cards)))
        else:
            blocks.append(Paragraph(tr("No cards here yet.")))
    lanes = (f"{lane.number} {tr(lane_name(lane))}" for lane in path.lanes)
    blocks.append(Paragraph(tr("The rows, from above: {rows}", rows="; ".join(lanes))))
    if wanted.felts.lowest:
        blocks.append(Paragraph(tr("The lowest points: {codes}", codes=", ".join(wanted.felts.lowest))))
    return blocks


def _card(said: CardSaid, felts: Felts, content: Content) -> Words:
    """Return what a card says: its code, lane and words, then each thing that is known of it as a sentence."""
    own = content.own_language
    parts: list[str | Run] = [
        Run(said.code, bold=True), f" {said.lane}: ", Run(_ended(said.words), language=own),
    ]  # fmt: skip
    facts = (*((said.evidence,) if said.evidence else ()), *said.facts, *said.leads)
    for fact in facts:
        parts.append(" ")
        parts += _fact(fact, own)
    here = [one for one in felts.felt if one.card.id == said.id]
    if here:
        felt = "; ".join(felt_words(one, content) for one in here)
        parts.append(" ")
        parts.append(content.tr("How it feels: {fact}.", fact=felt))
    return runs(*parts)


def _fact(fact: Fact, own: str) -> list[str | Run]:
    words = with_tongue(_ended(fact.words), fact.own, own)
    return [words] if isinstance(words, str) else list(words)


def _ended(words: str) -> str:
    return words if not words.strip() or words.rstrip()[-1] in ".!?…؟" else f"{words.rstrip()}."


def felt_words(one: Felt, content: Content) -> str:
    """Return who felt how at a card."""
    tr = content.tr
    low, high = min(one.values), max(one.values)
    value = tr(FEELING_WORDS[low])
    if low != high:
        value = tr("between {low} and {high}", low=value, high=tr(FEELING_WORDS[high]))
    return tr("{who}: {value}", who=one.group or tr("people"), value=value)


def alternative(wanted: Wanted) -> str:
    """Return in sentences what the whole drawing shows, for somebody who does not see it."""
    path, tr = wanted.path, wanted.content.tr
    stages = "; ".join(f"{stage.letter} {stage.name}".rstrip() for stage in path.stages)
    lanes = "; ".join(f"{lane.number} {tr(lane_name(lane))}" for lane in path.lanes)
    cards = tr.count("{n} card", "{n} cards", len(path.cards))
    said = tr(
        "The path drawn from left to right. Columns: {columns}. Rows: {rows}. On it: {cards}. Every word of it stands "
        "as text below.",
        columns=stages, rows=lanes, cards=cards,
    )  # fmt: skip
    if wanted.felts.lowest:
        said = f"{said} {tr('The lowest points: {codes}', codes=', '.join(wanted.felts.lowest))}."
    return said

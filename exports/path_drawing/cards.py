"""A card of the drawing, laid out for a width: it grows with its words, and nothing on it is cut."""

from dataclasses import dataclass

from exports.document import Marker, Rect, Shape
from exports.path_drawing.said import CardSaid, Fact
from exports.path_drawing.words import LEADING, SIZE, Measure, Row, moved, runs_from_right

PAD, EDGE = 6.0, 4.0
MARK, MARK_GAP = 8.0, 5.0
BETWEEN = 2.0  # two things on a card
BESIDE = 10.0  # two short things in one line
LEAD_GAP = 4.0  # from a card to the words of its arrows
AMONG = 7.0  # two cards of a cell


@dataclass(frozen=True)
class CardPart:
    """A card, or one piece of a card that is longer than a sheet: `box` is how high its frame is, `height` that with
    the words of its arrows below it. Shapes lie from its own upper left corner."""

    card_id: str
    box: float
    height: float
    shapes: tuple[Shape, ...]


def lay_card(said: CardSaid, width: float, measure: Measure, most: float) -> tuple[CardPart, ...]:
    """Return a card in a width: one piece, or several of at most `most` points each where it is longer."""
    left = EDGE + PAD
    room = width - left - PAD
    head = _head(said.code, said.evidence, room, left, measure)
    body: list[Row] = []
    whole = most - 2 * PAD - 3 * SIZE * LEADING  # what a sheet holds below the head of a card
    if said.words.strip():
        body += measure.rows(said.words, room, whole, left=left, language=said.language)
    body += facts_flow(said.facts, room, left, measure, whole)
    again = _head(said.continued, None, room, left, measure)
    parts: list[list[Row]] = [[*head]]
    for row in body:
        if _high(parts[-1]) + BETWEEN + row[0] > most - 2 * PAD and len(parts[-1]) > 1:
            parts.append([*again])
        parts[-1].append(row)
    leads = facts_flow(said.drawn_leads, width - 4, 2, measure, most)
    made = [_framed(said, rows, width) for rows in parts]
    if leads and made[-1].height + LEAD_GAP + _high(leads) <= most:
        made[-1] = _with_leads(made[-1], leads)
    elif leads:  # a sheet of their own below the card
        made += [_with_leads(CardPart(said.id, 0.0, 0.0, ()), [row]) for row in leads]
    return tuple(made)


def facts_flow(facts: tuple[Fact, ...], width: float, left: float, measure: Measure, most: float) -> list[Row]:
    """Return facts one below the other; short ones share a line where they fit."""
    rows: list[Row] = []
    free = 0.0  # of the last line
    for fact in facts:
        made = fact_rows(fact, width, left, measure, most)
        wide = _wide(fact, measure)
        if rows and len(made) == 1 and made[0][0] <= SIZE * LEADING + 0.1 and wide + BESIDE <= free:
            shift = width - free + BESIDE
            [(_, shapes)] = fact_rows(fact, wide + 1, left + shift, measure, most)
            rows[-1] = (rows[-1][0], (*rows[-1][1], *shapes))
            free -= wide + BESIDE + 1
            continue
        rows += made
        single = len(made) == 1 and made[0][0] <= SIZE * LEADING + 0.1 and not runs_from_right(fact.words)
        free = width - wide - 1 if single else 0.0
    return rows


def _wide(fact: Fact, measure: Measure) -> float:
    return (0.0 if fact.mark == "none" else MARK + MARK_GAP) + measure.wide(fact.words)


def fact_rows(fact: Fact, width: float, left: float, measure: Measure, most: float) -> list[Row]:
    """Return a fact with its mark before its first line."""
    inset = 0.0 if fact.mark == "none" else MARK + MARK_GAP
    rows = measure.rows(fact.words, width - inset, most, left=left + inset, tone="muted")
    if inset:
        sign = Marker(left + MARK / 2, SIZE * LEADING / 2, fact.mark, MARK, fact.tone, fact.hollow)
        rows[0] = (rows[0][0], (sign, *rows[0][1]))
    return rows


def _head(code: str, evidence: Fact | None, room: float, left: float, measure: Measure) -> list[Row]:
    """Return the code and, at its right where there is room, the mark of evidence."""
    first = measure.row(code, room, left=left, bold=True, tone="accent")
    if evidence is None:
        return [first]
    wide = _wide(evidence, measure) + 1
    if measure.wide(code, bold=True) + 2 * MARK_GAP + wide <= room:
        [(_, shapes)] = fact_rows(evidence, wide, left + room - wide, measure, 1000)
        return [(first[0], (*first[1], *shapes))]
    return [first, *fact_rows(evidence, room, left, measure, 1000)]


def _high(rows: list[Row]) -> float:
    return sum(high for high, _ in rows) + BETWEEN * max(0, len(rows) - 1)


def _stacked(rows: list[Row], top: float) -> list[Shape]:
    shapes: list[Shape] = []
    for high, own in rows:
        shapes += [moved(shape, 0, top) for shape in own]
        top += high + BETWEEN
    return shapes


def _framed(said: CardSaid, rows: list[Row], width: float) -> CardPart:
    box = _high(rows) + 2 * PAD
    frame = (
        Rect(0, 0, width, box, fill="paper", stroke="line", radius=5),
        Rect(0, 4, EDGE, box - 8, fill=said.tone, radius=2),
    )
    return CardPart(said.id, box, box, (*frame, *_stacked(rows, PAD)))


def _with_leads(part: CardPart, leads: list[Row]) -> CardPart:
    top = part.height + (LEAD_GAP if part.height else 0.0)
    return CardPart(part.card_id, part.box, top + _high(leads), (*part.shapes, *_stacked(leads, top)))

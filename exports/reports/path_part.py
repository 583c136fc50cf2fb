"""The path in a document: a picture of how it feels at each step, its lowest points, and the same path as text."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from exports.document import (
    COLUMN,
    Block,
    Bullets,
    Circle,
    Figure,
    Heading,
    Label,
    Line,
    Mark,
    Marker,
    Paragraph,
    Picture,
    Polyline,
    Rect,
    Run,
    Shape,
    Tone,
    Words,
    runs,
)
from exports.reports.content import Content
from models import records as r
from models import vocabulary as v
from models.queries import lane_name
from resources.texts import N_

FEELING_WORDS = {
    -2: N_("very bad"),
    -1: N_("bad"),
    0: N_("neither good nor bad"),
    1: N_("good"),
    2: N_("very good"),
}
GROUP_LOOKS: tuple[tuple[Tone, Mark], ...] = (
    ("accent", "dot"),
    ("decide", "square"),
    ("idea", "triangle"),
    ("story", "diamond"),
    ("closed", "ring"),
)
STAGES_IN_ROW, LEAST_IN_ROW = 6, 3
NAME, BESIDE_NAME = 12, 10.0  # points: the type of a stage's name, and what its column needs beside it
AXIS = 64.0
HEAD = 58.0
PLOT = 90.0
FOOT = 24.0
LEGEND = 17.0
LETTER = 6.1  # points of a letter in the legend, about


@dataclass(frozen=True)
class Felt:
    """How one group feels at one card: every value that was said. `group` empty: people who are not named by group."""

    card: r.CardRecord
    group: str
    values: tuple[int, ...]

    @property
    def middle(self) -> float:
        """The median."""
        ordered = sorted(self.values)
        half = len(ordered) // 2
        return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def the_path(path: r.PathRecord, content: Content, *, public: bool, text: bool = True) -> list[Block]:
    """Return picture, lowest points and text of a path. `public`: small groups are not named; `text`: with the text."""
    tr = content.tr
    felt = feelings(path, content, public=public)
    state = tr(v.label(v.PATH_STATES, path.state))
    blocks: list[Block] = [Heading(1, tr("The path: {title}", title=path.title)), Paragraph(state, "small")]
    if path.description:
        blocks.append(Paragraph(path.description))
    pictures: list[Block] = []
    for stages in _rows_of(path.stages) if felt else ():
        shown = [one for one in felt if one.card.stage_id in {stage.id for stage in stages}]
        pictures.append(Figure(_picture(stages, path, shown, felt, content), _alternative(shown, content)))
    lowest = _lowest(felt, content) if felt else []
    if not text:  # the picture last: it may begin a page without leaving the one before half empty
        return [*blocks, *lowest, *pictures]
    return [*blocks, *pictures, *lowest, *_as_text(path, felt, content)]


def path_text(path: r.PathRecord, content: Content, *, public: bool) -> list[Block]:
    """Return a path as text alone, step by step, under a heading of the second level."""
    return _as_text(path, feelings(path, content, public=public), content)


def lowest_steps(felt: list[Felt]) -> list[r.CardRecord]:
    """Return the steps whose lowest value is the lowest of the path, if that is below 0."""
    lowest = min((min(one.values) for one in felt), default=0)
    return list(dict.fromkeys(one.card for one in felt if min(one.values) == lowest < 0))


def feelings(path: r.PathRecord, content: Content, *, public: bool) -> list[Felt]:
    """Return what was felt, by card in reading order and by group; unnamed people are joined."""
    found: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for feeling in path.feelings:
        name = (
            content.public_group(feeling.segment_id, feeling.workshop_id)
            if public
            else content.group_name(feeling.segment_id)
        )
        found[feeling.touchpoint_id, name].append(feeling.value)
    names = [group.name for group in content.groups] + [""]
    return [
        Felt(card, name, tuple(found[card.id, name]))
        for card in path.cards
        for name in names
        if (card.id, name) in found
    ]


def _rows_of(stages: tuple[r.StageRecord, ...]) -> list[tuple[r.StageRecord, ...]]:
    """Return the stages of each picture: as many as hold their names without breaking a word."""
    for most in range(STAGES_IN_ROW, LEAST_IN_ROW - 1, -1):
        rows = _shared(stages, most)
        if all(sum(_needed(row)) <= COLUMN - AXIS for row in rows):
            return rows
    return _shared(stages, STAGES_IN_ROW)  # a name that no column holds


def _shared(stages: tuple[r.StageRecord, ...], most: int) -> list[tuple[r.StageRecord, ...]]:
    rows = -(-len(stages) // most)
    size = -(-len(stages) // max(rows, 1))
    return [stages[first : first + size] for first in range(0, len(stages), max(size, 1))]


def _needed(stages: tuple[r.StageRecord, ...]) -> list[float]:
    """Return how wide the column of each stage must be to hold its name in two lines without breaking a word."""
    from exports.pdf.measure import two_lines_wide

    return [two_lines_wide(stage.name, NAME) + BESIDE_NAME for stage in stages]


def _columns(stages: tuple[r.StageRecord, ...]) -> list[float]:
    """Return where each column begins, and where the last one ends: of equal width, but wider for a long name."""
    needed, room = _needed(stages), COLUMN - AXIS
    wide: set[int] = set()
    share = room / len(stages)
    while sum(needed) <= room and (more := {at for at, one in enumerate(needed) if one > share} - wide):
        wide |= more
        share = (room - sum(needed[at] for at in wide)) / max(1, len(stages) - len(wide))
    widths = [needed[at] if at in wide else share for at in range(len(stages))]
    return [AXIS + sum(widths[:at]) for at in range(len(stages) + 1)]


# -- the picture --------------------------------------------------------------------------------


def _picture(
    stages: tuple[r.StageRecord, ...], path: r.PathRecord, shown: list[Felt], felt: list[Felt], content: Content
) -> Picture:
    names = list(dict.fromkeys(one.group for one in felt))
    columns = _columns(stages)
    places = _card_places(stages, shown, columns)
    shapes: list[Shape] = []
    for stage, (left, right) in zip(stages, pairwise(columns), strict=True):
        shapes += _stage_head(stage, left, right - left)
    shapes += _scale(content)
    for card_id, x in places.items():
        code = next(card.code for card in path.cards if card.id == card_id)
        shapes.append(Label(x, HEAD + PLOT + 15, code, 12, bold=True, anchor="middle", tone="muted"))
    for name in names:
        shapes += _line_of([one for one in shown if one.group == name], places, GROUP_LOOKS[names.index(name) % 5])
    shapes += _rings(shown, places, min(min(one.values) for one in felt))
    legend = _legend(names, content)
    lowest = max((one.y for one in legend if isinstance(one, Label)), default=0.0)
    return Picture(COLUMN, lowest + LEGEND / 2, (*shapes, *legend))


def _card_places(stages: tuple[r.StageRecord, ...], shown: list[Felt], columns: list[float]) -> dict[str, float]:
    """Return the middle of each felt card: evenly spaced within the column of its stage."""
    places: dict[str, float] = {}
    for stage, (left, right) in zip(stages, pairwise(columns), strict=True):
        cards = list(dict.fromkeys(one.card.id for one in shown if one.card.stage_id == stage.id))
        for place, card_id in enumerate(cards):
            places[card_id] = left + (place + 0.5) / len(cards) * (right - left)
    return places


def _stage_head(stage: r.StageRecord, x: float, width: float) -> list[Shape]:
    return [
        Rect(x + 2, 0, width - 4, HEAD - 8, fill="panel", radius=5),
        Label(x + 5, 14, stage.letter, 12, bold=True, tone="accent"),
        Label(x + 5, 29, stage.name, NAME, width=width - 7, lines=2),
    ]


def _scale(content: Content) -> list[Shape]:
    shapes: list[Shape] = []
    for value in range(-2, 3):
        y = _height_of(value)
        shapes.append(Line(AXIS, y, COLUMN, y, "line", 1.0 if value == 0 else 0.6, dashed=value != 0))
        words = content.tr(FEELING_WORDS[value]) if value else content.tr("in between")
        shapes.append(Label(AXIS - 8, y + 4, words, 12, anchor="end", tone="muted"))
    return shapes


def _height_of(value: float) -> float:
    return HEAD + PLOT / 2 - value * (PLOT / 2 - 10) / 2


def _line_of(felt: list[Felt], places: dict[str, float], look: tuple[Tone, Mark]) -> list[Shape]:
    """Return a group's points joined by straight lines, with a bar at each point for the spread."""
    tone, mark = look
    points = [(places[one.card.id], _height_of(one.middle)) for one in felt]
    shapes: list[Shape] = []
    for one, (x, _) in zip(felt, points, strict=True):
        if min(one.values) != max(one.values):
            top = _height_of(max(one.values))
            shapes.append(Rect(x - 4, top, 8, _height_of(min(one.values)) - top, fill="panel", stroke=tone, radius=3))
    if len(points) > 1:
        shapes.append(Polyline(tuple(points), tone, 1.6))
    shapes += [Marker(x, y, mark, 8.0, tone) for x, y in points]
    return shapes


def _rings(shown: list[Felt], places: dict[str, float], lowest: int) -> list[Shape]:
    """Return a ring around each lowest point of the path, so that it is found without reading."""
    low = {places[one.card.id] for one in shown if min(one.values) == lowest < 0}
    return [Circle(x, _height_of(lowest), 9.0, fill="", stroke="ink", stroke_width=1.4) for x in sorted(low)]


def _legend(names: list[str], content: Content) -> list[Shape]:
    shapes: list[Shape] = []
    left, y = 0.0, HEAD + PLOT + FOOT + LEGEND * 0.5
    signs: list[tuple[Shape, str]] = []
    for index, name in enumerate(names):
        tone, mark = GROUP_LOOKS[index % 5]
        signs.append((Marker(0, 0, mark, 8.0, tone), name or content.tr("People")))
    ring = Circle(0, 0, 6.0, fill="", stroke="ink", stroke_width=1.4)
    signs.append((ring, content.tr("Lowest point. A bar at a point: from the worst to the best.")))
    for sign, words in signs:
        wide = 20 + LETTER * len(words)
        if left and left + wide > COLUMN:
            left, y = 0.0, y + LEGEND
        shapes += [replace(sign, x=left + 8, y=y), Label(left + 20, y + 4, words, 12)]
        left += wide + 12
    return shapes


def _alternative(shown: Iterable[Felt], content: Content) -> str:
    tr = content.tr
    said = [_felt_words(one, content, code=True) for one in shown]
    if not said:
        return tr("The path drawn from left to right. Nobody has said how it feels at these steps.")
    return tr("How it feels along the path. {said}", said=" ".join(said))


def _felt_words(one: Felt, content: Content, *, code: bool) -> str:
    tr = content.tr
    low, high = min(one.values), max(one.values)
    value = tr(FEELING_WORDS[low])
    if low != high:
        value = tr("between {low} and {high}", low=value, high=tr(FEELING_WORDS[high]))
    who = one.group or tr("people")
    if not code:
        return tr("{who}: {value}", who=who, value=value)
    return tr("At {code}, {who}: {value}.", code=one.card.code, who=who, value=value)


# -- words --------------------------------------------------------------------------------------


def _lowest(felt: list[Felt], content: Content) -> list[Block]:
    """Return the lowest points: every step whose lowest value is the lowest of the path, if that is below 0."""
    tr = content.tr
    cards = lowest_steps(felt)
    if not cards:
        return []
    items: list[Words] = []
    lowest = min(min(one.values) for one in felt)
    for card in cards:
        low = (one for one in felt if one.card == card and min(one.values) == lowest)
        here = "; ".join(_felt_words(one, content, code=False) for one in low)
        words = Run(card.words, language=content.own_language)
        items.append(runs(Run(card.code, bold=True), " ", words, f" ({here})"))
    return [Heading(2, tr("The lowest points")), Bullets(tuple(items))]


def _as_text(path: r.PathRecord, felt: list[Felt], content: Content) -> list[Block]:
    tr = content.tr
    blocks: list[Block] = [Heading(2, tr("The path, step by step"))]
    if not path.cards:
        return [*blocks, Paragraph(tr("There are no cards on this path yet."))]
    lanes = {lane.id: tr(lane_name(lane)) for lane in path.lanes}
    for stage in path.stages:
        cards = [card for card in path.cards if card.stage_id == stage.id]
        blocks.append(Heading(3, f"{stage.letter} {stage.name}"))
        if cards:
            blocks.append(Bullets(tuple(_card_words(card, lanes, felt, content) for card in cards)))
        else:
            blocks.append(Paragraph(tr("No cards here yet.")))
    return blocks


def _card_words(card: r.CardRecord, lanes: dict[str, str], felt: list[Felt], content: Content) -> Words:
    tr = content.tr
    here = "; ".join(_felt_words(one, content, code=False) for one in felt if one.card.id == card.id)
    facts = (
        (N_("Waiting: {fact}."), card.waiting),
        (N_("It hurts here: {fact}"), (card.pain_note or tr("no note")) if card.pain_point else ""),
        (N_("What works: {fact}"), card.what_works),
        (N_("How it feels: {fact}."), here),
    )
    said = " ".join(tr(words, fact=fact.rstrip(".") if words.endswith("}.") else fact) for words, fact in facts if fact)
    start = f" {lanes[card.lane_id]}: {card.words}"
    return runs(Run(card.code, bold=True), start if not said else f"{start}{'' if start.endswith('.') else '.'} {said}")

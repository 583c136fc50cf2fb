"""How it feels along the path: straight lines, one a group with its own shape, a bar for the spread, the lowest named.

A smooth curve would invent lows that nobody told of.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from exports.document import Circle, Label, Line, Marker, Polyline, Rect, Shape
from exports.path_drawing.words import LEADING, SIZE, Measure, moved
from exports.reports.content import Content
from exports.reports.path_part import FEELING_WORDS, GROUP_LOOKS, Felt, feelings, lowest_steps
from models import records as r

PLOT, INSET = 116.0, 12.0  # how high the plot is, and how far from its edges +2 and -2 lie
CODES = SIZE * LEADING + 2
SIGN, SIGN_GAP, ENTRY_GAP = 9.0, 6.0, 18.0
BESIDE = 9.0  # points between the marks of two groups at one card


@dataclass(frozen=True)
class Felts:
    """What was felt on a path, and by which groups; the first entry of `groups` is drawn first."""

    felt: tuple[Felt, ...]
    groups: tuple[str, ...]
    lowest: tuple[str, ...]  # codes of the cards where it is lowest


def felts_of(path: r.PathRecord, content: Content, *, public: bool, groups: bool) -> Felts:
    """Return what was felt. `public`: small groups are not named; `groups` False: nobody is told apart by group."""
    found = feelings(path, content, public=public)
    if not groups:
        cards = dict.fromkeys(one.card for one in found)
        found = [
            Felt(card, "", tuple(value for one in found if one.card == card for value in one.values)) for card in cards
        ]
    names = tuple(dict.fromkeys(one.group for one in found))
    return Felts(tuple(found), names, tuple(card.code for card in lowest_steps(found)))


def codes_high(felts: Felts, columns: Iterable[tuple[str, float]], measure: Measure) -> int:
    """Return in how many rows the codes below the plot stand; `columns`: each stage with its width."""
    return max((len(_code_rows(felts, stage, wide, measure)) for stage, wide in columns), default=1)


def _code_rows(felts: Felts, stage_id: str, wide: float, measure: Measure) -> list[float]:
    """Return as many rows as the codes of a column need where they would touch: every second, every third lower."""
    codes = list(dict.fromkeys(one.card.code for one in felts.felt if one.card.stage_id == stage_id))
    if not codes:
        return [0.0]
    widest = max(measure.wide(code, bold=True) for code in codes) + 6
    step = wide / len(codes)
    return [0.0] * min(len(codes), max(1, -int(-widest // step)))


def height_of(value: float) -> float:
    """Return where a value lies in the plot, from its upper edge."""
    return PLOT / 2 - value * (PLOT / 2 - INSET) / 2


def scale(width: float, names: float, content: Content) -> list[Shape]:
    """Return the five lines of the scale with their words at the left, in the column of the lanes' names."""
    shapes: list[Shape] = []
    for value in range(-2, 3):
        y = height_of(value)
        shapes.append(Line(names, y, width, y, "line", 1.0 if value == 0 else 0.6, dashed=value != 0))
        words = content.tr(FEELING_WORDS[value]) if value else content.tr("in between")
        shapes.append(Label(names - 6, y + SIZE * 0.34, words, SIZE, anchor="end", tone="muted"))
    return shapes


def scale_wide(content: Content, measure: Measure) -> float:
    """Return how wide the column of the names must be for the words of the scale."""
    words = (content.tr(FEELING_WORDS[value]) if value else content.tr("in between") for value in FEELING_WORDS)
    return max(measure.wide(one) for one in words) + 8


def curve(felts: Felts, columns: dict[str, tuple[float, float]], measure: Measure) -> list[Shape]:
    """Return points, bars and lines of every group in a plot whose upper edge is 0, and the codes of the steps."""
    shapes: list[Shape] = []
    places = _places(felts, columns)
    for number, group in enumerate(felts.groups):
        shapes += _line(felts, number, group, places)
    low = min((min(one.values) for one in felts.felt), default=0)
    if low < 0:
        for one in felts.felt:
            if min(one.values) == low:
                x = places[one.card.id] + _aside(felts, felts.groups.index(one.group))
                shapes.append(Circle(x, height_of(low), 9.0, fill="", stroke="ink", stroke_width=1.4))
    for stage_id, (_, wide) in columns.items():
        codes = dict.fromkeys((one.card.id, one.card.code) for one in felts.felt if one.card.stage_id == stage_id)
        rows = len(_code_rows(felts, stage_id, wide, measure))
        for at, (card_id, code) in enumerate(codes):
            y = PLOT + SIZE + at % rows * CODES
            shapes.append(Label(places[card_id], y, code, SIZE, bold=True, anchor="middle", tone="accent"))
    return shapes


def _places(felts: Felts, columns: dict[str, tuple[float, float]]) -> dict[str, float]:
    """Return the middle of each card that something was felt at: evenly spaced within its column."""
    found: dict[str, float] = {}
    for stage_id, (left, wide) in columns.items():
        cards = list(dict.fromkeys(one.card.id for one in felts.felt if one.card.stage_id == stage_id))
        found |= {card_id: left + (at + 0.5) / len(cards) * wide for at, card_id in enumerate(cards)}
    return found


def _aside(felts: Felts, number: int) -> float:
    return (number - (len(felts.groups) - 1) / 2) * BESIDE


def _look(number: int) -> tuple[Marker, bool]:
    """Return the mark of a group; beyond five groups the marks come again, hollow, on a dashed line."""
    tone, mark = GROUP_LOOKS[number % len(GROUP_LOOKS)]
    again = number >= len(GROUP_LOOKS)
    return Marker(0, 0, mark, SIGN, tone, hollow=again), again


def _line(felts: Felts, number: int, group: str, places: dict[str, float]) -> list[Shape]:
    sign, dashed = _look(number)
    shapes: list[Shape] = []
    points: list[tuple[float, float]] = []
    for one in felts.felt:
        if one.group != group or one.card.id not in places:
            continue
        x = places[one.card.id] + _aside(felts, number)
        low, high = height_of(min(one.values)), height_of(max(one.values))
        if low != high:
            shapes.append(Rect(x - 4, high, 8, low - high, fill=sign.fill, stroke=sign.fill, radius=3, tint=True))
        points.append((x, height_of(one.middle)))
    if len(points) > 1:
        shapes.append(Polyline(tuple(points), sign.fill, 1.8, dashed))
    return [*shapes, *(replace(sign, x=x, y=y) for x, y in points)]


def legend(felts: Felts, width: float, content: Content, measure: Measure) -> tuple[float, list[Shape]]:
    """Return what the marks mean, in lines of a width, and how high that is."""
    tr = content.tr
    entries: list[tuple[Shape | None, str]] = [
        (_look(number)[0], group or tr("People")) for number, group in enumerate(felts.groups)
    ]
    entries.append((Rect(-3, -SIGN / 2, 6, SIGN, fill="neutral", stroke="neutral", radius=2, tint=True),
                    tr("from the worst to the best that was said")))  # fmt: skip
    if felts.lowest:
        ring = Circle(0, 0, SIGN / 2 + 1, fill="", stroke="ink", stroke_width=1.4)
        entries.append((ring, tr("the lowest point: {codes}", codes=", ".join(felts.lowest))))
    shapes: list[Shape] = []
    x = y = 0.0
    for sign, words in entries:
        inset = SIGN + SIGN_GAP
        wide = min(width - inset, measure.wide(words) + 1)
        if x and x + inset + wide > width:
            x, y = 0.0, y + SIZE * LEADING + 3
        high, row = measure.row(words, wide, left=x + inset)
        if sign:
            shapes.append(moved(sign, x + SIGN / 2 + 1, y + SIZE * LEADING / 2))
        shapes += [moved(shape, 0, y) for shape in row]
        x += inset + wide + ENTRY_GAP
        y += high - SIZE * LEADING
    return y + SIZE * LEADING, shapes

"""Charts of a report, drawn with the shapes of a picture: bars in rows, and a load against what we have.

A chart is for looking; its numbers stand beside the bars and again in a table, and its alternative text says in
sentences what is to be seen. No meaning by colour alone: what is not sure is hatched, what was planned is hollow.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from exports.document import COLUMN, Block, Figure, Label, Line, Picture, Rect, Shape, Tone
from exports.reports import formats
from exports.reports.content import Content
from models.capacity import Load

MOST_ROWS = 16  # of one picture; a higher one would be scaled down until nobody can read it
NAMES = 190.0  # width of the names at the left
LONG_NAME = 34  # letters; a longer name takes two lines
ROOM_FOR_NUMBERS = 44.0
SIZE = 10.0
BAR, GAP, APART = 12.0, 3.0, 9.0  # height of a bar, between the bars of a row, between rows
LEGEND = 20.0


@dataclass(frozen=True)
class Bar:
    """A bar of a row: its length, and its look. `hollow`: an outline, for what was only planned."""

    value: int
    tone: Tone = "accent"
    hatched: bool = False
    hollow: bool = False


@dataclass(frozen=True)
class Row:
    """A row of a chart: its name, and a bar for each series."""

    name: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Series:
    """An entry of the legend."""

    name: str
    look: Bar


def chart(rows: Sequence[Row], series: Sequence[Series], alt: str, content: Content, caption: str = "") -> list[Block]:
    """Return the rows as one figure, as several where there are many; all have the same scale."""
    longest = max((bar.value for row in rows for bar in row.bars), default=0)
    if not longest:
        return []
    parts = [rows[at : at + MOST_ROWS] for at in range(0, len(rows), MOST_ROWS)]
    made: list[Block] = []
    for number, part in enumerate(parts, 1):
        said = content.tr("{alt} Part {n} of {all}.", alt=alt, n=number, all=len(parts)) if len(parts) > 1 else alt
        picture = _bars(part, series, longest, content.language)
        made.append(Figure(picture, said, caption if number == len(parts) else ""))
    return made


def load_chart(load: Load, name: str, alt: str, content: Content) -> Figure:
    """Return a load as one bar against what we have: what is over goes past the line that marks it."""
    whole = max(load.used, load.have or 0, 1)
    scale = (COLUMN - 2) / whole
    confirmed = max(0, load.confirmed - load.freed)
    sure, maybe = confirmed * scale, load.provisional * scale
    shapes: list[Shape] = [Label(0, 12, name, 11.5, bold=True)]
    have = load.have
    if have is not None:
        shapes.append(Rect(0, 38, have * scale, 22, fill="panel", stroke="neutral", radius=3))
    if sure:
        shapes.append(Rect(0, 38, sure, 22, fill="settled", radius=3))
    if maybe:
        shapes.append(Rect(sure, 38, maybe, 22, fill="decide", hatched=True, radius=3))
    if have is not None:
        shapes += _limit(have * scale, load, content)
    shapes += _load_legend(load, confirmed, content)
    return Figure(Picture(COLUMN, 84, tuple(shapes)), alt)


def _limit(at: float, load: Load, content: Content) -> list[Shape]:
    """Return the line of what we have with its words above it, on the side where there is room."""
    tr = content.tr
    much = formats.amount(load.measure, load.have or 0, content.project.currency, tr)
    words = tr("What we have: {amount}", amount=much)
    side = "end" if at > COLUMN / 2 else "start"
    shapes: list[Shape] = [Line(at, 32, at, 66, "ink", 2.4)]
    shapes.append(Label(at, 28, words, SIZE, anchor=side))
    return shapes


def _load_legend(load: Load, confirmed: int, content: Content) -> list[Shape]:
    tr, currency = content.tr, content.project.currency
    entries = (
        (tr("Confirmed: {amount}", amount=formats.amount(load.measure, confirmed, currency, tr)), Bar(1, "settled")),
        (
            tr("Not confirmed yet: {amount}", amount=formats.amount(load.measure, load.provisional, currency, tr)),
            Bar(1, "decide", hatched=True),
        ),
        (
            tr("Past what we have: {amount}", amount=formats.amount(load.measure, load.over, currency, tr))
            if load.over
            else "",
            None,
        ),
    )
    shapes: list[Shape] = []
    for at, (words, look) in enumerate(entry for entry in entries if entry[0]):
        x = at * COLUMN / 3
        if look:
            shapes.append(_swatch(x, 70, look))
        shapes.append(Label(x + (16 if look else 0), 79, words, SIZE, bold=not look, width=COLUMN / 3 - 18))
    return shapes


# -- rows -------------------------------------------------------------------------------------------------------------


def _bars(rows: Sequence[Row], series: Sequence[Series], longest: int, language: str) -> Picture:
    scale = (COLUMN - NAMES - ROOM_FOR_NUMBERS) / longest
    shapes: list[Shape] = []
    y = LEGEND + 6 if len(series) > 1 else 2.0
    top = y
    if len(series) > 1:
        shapes += _legend(series)
    for row in rows:
        height = len(row.bars) * (BAR + GAP) - GAP
        two = len(row.name) > LONG_NAME
        least = max(height, 2 * SIZE * 1.25 if two else 0.0)
        middle = y + least / 2
        baseline = middle - 2 if two else middle + 3.5
        shapes.append(Label(NAMES - 10, baseline, row.name, SIZE, anchor="end", width=NAMES - 14, lines=2))
        at = middle - height / 2
        for bar in row.bars:
            shapes += _bar(bar, at, scale, language)
            at += BAR + GAP
        y += least + APART
    return Picture(COLUMN, y - APART + 6, (Line(NAMES, top - 2, NAMES, y - APART + 2, "neutral", 0.8), *shapes))


def _bar(bar: Bar, y: float, scale: float, language: str) -> Iterable[Shape]:
    width = bar.value * scale
    if width:
        yield _look(NAMES, y, width, BAR, bar)
    words = formats.number(bar.value, language)
    yield Label(NAMES + width + 6, y + BAR - 2.5, words, SIZE, bold=not bar.hollow)


def _legend(series: Sequence[Series]) -> Iterable[Shape]:
    room = (COLUMN - NAMES) / len(series)
    for at, one in enumerate(series):
        x = NAMES + at * room
        yield _swatch(x, 2, one.look)
        yield Label(x + 16, 11, one.name, SIZE, width=room - 20)


def _swatch(x: float, y: float, look: Bar) -> Shape:
    return _look(x, y, 11, 11, look)


def _look(x: float, y: float, width: float, height: float, bar: Bar) -> Shape:
    if bar.hollow:
        return Rect(x, y, width, height, fill="", stroke=bar.tone, radius=2, stroke_width=1.2)
    return Rect(x, y, width, height, fill=bar.tone, hatched=bar.hatched, radius=2)

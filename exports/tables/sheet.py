"""A table as data: its columns with their type and meaning, and its rows; each file format writes the same one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

Cell = str | int | Decimal | date | bool | None
Kind = Literal["text", "long", "code", "whole", "decimal", "date", "yes_no"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `name` is the same in every language, because programs read it; `meaning` is for people.

    `long` holds people's or the organisation's own words, of any length; an empty cell (None) means: not said.
    """

    name: str
    meaning: str
    kind: Kind = "text"


@dataclass(frozen=True)
class Sheet:
    """One table: `name` for programs, `title` and `about` for people, rows as wide as there are columns."""

    name: str
    title: str
    about: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def in_words(cell: Cell) -> str:
    """Return a cell as a text with delimiters holds it: dates as 2027-05-14, a point before decimals, yes or no."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    return str(cell)


def pieces(text: str, longest: int) -> tuple[str, ...]:
    """Return a text in pieces of at most `longest` UTF-16 units, because spreadsheets count those; never half a
    character."""
    found: list[str] = []
    start = size = 0
    for at, letter in enumerate(text):
        units = 2 if ord(letter) > 0xFFFF else 1
        if size + units > longest:
            found.append(text[start:at])
            start, size = at, 0
        size += units
    return (*found, text[start:])


def split_long(sheet: Sheet, longest: int) -> Sheet:
    """Return a sheet whose too long words go on in further columns: “words”, “words (2)” and so on."""
    count = [1] * len(sheet.columns)
    for row in sheet.rows:
        for at, cell in enumerate(row):
            if isinstance(cell, str) and len(cell) * 2 > longest:
                count[at] = max(count[at], len(pieces(cell, longest)))
    if max(count, default=1) == 1:
        return sheet
    columns = tuple(one for column, n in zip(sheet.columns, count, strict=True) for one in _numbered(column, n))
    rows = tuple(tuple(_spread(row, count, longest)) for row in sheet.rows)
    return Sheet(sheet.name, sheet.title, sheet.about, columns, rows)


def _numbered(column: Column, n: int) -> Iterator[Column]:
    yield column
    for number in range(2, n + 1):
        yield Column(f"{column.name} ({number})", column.meaning, column.kind)


def _spread(row: Iterable[Cell], count: list[int], longest: int) -> Iterator[Cell]:
    for cell, n in zip(row, count, strict=True):
        found: tuple[Cell, ...] = pieces(cell, longest) if n > 1 and isinstance(cell, str) else (cell,)
        yield from (*found, *[None] * (n - len(found)))

"""Finds values that no column of a project can hold: bytes or broken UTF-8 or a null character where a text belongs, a
text where a number belongs, nothing where something must be, a day or moment that is none, and values too long to be
read at all.

What is read is first measured in the database, so that a value of 900 MB is never brought into memory.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy.dialects.sqlite import dialect as sqlite_dialect

from models.tables import Base
from models.tables.base import Day, Instant, microseconds

LONGEST_VALUE = 64 * 1024 * 1024  # bytes; the largest import of the tests packs into 5 MB
MANY = 2000  # rows whose texts are looked at together
INDEX = "search_entry"  # the texts of others once more, in pieces
TEXT, NUMBER, BYTES = "text", "integer", "blob"
DAY = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]"
FIRST_MOMENT = microseconds(datetime(1, 1, 1, tzinfo=UTC))
LAST_MOMENT = microseconds(datetime(9999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC))
_DIALECT = sqlite_dialect()


@dataclass(frozen=True, slots=True)
class Odd:
    """A value that its column cannot hold, by the row's place in its table."""

    table: str
    rowid: int
    column: str


@cache
def kinds(table: str) -> dict[str, tuple[str, bool]]:
    """Return what each column of a table holds (TEXT, NUMBER or BYTES), and whether it may be empty."""
    found: dict[str, tuple[str, bool]] = {}
    for column in Base.metadata.tables[table].columns:
        stored = column.type.compile(dialect=_DIALECT)
        found[column.name] = ({"TEXT": TEXT, "BLOB": BYTES}.get(stored, NUMBER), bool(column.nullable))
    return found


def tables() -> tuple[str, ...]:
    """Return the tables of a project, without those of the search indexes."""
    return tuple(Base.metadata.tables)


def _length(raw: Any) -> str:
    """Return how to ask for the bytes of a column. The stock driver of an older Python knows no octet_length, and reads
    the value for its length."""
    version = str(raw.execute("SELECT sqlite_version()").fetchone()[0])
    return 'octet_length("{}")' if tuple(map(int, version.split(".")[:2])) >= (3, 43) else 'length(CAST("{}" AS BLOB))'


def measured(raw: Any, *, present: bool = True) -> tuple[str, list[Odd]]:
    """Return a table with a value too long to be read, or an empty text; and the values of the wrong kind.

    Only the heads of the rows are read, so that a hostile file is known in no time. `present`: the file is of the
    present version, and so has every column.
    """
    long, odd, length = "", list[Odd](), _length(raw)
    for name in tables():
        columns = kinds(name)
        if not present:
            there = {row[1] for row in raw.execute(f'PRAGMA table_info("{name}")').fetchall()}
            columns = {column: kind for column, kind in columns.items() if column in there}
            if not columns:
                continue
        if _is_empty(raw, name):
            continue
        question, sized = _question(name, tuple(columns), length)
        found = raw.execute(question).fetchone()
        if any((size or 0) > LONGEST_VALUE for size in found[:sized]):
            long = name
        for column, count in zip(columns, found[sized:], strict=True):
            if count:
                test = _test(name, column)
                rows = raw.execute(f'SELECT rowid FROM "{name}" WHERE {test}').fetchall()  # noqa: S608 - our own names
                odd += (Odd(name, int(row[0]), column) for row in rows)
    return long, odd


@cache
def _question(table: str, columns: tuple[str, ...], length: str) -> tuple[str, int]:
    """Return how to ask for the longest value of each column that may be long and then for what each cannot hold, and
    how many those first ones are."""
    held = kinds(table)
    sized = [column for column in columns if held[column][0] != NUMBER]
    asked = [f"max({length.format(column)})" for column in sized]
    asked += (f"sum({_test(table, column)})" for column in columns)
    return f'SELECT {", ".join(asked)} FROM "{table}"', len(sized)  # noqa: S608 - names of our own schema


@cache
def _test(table: str, column: str) -> str:
    """Return how to ask for what a column cannot hold: another kind of value, a day or a moment that is none."""
    kind, may_be_empty = kinds(table)[column]
    among = f"'{kind}', 'null'" if may_be_empty else f"'{kind}'"
    test = f'typeof("{column}") NOT IN ({among})'
    held = Base.metadata.tables[table].columns[column].type
    if isinstance(held, Day):  # SQLite takes more for a day than Python: 30 February, the year 0, a time behind it
        test += f' OR "{column}" NOT GLOB \'{DAY}\' OR date("{column}") IS NOT "{column}" OR "{column}" < \'0001\''
    if isinstance(held, Instant):
        test += f' OR "{column}" NOT BETWEEN {FIRST_MOMENT} AND {LAST_MOMENT}'
    return f'"{column}" IS NOT NULL AND ({test})' if may_be_empty else f"({test})"


def unreadable(raw: Any, stops: Callable[[], bool] = lambda: False) -> Iterator[Odd]:
    """Yield every text of a measured file that is no UTF-8 or holds a null character, until something `stops` it."""
    for name in tables():
        if name != INDEX and not _is_empty(raw, name):
            yield from _unreadable(raw, name, stops)


def _is_empty(raw: Any, table: str) -> bool:
    """Tell whether a table has no rows, as most have: what is asked of rows takes longer to understand than this."""
    return raw.execute(f'SELECT 1 FROM "{table}" LIMIT 1').fetchone() is None  # noqa: S608 - names of our own schema


def _unreadable(raw: Any, name: str, stops: Callable[[], bool]) -> Iterator[Odd]:
    """Yield texts that are no UTF-8 or hold a null character; many are looked at together, which is as quick as reading
    a file."""
    columns = [column for column, (kind, _) in kinds(name).items() if kind == TEXT]
    if not columns:
        return
    names = ", ".join(f'"{column}"' for column in columns)
    joined = ", ".join(f'group_concat("{column}", char(10))' for column in columns)
    chunk = f'SELECT rowid AS at, {names} FROM "{name}" WHERE rowid > ? ORDER BY rowid LIMIT {MANY}'  # noqa: S608
    last, kept = -(2**63), raw.text_factory
    raw.text_factory = bytes
    try:
        while not stops():
            *texts, end, count = raw.execute(
                f"SELECT {joined}, max(at), count(*) FROM ({chunk})",  # noqa: S608 - names of our own schema
                (last,),
            ).fetchone()
            if not all(map(_is_text, texts)):
                for rowid, *values in raw.execute(chunk, (last,)).fetchall():
                    yield from (
                        Odd(name, int(rowid), column)
                        for column, value in zip(columns, values, strict=True)
                        if isinstance(value, bytes) and not _is_text(value)
                    )
            if count < MANY:
                return
            last = end
    finally:
        raw.text_factory = kept


def _is_text(value: bytes | None) -> bool:
    if value is None:
        return True
    try:
        value.decode()
    except UnicodeDecodeError:
        return False
    return b"\0" not in value

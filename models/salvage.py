"""Reads what is left of the tables of a damaged project: out of its raw pages, or where these are encrypted, through
SQLite around what it cannot read."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from models.images import parts, unpack_part
from models.odd_values import BYTES, INDEX, NUMBER, kinds, tables
from models.pages import BadText, Cell, Pages, Value
from models.shapes import shapes
from models.tables import SEARCH_TABLES, Base

HISTORY = "history_step"
PATIENCE = 600  # attempts at what cannot be read, a table
SHADOWS = tuple(f"CREATE TABLE '{name}_" for name in SEARCH_TABLES)  # an index makes its own tables by itself
ID = re.compile(r"[0-9a-f]{32}")
MASTER = 1  # the page where the table of all tables begins
MASTER_COLUMNS = 5
_NO_COLUMN = {"CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"}
Row = dict[str, Value]


@dataclass
class Salvaged:
    """What was read. `ids`: which table a row belongs to, as the history knows it; `lost`: rows seen and not read;
    `statements`: how the file's own tables were made, if all of that could be read."""

    version: int
    rows: dict[str, list[Row]] = field(default_factory=dict[str, list[Row]])
    lost: Counter[str] = field(default_factory=Counter[str])
    statements: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Table:
    name: str
    columns: tuple[str, ...]
    root: int


def from_pages(pages: Pages, only: Collection[str] = ()) -> Salvaged:
    """Return what the pages of a plain file hold. `only`: of these tables, as far as their trees lead."""
    seen = pages.free()
    entries = _schema(pages, seen)
    known = {table.name: table for table in _tables(entries)}
    every = {name: known.get(name) or _Table(name, tuple(kinds(name)), 0) for name in tables()}
    held: dict[int, str] = {}
    for name, root in _roots(entries):
        if only and name not in only:
            continue
        for number in pages.leaves(root, seen):
            held[number] = name
    for number in () if only else range(1, pages.count + 1):
        if number not in seen and pages.is_leaf(number):
            held[number] = ""
    found = {number: pages.cells(number) for number, name in held.items() if name in every or not name}
    saved = Salvaged(int.from_bytes(pages.page(1)[60:64]))
    _take(saved, every, {number: one.cells for number, one in found.items()}, held)
    for number, one in found.items():
        saved.lost[held[number]] += one.lost
    saved.statements = tuple(str(sql) for *_, sql in entries if sql and not str(sql).startswith(SHADOWS))
    return saved


def _take(saved: Salvaged, every: dict[str, _Table], found: dict[int, list[Cell]], held: dict[int, str]) -> None:
    """Give every page's rows to their table: the history's first, since they know the ids of all others."""
    steps = every[HISTORY]
    of_history = {number for number, cells in found.items() if held[number] in ("", HISTORY) and _fit(steps, cells)}
    rows = [_row(steps, cell) for number in sorted(of_history) for cell in found[number]]
    saved.rows[HISTORY] = rows
    ids = _ids(rows)
    for number, cells in found.items():
        if number in of_history or not cells:
            continue
        name = _home(every, cells, ids, held[number])
        held[number] = name or "?"
        if name and name != INDEX:
            saved.rows.setdefault(name, []).extend(_row(every[name], cell) for cell in cells)
        elif not name:
            saved.lost["?"] += len(cells)


def _home(every: dict[str, _Table], cells: list[Cell], ids: Mapping[str, str], held: str) -> str:
    """Return the table whose rows a page holds: as the history knows them, as the tree says, else the only one that
    they fit; empty: nobody knows."""
    told = Counter(ids[value] for cell in cells for value in cell.values if isinstance(value, str) and value in ids)
    likely = [name for name, _ in told.most_common() if _fit(every[name], cells) and _own_ids(every[name], cells, ids)]
    if likely:
        return likely[0]
    if held in every and _fit(every[held], cells):
        return held
    fitting = [name for name, table in every.items() if _fit(table, cells)]
    return fitting[0] if len(fitting) == 1 else ""


def _own_ids(table: _Table, cells: list[Cell], ids: Mapping[str, str]) -> bool:
    """Tell whether the rows' own ids, rather than those they refer to, are of this table."""
    at = table.columns.index("id") if "id" in table.columns else -1
    own = [cell.values[at] for cell in cells if 0 <= at < len(cell.values)]
    return any(isinstance(value, str) and ids.get(value) == table.name for value in own)


def _ids(rows: Iterable[Row]) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in rows:
        packed = row.get("images")
        try:
            for part in parts(packed if isinstance(packed, bytes) else None):
                found.update((image.id, image.table) for image in unpack_part(part) if image.table in shapes())
        except ValueError:
            continue
    return found


def _fit(table: _Table, cells: list[Cell]) -> bool:
    """Tell whether most of these rows can be rows of a table."""
    return bool(cells) and 2 * sum(_fits(table, cell) for cell in cells) > len(cells)


def _fits(table: _Table, cell: Cell) -> bool:
    if not 2 <= len(cell.values) <= len(table.columns) or len(cell.values) < _fewest(table.name):
        return False
    wrong = sum(
        not may_hold(table.name, column, value) for column, value in zip(table.columns, cell.values, strict=False)
    )
    return wrong <= len(table.columns) // 8


@cache
def _fewest(name: str) -> int:
    """Return how many columns a table had in the first version."""
    columns = Base.metadata.tables[name].columns
    return sum(int(column.info.get("since", 1)) == 1 for column in columns) - (4 if name == HISTORY else 2)


@cache
def _reference(name: str, column: str) -> bool:
    described = Base.metadata.tables[name].columns[column]
    return column == "id" or bool(described.foreign_keys) or "loose_ref" in described.info


@cache
def key_of(name: str) -> str:
    """Return the column that is the place of a row in its table itself, or an empty text."""
    primary = [column.name for column in Base.metadata.tables[name].primary_key.columns]
    return primary[0] if kinds(name)[primary[0]][0] == NUMBER else ""


def may_hold(name: str, column: str, value: Value) -> bool:
    """Tell whether a column can hold a value: its kind, whether it may be empty, whether it is an id or a code."""
    kind, may_be_empty = kinds(name)[column]
    if value is None:
        return may_be_empty or column == key_of(name)
    if isinstance(value, BadText):
        return False
    if kind == BYTES:
        return isinstance(value, bytes)
    if kind == NUMBER:
        return isinstance(value, int)
    if not isinstance(value, str):
        return False
    among = Base.metadata.tables[name].columns[column].info.get("among")
    if among is not None:
        return value in among
    return not _reference(name, column) or bool(ID.fullmatch(value))


def _row(table: _Table, cell: Cell) -> Row:
    """Return a row by its columns; those that came after it was written have no value yet."""
    row: Row = dict(zip(table.columns, cell.values, strict=False))
    if key := key_of(table.name):
        row[key] = cell.rowid
    return row


# -- the table of all tables ----------------------------------------------------------------------


def _schema(pages: Pages, seen: set[int]) -> list[tuple[Value, ...]]:
    """Return the rows of sqlite_schema; where its first page is gone, those of the pages that it led to."""
    rows = [cell.values for number in pages.leaves(MASTER, seen) for cell in pages.cells(number).cells]
    if not rows:
        leaves = (number for number in range(1, pages.count + 1) if pages.is_leaf(number))
        rows = [cell.values for number in leaves for cell in pages.cells(number).cells if _is_entry(cell.values)]
    return [values for values in rows if _is_entry(values)]


def _is_entry(values: tuple[Value, ...]) -> bool:
    if len(values) != MASTER_COLUMNS or values[0] not in ("table", "index"):
        return False
    _, name, table, root, sql = values
    plain = isinstance(name, str) and isinstance(table, str) and isinstance(root, int)
    return plain and (sql is None or isinstance(sql, str))


def _roots(entries: list[tuple[Value, ...]]) -> Iterator[tuple[str, int]]:
    return ((str(name), root) for kind, name, _, root, _ in entries if kind == "table" and isinstance(root, int))


def _tables(entries: list[tuple[Value, ...]]) -> Iterator[_Table]:
    for kind, name, _, root, sql in entries:
        if kind == "table" and name in Base.metadata.tables and isinstance(root, int):
            columns = columns_of(str(sql or ""))
            if columns and set(columns) <= set(kinds(str(name))):
                yield _Table(str(name), columns, root)


def columns_of(statement: str) -> tuple[str, ...]:
    """Return the columns that a CREATE TABLE names, in their order, without running it."""
    body = statement.partition("(")[2].rpartition(")")[0]
    pieces, depth = [""], 0
    for letter in body:
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if letter == "," and not depth:
            pieces.append("")
        else:
            pieces[-1] += letter
    words = [piece.split()[0] for piece in pieces if piece.split()]
    return tuple(word.strip('"`[]') for word in words if word.upper() not in _NO_COLUMN)


# -- through SQLite ---------------------------------------------------------------------------------


class Through:
    """A connection to a locked file, taken anew after each fault: SQLCipher stops at a broken seal."""

    def __init__(self, connect: Callable[[], Any], errors: type[Exception]) -> None:
        self._connect, self._errors = connect, errors
        self._raw: Any = None

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]] | None:
        """Return the rows of a SELECT, None where they cannot be read."""
        try:
            self._raw = self._raw or self._connect()
            return self._raw.execute(sql, values).fetchall()
        except self._errors:
            self.close()
            return None

    def close(self) -> None:
        """Let go of the file."""
        if self._raw is not None:
            self._raw.close()
            self._raw = None


def through_sqlite(through: Through) -> Salvaged:
    """Return what SQLite can still read, going around what it cannot."""
    version = through.rows("PRAGMA user_version") or [(0,)]
    saved = Salvaged(int(version[0][0]))
    entries = through.rows("SELECT type, name, tbl_name, rootpage, sql FROM sqlite_schema") or []
    saved.statements = tuple(str(sql) for *_, sql in entries if sql and not str(sql).startswith(SHADOWS))
    for table in _tables(entries):
        if table.name != INDEX:
            _around(through, table, saved)
    return saved


def _around(through: Through, table: _Table, saved: Salvaged) -> None:
    """Read a table's rows by the halves of the range of their keys, until what cannot be read is one key."""
    found = saved.rows.setdefault(table.name, [])
    names = ", ".join(f'"{column}"' for column in table.columns)
    sql = f'SELECT rowid, {names} FROM "{table.name}" WHERE rowid BETWEEN ? AND ?'  # noqa: S608 - our own names
    waiting, failed = [_range(through, table.name)], 0
    while waiting and failed < PATIENCE:
        first, last = waiting.pop()
        rows = through.rows(sql, first, last)
        if rows is not None:
            found.extend(_row(table, Cell(rowid, tuple(values))) for rowid, *values in rows)
            continue
        failed += 1
        if first >= last:
            saved.lost[table.name] += 1
            continue
        middle = (first + last) // 2
        waiting += [(middle + 1, last), (first, middle)]
    saved.lost[table.name] += bool(waiting)  # nobody knows how many


def _range(through: Through, name: str) -> tuple[int, int]:
    """Return the first and the last key of a table; where an end cannot be read, as far as keys are likely to go."""
    first, last = (through.rows(f'SELECT {end}(rowid) FROM "{name}"') for end in ("min", "max"))  # noqa: S608
    if first is None and last is None:  # the page that leads to all others is gone
        return 1, 1
    least = int(first[0][0] or 0) if first else 1
    return least, int(last[0][0] or 0) if last else least + (1 << 16)

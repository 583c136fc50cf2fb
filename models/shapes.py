"""What the writer knows about each table: its columns, how values are stored, and what they may hold."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import itemgetter
from typing import Any, cast

from sqlalchemy import Column, Text
from sqlalchemy.dialects.sqlite import dialect as sqlite_dialect

from models.errors import Refused
from models.tables import Base, domain_classes
from models.tables.base import LONGEST_TEXT, Day
from resources.texts import N_

Raw = str | int | bytes | None
RawRow = dict[str, Raw]
StoredRow = tuple[Raw, ...]  # a whole row, in the order of its table's columns
LARGEST_NUMBER = 2**63 - 1
_DIALECT = sqlite_dialect()
MANY = 20  # rows from which on checking them by column is quicker


@dataclass(frozen=True)
class Reference:
    """A column that refers to a row of `target`. `owned`: the row goes with the one it refers to.
    `loose`: without a foreign key, so it may point at nothing. `carries`: what it refers to goes with the last of them.
    """

    column: str
    target: str
    owned: bool
    loose: bool = False
    carries: bool = False


@dataclass(frozen=True)
class Shape:
    """One table, seen from the writer."""

    cls: type[Base]

    @cached_property
    def name(self) -> str:
        """The table's name."""
        return self.cls.__tablename__

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The column names, in the order of the INSERT statement."""
        return tuple(column.name for column in self._columns)

    @cached_property
    def _columns(self) -> tuple["Column[Any]", ...]:
        return tuple(self.cls.__table__.columns)  # type: ignore[arg-type]

    @cached_property
    def _binds(self) -> dict[str, Callable[[Any], Raw]]:
        processors = ((c.name, c.type.dialect_impl(_DIALECT).bind_processor(_DIALECT)) for c in self._columns)
        return {name: processor for name, processor in processors if processor is not None}

    @cached_property
    def unsaid(self) -> dict[str, object]:
        """The value of each column that nothing was said about."""
        return {c.name: c.default.arg if c.default is not None else None for c in self._columns}  # type: ignore[union-attr]

    @cached_property
    def defaults(self) -> RawRow:
        """The same values as they are stored."""
        return {name: self._stored(name, value) for name, value in self.unsaid.items()}

    @cached_property
    def has_code(self) -> bool:
        """Whether its rows have a reference code."""
        return "code" in self.columns

    @cached_property
    def has_moment(self) -> bool:
        """Whether its rows have a moment of entry."""
        return "created_at" in self.columns

    def place(self, name: str) -> int:
        """Return the place of a column in a stored row."""
        return self.columns.index(name)

    @cached_property
    def searched(self) -> tuple[str, ...]:
        """The columns whose texts are in the search index."""
        return tuple(c.name for c in self._columns if c.info.get("search"))

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """The columns that refer to other rows."""
        found: list[Reference] = []
        for column in self._columns:
            for key in column.foreign_keys:
                owned = not column.nullable or bool(column.info.get("owned"))
                carries = bool(column.info.get("carries"))
                found.append(Reference(column.name, key.column.table.name, owned, carries=carries))
            if loose := column.info.get("loose_ref"):
                found.append(Reference(column.name, loose, owned=True, loose=True))
        return tuple(found)

    @cached_property
    def insert(self) -> str:
        """The INSERT statement, all columns in order."""
        marks = ", ".join("?" * len(self.columns))
        return f"INSERT INTO {self.name} ({self._names}) VALUES ({marks})"  # noqa: S608 - names of our own schema

    @cached_property
    def select(self) -> str:
        """The SELECT statement of one row by its id."""
        return f"SELECT {self._names} FROM {self.name} WHERE id = ?"  # noqa: S608 - names of our own schema

    @cached_property
    def select_all(self) -> str:
        """The SELECT statement of every row."""
        return f"SELECT {self._names} FROM {self.name}"  # noqa: S608 - names of our own schema

    @cached_property
    def siblings(self) -> tuple[str, tuple[str, ...]] | None:
        """The order column and the columns that its siblings share, None where the table has no order."""
        ranked = [(c.name, tuple(c.info["rank"])) for c in self._columns if "rank" in c.info]
        return ranked[0] if ranked else None

    def is_ranked(self, name: str) -> bool:
        """Tell whether a column is the order key."""
        return self.siblings is not None and self.siblings[0] == name

    def is_hashed(self, name: str) -> bool:
        """Tell whether a column is part of the content hash."""
        return self._rules.get(name, {}).get("hash", True)

    def since(self, name: str) -> int:
        """Return the schema version that a column came with."""
        return int(self._rules.get(name, {}).get("since", 1))

    def table_column_of(self, name: str) -> str | None:
        """Return the column that names the table which the column `name` refers into, None for all others."""
        return self._rules.get(name, {}).get("any_ref")

    @cached_property
    def _names(self) -> str:
        return ", ".join(f'"{name}"' for name in self.columns)

    @cached_property
    def _rules(self) -> dict[str, Mapping[str, Any]]:
        return {c.name: c.info for c in self._columns if c.info}

    def raw(self, values: Mapping[str, object]) -> RawRow:
        """Return `values` as they are stored. Refused: a value that its column may not hold."""
        for name in values:
            if name not in self.unsaid:
                raise KeyError(f"{self.name} has no column {name}")
        return {name: self._checked(name, self._stored(name, value)) for name, value in values.items()}

    def stored(self, rows: Sequence[Mapping[str, object]]) -> list[StoredRow]:
        """Return whole rows as they are stored; what was not said is filled in. Refused: as `raw`.

        Many rows are checked column by column, which takes a quarter of the time of value by value; only a column
        that holds something wrong is then looked at value by value, to say what.
        """
        if len(rows) < MANY:
            return [self._picked({**self.defaults, **self.raw(row)}) for row in rows]
        whole = [{**self.unsaid, **row} for row in rows]
        if odd := next((row for row in whole if len(row) > len(self.columns)), None):
            self.raw(odd)  # says which column there is not
        given = zip(*map(self._picked, whole), strict=True)
        kept = [self._column(name, values) for name, values in zip(self.columns, given, strict=True)]
        return list(zip(*kept, strict=True))

    @cached_property
    def _picked(self) -> Callable[[Mapping[str, Any]], tuple[Any, ...]]:
        return cast("Callable[[Mapping[str, Any]], tuple[Any, ...]]", itemgetter(*self.columns))

    def _column(self, name: str, values: tuple[Any, ...]) -> Sequence[Raw]:
        if bind := self._binds.get(name):
            values = tuple(map(bind, values))
        kinds = set(map(type, values)) - {type(None)}
        if kinds <= {self._kinds[name]} and (not kinds or self._all_fit(name, values)):
            return values
        return [self._checked(name, self._plain(value)) for value in values]

    def _all_fit(self, name: str, values: tuple[Any, ...]) -> bool:
        """Tell whether the values of a column, all of its kind or None, may be kept as they are."""
        found = [value for value in values if value is not None]
        if self._kinds[name] is int:
            return min(found) >= -LARGEST_NUMBER and max(found) <= LARGEST_NUMBER
        rules = self._rules.get(name, {})
        if (among := rules.get("among")) is not None:
            return set(found) <= set(among)
        together = "".join(found)
        return (
            max(map(len, found)) <= rules.get("longest", LONGEST_TEXT)
            and not (rules.get("needed") and not all(map(str.strip, found)))
            and "\0" not in together
            and (together.isascii() or _is_encodable(together))
        )

    def _stored(self, name: str, value: object) -> Raw:
        bind = self._binds.get(name)
        return self._plain(bind(value) if bind else value)

    @staticmethod
    def _plain(value: object) -> Raw:
        return int(value) if isinstance(value, bool) else value  # type: ignore[return-value]

    @cached_property
    def _kinds(self) -> dict[str, type]:
        # Only as a column's own type does SQLite give a value back as it was, which undo relies on.
        return {c.name: str if isinstance(c.type, Text | Day) else int for c in self._columns}

    def _checked(self, name: str, value: Raw) -> Raw:
        if value is not None and not isinstance(value, self._kinds[name]):
            raise TypeError(f"{self.name}.{name} does not hold {type(value).__name__}")
        if isinstance(value, str):
            check_text(value, self._rules.get(name, {}))
        elif isinstance(value, int) and not -LARGEST_NUMBER <= value <= LARGEST_NUMBER:
            raise Refused(N_("This number is too large to be kept."))
        return value


def check_text(value: str, rules: Mapping[str, Any]) -> None:
    """Refuse a text that a column cannot keep: unknown code, too long, blank, or not storable."""
    among = rules.get("among")
    if among is not None and value not in among:
        raise Refused(N_("“{value}” is not one of: {among}."), value=value, among=", ".join(filter(None, among)))
    longest = rules.get("longest", LONGEST_TEXT)
    if len(value) > longest:
        raise Refused(
            N_("This text has {length} characters; at most {longest} can be kept."), length=len(value), longest=longest
        )
    if rules.get("needed") and not value.strip():
        raise Refused(N_("There are no words yet: write at least one."))
    if "\0" in value:
        raise Refused(N_("This text holds a null character, which cannot be kept. Remove it and try again."))
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise Refused(
            N_("The character at place {place} is half of a pair and cannot be kept. Remove it and try again."),
            place=error.start + 1,
        ) from None


def _is_encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


@lru_cache
def shape_of(cls: type[Base]) -> Shape:
    """Return the shape of a mapped class."""
    return Shape(cls)


@lru_cache
def shapes() -> dict[str, Shape]:
    """Return the shape of every table in the history, by name."""
    return {cls.__tablename__: shape_of(cls) for cls in domain_classes()}


@lru_cache
def referring_to(table: str) -> tuple[tuple[Shape, Reference], ...]:
    """Return every (table, column) that refers to rows of `table`."""
    return tuple((shape, ref) for shape in shapes().values() for ref in shape.references if ref.target == table)

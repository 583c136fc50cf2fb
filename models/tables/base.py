"""What every table shares: typed columns, the marks the writer reads, and one metadata.

A column's `info` says what the writer and the content hash must know about it:
`among` the legal codes; `longest` characters; `needed` not blank; `search` in the search index;
`hash=False` not part of the content hash (codes, times); `owned` a reference that may be empty, and whose
row goes with its owner all the same; `carries` a reference whose row goes with the last that refers to it;
`loose_ref` a reference without a foreign key; `rank` an order key,
hashed as the rank among the siblings that share these columns; `since` the schema version that a column came with:
it is in the content hash only where something was said, so that a project keeps its hash when it is migrated.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Any, ClassVar

from sqlalchemy import Boolean, Dialect, ForeignKey, Integer, MetaData, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from models.vocabulary import Term, codes

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LONGEST_TEXT = 1_000_000


def microseconds(moment: datetime) -> int:
    """Return the whole microseconds of a moment since 1970. TypeError: it has no time zone, which is a bug."""
    if moment.tzinfo is None:
        raise TypeError("an instant needs a time zone")
    return (moment - EPOCH) // timedelta(microseconds=1)


class Day(TypeDecorator[date]):
    """A calendar date without a time, stored as ISO 8601 text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        """Return the ISO text of a date."""
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        """Return the date of an ISO text."""
        return None if value is None else date.fromisoformat(value)


class Instant(TypeDecorator[datetime]):
    """A moment in UTC, stored as whole microseconds since 1970 (SQLite would give it back without a zone)."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Return microseconds since 1970; a naive moment is a bug."""
        return None if value is None else microseconds(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        """Return the moment in UTC."""
        return None if value is None else EPOCH + timedelta(microseconds=value)


class Base(DeclarativeBase):
    """The metadata of a project file. `recorded`: in the history. `undoable`: touched by undo."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {  # pyright: ignore[reportIncompatibleVariableOverride]
        str: Text,
        bool: Boolean(create_constraint=False),
        int: Integer,
        date: Day,
        datetime: Instant,
    }
    recorded: ClassVar[bool] = True
    undoable: ClassVar[bool] = True


class Domain(Base):
    """A row of what people entered, known by a UUIDv7 in 32 hexadecimal digits."""

    __abstract__ = True

    id: Mapped[str] = mapped_column(primary_key=True, info={"hash": False})


def text(
    *, search: bool = False, needed: bool = False, longest: int = LONGEST_TEXT, hashed: bool = True, since: int = 1
) -> Mapped[str]:
    """Declare a text, empty by default."""
    info = {"search": search, "needed": needed, "longest": longest, "hash": hashed, "since": since}
    return mapped_column(Text, default="", server_default="", nullable=False, info=info)


def choice(terms: tuple[Term, ...], default: str = "", *, since: int = 1) -> Mapped[str]:
    """Declare a code out of `terms`; without a default it may stay empty, which means: not said."""
    among = codes(terms) if default else ("", *codes(terms))
    info = {"among": among, "since": since}
    return mapped_column(Text, default=default, server_default=default, nullable=False, info=info)


def flag(*, since: int = 1) -> Mapped[bool]:
    """Declare a yes or no that begins as no."""
    yes_or_no = Boolean(create_constraint=False)
    return mapped_column(yes_or_no, default=False, server_default="0", nullable=False, info={"since": since})


def number(default: int, *, since: int = 1) -> Mapped[int]:
    """Declare a whole number that begins as `default`."""
    return mapped_column(Integer, default=default, server_default=str(default), nullable=False, info={"since": since})


def order(*siblings: str) -> Mapped[str]:
    """Declare a fractional order key among the rows that share the columns `siblings`."""
    return mapped_column(Text, default="", server_default="", nullable=False, info={"rank": siblings})


def code() -> Mapped[str]:
    """Declare a reference code: unique, and no part of the content hash."""
    return mapped_column(Text, unique=True, info={"hash": False})


def moment() -> Mapped[datetime | None]:
    """Declare when a row was entered; no part of the content hash."""
    return mapped_column(Instant, nullable=True, default=None, info={"hash": False})


def ref(target: str, *, index: bool = True, carries: bool = False) -> Mapped[str]:
    """Declare a reference to a row that must exist when the transaction commits; never a cascade.

    `carries`: the row it refers to goes with the last one that refers to it.
    """
    return mapped_column(Text, _key(target), index=index, info={"carries": True} if carries else {})


def maybe(target: str, *, index: bool = True, owned: bool = False, since: int = 1) -> Mapped[str | None]:
    """Declare a reference that may be empty. `owned`: the row goes when the row it refers to goes."""
    info = {"owned": owned, "since": since}
    return mapped_column(Text, _key(target), index=index, nullable=True, default=None, info=info)


def _key(target: str) -> ForeignKey:
    return ForeignKey(f"{target}.id", deferrable=True, initially="DEFERRED")

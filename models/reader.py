"""Reads rows as immutable records. A read fetches all its rows before it returns."""

from collections.abc import Sequence
from dataclasses import fields
from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Row, Select, select
from sqlalchemy.orm import InstrumentedAttribute

from models.statements import Statements
from models.tables import Base

R = TypeVar("R")


class Reader:
    """Typed reads on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def rows(self, statement: Select[*tuple[Any, ...]]) -> Sequence[Row[*tuple[Any, ...]]]:
        """Return all rows of a SELECT."""
        return self._connection.execute(statement).fetchall()

    def records(
        self,
        kind: type[R],
        cls: type[Base],
        *where: ColumnElement[bool] | InstrumentedAttribute[bool],
        order: Sequence[InstrumentedAttribute[Any]] | None = None,
    ) -> tuple[R, ...]:
        """Return rows as `kind`, a frozen dataclass whose fields are named like columns of `cls`.

        Fields that the table does not have keep their default; queries fill them in.
        """
        names = shared_names(kind, cls)
        columns = [getattr(cls, name) for name in names]
        sorting = order if order is not None else default_order(cls)
        found = self._connection.execute(select(*columns).where(*where).order_by(*sorting)).fetchall()
        return tuple(kind(**dict(zip(names, row, strict=True))) for row in found)

    def scalar(self, statement: Select[*tuple[Any, ...]]) -> Any:
        """Return the first column of the first row, None where there is none."""
        return self._connection.execute(statement).scalar()

    def driver_rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Return the rows of a SELECT written by hand, as stored."""
        return Statements(self._connection).rows(sql, *values)


@lru_cache
def shared_names(kind: type[Any], cls: type[Base]) -> tuple[str, ...]:
    """Return the fields of a record that its table has a column for."""
    columns = cls.__table__.columns
    return tuple(field.name for field in fields(kind) if field.name in columns)


@lru_cache
def default_order(cls: type[Base]) -> tuple[InstrumentedAttribute[Any], ...]:
    """Return order key and id: the order people gave, then the order of entry."""
    names = [name for name in ("order", "id") if name in cls.__table__.columns]
    return tuple(getattr(cls, name) for name in names)

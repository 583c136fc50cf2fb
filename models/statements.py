"""Sends written-out statements straight to the driver, for the writer, the search index and the history.

One edit is nine statements. SQLAlchemy's bookkeeping around a plain string took as long as SQLite itself, so it is
left to the reads, which need it. Failures come as SQLAlchemy's DBAPIError all the same: they are sorted in one place.
"""

from collections.abc import Iterable
from typing import Any, cast

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

Row = tuple[Any, ...]


class Statements:
    """Statements within the transaction that is open on a connection."""

    def __init__(self, connection: Connection) -> None:
        self._driver: Any = connection.connection.driver_connection
        self._error = cast("type[Exception]", connection.dialect.loaded_dbapi.Error)

    def rows(self, sql: str, *values: object) -> list[Row]:
        """Return the rows of a SELECT."""
        try:
            return self._driver.execute(sql, values).fetchall()
        except self._error as error:
            raise self._sorted(sql, error) from error

    def send(self, sql: str, *values: object) -> int:
        """Run one INSERT, UPDATE or DELETE; returns the key of the row that was inserted last."""
        try:
            return int(self._driver.execute(sql, values).lastrowid or 0)
        except self._error as error:
            raise self._sorted(sql, error) from error

    def send_many(self, sql: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Run one statement for each of `rows`."""
        try:
            self._driver.executemany(sql, rows)
        except self._error as error:
            raise self._sorted(sql, error) from error

    def _sorted(self, sql: str, error: Exception) -> BaseException:
        return DBAPIError.instance(sql, None, error, self._error, hide_parameters=True)

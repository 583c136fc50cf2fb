"""The full-text index, kept by the writer in the same transaction (a trigger would be unsafe code in the file)."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from models.shapes import RawRow, Shape

ADD_ENTRY = "INSERT INTO search_entry (key, row_table, row_id) VALUES (?, ?, ?)"
ADD_TEXT = "INSERT INTO search (rowid, body) VALUES (?, ?)"


class SearchIndex:
    """Which words stand in which row."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, shape: Shape, rows: Iterable[RawRow]) -> None:
        """Index rows that were inserted; a withdrawn row and one without words are left out."""
        if not shape.searched:
            return
        found = [(str(row["id"]), body) for row in rows if (body := _body(shape, row))]
        if shape.name in ("story", "voice"):
            hidden = self._withdrawn(shape.name)
            found = [entry for entry in found if entry[0] not in hidden]
        if not found:
            return
        first = self._next_key()
        keys = range(first, first + len(found))
        entries = [(key, shape.name, row_id) for key, (row_id, _) in zip(keys, found, strict=True)]
        texts = [(key, body) for key, (_, body) in zip(keys, found, strict=True)]
        self._many(ADD_ENTRY, entries)
        self._many(ADD_TEXT, texts)

    def replace(self, shape: Shape, row: RawRow) -> None:
        """Index a row anew."""
        self.remove(str(row["id"]))
        self.add(shape, (row,))

    def remove(self, row_id: str) -> None:
        """Take a row out of the index."""
        found = self._connection.exec_driver_sql("SELECT key FROM search_entry WHERE row_id = ?", (row_id,)).fetchone()
        if found:
            self._connection.exec_driver_sql("DELETE FROM search WHERE rowid = ?", (found[0],))
            self._connection.exec_driver_sql("DELETE FROM search_entry WHERE key = ?", (found[0],))

    def _withdrawn(self, table: str) -> set[str]:
        sql = f"SELECT {table}_id FROM withdrawal WHERE {table}_id IS NOT NULL"  # noqa: S608 - one of two names
        return {str(row_id) for (row_id,) in self._connection.exec_driver_sql(sql).fetchall()}

    def _next_key(self) -> int:
        row = self._connection.exec_driver_sql("SELECT coalesce(max(key), 0) + 1 FROM search_entry").fetchone()
        return int(row[0]) if row else 1

    def _many(self, sql: str, rows: Sequence[tuple[object, ...]]) -> None:
        if len(rows) == 1:
            self._connection.exec_driver_sql(sql, rows[0])
        else:
            self._connection.exec_driver_sql(sql, list(rows))


def _body(shape: Shape, row: RawRow) -> str:
    return "\n".join(str(row[name]) for name in shape.searched if row[name])

"""Other values in some rows of a table, for a file that is only read and stays as it is.

A table in memory stands before the one in the file, under the same name.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Otherwise = tuple[str, Mapping[str, object], Sequence[str]]  # the table, the values, the ids of the rows


def lay_over(raw: Any, found: Iterable[Otherwise]) -> None:
    """Let every read through a connection find other values."""
    for table, values, ids in found:
        if not raw.execute("SELECT 1 FROM temp.sqlite_schema WHERE name = ?", (table,)).fetchone():
            _copy(raw, table)
        sets = ", ".join(f'"{name}" = ?' for name in values)
        rows = [(*values.values(), row_id) for row_id in ids]
        raw.executemany(f'UPDATE temp."{table}" SET {sets} WHERE id = ?', rows)  # noqa: S608 - our own names


def _copy(raw: Any, table: str) -> None:
    raw.execute(f'CREATE TEMP TABLE "{table}" AS SELECT * FROM main."{table}"')  # noqa: S608 - our own names
    for at, (_, index, *_) in enumerate(raw.execute(f'PRAGMA main.index_list("{table}")').fetchall()):
        columns = [f'"{row[2]}"' for row in raw.execute(f'PRAGMA main.index_info("{index}")').fetchall()]
        raw.execute(f'CREATE INDEX temp."only_read_{table}_{at}" ON "{table}" ({", ".join(columns)})')

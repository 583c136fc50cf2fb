"""Numbered steps from one schema version to the next; each file is backed up beside itself before the first.

A step is a function on alembic's `Operations` and sits in a module of this package named after the version it
leads to, for example `to_2.py` with `def migrate(op: Operations) -> None`; STEPS lists them in order. A step that
changes a recorded table also maps the row images of the history, or closes undo there and says so.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import Damaged, OnlyReading
from models.migrations import to_2, to_3, to_4, to_5
from models.store import Store
from models.tables import SCHEMA_VERSION
from resources.texts import N_

if TYPE_CHECKING:  # alembic is heavy and nearly never needed
    from alembic.operations import Operations

Step = Callable[["Operations"], None]
# The step at index n leads from version n + 1 to version n + 2.
STEPS: Sequence[Step] = (to_2.migrate, to_3.migrate, to_4.migrate, to_5.migrate)


def backup_path(path: Path, version: int) -> Path:
    """Return where the backup before migrating from `version` goes: beside the file, never over another one."""
    number, candidate = 1, path.with_name(f"{path.stem} before version {version + 1}{path.suffix}")
    while candidate.exists():
        number += 1
        candidate = path.with_name(f"{path.stem} before version {version + 1} ({number}){path.suffix}")
    return candidate


def migrate(store: Store, steps: Sequence[Step] | None = None, target: int = SCHEMA_VERSION) -> Path | None:
    """Bring a file to `target` in one transaction and return its backup; None where it is there already.

    OnlyReading: the file cannot be written here. Any fault leaves the old schema with all its rows.
    """
    version = store.version
    if version >= target or store.path is None:
        return None
    if store.read_only:
        raise OnlyReading(
            N_(
                "“{name}” comes from an older Polku and must be brought up to date, but it cannot be written here. "
                "Save a copy in another folder and open that."
            ),
            name=store.name,
        )
    backup = backup_path(store.path, version)
    store.save_copy(backup)
    _run(store, (STEPS if steps is None else steps)[version - 1 : target - 1], target)
    return backup


def migrate_copy(store: Store) -> None:
    """Bring a copy in memory to the present version: it needs no backup, and its file stays as it is."""
    version = store.version
    if version < SCHEMA_VERSION:
        _run(store, STEPS[version - 1 :], SCHEMA_VERSION)


def _run(store: Store, steps: Sequence[Step], target: int) -> None:
    from alembic.migration import MigrationContext
    from alembic.operations import Operations

    # Inside a transaction this PRAGMA is ignored, and rebuilding a table would then delete every child row.
    store.pragma("foreign_keys=OFF")
    try:
        with store.transaction() as connection:
            operations = Operations(MigrationContext.configure(connection, opts={"transactional_ddl": False}))
            for step in steps:
                step(operations)
            if connection.exec_driver_sql("PRAGMA foreign_key_check").fetchone():
                raise Damaged(
                    N_(
                        "“{name}” could not be brought up to date: some of its rows belong to nothing. It was left as "
                        "it is."
                    ),
                    name=store.name,
                )
            store.pragma(f"user_version={target}")
    finally:
        store.pragma("foreign_keys=ON")

"""Makes the program worse on purpose, so that each harness is seen to find it."""

import contextlib
from collections.abc import Generator

from sqlalchemy import Connection

import models.store
from models.store import Store


def sabotage(how: str) -> None:
    """Weaken the store in this process for good: NORMAL, OFF (flushes left out) or legacy (no BEGIN of ours)."""
    if how in ("NORMAL", "OFF"):
        models.store.WRITING = ("secure_delete=ON", f"synchronous={how}")
    elif how == "legacy":
        Store.transaction = _each_statement_alone  # type: ignore[method-assign]
    elif how:
        raise ValueError(how)


@contextlib.contextmanager
def _each_statement_alone(self: Store) -> Generator[Connection]:
    yield self.connection
    self.connection.commit()


def use_journal(mode: str) -> None:
    """Let this process write with another journal than the log: DELETE, TRUNCATE or PERSIST."""
    pragma = Store.pragma
    Store.pragma = lambda self, text: pragma(self, f"journal_mode={mode}" if text == "journal_mode=WAL" else text)  # type: ignore[method-assign]

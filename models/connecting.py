"""The connection of an open file: taken anew when its disk failed, without giving the file away meanwhile.

After a fault nothing is believed that was read through the connection that failed: a transient fault of reading may
look like a damaged file, and a commit whose flush failed may be in the file all the same.
"""

import contextlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from models.driver import driver
from models.trouble import CANTOPEN, is_of_the_disk, result_code
from models.whereabouts import Whereabouts

FAULTS = (DBAPIError, driver.Error)


def connected(engine: Engine) -> Connection:
    """Return an engine's connection; a failure gets the code that the driver keeps to itself there."""
    try:
        return engine.connect()
    except DBAPIError as error:
        if error.orig is not None and not result_code(error):
            error.orig.sqlite_errorcode = CANTOPEN  # type: ignore[attr-defined]
        raise


class Connecting:
    """What a store can do about its connection."""

    path: Path | None
    connection: Connection
    whereabouts: Whereabouts | None
    _engine: Engine

    def __init__(self) -> None:
        self.is_closed = False
        self.opened_by = os.getpid()
        self.faulty = False  # the disk failed: a new connection is taken before anything else is written
        self.read_again: Callable[[], None] | None = None  # what reads find otherwise is to be said anew
        self.unsure = False  # a commit failed, and its pages may lie in the log all the same

    def _engine_anew(self, path: Path) -> Engine:
        raise NotImplementedError

    def _read_carefully(self) -> None:
        raise NotImplementedError

    def _prepare_writing(self) -> None:
        raise NotImplementedError

    @property
    def raw(self) -> Any:
        """The driver's own connection, for what must happen outside SQLAlchemy."""
        return self.connection.connection.driver_connection

    @property
    def is_lost(self) -> bool:
        """Whether an attempt to reopen failed, so that nothing can be asked."""
        return not self.is_closed and self.connection.closed

    def pragma(self, text: str) -> object:
        """Run one PRAGMA and return its first value."""
        result = self.connection.exec_driver_sql(f"PRAGMA {text}")
        row = result.fetchone() if result.returns_rows else None
        return row[0] if row else None

    def check_process(self) -> None:
        """Stop a forked process: locks and connection are its parent's, and both would write into one log."""
        if self.opened_by != os.getpid():
            raise RuntimeError("a project was opened by another process: start a new one instead of forking")

    def roll_back(self) -> None:
        """Take back an open transaction; where that fails, a new connection does it."""
        try:
            if self.raw.in_transaction:
                self.raw.rollback()
            self.connection.rollback()
        except FAULTS:  # what led here is raised
            self.faulty = True

    def note_fault(self, error: BaseException, *, committing: bool) -> None:
        """Remember that the disk failed, and try at once to put the log right."""
        if not is_of_the_disk(error):
            return
        self.faulty = True
        self.unsure = self.unsure or committing
        with contextlib.suppress(*FAULTS):
            self.settle_log()

    def settle_log(self) -> None:
        """Write over what a commit that failed may have left in the log, so that no crash brings it back.

        A commit whose flush failed stands there whole, and the next opening would take it for stored although the
        person was told that it is not. The next commit begins at the same place of the log.
        """
        if self.unsure:
            self.pragma(f"user_version={self.pragma('user_version')}")
            self.unsure = False

    def reopen(self) -> None:
        """Take a new connection; the lock file stays held.

        Whatever opening raises: then nothing can be written until the next `reopen` succeeds, nor asked if `is_lost`.
        """
        if self.path is None:
            return
        if self.whereabouts:
            self.whereabouts.check()
        if not self.is_lost:
            with contextlib.suppress(*FAULTS):
                self.settle_log()
        self.faulty = True
        self.let_go()
        self._engine = self._engine_anew(self.path)
        self.connection = connected(self._engine)
        try:
            self._read_carefully()
            self.pragma("schema_version")  # reads the file
            if self.read_again:
                self.read_again()
        except BaseException:
            self.let_go()
            raise
        self._prepare_writing()
        self.faulty = False

    def let_go(self) -> None:
        """Close the connection, also one whose disk is gone."""
        with contextlib.suppress(*FAULTS):
            self.connection.close()
        with contextlib.suppress(*FAULTS):
            self._engine.dispose()

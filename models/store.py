"""Opens one project file: driver, engine, PRAGMAs, transactions, checks, copies, closing.

One connection for the life of the file, held exclusively (write-ahead log, FULL), set back to a single plain
file on close. Only the thread that opened it may use it. Measured reasons stand in docs/decisions.md.
"""

import contextlib
import sqlite3
from collections.abc import Generator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from models.errors import Damaged, NotAProject, OnlyReading, Refused, StoreTrouble
from models.file_check import check_file, check_free, check_identity, check_there, is_read_only
from models.lock_file import LockFile
from models.search_index import make_index
from models.tables import APPLICATION_ID, SCHEMA_VERSION, SEARCH_TABLES, Base
from models.trouble import CONSTRAINT, CORRUPT, raise_trouble, result_code
from resources.texts import N_, Translator

try:
    import sqlcipher3.dbapi2 as driver
except ImportError:  # no wheel for this system: the stock driver, said in `safe_mode`
    driver = sqlite3

SAFE_SQLITE = (3, 51, 3)  # earlier ones can damage a write-ahead log that two connections use
COMMON = (
    "busy_timeout=300",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "mmap_size=0",
    "temp_store=MEMORY",
    "foreign_keys=ON",
)
WRITING = ("secure_delete=ON", "synchronous=FULL")
LONGEST_VALUE = 64 * 1024 * 1024


def safe_mode(tr: Translator) -> str:
    """Return a sentence where the driver is not the tested one, else an empty text.

    Polku holds one connection in any case, which keeps the fault of older versions away.
    """
    module: ModuleType = driver
    if module.__name__.startswith("sqlcipher3"):
        return ""
    known = tuple(module.sqlite_version_info) >= SAFE_SQLITE
    advice = "" if known else tr(N_("Keep backups: this version is older than the tested ones."))
    said = tr(
        N_("Safe mode: Polku uses the SQLite {version} of this Python and cannot lock a project with a password here."),
        version=module.sqlite_version,
    )
    return f"{said} {advice}".strip()


def _engine(database: str, *, read_only: bool = False, one_thread: bool = True) -> Engine:
    query = {"mode": "ro", "uri": "true"} if read_only else {}
    return create_engine(
        URL.create("sqlite", database=database, query=query),
        module=driver,
        poolclass=StaticPool,
        connect_args={"isolation_level": None, "check_same_thread": one_thread},
        hide_parameters=True,
    )


class Store:
    """An open project file, or a copy of one in memory."""

    def __init__(self, engine: Engine, path: Path | None, *, read_only: bool, lock: LockFile | None = None) -> None:
        self.path = path
        self.read_only = read_only
        self._lock = lock
        self._engine = engine
        self.connection: Connection = engine.connect()

    @property
    def name(self) -> str:
        """The file's name for sentences."""
        return self.path.name if self.path else "memory"

    @property
    def raw(self) -> Any:
        """The driver's own connection, for what must happen outside SQLAlchemy."""
        return self.connection.connection.driver_connection

    # -- opening ------------------------------------------------------------------------------

    @classmethod
    def create(cls, path: Path) -> "Store":
        """Make an empty project file at a path that nothing has yet."""
        check_free(path)
        if not path.parent.is_dir():
            raise Refused(N_("There is no folder “{folder}”. Make it first."), folder=path.parent.name)
        lock = LockFile(path)
        with _locked(lock):
            store = cls(_engine(str(path)), path, read_only=False, lock=lock)
            try:
                store._read_carefully()
                store._prepare_writing()
                store.create_schema()
            except BaseException:
                store.abandon()
                raise
        return store

    @classmethod
    def open(cls, path: Path, *, reading: bool = False) -> "Store":
        """Open a project file. Refused or StoreTrouble: with the sentence; the file is left as it is.

        `reading`: nothing will be written, so that no byte changes, unless a crash left something to put in order.
        """
        path = check_there(path)
        calm = reading and not path.with_name(path.name + "-wal").exists()
        lock = None if calm or _only_readable(path) else LockFile(path)
        with _locked(lock):
            check_file(path)
            if lock is None:
                return cls._open_reading(path)
            store = cls(_engine(str(path)), path, read_only=False, lock=lock)
            store._checked_opening()
            return store

    @classmethod
    def _open_reading(cls, path: Path) -> "Store":
        if path.with_name(path.name + "-wal").exists():
            raise OnlyReading(
                N_(
                    "“{name}” was not closed properly and its folder cannot be written. Copy the file and "
                    "“{name}-wal” together to another folder and open it there."
                ),
                name=path.name,
            )
        store = cls(_engine(path.as_uri(), read_only=True), path, read_only=True)
        store._checked_opening()
        return store

    @classmethod
    def in_memory(cls) -> "Store":
        """Return an empty store in memory, for a copy that is made here and read on another thread."""
        return cls(_engine(":memory:", one_thread=False), None, read_only=False)

    def _checked_opening(self) -> None:
        try:
            self._read_carefully()
            self._check_schema()  # before anything is written, so that a wrong file stays as it is
            self._prepare_writing()
        except (DBAPIError, UnicodeDecodeError) as error:
            self.abandon()
            raise_trouble(error, self.name)
        except BaseException:
            self.abandon()
            raise

    def _read_carefully(self) -> None:
        if hasattr(self.raw, "setlimit"):
            self.raw.setlimit(0, LONGEST_VALUE)  # SQLITE_LIMIT_LENGTH: a hostile file holds no 900 MB value
        for pragma in COMMON:
            self.pragma(pragma)
        self.pragma("query_only=ON" if self.read_only else "locking_mode=EXCLUSIVE")

    def _prepare_writing(self) -> None:
        if self.read_only:
            return
        for pragma in WRITING:
            self.pragma(pragma)
        self.pragma("journal_mode=WAL")
        with self.transaction():  # takes the exclusive lock now, not at the first edit
            pass

    def create_schema(self) -> None:
        """Make every table of the present schema in an empty file."""
        with self.transaction():
            Base.metadata.create_all(self.connection)
            make_index(self.connection.exec_driver_sql)
            self.pragma(f"application_id={APPLICATION_ID}")
            self.pragma(f"user_version={SCHEMA_VERSION}")

    def _check_schema(self) -> None:
        """Refuse what a hostile or foreign file may hold: triggers and views run code, tables may be missing."""
        assert self.path is not None  # noqa: S101 - only files are checked
        check_identity(self.path, int(str(self.pragma("application_id"))), self.version)
        rows = self.connection.exec_driver_sql("SELECT type, name FROM sqlite_master").fetchall()
        if any(kind in ("trigger", "view") for kind, _ in rows):
            raise NotAProject(
                N_("“{name}” holds instructions that Polku never writes. It was not opened and left as it is."),
                name=self.name,
            )
        present = self.version == SCHEMA_VERSION
        whole = {*Base.metadata.tables, *SEARCH_TABLES} if present else {"project", "history_step"}
        if not whole <= {name for _, name in rows}:
            raise Damaged(N_("“{name}” lacks parts of a project. It was left as it is. Open a backup."), name=self.name)

    # -- using --------------------------------------------------------------------------------

    def pragma(self, text: str) -> object:
        """Run one PRAGMA and return its first value."""
        result = self.connection.exec_driver_sql(f"PRAGMA {text}")
        row = result.fetchone() if result.returns_rows else None
        return row[0] if row else None

    @property
    def version(self) -> int:
        """The schema version of the file."""
        return int(str(self.pragma("user_version")))

    @contextlib.contextmanager
    def transaction(self) -> Generator[Connection]:
        """One BEGIN IMMEDIATE … COMMIT, rolled back on any exception. BEGIN is ours: the driver's own
        habit of beginning late loses writes and leaves half a migration behind."""
        if self.read_only:
            raise OnlyReading(
                N_("“{name}” is open for reading only. Save a copy in another folder to change it."), name=self.name
            )
        self.check_idle()
        self.connection.exec_driver_sql("BEGIN IMMEDIATE")
        try:
            yield self.connection
            self.connection.commit()
        except BaseException as error:
            orphaned = result_code(error) == CONSTRAINT and self.raw.execute("PRAGMA foreign_key_check").fetchone()
            self._roll_back()
            if orphaned:  # the caller held the id of a row that was deleted or undone meanwhile
                raise Refused(N_("This is not there any more. Somebody deleted it meanwhile.")) from None
            raise

    def read_otherwise(self, table: str, values: Mapping[str, object], ids: Sequence[str]) -> None:
        """Let every read find other values in some rows of a table; for a file that is only read and stays as it is.

        A table in memory stands before the one in the file, under the same name.
        """
        sets = ", ".join(f'"{name}" = ?' for name in values)
        self.pragma("query_only=OFF")
        try:
            self.raw.execute(f'CREATE TEMP TABLE "{table}" AS SELECT * FROM main."{table}"')  # noqa: S608 - our own names
            found = self.raw.execute(f'PRAGMA main.index_list("{table}")').fetchall()
            for at, (_, index, *_) in enumerate(found):
                columns = [f'"{row[2]}"' for row in self.raw.execute(f'PRAGMA main.index_info("{index}")').fetchall()]
                self.raw.execute(f'CREATE INDEX temp."only_read_{at}" ON "{table}" ({", ".join(columns)})')
            rows = [(*values.values(), row_id) for row_id in ids]
            self.raw.executemany(f'UPDATE temp."{table}" SET {sets} WHERE id = ?', rows)  # noqa: S608 - our own names
        finally:
            self.pragma(f"query_only={'ON' if self.read_only else 'OFF'}")

    def check_idle(self) -> None:
        """Refuse to begin anything while something long is written in an open transaction."""
        if self.raw.in_transaction:
            raise Refused(N_("Something is still being written. Wait until it is done, or cancel it."))

    def _roll_back(self) -> None:
        if self.raw.in_transaction:
            self.raw.rollback()
        self.connection.rollback()

    def copy_into(self, target: "Store") -> None:
        """Copy every page into another store through SQLite's backup interface."""
        self.check_idle()
        self.raw.backup(target.raw)

    def save_copy(self, path: Path) -> None:
        """Write a complete, closed copy at a path that nothing has yet; checked before it gets its name."""
        check_free(path)
        if not path.parent.is_dir():
            raise Refused(N_("There is no folder “{folder}”. Make it first."), folder=path.parent.name)
        part = path.with_name(path.name + ".part")
        try:
            part.unlink(missing_ok=True)
            self._copy_to(part, path.name)
            part.rename(path)
        except BaseException as error:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
            if isinstance(error, DBAPIError | driver.Error):
                raise_trouble(error, path.name)
            if isinstance(error, OSError):
                raise StoreTrouble(
                    N_("The copy “{name}” could not be written there. The project is as it was."), name=path.name
                ) from None
            raise

    def _copy_to(self, part: Path, name: str) -> None:
        target = Store(_engine(str(part)), part, read_only=False)
        try:
            self.copy_into(target)
            target.pragma("journal_mode=DELETE")
            if target.pragma("quick_check(1)") != "ok":
                raise Damaged(N_("The copy “{name}” could not be read back. The project is as it was."), name=name)
            target.close()
        finally:
            target.abandon()

    def faults(self) -> tuple[str, ...]:
        """Return what SQLite's full check and the foreign keys complain about; nothing: the file is sound."""
        try:
            checked = [str(row[0]) for row in self.connection.exec_driver_sql("PRAGMA integrity_check").fetchall()]
            orphans = self.connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        except DBAPIError as error:
            if result_code(error) != CORRUPT:
                raise
            return (str(error.orig),)  # so damaged that the check itself gave up
        found = [line for line in checked if line != "ok"]
        return (*found, *(f"{table}: {parent}" for table, _, parent, _ in orphans))

    def checkpoint(self) -> None:
        """Move the write-ahead log into the file and empty it; called when idle and after an erasure."""
        if not self.read_only and self.path:
            self.pragma("wal_checkpoint(TRUNCATE)")

    def vacuum(self) -> None:
        """Rewrite the file without its free pages. Outside any transaction."""
        self.raw.execute("VACUUM")

    def close(self) -> None:
        """Leave one plain file behind and give the lock back. Closing twice is no harm."""
        try:
            if not self.connection.closed and self.path and not self.read_only:
                self.checkpoint()
                self.pragma("journal_mode=DELETE")
        except DBAPIError as error:
            raise_trouble(error, self.name)  # what was saved stays in the log beside the file
        finally:
            self.abandon()

    def abandon(self) -> None:
        """Let go of the file without touching it."""
        self.connection.close()
        self._engine.dispose()
        if self._lock:
            self._lock.release()
            self._lock = None


def _only_readable(path: Path) -> bool:
    return path.is_file() and is_read_only(path)


@contextlib.contextmanager
def _locked(lock: LockFile | None) -> Generator[None]:
    """Hold the lock file, and give it back if opening fails."""
    if lock is None:
        yield
        return
    lock.take()
    try:
        yield
    except BaseException:
        lock.release()
        raise

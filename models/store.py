"""Opens one project file: driver, engine, PRAGMAs, transactions, checks, copies, closing.

One connection for the life of the file, held exclusively (write-ahead log, FULL), set back to a single plain
file on close. Only the thread that opened it may use it. Measured reasons stand in docs/decisions.md.
"""

import contextlib
from collections.abc import Callable, Generator, Mapping, Sequence
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from models.cipher import Key, key_for, keyed
from models.connecting import Connecting, connected
from models.driver import driver
from models.errors import Damaged, OnlyReading, Refused, StoreTrouble
from models.file_check import LONGEST_BESIDE, check_file, check_free, check_identity, check_there, is_read_only
from models.laid_over import Otherwise, lay_over
from models.left_behind import check_beside, remove_half_made
from models.lock_file import LockFile
from models.private_copy import copied, needs_copy
from models.quick_check import check_opened
from models.search_index import make_index
from models.tables import APPLICATION_ID, SCHEMA_VERSION, SEARCH_TABLES, Base
from models.trouble import CONSTRAINT, CORRUPT, NO_COPY, NOT_TIDY, raise_trouble, result_code
from models.whereabouts import Whereabouts
from resources.half_made import name_whole, part_name, sweep
from resources.texts import N_

COMMON = (
    "busy_timeout=300",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "mmap_size=0",
    "temp_store=MEMORY",
    "foreign_keys=ON",
)
WRITING = ("secure_delete=ON", "synchronous=FULL", f"journal_size_limit={16 * 1024 * 1024}")
LONGEST_VALUE = 64 * 1024 * 1024


def _engine(database: str, *, read_only: bool = False, one_thread: bool = True, key: Key | None = None) -> Engine:
    query = {"mode": "ro", "uri": "true"} if read_only else {}
    engine = create_engine(
        URL.create("sqlite", database=database, query=query),
        module=driver,
        poolclass=StaticPool,
        connect_args={"isolation_level": None, "check_same_thread": one_thread},
        hide_parameters=True,
    )
    if key is not None:  # before anything else reaches a connection
        event.listen(engine, "connect", keyed(key), insert=True)
    return engine


class Store(Connecting):
    """An open project file, or a copy of one in memory. `key`: what it is locked with, None for a plain one."""

    def __init__(
        self,
        engine: Engine,
        path: Path | None,
        *,
        read_only: bool,
        lock: LockFile | None = None,
        key: Key | None = None,
    ) -> None:
        self.path = path
        self.read_only = read_only
        self.key = key
        self._lock = lock
        self.whereabouts: Whereabouts | None = None  # once it may be written
        self._otherwise: list[Otherwise] = []
        self.is_copy = False  # what is read is a private copy of the file, in memory
        self._engine = engine
        self.connection: Connection = connected(engine)
        super().__init__()

    @property
    def name(self) -> str:
        """The file's name for sentences."""
        return self.path.name if self.path else "memory"

    @property
    def is_locked(self) -> bool:
        """Whether the file can only be opened with a password."""
        return self.key is not None

    # -- opening ------------------------------------------------------------------------------

    @classmethod
    def create(cls, path: Path) -> "Store":
        """Make an empty project file at a path that nothing has yet."""
        check_free(path)
        if not path.parent.is_dir():
            raise Refused(N_("There is no folder “{folder}”. Make it first."), folder=path.parent.name)
        lock = LockFile(path)
        with _locked(lock, path.name):
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
    def open(cls, path: Path, *, reading: bool = False, password: str | Key | None = None) -> "Store":
        """Open a project file. Refused or StoreTrouble: with the sentence; the file is left as it is.

        `reading`: nothing will be written, so that no byte changes, unless a crash left something to put in order.
        `password`: of a locked file, or the key that it makes; a plain file needs none. NeedsPassword: it is locked.
        """
        path = check_there(path)
        calm = reading and not path.with_name(path.name + "-wal").exists()
        lock = None if calm or _only_readable(path) else LockFile(path)
        with _locked(lock, path.name):
            key = key_for(path, password) if check_file(path) else None
            check_beside(path, key)
            if lock is None:
                return cls._open_reading(path, key)
            store = cls(_engine(str(path), key=key), path, read_only=False, lock=lock, key=key)
            store._checked_opening()
            with contextlib.suppress(OSError):  # it is in nobody's way
                left_over(path).unlink(missing_ok=True)
            sweep(path.parent)
            return store

    @classmethod
    def _open_reading(cls, path: Path, key: Key | None) -> "Store":
        if needs_copy(path):
            return cls._open_copied(path, key)
        store = cls(_engine(path.as_uri(), read_only=True, key=key), path, read_only=True, key=key)
        store._checked_opening()
        return store

    @classmethod
    def _open_copied(cls, path: Path, key: Key | None) -> "Store":
        """Read a file that was not closed where nothing may be written: through a private copy, then from memory."""
        store = cls(_engine(":memory:", key=key), path, read_only=True, key=key)
        store.is_copy = True
        with contextlib.ExitStack() as undone:
            undone.callback(store.abandon)
            with copied(path) as copy, contextlib.closing(cls.open(copy, password=key)) as whole:
                whole.copy_into(store)
            store._checked_opening()
            undone.pop_all()
        return store

    @classmethod
    def in_memory(cls, key: Key | None = None) -> "Store":
        """Return an empty store in memory, for a copy that is made here and read on another thread.

        `key`: of the store that is to be copied into it.
        """
        return cls(_engine(":memory:", one_thread=False, key=key), None, read_only=False, key=key)

    def _engine_anew(self, path: Path) -> Engine:
        where = path.as_uri() if self.read_only else str(path)
        return _engine(where, read_only=self.read_only, key=self.key)

    def _checked_opening(self) -> None:
        try:
            self._read_carefully()
            self._check_schema()  # before anything is written, so that a wrong file stays as it is
            self._prepare_writing()
        except (DBAPIError, driver.Error, UnicodeDecodeError) as error:
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
        self.whereabouts = Whereabouts(self.path) if self.path else None
        with self.transaction() as connection:  # takes the exclusive lock now, not at the first edit
            if self.version:  # SQLite opens for reading only what it cannot open for writing, and says so at a write
                connection.exec_driver_sql("DELETE FROM project WHERE 0")

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
        present = self.version == SCHEMA_VERSION
        whole = {*Base.metadata.tables, *SEARCH_TABLES} if present else {"project", "history_step"}
        check_opened(self.raw, self.name, self.version, whole)

    # -- using --------------------------------------------------------------------------------

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
        if self.whereabouts:
            self.whereabouts.check()
        committing = False
        try:
            self.settle_log()
            self.connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield self.connection
            committing = True
            self.connection.commit()
        except BaseException as error:
            orphaned = result_code(error) == CONSTRAINT and self.raw.execute("PRAGMA foreign_key_check").fetchone()
            self.roll_back()
            self.note_fault(error, committing=committing)
            if orphaned:  # the caller held the id of a row that was deleted or undone meanwhile
                raise Refused(N_("This is not there any more. Somebody deleted it meanwhile.")) from None
            raise

    def read_otherwise(self, table: str, values: Mapping[str, object], ids: Sequence[str]) -> None:
        """Let every read find other values in some rows of a table; for a file that is only read and stays as it is."""
        self._otherwise.append((table, values, ids))
        self.read_again = self._read_all_otherwise
        self._read_otherwise(self._otherwise[-1:])

    def _read_all_otherwise(self) -> None:
        self._read_otherwise(self._otherwise)

    def _read_otherwise(self, found: Sequence[Otherwise]) -> None:
        self.pragma("query_only=OFF")
        try:
            lay_over(self.raw, found)
        finally:
            self.pragma(f"query_only={'ON' if self.read_only else 'OFF'}")

    def check_idle(self) -> None:
        """Refuse to begin anything while something long is written in an open transaction."""
        self.check_process()
        if self.raw.in_transaction:
            raise Refused(N_("Something is still being written. Wait until it is done, or cancel it."))

    def copy_into(self, target: "Store") -> None:
        """Copy every page into another store through SQLite's backup interface."""
        self.check_idle()
        self.raw.backup(target.raw)

    def save_copy(self, path: Path, check: "Callable[[Store], object] | None" = None) -> None:
        """Write a complete, closed copy at a path that nothing has yet; checked before it gets its name.

        `check` may look into it too, and raise. The copy is marked as one: who writes in it is a new device.
        """
        check_free(path)
        if not path.parent.is_dir():
            raise Refused(N_("There is no folder “{folder}”. Make it first."), folder=path.parent.name)
        sweep(path.parent)
        part = path.with_name(part_name(path.name))
        try:
            part.unlink(missing_ok=True)
            self._copy_to(part, path.name, check)
            name_whole(part, path)
        except BaseException as error:
            if result_code(error) == CORRUPT and not self._reads_well():
                raise_trouble(error, path.name)
            if isinstance(error, OSError | DBAPIError | driver.Error):  # the driver keeps the code of a copy to itself
                raise StoreTrouble(NO_COPY, name=path.name) from None
            raise
        finally:
            remove_half_made(part)  # also after success: SQLite keeps quiet about a log that it could not remove

    def _reads_well(self) -> bool:
        with contextlib.suppress(DBAPIError):
            return self.pragma("quick_check(1)") == "ok"
        return False

    def _copy_to(self, part: Path, name: str, check: "Callable[[Store], object] | None") -> None:
        target = Store(_engine(str(part), key=self.key), part, read_only=False, key=self.key)
        try:
            self.copy_into(target)
            target.pragma("journal_mode=DELETE")
            target.raw.execute("UPDATE device SET place = ''")
            if target.pragma("quick_check(1)") != "ok":
                raise Damaged(N_("The copy “{name}” could not be read back. The project is as it was."), name=name)
            if check is not None:
                check(target)
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
        self.connection.exec_driver_sql("VACUUM")

    def close(self) -> None:
        """Leave one plain file behind and give the lock back. Closing twice is no harm."""
        try:
            if not self.is_closed and self.path and not self.read_only:
                self._tidy_up()
        except (DBAPIError, driver.Error) as error:
            if not result_code(error):
                raise
            raise StoreTrouble(NOT_TIDY, name=self.name) from None
        finally:
            self.abandon()

    def _tidy_up(self) -> None:
        try:
            if self.faulty or self.unsure:
                self.reopen()
            self.checkpoint()
            self.pragma("journal_mode=DELETE")
        except (DBAPIError, driver.Error):  # the disk may have failed for a moment only
            self.reopen()
            self.checkpoint()
            self.pragma("journal_mode=DELETE")

    def keep_lock(self) -> LockFile | None:
        """Hand over the lock file to who goes on with the file after it was closed here."""
        lock, self._lock = self._lock, None
        return lock

    def abandon(self) -> None:
        """Let go of the file without touching it."""
        self.is_closed = True
        self.let_go()
        if self._lock:
            self._lock.release()
            self._lock = None


def engine_of(path: Path, key: Key | None) -> Engine:
    """Return what opens a file that nobody else knows of yet."""
    return _engine(str(path), key=key)


def left_over(path: Path) -> Path:
    """Return where a file is rewritten beside; what lies there when nobody rewrites is left of one who was killed."""
    return path.with_name(path.name + LONGEST_BESIDE)


def _only_readable(path: Path) -> bool:
    return path.is_file() and is_read_only(path)


@contextlib.contextmanager
def _locked(lock: LockFile | None, name: str) -> Generator[None]:
    """Hold the lock file, and give it back if opening fails, with the sentence for it."""
    if lock is not None:
        lock.take()
    try:
        yield
    except BaseException as error:
        if lock is not None:
            lock.release()
        if isinstance(error, DBAPIError):
            raise_trouble(error, name)
        raise

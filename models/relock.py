"""Locks a project, unlocks it, changes its password: a new file is written beside, compared, and put in its place.

The file is never changed where it lies. Who is killed on the way leaves the old file or the new one, whole; what was
begun beside it is removed at the next opening.
"""

import contextlib
import hashlib
import os
import shutil
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy.exc import DBAPIError

from models.cipher import Key, check_password
from models.content_hash import content_hash
from models.driver import can_lock, driver
from models.errors import CannotLock, Damaged, OnlyReading, Refused, StoreTrouble
from models.file_check import MAGIC
from models.lock_file import LockFile
from models.project import Project
from models.reader import Reader
from models.store import Store, engine_of, left_over
from models.tables import APPLICATION_ID
from models.trouble import raise_trouble
from resources.settled import settle, settle_names
from resources.texts import N_

PIECE = 1024 * 1024
NO_LOCKS_HERE = N_(
    "This computer lacks the part of Polku that locks files (SQLCipher). “{name}” was left as it is, without a lock."
)


@dataclass(frozen=True, slots=True)
class Rewritten:
    """What became of a file, and the key that opens it now: None for none.

    `was_locked`: it had a password before. `other_names`: hard links that lead to the file as it was.
    """

    path: Path
    key: Key | None
    was_locked: bool
    other_names: int = 0


def check_can_lock(path: Path) -> None:
    """CannotLock: this computer has no SQLCipher, and nothing is ever left plain silently."""
    if not can_lock():
        raise CannotLock(NO_LOCKS_HERE, name=path.name)


def lock(path: Path, password: str) -> Rewritten:
    """Lock a plain project with a password. Refused: it is locked already, or the password is too short."""
    check_can_lock(path)
    check_password(password)
    with _rewriting(path, None) as project:
        if project.store.is_locked:
            raise Refused(N_("“{name}” is locked already. Its password can be changed."), name=path.name)
        return _replaced(project, Key.fresh(password))


def unlock(path: Path, password: str | Key) -> Rewritten:
    """Make a locked project plain again. WrongPassword: it does not open it."""
    with _rewriting(path, password) as project:
        _check_locked(project)
        return _replaced(project, None)


def change(path: Path, password: str | Key, new: str) -> Rewritten:
    """Give a locked project another password. WrongPassword: the present one does not open it."""
    check_password(new)
    with _rewriting(path, password) as project:
        _check_locked(project)
        return _replaced(project, Key.fresh(new))


def rewritten(store: Store, target: Path, key: Key | None) -> None:
    """Write a copy of an open project under another key, None for a plain one, and compare it with the original.

    `target` is empty or not there, and is no whole file until this returns. Damaged: the copy is not the same.
    """
    if key is not None:
        check_can_lock(target)
    store.check_idle()
    if store.faults():
        raise Damaged(N_("Parts of “{name}” are damaged. It was left as it is. Recover it first."), name=store.name)
    raw = store.raw
    raw.execute("ATTACH DATABASE ? AS rewritten KEY ?", (str(target), key.digits() if key else ""))
    try:
        raw.execute("PRAGMA rewritten.synchronous=OFF")  # the whole of it is settled at the end
        raw.execute("PRAGMA rewritten.journal_mode=OFF")
        raw.execute("SELECT sqlcipher_export('rewritten')").fetchall()
        raw.execute(f"PRAGMA rewritten.user_version={store.version}")  # the export drops both
        raw.execute(f"PRAGMA rewritten.application_id={APPLICATION_ID}")
    finally:
        raw.execute("DETACH DATABASE rewritten")
    settle(target)
    copy = Store(engine_of(target, key), target, read_only=False, key=key)
    try:
        same = _told(copy) == _told(store) and copy.faults() == ()
    finally:
        copy.abandon()
    with target.open("rb") as file:
        plain = file.read(len(MAGIC)) == MAGIC
    if not same or plain != (key is None):
        raise Damaged(
            N_("“{name}” could not be written anew: what was written is not the same. It was left as it is."),
            name=store.name,
        )


# -- inside ---------------------------------------------------------------------------------------


@contextlib.contextmanager
def _rewriting(path: Path, password: str | Key | None) -> Generator[Project]:
    """Open a project to write it anew, and turn whatever the disk says into a sentence."""
    project = Project.open(path, password=password)
    try:
        yield project
    except (DBAPIError, driver.Error, UnicodeDecodeError) as error:
        raise_trouble(error, path.name)
    except OSError:
        raise StoreTrouble(
            N_("“{name}” could not be written anew: the disk is full, or its folder cannot be written."),
            name=path.name,
        ) from None
    finally:
        project.close()


def _check_locked(project: Project) -> None:
    if not project.store.is_locked:
        raise Refused(N_("“{name}” is not locked with a password."), name=project.store.name)


def _replaced(project: Project, key: Key | None) -> Rewritten:
    """Write the project anew beside itself and put that in its place. The project is closed then."""
    store = project.store
    path = store.path
    assert path is not None  # noqa: S101 - only a copy in memory has none
    if store.read_only:
        raise OnlyReading(
            N_("“{name}” cannot be written here. Save a copy in another folder and lock or unlock that."),
            name=path.name,
        )
    part = left_over(path)
    held: LockFile | None = None
    try:
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))  # nobody else reads what is being unlocked
        rewritten(store, part, key)
        shutil.copymode(path, part)
        was_locked, held = store.is_locked, store.keep_lock()
        project.close()  # one plain file without a log, which would not fit to the new one
        others = path.stat().st_nlink - 1
        with _old_bytes(path, to_blank=not was_locked and not others):
            part.replace(path)
            settle_names(path.parent)
        return Rewritten(path, key, was_locked, others)
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        if held:
            held.release()


@contextlib.contextmanager
def _old_bytes(path: Path, *, to_blank: bool) -> Generator[None]:
    """Write over the bytes of a file that is replaced meanwhile, where the system lets us keep hold of it.

    A disk may keep them all the same: elsewhere, in what it holds in reserve, in snapshots. So it is only tried.
    """
    if not to_blank or os.name == "nt":  # there a file that is open cannot be replaced
        yield
        return
    with path.open("r+b") as file:
        yield
        with contextlib.suppress(OSError):
            size = os.fstat(file.fileno()).st_size
            for at in range(0, size, PIECE):
                file.write(bytes(min(PIECE, size - at)))
            file.flush()
            os.fsync(file.fileno())


def _told(store: Store) -> tuple[object, ...]:
    """Return all that a file tells: its marks, its content, and every row of every table, the history's too."""
    raw = store.raw
    schema = raw.execute("SELECT type, name, sql, rootpage > 0 FROM sqlite_master ORDER BY type, name").fetchall()
    rows = tuple((name, *_rows(raw, str(name))) for kind, name, _, is_stored in schema if kind == "table" and is_stored)
    return store.pragma("application_id"), store.version, schema, rows, content_hash(Reader(store.connection))


def _rows(raw: Any, table: str) -> tuple[int, str]:
    """Return how many rows a table has, and one hash over them in their order."""
    digest, count = hashlib.sha256(), 0
    for row in raw.execute(f'SELECT * FROM "{table}"'):  # noqa: S608 - a name of the file's own schema
        digest.update(repr(row).encode(errors="surrogatepass"))
        count += 1
    return count, digest.hexdigest()

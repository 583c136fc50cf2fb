"""What the restore screen shows: the backups of a project file, what is in the file now, and what is in one of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from models import backups
from models.backup_reading import Contents, contents, is_whole
from models.backup_records import Backup
from models.cipher import Key
from models.errors import InUse, NeedsPassword, PolkuError
from models.reader import Reader
from models.store import Store

HERE, GONE, DAMAGED, LOCKED, IN_USE = "here", "gone", "damaged", "locked", "in use"


@dataclass(frozen=True)
class Found:
    """The backups of a file, newest first. `now`: what is in the file, None where it cannot be looked into: `state`."""

    backups: tuple[Backup, ...]
    now: Contents | None
    state: str
    erased: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Looked:
    """What is in one backup; `contents` None: it is damaged, or locked with another password."""

    contents: Contents | None
    whole: bool
    locked: bool = False


def find(path: Path, places: Sequence[Path], now: Contents | None = None, key: Key | None = None) -> Found:
    """Return the backups of a file; `now`: what is in it, where it is open already. Any thread may do it."""
    state = HERE
    if now is None:
        now, state = _now(path, key)
    project = now.facts.project if now else ""
    found = backups.managed(path, places, project)
    erased = frozenset(row_id for _, row_id in backups.erased_in(places, project)) if project else frozenset[str]()
    return Found(_listed(found), now, state, erased)


def look(backup: Backup, found: Found, key: Key | None = None) -> Looked:
    """Return what is in a backup, after reading it from end to end; what was erased since is not told of."""
    if backup.locked and key is None:
        return Looked(None, whole=False, locked=True)
    if not is_whole(backup.path, backup.content, key):
        return Looked(None, whole=False)
    inside = _inside(backup.path, found.erased, key)
    return Looked(inside, whole=inside is not None)


def _listed(found: Sequence[Backup]) -> tuple[Backup, ...]:
    """Return each backup once, newest first: by the counter of its folder, and by the clock only between folders."""
    once: dict[tuple[object, ...], Backup] = {}
    for one in found:
        once.setdefault((one.at, one.step, one.content, one.reason) if one.step else (one.path,), one)
    queues: dict[Path, list[Backup]] = {}
    for one in once.values():
        queues.setdefault(one.path.parent, []).append(one)
    listed: list[Backup] = []
    while left := [queue for queue in queues.values() if queue]:
        listed.append(max(left, key=lambda queue: queue[0].at).pop(0))
    return tuple(listed)


def _inside(path: Path, gone: frozenset[str], key: Key | None) -> Contents | None:
    try:
        store = Store.open(path, reading=True, password=key)
        try:
            return contents(Reader(store.connection), gone)
        finally:
            store.abandon()
    except (PolkuError, DBAPIError, OSError, UnicodeDecodeError, ValueError, IndexError):
        return None


def _now(path: Path, key: Key | None) -> tuple[Contents | None, str]:
    if not path.is_file():
        return None, GONE
    try:
        store = Store.open(path, reading=True, password=key)
        try:
            return contents(Reader(store.connection)), HERE
        finally:
            store.abandon()
    except NeedsPassword:
        return None, LOCKED
    except InUse:
        return None, IN_USE
    except (PolkuError, DBAPIError, OSError, UnicodeDecodeError, ValueError, IndexError):
        return None, DAMAGED

"""Brings a backup back, beside the project or in its place. What was erased or withdrawn since stays so.

The restored file is made whole under another name, checked, and only then gets its own. What lay in its place is kept:
a sound file as one more backup, a damaged one as it is, beside.
"""

import contextlib
import os
import shutil
from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from models import backup_reading as reading
from models import backups, device, erasure, migrations
from models.backup_records import Backup
from models.backup_shelf import Shelf
from models.cipher import Key
from models.clock import Clock, wall_clock
from models.edits.taking_over import Row, TakeOverConsents, said_by_tellers
from models.errors import Damaged, NotAProject, PolkuError, Refused, StoreTrouble
from models.file_check import check_free
from models.left_behind import LOGS, copy_with, remove_half_made
from models.lock_file import LockFile
from models.project import Project
from models.reader import Reader
from models.store import Store
from models.tables import SCHEMA_VERSION
from resources.half_made import name_whole, part_name
from resources.settled import settle, settle_names
from resources.texts import N_

BROKEN = N_("The backup “{name}” is damaged and was left as it is. Nothing was changed. Choose another one.")
UNWRITTEN = N_("“{name}” could not be written there. Nothing was changed. Check the disk, or choose another folder.")


@dataclass(frozen=True)
class Present:
    """What the present file of a project says that a restored one must respect."""

    steps: frozenset[str] = frozenset()
    erased: frozenset[erasure.Row] = frozenset()
    consents: tuple[Row, ...] = ()
    withdrawals: tuple[Row, ...] = ()
    devices: tuple[tuple[object, ...], ...] = ()


@dataclass(frozen=True)
class Restored:
    """What was made, and where the file went that lay in its place, if it could not be read."""

    path: Path
    aside: Path | None = None


def present_of(store: Store) -> Present:
    """Return what an open project says that a restored file must respect."""
    reader = Reader(store.connection)
    steps = frozenset(str(row[0]) for row in reader.driver_rows("SELECT id FROM history_step"))
    consents, withdrawals = said_by_tellers(reader)
    return Present(steps, erasure.tombstones(store), consents, withdrawals, tuple(reader.driver_rows(device.KNOWN)))


def restore_beside(
    backup: Path,
    out: Path,
    places: Iterable[Path] = (),
    present: Present | None = None,
    expected: str = "",
    clock: Clock = wall_clock,
    key: Key | None = None,
) -> Restored:
    """Make a project of a backup at a path that nothing has yet. Refused or StoreTrouble: nothing was made.

    `places`: where backups lie, with notes of what was erased. `present`: the project as it is now, where it can be
    read. `expected`: the content hash that the backup had when it was made.
    """
    check_free(out)
    part = _copied(backup, out, expected, key)
    with _removed_at_the_end(part, out.name):
        _bring_up_to_date(part, _erased(backup, tuple(places)), present or _newest(backup, key), clock, key)
        check_free(out)
        name_whole(part, out)
    return Restored(out)


def restore_in_place(
    backup: Path,
    path: Path,
    places: Sequence[Path] = (),
    expected: str = "",
    clock: Clock = wall_clock,
    key: Key | None = None,
) -> Restored:
    """Put a backup in the place of a project that is closed. Refused or StoreTrouble: the project is as it was.

    The present file is backed up first; one that cannot be read is kept beside, as it is.
    """
    if not path.exists():
        return restore_beside(backup, path, places, None, expected, clock, key)
    part = _copied(backup, path, expected, key)  # first of all: backing up the present file may remove old backups
    with _removed_at_the_end(part, path.name):
        erased, newest = _erased(backup, tuple(places)), _newest(backup, key)
        present, step = _present_backed_up(path, places, clock, key)  # takes the lock itself, so ours comes after
        _bring_up_to_date(part, erased, present or newest, clock, key)
        aside = _put_in_place(part, path, step if present is not None else None, key)
    return Restored(path, aside)


def copy_locked(backup: Path, out: Path) -> Restored:
    """Copy a locked backup as it is; what was erased since is erased when it opens and its password is known."""
    check_free(out)
    part = out.with_name(part_name(out.name))
    with _removed_at_the_end(part, out.name):
        shutil.copyfile(backup, part)
        settle(part)
        check_free(out)
        name_whole(part, out)
    return Restored(out)


def path_beside(path: Path, backup: Backup) -> Path:
    """Return a free path for a copy of a backup beside a project: its name and when the backup was made."""
    stem = f"{path.stem} {backup.at.astimezone().strftime('%Y-%m-%d %H.%M')}"
    number, candidate = 1, path.with_name(f"{stem}{path.suffix}")
    while os.path.lexists(candidate):
        number += 1
        candidate = path.with_name(f"{stem} ({number}){path.suffix}")
    return candidate


# -- inside -----------------------------------------------------------------------------------------


def _present_backed_up(path: Path, places: Sequence[Path], clock: Clock, key: Key | None) -> tuple[Present | None, str]:
    """Back up what lies in the place and return what it says, with its last step; None: it cannot be read."""
    try:
        with Project.open(path, clock=clock, password=key) as project:
            return present_of(project.store), _back_up(project, places, clock)
    except (Damaged, NotAProject, DBAPIError, UnicodeDecodeError):
        return None, ""


def _back_up(project: Project, places: Sequence[Path], clock: Clock) -> str:
    """Back the present file up and return its last step. StoreTrouble: no place could be written; nothing goes on."""
    taken = backups.take(project.store, backups.BEFORE_RESTORE, clock)
    kept = backups.keep(taken, backups.present(places))
    if places and not kept.made:
        raise kept.troubles[0][1]
    return taken.step


def _last_step(path: Path, key: Key | None) -> str:
    store = Store.open(path, reading=True, password=key)
    try:
        return reading.last_step(Reader(store.connection))
    finally:
        store.abandon()


def _put_in_place(part: Path, path: Path, step: str | None, key: Key | None) -> Path | None:
    """Let a whole file take the place of another; return where that went if it could not be read (`step` None)."""
    lock = LockFile(path)
    lock.take()
    try:
        if step is not None and step != _last_step(path, key):
            raise Refused(N_("“{name}” was changed meanwhile. Try again."), name=path.name)
        aside = _kept_aside(path) if step is None else None
        for log in LOGS:  # those of the old file must not be read into the new one
            path.with_name(path.name + log).unlink(missing_ok=True)
        part.replace(path)
        settle_names(path.parent)
    finally:
        lock.release()
    return aside


@contextlib.contextmanager
def _removed_at_the_end(part: Path, name: str) -> Generator[None]:
    """Whatever happens, leave nothing half beside the project; say so where the disk is in trouble."""
    try:
        yield
    except OSError:
        raise StoreTrouble(UNWRITTEN, name=name) from None
    finally:
        remove_half_made(part)


def _copied(backup: Path, out: Path, expected: str, key: Key | None) -> Path:
    """Copy a backup that is whole to a half-made file beside `out` and return its path. Damaged: it is not whole."""
    if not out.parent.is_dir():
        raise Refused(N_("There is no folder “{folder}”. Make it first."), folder=out.parent.name)
    if not reading.is_whole(backup, expected, key):
        raise Damaged(BROKEN, name=backup.name)
    part = out.with_name(part_name(out.name))
    with contextlib.suppress(OSError):
        part.unlink(missing_ok=True)
    store = Store.open(backup, reading=True, password=key)
    try:
        store.save_copy(part)
    finally:
        store.abandon()
    return part


def _erased(backup: Path, places: tuple[Path, ...]) -> Callable[[str], frozenset[erasure.Row]]:
    """Return what finds what was erased for good in a project, also where the backup's folder was carried away."""
    beside = Shelf(backup.parent).erased()
    return lambda project: beside | backups.erased_in(places, project)


def _newest(backup: Path, key: Key | None) -> Present:
    """Return what the newest backup beside one says, in the place of a project that cannot be read or is not known."""
    newest = Shelf(backup.parent).newest()
    if newest is None or (newest.locked and key is None) or newest.path == backup:
        return Present()
    try:
        store = Store.open(newest.path, reading=True, password=key)
        try:
            return present_of(store) if store.version == SCHEMA_VERSION else Present()
        finally:
            store.abandon()
    except (PolkuError, DBAPIError, UnicodeDecodeError):
        return Present()


def _bring_up_to_date(
    part: Path, erased: Callable[[str], frozenset[erasure.Row]], known: Present, clock: Clock, key: Key | None
) -> None:
    """Apply to a copy what no backup brings back: erasures, withdrawals, later consents; and who wrote since."""
    store = Store.open(part, password=key)
    try:
        if store.version < SCHEMA_VERSION and (made := migrations.migrate(store)) is not None:
            made.unlink(missing_ok=True)  # the backup itself is the copy from before
        project = reading.facts(Reader(store.connection)).project
        erasure.erase_again(store, known.erased | erased(project), clock())
        follows = reading.last_step(Reader(store.connection)) in known.steps
        device.know(store, known.devices)
    finally:
        store.close()
    if known.consents or known.withdrawals:
        with Project.open(part, clock=clock, password=key) as opened:
            edit = TakeOverConsents(known.consents, known.withdrawals, follows)
            if _says_more(opened, known):
                opened.perform(edit)
    if not reading.is_whole(part, key=key):
        raise StoreTrouble(UNWRITTEN, name=part.name)
    settle(part)


def _says_more(project: Project, known: Present) -> bool:
    """Tell whether the present file says anything that a restored one does not."""
    here = project.ask(said_by_tellers)
    return (
        any(one not in here[0] for one in known.consents)
        or any(_whom(one) not in {_whom(other) for other in here[1]} for one in known.withdrawals)
        or any(_whom(one) not in {_whom(other) for other in known.withdrawals} for one in here[1])
    )


def _whom(row: Row) -> tuple[object, object]:
    return row["story_id"], row["voice_id"]


def _kept_aside(path: Path) -> Path:
    """Copy a file that cannot be read, with its logs, beside itself and return the copy."""
    number, aside = 1, path.with_name(f"{path.stem} damaged{path.suffix}")
    while os.path.lexists(aside):
        number += 1
        aside = path.with_name(f"{path.stem} damaged {number}{path.suffix}")
    try:
        copy_with(path, aside)
    except OSError:
        aside.unlink(missing_ok=True)
        raise StoreTrouble(UNWRITTEN, name=path.name) from None
    return aside

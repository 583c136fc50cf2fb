"""Rotating backups of projects in a folder that a person can see, and in a second one, such as a stick.

`take` copies the open project into memory on the thread that has it open, in a few milliseconds; `keep` writes the copy
on any thread. Every backup is complete by itself and opens as a project.
"""

import contextlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from models import erasure
from models.backup_reading import facts, last_step
from models.backup_records import Backup
from models.backup_shelf import Shelf, looked_into, removed, short_id, stem_of
from models.clock import Clock, wall_clock
from models.errors import PolkuError, StoreTrouble
from models.reader import Reader
from models.store import Store
from resources.texts import N_

BEFORE_IMPORT, BEFORE_MERGE, BEFORE_RESTORE, BEFORE_MIGRATION = "import", "merge", "restore", "migration"
BY_HAND, AFTER_ERASURE, AFTER_LOCK = "hand", "erasure", "lock"
BEFORE_A_VERSION = " before version *"  # so models.migrations calls what it makes beside the project
AS_FOUND = " as it was found*"  # and models.set_aside what it keeps there
NOT_WRITTEN = N_(
    "No backup of “{name}” can be written to “{folder}”. Your project itself is saved. "
    "Check the disk, or choose another folder in the settings."
)


class BackupFolder:
    """A place of backups: in it, each project has a folder of its own, named by its file and the end of its id."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def of(self, project_id: str, path: Path) -> Shelf:
        """Return where the backups of a project file belong; nothing is made."""
        return Shelf(self.root / f"{stem_of(path)} {short_id(project_id)}")

    def shelves(self, project_id: str) -> tuple[Shelf, ...]:
        """Return the folders with backups of a project, also those from when its file had another name."""
        ending = " " + short_id(project_id)
        return tuple(Shelf(folder) for folder in self._folders() if folder.name.endswith(ending))

    def shelves_named(self, path: Path) -> tuple[Shelf, ...]:
        """Return the folders that may hold backups of a file which cannot be read, by its name."""
        return tuple(shelf for shelf in map(Shelf, self._folders()) if shelf.stem == stem_of(path))

    def _folders(self) -> list[Path]:
        try:
            return sorted(folder for folder in self.root.iterdir() if folder.is_dir())
        except OSError:
            return []


@dataclass
class Taken:
    """A copy of a project in memory that waits to be written. `close` forgets it."""

    copy: Store
    path: Path
    project: str
    step: str
    reason: str
    now: datetime
    elapsed: float | None = None

    def close(self) -> None:
        """Forget the copy."""
        self.copy.abandon()


@dataclass
class Kept:
    """What became of a backup in each place: what was made, and the places where it could not be."""

    made: list[Backup] = field(default_factory=list)
    troubles: list[tuple[Path, PolkuError]] = field(default_factory=list)


def take(store: Store, reason: str = "", clock: Clock = wall_clock, elapsed: float | None = None) -> Taken:
    """Copy an open project into memory. Refused: something long is being written just now.

    `elapsed`: seconds since the last backup by a clock that nobody can set, where it was made by this program.
    """
    assert store.path is not None  # noqa: S101 - a copy in memory has no backups
    known = facts(Reader(store.connection))
    copy = Store.in_memory(store.key)
    try:
        store.copy_into(copy)
        erasure.finish(copy)  # what a disk in trouble kept an erasure from is done in the copy at least
    except BaseException:
        copy.abandon()
        raise
    return Taken(copy, store.path, known.project, known.step, reason, clock(), elapsed)


def is_needed(store: Store, last: str) -> bool:
    """Tell whether anything was done since the backup whose last step is `last`."""
    return last_step(Reader(store.connection)) != last


def keep(taken: Taken, places: Iterable[Path]) -> Kept:
    """Write a copy to each place and forget it. A place that cannot be written is told of, and no reason to stop."""
    kept = Kept()
    try:
        for place in places:
            shelf = BackupFolder(place).of(taken.project, taken.path)
            try:
                kept.made.append(shelf.write(taken.copy, taken.path, taken.reason, taken.now, taken.elapsed))
            except (PolkuError, OSError):
                told = {"name": taken.path.name, "folder": str(place)}
                kept.troubles.append((place, StoreTrouble(NOT_WRITTEN, **told)))
            else:
                _clean_others(taken, BackupFolder(place), shelf)
        if kept.made and taken.reason == AFTER_ERASURE:
            _clean_version_copies(taken)
    finally:
        taken.close()
    return kept


def present(places: Sequence[Path]) -> tuple[Path, ...]:
    """Return the places to write to now: the first in any case, the others where they are there, as a stick may be."""
    return (*places[:1], *(place for place in places[1:] if place.is_dir()))


def managed(path: Path, places: Iterable[Path], project_id: str = "") -> tuple[Backup, ...]:
    """Return every backup that Polku has of a project file, newest of each folder first; copies from before a newer
    version of the file, which lie beside it, come last. Without the id they are found by the file's name."""
    found: list[Backup] = []
    for folder in map(BackupFolder, places):
        shelves = folder.shelves(project_id) if project_id else folder.shelves_named(path)
        found += [one for shelf in shelves for one in shelf.backups()]
    return (*found, *version_copies(path))


def version_copies(path: Path, gone: frozenset[erasure.Row] = frozenset()) -> tuple[Backup, ...]:
    """Return the copies that lie beside a project from before it was brought to a newer version.

    `gone`: what was erased for good; each copy tells how much of it had been erased when it was made.
    """
    made = (_before_version(looked_into(copy, gone)[0]) for copy in _beside(path, BEFORE_A_VERSION))
    return tuple(sorted(made, key=lambda one: one.at, reverse=True))


def erased_in(places: Iterable[Path], project_id: str) -> frozenset[erasure.Row]:
    """Return what was erased for good in a project, as it is noted beside its backups."""
    shelves = (shelf for place in places for shelf in BackupFolder(place).shelves(project_id))
    return frozenset(row for shelf in shelves for row in shelf.erased())


def has_plain(project_id: str, places: Iterable[Path]) -> bool:
    """Tell whether any backup of a project can be read without a password."""
    shelves = (shelf for place in places for shelf in BackupFolder(place).shelves(project_id))
    return any(not one.locked for shelf in shelves for one in shelf.backups())


def note_erasure(store: Store, places: Iterable[Path]) -> None:
    """Note beside the backups what was erased for good, before anything else: ids only.

    Places that are not there or cannot be written are left; their next backup brings it.
    """
    project, gone = facts(Reader(store.connection)).project, erasure.tombstones(store)
    for place in present(tuple(places)):
        folder = BackupFolder(place)
        for shelf in folder.shelves(project):
            with contextlib.suppress(OSError):
                shelf.note_erased(gone)


def after_erasure(store: Store, places: Sequence[Path], clock: Clock = wall_clock) -> tuple[Path, ...]:
    """Replace the backups of a project by one fresh one, after something was erased in it for good.

    Copies of it from before a newer version of the file, which lie beside it, go as well: they are backups too.
    Returns what is left and may still hold it: files that could not be removed, locked copies, copies of it as it was
    found when something in it was set aside, and places that are not there now; those are cleaned with the first backup
    they get again.
    """
    note_erasure(store, places)
    taken = take(store, AFTER_ERASURE, clock)
    project, gone, path = taken.project, erasure.tombstones(store), taken.path
    there = present(places)
    keep(taken, there)
    left = [
        one.path
        for place in there
        for shelf in BackupFolder(place).shelves(project)
        for one in shelf.backups()
        if one.erased < len(gone)
    ]
    away = [place for place in places if place not in there]
    beside = [one.path for one in version_copies(path, gone) if one.erased < len(gone)]
    return (*left, *beside, *_beside(path, AS_FOUND), *away)


def erase_again(store: Store, places: Iterable[Path], clock: Clock = wall_clock) -> bool:
    """Erase in a project what is noted beside its backups as erased for good; whether any of it was still there.

    Called when a project is opened: it may be a backup that somebody put in its place by hand.
    """
    if store.read_only:
        return False
    project = facts(Reader(store.connection)).project
    gone = erased_in(places, project)
    return bool(gone) and erasure.erase_again(store, gone, clock())


# -- inside -----------------------------------------------------------------------------------------


def _clean_others(taken: Taken, folder: BackupFolder, own: Shelf) -> None:
    """Remove from the folders of other names that this project's file has had what its own folder may not hold:
    words that were erased since, and backups without a lock of a project that is locked by now."""
    gone = own.erased() if erasure.tombstones(taken.copy) >= own.erased() else frozenset[erasure.Row]()
    for shelf in folder.shelves(taken.project):
        if shelf.folder == own.folder:
            continue
        with contextlib.suppress(OSError):
            shelf.note_erased(gone)
        shelf.remove(
            one for one in shelf.backups() if one.erased < len(gone) or (taken.copy.is_locked and not one.locked)
        )


def _clean_version_copies(taken: Taken) -> None:
    """Remove the copies of this project from before a newer version of it that hold words which were erased since."""
    gone = erasure.tombstones(taken.copy)
    for copy in _beside(taken.path, BEFORE_A_VERSION):
        one, known = looked_into(copy, gone)
        if known is not None and known.project == taken.project and one.erased < len(gone):
            removed(copy)


def _beside(path: Path, called: str) -> tuple[Path, ...]:
    """Return the files beside a project that are called like it, with something behind its name."""
    with contextlib.suppress(OSError):
        found = path.parent.glob(f"{_literal(path.stem)}{called}{path.suffix}")
        return tuple(sorted(copy for copy in found if copy.is_file()))
    return ()


def _before_version(one: Backup) -> Backup:
    return replace(one, reason=BEFORE_MIGRATION)


def _literal(stem: str) -> str:
    """Return a name in which no letter stands for others."""
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in stem)

"""The backups of one project in one place: its folder, what is in it, writing one more, and what may go."""

import contextlib
import json
import os
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from models import backup_reading as reading
from models.backup_reading import Facts
from models.backup_records import (
    SUFFIX,
    Backup,
    as_text,
    next_passed,
    read_register,
    write_register,
)
from models.backup_rotation import superfluous
from models.cipher import is_locked_file
from models.erasure import Row, tombstones
from models.errors import PolkuError
from models.reader import Reader
from models.store import Store
from resources.half_made import name_whole, part_name, write_whole
from resources.settled import settle

ERASED = "erased.json"
LONGEST_STEM = 90  # bytes; some folders are encrypted and allow 143
SHORT = 8  # letters of the project row's id
STAMPED = re.compile(r"^(?P<stem>.*) (?P<at>\d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d)(?: \(\d+\))?$", re.DOTALL)
STAMP = "%Y-%m-%d %H.%M.%S"


def stem_of(path: Path) -> str:
    """Return what a project file is called in the names of its backups."""
    stem = unicodedata.normalize("NFC", path.stem)
    while len(stem.encode()) > LONGEST_STEM:
        stem = stem[:-1]
    return stem.strip(". ") or "polku"


def short_id(project_id: str) -> str:
    """Return the end of a project row's id, which is drawn at random."""
    return project_id.replace("-", "")[-SHORT:]


class Shelf:
    """One folder of backups. Nothing is made before something is written. Usable on any one thread at a time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def stem(self) -> str:
        """What the project file is called whose backups lie here."""
        return self.folder.name.rpartition(" ")[0]

    def backups(self) -> tuple[Backup, ...]:
        """Return what is here, newest first. What no register knows is looked into; nothing is written."""
        files = {path.name: path for path in _files(self.folder)}
        known = [one for one in read_register(self.folder) or () if one.path.name in files]
        names = {one.path.name for one in known}
        strange = [path for name, path in files.items() if name not in names]
        return tuple(reversed(_with_strange(known, strange, self.erased())))

    def newest(self) -> Backup | None:
        """Return the newest backup that was verified."""
        return next((one for one in self.backups() if one.verified), None)

    def erased(self) -> frozenset[Row]:
        """Return what was erased for good, as (table, id), as it is noted beside the backups."""
        try:
            told = json.loads((self.folder / ERASED).read_text(encoding="utf-8"))
            return frozenset((str(one["table"]), str(one["id"])) for one in told["erased"])
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            return frozenset()

    def note_erased(self, rows: Iterable[Row]) -> frozenset[Row]:
        """Note ids of what was erased for good beside the backups; return all of them. OSError: it cannot be noted."""
        known = self.erased()
        both = known | frozenset(rows)
        if both != known:
            self.folder.mkdir(parents=True, exist_ok=True)
            listed = [{"table": table, "id": row_id} for table, row_id in sorted(both)]
            write_whole(self.folder / ERASED, as_text({"version": 1, "erased": listed}))
        return both

    def write(self, copy: Store, of: Path, reason: str, now: datetime, elapsed: float | None = None) -> Backup:
        """Write one more backup of a copy in memory and verify it. StoreTrouble, Refused, OSError: it cannot be.

        What was erased for good in it is noted beside it first; older ones that still hold such words go.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        gone = self.note_erased(tombstones(copy))
        before = self.backups()
        last = before[0] if before else None
        path = _free(self.folder, f"{stem_of(of)} {now.astimezone().strftime(STAMP)}")
        content = _write_verified(copy, path)
        known = reading.facts(Reader(copy.connection))
        made = Backup(
            path,
            (last.counter if last else 0) + 1,
            now,
            next_passed(last, now, elapsed),
            reason,
            erased=len(gone & tombstones(copy)),
            content=content,
            size=path.stat().st_size,
            verified=True,
            of=of.name,
        )
        made = _described(made, known, locked=is_locked(path))
        self._settle((made, *before), gone)
        return made

    def remove(self, backups: Iterable[Backup]) -> tuple[Backup, ...]:
        """Remove some; return those that are still there because they could not be."""
        left = tuple(one for one in backups if not removed(one.path))
        with contextlib.suppress(OSError):
            write_register(self.folder, self.backups())
        return left

    def _settle(self, backups: Sequence[Backup], gone: frozenset[Row]) -> None:
        """Write the register, and let go what is superfluous, holds words that were erased since, or is not locked
        although the project is by now."""
        made, clean = backups[0], backups[0].erased == len(gone)
        stale = [one for one in backups[1:] if (clean and one.erased < len(gone)) or (made.locked and not one.locked)]
        old = [one for one in superfluous([one for one in backups if one not in stale]) if one is not backups[0]]
        write_register(self.folder, backups)
        let_go = {one.counter for one in (*stale, *old) if removed(one.path)}
        if let_go:
            write_register(self.folder, [one for one in backups if one.counter not in let_go])


def is_locked(path: Path) -> bool:
    """Tell whether a backup can only be read with a password."""
    with contextlib.suppress(OSError):
        return is_locked_file(path)
    return False


def looked_into(path: Path, gone: frozenset[Row] = frozenset()) -> tuple[Backup, Facts | None]:
    """Return a backup that no register knows, with what is in it: None where it is locked, damaged or none of ours."""
    found = STAMPED.match(path.stem)
    at = datetime.now(UTC)
    if found:
        with contextlib.suppress(ValueError, OverflowError, OSError):
            at = datetime.strptime(found["at"], STAMP).astimezone(UTC)
    made = Backup(path, 0, at, 0.0, size=_size(path), locked=is_locked(path))
    if made.locked:
        return made, None
    try:
        store = Store.open(path, reading=True)
        try:
            known = reading.facts(Reader(store.connection))
            whole = store.pragma("quick_check(1)") == "ok"
            content = reading.hash_of(store) if whole else ""
            made = replace(made, verified=whole, content=content, erased=len(gone & tombstones(store)))
        finally:
            store.abandon()
    except (PolkuError, DBAPIError, OSError, UnicodeDecodeError, ValueError, IndexError):
        return made, None
    if not found:
        made = replace(made, at=known.moment)
    return _described(made, known, locked=False), known


def removed(path: Path) -> bool:
    """Remove a file; tell whether it is gone."""
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return False
    return True


# -- inside -----------------------------------------------------------------------------------------


def _with_strange(known: Sequence[Backup], strange: Sequence[Path], gone: frozenset[Row]) -> list[Backup]:
    """Return all, oldest first; those that no register knows follow, in the order of the project's own clock.

    What cannot be looked into comes before all, by its name: nothing else tells how old it is.
    """
    seen = [looked_into(path, gone) for path in strange]
    readable = sorted(
        ((facts.stamp, one.path.name, one) for one, facts in seen if facts is not None), key=lambda entry: entry[:2]
    )
    dark = sorted((one for one, facts in seen if facts is None), key=lambda one: one.path.name)
    first = min((one.counter for one in known), default=0)
    found = [replace(one, counter=first - len(dark) + at) for at, one in enumerate(dark)]
    found += known
    for *_, one in readable:
        last = found[-1] if found else None
        counter = max((last.counter if last else 0) + 1, 1)
        found.append(replace(one, counter=counter, passed=next_passed(last, one.at)))
    return found


def _described(made: Backup, known: Facts, *, locked: bool) -> Backup:
    return replace(
        made,
        project=known.project,
        step=known.step,
        label=known.label,
        kind=known.kind,
        stories=known.stories,
        notes=known.notes,
        answers=known.answers,
        paths=known.paths,
        locked=locked,
    )


def _write_verified(copy: Store, path: Path) -> str:
    """Write a file under its name only once it is whole, holds the same content and lies on the disk."""
    part = path.with_name(part_name(path.stem))
    expected = reading.hash_of(copy)
    try:
        copy.save_copy(part, lambda written: _check_same(reading.hash_of(written), expected))
        settle(part)
        name_whole(part, path)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    return expected


def _check_same(found: str, expected: str) -> None:
    if found != expected:
        raise OSError("the backup does not hold what it should")  # said as any fault of the disk is


def _files(folder: Path) -> list[Path]:
    try:
        found = sorted(folder.iterdir())
    except OSError:
        return []
    return [path for path in found if path.suffix == SUFFIX and not path.name.startswith(".") and path.is_file()]


def _free(folder: Path, stem: str) -> Path:
    number, candidate = 1, folder / f"{stem}{SUFFIX}"
    while os.path.lexists(candidate):
        number += 1
        candidate = folder / f"{stem} ({number}){SUFFIX}"
    return candidate


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0

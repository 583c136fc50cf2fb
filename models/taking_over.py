"""Opens what another computer seems to have open still, after a person said that it is closed there: a copy first."""

import contextlib
import os
from datetime import datetime
from pathlib import Path

from models.errors import PolkuError, StoreTrouble
from models.file_check import check_there
from models.left_behind import copy_with
from models.lock_file import Holder, give_up
from models.store import Store
from resources.half_made import passing_folder
from resources.settled import settle, settle_names
from resources.texts import N_

LOGS = ("-wal", "-journal")  # what has not been taken into the file yet, or is to be taken back


def take_over(document: Path, holder: Holder, now: datetime) -> Path:
    """Copy the file with its log, then remove the lock of a dead computer; return where the copy lies.

    The copy gets its name when it is whole and lies on the disk. StoreTrouble: no copy could be made, so nothing was
    changed.
    """
    document = check_there(document)
    copy = _free(document, now)
    try:
        with passing_folder(document.parent) as folder:
            _place(_whole(document, folder), copy)
    except OSError:
        raise StoreTrouble(
            N_("No copy of “{name}” could be made beside it, so it was not opened. Free some space there first."),
            name=document.name,
        ) from None
    give_up(document, holder)
    return copy


def _whole(document: Path, folder: Path) -> Path:
    """Copy the file into a folder, with its log taken in where that is possible, and return the copy."""
    copy = folder / "copy.polku"
    copy_with(document, copy, LOGS)
    if any(_with(copy, ending).exists() for ending in LOGS):
        with contextlib.suppress(PolkuError):  # damaged, or locked with a password: then all stay as they are
            Store.open(copy).close()
    return copy


def _place(copy: Path, named: Path) -> None:
    """Give a copy its name, after its logs: there is never a file without what belongs to it."""
    placed: list[Path] = []
    try:
        for ending in (*LOGS, ""):
            if _with(copy, ending).exists():
                settle(_with(copy, ending))
                placed.append(_with(copy, ending).rename(_with(named, ending)))
    except OSError:
        for path in placed:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
        raise
    settle_names(named.parent)


def _with(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


def _free(document: Path, now: datetime) -> Path:
    """Return a name for the copy: "Name before 2026-11-22 1705.polku"."""
    stem = f"{document.stem[:120]} before {now.astimezone():%Y-%m-%d %H%M}"
    copy, number = document.with_name(stem + document.suffix), 2
    while any(os.path.lexists(_with(copy, ending)) for ending in ("", *LOGS)):
        copy, number = document.with_name(f"{stem} {number}{document.suffix}"), number + 1
    return copy

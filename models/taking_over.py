"""Opens what another computer seems to have open still, after a person said that it is closed there: a copy first."""

import contextlib
import os
import shutil
from datetime import datetime
from pathlib import Path

from models.errors import PolkuError, StoreTrouble
from models.file_check import check_there
from models.lock_file import Holder, give_up
from models.store import Store
from resources.texts import N_


def take_over(document: Path, holder: Holder, now: datetime) -> Path:
    """Copy the file with its log, then remove the lock of a dead computer; return where the copy lies.

    StoreTrouble: no copy could be made, so nothing was changed.
    """
    document = check_there(document)
    copy = _free(document, now)
    log, copied_log = (path.with_name(path.name + "-wal") for path in (document, copy))
    try:
        shutil.copyfile(document, copy)
        if log.exists():
            shutil.copyfile(log, copied_log)
    except OSError:
        for part in (copy, copied_log):
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
        raise StoreTrouble(
            N_("No copy of “{name}” could be made beside it, so it was not opened. Free some space there first."),
            name=document.name,
        ) from None
    if copied_log.exists():
        with contextlib.suppress(PolkuError):  # damaged, or locked with a password: then both files stay as they are
            Store.open(copy).close()  # takes the log into the one file
    give_up(document, holder)
    return copy


def _free(document: Path, now: datetime) -> Path:
    """Return a name for the copy: "Name before 2026-11-22 1705.polku"."""
    stem = f"{document.stem[:120]} before {now.astimezone():%Y-%m-%d %H%M}"
    copy, number = document.with_name(stem + document.suffix), 2
    while os.path.lexists(copy):
        copy, number = document.with_name(f"{stem} {number}{document.suffix}"), number + 1
    return copy

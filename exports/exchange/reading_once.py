"""The bytes of a file that somebody names, read once: only of a regular file, never more than wanted, never half.

A pipe or a device is not waited for, and a file that somebody is still writing is not taken for whole.
"""

import os
import stat
from pathlib import Path

from models.errors import Refused
from resources.texts import N_

FOLDER = N_("“{name}” is a folder. Choose a file in it.")
NO_REGULAR = N_("“{name}” is not a file on a disk.")
CHANGING = N_("“{name}” changed while it was read. Close it in its own program, then try again.")

_WAIT_FOR_NOBODY = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOCTTY", 0)


def read_once(path: Path, most: int) -> bytes:
    """Return a file's bytes, cut after `most`. Refused: no regular file, or it changes. OSError: it cannot be read.

    What the path names is looked at again once it is open: it may have been exchanged since.
    """
    name = path.name or path.absolute().name
    _check(path.stat(), name)  # opening a device may already do something
    file = os.open(path, os.O_RDONLY | _WAIT_FOR_NOBODY)
    with os.fdopen(file, "rb") as reader:
        before = os.fstat(file)
        _check(before, name)
        data = reader.read(most)
        after = os.fstat(file)
    same = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
    if not same or len(data) != min(most, after.st_size):
        raise Refused(CHANGING, name=name)
    return data


def _check(found: os.stat_result, name: str) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise Refused(FOLDER, name=name)
    if not stat.S_ISREG(found.st_mode):
        raise Refused(NO_REGULAR, name=name)

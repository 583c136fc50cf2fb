"""Waits until what was written lies on the disk itself: neither a power cut nor a pulled stick takes it back then."""

import contextlib
import os
from pathlib import Path


def settle(path: Path) -> None:
    """Wait until the disk has what a file holds. OSError: it does not take it."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def settle_names(folder: Path) -> None:
    """Wait until the disk has the names in a folder, where a system can; what the files hold is there already."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):  # some network folders cannot
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

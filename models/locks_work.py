"""Finds out by trying whether files of a folder can be locked at all: some network shares say yes and do nothing."""

import contextlib
import os
import sys
from pathlib import Path


def do_locks_work(file: Path) -> bool:
    """Tell whether two handles of one file keep each other out. OSError: the file cannot be opened.

    POSIX locks belong to a process and let it in twice, so the locks of an open file are tried where there are some.
    """
    handles: list[int] = []
    try:
        for _ in range(2):
            handles.append(os.open(file, os.O_RDWR))
        return _lock(handles[0]) and not _lock(handles[1])
    finally:
        for handle in handles:
            with contextlib.suppress(OSError):
                os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import errno
    import fcntl
    import struct

    NOT_KNOWN = (errno.EINVAL,)  # an old system without locks of an open file

    def _lock(handle: int) -> bool:
        """Lock the first byte; False: somebody has it, or nothing can be locked here."""
        try:
            if sys.platform == "linux":
                fcntl.fcntl(handle, fcntl.F_OFD_SETLK, struct.pack("hhqqi4x", fcntl.F_WRLCK, os.SEEK_SET, 0, 1, 0))
                return True
        except OSError as error:
            if error.errno in NOT_KNOWN:
                return _lock_whole(handle)
            return False
        return _lock_whole(handle)

    def _lock_whole(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

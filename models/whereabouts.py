"""Knows whether an open project is still the file that was opened: a stick pulled, a folder renamed, a file replaced.

A file that was deleted or moved can still be written to, and nobody would ever find it. So it is looked at before
each write: one `stat`, which costs a thousandth of a commit.
"""

from pathlib import Path

from models.errors import FileAway
from resources.texts import N_

_GONE = N_(
    "“{name}” is not where it was: the disk or stick was taken out, or the file was moved or deleted. "
    "Nothing was written. Put it back and try again, or save a copy elsewhere. What you typed stays here."
)
_OTHER = N_(
    "Another file lies where “{name}” was, perhaps put there by a program that synchronises folders. "
    "Nothing was written to either. Save a copy elsewhere to go on. What you typed stays here."
)


class Whereabouts:
    """Where an open file lies, and which file that is."""

    def __init__(self, path: Path) -> None:
        """Take note of the file that lies there now."""
        self._path = path
        self._mark = _mark(path)
        self._folder = _mark(path.parent)

    def check(self) -> None:
        """FileAway: the file does not lie there any more, or another one does."""
        now = _mark(self._path)
        if self._mark is None or now == self._mark:
            return
        raise FileAway(_GONE if now is None else _OTHER, name=self._path.name)

    def is_replaced(self) -> bool:
        """Tell whether another file was put in its place: the folder is the one it was, not another disk's."""
        return _mark(self._path) not in (None, self._mark) and _mark(self._path.parent) == self._folder

    def is_here(self, path: Path) -> bool:
        """Tell whether a path leads to the file that was opened, wherever it was moved."""
        return self._mark is not None and _mark(path) == self._mark


def _mark(path: Path) -> tuple[int, int] | None:
    """Return what a file is known by on this machine; None where there is none, or its disk does not answer."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino

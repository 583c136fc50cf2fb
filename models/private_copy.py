"""A copy of a project with its log in a private folder, for a file that was not closed and lies where nothing may be
written: SQLite has to put the log in order before it can be read, and never ignores it."""

import contextlib
from collections.abc import Generator
from pathlib import Path

from models.errors import StoreTrouble
from models.left_behind import copy_with
from models.lock_file import in_use, lock_path, read_holder
from resources.half_made import passing_folder
from resources.texts import N_

FORMAT = slice(18, 20)  # of the header: 2, 2 says that a log may belong to the file


def needs_copy(path: Path) -> bool:
    """Tell whether a file cannot be read where it lies without writing. Not to be asked of a file that is open here."""
    if path.with_name(path.name + "-wal").exists():
        return True
    with path.open("rb") as file:
        return file.read(FORMAT.stop)[FORMAT] == b"\2\2"


@contextlib.contextmanager
def copied(path: Path) -> Generator[Path]:
    """Copy a file and its log into a folder that only this person may look into; it is gone afterwards.

    InUse: a program of this computer writes in it, so that a copy would be of no moment.
    """
    holder = read_holder(lock_path(path))
    if holder is not None and holder.is_here() and not holder.is_dead():
        raise in_use(path, holder)
    with contextlib.ExitStack() as stack:
        try:
            copy = stack.enter_context(passing_folder()) / "copy.polku"
            copy_with(path, copy, ("-wal",))
        except OSError:
            raise StoreTrouble(
                N_(
                    "“{name}” was not closed properly and its folder cannot be written, and there is no room here for "
                    "a copy to read. Free some space, or copy the file and “{name}-wal” to another disk and open it "
                    "there."
                ),
                name=path.name,
            ) from None
        yield copy

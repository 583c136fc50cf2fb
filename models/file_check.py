"""Looks at a file before the database opens it, so that each wrong one gets its own sentence."""

import os
import stat
from pathlib import Path

from models.cipher import PAGE, looks_locked
from models.errors import Damaged, NewerFile, NotAProject, Refused
from models.tables import APPLICATION_ID, SCHEMA_VERSION
from resources.texts import N_

MAGIC = b"SQLite format 3\0"
HEADER = 100
PAGE_SIZE, PAGE_COUNT, USER_VERSION, APPLICATION = slice(16, 18), slice(28, 32), slice(60, 64), slice(68, 72)
OUT_OF_REACH = N_("“{name}” cannot be reached. Check the folder and the disk.")
LONGEST_BESIDE = ".rewritten.part"  # of what has to lie beside a project now and then
NOT_OURS = N_("“{name}” is not a Polku project. It was left as it is.")


def check_file(path: Path) -> bool:
    """Raise the sentence for a file that cannot be a project of this program; tell whether it looks like a locked one.

    Nothing is written. Must not be called while this process has the file open: closing the handle would drop SQLite's
    locks.
    """
    check_there(path)
    try:
        with path.open("rb") as file:
            header = file.read(PAGE)
    except PermissionError:
        raise NotAProject(N_("You may not read “{name}”. Ask its owner for access."), name=path.name) from None
    except OSError:
        raise NotAProject(OUT_OF_REACH, name=path.name) from None
    if looks_locked(path, header):
        return True
    _check_header(path, header)
    return False


def check_there(path: Path) -> Path:
    """Return where a path leads, all links followed. Raise the sentence if it leads to no file; it is not opened."""
    try:
        path = path.resolve()
        mode = path.stat().st_mode
    except FileNotFoundError:
        raise NotAProject(N_("There is no file “{name}”. Check the name and the folder."), name=path.name) from None
    except (OSError, ValueError, RuntimeError):  # too long, a null character, links in a circle
        raise NotAProject(OUT_OF_REACH, name=path.name) from None
    if stat.S_ISDIR(mode):
        raise NotAProject(N_("“{name}” is a folder. Choose the .polku file in it."), name=path.name)
    if not stat.S_ISREG(mode):
        raise NotAProject(N_("“{name}” is not a file on a disk."), name=path.name)
    return path


def check_free(path: Path) -> None:
    """Refuse a path for a new file where something is already, or that no file can have."""
    try:
        taken = _is_there(path)
        _is_there(path.with_name(path.name + LONGEST_BESIDE))
    except (OSError, ValueError):
        raise Refused(N_("No file can be called that here. Choose a shorter and plainer name.")) from None
    if taken:
        raise Refused(N_("“{name}” is there already. Choose another name; nothing was changed."), name=path.name)


def _is_there(path: Path) -> bool:
    """Tell whether anything has that name. OSError, ValueError: nothing can have it."""
    try:
        path.stat()
    except FileNotFoundError:
        return False
    return True


def is_read_only(path: Path) -> bool:
    """Tell whether a project must be opened for reading only: the file or its folder may not be written.

    A file without any write bit counts, also for an administrator: somebody protected it.
    """
    protected = not path.stat().st_mode & 0o222
    return protected or not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK)


def _check_header(path: Path, header: bytes) -> None:
    if not header:
        raise NotAProject(N_("“{name}” is empty. It is not a Polku project."), name=path.name)
    if not header.startswith(MAGIC):
        raise NotAProject(NOT_OURS, name=path.name)
    if len(header) < HEADER:
        raise Damaged(_CUT, name=path.name, size=len(header), whole="?")
    pending = path.with_name(path.name + "-wal").exists()
    if not pending:
        check_identity(path, int.from_bytes(header[APPLICATION]), int.from_bytes(header[USER_VERSION]))
        _check_length(path, header)


def check_identity(path: Path, application: int, version: int) -> None:
    """Raise the sentence for another program's file or a newer Polku's."""
    if application != APPLICATION_ID:
        raise NotAProject(N_("“{name}” belongs to another program. It was left as it is."), name=path.name)
    if version == 0:  # no Polku ever wrote this one
        raise Damaged(N_("“{name}” lacks parts of a project. It was left as it is. Open a backup."), name=path.name)
    if not 0 < version <= SCHEMA_VERSION:
        raise NewerFile(
            N_(
                "“{name}” was saved by a newer Polku (file version {version}; this one knows up to {known}). "
                "It was left as it is. Install the newer Polku to open it."
            ),
            name=path.name,
            version=version,
            known=SCHEMA_VERSION,
        )


_CUT = N_(
    "“{name}” is cut short: {size} of {whole} bytes are there. It was left as it is. "
    "Copy it again from where it came from, or open a backup."
)


def _check_length(path: Path, header: bytes) -> None:
    page = int.from_bytes(header[PAGE_SIZE])
    whole = (65536 if page == 1 else page) * int.from_bytes(header[PAGE_COUNT])
    size = path.stat().st_size
    if size < whole:
        raise Damaged(_CUT, name=path.name, size=size, whole=whole)

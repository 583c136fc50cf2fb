"""What may lie beside a project file and is not of it: logs of another document, another name of the same file, a file
half made.

SQLite takes back or puts in place whatever a log with the right name holds: it knows no documents. A log that somebody
copied there would so overwrite the project.
"""

import contextlib
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from models.cipher import Key
from models.errors import InUse, Refused, StoreTrouble
from models.file_check import OUT_OF_REACH
from models.lock_file import lock_path, read_holder
from models.pages import Pages, frames
from models.salvage import HISTORY, from_pages
from resources.texts import N_

LOGS = ("-wal", "-journal", "-shm")  # what SQLite may write beside a file
JOURNAL_MAGIC = bytes.fromhex("d9d505f920a163d7")
HEAD, RECORD = 28, 8  # of a rollback journal; number and checksum beside each page
SWITCHED = frozenset((*range(18, 20), *range(24, 28), *range(92, 100)))  # what changing the journal mode writes
NOT_OURS = N_(
    "Beside “{name}” lies “{other}”, which does not belong to it. It was not used and nothing was changed. Move it to "
    "another folder, then open “{name}” again."
)
OTHER_NAME = N_(
    "“{name}” is the same file as “{other}” in this folder, which is open or was not closed properly. Open it by that "
    "name."
)


def check_beside(path: Path, key: Key | None = None) -> None:
    """Refuse to open a file beside which lies the log of another document. Not for a file that this process has open.

    Refused: with the sentence; everything stays as it is. InUse: the file is open by its other name. StoreTrouble: the
    disk does not tell what lies there.
    """
    journal, log = (path.with_name(path.name + ending) for ending in ("-journal", "-wal"))
    try:
        check_names(path)
        if (content := _content(journal)) and not _is_of(content, path, key):
            raise Refused(NOT_OURS, name=path.name, other=journal.name)
        if (content := _content(log)) and not _goes_on(path, content, key):
            raise Refused(NOT_OURS, name=path.name, other=log.name)
    except OSError:
        raise StoreTrouble(OUT_OF_REACH, name=path.name) from None


def copy_with(path: Path, copy: Path, endings: Iterable[str] = LOGS) -> None:
    """Copy a file and what lies beside it under its name with these endings. OSError: not all could be copied."""
    shutil.copyfile(path, copy)
    for ending in endings:
        if (beside := path.with_name(path.name + ending)).exists():
            shutil.copyfile(beside, copy.with_name(copy.name + ending))


def remove_half_made(part: Path) -> None:
    """Remove a file that got no name, and whatever SQLite left beside it; what cannot be removed stays."""
    for ending in ("", *LOGS):
        with contextlib.suppress(OSError):
            part.with_name(part.name + ending).unlink(missing_ok=True)


def check_names(path: Path) -> None:
    """Refuse a file that has another name in its folder by which it is open, or was left open."""
    state = path.stat()
    if state.st_nlink < 2:
        return
    for other in path.parent.iterdir():
        if other.name == path.name or not other.is_file() or not os.path.samestat(other.stat(), state):
            continue
        holder = read_holder(lock_path(other))
        if (holder is not None and not holder.is_dead()) or _content(other.with_name(other.name + "-wal")):
            raise InUse(OTHER_NAME, name=path.name, other=other.name)


def _content(path: Path) -> bytes:
    """Return what a log holds; nothing where there is none, or none any more: somebody closes the file just now."""
    try:
        return path.read_bytes() if path.is_file() else b""
    except FileNotFoundError:
        return b""


def _is_of(journal: bytes, path: Path, key: Key | None) -> bool:
    """Tell whether a rollback journal is of this file: Polku only ever changes the mark of the journal mode with one,
    which stands on the first page; everything else it writes through the write-ahead log."""
    if not journal.startswith(JOURNAL_MAGIC):
        return True  # SQLite does not use it either
    sector, size = int.from_bytes(journal[20:24]), int.from_bytes(journal[24:28])
    with path.open("rb") as file:
        first = file.read(size)
    found = False
    for at in range(sector, len(journal) - size - RECORD + 1, size + RECORD):
        number, page = int.from_bytes(journal[at : at + 4]), journal[at + 4 : at + 4 + size]
        if number == 0:
            break
        found = True
        same = key.seals(page, 1) if key else all(page[i] == first[i] for i in range(size) if i not in SWITCHED)
        if number != 1 or not same:
            return False
    return found or sector <= HEAD or len(journal) <= sector


def _goes_on(path: Path, log: bytes, key: Key | None) -> bool:
    """Tell whether a write-ahead log goes on with this file: it knows the same project, and its last step."""
    content = path.read_bytes()
    if key is not None:
        return all(key.seals(page, number) for number, page in frames(log, 4096))
    before, after = Pages(content), Pages(content, log)
    if not any(frames(log, before.size)):
        return True  # SQLite does not use it either
    was, becomes = (from_pages(pages, ("project", HISTORY)).rows for pages in (before, after))
    if not was.get("project"):
        return True  # nothing was put into the file itself yet
    projects, again = ({row.get("id") for row in rows.get("project", ())} for rows in (was, becomes))
    last = {row.get("id") for row in was.get(HISTORY, ())[-1:]}
    return projects == again and last <= {row.get("id") for row in becomes.get(HISTORY, ())}

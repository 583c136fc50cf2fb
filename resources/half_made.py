"""What is half made: files that get their name when they are whole, folders that go, and what the dead left of both.

Their names tell which program of which machine makes them, so that whoever next works in the same folder removes what
nobody goes on with: it may hold people's words.
"""

import contextlib
import hashlib
import os
import platform
import re
import shutil
import tempfile
import time
from collections.abc import Generator
from pathlib import Path

from resources.processes import when_began
from resources.settled import settle_names

HALF_MADE = re.compile(
    r"^\..*\.(?P<machine>[0-9a-f]{8})-(?P<process>\d+)-(?P<began>[0-9a-f]{8})\.part",
    re.DOTALL,  # no end: SQLite puts a log beside it
)
LONGEST = 80  # bytes of the name that it is to get; with all that follows, some encrypted folders take 143
ELSEWHERE = 24 * 3600.0  # seconds after which no program of another machine is still at work on it


def part_name(name: str) -> str:
    """Return what a file is called until it is whole and gets its name; the same each time in one program."""
    whole, here = name, os.getpid()
    while len(name.encode(errors="surrogatepass")) > LONGEST:
        name = name[:-1]
    name += f" {_short(whole)}" if name != whole else ""  # two long names that begin alike are not made in one place
    return f".{name}.{_machine()}-{here}-{_short(when_began(here) or '')}.part"


def name_whole(part: Path, path: Path) -> None:
    """Give a file that is whole its name, which nothing has yet. OSError: it could not get it."""
    part.rename(path)
    settle_names(path.parent)


def write_whole(path: Path, text: str, rights: int = 0o666) -> None:
    """Write a text file beside its place, then put it there. OSError: it cannot be written, the old one is as it was.

    `rights`: of a new file, as the system lets this person give them.
    """
    part = path.with_name(part_name(path.name))
    try:
        handle = os.open(part, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, rights)  # one of ours may not have gone
        with os.fdopen(handle, "w", encoding="utf-8", errors="surrogatepass") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
        settle_names(path.parent)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def sweep(folder: Path) -> None:
    """Remove what programs that do not run any more left half made; what cannot be removed stays."""
    with contextlib.suppress(OSError):
        for left in list(folder.glob(".*.part*")):
            with contextlib.suppress(OSError):
                if _is_dead(left):
                    _remove(left)


def sweep_passing() -> None:
    """Do the same where the system keeps what is not for long; on a full disk there may be no such place."""
    with contextlib.suppress(OSError):
        sweep(Path(tempfile.gettempdir()))


@contextlib.contextmanager
def passing_folder(parent: Path | None = None) -> Generator[Path]:
    """Make a folder that only this person may look into, and which goes at the end. OSError: it cannot be made.

    `parent` None: where the system keeps what is not for long.
    """
    place = parent or Path(tempfile.gettempdir())
    sweep(place)
    with tempfile.TemporaryDirectory(prefix=part_name("polku"), dir=place, ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def _is_dead(left: Path) -> bool:
    found = HALF_MADE.match(left.name)
    if found is None:
        return False
    if found["machine"] != _machine():
        return time.time() - left.lstat().st_mtime > ELSEWHERE
    now = when_began(int(found["process"]))
    return now is None or (now != "" and _short(now) != found["began"])


def _remove(left: Path) -> None:
    if left.is_dir() and not left.is_symlink():
        shutil.rmtree(left)
    else:
        left.unlink()


def _machine() -> str:
    return _short(platform.node())


def _short(text: str) -> str:
    return hashlib.blake2b(text.encode(errors="surrogatepass"), digest_size=4).hexdigest()

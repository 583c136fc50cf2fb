"""The check of a file at its opening: what it is made of, how long its values are, and within a short time what
SQLite's quick check says. Nothing is written, and a hostile file is refused before any of its values is read."""

import re
import time
from collections.abc import Callable, Collection
from typing import Any

from models.driver import driver
from models.errors import Damaged, NotAProject
from models.fingerprint import check_harmless, check_structure
from models.odd_values import LONGEST_VALUE, measured
from models.tables import SCHEMA_VERSION
from models.trouble import result_code
from resources.texts import N_

QUICK = 0.05  # seconds of the processor; a project of 1000 notes takes a half of it, a large one is checked in part
LONGEST = 0.8  # seconds for looking at the lengths of all values of a very large file
STEPS = 2000  # instructions of the database between two looks at the clock
LISTED = 100
INTERRUPTED = 9
UNSAID = (0, 1)  # the driver met a name that is no text; a search index is too broken to be looked at
# What is said of single values: they are set aside afterwards (models.set_aside), and the file opens.
OF_A_VALUE = re.compile(r"(NULL|NUMERIC|TEXT|non-\w+) value in |CHECK constraint failed in ")
_TOO_LONG = N_("“{name}” holds a value that is longer than any that Polku writes. It was not opened and left as it is.")
_BROKEN = N_(
    "A part of “{name}” cannot be read. The file was left as it is. Open a backup, or recover what can be read of it."
)


def check_opened(raw: Any, name: str, version: int, tables: Collection[str]) -> None:
    """Refuse a file that is hostile or broken, or lacks some of `tables`. NotAProject, Damaged: with the sentence."""
    try:
        _check_opened(raw, name, version, tables)
    except driver.Error as error:
        if result_code(error) not in UNSAID:
            raise
        raise Damaged(_BROKEN, name=name) from None


def _check_opened(raw: Any, name: str, version: int, tables: Collection[str]) -> None:
    check_harmless(raw, name)
    if not set(tables) <= {row[0] for row in raw.execute("SELECT name FROM sqlite_schema").fetchall()}:
        raise Damaged(N_("“{name}” lacks parts of a project. It was left as it is. Open a backup."), name=name)
    check_structure(raw, version, name)
    if _size(raw) > LONGEST_VALUE:  # a smaller file has no room for such a value
        sizes = within(raw, deadline(LONGEST), lambda: measured(raw, present=version == SCHEMA_VERSION))
        if sizes and sizes[0]:
            raise NotAProject(_TOO_LONG, name=name)
    found = within(raw, deadline(QUICK), lambda: raw.execute(f"PRAGMA quick_check({LISTED})").fetchall())
    if any(row[0] != "ok" and not OF_A_VALUE.match(str(row[0])) for row in found or ()):
        raise Damaged(_BROKEN, name=name)


def _size(raw: Any) -> int:
    pages, size = (int(raw.execute(f"PRAGMA {name}").fetchone()[0]) for name in ("page_count", "page_size"))
    return pages * size


def deadline(seconds: float) -> Callable[[], bool]:
    """Return what tells whether this thread has worked for so long since now; the clock of the wall may jump."""
    end = time.thread_time() + seconds
    return lambda: time.thread_time() > end


def within(raw: Any, is_over: Callable[[], bool], work: Callable[[], Any]) -> Any:
    """Return what some work with the database returns, None where its time was over before."""
    raw.set_progress_handler(is_over, STEPS)
    try:
        return work()
    except driver.Error as error:
        if result_code(error) != INTERRUPTED:
            raise
        return None
    finally:
        raw.set_progress_handler(None, 0)

"""What is in a project file or a backup of it, without opening it to work in: counts, codes, titles, the last step."""

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import ColumnElement, true
from sqlalchemy.exc import DBAPIError

from models import tables as t
from models.cipher import Key
from models.content_hash import content_hash
from models.errors import PolkuError
from models.reader import Reader
from models.store import Store
from models.tables import SCHEMA_VERSION
from models.views import NOTE_IS_THERE, STORY_IS_THERE, count

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
COUNTED: tuple[tuple[type[t.Domain], ColumnElement[bool]], ...] = (
    (t.Story, STORY_IS_THERE),
    (t.Contribution, NOTE_IS_THERE),
    (t.Answer, true()),
    (t.Path, true()),
)
LAST_STEP = "SELECT id, label, kind, wall, logical FROM history_step ORDER BY seq DESC LIMIT 1"


@dataclass(frozen=True, slots=True)
class Facts:
    """What a backup is known by. `stamp`: the time of the last step as the project's own clock has it."""

    project: str
    step: str = ""
    label: str = ""
    kind: str = ""
    stamp: tuple[int, int] = (0, 0)
    stories: int = -1
    notes: int = -1
    answers: int = -1
    paths: int = -1

    @property
    def moment(self) -> datetime:
        """When the last thing was done."""
        return EPOCH + timedelta(microseconds=self.stamp[0])


@dataclass(frozen=True, slots=True)
class Contents:
    """What a person may see of a file before choosing it: counts, reference codes, titles. No words of people."""

    facts: Facts
    stories: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()  # of paths and themes


@dataclass(frozen=True, slots=True)
class Differences:
    """What only one of two files has: codes of stories, of notes, and titles. `here`: the present file."""

    only_here: Contents
    only_there: Contents

    @property
    def is_none(self) -> bool:
        """Whether both have the same stories, notes, paths and themes."""
        return not any(any((one.stories, one.notes, one.titles)) for one in (self.only_here, self.only_there))


def facts(reader: Reader) -> Facts:
    """Return what a file of any version is known by."""
    (project,) = reader.driver_rows("SELECT id FROM project")[0]
    last = reader.driver_rows(LAST_STEP)
    step, label, kind, wall, logical = last[0] if last else ("", "", "", 0, 0)
    counts = (_count(reader, cls, there) for cls, there in COUNTED)
    return Facts(str(project), str(step), str(label), str(kind), (int(wall), int(logical)), *counts)


def last_step(reader: Reader) -> str:
    """Return the id of the last step, which tells whether anything changed."""
    rows = reader.driver_rows("SELECT id FROM history_step ORDER BY seq DESC LIMIT 1")
    return str(rows[0][0]) if rows else ""


def contents(reader: Reader, gone: Iterable[str] = ()) -> Contents:
    """Return what is in a file; `gone`: ids that were erased for good meanwhile and are not told of."""
    erased = frozenset(gone)
    stories, notes = (_codes(reader, table, erased) for table in ("story", "contribution"))
    titles = [str(row[0]) for table in ("path", "theme") for row in reader.driver_rows(f'SELECT title FROM "{table}"')]  # noqa: S608 - our own names
    return Contents(facts(reader), stories, notes, tuple(sorted(filter(None, titles))))


def differences(here: Contents, there: Contents) -> Differences:
    """Return what each of two files has alone."""
    return Differences(_without(here, there), _without(there, here))


def hash_of(store: Store) -> str:
    """Return the hash of a file's content; nothing for one of an older version, whose tables are not ours yet."""
    return content_hash(Reader(store.connection)) if store.version == SCHEMA_VERSION else ""


def is_whole(path: Path, expected: str = "", key: Key | None = None) -> bool:
    """Tell whether a backup can be read from end to end, and holds what it held when it was made."""
    try:
        store = Store.open(path, reading=True, password=key)
        try:
            return store.pragma("quick_check(1)") == "ok" and (not expected or hash_of(store) in ("", expected))
        finally:
            store.abandon()
    except (PolkuError, DBAPIError, OSError, UnicodeDecodeError):
        return False


def _without(one: Contents, other: Contents) -> Contents:
    def only(mine: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...]:
        known = frozenset(theirs)
        return tuple(code for code in mine if code not in known)

    return Contents(
        one.facts, only(one.stories, other.stories), only(one.notes, other.notes), only(one.titles, other.titles)
    )


def _codes(reader: Reader, table: str, erased: frozenset[str]) -> tuple[str, ...]:
    rows = reader.driver_rows(f'SELECT id, code FROM "{table}" ORDER BY id DESC')  # noqa: S608 - our own names
    return tuple(str(code) for row_id, code in rows if row_id not in erased and code)


def _count(reader: Reader, cls: type[t.Domain], there: ColumnElement[bool]) -> int:
    """Return how many there are, without what was withdrawn, as the window counts; −1: the file has no such table."""
    with contextlib.suppress(DBAPIError):
        return count(reader, cls, there)
    return -1

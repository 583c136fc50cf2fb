"""The full check of a project file: SQLite's own, the search index, photos against their SHA-256, every step of the
history against its digest, and every row against what the history tells of it.

SQLite does not notice most flipped bits in a plain file (13 % of them). The history is a second copy of everything that
people entered, so that each difference is found, its row is named, and its true value is known.
"""

import hashlib
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from models.errors import Damaged
from models.history import SIGNED, digest_of
from models.odd_values import measured, unreadable
from models.pages import BadText
from models.reader import Reader
from models.replay import Rows, rows_by_history
from models.search_text import searchable
from models.shapes import Raw, RawRow, shapes
from models.store import Store, driver
from models.table_words import WORDS
from models.tables import SEARCH_TABLES, Base
from models.trouble import raise_trouble
from resources.texts import N_, Translator

FILE, VALUE, ROW, STEP, PHOTO, INDEX = "file", "value", "row", "step", "photo", "index"
SENTENCES = {
    FILE: N_("A part of the file is broken: {detail}."),
    VALUE: N_("{what} {code}: something in it is no text or no number any more."),
    ROW: N_("{what} {code}: it is not what the history says of it."),
    STEP: N_("{what} {code}: it is not as it was written, or one before it is missing."),
    PHOTO: N_("{what} {code}: its bytes are lost or damaged."),
    INDEX: N_("The search may miss words: its index is not in line with the texts."),
}
SHORT = 8  # digits of an id where there is no code
MOST = 200  # faults that are listed one by one
Told = Callable[[int, int], object]


def tells_nobody(done: int, total: int) -> None:
    """Hear how far something is, and do nothing about it."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong. `code`: of the row, of what it belongs to, else a part of its id; never words."""

    kind: str
    table: str = ""
    code: str = ""
    detail: str = ""

    def sentence(self, tr: Translator) -> str:
        """Return what is wrong, and where."""
        what = tr(WORDS.get(self.table, N_("row")))
        return tr(SENTENCES[self.kind], what=what[:1].upper() + what[1:], code=self.code, detail=self.detail)


def full_check(store: Store, told: Told = tells_nobody) -> tuple[Fault, ...]:
    """Return everything that is wrong with a file, or with a copy of it in memory; nothing: it is sound.

    `told` hears how far it is, and may raise to stop.
    """
    found: dict[Fault, None] = {}
    parts = (_of_file, _of_values, _of_photos, _of_history, _of_rows, _of_index)
    for at, part in enumerate(parts):
        told(at, len(parts))
        try:
            found.update(dict.fromkeys(part(store)))
        except (driver.Error, sqlite3.Error) as error:  # so damaged that a part cannot be looked at
            found[Fault(FILE, detail=type(error).__name__)] = None
    told(len(parts), len(parts))
    return tuple(found)


def check_copy(store: Store, told: Told = tells_nobody) -> tuple[Fault, ...]:
    """Return the same of an open file, through a copy in memory that is read from the disk anew."""
    copy = copied(store)
    try:
        return full_check(copy, told)
    finally:
        copy.abandon()


def copied(store: Store) -> Store:
    """Return a copy in memory of an open file as it is on the disk, to be checked here or on another thread.

    Damaged: a page of a locked file cannot be read, and so neither can its copy.
    """
    store.pragma("shrink_memory")
    copy = Store.in_memory(store.key)
    try:
        store.copy_into(copy)
    except BaseException as error:
        copy.abandon()
        if isinstance(error, driver.Error):
            raise_trouble(error, store.name)
        raise
    return copy


# -- the parts ----------------------------------------------------------------------------------------


def _of_file(store: Store) -> Iterator[Fault]:
    return (Fault(FILE, detail=line) for line in store.faults())


def _of_values(store: Store) -> Iterator[Fault]:
    _, odd = measured(store.raw)
    names = Names(store.raw)
    for one in (*odd, *unreadable(store.raw)):
        yield Fault(VALUE, one.table, names.of_row(one.table, one.rowid))


def _of_photos(store: Store) -> Iterator[Fault]:
    sql = "SELECT p.id, p.sha256, b.content FROM picture p LEFT JOIN picture_bytes b ON b.sha256 = p.sha256"
    with tolerant(store.raw) as raw:
        for row_id, sha256, content in raw.execute(sql):
            if hashlib.sha256(content if isinstance(content, bytes) else b"").hexdigest() != sha256:
                yield Fault(PHOTO, "picture", str(row_id)[-SHORT:])


def _of_history(store: Store) -> Iterator[Fault]:
    with tolerant(store.raw) as raw:
        return iter([Fault(STEP, "history_step", step[-SHORT:]) for step in broken_steps(raw)])


def _of_rows(store: Store) -> Iterator[Fault]:
    told = rows_told(store)
    if told is None:
        yield Fault(STEP, "history_step", "?")
        return
    names = Names(store.raw, told)
    for one in differences(store.raw, told):
        yield Fault(ROW, one.table, names.of(one.table, one.id))


def _of_index(store: Store) -> Iterator[Fault]:
    if not index_is_sound(store):
        yield Fault(INDEX)


# -- what recovering asks too ---------------------------------------------------------------------------


def broken_steps(raw: Any) -> list[str]:
    """Return the ids of the steps that are not as they were written, or that follow a gap.

    A step is signed by its digest; which steps there must be is known from the counter of each computer and from the
    steps that others follow, turn or were brought by.
    """
    columns = (*SIGNED, "brought_by", "digest", "images")
    found: list[str] = []
    known: set[str] = set()
    counters: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    links: list[tuple[str, str]] = []
    for row in raw.execute(f"SELECT {', '.join(columns)} FROM history_step ORDER BY seq"):  # noqa: S608 - constants
        step: dict[str, Any] = dict(zip(columns, row, strict=True))
        known.add(str(step["id"]))
        if not _is_signed(step):
            found.append(str(step["id"]))
            continue
        if not step["brought_by"]:
            counters[step["device"]].append((step["counter"], step["id"]))
        linked = (*str(step["after"]).split(), step["reverses"], step["brought_by"])
        links += ((str(step["id"]), str(other)) for other in linked if other)
    found += (step for step, other in links if other not in known)
    found += _gaps(raw, counters)
    return list(dict.fromkeys(found))


def _is_signed(step: Mapping[str, Any]) -> bool:
    try:
        images = None if step["images"] is None else bytes(step["images"])
        return step["digest"] == digest_of([step[name] for name in SIGNED], images)
    except (TypeError, ValueError):  # bytes where a text belongs
        return False


def _gaps(raw: Any, counters: Mapping[str, list[tuple[int, str]]]) -> Iterator[str]:
    """Yield the steps that follow a missing one, and the last one of a computer that wrote more."""
    last = {device: counter for device, counter in raw.execute("SELECT id, step_counter FROM device") if counter}
    for device, steps in counters.items():
        steps.sort()
        yield from (step for (before, _), (counter, step) in pairwise(steps) if counter > before + 1)
        if isinstance(last.get(device), int) and last[device] > steps[-1][0]:
            yield steps[-1][1]
    yield from ("?" for device in last if device not in counters)


def rows_told(store: Store) -> Rows | None:
    """Return every row as the history tells it, None where it cannot be read."""
    try:
        return rows_by_history(Reader(store.connection))
    except (Damaged, KeyError, TypeError, AttributeError, ValueError):
        return None


@dataclass(frozen=True, slots=True)
class Difference:
    """A row that is not what the history says. `now` None: it is not there; `then` None: the history knows no such."""

    table: str
    id: str
    now: RawRow | None
    then: RawRow | None


def differences(raw: Any, told: Rows) -> Iterator[Difference]:
    """Yield the rows of the tables that differ from what the history tells."""
    for name, shape in shapes().items():
        there: dict[str, RawRow] = {}
        with tolerant(raw) as reading:
            for row in reading.execute(shape.select_all):
                whole: dict[str, Raw] = dict(zip(shape.columns, row, strict=True))
                there[_readable(whole["id"])] = whole
        for row_id, then in told[name].items():
            now = there.pop(row_id, None)
            if now != then:
                yield Difference(name, row_id, now, then)
        yield from (Difference(name, row_id, now, None) for row_id, now in there.items())


def index_is_sound(store: Store) -> bool:
    """Tell whether the entries of the search hold what their rows say, and the indexes what the entries hold."""
    for name, shape in shapes().items():
        if not shape.searched:
            continue
        columns = ", ".join(f't."{column}"' for column in shape.searched)
        sql = f"SELECT e.body, {columns} FROM search_entry e JOIN {name} t ON t.id = e.row_id WHERE e.row_table = ?"  # noqa: S608
        with tolerant(store.raw) as raw:
            for body, *words in raw.execute(sql, (name,)):
                said = "\n".join(str(word) for word in words if word)
                if body != searchable(said):
                    return False
    if store.read_only:
        return True
    try:
        for table in SEARCH_TABLES:
            store.raw.execute(f"INSERT INTO {table}({table}, rank) VALUES ('integrity-check', 1)")  # noqa: S608
    except (driver.Error, sqlite3.Error):
        return False
    return True


class Names:
    """What rows are called in a report: their code, the code of what they belong to, else the end of their id."""

    def __init__(self, raw: Any, told: Rows | None = None) -> None:
        self._raw, self._told = raw, told or {}

    def of(self, table: str, row_id: str) -> str:
        """Return what a row is called."""
        for _ in range(4):  # a place of a voice of a note …
            row = self._told.get(table, {}).get(row_id) or self._row(table, row_id)
            if is_unique(table, "code") and row.get("code"):
                return _readable(row["code"])
            owners = [ref for ref in shapes()[table].references if ref.owned and row.get(ref.column)]
            if not owners:
                break
            table, row_id = owners[0].target, _readable(row[owners[0].column])
        return row_id[-SHORT:]

    def of_row(self, table: str, rowid: object) -> str:
        """Return what the row at a place in its table is called."""
        if table not in shapes():
            return str(rowid)
        with tolerant(self._raw) as raw:
            row = raw.execute(f'SELECT id FROM "{table}" WHERE rowid = ?', (rowid,)).fetchone()  # noqa: S608
        return self.of(table, _readable(row[0])) if row else str(rowid)

    def _row(self, table: str, row_id: str) -> RawRow:
        shape = shapes()[table]
        with tolerant(self._raw) as raw:
            row = raw.execute(shape.select, (row_id,)).fetchone()
        return dict(zip(shape.columns, row, strict=True)) if row else {}


@cache
def is_unique(table: str, column: str) -> bool:
    """Tell whether a column of a table is a reference code rather than a word of the vocabulary."""
    columns = Base.metadata.tables[table].columns
    return column in columns and bool(columns[column].unique)


def _readable(value: object) -> str:
    return value if isinstance(value, str) else "?"


@contextmanager
def tolerant(raw: Any) -> Generator[Any]:
    """Let the driver give a text that is none as its bytes instead of raising, for as long as it lasts."""
    kept, raw.text_factory = raw.text_factory, as_text
    try:
        yield raw
    finally:
        raw.text_factory = kept


def as_text(data: bytes) -> str | BadText:
    """Return bytes as the text that they are, or as a BadText."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return BadText(data)
    return BadText(data) if "\0" in text else text


def in_words(faults: Iterable[Fault], tr: Translator) -> list[str]:
    """Return a sentence a fault; of very many, the first and how many there are."""
    listed = [fault.sentence(tr) for fault in faults]
    more = len(listed) - MOST
    return listed if more <= 0 else [*listed[:MOST], tr.count("{n} more.", "{n} more.", more)]

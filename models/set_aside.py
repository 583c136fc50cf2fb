"""Values that no column of a project can hold are set aside when the file is opened, so that the rest can be worked on.

The file as it was found is kept beside it first, byte for byte. Then each such row is written as the history tells it;
a row that the history does not know, or knows wrongly too, is taken out. Which rows those were is said to the person.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.driver import driver
from models.errors import Damaged
from models.integrity import Names, broken_steps, rows_told, tolerant
from models.left_behind import remove_half_made
from models.odd_values import INDEX, Odd, measured, unreadable
from models.quick_check import deadline, within
from models.recover_mending import Mender
from models.recover_report import Report
from models.replay import Rows
from models.shapes import shapes
from models.store import Store, engine_of
from models.table_words import WORDS
from models.trouble import raise_trouble
from resources.half_made import name_whole, part_name
from resources.texts import N_, Translator

LOOKS = 0.05  # seconds of the processor for each of two looks; a project of 1000 notes takes a half of it
FORGOTTEN = ("draft", "export_log")  # rows that may go without more ado: they are the program's own
ANY_TEXT = (*FORGOTTEN, INDEX)
LISTED = 20
_BROKEN = N_(
    "A part of “{name}” that everything else stands on cannot be read. The file was left as it is. Open a backup, or "
    "recover what can be read of it."
)


@dataclass(frozen=True, slots=True)
class SetAside:
    """What was set aside: rows by table and code, those written anew from the history, and where the file as it was
    found is kept; nowhere, where nothing was changed because it is only read."""

    name: str
    rows: tuple[tuple[str, str], ...]
    mended: int
    kept: Path | None

    def sentence(self, tr: Translator) -> str:
        """Return what a person should know, by codes and without words of people."""
        which = ", ".join(f"{tr(WORDS[table])} {code}" for table, code in self.rows[:LISTED])
        gone = len(self.rows) - self.mended
        said = tr(
            "Something in “{name}” could not be read. Written anew from the history: {mended}. Taken out: {gone}. "
            "Where: {which}.",
            name=self.name,
            mended=self.mended,
            gone=gone,
            which=which,
        )
        kept = tr("The file as it was found is kept as “{name}”.", name=self.kept.name) if self.kept else ""
        return f"{said} {kept}".strip()


def set_aside(store: Store) -> SetAside | None:
    """Set aside what cannot be held; None: there is nothing, as nearly always. Damaged: the file cannot do without."""
    odd = _found(store.raw)
    if not odd:
        return None
    if any(one.table not in shapes() and one.table not in ANY_TEXT for one in odd):
        raise Damaged(_BROKEN, name=store.name)
    with tolerant(store.raw) as raw:
        told = (rows_told(store) if not broken_steps(raw) else None) or {}
        places = sorted({(one.table, one.rowid) for one in odd if one.table in shapes()})
        names = Names(raw, told)
        rows = tuple((table, names.of_row(table, rowid)) for table, rowid in places)
        mended = [_told(raw, told, table, rowid) for table, rowid in places]
    if store.read_only:
        _read_otherwise(store, places, told)
        return SetAside(store.name, rows, sum(mended), None)
    kept = _keep(store)
    _write(store, odd, told)
    return SetAside(store.name, rows, sum(mended), kept)


def _found(raw: Any) -> list[Odd]:
    sizes = within(raw, deadline(LOOKS), lambda: measured(raw))
    return [*(sizes[1] if sizes else ()), *unreadable(raw, deadline(LOOKS))]


def _told(raw: Any, told: Rows, table: str, rowid: int) -> bool:
    found = raw.execute(f'SELECT id FROM "{table}" WHERE rowid = ?', (rowid,)).fetchone()  # noqa: S608 - our own names
    return bool(found) and found[0] in told.get(table, {})


def _keep(store: Store) -> Path:
    """Copy the file as it was found beside it, page by page, and return where it is."""
    assert store.path is not None  # noqa: S101 - only files are set aside
    number, kept = 2, store.path.with_name(f"{store.path.stem} as it was found{store.path.suffix}")
    while kept.exists():
        kept = store.path.with_name(f"{store.path.stem} as it was found ({number}){store.path.suffix}")
        number += 1
    part = kept.with_name(part_name(kept.name))
    part.unlink(missing_ok=True)
    engine = engine_of(part, store.key)
    try:
        with engine.connect() as connection:
            raw: Any = connection.connection.driver_connection
            store.raw.backup(raw)
            raw.execute("PRAGMA journal_mode=DELETE")
        name_whole(part, kept)
    except driver.Error as error:
        raise_trouble(error, kept.name)
    finally:
        engine.dispose()
        remove_half_made(part)
    return kept


def _write(store: Store, odd: Sequence[Odd], told: Rows) -> None:
    mender = Mender(store.raw, Report(store.name))
    store.pragma("foreign_keys=OFF")
    try:
        with store.transaction() as connection, tolerant(store.raw) as raw:
            for table, rowid in {(one.table, one.rowid) for one in odd}:
                _replace(raw, table, rowid, told)
            mender.mend_references()
            mender.index_anew(connection)
    finally:
        store.pragma("foreign_keys=ON")


def _replace(raw: Any, table: str, rowid: int, told: Rows) -> None:
    found = None
    if table in shapes():
        found = raw.execute(f'SELECT id FROM "{table}" WHERE rowid = ?', (rowid,)).fetchone()  # noqa: S608
    raw.execute(f'DELETE FROM "{table}" WHERE rowid = ?', (rowid,))  # noqa: S608 - names of our own schema
    row = told.get(table, {}).get(found[0]) if found else None
    if row is not None:
        shape = shapes()[table]
        raw.execute(shape.insert, tuple(row[name] for name in shape.columns))


def _read_otherwise(store: Store, places: Iterable[tuple[str, int]], told: Rows) -> None:
    """Let every read find the rows as the history tells them; the file stays as it is."""
    for table, rowid in places:
        with tolerant(store.raw) as raw:
            found = raw.execute(f'SELECT id FROM "{table}" WHERE rowid = ?', (rowid,)).fetchone()  # noqa: S608
        row = told.get(table, {}).get(found[0]) if found else None
        if row is None:
            raise Damaged(_BROKEN, name=store.name)
        store.read_otherwise(table, {name: value for name, value in row.items() if name != "id"}, [str(row["id"])])

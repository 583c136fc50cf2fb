# ruff: noqa: S608 - every statement is made of the names of our own schema
"""Makes what was salvaged of a project whole again: rows as the history tells them, references that lead somewhere, one
project, a search index, and where the history has a gap a new beginning of it."""

import sqlite3
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection

from models.codes import BLOCKS
from models.driver import driver
from models.history import ERASED, FIXED, UNDO, Author, History, new_step
from models.ids import new_id
from models.images import Change, inserted, parts, unpack_part
from models.integrity import SHORT, Names, differences, is_unique, tolerant
from models.recover_report import Report
from models.replay import Rows, take
from models.salvage import ID
from models.search_index import SearchIndex
from models.shapes import Raw, RawRow, Shape, shapes
from models.statements import Statements
from models.tables import SEARCH_TABLES
from models.tables.base import microseconds
from models.writer import CodeSupply
from resources.texts import N_

RECOVERED = N_("Recovered from a damaged file")
ROUNDS = 20  # an orphan's own orphans come to light one round later
LOST_NAME = N_("Recovered")
NEVER_EMPTY = ("story", "voice", "picture", "answer", "project")  # they are nothing without what was said in them
FAULTS = (driver.Error, sqlite3.Error)


class Mender:
    """Works on one new file, inside the caller's transaction where there is one."""

    def __init__(self, raw: Any, report: Report) -> None:
        self._raw, self._report = raw, report
        self._codes: CodeSupply | None = None

    def mend_references(self) -> None:
        """Let every reference lead somewhere: what it led to is put there again without its words, so that the words
        that belong to it stay; where that cannot be, the reference is emptied, or its row goes."""
        for _ in range(ROUNDS):
            orphans = {tuple(row) for row in self._raw.execute("PRAGMA foreign_key_check").fetchall()}
            if not orphans:
                break
            for table, rowid, target, key in sorted(orphans, key=str):
                keys = self._raw.execute(f'PRAGMA foreign_key_list("{table}")').fetchall()
                column = str(next(row[3] for row in keys if row[0] == key))
                self._mend(str(table), rowid, column, str(target))
        self._keep_codes()

    def _mend(self, table: str, rowid: object, column: str, target: str) -> None:
        found = self._raw.execute(f'SELECT "{column}" FROM "{table}" WHERE rowid = ?', (rowid,)).fetchone()
        if not found or found[0] is None or self._stand_in(target, found[0]):
            return
        self._report.affected.add((table, Names(self._raw).of_row(table, rowid)))
        try:
            self._raw.execute(f'UPDATE "{table}" SET "{column}" = NULL WHERE rowid = ?', (rowid,))
            self._report.repaired[table] += 1
        except FAULTS:  # it may not be empty
            self._raw.execute(f'DELETE FROM "{table}" WHERE rowid = ?', (rowid,))
            self._report.lost[table] += 1

    def _stand_in(self, table: str, row_id: object) -> bool:
        """Put a row without words where others refer to a lost one; False: it cannot be known what it was like."""
        if not isinstance(row_id, str) or not ID.fullmatch(row_id) or table in NEVER_EMPTY or row_id in self._erased():
            return False
        if self._raw.execute(f"SELECT 1 FROM {table} WHERE id = ?", (row_id,)).fetchone():
            return True
        there = {row[1] for row in self._raw.execute(f'PRAGMA table_info("{table}")')}
        row: RawRow = {name: value for name, value in shapes()[table].defaults.items() if name in there}
        row |= {"id": row_id}
        row |= {"code": self._next_code()} if is_unique(table, "code") else {}
        row |= {name: LOST_NAME for name in ("title", "name") if name in row}
        names = ", ".join(f'"{name}"' for name in row)
        marks = ", ".join("?" * len(row))
        try:
            self._raw.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(row.values()))
        except FAULTS:  # it refers to others itself, which nobody knows
            return False
        self._report.doubtful.add((table, row_id))
        self._report.affected.add((table, str(row.get("code") or row_id[-SHORT:])))
        self._report.lost[table] += 1
        return True

    def _erased(self) -> set[object]:
        return {row[0] for row in self._raw.execute("SELECT row_id FROM tombstone").fetchall()}

    def _next_code(self) -> str:
        if self._codes is None:
            used = {row[0] for row in self._raw.execute("SELECT code_block FROM device").fetchall()}
            self._codes = CodeSupply(next(block for block in range(BLOCKS) if block not in used), 0)
        return self._codes.next()

    def _keep_codes(self) -> None:
        """Remember which codes were given, as those of a computer that wrote nothing."""
        if self._codes is not None:
            self._add_device(self._codes.block, self._codes.counter, 0)
            self._codes = None

    def _add_device(self, block: int, counter: int, steps: int) -> str:
        row = (new_id(), "", block, counter, steps, microseconds(datetime.now(UTC)))
        sql = "INSERT INTO device (id, place, code_block, code_counter, step_counter, since) VALUES (?, ?, ?, ?, ?, ?)"
        self._raw.execute(sql, row)
        return row[0]

    # -- what the history tells ---------------------------------------------------------------

    def follow(self, told: Rows) -> None:
        """Bring every row to what a whole history tells of it."""
        names = Names(self._raw, told)
        for one in list(differences(self._raw, told)):
            shape = shapes()[one.table]
            if one.then is None:  # an id that a flipped bit changed: the row itself comes back under its own
                self._raw.execute(f"DELETE FROM {one.table} WHERE id IS ?", (_key(one.now),))
                self._report.replaced += 1
                continue
            self._report.affected.add((one.table, names.of(one.table, one.id)))
            self._report.repaired[one.table] += 1
            self._raw.execute(f"DELETE FROM {one.table} WHERE id = ?", (one.id,))
            self._clear_code(shape, one.then)
            self._raw.execute(shape.insert, tuple(one.then[name] for name in shape.columns))

    def fill_in(self) -> None:
        """Take from a history with gaps what the tables lack or hold in doubt; what is readable stays."""
        told = _as_far_as_it_goes(self._raw)
        erased = {row[0] for row in self._raw.execute("SELECT row_id FROM tombstone").fetchall()}
        names = Names(self._raw, told)
        for table, rows in told.items():
            there = {row[0] for row in self._raw.execute(f"SELECT id FROM {table}").fetchall()}
            for row_id, row in rows.items():
                doubtful = (table, row_id) in self._report.doubtful
                if row_id in erased or (row_id in there and not doubtful):
                    continue
                self._report.affected.add((table, names.of(table, row_id)))
                self._replace(shapes()[table], row, row_id)

    def _replace(self, shape: Shape, row: RawRow, row_id: str) -> None:
        self._raw.execute(f"DELETE FROM {shape.name} WHERE id = ?", (row_id,))
        try:
            self._raw.execute(shape.insert, tuple(row[name] for name in shape.columns))
            self._report.repaired[shape.name] += 1
            self._report.doubtful.discard((shape.name, row_id))
        except FAULTS:  # its code is another row's by now
            self._report.lost[shape.name] += 1

    def _clear_code(self, shape: Shape, row: RawRow) -> None:
        """Take a code away from a row that has it wrongly; the next difference gives that one its own."""
        for column in ("code", "alias"):
            if is_unique(shape.name, column):
                self._raw.execute(f"UPDATE {shape.name} SET {column} = '?' || id WHERE {column} = ?", (row[column],))

    # -- the rest ---------------------------------------------------------------------------------

    def keep_one_project(self) -> None:
        """Keep one row of the project itself; where it is lost there is a new one without anything said."""
        rows = self._raw.execute("SELECT id FROM project ORDER BY id").fetchall()
        for (row_id,) in rows[1:]:
            self._raw.execute("DELETE FROM project WHERE id = ?", (row_id,))
            self._report.lost["project"] += 1
        if rows:
            return
        shape = shapes()["project"]
        row: RawRow = {**shape.defaults, "id": new_id(), "code": "", "title": LOST_NAME}
        self._raw.execute(shape.insert, tuple(row[name] for name in shape.columns))
        self._report.lost["project"] += 1

    def index_anew(self, connection: Connection) -> None:
        """Make the search from the rows."""
        self._raw.execute("DELETE FROM search_entry")
        for table in SEARCH_TABLES:
            self._raw.execute(f"INSERT INTO {table}({table}) VALUES ('delete-all')")
        index = SearchIndex(Statements(connection))
        for shape in shapes().values():
            if shape.searched:
                index.add(shape, [tuple(row) for row in self._raw.execute(shape.select_all).fetchall()])
        index.settle()

    def begin_history(self, connection: Connection) -> None:
        """Replace a history with gaps by one step that says what there is; nothing before it can be undone."""
        self._report.steps_dropped = self._raw.execute("SELECT count(*) FROM history_step").fetchone()[0]
        self._raw.execute("DELETE FROM history_step")
        self._raw.execute("DELETE FROM merge_conflict")
        self._raw.execute("UPDATE device SET step_counter = 0")
        changes: list[Change] = []
        for name, shape in shapes().items():
            rows = [tuple(row) for row in self._raw.execute(shape.select_all).fetchall()]
            changes += inserted(name, shape.columns, rows) if rows else []
        now, author = datetime.now(UTC), Author(self._fresh_device(), "")
        History(connection).append(author, now, new_step(RECOVERED, FIXED), changes, 1)

    def _fresh_device(self) -> str:
        """Return a computer that has written one step; it issues no codes but those that another one may have."""
        known = self._raw.execute("SELECT code_block, code_counter FROM device ORDER BY since DESC").fetchone()
        block, counter = known or (0, 0)
        return self._add_device(int(block), int(counter), 1)


def _key(row: dict[str, Raw] | None) -> Raw:
    return (row or {}).get("id")


def _as_far_as_it_goes(raw: Any) -> Rows:
    """Return the rows as those steps tell them that can be read."""
    rows: Rows = {name: {} for name in shapes()}
    sql = (
        "SELECT s.kind, coalesce(r.images, s.images) FROM history_step s "
        "LEFT JOIN history_step r ON r.id = s.reverses WHERE s.brought_by = '' ORDER BY s.seq"
    )
    with tolerant(raw):
        steps = raw.execute(sql).fetchall()
    for kind, packed in steps:
        try:
            images = [image for part in parts(packed) for image in unpack_part(part)]
            for image in reversed(images) if kind == UNDO else images:
                if image.table in rows and image.before != {ERASED: 1}:
                    take(rows, image, back=kind == UNDO)
        except (ValueError, TypeError, KeyError, AttributeError):
            continue
    return rows

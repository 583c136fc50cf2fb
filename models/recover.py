"""Recovers what can be read of a damaged project into a new file; the damaged one is only copied, never changed.

First what is left of the tables (models.salvage), then what the history tells (models.replay): it is a second copy of
everything that people entered, so that it gives back rows that the tables lost and values that a flipped bit changed.
Rows that were erased do not come back. The result is whole: no reference leads nowhere, there is one project, the
search is made anew, and a report says what was found, repaired and lost, by codes and without any words of people.
"""

import hashlib
import shutil
from pathlib import Path
from typing import Any

from models import migrations
from models.cipher import SALT, Key, keyed, looks_locked
from models.driver import driver
from models.errors import InUse, NeedsPassword, NotAProject, Refused, StoreTrouble, WrongPassword
from models.file_check import check_free, check_there
from models.fingerprint import FINGERPRINTS, fingerprint
from models.history import SIGNED, digest_of
from models.integrity import Told, as_text, broken_steps, full_check, rows_told, tells_nobody
from models.lock_file import lock_path, read_holder
from models.odd_values import INDEX, kinds
from models.pages import BadText, Pages
from models.recover_mending import Mender
from models.recover_report import Report
from models.salvage import HISTORY, SHADOWS, Row, Salvaged, Through, from_pages, may_hold, through_sqlite
from models.shapes import shapes
from models.store import Store, engine_of
from models.tables import APPLICATION_ID, SCHEMA_VERSION
from resources.half_made import name_whole, passing_folder
from resources.texts import N_

PARTS = 6
_RUNS_NOTHING = ("CREATE TABLE", "CREATE INDEX", "CREATE UNIQUE INDEX", "CREATE VIRTUAL TABLE")
NOTHING = N_("Nothing of a Polku project can be read in “{name}”. It was left as it is. Open a backup.")
_COPYING = N_("“{name}” cannot be copied to be looked at. Check the disk, and that there is space left.")


def recover(damaged: Path, out: Path, password: str | Key | None = None, told: Told = tells_nobody) -> Report:
    """Write what can be read of `damaged` to `out`, where nothing is yet, with a report beside it; return the report.

    `told` hears how far it is, and may raise to stop: then nothing is left behind. `password`: of a locked file, or its
    key. Refused: `out` is taken, the file is
    open somewhere, or nothing of a project is in it. NeedsPassword, WrongPassword: it is locked.
    """
    damaged = check_there(damaged)
    check_free(out)
    if not out.parent.is_dir():
        raise Refused(N_("There is no folder “{folder}”. Make it first."), folder=out.parent.name)
    holder = read_holder(lock_path(damaged))
    if holder is not None and not holder.is_dead():
        raise InUse(N_("“{name}” is open. Close it first, then recover it."), name=damaged.name)
    try:
        with passing_folder(out.parent) as folder:
            return _recover(damaged, out, folder, password, told)
    except OSError:
        raise StoreTrouble(_COPYING, name=damaged.name) from None


def report_path(out: Path) -> Path:
    """Return where the report of a recovered file lies: beside it."""
    return out.with_name(f"{out.stem} report.txt")


def _recover(damaged: Path, out: Path, folder: Path, password: str | Key | None, told: Told) -> Report:
    copy, part = folder / "damaged.polku", folder / "recovered.polku"
    shutil.copyfile(damaged, copy)
    log = damaged.with_name(damaged.name + "-wal")
    if log.is_file():
        shutil.copyfile(log, copy.with_name(copy.name + "-wal"))
    told(1, PARTS)
    saved, key = _salvaged(copy, damaged.name, password)
    if not any(saved.rows.values()):
        raise NotAProject(NOTHING, name=damaged.name)
    told(2, PARTS)
    report = Report(damaged.name)
    erased = _erased(saved)
    _fill(part, key, saved, erased, report)
    told(3, PARTS)
    store = Store.open(part, password=key)
    try:
        _mend(store, saved, report, told)
        report.left = full_check(store)
        report.count(store.raw)
        store.close()
    finally:
        store.abandon()
    told(PARTS, PARTS)
    name_whole(part, out)
    report.write(report_path(out))
    return report


# -- reading ----------------------------------------------------------------------------------------


def _salvaged(copy: Path, name: str, password: str | Key | None) -> tuple[Salvaged, Key | None]:
    content = copy.read_bytes()
    log = copy.with_name(copy.name + "-wal")
    plain = from_pages(Pages(content, log.read_bytes() if log.is_file() else b""))
    if any(plain.rows.values()) or not looks_locked(copy, content[:4096]):
        return plain, None
    if password is None:
        raise NeedsPassword(N_("“{name}” is locked with a password."), name=name)
    key = password if isinstance(password, Key) else Key.of(password, content[:SALT])
    pages = ((content[at : at + 4096], at // 4096 + 1) for at in range(0, len(content), 4096))
    if not any(key.seals(page, number) for page, number in pages):
        raise WrongPassword(N_("The password is wrong, or “{name}” is not a Polku project."), name=name)
    return _unlocked(copy, key), key


def _unlocked(copy: Path, key: Key) -> Salvaged:
    def connect() -> Any:
        raw: Any = driver.connect(str(copy), isolation_level=None)
        keyed(key)(raw, None)
        raw.execute("PRAGMA locking_mode=EXCLUSIVE")
        raw.text_factory = as_text
        return raw

    through = Through(connect, driver.Error)
    try:
        return through_sqlite(through)
    finally:
        through.close()


def _erased(saved: Salvaged) -> frozenset[object]:
    """Return the ids of the rows that were erased for good, or whose erasure had begun."""
    marks = (*saved.rows.get("tombstone", ()), *saved.rows.get("erasure_intent", ()))
    return frozenset(row.get("row_id") for row in marks)


# -- the new file -----------------------------------------------------------------------------------


def _fill(part: Path, key: Key | None, saved: Salvaged, erased: frozenset[object], report: Report) -> None:
    """Make the new file: the tables as the damaged file's version has them, with every row that can be kept."""
    version, statements = _own_schema(saved)
    engine = engine_of(part, key)
    connection = engine.connect()
    raw: Any = connection.connection.driver_connection
    try:
        raw.execute("PRAGMA foreign_keys=OFF")
        raw.execute("BEGIN")
        for statement in statements:
            raw.execute(statement)
        for table, rows in saved.rows.items():
            columns = {row[1] for row in raw.execute(f'PRAGMA table_info("{table}")')}
            for row in rows:
                if columns and row.get("id") not in erased:
                    _put(raw, table, columns, row, report)
        raw.execute(f"PRAGMA application_id={APPLICATION_ID}")
        raw.execute(f"PRAGMA user_version={version}")
        raw.execute("COMMIT")
        if version < SCHEMA_VERSION:  # a migration needs it; else the history is asked first
            Mender(raw, report).mend_references()
    finally:
        connection.close()
        engine.dispose()


def _own_schema(saved: Salvaged) -> tuple[int, list[str]]:
    """Return the version of the damaged file with the statements that made its tables; else those of today.

    They are run only if they can do nothing but make tables, and only kept if they make exactly those of the version.
    """
    plain = [sql for sql in saved.statements if sql.startswith(_RUNS_NOTHING) and " SELECT " not in sql.upper()]
    ordered = sorted(plain, key=lambda sql: "INDEX" in sql.split("(")[0])
    trial: Any = driver.connect(":memory:")
    try:
        for sql in ordered:
            trial.execute(sql)
        if saved.version in FINGERPRINTS and fingerprint(trial) == FINGERPRINTS[saved.version]:
            return saved.version, ordered
    except driver.Error:
        pass
    finally:
        trial.close()
    memory = Store.in_memory()
    try:
        memory.create_schema()
        made = memory.raw.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL").fetchall()
        return SCHEMA_VERSION, [str(sql) for (sql,) in made if not str(sql).startswith(SHADOWS)]
    finally:
        memory.abandon()


def _put(raw: Any, table: str, columns: set[str], row: Row, report: Report) -> None:
    """Insert a salvaged row; a value that its column cannot hold is kept as far as it can be read."""
    kept: dict[str, object] = {}
    for column, value in row.items():
        if column not in columns or (value is None and not kinds(table)[column][1]):
            continue  # its default is better than nothing
        if may_hold(table, column, value):
            kept[column] = value
        elif isinstance(value, BadText) and kinds(table)[column][0] == "text":
            kept[column] = value.decode(errors="replace").replace("\0", "\N{REPLACEMENT CHARACTER}")
            report.doubtful.add((table, str(row.get("id") or "")))
        else:
            report.doubtful.add((table, str(row.get("id") or "")))
            if isinstance(value, str):
                kept[column] = value  # an unknown code, a reference: mended later
    if table == HISTORY and "digest" in columns and "digest" not in kept and "after" not in row:
        kept["after"] = ""
        kept["digest"] = digest_of([kept.get(name) for name in SIGNED], _bytes(kept.get("images")))
    names = ", ".join(f'"{name}"' for name in kept)
    marks = ", ".join("?" * len(kept))
    try:
        raw.execute(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', tuple(kept.values()))  # noqa: S608
    except driver.Error:  # twice the same id, or something that must be there is not
        report.dropped[table] += 1


def _bytes(value: object) -> bytes | None:
    return value if isinstance(value, bytes) else None


# -- making it whole ----------------------------------------------------------------------------------


def _mend(store: Store, saved: Salvaged, report: Report, told: Told) -> None:
    if store.version < SCHEMA_VERSION:
        migrations.migrate_copy(store)
    mender = Mender(store.raw, report)
    store.pragma("foreign_keys=OFF")
    with store.transaction():
        steps = store.raw.execute("SELECT count(*) FROM history_step").fetchone()[0]
        rows = rows_told(store) if steps and not broken_steps(store.raw) else None
        told(4, PARTS)
        report.history_kept = rows is not None
        if rows is not None:
            mender.follow(rows)
        else:
            mender.fill_in()
        mender.keep_one_project()
        mender.mend_references()
        _drop_photos(store.raw, report)
        told(5, PARTS)
        mender.index_anew(store.connection)
        if rows is None:
            mender.begin_history(store.connection)
    store.pragma("foreign_keys=ON")
    if report.history_kept:
        report.doubtful = {(table, row_id) for table, row_id in report.doubtful if table not in shapes()}
    for table, count in saved.lost.items():
        if table != INDEX and not (report.history_kept and table in shapes()):  # else all of them came back
            report.lost[table] += max(0, count - report.repaired[table])


def _drop_photos(raw: Any, report: Report) -> None:
    """Delete bytes that are not those of their photo any more."""
    for sha256, content in raw.execute("SELECT sha256, content FROM picture_bytes").fetchall():
        if not isinstance(content, bytes) or hashlib.sha256(content).hexdigest() != sha256:
            raw.execute("DELETE FROM picture_bytes WHERE sha256 = ?", (sha256,))

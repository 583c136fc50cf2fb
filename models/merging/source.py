"""What a file brings to a merge: its steps, what was erased in it, and what is outside the history."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from models import erasure, migrations
from models.cipher import Key
from models.errors import Damaged, Refused
from models.history import SIGNED
from models.merging.graph import GraphStep
from models.reader import Reader
from models.replay import Rows, rows_by_history
from models.shapes import shapes
from models.store import Store
from models.trouble import raise_trouble
from resources.texts import N_

STEPS = f"SELECT {', '.join(SIGNED)}, brought_by, images FROM history_step ORDER BY seq"  # noqa: S608 - constants
UNTOLD = N_(
    "The history of “{name}” does not tell what the file holds: it is damaged, or another program changed it. It was "
    "left as it is and not merged. Check the file, or use a backup of it."
)


@dataclass(frozen=True)
class Told:
    """One file's steps by id, the last one of its own, its rows, and what was erased, as (table, id)."""

    name: str
    project_id: str
    title: str
    steps: dict[str, GraphStep]
    tip: str
    rows: Rows
    erased: frozenset[tuple[str, str]]
    writer: str  # the device that wrote last
    blocks: dict[str, int]  # of reference codes, by device


class Source:
    """Another laptop's file, as a copy in memory: the file itself is only read, and stays as it is."""

    def __init__(self, store: Store, name: str) -> None:
        self.store = store
        self.name = name
        self.told = tell(Reader(store.connection), name)

    @classmethod
    def open(cls, path: Path, password: str | Key | None = None) -> "Source":
        """Read a file of any version into memory. Refused or StoreTrouble: with the sentence; nothing was changed."""
        opened = Store.open(path, reading=True, password=password)
        copy = Store.in_memory(opened.key)
        try:
            opened.copy_into(copy)
            migrations.migrate_copy(copy)
            return cls(copy, path.name)
        except DBAPIError as error:
            copy.abandon()
            raise_trouble(error, path.name)
        except BaseException:
            copy.abandon()
            raise
        finally:
            opened.abandon()

    def erase(self, gone: Iterable[tuple[str, str]], now: datetime) -> None:
        """Erase in the copy what was erased elsewhere, as (table, id), with all that belongs to it."""
        wanted = frozenset(gone)
        if not wanted <= self.told.erased:
            erasure.erase_again(self.store, wanted, now)
            self.told = tell(Reader(self.store.connection), self.name)

    def close(self) -> None:
        """Forget the copy."""
        self.store.abandon()


def tell(reader: Reader, name: str) -> Told:
    """Return what a file brings. Damaged: its history does not tell its rows. Refused: it has no project."""
    found = reader.driver_rows("SELECT id, title FROM project")
    if len(found) != 1:
        raise Refused(N_("“{name}” holds no project. It was not merged."), name=name)
    steps, tip = _steps(reader)
    rows = rows_by_history(reader)
    if rows != tables(reader):
        raise Damaged(UNTOLD, name=name)
    devices = reader.driver_rows("SELECT id, code_block FROM device ORDER BY since DESC, id DESC")
    gone = reader.driver_rows("SELECT row_table, row_id FROM tombstone")
    erased = frozenset((str(table), str(row_id)) for table, row_id in gone)
    blocks = {str(row[0]): int(row[1]) for row in devices}
    writer = str(devices[0][0]) if devices else ""
    return Told(name, str(found[0][0]), str(found[0][1]), steps, tip, rows, erased, writer, blocks)


def tables(reader: Reader) -> Rows:
    """Return every row of every recorded table, as it is stored."""
    found: Rows = {}
    for name, shape in shapes().items():
        rows = (dict(zip(shape.columns, row, strict=True)) for row in reader.driver_rows(shape.select_all))
        found[name] = {str(row["id"]): row for row in rows}
    return found


def _steps(reader: Reader) -> tuple[dict[str, GraphStep], str]:
    """Return the steps of a file and the last one of its own."""
    steps: dict[str, GraphStep] = {}
    last = ""
    for *signed, brought_by, images in reader.driver_rows(STEPS):
        own = dict(zip(SIGNED, signed, strict=True))
        step_id = str(own["id"])
        follows = tuple(str(own["after"]).split())
        if not follows and not brought_by and last:
            follows = (last,)
        stamp, counter = (int(own["wall"]), int(own["logical"])), int(own["counter"])
        step = GraphStep(
            step_id,
            str(own["kind"]),
            own["reverses"],
            follows,
            stamp,
            str(own["device"]),
            counter,
            tuple(signed),
            images,
        )
        steps[step_id] = step
        if not brought_by:
            last = step_id
    return steps, last

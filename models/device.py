"""Who writes a file: a machine, a path and the file itself there, with a block of reference codes of its own.

The file itself is told by its number in the file system. A copy that takes the place of the file, such as a backup
that was put back, is another one, even at the same path of the same machine: what it issued since the copy was made
is unknown to it, so it becomes a new device with a new block and never issues a reference code again. Where a file
system makes such numbers up each time (sticks mostly), the path alone has to do; copies that Polku itself makes are
marked as copies besides (models.store), and are new devices wherever they lie.
"""

import contextlib
import platform
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from secrets import randbelow

import psutil

from models.codes import BLOCKS
from models.ids import new_id
from models.reader import Reader
from models.store import Store
from models.tables.base import microseconds
from models.writer import CodeSupply, fingerprint

NUMBERLESS = ("fat", "msdos", "fuse")  # parts of the names of file systems
KNOWN = "SELECT id, place, code_block, code_counter, step_counter, since FROM device ORDER BY since DESC, id DESC"
INSERT = "INSERT INTO device (id, place, code_block, code_counter, step_counter, since) VALUES (?, ?, ?, ?, 0, ?)"
TAKE_OVER = (
    "INSERT INTO device (id, place, code_block, code_counter, step_counter, since) VALUES (?, '', ?, ?, ?, ?) "
    "ON CONFLICT (id) DO UPDATE SET code_counter = max(code_counter, excluded.code_counter), "
    "step_counter = max(step_counter, excluded.step_counter)"
)


@dataclass(frozen=True, slots=True)
class Device:
    """The present writer: its id, its supply of codes, and how many steps it has written."""

    id: str
    codes: CodeSupply
    steps: int


def settle(store: Store, reader: Reader, now: datetime) -> Device:
    """Go on as the last writer, or as a new device with a new code block when machine or path differ."""
    place = place_of(store.path)
    rows = reader.driver_rows(KNOWN)
    if rows and rows[0][1] == place:
        known, _, block, counter, steps, _ = rows[0]
        return Device(known, CodeSupply(int(block), int(counter)), int(steps))
    codes = _fresh_block([(int(row[2]), int(row[3])) for row in rows])
    since = microseconds(now)
    since = max(since, int(rows[0][5]) + 1) if rows else since  # the newest writer, also when a clock was set back
    device = Device(new_id(), codes, 0)
    with store.transaction() as connection:
        connection.exec_driver_sql(INSERT, (device.id, place, codes.block, codes.counter, since))
    return device


def know(store: Store, rows: Iterable[tuple[object, ...]]) -> None:
    """Note in a copy who wrote in the project since, so that their blocks of codes are taken; `rows` as KNOWN reads."""
    with store.transaction() as connection:
        for row_id, _, block, counter, steps, since in rows:
            connection.exec_driver_sql(TAKE_OVER, (row_id, block, counter, steps, since))


def place_of(path: Path | None) -> str:
    """Return what tells a file at its place on this machine from every other."""
    return fingerprint(platform.node(), _machine(), str(path), _number(path))


def _number(path: Path | None) -> str:
    """Return the number of a file in its file system; nothing where there is none that lasts."""
    if path is None or _made_up(path):
        return ""
    with contextlib.suppress(OSError):
        return str(path.stat().st_ino or "")
    return ""


def _made_up(path: Path) -> bool:
    """Tell whether a file's number may be another one tomorrow: FAT has none, and what is mounted by FUSE may not."""
    try:
        mounted = psutil.disk_partitions(all=True)
    except (OSError, RuntimeError):
        return True
    holding = [one for one in mounted if path.is_relative_to(one.mountpoint)]
    kind = max(holding, key=lambda one: len(one.mountpoint)).fstype.lower() if holding else ""
    return any(name in kind for name in NUMBERLESS)


def _machine() -> str:
    """Return the number of a network card; nothing where there is none and Python makes a number up each time."""
    node = uuid.getnode()
    made_up = node >> 40 & 1  # RFC 9562, section 6.10: a random node has the multicast bit
    return "" if made_up else str(node)


def _fresh_block(known: list[tuple[int, int]]) -> CodeSupply:
    """Return a block that nobody used in this file; once all 729 are used, one that goes on where it stopped."""
    used: dict[int, int] = {}
    for block, counter in known:
        used[block] = max(counter, used.get(block, 0))
    free = [block for block in range(BLOCKS) if block not in used]
    if free:
        return CodeSupply(free[randbelow(len(free))], 0)
    return CodeSupply(*min(used.items(), key=lambda entry: entry[1]))

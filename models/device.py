"""Who writes a file: a machine and a path, with a block of reference codes of its own."""

import platform
import uuid
from dataclasses import dataclass
from datetime import datetime
from secrets import randbelow

from models.codes import BLOCKS
from models.ids import new_id
from models.reader import Reader
from models.store import Store
from models.tables.base import microseconds
from models.writer import CodeSupply, fingerprint

KNOWN = "SELECT id, place, code_block, code_counter, step_counter, since FROM device ORDER BY since DESC, id DESC"
INSERT = "INSERT INTO device (id, place, code_block, code_counter, step_counter, since) VALUES (?, ?, ?, ?, 0, ?)"


@dataclass(frozen=True, slots=True)
class Device:
    """The present writer: its id, its supply of codes, and how many steps it has written."""

    id: str
    codes: CodeSupply
    steps: int


def settle(store: Store, reader: Reader, now: datetime) -> Device:
    """Go on as the last writer, or as a new device with a new code block when machine or path differ."""
    place = fingerprint(platform.node(), _machine(), str(store.path))
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

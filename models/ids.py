"""Ids of rows: UUIDv7 (RFC 9562, section 5.7), so that they sort by the time they were made."""

import os
import time

_last = 0


def new_id() -> str:
    """Return a new UUIDv7 as 32 hexadecimal digits, greater than every one made before by this process.

    48 bits of milliseconds, then 12 bits of a finer clock with the version, then 62 random bits; a clock that
    stands still or goes backwards counts on from the last value.
    """
    global _last  # noqa: PLW0603 - one clock for the process
    now = time.time_ns() * 4096 // 1_000_000
    _last = max(now, _last + 1)
    milliseconds, fine = divmod(_last, 4096)
    chance = int.from_bytes(os.urandom(8)) >> 2
    value = (milliseconds & (1 << 48) - 1) << 80 | 0x7 << 76 | fine << 64 | 0b10 << 62 | chance
    return f"{value:032x}"

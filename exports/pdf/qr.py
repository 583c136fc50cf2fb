"""QR codes: made by the qrcode library with a fixed mask, painted as merged rectangles.

How much of a code may be lost follows its printed size. In a hand: Q (25 %: a folded, stained or crumpled slip) where
its modules stay half a millimetre at least, else M (15 %) and, for long addresses, a larger code. On a wall: H (30 %:
a head in front of it, a reflection) as long as a phone that stands as far away as the code is made for still sees
three pixels a module, else the strongest level that leaves them.
The mask is fixed because choosing the best one takes five times as long as everything else, and every mask is valid.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

Error = Literal["L", "M", "Q", "H"]

QUIET = 4  # modules of empty margin on each side
LEAST_MODULE = 0.5 * 72 / 25.4  # half a millimetre
MASK = 4
ON_A_WALL = 40.0  # mm: codes of this edge and more are read from a distance, a tenth of which is their edge
# A phone's video is 1920 pixels wide and sees 66°, so an edge of a tenth of the distance is 148 pixels. A code of more
# modules than these, each of three pixels, has to be larger for the same distance.
MOST_FROM_AFAR = 49
_LARGEST = 40
_LEVELS: dict[Error, int] = {"L": 1, "M": 0, "Q": 3, "H": 2}  # as the standard and the library number them


@dataclass(frozen=True)
class Matrix:
    """The dark parts of a code as rectangles (x, y, width, height) in modules, without the margin; `size` modules."""

    size: int
    rectangles: tuple[tuple[int, int, int, int], ...]


def normal(address: str) -> str:
    """The address as given, with only scheme and host in lower case (they mean the same; nothing else may change)."""
    scheme, colon, rest = address.partition(":")
    if not colon or not scheme.isascii() or not scheme.replace("+", "").replace("-", "").replace(".", "").isalnum():
        return address
    if not rest.startswith("//"):
        return scheme.lower() + colon + rest
    netloc = re.split(r"[/?#\\]", rest[2:], maxsplit=1)[0]
    user, at, host = netloc.rpartition("@")
    host = re.sub("[A-Z]", lambda letter: letter[0].lower(), host)
    return scheme.lower() + "://" + user + at + host + rest[2 + len(netloc) :]


def matrix(address: str, size_mm: float = 0.0) -> Matrix:
    """The code of an address of 1 to about 2,300 bytes, read as UTF-8, for an edge of `size_mm`.

    Raises ValueError when the address is longer.
    """
    data = normal(address).encode("utf-8")
    return _made(data, *level(len(data), size_mm))


@lru_cache(256)  # a preview, a document and its other forms ask for the same codes
def _made(data: bytes, error: Error, version: int) -> Matrix:
    from qrcode.main import QRCode
    from qrcode.util import QRData

    made = QRCode(version, error_correction=_LEVELS[error], border=0, mask_pattern=MASK)
    made.add_data(QRData(data), optimize=0)
    made.make(fit=False)
    rows = [[bool(module) for module in row] for row in made.modules]
    return Matrix(len(rows), tuple(_merged(rows)))


def level(count: int, size_mm: float) -> tuple[Error, int]:
    """The error level and the version (1 to 40) of a code of `count` bytes for an edge of `size_mm`."""
    wall = size_mm >= ON_A_WALL
    most = MOST_FROM_AFAR if wall else int(size_mm * 72 / 25.4 / LEAST_MODULE + 1e-6)
    order: tuple[Error, ...] = ("H", "Q", "M", "L") if wall else ("Q", "M")
    for error in order:
        version = _version(count, error)
        if version and 17 + 4 * version <= most:
            return error, version
    version = _version(count, order[-1])
    if not version:
        raise ValueError("an address too long for a QR code")
    return order[-1], version


@cache
def _version(count: int, error: Error) -> int:
    """The least version that holds so many bytes at a level, 0 where none does."""
    return next((version for version in range(1, _LARGEST + 1) if _holds(version, error) >= count), 0)


@cache
def _holds(version: int, error: Error) -> int:
    """How many bytes a code holds, after the mode and the count that stand before them."""
    from qrcode.base import rs_blocks

    blocks = rs_blocks(version, _LEVELS[error])
    return sum(block.data_count for block in blocks) - (2 if version < 10 else 3)


def edge(code: Matrix, size_mm: float) -> float:
    """The edge in points without the margin: what was asked, or more where modules would be too small."""
    return max(size_mm * 72 / 25.4, code.size * LEAST_MODULE)


def _merged(rows: list[list[bool]]) -> list[tuple[int, int, int, int]]:
    """Runs of dark modules, equal runs in following rows made one rectangle."""
    done: list[tuple[int, int, int, int]] = []
    growing: dict[tuple[int, int], tuple[int, int]] = {}
    for y, row in enumerate([*rows, []]):
        runs = _runs(row)
        for run in [run for run in growing if run not in runs]:
            top, height = growing.pop(run)
            done.append((run[0], top, run[1], height))
        for run in runs:
            top, height = growing.get(run, (y, 0))
            growing[run] = (top, height + 1)
    return sorted(done)


def _runs(row: list[bool]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    start = -1
    for x, dark in enumerate([*row, False]):
        if dark and start < 0:
            start = x
        elif not dark and start >= 0:
            found.append((start, x - start))
            start = -1
    return found

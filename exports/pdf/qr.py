"""QR codes: made by the qrcode library with a fixed mask, painted as merged rectangles.

Error level M (15 % may be lost: a folded or stained sheet still reads; H would make codes of long addresses too fine).
The mask is fixed because choosing the best one takes five times as long as everything else, and every mask is valid.
"""

import re
from dataclasses import dataclass

QUIET = 4  # modules of empty margin on each side
LEAST_MODULE = 0.5 * 72 / 25.4  # half a millimetre
MASK = 4


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


def matrix(address: str) -> Matrix:
    """The code of an address of 1 to about 2,300 bytes, read as UTF-8; raises ValueError when it is longer."""
    from qrcode.constants import ERROR_CORRECT_M
    from qrcode.exceptions import DataOverflowError
    from qrcode.main import QRCode
    from qrcode.util import QRData

    made = QRCode(error_correction=ERROR_CORRECT_M, border=0, mask_pattern=MASK)
    made.add_data(QRData(normal(address).encode("utf-8")), optimize=0)
    try:
        made.make(fit=True)
    except (DataOverflowError, ValueError) as trouble:
        raise ValueError("an address too long for a QR code") from trouble
    rows = [[bool(module) for module in row] for row in made.modules]
    return Matrix(len(rows), tuple(_merged(rows)))


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

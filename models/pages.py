"""Reads the rows of a plain file out of its raw pages, where SQLite itself gives up.

The format is https://www.sqlite.org/fileformat2.html: pages, b-trees of tables, cells, records and overflow chains.
Only cells that a page itself lists are read, never its free space, and no page of the free list: what was deleted or
erased does not come back. Whatever makes no sense is left out; nothing here raises on damaged bytes.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

HEADER = 100
LEAF, INTERIOR = 0x0D, 0x05
LEAST_PAGE, PAGE = 512, 4096
WAL_MAGIC, WAL_HEADER, FRAME_HEADER = (0x377F0682, 0x377F0683), 32, 24
MOST_COLUMNS = 200
DEEPEST = 20  # levels of a b-tree; SQLite itself stops at 20
NUMBER_SIZES = (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)  # bytes of a value, by serial type


class BadText(bytes):
    """A text that is no text any more: its bytes."""


Value = int | float | str | bytes | None


class Cell(NamedTuple):
    """One row: its key and its values, as they are stored."""

    rowid: int
    values: tuple[Value, ...]


@dataclass
class Found:
    """What was read of one table. `lost`: cells that made no sense; `broken`: pages that did not."""

    cells: list[Cell]
    lost: int = 0
    broken: int = 0


class Pages:
    """The pages of a file, numbered from 1, with a finished write-ahead log laid over them."""

    def __init__(self, content: bytes, log: bytes = b"") -> None:
        size = int.from_bytes(content[16:18])
        size = 65536 if size == 1 else size
        sound = size >= LEAST_PAGE and size & (size - 1) == 0
        self.size = size if sound else PAGE
        reserved = content[20] if sound and len(content) > HEADER else 0
        self.usable = self.size - (reserved if reserved <= 64 else 0)  # more, no plain file has
        self._content = content
        self._newer = dict(frames(log, self.size))
        self.count = max((len(content) + self.size - 1) // self.size, *self._newer, 0)

    def page(self, number: int) -> bytes:
        """Return a page, filled up with zeros where the file is cut; empty: there is no such page."""
        if not 1 <= number <= self.count:
            return b""
        if (newer := self._newer.get(number)) is not None:
            return newer
        return self._content[(number - 1) * self.size : number * self.size].ljust(self.size, b"\0")

    def free(self) -> set[int]:
        """Return the pages of the free list, as far as it can be followed."""
        found: set[int] = set()
        trunk = int.from_bytes(self.page(1)[32:36])
        while trunk not in found and (page := self.page(trunk)):
            found.add(trunk)
            many = min(int.from_bytes(page[4:8]), self.usable // 4 - 2)
            found.update(int.from_bytes(page[8 + 4 * at : 12 + 4 * at]) for at in range(many))
            trunk = int.from_bytes(page[:4])
        return found - {0}

    # -- b-trees ------------------------------------------------------------------------------

    def leaves(self, root: int, seen: set[int]) -> Iterator[int]:
        """Yield the leaf pages of a table, and put every page that leads to them into `seen`."""
        waiting = [(root, 0)]
        while waiting:
            number, depth = waiting.pop()
            page = self.page(number)
            if not page or number in seen or depth > DEEPEST:
                continue
            kind = page[_start(number)]
            if kind == LEAF:
                seen.add(number)
                yield number
            elif kind == INTERIOR:
                seen.add(number)
                waiting += [(child, depth + 1) for child in reversed(self._children(number, page))]

    def _children(self, number: int, page: bytes) -> list[int]:
        start = _start(number)
        many = int.from_bytes(page[start + 3 : start + 5])
        pointers = page[start + 12 : start + 12 + 2 * min(many, self.size // 6)]
        cells = [int.from_bytes(pointers[at : at + 2]) for at in range(0, len(pointers) - 1, 2)]
        found = [int.from_bytes(page[cell : cell + 4]) for cell in cells if cell + 4 <= len(page)]
        return [*found, int.from_bytes(page[start + 8 : start + 12])]

    def is_leaf(self, number: int) -> bool:
        """Tell whether a page looks like a leaf of a table that holds something."""
        page = self.page(number)
        start = _start(number)
        many = int.from_bytes(page[start + 3 : start + 5])
        return bool(page) and page[start] == LEAF and 0 < many <= self.usable // 4

    def cells(self, number: int) -> Found:
        """Return the rows of a leaf page."""
        page, start, found = self.page(number), _start(number), Found([])
        many = min(int.from_bytes(page[start + 3 : start + 5]), self.usable // 4)
        for at in range(start + 8, start + 8 + 2 * many, 2):
            cell = self._cell(page, int.from_bytes(page[at : at + 2]), start + 8 + 2 * many)
            if cell is None:
                found.lost += 1
            else:
                found.cells.append(cell)
        keys = [cell.rowid for cell in found.cells]
        if any(one >= other for one, other in pairwise(keys)):  # keys rise in a page: one of them is wrong
            kept = _rising(found.cells)
            found.lost += len(found.cells) - len(kept)
            found.cells = kept
        return found

    def _cell(self, page: bytes, at: int, first: int) -> Cell | None:
        if not first <= at < self.usable:
            return None
        length, at = _varint(page, at)
        key, at = _varint(page, at)
        if not 2 <= length <= self.count * self.size:
            return None
        payload = self._payload(page, at, length)
        values = None if payload is None else _record(payload)
        return None if values is None else Cell(key - (1 << 64) if key >> 63 else key, values)

    def _payload(self, page: bytes, at: int, length: int) -> bytes | None:
        most = self.usable - 35
        if length <= most:
            return page[at : at + length] if at + length <= self.usable else None
        least = (self.usable - 12) * 32 // 255 - 23
        local = least + (length - least) % (self.usable - 4)
        local = local if local <= most else least
        if at + local + 4 > self.usable:
            return None
        parts, next_page = [page[at : at + local]], int.from_bytes(page[at + local : at + local + 4])
        missing, seen = length - local, set[int]()
        while missing > 0:
            more = self.page(next_page)
            if not more or next_page in seen:
                return None
            seen.add(next_page)
            parts.append(more[4 : 4 + min(missing, self.usable - 4)])
            missing -= len(parts[-1])
            next_page = int.from_bytes(more[:4])
        return b"".join(parts)


def _start(number: int) -> int:
    return HEADER if number == 1 else 0


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """Return a number of one to nine bytes, and where the next thing begins."""
    value = 0
    for byte in data[at : at + 8]:
        at += 1
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at
    return value << 8 | (data[at] if at < len(data) else 0), at + 1


def _record(payload: bytes) -> tuple[Value, ...] | None:
    """Return the values of a record; None: it is none."""
    size, at = _varint(payload, 0)
    if not 1 <= size <= len(payload):
        return None
    types: list[int] = []
    while at < size:
        kind, at = _varint(payload, at)
        types.append(kind)
    if at != size or len(types) > MOST_COLUMNS or any(kind in (10, 11) for kind in types):
        return None
    lengths = [NUMBER_SIZES[kind] if kind < 10 else (kind - 12) // 2 for kind in types]
    if at + sum(lengths) != len(payload):
        return None
    values: list[Value] = []
    for kind, length in zip(types, lengths, strict=True):
        values.append(_value(kind, payload[at : at + length]))
        at += length
    return tuple(values)


def _value(kind: int, data: bytes) -> Value:
    if kind == 0:
        return None
    if kind in (8, 9):
        return kind - 8
    if kind == 7:  # no table of a project has numbers with a fraction
        return BadText(data)
    if kind < 7:
        return int.from_bytes(data, signed=True)
    if kind % 2 == 0:
        return data
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return BadText(data)
    return BadText(data) if "\0" in text else text


def _rising(cells: list[Cell]) -> list[Cell]:
    """Return the longest run of cells whose keys rise: what breaks the order was damaged."""
    best: list[tuple[int, int]] = []  # of each cell: how many rise up to it, and from which one it follows
    for at, cell in enumerate(cells):
        before = [(best[one][0], one) for one in range(at) if cells[one].rowid < cell.rowid]
        most, one = max(before, default=(0, -1))
        best.append((most + 1, one))
    at = max(range(len(best)), key=lambda one: best[one][0])
    found: list[Cell] = []
    while at >= 0:
        found.append(cells[at])
        at = best[at][1]
    return found[::-1]


def frames(log: bytes, size: int) -> Iterator[tuple[int, bytes]]:
    """Yield the pages of a write-ahead log up to its last whole commit; the later of one number is the newer."""
    magic = int.from_bytes(log[:4])
    if magic not in WAL_MAGIC or int.from_bytes(log[8:12]) != size or len(log) < WAL_HEADER:
        return
    order = ">" if magic & 1 else "<"
    sums = _sums(order, log[:24], (0, 0))
    if sums != struct.unpack(">2I", log[24:32]):
        return
    salts, waiting = log[16:24], list[tuple[int, bytes]]()
    for at in range(WAL_HEADER, len(log) - FRAME_HEADER - size + 1, FRAME_HEADER + size):
        head, page = log[at : at + FRAME_HEADER], log[at + FRAME_HEADER : at + FRAME_HEADER + size]
        sums = _sums(order, page, _sums(order, head[:8], sums))
        if head[8:16] != salts or sums != struct.unpack(">2I", head[16:24]):
            return
        waiting.append((int.from_bytes(head[:4]), page))
        if int.from_bytes(head[4:8]):  # a commit
            yield from waiting
            waiting = []


def _sums(order: str, data: bytes, sums: tuple[int, int]) -> tuple[int, int]:
    """Return the running checksum of a log, https://www.sqlite.org/fileformat2.html#checksum_algorithm."""
    one, other = sums
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for at in range(0, len(words), 2):
        one = one + words[at] + other & 0xFFFFFFFF
        other = other + words[at + 1] + one & 0xFFFFFFFF
    return one, other

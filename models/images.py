"""What happened to rows, and how the history keeps it: zlib streams one behind the other, each over JSON.

A stream is a list of [table, id, before, after], or, for many rows inserted together, a mapping with one entry a
column: the import of a table is then a third of the size, and is packed while it runs instead of waiting in memory.
"""

import json
import re
import zlib
from collections.abc import Collection, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any

from models.shapes import RawRow, StoredRow

LIGHT, THOROUGH = 1, 6
BIG = 100_000  # bytes; above it the light compression is three times as fast and a tenth larger
SMALL = 4000  # bytes; below it a small window saves a twentieth of the whole edit, at the same size
MANY = 100  # rows inserted together from which on they are kept by column
ID_LENGTH = 16
MOST = 1 << 28  # bytes that one part may have when it is unpacked: a kilobyte of zlib can stand for a megabyte
FEW_IDS = 12  # below it looking for each is quicker than looking for all ids that there are
_IDS = re.compile(rb"[0-9a-f]{32}")
_as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Image:
    """What happened to one row. `before` None: inserted; `after` None: deleted; else only the changed columns."""

    table: str
    id: str
    before: RawRow | None
    after: RawRow | None

    @property
    def ids(self) -> tuple[str, ...]:
        """The row, as `Inserted` has many."""
        return (self.id,)


@dataclass(frozen=True, slots=True)
class Inserted:
    """Many rows of one table that were inserted together, packed already."""

    table: str
    packed: bytes
    packed_ids: bytes

    @property
    def before(self) -> None:
        """Nothing: they are new."""
        return

    @property
    def ids(self) -> tuple[str, ...]:
        """The rows' ids in their order."""
        digits, length = self.packed_ids.hex(), ID_LENGTH * 2
        return tuple(digits[at : at + length] for at in range(0, len(digits), length))


Change = Image | Inserted


def inserted(table: str, columns: tuple[str, ...], rows: Sequence[StoredRow]) -> list[Change]:
    """Return what is to be kept of rows that were just inserted, all columns in their order."""
    at = columns.index("id")
    if len(rows) < MANY:
        return [Image(table, str(row[at]), None, dict(zip(columns, row, strict=True))) for row in rows]
    ids = bytes.fromhex("".join(str(row[at]) for row in rows))
    return [Inserted(table, _by_column(table, columns, rows), ids)]


def pack(changes: Iterable[Change]) -> bytes | None:
    """Return what happened as the history keeps it, None for nothing."""
    return b"".join(_streams(changes)) or None


def unpack(packed: bytes | None) -> list[Image]:
    """Return the images that `pack` packed. ValueError: these are none."""
    with _as_images():
        return [image for text in _texts(packed) for image in _read(text)]


def parts(packed: bytes | None) -> Iterator[bytes]:
    """Return what `pack` packed in its parts, still packed: those of an import can so be read one at a time."""
    with _as_images():
        while packed:
            _, rest = _unpacked(packed)
            yield packed[: len(packed) - len(rest)]
            packed = rest


def unpack_part(part: bytes) -> list[Image]:
    """Return the images of one part. ValueError: these are none."""
    with _as_images():
        return _read(_unpacked(part)[0])


def unpack_tables(packed: bytes | None, tables: Collection[str]) -> list[Image]:
    """Return the images of the rows of some tables. ValueError: these are none.

    Steps are many and most are about other tables: a part that does not name one is not read.
    """
    needles = _needles(frozenset(tables))
    with _as_images():
        read = (_read(text) for text in _texts(packed) if any(needle in text for needle in needles))
        return [image for images in read for image in images if image.table in tables]


def unpack_naming(packed: bytes | None, ids: Collection[str]) -> list[Image]:
    """Return the images of the parts that name one of the ids anywhere; the other parts are not read.

    ValueError: these are none.
    """
    wanted = {row_id.encode() for row_id in ids}
    found: list[Image] = []
    with _as_images():
        for text in _texts(packed):
            named = any(one in text for one in wanted) if len(wanted) < FEW_IDS else wanted & {*_IDS.findall(text)}
            if named:
                found += _read(text)
    return found


@contextmanager
def _as_images() -> Generator[None]:
    """ValueError: what is read within are no images."""
    try:
        yield
    except (zlib.error, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"no images: {type(error).__name__}") from None


def _texts(packed: bytes | None) -> Iterator[bytes]:
    """Yield what each part holds."""
    while packed:
        text, packed = _unpacked(packed)
        yield text


def _unpacked(packed: bytes) -> tuple[bytes, bytes]:
    """Return what the first part holds, and the parts behind it. zlib.error: it is none, cut short or above `MOST`."""
    stream = zlib.decompressobj()
    text = stream.decompress(packed, MOST)
    if not stream.eof:
        raise zlib.error("too large" if len(text) == MOST else "cut short")
    return text, stream.unused_data


@lru_cache
def _needles(tables: frozenset[str]) -> tuple[bytes, ...]:
    return tuple(f'"{name}"'.encode() for name in sorted(tables))


def _read(text: bytes) -> list[Image]:
    content: Any = json.loads(text)
    return list(_rows(content)) if isinstance(content, dict) else [Image(*image) for image in content]


def _streams(changes: Iterable[Change]) -> Iterator[bytes]:
    waiting: list[Image] = []
    for key, run in groupby(changes, key=_alike):
        images: list[Image] = []
        packed: list[bytes] = []
        for change in run:
            if isinstance(change, Inserted):
                packed.append(change.packed)
            else:
                images.append(change)
        if not isinstance(key, str) and len(images) >= MANY:
            table, columns = key
            rows = [tuple((image.after or {}).values()) for image in images]
            packed = [_by_column(table, columns, rows)]
        elif not packed:
            waiting += images
            continue
        if waiting:
            yield _plainly(waiting)
            waiting = []
        yield from packed
    if waiting:
        yield _plainly(waiting)


def _alike(change: Change) -> tuple[str, tuple[str, ...]] | str:
    """Return what neighbours must share to be kept together by column, or a word for those that are not."""
    if isinstance(change, Inserted):
        return "packed"
    return (change.table, tuple(change.after)) if change.before is None and change.after is not None else ""


def _plainly(images: list[Image]) -> bytes:
    text = _as_bytes([(image.table, image.id, image.before, image.after) for image in images])
    if len(text) < MOST or len(images) < 2:
        return _compressed(text)
    half = len(images) // 2
    return _plainly(images[:half]) + _plainly(images[half:])


def _by_column(table: str, columns: tuple[str, ...], rows: Sequence[StoredRow]) -> bytes:
    """Return rows of one table packed with one entry a column; a value that all share is kept once."""
    same: RawRow = {}
    each: dict[str, StoredRow] = {}
    for name, values in zip(columns, zip(*rows, strict=True), strict=True):
        if values.count(values[0]) == len(values):
            same[name] = values[0]
        else:
            each[name] = values
    text = _as_bytes({"inserted": table, "same": same, "each": each})
    if len(text) < MOST or len(rows) < 4:  # one row alone has nothing that differs from others, not even its id
        return _compressed(text)
    half = len(rows) // 2
    return _by_column(table, columns, rows[:half]) + _by_column(table, columns, rows[half:])


def _rows(content: Any) -> Iterator[Image]:
    """Return the rows that `_by_column` packed; every row has at least an id of its own."""
    table, same, each = content["inserted"], content["same"], content["each"]
    for values in zip(*each.values(), strict=True):
        row = {**same, **dict(zip(each, values, strict=True))}
        yield Image(table, row["id"], None, row)


def _as_bytes(content: object) -> bytes:
    return _as_json(content).encode()


def _compressed(text: bytes) -> bytes:
    if len(text) < SMALL:
        small = zlib.compressobj(LIGHT, zlib.DEFLATED, 12, 5)
        return small.compress(text) + small.flush()
    return zlib.compress(text, LIGHT if len(text) > BIG else THOROUGH)

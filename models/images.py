"""What happened to rows, and how the history keeps it: zlib streams one behind the other, each over JSON.

A stream is a list of [table, id, before, after], or, for many rows inserted together, a mapping with one entry a
column: the import of a table is then a third of the size, and is packed while it runs instead of waiting in memory.
"""

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from models.shapes import RawRow, StoredRow

LIGHT, THOROUGH = 1, 6
BIG = 100_000  # bytes; above it the light compression is three times as fast and a tenth larger
SMALL = 4000  # bytes; below it a small window saves a twentieth of the whole edit, at the same size
MANY = 100  # rows inserted together from which on they are kept by column
ID_LENGTH = 16
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
    return [image for part in parts(packed) for image in unpack_part(part)]


def parts(packed: bytes | None) -> Iterator[bytes]:
    """Return what `pack` packed in its parts, still packed: those of an import can so be read one at a time."""
    try:
        while packed:
            stream = zlib.decompressobj()
            stream.decompress(packed)
            rest = stream.unused_data
            yield packed[: len(packed) - len(rest)]
            packed = rest
    except zlib.error as error:
        raise ValueError(f"no images: {type(error).__name__}") from None


def unpack_part(part: bytes) -> list[Image]:
    """Return the images of one part. ValueError: these are none."""
    try:
        content: Any = json.loads(zlib.decompress(part))
        return list(_rows(content)) if isinstance(content, dict) else [Image(*image) for image in content]
    except (zlib.error, KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no images: {type(error).__name__}") from None


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
    return _compressed([(image.table, image.id, image.before, image.after) for image in images])


def _by_column(table: str, columns: tuple[str, ...], rows: Sequence[StoredRow]) -> bytes:
    """Return rows of one table packed with one entry a column; a value that all share is kept once."""
    same: RawRow = {}
    each: dict[str, StoredRow] = {}
    for name, values in zip(columns, zip(*rows, strict=True), strict=True):
        if values.count(values[0]) == len(values):
            same[name] = values[0]
        else:
            each[name] = values
    return _compressed({"inserted": table, "same": same, "each": each})


def _rows(content: Any) -> Iterator[Image]:
    """Return the rows that `_by_column` packed; every row has at least an id of its own."""
    table, same, each = content["inserted"], content["same"], content["each"]
    for values in zip(*each.values(), strict=True):
        row = {**same, **dict(zip(each, values, strict=True))}
        yield Image(table, row["id"], None, row)


def _compressed(content: object) -> bytes:
    text = _as_json(content).encode()
    if len(text) < SMALL:
        small = zlib.compressobj(LIGHT, zlib.DEFLATED, 12, 5)
        return small.compress(text) + small.flush()
    return zlib.compress(text, LIGHT if len(text) > BIG else THOROUGH)

"""One SHA-256 over what people entered: the same edits in two new projects give the same hash.

A row's hash covers its table, what people entered, the hashes of the rows it refers to, and its rank among its
siblings. Ids, codes, times, devices and history are left out. The project's hash covers the sorted row hashes.
"""

import hashlib
import json
from collections import defaultdict

from models.reader import Reader
from models.shapes import Raw, RawRow, Reference, Shape, shapes

MISSING = "missing"
CYCLE = "cycle"


def content_hash(reader: Reader) -> str:
    """Return the hash of all domain rows, 64 hexadecimal digits."""
    return _Hasher(reader).total()


class _Hasher:
    def __init__(self, reader: Reader) -> None:
        self._rows: dict[str, dict[str, RawRow]] = {}
        for name, shape in shapes().items():
            found = (dict(zip(shape.columns, row, strict=True)) for row in reader.driver_rows(shape.select_all))
            self._rows[name] = {str(row["id"]): row for row in found}
        self._ranks = {name: self._ranked(shape) for name, shape in shapes().items()}
        self._known: dict[str, str] = {}
        self._busy: set[str] = set()

    def total(self) -> str:
        """Return the hash over all rows; a row whose loose reference points at nothing is no content."""
        found = [self._row_hash(shapes()[name], row_id) for name, rows in self._rows.items() for row_id in rows]
        kept = sorted(value for value in found if value != MISSING)
        return hashlib.sha256("\n".join(kept).encode()).hexdigest()

    def _row_hash(self, shape: Shape, row_id: str) -> str:
        if row_id in self._known:
            return self._known[row_id]
        row = self._rows[shape.name].get(row_id)
        if row is None:
            return MISSING
        if row_id in self._busy:
            return CYCLE
        self._busy.add(row_id)
        self._known[row_id] = self._compute(shape, row)
        self._busy.discard(row_id)
        return self._known[row_id]

    def _compute(self, shape: Shape, row: RawRow) -> str:
        refs = {ref.column: ref for ref in shape.references}
        content: list[Raw] = [shape.name]
        for name in shape.columns:
            if shape.since(name) > 1 and row[name] == shape.defaults[name]:
                continue  # nothing was said, as in a file from before this column
            if shape.since(name) > 1:
                content.append(name)
            if ref := refs.get(name):
                value = self._referred(ref, row[name])
                if ref.loose and value == MISSING:
                    return MISSING
                content.append(value)
            elif shape.is_ranked(name):
                content.append(self._ranks[shape.name][str(row["id"])])
            elif other := shape.table_column_of(name):
                content.append(self._row_hash(shapes()[str(row[other])], str(row[name])))
            elif shape.is_hashed(name):
                content.append(row[name])
        return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()

    def _referred(self, ref: Reference, row_id: Raw) -> str | None:
        return None if row_id is None else self._row_hash(shapes()[ref.target], str(row_id))

    def _ranked(self, shape: Shape) -> dict[str, int]:
        """Return each row's place among its siblings, by order key, then by id, which sorts by time of entry."""
        families: defaultdict[tuple[Raw, ...], list[tuple[str, str]]] = defaultdict(list)
        if not shape.siblings:
            return {}
        for row_id, row in self._rows[shape.name].items():
            key = tuple(row[name] for name in shape.siblings[1])
            families[key].append((str(row[shape.siblings[0]]), row_id))
        return {row_id: rank for family in families.values() for rank, (_, row_id) in enumerate(sorted(family))}

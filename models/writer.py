"""The only way to write rows: insert, update, remove. Notes before and after, keeps the search index."""

import hashlib
from collections.abc import Generator, Iterable, Mapping
from datetime import datetime
from itertools import islice

from sqlalchemy import Connection

from models.codes import COUNTERS, code_at
from models.errors import Refused
from models.ids import new_id
from models.images import Change, Image, inserted
from models.search_index import SearchIndex
from models.shapes import RawRow, Shape, StoredRow, referring_to, shape_of, shapes
from models.statements import Statements
from models.tables import Domain
from models.versions import TABLES as HAVE_VERSIONS
from resources.texts import N_

# Tables whose rows decide, or are decided on, when something was withdrawn.
SETTLED = frozenset({"story", "story_tag", "contribution", "voice", "picture_place", "withdrawal"})

SLICE = 2000  # rows inserted at a time: an import of any size takes little memory
FEW = 50  # rows inserted before somebody who waits hears of it: a few milliseconds


class CodeSupply:
    """Hands out reference codes of one block; `counter` is what to store with the device."""

    def __init__(self, block: int, counter: int) -> None:
        self.block = block
        self.counter = counter

    def next(self) -> str:
        """Return a code that this block never gave before."""
        while self.counter < COUNTERS:
            self.counter += 1
            if code := code_at(self.block, self.counter - 1):
                return code
        raise Refused(N_("This copy of the project has used up its reference codes. Save a copy and go on there."))

    def copy(self) -> "CodeSupply":
        """Return a supply that goes on from here, so that an edit that is rolled back uses up no code."""
        return CodeSupply(self.block, self.counter)


class Writer:
    """Writes within one transaction and keeps the images of every row it touched."""

    def __init__(self, connection: Connection, codes: CodeSupply, now: datetime) -> None:
        self._sql = Statements(connection)
        self.codes = codes
        self._search = SearchIndex(self._sql)
        self.now = now
        self.images: list[Change] = []

    # -- what edits call ----------------------------------------------------------------------

    def insert(self, cls: type[Domain], /, **values: object) -> str:
        """Insert a row and return its id; its code and moment of entry are filled in."""
        return self.insert_many(cls, (values,))[0]

    def insert_many(self, cls: type[Domain], rows: Iterable[Mapping[str, object]]) -> tuple[str, ...]:
        """Insert rows in their order and return their ids."""
        shape = shape_of(cls)
        left = iter(rows)
        ids: list[str] = []
        while part := [self._complete(shape, values) for values in islice(left, SLICE)]:
            self._insert_stored(shape, shape.stored(part))
            ids += [str(row["id"]) for row in part]
        return tuple(ids)

    def insert_in_slices(
        self, cls: type[Domain], rows: Iterable[Mapping[str, object]]
    ) -> Generator[int, None, tuple[str, ...]]:
        """Insert as insert_many does, a few rows at each `next`, which says how many they were."""
        shape = shape_of(cls)
        left = iter(rows)
        ids: list[str] = []
        waiting: list[StoredRow] = []  # for the history, which keeps many rows in a third of the room
        while part := [self._complete(shape, values) for values in islice(left, FEW)]:
            stored = shape.stored(part)
            self._send(shape, stored)
            ids += [str(row["id"]) for row in part]
            waiting += stored
            yield len(part)
            if len(waiting) >= SLICE:
                self.images.extend(inserted(shape.name, shape.columns, waiting))
                waiting = []
                yield 0
        if waiting:
            self.images.extend(inserted(shape.name, shape.columns, waiting))
        return tuple(ids)

    def update(self, cls: type[Domain], row_id: str, /, **values: object) -> bool:
        """Change columns of one row; returns whether anything differed. Refused: the row is gone."""
        shape = shape_of(cls)
        before = self._row(shape, row_id)
        wanted = shape.raw(values)
        changed = {name: value for name, value in wanted.items() if before[name] != value}
        if changed:
            self._update_raw(shape, row_id, before, changed)
        return bool(changed)

    def remove(self, cls: type[Domain], row_id: str, /) -> None:
        """Delete a row and what it owns; references that may be empty are emptied."""
        self._remove(shape_of(cls), row_id)

    def write_stored(self, cls: type[Domain], row_id: str, values: RawRow) -> None:
        """Write values as they are stored, also where they are there already. Refused: the row is gone."""
        shape = shape_of(cls)
        before = self._row(shape, row_id)
        changed = {name: value for name, value in values.items() if before[name] != value}
        if changed:
            self._update_raw(shape, row_id, before, changed)
        else:
            self.say_again(cls, row_id, values)

    def say_again(self, cls: type[Domain], row_id: str, columns: Iterable[str]) -> None:
        """Note that somebody decided for what columns of a row hold already. Refused: the row is gone."""
        shape = shape_of(cls)
        row = self._row(shape, row_id)
        same = {name: row[name] for name in columns}
        self.images.append(Image(shape.name, row_id, same, dict(same)))

    def settle_conflict(self, conflict_id: str, chosen: str) -> None:
        """Note that a person decided what two computers said differently."""
        self._sql.send("UPDATE merge_conflict SET settled = 1, chosen = ? WHERE id = ?", chosen, conflict_id)

    def keep_bytes(self, content: bytes) -> str:
        """Keep the bytes of a picture, once and outside the history; return their SHA-256, which rows hold.

        They stay when the edit is undone, so that redo finds them, and go when what refers to them is erased.
        """
        sha256 = hashlib.sha256(content).hexdigest()
        self._sql.send("INSERT OR IGNORE INTO picture_bytes (sha256, content) VALUES (?, ?)", sha256, content)
        return sha256

    # -- raw writes, also of undo and redo ----------------------------------------------------

    def bring(self, shape: Shape, rows: list[RawRow]) -> None:
        """Insert rows as another file holds them, with their ids and codes."""
        self._insert_stored(shape, [tuple(row[name] for name in shape.columns) for row in rows])

    def restore(self, shape: Shape, row_id: str, now: RawRow | None, then: RawRow | None) -> None:
        """Bring one row from the state `now` to `then`. Refused: somebody changed it meanwhile."""
        if now is None and then is not None:
            whole = {**shape.defaults, **then}  # a step from before a column came with a migration does not know it
            self._insert_stored(shape, [tuple(whole[name] for name in shape.columns)])
            return
        current = self._row(shape, row_id)
        if any(current[name] != value for name, value in (now or {}).items()):
            raise Refused(N_("This step cannot be taken back: what it changed has been changed again since."))
        if then is None:
            self._delete_raw(shape, row_id, current)
        else:
            self._update_raw(shape, row_id, current, then)

    def settle_search(self) -> None:
        """Bring the search index in line with what is withdrawn, once all rows of the transaction are written."""
        if not any(image.table in SETTLED for image in self.images):
            return
        for image in self.images:
            if not isinstance(image, Image) or image.table != "withdrawal":
                continue
            if image.before and image.after is None and image.before["story_id"]:
                self._search.show_story(str(image.before["story_id"]))
        self._search.settle()

    def flushing(self) -> Generator[tuple[int, int]]:
        """Write what the search index still holds in memory before the commit does, so that the commit is short."""
        if len(self.images) > FEW or any(not isinstance(image, Image) for image in self.images):
            yield 1, 1
            self._search.flush()
            yield 1, 1

    def _complete(self, shape: Shape, values: Mapping[str, object]) -> dict[str, object]:
        row = {"id": new_id(), **values}
        if shape.has_code and row.get("code") is None:
            row["code"] = self.codes.next()
        if shape.has_moment and row.get("created_at") is None:
            row["created_at"] = self.now
        return row

    def _row(self, shape: Shape, row_id: str) -> RawRow:
        rows = self._sql.rows(shape.select, row_id)
        if not rows:
            raise Refused(N_("This is not there any more. Somebody deleted it meanwhile."))
        return dict(zip(shape.columns, rows[0], strict=True))

    def _insert_stored(self, shape: Shape, rows: list[StoredRow]) -> None:
        self._send(shape, rows)
        self.images.extend(inserted(shape.name, shape.columns, rows))

    def _send(self, shape: Shape, rows: list[StoredRow]) -> None:
        if len(rows) == 1:
            self._sql.send(shape.insert, *rows[0])
        else:
            self._sql.send_many(shape.insert, rows)
        self._search.add(shape, rows)

    def _update_raw(self, shape: Shape, row_id: str, before: RawRow, changed: RawRow) -> None:
        assigned = ", ".join(f'"{name}" = ?' for name in changed)
        sql = f"UPDATE {shape.name} SET {assigned} WHERE id = ?"  # noqa: S608 - names of our own schema
        self._sql.send(sql, *changed.values(), row_id)
        if any(name in changed for name in shape.searched):
            self._search.replace(shape, {**before, **changed})
        self.images.append(Image(shape.name, row_id, {name: before[name] for name in changed}, dict(changed)))

    def _delete_raw(self, shape: Shape, row_id: str, before: RawRow) -> None:
        sql = f"DELETE FROM {shape.name} WHERE id = ?"  # noqa: S608 - names of our own schema
        self._sql.send(sql, row_id)
        if shape.searched:
            self._search.remove(row_id)
        self.images.append(Image(shape.name, row_id, before, None))

    def _remove(self, shape: Shape, row_id: str) -> None:
        for child, ref in referring_to(shape.name):
            if ref.loose:
                continue  # what people consented to outlives an undoable deletion
            for (child_id,) in self._referring(child, ref.column, row_id):
                if ref.owned:
                    self._remove(child, child_id)
                else:
                    self._update_raw(child, child_id, self._row(child, child_id), {ref.column: None})
        if shape.name in HAVE_VERSIONS:
            self._remove_versions(shape.name, row_id)
        row = self._row(shape, row_id)
        self._delete_raw(shape, row_id, row)
        for ref in shape.references:
            if ref.carries and not self._referring(shape, ref.column, str(row[ref.column])):
                self._remove(shapes()[ref.target], str(row[ref.column]))

    def _remove_versions(self, table: str, row_id: str) -> None:
        """Delete what was written in other languages of a row that goes: no key leads from there to it."""
        versions = shapes()["text_version"]
        sql = "SELECT id FROM text_version WHERE of_id = ? AND of_table = ?"
        for (version_id,) in self._sql.rows(sql, row_id, table):
            self._remove(versions, str(version_id))

    def _referring(self, child: Shape, column: str, row_id: str) -> list[tuple[str]]:
        sql = f'SELECT id FROM {child.name} WHERE "{column}" = ?'  # noqa: S608 - names of our own schema
        return [(str(found),) for (found,) in self._sql.rows(sql, row_id)]


def fingerprint(*parts: str) -> str:
    """Return a short SHA-256 over parts, for telling places apart without naming them."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]

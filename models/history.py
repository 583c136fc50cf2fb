"""The append-only steps in the file: undo and redo are derived from them, so both survive a restart."""

import hashlib
import json
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from models.clock import Stamp
from models.errors import Damaged
from models.ids import new_id
from models.images import Change, Image, pack, parts, unpack, unpack_part
from models.shapes import RawRow, shapes
from models.statements import Statements
from models.tables.base import microseconds
from models.writer import Writer
from resources.texts import N_

EDIT, FIXED, UNDO, REDO = "edit", "fixed", "undo", "redo"
MERGE, MERGED = "merge", "merged"  # what a merge changed; the part of it that undo never touches
SIGNED = ("id", "device", "counter", "wall", "logical", "operator", "label", "kind", "reverses", "run", "after")
COLUMNS = (*SIGNED, "brought_by", "digest", "images")
INSERT = f"INSERT INTO history_step ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"  # noqa: S608
ERASED = "erased"
FEW = 20  # rows written before somebody who waits hears of it
OFTEN = 400  # rows after which the index writes what it gathered: a flush of all of it takes half a second
LONG = 150_000  # bytes of packed images from which on taking a step back is waited for
UNREADABLE = N_("A part of the history cannot be read. The file was left as it is. Open a backup.")


@dataclass(frozen=True, slots=True)
class Step:
    """One step without its images. `reverses`: the edit that an undo or redo acts on."""

    id: str
    label: str
    kind: str
    reverses: str | None
    run: str
    after: str = ""


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes: the device, and the role of the person at it."""

    device: str
    operator: str


class History:
    """The stacks of undo and redo, and the clock of the file."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.done: list[Step] = []
        self.undone: list[Step] = []
        self._stamp = Stamp(0, 0)
        self.load()

    def load(self) -> None:
        """Derive the stacks from the steps in the file."""
        self.done, self.undone = [], []
        rows = self._connection.exec_driver_sql(
            "SELECT id, label, kind, reverses, run, after, wall, logical FROM history_step WHERE brought_by = '' "
            "ORDER BY seq"
        ).fetchall()
        edits: dict[str, Step] = {}
        for *values, wall, logical in rows:
            step = Step(*values)
            if not isinstance(wall, int) or step.reverses not in edits.keys() | {None}:
                raise Damaged(UNREADABLE)
            edits[step.id] = step
            self._follow(step, edits)
            self._stamp = max(self._stamp, Stamp(int(wall), int(logical)))

    def next_undo(self) -> tuple[Step, ...]:
        """Return the steps that one undo takes back, newest first: the last one, with its run."""
        return _run(self.done)

    def next_redo(self) -> tuple[Step, ...]:
        """Return the steps that one redo brings back, oldest first."""
        return _run(self.undone)

    def append(self, author: Author, now: datetime, step: Step, changes: Iterable[Change], counter: int) -> None:
        """Write a step; the caller follows it with `follow` once the transaction is committed."""
        self._stamp = self._stamp.next(microseconds(now))
        packed = pack(changes)
        who = (author.device, counter, self._stamp.wall, self._stamp.logical, author.operator)
        signed = (step.id, *who, step.label, step.kind, step.reverses, step.run, step.after)
        Statements(self._connection).send(INSERT, *signed, "", digest_of(signed, packed), packed)

    def turning(self, step: Step, kind: str) -> Step:
        """Return the new step that turns one. What was merged is in effect only behind the merge, or its redo."""
        follows = ""
        if step.kind == MERGE:
            follows = step.after.partition(" ")[0] if kind == UNDO else f"{self.last()} {step.id}"
        return new_step(step.label, kind, reverses=step.id, after=follows)

    def last(self) -> str:
        """Return the id of the last step that was written here, an empty text for none."""
        last = "SELECT id FROM history_step WHERE brought_by = '' ORDER BY seq DESC LIMIT 1"
        return str(self._connection.exec_driver_sql(last).scalar() or "")

    def follow(self, step: Step) -> None:
        """Move the stacks on after a committed step."""
        self._follow(step, {known.id: known for known in (*self.done[-1:], *self.undone[-1:])})

    def images(self, step_id: str) -> list[Image]:
        """Return the images of a step; rows whose words were erased are left out."""
        return [image for part in self._parts(step_id) for image in _there(part)]

    def _parts(self, step_id: str) -> Iterator[bytes]:
        row = self._connection.exec_driver_sql("SELECT images FROM history_step WHERE id = ?", (step_id,)).fetchone()
        try:
            yield from parts(row[0] if row else None)
        except ValueError:
            raise Damaged(UNREADABLE) from None

    def is_long(self, steps: Iterable[Step]) -> bool:
        """Tell whether writing back these steps takes longer than a person should wait for without being told."""
        ask = "SELECT length(images) FROM history_step WHERE id = ?"
        sizes = (self._connection.exec_driver_sql(ask, (step.id,)).scalar() or 0 for step in steps)
        return sum(map(int, sizes)) > LONG

    def applying(self, writer: Writer, step: Step, *, back: bool) -> Generator[tuple[int, int]]:
        """Write the rows of a step as they were before it (`back`) or after it, a few at each `next`."""
        found: list[bytes] = []
        for part in self._parts(step.id):
            found.append(part)
            yield 0, 1
        for at, part in enumerate(reversed(found) if back else found):
            images = _there(part)
            for done, image in enumerate(reversed(images) if back else images):
                if done % OFTEN == 0:
                    yield from writer.flushing()
                if done % FEW == 0:
                    yield at * len(images) + done, len(found) * len(images)
                now, then = (image.after, image.before) if back else (image.before, image.after)
                writer.restore(shapes()[image.table], image.id, now, then)

    def _follow(self, step: Step, edits: dict[str, Step]) -> None:
        if step.kind in (EDIT, MERGE):
            self.done.append(step)
            self.undone.clear()
        elif step.kind == UNDO and self.done and step.reverses:
            self.undone.append(edits[step.reverses])
            self.done.pop()
        elif step.kind == REDO and self.undone and step.reverses:
            self.done.append(edits[step.reverses])
            self.undone.pop()


def _there(part: bytes) -> list[Image]:
    """Return the images of a part but those of rows whose words were erased."""
    try:
        return [image for image in unpack_part(part) if image.before != {ERASED: 1}]
    except ValueError:
        raise Damaged(UNREADABLE) from None


def new_step(label: str, kind: str, reverses: str | None = None, run: str = "", after: str = "") -> Step:
    """Return a step with a new id."""
    return Step(new_id(), label, kind, reverses, run, after)


def digest_of(signed: Iterable[object], packed: bytes | None) -> str:
    """Return the SHA-256 over the columns SIGNED of a step and its packed images, 64 hexadecimal digits."""
    return hashlib.sha256(json.dumps(list(signed), ensure_ascii=False).encode() + b"\0" + (packed or b"")).hexdigest()


def rewrite(connection: Connection, change: Callable[[Image], Image]) -> None:
    """Pass every image in the history through `change`, for erasing words; steps themselves stay."""
    every = f"SELECT seq, images, {', '.join(SIGNED)} FROM history_step"  # noqa: S608 - constants
    for seq, packed, *signed in connection.exec_driver_sql(every).fetchall():
        images = unpack(packed)
        changed = [change(image) for image in images]
        if changed != images:
            kept = pack(changed)
            sql = "UPDATE history_step SET images = ?, digest = ? WHERE seq = ?"
            connection.exec_driver_sql(sql, (kept, digest_of(signed, kept), seq))


def forget(connection: Connection, step_id: str) -> None:
    """Remove a step with all that it brought: only one whose commit was said to have failed."""
    connection.exec_driver_sql("DELETE FROM history_step WHERE ? IN (id, brought_by)", (step_id,))


def erased(image: Image) -> Image:
    """Return the image of a row whose words are gone for good: it is skipped by undo and redo."""
    return Image(image.table, image.id, {ERASED: 1}, None)


def without(image: Image, column: str) -> Image:
    """Return an image whose reference in `column` is emptied."""
    return Image(image.table, image.id, _emptied(image.before, column), _emptied(image.after, column))


def _emptied(row: RawRow | None, column: str) -> RawRow | None:
    return {**row, column: None} if row is not None and column in row else row


def _run(stack: list[Step]) -> tuple[Step, ...]:
    if not stack:
        return ()
    last = stack[-1]
    found = [last]
    if last.run:
        for step in reversed(stack[:-1]):
            if step.run != last.run:
                break
            found.append(step)
    return tuple(found)

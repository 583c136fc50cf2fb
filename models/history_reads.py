"""The history as people look at it: who did what, when and to which thing; a page at a time, newest first.

The images of a step are packed; only those of the steps that are shown are unpacked, and of a long import the
beginning. Looking for one thing or one kind of things passes over packed images without reading what they hold.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import Any

from models.errors import Damaged
from models.history import REDO, UNDO, UNREADABLE
from models.history_subjects import Hidden, Known, Thing
from models.images import Image, parts, unpack_naming, unpack_part, unpack_tables
from models.reader import Reader
from models.shapes import referring_to, shapes
from models.tables.base import EPOCH

PAGE = 200
LOOKED_AT = 500  # steps that are read at a time where most may be about something else
MOST_THINGS = 6  # named in a line
MOST_ROWS = 400  # of a step that are read for its line
COLUMNS = (
    "SELECT s.seq, s.id, s.wall, s.operator, s.device, s.label, s.kind, s.reverses, s.brought_by, "
    "coalesce(r.images, s.images) FROM history_step s LEFT JOIN history_step r ON r.id = s.reverses "
)
# Rows that only keep track of others: a step is not about them.
TRACES = frozenset({"change_log", "theme_move", "picture"})
# The tables that are worked on in each room; what belongs to a row of them counts with it.
ROOM_TABLES: dict[str, frozenset[str]] = {
    "prepare": frozenset(
        "project workshop consent_preset role segment segment_need segment_place attendance scope_item "
        "earlier_promise envelope_line decision_date feedback_round feedback_question asset glossary_term "
        "agenda_item".split()
    ),
    "map": frozenset("path stage lane touchpoint connection feeling step_alias snapshot".split()),
    "capture": frozenset(
        "participant contact story story_place story_tag contribution voice contribution_place source_file redaction "
        "picture_place consent withdrawal".split()
    ),
    "sort": frozenset("theme theme_note kept_apart code_alias vote_round vote_option ballot vote_turnout".split()),
    "weigh": frozenset("finding estimate cost_line answer".split()),
    "share": frozenset("response response_answer text_version".split()),
    "reflect": frozenset("outcome lesson".split()),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the history is looked for; what is empty asks for nothing.

    `labels`: untranslated; `since`, `until`: instants, the end excluded; `thing`: table and id of one thing;
    `device`, `who`: None for everybody's.
    """

    labels: tuple[str, ...] | None = None
    who: str | None = None
    device: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    room: str = ""
    thing: tuple[str, str] | None = None

    @property
    def is_everything(self) -> bool:
        """Whether nothing is left out."""
        return self == Wanted()


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step. `kind`: edit, fixed, undo, redo or merge; `brought`: another laptop's, which a merge brought here.

    `taken_back`: an edit that was undone and not redone since; `more`: it touched further things.
    """

    seq: int
    id: str
    at: datetime
    who: str
    device: str
    label: str
    kind: str
    brought: bool
    taken_back: bool
    things: tuple[Thing, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class StepPage:
    """Some steps, newest first. `next`: ask for those before this number; None: there are no more."""

    lines: tuple[StepLine, ...]
    next: int | None


@dataclass(frozen=True, slots=True)
class Writers:
    """Who wrote in the project. `devices`: in the order in which they began; `here`: the one that wrote last."""

    people: tuple[str, ...]
    devices: tuple[str, ...]
    here: str


def steps(reader: Reader, wanted: Wanted | None = None, before: int | None = None, limit: int = PAGE) -> StepPage:
    """Return the newest steps that are looked for, or those before a number."""
    wanted = wanted or Wanted()
    found: list[tuple[Any, ...]] = []
    read: list[tuple[list[Image], bool]] = []
    chosen = _Chosen(reader, wanted)
    for row in _rows(reader, wanted, before, limit):
        if len(found) == limit:
            return StepPage(_lines(reader, found, read), int(found[-1][0]))
        if chosen.takes(row[-1]):
            found.append(row)
            read.append(_beginning(row[-1]))
    return StepPage(_lines(reader, found, read), None)


def step_line(reader: Reader, seq: int) -> StepLine | None:
    """Return one step, None where it is not there any more."""
    rows = reader.driver_rows(f"{COLUMNS} WHERE s.seq = ?", seq)
    return next(iter(_lines(reader, rows, [_beginning(row[-1]) for row in rows])), None)


def images_of_step(reader: Reader, seq: int, most: int = MOST_ROWS) -> tuple[list[Image], bool]:
    """Return what a step did, or what the step did that it reverses, and whether there is more than that."""
    rows = reader.driver_rows(f"{COLUMNS} WHERE s.seq = ?", seq)
    return _beginning(rows[0][-1], most) if rows else ([], False)


def labels(reader: Reader) -> tuple[str, ...]:
    """Return the untranslated labels that the history holds, each once."""
    return tuple(str(row[0]) for row in reader.driver_rows("SELECT DISTINCT label FROM history_step ORDER BY label"))


def count_steps(reader: Reader) -> int:
    """Return how many steps there are."""
    return int(reader.driver_rows("SELECT count(*) FROM history_step")[0][0])


def writers(reader: Reader) -> Writers:
    """Return who wrote and where."""
    people = reader.driver_rows("SELECT DISTINCT operator FROM history_step WHERE operator <> '' ORDER BY operator")
    devices = reader.driver_rows(  # a new project is made under another name first: that is no copy of it
        "SELECT device FROM history_step GROUP BY device HAVING max(seq) > 1 ORDER BY min(wall), device"
    )
    last = reader.driver_rows("SELECT id FROM device ORDER BY since DESC, id DESC LIMIT 1")
    return Writers(
        tuple(str(row[0]) for row in people), tuple(str(row[0]) for row in devices), str(last[0][0]) if last else ""
    )


def days(reader: Reader, zone: tzinfo | None, most: int) -> tuple[tuple[date, int], ...]:
    """Return the newest days on which something was done in a zone (None: this machine's), with how many steps."""
    found: Counter[date] = Counter()
    for hour, number in reader.driver_rows("SELECT wall / 900000000, count(*) FROM history_step GROUP BY 1"):
        moment = EPOCH + timedelta(seconds=900 * int(hour))  # zones differ by quarters of an hour
        found[moment.astimezone(zone).date()] += int(number)
    return tuple(sorted(found.items(), reverse=True)[:most])


# -- inside ---------------------------------------------------------------------------------------


def _rows(reader: Reader, wanted: Wanted, before: int | None, limit: int) -> Iterator[tuple[Any, ...]]:
    """Yield the steps that what the columns say does not leave out, newest first, some at each question."""
    where, values = _where(wanted)
    last = before if before is not None else 2**62
    most = max(limit + 1, LOOKED_AT if wanted.room or wanted.thing else 0)
    while True:
        sql = f"{COLUMNS} WHERE s.seq < ?{where} ORDER BY s.seq DESC LIMIT ?"
        rows = reader.driver_rows(sql, last, *values, most)
        yield from rows
        if len(rows) < most:
            return
        last = int(rows[-1][0])


def _where(wanted: Wanted) -> tuple[str, list[object]]:
    parts_of, values = [""], list[object]()
    for column, value in (("s.operator", wanted.who), ("s.device", wanted.device)):
        if value is not None:
            parts_of.append(f"{column} = ?")
            values.append(value)
    for compare, moment in ((">=", wanted.since), ("<", wanted.until)):
        if moment is not None:
            parts_of.append(f"s.wall {compare} ?")
            values.append((moment - EPOCH) // timedelta(microseconds=1))
    if wanted.labels is not None:
        parts_of.append(f"s.label IN ({', '.join('?' * len(wanted.labels))})")
        values += wanted.labels
    return " AND ".join(parts_of), values


class _Chosen:
    """Tells whether a step is about what is looked for, by its packed images."""

    def __init__(self, reader: Reader, wanted: Wanted) -> None:
        self._tables = ROOM_TABLES.get(wanted.room, frozenset())
        self._thing = wanted.thing
        self._ids = _family(reader, *wanted.thing) if wanted.thing else set[str]()

    def takes(self, packed: bytes | None) -> bool:
        """Return whether to show a step."""
        try:
            if self._thing and not any(self._is_about(image) for image in unpack_naming(packed, self._ids)):
                return False
            return not self._tables or bool(unpack_tables(packed, self._tables))
        except ValueError:
            raise Damaged(UNREADABLE) from None

    def _is_about(self, image: Image) -> bool:
        if image.id in self._ids:
            return True
        states = (image.before or {}, image.after or {})
        owning = {ref.column for ref in shapes()[image.table].references if ref.owned} | {"of_id"}
        return any(state.get(column) in self._ids for state in states for column in owning)


def _family(reader: Reader, table: str, row_id: str) -> set[str]:
    """Return the ids of a thing and of all that belongs to it, now or once."""
    found = {row_id}
    fresh = {(table, row_id)}
    while fresh:
        below: set[tuple[str, str]] = set()
        for owner, owner_id in fresh:
            for shape, ref in referring_to(owner):
                if ref.owned:
                    sql = f'SELECT id FROM {shape.name} WHERE "{ref.column}" = ?'  # noqa: S608 - our own schema
                    below |= {(shape.name, str(row[0])) for row in reader.driver_rows(sql, owner_id)}
        fresh = {key for key in below if key[1] not in found}
        found |= {key[1] for key in fresh}
    for (packed,) in reader.driver_rows("SELECT images FROM history_step WHERE images IS NOT NULL"):
        for image in unpack_naming(packed, {row_id}):
            owning = [ref.column for ref in shapes()[image.table].references if ref.owned]
            states = (image.before or {}, image.after or {})
            if any(state.get(column) == row_id for state in states for column in owning):
                found.add(image.id)
    return found


def _beginning(packed: bytes | None, most: int = MOST_ROWS) -> tuple[list[Image], bool]:
    """Return the first images of a step, and whether there are more."""
    found: list[Image] = []
    try:
        for part in parts(packed):
            if len(found) >= most:
                return found[:most], True
            found += unpack_part(part)
    except ValueError:
        raise Damaged(UNREADABLE) from None
    return found[:most], len(found) > most


def _lines(
    reader: Reader, rows: Iterable[tuple[Any, ...]], read: list[tuple[list[Image], bool]]
) -> tuple[StepLine, ...]:
    listed = list(rows)
    known = Known(reader, Hidden(reader)) if listed else None
    if known is None:
        return ()
    known.learn(image for images, _ in read for image in images)
    undone = _undone(reader)
    return tuple(_line(row, images, more, known, undone) for row, (images, more) in zip(listed, read, strict=True))


def _line(row: tuple[Any, ...], images: list[Image], more: bool, known: Known, undone: frozenset[str]) -> StepLine:
    seq, row_id, wall, who, device, label, kind, _, brought_by, _ = row
    things = dict.fromkeys(known.thing_of(image.table, image.id) for image in _told(images))
    return StepLine(
        int(seq),
        str(row_id),
        EPOCH + timedelta(microseconds=int(wall)),
        str(who),
        str(device),
        str(label),
        str(kind),
        bool(brought_by),
        row_id in undone,
        tuple(things)[:MOST_THINGS],
        more or len(things) > MOST_THINGS,
    )


def _told(images: list[Image]) -> list[Image]:
    """Return the images that say what a step is about."""
    return [image for image in images if image.table not in TRACES] or images


def _undone(reader: Reader) -> frozenset[str]:
    """Return the steps that were taken back and not done again."""
    rows = reader.driver_rows(
        "SELECT reverses, kind FROM history_step WHERE reverses IS NOT NULL AND brought_by = '' ORDER BY seq"
    )
    last = {str(step): str(kind) for step, kind in rows}
    return frozenset(step for step, kind in last.items() if kind == UNDO)


__all__ = [
    "REDO",
    "UNDO",
    "StepLine",
    "StepPage",
    "Wanted",
    "Writers",
    "count_steps",
    "days",
    "images_of_step",
    "labels",
    "step_line",
    "steps",
    "writers",
]

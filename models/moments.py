"""Named moments of the project, and a path as it was at one of them, worked out from the history without touching it.

The rows of now are taken back step by step, newest first, to the step that the moment follows. Words that were erased
are blank in the history, so they are in no past either; what hangs on a story that was withdrawn does not come back.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import Boolean

from models import path_reads, queries
from models import path_records as r
from models import tables as t
from models.errors import Damaged, Refused
from models.history import ERASED, UNDO, UNREADABLE
from models.images import Image, unpack_tables
from models.reader import Reader, shared_names
from models.shapes import Raw, RawRow, shape_of, shapes
from models.tables.base import EPOCH, Base
from resources.texts import N_

R = TypeVar("R")
Rows = dict[str, dict[str, RawRow]]  # rows by id, by table
# What a path is made of: owners first.
OF_PATH = ("path", "stage", "lane", "touchpoint", "connection", "feeling", "step_alias")
SHORTENED = N_("This moment lies before the history was shortened. What was then is not known any more.")
NOT_THERE_YET = N_("This path was not there yet at that moment.")
NO_MOMENT = N_("This moment is not there any more.")
STEPS = (
    "SELECT s.kind, coalesce(r.images, s.images) FROM history_step s "
    "LEFT JOIN history_step r ON r.id = s.reverses WHERE s.seq > ? AND s.brought_by = '' ORDER BY s.seq DESC"
)
NAMED_BY = "SELECT wall, operator FROM history_step WHERE seq > ? AND brought_by = '' ORDER BY seq LIMIT 1"


@dataclass(frozen=True, slots=True)
class MomentRecord:
    """A named moment. `at` and `role`: when it was named and by whom; `known`: whether one can look back to it."""

    id: str
    name: str
    at: datetime
    role: str
    known: bool


@dataclass(frozen=True, slots=True)
class Changes:
    """What going back would change on a path: cards; the path with its stages and lanes; connections; feelings."""

    back: int = 0
    gone: int = 0
    moved: int = 0
    changed: int = 0
    frame: int = 0
    connections: int = 0
    feelings: int = 0

    @property
    def is_nothing(self) -> bool:
        """Whether the path is as it was."""
        return self == Changes()


def moments(reader: Reader) -> tuple[MomentRecord, ...]:
    """Return the named moments, newest first."""
    rows = reader.driver_rows(
        "SELECT s.id, s.name, h.seq FROM snapshot s LEFT JOIN history_step h ON h.id = s.step_id AND h.brought_by = '' "
        "ORDER BY h.seq DESC, s.id DESC"
    )
    return tuple(_moment(reader, str(row_id), str(name), seq) for row_id, name, seq in rows)


def rows_at(reader: Reader, moment_id: str, tables: Iterable[str] = OF_PATH) -> Rows:
    """Return the rows of some tables as they were at a moment, by table and id. Refused: it is not known any more."""
    return rows_after(reader, _seq_of(reader, moment_id), tables)


def rows_after(reader: Reader, seq: int, tables: Iterable[str]) -> Rows:
    """Return the rows of some tables as they were right after the step with a number, by table and id."""
    wanted = frozenset(tables)
    rows = {name: {str(row["id"]): row for row in _now(reader, name)} for name in wanted}
    for image, back in _turned(reader, seq, wanted):
        _take(rows[image.table], image, back=back)
    return rows


def path_rows(rows: Rows, path_id: str) -> Rows:
    """Return those of the rows that one path is made of; no path: none."""
    found: Rows = {name: {} for name in OF_PATH}
    found["path"] = {key: row for key, row in rows["path"].items() if key == path_id}
    for name in ("stage", "lane", "step_alias"):
        found[name] = {key: row for key, row in rows[name].items() if row["path_id"] in found["path"]}
    for name, column, owners in (
        ("touchpoint", "stage_id", "stage"),
        ("connection", "from_id", "touchpoint"),
        ("feeling", "touchpoint_id", "touchpoint"),
    ):
        found[name] = {key: row for key, row in rows[name].items() if row[column] in found[owners]}
    return found


def path_then(reader: Reader, then: Rows, path_id: str) -> Rows:
    """Return those rows of then that a path was made of, as far as they may be seen again. Refused: it was not yet."""
    then = path_rows(then, path_id)
    if not then["path"]:
        raise Refused(NOT_THERE_YET)
    then["feeling"] = _felt(reader, then["feeling"])
    return then


def path_at(reader: Reader, moment_id: str, path_id: str) -> r.PathRecord:
    """Return a path as it was at a moment. Refused: it was not there yet, or the moment is not known any more."""
    return record_of(path_then(reader, rows_at(reader, moment_id), path_id))


def record_of(rows: Rows) -> r.PathRecord:
    """Return the rows of one path as its record, with its codes, everything in reading order."""
    path = _records(r.PathRecord, t.Path, rows)[0]
    return path_reads.whole(
        replace(
            path,
            stages=_records(r.StageRecord, t.Stage, rows),
            lanes=_records(r.LaneRecord, t.Lane, rows),
            aliases=_records(r.AliasRecord, t.StepAlias, rows),
            feelings=_records(r.FeelingRecord, t.Feeling, rows),
            connections=_records(r.ConnectionRecord, t.Connection, rows),
        ),
        _records(r.CardRecord, t.Touchpoint, rows),
    )


def changes(now: r.PathRecord | None, then: r.PathRecord) -> Changes:
    """Return what going back from `now` to `then` changes. None: the path is not there any more."""
    cards = {card.id: card for card in now.cards} if now else {}
    past = {card.id: card for card in then.cards}
    both = [(cards[key], past[key]) for key in cards.keys() & past.keys()]
    frames = [dict(_frame(path)) if path else {} for path in (now, then)]
    links = [{one.id: one for one in path.connections} if path else {} for path in (now, then)]
    felt = [{one.id: one for one in path.feelings} if path else {} for path in (now, then)]
    return Changes(
        back=len(past.keys() - cards.keys()),
        gone=len(cards.keys() - past.keys()),
        moved=sum(_place(one) != _place(other) for one, other in both),
        changed=sum(_said(one) != _said(other) for one, other in both),
        frame=_unlike(*frames),
        connections=_unlike(*links),
        feelings=_unlike(*felt),
    )


# -- inside ---------------------------------------------------------------------------------------


def _moment(reader: Reader, row_id: str, name: str, seq: int | None) -> MomentRecord:
    """Return one moment; the step that follows the one it remembers is that of its naming."""
    found = reader.driver_rows(NAMED_BY, seq) if seq is not None else []
    wall, role = found[0] if found else (int(row_id[:12], 16) * 1000, "")
    return MomentRecord(row_id, name, EPOCH + timedelta(microseconds=int(wall)), str(role), seq is not None)


def _seq_of(reader: Reader, moment_id: str) -> int:
    rows = reader.driver_rows("SELECT step_id FROM snapshot WHERE id = ?", moment_id)
    if not rows:
        raise Refused(NO_MOMENT)
    found = reader.driver_rows("SELECT seq FROM history_step WHERE id = ? AND brought_by = ''", rows[0][0])
    if not found:
        raise Refused(SHORTENED)
    return int(found[0][0])


def _now(reader: Reader, table: str) -> Iterator[RawRow]:
    shape = shapes()[table]
    return (dict(zip(shape.columns, row, strict=True)) for row in reader.driver_rows(shape.select_all))


def _turned(reader: Reader, seq: int, tables: frozenset[str]) -> Iterator[tuple[Image, bool]]:
    """Return what happened after a step, newest first, and whether it is to be taken back or done again."""
    for kind, packed in reader.driver_rows(STEPS, seq):  # of undo and redo: the images of what they turned
        images = _images(packed, tables)
        back = kind != UNDO  # undoing took it back: before that it was done
        yield from ((image, back) for image in (reversed(images) if back else images))


def _images(packed: bytes | None, tables: frozenset[str]) -> list[Image]:
    try:
        found = unpack_tables(packed, tables)
    except ValueError:
        raise Damaged(UNREADABLE) from None
    return [image for image in found if image.before != {ERASED: 1}]


def _take(rows: dict[str, RawRow], image: Image, *, back: bool) -> None:
    """Bring one row to what it was before an image (`back`) or after it; a row that was erased stays away."""
    now, then = (image.after, image.before) if back else (image.before, image.after)
    if then is None:
        rows.pop(image.id, None)
    elif now is None:
        rows[image.id] = {**shapes()[image.table].defaults, **then}  # a step from before a column does not know it
    elif image.id in rows:
        rows[image.id] = {**rows[image.id], **then}


def _felt(reader: Reader, then: dict[str, RawRow]) -> dict[str, RawRow]:
    """Return feelings without those that hang on a story that was withdrawn: such a one is as it is now, or not."""
    gone = queries.withdrawn_ids(reader)
    people = {str(row[0]) for row in reader.driver_rows("SELECT id FROM participant")}
    now = {str(row["id"]): row for row in _now(reader, "feeling")}
    found: dict[str, RawRow] = {}
    for key, row in then.items():
        if row["participant_id"] is not None and row["participant_id"] not in people:
            continue
        shown = now.get(key) if row["story_id"] in gone else row
        if shown is not None:
            found[key] = shown
    return found


def _records(kind: type[R], cls: type[Base], rows: Rows) -> tuple[R, ...]:
    names = shared_names(kind, cls)
    flags = {column.name for column in cls.__table__.columns if isinstance(column.type, Boolean)}
    found = sorted(rows[shape_of(cls).name].values(), key=lambda row: (str(row.get("order", "")), str(row["id"])))

    def value(row: RawRow, name: str) -> Raw | bool:
        return bool(row[name]) if name in flags else row[name]

    return tuple(kind(**{name: value(row, name) for name in names}) for row in found)


def _frame(path: r.PathRecord) -> Iterator[tuple[str, object]]:
    """Return the path, its stages and its lanes with what going back writes of them: their place too."""
    yield path.id, (path.title, path.state, path.description)
    for place, stage in enumerate(path.stages):
        yield stage.id, (place, stage.name, stage.position)
    for place, lane in enumerate(path.lanes):
        yield lane.id, (place, lane.name, lane.kind)


def _place(card: r.CardRecord) -> tuple[str, ...]:
    return card.stage_id, card.lane_id, card.order


def _said(card: r.CardRecord) -> r.CardRecord:
    return replace(card, stage_id="", lane_id="", order="", code="", frozen_code="", origin_id=None)


def _unlike(now: dict[str, Any], then: dict[str, Any]) -> int:
    return sum(now.get(key) != then.get(key) for key in now.keys() | then.keys())

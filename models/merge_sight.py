"""What a dry run of a merge may show: conflicts with names, without words that were withdrawn anywhere."""

from collections.abc import Iterable
from dataclasses import dataclass

from models.history_details import FieldChange
from models.history_subjects import Hidden, Known, Thing, target_of
from models.images import Image
from models.merging.conflicts import ConflictRecord
from models.merging.merge import Conflict
from models.merging.source import Source
from models.merging.units import Values
from models.reader import Reader
from models.shapes import Raw, shapes


@dataclass(frozen=True, slots=True)
class Sides:
    """A conflict as people look at it: what it is about, and each field as (here, there).

    `key`: the same for the dry run and the merge. `hidden`: its words may not be shown. `deleting`: the side that
    deleted it, empty for none. `chosen`: the side that stands. `id`: of a conflict that is kept in the file.
    """

    id: str
    key: tuple[object, ...]
    kind: str
    thing: Thing
    table: str
    fields: tuple[FieldChange, ...]
    chosen: str
    deleting: str
    hidden: bool


def sides(reader: Reader, found: Iterable[Conflict | ConflictRecord], sources: Iterable[Source] = ()) -> list[Sides]:
    """Return conflicts to be shown. `sources`: the files of a dry run, which may withdraw what is shown here."""
    listed, others = list(found), list(sources)
    hidden = Hidden(reader)
    hidden.hide(_withdrawn(others))
    known = Known(reader, hidden)
    for one in others:
        known.add({(table, row_id): row for table, rows in one.told.rows.items() for row_id, row in rows.items()})
    known.learn(Image(one.table, one.row_id, {}, {}) for one in listed)
    known.learn(Image(table, row_id, {}, {}) for one in listed for table, row_id in _referred(one))
    return [_sides(one, known) for one in listed]


def key_of(one: Conflict | ConflictRecord) -> tuple[object, ...]:
    """Return what a conflict is known by before and after the merge, which gives it an id of its own."""
    values = tuple(None if side is None else tuple(sorted(side.items())) for side in (one.here, one.there))
    return one.kind, one.table, one.row_id, one.unit, values


def answers(reader: Reader, ids: Iterable[str], sources: Iterable[Source] = ()) -> list[Thing]:
    """Return what answers are about, in the project or in the files of a dry run."""
    known = Known(reader)
    known.hidden.hide(_withdrawn(list(sources)))
    for one in sources:
        known.add({(table, row_id): row for table, rows in one.told.rows.items() for row_id, row in rows.items()})
    listed = list(ids)
    known.learn(Image("answer", row_id, {}, {}) for row_id in listed)
    return [known.thing_of("answer", row_id) for row_id in listed]


# -- inside ---------------------------------------------------------------------------------------


def _withdrawn(sources: list[Source]) -> set[str]:
    rows = [row for source in sources for row in source.told.rows["withdrawal"].values()]
    gone = {str(row[name]) for row in rows for name in ("story_id", "voice_id") if row[name]}
    homes: dict[str, set[str]] = {}
    for source in sources:
        for row_id, row in source.told.rows["voice"].items():
            homes.setdefault(str(row["contribution_id"]), set()).add(row_id)
    return gone | {note for note, voices in homes.items() if voices <= gone}


def _sides(one: Conflict | ConflictRecord, known: Known) -> Sides:
    row = known.row(one.table, one.row_id)
    unseen = known.hidden.holds(one.table, one.row_id, row)
    deleting = "here" if one.here is None and not one.unit else "there" if one.there is None and not one.unit else ""
    fields = () if unseen else tuple(_field(one, column, known) for column in one.unit)
    thing = known.thing_of(one.table, one.row_id)
    return Sides(one.id, key_of(one), one.kind, thing, one.table, fields, one.chosen, deleting, unseen)


def _field(one: Conflict | ConflictRecord, column: str, known: Known) -> FieldChange:
    here, there = _value(one.here, column), _value(one.there, column)
    row = {**known.row(one.table, one.row_id), **(one.here or {}), **(one.there or {})}
    target = target_of(one.table, column, row)
    if target in shapes():
        led, leads = (known.thing(target, str(value)) if value else None for value in (here, there))
        return FieldChange(column, here, there, led, leads)
    return FieldChange(column, here, there)


def _value(side: Values | None, column: str) -> Raw:
    return side.get(column) if side else None


def _referred(one: Conflict | ConflictRecord) -> Iterable[tuple[str, str]]:
    for side in (one.here, one.there):
        for column, value in (side or {}).items():
            target = target_of(one.table, column, side or {})
            if value and target in shapes():
                yield target, str(value)

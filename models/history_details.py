"""What one step changed, field by field: before and after. Consents, withdrawn and erased words are never in it."""

from collections.abc import Iterator
from dataclasses import dataclass

from models.history import ERASED, UNDO
from models.history_reads import TRACES, StepLine, images_of_step, step_line
from models.history_subjects import Key, Known, Thing, target_of
from models.images import Image
from models.reader import Reader
from models.shapes import Raw, RawRow, shapes

MOST = 200  # rows that are shown of a step
UNSHOWN = frozenset({"consent", "withdrawal", "contact"})  # what people agreed to, and how they are reached
QUIET = frozenset(  # columns that say nothing to people
    "id code alias created_at recorded_at moved_at changed_at closed_at source_id sha256 written_for step_id import_id "
    "stamp is_example of_table of_id frozen frozen_letter frozen_number frozen_code origin_id media_type width height "
    "name_agreed".split()
)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after, as stored; `was`, `is_now`: the things that a reference led and leads to.

    `unit`: "money" or "days" for an amount, else empty.
    """

    column: str
    before: Raw
    after: Raw
    was: Thing | None = None
    is_now: Thing | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class RowChange:
    """What happened to one row. `kind`: added, changed, removed, or erased.

    `hidden`: what it says is not shown.
    """

    table: str
    id: str
    thing: Thing
    kind: str
    fields: tuple[FieldChange, ...] = ()
    hidden: bool = False
    confirmed: bool = False  # of an answer: this step says so


@dataclass(frozen=True, slots=True)
class Details:
    """A step with the rows it changed. `more`: there are further ones."""

    line: StepLine
    rows: tuple[RowChange, ...]
    more: bool


def details(reader: Reader, seq: int) -> Details | None:
    """Return what a step changed, None where it is not there any more."""
    line = step_line(reader, seq)
    if line is None:
        return None
    images, more = images_of_step(reader, seq, MOST)
    if line.kind == UNDO:
        images = [turned(image) for image in reversed(images)]
    return Details(line, row_changes(reader, [one for one in images if one.table not in TRACES] or images), more)


def row_changes(reader: Reader, images: list[Image]) -> tuple[RowChange, ...]:
    """Return images as changes of fields that people can read."""
    known = Known(reader)
    known.learn(images)
    known.learn(Image(table, row_id, {}, {}) for image in images for table, row_id in _referred(image, known))
    return tuple(_change(image, known) for image in images)


def turned(image: Image) -> Image:
    """Return an image as taking it back shows it."""
    return image if image.before == {ERASED: 1} else Image(image.table, image.id, image.after, image.before)


# -- inside ---------------------------------------------------------------------------------------


def _change(image: Image, known: Known) -> RowChange:
    thing = known.thing_of(image.table, image.id)
    if image.before == {ERASED: 1} or image.id in known.hidden.erased:
        return RowChange(image.table, image.id, thing, ERASED, hidden=True)
    kind = "added" if image.before is None else "removed" if image.after is None else "changed"
    row = {**known.row(image.table, image.id), **(image.before or {}), **(image.after or {})}
    unseen = image.table in UNSHOWN or any(
        known.hidden.holds(image.table, image.id, state) for state in (row, image.before or {}, image.after or {})
    )
    fields = () if unseen else tuple(_fields(image, row, known))
    confirmed = image.table == "answer" and bool((image.after or image.before or {}).get("confirmed"))
    return RowChange(image.table, image.id, thing, kind, fields, unseen, confirmed)


def _fields(image: Image, row: RawRow, known: Known) -> Iterator[FieldChange]:
    before, after = image.before or {}, image.after or {}
    whole = image.before is None or image.after is None
    shape = shapes()[image.table]
    for column in shape.columns:
        was, now = before.get(column), after.get(column)
        quiet = column in QUIET and (image.table, column) != ("answer", "code")
        if quiet or was == now or (whole and not _says_something(image, column, was, now)):
            continue
        if target_of(image.table, column, row):
            led, leads = (_thing(image.table, column, row, value, known) for value in (was, now))
            yield FieldChange(column, was, now, led, leads)
        else:
            yield FieldChange(column, was, now, unit=_unit(image.table, column, row))


def _says_something(image: Image, column: str, was: Raw, now: Raw) -> bool:
    """Tell whether a value of a row that came or went is worth a line: it was said, and is no mere place in a list."""
    shape, value = shapes()[image.table], was if was is not None else now
    if column == "order" or value in (None, "", 0) or value == shape.defaults.get(column):
        return False
    return not any(ref.column == column and ref.owned for ref in shape.references)


def _thing(table: str, column: str, row: RawRow, value: Raw, known: Known) -> Thing | None:
    return known.thing(target_of(table, column, row), str(value)) if value else None


def _unit(table: str, column: str, row: RawRow) -> str:
    if table == "cost_line" and column in ("low", "high"):
        return "days" if row.get("measure") == "days" else "money"
    if table == "envelope_line" and column == "amount":
        return {"money": "money", "staff_days": "days"}.get(str(row.get("kind")), "")
    return ""


def _referred(image: Image, known: Known) -> Iterator[Key]:
    row = known.row(image.table, image.id)
    for state in (image.before or {}, image.after or {}):
        for column, value in state.items():
            target = target_of(image.table, column, row | state) if value else ""
            if target in shapes():
                yield target, str(value)

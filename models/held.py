"""All that a project holds of one person, and whom a code belongs to: in the tables and in the history.

It is the same set of rows that erasing the person would erase, so that nothing told here is left by an erasure.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from models import erasure, history
from models.codes import read_code
from models.errors import Refused
from models.images import Image
from models.reader import Reader
from models.shapes import Raw, RawRow, shapes
from models.store import Store
from resources.texts import N_

CODED = ("story", "contribution")
HOUSE = frozenset({"id", "order"})
ID_AT_LEAST = 8  # digits of a response's id


@dataclass(frozen=True, slots=True)
class Held:
    """One row that is held. `now`: what it says, None where it is only in the history; `before`: earlier values, each
    with the name of its column, that the history still has.
    """

    table: str
    id: str
    now: RawRow | None
    before: tuple[tuple[str, Raw], ...]


@dataclass(frozen=True, slots=True)
class HeldOfPerson:
    """All rows of one person, and documents (file names) that their stories went into."""

    code: str
    rows: tuple[Held, ...]
    documents: tuple[str, ...]


def participant_of(reader: Reader, code: str) -> str:
    """Return the id of a participant by code, also of a deleted one. Refused: there is none."""
    for table, row_id in _by_code(reader, code, ("participant",)):
        del table
        return row_id
    raise Refused(N_("“{code}” is no participant's code in this project. Check it letter by letter."), code=code)


def row_of(reader: Reader, code: str) -> tuple[str, ...]:
    """Return the ids of what a code means to erase: a story, a note, or responses. Refused: nothing has this code.

    A response has no code of its own: it is found by the beginning of its id, or by the code that it was given with
    where that leads to no story or note.
    """
    found = tuple(row_id for _, row_id in _by_code(reader, code, CODED))
    if found:
        return found
    given = read_code(code)
    rows = reader.driver_rows("SELECT id, code_given FROM response")
    start = code.lower()
    by_id = tuple(str(row[0]) for row in rows if len(start) >= ID_AT_LEAST and str(row[0]).startswith(start))
    responses = by_id or tuple(str(row[0]) for row in rows if given and read_code(str(row[1])) == given)
    if not responses:
        raise Refused(
            N_("“{code}” is no code of a story, a note or a response in this project. Check it letter by letter."),
            code=code,
        )
    return responses


def held_of(store: Store, reader: Reader, participant_id: str) -> HeldOfPerson:
    """Return all that is held of a participant: what erasing them would erase."""
    doomed = erasure.belongings(store, {("participant", participant_id)})
    past: dict[tuple[str, str], list[Image]] = {}
    for image in _history(reader):
        if (image.table, image.id) in doomed:
            past.setdefault((image.table, image.id), []).append(image)
    rows = tuple(_held(reader, table, row_id, past.get((table, row_id), [])) for table, row_id in sorted(doomed))
    stories = {row_id for table, row_id in doomed if table == "story"}
    logged = reader.driver_rows("SELECT file_name, stories FROM export_log ORDER BY exported_at")
    documents = tuple(dict.fromkeys(str(name) for name, ids in logged if any(one in str(ids) for one in stories)))
    code = next((str(one.now["code"]) for one in rows if one.table == "participant" and one.now), "")
    return HeldOfPerson(code, rows, documents)


def said(row: RawRow) -> Iterator[tuple[str, Raw]]:
    """Yield what a row says: its columns that hold something, without what is only the program's own."""
    for name, value in row.items():
        if name not in HOUSE and not name.endswith("_id") and value not in (None, "", 0):
            yield name, value


def _held(reader: Reader, table: str, row_id: str, images: list[Image]) -> Held:
    shape = shapes()[table]
    found = reader.driver_rows(shape.select, row_id)
    now = dict(zip(shape.columns, found[0], strict=True)) if found else None
    before: dict[tuple[str, Raw], None] = {}
    for image in images:
        for state in (image.before, image.after):
            for name, value in said(state or {}):
                if now is None or now.get(name) != value:
                    before[name, value] = None
    return Held(table, row_id, now, tuple(before))


def _by_code(reader: Reader, code: str, tables: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    wanted = read_code(code)
    if not wanted:
        return
    seen: set[str] = set()
    for table in tables:
        for (row_id,) in reader.driver_rows(f"SELECT id FROM {table} WHERE code = ?", wanted):  # noqa: S608 - ours
            seen.add(str(row_id))
            yield table, str(row_id)
    if "contribution" in tables:
        for (row_id,) in reader.driver_rows("SELECT contribution_id FROM code_alias WHERE alias = ?", wanted):
            if str(row_id) not in seen:
                seen.add(str(row_id))
                yield "contribution", str(row_id)
    if seen:
        return
    for image in _history(reader):  # deleted, and still in the history
        states = (image.before or {}, image.after or {})
        if image.table in tables and image.id not in seen and any(state.get("code") == wanted for state in states):
            seen.add(image.id)
            yield image.table, image.id


def _history(reader: Reader) -> Iterator[Image]:
    for (images,) in reader.driver_rows("SELECT images FROM history_step ORDER BY seq"):
        for image in history.unpack(images):
            if image.before != {history.ERASED: 1}:
                yield image

"""What two computers said differently and nobody decided yet, as the file keeps it since the merge."""

import json
from dataclasses import dataclass

from models import queries
from models.history import UNDO
from models.merging.merge import HERE, THERE
from models.merging.state import DELETED
from models.merging.units import Unit, Values
from models.reader import Reader
from models.shapes import RawRow, shapes

OPEN = (
    "SELECT c.id, c.kind, c.row_table, c.row_id, c.field, c.here, c.there, c.chosen, "
    "(SELECT kind FROM history_step t WHERE t.reverses = c.step_id ORDER BY seq DESC LIMIT 1) "
    "FROM merge_conflict c WHERE NOT c.settled ORDER BY c.rowid"
)


@dataclass(frozen=True, slots=True)
class ConflictRecord:
    """One open conflict; values are as they are stored. `chosen`: the side that stands. `code`: of what it is about,
    where that has one.
    """

    id: str
    kind: str
    table: str
    row_id: str
    unit: Unit
    here: Values | None
    there: Values | None
    chosen: str
    code: str

    @property
    def deleting(self) -> str:
        """The side that deleted the row; empty where none did."""
        return "" if self.kind != DELETED else HERE if self.here is None else THERE


def open_conflicts(reader: Reader) -> tuple[ConflictRecord, ...]:
    """Return what waits for a decision, in the order of the merges. Nothing of withdrawn words, nothing of rows that
    are gone, nothing of merges that were taken back."""
    gone = queries.withdrawn_ids(reader)
    found: list[ConflictRecord] = []
    for *head, field, here, there, chosen, turned in reader.driver_rows(OPEN):
        conflict_id, kind, table, row_id = map(str, head)
        if turned == UNDO or table not in shapes():
            continue
        row = _row(reader, table, row_id)
        if row is None or _is_withdrawn(reader, table, row, gone):
            continue
        sides = (_side(here), _side(there))
        found.append(
            ConflictRecord(conflict_id, kind, table, row_id, tuple(str(field).split()), *sides, chosen, _code(row))
        )
    return tuple(found)


def conflict(reader: Reader, conflict_id: str) -> ConflictRecord | None:
    """Return one open conflict, None where it is decided or gone."""
    return next((one for one in open_conflicts(reader) if one.id == conflict_id), None)


def _side(text: str) -> Values | None:
    return json.loads(text) if text else None


def _row(reader: Reader, table: str, row_id: str) -> RawRow | None:
    shape = shapes()[table]
    rows = reader.driver_rows(shape.select, row_id)
    return dict(zip(shape.columns, rows[0], strict=True)) if rows else None


def _code(row: RawRow) -> str:
    code = row.get("code")
    return str(code) if code and len(str(code)) == len("AAAAAAA") and str(code).isupper() else ""


def _is_withdrawn(reader: Reader, table: str, row: RawRow, gone: frozenset[str] | set[str]) -> bool:
    """Tell whether a row is, or belongs to, a story or voice that was withdrawn, or a note without any other voice."""
    about = {str(row["id"]), *(str(row[name]) for name in ("story_id", "voice_id") if row.get(name))}
    if about & set(gone):
        return True
    note = str(row["id"]) if table == "contribution" else row.get("contribution_id")
    voices = {str(one[0]) for one in reader.driver_rows("SELECT id FROM voice WHERE contribution_id = ?", note)}
    return bool(voices) and voices <= set(gone)

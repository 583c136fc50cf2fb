"""The edit that brings a single thing back as it was at a step of the history."""

from dataclasses import dataclass
from typing import ClassVar

from models import bringing_back
from models import tables as t
from models.edits.redactions import follow_words
from models.reader import Reader
from models.shapes import RawRow, shapes
from models.writer import Writer
from resources.texts import N_

WORDED = {"story": "story", "voice": "voice"}
CONFIRMED = "confirmed"
PRINTED = bringing_back.PRINTED


@dataclass(frozen=True)
class RestoreRow:
    """Bring one row back as it was right after a step of the history, or right before it.

    A row that went comes back with what it owned. What people agreed to, what was withdrawn or erased stays as it is,
    and a confirmation that lacks something now does not come back.
    """

    table: str
    row_id: str
    seq: int
    after: bool = True
    label: ClassVar[str] = N_("Bring back as it was")

    def apply(self, writer: Writer, reader: Reader) -> str:
        """Return the row's id. Refused: it was not there then, may not come back, or is as it was."""
        plan = bringing_back.plan(reader, self.table, self.row_id, self.seq, self.after)
        for (table, row_id), (before, after) in plan.changed.items():
            if table in WORDED and "words" in after:
                follow_words(writer, reader, "story" if table == "story" else "voice", row_id, str(after["words"]))
            writer.restore(shapes()[table], row_id, before, after)
        confirmed: list[str] = []
        for (table, row_id), row in plan.back.items():
            self._make_room(writer, reader, table, row)
            if table == "answer" and row[CONFIRMED]:
                confirmed.append(row_id)
                writer.restore(shapes()[table], row_id, None, {**row, CONFIRMED: 0})
            else:
                writer.restore(shapes()[table], row_id, None, row)
        for row_id in confirmed:  # a change of its own, so that the ledger says that it is confirmed again
            writer.restore(shapes()["answer"], row_id, {CONFIRMED: 0}, {CONFIRMED: 1})
        return self.row_id

    def _make_room(self, writer: Writer, reader: Reader, table: str, row: RawRow) -> None:
        """Let go of what stood for a row while it was away: its code as an old one, its printed code as taken."""
        if row.get("code") and table == "contribution":
            for (alias_id,) in reader.driver_rows("SELECT id FROM code_alias WHERE alias = ?", row["code"]):
                writer.remove(t.CodeAlias, str(alias_id))
        column = PRINTED.get(table)
        if column and row[column]:
            sql = "SELECT a.id FROM step_alias a WHERE a.printed = ? AND a.path_id = ?"
            path_id = row.get("path_id") or self._path_of(reader, str(row.get("stage_id")))
            for (alias_id,) in reader.driver_rows(sql, row[column], path_id):
                writer.remove(t.StepAlias, str(alias_id))

    def _path_of(self, reader: Reader, stage_id: str) -> str:
        found = reader.driver_rows("SELECT path_id FROM stage WHERE id = ?", stage_id)
        return str(found[0][0]) if found else ""

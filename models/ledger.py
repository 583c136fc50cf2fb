"""The history of promises and of what we have: each change of a confirmed answer or of a line, with who and why.

Written at the end of every transaction, so that no route passes it by; undoing a change takes its entry back as well.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import select

from models import tables as t
from models.images import Change, Image
from models.reader import Reader
from models.shapes import RawRow
from models.weigh_records import ChangeRecord
from models.writer import Writer

ANSWER_FIELDS = (
    *("confirmed", "code", "sentence", "owner", "report_back", "body", "decision_day", "recipient", "find_out_by"),
    *("reason_kind", "reason", "possible_part", "fix_or_fit"),
)
LINE_FIELDS = ("kind", "name", "amount", "unit", "starts", "ends", "source", "said_by", "note")
COLUMNS = {"answer": ("answer_id", ANSWER_FIELDS), "envelope_line": ("envelope_line_id", LINE_FIELDS)}
TYPED = frozenset({"sentence", "reason", "possible_part", "note"})
LONGEST = 4000
TYPING = timedelta(minutes=15)  # within which the same person's corrections of a text make one entry


def keep_log(writer: Writer, reader: Reader, by: str, why: str, since: int = 0) -> None:
    """Note what the images of this transaction, from number `since` on, change of promises and of what we have."""
    for (table, row_id), (before, after) in _changes(writer.images[since:]).items():
        column, fields = COLUMNS[table]
        if not _counts(reader, table, row_id, before):
            continue
        for field in fields:
            if field in after and before.get(field) != after[field]:
                change = {"field": field, "was": _text(before.get(field)), "became": _text(after[field])}
                _note(writer, reader, {column: row_id, **change, "by": by, "why": why})


def changes_of_answer(reader: Reader, answer_id: str) -> tuple[ChangeRecord, ...]:
    """Return the history of an answer since it was first confirmed, oldest first."""
    return reader.records(ChangeRecord, t.ChangeLog, t.ChangeLog.answer_id == answer_id)


def changes_of_line(reader: Reader, line_id: str) -> tuple[ChangeRecord, ...]:
    """Return the history of a line of what we have, oldest first."""
    return reader.records(ChangeRecord, t.ChangeLog, t.ChangeLog.envelope_line_id == line_id)


def was_said(reader: Reader, answer_id: str) -> bool:
    """Tell whether an answer was confirmed at some time, or it was told what became of it: it must stay to be read."""
    told = select(t.Outcome.id).where(t.Outcome.answer_id == answer_id)
    return _is_logged(reader, answer_id) or reader.scalar(told) is not None


def no_longer_confirmed(reader: Reader) -> tuple[str, ...]:
    """Return the ids of answers that were confirmed once and are not now, in the order of their ids."""
    said = select(t.ChangeLog.answer_id).where(t.ChangeLog.answer_id.is_not(None))
    rows = reader.rows(select(t.Answer.id).where(t.Answer.confirmed.is_(False), t.Answer.id.in_(said)))
    return tuple(sorted(str(row[0]) for row in rows))


def said_date(value: str) -> date | None:
    """Return the date that a change holds, None for a text that is none."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _changes(images: Iterable[Change]) -> dict[tuple[str, str], tuple[RawRow, RawRow]]:
    """Return what changed, by table and id: the first values before and the last ones after."""
    found: dict[tuple[str, str], tuple[RawRow, RawRow]] = {}
    for image in images:
        if not isinstance(image, Image) or image.table not in ("answer", "envelope_line") or image.after is None:
            continue
        if image.before is None and not (image.table == "answer" and image.after.get("confirmed")):
            continue  # what is new has no history yet
        before, after = found.setdefault((image.table, image.id), ({}, {}))
        for name, value in image.after.items():
            before.setdefault(name, (image.before or {}).get(name))
            after[name] = value
    return found


def _counts(reader: Reader, table: str, row_id: str, before: RawRow) -> bool:
    """Tell whether a row's changes are kept: of what we have all, of an answer those since it was first confirmed."""
    if table == "envelope_line":
        return bool(reader.driver_rows("SELECT 1 FROM envelope_line WHERE id = ?", row_id))
    there = reader.driver_rows("SELECT confirmed FROM answer WHERE id = ?", row_id)  # gone: deleted again meanwhile
    return bool(there) and bool(there[0][0] or before.get("confirmed") or _is_logged(reader, row_id))


def _note(writer: Writer, reader: Reader, row: dict[str, object]) -> None:
    """Add an entry; what somebody is still typing goes on in the entry they began."""
    if row["field"] in TYPED and not row["why"]:
        column = "answer_id" if "answer_id" in row else "envelope_line_id"
        last = reader.records(ChangeRecord, t.ChangeLog, getattr(t.ChangeLog, column) == row[column])[-1:]
        for entry in last:
            same = (entry.field, entry.became, entry.by, entry.why) == (row["field"], row["was"], row["by"], "")
            if same and entry.changed_at and writer.now - entry.changed_at < TYPING:
                writer.update(t.ChangeLog, entry.id, became=row["became"])
                return
    writer.insert(t.ChangeLog, **row, changed_at=writer.now)


def _is_logged(reader: Reader, answer_id: str) -> bool:
    return bool(reader.driver_rows("SELECT 1 FROM change_log WHERE answer_id = ? LIMIT 1", answer_id))


def _text(value: object) -> str:
    return "" if value is None else str(value)[:LONGEST]

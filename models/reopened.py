"""Which notes and themes the answers belong to that were confirmed in a file and lacked something at opening."""

from collections.abc import Collection

from sqlalchemy import select

from models import tables as t
from models.reader import Reader


def subjects_of(reader: Reader, answer_ids: Collection[str]) -> tuple[tuple[str, str], ...]:
    """Return (table, id) of what answers are about, notes first; what is gone meanwhile is left out."""
    rows = reader.rows(select(t.Answer.contribution_id, t.Answer.theme_id).where(t.Answer.id.in_(answer_ids)))
    notes = tuple(("contribution", str(row[0])) for row in rows if row[0])
    return (*notes, *(("theme", str(row[1])) for row in rows if row[1]))

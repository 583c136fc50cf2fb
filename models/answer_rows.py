"""Answers read by their ids, for views that patch what an edit changed; and which notes came with their support."""

from collections.abc import Sequence

from models import records as r
from models import tables as t
from models.reader import Reader

AT_ONCE = 500  # ids of one question


def answers_by_id(reader: Reader, ids: Sequence[str]) -> tuple[r.AnswerRecord, ...]:
    """Return some answers; those that are gone are left out."""
    parts = (ids[at : at + AT_ONCE] for at in range(0, len(ids), AT_ONCE))
    return tuple(one for part in parts for one in reader.records(r.AnswerRecord, t.Answer, t.Answer.id.in_(part)))


def supported_notes(reader: Reader) -> frozenset[str]:
    """Return the notes whose weight is the support that they came with, not how many voices they have."""
    return frozenset(str(row[0]) for row in reader.driver_rows("SELECT id FROM contribution WHERE support IS NOT NULL"))

"""What Weigh reads at once: a line for each note, without its voices, and what is known of all answers and costs."""

from typing import NamedTuple

from models import queries
from models import records as r
from models import tables as t
from models.keep_gate import held_to_gate
from models.list_sql import FIRST, NOTE_THEME, NOTES
from models.reader import Reader

LINES = (
    f"SELECT c.id, c.kind, c.code, coalesce(nullif(c.wording, ''), (SELECT v.words {FIRST}), ''), "  # noqa: S608 - constants
    f"{NOTES.numbers['voices']}, {NOTE_THEME} FROM contribution c WHERE {NOTES.there} "
    'ORDER BY c."order", c.id'
)

WITHDRAWN = f"SELECT c.id, c.kind, c.code, '', 0, {NOTE_THEME} FROM contribution c WHERE NOT ({NOTES.there})"  # noqa: S608


class NoteLine(NamedTuple):
    """A note as a list to weigh shows it. `weight`: how many voices it has, or the support that it came with.

    A tuple, because thousands are made at once.
    """

    id: str
    kind: str
    code: str
    title: str
    weight: int
    theme_id: str | None


def note_lines(reader: Reader) -> tuple[NoteLine, ...]:
    """Return all notes in the order of entry, withdrawn ones left out."""
    return tuple(map(NoteLine._make, reader.driver_rows(LINES)))


def withdrawn_lines(reader: Reader) -> tuple[NoteLine, ...]:
    """Return the notes whose words were all withdrawn, without words: no list shows them, and what was said to be done
    about them still counts."""
    return tuple(map(NoteLine._make, reader.driver_rows(WITHDRAWN)))


def weighing_of_all(reader: Reader) -> r.Weighing:
    """Return what weighing knows of all notes and themes but the notes; no answer is confirmed that lacks something."""
    estimates = reader.records(r.EstimateRecord, t.Estimate)
    costs = reader.records(r.CostRecord, t.CostLine)
    answers = reader.records(r.AnswerRecord, t.Answer)
    kinds = {str(row[0]): str(row[1]) for row in reader.driver_rows("SELECT id, kind FROM contribution")}
    return r.Weighing(
        notes=(),
        findings=reader.records(r.FindingRecord, t.Finding),
        estimates=estimates,
        costs=costs,
        answers=held_to_gate(answers, costs, estimates, kinds),
        outcomes=(),
        envelope=queries.envelope(reader),
    )

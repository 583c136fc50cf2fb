"""What we have, beside its rows: whether a line is known, and what is promised from it so far."""

from collections.abc import Collection, Mapping
from typing import TypeVar

from sqlalchemy import or_

from models import queries
from models import records as r
from models import tables as t
from models.capacity import promised_lines
from models.keep_gate import held_to_gate
from models.load_lines import LineLoad, line_loads
from models.reader import Reader
from models.records import AnswerRecord, CostRecord, EstimateRecord

R = TypeVar("R")

MEASURES = {"money": "money", "staff_days": "days"}
IN_WORDS = ("mandate", "skills", "partners", "offers")  # kinds that are known by words; a number is welcome


def is_known(line: r.EnvelopeRecord) -> bool:
    """Tell whether anything is known of a line beside its name: an amount, or words where words will do."""
    if line.amount is not None:
        return True
    return line.kind in IN_WORDS and bool(line.note.strip())


def promised_from(reader: Reader, line: r.EnvelopeRecord) -> LineLoad | None:
    """Return what cost lines that name a line of what we have take from it; None: none names it."""
    measure = MEASURES.get(line.kind)
    costs = reader.records(r.CostRecord, t.CostLine, t.CostLine.envelope_line_id == line.id) if measure else ()
    if not costs or measure is None:
        return None
    ids = [cost.contribution_id for cost in costs if cost.contribution_id]
    notes = queries.notes(reader, ids) if ids else ()
    theme_ids = {note.theme_id for note in notes if note.theme_id} | {cost.theme_id for cost in costs if cost.theme_id}
    answers = held_answers(reader, {note.id: note.kind for note in notes}, theme_ids)
    envelope = queries.envelope(reader)
    lines = promised_lines(notes, answers, costs, envelope)
    return next((load for load in line_loads(lines, envelope, measure) if load.envelope_line_id == line.id), None)


def held_answers(reader: Reader, kinds: Mapping[str, str], theme_ids: Collection[str] = ()) -> tuple[AnswerRecord, ...]:
    """Return the answers to some notes and themes; none is confirmed that lacks something. `kinds`: by note."""
    ids = [*kinds, *theme_ids]

    def own(kind: type[R], cls: type[t.Answer] | type[t.CostLine] | type[t.Estimate]) -> tuple[R, ...]:
        return reader.records(kind, cls, or_(cls.contribution_id.in_(ids), cls.theme_id.in_(ids)))

    return held_to_gate(
        own(AnswerRecord, t.Answer), own(CostRecord, t.CostLine), own(EstimateRecord, t.Estimate), kinds
    )

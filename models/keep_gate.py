"""The gate on every route: a confirmed answer that lacks something becomes provisional in the same transaction."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from sqlalchemy import or_, select

from models import records as r
from models import tables as t
from models.errors import Refused
from models.gate import Lack, Subject, lacks, lacks_confirmer
from models.images import Change, Image
from models.reader import Reader
from models.writer import Writer
from resources.texts import N_

WATCHED: dict[str, type[t.Answer] | type[t.CostLine] | type[t.Estimate]] = {
    "answer": t.Answer,
    "cost_line": t.CostLine,
    "estimate": t.Estimate,
}
REOPENED = N_("Take back a confirmation that lacks something")
MANY = 500  # subjects from which on it is quicker to look through all confirmed answers than to name them
UNCONFIRMED: dict[str, Any] = {
    "confirmed": False,
    "confirmed_by": "",
    "confirmed_role": "",
    "confirmed_how": "",
    "confirmed_on": None,
    "name_agreed": False,
}


def keep_gate(writer: Writer, reader: Reader) -> None:
    """Look again at the confirmed answers whose note, theme, cost or estimate this transaction changed or deleted."""
    touched = _subjects(writer, reader)
    if not touched:
        return
    about = or_(t.Answer.contribution_id.in_(touched), t.Answer.theme_id.in_(touched))
    wanted = (t.Answer.confirmed, about) if len(touched) < MANY else (t.Answer.confirmed,)
    for answer in reader.records(r.AnswerRecord, t.Answer, *wanted):
        if touched & {answer.contribution_id, answer.theme_id} and missing(answer, reader):
            writer.update(t.Answer, answer.id, **UNCONFIRMED)


def _subjects(writer: Writer, reader: Reader) -> set[str]:
    """Return the notes and themes that weighing rows of this transaction belong to.

    New rows take nothing away, but an answer may arrive confirmed: an undone deletion brings one back.
    """
    found: set[str] = set()
    for image in writer.images:
        if image.before is None:
            found |= _answered_by(image, reader) if image.table == "answer" else set()
        elif not isinstance(image, Image):
            continue
        elif image.table == "contribution":
            found.add(image.id)
        elif cls := WATCHED.get(image.table):
            found |= {str(image.before.get(name)) for name in ("contribution_id", "theme_id") if image.before.get(name)}
            for row in reader.rows(select(cls.contribution_id, cls.theme_id).where(cls.id == image.id)):
                found.add(row[0] or row[1])
    return found


def _answered_by(image: Change, reader: Reader) -> set[str]:
    """Return the notes and themes of answers that are new and call themselves confirmed."""
    if isinstance(image, Image):
        after = image.after or {}
        return {str(after.get("contribution_id") or after.get("theme_id"))} if after.get("confirmed") else set()
    ids = set(image.ids)
    rows = reader.rows(select(t.Answer.id, t.Answer.contribution_id, t.Answer.theme_id).where(t.Answer.confirmed))
    return {str(row[1] or row[2]) for row in rows if row[0] in ids}


def failing(reader: Reader) -> tuple[str, ...]:
    """Return the ids of all confirmed answers that lack something: of a file that another program or hand wrote."""
    if not reader.driver_rows("SELECT 1 FROM answer WHERE confirmed LIMIT 1"):
        return ()
    confirmed = reader.records(r.AnswerRecord, t.Answer, t.Answer.confirmed)
    kinds = {str(row[0]): str(row[1]) for row in reader.rows(select(t.Contribution.id, t.Contribution.kind))}
    costs = reader.records(r.CostRecord, t.CostLine)
    return tuple(
        answer.id
        for answer, held in zip(
            confirmed,
            held_to_gate(confirmed, costs, reader.records(r.EstimateRecord, t.Estimate), kinds),
            strict=True,
        )
        if not held.confirmed
    )


def held_to_gate(
    answers: Iterable[r.AnswerRecord],
    costs: Iterable[r.CostRecord],
    estimates: Iterable[r.EstimateRecord],
    kinds: Mapping[str, str],
) -> tuple[r.AnswerRecord, ...]:
    """Return answers of which none is confirmed that lacks something, whatever a file says. `kinds`: of notes by id."""
    by_subject: defaultdict[str, list[r.CostRecord]] = defaultdict(list)
    for cost in costs:
        by_subject[cost.contribution_id or cost.theme_id or ""].append(cost)
    known = {one.contribution_id or one.theme_id or "": one for one in estimates}
    found: list[r.AnswerRecord] = []
    for answer in answers:
        if answer.confirmed:
            of = answer.contribution_id or answer.theme_id or ""
            about = Subject(kinds.get(of, "idea"), tuple(by_subject[of]), known.get(of))
            if lacks(answer, about) or lacks_confirmer(answer):
                found.append(replace(answer, **UNCONFIRMED))
                continue
        found.append(answer)
    return tuple(found)


@dataclass(frozen=True)
class TakeBackConfirmations:
    """Make answers provisional that a file calls confirmed and that lack something. Not undoable."""

    answer_ids: tuple[str, ...]
    undoable: ClassVar[bool] = False
    label: ClassVar[str] = REOPENED

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Write it."""
        del reader
        for answer_id in self.answer_ids:
            writer.update(t.Answer, answer_id, **UNCONFIRMED)


def missing(answer: r.AnswerRecord, reader: Reader) -> tuple[Lack, ...]:
    """Return what an answer lacks, read from the file; for a confirmed one also about its confirmation."""
    found = lacks(answer, subject(answer.contribution_id, answer.theme_id, reader))
    return found + (lacks_confirmer(answer) if answer.confirmed else ())


def subject(note_id: str | None, theme_id: str | None, reader: Reader) -> Subject:
    """Return what an answer is about, read from the file."""
    kind = "idea"
    if note_id:
        found = reader.records(r.NoteRecord, t.Contribution, t.Contribution.id == note_id)
        if not found:
            raise Refused(N_("This is not there any more. Somebody deleted it meanwhile."))
        kind = found[0].kind
        costs = reader.records(r.CostRecord, t.CostLine, t.CostLine.contribution_id == note_id)
        estimates = reader.records(r.EstimateRecord, t.Estimate, t.Estimate.contribution_id == note_id)
    else:
        costs = reader.records(r.CostRecord, t.CostLine, t.CostLine.theme_id == theme_id)
        estimates = reader.records(r.EstimateRecord, t.Estimate, t.Estimate.theme_id == theme_id)
    return Subject(kind, costs, estimates[0] if estimates else None)

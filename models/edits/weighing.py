"""Edits of Weigh and Reflect: what it takes, answers through the gate, what became of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, ClassVar

from sqlalchemy import select

from models import records as r
from models import tables as t
from models.answers import allowed_answers
from models.edits.base import subject_of
from models.edits.ordering import last_key
from models.edits.voices import known
from models.errors import GateClosed, Refused
from models.gate import Lack, lacks, lacks_confirmer, tells_confirmer
from models.keep_gate import UNCONFIRMED, subject
from models.ledger import was_said
from models.order import after
from models.reader import Reader
from models.writer import Writer
from resources.texts import N_

ESTIMATE_FIELDS = frozenset(
    "no_cost no_days starts ends helps asks_of_citizens work_now work_after obstacle governance possible_part".split()
)
ANSWER_FIELDS = frozenset(
    "sentence reason_kind reason possible_part decided_by decided_on preferred body decision_day recipient "
    "find_out_by owner report_back fix_or_fit".split()
)
FINDING_FIELDS = frozenset("value note source confidence looked_by looked_on".split())


@dataclass(frozen=True)
class SetFinding:
    """Say how one dimension of a note or a theme looks, as one reviewer sees it."""

    dimension: str
    values: Mapping[str, object]
    note_id: str | None = None
    theme_id: str | None = None
    label: ClassVar[str] = N_("Say what it takes")

    def apply(self, writer: Writer, reader: Reader) -> str:
        """Return the finding's id; the same reviewer's earlier one is replaced."""
        values = known(self.values, FINDING_FIELDS)
        owner = subject_of(self.note_id, self.theme_id)
        found = reader.scalar(
            select(t.Finding.id).where(
                t.Finding.contribution_id.is_(self.note_id),
                t.Finding.theme_id.is_(self.theme_id),
                t.Finding.dimension == self.dimension,
                t.Finding.looked_by == str(values.get("looked_by", "")),
            )
        )
        if found:
            writer.update(t.Finding, str(found), **values)
            return str(found)
        return writer.insert(t.Finding, dimension=self.dimension, **owner, **values)


@dataclass(frozen=True)
class ChangeFinding:
    """Change what one reviewer found, also who that was."""

    finding_id: str
    values: Mapping[str, object]
    label: ClassVar[str] = N_("Say what it takes")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: the finding is gone, or this reviewer's view of the dimension is there already."""
        values = known(self.values, FINDING_FIELDS)
        for found in reader.records(r.FindingRecord, t.Finding, t.Finding.id == self.finding_id):
            other = select(t.Finding.id).where(
                t.Finding.id != found.id,
                t.Finding.contribution_id.is_(found.contribution_id),
                t.Finding.theme_id.is_(found.theme_id),
                t.Finding.dimension == found.dimension,
                t.Finding.looked_by == str(values.get("looked_by", found.looked_by)),
            )
            if "looked_by" in values and reader.scalar(other):
                raise Refused(N_("This person's view of it is there already. Change that one."))
        writer.update(t.Finding, self.finding_id, **values)


@dataclass(frozen=True)
class DeleteFinding:
    """Delete what one reviewer found."""

    finding_id: str
    label: ClassVar[str] = N_("Delete a view of what it takes")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: it is gone already."""
        writer.remove(t.Finding, self.finding_id)


@dataclass(frozen=True)
class SetEstimate:
    """Say what a note or a theme takes beside findings and cost lines: no cost, no days, period, who helps …"""

    values: Mapping[str, object]
    note_id: str | None = None
    theme_id: str | None = None
    label: ClassVar[str] = N_("Say what it takes")

    def apply(self, writer: Writer, reader: Reader) -> str:
        """Return the estimate's id. Refused: the period ends before it begins."""
        values = known(self.values, ESTIMATE_FIELDS)
        owner = subject_of(self.note_id, self.theme_id)
        where = (t.Estimate.contribution_id.is_(self.note_id), t.Estimate.theme_id.is_(self.theme_id))
        found = next(iter(reader.records(r.EstimateRecord, t.Estimate, *where)), None)
        period = {"starts": found.starts, "ends": found.ends} if found else {}
        period |= values
        check_period(period.get("starts"), period.get("ends"))
        if found:
            writer.update(t.Estimate, found.id, **values)
            return found.id
        return writer.insert(t.Estimate, **owner, **values)


@dataclass(frozen=True)
class NewCost:
    """Money in minor units or staff days in hundredths; `low` None: only the high end is known.

    `envelope_line_id`: the line of what we have that it is taken from; None: from the measure as a whole.
    """

    measure: str
    high: int
    low: int | None = None
    direction: str = "takes"
    label: str = ""
    recurrence: str = "once"
    starts: date | None = None
    ends: date | None = None
    envelope_line_id: str | None = None


COST_FIELDS = frozenset(NewCost.__dataclass_fields__)


@dataclass(frozen=True)
class AddCost:
    """Add a cost line to a note or a theme."""

    cost: NewCost
    note_id: str | None = None
    theme_id: str | None = None
    label: ClassVar[str] = N_("Say what it costs")

    def apply(self, writer: Writer, reader: Reader) -> str:
        """Return the line's id; that there is no cost, or no day, is not said any more. Refused: see `check_cost`."""
        check_cost(self.cost)
        owner = subject_of(self.note_id, self.theme_id)
        none = "no_cost" if self.cost.measure == "money" else "no_days"
        about = (t.Estimate.contribution_id.is_(self.note_id), t.Estimate.theme_id.is_(self.theme_id))
        if self.cost.direction == "takes":
            for estimate in reader.records(r.EstimateRecord, t.Estimate, *about):
                writer.update(t.Estimate, estimate.id, **{none: False})
        where = (t.CostLine.contribution_id.is_(self.note_id), t.CostLine.theme_id.is_(self.theme_id))
        values = {name: getattr(self.cost, name) for name in COST_FIELDS}
        return writer.insert(t.CostLine, **owner, **values, order=after(last_key(reader, t.CostLine, *where)))


@dataclass(frozen=True)
class ChangeCost:
    """Change a cost line; a confirmed answer that stood on it and now lacks something becomes provisional."""

    cost_id: str
    values: Mapping[str, object]
    label: ClassVar[str] = N_("Change cost")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: below 0, the low end above the high one, or a period that ends before it begins."""
        values: dict[str, Any] = known(self.values, COST_FIELDS)
        for cost in reader.records(NewCost, t.CostLine, t.CostLine.id == self.cost_id):
            check_cost(replace(cost, **values))
        writer.update(t.CostLine, self.cost_id, **values)


@dataclass(frozen=True)
class DeleteCost:
    """Delete a cost line; a confirmed answer that stood on it becomes provisional."""

    cost_id: str
    label: ClassVar[str] = N_("Delete cost")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: the line is gone already."""
        writer.remove(t.CostLine, self.cost_id)


@dataclass(frozen=True)
class GiveAnswer:
    """Answer a note or a theme, not confirmed yet. Changing a confirmed answer makes it provisional again.

    `why`: kept in the history of an answer that was confirmed before.
    """

    code: str
    values: Mapping[str, object] = field(default_factory=dict[str, object])
    note_id: str | None = None
    theme_id: str | None = None
    why: str = ""
    label: ClassVar[str] = N_("Answer")

    def apply(self, writer: Writer, reader: Reader) -> str:
        """Return the answer's id. Refused: this kind of note cannot get this answer."""
        owner = subject_of(self.note_id, self.theme_id)
        kind = subject(self.note_id, self.theme_id, reader).kind
        allowed = [answer.code for answer in allowed_answers(kind)]
        if not allowed:
            raise Refused(N_("Say first what this note is: an idea, a question, an offer …"))
        if self.code not in allowed:
            raise Refused(N_("“{code}” is no answer to this kind of note."), code=self.code)
        values = {"code": self.code, **known(self.values, ANSWER_FIELDS), **UNCONFIRMED}
        where = (t.Answer.contribution_id.is_(self.note_id), t.Answer.theme_id.is_(self.theme_id))
        found = reader.scalar(select(t.Answer.id).where(*where))
        if found:
            writer.update(t.Answer, str(found), **values)
            return str(found)
        return writer.insert(t.Answer, **owner, **values)


@dataclass(frozen=True)
class DeleteAnswer:
    """Take an answer back: the note or theme is not answered any more."""

    answer_id: str
    label: ClassVar[str] = N_("Take back the answer")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: it was confirmed once, and what was said must stay to be read; or it is gone already."""
        if was_said(reader, self.answer_id):
            raise Refused(N_("This was confirmed once, and that stays on record. Change the answer instead."))
        writer.remove(t.Answer, self.answer_id)


@dataclass(frozen=True)
class ConfirmAnswer:
    """Confirm an answer through the gate: who, in which role, how, and who entered it.

    `name_agreed`: the person agreed that documents print the name; otherwise they print the role.
    """

    answer_id: str
    role: str
    how: str
    entered_by: str
    by: str = ""
    on: date | None = None
    name_agreed: bool = False
    label: ClassVar[str] = N_("Confirm answer")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """GateClosed: with everything that is missing, one sentence each; nothing was changed."""
        answer = _answer(reader, self.answer_id)
        missing = lacks(answer, subject(answer.contribution_id, answer.theme_id, reader))
        if not tells_confirmer(self.role, self.how, self.entered_by):
            missing += lacks_confirmer(answer)
        if missing:
            raise gate_closed(missing)
        told = (self.role, self.how, self.entered_by, self.by, self.on, self.name_agreed)
        writer.update(t.Answer, self.answer_id, **confirmation(*told))


@dataclass(frozen=True)
class RecordOutcome:
    """Say what became of a confirmed answer; earlier outcomes stay as its history."""

    answer_id: str
    status: str
    became: str
    day: date | None = None
    by: str = ""
    why: str = ""
    label: ClassVar[str] = N_("Say what became of it")

    def apply(self, writer: Writer, reader: Reader) -> str:
        """Return the outcome's id. Refused: the answer is not confirmed."""
        answer = _answer(reader, self.answer_id)
        if not answer.confirmed:
            raise Refused(N_("Only a confirmed answer can be kept or broken. Confirm it first."))
        owner = {"contribution_id": answer.contribution_id, "theme_id": answer.theme_id}
        values = {"status": self.status, "became": self.became, "day": self.day, "by": self.by, "why": self.why}
        order = after(last_key(reader, t.Outcome, t.Outcome.answer_id == self.answer_id))
        return writer.insert(t.Outcome, answer_id=self.answer_id, **owner, **values, order=order)


def confirmation(
    role: str, how: str, entered_by: str, by: str, on: date | None, name_agreed: bool
) -> dict[str, object]:
    """Return the columns of an answer that say who confirmed it."""
    return {
        "confirmed": True,
        "confirmed_by": by,
        "confirmed_role": role,
        "confirmed_how": how,
        "confirmed_on": on,
        "entered_by": entered_by,
        "name_agreed": name_agreed,
    }


def gate_closed(missing: tuple[Lack, ...]) -> GateClosed:
    """Return the error that lists what an answer lacks."""
    error = GateClosed(N_("This cannot be confirmed yet. {lacks}"), lacks=" ".join(lack.sentence for lack in missing))
    error.lacks = missing
    return error


def check_cost(cost: NewCost) -> None:
    """Refuse an amount below 0, a low end above the high one, or a period that ends before it begins."""
    if cost.high < 0 or not 0 <= (cost.low or 0) <= cost.high:
        raise Refused(N_("An amount is 0 or more, and its low end is not above its high end."))
    check_period(cost.starts, cost.ends)


def check_period(starts: object, ends: object) -> None:
    """Refuse a period that ends before it begins."""
    if isinstance(starts, date) and isinstance(ends, date) and ends < starts:
        raise Refused(N_("This period ends before it begins."))


def _answer(reader: Reader, answer_id: str) -> r.AnswerRecord:
    found = reader.records(r.AnswerRecord, t.Answer, t.Answer.id == answer_id)
    if not found:
        raise Refused(N_("This answer is not there any more."))
    return found[0]

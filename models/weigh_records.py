"""Records of Weigh and Reflect: what it takes, answers, what became of them, and what came back."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class FindingRecord:
    """One dimension of what it takes."""

    id: str
    contribution_id: str | None
    theme_id: str | None
    dimension: str
    value: str
    note: str
    source: str
    confidence: str
    looked_by: str
    looked_on: date | None


@dataclass(frozen=True, slots=True)
class EstimateRecord:
    """What it takes beside findings and cost lines."""

    id: str
    contribution_id: str | None
    theme_id: str | None
    no_cost: bool
    no_days: bool
    starts: date | None
    ends: date | None
    helps: str
    asks_of_citizens: str
    work_now: str
    work_after: str
    obstacle: str
    governance: str
    possible_part: str


@dataclass(frozen=True, slots=True)
class CostRecord:
    """Money or staff days that something takes or frees."""

    id: str
    contribution_id: str | None
    theme_id: str | None
    measure: str
    direction: str
    label: str
    low: int | None
    high: int
    recurrence: str
    starts: date | None
    ends: date | None
    envelope_line_id: str | None = None


@dataclass(frozen=True, slots=True)
class AnswerRecord:
    """An answer to a note or a theme."""

    id: str
    contribution_id: str | None
    theme_id: str | None
    code: str
    sentence: str
    reason_kind: str
    reason: str
    possible_part: str
    decided_by: str
    decided_on: date | None
    preferred: str
    body: str
    decision_day: date | None
    recipient: str
    find_out_by: date | None
    owner: str
    report_back: date | None
    fix_or_fit: str
    confirmed: bool
    confirmed_by: str
    confirmed_role: str
    confirmed_how: str
    confirmed_on: date | None
    entered_by: str
    name_agreed: bool


@dataclass(frozen=True, slots=True)
class OutcomeRecord:
    """What became of an answer."""

    id: str
    answer_id: str
    contribution_id: str | None
    theme_id: str | None
    status: str
    became: str
    day: date | None
    by: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class ResponseRecord:
    """What came back."""

    id: str
    contribution_id: str | None
    theme_id: str | None
    code_given: str
    words: str
    channel: str
    day: date | None


@dataclass(frozen=True, slots=True)
class ChangeRecord:
    """One field that changed of a confirmed answer or of a line of what we have. `by`: a role; values as texts."""

    id: str
    answer_id: str | None
    envelope_line_id: str | None
    field: str
    was: str
    became: str
    by: str
    why: str
    changed_at: datetime | None

"""Promised so far: what the answers add up to, against what we have. Source: the product's rules on load.

The load is the sum of its lines, so that what is shown line by line and what is shown in all cannot differ.
"""

import itertools
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, date
from typing import Protocol

from models.answers import YES_CODES
from models.records import AnswerRecord, CostRecord, EnvelopeRecord

MONTHS = {"month": 1, "quarter": 3, "year": 12}
# What frees something: a stop-doing that gets a yes, an offer that is accepted. Before that it is an "if".
FREEING = {"stop": YES_CODES, "offer": ("accepted",)}
UNDECIDED = ("decide", "unknown")
KIND_OF_MEASURE = {"money": "money", "days": "staff_days"}
COUNTED = ("confirmed", "provisional", "freed", "if_freed")


@dataclass(frozen=True, slots=True)
class Load:
    """One measure. Minor units of money, hundredths of a day.

    `used` = `confirmed` + `provisional` − `freed`; `have` None: not known. `if_freed`: what would count the other
    way once a stop-doing is confirmed or an offer is accepted; it is drawn hatched and never added in.
    """

    measure: str
    confirmed: int
    provisional: int
    freed: int
    if_freed: int
    have: int | None

    @property
    def used(self) -> int:
        """What is promised so far."""
        return self.confirmed + self.provisional - self.freed

    @property
    def over(self) -> int:
        """By how much it goes past what we have; 0 where it does not, or where that is not known."""
        return max(0, self.used - self.have) if self.have is not None else 0


class Weighed(Protocol):
    """A note as far as its answer and its load go; a record of it is one."""

    @property
    def id(self) -> str:
        """Its id."""
        ...

    @property
    def kind(self) -> str:
        """What kind of note it is."""
        ...

    @property
    def theme_id(self) -> str | None:
        """Its theme, None for none."""
        ...


@dataclass(frozen=True, slots=True)
class PromisedLine:
    """One cost line as far as it counts. `amount`: its high end within the period of what we have.

    `bucket`: confirmed, provisional and freed count; "if_freed" would count the other way once it is confirmed; "if"
    is what waits for a decision and would be added by a yes. `envelope_line_id`: the line of what we have that it is
    taken from; None: from the measure as a whole. `code`: the answer that holds, empty for none; `inherited`: it is
    the answer to the note's theme. `label` is what people wrote.
    """

    cost_id: str
    subject_id: str
    measure: str
    bucket: str
    amount: int
    envelope_line_id: str | None
    label: str
    code: str = ""
    inherited: bool = False


def load_of(
    notes: Iterable[Weighed],
    answers: Iterable[AnswerRecord],
    costs: Iterable[CostRecord],
    envelope: Iterable[EnvelopeRecord],
) -> dict[str, Load]:
    """Return the load by measure, money and days.

    A note without an answer of its own has its theme's; a theme's own cost lines count once.
    """
    lines = tuple(envelope)
    return sum_up(promised_lines(notes, answers, costs, lines), lines)


def promised_lines(
    notes: Iterable[Weighed],
    answers: Iterable[AnswerRecord],
    costs: Iterable[CostRecord],
    envelope: Iterable[EnvelopeRecord],
) -> tuple[PromisedLine, ...]:
    """Return every cost line that counts, would count, or would count the other way, in the order of the costs."""
    note_list, lines = tuple(notes), tuple(envelope)
    held = effective_answers(note_list, answers)
    kinds = {note.id: note.kind for note in note_list}
    have = {measure: [line for line in lines if line.kind == kind] for measure, kind in KIND_OF_MEASURE.items()}
    periods = {measure: _period(found) for measure, found in have.items()}
    own_lines = {measure: {line.id for line in found} for measure, found in have.items()}
    found: list[PromisedLine] = []
    for cost in costs:
        subject, measure = cost.contribution_id or cost.theme_id or "", cost.measure
        answer = held.get(subject)
        bucket = _bucket(cost, kinds.get(subject, "idea"), answer)
        if not bucket:
            continue
        taken = cost.envelope_line_id if cost.envelope_line_id in own_lines[measure] else None
        amount = cost_in(cost, *periods[measure])
        code, inherited = (answer.code, bool(cost.contribution_id and answer.theme_id)) if answer else ("", False)
        found.append(
            PromisedLine(cost.id, subject, measure, bucket, amount, taken, cost.label, code=code, inherited=inherited)
        )
    return tuple(found)


def sum_up(lines: Iterable[PromisedLine], envelope: Iterable[EnvelopeRecord]) -> dict[str, Load]:
    """Return what lines add up to, by measure, against what we have."""
    sums: defaultdict[tuple[str, str], int] = defaultdict(int)
    for line in lines:
        sums[line.measure, line.bucket] += line.amount
    have = tuple(envelope)
    return {
        measure: Load(measure, *(sums[measure, bucket] for bucket in COUNTED), have=what_we_have(have, measure))
        for measure in KIND_OF_MEASURE
    }


def what_we_have(envelope: Iterable[EnvelopeRecord], measure: str) -> int | None:
    """Return what we have of one measure; None where a line of it is not known, or where there is none."""
    amounts = [line.amount for line in envelope if line.kind == KIND_OF_MEASURE[measure]]
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known and len(known) == len(amounts) else None


def effective_answers(notes: Iterable[Weighed], answers: Iterable[AnswerRecord]) -> Mapping[str, AnswerRecord]:
    """Return the answer that holds for each note and theme, by id: its own, else its theme's."""
    own = {answer.contribution_id or answer.theme_id or "": answer for answer in answers}
    for note in notes:
        if note.id not in own and note.theme_id in own and note.kind in ("idea", "stop"):
            own[note.id] = own[note.theme_id]
    return own


def cost_in(cost: CostRecord, starts: date | None, ends: date | None) -> int:
    """Return the high end of a cost line within a period; a recurring line counts each time it falls due.

    A recurring line without an end, in a period without one, counts once.
    """
    if cost.recurrence == "once":
        return cost.high
    first = cost.starts or starts
    last = min((day for day in (cost.ends, ends) if day), default=None)
    if first is None or last is None:
        return cost.high
    step = MONTHS[cost.recurrence]
    due = 0
    for number in itertools.count():
        day = _months_later(first, number * step)
        if day is None or day > last:
            break
        due += not starts or day >= starts
    return cost.high * due


def _bucket(cost: CostRecord, kind: str, answer: AnswerRecord | None) -> str:
    """Return how a cost line counts, an empty text for not at all."""
    if cost.direction == "takes":
        if answer is None or answer.code not in YES_CODES:
            return "if" if answer and answer.code == "decide" else ""
        return "confirmed" if answer.confirmed else "provisional"
    yes = FREEING.get(kind, ())
    if not yes or (kind == "offer" and cost.measure == "days"):  # offers never fill staff days
        return ""
    if answer and answer.confirmed:
        return "freed" if answer.code in yes else "if_freed" if answer.code in UNDECIDED else ""
    return "if_freed" if answer is None or answer.code in (*yes, *UNDECIDED) else ""


def _period(lines: list[EnvelopeRecord]) -> tuple[date | None, date | None]:
    starts = [line.starts for line in lines if line.starts]
    ends = [line.ends for line in lines if line.ends]
    return min(starts, default=None), max(ends, default=None)


def _months_later(day: date, months: int) -> date | None:
    """Return the same day of a later month, or that month's last day; None after the last year there is."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > MAXYEAR:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))

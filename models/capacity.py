"""Promised so far: what the answers add up to, against what we have. Source: the product's rules on load."""

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


def load_of(
    notes: Iterable[Weighed],
    answers: Iterable[AnswerRecord],
    costs: Iterable[CostRecord],
    envelope: Iterable[EnvelopeRecord],
) -> dict[str, Load]:
    """Return the load by measure, money and days.

    A note without an answer of its own has its theme's; a theme's own cost lines count once.
    """
    note_list, lines = tuple(notes), tuple(envelope)
    held = effective_answers(note_list, answers)
    kinds = {note.id: note.kind for note in note_list}
    loads: dict[str, Load] = {}
    cost_list = tuple(costs)
    for measure, kind in KIND_OF_MEASURE.items():
        have = [line for line in lines if line.kind == kind]
        period = _period(have)
        sums: defaultdict[str, int] = defaultdict(int)
        for cost in cost_list:
            subject = cost.contribution_id or cost.theme_id or ""
            if cost.measure == measure:
                bucket = _bucket(cost, kinds.get(subject, "idea"), held.get(subject))
                sums[bucket] += cost_in(cost, *period)
        known = [line.amount for line in have if line.amount is not None]
        total = sum(known) if known and len(known) == len(have) else None
        parts = (sums[name] for name in ("confirmed", "provisional", "freed", "if_freed"))
        loads[measure] = Load(measure, *parts, have=total)
    return loads


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
    if cost.direction == "takes":
        if answer is None or answer.code not in YES_CODES:
            return "nothing"
        return "confirmed" if answer.confirmed else "provisional"
    yes = FREEING.get(kind, ())
    if not yes or (kind == "offer" and cost.measure == "days"):  # offers never fill staff days
        return "nothing"
    if answer and answer.confirmed:
        return "freed" if answer.code in yes else "if_freed" if answer.code in UNDECIDED else "nothing"
    return "if_freed" if answer is None or answer.code in (*yes, *UNDECIDED) else "nothing"


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

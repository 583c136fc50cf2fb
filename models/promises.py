"""The promise ledger: what was said yes to and confirmed, what became of it, what is due; what waits is listed apart.

Read in SQL, because a project may hold thousands of answers. Not confirmed answers are nowhere in it: they are counted.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any, NamedTuple

from models.answers import YES_CODES
from models.ledger import changes_of_answer
from models.list_sql import FIRST, GONE_NOTES, OWN_ANSWER
from models.reader import Reader
from models.records import OutcomeRecord
from models.tables import Answer, Outcome
from models.tables.base import EPOCH

SOON = 14  # days before its date from which on a promise is said to be due soon
WAITING_CODES = ("decide", "unknown", "pass", "no")
SETTLED = ("kept", "changed", "broken")
# A title is what the lists show; of a withdrawn note there is none.
_TITLE = (
    f"CASE WHEN c.id IS NULL THEN h.title WHEN c.id IN ({GONE_NOTES}) THEN '' "
    f"ELSE coalesce(nullif(c.wording, ''), (SELECT substr(v.words, 1, 400) {FIRST}), '') END"
)
# What became of an earlier answer, before its code was changed, is no outcome of what is said now. Ids grow with time.
_SINCE = "coalesce((SELECT max(l.id) FROM change_log l WHERE l.answer_id = a.id AND l.field = 'code'), '')"
_OUTCOME = (
    f"(SELECT x.id FROM outcome x WHERE x.answer_id = a.id AND x.id > {_SINCE} "  # noqa: S608 - constants
    'ORDER BY x."order" DESC, x.id DESC LIMIT 1)'
)
_LINES = (
    f"SELECT a.id, a.contribution_id, a.theme_id, coalesce(c.code, h.code), {_TITLE}, "  # noqa: S608 - constants
    f"c.id IS NOT NULL AND c.id IN ({GONE_NOTES}), a.sentence, a.code, a.owner, a.report_back, a.confirmed_on, "
    "a.confirmed_role, a.fix_or_fit, a.body, a.decision_day, a.recipient, a.find_out_by, "
    "coalesce(o.status, ''), coalesce(o.became, ''), o.day, coalesce(o.by, '') FROM answer a "
    "LEFT JOIN contribution c ON c.id = a.contribution_id LEFT JOIN theme h ON h.id = a.theme_id "
    f"LEFT JOIN outcome o ON o.id = {_OUTCOME} WHERE %s ORDER BY a.report_back, a.id"
)
_EVER_SAID = (
    "a.confirmed OR EXISTS (SELECT 1 FROM change_log l WHERE l.answer_id = a.id) "
    "OR EXISTS (SELECT 1 FROM outcome x WHERE x.answer_id = a.id)"
)
# The first day an answer was confirmed, and the day people came together, or were heard where no day is known.
_CONFIRMED = (
    "SELECT a.confirmed_on, (SELECT min(l.changed_at) FROM change_log l WHERE l.answer_id = a.id "
    "AND l.field = 'confirmed' AND l.became = '1'), w.day, c.created_at FROM contribution c "
)
_ANSWERED = (
    f"{_CONFIRMED} JOIN answer a ON a.confirmed AND (a.contribution_id = c.id OR "  # noqa: S608 - constants
    f"({OWN_ANSWER} IS NULL AND c.kind IN ('idea', 'stop') AND a.theme_id = "
    "(SELECT n.theme_id FROM theme_note n WHERE n.contribution_id = c.id LIMIT 1))) "
    f"LEFT JOIN workshop w ON w.id = c.workshop_id WHERE c.id NOT IN ({GONE_NOTES})"
)


class Promise(NamedTuple):
    """A confirmed answer with what became of it. `status`: of the newest outcome, empty for none.

    `title` is people's words, empty where all of them were withdrawn; `sentence` is the organisation's.
    """

    id: str
    note_id: str | None
    theme_id: str | None
    subject_code: str
    title: str
    withdrawn: bool
    sentence: str
    code: str
    owner: str
    report_back: date | None
    confirmed_on: date | None
    confirmed_role: str
    fix_or_fit: str
    body: str
    decision_day: date | None
    recipient: str
    find_out_by: date | None
    status: str
    became: str
    became_on: date | None
    became_by: str

    def is_open(self) -> bool:
        """Tell whether something is still to be reported: nothing yet, or that it is late and has a date to come."""
        moved = bool(self.became_on and self.report_back and self.report_back > self.became_on)
        return not self.status or (self.status == "late" and moved)

    def days_over(self, today: date) -> int:
        """Return how many days the date to report back is past; 0 or less: it is not."""
        return (today - self.report_back).days if self.report_back else 0

    def state(self, today: date) -> str:
        """Return open, soon, due or overdue while it is open, else the newest outcome: kept, late, changed, broken."""
        if not self.is_open():
            return self.status
        over = self.days_over(today)
        return "overdue" if over > 0 else "due" if over == 0 else "soon" if over >= -SOON else "open"

    def is_due(self, today: date) -> bool:
        """Tell whether it is due today, late, or due soon."""
        return self.state(today) in ("soon", "due", "overdue")

    def is_yes(self) -> bool:
        """Tell whether it is a promise; otherwise it waits, or was answered no."""
        return self.code in YES_CODES


DAYS_AT = tuple(
    Promise._fields.index(name) for name in ("report_back", "confirmed_on", "decision_day", "find_out_by", "became_on")
)


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One thing that happened to an answer. `field` empty: it was said what became of it, `became` is the status.

    `words`: what became of it in words. `role`, `how`: of the confirmation that holds now.
    """

    id: str
    field: str
    was: str
    became: str
    by: str
    why: str
    on: date | None
    words: str = ""
    how: str = ""
    said: bool = False  # of a changed code: the earlier one was confirmed until then


@dataclass(frozen=True, slots=True)
class Rates:
    """The figures of the ledger. `days`: the median from workshop to first confirmed answer, None for none yet."""

    promises: int
    kept: int
    due_so_far: int
    days: int | None
    answered: int


@dataclass(frozen=True, slots=True)
class Due:
    """What asks for somebody when a project opens: promises due soon, promises past their date, answers that wait
    past theirs."""

    soon: int
    late: int
    waiting: int

    def is_any(self) -> bool:
        """Tell whether there is anything to say."""
        return bool(self.soon or self.late or self.waiting)


def ledger(reader: Reader) -> tuple[Promise, ...]:
    """Return the confirmed yes-answers, by the date to report back."""
    return _lines(reader, YES_CODES)


def waiting(reader: Reader) -> tuple[Promise, ...]:
    """Return the confirmed answers that are no promises: somebody decides, we find out, passed on, not possible."""
    return _lines(reader, WAITING_CODES)


def ever_said(reader: Reader) -> tuple[Promise, ...]:
    """Return every answer that was confirmed at some time; `confirmed_role` is empty where it is not confirmed now."""
    return tuple(_promise(row) for row in reader.driver_rows(_LINES % _EVER_SAID))


def unconfirmed(reader: Reader) -> int:
    """Return how many answers are not confirmed yet; they are no promises."""
    return int(reader.driver_rows("SELECT count(*) FROM answer WHERE NOT confirmed")[0][0])


def changes_of(reader: Reader, answer_id: str) -> tuple[HistoryEntry, ...]:
    """Return everything that changed of an answer and what became of it, newest first."""
    changes = changes_of_answer(reader, answer_id)
    opened = {one.changed_at for one in changes if one.field == "confirmed" and one.was == "1"}
    found = [
        HistoryEntry(
            *(one.id, one.field, one.was, one.became, one.by, one.why, _day_of(one.changed_at)),
            said=one.changed_at in opened,
        )
        for one in changes
    ]
    told = reader.records(OutcomeRecord, Outcome, Outcome.answer_id == answer_id)
    found += [HistoryEntry(one.id, "", "", one.status, one.by, one.why, one.day, one.became) for one in told]
    found.sort(key=lambda entry: entry.id, reverse=True)
    return tuple(_confirmer_told(reader, answer_id, found))


def answer_of_outcome(reader: Reader, outcome_id: str) -> str:
    """Return the id of the answer that it was said of what became, empty where it is gone."""
    found = reader.driver_rows("SELECT answer_id FROM outcome WHERE id = ?", outcome_id)
    return str(found[0][0]) if found else ""


def rates(reader: Reader, promises: tuple[Promise, ...], today: date) -> Rates:
    """Return how many of the promises that came due were kept, and how long people waited for a first answer."""
    due = [one for one in promises if not one.is_open() or one.days_over(today) >= 0]
    days = sorted(_days_to_answer(reader))
    return Rates(
        len(promises),
        sum(one.status == "kept" for one in due),
        len(due),
        round(median(days)) if days else None,
        len(days),
    )


def what_is_due(reader: Reader, today: date) -> Due:
    """Return what to say when a project opens."""
    states = [one.state(today) for one in ledger(reader)]
    waits = sum(waits_past(one, today) for one in waiting(reader))
    return Due(sum(state in ("soon", "due") for state in states), states.count("overdue"), waits)


def waits_past(line: Promise, today: date) -> bool:
    """Tell whether an answer that waits for others is past its date to report back; a no was said already."""
    return line.code != "no" and line.is_open() and line.days_over(today) > 0


def _lines(reader: Reader, codes: tuple[str, ...]) -> tuple[Promise, ...]:
    listed = ", ".join(f"'{code}'" for code in codes)
    return tuple(_promise(row) for row in reader.driver_rows(_LINES % f"a.confirmed AND a.code IN ({listed})"))


def _promise(row: tuple[object, ...]) -> Promise:
    values: list[Any] = list(row)
    values[5] = bool(values[5])
    for at in DAYS_AT:
        if values[at]:
            values[at] = date.fromisoformat(values[at])
    return Promise._make(values)


def _days_to_answer(reader: Reader) -> list[int]:
    found: list[int] = []
    for confirmed_on, logged, day, heard in reader.driver_rows(_ANSWERED):
        answered = [date.fromisoformat(confirmed_on)] if confirmed_on else []
        answered += [_local(logged)] if logged else []
        began = date.fromisoformat(day) if day else _local(heard) if heard else None
        if answered and began:
            found.append(max(0, (min(answered) - began).days))
    return found


def _local(microseconds: int) -> date:
    return (EPOCH + timedelta(microseconds=microseconds)).astimezone().date()


def _day_of(moment: datetime | None) -> date | None:
    return moment.astimezone().date() if moment else None


def _confirmer_told(reader: Reader, answer_id: str, entries: list[HistoryEntry]) -> list[HistoryEntry]:
    """Let the newest confirmation say who confirmed, how and when; of earlier ones only the moment is known."""
    said = reader.driver_rows(
        f"SELECT confirmed_role, confirmed_how, confirmed_on FROM {Answer.__tablename__} WHERE confirmed AND id = ?",  # noqa: S608
        answer_id,
    )
    if not said:
        return entries
    role, how, on = said[0]
    day = date.fromisoformat(on) if on else None
    for at, entry in enumerate(entries):
        if entry.field == "confirmed" and entry.became == "1":
            entries[at] = HistoryEntry(entry.id, "confirmed", "0", "1", role, entry.why, day or entry.on, how=how)
            return entries
    return [*entries, HistoryEntry("", "confirmed", "0", "1", role, "", day, how=how)]

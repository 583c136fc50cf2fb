"""The decision calendar: each body and day with the answers that wait for it, and what no line of it covers."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from models import queries
from models.list_sql import FIRST, GONE, GONE_NOTES
from models.reader import Reader
from models.records import DecisionDateRecord

_WAITS = (
    "SELECT a.id, a.contribution_id, a.theme_id, coalesce(c.code, h.code), "  # noqa: S608 - constants
    f"CASE WHEN c.id IS NULL THEN h.title WHEN c.id IN ({GONE_NOTES}) THEN '' "
    f"ELSE coalesce(nullif(c.wording, ''), (SELECT substr(v.words, 1, 400) {FIRST}), '') END, "
    "a.body, a.decision_day, a.owner, a.confirmed, "
    "(SELECT group_concat(name, char(10)) FROM (SELECT DISTINCT g.name AS name FROM voice v "
    f"JOIN segment g ON g.id = v.segment_id WHERE v.id NOT IN ({GONE}) AND (v.contribution_id = c.id OR "
    "(c.id IS NULL AND v.contribution_id IN (SELECT n.contribution_id FROM theme_note n WHERE n.theme_id = h.id))) "
    "ORDER BY g.name)) "
    "FROM answer a LEFT JOIN contribution c ON c.id = a.contribution_id LEFT JOIN theme h ON h.id = a.theme_id "
    "WHERE a.code = 'decide' ORDER BY a.decision_day, a.id"
)
_COSTS = (
    "SELECT coalesce(contribution_id, theme_id), measure, recurrence, sum(high) FROM cost_line "
    "WHERE direction = 'takes' AND (contribution_id IN (SELECT contribution_id FROM answer WHERE code = 'decide') "
    "OR theme_id IN (SELECT theme_id FROM answer WHERE code = 'decide')) GROUP BY 1, 2, 3 ORDER BY 2 DESC, 3"
)


class Cost(NamedTuple):
    """What something takes at most, of one measure and recurrence: minor units, or hundredths of days."""

    measure: str
    recurrence: str
    high: int


@dataclass(frozen=True, slots=True)
class Waits:
    """An answer that waits for a body. `title`: people's words, empty where they were withdrawn."""

    id: str
    note_id: str | None
    theme_id: str | None
    subject_code: str
    title: str
    body: str
    day: date | None
    owner: str
    confirmed: bool
    groups: tuple[str, ...]
    costs: tuple[Cost, ...]


@dataclass(frozen=True, slots=True)
class Sitting:
    """A body on a day, None for no day known. `date_id`: its line of the calendar, empty where it has none."""

    body: str
    day: date | None
    date_id: str
    note: str
    waits: tuple[Waits, ...]

    @property
    def key(self) -> str:
        """What tells this sitting from the others, also when an answer or a line is added."""
        return self.date_id or f"{plain_body(self.body)}/{self.day or ''}"

    def is_past(self, today: date) -> bool:
        """Tell whether the day is over."""
        return self.day is not None and self.day < today


def plain_body(body: str) -> str:
    """Return a body's name as it is compared: small letters and blanks do not matter."""
    return " ".join(body.casefold().split())


def calendar(reader: Reader) -> tuple[Sitting, ...]:
    """Return the lines of the calendar and the bodies and days that only answers name, by day; without a day last."""
    waits: defaultdict[tuple[str, date | None], list[Waits]] = defaultdict(list)
    for one in waiting_for_bodies(reader):
        waits[plain_body(one.body), one.day].append(one)
    found = [_sitting(line, waits) for line in queries.decision_dates(reader)]
    found += [Sitting(rest[0].body, day, "", "", tuple(rest)) for (_, day), rest in waits.items()]
    found.sort(key=lambda one: (one.day is None, one.day or date.max, plain_body(one.body)))
    return tuple(found)


def waiting_for_bodies(reader: Reader) -> tuple[Waits, ...]:
    """Return the answers that somebody must decide first, confirmed or not, with who asked and what it takes."""
    costs: defaultdict[str, list[Cost]] = defaultdict(list)
    for subject, *cost in reader.driver_rows(_COSTS):
        costs[subject].append(Cost._make(cost))
    found: list[Waits] = []
    for row in reader.driver_rows(_WAITS):
        answer_id, note_id, theme_id, code, title, body, day, owner, confirmed, named = row
        groups = tuple(str(named).split("\n")) if named else ()
        when = date.fromisoformat(day) if day else None
        own = tuple(costs[note_id or theme_id])
        found.append(Waits(answer_id, note_id, theme_id, code, title, body, when, owner, bool(confirmed), groups, own))
    return tuple(found)


def next_of(body: str, sittings: tuple[Sitting, ...], today: date) -> date | None:
    """Return the next day of a body in the calendar, None where none is known."""
    days = [one.day for one in sittings if one.date_id and one.day and plain_body(one.body) == plain_body(body)]
    return min((day for day in days if day >= today), default=None)


def _sitting(line: DecisionDateRecord, waits: dict[tuple[str, date | None], list[Waits]]) -> Sitting:
    """Return a line with what waits for it; two lines of the same body and day do not both have it."""
    own = waits.pop((plain_body(line.body), line.day), [])
    return Sitting(line.body, line.day, line.id, line.note, tuple(own))

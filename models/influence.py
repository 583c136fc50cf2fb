# ruff: noqa: S608 - every statement is made of constants of this module
"""The influence trace: what became of each note, from its exact words to what happened.

A note has five stops, and a stop is there only where its data is:

* words: somebody's words that were not withdrawn;
* step: a place on the path;
* takes: a finding that says something, a cost line or an estimate. It is asked of ideas, of stop-doings and of notes
  that nobody sorted yet; for a question, an offer, a problem, a keep or a limit there is nothing to weigh, so that
  nothing is missing;
* sentence: an answer that holds, the note's own or, for an idea or a stop-doing without one, that of its theme. While
  it is provisional it has its own phrase and never the sentence, which would read as a promise;
* outcome: what became of a confirmed answer since its code was last changed.

A note is **traced** when its words, its step, what it takes and a **confirmed** answer are there: the chain is whole as
far as time allows. It is traced to the end when it has an outcome, too. It breaks at its first stop that is missing.
Withdrawn notes are neither: only their code is left, and they are counted apart.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from sqlalchemy import ColumnElement, or_

from models import queries
from models import records as r
from models import tables as t
from models.capacity import effective_answers
from models.list_sql import GONE_NOTES, SPOKEN
from models.lists import Listing
from models.reader import Reader
from models.vocabulary import QUOTABLE

STOPS = ("words", "step", "takes", "sentence", "outcome")
WEIGHED = ("idea", "stop", "unsorted")  # kinds of which it is asked what they take
BY_THEME = ("idea", "stop")  # kinds for which their theme's answer holds: as models.capacity.effective_answers has it
WITHDRAWN, WHOLE, END = "withdrawn", "whole", ""
MOST_AT_ONCE = 500  # notes that are read together
S = TypeVar("S", r.FindingRecord, r.CostRecord, r.EstimateRecord)

# One letter a note: the first stop that is missing, `.` for none, `x` for a withdrawn note.
LETTERS = {"words": "w", "step": "s", "takes": "t", "sentence": "a", "outcome": "o", END: ".", WITHDRAWN: "x"}
_ESTIMATED = (
    "no_cost OR no_days OR starts IS NOT NULL OR ends IS NOT NULL OR "
    "helps || asks_of_citizens || work_now || work_after || obstacle || governance || possible_part <> ''"
)


def _taken(owner: str) -> str:
    return (
        f"SELECT {owner} FROM finding WHERE {owner} IS NOT NULL AND (value <> 'unknown' OR note <> '') "
        f"UNION SELECT {owner} FROM cost_line WHERE {owner} IS NOT NULL "
        f"UNION SELECT {owner} FROM estimate WHERE {owner} IS NOT NULL AND ({_ESTIMATED})"
    )


def _answers(owner: str) -> str:
    return f"(SELECT {owner}, max(id) AS id, confirmed FROM answer WHERE {owner} IS NOT NULL GROUP BY {owner})"


_STATES = f"""
SELECT c.id AS id, CASE
    WHEN c.id IN ({GONE_NOTES}) THEN 'x'
    WHEN NOT EXISTS (SELECT 1 FROM voice v WHERE {SPOKEN}) THEN 'w'
    WHEN c.id NOT IN (SELECT contribution_id FROM contribution_place) THEN 's'
    WHEN NOT (c.kind NOT IN {WEIGHED} OR c.id IN ({_taken("contribution_id")})
        OR (own.id IS NULL AND c.kind IN {BY_THEME} AND coalesce(n.theme_id, '') IN ({_taken("theme_id")}))) THEN 't'
    WHEN NOT coalesce(own.confirmed, themes.confirmed, 0) THEN 'a'
    WHEN NOT EXISTS (SELECT 1 FROM outcome u
        WHERE u.answer_id = coalesce(own.id, themes.id) AND u.id > coalesce((SELECT max(l.id) FROM change_log l
            WHERE l.answer_id = u.answer_id AND l.field = 'code'), '')) THEN 'o'
    ELSE '.' END AS state
FROM contribution c
LEFT JOIN {_answers("contribution_id")} own ON own.contribution_id = c.id
LEFT JOIN (SELECT contribution_id, max(id), theme_id FROM theme_note GROUP BY contribution_id) n
    ON n.contribution_id = c.id
LEFT JOIN {_answers("theme_id")} themes ON themes.theme_id = n.theme_id AND c.kind IN {BY_THEME}
ORDER BY c."order", c.id
"""


@dataclass(frozen=True, slots=True)
class Takes:
    """What a note takes, as far as anybody said. `of_theme`: it was said of the note's theme."""

    findings: tuple[r.FindingRecord, ...] = ()
    costs: tuple[r.CostRecord, ...] = ()
    estimate: r.EstimateRecord | None = None
    of_theme: bool = False


@dataclass(frozen=True, slots=True)
class Trace:
    """One note's chain. `answer` and `takes` are None where nobody said anything; `complete`: the stops it has.

    `answer` of a provisional one has neither sentence nor reason: only its provisional phrase may be said.
    """

    note_id: str
    code: str
    kind: str = ""
    words: str = ""
    words_source: str = ""
    translated_by: str = ""
    more_voices: int = 0
    places: tuple[r.PlaceRecord, ...] = ()
    theme_id: str | None = None
    takes: Takes | None = None
    answer: r.AnswerRecord | None = None
    outcome: r.OutcomeRecord | None = None
    withdrawn: bool = False
    complete: tuple[str, ...] = ()

    @property
    def quotable(self) -> bool:
        """Whether the words may stand in quotation marks."""
        return self.words_source in QUOTABLE

    @property
    def step(self) -> str:
        """The codes of its steps, empty for none."""
        return ", ".join(dict.fromkeys(place.code for place in self.places if place.code))

    @property
    def sentence(self) -> str:
        """The sentence said in public; empty where there is none or it is not confirmed."""
        return self.answer.sentence if self.answer and self.answer.confirmed else ""

    @property
    def provisional(self) -> bool:
        """Whether there is an answer that nobody confirmed."""
        return self.answer is not None and not self.answer.confirmed

    @property
    def of_theme(self) -> bool:
        """Whether the answer that holds is that of its theme."""
        return self.answer is not None and self.answer.theme_id is not None

    @property
    def breaks_at(self) -> str:
        """The first stop that is missing, END for none, WITHDRAWN for a withdrawn note."""
        if self.withdrawn:
            return WITHDRAWN
        there = {stop for stop in self.complete if stop != "sentence" or not self.provisional}
        return next((stop for stop in STOPS if stop not in there and self.asks_for(stop)), END)

    @property
    def is_traced(self) -> bool:
        """Whether it can be followed from the words to what was said."""
        return self.breaks_at in ("outcome", END)

    def asks_for(self, stop: str) -> bool:
        """Tell whether a stop is missing when it is not there: there is nothing to weigh about a question."""
        return stop != "takes" or self.kind in WEIGHED


@dataclass(frozen=True, slots=True)
class TraceCounts:
    """How many notes there are, withdrawn ones apart, and how many break at which stop first."""

    notes: int
    breaks: Mapping[str, int]
    withdrawn: int

    @property
    def traced(self) -> int:
        """How many can be followed from the words to what was said."""
        return self.breaks["outcome"] + self.breaks[END]

    @property
    def untraced(self) -> int:
        """How many cannot."""
        return self.notes - self.traced

    @property
    def to_the_end(self) -> int:
        """How many can be followed to what happened."""
        return self.breaks[END]


@dataclass(frozen=True)
class Survey:
    """All notes in the order of entry, and where each one's chain breaks, as one letter."""

    ids: str
    states: str

    @cached_property
    def counts(self) -> TraceCounts:
        """How many break where."""
        return _counted({stop: self.states.count(letter) for stop, letter in LETTERS.items()})

    def listing(self, wanted: str = "all") -> Listing:
        """Return the notes that break at a stop, those that are WHOLE, or all. Without words there is no step."""
        every = Listing(self.ids)
        if wanted == "all":
            return every
        together = {WHOLE: ("outcome", END), "step": ("words", "step")}
        letters = [LETTERS[stop] for stop in together.get(wanted, (wanted,))]
        return Listing("".join(every.id_at(at) for at, state in enumerate(self.states) if state in letters))


def survey(reader: Reader) -> Survey:
    """Return where every note's chain breaks; quick with ten thousand notes."""
    sql = f"SELECT group_concat(id, ''), group_concat(state, '') FROM ({_STATES} LIMIT -1)"
    ids, states = reader.driver_rows(sql)[0]
    return Survey(str(ids or ""), str(states or ""))


def counts(reader: Reader) -> TraceCounts:
    """Return how many notes are traced and how many are not."""
    return survey(reader).counts


def counts_of(traces_: Iterable[Trace]) -> TraceCounts:
    """Return the same of traces that are at hand."""
    found = dict.fromkeys(LETTERS, 0)
    for trace in traces_:
        found[trace.breaks_at] += 1
    return _counted(found)


def traces(reader: Reader, ids: Sequence[str]) -> tuple[Trace, ...]:
    """Return the traces of some notes in their order; one that is gone is left out."""
    found: dict[str, Trace] = {}
    for at in range(0, len(ids), MOST_AT_ONCE):
        part = ids[at : at + MOST_AT_ONCE]
        notes = queries.notes(reader, part)
        found |= {one.note_id: one for one in traces_of(_weighing(reader, notes))}
    return tuple(found[note_id] for note_id in ids if note_id in found)


def traces_of(weighing: r.Weighing) -> tuple[Trace, ...]:
    """Return the traces of the notes of a weighing, in their order."""
    facts = _Facts(weighing)
    return tuple(facts.trace(note) for note in weighing.notes)


class _Facts:
    """What is known beside the notes, by whose it is."""

    def __init__(self, weighing: r.Weighing) -> None:
        self.answers = effective_answers(weighing.notes, weighing.answers)
        self.own = {answer.contribution_id for answer in weighing.answers if answer.contribution_id}
        self.outcomes = {outcome.answer_id: outcome for outcome in weighing.outcomes}
        said = (one for one in weighing.findings if one.value != "unknown" or one.note)
        self.findings, self.costs = _by_owner(said), _by_owner(weighing.costs)
        self.estimates = _by_owner(one for one in weighing.estimates if _says_something(one))

    def trace(self, note: r.NoteRecord) -> Trace:
        """Return one note's trace."""
        if note.withdrawn:
            return Trace(note.id, note.code, withdrawn=True)
        first = note.voices[0] if note.voices else None
        answer, takes = self.answers.get(note.id), self._takes(note)
        outcome = self.outcomes.get(answer.id) if answer and answer.confirmed else None
        there = (first, note.places, takes, answer, outcome)
        return Trace(
            note_id=note.id,
            code=note.code,
            kind=note.kind,
            words=first.words if first else "",
            words_source=first.words_source if first else "",
            translated_by=first.translated_by if first else "",
            more_voices=max(0, len(note.voices) - 1),
            places=note.places,
            theme_id=note.theme_id,
            takes=takes,
            answer=_sayable(answer) if answer else None,
            outcome=outcome,
            complete=tuple(stop for stop, found in zip(STOPS, there, strict=True) if found),
        )

    def _takes(self, note: r.NoteRecord) -> Takes | None:
        """Return what a note takes; what its theme takes holds as long as the note has no answer of its own."""
        if own := self._said_of(note.id):
            return own
        if note.theme_id and note.kind in BY_THEME and note.id not in self.own:
            theme = self._said_of(note.theme_id)
            return replace(theme, of_theme=True) if theme else None
        return None

    def _said_of(self, owner: str) -> Takes | None:
        findings, costs = self.findings.get(owner, []), self.costs.get(owner, [])
        estimates = self.estimates.get(owner, [])
        if not (findings or costs or estimates):
            return None
        return Takes(tuple(findings), tuple(costs), estimates[-1] if estimates else None)


def _weighing(reader: Reader, notes: tuple[r.NoteRecord, ...]) -> r.Weighing:
    """Return what is known of some notes and their themes."""
    ids, themes = [note.id for note in notes], list({note.theme_id for note in notes if note.theme_id})

    def about(cls: type[t.Finding] | type[t.CostLine] | type[t.Estimate] | type[t.Answer]) -> ColumnElement[bool]:
        return or_(cls.contribution_id.in_(ids), cls.theme_id.in_(themes))

    answers = reader.records(r.AnswerRecord, t.Answer, about(t.Answer))
    told = [answer.id for answer in answers if answer.confirmed]
    return r.Weighing(
        notes=notes,
        findings=reader.records(r.FindingRecord, t.Finding, about(t.Finding)),
        estimates=reader.records(r.EstimateRecord, t.Estimate, about(t.Estimate)),
        costs=reader.records(r.CostRecord, t.CostLine, about(t.CostLine)),
        answers=answers,
        outcomes=reader.records(r.OutcomeRecord, t.Outcome, t.Outcome.answer_id.in_(told), queries.OUTCOME_HOLDS),
        envelope=(),
    )


def _sayable(answer: r.AnswerRecord) -> r.AnswerRecord:
    """Return an answer as far as it may be said: of a provisional one no sentence and no reason."""
    return answer if answer.confirmed else replace(answer, sentence="", reason="", possible_part="")


def _says_something(estimate: r.EstimateRecord) -> bool:
    about = {
        name for name in r.EstimateRecord.__dataclass_fields__ if name not in ("id", "contribution_id", "theme_id")
    }
    return any(getattr(estimate, name) for name in about)


def _by_owner(rows: Iterable[S]) -> Mapping[str, list[S]]:
    found: defaultdict[str, list[S]] = defaultdict(list)
    for one in rows:
        found[one.contribution_id or one.theme_id or ""].append(one)
    return found


def _counted(found: Mapping[str, int]) -> TraceCounts:
    breaks = {stop: found[stop] for stop in (*STOPS, END)}
    return TraceCounts(sum(breaks.values()), breaks, found[WITHDRAWN])

"""Promises through time: everything that changed of each, oldest first, with what was said in public at each moment."""

from dataclasses import dataclass
from datetime import date

from models.promises import HistoryEntry, Promise, changes_of, ever_said
from models.reader import Reader

MOVED = frozenset({"report_back", "decision_day", "find_out_by", "owner"})
WORDS = frozenset({"sentence", "code", "reason", "possible_part", "body", "recipient"})


@dataclass(frozen=True, slots=True)
class Moment:
    """One change. `said`: the sentence that stood in public after it; empty while nothing was confirmed."""

    entry: HistoryEntry
    said: str


@dataclass(frozen=True, slots=True)
class PromiseTimes:
    """An answer that was confirmed at some time, with all that became of it, oldest first.

    `moved`: a date or an owner changed; `reworded`: what was said changed.
    """

    promise: Promise
    moments: tuple[Moment, ...]
    moved: bool
    reworded: bool

    @property
    def is_confirmed(self) -> bool:
        """Whether it is confirmed now."""
        return bool(self.promise.confirmed_role)

    @property
    def last(self) -> date | None:
        """The day of the last change."""
        return next((one.entry.on for one in reversed(self.moments) if one.entry.on), None)


def promise_times(reader: Reader) -> tuple[PromiseTimes, ...]:
    """Return every promise that was ever made, those that changed last first."""
    found = [_of(reader, one) for one in ever_said(reader)]
    found.sort(key=lambda one: (one.last or date.min, one.promise.id), reverse=True)
    return tuple(found)


def times_of(reader: Reader, answer_id: str) -> PromiseTimes | None:
    """Return one promise through time, None where it is not there any more."""
    return next((_of(reader, one) for one in ever_said(reader) if one.id == answer_id), None)


def _of(reader: Reader, promise: Promise) -> PromiseTimes:
    entries = tuple(reversed(changes_of(reader, promise.id)))
    fields = {entry.field for entry in entries}
    return PromiseTimes(promise, tuple(_moments(promise, entries)), bool(fields & MOVED), bool(fields & WORDS))


def _moments(promise: Promise, entries: tuple[HistoryEntry, ...]) -> list[Moment]:
    """Return the entries with the sentence that held after each: worked out from what each change was from and to."""
    worded = [entry for entry in entries if entry.field == "sentence"]
    sentence = worded[0].was if worded else promise.sentence
    first = next((entry for entry in entries if entry.field == "confirmed"), None)
    public = first is None or first.was == "1"  # a change is kept only once it was confirmed
    found: list[Moment] = []
    for entry in entries:
        if entry.field == "sentence":
            sentence = entry.became
        elif entry.field == "confirmed":
            public = entry.became == "1"
        found.append(Moment(entry, sentence if public else ""))
    return found

"""The load line by line: what each line of what we have carries, and what would bring it back within what we have.

Everything is data; the sentences are made where they are shown.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import accumulate

from models.answers import YES_CODES
from models.capacity import COUNTED, KIND_OF_MEASURE, Load, PromisedLine, promised_lines, what_we_have
from models.records import EnvelopeRecord

__all__ = [
    "LineLoad",
    "PromisedLine",
    "WayBackToBudget",
    "if_decided",
    "line_loads",
    "promised_lines",
    "what_brings_back",
    "what_would_free",
]


@dataclass(frozen=True, slots=True)
class LineLoad:
    """What one line of what we have carries, or (`envelope_line_id` None) what is taken from the measure as a whole.

    `have` None: not known. For the measure as a whole it is what the named lines leave, so that it goes over by what
    the whole measure goes over.
    """

    envelope_line_id: str | None
    measure: str
    have: int | None
    confirmed: int = 0
    provisional: int = 0
    freed: int = 0
    if_freed: int = 0

    @property
    def used(self) -> int:
        """What is promised from it so far."""
        return self.confirmed + self.provisional - self.freed

    @property
    def over(self) -> int:
        """By how much it goes past what there is; 0 where it does not, or where that is not known."""
        return max(0, self.used - self.have) if self.have is not None else 0


@dataclass(frozen=True, slots=True)
class WayBackToBudget:
    """Notes or themes, by their ids, and what their waiting (or their being confirmed) takes off the load.

    `confirmed`: one of them is confirmed, so that a word would be taken back.
    """

    subject_ids: tuple[str, ...]
    amount: int
    confirmed: bool


@dataclass(frozen=True, slots=True)
class _Part:
    """What one subject adds to a measure."""

    subject_id: str
    amount: int
    confirmed: bool


def line_loads(lines: Iterable[PromisedLine], envelope: Iterable[EnvelopeRecord], measure: str) -> tuple[LineLoad, ...]:
    """Return the load of each line of what we have of a measure, and at the end of what names none of them."""
    sums: defaultdict[tuple[str | None, str], int] = defaultdict(int)
    for line in lines:
        if line.measure == measure:
            sums[line.envelope_line_id, line.bucket] += line.amount
    have = tuple(envelope)
    found = [
        LineLoad(one.id, measure, one.amount, *(sums[one.id, bucket] for bucket in COUNTED))
        for one in have
        if one.kind == KIND_OF_MEASURE[measure]
    ]
    total = what_we_have(have, measure)
    left = total - sum(one.used for one in found) if total is not None else None
    return (*found, LineLoad(None, measure, left, *(sums[None, bucket] for bucket in COUNTED)))


def what_brings_back(load: Load, lines: Iterable[PromisedLine]) -> tuple[WayBackToBudget, ...]:
    """Return the notes or themes without which a measure that is over would fit: what could wait.

    Every single one that is enough, those that are not confirmed first, the smallest first. Where none is enough
    alone, the fewest together: of what is not confirmed if that is enough, else of everything. Nothing: it is not
    over, or nothing that waits would do.
    """
    parts = _parts(lines, load.measure, _saved)
    if not load.over or not parts:
        return ()
    single = [part for part in parts if part.amount >= load.over]
    if single:
        single.sort(key=lambda part: (part.confirmed, part.amount, part.subject_id))
        return tuple(WayBackToBudget((part.subject_id,), part.amount, part.confirmed) for part in single)
    return _fewest([part for part in parts if not part.confirmed], load.over) or _fewest(parts, load.over)


def what_would_free(load: Load, lines: Iterable[PromisedLine]) -> tuple[WayBackToBudget, ...]:
    """Return the stop-doings and offers, each answered with a yes that is not confirmed yet, whose confirming would
    bring a measure that is over back within what we have; the smallest first. None is enough alone: the fewest."""
    parts = _parts(lines, load.measure, _freed_by_confirming)
    if not load.over or not parts:
        return ()
    single = sorted((part.amount, part.subject_id) for part in parts if part.amount >= load.over)
    if single:
        return tuple(WayBackToBudget((subject_id,), amount, confirmed=False) for amount, subject_id in single)
    return _fewest(parts, load.over)


def if_decided(lines: Iterable[PromisedLine], measure: str) -> int:
    """Return what would be added if everything that waits for a decision got a yes; never part of the load."""
    return sum(line.amount for line in lines if line.measure == measure and line.bucket == "if")


def _saved(line: PromisedLine) -> int:
    return {"confirmed": line.amount, "provisional": line.amount, "freed": -line.amount}.get(line.bucket, 0)


def _freed_by_confirming(line: PromisedLine) -> int:
    return line.amount if line.bucket == "if_freed" and line.code in (*YES_CODES, "accepted") else 0


def _parts(lines: Iterable[PromisedLine], measure: str, counted: Callable[[PromisedLine], int]) -> list[_Part]:
    """Return what each subject adds to a measure, where it adds anything."""
    amounts: defaultdict[str, int] = defaultdict(int)
    confirmed: set[str] = set()
    for line in lines:
        if line.measure == measure:
            amounts[line.subject_id] += counted(line)
            confirmed |= {line.subject_id} if line.bucket in ("confirmed", "freed") else set()
    return [_Part(one, amount, one in confirmed) for one, amount in amounts.items() if amount > 0]


def _fewest(parts: list[_Part], over: int) -> tuple[WayBackToBudget, ...]:
    """Return the fewest parts that are enough together, the last of them as small as it can be; nothing: all are not.

    The largest first: no smaller number of parts could be enough.
    """
    ordered = sorted(parts, key=lambda part: (-part.amount, part.confirmed, part.subject_id))
    reached = list(accumulate(part.amount for part in ordered))
    count = next((at for at, amount in enumerate(reached, 1) if amount >= over), 0)
    if not count:
        return ()
    chosen, rest = ordered[: count - 1], ordered[count - 1 :]
    missing = over - sum(part.amount for part in chosen)
    last = min((part for part in rest if part.amount >= missing), key=lambda part: (part.confirmed, part.amount))
    together = (*chosen, last)
    amount = sum(part.amount for part in together)
    return (WayBackToBudget(tuple(p.subject_id for p in together), amount, any(p.confirmed for p in together)),)

"""What the rule would say: an answer that what is known would bear, and the sentence that explains it.

The rule, as `docs/weighing.md` has it for people. It looks at the six dimensions of an idea or a stop-doing:

1. Several reviewers: the most careful value counts. "Not known" counts only where nobody knows.
2. Mandate, money, people and time must be known, whatever the answer. Where one is not, the rule says nothing.
3. Something that only a decision can move (`DECIDED`) → "somebody must decide first".
4. What is left can be a yes, and a yes needs to know all six. Where one is not known, the rule says nothing.
5. A stretch in what others can help with → "with others' help". All within → "now".

It never says `no`: a no is a person's word, with a reason. It never says `pass` or `unknown` either: whose task
something is, and by which day it is found out, is nothing that the six values hold. And it never says more than it
was told: a value that is worse, or not known any more, never turns the answer into more of a promise.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from models import vocabulary as v
from resources.texts import N_, Translator

CAREFUL = {"unknown": 0, "within": 1, "stretch": 2, "beyond": 3}
NEEDED = ("mandate", "money", "people")
ALL = v.codes(v.DIMENSIONS)
# What only a decision can move: by dimension the values that are enough to ask for one.
DECIDED = {
    "mandate": ("stretch", "beyond"),
    "money": ("beyond",),
    "people": ("beyond",),
    "skills": ("beyond",),
    "partners": ("beyond",),
    "calendar": ("stretch", "beyond"),
}
HELPED = ("money", "people", "skills", "partners")  # a stretch of these can be tried with others' help
KINDS = ("idea", "stop")  # what may get one of the six answers; a theme counts as an idea
PROMISE = {"now": 2, "try": 1}  # how much of a promise an answer is; all others are none
NAMES = {  # as they stand within a sentence
    "mandate": N_("the mandate"),
    "money": N_("money"),
    "people": N_("people's time"),
    "skills": N_("the set of skills"),
    "partners": N_("what depends on others"),
    "calendar": N_("the calendar"),
}


class Seen(Protocol):
    """What one reviewer found about one dimension; a record of a finding is one."""

    @property
    def dimension(self) -> str:
        """Its code."""
        ...

    @property
    def value(self) -> str:
        """Within, stretch, beyond or unknown."""
        ...


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the rule says. `code` empty: nothing, because the dimensions of `unknown` are not known yet.

    `because`: the dimensions that decided; the rest was within.
    """

    code: str
    because: tuple[tuple[str, str], ...] = ()
    unknown: tuple[str, ...] = ()
    helped: bool = False


def careful_values(findings: Iterable[Seen]) -> dict[str, str]:
    """Return the value that counts of each dimension: the most careful one of all who looked."""
    found = dict.fromkeys(ALL, "unknown")
    for one in findings:
        if CAREFUL[one.value] > CAREFUL[found[one.dimension]]:
            found[one.dimension] = one.value
    return found


def suggested(values: Mapping[str, str], *, helped: bool = False) -> Suggestion:
    """Return what the rule says to the values by dimension; `helped`: it is named who helps to make it possible."""
    if missing := _unknown(values, NEEDED):
        return Suggestion("", unknown=missing)
    if decided := tuple((one, values[one]) for one in ALL if values.get(one) in DECIDED[one]):
        return Suggestion("decide", decided)
    if missing := _unknown(values, ALL):
        return Suggestion("", unknown=missing)
    if stretched := tuple((one, values[one]) for one in HELPED if values[one] == "stretch"):
        return Suggestion("try", stretched, helped=helped)
    return Suggestion("now")


def explained(said: Suggestion, tr: Translator) -> str:
    """Return why the rule says what it says, in a sentence built from the dimensions that decided."""
    if said.unknown:
        what = listed(said.unknown, tr)
        return _capital(tr.count("{what} is not known yet.", "{what} are not known yet.", len(said.unknown), what=what))
    if said.code == "now":
        return tr("All six are within what we have.")
    parts = [part for value in ("beyond", "stretch") if (part := _part(said, value, tr))]
    reasons = tr("{this}, and {that}", this=parts[0], that=parts[1]) if len(parts) > 1 else parts[0]
    if said.code == "decide":
        return _capital(tr("{reasons}: only a decision can change that.", reasons=reasons))
    if said.helped:
        return _capital(tr("{reasons} and the rest is within: with others' help.", reasons=reasons))
    return _capital(tr("{reasons} and the rest is within: with others' help. Nobody is named yet.", reasons=reasons))


def listed(dimensions: Iterable[str], tr: Translator) -> str:
    """Return dimensions as they stand within a sentence: money, skills and the calendar."""
    names = [tr(NAMES[one]) for one in dimensions]
    if len(names) < 2:
        return "".join(names)
    return tr("{first} and {last}", first=", ".join(names[:-1]), last=names[-1])


def _unknown(values: Mapping[str, str], dimensions: Iterable[str]) -> tuple[str, ...]:
    return tuple(one for one in dimensions if values.get(one, "unknown") == "unknown")


def _part(said: Suggestion, value: str, tr: Translator) -> str:
    which = [one for one, seen in said.because if seen == value]
    if not which:
        return ""
    what = listed(which, tr)
    if value == "beyond":
        return tr.count("{what} is beyond what we have", "{what} are beyond what we have", len(which), what=what)
    return tr.count("{what} is a stretch", "{what} are a stretch", len(which), what=what)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]

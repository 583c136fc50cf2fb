"""Beginnings of the sentence that an answer is said with: data per language, filled in with what the file holds.

What the file does not hold stays a gap. A provisional answer gets the phrasing that promises nothing.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from models.answers import ANSWERS
from models.records import AnswerRecord, EstimateRecord
from models.vocabulary import NO_REASONS, codes
from resources.files import path_of

GAP = "______"
SLOTS = frozenset("owner report_back body decision_day recipient find_out_by part reason".split())
SLOT = re.compile(r"\{([^{}]*)\}")
LANGUAGES = ("en", "fi", "sv")


@dataclass(frozen=True, slots=True)
class Template:
    """One beginning. `answer`: the code that it is for; `reason`: of a `no`, the kind of reason, empty for any."""

    answer: str
    provisional: str
    confirmed: str
    reason: str = ""

    def phrase(self, *, confirmed: bool) -> str:
        """Return the phrasing with its slots."""
        return self.confirmed if confirmed else self.provisional


@lru_cache
def templates(language: str) -> tuple[Template, ...]:
    """Return the templates of a language, English ones where there is no file for it.

    An entry with an unknown answer, reason or slot is left out: the file may be edited by hand.
    """
    known = language if language in LANGUAGES else "en"
    data = tomllib.loads(path_of("answers", f"{known}.toml").read_text(encoding="utf-8"))
    return tuple(made for entry in data.get("template", ()) if (made := _made(entry)) is not None)


def for_answer(language: str, code: str, reason_kind: str = "") -> tuple[Template, ...]:
    """Return what an answer may begin with: for its kind of reason first, then those for any reason."""
    fitting = [one for one in templates(language) if one.answer == code and one.reason in ("", reason_kind)]
    return tuple(sorted(fitting, key=lambda one: not one.reason))


def fill(phrase: str, held: Mapping[str, str]) -> str:
    """Return a phrasing with what the file holds in its slots, and a gap where it holds nothing."""

    def value(found: re.Match[str]) -> str:
        said = " ".join(held.get(found[1], "").split())
        return (said.rstrip(".") or said) if said else GAP

    return SLOT.sub(value, phrase)


def texts_of(answer: AnswerRecord, estimate: EstimateRecord | None) -> dict[str, str]:
    """Return the texts among the slots that an answer holds; dates are written by whoever knows the language."""
    part = answer.possible_part.strip() or (estimate.possible_part.strip() if estimate else "")
    return {
        "owner": answer.owner,
        "body": answer.body,
        "recipient": answer.recipient,
        "reason": answer.reason,
        "part": part,
    }


def confirmed_twin(text: str, language: str, code: str, reason_kind: str, held: Mapping[str, str]) -> str:
    """Return the confirmed phrasing of a sentence that is a provisional template as it came; empty for any other."""
    for one in for_answer(language, code, reason_kind):
        if text.strip() == fill(one.provisional, held):
            return fill(one.confirmed, held)
    return ""


def _made(entry: Mapping[str, object]) -> Template | None:
    said = {name: str(entry.get(name, "")).strip() for name in ("answer", "provisional", "confirmed", "reason")}
    made = Template(**said)
    slots = set(SLOT.findall(made.provisional + made.confirmed))
    fits = made.answer in codes(ANSWERS) and made.reason in ("", *codes(NO_REASONS)) and slots <= SLOTS
    return made if fits and made.provisional and made.confirmed else None

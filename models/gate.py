"""Before you say it: what an answer still lacks before it can be confirmed. Source: the product's rules."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from models.answers import YES_CODES, allowed_answers
from models.records import AnswerRecord, CostRecord, EstimateRecord
from resources.texts import N_


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that is missing: a code for programs, a sentence for people."""

    code: str
    sentence: str


KIND = Lack("kind", N_("This kind of note cannot get this answer. Say first what the note is."))
OWNER = Lack("owner", N_("Who answers for it is missing: name a role."))
REPORT_BACK = Lack("report_back", N_("The date to report back is missing."))
COST = Lack("cost", N_("The cost is missing: enter it, or say that there is none."))
DAYS = Lack("days", N_("The staff days are missing: enter them, or say that there are none."))
PERIOD = Lack("period", N_("The period is missing: when does it begin and end?"))
REASON = Lack("reason", N_("The reason is missing, in plain words."))
REASON_KIND = Lack("reason_kind", N_("The kind of reason is missing."))
POSSIBLE_PART = Lack("possible_part", N_("“Which part could be done?” has no answer yet."))
CHOSEN = Lack("chosen", N_("Who chose otherwise, when, and what was preferred is missing."))
BODY = Lack("body", N_("The body that decides is missing."))
DECISION_DAY = Lack("decision_day", N_("The date of the decision is missing."))
RECIPIENT = Lack("recipient", N_("Who it is passed on to is missing."))
FIND_OUT_BY = Lack("find_out_by", N_("The date by which you find out is missing."))
CONFIRMER = Lack("confirmer", N_("Who confirms is missing: the role, how, and who enters it."))

# The fields of an answer that the gate looks at.
WORDS = ("owner", "reason_kind", "reason", "possible_part", "decided_by", "preferred", "body", "recipient")
DATES = ("report_back", "decided_on", "decision_day", "find_out_by")


@dataclass(frozen=True, slots=True)
class Subject:
    """What an answer is about: its kind (a theme counts as an idea), cost lines and estimate."""

    kind: str
    costs: tuple[CostRecord, ...]
    estimate: EstimateRecord | None


def lacks(answer: AnswerRecord, subject: Subject) -> tuple[Lack, ...]:
    """Return what the answer lacks, in the order in which a form asks for it; nothing: it may be confirmed."""
    found = list(_lacks_of_kind(answer, subject))
    found += [] if _says(answer.owner) else [OWNER]
    found += [] if answer.report_back else [REPORT_BACK]
    return tuple(found)


def needs(answer: AnswerRecord, kind: str) -> tuple[Lack, ...]:
    """Return all that the gate asks of an answer with this code, whether it is there or not."""
    bare = replace(answer, **dict.fromkeys(WORDS, ""), **dict.fromkeys(DATES))
    nothing = Subject(kind, (), None)
    asked = dict.fromkeys((*lacks(bare, nothing), *lacks(replace(bare, reason_kind=answer.reason_kind), nothing)))
    return tuple(asked)


def lacks_confirmer(answer: AnswerRecord) -> tuple[Lack, ...]:
    """Return what a confirmed answer lacks about its confirmation itself."""
    return () if tells_confirmer(answer.confirmed_role, answer.confirmed_how, answer.entered_by) else (CONFIRMER,)


def tells_confirmer(role: str, how: str, entered_by: str) -> bool:
    """Tell whether it is said who confirms: the role, how, and who enters it."""
    return bool(_says(role) and how and _says(entered_by))


def _lacks_of_kind(answer: AnswerRecord, subject: Subject) -> Iterable[Lack]:
    if answer.code not in {allowed.code for allowed in allowed_answers(subject.kind)}:
        yield KIND
    if answer.code in YES_CODES:
        yield from _lacks_of_yes(subject)
    elif answer.code == "no":
        yield from _lacks_of_no(answer, subject)
    elif answer.code == "decide":
        yield from _missing((_says(answer.body), BODY), (answer.decision_day, DECISION_DAY))
    elif answer.code in ("pass", "passed_on"):
        yield from _missing((_says(answer.recipient), RECIPIENT))
    elif answer.code == "unknown":
        yield from _missing((answer.find_out_by, FIND_OUT_BY))


def _lacks_of_yes(subject: Subject) -> Iterable[Lack]:
    # What something frees is not what it takes; of a stop-doing it is all there may be to say.
    costs = (cost for cost in subject.costs if cost.direction == "takes" or subject.kind == "stop")
    measures = {cost.measure for cost in costs}
    estimate = subject.estimate
    yield from _missing(
        ("money" in measures or (estimate and estimate.no_cost), COST),
        ("days" in measures or (estimate and estimate.no_days), DAYS),
        (estimate and estimate.starts and estimate.ends, PERIOD),
    )


def _lacks_of_no(answer: AnswerRecord, subject: Subject) -> Iterable[Lack]:
    part = _says(answer.possible_part) or (subject.estimate and _says(subject.estimate.possible_part))
    yield from _missing((answer.reason_kind, REASON_KIND), (_says(answer.reason), REASON), (part, POSSIBLE_PART))
    if answer.reason_kind == "chosen_otherwise":
        yield from _missing((_says(answer.decided_by) and answer.decided_on and _says(answer.preferred), CHOSEN))


def _says(text: str) -> bool:
    """Tell whether a text says anything: a blank, a dash or a letter of no width is no role and no reason."""
    return any(letter.isalnum() for letter in text)


def _missing(*pairs: tuple[object, Lack]) -> Iterable[Lack]:
    return (lack for there, lack in pairs if not there)

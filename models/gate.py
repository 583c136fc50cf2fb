"""Before you say it: what an answer still lacks before it can be confirmed. Source: the product's rules."""

from collections.abc import Iterable
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Subject:
    """What an answer is about: its kind (a theme counts as an idea), cost lines and estimate."""

    kind: str
    costs: tuple[CostRecord, ...]
    estimate: EstimateRecord | None


def lacks(answer: AnswerRecord, subject: Subject) -> tuple[Lack, ...]:
    """Return what the answer lacks, in the order in which a form asks for it; nothing: it may be confirmed."""
    found = list(_lacks_of_kind(answer, subject))
    found += [] if answer.owner.strip() else [OWNER]
    found += [] if answer.report_back else [REPORT_BACK]
    return tuple(found)


def lacks_confirmer(answer: AnswerRecord) -> tuple[Lack, ...]:
    """Return what a confirmed answer lacks about its confirmation itself."""
    told = answer.confirmed_role.strip() and answer.confirmed_how and answer.entered_by.strip()
    return () if told else (CONFIRMER,)


def _lacks_of_kind(answer: AnswerRecord, subject: Subject) -> Iterable[Lack]:
    if answer.code not in {allowed.code for allowed in allowed_answers(subject.kind)}:
        yield KIND
    if answer.code in YES_CODES:
        yield from _lacks_of_yes(subject)
    elif answer.code == "no":
        yield from _lacks_of_no(answer, subject)
    elif answer.code == "decide":
        yield from _missing((answer.body.strip(), BODY), (answer.decision_day, DECISION_DAY))
    elif answer.code in ("pass", "passed_on"):
        yield from _missing((answer.recipient.strip(), RECIPIENT))
    elif answer.code == "unknown":
        yield from _missing((answer.find_out_by, FIND_OUT_BY))


def _lacks_of_yes(subject: Subject) -> Iterable[Lack]:
    measures = {cost.measure for cost in subject.costs}
    estimate = subject.estimate
    yield from _missing(
        ("money" in measures or (estimate and estimate.no_cost), COST),
        ("days" in measures or (estimate and estimate.no_days), DAYS),
        (estimate and estimate.starts and estimate.ends, PERIOD),
    )


def _lacks_of_no(answer: AnswerRecord, subject: Subject) -> Iterable[Lack]:
    part = answer.possible_part.strip() or (subject.estimate.possible_part.strip() if subject.estimate else "")
    yield from _missing((answer.reason_kind, REASON_KIND), (answer.reason.strip(), REASON), (part, POSSIBLE_PART))
    if answer.reason_kind == "chosen_otherwise":
        yield from _missing((answer.decided_by.strip() and answer.decided_on and answer.preferred.strip(), CHOSEN))


def _missing(*pairs: tuple[object, Lack]) -> Iterable[Lack]:
    return (lack for there, lack in pairs if not there)

"""Answers: their codes and their two phrasings. A provisional answer never borrows the confirmed phrase."""

from dataclasses import dataclass

from models.vocabulary import Term
from resources.texts import N_


@dataclass(frozen=True, slots=True)
class AnswerCode(Term):
    """An answer: `label` is the short confirmed phrase, `provisional` the one before confirmation."""

    provisional: str = ""
    counts: bool = False


IDEA_ANSWERS = (
    AnswerCode("now", N_("We can do this now"), provisional=N_("This looks possible soon"), counts=True),
    AnswerCode(
        "try",
        N_("We can try it with others' help"),
        provisional=N_("This looks possible with others' help"),
        counts=True,
    ),
    AnswerCode("decide", N_("Somebody must decide first"), provisional=N_("Somebody must decide first")),
    AnswerCode("pass", N_("Not ours; we pass it on"), provisional=N_("This looks like another body's task")),
    AnswerCode("unknown", N_("We find out by a date"), provisional=N_("We do not know yet")),
    AnswerCode("no", N_("Not possible as it is"), provisional=N_("As it is, this looks not possible")),
)
QUESTION_ANSWERS = (
    AnswerCode("answered", N_("Answered"), provisional=N_("An answer is drafted")),
    IDEA_ANSWERS[4],
)
OFFER_ANSWERS = (
    AnswerCode("accepted", N_("Accepted, with thanks"), provisional=N_("We would like to accept this")),
    AnswerCode("not_needed", N_("Not needed now, thank you"), provisional=N_("This may not be needed now")),
    AnswerCode("passed_on", N_("Passed on"), provisional=N_("This could be passed on")),
)
HEARD_ANSWERS = (AnswerCode("heard", N_("Heard, and where it went"), provisional=N_("Heard")),)
ANSWERS = (*IDEA_ANSWERS, QUESTION_ANSWERS[0], *OFFER_ANSWERS, *HEARD_ANSWERS)
YES_CODES = ("now", "try")
BY_KIND = {
    "unsorted": (),
    "idea": IDEA_ANSWERS,
    "stop": IDEA_ANSWERS,
    "question": QUESTION_ANSWERS,
    "offer": OFFER_ANSWERS,
    "problem": HEARD_ANSWERS,
    "keep": HEARD_ANSWERS,
    "limit": HEARD_ANSWERS,
}
NOT_ANSWERED = N_("Not answered yet")


def answer_code(code: str) -> AnswerCode:
    """Return the answer of a stored code; KeyError for an unknown one."""
    return next(answer for answer in ANSWERS if answer.code == code)


def allowed_answers(kind: str) -> tuple[AnswerCode, ...]:
    """Return the answers that a note of `kind` may get; none for an unsorted note."""
    return BY_KIND[kind]


def phrase(code: str, *, confirmed: bool) -> str:
    """Return the untranslated phrase for every screen and page; the plain one only once confirmed."""
    if not code:
        return NOT_ANSWERED
    answer = answer_code(code)
    return answer.label if confirmed else answer.provisional

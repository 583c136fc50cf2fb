"""The words of the domain: each list once, with the code that is stored and the label that is shown.

Source: the team's product page. A list is data: a new entry here is all that a new kind needs in the model.
"""

from dataclasses import dataclass

from resources.texts import N_


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of a list: the stored code, the label on screen, and a cue where there is one."""

    code: str
    label: str
    cue: str = ""


def codes(terms: tuple[Term, ...]) -> tuple[str, ...]:
    """Return the stored codes of a list, in its order."""
    return tuple(term.code for term in terms)


def label(terms: tuple[Term, ...], code: str) -> str:
    """Return the untranslated label of `code`; the code itself for an own entry of a project."""
    return next((term.label for term in terms if term.code == code), code)


def cue(terms: tuple[Term, ...], code: str) -> str:
    """Return the untranslated cue of `code`, or an empty text."""
    return next((term.cue for term in terms if term.code == code), "")


NOTE_KINDS = (
    Term("unsorted", N_("Unsorted")),
    Term("idea", N_("Idea")),
    Term("stop", N_("Stop doing")),
    Term("keep", N_("Keep")),
    Term("problem", N_("Problem")),
    Term("offer", N_("Offer")),
    Term("question", N_("Question")),
    Term("limit", N_("Limit")),
)
PROMISE_LEVELS = (
    Term("1", N_("We tell you")),
    Term("2", N_("We ask you and say what we did with it")),
    Term("3", N_("We work on it with you and show where your words went")),
    Term("4", N_("We decide together on the parts named open")),
    Term("5", N_("You decide within named limits")),
)
SCOPE_KINDS = (
    Term("open", N_("Open"), N_("Everything about this may change.")),
    Term("shapeable", N_("Shapeable"), N_("This stays, and how it is done may change.")),
    Term("fixed", N_("Fixed"), N_("This cannot change now.")),
)
COPRODUCTION_KINDS = (
    Term("partnership", N_("Public-people partnership"), N_("Partners need dialogue and clear limits.")),
    Term("user_centred", N_("User-centred service process"), N_("Service users need empathy and room.")),
    Term(
        "democracy",
        N_("Participatory democracy"),
        N_("The wider public needs representativeness and honest expectations."),
    ),
)
SERVICE_STAGES = (
    Term("planning", N_("Planning")),
    Term("design", N_("Design")),
    Term("commissioning", N_("Commissioning")),
    Term("managing", N_("Managing")),
    Term("delivering", N_("Delivering")),
    Term("monitoring", N_("Monitoring")),
    Term("evaluation", N_("Evaluation")),
)
ROLES = (
    Term("client", N_("Client")),
    Term("carer", N_("Carer")),
    Term("resident", N_("Resident")),
    Term("volunteer", N_("Volunteer")),
    Term("patient", N_("Patient")),
    Term("voter", N_("Voter")),
    Term("obligatee", N_("Has to take part")),
    Term("activity_leader", N_("Activity leader")),
    Term("staff", N_("Staff")),
    Term("manager", N_("Manager")),
)
SUPPORT_NEEDS = (
    Term("interpreter", N_("Interpreter")),
    Term("large_print", N_("Large print")),
    Term("easy_read", N_("Easy read")),
    Term("step_free", N_("Step-free access")),
    Term("childcare", N_("Childcare")),
    Term("travel", N_("Travel")),
)
LANE_KINDS = (
    Term("people_do", N_("What people do")),
    Term("feeling", N_("How it feels")),
    Term("people_meet", N_("People you meet")),
    Term("visibility", N_("Line of visibility")),
    Term("behind", N_("Behind the scenes")),
    Term("other_organisations", N_("Other organisations")),
    Term("life", N_("Life around it")),
    Term("own", N_("Own kind")),
)
PATH_STATES = (Term("as_is", N_("As it is")), Term("could_be", N_("As it could be")))
STAGE_POSITIONS = (
    Term("before", N_("Before the service")),
    Term("within", N_("Within the service")),
    Term("after", N_("After the service")),
)
EVIDENCE = (
    Term("told", N_("Told")),
    Term("observed", N_("Observed")),
    Term("data", N_("Data")),
    Term("assumed", N_("Assumed")),
)
CONNECTION_KINDS = (
    Term("next", N_("Then")),
    Term("branch", N_("Or")),
    Term("loop", N_("Back to")),
    Term("drop_out", N_("Drops out")),
)
WORDS_SOURCES = (
    Term("own_hand", N_("Own hand")),
    Term("word_for_word", N_("Word for word")),
    Term("noted", N_("Noted in short")),
    Term("translated", N_("Translated")),
)
QUOTABLE = ("own_hand", "word_for_word")
GIVEN_HOW = (
    Term("told", N_("Told")),
    Term("shadowed", N_("Shadowed")),
    Term("diary", N_("Diary")),
    Term("public_source", N_("Public source")),
)
READ_BACK = (Term("agreed", N_("Agreed")), Term("changed", N_("Changed")), Term("not_checked", N_("Not checked")))
PURPOSES = (
    Term("room", N_("Used in the room")),
    Term("internal_report", N_("Internal report")),
    Term("public_report", N_("Public report")),
    Term("training", N_("Training")),
    Term("contact", N_("Contact me")),
    Term("photo", N_("Photo or recording")),
)
CONSENT_ANSWERS = (Term("yes", N_("Yes")), Term("no", N_("No")))
CONSENT_GIVEN = (
    Term("written", N_("Written")),
    Term("spoken", N_("Spoken, with a witness")),
    Term("supporter", N_("With a supporter's help")),
)
WORDS_PRESETS = (
    Term("word_for_word", N_("Word for word")),
    Term("within_theme", N_("Only within its theme")),
    Term("not_at_all", N_("Not at all")),
)
VOTE_METHODS = (Term("dots", N_("Dots")), Term("one_choice", N_("One choice")), Term("rating", N_("Rating")))
ENVELOPE_KINDS = (
    Term("money", N_("Money")),
    Term("staff_days", N_("Staff days")),
    Term("mandate", N_("Mandate and law")),
    Term("skills", N_("Skills and tools")),
    Term("partners", N_("Partners")),
    Term("offers", N_("Citizens' offers")),
    Term("other", N_("Something else")),
)
DIMENSIONS = (
    Term("mandate", N_("Mandate and law")),
    Term("money", N_("Money")),
    Term("people", N_("People and time")),
    Term("skills", N_("Skills and tools")),
    Term("partners", N_("Depends on others")),
    Term("calendar", N_("Fits the calendar")),
)
FINDING_VALUES = (
    Term("within", N_("Within")),
    Term("stretch", N_("A stretch")),
    Term("beyond", N_("Beyond")),
    Term("unknown", N_("Not known")),
)
CONFIDENCE = (Term("guess", N_("Guess")), Term("checked", N_("Checked")), Term("confirmed", N_("Confirmed")))
MEASURES = (Term("money", N_("Money")), Term("days", N_("Staff days")))
DIRECTIONS = (Term("takes", N_("Takes")), Term("frees", N_("Frees")))
RECURRENCES = (
    Term("once", N_("Once")),
    Term("month", N_("Every month")),
    Term("quarter", N_("Every quarter")),
    Term("year", N_("Every year")),
)
OBSTACLE_LEVELS = (
    Term("practice", N_("Practice")),
    Term("culture", N_("Culture")),
    Term("governance", N_("Governance or law")),
)
GOVERNANCE_DIMENSIONS = (
    Term("managerial", N_("Managerial")),
    Term("organisational", N_("Organisational")),
    Term("processual", N_("Processual")),
    Term("cultural", N_("Cultural")),
)
NO_REASONS = (
    Term("law", N_("The law does not allow it")),
    Term("not_our_competence", N_("It is not ours to decide")),
    Term("money", N_("Money")),
    Term("safety", N_("Safety")),
    Term("under_way", N_("Already under way")),
    Term("too_unspecific", N_("Too unspecific"), N_("Make it concrete.")),
    Term("several_in_one", N_("Several ideas in one"), N_("Split it.")),
    Term("chosen_otherwise", N_("Chosen otherwise")),
)
CONFIRMED_HOW = (
    Term("in_the_room", N_("In the room")),
    Term("signed", N_("Signed")),
    Term("message", N_("By message")),
    Term("minutes", N_("In the minutes")),
)
FIX_OR_FIT = (Term("service", N_("Changes the service")), Term("expectation", N_("Changes the expectation")))
OUTCOMES = (
    Term("kept", N_("Kept")),
    Term("late", N_("Late")),
    Term("changed", N_("Changed")),
    Term("broken", N_("Broken")),
)
WAY_BACK_KINDS = (Term("web", N_("Web form")), Term("mail", N_("E-mail")), Term("text", N_("Text message")))
CHANNELS = (
    *WAY_BACK_KINDS,
    Term("slip", N_("Paper slip")),
    Term("phone", N_("Phone call")),
    Term("spoken", N_("Spoken")),
)
VERDICTS = (
    Term("right", N_("Yes, you got it right")),
    Term("partly", N_("Partly")),
    Term("wrong", N_("No, that is not what I meant")),
)
QUESTION_KINDS = (
    Term("words", N_("In own words")),
    Term("yes_no", N_("Yes or no")),
    Term("one_of", N_("One of several")),
)

"""What is said in public: a provisional answer never reads as a promise, and the gate holds on every route."""

from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import answers, gate, queries
from models import records as r
from models import tables as t
from models.edits import voices, weighing
from models.edits.path import AddPath
from models.edits.sorting import AddTheme, PutInTheme
from models.errors import GateClosed, Refused
from models.keep_gate import missing
from models.project import Project
from resources.texts import Translator
from tests.models.support import EDITS, Walk, add_note, column, dump, result
from tests.models.test_history import new_project

DAY = date(2026, 4, 1)

# Written out, so that a changed phrase is a decision and not a slip: code, provisional, confirmed.
PHRASES = [
    ("now", "This looks possible soon", "We can do this now"),
    ("try", "This looks possible with others' help", "We can try it with others' help"),
    ("decide", "Somebody must decide first", "Somebody must decide first"),
    ("pass", "This looks like another body's task", "Not ours; we pass it on"),
    ("unknown", "We do not know yet", "We find out by a date"),
    ("no", "As it is, this looks not possible", "Not possible as it is"),
    ("answered", "An answer is drafted", "Answered"),
    ("accepted", "We would like to accept this", "Accepted, with thanks"),
    ("not_needed", "This may not be needed now", "Not needed now, thank you"),
    ("passed_on", "This could be passed on", "Passed on"),
    ("heard", "Heard", "Heard, and where it went"),
]
KINDS = {
    "unsorted": "",
    "idea": "now try decide pass unknown no",
    "stop": "now try decide pass unknown no",
    "question": "answered unknown",
    "offer": "accepted not_needed passed_on",
    "problem": "heard",
    "keep": "heard",
    "limit": "heard",
}


@pytest.mark.parametrize(("code", "provisional", "confirmed"), PHRASES)
def test_each_answer_has_its_two_phrases(code: str, provisional: str, confirmed: str) -> None:
    assert answers.phrase(code, confirmed=False) == provisional
    assert answers.phrase(code, confirmed=True) == confirmed


def test_the_table_of_phrases_is_whole() -> None:
    assert [answer.code for answer in answers.ANSWERS] == [code for code, _, _ in PHRASES]


def test_no_provisional_phrase_reads_as_a_promise() -> None:
    for code, provisional, confirmed in PHRASES:
        if code != "decide":  # the product's page gives both the same words; who and when come with confirming
            assert provisional != confirmed
        assert "we can" not in provisional.lower()
        assert provisional not in [phrase for other, _, phrase in PHRASES if other != code]


def test_no_answer_and_an_unknown_one() -> None:
    assert answers.phrase("", confirmed=False) == answers.phrase("", confirmed=True) == "Not answered yet"
    with pytest.raises(StopIteration):
        answers.phrase("maybe", confirmed=False)


@pytest.mark.parametrize(("kind", "codes"), KINDS.items())
def test_each_kind_of_note_gets_its_answers_and_no_other(project: Project, kind: str, codes: str) -> None:
    note_id = add_note(project, "words", kind=kind)
    assert [answer.code for answer in answers.allowed_answers(kind)] == codes.split()
    for code, _, _ in PHRASES:
        edit = weighing.GiveAnswer(code, note_id=note_id)
        if code in codes.split():
            project.perform(edit)
            assert not project.ask(queries.weighing).answers[0].confirmed
        else:
            with pytest.raises(Refused, match=r"no answer to this kind|Say first what this note is"):
                project.perform(edit)


# -- the gate ----------------------------------------------------------------------------------------------

OWNED: Mapping[str, object] = {"owner": "Head of service", "report_back": DAY}
NEEDED: dict[tuple[str, str], Mapping[str, object]] = {
    ("idea", "now"): {},
    ("stop", "try"): {},
    ("idea", "decide"): {"body": "Board", "decision_day": DAY},
    ("idea", "pass"): {"recipient": "The city"},
    ("idea", "unknown"): {"find_out_by": DAY},
    ("idea", "no"): {"reason_kind": "money", "reason": "Too dear", "possible_part": "On Mondays"},
    ("question", "answered"): {},
    ("question", "unknown"): {"find_out_by": DAY},
    ("offer", "accepted"): {},
    ("offer", "not_needed"): {},
    ("offer", "passed_on"): {"recipient": "The club"},
    ("problem", "heard"): {},
}
LACK = {
    "owner": gate.OWNER,
    "report_back": gate.REPORT_BACK,
    "body": gate.BODY,
    "decision_day": gate.DECISION_DAY,
    "recipient": gate.RECIPIENT,
    "find_out_by": gate.FIND_OUT_BY,
    "reason_kind": gate.REASON_KIND,
    "reason": gate.REASON,
    "possible_part": gate.POSSIBLE_PART,
}


def weighed(project: Project, kind: str, code: str, **estimate: object) -> str:
    note_id = add_note(project, "words", kind=kind)
    if code in ("now", "try"):
        values = {"no_cost": True, "no_days": True, "starts": DAY, "ends": DAY, **estimate}
        project.perform(weighing.SetEstimate(values, note_id))
    return note_id


def answered(project: Project, kind: str, code: str, **changes: object) -> str:
    note_id = weighed(project, kind, code)
    values = {**OWNED, **NEEDED[kind, code], **changes}
    return result(project.perform(weighing.GiveAnswer(code, values, note_id)))


def confirm(answer_id: str) -> weighing.ConfirmAnswer:
    return weighing.ConfirmAnswer(answer_id, "Head of service", "in_the_room", "Scribe")


def confirmed(project: Project) -> list[bool]:
    return [answer.confirmed for answer in project.ask(queries.weighing).answers]


@pytest.mark.parametrize(("kind", "code"), NEEDED)
def test_a_whole_answer_is_confirmed(project: Project, kind: str, code: str) -> None:
    project.perform(confirm(answered(project, kind, code)))
    assert confirmed(project) == [True]
    project.undo()
    assert confirmed(project) == [False]


CASES = [(kind, code, name) for (kind, code), needed in NEEDED.items() for name in (*OWNED, *needed)]


@pytest.mark.parametrize(("kind", "code", "name"), CASES)
def test_each_missing_thing_closes_the_gate(project: Project, kind: str, code: str, name: str) -> None:
    empty = None if isinstance({**OWNED, **NEEDED[kind, code]}[name], date) else ""
    answer = answered(project, kind, code, **{name: empty})
    before = dump(project)
    with pytest.raises(GateClosed) as caught:
        project.perform(confirm(answer))
    assert caught.value.lacks == (LACK[name],)
    assert str(caught.value) == f"This cannot be confirmed yet. {LACK[name].sentence}"
    assert dump(project) == before
    if empty == "" and name != "reason_kind":
        project.perform(weighing.GiveAnswer(code, {name: "  \n"}, *subject_of(project, answer)))
        with pytest.raises(GateClosed):
            project.perform(confirm(answer))


def subject_of(project: Project, answer_id: str) -> tuple[str, None]:
    return column(project, "SELECT contribution_id FROM answer WHERE id = ?", answer_id)[0], None


@pytest.mark.parametrize(
    ("estimate", "lack"),
    [
        ({"no_cost": False}, gate.COST),
        ({"no_days": False}, gate.DAYS),
        ({"starts": None}, gate.PERIOD),
        ({"ends": None}, gate.PERIOD),
    ],
)
@pytest.mark.parametrize("code", ["now", "try"])
def test_a_yes_needs_cost_days_and_period(
    project: Project, code: str, estimate: dict[str, object], lack: gate.Lack
) -> None:
    note_id = weighed(project, "idea", code, **estimate)
    answer = result(project.perform(weighing.GiveAnswer(code, OWNED, note_id)))
    with pytest.raises(GateClosed) as caught:
        project.perform(confirm(answer))
    assert caught.value.lacks == (lack,)


def test_a_yes_without_any_weighing_lacks_all_of_it_in_order(project: Project) -> None:
    answer = result(project.perform(weighing.GiveAnswer("now", {}, add_note(project, "words", kind="idea"))))
    with pytest.raises(GateClosed) as caught:
        project.perform(confirm(answer))
    assert caught.value.lacks == (gate.COST, gate.DAYS, gate.PERIOD, gate.OWNER, gate.REPORT_BACK)


@pytest.mark.parametrize("measure", ["money", "days"])
def test_a_cost_line_is_as_good_as_saying_there_is_none(project: Project, measure: str) -> None:
    note_id = weighed(project, "idea", "now", no_cost=measure != "money", no_days=measure != "days")
    answer = result(project.perform(weighing.GiveAnswer("now", OWNED, note_id)))
    with pytest.raises(GateClosed):
        project.perform(confirm(answer))
    project.perform(weighing.AddCost(weighing.NewCost(measure, 100), note_id))
    project.perform(confirm(answer))


@pytest.mark.parametrize("name", ["decided_by", "decided_on", "preferred"])
def test_chosen_otherwise_needs_who_when_and_what(project: Project, name: str) -> None:
    told: dict[str, object] = {"reason_kind": "chosen_otherwise", "decided_by": "Board", "decided_on": DAY}
    told["preferred"] = "A bench"
    project.perform(confirm(answered(project, "idea", "no", **told)))
    answer = answered(project, "idea", "no", **{**told, name: None if name == "decided_on" else ""})
    with pytest.raises(GateClosed) as caught:
        project.perform(confirm(answer))
    assert caught.value.lacks == (gate.CHOSEN,)


@pytest.mark.parametrize("changes", [{"role": " "}, {"how": ""}, {"entered_by": ""}])
def test_who_confirms_how_and_who_enters_it_are_needed(project: Project, changes: dict[str, str]) -> None:
    told = {"role": "Head of service", "how": "signed", "entered_by": "Scribe", **changes}
    answer = answered(project, "idea", "now")
    with pytest.raises(GateClosed) as caught:
        project.perform(weighing.ConfirmAnswer(answer, told["role"], told["how"], told["entered_by"]))
    assert caught.value.lacks == (gate.CONFIRMER,)
    assert confirmed(project) == [False]


# -- every route -------------------------------------------------------------------------------------------


def two_states(project: Project, edit: object) -> None:
    """An edit that takes away what a confirmed answer stood on takes the confirmation with it; undo gives both."""
    before = dump(project)
    assert confirmed(project) == [True]
    steps = column(project, "SELECT count(*) FROM history_step")[0]
    project.perform(edit)  # type: ignore[arg-type]
    assert confirmed(project) == [False]
    answer = project.ask(queries.weighing).answers[0]
    assert (answer.confirmed_by, answer.confirmed_role, answer.confirmed_how, answer.confirmed_on) == ("", "", "", None)
    assert column(project, "SELECT count(*) FROM history_step")[0] == steps + 1
    after = dump(project)
    project.undo()
    assert dump(project) == before
    project.redo()
    assert dump(project) == after


def test_deleting_the_cost_it_stands_on(project: Project) -> None:
    note_id = weighed(project, "idea", "now", no_cost=False)
    cost = result(project.perform(weighing.AddCost(weighing.NewCost("money", 5), note_id)))
    project.perform(confirm(result(project.perform(weighing.GiveAnswer("now", OWNED, note_id)))))
    two_states(project, weighing.DeleteCost(cost))


def test_deleting_one_of_two_costs_keeps_it(project: Project) -> None:
    note_id = weighed(project, "idea", "now", no_cost=False)
    costs = [result(project.perform(weighing.AddCost(weighing.NewCost("money", 5), note_id))) for _ in range(2)]
    project.perform(confirm(result(project.perform(weighing.GiveAnswer("now", OWNED, note_id)))))
    project.perform(weighing.DeleteCost(costs[0]))
    assert confirmed(project) == [True]


@pytest.mark.parametrize("kind", ["unsorted", "question", "problem", "offer"])
def test_changing_the_kind_of_its_note(project: Project, kind: str) -> None:
    answer = answered(project, "idea", "now")
    project.perform(confirm(answer))
    two_states(project, voices.ChangeNote(subject_of(project, answer)[0], {"kind": kind}))


@pytest.mark.parametrize("change", [{"no_cost": False}, {"no_days": False}, {"ends": None}])
def test_changing_the_estimate(project: Project, change: dict[str, object]) -> None:
    answer = answered(project, "idea", "now")
    project.perform(confirm(answer))
    two_states(project, weighing.SetEstimate(change, subject_of(project, answer)[0]))


@pytest.mark.parametrize("values", [{"sentence": "Other words"}, {"owner": ""}, {}])
def test_changing_the_answer_itself(project: Project, values: dict[str, object]) -> None:
    answer = answered(project, "idea", "now")
    project.perform(confirm(answer))
    two_states(project, weighing.GiveAnswer("now", values, subject_of(project, answer)[0]))


def test_a_possible_part_that_only_the_estimate_holds_counts_until_it_goes(project: Project) -> None:
    answer = answered(project, "idea", "no", possible_part="")
    note_id = subject_of(project, answer)[0]
    project.perform(weighing.SetEstimate({"possible_part": "On Mondays"}, note_id))
    project.perform(confirm(answer))
    two_states(project, weighing.SetEstimate({"possible_part": ""}, note_id))


def test_what_is_missing_is_said_in_the_readers_language(project: Project) -> None:
    class Shouting(Translator):
        def __call__(self, message: str, /, **values: object) -> str:
            return message.upper().format(**{name.upper(): value for name, value in values.items()})

    answer = answered(project, "idea", "now", owner="")
    with pytest.raises(GateClosed) as caught:
        project.perform(confirm(answer))
    said = caught.value.sentence(Shouting("en"))
    assert said == f"THIS CANNOT BE CONFIRMED YET. {gate.OWNER.sentence.upper()}"


def test_a_theme_has_a_gate_of_its_own(project: Project) -> None:
    theme = result(project.perform(AddTheme("Theme")))
    project.perform(PutInTheme(weighed(project, "idea", "now"), theme))  # the note's estimate is not the theme's
    answer = result(project.perform(weighing.GiveAnswer("now", OWNED, theme_id=theme)))
    with pytest.raises(GateClosed):
        project.perform(confirm(answer))
    values = {"no_cost": True, "no_days": True, "starts": DAY, "ends": DAY}
    project.perform(weighing.SetEstimate(values, theme_id=theme))
    project.perform(confirm(answer))
    two_states(project, weighing.SetEstimate({"no_days": False}, theme_id=theme))


def test_something_else_changing_keeps_it(project: Project) -> None:
    answer = answered(project, "idea", "now")
    project.perform(confirm(answer))
    note_id = subject_of(project, answer)[0]
    project.perform(voices.ChangeNote(note_id, {"wording": "Shorter", "kind": "stop"}))
    project.perform(weighing.SetFinding("money", {"value": "beyond"}, note_id))
    project.perform(AddPath("Way"))
    assert confirmed(project) == [True]


def test_only_a_confirmed_answer_has_an_outcome(project: Project) -> None:
    answer = answered(project, "idea", "now")
    with pytest.raises(Refused, match="Only a confirmed answer"):
        project.perform(weighing.RecordOutcome(answer, "kept", "Done"))
    project.perform(confirm(answer))
    for status in ("late", "kept"):
        project.perform(weighing.RecordOutcome(answer, status, status))
    assert [outcome.status for outcome in project.ask(queries.weighing).outcomes] == ["late", "kept"]


def test_an_answer_is_about_one_note_or_one_theme(project: Project) -> None:
    for note_id, theme_id in ((None, None), ("a", "b")):
        with pytest.raises(Refused, match="which note or which theme"):
            project.perform(weighing.GiveAnswer("now", {}, note_id, theme_id))


def assert_gate_holds(project: Project) -> None:
    reader = project._reader  # pyright: ignore[reportPrivateUsage]
    for answer in reader.records(r.AnswerRecord, t.Answer, t.Answer.confirmed):
        assert missing(answer, reader) == ()


GATED = [kind for kind, build in enumerate(EDITS) if build.__code__.co_name in ("_answer", "_cost", "_notes")]
NAMES = (
    "ConfirmAnswer GiveAnswer DeleteAnswer AddCost ChangeCost DeleteCost SetEstimate ChangeNote MergeTwins DeleteNote "
    "PutInTheme AddTheme"
)


def gated_kinds() -> list[int]:
    """The numbers of the edits that answers, or what they stand on, are changed by."""
    with_names = [(kind, " ".join(build.__code__.co_names)) for kind, build in enumerate(EDITS)]
    return [kind for kind, names in with_names if any(name in names for name in NAMES.split())] + GATED


@pytest.mark.slow
@settings(max_examples=12)
@given(
    st.lists(
        st.tuples(st.sampled_from([*gated_kinds(), -1, -2]), st.integers(0, 59), st.integers(0, 59)),
        min_size=10,
        max_size=50,
    )
)
def test_no_walk_of_edits_undo_and_redo_leads_to_a_confirmed_answer_that_lacks_something(
    steps: list[tuple[int, int, int]],
) -> None:
    with new_project() as (_, project):
        walk = Walk(project)
        made = [answered(project, *pair) for pair in (("idea", "now"), ("idea", "no"), ("stop", "try"))]
        for answer in made[:2]:
            project.perform(confirm(answer))
        for kind, a, b in steps:
            if kind == -1:
                if project.undo_label():
                    project.undo()
            elif kind == -2:
                if project.redo_label():
                    project.redo()
            else:
                walk.step((kind, a, b))
            assert_gate_holds(project)

"""Promised so far: exact sums, told apart by how sure they are, against what we have; going over never blocks."""

from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import queries
from models import records as r
from models.capacity import Load, cost_in, effective_answers, load_of
from models.edits.project import AddEnvelopeLine, ChangeEnvelopeLine
from models.edits.sorting import AddTheme, PutInTheme
from models.edits.weighing import AddCost, ConfirmAnswer, DeleteCost, GiveAnswer, NewCost, SetEstimate
from models.project import Project
from tests.models.support import add_note, result
from tests.models.test_history import new_project

DAY = date(2026, 4, 1)
OWNED: Mapping[str, object] = {"owner": "Lead", "report_back": DAY, "recipient": "The club"}


def loads(project: Project) -> dict[str, Load]:
    weighing = project.ask(queries.weighing)
    return load_of(weighing.notes, weighing.answers, weighing.costs, weighing.envelope)


def give(
    project: Project,
    kind: str,
    code: str,
    *costs: NewCost,
    confirmed: bool = False,
    theme: str | None = None,
) -> str:
    """A note with costs and, with a code, an answer; returns its id."""
    note_id = add_note(project, "words", kind=kind)
    for cost in costs:
        project.perform(AddCost(cost, note_id))
    if theme:
        project.perform(PutInTheme(note_id, theme))
    if code:
        estimate = {"no_cost": True, "no_days": True, "starts": DAY, "ends": DAY}
        project.perform(SetEstimate(estimate, note_id))
        answer = result(project.perform(GiveAnswer(code, OWNED, note_id)))
        if confirmed:
            project.perform(ConfirmAnswer(answer, "Lead", "signed", "Scribe"))
    return note_id


def money(high: int, direction: str = "takes", **more: object) -> NewCost:
    return NewCost("money", high, None, direction, **more)  # type: ignore[arg-type]


def days(high: int, direction: str = "takes") -> NewCost:
    return NewCost("days", high, None, direction)


def parts(load: Load) -> tuple[int, int, int, int]:
    return load.confirmed, load.provisional, load.freed, load.if_freed


@pytest.mark.parametrize("code", ["now", "try"])
def test_a_yes_counts_confirmed_or_not_and_the_two_are_told_apart(project: Project, code: str) -> None:
    give(project, "idea", code, money(100), days(25))
    give(project, "stop", code, money(7), days(50), confirmed=True)
    assert parts(loads(project)["money"]) == (7, 100, 0, 0)
    assert parts(loads(project)["days"]) == (50, 25, 0, 0)
    assert loads(project)["money"].used == 107


@pytest.mark.parametrize("code", ["decide", "pass", "unknown", "no", ""])
def test_nothing_else_counts(project: Project, code: str) -> None:
    give(project, "idea", code, money(100), days(25))
    give(project, "problem", "heard", money(100))
    assert parts(loads(project)["money"]) == parts(loads(project)["days"]) == (0, 0, 0, 0)


def test_only_a_confirmed_stop_doing_frees_before_it_is_an_if(project: Project) -> None:
    give(project, "stop", "now", days(800, "frees"))
    assert parts(loads(project)["days"]) == (0, 0, 0, 800)
    assert loads(project)["days"].used == 0
    give(project, "stop", "now", days(300, "frees"), confirmed=True)
    assert parts(loads(project)["days"]) == (0, 0, 300, 800)
    assert loads(project)["days"].used == -300


def test_what_nobody_has_decided_yet_is_an_if_too(project: Project) -> None:
    give(project, "stop", "", days(800, "frees"))
    give(project, "stop", "unknown", days(30, "frees"))
    give(project, "offer", "", money(5, "frees"), days(900, "frees"))
    assert parts(loads(project)["days"]) == (0, 0, 0, 830)
    assert parts(loads(project)["money"]) == (0, 0, 0, 5)


def test_an_idea_that_claims_to_free_something_frees_nothing(project: Project) -> None:
    give(project, "idea", "now", money(800, "frees"), days(800, "frees"), confirmed=True)
    give(project, "stop", "no", money(800, "frees"))
    assert parts(loads(project)["money"]) == parts(loads(project)["days"]) == (0, 0, 0, 0)


def test_an_accepted_offer_frees_money_and_never_fills_staff_days(project: Project) -> None:
    give(project, "offer", "accepted", money(50, "frees"), days(900, "frees"))
    assert parts(loads(project)["money"]) == (0, 0, 0, 50)
    give(project, "offer", "accepted", money(70, "frees"), days(900, "frees"), confirmed=True)
    give(project, "offer", "not_needed", money(999, "frees"), confirmed=True)
    assert parts(loads(project)["money"]) == (0, 0, 70, 50)
    assert parts(loads(project)["days"]) == (0, 0, 0, 0)


def test_the_turn_of_the_sample_story(project: Project) -> None:
    project.perform(AddEnvelopeLine("staff_days", "Team", 6400))
    give(project, "idea", "now", days(7000), confirmed=True)
    stop = give(project, "stop", "now", days(800, "frees"))
    assert (loads(project)["days"].used, loads(project)["days"].over) == (7000, 600)
    answer = next(a for a in project.ask(queries.weighing).answers if a.contribution_id == stop)
    project.perform(ConfirmAnswer(answer.id, "Lead", "signed", "Scribe"))
    assert (loads(project)["days"].used, loads(project)["days"].over) == (6200, 0)
    project.undo()
    assert loads(project)["days"].used == 7000


def test_what_we_have_is_a_sum_and_unknown_if_one_line_is(project: Project) -> None:
    assert loads(project)["money"].have is None
    project.perform(AddEnvelopeLine("money", "Budget", 500))
    line = result(project.perform(AddEnvelopeLine("money", "Grant", 250)))
    project.perform(AddEnvelopeLine("offers", "Offers", 9999))
    assert loads(project)["money"].have == 750
    assert loads(project)["days"].have is None
    project.perform(ChangeEnvelopeLine(line, {"amount": None}))
    assert loads(project)["money"].have is None
    give(project, "idea", "now", money(10**9), confirmed=True)
    assert loads(project)["money"].over == 0


def test_nothing_is_a_known_amount(project: Project) -> None:
    project.perform(AddEnvelopeLine("money", "Budget", 0))
    give(project, "idea", "now", money(5))
    assert (loads(project)["money"].have, loads(project)["money"].over) == (0, 5)


def test_going_over_never_blocks(project: Project) -> None:
    project.perform(AddEnvelopeLine("money", "Budget", 10))
    give(project, "idea", "now", money(10**12), confirmed=True)
    assert loads(project)["money"].over == 10**12 - 10


def test_the_high_end_counts(project: Project) -> None:
    give(project, "idea", "now", NewCost("money", 100, 20))
    assert loads(project)["money"].provisional == 100


def test_a_themes_answer_holds_for_its_ideas_without_their_own(project: Project) -> None:
    theme = result(project.perform(AddTheme("Theme")))
    give(project, "idea", "", money(1), theme=theme)
    give(project, "stop", "", money(10), days(5, "frees"), theme=theme)
    give(project, "idea", "no", money(100), theme=theme)
    give(project, "question", "", money(1000), theme=theme)
    give(project, "idea", "", money(10000))
    project.perform(AddCost(money(100000), theme_id=theme))
    assert parts(loads(project)["money"]) == (0, 0, 0, 0)
    project.perform(GiveAnswer("now", OWNED, theme_id=theme))
    assert parts(loads(project)["money"]) == (0, 100011, 0, 0)
    assert parts(loads(project)["days"]) == (0, 0, 0, 5)
    weighing = project.ask(queries.weighing)
    held = effective_answers(weighing.notes, weighing.answers)
    assert sorted(held[n.id].code for n in weighing.notes if n.id in held) == ["no", "now", "now"]


# -- recurring lines ---------------------------------------------------------------------------------------


def line(recurrence: str, starts: date | None = None, ends: date | None = None) -> r.CostRecord:
    return r.CostRecord("x", "n", None, "money", "takes", "", None, 100, recurrence, starts, ends)


def d(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("recurrence", "starts", "ends", "times"),
    [
        ("once", "2026-01-01", "2026-12-31", 1),
        ("month", "2026-01-01", "2026-12-31", 12),
        ("month", "2026-01-31", "2026-03-30", 2),
        ("month", "2026-01-31", "2026-03-31", 3),
        ("month", "2026-01-31", "2026-02-27", 1),
        ("month", "2026-01-31", "2026-02-28", 2),
        ("month", "2024-01-31", "2024-02-28", 1),
        ("month", "2024-01-31", "2024-02-29", 2),
        ("quarter", "2026-01-01", "2026-12-31", 4),
        ("quarter", "2026-01-01", "2026-04-01", 2),
        ("year", "2026-01-01", "2026-12-31", 1),
        ("year", "2026-01-01", "2027-01-01", 2),
        ("year", "2024-02-29", "2028-02-29", 5),
        ("month", "2026-05-05", "2026-05-05", 1),
        ("month", "2026-12-31", "2026-01-01", 0),
        ("year", "9990-12-31", "9999-12-31", 10),
    ],
)
def test_a_recurring_line_counts_each_time_it_falls_due(recurrence: str, starts: str, ends: str, times: int) -> None:
    within = d(starts), d(ends)
    assert cost_in(line(recurrence), *within) == 100 * times
    if recurrence != "once":
        assert cost_in(line(recurrence, *within), None, None) == 100 * times


def test_only_what_falls_into_the_period_counts() -> None:
    year = d("2026-01-01"), d("2026-12-31")
    assert cost_in(line("month", d("2025-01-15"), d("2027-12-31")), *year) == 1200
    assert cost_in(line("month", d("2026-11-01")), *year) == 200
    assert cost_in(line("month", None, d("2026-02-28")), *year) == 200
    assert cost_in(line("year", d("2020-06-30")), *year) == 100
    assert cost_in(line("month", d("2027-01-01")), *year) == 0


def test_without_an_end_a_recurring_line_counts_once() -> None:
    assert cost_in(line("month"), None, None) == cost_in(line("month", DAY), None, None) == 100
    assert cost_in(line("month"), None, DAY) == 100


# -- against an independent sum ----------------------------------------------------------------------------

COSTS = st.tuples(st.sampled_from(("money", "days")), st.integers(0, 10**9), st.sampled_from(("takes", "frees")))
NOTES = st.tuples(
    st.sampled_from(("idea", "stop", "offer")),
    st.integers(0, 5),
    st.booleans(),
    st.lists(COSTS, max_size=3),
)


def naive(project: Project, measure: str) -> tuple[int, int, int, int]:
    """The same by one plain SQL statement for each part."""
    select = (
        "SELECT coalesce(sum(high), 0) FROM cost_line c LEFT JOIN answer a ON a.contribution_id = c.contribution_id "
        f"JOIN contribution n ON n.id = c.contribution_id WHERE c.measure = '{measure}' AND "
    )
    yes = "coalesce(a.code IN ('now', 'try'), 0)"
    sure = "coalesce(a.confirmed, 0)"
    may = "(n.kind = 'stop' OR n.kind = 'offer' AND c.measure = 'money')"
    gives = f"(n.kind = 'stop' AND {yes} OR n.kind = 'offer' AND coalesce(a.code = 'accepted', 0))"
    open_yet = "(a.code IS NULL OR a.code IN ('decide', 'unknown'))"
    asked = (
        f"c.direction = 'takes' AND {yes} AND {sure}",
        f"c.direction = 'takes' AND {yes} AND NOT {sure}",
        f"c.direction = 'frees' AND {may} AND {gives} AND {sure}",
        f"c.direction = 'frees' AND {may} AND ({gives} AND NOT {sure} OR {open_yet})",
    )
    connection = project.store.connection
    found = [connection.exec_driver_sql(select + condition).fetchone() for condition in asked]
    first, second, third, fourth = (int(row[0]) for row in found if row)
    return first, second, third, fourth


@settings(max_examples=10)
@given(st.lists(NOTES, min_size=1, max_size=6), st.lists(st.sampled_from(("undo", "redo", "delete")), max_size=12))
def test_sums_are_exact_whatever_is_done(
    made: list[tuple[str, int, bool, list[tuple[str, int, str]]]], turns: list[str]
) -> None:
    answers = {"idea": ("now", "try", "no", "pass", "unknown", ""), "offer": ("accepted", "not_needed", "passed_on")}
    with new_project() as (_, project):
        for kind, number, confirmed, costs in made:
            codes = answers.get(kind, answers["idea"])
            code = codes[number % len(codes)]
            lines = (NewCost(measure, high, None, way) for measure, high, way in costs)
            give(project, kind, code, *lines, confirmed=confirmed and code in ("now", "try", "accepted"))
            for measure, load in loads(project).items():
                assert parts(load) == naive(project, measure)
        for way in turns:
            costs_left = project.ask(queries.weighing).costs
            if way == "delete" and costs_left:
                project.perform(DeleteCost(costs_left[0].id))
            elif way == "undo" and project.undo_label():
                project.undo()
            elif way == "redo" and project.redo_label():
                project.redo()
            for measure, load in loads(project).items():
                assert parts(load) == naive(project, measure)
                assert load.used == load.confirmed + load.provisional - load.freed

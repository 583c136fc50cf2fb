"""The load line by line: it adds up to the load, lines of what we have carry their own, and what could wait."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import queries
from models.capacity import Load, PromisedLine, load_of, sum_up
from models.edits.project import AddEnvelopeLine, ChangeEnvelopeLine
from models.edits.sorting import AddTheme
from models.edits.weighing import AddCost, ChangeCost, GiveAnswer, NewCost
from models.load_lines import (
    LineLoad,
    WayBackToBudget,
    if_decided,
    line_loads,
    promised_lines,
    what_brings_back,
    what_would_free,
)
from models.project import Project
from tests.models.support import column, result
from tests.models.test_capacity import DAY, OWNED, days, give, money


def lines_of(project: Project) -> tuple[PromisedLine, ...]:
    weighing = project.ask(queries.weighing)
    return promised_lines(weighing.notes, weighing.answers, weighing.costs, weighing.envelope)


def loads_of(project: Project) -> dict[str, Load]:
    weighing = project.ask(queries.weighing)
    return load_of(weighing.notes, weighing.answers, weighing.costs, weighing.envelope)


def per_line(project: Project, measure: str = "money") -> tuple[LineLoad, ...]:
    return line_loads(lines_of(project), project.ask(queries.envelope), measure)


def ways(project: Project, measure: str = "money") -> list[tuple[tuple[str, ...], int, bool]]:
    found = what_brings_back(loads_of(project)[measure], lines_of(project))
    return [(way.subject_ids, way.amount, way.confirmed) for way in found]


def taken_from(project: Project, note_id: str, line_id: str | None) -> None:
    [cost] = column(project, "SELECT id FROM cost_line WHERE contribution_id = ?", note_id)
    project.perform(ChangeCost(cost, {"envelope_line_id": line_id}))


def test_every_line_that_counts_is_told_with_how_it_counts(project: Project) -> None:
    theme = result(project.perform(AddTheme("Theme")))
    project.perform(GiveAnswer("try", OWNED, theme_id=theme))
    yes = give(project, "idea", "now", NewCost("money", 100, 40, label="Hall"), days(25), confirmed=True)
    held = give(project, "idea", "", money(7), theme=theme)
    stop = give(project, "stop", "now", days(800, "frees"))
    silent = give(project, "stop", "", money(3, "frees"))
    waits = give(project, "idea", "decide", money(60))
    give(project, "idea", "no", money(999))
    give(project, "idea", "", money(999))
    give(project, "offer", "accepted", days(999, "frees"))
    found = lines_of(project)
    told = {(one.subject_id, one.measure, one.bucket, one.amount, one.code, one.inherited) for one in found}
    assert len(found) == 6
    assert told == {
        (yes, "money", "confirmed", 100, "now", False),
        (yes, "days", "confirmed", 25, "now", False),
        (held, "money", "provisional", 7, "try", True),
        (stop, "days", "if_freed", 800, "now", False),
        (silent, "money", "if_freed", 3, "", False),
        (waits, "money", "if", 60, "decide", False),
    }
    assert {one.amount: one.label for one in found if one.label} == {100: "Hall"}
    assert [one.cost_id for one in found] == [
        one.id for one in project.ask(queries.weighing).costs if one.id in {line.cost_id for line in found}
    ]
    assert if_decided(found, "money") == 60
    assert (loads_of(project)["money"].used, loads_of(project)["money"].if_freed) == (107, 3)
    assert sum_up(found, project.ask(queries.envelope)) == loads_of(project)


def test_a_themes_own_cost_is_of_the_theme(project: Project) -> None:
    theme = result(project.perform(AddTheme("Theme")))
    project.perform(AddCost(money(5), theme_id=theme))
    project.perform(GiveAnswer("now", OWNED, theme_id=theme))
    [line] = lines_of(project)
    assert (line.subject_id, line.bucket, line.inherited) == (theme, "provisional", False)


# -- each line of what we have ------------------------------------------------------------------------------


def test_a_cost_is_taken_from_the_line_it_names_the_rest_from_the_whole(project: Project) -> None:
    grant = result(project.perform(AddEnvelopeLine("money", "Grant", 100)))
    budget = result(project.perform(AddEnvelopeLine("money", "Budget", 500)))
    named = give(project, "idea", "now", money(130), confirmed=True)
    taken_from(project, named, grant)
    give(project, "idea", "now", money(200))
    on_grant, on_budget, whole = per_line(project)
    assert (on_grant.envelope_line_id, on_grant.have, on_grant.confirmed, on_grant.over) == (grant, 100, 130, 30)
    assert (on_budget.envelope_line_id, on_budget.have, on_budget.used, on_budget.over) == (budget, 500, 0, 0)
    assert (whole.envelope_line_id, whole.have, whole.provisional, whole.over) == (None, 470, 200, 0)


def test_what_is_not_known_stays_not_known(project: Project) -> None:
    grant = result(project.perform(AddEnvelopeLine("money", "Grant", 100)))
    budget = result(project.perform(AddEnvelopeLine("money", "Budget", None)))
    taken_from(project, give(project, "idea", "now", money(130)), grant)
    taken_from(project, give(project, "idea", "now", money(7)), budget)
    assert [(one.have, one.used, one.over) for one in per_line(project)] == [(100, 130, 30), (None, 7, 0), (None, 0, 0)]
    assert [one.have for one in per_line(project, "days")] == [None]
    project.perform(ChangeEnvelopeLine(budget, {"amount": 0}))
    assert [(one.have, one.used, one.over) for one in per_line(project)] == [(100, 130, 30), (0, 7, 7), (-37, 0, 37)]


@pytest.mark.parametrize("kind", ["staff_days", "offers", "other", "mandate"])
def test_a_line_of_another_kind_carries_no_money(project: Project, kind: str) -> None:
    other = result(project.perform(AddEnvelopeLine(kind, "Something else", 10**6)))
    project.perform(AddEnvelopeLine("money", "Budget", 500))
    taken_from(project, give(project, "idea", "now", money(130)), other)
    [line] = lines_of(project)
    assert line.envelope_line_id is None
    assert [(one.have, one.used) for one in per_line(project)] == [(500, 0), (500, 130)]
    assert all(one.used == 0 for one in per_line(project, "days"))


def test_freed_by_a_stop_counts_on_its_line(project: Project) -> None:
    line = result(project.perform(AddEnvelopeLine("money", "Budget", 500)))
    taken_from(project, give(project, "stop", "now", money(80, "frees"), confirmed=True), line)
    taken_from(project, give(project, "stop", "now", money(15, "frees")), line)
    on_budget, whole = per_line(project)
    assert (on_budget.freed, on_budget.if_freed, on_budget.used) == (80, 15, -80)
    assert whole.have == 580


AMOUNTS = st.integers(0, 50)
LINES = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from(("confirmed", "provisional", "freed", "if_freed")), AMOUNTS),
    max_size=8,
)


def made(drawn: list[tuple[str, str, int]]) -> tuple[PromisedLine, ...]:
    return tuple(
        PromisedLine(f"{at}", who, "money", bucket, amount, None, "", code="now")
        for at, (who, bucket, amount) in enumerate(drawn)
    )


def load_from(lines: tuple[PromisedLine, ...], have: int | None) -> Load:
    found = sum_up(lines, ())["money"]
    return Load("money", found.confirmed, found.provisional, found.freed, found.if_freed, have)


# -- what would bring it back -------------------------------------------------------------------------------


def test_what_could_wait_smallest_first_and_what_is_confirmed_last(project: Project) -> None:
    project.perform(AddEnvelopeLine("money", "Budget", 100))
    small = give(project, "idea", "now", money(10))
    big = give(project, "idea", "now", money(70))
    enough = give(project, "idea", "try", money(30), money(5))
    said = give(project, "idea", "now", money(20), confirmed=True)
    assert loads_of(project)["money"].over == 35
    assert ways(project) == [((enough,), 35, False), ((big,), 70, False)]
    project.perform(ChangeCost(column(project, "SELECT id FROM cost_line WHERE high = 20")[0], {"high": 60}))
    assert loads_of(project)["money"].over == 75
    assert ways(project) == [((big, small), 80, False)]
    project.perform(ChangeCost(column(project, "SELECT id FROM cost_line WHERE high = 60")[0], {"high": 140}))
    assert ways(project) == [((said, enough), 175, True)]


def test_nothing_over_needs_no_way_back(project: Project) -> None:
    give(project, "idea", "now", money(10**6))
    assert ways(project) == []
    project.perform(AddEnvelopeLine("money", "Budget", 10**6))
    assert ways(project) == ways(project, "days") == []


def test_a_stop_that_frees_more_than_it_takes_does_not_help_by_waiting(project: Project) -> None:
    project.perform(AddEnvelopeLine("money", "Budget", 0))
    give(project, "stop", "now", money(10), money(15, "frees"), confirmed=True)
    idea = give(project, "idea", "now", money(20))
    assert ways(project) == [((idea,), 20, False)]


def test_confirming_a_stop_may_bring_it_back(project: Project) -> None:
    project.perform(AddEnvelopeLine("staff_days", "Team", 100))
    give(project, "idea", "now", days(140))
    small = give(project, "stop", "now", days(30, "frees"))
    stop = give(project, "stop", "now", days(60, "frees"))
    give(project, "stop", "", days(900, "frees"))
    give(project, "stop", "decide", days(900, "frees"))
    load = loads_of(project)["days"]
    assert what_would_free(load, lines_of(project)) == (WayBackToBudget((stop,), 60, confirmed=False),)
    assert load.over == 40
    project.perform(AddCost(days(20), small))  # that alone would make it worse
    load = loads_of(project)["days"]
    assert what_would_free(load, lines_of(project)) == (WayBackToBudget((stop,), 60, confirmed=False),)


@given(LINES, st.integers(0, 60))
def test_what_is_told_is_enough_and_as_little_as_can_be(drawn: list[tuple[str, str, int]], have: int) -> None:
    lines = made(drawn)
    load = load_from(lines, have)
    saved: dict[str, int] = {}
    for line in lines:
        by = {"confirmed": line.amount, "provisional": line.amount, "freed": -line.amount}.get(line.bucket, 0)
        saved[line.subject_id] = saved.get(line.subject_id, 0) + by
    found = what_brings_back(load, lines)
    fewest = next(
        (n for n in range(1, 7) if any(sum(saved[x] for x in some) >= load.over for some in combinations(saved, n))), 0
    )
    if not load.over or not fewest:
        assert found == ()
        return
    for way in found:
        left = tuple(line for line in lines if line.subject_id not in way.subject_ids)
        assert load_from(left, have).over == 0
        assert way.amount == sum(saved[x] for x in way.subject_ids)
    if fewest == 1:
        assert {way.subject_ids[0] for way in found} == {x for x in saved if saved[x] >= load.over}
        assert [way.confirmed for way in found] == sorted(way.confirmed for way in found)
    else:
        [way] = found
        assert len(way.subject_ids) == fewest or not way.confirmed


@given(LINES, st.one_of(st.none(), st.integers(0, 60)))
def test_the_lines_of_what_we_have_add_up_to_the_load(drawn: list[tuple[str, str, int]], have: int | None) -> None:
    lines = made(drawn)
    [whole] = line_loads(lines, (), "money")
    load = load_from(lines, None)
    parts = (whole.confirmed, whole.provisional, whole.freed, whole.if_freed, whole.have)
    assert parts == (load.confirmed, load.provisional, load.freed, load.if_freed, None)
    assert load_from(lines, have).used == whole.used


def test_recurring_lines_count_within_the_period_of_what_we_have(project: Project) -> None:
    project.perform(AddEnvelopeLine("money", "2026", 10**6, {"starts": DAY, "ends": DAY.replace(year=2027)}))
    give(project, "idea", "now", NewCost("money", 10, recurrence="month"))
    assert [line.amount for line in lines_of(project)] == [130]

"""The load adds up to the cent under random edits, undo and redo, against a slow sum of its own from the rules."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from models import queries
from models.capacity import load_of, sum_up
from models.load_lines import if_decided, line_loads, promised_lines
from models.project import Project
from tests.models.load_walk import (
    LOAD_EDITS,
    Told,
    as_told,
    load_step,
    something_to_weigh,
    told_by_the_rules,
)
from tests.models.support import Op, Walk, column, rows
from tests.models.test_history import new_project

NUMBER = st.integers(0, 59)
OP = st.tuples(st.integers(0, len(LOAD_EDITS) - 1), NUMBER, NUMBER)
TURN = st.one_of(OP, OP, OP, st.sampled_from(("undo", "redo", "undo and redo")))


def agrees(project: Project) -> dict[str, Told]:
    """Check the models against the rules, and return what both say."""
    weighing = project.ask(queries.weighing)
    about = (weighing.notes, weighing.answers, weighing.costs, weighing.envelope)
    loads, lines = load_of(*about), promised_lines(*about)
    expected = told_by_the_rules(project)
    assert {measure: as_told(load) for measure, load in loads.items()} == expected
    assert sum_up(lines, weighing.envelope) == loads
    assert len({line.cost_id for line in lines}) == len(lines)
    for measure, load in loads.items():
        of_lines = line_loads(lines, weighing.envelope, measure)
        for part in ("used", "confirmed", "provisional", "freed", "if_freed"):
            assert sum(getattr(one, part) for one in of_lines) == getattr(load, part)
        assert load.used == load.confirmed + load.provisional - load.freed
        assert of_lines[-1].over == load.over
        if load.have is not None:
            assert sum(one.have or 0 for one in of_lines[:-1]) == load.have
        waits = "answer.code = 'decide' AND direction = 'takes' AND measure = ?"
        asked = f"SELECT high FROM cost_line JOIN answer USING (contribution_id) WHERE recurrence = 'once' AND {waits}"
        assert if_decided(lines, measure) >= sum(column(project, asked, measure))
    return expected


@settings(max_examples=12)
@given(st.lists(TURN, min_size=10, max_size=40))
def test_it_adds_up_whatever_is_done_and_undone(turns: list[Op | str]) -> None:
    with new_project() as (_, project):
        something_to_weigh(project)
        walk = Walk(project)
        agrees(project)
        for turn in turns:
            if turn == "undo" and project.undo_label():
                project.undo()
            elif turn == "redo" and project.redo_label():
                project.redo()
            elif turn == "undo and redo" and project.undo_label():
                after = agrees(project)
                project.undo()
                agrees(project)
                project.redo()
                assert agrees(project) == after
            elif isinstance(turn, tuple):
                before, height = agrees(project), len(project.history.done)
                if load_step(walk, turn) and len(project.history.done) > height:
                    after = agrees(project)
                    project.undo()
                    assert agrees(project) == before
                    project.redo()
                    assert agrees(project) == after
            agrees(project)


@settings(max_examples=8)
@given(st.lists(OP, min_size=10, max_size=40))
def test_undoing_everything_goes_back_through_the_very_same_sums(ops: list[Op]) -> None:
    with new_project() as (_, project):
        something_to_weigh(project)
        walk, seen = Walk(project), {len(project.history.done): agrees(project)}
        for op in ops:
            height = len(project.history.done)
            load_step(walk, op)
            if len(project.history.done) == height:  # a withdrawal, which is no step: what was seen may not come back
                seen = {height: agrees(project)}
            seen[len(project.history.done)] = agrees(project)
        lowest = min(seen)
        while len(project.history.done) > lowest:
            project.undo()
            assert agrees(project) == seen[len(project.history.done)]
        while project.redo_label():
            project.redo()
            assert agrees(project) == seen[len(project.history.done)]


def test_the_walk_comes_by_everything_that_counts() -> None:
    """A walk that never confirms or frees anything would prove nothing."""
    found = Told()
    with new_project() as (_, project):
        something_to_weigh(project)
        walk = Walk(project)
        numbers = Random(5)  # noqa: S311 - the same walk every time
        for at in range(500):
            load_step(walk, (numbers.randrange(99), numbers.randrange(60), numbers.randrange(60)))
            if at % 20 == 0:
                told = agrees(project)["money"]
                for part in ("confirmed", "provisional", "freed", "if_freed"):
                    setattr(found, part, max(getattr(found, part), getattr(told, part)))
        assert rows(project, "SELECT 1 FROM answer WHERE confirmed")
    assert min(found.confirmed, found.provisional, found.freed, found.if_freed) > 0

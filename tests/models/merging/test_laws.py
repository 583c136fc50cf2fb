"""Order, repetition and grouping of merged files make no difference, for any histories of three laptops (R13)."""

from collections.abc import Callable, Iterable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from models.merging.units import ONE_OF_A_KIND, TOGETHER
from models.project import Project
from models.replay import rows_by_history
from models.shapes import shapes
from tests.models.merging.laptops import ERASED, ERASING, copied, digest, merged, started, together, walked
from tests.models.merging.oracle import undisputed
from tests.models.support import EDITS, Op, column
from tests.models.test_replay import rows_of_tables

NUMBERS = st.integers(0, 59)
FEW = st.integers(0, 3)  # so that laptops often work at the same rows
OPS = st.lists(st.tuples(st.integers(ERASING, len(EDITS) - 1), FEW, FEW | NUMBERS), max_size=10)
FIXED = ("consent", "withdrawal")  # nothing takes them back
BASE = st.lists(st.tuples(st.integers(0, len(EDITS) - 1), NUMBERS, NUMBERS), min_size=6, max_size=25)


WAYS: tuple[Callable[[Project, Project, Project], Project], ...] = (
    lambda a, b, c: together(c, b, a),  # F1: any order
    lambda a, b, c: together(b, c, a),
    lambda a, b, c: together(a, b, b, c, a),  # F2: again is as once
    lambda a, b, c: together(a, together(b, c)),  # F3: any grouping
    lambda a, b, c: together(together(b, a), together(b, c)),
)


def laws(base: list[Op], apart: tuple[list[Op], ...], ways: Iterable[int]) -> None:
    """Three laptops go apart; every way of `ways` to bring them together comes to the same content."""
    with started() as origin:
        walked(origin, base)
        a, b, c = (walked(copied(origin), ops) for ops in apart)
        whole = together(a, b, c)
        for way in ways:
            assert digest(WAYS[way](a, b, c)) == digest(whole)
        assert whole.ask(rows_by_history) == rows_of_tables(whole)
        as_the_oracle_says(whole)


def as_the_oracle_says(project: Project) -> None:
    """What nobody disputes is as plain sets of steps say; only rows for one thing were joined, and doubts noted."""
    cells, alive = undisputed(project)
    found = rows_of_tables(project)
    joined = {table for table, _, _ in ONE_OF_A_KIND}
    erased = set(column(project, "SELECT row_id FROM tombstone"))
    for table, row_id in alive:
        assert row_id in found[table] or table in joined or row_id in erased, (table, row_id)
    refers = {table: {ref.column for ref in shape.references} for table, shape in shapes().items()}
    for (table, row_id, name), value in cells.items():
        if row_id not in found[table] or name in refers[table] or table in joined or name == "code":
            continue  # what it refers to may be gone or joined; codes that were given twice are given anew
        if any(name in unit for unit in TOGETHER.get(table, ())):
            continue  # taken together with others
        assert found[table][row_id][name] == value, (table, name)


@settings(max_examples=25)
@given(BASE, st.tuples(OPS, OPS, OPS))
def test_f1_f2_f3_order_repetition_and_grouping_make_no_difference(base: list[Op], apart: tuple[list[Op], ...]) -> None:
    laws(base, apart, range(len(WAYS)))


@pytest.mark.slow
@settings(max_examples=475)
@given(BASE, st.tuples(OPS, OPS, OPS), st.integers(0, len(WAYS) - 1))
def test_f1_f2_f3_the_same_for_many_histories(base: list[Op], apart: tuple[list[Op], ...], way: int) -> None:
    """Five hundred with those above (R13), each in one way by chance."""
    laws(base, apart, (way,))


@settings(max_examples=10)
@given(BASE, OPS, OPS)
@example([(23, 0, 0)], [], [(ERASING, 1, 0)])
@example([(23, 0, 0), (34, 0, 0)], [(28, 0, 0)], [(26, 0, 1), (ERASING, 1, 0)])
def test_a_merge_is_undone_and_redone_as_one_step(base: list[Op], here: list[Op], there: list[Op]) -> None:
    with started() as origin:
        walked(origin, base)
        a, b = walked(copied(origin), here), walked(copied(origin), there)
        before = rows_of_tables(erased_as_in(b, copied(a)))
        done = merged(a, b)
        after = rows_of_tables(a)
        assert a.undo_label() == done.label
        a.undo()
        left = rows_of_tables(a)
        assert {name: found for name, found in left.items() if name not in FIXED} == {
            name: found for name, found in before.items() if name not in FIXED
        }
        assert digest(together(a, b)) == digest(together(b, a))  # what was undone can be merged again
        a.redo()
        assert rows_of_tables(a) == after
        assert a.ask(rows_by_history) == after


def erased_as_in(other: Project, project: Project) -> Project:
    """Erase in a project what was erased in another: no undo brings that back."""
    gone = set(column(other, "SELECT row_id FROM tombstone"))
    for table in ERASED:
        for row_id in gone & set(column(project, f"SELECT id FROM {table}")):
            project.erase(str(row_id))
    return project

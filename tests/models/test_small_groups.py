"""Small groups: nobody can be picked out of what is public, not even by subtracting."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from models import queries
from models.edits.project import ChangeProject
from models.errors import Refused
from models.project import Project
from models.small_groups import Shown, may_name, publish

COUNTS = st.dictionaries(st.sampled_from("ABCDEFGH"), st.integers(0, 12), max_size=8)


@given(COUNTS, st.integers(0, 9))
def test_no_shown_number_is_below_the_limit_and_no_group_is_lost(counts: dict[str, int], limit: int) -> None:
    rows = publish(counts, limit)
    assert sorted(name for row in rows for name in row.groups) == sorted(counts)
    for row in rows:
        if row.count is None:
            assert 0 < sum(counts[name] for name in row.groups) < max(limit, 5)
        else:
            assert row.count == sum(counts[name] for name in row.groups)
            assert row.count == 0 or row.count >= max(limit, 5)


@given(COUNTS, st.integers(0, 9))
def test_taking_the_shown_numbers_from_a_total_leaves_nobody_alone(counts: dict[str, int], limit: int) -> None:
    rows = publish(counts, limit)
    total = sum(counts.values())
    rest = total - sum(row.count or 0 for row in rows)
    # Where everybody together is fewer than the limit there is nothing to join with, and nothing else is shown.
    assert rest == 0 or rest >= max(limit, 5) or (rest == total and not any(row.count for row in rows))


def test_examples() -> None:
    assert publish({"A": 7, "B": 9}) == (Shown(("A",), 7), Shown(("B",), 9))
    assert publish({"A": 2, "B": 9, "C": 20}) == (Shown(("C",), 20), Shown(("A", "B"), 11))
    assert publish({"A": 2, "B": 3}) == (Shown(("A", "B"), 5),)
    assert publish({"A": 2, "B": 1}) == (Shown(("A", "B"), None),)
    assert publish({"A": 0, "B": 6}) == (Shown(("A",), 0), Shown(("B",), 6))
    assert publish({}) == ()


def test_the_limit_never_goes_below_five() -> None:
    assert publish({"A": 4, "B": 30}, 1) == (Shown(("A", "B"), 34),)
    assert [may_name(size, 2) for size in (None, 0, 4, 5)] == [False, False, False, True]
    assert [may_name(size, 8) for size in (5, 7, 8)] == [False, False, True]


def test_the_limit_can_only_be_set_upwards(project: Project) -> None:
    project.perform(ChangeProject({"small_group": 8}))
    with pytest.raises(Refused, match="5 or more"):
        project.perform(ChangeProject({"small_group": 4}))
    assert project.ask(queries.project).small_group == 8
    with pytest.raises(IntegrityError), project.store.transaction() as connection:
        connection.exec_driver_sql("UPDATE project SET small_group = 4")

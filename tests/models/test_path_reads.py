"""What changed of a path is patched into what was read before, and equals what a fresh read gives."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models import path_reads
from models.edits import path as on_path
from models.edits.path_frame import ChangeStage, ClearFeeling, DeleteTouchpoints
from models.edits.path_links import Connect
from models.errors import Refused
from models.project import Project
from tests.models.map_edits import MAP_EDITS
from tests.models.support import EDITS, Walk, result, rows


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 50), st.integers(0, 50)), max_size=25))
def test_patched_reads_equal_fresh_ones(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, int, int]]
) -> None:
    with Project.create(tmp_path_factory.mktemp("p") / "p.polku", "Care") as project:
        walk = Walk(project)
        read = project.ask(path_reads.paths)
        made = (*EDITS[:14], *MAP_EDITS)
        for which, a, b in ((0, 1, 3), (0, 2, 3), *steps):
            try:
                done = project.undo() if which % 9 == 8 else project.perform(made[which % len(made)](walk, a, b))
            except (Refused, LookupError):
                continue
            read = project.ask(path_reads.paths_after, read, done.rows)
            assert read == project.ask(path_reads.paths)


@pytest.fixture
def path_id(project: Project) -> str:
    lanes = (("people_do", ""), ("feeling", ""), ("behind", ""))
    cards = tuple(on_path.NewCard(i % 2, 0, f"Card {i}", (("", i - 1),)) for i in range(4))
    return result(project.perform(on_path.AddPath("Care", stages=("Before", "During"), lanes=lanes, cards=cards)))


def only(project: Project) -> path_reads.r.PathRecord:
    return project.ask(path_reads.paths)[0]


def test_a_path_that_did_not_change_is_the_same_record(project: Project, path_id: str) -> None:
    del path_id
    second = result(project.perform(on_path.AddPath("Other", stages=("One",), lanes=(("life", ""),))))
    read = project.ask(path_reads.paths)
    path = next(path for path in read if path.id == second)
    done = project.perform(on_path.AddTouchpoint(path.stages[0].id, path.lanes[0].id, "New"))
    after = project.ask(path_reads.paths_after, read, done.rows)
    assert after[0] is read[0]
    assert after[1] != read[1]
    renamed = project.perform(ChangeStage(path.stages[0].id, {"name": "First"}))
    assert project.ask(path_reads.paths_after, after, renamed.rows)[0] is read[0]


def test_what_hangs_on_a_card_comes_and_goes_with_it(project: Project, path_id: str) -> None:
    del path_id
    path = only(project)
    project.perform(Connect(path.cards[0].id, path.cards[1].id, "branch", "or"))
    project.perform(Connect(path.cards[2].id, None, "drop_out"))
    read = project.ask(path_reads.paths)
    assert [(one.kind, one.label) for one in read[0].connections] == [("branch", "or"), ("drop_out", "")]
    gone = project.perform(DeleteTouchpoints((path.cards[1].id, path.cards[2].id)))
    after = project.ask(path_reads.paths_after, read, gone.rows)
    assert after[0].connections == ()
    assert len(after[0].feelings) == 2
    cleared = project.perform(ClearFeeling(after[0].feelings[0].id))
    assert len(project.ask(path_reads.paths_after, after, cleared.rows)[0].feelings) == 1
    back = project.undo(), project.undo()
    for done in back:
        after = project.ask(path_reads.paths_after, after, done.rows)
    assert after == project.ask(path_reads.paths) == read


def test_a_file_of_thousands_of_cards_reads_one_after_a_change(tmp_path: Path) -> None:
    with Project.create(tmp_path / "p.polku", "Care") as project:
        cards = tuple(on_path.NewCard(i % 10, 0, f"Card {i}") for i in range(600))
        names = tuple(f"Stage {i}" for i in range(10))
        project.perform(on_path.AddPath("Care", stages=names, lanes=(("people_do", ""),), cards=cards))
        read = project.ask(path_reads.paths)
        done = project.perform(on_path.ChangeTouchpoint(read[0].cards[300].id, {"words": "Changed"}))
        after = project.ask(path_reads.paths_after, read, done.rows)
        same = sum(one is other for one, other in zip(read[0].cards, after[0].cards, strict=True))
        assert same == 599
        assert rows(project, "SELECT count(*) FROM touchpoint") == [(600,)]

"""The history tells every row of the file: after any edits, undone and redone, and for files of every version."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.errors import Damaged
from models.history import SIGNED, digest_of
from models.project import Project
from models.replay import Rows, rows_by_history
from models.shapes import shapes
from tests.models.support import EDITS, Op, Walk, add_note, rows
from tests.models.test_history import new_project

DATA = Path(__file__).resolve().parents[1] / "data"
OPS = st.lists(
    st.tuples(st.integers(0, len(EDITS) - 1), st.integers(0, 59), st.integers(0, 59)), min_size=5, max_size=40
)


def rows_of_tables(project: Project) -> Rows:
    """Every row of every recorded table, as it is stored."""
    return {
        name: {str(row[shape.place("id")]): dict(zip(shape.columns, row, strict=True)) for row in found}
        for name, shape in shapes().items()
        for found in (project.store.raw.execute(shape.select_all).fetchall(),)
    }


def assert_signed(project: Project) -> None:
    """The digest of every step is that of what it holds."""
    for *signed, digest, images in rows(project, f"SELECT {', '.join(SIGNED)}, digest, images FROM history_step"):
        assert digest == digest_of(signed, images)


def assert_told(project: Project) -> None:
    assert project.ask(rows_by_history) == rows_of_tables(project)
    assert_signed(project)


@settings(max_examples=12)
@given(OPS, st.integers(0, 6))
def test_the_history_tells_every_row_after_any_edits(ops: list[Op], turns: int) -> None:
    with new_project() as (_, project):
        walk = Walk(project)
        for op in ops:
            walk.step(op)
        assert_told(project)
        for _ in range(turns):
            if project.undo_label():
                project.undo()
        assert_told(project)
        if turns % 2 and project.redo_label():
            project.redo()
        assert_told(project)


@pytest.mark.parametrize("version", [1, 2, 3, 4, 5])
def test_the_history_tells_every_row_of_a_file_of_every_version(version: int, tmp_path: Path) -> None:
    path = tmp_path / "old.polku"
    shutil.copy(DATA / f"schema_{version}.polku", path)
    with Project.open(path) as project:
        assert_told(project)
        assert any(rows_of_tables(project).values())


def test_after_erasing_the_history_still_tells_what_is_left(project: Project) -> None:
    first, second = add_note(project, "goes for good"), add_note(project, "stays")
    project.erase(first)
    assert_told(project)
    assert set(project.ask(rows_by_history)["contribution"]) == {second}


def test_a_step_that_cannot_be_read_is_said(project: Project) -> None:
    add_note(project, "words")
    project.store.raw.execute("UPDATE history_step SET images = x'00ff' WHERE seq = 2")
    with pytest.raises(Damaged):
        project.ask(rows_by_history)

"""Killed at any moment: what was said to be saved is there, the rest is wholly absent, and the file is sound."""

import multiprocessing
import random
import sys
import time
from collections.abc import Callable
from multiprocessing.context import BaseContext
from pathlib import Path

import pytest

from models import queries
from models.edits.voices import AddNotes
from models.project import Project
from tests.models import killed
from tests.models.support import (
    bytes_of_open_file,
    column,
    healthy,
    history_text,
    index_from_scratch,
    indexed,
    note,
    rows,
)

HOW = "spawn" if sys.platform == "win32" else "forkserver"


@pytest.fixture(scope="module")
def context() -> BaseContext:
    """A server that has loaded the models already, so that a program to kill starts at once."""
    made = multiprocessing.get_context(HOW)
    if HOW == "forkserver":
        made.set_forkserver_preload(["tests.models.killed"])
    return made


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "p.polku"
    Project.create(path, "Title").close()
    return path


def kill_at_random(context: BaseContext, work: Callable[..., None], path: Path, most: int, longest: float) -> list[str]:
    """Let a program work on the file, kill it at a random moment, and return what it said it had saved.

    The moment lies up to `longest` seconds behind one of the first `most` acknowledgements.
    """
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=work, args=(str(path), there), daemon=True)  # type: ignore[attr-defined]
    process.start()
    there.close()
    assert here.recv() == "open"
    said: list[str] = [here.recv() for _ in range(random.randint(0, most))]  # noqa: S311 - a moment, no secret
    until = time.monotonic() + random.uniform(0, longest)  # noqa: S311 - a moment, no secret
    while (left := until - time.monotonic()) > 0:
        if here.poll(left):
            said.append(here.recv())
    process.kill()
    process.join()
    try:
        while True:
            said.append(here.recv())  # said, and not heard yet
    except EOFError:
        here.close()
    return said


def assert_sound(project: Project) -> None:
    assert healthy(project)
    assert indexed(project) == index_from_scratch(project)
    assert rows(project, "SELECT count(*) FROM erasure_intent") == [(0,)]


def assert_nothing_half(project: Project) -> None:
    """A note was added with two voices in one edit, so none may have fewer; the last steps can be turned."""
    voices = "SELECT count(*) FROM voice WHERE contribution_id = contribution.id"
    assert column(project, f"SELECT id FROM contribution WHERE ({voices}) <> 2") == []
    if project.undo_label():
        before = project.ask(queries.notes)
        project.undo()
        project.redo()
        assert project.ask(queries.notes) == before


def edit_and_kill(context: BaseContext, path: Path, times: int) -> None:
    saved: list[str] = []
    for _ in range(times):
        saved += kill_at_random(context, killed.edits, path, 12, 0.02)
        with Project.open(path) as project:
            assert set(saved) <= set(column(project, "SELECT id FROM history_step"))
            assert_sound(project)
            assert_nothing_half(project)
        assert [entry.name for entry in path.parent.iterdir()] == ["p.polku"]
    assert len(saved) > times  # else nothing was killed while it worked


@pytest.mark.slow
def test_killed_while_editing(context: BaseContext, path: Path) -> None:
    edit_and_kill(context, path, 30)


@pytest.mark.slow
def test_killed_while_editing_many_times(context: BaseContext, path: Path) -> None:
    edit_and_kill(context, path, 200)


def import_and_kill(context: BaseContext, path: Path, times: int) -> None:
    saved: list[str] = []
    for _ in range(times):
        saved += kill_at_random(context, killed.imports, path, 1, 0.4)
        with Project.open(path) as project:
            names = column(project, "SELECT sha256 FROM source_file")
            assert set(saved) <= set(names)
            per_import = column(project, "SELECT count(*) FROM contribution GROUP BY import_id")
            assert set(per_import) <= {killed.LINES}
            assert len(per_import) == len(names)
            assert healthy(project)
            assert column(project, "SELECT count(*) FROM search_entry") == [killed.LINES * len(names) + 1]


@pytest.mark.slow
def test_killed_while_importing_all_or_nothing_is_there(context: BaseContext, path: Path) -> None:
    import_and_kill(context, path, 6)


@pytest.mark.slow
def test_killed_while_importing_many_times(context: BaseContext, path: Path) -> None:
    import_and_kill(context, path, 25)


def erase_and_kill(context: BaseContext, path: Path, times: int) -> None:
    with Project.open(path) as project:
        secrets = [killed.secret(number) for number in range(60)]
        project.perform(AddNotes(tuple(note(words) for words in secrets)))
    saved: list[str] = []
    for _ in range(times):
        saved += kill_at_random(context, killed.erasures, path, 3, 0.06)
        with Project.open(path) as project:
            assert_sound(project)
            there = {voice.words for found in project.ask(queries.notes) for voice in found.voices}
            assert there.isdisjoint(saved)
            raw, past = bytes_of_open_file(path), history_text(project)
            for words in {*secrets, *saved} - there:  # erased, said or not: nowhere any more
                assert words.encode() not in raw
                assert words not in past
            for words in there & set(secrets):  # not erased: wholly there
                assert words.encode() in raw
                assert words in past
    assert saved


@pytest.mark.slow
def test_killed_while_erasing_it_is_finished_at_the_next_opening(context: BaseContext, path: Path) -> None:
    erase_and_kill(context, path, 12)


@pytest.mark.slow
def test_killed_while_erasing_many_times(context: BaseContext, path: Path) -> None:
    erase_and_kill(context, path, 40)

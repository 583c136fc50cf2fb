"""Laptops in memory that go apart from one project and come together again."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache

from models.content_hash import content_hash
from models.edits.base import Done, at_once
from models.edits.project import StartProject
from models.merging.merge import Merge, prepare
from models.merging.source import Source
from models.project import Project
from models.store import Store
from tests.models.support import Op, Walk, column, rows

UNDOING, REDOING, ERASING = -1, -2, -3  # what is no edit in the operations of a walk
ERASED = ("story", "contribution", "participant", "response")  # what is erased by itself


@cache
def _blank() -> Store:
    """An empty store, made once: to copy it takes a fraction of making all tables."""
    store = Store.in_memory()
    store.create_schema()
    return store


@contextmanager
def started() -> Iterator[Project]:
    """A new project in memory; it goes at the end, and so does every laptop that was copied from it meanwhile."""
    store = Store.in_memory()
    _blank().copy_into(store)
    project = Project(store)
    project.perform(StartProject("Title"))
    before = len(_MADE)
    try:
        yield project
    finally:
        store.abandon()
        while len(_MADE) > before:
            _MADE.pop().abandon()


_MADE: list[Store] = []


def copied(project: Project) -> Project:
    """The same project on another laptop: a new device writes there."""
    store = _copy(project)
    _MADE.append(store)
    store.raw.execute("UPDATE device SET place = ''")
    return Project(store)


def walked(project: Project, ops: Sequence[Op]) -> Project:
    walk = Walk(project)
    for op in ops:
        if op[0] == ERASING:
            erase(project, op[1], op[2])
        elif op[0] < 0:
            turn(project, undo=op[0] == UNDOING)
        else:
            walk.step(op)
    return project


def erase(project: Project, table: int, number: int) -> None:
    """Erase one story, note, participant or response for good, if there is one."""
    name = ERASED[table % 4]
    found = column(project, f"SELECT id FROM {name} ORDER BY id")
    if found:
        project.erase(str(found[number % len(found)]))


def turn(project: Project, *, undo: bool) -> None:
    if undo and project.undo_label():
        project.undo()
    elif not undo and project.redo_label():
        project.redo()


def merged(project: Project, *others: Project) -> Done:
    """Merge other laptops into a project, which must be sound before and after."""
    sources = [Source(_copy(other), f"laptop {number}") for number, other in enumerate(others)]
    try:
        here = prepare(project.store, sources, project._clock())
        project.history.load()
        done = at_once(project.merging(Merge(here, sources)))
    finally:
        for source in sources:
            source.close()
    assert rows(project, "PRAGMA foreign_key_check") == []
    return done


def together(*laptops: Project) -> Project:
    """A copy of the first laptop with all others merged into it, one after the other."""
    result = copied(laptops[0])
    for other in laptops[1:]:
        merged(result, other)
    return result


def digest(project: Project) -> str:
    return project.ask(content_hash)


def _copy(project: Project) -> Store:
    store = Store.in_memory()
    project.store.copy_into(store)
    return store

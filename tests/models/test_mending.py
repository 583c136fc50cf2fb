"""What was said not to be saved is not there afterwards, also where the disk took it after all."""

from collections.abc import Callable

import pytest
from sqlalchemy.exc import DBAPIError

from models import queries
from models.edits.voices import AddNote, DeleteNote
from models.errors import StoreTrouble
from models.project import Project
from models.store import driver
from tests.models.support import add_note, column, dump, healthy, index_from_scratch, indexed, note

STEPS = "SELECT count(*) FROM history_step"


def fail_after_storing(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the next commit store what it has and say that it failed, on a disk that then does not answer."""
    real = project.store.connection.commit

    def commit() -> None:
        real()
        error = driver.OperationalError("late")
        error.sqlite_errorcode = 10  # type: ignore[attr-defined]
        raise DBAPIError("COMMIT", None, error)

    def gone(*_: object, **__: object) -> None:
        error = driver.OperationalError("gone")
        error.sqlite_errorcode = 10  # type: ignore[attr-defined]
        raise DBAPIError("", None, error)

    monkeypatch.setattr(project.store.connection, "commit", commit)
    monkeypatch.setattr(project.store, "settle_log", gone)
    monkeypatch.setattr(project.store, "reopen", gone)


@pytest.mark.parametrize("how", ["add", "delete", "undo", "redo"])
def test_an_edit_that_was_said_not_to_be_saved_is_taken_out_of_the_file(
    project: Project, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    first = add_note(project, "one")
    add_note(project, "two", wording="title")
    if how == "redo":
        project.undo()
    before, steps = dump(project), column(project, STEPS)
    labels = project.undo_label(), project.redo_label()
    does: dict[str, Callable[[], object]] = {
        "add": lambda: add_note(project, "three"),
        "delete": lambda: project.perform(DeleteNote(first)),
        "undo": project.undo,
        "redo": project.redo,
    }
    with monkeypatch.context() as broken:
        fail_after_storing(project, broken)
        with pytest.raises(StoreTrouble, match="Nothing was lost and this change was not saved"):
            does[how]()
    project.keep_draft("here", "the disk is well again")
    assert dump(project) == before
    assert column(project, STEPS) == steps
    assert (project.undo_label(), project.redo_label()) == labels
    assert indexed(project) == index_from_scratch(project)
    does[how]()
    assert column(project, STEPS)[0] == steps[0] + 1
    assert healthy(project)


def test_a_read_that_fails_once_is_done_again_through_a_new_connection(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.perform(AddNote(note("one")))
    failed: list[int] = []

    def query(reader: object) -> object:
        if not failed:
            failed.append(1)
            error = driver.DatabaseError("malformed")
            error.sqlite_errorcode = 11  # type: ignore[attr-defined]
            raise DBAPIError("SELECT", None, error)
        return queries.notes(reader)  # type: ignore[arg-type]

    old = project.store.connection
    found = project.ask(query)
    assert [one.voices[0].words for one in found] == ["one"]  # type: ignore[attr-defined]
    assert project.store.connection is not old
    project.undo()


def test_a_disk_that_goes_on_failing_is_said_and_not_called_damage(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def query(_: object) -> object:
        error = driver.DatabaseError("malformed")
        error.sqlite_errorcode = 11  # type: ignore[attr-defined]
        raise DBAPIError("SELECT", None, error)

    with pytest.raises(StoreTrouble, match="did not answer"):
        project.ask(query)
    add_note(project, "goes on")

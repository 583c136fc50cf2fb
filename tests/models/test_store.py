"""The file: one plain file when closed, kept safe while open, whole copies, and every trouble in a sentence."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from models import queries
from models.content_hash import content_hash
from models.edits.voices import AddNote, AddNotes, AddStory
from models.errors import Damaged, InUse, NotAProject, OnlyReading, Refused, StoreTrouble
from models.project import Project
from models.store import Store, driver
from models.trouble import raise_trouble, result_code
from resources.half_made import part_name
from tests.conftest import TickingClock
from tests.models.support import add_note, bytes_of_open_file, column, dump, healthy, note, rows

NAMES = (
    "plain.polku",
    "why?.polku",
    "a#b.polku",
    "100%20sure.polku",
    "it's.polku",
    "you & me.polku",
    "with  blanks .polku",
    "🙂 Ünïcödé שלום.polku",
    "file:memory?mode=ro",
    ":memory:",
    "no suffix",
    "-dash.polku",
    "a;b,c=d+e.polku",
)


@pytest.mark.parametrize("name", NAMES)
def test_every_name_opens_its_own_file_and_leaves_one_plain_file(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with Project.create(path, "Title of mine") as project:
        add_note(project, "kept")
    assert [entry.name for entry in tmp_path.iterdir()] == [name]
    plain = sqlite3.connect(path.as_uri() + "?mode=ro", uri=True)
    assert plain.execute("SELECT title FROM project").fetchall() == [("Title of mine",)]
    assert plain.execute("PRAGMA journal_mode").fetchall() == [("delete",)]
    plain.close()
    for reading in (False, True):
        with Project.open(path, reading=reading) as project:
            assert [n.voices[0].words for n in project.ask(queries.notes)] == ["kept"]
            assert project.store.name == name
        assert [entry.name for entry in tmp_path.iterdir()] == [name]


def test_a_protected_file_with_a_strange_name_opens_for_reading(tmp_path: Path) -> None:
    for name in NAMES[1:9:3]:
        path = tmp_path / name
        Project.create(path, name).close()
        path.chmod(0o444)
        with Project.open(path) as project:
            assert project.ask(queries.project).title == name


def test_the_safe_settings_are_in_force_while_a_file_is_open(project: Project) -> None:
    pragma = project.store.pragma
    assert pragma("journal_mode") == "wal"
    assert pragma("locking_mode") == "exclusive"
    assert pragma("synchronous") == 2
    for name, value in (("foreign_keys", 1), ("secure_delete", 1), ("trusted_schema", 0), ("cell_size_check", 1)):
        assert (name, pragma(name)) == (name, value)
    assert pragma("temp_store") == 2
    assert pragma("busy_timeout") == 300


def test_while_open_there_is_no_shared_memory_file(tmp_path: Path) -> None:
    path = tmp_path / "p.polku"
    with Project.create(path, "Title") as project:
        add_note(project, "kept")
        names = {entry.name for entry in tmp_path.iterdir()}
        assert names == {"p.polku", "p.polku-wal", ".p.polku.lock"}


def test_closing_twice_is_no_harm(tmp_path: Path) -> None:
    project = Project.create(tmp_path / "p.polku", "Title")
    project.close()
    project.close()
    Project.open(tmp_path / "p.polku").close()


def test_a_name_that_is_taken_is_refused_and_the_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "p.polku"
    path.write_bytes(b"mine")
    with pytest.raises(Refused, match=r"“p\.polku” is there already"):
        Project.create(path, "Title")
    assert path.read_bytes() == b"mine"
    assert list(tmp_path.iterdir()) == [path]


def test_a_project_that_could_not_begin_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        Project.create(tmp_path / "p.polku", "   ")
    with pytest.raises(Refused, match="No file can be called that"):
        Project.create(tmp_path / ("x" * 300), "Title")
    with pytest.raises(Refused, match="No file can be called that"):
        Project.create(tmp_path / ("x" * 245), "Title")  # not with what has to lie beside it
    with pytest.raises(Refused, match="folder “none”"):
        Project.create(tmp_path / "none" / "p.polku", "Title")
    assert list(tmp_path.iterdir()) == []


def test_a_link_and_its_target_are_one_document(tmp_path: Path) -> None:
    path, link = tmp_path / "p.polku", tmp_path / "link.polku"
    with Project.create(path, "Title"):
        link.symlink_to(path)
        with pytest.raises(InUse):
            Project.open(link)


def test_opening_twice_in_one_program_is_refused_and_does_not_loosen_the_lock(tmp_path: Path) -> None:
    path = tmp_path / "p.polku"
    with Project.create(path, "Title") as project:
        for _ in range(2):
            with pytest.raises(InUse, match=r"“p\.polku” is in use by"):
                Project.open(path)
        add_note(project, "still mine")
    with Project.open(path) as project:
        assert len(project.ask(queries.notes)) == 1


# -- copies ------------------------------------------------------------------------------------------------


def test_a_copy_is_complete_and_opens_from_elsewhere(project: Project, tmp_path: Path) -> None:
    for number in range(20):
        add_note(project, f"note {number}")
    folder = tmp_path / "else where?"
    folder.mkdir()
    project.store.save_copy(folder / "copy.polku")
    assert [entry.name for entry in folder.iterdir()] == ["copy.polku"]
    before = dump(project)
    plain = sqlite3.connect(folder / "copy.polku")
    assert plain.execute("PRAGMA journal_mode").fetchall() == [("delete",)]
    plain.close()
    with Project.open(folder / "copy.polku") as copy:
        assert dump(copy) == before
        assert copy.ask(content_hash) == project.ask(content_hash)
        assert copy.undo_label() == "Add note"
        copy.undo()
    assert dump(project) == before
    add_note(project, "the original goes on")


def test_a_copy_from_a_file_that_is_only_read_is_complete(tmp_path: Path) -> None:
    path = tmp_path / "p.polku"
    with Project.create(path, "Title") as project:
        add_note(project, "kept")
    path.chmod(0o444)
    with Project.open(path) as project:
        project.store.save_copy(tmp_path / "copy.polku")
    with Project.open(tmp_path / "copy.polku") as copy:
        add_note(copy, "goes on")
        assert len(copy.ask(queries.notes)) == 2


def test_a_copy_never_replaces_a_file(project: Project, tmp_path: Path) -> None:
    other = tmp_path / "other.polku"
    other.write_bytes(b"mine")
    for target in (other, tmp_path / "project.polku"):
        with pytest.raises(Refused, match="is there already"):
            project.store.save_copy(target)
    assert other.read_bytes() == b"mine"


def test_a_copy_that_fails_leaves_no_part(project: Project, tmp_path: Path) -> None:
    add_note(project, "kept")
    folder = tmp_path / "copies"
    with pytest.raises(Refused, match="no folder “copies”"):
        project.store.save_copy(folder / "copy.polku")
    folder.mkdir()
    part = folder / part_name("copy.polku")
    part.mkdir()  # cannot be written over
    with pytest.raises(StoreTrouble, match=r"“copy\.polku” could not be written"):
        project.store.save_copy(folder / "copy.polku")
    part.rmdir()
    for name in ("x" * 300, "x\0y"):
        with pytest.raises(Refused, match="No file can be called that"):
            project.store.save_copy(folder / name)
    assert list(folder.iterdir()) == []
    project.store.save_copy(folder / "copy.polku")
    assert [entry.name for entry in folder.iterdir()] == ["copy.polku"]


def test_a_copy_of_a_damaged_file_is_not_given_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.store.check_opened", lambda *_: None)  # as where it is damaged only afterwards
    path = tmp_path / "p.polku"
    with Project.create(path, "Title") as project:
        project.perform(AddNotes(tuple(note(f"line {i} " * 20) for i in range(200))))
    whole = bytearray(path.read_bytes())
    page = int.from_bytes(whole[16:18])
    start = whole.index(b"line 150 line 150") // page * page
    whole[start : start + 200] = b"\xff" * 200
    path.write_bytes(whole)
    store = Store.open(path, reading=True)
    try:
        assert store.faults() != ()
        with pytest.raises(Damaged):
            store.save_copy(tmp_path / "copy.polku")
    finally:
        store.abandon()
    assert [entry.name for entry in tmp_path.iterdir()] == ["p.polku"]


# -- trouble -----------------------------------------------------------------------------------------------


def test_a_full_disk_is_said_and_nothing_is_half_written(project: Project) -> None:
    add_note(project, "kept")
    before, steps = dump(project), column(project, "SELECT count(*) FROM history_step")
    pages = int(str(project.store.pragma("page_count")))
    project.store.pragma(f"max_page_count={pages + 2}")
    for edit in (AddStory("long " * 50_000), AddNotes(tuple(note("zyxcanary " * 100) for _ in range(200)))):
        with pytest.raises(StoreTrouble, match=r"The disk is full\. Nothing was lost") as caught:
            project.perform(edit)
        assert "zyxcanary" not in str(caught.value)
        assert dump(project) == before
        assert column(project, "SELECT count(*) FROM history_step") == steps
        assert project.undo_label() == "Add note"
    project.store.pragma("max_page_count=1073741823")
    project.perform(AddStory("long " * 50_000))
    assert healthy(project)
    project.undo()
    assert dump(project) == before


def test_a_full_disk_while_creating_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.store.WRITING", ("max_page_count=20",))
    with pytest.raises(StoreTrouble, match="The disk is full"):
        Project.create(tmp_path / "p.polku", "Title")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_may_only_be_read_refuses_edits_and_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "p.polku"
    with Project.create(path, "Title") as project:
        add_note(project, "kept")
    path.chmod(0o444)
    whole = path.read_bytes()
    with Project.open(path) as project:
        assert project.store.read_only
        assert len(project.ask(queries.notes)) == 1
        with project.snapshot("public_report", datetime.now(UTC).date()) as copy:
            assert len(copy.ask(queries.notes)) == 1
        note_id = project.ask(queries.notes)[0].id
        for change in (lambda: add_note(project, "new"), project.undo, lambda: project.erase(note_id)):
            with pytest.raises(OnlyReading, match=r"“p\.polku” is open for reading only"):
                change()
        assert len(project.ask(queries.notes)) == 1
        assert list(tmp_path.iterdir()) == [path]
    assert path.read_bytes() == whole


def test_reading_changes_no_byte(tmp_path: Path) -> None:
    path = tmp_path / "p.polku"
    with Project.create(path, "Title") as project:
        add_note(project, "kept")
    whole = path.read_bytes()
    with Project.open(path, reading=True) as project:
        assert project.ask(queries.project).title == "Title"
        with pytest.raises(OnlyReading):
            add_note(project, "new")
    assert path.read_bytes() == whole


def test_a_protected_file_that_was_let_go_without_closing_still_opens(tmp_path: Path) -> None:
    path = tmp_path / "p.polku"
    project = Project.create(path, "Title")
    add_note(project, "kept")
    project.store.abandon()  # as after a crash that SQLite could put in order
    path.chmod(0o444)
    with Project.open(path) as project:
        assert len(project.ask(queries.notes)) == 1


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (5, InUse),
        (6, InUse),
        (7, StoreTrouble),
        (8, OnlyReading),
        (10, StoreTrouble),
        (11, Damaged),
        (13, StoreTrouble),
        (14, StoreTrouble),
        (18, StoreTrouble),
        (26, NotAProject),
    ],
)
def test_trouble_is_sorted_by_code_never_by_text(code: int, kind: type[Exception]) -> None:
    for extended in (0, 1 << 8, 8 << 8):
        error = driver.OperationalError("text that says nothing")
        error.sqlite_errorcode = code + extended  # type: ignore[attr-defined]
        with pytest.raises(kind) as caught:
            raise_trouble(error, "p.polku")
        assert type(caught.value) is kind
        assert "says nothing" not in str(caught.value)
        assert str(caught.value).endswith(".")


def test_what_has_no_sentence_is_a_bug_and_goes_on() -> None:
    error = driver.OperationalError("no such table")
    with pytest.raises(driver.OperationalError):
        raise_trouble(error, "p.polku")
    assert result_code(ValueError()) == 0


def test_errors_of_the_database_never_hold_peoples_words(project: Project) -> None:
    project.store.connection.exec_driver_sql("DROP TABLE story_tag")
    with pytest.raises(DBAPIError) as caught:
        project.perform(AddStory("zyxcanary words", tags=("zyxcanary tag",)))
    assert "zyxcanary" not in str(caught.value)
    assert "zyxcanary" not in repr(caught.value)


def test_a_commit_that_fails_but_was_stored_counts_as_stored(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    add_note(project, "one")
    real = project.store.connection.commit

    def commit_and_complain() -> None:
        real()
        error = driver.OperationalError("late")
        error.sqlite_errorcode = 10  # type: ignore[attr-defined]
        raise DBAPIError("COMMIT", None, error)

    monkeypatch.setattr(project.store.connection, "commit", commit_and_complain)
    project.perform(AddNote(note("two")))
    monkeypatch.undo()
    assert [n.voices[0].words for n in project.ask(queries.notes)] == ["one", "two"]
    project.undo()
    assert [n.voices[0].words for n in project.ask(queries.notes)] == ["one"]


def test_a_commit_that_fails_is_not_there_and_the_session_goes_on(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_note(project, "one")
    before = dump(project)

    def complain() -> None:
        error = driver.OperationalError("late")
        error.sqlite_errorcode = 10  # type: ignore[attr-defined]
        raise DBAPIError("COMMIT", None, error)

    monkeypatch.setattr(project.store.connection, "commit", complain)
    with pytest.raises(StoreTrouble, match="does not answer"):
        add_note(project, "two")
    monkeypatch.undo()
    assert dump(project) == before
    add_note(project, "three")
    project.undo()
    assert dump(project) == before


def test_what_is_committed_is_in_the_log_before_it_is_said(tmp_path: Path) -> None:
    path = tmp_path / "p.polku"
    with Project.create(path, "Title", clock=TickingClock()) as project:
        add_note(project, "zyxcanary in the log")
        assert b"zyxcanary in the log" in bytes_of_open_file(path)
        project.store.checkpoint()
        assert path.with_name("p.polku-wal").stat().st_size == 0


def test_a_closed_store_keeps_no_lock(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "p.polku")
    store.close()
    assert rows_of(tmp_path / "p.polku", "SELECT count(*) FROM project") == [(0,)]
    assert not (tmp_path / ".p.polku.lock").exists()


def rows_of(path: Path, sql: str) -> list[tuple[object, ...]]:
    plain = sqlite3.connect(path)
    found = plain.execute(sql).fetchall()
    plain.close()
    return found


def test_faults_of_a_sound_file_are_none(project: Project) -> None:
    add_note(project, "one")
    assert project.faults() == ()
    assert rows(project, "PRAGMA integrity_check") == [("ok",)]

"""Locks, other computers, clocks and two fields for one text, as the person at the window meets them."""

import errno
import fcntl
import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import psutil
import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app import rescue
from app.single import Single
from app.startup import raise_window
from app.synchronised import client_of
from models import lock_file, queries
from models.edits.project import ChangeProject
from models.errors import InUse, Refused
from models.lock_file import Holder, LockFile, lock_path, read_holder
from models.project import Project
from tests.app.support import new_in
from tests.app.test_single import asked
from tests.conftest import TickingClock
from tests.faults.window import notice, path_of, press_notice
from tests.journeys.window import Person, opened
from tests.models.support import add_note
from tests.models.test_lock_file import held_by_another_program
from tests.widgets.support import context_of
from widgets.fields.field import Field
from widgets.fields.form import Form

OTHER = {"host": "hall-laptop", "process": 7, "started": 1.0, "person": "Aino", "since": "2026-11-20 18:02+02:00"}


@pytest.fixture
def person(tmp_path: Path, qtbot: QtBot) -> Iterator[Person]:
    """Somebody with a new project open, in Capture."""
    del qtbot
    with opened(tmp_path / "home") as made:
        made.new_project("An evening")
        yield made


def test_d1_a_second_start_with_the_same_file_raises_the_first_window(person: Person, qtbot: QtBot) -> None:
    profile = person.program.paths.profile
    single = Single(profile, person.program.has_file, person.program)
    heard: list[object] = []
    single.asked_to_open.connect(heard.append)
    single.asked_to_open.connect(lambda _: raise_window(person.program))
    assert single.listen()
    try:
        person.window.hide()
        assert asked(qtbot, profile, path_of(person))
        assert heard == [path_of(person)]
        assert person.window.isVisible()
    finally:
        single.close()


def test_d2_what_another_program_has_open_says_who_and_since_when(person: Person, tmp_path: Path) -> None:
    path = new_in(tmp_path, "shared.polku")
    with held_by_another_program(path):
        person.program.open_path(path)
        person.wait(lambda: "is in use by" in notice(person))
        assert "since" in notice(person)
        assert path_of(person) != path


def test_d3_the_lock_of_a_process_that_died_here_is_taken_over_at_once(person: Person, tmp_path: Path) -> None:
    path = new_in(tmp_path, "shared.polku")
    with held_by_another_program(path) as process:
        process.kill()
        process.wait()
        person.program.open_path(path)
        person.wait(lambda: path_of(person) == path)
    person.program.close_project()
    assert not lock_path(path).exists()


def test_d4_the_lock_of_a_dead_other_computer_is_a_decision_with_a_copy_first(person: Person, tmp_path: Path) -> None:
    path = new_in(tmp_path, "shared.polku")
    lock_path(path).write_text(json.dumps(OTHER))
    before, bytes_before = path_of(person), path.read_bytes()
    person.program.open_path(path)
    person.wait(lambda: "in use by Aino on hall-laptop since 2026-11-20" in notice(person))
    person.answers.agrees = False
    press_notice(person, "Open it all the same")
    assert path_of(person) == before
    assert lock_path(path).exists()
    person.program.open_path(path)
    person.wait(lambda: "in use by Aino" in notice(person))
    person.answers.agrees = True
    press_notice(person, "Open it all the same")
    person.wait(lambda: path_of(person) == path)
    person.wait(lambda: "A copy from before lies beside it" in notice(person))
    assert "Is “shared.polku” surely closed on hall-laptop?" in person.answers.asked
    (copy,) = tmp_path.glob("shared before *.polku")
    assert copy.read_bytes() == bytes_before
    person.program.close_project()
    assert not lock_path(path).exists()


def test_d4_without_room_for_a_copy_nothing_is_taken_over(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = new_in(tmp_path, "shared.polku")
    lock_path(path).write_text(json.dumps(OTHER))
    person.program.open_path(path)
    person.wait(lambda: "in use by Aino" in notice(person))

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", full)
    press_notice(person, "Open it all the same")
    assert "could be made beside it" in notice(person)
    assert read_holder(lock_path(path)) is not None
    assert list(tmp_path.glob("*before*")) == list(tmp_path.glob(".*.part*")) == []
    lock_path(path).unlink()


def test_d9_a_clock_that_jumps_steals_no_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = new_in(tmp_path)
    with held_by_another_program(path) as process:
        holder = read_holder(lock_path(path))
        assert holder is not None
        assert holder.process == process.pid
        real = psutil.Process.create_time
        for jump in (-7200.0, 365 * 86400.0):  # what the system reckons from the wall clock moves with it
            monkeypatch.setattr(psutil.Process, "create_time", lambda self, jump=jump: real(self) + jump)
            assert not holder.is_dead()
            with pytest.raises(InUse):
                LockFile(path).take()


def test_d9_the_order_of_changes_is_kept_when_the_clock_is_set_back(tmp_path: Path) -> None:
    path = new_in(tmp_path)
    clock = TickingClock(datetime(2027, 1, 1, tzinfo=UTC))
    with Project.open(path, clock=clock) as project:
        add_note(project, "first")
        clock.now = datetime(2026, 1, 1, tzinfo=UTC)
        add_note(project, "second")
        project.keep_draft("capture/note", "typed")
    with Project.open(path, clock=clock) as project:
        add_note(project, "third")
        for gone in ("third", "second", "first"):
            project.undo()
            assert gone not in [note.voices[0].words for note in project.ask(queries.notes)]
        assert project.draft("capture/note") == "typed"


def test_d9_two_computers_of_one_name_are_told_apart(tmp_path: Path) -> None:
    path = new_in(tmp_path)
    with held_by_another_program(path):
        mine = json.loads(lock_path(path).read_text())
    other = {**mine, "process": 2**22 + 1, "born": "another-boot 5", "machine": "abcdef"}
    lock_path(path).write_text(json.dumps(other))
    if mine["machine"]:
        with pytest.raises(InUse):
            Project.open(path)
    lock_path(path).unlink()


def test_d11_a_folder_that_a_cloud_client_copies_is_named_once(person: Person, tmp_path: Path) -> None:
    folder = tmp_path / "OneDrive - City of Oulu" / "projects"
    folder.mkdir(parents=True)
    path = new_in(folder)
    for said in (True, False):
        person.program.open_path(path)
        person.wait(lambda: person.program.workspace is not None and path_of(person) == path)
        person.window.notices.hide()
        person.program.rescue._warn_of_client()  # pyright: ignore[reportPrivateUsage]  # a second later by itself
        assert ("OneDrive seems to copy this folder" in notice(person)) == said
        person.program.close_project()


@pytest.mark.parametrize(
    ("folder", "mark", "client"),
    [
        ("Dropbox/evening", "", "Dropbox"),
        ("Nextcloud2", "", "Nextcloud"),
        ("Library/Mobile Documents/x", "", "iCloud"),
        ("shared", ".stfolder", "Syncthing"),
        ("shared/below", ".sync_1a2b.db", "Nextcloud"),
        ("Documents/Polku", "", ""),
    ],
)
def test_d11_clients_are_known_by_name_or_by_what_they_leave(
    tmp_path: Path, folder: str, mark: str, client: str
) -> None:
    place = tmp_path / folder
    place.mkdir(parents=True)
    if mark:
        (tmp_path / "shared" / mark).touch()
    assert client_of(place) == client


@pytest.mark.parametrize("fault", ["refused", "ignored"])
def test_d12_a_folder_whose_locks_do_not_work_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    path = new_in(tmp_path)

    def broken(*_: object) -> int:
        if fault == "refused":
            raise OSError(errno.ENOLCK, "No locks available")
        return 0

    monkeypatch.setattr(fcntl, "fcntl", broken)
    monkeypatch.setattr(fcntl, "flock", broken)
    with pytest.raises(Refused, match="Copy the file to this computer first"):
        Project.open(path)
    assert not lock_path(path).exists()
    monkeypatch.undo()
    Project.open(path).close()


def test_d13_a_second_field_of_the_same_text_replaces_nothing_unseen(qtbot: QtBot, project: Project) -> None:
    context = context_of(project)
    row = project.ask(queries.project).id

    def made() -> Form:
        fields = (Field("organisation", "Organisation", "text"), Field("title", "Title"))

        def save(key: str, value: object, told: object) -> bool:
            return context.document.perform(ChangeProject({key: value}), told) is not None  # pyright: ignore[reportArgumentType]

        form = Form(context, fields, save, "project")

        def show(*_: object) -> None:
            about = project.ask(queries.project)
            form.show_values(row, {"organisation": about.organisation, "title": about.title})

        show()
        context.document.changed.connect(show)
        qtbot.addWidget(form)
        form.show()
        return form

    one, other = made(), made()
    field, second = one.editor("organisation"), other.editor("organisation")
    qtbot.keyClicks(_target(field), "City")
    qtbot.keyClicks(_target(second), "Town")
    one.settle()
    other.settle()
    assert project.ask(queries.project).organisation == "City"
    said = [label.text() for label in other._errors.values()]  # pyright: ignore[reportPrivateUsage]
    assert any("Meanwhile it says “City”." in words for words in said)
    assert second.value() == "Town"
    assert context.document.draft(f"project/{row}/organisation") == "Town"
    other._paused()  # pyright: ignore[reportPrivateUsage]  # a pause alone replaces nothing
    assert project.ask(queries.project).organisation == "City"
    other.settle()
    assert project.ask(queries.project).organisation == "Town"


def _target(editor: object) -> QWidget:
    target = editor.target()  # pyright: ignore[reportAttributeAccessIssue]
    assert isinstance(target, QWidget)
    return target


@pytest.mark.parametrize("tries", [3, 10**6])
def test_d14_a_file_that_a_scanner_holds_is_tried_again_for_ten_seconds(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tries: int
) -> None:
    path = new_in(tmp_path)
    left, real = [tries], rescue.os.open

    def held(file: object, flags: int, *more: object, **named: object) -> int:
        if file == path and left[0] > 0:
            left[0] -= 1
            error = PermissionError(errno.EACCES, "The process cannot access the file")
            error.winerror = 32  # pyright: ignore[reportAttributeAccessIssue]
            raise error
        return real(file, flags, *more, **named)  # pyright: ignore[reportArgumentType, reportCallIssue]

    monkeypatch.setattr(rescue.os, "open", held)
    if tries > 3:
        monkeypatch.setattr(rescue, "PATIENCE", 0.5)
    person.program.open_path(path)
    assert "Another program holds" in notice(person)
    person.wait(lambda: path_of(person) == path)


def test_d2_this_process_holds_what_it_holds(tmp_path: Path) -> None:
    path = new_in(tmp_path)
    lock = LockFile(path)
    lock.take()
    holder = read_holder(lock.path)
    assert isinstance(holder, Holder)
    assert not holder.is_dead()
    with pytest.raises(InUse):
        LockFile(path).take()
    lock.release()
    assert not lock_file._held  # pyright: ignore[reportPrivateUsage]

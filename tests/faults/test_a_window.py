"""The program or the machine stops while somebody types: at most two seconds of typing are lost."""

import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.leaving import Leaving
from models.drafts_aside import DraftsAside, drafts
from models.edits.voices import DeleteNote
from models.errors import InUse
from models.lock_file import lock_path
from models.project import Project
from tests.app.support import new_in
from tests.faults.typing import ALLOWED, PLACES, kill_while_typing
from tests.faults.window import aside, notice, path_of, press_notice, settle, take_stick_out, wait_for_draft
from tests.journeys.window import Person, opened
from tests.models.support import add_note
from tests.widgets.support import seen
from widgets.capture import state
from widgets.dialogs.typed import TypedDialog
from widgets.fields import form
from widgets.map.paper import panel

ROOT = Path(__file__).resolve().parents[2]
TYPED = state.PLACES[state.NOTE]
WINDOW = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from app.arguments import Launch
from app import startup
home, path = Path(sys.argv[1]), Path(sys.argv[2])
real = startup._after_first_frame
def after(program, *more):
    real(program, *more)
    def type_words():
        if program.workspace is None or program.workspace.present_room is None:
            QTimer.singleShot(50, type_words)
            return
        program.show_room("capture")
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QPlainTextEdit
        field = next(one for one in program.window.findChildren(QPlainTextEdit) if one.isVisible())
        QTest.keyClicks(field, "The bus does not come")
        print("typed", flush=True)
    type_words()
startup._after_first_frame = after
sys.exit(startup.run_window(Launch(file=path, profile=home)))
"""


@pytest.fixture
def person(tmp_path: Path, qtbot: QtBot) -> Iterator[Person]:
    """Somebody with a new project open, in Capture."""
    del qtbot
    with opened(tmp_path / "home") as made:
        made.new_project("An evening")
        yield made


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the harness makes its children by forking")
def test_a2_killed_fifty_times_while_typing_r23() -> None:
    kills = kill_while_typing(50, random.Random(8))  # noqa: S311 - moments, no secrets
    assert len(kills) == 50
    late = [kill for kill in kills if kill.lost - kill.stalled > ALLOWED]
    assert late == []
    assert {kill.place for kill in kills if kill.kept} == set(PLACES), "a field kept nothing in ten tries"


def test_a2_every_timer_of_a_draft_is_shorter_than_two_seconds() -> None:
    assert max(state.DRAFT, form.DRAFT, panel.DRAFT) < ALLOWED * 1000


def words_after_opening_again(person: Person, told: str) -> TypedDialog:
    """Close the project and open it again, and what is told of half-typed words."""
    path = path_of(person)
    person.program.close_project()
    person.program.open_path(path)
    person.wait(lambda: told in notice(person))
    press_notice(person, "Show them")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, TypedDialog)
    return dialog


def test_a2_the_next_start_shows_the_words_that_were_being_typed(person: Person) -> None:
    person.write("The bus does not come")
    person.workspace.document.settle()
    dialog = words_after_opening_again(person, "1 text that was being typed is kept.")
    person.click(dialog.copies[0])
    assert QGuiApplication.clipboard().text() == "The bus does not come"
    person.program.show_room("map")
    person.click(dialog.goings[0])
    assert person.workspace.present_room is person.workspace.room("capture")
    fields = [one for one in person.workspace.room("capture").findChildren(QPlainTextEdit) if one.isVisible()]
    assert fields[0].toPlainText() == "The bus does not come"


def test_a2_words_whose_field_is_gone_can_be_let_go_and_taken_back(person: Person) -> None:
    project = person.workspace.document.project
    note, kept = add_note(project, "a note that will go"), add_note(project, "a note that stays")
    for row_id, words in ((note, "half a title"), (kept, "another half")):
        person.workspace.document.keep_draft(f"sort/read-back/{row_id}", words)
    project.perform(DeleteNote(note))
    dialog = words_after_opening_again(person, "2 texts that were being typed are kept.")
    assert "was deleted, so no field shows them" in seen(dialog)
    (ending,) = dialog.endings
    for left in (["another half"], ["another half", "half a title"], ["another half"]):
        person.click(ending)
        assert sorted(words for _, words in person.stored(drafts)) == left
        assert ("They were let go" in seen(dialog)) is (len(left) == 1)
    person.workspace.document.undo()  # the note comes back, and what was let go does not
    dialog.accept()
    dialog = words_after_opening_again(person, "1 text that was being typed is kept.")
    assert dialog.endings == []
    dialog.accept()


def test_a2_erasing_anything_forgets_words_that_lie_aside(person: Person, qtbot: QtBot) -> None:
    note = add_note(person.workspace.document.project, "to be erased")
    person.write("It was Aino who said")
    back = take_stick_out(person)
    wait_for_draft(person, qtbot, TYPED, "It was Aino who said")
    assert len(aside(person)) == 1
    back()
    assert person.workspace.document.erase(note)
    assert aside(person) == []


def test_a2_words_from_before_an_erasure_elsewhere_never_come_back(tmp_path: Path) -> None:
    before = DraftsAside(tmp_path, "an id", 3)
    before.keep("capture/note", "It was Aino who said")
    assert DraftsAside(tmp_path, "an id", 3).words("capture/note") == "It was Aino who said"
    assert DraftsAside(tmp_path, "an id", 4).words("capture/note") is None
    assert list(tmp_path.iterdir()) == []


def test_a2_words_of_a_locked_project_are_never_put_beside_it(person: Person, qtbot: QtBot, tmp_path: Path) -> None:
    from models.relock import lock

    path = path_of(person)
    person.program.close_project()
    lock(path, "a long password")
    project = Project.open(path, password="a long password")
    person.program._show_project(project)  # pyright: ignore[reportPrivateUsage]
    person.wait(person.is_in_a_room)
    person.program.show_room("capture")
    person.write("It was Aino who said")
    take_stick_out(person)
    person.press("Return")
    qtbot.waitUntil(lambda: person.workspace.document.drafts.kept_in == "memory", timeout=20_000)
    assert aside(person) == []
    assert "only while Polku is open" in person.window.status.saved.whole
    person.program.close_project()
    assert "would be lost" in notice(person)


def test_a14_the_end_of_the_session_keeps_the_words_and_asks_nothing(person: Person) -> None:
    leaving = Leaving(person.program)
    leaving.watch()
    try:
        person.write("The bus does not come")
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        leaving.keep_all(None)  # what Qt calls with its session manager
        assert person.workspace.document.project.draft(TYPED) == "The bus does not come"
        assert person.answers.asked == []
        path = path_of(person)
        person.window.close()
        settle()
        assert person.program.workspace is None
    finally:
        leaving.stop()
    with Project.open(path) as project:
        assert project.draft(TYPED) == "The bus does not come"


def test_a14_without_the_disk_the_end_of_the_session_is_not_held_up(person: Person) -> None:
    person.write("Half")
    take_stick_out(person)
    leaving = Leaving(person.program)
    try:
        leaving.leave()
        settle()
        assert person.program.workspace is None
        assert len(aside(person)) == 1
    finally:
        leaving.stop()


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="programs are not stopped by a signal here")
def test_a13_a14_a16_a_window_that_slept_goes_on_and_a_signal_ends_it_with_the_words(tmp_path: Path) -> None:
    path = new_in(tmp_path)
    command = [sys.executable, "-c", WINDOW, str(tmp_path / "profile"), str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT) as window:
        assert window.stdout is not None
        assert window.stdout.readline() == b"typed\n"
        window.send_signal(signal.SIGSTOP)  # as a closed lid does
        time.sleep(3)
        with pytest.raises(InUse, match="is in use by"):
            Project.open(path)
        window.send_signal(signal.SIGCONT)
        window.send_signal(signal.SIGTERM)
        assert window.wait(60) == 0
    assert not lock_path(path).exists()
    with Project.open(path) as project:
        assert project.draft(TYPED) == "The bus does not come"
    assert [one.name for one in path.parent.iterdir() if one.name.startswith(path.name)] == [path.name]


def test_a12_while_nobody_works_the_log_goes_into_the_one_file(person: Person, qtbot: QtBot) -> None:
    person.write("A note")
    person.press("Return")
    log = path_of(person).with_name(path_of(person).name + "-wal")
    qtbot.waitUntil(lambda: not log.exists() or log.stat().st_size == 0, timeout=20_000)

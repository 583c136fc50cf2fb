"""What a good desktop program does: copies, dropping, broken files, crashes, quitting, looks. In the real window."""

import gc
import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.arguments import Launch
from app.collector import Collector
from app.crash import CrashNet
from app.crash_window import CrashWindow
from app.logbook import Logbook
from models import queries
from models.edits.project import ChangeProject
from models.pictures import pictures
from models.project import Project
from tests.app.support import new_in
from tests.journeys.window import Person, opened, read_back, seen, with_example
from tests.widgets.pictures.test_pictures import files_in
from widgets.capture.room import CaptureRoom
from widgets.example.tour import ExampleTour
from widgets.importing.sheet import ImportSheet
from widgets.map.room import MapRoom
from widgets.prepare.project_section import ProjectSection
from widgets.prepare.room import PrepareRoom
from widgets.present.window import PresentWindow
from widgets.share.back.page import BackPage
from widgets.share.room import ShareRoom

pytestmark = pytest.mark.usefixtures("qtbot")


@pytest.fixture
def person(tmp_path: Path) -> Iterator[Person]:
    """Somebody with a new project open, in Capture."""
    with opened(tmp_path / "home") as made:
        made.new_project("An evening")
        yield made


def drop(person: Person, *paths: Path) -> None:
    """Drop files on the window as a file manager does."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    held = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entering = QDragEnterEvent(QPoint(400, 300), Qt.DropAction.CopyAction, data, *held)
    QApplication.sendEvent(person.window, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(person.window, QDropEvent(QPointF(400, 300), Qt.DropAction.CopyAction, data, *held))
    QApplication.processEvents()


def told(person: Person) -> str:
    return person.window.notices.sentence()


# -- files --------------------------------------------------------------------------------------------


def test_save_a_copy(person: Person, tmp_path: Path) -> None:
    person.write("The bus does not come")
    person.press("Return")
    person.answers.save_next = tmp_path / "copy.polku"
    person.press("Ctrl+Shift+S")
    assert told(person) == "A copy was saved as copy.polku."
    assert person.workspace.document.path.name == "An evening.polku"
    with read_back(tmp_path / "copy.polku") as copy:
        assert [note.voices[0].words for note in copy.ask(queries.notes)] == ["The bus does not come"]
    person.answers.save_next = person.workspace.document.path
    person.press("Ctrl+Shift+S")
    assert "is an open project" in told(person)


def test_open_and_open_recent(person: Person, tmp_path: Path) -> None:
    other = new_in(tmp_path, "Other.polku")
    person.answers.open_next = other
    person.press("Ctrl+O")
    person.wait(lambda: person.workspace.document.path == other)
    person.wait(person.is_in_a_room)
    menu = person.window.recent_menu
    menu.aboutToShow.emit()
    names = [action.text() for action in menu.actions()]
    assert names == ["Other", "An evening"]
    menu.actions()[1].trigger()
    person.wait(lambda: person.workspace.document.path.name == "An evening.polku")
    person.answers.open_next = None  # the person thought better of it
    person.press("Ctrl+O")
    assert person.workspace.document.path.name == "An evening.polku"


def test_the_same_file_again_changes_nothing_and_leads_back_to_it(person: Person) -> None:
    workspace, path = person.workspace, person.workspace.document.path
    person.press("Ctrl+N")
    assert person.window.start.isVisible()
    person.program.open_path(path)
    person.wait(person.is_in_a_room)
    assert person.workspace is workspace
    assert not person.window.start.isVisible()
    person.press("Ctrl+N", "Ctrl+3")
    assert person.room(CaptureRoom).bar.words.hasFocus()


def test_dropping_a_project_opens_it(person: Person, tmp_path: Path) -> None:
    other = new_in(tmp_path, "Dropped.polku")
    drop(person, other)
    person.wait(lambda: person.workspace.document.path == other)


def test_dropping_a_table_shows_it_and_adds_its_notes_in_one_step(person: Person, tmp_path: Path) -> None:
    table = tmp_path / "notes.csv"
    table.write_text("note\nThe bus does not come\nTwo forms\n", encoding="utf-8")
    drop(person, table)
    person.wait(lambda: isinstance(QApplication.activeModalWidget(), ImportSheet))
    assert person.stored(queries.notes) == ()
    person.press("Return")
    person.wait(lambda: len(person.stored(queries.notes)) == 2)
    assert told(person) == "2 notes were added."
    person.window.activateWindow()  # the offscreen platform gives the keys back to nobody when a dialog closes
    person.press("Ctrl+Z")
    assert person.stored(queries.notes) == ()
    drop(person, tmp_path / "song.mp3")
    assert "cannot read “song.mp3”" in told(person)


def test_closing_the_window_while_an_import_is_written_takes_it_back(person: Person, tmp_path: Path) -> None:
    table = tmp_path / "notes.csv"
    table.write_text("note\n" + "".join(f"Note {at} in some words\n" for at in range(4000)), encoding="utf-8")
    drop(person, table)
    person.wait(lambda: isinstance(sheet := QApplication.activeModalWidget(), ImportSheet) and sheet.rows.taken == 4000)
    person.press("Return")
    document, path = person.workspace.document, person.workspace.document.path
    assert document.is_busy
    assert document.perform(ChangeProject({"title": "Meanwhile"})) is None  # nothing else is written
    assert "still being written" in told(person)
    person.window.close()
    with read_back(path) as project:
        assert project.ask(queries.notes) == ()
        assert project.ask(queries.project).title == "An evening"


def test_dropping_photos_anywhere_adds_them_to_the_workshop_in_one_step(person: Person, tmp_path: Path) -> None:
    paths = files_in(tmp_path, "one.jpg", "two.jpg", "three.jpg", "four.jpg")
    person.press("Ctrl+1")
    drop(person, *paths)
    person.wait(lambda: len(person.stored(pictures)) == len(paths))
    assert person.workspace.present_room is person.room(CaptureRoom)
    assert {one.owner.workshop_id for one in person.stored(pictures)} == {person.workspace.session.workshop_id}
    person.wait(lambda: "4 photos added." in told(person))
    person.press("Ctrl+Z")
    assert person.stored(pictures) == ()


def bad_file(kind: str, folder: Path) -> Path:
    path = new_in(folder, f"{kind}.polku")
    if kind == "broken":
        path.write_bytes(b"SQLite format 3\0" + bytes(5000))
    elif kind == "no project":
        path.write_text("words", encoding="utf-8")
    elif kind == "newer":
        with sqlite3.connect(path) as connection:
            connection.execute("PRAGMA user_version = 9999")
        connection.close()
    elif kind == "gone":
        path.unlink()
    return path


@pytest.mark.parametrize("kind", ["broken", "no project", "newer", "gone"])
def test_what_cannot_be_opened_is_said_and_what_is_open_stays(person: Person, tmp_path: Path, kind: str) -> None:
    path = bad_file(kind, tmp_path)
    before = path.read_bytes() if path.exists() else b""
    workspace = person.workspace
    person.answers.open_next = path
    person.press("Ctrl+O")
    assert told(person).endswith((".", "?"))
    assert person.workspace is workspace
    assert (path.read_bytes() if path.exists() else b"") == before
    person.write("It goes on")
    person.press("Return")
    assert len(person.stored(queries.notes)) == 1


def test_a_file_that_somebody_else_has_open(person: Person, tmp_path: Path) -> None:
    path = new_in(tmp_path, "theirs.polku")
    workspace = person.workspace
    with Project.open(path):
        person.program.open_path(path)
        assert "theirs" in told(person)
        assert person.workspace is workspace


# -- ending -------------------------------------------------------------------------------------------


def test_quitting_with_half_typed_words_loses_nothing(tmp_path: Path) -> None:
    with opened(tmp_path) as person:
        person.new_project("An evening")
        person.write("Half a sent")
        person.press("Ctrl+1")
        section = person.room(PrepareRoom).section()
        assert isinstance(section, ProjectSection)
        person.tab_to(section.about.editor("organisation"))
        person.write("Muistitiimi")
        person.press("Ctrl+Q")
    with opened(tmp_path) as person:
        person.tab_to(person.window.start.recent)
        person.press("Down", "Return")
        person.wait(person.is_in_a_room)
        assert person.stored(queries.project).organisation == "Muistitiimi"
        assert person.room(CaptureRoom).bar.words.toPlainText() == "Half a sent"


def test_safe_mode_writes_nothing_to_the_profile(tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    with opened(tmp_path, launch=Launch(profile=profile, safe_mode=True)) as person:
        person.new_project("An evening")
        person.program.use_palette("dark")
        person.write("Words")
        person.press("Return")
        person.press("Ctrl+Q")
    assert not profile.exists() or list(profile.iterdir()) == []
    assert (tmp_path / "Documents" / "Polku" / "An evening.polku").is_file()


def test_a_mistake_of_ours_shows_the_dialog_and_the_window_goes_on(person: Person, tmp_path: Path) -> None:
    net = CrashNet(tmp_path / "logs", lambda: "0", Logbook(None))
    net.install()
    try:
        program = person.program
        crash = CrashWindow(net, program.look, program.texts, person.answers.show_in_folder, person.window.close)
        secret = "Kaarina was sad"
        QTimer.singleShot(0, person.window, lambda: {}[secret])
        person.wait(lambda: crash.dialog is not None and crash.dialog.isVisible())
        assert crash.dialog is not None
        assert "Your work is saved" in seen(crash.dialog)
        person.press("Return")
        person.wait(lambda: crash.dialog is None)
    finally:
        net.take_down()
    person.window.activateWindow()
    person.wait(person.window.isActiveWindow)
    person.write("It goes on")
    person.press("Return")
    assert len(person.stored(queries.notes)) == 1
    (report,) = (tmp_path / "logs").glob("crash-*.txt")
    assert "KeyError" in report.read_text(encoding="utf-8")
    assert secret not in report.read_text(encoding="utf-8")


# -- looks and going about ----------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.qt_log_ignore("This plugin does not support")  # nor has the offscreen platform to grab keys for a menu
def test_text_size_and_colours_switch_live_through_the_menu(person: Person) -> None:
    label = person.window.findChild(QLabel)
    assert label is not None
    person.choose("View", "High contrast")
    assert person.program.look.palette.name == "contrast"
    person.choose("View", "Larger text")
    assert person.program.look.percent == 110
    for _ in range(8):
        person.press("Ctrl+Alt++")
    assert person.program.look.percent == 200
    assert "200" in seen(person.window.status)
    room = person.room(CaptureRoom)
    assert room.bar.words.isVisible()
    person.press("Ctrl+0")
    assert person.program.look.percent == 100
    person.choose("View", "Dark")
    assert person.program.settings.get("palette") == "dark"


def test_zoom_keys_f6_and_search_in_the_example(tmp_path: Path) -> None:
    with_example(tmp_path)
    with opened(tmp_path) as person:
        person.open_example()
        room = person.room(MapRoom)
        before = room.view.scale_now()
        person.press("Ctrl++")
        assert room.view.scale_now() > before
        person.press("Ctrl+0")
        assert person.program.look.percent == 100
        person.press("F6")
        assert person.window.rail.isAncestorOf(person.focused())
        person.press("Down", "Space")
        person.room(CaptureRoom)
        person.press("Ctrl+K")
        assert person.window.search.line.hasFocus()
        person.write("car park")
        person.press("Return")
        back = person.room(ShareRoom).page  # an answer by mail is the newest that holds the words
        assert isinstance(back, BackPage)
        assert back.details.shown is not None
        assert "car park" in back.details.words.text()
        person.press("Ctrl+K")
        person.write("every morning for a week")
        person.press("Down", "Return")
        assert "every morning for a week" in seen(person.room(CaptureRoom).desk)
        assert "Example" in seen(person.window)


def test_what_is_left_of_a_closed_project_asks_it_nothing(person: Person) -> None:
    """The top bar and the menus stay when a project goes."""
    person.write("The bus does not come")
    person.press("Return", "Ctrl+K")
    person.write("bus")
    person.press("Ctrl+W")
    person.wait(lambda: person.program.workspace is None)
    search = person.window.search
    assert search.line.text() == ""
    search.line.setText("bus")
    search.look_up()
    assert search.found.cards.cards == []
    assert not [one for one in person.window.menuBar().actions() if one.isVisible() and one.text() == "Capture"]
    person.program.open_path(next(person.documents.iterdir()))
    person.program.close_project()  # before its first room is made
    person.press("N")
    assert person.window.start.naming.field.hasFocus()


@pytest.mark.slow
@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_tour_goes_on_in_another_language_of_the_project(tmp_path: Path) -> None:
    with_example(tmp_path)
    with opened(tmp_path) as person:
        person.open_example()
        person.workspace.document.perform(ChangeProject({"language": "ku"}))
        person.choose("Help", "Follow this idea")
        person.wait(lambda: person.window.findChild(ExampleTour) is not None)


def test_where_documents_cannot_be_written_a_new_project_asks_for_its_place(person: Person, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    person.program.paths = replace(person.program.paths, projects=tmp_path / "file" / "Polku")
    person.answers.save_next = tmp_path / "here.polku"
    before = person.workspace
    person.press("Ctrl+N")
    person.write("A morning")
    person.press("Return")
    person.wait(lambda: person.program.workspace is not before)
    assert person.workspace.document.path == tmp_path / "here.polku"
    assert "Where shall it be saved?" in person.answers.asked


def test_a_setting_of_the_projector_after_the_project_was_closed_asks_no_closed_file(person: Person) -> None:
    person.program.settings.set("show_newest_notes", True)
    person.window.action("present").trigger()
    projector = next(one for one in QApplication.topLevelWidgets() if isinstance(one, PresentWindow))
    projector.stage.go("notes")
    person.program.close_project()
    person.wait(lambda: person.program.workspace is None)
    person.program.settings.set("show_newest_notes", False)  # an exception in here would fail the test
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # pyright: ignore[reportArgumentType, reportCallIssue]
    assert not isValid(projector), "a window that is closed must not wait for Python's collector"


def test_garbage_is_collected_on_the_thread_of_the_window_only(qtbot: QtBot) -> None:
    """What a job's thread allocates must not take apart scene items of the window: Qt does not survive it."""
    threads: list[str] = []
    gc.enable()
    collector = Collector()
    heard = lambda phase, _: threads.append(threading.current_thread().name) if phase == "start" else None  # noqa: E731
    gc.callbacks.append(heard)
    collector.start()
    try:
        worker = threading.Thread(target=_make_garbage, name="a job")
        worker.start()
        worker.join()
        assert threads == []
        qtbot.waitUntil(lambda: bool(threads))
        assert set(threads) == {threading.main_thread().name}
    finally:
        collector.stop()
        gc.callbacks.remove(heard)
    assert gc.isenabled()


def _make_garbage() -> None:
    for _ in range(50_000):
        circle: list[object] = []
        circle.append(circle)

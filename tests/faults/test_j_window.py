"""Mistakes of ours, faults of the machine, damaged settings, profiles that cannot be written: said, and survived."""

import json
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app import startup
from app.crash import CrashNet
from app.crash_window import CrashWindow
from app.logbook import Logbook
from app.paths import find_paths
from models import driver
from models.errors import StoreTrouble
from resources.texts import translator
from tests.app.support import new_in, process
from tests.app.test_crash import IN_A_PROCESS
from tests.faults.window import notice, settle
from tests.journeys.window import Person, opened
from widgets.look import Look
from widgets.settings import Settings

J1 = """
import sys, threading
from pathlib import Path
from app.crash import CrashNet
from app.logbook import Logbook
logs = Path("logs")
net = CrashNet(logs, lambda: "0.1.0", Logbook(logs))
net.install()
from PySide6.QtCore import QAbstractListModel, QRunnable, Qt, QThread, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication, QListView, QWidget
from app.crash_window import CrashWindow
from models.project import Project
from resources.texts import translator
from tests.widgets.support import context_of
from widgets.capture.bar import CaptureBar
from widgets.look import Look
application = QApplication([])
net.watch_qt()
opened, tried = [], []
crash = CrashWindow(net, Look(), translator(), print, print)
real = crash._open
crash._open = lambda mistake: (opened.append(1), real(mistake))
context = context_of(Project.open(Path(sys.argv[1])))
bar = CaptureBar(context)
bar.show()
bar.open("note")

def in_slot():
    raise ValueError("CANARY slot")

def in_thread():
    raise ValueError("CANARY thread")

class Model(QAbstractListModel):
    def rowCount(self, parent=None):
        return 30
    def data(self, index, role=Qt.ItemDataRole.DisplayRole):
        raise ValueError("CANARY data")

class Painted(QWidget):
    def paintEvent(self, event):
        tried.append(1)
        raise ValueError("CANARY paint")

class Task(QRunnable):
    def run(self):
        raise ValueError("CANARY runnable")

class Thread(QThread):
    def run(self):
        raise ValueError("CANARY qthread")

view, painted, qthread = QListView(), Painted(), Thread()
view.setModel(Model())
from PySide6.QtTest import QTest
QTest.keyClicks(bar.words, "The bus does not come")

def all_of_it():
    QTimer.singleShot(0, in_slot)
    thread = threading.Thread(target=in_thread)
    thread.start()
    thread.join()
    QThreadPool.globalInstance().start(Task())
    QThreadPool.globalInstance().waitForDone()
    qthread.start()
    qthread.wait()
    painted.show()
    view.show()

QTimer.singleShot(0, all_of_it)
QTimer.singleShot(4000, application.quit)  # the draft comes after a second and a half
application.exec()
print("dialogs", len(opened))
print("draft", context.document.project.draft("capture/note"))
text = net.file.read_text()
for caught in ("main", "thread"):
    print(caught, f"caught in {caught}" in text)
for name in ("in_slot", "in_thread", "Model.data", "Painted.paintEvent", "Task.run", "Thread.run"):
    print(name, f" in {name}" in text)
print("reports of data", text.count("Model.data"))
context.document.close()
net.take_down()
"""
FAULT = """
import faulthandler, sys
from pathlib import Path
from app.crash import CrashNet
from app.logbook import Logbook
logs = Path(sys.argv[1])
net = CrashNet(logs, lambda: "0.1.0", Logbook(logs))
net.install()
faulthandler._sigsegv()
"""


@pytest.fixture
def person(tmp_path: Path, qtbot: QtBot) -> Iterator[Person]:
    """Somebody with a new project open, in Capture."""
    del qtbot
    with opened(tmp_path / "home") as made:
        made.new_project("An evening")
        yield made


@pytest.mark.slow
def test_j1_mistakes_everywhere_end_in_one_dialog_and_the_draft_is_kept(tmp_path: Path) -> None:
    assert "paint" in IN_A_PROCESS  # the hooks one by one, and that no word is written, are tried in tests/app
    path = new_in(tmp_path)
    ran = process(path, cwd=tmp_path, script=J1, QT_QPA_PLATFORM="offscreen")
    said = dict(line.rsplit(" ", 1) for line in ran.out.splitlines() if " " in line)
    assert ran.code == 0, ran.err
    assert said["dialogs"] == "1", ran
    assert "draft The bus does not come" in ran.out
    places = ("in_slot", "in_thread", "Model.data", "Painted.paintEvent", "Task.run", "Thread.run")
    assert [said[name] for name in ("main", "thread", *places)] == ["True"] * 8
    assert int(said["reports of data"]) <= 3  # of 30 lines that fail in many roles, three are written down
    assert "CANARY" not in ran.err + ran.out


def test_j1_a_disk_that_fails_where_nobody_minds_is_no_mistake_of_ours(person: Person, tmp_path: Path) -> None:
    net = CrashNet(tmp_path / "logs", lambda: "0.1.0", Logbook(None))
    net.says_itself = person.program.rescue.say_uncaught
    net._on_exception(StoreTrouble, StoreTrouble("The disk did not answer."), None)  # pyright: ignore[reportPrivateUsage]
    assert notice(person) == "The disk did not answer."
    assert net.file is not None
    assert not net.file.exists()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="faulthandler has no such fault there")
def test_j2_a_native_crash_is_told_at_the_next_start_and_twice_offers_safe_mode(tmp_path: Path, qtbot: QtBot) -> None:
    for crashes in (1, 2):
        logs, started = tmp_path / f"logs{crashes}", list[bool]()
        for _ in range(crashes):
            assert process(logs, cwd=tmp_path, script=FAULT).code != 0
        net = CrashNet(logs, lambda: "0.1.0", Logbook(None))
        net.install()
        try:
            assert net.faults_in_row == crashes
            start = partial(started.append, True)
            window = CrashWindow(net, Look(), translator(), lambda _: None, lambda: None, start)
            window.tell_of_last()
            dialog = window.dialog
            assert dialog is not None
            assert dialog.windowTitle() == "Polku ended without a word last time"
            assert "Segmentation fault" in dialog.report.toPlainText()
            qtbot.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
            assert "Segmentation fault" in QGuiApplication.clipboard().text()
            assert dialog.safe.isVisible() == (crashes == 2)
            qtbot.mouseClick(dialog.safe if crashes == 2 else dialog.go_on, Qt.MouseButton.LeftButton)
            assert started == [True] * (crashes - 1)
        finally:
            net.take_down()
        again = CrashNet(logs, lambda: "0.1.0", Logbook(None))
        again.install()
        again.take_down()
        assert again.faults_in_row == 0
        assert again.last_fault is None


@pytest.mark.parametrize("content", ["{", "[]", '"x"', "\x00\x01", "{" * 5000])
def test_j8_damaged_settings_are_put_aside_and_said(tmp_path: Path, qtbot: QtBot, content: str) -> None:
    del qtbot
    profile = tmp_path / "home" / "profile"
    profile.mkdir(parents=True)
    (profile / "settings.json").write_text(content)
    settings = Settings(profile / "settings.json")
    assert settings.was_broken
    assert settings.get("palette") == "light"
    assert (profile / "settings.json.broken").read_text() == content
    settings.set("palette", "dark")
    assert json.loads((profile / "settings.json").read_text()) == {"palette": "dark"}


def test_j8_the_window_says_so(person: Person) -> None:
    assert startup.trouble_with_profile(person.program) == ""
    person.program.settings.was_broken = True
    assert "settings.json.broken" in startup.trouble_with_profile(person.program)


@pytest.mark.skipif(sys.platform == "win32", reason="rights are otherwise there")
def test_j9_what_lies_in_the_profile_is_for_its_person_alone(person: Person, tmp_path: Path) -> None:
    person.program.settings.set("palette", "dark")
    logs = Logbook(tmp_path / "home" / "profile" / "logs")
    logs.note("opened", tmp_path / "x.polku")
    net = CrashNet(tmp_path / "home" / "profile" / "logs", lambda: "0.1.0", logs)
    net.report(ValueError())
    files = [one for one in (tmp_path / "home" / "profile").rglob("*") if one.is_file() and one.suffix != ".polku"]
    assert {one.name for one in files} >= {"settings.json", "polku.log", "log.key"}
    assert [one.name for one in files if one.stat().st_mode & 0o077] == []


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="rights are taken away with setpriv")
@pytest.mark.parametrize("home", ["read-only", "none"])
def test_j9_without_a_home_or_a_profile_to_write_in_the_window_works(tmp_path: Path, home: str) -> None:
    folder = tmp_path / "home"
    folder.mkdir()
    folder.chmod(0o555)
    path = new_in(tmp_path)
    script = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from app import startup
from app.arguments import Launch
real = startup._after_first_frame
def after(program, *more):
    real(program, *more)
    print(program.window.notices.sentence())
    def end():
        if program.workspace is None or program.workspace.present_room is None:
            QTimer.singleShot(50, end)
            return
        print("opened", program.workspace.document.name)
        program.window.close()
    end()
startup._after_first_frame = after
sys.exit(startup.run_window(Launch(file=Path(sys.argv[1]))))
"""
    place = {"HOME": str(folder)} if home == "read-only" else {"HOME": ""}
    more = {"XDG_DATA_HOME": "", "XDG_RUNTIME_DIR": "", "QT_QPA_PLATFORM": "offscreen"}
    ran = process(path, cwd=tmp_path, script=script, without_rights=True, **place, **more)
    folder.chmod(0o755)
    assert ran.code == 0, ran.err
    assert "opened new.polku" in ran.out
    if home == "read-only":
        assert "may not write into its own folder" in ran.out
    assert "Traceback" not in ran.err


def test_j10_another_sqlite_is_said_at_the_start(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    import sqlite3

    assert startup.trouble_with_profile(person.program) == ""
    monkeypatch.setattr(driver, "driver", sqlite3)
    assert driver.safe_mode(translator()).startswith("Safe mode: ")
    person.program.loader.when_ready(lambda: startup.say_safe_mode(person.program))
    settle()
    assert notice(person).startswith("Safe mode: ")


def test_j9_paths_need_no_home() -> None:
    assert find_paths(None, {}).profile.name.lower() == "polku"

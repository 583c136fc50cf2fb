"""Mistakes of ours are caught everywhere, told once, and written down without any word of people."""

import re
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QtMsgType, Signal
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.crash import FAULTS, CrashNet
from app.crash_report import place_of, report_of, speaker_of
from app.crash_window import CrashWindow
from app.logbook import Logbook
from models.errors import Refused
from resources.texts import translator
from tests.app.support import process
from widgets.dialogs.crash import CrashDialog
from widgets.look import Look

CANARY = "Aino waited eleven days at the memory clinic"

IN_A_PROCESS = """
import sys, threading
from pathlib import Path
from app.crash import CrashNet
from app.logbook import Logbook
logs = Path("logs")
net = CrashNet(logs, lambda: "0.1.0", Logbook(logs))
net.install()

from PySide6.QtCore import QRunnable, Qt, QThreadPool, QTimer, qWarning
from PySide6.QtWidgets import QApplication, QPushButton
from app.crash_window import CrashWindow
from resources.texts import translator
from widgets.look import Look

application = QApplication([])
net.watch_qt()
look = Look()
canary = "CANARY"
shown, left = [], []

class Window(QPushButton):
    def paintEvent(self, event):
        if self.text() == "paint":
            raise LookupError(f"while painting {canary}")
        super().paintEvent(event)

window = Window()
window.clicked.connect(lambda: fail(canary))
crash = CrashWindow(net, look, translator(), shown.append, lambda: left.append(True))

def fail(story):
    raise ValueError(f"no step fits “{story}”") from KeyError(story)

class Task(QRunnable):
    def run(self):
        fail(canary)

class Gone:
    def __del__(self):
        raise OSError(2, canary, canary)

def all_of_it():
    window.show()
    window.click()
    thread = threading.Thread(target=fail, args=(canary,), name=canary)
    thread.start()
    thread.join()
    QThreadPool.globalInstance().start(Task())
    QThreadPool.globalInstance().waitForDone()
    Gone()
    qWarning(f"QThing::read: cannot read {canary}")
    window.setStyleSheet(canary + " {{")
    group = ExceptionGroup(canary, [ValueError(canary), TypeError(canary)])
    net.report(group)

def one_dialog():
    dialogs = [w for w in application.topLevelWidgets() if w.objectName() == "" and type(w).__name__ == "CrashDialog"]
    print("dialogs", len([d for d in dialogs if d.isVisible()]))
    crash.dialog.go_on.click()
    QTimer.singleShot(50, again)

def again():
    print("after", crash.dialog)
    QTimer.singleShot(100, leave)
    window.setText("paint")  # painted by the event loop

def leave():
    print("again", crash.dialog is not None)
    window.setText("")
    crash.dialog.leave.click()
    QTimer.singleShot(20, end)

def end():
    print("left", left, "visible", window.isVisible(), "kept", hasattr(sys, "last_value"))
    application.quit()

QTimer.singleShot(0, all_of_it)
QTimer.singleShot(200, one_dialog)
application.exec()
net.take_down()
print("reports", len(list(logs.glob("crash-*.txt"))))
"""


def test_no_word_of_people_reaches_a_log_and_the_window_lives(tmp_path: Path) -> None:
    ran = process(cwd=tmp_path, script=IN_A_PROCESS.replace("CANARY", CANARY), QT_QPA_PLATFORM="offscreen")
    assert ran.code == 0, ran.err
    lines = ran.out.splitlines()
    assert lines == [
        "dialogs 1",
        "after None",
        "again True",
        "left [True] visible True kept False",
        "reports 1",
    ], ran.err
    written = "".join(path.read_text() for path in (tmp_path / "logs").iterdir())
    for word in (CANARY, "Aino", "eleven", "clinic"):
        assert word not in written
        assert word not in ran.err
    for where in ("main", "thread", "unraisable", "job"):
        assert f"caught in {where}" in written
    for told in ("builtins.ValueError", "because of: builtins.KeyError", "errno 2", "one of: builtins.TypeError"):
        assert told in written
    assert re.search(r"in fail$", written, re.M)
    assert "QThing::read" in written
    assert str(tmp_path) not in written


# -- the report -----------------------------------------------------------------------------------------------------


def caught(work: object) -> BaseException:
    try:
        work()  # type: ignore[operator]
    except Exception as error:  # noqa: BLE001
        return error
    raise AssertionError("nothing was raised")


def endless() -> None:
    endless()


def test_a_report_names_kinds_and_places() -> None:
    told = report_of(caught(lambda: Refused(CANARY, name=CANARY).no_such), "0.1.0", "job")  # type: ignore[attr-defined]
    assert "builtins.AttributeError" in told
    assert "tests/app/test_crash.py:" in told
    assert CANARY not in told


def test_a_very_deep_stack_stays_readable() -> None:
    told = report_of(caught(endless), "0.1.0", "job")
    assert "RecursionError" in told
    assert " more …" in told
    assert len(told.splitlines()) < 60


def test_places_hold_no_folder_of_a_machine() -> None:
    assert place_of(__file__) == "tests/app/test_crash.py"
    assert place_of("/somewhere/lib/python3.11/site-packages/sqlalchemy/engine/base.py") == "sqlalchemy/engine/base.py"
    assert place_of("/somewhere/Aino Virtanen/thing.py") == "thing.py"


def test_of_a_qt_message_only_the_speaker_is_kept() -> None:
    assert speaker_of("QPainter::begin: Paint device returned engine == 0") == "QPainter::begin"
    assert speaker_of(f"Quite a story: {CANARY}") == "Quite"
    assert speaker_of(CANARY) == "?"


# -- the net --------------------------------------------------------------------------------------------------------


@pytest.fixture
def net(tmp_path: Path) -> Iterator[CrashNet]:
    made = CrashNet(tmp_path / "logs", lambda: "0.1.0", Logbook(tmp_path / "logs"))
    made.install()
    yield made
    made.take_down()


def written(net: CrashNet) -> str:
    return net.file.read_text() if net.file and net.file.is_file() else ""


def test_the_same_mistake_is_written_three_times_at_most(net: CrashNet, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(50):
        net.report(caught(endless))
    assert written(net).count("caught in") == 3
    assert CANARY not in capsys.readouterr().err


def test_hooks_are_given_back(tmp_path: Path) -> None:
    before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
    net = CrashNet(tmp_path, lambda: "0.1.0", Logbook(None))
    net.install()
    net.watch_qt()
    assert sys.excepthook != before[0]
    net.take_down()
    assert (sys.excepthook, threading.excepthook, sys.unraisablehook) == before
    assert not (tmp_path / FAULTS).exists()


def test_a_fault_of_the_last_run_becomes_a_report_and_old_ones_go(tmp_path: Path) -> None:
    (tmp_path / FAULTS).write_text("Fatal Python error: Segmentation fault\n")
    for number in range(30):
        (tmp_path / f"crash-2020010{number % 10}-0000{number:02}-1.txt").touch()
    net = CrashNet(tmp_path, lambda: "0.1.0", Logbook(None))
    net.install()
    net.take_down()
    assert len(list(tmp_path.glob("crash-*-fault.txt"))) == 1
    assert len(list(tmp_path.glob("crash-*.txt"))) <= 11


def test_a_folder_that_cannot_be_written_stops_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").touch()
    net = CrashNet(tmp_path / "file" / "logs", lambda: "0.1.0", Logbook(tmp_path / "file" / "logs"))
    net.install()
    net.report(caught(endless))
    net.take_down()
    assert "RecursionError" in capsys.readouterr().err


def test_an_exception_that_cannot_be_looked_at_is_survived(net: CrashNet) -> None:
    class Vicious(Exception):
        def __getattribute__(self, name: str) -> object:
            raise ValueError(CANARY)

    net.report(Vicious(CANARY))
    assert CANARY not in written(net)


def test_a_warning_of_qt_is_written_without_its_words(net: CrashNet, tmp_path: Path) -> None:
    net._on_qt(QtMsgType.QtWarningMsg, None, f"QLayout: {CANARY}")  # pyright: ignore[reportPrivateUsage]
    net._on_qt(QtMsgType.QtDebugMsg, None, "QDebug: nothing")  # pyright: ignore[reportPrivateUsage]
    log = (tmp_path / "logs" / "polku.log").read_text()
    assert "QtWarningMsg default QLayout" in log
    assert "Debug" not in log
    assert CANARY not in log


# -- the dialog -----------------------------------------------------------------------------------------------------


class Speaker(QObject):
    said = Signal()


def crash_window(qtbot: QtBot, net: CrashNet, closed: list[bool]) -> CrashWindow:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return CrashWindow(net, Look(), translator(), lambda _: None, lambda: closed.append(True))


def test_the_dialog_says_that_the_work_is_saved_and_escape_goes_on(qtbot: QtBot, net: CrashNet) -> None:
    closed: list[bool] = []
    crash = crash_window(qtbot, net, closed)
    net.report(caught(endless))
    net.report(caught(lambda: 1 / 0))
    qtbot.waitUntil(lambda: crash.dialog is not None and crash.dialog.isVisible())
    assert crash.dialog is not None
    assert crash.dialog.accessibleDescription() == "Your work is saved"
    qtbot.keyClick(crash.dialog, Qt.Key.Key_Escape)
    assert crash.dialog is None
    assert closed == []


def test_a_mistake_in_showing_the_dialog_is_only_written(
    qtbot: QtBot, net: CrashNet, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ValueError(CANARY)

    monkeypatch.setattr(CrashDialog, "fill", broken)
    crash = crash_window(qtbot, net, [])
    net.report(caught(endless))
    qtbot.waitUntil(lambda: "crash-dialog" in written(net))
    net.report(caught(lambda: 1 / 0))
    qtbot.wait(20)
    assert crash.dialog is None
    assert CANARY not in written(net)


def test_a_closing_that_fails_still_ends(qtbot: QtBot, net: CrashNet, monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[int] = []
    monkeypatch.setattr(QApplication, "exit", ended.append)  # for real, no event loop of this process would run again

    def broken() -> None:
        raise ValueError(CANARY)

    crash = crash_window(qtbot, net, [])
    crash._close_window = broken  # pyright: ignore[reportPrivateUsage]
    net.report(caught(endless))
    qtbot.waitUntil(lambda: crash.dialog is not None)
    assert crash.dialog is not None
    qtbot.mouseClick(crash.dialog.leave, Qt.MouseButton.LeftButton)
    assert "caught in closing" in written(net)
    assert ended == [1]

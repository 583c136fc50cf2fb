"""A second start with an open file raises the window that has it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from pytestqt.qtbot import QtBot

from app.single import PLACES, Single, hand_over, places_of
from tests.app.support import ROOT, process


class Windows:
    """Windows of one profile, each with a file."""

    def __init__(self, profile: Path) -> None:
        self.profile = profile
        self.opened: list[Single] = []

    def open(self, file: Path) -> Single:
        window = Single(self.profile, lambda asked: asked == file)
        self.opened.append(window)
        assert window.listen()
        return window


@pytest.fixture
def windows(tmp_path: Path, qtbot: QtBot) -> Iterator[Windows]:
    made = Windows(tmp_path)
    yield made
    for window in made.opened:
        window.close()


ASKING = (
    "import sys\nfrom pathlib import Path\nfrom app.single import hand_over\n"
    "sys.exit(10 + hand_over(Path(sys.argv[1]), Path(sys.argv[2])))\n"
)


def asked(qtbot: QtBot, profile: Path, file: Path) -> bool:
    """Ask as another start does: in a process of its own, while the windows here go on."""
    program = [sys.executable, "-c", ASKING, str(profile), str(file)]
    with subprocess.Popen(program, env={**os.environ, "PYTHONPATH": str(ROOT)}) as running:
        qtbot.waitUntil(lambda: running.poll() is not None, timeout=20_000)
    assert running.returncode in (10, 11)
    return running.returncode == 11


def test_the_window_that_has_the_file_is_found(qtbot: QtBot, windows: Windows, tmp_path: Path) -> None:
    first = windows.open(tmp_path / "one.polku")
    second = windows.open(tmp_path / "two\nlines ä.polku")
    heard: list[object] = []
    first.asked_to_open.connect(heard.append)
    second.asked_to_open.connect(heard.append)
    assert asked(qtbot, tmp_path, tmp_path / "two\nlines ä.polku")
    assert heard == [tmp_path / "two\nlines ä.polku"]
    assert not asked(qtbot, tmp_path, tmp_path / "three.polku")
    assert len(heard) == 1


def test_nobody_is_there(tmp_path: Path) -> None:
    assert not hand_over(tmp_path, tmp_path / "one.polku")


def test_another_profile_is_not_asked(qtbot: QtBot, windows: Windows, tmp_path: Path) -> None:
    windows.open(tmp_path / "one.polku")
    assert set(places_of(tmp_path)).isdisjoint(places_of(tmp_path / "other"))
    assert not asked(qtbot, tmp_path / "other", tmp_path / "one.polku")


@pytest.mark.skipif(os.name != "posix", reason="a pipe goes with its process")
def test_what_a_crash_left_behind_is_taken_over(qtbot: QtBot, windows: Windows, tmp_path: Path) -> None:
    script = (
        "import os\nfrom pathlib import Path\nfrom PySide6.QtCore import QCoreApplication\n"
        "from app.single import Single\napplication = QCoreApplication([])\n"
        "window = Single(Path.cwd(), lambda _: True)\nassert window.listen()\nos._exit(0)\n"
    )
    assert process(cwd=tmp_path, script=script).code == 0
    assert Path(places_of(tmp_path)[0]).exists()
    windows.open(tmp_path / "one.polku")
    assert asked(qtbot, tmp_path, tmp_path / "one.polku")


@pytest.mark.skipif(os.name != "posix", reason="rights of a socket")
def test_only_this_person_may_ask(windows: Windows, tmp_path: Path) -> None:
    windows.open(tmp_path / "one.polku")
    assert Path(places_of(tmp_path)[0]).stat().st_mode & 0o077 == 0


RELATIVE = b"relative".hex().encode("ascii")


@pytest.mark.parametrize("rubbish", [b"hello\n", b"zz\n", b"\n", b"2f\xff\n", b"0" * 40_000, RELATIVE + b"\n"])
def test_rubbish_raises_nothing(qtbot: QtBot, tmp_path: Path, rubbish: bytes) -> None:
    window = Single(tmp_path, lambda _: True)
    assert window.listen()
    heard: list[object] = []
    window.asked_to_open.connect(heard.append)
    socket = QLocalSocket()
    socket.connectToServer(places_of(tmp_path)[0])
    socket.write(rubbish)
    socket.flush()
    qtbot.waitUntil(lambda: socket.state() == QLocalSocket.LocalSocketState.UnconnectedState, timeout=20_000)
    assert heard == []
    window.close()


def test_more_windows_than_places(qtbot: QtBot, tmp_path: Path) -> None:
    opened = [Single(tmp_path, lambda _: False) for _ in range(PLACES + 1)]
    assert [window.listen() for window in opened] == [True] * PLACES + [False]
    for window in opened:
        window.close()
    assert not any(Path(place).exists() for place in places_of(tmp_path))
    QLocalServer.removeServer(places_of(tmp_path)[0])

"""Where things are kept, and whether there is a screen; both without Qt."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from app.paths import documents_folder, find_paths, is_writable, profile_folder
from app.screen import has_screen, why_no_screen
from resources.texts import translator
from tests.app.support import process

posix = pytest.mark.skipif(os.name != "posix", reason="local sockets with a path")


def test_each_system_has_its_own_place(tmp_path: Path) -> None:
    home = tmp_path
    assert profile_folder("linux", {}, home) == home / ".local" / "share" / "polku"
    assert profile_folder("linux", {"XDG_DATA_HOME": "/data"}, home) == Path("/data/polku")
    assert profile_folder("linux", {"XDG_DATA_HOME": "data"}, home) == home / ".local" / "share" / "polku"
    assert profile_folder("darwin", {}, home) == home / "Library" / "Application Support" / "Polku"
    assert profile_folder("win32", {"LOCALAPPDATA": str(home / "L")}, home) == home / "L" / "Polku"


def test_a_profile_of_its_own_holds_everything(tmp_path: Path) -> None:
    paths = find_paths(tmp_path)
    assert {paths.settings.parent, paths.logs.parent, paths.example.parent} == {tmp_path}
    assert paths.projects.name == "Polku"
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_made_or_said_to_be_out_of_reach(tmp_path: Path) -> None:
    assert is_writable(tmp_path / "a" / "b")
    (tmp_path / "file").touch()
    assert not is_writable(tmp_path / "file" / "b")


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="other systems name the folder elsewhere")
def test_the_window_and_the_commands_mean_one_folder_of_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A Finnish system calls it so; a command that looked elsewhere would erase words and leave their backups."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("XDG_DOCUMENTS_DIR", raising=False)
    (tmp_path / "config").mkdir()
    (tmp_path / "Asiakirjat").mkdir()
    (tmp_path / "config" / "user-dirs.dirs").write_text('XDG_DOCUMENTS_DIR="$HOME/Asiakirjat"\n', encoding="utf-8")
    assert documents_folder() == tmp_path / "Asiakirjat"
    script = "from app.paths import documents_folder; print(documents_folder())"
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == str(tmp_path / "Asiakirjat")
    script = (
        "import sys\nfrom app.paths import find_paths\nfrom app.arguments import read\n"
        "from app.screen import has_screen\n"
        "find_paths(); read(['a.polku']); has_screen()\n"
        "print([name for name in sys.modules if name.startswith(('PySide6', 'sqlalchemy', 'models'))])\n"
    )
    ran = process(cwd=tmp_path, script=script)
    assert (ran.code, ran.out.strip()) == (0, "[]"), ran.err


def test_a_machine_without_a_screen_says_so() -> None:
    tr = translator()
    assert not has_screen({}, "linux")
    assert "WAYLAND_DISPLAY" in why_no_screen(tr, {}, "linux")
    assert not has_screen({"DISPLAY": ":917"}, "linux")
    assert ":917" in why_no_screen(tr, {"DISPLAY": ":917"}, "linux")
    assert not has_screen({"WAYLAND_DISPLAY": "wayland-9", "XDG_RUNTIME_DIR": "/nowhere"}, "linux")


def test_screens_that_are_taken_on_trust() -> None:
    assert has_screen({"QT_QPA_PLATFORM": "offscreen"}, "linux")
    assert has_screen({"QT_QPA_PLATFORM": "vnc:size=800x600"}, "linux")
    assert has_screen({}, "win32")
    assert has_screen({}, "darwin")
    assert why_no_screen(translator(), {}, "win32") == ""


@contextmanager
def listening() -> Iterator[Path]:
    """A local socket that somebody listens at; its path must be short."""
    with TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
        place = Path(folder) / "wayland-1"
        server.bind(str(place))
        server.listen()
        yield place


@posix
def test_a_screen_that_answers() -> None:
    with listening() as place:
        told = {"WAYLAND_DISPLAY": place.name, "XDG_RUNTIME_DIR": str(place.parent)}
        assert has_screen(told, "linux")
        assert has_screen({"WAYLAND_DISPLAY": str(place)}, "linux")
    assert not has_screen(told, "linux")


@posix
def test_a_library_that_qt_would_end_the_program_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["app.screen"], "XCB_CURSOR", "no-such-library.so")
    with listening() as place:
        assert not has_screen({"DISPLAY": str(place)}, "linux")
        assert "libxcb-cursor0" in why_no_screen(translator(), {"DISPLAY": str(place)}, "linux")

"""Scribe mode in the real window: the bar and the wall, and no key that leads to anything that could be broken."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu

from models import queries
from tests.journeys.window import Person, opened, with_example
from widgets.capture.room import CaptureRoom
from widgets.map.room import MapRoom

pytestmark = pytest.mark.usefixtures("qtbot")


@pytest.fixture
def scribe(tmp_path: Path) -> Iterator[Person]:
    """Somebody in the example, at the path, who presses F12."""
    home = tmp_path / "home"
    home.mkdir()
    with_example(home)
    with opened(home) as person:
        person.open_example()
        assert isinstance(person.workspace.present_room, MapRoom)
        person.press("F12")
        yield person


def test_only_bar_wall_and_status_are_left(scribe: Person) -> None:
    room, window = scribe.room(CaptureRoom), scribe.window
    assert room.bar.words.hasFocus()
    assert room.wall.cards.isVisible()
    assert window.status.saved.isVisible()
    for gone in (window.rail, window.topbar, window.menuBar(), room.side, room.bar.complete_button):
        assert not gone.isVisible()
    assert room.head.isVisible()
    assert "F12" in room.head.leave.text()
    scribe.write("- Stop the letter")
    scribe.press("Return")
    assert scribe.stored(queries.notes)[-1].kind == "stop"
    scribe.press("Ctrl+Z")
    assert all(note.voices[0].words != "Stop the letter" for note in scribe.stored(queries.notes))


def test_no_key_leads_to_map_preparation_import_or_deleting(scribe: Person) -> None:
    room = scribe.room(CaptureRoom)
    before = scribe.stored(queries.counts)
    for action in scribe.window.findChildren(QAction):
        if action.isEnabled() and action.shortcut().toString() and action.parent() is scribe.window:
            assert action.objectName() in ALLOWED_HERE, action.objectName()
    for key in ("Ctrl+1", "Ctrl+2", "Ctrl+4", "Ctrl+5", "Ctrl+N", "Ctrl+O", "Ctrl+W", "Ctrl+,", "Ctrl+K", "F6", "F11"):
        scribe.press(key)
        assert scribe.room(CaptureRoom) is room
        assert scribe.program.workspace is not None
    for key in ("Ctrl+Shift+A", "Ctrl+B", "Ctrl+Shift+Y", "Alt+Right"):
        scribe.press(key)
        assert not room.side.isVisible()
    scribe.press("Alt+Down", "Delete")
    assert room.wall.cards.hasFocus()
    assert scribe.stored(queries.counts) == before
    assert scribe.answers.asked == []


ALLOWED_HERE = frozenset(
    "undo redo cut copy paste find note story scribe zoom-in zoom-out zoom-back text-larger text-smaller help about "
    "quit".split()
)


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # what the platform says of a popup
def test_an_opened_card_goes_into_the_bar_and_the_menu_deletes_nothing(scribe: Person) -> None:
    room = scribe.room(CaptureRoom)
    scribe.press("Alt+Down", "Return")
    assert room.bar.state.correcting is not None
    assert room.bar.words.hasFocus()
    scribe.press("Esc")
    assert room.bar.words.toPlainText() == ""
    room.wall.cards.menu_wanted.emit((next(iter(room.wall.entries)),), room.mapToGlobal(QPoint(400, 300)))
    menu = next(one for one in room.wall.findChildren(QMenu) if one.isVisible())
    words = [action.text() for action in menu.actions()]
    menu.close()
    assert not any(word.startswith(("Delete", "Erase")) for word in words)
    assert any(word.startswith("Group") for word in words)


def test_no_file_can_be_dropped(scribe: Person) -> None:
    assert not scribe.window.acceptDrops()
    scribe.press("F12")
    assert scribe.window.acceptDrops()


def test_one_key_brings_everything_back_and_a_restart_keeps_the_mode(scribe: Person, tmp_path: Path) -> None:
    window, room = scribe.window, scribe.room(CaptureRoom)
    scribe.press("F12")
    for there in (window.rail, window.topbar, window.menuBar(), room.side):
        assert there.isVisible()
    assert not room.head.isVisible()
    scribe.press("Ctrl+2")
    assert isinstance(scribe.workspace.present_room, MapRoom)
    scribe.press("F12")
    scribe.press("Ctrl+Q")
    scribe.close()
    with opened(tmp_path / "home") as again:
        again.open_example()
        assert again.room(CaptureRoom).head.isVisible()
        assert not again.window.rail.isVisible()
        again.click(again.room(CaptureRoom).head.leave)
        assert again.window.rail.isVisible()
        assert QApplication.focusWidget() is again.room(CaptureRoom).bar.words

"""A project is closed while a room is in the middle of something: nothing that comes late asks the closed file.

Qt deletes the rooms only when it comes to it. Until then settings, colours, the focus, menus and dialogs still reach
them; pytest-qt fails a test in which anything raises on the way.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from shiboken6 import isValid

from app.asking import SystemAsking
from app.workspace import Workspace
from tests.journeys.window import Person, opened, settle, with_example
from widgets.capture.room import CaptureRoom
from widgets.dialogs.question import Question
from widgets.importing.sheet import ImportSheet
from widgets.places import ROOM_PLACES
from widgets.room import Room
from widgets.settings import SETTINGS

pytestmark = pytest.mark.usefixtures("qtbot")

ROOMS = [place.id for place in ROOM_PLACES]


@pytest.fixture
def person(tmp_path: Path) -> Iterator[Person]:
    with_example(tmp_path)
    with opened(tmp_path) as made:
        made.open_example()
        yield made


def made(person: Person) -> list[Room]:
    """The rooms that were visited."""
    pages = person.window.pages
    return [page for at in range(pages.count()) if isinstance(page := pages.widget(at), Room)]


def close(person: Person) -> tuple[Workspace, list[Room]]:
    """Close the project as Ctrl+W does, and keep hold of what Qt has not deleted yet."""
    workspace, rooms = person.workspace, made(person)
    person.program.close_project()
    assert workspace.document.is_closed
    return workspace, rooms


def everything_that_comes_late(person: Person, workspace: Workspace, rooms: list[Room]) -> None:
    """What outlives a project goes on: its settings, its colours and text size, the focus; and what was put off."""
    settings = person.program.settings
    for setting in SETTINGS:
        settings.changed.emit(setting.key)
    for value in (True, False):
        settings.set("scribe", value)
    person.program.look.changed.emit()
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    session = workspace.session
    for signal in (session.workshop_changed, session.step_changed, session.path_changed, session.reading_changed):
        signal.emit()
    for room in rooms:
        for widget in room.findChildren(QWidget)[:30]:
            application.focusChanged.emit(None, widget)
        assert not [timer for timer in room.findChildren(QTimer) if timer.isActive()]
    settle()


@pytest.mark.slow
@pytest.mark.parametrize("room_id", ROOMS)
def test_a_room_of_a_closed_project_asks_nothing(person: Person, room_id: str) -> None:
    """Each room in turn is the present one, with a page of it that is not its first, or something marked."""
    person.press(next(place.shortcut for place in ROOM_PLACES if place.id == room_id))
    for keys in ("Down", "Alt+Down", "Ctrl+PgDown", "Ctrl+PgDown"):
        person.press(keys)
        person.wait(lambda: not person.program.jobs.is_busy())
        person.program.show_room(room_id)
    everything_that_comes_late(person, *close(person))
    assert person.program.workspace is None


def test_a_story_on_the_desk_is_put_away_with_its_project(person: Person) -> None:
    """Scribe mode puts the desk away, and closing the desk read who waits for consent: of a file that was closed."""
    person.press("Ctrl+3")
    room = person.room(CaptureRoom)
    assert room.show_row("story", next(iter(room.wall.entries))) and room.opened is not None
    everything_that_comes_late(person, *close(person))


def test_a_menu_goes_with_its_project(person: Person) -> None:
    """What is chosen in a menu that was open when the project was closed must not be done to a closed file."""
    person.press("Ctrl+3")
    wall = person.room(CaptureRoom).wall
    person.click_card(wall.cards, 0)
    wall.cards.menu_wanted.emit(wall.cards.marked_ids(), QPoint(400, 300))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    workspace, rooms = close(person)
    assert not isValid(menu) or not menu.isVisible()
    everything_that_comes_late(person, workspace, rooms)
    assert workspace.document.undo() is None
    assert workspace.document.redo() is None
    assert not workspace.document.erase("nobody")


def test_a_dialog_goes_with_its_project(person: Person, tmp_path: Path) -> None:
    table = tmp_path / "notes.csv"
    table.write_text("group,note\nCarers,The bus does not come\n", encoding="utf-8")
    person.window.files_dropped.emit([str(table)])
    person.wait(lambda: any(sheet.isVisible() for sheet in person.window.findChildren(ImportSheet)))
    sheet = next(iter(person.window.findChildren(ImportSheet)))
    workspace, rooms = close(person)
    assert not sheet.isVisible()
    everything_that_comes_late(person, workspace, rooms)


def test_a_question_that_was_open_is_answered_with_no(person: Person) -> None:
    """A project may be closed under a question, by the system or by what was asked for before."""
    asking = SystemAsking(person.program.look, person.program.texts)
    workspace, rooms = person.workspace, made(person)
    QTimer.singleShot(0, person.window, person.program.close_project)
    assert not asking.agreed("Erase it?", "Nothing brings it back.", "Erase", "Keep")
    assert workspace.document.is_closed
    assert not [one for one in person.window.findChildren(Question) if one.isVisible()]
    everything_that_comes_late(person, workspace, [room for room in rooms if isValid(room)])


def test_the_commands_of_a_closed_room_are_gone_from_the_menus(person: Person) -> None:
    _, rooms = close(person)
    own = {action for room in rooms for action in room.findChildren(QAction)}
    assert own
    shown = {action for menu in person.window.menuBar().findChildren(QMenu) for action in menu.actions()}
    assert not own & shown

"""A small path and its room on screen, for the tests of Map."""

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from models.project import Project
from tests.models.small_path import fill as fill
from tests.models.small_path import path_of as path_of
from tests.models.small_path import words as words
from tests.widgets.support import Heard, context_of
from widgets.canvas.spots import spot_of_card
from widgets.map.room import MapRoom


def room_of(project: Project) -> MapRoom:
    """The room, shown and entered, with the keyboard on the drawing."""
    room = MapRoom(context_of(project))
    room.resize(1266, 680)
    room.show()
    room.enter()
    room.activateWindow()
    room.enter_focus()
    QApplication.processEvents()
    return room


def close(room: MapRoom) -> None:
    """Let a room go at once: those that lie about are styled anew for every test that follows."""
    room.context.document.settle()
    room.close()
    room.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def mark(room: MapRoom, words: str) -> str:
    """Mark the card with these words; its id."""
    path = room.desk.path
    assert path is not None
    card = next(card for card in path.cards if card.words == words)
    room.desk.mark(spot_of_card(path, card.id))
    return card.id


def heard(room: MapRoom) -> Heard:
    found = room.context.notices
    assert isinstance(found, Heard)
    return found

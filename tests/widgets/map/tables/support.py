"""The table of Map in its room, by keyboard."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from widgets.map.room import MapRoom
from widgets.map.tables.view import PathTable

Key = Qt.Key
NONE, CTRL, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


def table_of(room: MapRoom, shape: str = "grid") -> PathTable:
    """The table, on screen, with the keyboard."""
    room.views.show_view("table")
    table = room.table
    assert isinstance(table, PathTable)
    if table.shape.code != shape:
        table.show_as(shape)
    room.enter_focus()
    QApplication.processEvents()
    return table


def here(table: PathTable) -> tuple[int, int]:
    index = table.table.currentIndex()
    return index.row(), index.column()


def press(qtbot: QtBot, table: PathTable, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    """Press a key where the keyboard is: in an open editor, else in the cells."""
    qtbot.keyClick(target(table), key, held)
    QApplication.processEvents()


def write(qtbot: QtBot, table: PathTable, words: str) -> None:
    for letter in words:  # the first one opens an editor, which takes the others
        qtbot.keyClicks(target(table), letter)


def target(table: PathTable) -> QWidget:
    return table.table.editor() or table.table


def copied(words: str) -> None:
    QGuiApplication.clipboard().setText(words)

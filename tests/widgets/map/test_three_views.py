"""One path, three views: what is done in one is seen in the others at once, and undone everywhere."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.project import Project
from tests.widgets.map.support import mark, path_of, words
from tests.widgets.map.tables.support import press, table_of
from tests.widgets.map.tables.support import write as type_into
from widgets.map.room import MapRoom
from widgets.map.tables.view import PathTable
from widgets.map.text.view import PathText

Key = Qt.Key
Act = Callable[[QtBot, MapRoom], None]


def show(room: MapRoom, view_id: str) -> None:
    if view_id in ("grid", "list"):
        table_of(room, view_id)
    else:
        room.views.show_view(view_id)
        room.enter_focus()
    QApplication.processEvents()


def seen_in(room: MapRoom, view_id: str) -> list[str]:
    """Code and words of all cards, as a view shows them."""
    show(room, view_id)
    view = room.views.view("table" if view_id in ("grid", "list") else view_id)
    if isinstance(view, PathText):
        found = [line.words for line in view.page.lines if line.kind == "card"]
    elif isinstance(view, PathTable) and view_id == "list":
        listed = view.list.listed
        rows = range(listed.rowCount() - 1)
        found = [f"{listed.words_at(listed.index(at, 0))} {listed.words_at(listed.index(at, 1))}" for at in rows]
    elif isinstance(view, PathTable):
        grid = view.grid.grid
        indexes = [grid.index(row, at) for row in range(grid.rowCount()) for at in range(grid.columnCount())]
        found = [f"{card.code} {card.words}" for one in indexes if (card := grid.card(one))]
    else:
        assert room.desk.path is not None
        items = [room.scene.card_item(card.id) for card in room.desk.path.cards]
        found = [item.spoken.split(". ")[0] for item in items if item is not None]
    return sorted(found)


# -- each kind of edit, in each view --------------------------------------------------------------------------------


def write(qtbot: QtBot, room: MapRoom, text: str) -> None:
    """Type into whatever field stands open in the view on screen, then Enter."""
    focused = room.focusWidget()
    assert focused is not None
    qtbot.keyClicks(focused, text)
    qtbot.keyClick(focused, Key.Key_Return)
    QApplication.processEvents()


def add(qtbot: QtBot, room: MapRoom) -> None:
    mark(room, "Wait")
    work = room.work()
    if isinstance(work, PathTable):
        press(qtbot, work, Key.Key_Insert)
        type_into(qtbot, work, "Ask")
        press(qtbot, work, Key.Key_Return)
    else:
        room.add_card()
        write(qtbot, room, "Ask")


def rename(qtbot: QtBot, room: MapRoom) -> None:
    mark(room, "Wait")
    room.edit_marked()
    write(qtbot, room, "Wait for weeks")


def move(qtbot: QtBot, room: MapRoom) -> None:
    mark(room, "Wait")
    next(one for one in room.commands_once() if one.id == "map.right").run()


def remove(qtbot: QtBot, room: MapRoom) -> None:
    mark(room, "Wait")
    work = room.work()
    if isinstance(work, PathTable):
        work.table.go(work.table.currentIndex().row(), 1 if work.shape.code == "list" else 0)
    if work is room.drawing:
        room.delete_marked()
    else:
        qtbot.keyClick(room.focusWidget() or room, Key.Key_Delete)


EDITS: dict[str, tuple[Act, list[str]]] = {
    "add": (add, ["A1.1 Notice", "A1.2 Wait", "A1.3 Ask", "B3 The nurse"]),
    "rename": (rename, ["A1.1 Notice", "A1.2 Wait for weeks", "B3 The nurse"]),
    "move": (move, ["A1 Notice", "B1 Wait", "B3 The nurse"]),
    "remove": (remove, ["A1 Notice", "B3 The nurse"]),
}
VIEWS = ("canvas", "grid", "list", "text")


@pytest.mark.parametrize("view_id", VIEWS)
def test_every_edit_in_a_view_is_seen_in_the_others(
    qtbot: QtBot, room: MapRoom, project: Project, view_id: str
) -> None:
    before = words(project)
    for name, (act, expected) in EDITS.items():
        show(room, view_id)
        act(qtbot, room)
        assert words(project) == expected, name
        assert len(path_of(project).cards) == len(expected)
        for other in VIEWS:
            assert seen_in(room, other) == expected, (name, other)
        room.context.document.undo()
        assert words(project) == before
        assert seen_in(room, VIEWS[-1]) == before

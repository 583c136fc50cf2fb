"""The grid: typed into like a spreadsheet, stored at once, one undo step each."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from models.content_hash import content_hash
from models.edits.path import AddTouchpoint
from models.edits.path_frame import ChangePath
from models.project import Project
from tests.widgets.map.support import heard, mark, path_of, words
from tests.widgets.map.tables.support import CTRL, SHIFT, Key, copied, here, press, table_of, write
from widgets.map.room import MapRoom

# Rows of the grid that `fill` makes: 0 names of stages, 1 and 2 what people do, 3 how it feels, 4 people you meet,
# 5 behind the scenes, 6 life around it. Columns: 0 to 2 the stages, 3 for a new one.


def test_stages_are_columns_and_lanes_rows(room: MapRoom) -> None:
    table = table_of(room)
    grid = table.grid.grid
    assert [grid.words_at(grid.index(0, at)) for at in range(4)] == ["Before", "During", "After", ""]
    assert [grid.words_at(grid.index(row, 0)) for row in (1, 2)] == ["Notice", "Wait"]
    assert grid.headerData(1, Qt.Orientation.Vertical) == "1 What people do"
    spoken = grid.index(2, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "A1.2 Wait. Stage A. Before. 1 What people do"
    assert room.desk.spot is None  # looking marks nothing


def test_typing_into_an_empty_cell_makes_a_card_and_tab_goes_on(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    mark(room, "Notice")
    table = table_of(room)
    assert here(table) == (1, 0)
    press(qtbot, table, Key.Key_Tab)
    write(qtbot, table, "Ring")
    assert "B1 Ring" not in words(project)  # nothing is kept before
    press(qtbot, table, Key.Key_Tab)
    assert "B1 Ring" in words(project)
    assert here(table) == (1, 2)
    write(qtbot, table, "Thank")
    press(qtbot, table, Key.Key_Tab, SHIFT)
    assert "C1 Thank" in words(project)
    assert here(table) == (1, 1)
    room.context.document.undo()
    room.context.document.undo()
    assert words(project) == ["A1.1 Notice", "A1.2 Wait", "B3 The nurse"]


def test_enter_keeps_and_goes_down_and_makes_room_below_the_last_row(
    qtbot: QtBot, room: MapRoom, project: Project
) -> None:
    table = table_of(room)
    table.table.go(6, 0)
    for one in ("Choir", "Allotment", "Boat"):
        write(qtbot, table, one)
        press(qtbot, table, Key.Key_Return)
    assert [one for one in words(project) if one.startswith("A5")] == ["A5.1 Choir", "A5.2 Allotment", "A5.3 Boat"]
    assert here(table) == (9, 0)


def test_insert_adds_a_card_to_a_full_cell_and_escape_drops(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    mark(room, "Notice")
    table = table_of(room)
    press(qtbot, table, Key.Key_Insert)
    assert table.table.editor() is not None
    write(qtbot, table, "Never mind")
    press(qtbot, table, Key.Key_Escape)
    assert len(words(project)) == 3
    assert table.table.editor() is None
    press(qtbot, table, Key.Key_Insert)
    write(qtbot, table, "Ask a friend")
    press(qtbot, table, Key.Key_Return)
    assert "A1.3 Ask a friend" in words(project)


def test_enter_edits_what_is_there_and_shift_enter_makes_a_line(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    mark(room, "Wait")
    table = table_of(room)
    press(qtbot, table, Key.Key_Return)
    press(qtbot, table, Key.Key_End)
    press(qtbot, table, Key.Key_Return, SHIFT)
    write(qtbot, table, "for weeks")
    press(qtbot, table, Key.Key_Return)
    assert "A1.2 Wait\nfor weeks" in words(project)
    room.context.document.undo()
    assert "A1.2 Wait" in words(project)


def test_delete_clears_and_is_undone(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    mark(room, "Notice")
    table = table_of(room)
    press(qtbot, table, Key.Key_Down, SHIFT)
    assert set(room.desk.chosen) == {card.id for card in path_of(project).cards[:2]}
    press(qtbot, table, Key.Key_Delete)
    assert words(project) == ["B3 The nurse"]
    heard(room).actions[-1]()
    assert words(project) == ["A1.1 Notice", "A1.2 Wait", "B3 The nurse"]


def test_stages_are_named_and_added_in_the_row_of_names(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    table = table_of(room)
    table.table.go(0, 2)
    write(qtbot, table, "Home again")
    press(qtbot, table, Key.Key_Tab)
    write(qtbot, table, "A year later")
    press(qtbot, table, Key.Key_Return)
    assert [stage.name for stage in path_of(project).stages] == ["Before", "During", "Home again", "A year later"]
    room.context.document.undo()
    assert len(path_of(project).stages) == 3
    assert table.grid.grid.columnCount() == 4


def test_walking_marks_the_step(qtbot: QtBot, room: MapRoom) -> None:
    mark(room, "Notice")
    table = table_of(room)
    seen: list[str] = []
    for key in (Key.Key_Down, Key.Key_Down, Key.Key_Down, Key.Key_Right, Key.Key_Home):
        press(qtbot, table, key)
        assert room.desk.spot is not None
        seen.append(room.desk.spot.kind)
    assert seen == ["card", "lane", "cell", "card", "cell"]
    table.table.go(1, 0)
    press(qtbot, table, Key.Key_Down, CTRL)
    assert here(table) == (2, 0)  # the edge of what is filled
    press(qtbot, table, Key.Key_End, CTRL)
    assert here(table) == (6, 3)


def test_what_changes_meanwhile_takes_nothing_that_is_half_typed(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    mark(room, "Wait")
    table = table_of(room)
    write(qtbot, table, "Half a sent")
    path = path_of(project)
    room.context.document.perform(ChangePath(path.id, {"description": "Elsewhere"}))
    room.context.document.perform(AddTouchpoint(path.stages[2].id, path.lanes[0].id, "New one"))
    room.context.document.perform(AddTouchpoint(path.stages[2].id, path.lanes[0].id, "Another"))
    editor = table.table.editor()
    assert editor is not None
    assert editor.toPlainText() == "Half a sent"  # pyright: ignore[reportAttributeAccessIssue]
    room.context.document.undo()  # what is typed is kept first, then undone
    assert "A1.2 Wait" in words(project)


def test_half_typed_words_are_a_draft_until_they_are_kept_or_dropped(qtbot: QtBot, room: MapRoom) -> None:
    card_id = mark(room, "Wait")
    table = table_of(room)
    write(qtbot, table, "Half a sent")
    document = room.context.document
    qtbot.waitUntil(lambda: document.draft(f"words/{card_id}") == "Half a sent")
    press(qtbot, table, Key.Key_Escape)
    assert document.draft(f"words/{card_id}") == ""
    document.keep_draft(f"words/{card_id}", "From before the crash")
    press(qtbot, table, Key.Key_Return)
    press(qtbot, table, Key.Key_Return)
    assert room.desk.path is not None
    assert [card.words for card in room.desk.path.cards][1] == "From before the crash"
    assert document.draft(f"words/{card_id}") == ""


def test_tab_leaves_behind_the_last_cell(qtbot: QtBot, room: MapRoom) -> None:
    table = table_of(room)
    table.table.go(6, 3)
    press(qtbot, table, Key.Key_Tab)
    assert not table.table.hasFocus()


# -- blocks ---------------------------------------------------------------------------------------------------------


def test_a_block_into_empty_cells_is_pasted_at_once_and_undone_at_once(room: MapRoom, project: Project) -> None:
    table = table_of(room)
    table.table.go(4, 0)
    copied("The friend\t\tThe driver\n\tThe list\t\n")
    assert room.paste()
    assert not table.bar.is_open
    new = ["A3 The friend", "B3 The nurse", "B4 The list", "C3 The driver"]
    assert [one for one in words(project) if "1" not in one] == new
    assert heard(room).sentences[-1] == "3 new cards, from A3 to C4."
    room.context.document.undo()
    assert len(words(project)) == 3


def test_a_block_that_lands_on_cards_is_shown_first(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    table = table_of(room)
    table.table.go(1, 0)
    copied('"See\nHesitate"\tRing\tWalk in\tCome back\n')
    assert room.paste()
    assert table.bar.isVisible()
    assert table.bar.words.words.text() == "5 new cards, 1 new stage, from A1 to D1."
    assert len(words(project)) == 3
    table.bar.how._buttons["replace"].click()
    assert table.bar.words.words.text() == "3 new cards, 2 cards changed, 1 new stage, from A1 to D1."
    qtbot.keyClick(table.bar.paste, Key.Key_Return)
    assert words(project) == ["A1.1 See", "A1.2 Hesitate", "B1 Ring", "B3 The nurse", "C1 Walk in", "D1 Come back"]
    assert not table.bar.isVisible()
    assert table.table.hasFocus()
    room.context.document.undo()
    assert words(project) == ["A1.1 Notice", "A1.2 Wait", "B3 The nurse"]
    assert len(path_of(project).stages) == 3


def test_a_first_row_with_names_of_stages_names_the_missing_ones(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    table = table_of(room)
    table.table.go(5, 0)
    copied("After\tA year later\nThank\tCall\n")
    assert room.paste()
    assert table.bar.heads.isChecked()
    table.bar.accept()
    assert [stage.name for stage in path_of(project).stages][-1] == "A year later"
    assert {"C4 Thank", "D4 Call"} < set(words(project))


def test_what_does_not_fit_is_said_and_nothing_is_done(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    table = table_of(room)
    table.table.go(5, 0)
    copied("a\nb\nc\nd\n")
    before = project.ask(content_hash)
    assert room.paste()
    assert "2 rows do not fit" in table.bar.words.words.text()
    assert not table.bar.paste.isEnabled()
    qtbot.keyClick(table.bar.cancel, Key.Key_Escape)
    assert not table.bar.isVisible()
    assert project.ask(content_hash) == before


def test_a_copied_block_is_what_a_spreadsheet_reads_and_comes_back(room: MapRoom, project: Project) -> None:
    table = table_of(room)
    table.table.selectAll()
    assert room.copy()
    text = QGuiApplication.clipboard().text()
    first, *rows = text.split("\n")
    assert first == "Before\tDuring\tAfter\t"
    assert rows[0] == '"Notice'
    table.table.clearSelection()
    table.table.go(1, 0)
    assert room.paste()
    assert table.bar.heads.isChecked()
    table.bar.how._buttons["replace"].click()
    assert not table.bar.paste.isEnabled() or "nothing" in table.bar.words.words.text()
    table.bar.drop()

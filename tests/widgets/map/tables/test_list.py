"""The list: all facts of a card in its row, typed, chosen, moved and pasted."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from models.content_hash import content_hash
from models.edits.project import AddSegment
from models.project import Project
from tests.widgets.map.support import heard, mark, path_of, words
from tests.widgets.map.tables.support import SHIFT, Key, copied, here, press, table_of, write
from widgets.map.room import MapRoom
from widgets.map.tables.view import PathTable


def column(table: PathTable, key: str) -> int:
    return table.list.listed.column_keys.index(key)


def go(table: PathTable, row: int, key: str) -> None:
    table.table.go(row, column(table, key))


def test_a_row_says_all_of_a_card(room: MapRoom) -> None:
    listed = table_of(room, "list").list.listed
    row = [listed.words_at(listed.index(0, at)) for at in range(4)]
    assert row == ["A1.1", "Notice", "Before", "What people do"]
    spoken = listed.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "A1.1. On the card: Notice"
    assert "Feels: Carers" in [listed.headerData(at, Qt.Orientation.Horizontal) for at in range(listed.columnCount())]


def test_words_and_facts_are_typed_along_a_row(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    mark(room, "The nurse")
    table = table_of(room, "list")
    assert here(table) == (2, 1)
    press(qtbot, table, Key.Key_Return)
    write(qtbot, table, "A nurse")
    press(qtbot, table, Key.Key_Tab)
    assert "B3 A nurse" in words(project)
    go(table, 2, "channel")
    write(qtbot, table, "phone")
    press(qtbot, table, Key.Key_Tab)
    write(qtbot, table, "The clinic")
    press(qtbot, table, Key.Key_Return)
    card = next(card for card in path_of(project).cards if card.words == "A nurse")
    assert (card.channel, card.owner) == ("phone", "The clinic")
    assert here(table) == (3, column(table, "owner"))
    room.context.document.undo()
    card = next(card for card in path_of(project).cards if card.words == "A nurse")
    assert (card.channel, card.owner) == ("phone", "")


def test_what_is_chosen_is_chosen_by_a_letter(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    mark(room, "Notice")
    table = table_of(room, "list")
    for key, letter in (("evidence", "o"), ("pain_point", "y")):
        go(table, 0, key)
        write(qtbot, table, letter)
        assert isinstance(table.table.editor(), QComboBox)
        press(qtbot, table, Key.Key_Return)
    card = path_of(project).cards[0]
    assert (card.evidence, card.pain_point) == ("observed", True)
    go(table, 0, "evidence")
    press(qtbot, table, Key.Key_Delete)
    assert path_of(project).cards[0].evidence == ""
    assert path_of(project).cards[0].words == "Notice"


def test_another_stage_lane_or_code_moves_the_card(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    mark(room, "Wait")
    table = table_of(room, "list")
    go(table, 1, "stage")
    write(qtbot, table, "c")
    press(qtbot, table, Key.Key_Tab)
    assert "C1 Wait" in words(project)
    card = room.desk.card()
    assert card is not None
    assert card.words == "Wait"  # the row went along, and so did the present cell
    assert table.table.currentIndex().row() == 2
    table.table.go(2, 0)
    write(qtbot, table, "b4")
    press(qtbot, table, Key.Key_Return)
    assert "B4 Wait" in words(project)


def test_a_step_that_is_not_there_is_said_and_what_was_typed_stays(
    qtbot: QtBot, room: MapRoom, project: Project
) -> None:
    mark(room, "Notice")
    table = table_of(room, "list")
    table.table.go(0, 0)
    write(qtbot, table, "Q9")
    press(qtbot, table, Key.Key_Return)
    assert heard(room).sentences[-1] == "There is no step “Q9” on this path."
    assert table.table.editor() is not None
    press(qtbot, table, Key.Key_Escape)
    assert words(project)[0] == "A1.1 Notice"


def test_how_it_feels_is_typed_per_group(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    project.perform(AddSegment("Staff"))
    room.refresh(frozenset())
    mark(room, "Notice")
    table = table_of(room, "list")
    carers = next(at for at, one in enumerate(table.list.listed.columns) if one.heading == "Carers")
    table.table.go(0, carers)
    write(qtbot, table, "-2")
    press(qtbot, table, Key.Key_Tab)
    write(qtbot, table, "1")
    press(qtbot, table, Key.Key_Return)
    felt = {one.segment_id: one.value for one in path_of(project).feelings}
    assert sorted(felt.values()) == [-2, 1]
    table.table.go(0, carers)
    press(qtbot, table, Key.Key_Delete)
    assert [one.value for one in path_of(project).feelings] == [1]


def test_a_row_typed_at_the_end_becomes_a_card(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    table = table_of(room, "list")
    table.table.go(3, 0)
    for code, said in (("c1", "Thank"), ("c4", "Bill")):
        write(qtbot, table, code)
        press(qtbot, table, Key.Key_Tab)
        write(qtbot, table, said)
        press(qtbot, table, Key.Key_Return)
    assert words(project)[-2:] == ["C1 Thank", "C4 Bill"]
    assert here(table) == (5, 0)
    table.table.go(5, 1)  # where no place is typed, the last one holds
    write(qtbot, table, "Reminder")
    press(qtbot, table, Key.Key_Tab)
    assert words(project)[-2:] == ["C4.1 Bill", "C4.2 Reminder"]
    card = room.desk.card()
    assert card is not None
    assert card.words == "Reminder"  # Tab goes on to the facts of the new card
    room.context.document.undo()
    assert words(project)[-1] == "C4 Bill"


def test_deleting_in_the_words_deletes_the_cards(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    mark(room, "Notice")
    table = table_of(room, "list")
    press(qtbot, table, Key.Key_Down, SHIFT)
    press(qtbot, table, Key.Key_Delete)
    assert words(project) == ["B3 The nurse"]
    heard(room).actions[-1]()
    assert len(words(project)) == 3


def test_columns_are_chosen_and_kept(room: MapRoom) -> None:
    table = table_of(room, "list")
    table.toggle_column("owner")
    assert "owner" not in table.list.listed.column_keys
    assert room.context.settings.get("map_columns") == ["owner"]
    table.toggle_column("owner")
    assert "owner" in table.list.listed.column_keys


def test_step_and_words_stay_in_view(room: MapRoom) -> None:
    table = table_of(room, "list")
    go(table, 0, "voices")
    bar = table.list.horizontalScrollBar()
    assert bar.value() > 0
    assert table.list.frozen.isVisible()
    words = table.list.frozen.mapTo(table.list, QPoint(table.list.frozen.columnViewportPosition(1), 0)).x()
    assert words == table.list.viewport().x() + table.list.columnWidth(0)
    assert [table.list.frozen.rowHeight(at) for at in range(3)] == [table.list.rowHeight(at) for at in range(3)]


# -- blocks ---------------------------------------------------------------------------------------------------------


def test_a_block_with_headings_is_read_by_its_headings(room: MapRoom, project: Project) -> None:
    table = table_of(room, "list")
    table.table.go(3, 0)
    copied("Lane\tStage\tOn the card\tPain point\tFeels: Carers\n1\tB\tRing\tyes\t-2\n4\tAfter\tBill\t\t\n")
    assert room.paste()
    assert [one for one in words(project) if "Ring" in one or "Bill" in one] == ["B1 Ring", "C4 Bill"]
    card = next(card for card in path_of(project).cards if card.words == "Ring")
    assert card.pain_point
    assert [one.value for one in path_of(project).feelings] == [-2]
    room.context.document.undo()
    assert len(words(project)) == 3
    assert path_of(project).feelings == ()


def test_a_block_over_facts_is_shown_first(room: MapRoom, project: Project) -> None:
    table = table_of(room, "list")
    go(table, 0, "channel")
    copied("phone\tCarer\nletter\t\n")
    assert room.paste()
    assert table.bar.words.words.text() == "2 cards changed, from A1.1 to A1.2."
    assert path_of(project).cards[0].channel == ""
    table.bar.accept()
    assert [(card.channel, card.owner) for card in path_of(project).cards[:2]] == [("phone", "Carer"), ("letter", "")]


def test_a_cell_that_means_nothing_leaves_everything_as_it_was(room: MapRoom, project: Project) -> None:
    table = table_of(room, "list")
    before = project.ask(content_hash)
    go(table, 0, "evidence")
    copied("told\nrumour\n")
    assert room.paste()
    said = "Row 2, Evidence: “rumour” is none of: told, observed, data, assumed. Nothing was pasted."
    assert heard(room).sentences[-1] == said
    go(table, 2, "channel")
    copied("a\nb\n")
    assert room.paste()
    assert heard(room).sentences[-1] == "Row 2 would be a new card and has no words. Nothing was pasted."
    assert project.ask(content_hash) == before


def test_a_copied_block_comes_back_the_same(room: MapRoom, project: Project) -> None:
    table = table_of(room, "list")
    table.table.selectAll()
    assert room.copy()
    assert QGuiApplication.clipboard().text().startswith("A1.1\tNotice\tBefore\tWhat people do\t")
    before = project.ask(content_hash)
    table.table.go(0, 0)
    assert room.paste()
    assert heard(room).sentences[-1] == "What was copied says what is here already. Nothing was pasted."
    assert project.ask(content_hash) == before

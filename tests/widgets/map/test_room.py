"""Map by keyboard and by mouse: what is stored, and what is seen."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from models.edits.path_frame import ChangePath
from models.project import Project
from tests.widgets.map.support import close, heard, mark, path_of, room_of, words
from tests.widgets.support import seen
from widgets.canvas.spots import Spot
from widgets.map.room import MapRoom

Key = Qt.Key


def at(room: MapRoom, spot: Spot | None) -> QPoint:
    item = room.scene.item_of(spot)
    assert item is not None
    return room.view.mapFromScene(item.area().center())


def test_an_empty_project_offers_its_first_path(qtbot: QtBot, project: Project) -> None:
    room = room_of(project)
    assert room.new_path.list.hasFocus()
    qtbot.keyClick(room.new_path.list, Key.Key_Return)
    path = path_of(project)
    assert (len(path.stages), len(path.lanes)) == (3, 5)
    assert room.view.isVisible()
    assert room.context.session.path_id == path.id
    qtbot.keyClick(room.view, Key.Key_Return)  # the first stage is marked, Enter renames it
    qtbot.keyClicks(room.inplace.words, "Noticing")
    qtbot.keyClick(room.inplace.words, Key.Key_Return)
    assert path_of(project).stages[0].name == "Noticing"
    close(room)


def test_entering_marks_nothing_and_arrows_walk(qtbot: QtBot, room: MapRoom) -> None:
    assert room.context.session.step is None
    heard_of: list[str] = []
    for key in (Key.Key_Down, Key.Key_Down, Key.Key_Right, Key.Key_Up, Key.Key_Left, Key.Key_Left):
        qtbot.keyClick(room.view, key)
        assert room.scene.spot is not None
        heard_of.append(room.scene.item_of(room.scene.spot).spoken)  # pyright: ignore[reportOptionalMemberAccess]
    assert heard_of[0].startswith("A1.1 Notice. What people do")
    assert heard_of[1].startswith("A1.2 Wait")
    assert heard_of[2] == "B During. What people do. Empty"
    assert heard_of[3] == "Stage B. During"
    assert heard_of[4] == "Stage A. Before"
    assert heard_of[5] == "Stage A. Before"  # the edge


def test_the_marked_step_is_that_of_the_session(room: MapRoom) -> None:
    card_id = mark(room, "The nurse")
    step = room.context.session.step
    assert step is not None
    assert (step.touchpoint_id, step.code, step.name) == (card_id, "B3", "The nurse")


def test_a_card_is_added_in_an_empty_cell_by_keyboard(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    mark(room, "Notice")
    qtbot.keyClick(room.view, Key.Key_Right)
    qtbot.keyClick(room.view, Key.Key_Return)
    assert room.inplace.words.hasFocus()
    qtbot.keyClicks(room.inplace.words, "Ring")
    assert "B1 Ring" not in words(project)  # nothing is kept before Enter
    qtbot.keyClick(room.inplace.words, Key.Key_Return)
    assert "B1 Ring" in words(project)
    assert room.desk.card() is not None
    assert room.view.hasFocus()


def test_escape_leaves_no_trace_of_new_words(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    mark(room, "Notice")
    before = words(project)
    qtbot.keyClick(room.view, Key.Key_N)
    qtbot.keyClicks(room.inplace.words, "Never mind")
    qtbot.keyClick(room.inplace.words, Key.Key_Escape)
    assert words(project) == before
    assert room.view.hasFocus()


def test_words_are_edited_where_they_stand_and_undone(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    card_id = mark(room, "Wait")
    qtbot.keyClick(room.view, Key.Key_Space)
    qtbot.keyClicks(room.inplace.words, "Wait for weeks")
    qtbot.keyClick(room.inplace.words, Key.Key_Return)
    assert "A1.2 Wait for weeks" in words(project)
    room.context.document.undo()
    assert "A1.2 Wait" in words(project)
    assert room.scene.spot is not None
    assert room.scene.spot.id == card_id


def test_alt_arrows_move_a_card_and_are_undone_together(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    mark(room, "Wait")
    for _ in range(2):
        qtbot.keyClick(room.view, Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert words(project) == ["A1 Notice", "B3 The nurse", "C1 Wait"]
    room.context.document.undo()
    assert words(project) == ["A1.1 Notice", "A1.2 Wait", "B3 The nurse"]


def test_alt_up_and_down_go_within_the_cell_then_to_the_next_lane(
    qtbot: QtBot, room: MapRoom, project: Project
) -> None:
    mark(room, "Notice")
    alt = Qt.KeyboardModifier.AltModifier
    qtbot.keyClick(room.view, Key.Key_Down, alt)
    assert words(project)[:2] == ["A1.1 Wait", "A1.2 Notice"]
    qtbot.keyClick(room.view, Key.Key_Down, alt)  # over the lane of feelings, which holds no cards
    assert words(project)[:2] == ["A1 Wait", "A3 Notice"]


def button(room: MapRoom, name: str) -> QPushButton:
    found = room.inspector.findChildren(QPushButton)
    return next(one for one in found if one.accessibleName() == name and one.isVisibleTo(room.inspector))


def drag(qtbot: QtBot, room: MapRoom, start: QPoint, end: QPoint) -> None:
    port = room.view.viewport()
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 6):
        qtbot.mouseMove(port, start + (end - start) * step / 5)
    QApplication.processEvents()


def test_dragging_moves_a_card_in_one_step(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    mark(room, "Notice")
    path = path_of(project)
    there = Spot("cell", "", path.stages[2].id, path.lanes[0].id)
    end = at(room, there)
    drag(qtbot, room, at(room, room.scene.spot), end)
    assert words(project)[0] == "A1.1 Notice"  # only the screen has moved
    qtbot.mouseRelease(room.view.viewport(), Qt.MouseButton.LeftButton, pos=end)
    assert words(project) == ["A1 Wait", "B3 The nurse", "C1 Notice"]
    room.context.document.undo()
    assert words(project)[0] == "A1.1 Notice"


def test_escape_puts_a_carried_card_back(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    card_id = mark(room, "Notice")
    path = path_of(project)
    item = room.scene.card_item(card_id)
    assert item is not None
    home = QPointF(item.pos())
    end = at(room, Spot("cell", "", path.stages[2].id, path.lanes[0].id))
    drag(qtbot, room, at(room, room.scene.spot), end)
    assert item.pos() != home
    qtbot.keyClick(room.view, Key.Key_Escape)
    assert item.pos() == home
    qtbot.mouseRelease(room.view.viewport(), Qt.MouseButton.LeftButton, pos=end)
    assert words(project)[0] == "A1.1 Notice"
    assert not project.undo_label().startswith("Move")


def test_a_double_click_adds_in_an_empty_cell(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    path = path_of(project)
    where = at(room, Spot("cell", "", path.stages[2].id, path.lanes[0].id))
    qtbot.mouseDClick(room.view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    qtbot.keyClicks(room.inplace.words, "Go home")
    qtbot.keyClick(room.inplace.words, Key.Key_Return)
    assert "C1 Go home" in words(project)


def test_delete_offers_undo_and_the_card_is_marked_again(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    card_id = mark(room, "Wait")
    qtbot.keyClick(room.view, Key.Key_Delete)
    assert words(project) == ["A1 Notice", "B3 The nurse"]
    assert room.desk.card() is not None  # the one beside it
    heard(room).actions[-1]()
    assert words(project)[1] == "A1.2 Wait"
    card = room.desk.card()
    assert card is not None
    assert card.id == card_id
    assert room.view.hasFocus()


def test_stages_and_lanes_are_moved_and_deleted(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    alt = Qt.KeyboardModifier.AltModifier
    mark(room, "Notice")
    qtbot.keyClick(room.view, Key.Key_Up)
    qtbot.keyClick(room.view, Key.Key_Right, alt)
    assert [stage.name for stage in path_of(project).stages] == ["During", "Before", "After"]
    qtbot.keyClick(room.view, Key.Key_Delete)
    assert len(path_of(project).stages) == 3  # first it is said what lies there
    assert "2 cards lie in this stage." in seen(room.inspector)
    button(room, "Delete the cards too").click()
    assert [stage.name for stage in path_of(project).stages] == ["During", "After"]
    assert words(project) == ["A3 The nurse"]
    assert room.view.hasFocus()
    mark(room, "The nurse")
    qtbot.keyClick(room.view, Key.Key_Left)
    lane = room.desk.lane()
    assert lane is not None
    assert room.desk.spot is not None
    assert room.desk.spot.kind == "lane"
    qtbot.keyClick(room.view, Key.Key_Up, alt)
    assert [one.kind for one in path_of(project).lanes][1] == "people_meet"


def test_a_stage_and_an_own_lane_are_added(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    for run, name in ((room.add_stage, "Later"), (room.add_lane, "Transport")):
        room.desk.mark(None)
        run()
        qtbot.keyClicks(room.inplace.words, name)
        qtbot.keyClick(room.inplace.words, Key.Key_Return)
    assert path_of(project).stages[-1].name == "Later"
    assert path_of(project).lanes[-1].name == "Transport"


def test_pasted_lines_become_cards_in_one_step(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    mark(room, "The nurse")
    QGuiApplication.clipboard().setText("one\n\n  • two\nthree")
    assert room.paste()
    assert words(project)[2:] == ["B3.1 The nurse", "B3.2 one", "B3.3 two", "B3.4 three"]
    room.context.document.undo()
    assert words(project)[2:] == ["B3 The nurse"]


def test_cut_and_paste_keep_what_is_on_the_card(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    mark(room, "Wait")
    room.editing.toggle_pain_point()
    assert room.cut()
    assert QGuiApplication.clipboard().text() == "Wait"
    mark(room, "The nurse")
    assert room.paste()
    moved = next(card for card in path_of(project).cards if card.words == "Wait")
    assert moved.pain_point
    assert moved.code == "B3.2"


def test_zoom_fits_and_comes_back(room: MapRoom) -> None:
    assert room.zoom(1)
    assert room.view.scale_now() > 1
    room.fit()
    assert room.view.scale_now() <= 1
    assert room.zoom(0)
    assert room.view.scale_now() == 1.0


def test_another_path_is_added_shown_and_deleted(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    first = path_of(project).id
    room.add_path()
    room.new_path.draw.click()
    added = room.context.session.path_id
    assert added != first
    room.context.document.perform(ChangePath(str(added), {"title": "As we wish", "state": "could_be"}))
    assert room.header.title.text() == "As we wish"
    assert room.header.state.text() == "As it could be"
    room.context.session.show_path(first)
    assert room.header.title.text() == "Getting help"
    room.delete_path()
    assert room.header.title.text() == "As we wish"


def test_show_row_finds_cards_and_stages_of_any_path(room: MapRoom, project: Project) -> None:
    card = path_of(project).cards[0]
    room.add_path()
    room.new_path.draw.click()
    assert room.show_row("touchpoint", card.id)
    shown = room.desk.card()
    assert shown is not None
    assert shown.id == card.id
    assert room.show_row("stage", path_of(project).stages[1].id)
    assert not room.show_row("story", card.id)


def test_commands_have_no_shortcut_twice(room: MapRoom) -> None:
    shortcuts = [one for command in room.commands() for one in command.shortcut.split()]
    assert len(shortcuts) == len(set(shortcuts))
    assert all(command.enabled() in (True, False) for command in room.commands())

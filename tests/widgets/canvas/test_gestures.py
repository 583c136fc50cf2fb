"""Each gesture of the mouse through the real room: what is stored afterwards, in one step for undo."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from models import views
from models.edits.path_frame import ChangeStage
from models.edits.voices import AddStory
from models.project import Project
from tests.waiting import pause
from tests.widgets.canvas.support import MIDDLE, RIGHT, Hand, Keys
from tests.widgets.map.support import heard, path_of, words
from tests.widgets.support import seen
from widgets.canvas.drops import mime_of_row
from widgets.canvas.gestures.hint import Hint
from widgets.canvas.gestures.move import Move
from widgets.canvas.spots import spot_of_lane, spot_of_stage
from widgets.map.room import MapRoom

CTRL, SHIFT = Keys.ControlModifier, Keys.ShiftModifier


# -- select -------------------------------------------------------------------------------------


def test_a_click_marks_and_with_ctrl_or_shift_adds_or_takes_away(hand: Hand, room: MapRoom) -> None:
    hand.click("Notice")
    assert room.desk.chosen == hand.ids("Notice")
    hand.click("The nurse", CTRL)
    assert room.desk.chosen == hand.ids("Notice", "The nurse")
    assert room.desk.spot is not None
    assert room.desk.spot.id == hand.card("The nurse").id
    hand.click("Wait", SHIFT)
    assert room.desk.chosen == hand.ids("Notice", "Wait", "The nurse")
    hand.click("Wait", CTRL)
    assert room.desk.chosen == hand.ids("Notice", "The nurse")
    hand.click("Notice")  # of several chosen ones, a plain click leaves the one
    assert room.desk.chosen == hand.ids("Notice")


def test_headers_labels_cells_and_the_ground_are_marked(hand: Hand, room: MapRoom, project: Project) -> None:
    path = path_of(project)
    for spot in (spot_of_stage(path.stages[1].id), spot_of_lane(path.lanes[2].id), hand.cell(2, 0)):
        hand.click("Notice")
        hand.click(spot)
        assert room.desk.spot == spot
        assert room.desk.chosen == ()
    hand.click(room.view.viewport().rect().bottomRight() - QPoint(5, 5))
    assert room.desk.spot is None


def test_a_rubber_band_on_the_ground_chooses_what_it_touches(hand: Hand, room: MapRoom) -> None:
    start = QPoint(hand.at(hand.cell(2, 0)).x(), hand.at("Notice").y())
    hand.drag(start, hand.at("Notice"))
    assert room.desk.chosen == hand.ids("Notice")
    hand.press(start)
    hand.move(hand.at("Wait"))
    assert room.desk.chosen == hand.ids("Notice")  # only the screen shows more before letting go
    hand.move(hand.at("Wait") + QPoint(0, 5))
    hand.release()
    assert room.desk.chosen == hand.ids("Notice", "Wait")
    assert room.desk.spot is not None
    assert room.desk.spot.id == hand.card("Wait").id  # the one that the mouse came to


def test_a_rubber_band_with_shift_adds(hand: Hand, room: MapRoom) -> None:
    hand.click("The nurse")
    hand.drag(hand.at(hand.cell(2, 0)), hand.at("Notice"), SHIFT)
    assert room.desk.chosen == hand.ids("Notice", "The nurse")
    hand.drag(hand.at(hand.cell(2, 0)), hand.at(hand.cell(2, 0)) + QPoint(30, 20), SHIFT)  # touches nothing new
    assert room.desk.chosen == hand.ids("Notice", "The nurse")
    hand.drag(hand.at(hand.cell(2, 0)), hand.at(hand.cell(2, 0)) + QPoint(30, 20))
    assert room.desk.chosen == ()


def test_the_right_button_keeps_what_is_chosen_together(hand: Hand, room: MapRoom) -> None:
    hand.click("Notice")
    hand.click("Wait", CTRL)
    hand.click("Notice", button=RIGHT)
    assert room.desk.chosen == hand.ids("Notice", "Wait")
    hand.click("The nurse", button=RIGHT)
    assert room.desk.chosen == hand.ids("The nurse")


# -- move ---------------------------------------------------------------------------------------


def test_several_cards_keep_their_places_to_each_other(hand: Hand, room: MapRoom, project: Project) -> None:
    hand.click("Notice")
    hand.click("The nurse", CTRL)
    hand.drag("Notice", hand.cell(1, 0))
    assert words(project) == ["A1 Wait", "B1 Notice", "C3 The nurse"]
    assert room.desk.chosen == hand.ids("Notice", "The nurse")
    room.context.document.undo()
    assert words(project) == ["A1.1 Notice", "A1.2 Wait", "B3 The nurse"]


def test_a_card_is_put_between_others(hand: Hand, room: MapRoom, project: Project) -> None:
    above = hand.at("Wait") - QPoint(0, 14)
    hand.drag("The nurse", above)
    assert words(project) == ["A1.1 Notice", "A1.2 The nurse", "A1.3 Wait"]
    room.context.document.undo()
    assert words(project) == ["A1.1 Notice", "A1.2 Wait", "B3 The nurse"]


def test_nothing_moves_where_one_would_leave_the_path(hand: Hand, room: MapRoom, project: Project) -> None:
    before = project.undo_label()
    hand.click("Notice")
    hand.click("The nurse", CTRL)
    hand.drag("Notice", hand.cell(2, 0))
    assert words(project) == ["A1.1 Notice", "A1.2 Wait", "B3 The nurse"]
    assert project.undo_label() == before
    assert any("left the path" in sentence for sentence in heard(room).sentences)


def test_a_drag_to_where_a_card_lies_already_is_no_step(hand: Hand, room: MapRoom, project: Project) -> None:
    before = project.undo_label()
    hand.drag("Notice", hand.at("Notice") + QPoint(0, 12))
    assert words(project) == ["A1.1 Notice", "A1.2 Wait", "B3 The nurse"]
    assert project.undo_label() == before


def test_ctrl_makes_copies_in_one_step_and_nobody_said_a_feeling_about_them(
    hand: Hand, room: MapRoom, project: Project
) -> None:
    hand.press("Notice")
    hand.move(hand.cell(2, 0), CTRL)
    hand.release(CTRL)
    assert words(project) == ["A1.1 Notice", "A1.2 Wait", "B3 The nurse", "C1 Notice"]
    assert room.desk.cards()[0].code == "C1"
    room.context.document.undo()
    assert words(project) == ["A1.1 Notice", "A1.2 Wait", "B3 The nurse"]


def test_dragging_at_the_edge_scrolls(hand: Hand, room: MapRoom, project: Project) -> None:
    room.view.zoom(1)
    for _ in range(4):
        room.view.zoom(1)
    bar = room.view.verticalScrollBar()
    room.view.horizontalScrollBar().setValue(0)
    bar.setValue(0)
    hand.press("Notice")
    hand.move(QPoint(hand.at("Notice").x(), room.view.viewport().height() - 4))
    before = bar.value()
    deadline = 60
    while bar.value() == before and deadline:
        pause(10)
        deadline -= 1
    assert bar.value() > before
    hand.key(Qt.Key.Key_Escape)
    hand.release()
    here = bar.value()
    pause(80)
    assert bar.value() == here  # nothing goes on scrolling


# -- reorder ------------------------------------------------------------------------------------


def test_a_stage_and_a_lane_are_drawn_to_another_place(hand: Hand, room: MapRoom, project: Project) -> None:
    path = path_of(project)
    first, last = spot_of_stage(path.stages[0].id), spot_of_stage(path.stages[2].id)
    hand.drag(first, hand.at(last) + QPoint(30, 0))
    assert [stage.name for stage in path_of(project).stages] == ["During", "After", "Before"]
    assert room.desk.spot == first
    room.context.document.undo()
    assert [stage.name for stage in path_of(project).stages] == ["Before", "During", "After"]
    lane = spot_of_lane(path.lanes[2].id)
    hand.drag(lane, hand.at(spot_of_lane(path.lanes[0].id)) - QPoint(0, 40))
    assert path_of(project).lanes[0].id == lane.id
    before = project.undo_label()
    hand.drag(last, hand.at(last) + QPoint(20, 0))  # not far enough to change places
    assert project.undo_label() == before


# -- connect ------------------------------------------------------------------------------------


def test_a_line_pulled_from_the_handle_connects(hand: Hand, room: MapRoom, project: Project) -> None:
    hand.hover("Notice")
    hand.drag(hand.handle("Notice"), "The nurse")
    (link,) = path_of(project).connections
    assert (link.from_id, link.to_id) == hand.ids("Notice", "The nurse")
    room.context.document.undo()
    assert path_of(project).connections == ()


def test_a_line_pulled_to_the_ground_is_a_drop_out(hand: Hand, room: MapRoom, project: Project) -> None:
    hand.click("Wait")
    hand.hover(room.view.viewport().rect().bottomRight() - QPoint(5, 5))  # the marked card has its handle all the same
    hand.drag(hand.handle("Wait"), hand.cell(2, 0))
    (link,) = path_of(project).connections
    assert (link.from_id, link.to_id, link.kind) == (hand.card("Wait").id, None, "drop_out")


def test_a_line_let_go_on_a_header_or_its_own_card_connects_nothing(
    hand: Hand, room: MapRoom, project: Project
) -> None:
    stage = spot_of_stage(path_of(project).stages[1].id)
    for end in (hand.at(stage), hand.at("Notice"), hand.handle("Notice")):
        hand.hover("Notice")
        hand.drag(hand.handle("Notice"), end)
        assert path_of(project).connections == ()
    assert room.desk.chosen == hand.ids("Notice")  # a click on the handle is one on the card


def test_far_off_a_card_has_no_handle_in_the_way(hand: Hand, room: MapRoom, project: Project) -> None:
    room.view.scale_to(0.2, QPoint(0, 0))
    hand.hover("Notice")
    hand.press(hand.handle("Notice") - QPoint(3, 0))
    assert isinstance(room.view.gesture, Move)
    hand.key(Qt.Key.Key_Escape)
    hand.release()


def test_what_letting_go_would_do_is_said_meanwhile(hand: Hand, room: MapRoom, project: Project) -> None:
    room.context.document.perform(ChangeStage(path_of(project).stages[2].id, {"name": "Lääkkeidenantoaika" * 9}))
    hint = room.view.findChild(Hint)
    assert hint is not None
    hand.press("Notice")
    hand.move(hand.cell(2, 0))
    assert hint.isVisible()
    assert "Lääkkeidenantoaika" in seen(hint)
    assert room.view.viewport().rect().contains(hint.geometry())
    hand.release()
    assert not hint.isVisible()


# -- place --------------------------------------------------------------------------------------


def test_a_click_places_a_card_at_that_place_of_the_cell(hand: Hand, room: MapRoom, project: Project) -> None:
    hand.key(Qt.Key.Key_P)
    assert room.view.is_placing()
    hand.click(hand.at("Wait") - QPoint(0, 18))
    QTest.keyClicks(room.inplace.words, "Ask a friend")
    QTest.keyClick(room.inplace.words, Qt.Key.Key_Return)
    assert words(project) == ["A1.1 Notice", "A1.2 Ask a friend", "A1.3 Wait", "B3 The nurse"]
    assert not room.view.is_placing()
    room.context.document.undo()
    assert len(words(project)) == 3


def test_placing_is_a_command_too_from_any_view(hand: Hand, room: MapRoom) -> None:
    room.show_as("text")
    command = next(one for one in room.commands() if one.id == "map.place")
    assert command.enabled()
    command.run()
    assert room.view.is_placing()
    assert room.view.isVisible()


def test_shift_goes_on_placing_until_escape(hand: Hand, room: MapRoom, project: Project) -> None:
    room.view.arm_place()
    for stage, name in ((1, "Ring"), (2, "Go home")):
        hand.hover(hand.cell(stage, 0))
        hand.click(hand.cell(stage, 0), SHIFT)
        QTest.keyClicks(room.inplace.words, name)
        QTest.keyClick(room.inplace.words, Qt.Key.Key_Return)
        assert room.view.is_placing()
    assert words(project)[2:] == ["B1 Ring", "B3 The nurse", "C1 Go home"]
    hand.key(Qt.Key.Key_Escape)
    assert not room.view.is_placing()
    hand.click(hand.cell(1, 4))
    assert not room.inplace.is_open


def test_whoever_goes_elsewhere_places_no_more(hand: Hand, room: MapRoom) -> None:
    room.view.arm_place()
    hand.click(hand.cell(2, 0), SHIFT)
    assert room.inplace.is_open
    room.header.setFocus(Qt.FocusReason.OtherFocusReason)
    room.inspector.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    room.inspector.setFocus(Qt.FocusReason.MouseFocusReason)
    QApplication.processEvents()
    assert not room.inplace.is_open
    room.view.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not room.view.is_placing()


def test_a_click_beside_the_cells_places_nothing_and_stays_armed(hand: Hand, room: MapRoom, project: Project) -> None:
    room.view.arm_place()
    hand.click(spot_of_stage(path_of(project).stages[1].id))
    assert room.view.is_placing()
    assert not room.inplace.is_open


# -- pan ----------------------------------------------------------------------------------------


def test_pan_with_the_middle_button_or_space(hand: Hand, room: MapRoom) -> None:
    for _ in range(5):
        room.view.zoom(1)
    bars = (room.view.horizontalScrollBar(), room.view.verticalScrollBar())
    for bar in bars:
        bar.setValue(60)
    middle = room.view.viewport().rect().center()
    hand.press(middle, button=MIDDLE)
    hand.move(middle + QPoint(-30, 20))
    hand.release(button=MIDDLE)
    assert [bar.value() for bar in bars] == [90, 40]
    QTest.keyPress(room.view, Qt.Key.Key_Space)
    hand.drag(middle, middle + QPoint(30, -20))
    QTest.keyRelease(room.view, Qt.Key.Key_Space)
    assert [bar.value() for bar in bars] == [60, 60]
    assert not room.inplace.is_open  # Space panned: it edits nothing


# -- edit in place ------------------------------------------------------------------------------


def test_a_double_click_edits_where_the_words_stand(hand: Hand, room: MapRoom, project: Project) -> None:
    hand.double_click("Wait")
    assert room.inplace.words.toPlainText() == "Wait"
    QTest.keyClicks(room.inplace.words, "Wait for weeks")
    QTest.keyClick(room.inplace.words, Qt.Key.Key_Return)
    assert "A1.2 Wait for weeks" in words(project)
    assert room.view.hasFocus()


def test_a_double_click_on_the_ground_does_nothing(hand: Hand, room: MapRoom) -> None:
    hand.double_click(room.view.viewport().rect().bottomRight() - QPoint(5, 5))
    assert not room.inplace.is_open


def test_tab_keeps_and_goes_on_and_back(hand: Hand, room: MapRoom, project: Project) -> None:
    hand.double_click("Wait")
    QTest.keyClicks(room.inplace.words, "Wait long")
    QTest.keyClick(room.inplace.words, Qt.Key.Key_Tab)
    QTest.keyClicks(room.inplace.words, "Ring")  # the next cell of the lane was empty
    QTest.keyClick(room.inplace.words, Qt.Key.Key_Tab)
    QTest.keyClick(room.inplace.words, Qt.Key.Key_Backtab, SHIFT)  # nothing written: nothing added
    assert room.inplace.words.toPlainText() == "Ring"
    QTest.keyClick(room.inplace.words, Qt.Key.Key_Backtab, SHIFT)
    assert room.inplace.words.toPlainText() == "Wait long"
    QTest.keyClick(room.inplace.words, Qt.Key.Key_Escape)
    assert words(project) == ["A1.1 Notice", "A1.2 Wait long", "B1 Ring", "B3 The nurse"]
    assert room.view.hasFocus()


def test_ctrl_enter_keeps_and_opens_a_new_card_below(hand: Hand, room: MapRoom, project: Project) -> None:
    hand.double_click("Notice")
    QTest.keyClicks(room.inplace.words, "Notice a lump")
    QTest.keyClick(room.inplace.words, Qt.Key.Key_Return, CTRL)
    QTest.keyClicks(room.inplace.words, "Worry")
    QTest.keyClick(room.inplace.words, Qt.Key.Key_Return, CTRL)
    assert room.inplace.is_open
    QTest.keyClick(room.inplace.words, Qt.Key.Key_Return, CTRL)  # nothing written: done
    assert not room.inplace.is_open
    assert words(project)[:3] == ["A1.1 Notice a lump", "A1.2 Worry", "A1.3 Wait"]


# -- what is dragged in -------------------------------------------------------------------------


@pytest.fixture
def story(project: Project) -> str:
    return str(project.perform(AddStory("It took weeks.")).result)


def attached(project: Project) -> list[str]:
    """Codes of the steps that stories hang on."""
    counts = project.ask(views.attachment_counts)
    path = path_of(project)
    return [card.code for card in path.cards if counts.get(card.id, (0, 0)) != (0, 0)]


def test_a_story_let_go_on_a_card_is_attached(hand: Hand, room: MapRoom, project: Project, story: str) -> None:
    data = mime_of_row("story", story)
    assert hand.drag_in(data, "Notice")
    assert hand.drag_on(data, "The nurse")
    assert attached(project) == []
    assert hand.drop(data, "The nurse")
    assert attached(project) == ["B3"]
    assert room.desk.chosen == hand.ids("The nurse")
    room.context.document.undo()
    assert attached(project) == []


def test_nothing_else_is_taken_and_nothing_beside_cards_and_stages(hand: Hand, project: Project, story: str) -> None:
    other = QMimeData()
    other.setText("words")
    assert not hand.drag_in(other, "Notice")
    data = mime_of_row("story", story)
    assert hand.drag_in(data, "Notice")
    lane = spot_of_lane(path_of(project).lanes[0].id)
    assert not hand.drag_on(data, lane)
    assert not hand.drop(data, lane)
    hand.drag_out()
    assert attached(project) == []


# -- all of them --------------------------------------------------------------------------------


def test_select_all_is_the_system_s_key(hand: Hand, room: MapRoom) -> None:
    assert QKeySequence(QKeySequence.StandardKey.SelectAll).toString() == "Ctrl+A"
    hand.key(Qt.Key.Key_A, CTRL)
    assert room.desk.chosen == hand.ids("Notice", "Wait", "The nurse")

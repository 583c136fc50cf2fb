"""As it is and as it could be in the window: made, linked, looked at and walked through, by keyboard and by mouse."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QPainter, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models import queries
from models.edits import path, path_copy, path_frame, path_links
from models.edits.path_frame import AddStandardPath
from models.path_differences import compared
from models.project import Project
from models.records import PathRecord
from resources.texts import translator
from tests.models.support import result
from tests.widgets.map.support import close, fill, heard, room_of
from tests.widgets.support import seen
from widgets.canvas.spots import Spot, spot_of_card, spot_of_lane, spot_of_stage
from widgets.map.compare.canvases import along, rising
from widgets.map.compare.shown import GAP, beside
from widgets.map.compare.side_by_side import SideBySide
from widgets.map.room import MapRoom

Key = Qt.Key
LONG = "lääkkeidenantoaikataulunmuutosilmoituslomake"


def paths_of(project: Project) -> tuple[PathRecord, ...]:
    return project.ask(queries.paths)


def copy(project: Project) -> PathRecord:
    """A copy of the first path, with one card changed, one added, one removed, one moved, and a stage added."""
    first = paths_of(project)[0]
    copy_id = result(project.perform(path_copy.CopyPath(first.id, "How it could be")))
    made = next(one for one in paths_of(project) if one.id == copy_id)
    notice, wait, nurse = made.cards
    project.perform(path.ChangeTouchpoint(notice.id, {"words": "Someone rings", "waiting": "2 days"}))
    project.perform(path.DeleteTouchpoint(wait.id))
    project.perform(path.MoveTouchpoint(nurse.id, made.stages[2].id, nurse.lane_id, "m"))
    project.perform(path.AddTouchpoint(made.stages[1].id, made.lanes[0].id, LONG))
    project.perform(path.AddStage(copy_id, "Soon", at=1))
    return next(one for one in paths_of(project) if one.id == copy_id)


def side_by_side(room: MapRoom) -> SideBySide:
    room.show_as("compare")
    room.enter_focus()
    QApplication.processEvents()
    view = room.views.view("compare")
    assert isinstance(view, SideBySide)
    return view


@pytest.fixture
def alone(qtbot: QtBot, project: Project) -> Iterator[MapRoom]:
    """One path that has no pair."""
    fill(project)
    made = room_of(project)
    yield made
    close(made)


@pytest.fixture
def room(qtbot: QtBot, project: Project) -> Iterator[MapRoom]:
    """A path and a copy that differs."""
    fill(project)
    copy(project)
    made = room_of(project)
    yield made
    close(made)


def titles(view: SideBySide) -> list[str]:
    return [card.title for card in view.list.cards.cards]


def at(view: SideBySide, side: int, spot: Spot | None) -> QPoint:
    canvas = view.canvases.both[side]
    item = canvas.scene.item_of(spot)
    assert item is not None
    return canvas.view.mapFromScene(item.area().center())


# -- making and linking --------------------------------------------------------------------------------


def test_without_a_pair_one_key_makes_the_path_as_it_could_be(qtbot: QtBot, alone: MapRoom, project: Project) -> None:
    view = side_by_side(alone)
    assert view.empty.isVisible()
    assert not view.link.isVisible()  # there is no other path
    assert view.make.hasFocus()
    qtbot.keyClick(view.make, Key.Key_Return)
    first, second = paths_of(project)
    assert (second.origin_id, second.state, second.title) == (first.id, "could_be", "Getting help, as it could be")
    assert [card.words for card in second.cards] == [card.words for card in first.cards]
    assert alone.context.session.path_id == second.id
    assert view.canvases.isVisible()
    assert "Nothing differs yet" in seen(view)
    assert "Feelings, stories and notes stay" in heard(alone).sentences[-1]
    heard(alone).actions[-1]()
    assert len(paths_of(project)) == 1
    assert view.empty.isVisible()


def test_paths_that_were_drawn_apart_are_linked_and_parted(qtbot: QtBot, alone: MapRoom, project: Project) -> None:
    project.perform(AddStandardPath("Drawn apart", "could_be", ("Before", "Later")))
    alone.refresh(frozenset())
    view = side_by_side(alone)
    assert view.link.isVisible()
    (action,) = view.linking.links_menu(view).actions()
    assert action.text() == "Drawn apart · As it could be"
    action.trigger()
    first, second = paths_of(project)
    assert second.origin_id == first.id
    assert "Stage: Later" in titles(view)
    menu = view.linking.pair_menu(view)
    next(one for one in menu.actions() if "do not belong" in one.text()).trigger()
    assert paths_of(project)[1].origin_id is None
    assert view.empty.isVisible()


def test_the_menu_of_paths_and_the_commands_make_it_too(alone: MapRoom, project: Project) -> None:
    menu = alone.header.paths_menu()
    next(one for one in menu.actions() if one.text().startswith("Make “as it could be”")).trigger()
    commands = {command.id: command for command in alone.commands_once()}
    assert commands["map.differs"].enabled()
    commands["map.could_be"].run()
    assert [one.state for one in paths_of(project)] == ["as_is", "could_be", "could_be"]
    commands["map.compare"].run()
    assert alone.views.code == "compare"


def test_one_of_several_copies_is_chosen(room: MapRoom, project: Project) -> None:
    view = side_by_side(room)
    room.context.session.show_path(paths_of(project)[0].id)
    view.make_could_be()
    assert titles(view) == []  # the newest copy
    texts = [one.text() for one in view.linking.pair_menu(view).actions()]
    assert texts[0] == "How it could be"
    view.linking.pair_menu(view).actions()[0].trigger()
    assert len(titles(view)) == 5


# -- looking -------------------------------------------------------------------------------------------


def test_what_differs_is_listed_in_words_and_marked_on_both(room: MapRoom, project: Project) -> None:
    view = side_by_side(room)
    said = [card.said() for card in view.list.cards.cards]
    assert said == [
        "Added. Stage: Soon. After Before",
        "Removed. Wait. Before · What people do",
        "Changed. Someone rings. Before: Notice. Before · What people do. Waiting time: before nothing, now 2 days",
        f"Added. {LONG}. During · What people do",
        "Moved. The nurse. During → After",
    ]
    assert view.summary.text() == "2 added · 1 removed · 1 moved · 1 changed"
    before, after = (canvas.scene for canvas in view.canvases.both)
    first, second = paths_of(project)
    spoken = {
        card.words: scene.card_item(card.id).spoken  # pyright: ignore[reportOptionalMemberAccess]
        for scene, one in ((before, first), (after, second))
        for card in one.cards
    }
    assert "Removed" in spoken["Wait"]
    assert "Changed" in spoken["Notice"]
    assert "Changed" in spoken["Someone rings"]
    assert "Added" in spoken[LONG]
    assert "Moved" in spoken["The nurse"]


def test_columns_stand_in_line_with_a_gap_for_what_only_one_has(room: MapRoom) -> None:
    view = side_by_side(room)
    plans = [canvas.scene.plan for canvas in view.canvases.both]
    assert plans[0] is not None
    assert plans[1] is not None
    assert list(plans[0].columns.values()) == list(plans[1].columns.values())
    assert [stage_id.startswith(GAP) for stage_id in plans[0].columns] == [False, True, False, False]
    assert not any(stage_id.startswith(GAP) for stage_id in plans[1].columns)


def test_the_inspector_gives_its_room_and_takes_it_back(room: MapRoom) -> None:
    assert room.inspector.isVisible()
    view = side_by_side(room)
    assert not room.inspector.isVisible()
    assert view.width() == room.width()
    room.show_as("canvas")
    assert room.inspector.isVisible()


def test_scrolling_and_zoom_go_together(qtbot: QtBot, room: MapRoom) -> None:
    view = side_by_side(room)
    upper, lower = (canvas.view for canvas in view.canvases.both)
    assert room.zoom(1)
    assert room.zoom(1)
    assert room.zoom(1)
    assert upper.scale_now() == pytest.approx(lower.scale_now())
    assert upper.scale_now() > 1.2
    bar = upper.horizontalScrollBar()
    bar.setValue(bar.maximum())
    assert lower.horizontalScrollBar().value() == bar.value() > 0
    upper.verticalScrollBar().setValue(upper.verticalScrollBar().maximum())
    assert lower.verticalScrollBar().value() > 0
    lower.verticalScrollBar().setValue(0)
    assert upper.verticalScrollBar().value() == 0
    middle = QPointF(100, 60)
    keys, phase = Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase
    turn = QWheelEvent(middle, middle, QPoint(), QPoint(0, -480), Qt.MouseButton.NoButton, keys, phase, False)
    QApplication.sendEvent(upper.viewport(), turn)
    assert lower.scale_now() == pytest.approx(upper.scale_now())
    assert upper.scale_now() < 1.0
    room.fit()
    assert room.views.code == "compare"
    assert upper.scale_now() == pytest.approx(lower.scale_now())


def test_heights_follow_lane_by_lane() -> None:
    heights = rising(sorted([(0.0, 0.0), (100.0, 200.0), (50.0, 300.0), (180.0, 310.0)]))
    assert heights == [(0.0, 0.0), (50.0, 300.0), (180.0, 310.0)]
    assert along(heights, 25.0) == 150.0
    assert along(heights, 180.0) == along(heights, 999.0) == 310.0
    assert along([], 7.0) == 7.0


# -- walking through and jumping -------------------------------------------------------------------------


def test_choosing_in_the_list_marks_it_on_both(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    view = side_by_side(room)
    assert view.list.hasFocus()
    first, second = paths_of(project)
    for _ in range(2):
        qtbot.keyClick(view.list, Key.Key_Down)
    upper, lower = (canvas.scene.spot for canvas in view.canvases.both)
    assert upper == spot_of_card(first, first.cards[0].id)
    assert lower == spot_of_card(second, second.cards[0].id)
    step = room.context.session.step
    assert step is not None
    assert step.touchpoint_id == first.cards[0].id  # the path on the desk: what is captured now belongs there
    qtbot.keyClick(view.list, Key.Key_Down)
    assert view.canvases.both[0].scene.spot is None
    assert room.context.session.step is None


def test_f8_goes_round_all_differences(room: MapRoom) -> None:
    commands = {command.shortcut: command for command in room.commands_once() if command.shortcut}
    commands["F8"].run()
    assert room.views.code == "compare"
    view = room.views.view("compare")
    assert isinstance(view, SideBySide)
    found = [view.list.current_id()]
    for _ in range(5):
        commands["F8"].run()
        found.append(view.list.current_id())
    assert len(set(found)) == 5
    assert found[0] == found[-1]
    commands["Shift+F8"].run()
    assert view.list.current_id() == found[-2]


def test_enter_goes_to_the_card_in_the_canvas(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    view = side_by_side(room)
    second = paths_of(project)[1]
    view.list.mark(view.list.cards.cards[-1].id)
    qtbot.keyClick(view.list, Key.Key_Return)
    assert room.views.code == "canvas"
    assert room.context.session.path_id == second.id
    nurse = next(card for card in second.cards if card.words == "The nurse")
    assert room.scene.spot == spot_of_card(second, nurse.id)
    assert room.view.hasFocus()
    assert not room.inplace.words.isVisible()


def test_a_click_puts_that_path_on_the_desk_and_shows_its_pair(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    view = side_by_side(room)
    first, second = paths_of(project)
    target = second.cards[0]
    lower = view.canvases.both[1].view
    qtbot.mouseClick(lower.viewport(), Qt.MouseButton.LeftButton, pos=at(view, 1, spot_of_card(second, target.id)))
    assert room.context.session.path_id == second.id
    assert room.desk.spot == spot_of_card(second, target.id)
    assert view.canvases.both[0].scene.spot == spot_of_card(first, first.cards[0].id)
    assert view.list.cards.cards[view.list.currentIndex().row()].title == "Someone rings"
    middle = at(view, 1, spot_of_card(second, target.id))
    qtbot.mouseDClick(lower.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert room.views.code == "canvas"


def test_nothing_is_changed_by_dragging_here(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    view = side_by_side(room)
    before = paths_of(project)
    lower = view.canvases.both[1].view
    start = at(view, 1, spot_of_card(before[1], before[1].cards[0].id))
    qtbot.mousePress(lower.viewport(), Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(lower.viewport(), start + QPoint(200, 40))
    qtbot.mouseRelease(lower.viewport(), Qt.MouseButton.LeftButton, pos=start + QPoint(200, 40))
    assert paths_of(project) == before


def test_arrow_keys_walk_in_a_drawing_and_escape_marks_nothing(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    view = side_by_side(room)
    upper = view.canvases.both[0].view
    upper.setFocus()
    first, second = paths_of(project)
    qtbot.keyClick(upper, Key.Key_Escape)
    qtbot.keyClick(upper, Key.Key_Down)
    assert room.desk.spot == spot_of_card(first, first.cards[0].id)
    qtbot.keyClick(upper, Key.Key_Up)
    assert room.desk.spot == spot_of_stage(first.stages[0].id)
    assert view.canvases.both[1].scene.spot == spot_of_stage(second.stages[0].id)
    qtbot.keyClick(upper, Key.Key_Right)  # the gap: nothing of this path
    assert room.desk.spot is None
    qtbot.keyClick(upper, Key.Key_Escape)
    assert upper.path_scene.spot is None
    assert upper.hasFocus()


def test_a_change_shows_at_once_and_the_mark_stays(room: MapRoom, project: Project) -> None:
    view = side_by_side(room)
    second = paths_of(project)[1]
    view.list.mark(view.list.cards.cards[2].id)
    room.context.document.perform(path.AddTouchpoint(second.stages[0].id, second.lanes[0].id, "One more"))
    assert "One more" in titles(view)
    assert view.list.cards.cards[view.list.currentIndex().row()].title == "Someone rings"
    room.context.document.undo()
    assert "One more" not in titles(view)


def test_a_marked_lane_is_marked_on_both(room: MapRoom, project: Project) -> None:
    view = side_by_side(room)
    first, second = paths_of(project)
    room.desk.mark(spot_of_lane(first.lanes[0].id))
    assert view.canvases.both[1].scene.spot == spot_of_lane(second.lanes[0].id)


# -- what is drawn ---------------------------------------------------------------------------------------


def test_stages_lanes_and_connections_say_how_they_differ(room: MapRoom, project: Project) -> None:
    first, second = paths_of(project)
    project.perform(path_frame.ChangeStage(second.stages[0].id, {"position": "before"}))
    project.perform(path_frame.ChangeLane(second.lanes[0].id, {"name": "Daily life"}))
    project.perform(path_links.Connect(second.cards[0].id, second.cards[1].id, "branch", "at night"))
    project.perform(path_links.Connect(second.cards[1].id, None, "drop_out"))
    found = compared(*paths_of(project))
    upper, lower = beside(found, translator("en"))
    view = side_by_side(room)
    room.refresh(frozenset())
    heads = [
        canvas.scene.item_of(spot_of_stage(one.stages[0].id))
        for canvas, one in zip(view.canvases.both, (first, second), strict=True)
    ]
    assert [head.spoken for head in heads if head] == [
        "Stage A. Before. Changed",
        "Stage A. Before. Before the service · Changed",
    ]
    assert lower.path.lanes[0].name == "Daily life (Changed)"
    assert upper.path.lanes[0].name == "What people do (Changed)"
    plans = [canvas.scene.plan for canvas in view.canvases.both]  # one has connections, the other none
    assert len({str(list(plan.columns.values())) for plan in plans if plan}) == 1
    said = [card.said() for card in view.list.cards.cards]
    assert "Added. Or: at night. From A1 to C1" in said
    assert "Added. Drops out. From C1, out of the path" in said
    stage = next(one for one in said if "Stage: Before" in one)
    assert stage == "Changed. Stage: Before. Where the stage lies: before Within the service, now Before the service"


@pytest.mark.parametrize(("scale", "token"), [(1.0, "settled.strong"), (0.3, "settled.soft")])
def test_outlines_are_drawn_and_far_away_the_signs(room: MapRoom, scale: float, token: str) -> None:
    view = side_by_side(room)
    lower = view.canvases.both[1].view
    lower.scale_to(scale, QPoint(0, 0))
    image = QImage(lower.viewport().size(), QImage.Format.Format_ARGB32)
    painter = QPainter(image)
    lower.render(painter)
    painter.end()
    added = room.context.look.colour(token).rgb()
    assert any(image.pixel(x, y) == added for x in range(image.width()) for y in range(0, image.height(), 3))


def test_a_hidden_view_is_not_compared_again(room: MapRoom, project: Project) -> None:
    view = side_by_side(room)
    found = view.found
    room.refresh(frozenset({("feeling", "x")}))
    assert view.found is found  # neither path changed
    room.show_as("canvas")
    second = paths_of(project)[1]
    room.context.document.perform(path.AddTouchpoint(second.stages[0].id, second.lanes[0].id, "Later"))
    assert view.found is found
    room.show_as("compare")
    assert "Later" in titles(view)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

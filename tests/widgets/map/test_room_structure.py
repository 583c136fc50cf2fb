"""Stages and lanes: added anywhere, split, merged, removed; what becomes of their cards is said first."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from models import queries, views
from models.edits.voices import AddStory, Place
from models.project import Project
from tests.widgets.map.support import heard, mark, path_of, words
from tests.widgets.support import seen
from widgets.canvas.spots import spot_of_lane, spot_of_stage
from widgets.map.reshape import MERGE, SPLIT, Ticked
from widgets.map.room import MapRoom

Key = Qt.Key


def stages(project: Project) -> list[str]:
    return [stage.name for stage in path_of(project).stages]


def button(room: MapRoom, name: str) -> QPushButton:
    found = room.inspector.findChildren(QPushButton)
    return next(one for one in found if one.accessibleName() == name and one.isVisibleTo(room.inspector))


def tell(project: Project, room: MapRoom, words: str, card_at: int | None) -> None:
    """A story at a card, or at its stage."""
    card = path_of(project).cards[card_at or 0]
    place = Place(card.stage_id, None if card_at is None else card.id)
    room.context.document.perform(AddStory(words, {}, (place,)))


def written(qtbot: QtBot, room: MapRoom, name: str) -> None:
    qtbot.keyClicks(room.inplace.words, name)
    qtbot.keyClick(room.inplace.words, Key.Key_Return)


def test_letters_add_beside_what_is_marked(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    mark(room, "Notice")
    qtbot.keyClick(room.view, Key.Key_S)
    written(qtbot, room, "Soon")
    assert stages(project) == ["Before", "Soon", "During", "After"]
    assert room.desk.spot == spot_of_stage(path_of(project).stages[1].id)
    mark(room, "Notice")
    qtbot.keyClick(room.view, Key.Key_L)
    written(qtbot, room, "Line of visibility")  # a usual lane by its name
    lanes = path_of(project).lanes
    assert (lanes[1].kind, lanes[1].name) == ("visibility", "")
    room.desk.mark(spot_of_stage(path_of(project).stages[0].id))
    button(room, "Add before").click()
    written(qtbot, room, "Earlier")
    assert stages(project)[0] == "Earlier"


def test_a_new_stage_lies_in_time_where_its_neighbour_does(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    room.editing.frame.put_in_time(path_of(project).stages[0].id, "before")
    room.desk.mark(spot_of_stage(path_of(project).stages[0].id))
    room.add_stage()
    written(qtbot, room, "Still before")
    assert [stage.position for stage in path_of(project).stages] == ["before", "before", "within", "within"]


def test_an_empty_stage_goes_at_once_and_comes_back(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    room.desk.mark(spot_of_stage(path_of(project).stages[2].id))
    qtbot.keyClick(room.view, Key.Key_Delete)
    assert stages(project) == ["Before", "During"]
    heard(room).actions[-1]()
    assert stages(project) == ["Before", "During", "After"]


def test_what_is_attached_to_a_stage_is_something_to_lose(room: MapRoom, project: Project) -> None:
    third = path_of(project).stages[2]
    room.context.document.perform(AddStory("I waited", {}, (Place(third.id),)))
    room.desk.mark(spot_of_stage(third.id))
    room.delete_marked()
    assert len(stages(project)) == 3
    assert "1 story is attached." in seen(room.inspector.stage.reshape)
    button(room, "Remove the stage").click()
    assert len(stages(project)) == 2


def test_removing_says_what_lies_there_and_can_move_it(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    tell(project, room, "I waited", 0)
    tell(project, room, "I waited again", None)
    room.desk.mark(spot_of_stage(path_of(project).stages[0].id))
    room.delete_marked()
    text = seen(room.inspector.stage.reshape)
    assert "2 cards lie in this stage." in text
    assert "2 stories are attached." in text
    move = button(room, "Move them and remove it")
    assert move.hasFocus()
    assert "2 cards lie" in move.accessibleDescription()
    qtbot.keyClick(move, Key.Key_Return)
    assert stages(project) == ["During", "After"]
    assert words(project) == ["A1.1 Notice", "A1.2 Wait", "A3 The nurse"]
    moved, _ = project.ask(views.attached, path_of(project).stages[0].id)
    assert len(moved) == 2
    assert room.view.hasFocus()


def test_escape_leaves_it_as_it_is(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    room.desk.mark(spot_of_stage(path_of(project).stages[0].id))
    room.delete_marked()
    before = project.ask(queries.paths)
    qtbot.keyClick(button(room, "Leave it as it is"), Key.Key_Escape)
    assert project.ask(queries.paths) == before
    assert not room.inspector.stage.reshape.is_open
    assert room.view.hasFocus()


def test_a_question_goes_when_something_else_is_marked(room: MapRoom, project: Project) -> None:
    room.desk.mark(spot_of_stage(path_of(project).stages[0].id))
    room.reshape(MERGE)
    room.desk.mark(spot_of_stage(path_of(project).stages[1].id))
    assert not room.inspector.stage.reshape.is_open
    room.reshape(MERGE)
    mark(room, "Notice")
    assert not room.inspector.stage.reshape.is_open


def test_a_stage_is_split_by_its_cards(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    room.desk.mark(spot_of_stage(path_of(project).stages[0].id))
    room.reshape(SPLIT)
    question = room.inspector.stage.reshape
    line = room.focusWidget()
    assert line is not None
    qtbot.keyClick(line, Key.Key_Return)
    assert "Write a name first." in seen(question)
    qtbot.keyClicks(line, "Waiting")
    ticks = question.findChildren(Ticked)
    assert [one.box.accessibleName() for one in ticks] == ["A1.1 Notice", "A1.2 Wait"]
    qtbot.mouseClick(ticks[1], Qt.MouseButton.LeftButton)
    qtbot.keyClick(line, Key.Key_Return)
    assert stages(project) == ["Before", "Waiting", "During", "After"]
    assert words(project) == ["A1 Notice", "B1 Wait", "C3 The nurse"]
    room.context.document.undo()
    assert words(project) == ["A1.1 Notice", "A1.2 Wait", "B3 The nurse"]


def test_a_stage_is_merged_into_a_chosen_one(room: MapRoom, project: Project) -> None:
    room.desk.mark(spot_of_stage(path_of(project).stages[0].id))
    room.reshape(MERGE)
    button(room, "Merge").setFocus()
    question = room.inspector.stage.reshape
    box = question.findChildren(type(room.inspector.lane.kind))[0]
    assert [box.itemText(at) for at in range(box.count())] == ["B · During", "C · After"]
    box.setCurrentIndex(1)
    next(one for one in question.findChildren(QPushButton) if one.accessibleName() == "Merge").click()
    assert stages(project) == ["During", "After"]
    assert words(project) == ["A3 The nurse", "B1.1 Notice", "B1.2 Wait"]
    assert room.desk.spot == spot_of_stage(path_of(project).stages[1].id)


def test_lanes_are_split_merged_and_change_their_kind(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    room.desk.mark(spot_of_lane(path_of(project).lanes[0].id))
    room.reshape(SPLIT)
    line = room.focusWidget()
    assert line is not None
    qtbot.keyClicks(line, "What families do")
    room.inspector.lane.reshape.findChildren(Ticked)[0].box.setChecked(True)
    qtbot.keyClick(line, Key.Key_Return)
    assert words(project) == ["A1 Wait", "A2 Notice", "B4 The nurse"]
    assert room.inspector.lane.form.editor("name").value() == "What families do"
    kind = room.inspector.lane.kind
    kind.setCurrentIndex(kind.findData("own"))
    kind.activated.emit(kind.currentIndex())
    lane = path_of(project).lanes[1]
    assert (lane.kind, lane.name) == ("own", "What families do")
    assert room.editing.frame.merge(spot_of_lane(lane.id), path_of(project).lanes[0].id)
    assert words(project) == ["A1.1 Wait", "A1.2 Notice", "B3 The nurse"]


def test_a_usual_lane_that_becomes_an_own_one_keeps_its_name(room: MapRoom, project: Project) -> None:
    lane = path_of(project).lanes[2]
    assert room.editing.frame.change_kind(lane.id, "own")
    assert (path_of(project).lanes[2].kind, path_of(project).lanes[2].name) == ("own", "People you meet")


def test_a_lane_says_that_its_stories_stay_at_their_stages(room: MapRoom, project: Project) -> None:
    tell(project, room, "I waited", 1)
    room.desk.mark(spot_of_lane(path_of(project).lanes[0].id))
    room.delete_marked()
    text = seen(room.inspector.lane.reshape)
    assert "2 cards lie in this lane." in text
    assert "1 story is attached." in text
    assert "stay at their stages" in text
    button(room, "Delete the cards too").click()
    assert words(project) == ["B2 The nurse"]
    stories, _ = project.ask(views.attached, path_of(project).stages[0].id)
    assert len(stories) == 1

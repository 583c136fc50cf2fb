"""How it feels: to groups, to persons by pseudonym or number, with a note; and filled in by keys along the path."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from models import queries
from models.edits.path import SetFeeling
from models.edits.project import AddSegment, AddWorkshop
from models.edits.voices import AddParticipant, AddStory, Place, WithdrawStory
from models.people import people, person_called
from models.project import Project
from models.records import FeelingRecord
from tests.models.support import column, result
from tests.widgets.map.support import close, heard, mark, path_of, room_of
from tests.widgets.support import seen
from widgets.canvas.feelings import lines_of
from widgets.map.feelings.panel import FeelingsPanel
from widgets.map.felt import FeltBox, FeltRow
from widgets.map.room import MapRoom

Key = Qt.Key


def box(room: MapRoom) -> FeltBox:
    return room.inspector.card.felt


def row_of(room: MapRoom, name: str) -> FeltRow:
    return next(row for row in box(room)._rows.values() if row.line.name == name)


def choose(row: FeltRow, text: str) -> None:
    next(one for one in row.choices.findChildren(QPushButton) if one.text() == text).click()


def felt(project: Project) -> tuple[FeelingRecord, ...]:
    return path_of(project).feelings


def test_a_person_is_added_by_a_number_and_says_how_it_feels(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    mark(room, "Notice")
    box(room).add.click()
    person = box(room).person
    assert person.line.text() == "Person 1"
    qtbot.keyClick(person.line, Key.Key_Return)
    assert not person.isVisible()
    row = row_of(room, "Person 1")
    choose(row, "−2")
    (one,) = felt(project)
    (made,) = project.ask(people, column(project, "SELECT id FROM participant"))
    assert (one.value, one.participant_id, one.segment_id) == (-2, made.id, None)
    choose(row, "+1")  # another value replaces it
    assert [one.value for one in felt(project)] == [1]
    choose(row, "+1")  # the same again takes it back
    assert felt(project) == ()
    box(room).add.click()
    assert person.line.text() == "Person 2"
    qtbot.keyClick(person.line, Key.Key_Escape)
    assert not person.isVisible()


def test_a_person_with_a_group_is_on_the_line_of_the_group(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    mark(room, "Notice")
    box(room).add.click()
    person = box(room).person
    person.line.clear()
    qtbot.keyClicks(person.line, "Fern")
    person.group.setCurrentIndex(1)
    qtbot.keyClick(person.line, Key.Key_Return)
    choose(row_of(room, "Fern"), "−1")
    choose(row_of(room, "Carers"), "+2")
    group = project.ask(queries.groups)[0]
    assert [(one.value, one.segment_id) for one in felt(project)] == [(-1, group.id), (2, group.id)]
    (line,) = lines_of(path_of(project), (group,), room.context.tr)
    assert [(point.low, point.high) for point in line.points] == [(-1, 2)]
    assert "Fern · Carers" in seen(box(room))
    box(room).add.click()
    person.line.setText("fern")  # somebody there already is listed, not added again
    qtbot.keyClick(person.line, Key.Key_Return)
    assert len(column(project, "SELECT id FROM participant")) == 1


def test_a_note_stands_beside_it_and_stays_when_the_value_changes(
    qtbot: QtBot, room: MapRoom, project: Project
) -> None:
    mark(room, "Notice")
    row = row_of(room, "Carers")
    assert not row.pen.isVisible()
    choose(row, "−2")
    row.pen.click()
    assert row.note.hasFocus()
    qtbot.keyClicks(row.note, "Nobody rang back")
    qtbot.keyClick(row.note, Key.Key_Return)
    assert [(one.value, one.note) for one in felt(project)] == [(-2, "Nobody rang back")]
    choose(row, "−1")
    assert [(one.value, one.note) for one in felt(project)] == [(-1, "Nobody rang back")]
    mark(room, "Wait")
    assert not row_of(room, "Carers").note.isVisible()
    mark(room, "Notice")
    assert row_of(room, "Carers").note.text() == "Nobody rang back"


def test_a_note_being_written_is_kept_for_its_card(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    mark(room, "Notice")
    row = row_of(room, "Carers")
    choose(row, "−2")
    row.pen.click()
    qtbot.keyClicks(row.note, "Too late")
    card = mark(room, "Wait")
    assert [(one.note, one.touchpoint_id == card) for one in felt(project)] == [("Too late", False)]


def test_the_teller_of_an_attached_story_has_a_row_and_the_feeling_knows_the_story(
    room: MapRoom, project: Project
) -> None:
    card = mark(room, "Wait")
    teller = result(project.perform(AddParticipant("Moss")))
    place = Place(path_of(project).stages[0].id, card)
    story = result(project.perform(AddStory("I waited", {"participant_id": teller}, (place,))))
    room.refresh(frozenset({("story", story)}))
    row = row_of(room, "Moss")
    assert "Told the story" in row.others.text()
    choose(row, "−2")
    (one,) = felt(project)
    assert (one.participant_id, one.story_id) == (teller, story)
    room.editing.saying.note(one, "the canary sang")
    assert row_of(room, "Moss").note.text() == "the canary sang"
    room.context.document.perform(WithdrawStory(story))
    row = row_of(room, "Moss")  # still said, without the words
    assert row.note.text() == ""
    assert not row.note.isVisible()
    assert not row.pen.isVisible()


def test_what_was_said_in_another_workshop_stands_beside(room: MapRoom, project: Project) -> None:
    card = mark(room, "Notice")
    group = project.ask(queries.groups)[0].id
    workshop = result(project.perform(AddWorkshop("Spring", {})))
    project.perform(SetFeeling(card, 2, group, workshop_id=workshop))
    room.refresh(frozenset({("feeling", "x")}))
    room.desk.read()
    room.inspector.read()
    row = row_of(room, "Carers")
    assert row.choices.code == ""
    assert row.others.text() == "Also said: +2"
    choose(row, "−1")
    assert sorted(one.value for one in felt(project)) == [-1, 2]


def test_keys_say_it_for_the_row_used_last_and_a_key_goes_on(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    second = result(project.perform(AddSegment("Staff")))
    room.refresh(frozenset({("segment", second)}))
    mark(room, "Notice")
    commands = {one.shortcut: one for one in room.commands_once()}
    commands["Ctrl+Shift+1"].run()
    assert heard(room).sentences[-1] == "Said for: Carers"
    commands["Ctrl+Shift+G"].run()
    assert heard(room).sentences[-1] == "Now for: Staff"
    assert row_of(room, "Staff").name.property("kind") == "strong"
    commands["Ctrl+Shift+5"].run()
    assert [(one.value, one.segment_id) for one in felt(project)][1] == (2, second)
    room.editing.saying.add_person("Fern", None)
    commands["Ctrl+Shift+3"].run()
    assert heard(room).sentences[-1] == "Said for: Fern"
    room.desk.show_group(second)  # the group that sees the path comes first
    commands["Ctrl+Shift+4"].run()
    assert heard(room).sentences[-1] == "Said for: Staff"


def test_many_rows_fold(room: MapRoom, project: Project) -> None:
    for n in range(9):
        project.perform(AddSegment(f"Group {n}"))
    room.refresh(frozenset({("segment", "x")}))
    mark(room, "Notice")
    shown = [row for row in box(room)._rows.values() if not row.isHidden()]
    assert len(shown) == 4
    assert "7 more" in box(room).more.text()
    box(room).more.click()
    assert all(not row.isHidden() for row in box(room)._rows.values())
    choose(row_of(room, "Group 8"), "+2")
    box(room).more.click()
    assert not row_of(room, "Group 8").isHidden()


# -- along the path -----------------------------------------------------------------------------------------------


def panel_of(room: MapRoom) -> FeelingsPanel:
    panel = room.places.show_panel("feelings")
    assert isinstance(panel, FeelingsPanel)
    return panel


def test_digits_say_it_and_go_on_along_the_path(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    panel = panel_of(room)
    grid = panel.grid
    assert grid.hasFocus()
    for key in (Key.Key_1, Key.Key_3, Key.Key_5):
        qtbot.keyClick(grid, key)
    cards = [card.id for card in path_of(project).cards]
    assert {one.touchpoint_id: one.value for one in felt(project)} == dict(zip(cards, (-2, 0, 2), strict=True))
    assert room.desk.card() == path_of(project).cards[-1]
    qtbot.keyClick(grid, Key.Key_Left)
    qtbot.keyClick(grid, Key.Key_Delete)
    assert len(felt(project)) == 2
    qtbot.keyClicks(grid, "-1")
    assert sorted(one.value for one in felt(project)) == [-2, -1, 2]
    qtbot.keyClick(grid, Key.Key_Left)
    qtbot.keyClicks(grid, "+1")
    assert sorted(one.value for one in felt(project)) == [-2, 1, 2]
    assert "Carers · B3 The nurse" in panel.turn.text()


def test_three_people_say_it_one_after_the_other(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    panel = panel_of(room)
    for _ in range(3):
        panel.add.click()
        qtbot.keyClick(panel.person.line, Key.Key_Return)
    grid = panel.grid
    grid.stand_at(project.ask(person_called, "Person 1").id)  # pyright: ignore[reportOptionalMemberAccess]
    for keys in ("135", "244", "551"):
        grid.setCurrentIndex(grid.feelings.index(grid.currentIndex().row(), 0))
        qtbot.keyClicks(grid, keys)
        qtbot.keyClick(grid, Key.Key_Return)
    assert [one.value for one in felt(project)] == [-2, 0, 2, -1, 1, 1, 2, 2, -2]
    assert len({one.participant_id for one in felt(project)}) == 3


def test_the_mouse_says_it_too_and_marking_a_card_goes_to_its_column(room: MapRoom, project: Project) -> None:
    panel = panel_of(room)
    mark(room, "Wait")
    here = panel.grid.here()
    assert here is not None
    assert here[1].words == "Wait"
    next(one for one in panel.choices.findChildren(QPushButton) if one.text().endswith("−1")).click()
    assert [one.value for one in felt(project)] == [-1]
    QApplication.processEvents()
    panel.grid.stand_at(card_id=here[1].id)
    assert panel.choices.code == "-1"


def test_the_grid_opens_at_whom_it_was_said_for_last(room: MapRoom, project: Project) -> None:
    mark(room, "Wait")
    room.editing.saying.add_person("Fern", None)
    panel = panel_of(room)
    here = panel.grid.here()
    assert here is not None
    assert (here[0].name, here[1].words) == ("Fern", "Wait")


def test_without_anybody_it_says_what_to_do(qtbot: QtBot, project: Project) -> None:
    from models.edits.path_frame import AddStandardPath

    project.perform(AddStandardPath("Empty", "as_is", ("One",)))
    room = room_of(project)
    panel = panel_of(room)
    assert "Add a person here or a group in Prepare" in seen(panel)
    assert panel.add.hasFocus()
    close(room)

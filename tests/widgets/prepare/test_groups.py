"""The table of groups, the matrix below it, and the kind word about who is missing."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from models import queries
from models.edits.path import AddPath, AddStage
from models.edits.project import AddSegment, AddWorkshop, SetAttendance
from models.edits.voices import AddNote, NewNote, NewVoice, Place
from tests.widgets.prepare.conftest import Shown, focused, typed
from tests.widgets.support import seen
from widgets.context import Context
from widgets.fields.chosen import ManyEditor
from widgets.prepare.groups_section import GroupsSection
from widgets.prepare.groups_table import KEYS
from widgets.prepare.room import PrepareRoom

MISSING = "It will be printed as a missing voice unless somebody comes."


def groups_of(room: PrepareRoom) -> GroupsSection:
    room.go("groups")
    section = room.section()
    assert isinstance(section, GroupsSection)
    return section


def cell(section: GroupsSection, row: int, key: str) -> None:
    section.table.setCurrentIndex(section.table.groups.index(row, KEYS.index(key)))
    section.table.setFocus()


def test_groups_are_added_and_changed_in_the_table(empty: Context, shown: Shown) -> None:
    empty.document.perform(AddWorkshop("An evening"))
    section = groups_of(shown(empty))
    typed("Family carers")
    typed("Volunteers")
    assert [group.name for group in empty.document.ask(queries.groups)] == ["Family carers", "Volunteers"]
    cell(section, 0, "name")
    QTest.keyClick(section.table, Qt.Key.Key_Return)
    line = section.table.indexWidget(section.table.currentIndex())
    assert isinstance(line, QLineEdit)
    assert line.text() == "Family carers"
    line.setText("Carers")
    QTest.keyClick(line, Qt.Key.Key_Return)
    QApplication.processEvents()
    cell(section, 1, "planned")
    QTest.keyClick(section.table, Qt.Key.Key_1)  # typing begins to change the cell
    typed("2")
    workshop = empty.document.ask(queries.workshops)[0]
    carers, volunteers = empty.document.ask(queries.groups, workshop.id)
    assert (carers.name, volunteers.planned, volunteers.attended) == ("Carers", 12, None)
    cell(section, 1, "attended")
    QTest.keyClick(section.table, Qt.Key.Key_9)
    empty.document.settle()  # what is being typed is meant, before undo and closing
    assert empty.document.ask(queries.groups, workshop.id)[1].attended == 9
    assert empty.document.ask(queries.groups, workshop.id)[1].planned == 12


def test_a_refused_number_stays_in_its_cell(example: Context, shown: Shown) -> None:
    section = groups_of(shown(example))
    cell(section, 0, "planned")
    QTest.keyClick(section.table, Qt.Key.Key_X)
    typed("many")
    assert section.refusal.text() == "“xmany” is not a whole number."
    line = section.table.indexWidget(section.table.currentIndex())
    assert isinstance(line, QLineEdit)
    assert line.text() == "xmany"
    line.setText("9")
    QTest.keyClick(line, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert section.refusal.text() == ""
    workshop = example.session.workshop_id
    assert example.document.ask(queries.groups, workshop)[0].planned == 9


def test_numbers_belong_to_the_present_workshop(example: Context, shown: Shown) -> None:
    section = groups_of(shown(example))
    first, second = example.document.ask(queries.workshops)
    assert [group.planned for group in section.table.groups.groups] == [
        group.planned for group in example.document.ask(queries.groups, second.id)
    ]
    example.session.enter_workshop(first.id)
    assert [group.planned for group in section.table.groups.groups] == [
        group.planned for group in example.document.ask(queries.groups, first.id)
    ]
    assert f"Planned and came: {first.title}." in seen(section.middle)


def test_numbers_cannot_be_typed_without_a_workshop(empty: Context, shown: Shown) -> None:
    empty.document.perform(AddSegment("Carers"))
    section = groups_of(shown(empty))
    index = section.table.groups.index(0, KEYS.index("planned"))
    assert not section.table.groups.flags(index) & Qt.ItemFlag.ItemIsEditable
    assert "there is none yet" in seen(section.middle)


def test_needs_and_places_are_ticked_beside_the_table(example: Context, shown: Shown) -> None:
    section = groups_of(shown(example))
    cell(section, 2, "needs")
    group_id = section.table.group_id()
    QTest.keyClick(section.table, Qt.Key.Key_Return)  # what is not typed is changed beside the table
    needs = section.details.form.editor("needs")
    assert isinstance(needs, ManyEditor)
    needs.boxes["step_free"].click()
    assert section.places is not None
    places = section.places.editor("stages")
    assert isinstance(places, ManyEditor)
    list(places.boxes.values())[1].click()
    group = next(one for one in example.document.ask(queries.groups) if one.id == group_id)
    assert "step_free" in group.needs
    stage = example.document.ask(queries.paths)[0].stages[1]
    assert (stage.id in group.stage_ids) == places.boxes[stage.id].isChecked()
    assert "Step-free access" in section.table.groups.index(2, KEYS.index("needs")).data()


def test_the_matrix_says_heard_planned_nobody_or_nothing(empty: Context, shown: Shown) -> None:
    do = empty.document.perform
    path = do(AddPath("The way", "as_is"))
    workshop = do(AddWorkshop("An evening"))
    assert path is not None
    assert workshop is not None
    stages = [
        str(done.result)
        for name in ("Noticing", "First call", "Later")
        if (done := do(AddStage(str(path.result), name)))
    ]
    carers = do(AddSegment("Carers", {}, (), tuple(stages[:2])))
    others = do(AddSegment("Volunteers", {}, (), (stages[1],)))
    assert carers is not None
    assert others is not None
    empty.session.enter_workshop(str(workshop.result))
    section = groups_of(shown(empty))
    voice = NewVoice("Nobody rings back", {"segment_id": str(carers.result)})
    do(AddNote(NewNote((voice,), {}, (Place(stages[1]),))))
    model = section.matrix.model_of
    words = [[model.index(row, column).data() for column in range(3)] for row in range(2)]
    assert words == [["nobody", "heard", ""], ["", "nobody", ""]]
    assert section.silent.words.text() == f"Nobody is planned for Noticing and Later. {MISSING}"
    section.table.mark(str(carers.result))
    assert section.missing.words.text() == f"Nobody is planned for Noticing. {MISSING}"
    do(SetAttendance(str(workshop.result), str(carers.result), 6))
    assert model.index(0, 0).data() == "planned"
    assert not section.missing.isVisible()
    said = model.index(0, 2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Carers, Later: not needed"


def test_the_matrix_marks_its_group(example: Context, shown: Shown) -> None:
    section = groups_of(shown(example))
    section.matrix.setFocus()
    section.matrix.setCurrentIndex(section.matrix.model_of.index(3, 1))
    assert section.table.group_id() == example.document.ask(queries.groups)[3].id
    assert section.details.isVisible()


def test_a_group_is_deleted_and_its_neighbour_marked(example: Context, shown: Shown) -> None:
    section = groups_of(shown(example))
    ids = [group.id for group in example.document.ask(queries.groups)]
    cell(section, 1, "name")
    QTest.keyClick(section.table, Qt.Key.Key_Delete)
    assert [group.id for group in example.document.ask(queries.groups)] == [*ids[:1], *ids[2:]]
    assert section.table.group_id() == ids[2]
    example.document.undo()
    assert len(example.document.ask(queries.groups)) == len(ids)


def test_typing_goes_on_while_something_changes_elsewhere(example: Context, shown: Shown) -> None:
    section = groups_of(shown(example))
    cell(section, 0, "knowledge")
    QTest.keyClick(section.table, Qt.Key.Key_Return)
    line = section.table.indexWidget(section.table.currentIndex())
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, "What the night is like")
    group = section.table.groups.groups[0]
    example.document.perform(SetAttendance(str(example.session.workshop_id), group.id, 3, 3))
    assert line.text().endswith("What the night is like")
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert example.document.ask(queries.groups)[0].knowledge == group.knowledge

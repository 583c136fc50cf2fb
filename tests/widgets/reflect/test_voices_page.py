"""Missing voices on screen: the table, its sentences, the choice of a path, and the shares."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models import queries
from models.edits.path import AddPath
from models.edits.project import AddSegment, AddWorkshop, SetAttendance
from models.edits.voices import AddNote, NewNote, NewVoice, Place
from models.project import Project
from tests.models.support import result
from tests.models.test_missing_voices import Case
from tests.widgets.support import Heard, context_of, seen
from widgets.reflect.voices_page import VoicesPage
from widgets.room import EVERYTHING

KEY = Qt.Key


@pytest.fixture
def case(project: Project) -> Case:
    return Case(project)


def shown(project: Project, qtbot: QtBot) -> VoicesPage:
    page = VoicesPage(context_of(project))
    qtbot.addWidget(page)
    page.context.document.changed.connect(page.refresh)
    page.resize(1266, 640)
    page.refresh(EVERYTHING)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.enter_focus()
    return page


def cells(page: VoicesPage) -> list[list[str]]:
    model = page.grid.cells
    return [[str(model.index(row, at).data()) for at in range(model.columnCount())] for row in range(model.rowCount())]


def test_without_groups_the_page_leads_to_prepare(project: Project, qtbot: QtBot) -> None:
    page = shown(project, qtbot)
    assert "No groups are named yet" in seen(page)
    page.go.click()
    window = page.context.window
    assert isinstance(window, Heard)
    assert window.rooms == ["prepare"]


def test_each_cell_says_heard_nobody_or_nothing(case: Case, qtbot: QtBot) -> None:
    carers = case.group("Carers", 0, 1)
    case.group("Staff", 2)
    case.note(carers, carers, at=0)
    page = shown(case.project, qtbot)
    assert cells(page) == [["Carers", "2", "nobody", ""], ["Staff", "", "", "nobody"]]
    spoken = [str(page.grid.cells.index(0, at).data(Qt.ItemDataRole.AccessibleTextRole)) for at in (1, 2, 3)]
    assert spoken == [
        "Carers, A One: 0 stories, 2 voices",
        "Carers, B Two: wanted here, nobody heard yet",
        "Carers, C Three: not planned here",
    ]


def test_kind_sentences_below_the_table(case: Case, qtbot: QtBot) -> None:
    carers = case.group("Carers", 0)
    case.group("Families who speak another language", 1)
    case.note(carers, at=0)
    text = seen(shown(case.project, qtbot))
    assert "nobody of them was heard yet: Families who speak another language." in text
    assert "Nobody spoke about these steps yet: B Two; C Three." in text
    assert "At 1 place in the table a group was wanted and not heard." in text
    assert "Every group was heard" not in text


def test_where_all_were_heard_it_says_so(case: Case, qtbot: QtBot) -> None:
    carers = case.group("Carers", 0, 1, 2)
    for at in range(3):
        case.note(carers, at=at)
    assert "Every group was heard at every step where it was wanted." in seen(shown(case.project, qtbot))


def test_the_keyboard_walks_through_the_table(case: Case, qtbot: QtBot) -> None:
    case.group("Carers", 0)
    case.group("Staff", 1)
    page = shown(case.project, qtbot)
    assert page.grid.hasFocus()
    before = page.grid.currentIndex()
    qtbot.keyClick(page.grid, KEY.Key_Down)
    assert page.grid.currentIndex().row() == before.row() + 1


def test_the_newest_path_is_shown_and_another_can_be_chosen(case: Case, qtbot: QtBot) -> None:
    case.group("Carers", 0)
    case.project.perform(AddPath("Another path", stages=("Other",), lanes=(("people_do", ""),)))
    page = shown(case.project, qtbot)
    assert page.grid.cells.columnCount() == 2
    assert page.choice is not None
    first = case.project.ask(queries.paths)[0].id
    page.choice.show_code(first)
    page.choice.chosen.emit(first)
    assert page.grid.cells.columnCount() == 4


def test_exact_numbers_are_shown_with_a_mark_where_documents_join(case: Case, qtbot: QtBot) -> None:
    carers, staff = case.group("Carers", came=12), case.group("Staff", came=3)
    case.note(carers, yes="confirmed")
    case.note(carers, staff, yes="provisional")
    text = seen(shown(case.project, qtbot))
    assert "3 of 15 in the room (20 %)." in text
    assert "2 ideas; 1 of the 1 with a confirmed yes (100 %). 1 more looks possible, not confirmed yet." in text
    assert "Documents join this group with others" in seen_chips(case.project, qtbot)
    assert "Shares of few people or few ideas mean little" in text


def seen_chips(project: Project, qtbot: QtBot) -> str:
    return seen(shown(project, qtbot).yes)


def test_a_change_is_followed(case: Case, qtbot: QtBot) -> None:
    carers = case.group("Carers", 0)
    page = shown(case.project, qtbot)
    note = NewNote((NewVoice("Words", {"segment_id": carers}),), {"kind": "idea"}, (Place(case.steps[0]),))
    page.context.document.perform(AddNote(note))
    assert cells(page)[0][1] == "1"
    page.context.document.undo()
    assert cells(page)[0][1] == "nobody"


def test_groups_without_a_path_still_have_their_shares(project: Project, qtbot: QtBot) -> None:
    held = result(project.perform(AddWorkshop("Workshop", {})))
    carers = result(project.perform(AddSegment("Carers")))
    project.perform(SetAttendance(held, carers, 5, 5))
    project.perform(AddNote(NewNote((NewVoice("Words", {"segment_id": carers}),), {"kind": "idea"})))
    page = shown(project, qtbot)
    assert not page.grid.isVisibleTo(page)
    assert "5 of 5 in the room (100 %)." in seen(page)

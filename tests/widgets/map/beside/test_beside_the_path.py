"""Stories and notes beside the path: found, filtered, attached by one key or dragged, taken away, opened."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models import queries
from models.beside import Asked, at_step, listed, names_of
from models.edits.voices import AddNote, AddNotes, AddStory, NewNote, NewVoice, WithdrawStory, WithdrawVoice
from models.project import Project
from tests.models.support import column, result
from tests.timing import quickest
from tests.widgets.map.support import close, fill, heard, mark, path_of, room_of
from widgets.canvas.drops import NOTE_KIND, STORY_KIND, rows_in
from widgets.canvas.spots import spot_of_card, spot_of_stage
from widgets.map.beside.attaching import attach
from widgets.map.beside.panel import BesidePanel
from widgets.map.room import MapRoom

Key = Qt.Key


def add_note(project: Project, words: str, **values: object) -> str:
    voice = NewVoice(words, {name: value for name, value in values.items() if name == "segment_id"})
    return result(project.perform(AddNote(NewNote((voice,), {"kind": values.get("kind", "idea")}))))


@pytest.fixture
def told(project: Project) -> dict[str, str]:
    """Two stories and two notes, one of each said by the one group."""
    fill(project)
    carers = project.ask(queries.groups)[0].id
    return {
        "waited": result(project.perform(AddStory("I waited six weeks", {"segment_id": carers}))),
        "kind": result(project.perform(AddStory("The nurse was kind"))),
        "ring": add_note(project, "Ring back the same day", segment_id=carers),
        "lamp": add_note(project, "A lamp at the door", kind="problem"),
    }


@pytest.fixture
def room(qtbot: QtBot, project: Project, told: dict[str, str]) -> Iterator[MapRoom]:
    made = room_of(project)
    yield made
    close(made)


def panel_of(room: MapRoom) -> BesidePanel:
    panel = room.places.show_panel("beside")
    assert isinstance(panel, BesidePanel)
    return panel


def listed_words(panel: BesidePanel) -> list[str]:
    rows = panel.list.rows
    return [rows.card_at(row).title for row in range(rows.rowCount())]


def attached_to(project: Project, card_id: str) -> set[str]:
    stories = column(project, "SELECT story_id FROM story_place WHERE touchpoint_id = ?", card_id)
    notes = column(project, "SELECT contribution_id FROM contribution_place WHERE touchpoint_id = ?", card_id)
    return {*map(str, stories), *map(str, notes)}


def test_what_is_not_on_the_path_yet_is_listed_newest_first(room: MapRoom) -> None:
    panel = panel_of(room)
    assert listed_words(panel) == [
        "A lamp at the door",
        "Ring back the same day",
        "The nurse was kind",
        "I waited six weeks",
    ]
    rows = panel.list.rows
    assert [rows.card_at(row).sub for row in range(4)] == ["Problem", "Idea · Carers", "Story", "Story · Carers"]
    assert {rows.card_at(row).tone for row in range(2)} == {"note"}
    panel.kinds._choose("stories")
    assert listed_words(panel) == ["The nurse was kind", "I waited six weeks"]
    panel.show_group(next(group.id for group in room.desk.groups))
    assert listed_words(panel) == ["I waited six weeks"]
    panel.kinds._choose("notes")
    assert listed_words(panel) == ["Ring back the same day"]
    panel.show_group("")
    assert listed_words(panel) == ["A lamp at the door"]


def test_words_find(qtbot: QtBot, room: MapRoom) -> None:
    panel = panel_of(room)
    qtbot.keyClicks(panel.search, "kind")
    qtbot.keyClick(panel.search, Key.Key_Return)
    assert listed_words(panel) == ["The nurse was kind"]
    assert panel.list.hasFocus()
    panel.search.setText("nothing like it")
    panel.read()
    assert listed_words(panel) == []
    assert "Nothing fits" in panel.nothing.text()


def test_enter_attaches_what_is_marked_and_goes_on(
    qtbot: QtBot, room: MapRoom, project: Project, told: dict[str, str]
) -> None:
    card = mark(room, "Notice")
    panel = panel_of(room)
    assert "A1.1" in panel.target.text()
    assert panel.list.current_id() == told["lamp"]
    qtbot.keyClick(panel.list, Key.Key_Return)
    assert attached_to(project, card) == {told["lamp"]}
    assert panel.list.rows.here == 1  # it went to the top, although it is placed now
    assert panel.list.current_id() == told["ring"]
    qtbot.keyClick(panel.list, Key.Key_Right)  # along the path
    here = room.desk.card()
    assert here is not None
    assert here.words == "Wait"
    qtbot.keyClick(panel.list, Key.Key_Return)
    assert attached_to(project, here.id) == {told["ring"]}
    assert heard(room).sentences[-1] == "1 attached to A1.2."
    heard(room).actions[-1]()
    assert attached_to(project, here.id) == set()
    qtbot.keyClick(panel.list, Key.Key_Left)
    assert room.desk.card() == next(one for one in path_of(project).cards if one.id == card)


def test_several_are_attached_and_taken_away_in_one_step(
    qtbot: QtBot, room: MapRoom, project: Project, told: dict[str, str]
) -> None:
    card = mark(room, "The nurse")
    panel = panel_of(room)
    before = len(project.history.done)
    panel.list.selectAll()
    panel.attach.click()
    assert attached_to(project, card) == set(told.values())
    assert len(project.history.done) == before + 1
    assert room.desk.counts[card] == (2, 2)
    panel.list.selectAll()
    assert not panel.attach.isEnabled()
    qtbot.keyClick(panel.list, Key.Key_Delete)
    assert attached_to(project, card) == set()
    room.context.document.undo()
    room.context.document.undo()
    assert attached_to(project, card) == set()
    assert panel.list.rows.here == 0


def test_a_stage_takes_them_too_and_a_lane_does_not(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    panel = panel_of(room)
    qtbot.keyClick(panel.list, Key.Key_Return)  # nothing is marked: nothing happens
    assert column(project, "SELECT 1 FROM contribution_place") == []
    stage = path_of(project).stages[1]
    room.desk.mark(spot_of_stage(stage.id))
    qtbot.keyClick(panel.list, Key.Key_Return)
    rows = project.store.raw.execute("SELECT stage_id, touchpoint_id FROM contribution_place").fetchall()
    assert [tuple(row) for row in rows] == [(stage.id, None)]


def test_what_is_dragged_holds_ids_and_what_is_let_go_is_attached(
    qtbot: QtBot, room: MapRoom, project: Project, told: dict[str, str]
) -> None:
    panel = panel_of(room)
    model = panel.list.rows
    data = model.mimeData([model.index(2), model.index(3)])
    assert data.hasFormat(STORY_KIND)
    assert not data.hasText()
    assert rows_in(data) == (told["kind"], told["waited"])
    assert model.mimeData([model.index(0)]).hasFormat(NOTE_KIND)
    both = rows_in(model.mimeData([model.index(0), model.index(3)]))
    assert set(both) == {told["lamp"], told["waited"]}
    path = path_of(project)
    room.view.attached.emit(both, spot_of_card(path, path.cards[0].id))
    assert attached_to(project, path.cards[0].id) == set(both)
    before = len(project.history.done)
    assert not attach(room.context, room.desk, both, spot_of_card(path, path.cards[0].id))
    assert len(project.history.done) == before
    assert "attached there already" in heard(room).sentences[-1]


def test_a_double_click_and_a_key_open_it_where_it_is_worked_on(
    qtbot: QtBot, room: MapRoom, told: dict[str, str]
) -> None:
    panel = panel_of(room)
    panel.list.mark(told["kind"])
    qtbot.keyClick(panel.list, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    area = panel.list.visualRect(panel.list.rows.index(panel.list.rows.row_of(told["ring"])))
    panel.list.doubleClicked.emit(panel.list.indexAt(area.center()))
    assert heard(room).subjects == [("story", told["kind"]), ("contribution", told["ring"])]


def test_what_was_withdrawn_never_appears(room: MapRoom, project: Project, told: dict[str, str]) -> None:
    panel = panel_of(room)
    voice = column(project, "SELECT id FROM voice WHERE contribution_id = ?", told["ring"])[0]
    room.context.document.perform(WithdrawStory(told["waited"]))
    room.context.document.perform(WithdrawVoice(voice))
    assert listed_words(panel) == ["A lamp at the door", "The nurse was kind"]
    panel.search.setText("waited")
    panel.read()
    assert listed_words(panel) == []


def test_the_panel_opens_by_its_key_and_escape_returns(qtbot: QtBot, room: MapRoom) -> None:
    command = next(one for one in room.commands_once() if one.shortcut == "Alt+L")
    command.run()
    panel = room.places.panel("beside")
    assert isinstance(panel, BesidePanel)
    assert panel.list.hasFocus()
    qtbot.keyClick(panel.list, Key.Key_Escape)
    assert not panel.isVisible()
    assert room.view.hasFocus()


def test_it_follows_the_group_that_sees_the_path(room: MapRoom, told: dict[str, str]) -> None:
    panel = panel_of(room)
    room.desk.show_group(room.desk.groups[0].id)
    assert listed_words(panel) == ["Ring back the same day", "I waited six weeks"]
    room.desk.show_group(None)
    assert len(listed_words(panel)) == 4


def test_thousands_are_listed_without_reading_them(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    notes = tuple(NewNote((NewVoice(f"Note number {n}"),)) for n in range(2738))
    project.perform(AddNotes(notes))
    panel = panel_of(room)
    panel._seen = None
    panel.read()
    QApplication.processEvents()
    assert panel.list.rows.rowCount() == 2742
    assert len(panel.list.rows._known) < 200
    known = names_of(room.desk.paths, {})
    card = path_of(project).cards[0].id

    def ask() -> None:
        project.ask(listed, Asked(unplaced=True), known)
        project.ask(at_step, Asked(), card, known)

    assert quickest(ask) < 1.0  # a guard against a hang: a tenth of it is what nobody notices


def test_an_empty_project_says_what_will_be_listed(qtbot: QtBot, project: Project) -> None:
    fill(project)
    room = room_of(project)
    panel = panel_of(room)
    assert "What people tell and write in Capture is listed here" in panel.nothing.text()
    assert panel.search.hasFocus()
    assert not panel.attach.isVisible()
    close(room)

"""Moments in Map: named with one line, looked back at where nothing can be changed, and gone back to in one step."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from models import queries
from models.edits.path import ChangeTouchpoint, DeleteTouchpoint
from models.edits.voices import AddStory, Place
from models.moments import moments
from models.project import Project
from models.records import PathRecord
from tests.widgets.map.support import heard, mark, path_of, words
from tests.widgets.support import seen
from widgets.map.moments.panel import MomentsPanel
from widgets.map.moments.past import PastPage
from widgets.map.room import MapRoom

Key = Qt.Key


def panel_of(room: MapRoom) -> MomentsPanel:
    panel = room.places.show_panel("moments")
    assert isinstance(panel, MomentsPanel)
    return panel


def named(qtbot: QtBot, room: MapRoom, name: str) -> MomentsPanel:
    panel = panel_of(room)
    qtbot.keyClicks(panel.line, name)
    qtbot.keyClick(panel.line, Key.Key_Return)
    return panel


def page_of(room: MapRoom) -> PastPage:
    assert room.past.page is not None
    return room.past.page


def drawn(page: PastPage) -> list[str]:
    path: PathRecord | None = page.scene.path
    return [card.words for card in path.cards] if path else []


def test_a_moment_is_named_with_one_line_and_listed_newest_first(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    project.operator = "Facilitator"
    panel = named(qtbot, room, "Before lunch")
    named(qtbot, room, "After the relatives' table")
    assert [card.title for card in panel.list.cards.cards] == ["After the relatives' table", "Before lunch"]
    assert panel.list.cards.cards[0].sub.endswith("Facilitator")
    assert "2026" in panel.list.cards.cards[0].sub
    assert panel.line.text() == ""
    qtbot.keyClick(panel.line, Key.Key_Return)  # no name
    assert "There are no words yet" in seen(panel)
    assert len(project.ask(moments)) == 2


def test_a_moment_is_renamed_and_deleted_and_undone(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    panel = named(qtbot, room, "Lunch")
    panel.rename.click()
    assert panel.line.text() == "Lunch"
    qtbot.keyClicks(panel.line, "After lunch")
    qtbot.keyClick(panel.line, Key.Key_Return)
    assert [one.name for one in project.ask(moments)] == ["After lunch"]
    panel.rename.click()
    qtbot.keyClick(panel.line, Key.Key_Escape)
    assert "Keep this moment" in panel.keep.text()
    qtbot.keyClick(panel.list, Key.Key_Delete)
    assert project.ask(moments) == ()
    heard(room).actions[-1]()
    assert [card.title for card in panel.list.cards.cards] == ["After lunch"]


def test_looking_back_shows_the_path_as_it_was_and_escape_returns(
    qtbot: QtBot, room: MapRoom, project: Project
) -> None:
    panel = named(qtbot, room, "After the relatives' table")
    path = path_of(project)
    project_words = words(project)
    room.context.document.perform(DeleteTouchpoint(path.cards[0].id))
    room.context.document.perform(ChangeTouchpoint(path.cards[1].id, {"words": "Waiting"}))
    qtbot.keyClick(panel.list, Key.Key_Return)
    page = page_of(room)
    assert room.past.is_on
    assert page.isVisible()
    assert drawn(page) == [one.split(" ", 1)[1] for one in project_words]
    told = seen(page)
    assert "The path as it was 2 Mar 2026" in told
    assert "After the relatives' table. Nothing can be changed here." in told
    assert "1 card comes back" in told
    assert "1 card changes" in told
    qtbot.keyClick(page.view, Key.Key_Right)
    assert page.scene.spot is not None
    assert room.desk.spot is None
    qtbot.keyClick(page.view, Key.Key_Escape)
    assert not room.past.is_on
    assert not page.isVisible()
    assert room.views.isVisible()


def test_nothing_can_be_changed_while_looking_back(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    panel = named(qtbot, room, "Then")
    mark(room, "Notice")
    room.places.show_panel("moments")
    qtbot.keyClick(panel.list, Key.Key_Return)
    page, before = page_of(room), len(project.history.done)
    for command in room.commands_once():
        command.run()
    assert "This is the path as it was. Go back to now to work on it." in heard(room).sentences
    assert not any(command.enabled() for command in room.commands_once())
    for key in (Key.Key_Delete, Key.Key_Insert, Key.Key_N, Key.Key_Return, Key.Key_Space):
        qtbot.keyClick(page.view, key)
    centre = page.view.viewport().rect().center()
    qtbot.mousePress(page.view.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    qtbot.mouseMove(page.view.viewport(), centre / 2)
    qtbot.mouseRelease(page.view.viewport(), Qt.MouseButton.LeftButton, pos=centre / 2)
    qtbot.mouseDClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    QApplication.processEvents()
    assert len(project.history.done) == before
    assert room.zoom(1)
    assert page.view.scale_now() > 1.0


def test_restoring_is_one_step_that_can_be_undone_and_keeps_stories(
    qtbot: QtBot, room: MapRoom, project: Project
) -> None:
    path = path_of(project)
    panel = named(qtbot, room, "Then")
    room.context.document.perform(DeleteTouchpoint(path.cards[0].id))
    stage = path.stages[0].id
    project.perform(AddStory("Told since", places=(Place(stage, path.cards[1].id),)))
    now = path_of(project)
    qtbot.keyClick(panel.list, Key.Key_Return)
    page_of(room).restore.click()
    assert path_of(project) == path
    assert not room.past.is_on
    assert [one.words for one in project.ask(queries.stories)] == ["Told since"]
    assert "Stories and notes are kept" in heard(room).sentences[-1]
    heard(room).actions[-1]()
    assert path_of(project) == now
    assert room.desk.path == now


def test_one_goes_from_moment_to_moment_while_looking_back(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    named(qtbot, room, "First")
    mark(room, "Notice")
    room.context.document.perform(ChangeTouchpoint(path_of(project).cards[0].id, {"words": "Noticing"}))
    panel = named(qtbot, room, "Second")
    qtbot.keyClick(panel.list, Key.Key_Return)
    page = page_of(room)
    assert "The path is as it was then." in seen(page)
    assert not page.restore.isEnabled()
    qtbot.keyClick(page.view, Key.Key_PageUp)
    assert drawn(page)[0] == "Notice"
    assert not page.earlier.isEnabled()
    page.later.click()
    assert drawn(page)[0] == "Noticing"
    room.context.document.undo()  # the second moment is gone
    assert not room.past.is_on


def test_a_moment_before_a_shortened_history_says_so(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    panel = named(qtbot, room, "Long ago")
    with project.store.transaction() as connection:
        connection.exec_driver_sql("DELETE FROM history_step WHERE seq < (SELECT max(seq) FROM history_step)")
    panel.read()
    assert "before the history was shortened" in panel.list.cards.cards[0].sub
    assert not panel.look_back.isEnabled()
    qtbot.keyClick(panel.list, Key.Key_Return)
    assert not room.past.is_on
    assert "before the history was shortened" in heard(room).sentences[-1]


def test_names_are_never_read_as_markup(qtbot: QtBot, room: MapRoom) -> None:
    panel = named(qtbot, room, "<img src=x> & <b>bold</b>")
    qtbot.keyClick(panel.list, Key.Key_Return)
    page = page_of(room)
    assert "<img src=x> & <b>bold</b>" in seen(page)
    assert all(one.textFormat() == Qt.TextFormat.PlainText for one in page.findChildren(QLabel))


def test_leaving_the_room_goes_back_to_now(qtbot: QtBot, room: MapRoom) -> None:
    panel = named(qtbot, room, "Then")
    qtbot.keyClick(panel.list, Key.Key_Return)
    room.leave()
    assert room.desk.moment_id is None

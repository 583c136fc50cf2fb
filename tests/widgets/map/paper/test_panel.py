"""The panel "From the wall", by keyboard and mouse: what lands, what waits and why, and what is kept for later."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models import queries
from models.edits.path import AddStage
from models.edits.path_frame import AddStandardPath
from models.project import Project
from tests.widgets.map.support import close, path_of, room_of, words
from tests.widgets.support import seen
from widgets.map.paper.panel import PaperPanel
from widgets.map.paper.rows import LandedRow, WaitingRow
from widgets.map.room import MapRoom
from widgets.map.views import PANELS


@pytest.fixture
def panel(room: MapRoom) -> PaperPanel:
    return panel_of(room)


def panel_of(room: MapRoom) -> PaperPanel:
    shown = room.places.show_panel("paper")
    QApplication.processEvents()
    assert isinstance(shown, PaperPanel)
    return shown


def felt(project: Project) -> list[tuple[str, int, str]]:
    names = {group.id: group.name for group in project.ask(queries.groups)}
    path = path_of(project)
    codes = {card.id: card.code for card in path.cards}
    return sorted((codes[one.touchpoint_id], one.value, names.get(one.segment_id or "", "")) for one in path.feelings)


def enter(qtbot: QtBot, panel: PaperPanel, line: str) -> None:
    qtbot.keyClicks(panel.words, line)
    qtbot.keyClick(panel.words, Qt.Key.Key_Return)


def paste(qtbot: QtBot, panel: PaperPanel, text: str) -> None:
    data = QMimeData()
    data.setText(text)
    QApplication.clipboard().setMimeData(data)
    qtbot.keyClick(panel.words, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def waiting(panel: PaperPanel) -> list[WaitingRow]:
    """The rows of what waits, from top to bottom."""
    QApplication.processEvents()
    return sorted((row for row in panel.findChildren(WaitingRow) if row.isVisible()), key=lambda row: row.y())


def landed(panel: PaperPanel) -> list[LandedRow]:
    """The rows of what landed, from top to bottom."""
    QApplication.processEvents()
    return sorted((row for row in panel.findChildren(LandedRow) if row.isVisible()), key=lambda row: row.y())


def test_the_key_shows_it_with_the_cursor_in_the_field(room: MapRoom) -> None:
    kind = next(kind for kind in PANELS if kind.id == "paper")
    command = next(one for one in room.commands() if one.shortcut == kind.shortcut)
    command.run()
    shown = room.places.panel("paper")
    assert isinstance(shown, PaperPanel)
    assert shown.words.hasFocus()


def test_while_typing_it_says_how_the_line_is_understood(qtbot: QtBot, panel: PaperPanel, project: Project) -> None:
    qtbot.keyClicks(panel.words, "B2 waited six weeks -2 carer")
    assert "→ B2 During · How it feels: waited six weeks" in seen(panel)
    assert "feels −2, Carers" in seen(panel)
    assert panel.words.accessibleDescription() == "B2 During · How it feels: waited six weeks, feels −2, Carers"
    assert len(path_of(project).cards) == 3  # nothing before Enter


def test_each_enter_lands_a_line(qtbot: QtBot, panel: PaperPanel, project: Project, room: MapRoom) -> None:
    enter(qtbot, panel, "B2 waited six weeks -2 carer")
    assert words(project)[2:] == ["B2 waited six weeks", "B3 The nurse"]
    assert felt(project) == [("B2", -2, "Carers")]
    assert panel.words.toPlainText() == ""
    assert panel.words.hasFocus()
    card = room.desk.card()
    assert card is not None
    assert card.words == "waited six weeks"
    enter(qtbot, panel, "B3 +1 carers")
    assert felt(project) == [("B2", -2, "Carers"), ("B3", 1, "Carers")]
    assert [row.understood.words.text() for row in landed(panel)] == [
        "B3 During · People you meet: The nurse", "B2 During · How it feels: waited six weeks",
    ]  # fmt: skip
    qtbot.keyClicks(panel.words, "B3 -1 carer")
    assert "feels −1 instead of +1, Carers" in seen(panel)


def test_a_line_that_cannot_be_placed_stays_with_its_reason(qtbot: QtBot, panel: PaperPanel, project: Project) -> None:
    before = len(path_of(project).cards)
    enter(qtbot, panel, "B waited")
    (row,) = waiting(panel)
    assert row.text.text() == "B waited"
    assert row.reason.text() == "B is a stage: say the lane too, B1 to B5."
    assert "B is a stage" in row.accessibleName()
    assert len(path_of(project).cards) == before
    qtbot.keyClick(panel.words, Qt.Key.Key_Up)  # back into the empty field
    assert (panel.words.toPlainText(), waiting(panel)) == ("B waited", [])
    for _ in range(len(" waited")):
        qtbot.keyClick(panel.words, Qt.Key.Key_Left)
    qtbot.keyClicks(panel.words, "1")
    qtbot.keyClick(panel.words, Qt.Key.Key_Return)
    assert "B1 waited" in words(project)
    assert waiting(panel) == []


def test_many_pasted_lines_are_one_step(qtbot: QtBot, panel: PaperPanel, project: Project, room: MapRoom) -> None:
    paste(qtbot, panel, "B1 opens at eight -2 carer\r\nB9 lost\n\nC1 😀 called back +1\nno code\n")
    assert [one for one in words(project) if one[0] in "BC"] == [
        "B1 opens at eight",
        "B3 The nurse",
        "C1 😀 called back",
    ]
    assert [row.text.text() for row in waiting(panel)] == ["no code", "B9 lost"]
    assert panel.hint.text() == "2 lines placed. 2 lines wait: see why."
    room.context.document.undo()
    assert len(path_of(project).cards) == 3
    assert landed(panel) == []  # what was undone is not listed
    room.context.document.redo()
    assert len(landed(panel)) == 2


def test_pasting_behind_what_was_typed_keeps_it(qtbot: QtBot, panel: PaperPanel, project: Project) -> None:
    qtbot.keyClicks(panel.words, "B1 ")
    paste(qtbot, panel, "first\nB1 second")
    assert words(project)[2:4] == ["B1.1 first", "B1.2 second"]


def test_columns_of_a_spreadsheet(qtbot: QtBot, panel: PaperPanel, project: Project) -> None:
    paste(qtbot, panel, "B1\tcalled 2\t-1\tCarers\ttold\nB3\t\t2\t\n")
    assert "B1 called 2" in words(project)
    assert felt(project) == [("B1", -1, "Carers"), ("B3", 2, "")]


def test_a_line_taken_back(qtbot: QtBot, panel: PaperPanel, project: Project) -> None:
    enter(qtbot, panel, "B1 first")
    enter(qtbot, panel, "B1 second")
    older = landed(panel)[-1]
    qtbot.mouseClick(older.take_back, Qt.MouseButton.LeftButton)
    assert words(project)[2] == "B1 second"
    assert panel.words.toPlainText() == "B1 first"
    assert len(landed(panel)) == 1


def test_a_group_is_made_only_where_somebody_asks(qtbot: QtBot, panel: PaperPanel, project: Project) -> None:
    paste(qtbot, panel, "B1 waited -2 sisters\nB1 called +1 Sisters\nB1 asked -1 brothers")
    assert [group.name for group in project.ask(queries.groups)] == ["Carers"]
    row = next(row for row in waiting(panel) if "Sisters" in row.text.text())
    assert row.group.text().strip() == "Add the group “Sisters”"
    row.group.setFocus()
    qtbot.keyClick(row.group, Qt.Key.Key_Return)
    assert [group.name for group in project.ask(queries.groups)] == ["Carers", "Sisters"]
    assert felt(project) == [("B1.1", -2, "Sisters"), ("B1.2", 1, "Sisters")]
    assert [row.text.text() for row in waiting(panel)] == ["B1 asked -1 brothers"]
    project.undo()
    assert [group.name for group in project.ask(queries.groups)] == ["Carers"]  # one step with the lines


def test_what_waits_can_be_placed_once_the_path_has_room_for_it(
    qtbot: QtBot, panel: PaperPanel, room: MapRoom, project: Project
) -> None:
    paste(qtbot, panel, "D1 came home\nD1 slept\nE1 later")
    assert len(waiting(panel)) == 3
    room.context.document.perform(AddStage(path_of(project).id, "Home"))
    assert [row.place.isVisible() for row in waiting(panel)] == [False, True, True]
    assert panel.place_all.isVisible()
    qtbot.mouseClick(panel.place_all, Qt.MouseButton.LeftButton)
    assert words(project)[-2:] == ["D1.1 came home", "D1.2 slept"]
    assert [row.text.text() for row in waiting(panel)] == ["E1 later"]


def test_a_group_said_twice_at_a_card_is_not_overwritten_in_one_step(
    qtbot: QtBot, panel: PaperPanel, project: Project
) -> None:
    paste(qtbot, panel, "B3 -2 carer\nB3 -1 carer\nB3 +1\nB3 +2")
    assert felt(project) == [("B3", -2, "Carers"), ("B3", 1, ""), ("B3", 2, "")]
    (row,) = waiting(panel)
    assert "feels −1 instead of −2, Carers" in seen(row)
    qtbot.mouseClick(row.place, Qt.MouseButton.LeftButton)
    assert ("B3", -1, "Carers") in felt(project)


def test_what_waits_and_what_is_typed_is_there_the_next_day(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    panel = panel_of(room)
    paste(qtbot, panel, "no code\nB9 lost")
    qtbot.keyClicks(panel.words, "B1 half")
    room.context.document.settle()
    again = room_of(project)
    shown = panel_of(again)
    assert [row.text.text() for row in waiting(shown)] == ["B9 lost", "no code"]
    assert shown.words.toPlainText() == "B1 half"
    qtbot.mouseClick(waiting(shown)[0].remove, Qt.MouseButton.LeftButton)
    assert [row.text.text() for row in waiting(shown)] == ["no code"]
    shown.words.clear()
    again.context.document.settle()
    third = room_of(project)
    assert [row.text.text() for row in waiting(panel_of(third))] == ["no code"]
    assert panel_of(third).words.toPlainText() == ""
    close(third)
    close(again)


def test_each_path_has_its_own_lines(qtbot: QtBot, panel: PaperPanel, room: MapRoom, project: Project) -> None:
    enter(qtbot, panel, "no code")
    other = str(project.perform(AddStandardPath("Another", "as_is", ("One",))).result)
    room.context.session.show_path(other)
    assert waiting(panel) == []
    enter(qtbot, panel, "A1 here")
    assert len(landed(panel)) == 1
    room.context.session.show_path(path_of(project).id)
    assert [row.text.text() for row in waiting(panel)] == ["no code"]


def test_correcting_while_something_is_typed_loses_neither(qtbot: QtBot, panel: PaperPanel) -> None:
    enter(qtbot, panel, "no code")
    qtbot.keyClicks(panel.words, "B1 half")
    qtbot.mouseClick(waiting(panel)[0].correct, Qt.MouseButton.LeftButton)
    assert panel.words.toPlainText() == "no code"
    assert [row.text.text() for row in waiting(panel)] == ["B1 half"]


def test_words_are_no_markup_and_everything_has_a_name(qtbot: QtBot, panel: PaperPanel) -> None:
    enter(qtbot, panel, "B1 <b>x</b> -1 carer")
    enter(qtbot, panel, "<img src=x>")
    assert landed(panel)[0].understood.words.text() == "B1 During · What people do: <b>x</b>"
    assert waiting(panel)[0].text.textFormat() == Qt.TextFormat.PlainText
    for row in (*waiting(panel), *landed(panel), panel.words, panel.place):
        assert row.accessibleName()

"""Several cards at once: deleted, moved, changed, duplicated, copied within a path and into another project."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from models.edits.path import AddPath
from models.edits.path_links import Connect
from models.project import Project
from tests.widgets.map.support import close, heard, mark, path_of, room_of, words
from tests.widgets.support import seen
from widgets.canvas.drops import Carried
from widgets.map.clipboard import KIND, piece_in
from widgets.map.room import MapRoom

Alt = Qt.KeyboardModifier.AltModifier


def choose(room: MapRoom, *wanted: str) -> list[str]:
    """Choose the cards with these words; their ids."""
    path = room.desk.path
    assert path is not None
    ids = [card.id for card in path.cards if card.words in wanted]
    room.desk.choose(ids)
    return ids


def page_button(room: MapRoom, name: str) -> QPushButton:
    found = room.inspector.many.findChildren(QPushButton)
    return next(one for one in found if one.accessibleName() == name and one.isVisibleTo(room.inspector))


def test_the_page_changes_all_of_them_in_one_step(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    choose(room, "Notice", "Wait")
    assert "2 cards" in seen(room.inspector)
    assert "A1.1, A1.2" in seen(room.inspector)
    page = room.inspector.many
    next(one for one in page.findChildren(QPushButton) if one.text() == "Observed").click()
    page.facts.open("channel")
    line = page.facts.form.editor("channel").target()
    qtbot.keyClicks(line, "Letter")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    told = [(card.evidence, card.channel) for card in path_of(project).cards]
    assert told == [("observed", "Letter"), ("observed", "Letter"), ("", "")]
    room.context.document.undo()
    assert [card.channel for card in path_of(project).cards] == ["", "", ""]


def test_what_differs_is_shown_as_nothing_and_left_alone(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    mark(room, "Notice")
    room.editing.change_chosen({"waiting": "an hour", "pain_point": True})
    choose(room, "Notice", "Wait")
    page = room.inspector.many
    assert page.facts.form.editor("waiting").value() == ""
    page.known.settle()
    page.facts.form.settle()
    mark(room, "The nurse")
    assert [card.waiting for card in path_of(project).cards] == ["an hour", "", ""]
    assert path_of(project).cards[0].pain_point
    choose(room, "Notice", "Wait")
    room.editing.toggle_pain_point()
    assert [card.pain_point for card in path_of(project).cards] == [True, True, False]
    room.editing.toggle_pain_point()
    assert [card.pain_point for card in path_of(project).cards] == [False, False, False]


def test_arrows_move_all_and_stop_at_the_edge(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    choose(room, "Wait", "The nurse")
    qtbot.keyClick(room.view, Qt.Key.Key_Right, Alt)
    assert words(project) == ["A1 Notice", "B1 Wait", "C3 The nurse"]
    assert len(room.desk.chosen) == 2
    qtbot.keyClick(room.view, Qt.Key.Key_Right, Alt)  # one of them would leave the path: none moves
    assert words(project) == ["A1 Notice", "B1 Wait", "C3 The nurse"]
    room.context.document.undo()
    assert words(project) == ["A1.1 Notice", "A1.2 Wait", "B3 The nurse"]


def test_deleting_asks_nothing_and_comes_back(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    choose(room, "Notice", "The nurse")
    qtbot.keyClick(room.view, Qt.Key.Key_Delete)
    assert words(project) == ["A1 Wait"]
    assert heard(room).sentences[-1].startswith("2 cards deleted")
    heard(room).actions[-1]()
    assert len(words(project)) == 3


def test_a_duplicate_lies_in_the_same_cells_with_its_connections(room: MapRoom, project: Project) -> None:
    first, second = choose(room, "Wait", "The nurse")
    room.context.document.perform(Connect(first, second, "branch", "if open"))
    choose(room, "Wait", "The nurse")
    room.duplicate()
    assert words(project) == ["A1.1 Notice", "A1.2 Wait", "A1.3 Wait", "B3.1 The nurse", "B3.2 The nurse"]
    links = path_of(project).connections
    assert len(links) == 2
    assert {(link.kind, link.label) for link in links} == {("branch", "if open")}
    codes = {card.id: card.code for card in path_of(project).cards}
    assert {(codes[link.from_id], codes[link.to_id or ""]) for link in links} == {("A1.2", "B3.1"), ("A1.3", "B3.2")}
    assert [card.code for card in room.desk.cards()] == ["A1.3", "B3.2"]


def test_a_piece_keeps_its_cells_to_each_other(room: MapRoom, project: Project) -> None:
    choose(room, "Wait", "The nurse")
    assert room.copy()
    path = path_of(project)
    room.desk.mark(None)
    mark(room, "The nurse")
    room.editing.push(0, -1)  # the mark is in the first lane of the second stage now
    assert words(project)[-1] == "B1 The nurse"
    assert room.paste()
    assert words(project) == ["A1.1 Notice", "A1.2 Wait", "B1.1 The nurse", "B1.2 Wait", "C3 The nurse"]
    room.context.document.undo()
    assert len(path_of(project).cards) == len(path.cards)


def test_what_does_not_fit_is_put_at_the_end_and_said(room: MapRoom, project: Project) -> None:
    choose(room, "Wait", "The nurse")
    room.copy()
    mark(room, "The nurse")
    room.editing.push(1, 0)
    assert words(project)[-1] == "C3 The nurse"
    assert room.paste()
    assert words(project)[2:] == ["C3.1 The nurse", "C3.2 Wait", "C4 The nurse"]
    assert heard(room).sentences[-1] == "1 card found no stage of its own here: it is in the last one, After."


def test_a_piece_goes_into_another_project_by_the_kinds_of_lanes(room: MapRoom, tmp_path: Path) -> None:
    choose(room, "Wait", "The nurse")
    room.copy()
    with Project.create(tmp_path / "other.polku", "Other") as other:
        lanes = (("people_meet", ""), ("behind", ""), ("people_do", ""))
        other.perform(AddPath("There", stages=("One", "Two"), lanes=lanes))
        there = room_of(other)
        assert there.desk.path is not None
        assert there.paste()
        assert words(other) == ["A3 Wait", "B1 The nurse"]
        close(there)


def test_lanes_that_lack_are_named(room: MapRoom, tmp_path: Path) -> None:
    choose(room, "Wait", "The nurse")
    room.copy()
    with Project.create(tmp_path / "other.polku", "Other") as other:
        other.perform(AddPath("There", stages=("One",), lanes=(("life", ""),)))
        there = room_of(other)
        assert there.paste()
        assert words(other) == ["A1.1 Wait", "A1.2 The nurse"]
        assert heard(there).sentences[-2:] == [
            "1 card found no stage of its own here: it is in the last one, One.",
            "This path lacks lanes for these: People you meet. Their cards are in the last lane.",
        ]
        close(there)


@pytest.mark.parametrize(
    "content",
    [
        b"no json",
        b"[]",
        b'{"path": 1}',
        b'{"path":"x","stages":[[0,"A"]],"lanes":[[0,"own","B"]],"cards":[[0,5,"w",{}]],"links":[]}',
        b'{"path":"x","stages":[[0,"A"]],"lanes":[[0,"own","B"]],"cards":[[0,0," ",{}]],"links":[]}',
        b'{"path":"x","stages":[],"lanes":[],"cards":[],"links":[]}',
    ],
)
def test_what_polku_did_not_put_there_is_no_piece(content: bytes) -> None:
    data = QMimeData()
    data.setData(KIND, content)
    assert piece_in(data) is None


def test_facts_and_connections_that_cannot_be_are_left_out() -> None:
    data = QMimeData()
    cards = b'[[0,0,"w",{"evidence":"magic","channel":"phone","pain_point":"yes","id":"1"}]]'
    links = b'[[0,0,"next",""],[0,0,"loop","again"],[0,null,"branch",""],[0,7,"next",""]]'
    whole = b'{"path":"x","stages":[[0,"A"]],"lanes":[[0,"own","B"]],"cards":%s,"links":%s}' % (cards, links)
    data.setData(KIND, whole)
    piece = piece_in(data)
    assert piece is not None
    assert piece.cards == ((0, 0, "w", {"channel": "phone"}),)
    assert piece.links == ((0, 0, "loop", "again"),)


def test_an_empty_clipboard_pastes_nothing(room: MapRoom, project: Project) -> None:
    QGuiApplication.clipboard().clear()
    mark(room, "Wait")
    assert not room.paste()
    assert len(words(project)) == 3


def test_copies_that_are_carried_stay_on_the_path(room: MapRoom, project: Project) -> None:
    ids = choose(room, "Wait", "The nurse")
    path = path_of(project)
    there = (path.stages[1].id, path.lanes[0].id, 0)
    assert room.editing.carry(Carried(tuple(ids), ids[0], *there, copies=True))
    assert words(project) == ["A1.1 Notice", "A1.2 Wait", "B1 Wait", "B3 The nurse", "C3 The nurse"]
    beyond = (path.stages[2].id, path.lanes[0].id, 0)
    assert not room.editing.carry(Carried(tuple(ids), ids[0], *beyond, copies=True))
    assert len(words(project)) == 5

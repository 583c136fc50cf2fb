"""Connections by keys, on the page of a card, and facts of a card that are folded until they hold something."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from models.project import Project
from models.records import ConnectionRecord
from tests.widgets.map.support import heard, mark, path_of
from tests.widgets.support import seen
from widgets.canvas.spots import spot_of_card
from widgets.map.room import MapRoom

Key = Qt.Key


def links(project: Project) -> tuple[ConnectionRecord, ...]:
    return path_of(project).connections


def button(room: MapRoom, name: str) -> QPushButton:
    found = room.inspector.findChildren(QPushButton)
    return next(one for one in found if one.accessibleName() == name and one.isVisibleTo(room.inspector))


def test_arrows_choose_and_enter_connects(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    first = mark(room, "Notice")
    qtbot.keyClick(room.view, Key.Key_K)
    assert room.drawing.connecting.is_on
    qtbot.keyClick(room.view, Key.Key_Return)  # nothing is chosen yet
    assert links(project) == ()
    qtbot.keyClick(room.view, Key.Key_Down)
    second = room.desk.card()
    assert second is not None
    qtbot.keyClick(room.view, Key.Key_Return)
    assert [(link.from_id, link.to_id, link.kind) for link in links(project)] == [(first, second.id, "next")]
    assert not room.drawing.connecting.is_on
    assert room.desk.card() is not None
    assert room.desk.chosen == (first,)
    qtbot.waitUntil(lambda: "A1.2 Wait" in seen(room.inspector.card.links))


def test_escape_connects_nothing_and_goes_back(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    first = mark(room, "Notice")
    qtbot.keyClick(room.view, Key.Key_K)
    qtbot.keyClick(room.view, Key.Key_Down)
    qtbot.keyClick(room.view, Key.Key_Escape)
    assert links(project) == ()
    assert room.desk.chosen == (first,)
    qtbot.keyClick(room.view, Key.Key_Delete)  # keys mean what they mean again
    assert len(path_of(project).cards) == 2


def test_another_key_ends_it(qtbot: QtBot, room: MapRoom) -> None:
    mark(room, "Notice")
    qtbot.keyClick(room.view, Key.Key_K)
    qtbot.keyClick(room.view, Key.Key_N)
    assert not room.drawing.connecting.is_on
    assert room.inplace.is_open


def test_a_click_connects_too(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    mark(room, "Notice")
    button(room, "Point at it").click()
    path = path_of(project)
    item = room.scene.item_of(spot_of_card(path, path.cards[2].id))
    assert item is not None
    at: QPoint = room.view.mapFromScene(item.area().center())
    qtbot.mouseClick(room.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert [link.to_id for link in links(project)] == [path.cards[2].id]


def test_a_card_is_found_by_its_code_and_connections_are_changed(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    mark(room, "Wait")
    box = room.inspector.card.links
    button(room, "Lead to a card").click()
    qtbot.keyClicks(box.finder.line, "b3")
    qtbot.keyClick(box.finder.line, Key.Key_Return)
    (link,) = links(project)
    assert link.to_id == path_of(project).cards[2].id
    (shown,) = box._rows.values()
    shown.kind.findChildren(QPushButton)[1].click()
    label = shown.form.editor("label").target()
    qtbot.keyClicks(label, "if nobody answers")
    qtbot.keyClick(label, Key.Key_Return)
    (link,) = links(project)
    assert (link.kind, link.label) == ("branch", "if nobody answers")
    shown.go.click()
    card = room.desk.card()
    assert card is not None
    assert card.words == "The nurse"
    assert "Leads here: A1.2 (Or)" in seen(room.inspector.card.links)
    mark(room, "Wait")
    next(iter(box._rows.values())).remove.click()
    assert links(project) == ()


def test_people_drop_out_once(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    mark(room, "Wait")
    box = room.inspector.card.links
    box.drop_out.click()
    (link,) = links(project)
    assert (link.kind, link.to_id) == ("drop_out", None)
    assert not box.drop_out.isVisibleTo(room.inspector)
    qtbot.waitUntil(lambda: "People leave the path here" in seen(box))


def test_what_leads_nowhere_can_only_be_a_drop_out(room: MapRoom, project: Project) -> None:
    mark(room, "Wait")
    room.add_drop_out()
    assert not room.editing.change_connection(links(project)[0].id, {"kind": "next"})
    assert heard(room).sentences[-1].startswith("This leads to no card")


def fields(room: MapRoom) -> list[str]:
    form = room.inspector.card.facts.form
    return [key for key, block in form._blocks.items() if block.isVisibleTo(room.inspector)]


def test_empty_facts_are_folded_until_asked_for(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    mark(room, "Wait")
    assert fields(room) == []
    button(room, "Add: Who owns it").click()
    assert fields(room) == ["owner"]
    assert not any(one.isVisibleTo(room.inspector) for one in adders(room, "Add: Who owns it"))
    mark(room, "Notice")
    assert fields(room) == []  # it was only opened
    mark(room, "Wait")
    room.editing.change_chosen({"waiting": "an hour", "owner": ""})
    assert fields(room) == ["waiting"]


def adders(room: MapRoom, name: str) -> list[QWidget]:
    return [one for one in room.inspector.card.findChildren(QPushButton) if one.accessibleName() == name]


def test_usual_channels_are_proposed_those_of_the_path_first(room: MapRoom, project: Project) -> None:
    mark(room, "Wait")
    room.editing.change_chosen({"channel": "Fax"})
    mark(room, "Notice")
    button(room, "Add: Channel").click()
    shown = [
        one.text()
        for one in room.inspector.card.facts.proposals.findChildren(QPushButton)
        if one.isVisibleTo(room.inspector)
    ]
    assert shown[0] == "Fax"
    assert "Phone" in shown
    button(room, "Channel: Phone").click()
    assert path_of(project).cards[0].channel == "Phone"
    assert room.inspector.card.facts.proposals.isHidden()

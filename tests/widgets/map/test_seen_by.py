"""The path as one group sees it: its line, its counts, and quiet cards where it said nothing."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from models import queries
from models.edits.path import SetFeeling
from models.edits.project import AddSegment
from models.edits.voices import AddStory, Place
from models.project import Project
from tests.models.support import result
from tests.widgets.map.support import close, fill, path_of, room_of
from widgets.map.room import MapRoom
from widgets.map.seen_by import quiet_cards


@pytest.fixture
def room(qtbot: QtBot, project: Project) -> Iterator[MapRoom]:
    fill(project)
    staff = result(project.perform(AddSegment("Staff & <b>others</b>")))
    carers = project.ask(queries.groups)[0].id
    notice, wait, nurse = path_of(project).cards
    project.perform(SetFeeling(notice.id, -2, carers))
    project.perform(SetFeeling(nurse.id, 1, staff))
    project.perform(AddStory("I waited", {"segment_id": carers}, (Place(wait.stage_id, wait.id),)))
    made = room_of(project)
    yield made
    close(made)


def drawn(room: MapRoom) -> dict[str, tuple[float, int]]:
    """How strongly each card is drawn, and how many stories are on it."""
    cards = room.desk.path.cards if room.desk.path else ()
    found = {card.words: room.scene.card_item(card.id) for card in cards}
    counts = {card.words: room.desk.counts.get(card.id, (0, 0))[0] for card in cards}
    return {words: (item.opacity(), counts[words]) for words, item in found.items() if item is not None}


def test_a_group_is_chosen_in_the_header_and_the_rest_becomes_quiet(room: MapRoom) -> None:
    chip = room.header.seen_by
    assert chip.text().strip() == "Seen by: all"
    menu = chip.menu_of_groups()
    assert [action.text() for action in menu.actions()] == ["All", "Carers", "Staff && <b>others</b>"]
    menu.actions()[1].trigger()
    assert chip.text().strip() == "Seen by: Carers"
    assert quiet_cards(room.desk) == {card.id for card in room.desk.path.cards if card.words == "The nurse"}  # pyright: ignore[reportOptionalMemberAccess]
    menu.actions()[2].trigger()
    quiet = {card.words for card in room.desk.path.cards if card.id in quiet_cards(room.desk)}  # pyright: ignore[reportOptionalMemberAccess]
    assert quiet == {"Notice", "Wait"}
    assert {words: count for words, (_, count) in drawn(room).items()} == {"Notice": 0, "Wait": 0, "The nurse": 0}
    menu.actions()[0].trigger()
    assert quiet_cards(room.desk) == frozenset()
    assert drawn(room)["Wait"][1] == 1


def test_without_groups_there_is_no_chip(qtbot: QtBot, project: Project) -> None:
    fill(project)
    room = room_of(project)
    room.context.document.undo()  # the group
    assert not room.header.seen_by.isVisible()
    close(room)

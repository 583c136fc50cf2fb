"""A path of a thousand cards in the table and as text: one change is shown fast. A guard against what hangs."""

import pytest
from pytestqt.qtbot import QtBot

from models.edits.path import AddPath, NewCard
from models.project import Project
from tests.timing import quickest
from tests.widgets.map.support import close, room_of
from tests.widgets.map.tables.support import table_of

HANGS = 1.0  # ten times the tenth of a second that nothing may take


@pytest.mark.slow
def test_a_change_among_a_thousand_cards_is_shown_at_once(qtbot: QtBot, project: Project) -> None:
    stages = tuple(f"Stage {number}" for number in range(20))
    lanes = tuple((kind, "") for kind in ("people_do", "people_meet", "behind", "life", "other_organisations"))
    cards = tuple(NewCard(at % 20, at // 20 % 5, f"Card {at} with words that take two lines") for at in range(1000))
    project.perform(AddPath("Long", "as_is", "", stages, lanes, cards))
    room = room_of(project)
    for shape in ("list", "grid"):
        table = table_of(room, shape)
        table.read()
        assert quickest(table.read) < HANGS
    room.views.show_view("text")
    assert quickest(room.views.read) < HANGS
    close(room)

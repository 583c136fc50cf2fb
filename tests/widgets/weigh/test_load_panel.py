"""Promised so far, line by line: everything that adds up, what is only an "if", and what would bring it back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models import queries
from models.capacity import load_of
from models.edits.project import AddEnvelopeLine
from models.edits.weighing import AddCost, GiveAnswer, NewCost
from models.project import Project
from tests.timing import quickest
from tests.widgets.support import seen
from tests.widgets.weigh.support import MUSIC, SECOND_FORM, arm, go_to, item_of, press
from widgets.weigh.load_list import LoadRow
from widgets.weigh.parts import Pointer
from widgets.weigh.room import WeighRoom

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def rows(room: WeighRoom) -> list[LoadRow]:
    return list(room.work.load.list.lines.rows)


def under(room: WeighRoom, start: str) -> list[LoadRow]:
    """The lines under the heading that begins so."""
    found: list[LoadRow] = []
    inside = False
    for row in rows(room):
        if row.heading:
            inside = row.title.startswith(start)
        elif inside:
            found.append(row)
    return found


def days_of(row: LoadRow) -> float:
    return float(row.amount.strip("()−").split()[0]) * (-1 if "−" in row.amount else 1)


def test_every_line_adds_up_to_what_the_bar_says(room: WeighRoom, qtbot: QtBot) -> None:
    assert not room.work.load.lines.isVisibleTo(room)
    qtbot.mouseClick(room.work.load.measures["days"], Qt.MouseButton.LeftButton)
    assert room.work.load.list.isVisibleTo(room)
    lines = under(room, "Staff time")
    counted = [row for row in lines if not row.amount.startswith("(")]
    assert sum(days_of(row) for row in counted) == 70
    assert {row.state for row in lines} >= {"Confirmed", "Not confirmed yet", "Frees, if confirmed"}
    freeing = next(row for row in lines if row.title.startswith(SECOND_FORM))
    assert (freeing.amount, freeing.state) == ("(−8 days)", "Frees, if confirmed")
    head = next(row for row in rows(room) if row.title.startswith("Staff time"))
    assert head.amount == "70 of 64 days · 6 days over"


def test_what_would_bring_it_back_is_said_and_leads_there(room: WeighRoom, qtbot: QtBot) -> None:
    sentence = f"Confirm “{SECOND_FORM}”: it frees 8 days, which is enough."
    assert room.work.load.ifs.text() == sentence
    room.work.load.toggle()
    pointers = room.work.load.lines.findChildren(Pointer)
    assert pointers[0].accessibleName() == sentence
    assert any("Say later to “" in one.accessibleName() for one in pointers)
    qtbot.mouseClick(pointers[0], Qt.MouseButton.LeftButton)
    assert room.board.current == item_of(room, SECOND_FORM).id


def test_several_that_must_wait_together_are_named_together(room: WeighRoom) -> None:
    item = go_to(room, MUSIC)
    perform = room.context.document.perform
    perform(AddCost(NewCost("money", 3_000_000), **item.of))
    perform(GiveAnswer("now", {}, **item.of))
    room.work.load.toggle()
    said = [one.accessibleName() for one in room.work.load.lines.findChildren(Pointer)]
    assert any(one.startswith(f"Say later to “{MUSIC}”: it takes 30") for one in said)
    for title, amount in (("Write the day on the board, big", 400_000), ("Ask which language I think in", 350_000)):
        other = item_of(room, title)
        perform(AddCost(NewCost("money", amount), **other.of))
        perform(GiveAnswer("now", {}, **other.of))
    assert room.board.loads["money"].over > 3_000_000
    said = [one.accessibleName() for one in room.work.load.lines.findChildren(Pointer) if one.isVisibleTo(room)]
    (together,) = [one for one in said if "together they" in one]
    assert f"“{MUSIC}”, “" in together


def test_enter_on_a_line_goes_to_its_note(room: WeighRoom) -> None:
    arm(room)
    press(room.chooser.list, Qt.Key.Key_L, CTRL, SHIFT)
    shown = room.work.load.list
    assert QApplication.focusWidget() is shown
    at = next(place for place, row in enumerate(rows(room)) if row.title.startswith("A lift on Thursdays"))
    shown.setCurrentIndex(shown.lines.index(at))
    press(shown, Qt.Key.Key_Return)
    assert room.board.current == item_of(room, "A lift on Thursdays").id
    press(shown, Qt.Key.Key_L, CTRL, SHIFT)
    assert not room.work.load.lines.isVisibleTo(room)


def test_the_lines_are_live_and_an_if_is_not_added(room: WeighRoom) -> None:
    item = go_to(room, MUSIC)
    room.work.load.toggle()
    perform = room.context.document.perform
    assert perform(AddCost(NewCost("days", 300, label="Choosing songs"), **item.of)) is not None
    assert not any(row.subject_id == item.id for row in rows(room))  # not answered: nothing is promised
    perform(GiveAnswer("decide", {}, **item.of))
    (row,) = [row for row in rows(room) if row.subject_id == item.id]
    assert (row.title, row.amount, row.state) == (f"{MUSIC} · Choosing songs", "(3 days)", "If it is decided")
    assert "70 of 64 days" in seen(room.work.load)
    perform(GiveAnswer("now", {}, **item.of))
    (row,) = [row for row in rows(room) if row.subject_id == item.id]
    assert (row.amount, row.state) == ("3 days", "Not confirmed yet")
    assert "73 of 64 days · 9 days over" in seen(room.work.load)
    room.context.document.undo()
    assert "70 of 64 days" in seen(room.work.load)


def test_lines_stand_under_the_line_of_what_we_have_they_are_taken_from(room: WeighRoom, sample: Project) -> None:
    item = go_to(room, MUSIC)
    perform = room.context.document.perform
    made = perform(AddEnvelopeLine("staff_days", "Rowing club", 500, {}))
    assert made is not None
    line = next(one for one in sample.ask(queries.envelope) if one.name == "Rowing club")
    perform(AddCost(NewCost("days", 700, envelope_line_id=line.id), **item.of))
    perform(GiveAnswer("now", {}, **item.of))
    room.work.load.toggle()
    head = next(row for row in rows(room) if row.heading and "Rowing club" in row.title)
    assert head.amount == "7 of 5 days · 2 days over"
    assert [row.subject_id for row in under(room, "Staff time · Rowing club")] == [item.id]


def test_what_is_not_known_is_said(room: WeighRoom) -> None:
    room.context.document.perform(AddEnvelopeLine("money", "Grant", None, {}))
    room.work.load.toggle()
    assert "what we have is not known" in seen(room.work.load)
    head = next(row for row in rows(room) if row.heading and row.title == "Money · Grant")
    assert head.amount == "0 €; not known how much there is"
    assert under(room, "Money · Grant")[0].title == "Nothing is promised from it yet"


@pytest.mark.parametrize("percent", [100, 200])
def test_the_lines_leave_room_for_the_work(room: WeighRoom, percent: int) -> None:
    room.context.look.use("light", percent)
    room.work.load.toggle()
    QApplication.processEvents()
    assert (room.width(), room.height()) == (1266, 680)
    assert room.work.load.width() <= room.work.width()
    assert room.work.load.height() < room.work.height()


def test_hundreds_of_lines_are_shown_at_once(room: WeighRoom, sample: Project) -> None:
    items = [item for item in room.board.items.values() if item.place == "idea" and item.id not in room.board.answers]
    for item in items:
        for number in range(500 // len(items)):
            sample.perform(AddCost(NewCost("money", 100 + number), **item.of))
        sample.perform(GiveAnswer("now", {}, **item.of))
    room.refresh(frozenset())
    room.work.load.toggle()
    assert quickest(room.work.load.show_loads) < 1  # ten times the tenth of a second that nothing may take
    weighing = sample.ask(queries.weighing)
    load = load_of(weighing.notes, weighing.answers, weighing.costs, weighing.envelope)["money"]
    counted = [line.amount for line in room.board.lines if line.measure == "money" and line.bucket != "if"]
    assert load.used == sum(counted)

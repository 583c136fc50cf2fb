"""The middle in depths: what is folded says what it holds, what the answer needs stands open, nothing is hidden."""

from datetime import date
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from models import queries
from models.edits.project import AddEnvelopeLine
from models.edits.weighing import SetEstimate, SetFinding
from models.project import Project
from tests.widgets.support import TODAY, seen
from tests.widgets.weigh.support import MUSIC, arm, go_to, press, stored, write
from widgets.parts.buttons import Choices
from widgets.weigh.room import WeighRoom

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def estimate_of(project: Project, item_id: str) -> object:
    return next(one for one in project.ask(queries.weighing).estimates if one.contribution_id == item_id)


def test_depths_are_folded_until_wanted_and_say_what_they_hold(room: WeighRoom) -> None:
    item = go_to(room, MUSIC)
    depths = (room.work.takes, room.work.cost, room.work.help, room.work.review)
    assert not any(depth.is_shown for depth in depths)
    assert room.work.takes.fold.said.text() == "Nobody has looked yet"
    assert room.work.cost.fold.said.text() == "Nothing is said yet"
    room.context.document.perform(SetFinding("money", {"value": "stretch"}, **item.of))
    room.context.document.perform(SetEstimate({"no_cost": True, "helps": "The rowing club"}, **item.of))
    assert room.work.takes.fold.said.text() == "1 of 6 are known"
    assert "Money: a stretch" in seen(room.work.takes)
    assert room.work.cost.fold.said.text() == "No cost"
    assert room.work.help.fold.said.text() == "Helps: The rowing club"
    assert "Nothing is said yet" not in room.work.help.fold.accessibleName()


def test_what_is_open_stays_open_from_note_to_note(room: WeighRoom, qtbot: QtBot) -> None:
    go_to(room, MUSIC)
    qtbot.mouseClick(room.work.takes.fold, Qt.MouseButton.LeftButton)
    assert room.work.dimensions.isVisibleTo(room)
    go_to(room, "Free taxis")
    assert room.work.dimensions.isVisibleTo(room)
    press(room.work.takes.fold, Qt.Key.Key_Return)
    assert not room.work.dimensions.isVisibleTo(room)


def test_the_focus_stays_where_something_is_folded(room: WeighRoom) -> None:
    go_to(room, MUSIC)
    room.work.focus_takes()
    room.work.takes.open(False)
    assert QApplication.focusWidget() is room.work.takes.fold
    room.give(1)
    room.work.days.focus_input()
    room.give(3)  # which needs no days
    focused = QApplication.focusWidget()
    assert focused is not None
    assert room.work.answering.isAncestorOf(focused)
    assert room.work.cost.fold.accessibleDescription().startswith("folded")


def test_keys_open_the_depths(room: WeighRoom) -> None:
    arm(room)
    go_to(room, MUSIC)
    for key, depth in (
        (Qt.Key.Key_D, room.work.takes),
        (Qt.Key.Key_M, room.work.cost),
        (Qt.Key.Key_V, room.work.review),
    ):
        press(room.chooser.list, key, CTRL, SHIFT)
        assert depth.is_open
        press(room.chooser.list, key, CTRL, SHIFT)
        assert not depth.is_open


def order_of(room: WeighRoom) -> list[str]:
    work = room.work
    named = {"answer": work.answering, "cost": work.cost, "takes": work.takes, "part": work.possible}
    return sorted((name for name, part in named.items() if part.isVisibleTo(room)), key=lambda name: named[name].y())


@pytest.mark.parametrize(
    ("number", "order", "held"),
    [
        (1, ["answer", "cost", "takes"], True),
        (2, ["answer", "cost", "takes"], True),
        (3, ["answer", "takes", "cost"], False),
        (6, ["answer", "part", "takes", "cost"], False),
    ],
)
def test_only_what_the_answer_needs_stands_open(room: WeighRoom, number: int, order: list[str], held: bool) -> None:
    go_to(room, MUSIC)
    room.give(number)
    QApplication.processEvents()
    assert order_of(room) == order
    assert room.work.cost.is_shown == held
    assert not room.work.cost.is_open  # nobody opened it: it is needed
    assert room.work.money.isVisibleTo(room) == held


def test_what_is_missing_opens_its_depth(room: WeighRoom) -> None:
    go_to(room, MUSIC)
    room.give(3)
    assert not room.work.money.isVisibleTo(room)
    assert room.work.focus_missing("cost")
    assert QApplication.focusWidget() is room.work.money.input.target()


def test_a_dimension_tells_how_sure_and_who_and_is_one_finding(room: WeighRoom, sample: Project, qtbot: QtBot) -> None:
    item = go_to(room, MUSIC)
    room.work.focus_takes()
    row = room.work.dimensions.rows["skills"]
    qtbot.mouseClick(row.choices.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    press(row.more, Qt.Key.Key_Return)
    assert row.details is not None
    assert QApplication.focusWidget() is row.details.note.editor("note").target()
    write(row.details.note, "note", "The driver has a radio")
    write(row.details.seen, "looked_by", "Day centre manager")
    write(row.details.seen, "looked_on", "1.2.2026")
    box = row.details.said.editor("confidence").target()
    box.setCurrentIndex(box.findData("checked"))  # pyright: ignore[reportAttributeAccessIssue]
    box.activated.emit(0)  # pyright: ignore[reportAttributeAccessIssue]
    (found,) = [one for one in sample.ask(queries.weighing).findings if one.contribution_id == item.id]
    assert (found.dimension, found.value, found.note) == ("skills", "within", "The driver has a radio")
    assert (found.confidence, found.looked_by, found.looked_on) == ("checked", "Day centre manager", date(2026, 2, 1))
    assert row.note.text() == "The driver has a radio"
    assert row.sure.text() == "Checked · Day centre manager"
    qtbot.mouseClick(row.choices.findChildren(QPushButton)[1], Qt.MouseButton.LeftButton)
    (found,) = [one for one in sample.ask(queries.weighing).findings if one.contribution_id == item.id]
    assert (found.value, found.looked_on) == ("stretch", TODAY)  # who changes the value looked today


def test_a_theme_is_looked_at_too(room: WeighRoom, sample: Project, qtbot: QtBot) -> None:
    item = go_to(room, "There and back")
    room.work.focus_takes()
    row = room.work.dimensions.rows["money"]
    qtbot.mouseClick(row.choices.findChildren(QPushButton)[2], Qt.MouseButton.LeftButton)
    found = [one for one in sample.ask(queries.weighing).findings if one.theme_id == item.id]
    assert [(one.dimension, one.value) for one in found] == [("money", "beyond")]


def stops(room: WeighRoom, start: QWidget) -> list[QWidget]:
    """Where Tab leads from a widget on, as long as it stays in the middle."""
    start.setFocus()
    found: list[QWidget] = []
    for _ in range(60):
        focused = QApplication.focusWidget()
        if focused is None or not room.work.isAncestorOf(focused) or focused in found:
            break
        found.append(focused)
        press(focused, Qt.Key.Key_Tab)
    return found


@pytest.mark.parametrize("number", [1, 3, 6])
def test_tab_goes_through_the_middle_as_one_reads(room: WeighRoom, number: int) -> None:
    go_to(room, MUSIC)
    room.give(number)
    room.work.takes.open()
    room.work.dimensions.rows["people"].toggle()
    room.work.review.open()
    QApplication.processEvents()
    assert room.work.answering.choices is not None
    start = next(one for one in room.work.answering.choices.findChildren(QPushButton) if one.isChecked())
    walked = stops(room, start)
    work = room.work
    details = work.dimensions.rows["people"].details  # which stand in two columns
    assert details is not None
    places = [part for part in walked if not (work.load.isAncestorOf(part) or details.isAncestorOf(part))]
    down = [part.mapTo(work, part.rect().center()).y() for part in places]
    assert all(later > earlier - 30 for earlier, later in pairwise(down))  # never back up, but along a line
    assert work.takes.fold in walked
    assert work.review.fold in walked
    assert walked[-1] is not start


# -- who does the work ------------------------------------------------------------------------------


def test_a_shift_of_work_is_written_out_and_never_folded(room: WeighRoom, sample: Project) -> None:
    item = go_to(room, MUSIC)
    assert not room.work.shift.isVisibleTo(room)
    room.work.help.open()
    write(room.work.helps.now, "work_now", "the clinic's nurse")
    assert room.work.shift.words.text() == (
        "Today this work is done by: the clinic's nurse. Who would do it afterwards?"
    )
    write(room.work.helps.after, "work_after", "families")
    room.work.help.open(False)
    assert room.work.shift.isVisibleTo(room)
    assert room.work.shift.words.text() == ("The work moves. Today: the clinic's nurse. Afterwards: families. Say so.")
    found = estimate_of(sample, item.id)
    assert (found.work_now, found.work_after) == ("the clinic's nurse", "families")  # pyright: ignore[reportAttributeAccessIssue]
    room.context.document.perform(SetEstimate({"work_after": "The clinic's nurse."}, **item.of))
    room.context.document.perform(SetEstimate({"work_after": "The clinic's nurse"}, **item.of))
    assert room.work.shift.words.text() == "the clinic's nurse: does this today, and would afterwards."


def test_what_it_asks_of_citizens_is_kept(room: WeighRoom, sample: Project) -> None:
    item = go_to(room, MUSIC)
    room.work.help.open()
    write(room.work.helps.form, "helps", "The rowing club")
    write(room.work.helps.form, "asks_of_citizens", "One evening a month")
    write(room.work.possible.form, "possible_part", "On Fridays")
    found = estimate_of(sample, item.id)
    assert found.helps == "The rowing club"  # pyright: ignore[reportAttributeAccessIssue]
    assert found.asks_of_citizens == "One evening a month"  # pyright: ignore[reportAttributeAccessIssue]
    assert found.possible_part == "On Fridays"  # pyright: ignore[reportAttributeAccessIssue]


# -- where a cost is taken from ---------------------------------------------------------------------


def test_a_cost_is_taken_from_one_of_several_lines(room: WeighRoom, sample: Project) -> None:
    item = go_to(room, MUSIC)
    room.give(1)
    room.work.days.focus_input()
    press(room.work.days.input.line, Qt.Key.Key_3)
    press(room.work.days.input.line, Qt.Key.Key_Return)
    line = next(iter(room.work.days.lines.values()))
    line.toggle()
    assert line.taken is not None
    assert not line.taken.isVisibleTo(room)  # there is one line: nothing to choose
    done = room.context.document.perform(AddEnvelopeLine("staff_days", "Rowing & <b>club</b>", 500, {}))
    assert done is not None
    assert line.taken.isVisibleTo(room)
    box = line.taken.box
    names = [box.itemText(at) for at in range(box.count())]
    assert names[0] == "All of it together"
    assert names[-1] == "Rowing & <b>club</b>"
    box.setCurrentIndex(box.count() - 1)
    box.activated.emit(box.count() - 1)
    (cost,) = [one for one in sample.ask(queries.weighing).costs if one.contribution_id == item.id]
    assert cost.envelope_line_id == box.currentData()
    assert line.words.text().endswith("from Rowing & <b>club</b>")


# -- how it looks -----------------------------------------------------------------------------------


@pytest.mark.parametrize("percent", [100, 200])
def test_everything_open_is_not_wider_than_its_place(room: WeighRoom, percent: int) -> None:
    words = "lääkkeidenantoaikataulunmuutosilmoituslomake" * 2
    item = go_to(room, "Weekend respite once a month")
    for who in ("hoitaja", words):
        finding = {"value": "within" if who == words else "beyond", "looked_by": who, "note": words, "source": words}
        room.context.document.perform(SetFinding("partners", finding, **item.of))
    told = {"work_now": words, "work_after": "العائلات", "obstacle": "governance", "helps": words}
    room.context.document.perform(SetEstimate(told, **item.of))
    room.context.look.use("light", percent)
    for depth in (room.work.takes, room.work.cost, room.work.help, room.work.review):
        depth.open()
    room.work.dimensions.rows["partners"].toggle()
    room.work.load.toggle()
    for size in ((1266, 680), (900, 560)):
        room.resize(*size)
        QApplication.processEvents()
        inside = room.work.area.widget()
        assert inside is not None
        assert inside.width() <= room.work.area.viewport().width()
        for part in inside.findChildren(Choices):
            if part.isVisibleTo(room):
                assert part.height() >= part.heightForWidth(part.width())
    assert stored(room.context.document.project, item) is not None

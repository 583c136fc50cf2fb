"""The sections, the ticks, the card of what is open, and the way to a row."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from models import queries
from models.edits.project import AddScopeItem
from tests.widgets.prepare.conftest import Shown, focused, typed
from tests.widgets.support import seen
from widgets.context import Context
from widgets.parts.labels import Label
from widgets.prepare.room import SECTIONS
from widgets.room import Room


def ticks(room: Room) -> set[str]:
    return {entry.id for entry in room.chooser.entries.entries if entry.ticked}  # type: ignore[attr-defined]


def test_an_empty_project_says_what_is_open_and_leads_there(empty: Context, shown: Shown) -> None:
    room = shown(empty)
    assert ticks(room) == set()
    assert room.overview.state.text() == "8 things are open."
    menu = room.overview.menu()
    last = next(action for action in menu.actions() if "last time" in action.text())
    last.trigger()
    assert room.section().id == "last_time"
    typed("A bench")
    assert room.overview.state.text() == "7 things are open."
    assert ticks(room) == {"last_time"}


def test_the_example_is_entered_everywhere(example: Context, shown: Shown) -> None:
    room = shown(example)
    assert ticks(room) == {section.id for section in SECTIONS} - {"opening"}
    assert room.overview.when.text() == "Workshop 2: An ordinary week was yesterday."
    assert room.overview.state.text() == "Everything is entered."


def test_arrow_keys_walk_through_the_sections_and_enter_begins(empty: Context, shown: Shown) -> None:
    room = shown(empty)
    room.enter_focus()
    for section in SECTIONS[1:]:
        QTest.keyClick(room.chooser, Qt.Key.Key_Down)
        assert room.section().id == section.id
        assert section.purpose in seen(room)
    QTest.keyClick(room.chooser, Qt.Key.Key_Home)
    QTest.keyClick(room.chooser, Qt.Key.Key_Return)
    held = focused()
    assert isinstance(held, QPlainTextEdit)
    assert held.accessibleName() == "Project"


def test_every_command_can_be_run(example: Context, shown: Shown) -> None:
    room = shown(example)
    commands = {command.id: command for command in room.commands()}
    commands["prepare.next"].run()
    assert room.section().id == "ask"
    commands["prepare.previous"].run()
    assert room.section().id == "project"
    for section in SECTIONS:
        room.go(section.id)
        commands["prepare.add"].run()
        assert room.section().middle.isAncestorOf(focused()) or section.id == "opening"


@pytest.mark.parametrize(
    ("table", "query", "section"),
    [
        ("workshop", queries.workshops, "project"),
        ("scope_item", queries.scope_items, "scope"),
        ("earlier_promise", queries.earlier_promises, "last_time"),
        ("segment", queries.groups, "groups"),
        ("envelope_line", queries.envelope, "having"),
        ("decision_date", queries.decision_dates, "having"),
        ("feedback_round", queries.ways_back, "way_back"),
    ],
)
def test_a_row_is_found_and_marked(example: Context, shown: Shown, table: str, query: object, section: str) -> None:
    room = shown(example)
    row = example.document.ask(query)[-1]  # type: ignore[arg-type]
    assert room.show_row(table, row.id)
    assert room.section().id == section
    assert not room.show_row(table, "nothing")
    assert not room.show_row("story", row.id)


def test_what_changes_elsewhere_is_seen_when_the_room_is_entered_again(empty: Context, shown: Shown) -> None:
    room = shown(empty)
    room.go("scope")
    room.leave()
    empty.document.perform(AddScopeItem("open", "The letters"))
    assert "The letters" not in seen(room)
    room.enter()
    assert "The letters" in seen(room)
    empty.document.undo()
    assert "The letters" not in seen(room)


def test_everything_that_is_worked_with_has_a_name(example: Context, shown: Shown) -> None:
    room = shown(example)
    for section in (one.id for one in SECTIONS):
        room.go(section)
        for kind in (QLineEdit, QPlainTextEdit):
            for field in room.findChildren(kind):
                assert field.accessibleName(), (section, field)


@pytest.mark.slow
@pytest.mark.parametrize(("width", "height", "percent"), [(1266, 680, 100), (1166, 660, 200), (1820, 990, 80)])
def test_no_words_are_cut(example: Context, shown: Shown, width: int, height: int, percent: int) -> None:
    room = shown(example)
    example.look.use("light", percent)
    room.resize(width, height)
    for section in (room.sections[one.id] for one in SECTIONS):
        room.go(section.id)
        QApplication.processEvents()
        for label in (*section.middle.findChildren(Label), *section.side.findChildren(Label)):
            if label.isVisible() and label.text():
                assert label.height() >= label.heightForWidth(label.width()), (section.id, label.text())
    example.look.use("light", 100)

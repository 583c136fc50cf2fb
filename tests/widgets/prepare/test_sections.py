"""Entering things, by keyboard, and what is stored then."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from models import queries, views
from models.edits.project import AddEnvelopeLine, AddWorkshop
from models.vocabulary import PROMISE_LEVELS
from tests.widgets.prepare.conftest import Shown, focused, typed
from tests.widgets.support import TODAY, Heard, seen
from widgets.context import Context
from widgets.fields.chosen import ChipsEditor, ManyEditor
from widgets.fields.form import Form
from widgets.prepare.ask_section import AskSection
from widgets.prepare.having_section import HavingSection
from widgets.prepare.last_time_section import LastTimeSection
from widgets.prepare.project_section import ProjectSection
from widgets.prepare.scope_section import ScopeSection


def write(form: Form, key: str, words: str) -> None:
    """Replace what a field holds and leave it by Enter, or Ctrl+Enter in a text."""
    form.focus_field(key)
    target = form.editor(key).target()
    QTest.keyClick(target, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(target, words)
    if not words:
        QTest.keyClick(target, Qt.Key.Key_Delete)
    QTest.keyClick(target, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(target, Qt.Key.Key_Return) if form.editor(key).dirty else None


def choose(form: Form, key: str, code: str) -> None:
    """Click a chip."""
    editor = form.editor(key)
    assert isinstance(editor, ChipsEditor)
    QTest.mouseClick(editor.choices._buttons[code], Qt.MouseButton.LeftButton)  # pyright: ignore[reportPrivateUsage]


# -- project and workshop -------------------------------------------------------------------------------------------


def test_the_project_is_set_up(empty: Context, shown: Shown) -> None:
    room = shown(empty)
    section = room.section()
    assert isinstance(section, ProjectSection)
    write(section.about, "title", "Care at home")
    write(section.about, "organisation", "Muistitiimi")
    choose(section.kind, "coproduction", "partnership")
    write(section.first, "currency", "sek")
    write(section.second, "zone", "Europe/Helsinki")
    about = empty.document.ask(queries.project)
    assert (about.title, about.organisation, about.coproduction) == ("Care at home", "Muistitiimi", "partnership")
    assert (about.currency, about.zone) == ("SEK", "Europe/Helsinki")
    assert "Partners need dialogue and clear limits." in seen(room)


def test_what_cannot_be_is_refused_and_stays_as_typed(empty: Context, shown: Shown) -> None:
    section = shown(empty).section()
    assert isinstance(section, ProjectSection)
    write(section.first, "currency", "QQQ")
    write(section.second, "zone", "Mars/Olympus")
    write(section.second, "small_group", "3")
    text = seen(section.middle)
    assert "“QQQ” is no currency code" in text
    assert "“Mars/Olympus” is no time zone" in text
    assert "The limit for small groups is 5 or more." in text
    assert section.first.editor("currency").draft() == "QQQ"
    about = empty.document.ask(queries.project)
    assert (about.currency, about.zone, about.small_group) == ("EUR", "UTC", 5)


def test_workshops_are_added_changed_entered_and_deleted(empty: Context, shown: Shown) -> None:
    room = shown(empty)
    section = room.section()
    assert isinstance(section, ProjectSection)
    section.add()
    typed("An evening")
    typed("Another evening")
    first, second = empty.document.ask(queries.workshops)
    assert [first.title, second.title] == ["An evening", "Another evening"]
    assert empty.session.workshop_id == first.id  # the first one added is the present one
    assert section.list.marked_id() == second.id
    write(section.details, "day", "14.5.2027")
    write(section.details, "venue", "Lielahti hall")
    QTest.mouseClick(section.present, Qt.MouseButton.LeftButton)
    assert empty.session.workshop_id == second.id
    changed = empty.document.ask(queries.workshops)[1]
    assert (str(changed.day), changed.venue) == ("2027-05-14", "Lielahti hall")
    QTest.keyClick(section.list.row_of(second.id), Qt.Key.Key_Delete)
    assert [one.id for one in empty.document.ask(queries.workshops)] == [first.id]
    notices = empty.notices
    assert isinstance(notices, Heard)
    notices.actions[-1]()  # Undo
    assert len(empty.document.ask(queries.workshops)) == 2


def test_the_consent_set_belongs_to_the_workshop_and_agrees_to_nothing(example: Context, shown: Shown) -> None:
    section = shown(example).section()
    assert isinstance(section, ProjectSection)
    before = [story.consents for story in example.document.ask(queries.stories)]
    editor = section.details.editor("consent")
    assert isinstance(editor, ManyEditor)
    editor.boxes["room"].click()
    editor.boxes["public_report"].click()
    workshop = example.document.ask(queries.workshops)[-1]
    assert example.document.ask(views.consent_preset, workshop.id) == ("room", "public_report")
    assert [story.consents for story in example.document.ask(queries.stories)] == before


# -- the ask --------------------------------------------------------------------------------------------------------


def test_the_ask_without_a_workshop_begins_with_one(empty: Context, shown: Shown) -> None:
    room = shown(empty)
    room.go("ask")
    section = room.section()
    assert isinstance(section, AskSection)
    QTest.keyClick(section.begin, Qt.Key.Key_Return)
    (workshop,) = empty.document.ask(queries.workshops)
    assert empty.session.workshop_id == workshop.id
    field = focused()
    assert field is section.ask.editor("ask").target()
    QTest.keyClicks(field, "What helps?")
    assert section.left.text() == "149 characters left"
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert empty.document.ask(queries.workshops)[0].ask == "What helps?"


def test_the_ask_takes_no_more_than_can_be_printed(empty: Context, shown: Shown) -> None:
    empty.document.perform(AddWorkshop("An evening"))
    room = shown(empty)
    room.go("ask")
    section = room.section()
    assert isinstance(section, AskSection)
    write(section.ask, "ask", "x" * 170)
    assert section.left.text() == "0 characters left"
    assert empty.document.ask(queries.workshops)[0].ask == "x" * 160


def test_the_ladder_is_climbed_by_keyboard_and_taken_back(empty: Context, shown: Shown) -> None:
    empty.document.perform(AddWorkshop("An evening"))
    room = shown(empty)
    room.go("ask")
    section = room.section()
    assert isinstance(section, AskSection)
    assert [rung.accessibleName() for rung in section.ladder.rungs] == [
        f"{term.code}. {term.label}" for term in PROMISE_LEVELS
    ]
    section.ladder.rungs[0].setFocus()
    for _ in range(2):
        QTest.keyClick(focused(), Qt.Key.Key_Down)
    QTest.keyClick(focused(), Qt.Key.Key_Space)
    assert empty.document.ask(queries.workshops)[0].promise_level == 3
    assert section.ladder.rungs[2].isChecked()
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert empty.document.ask(queries.workshops)[0].promise_level is None
    empty.document.undo()
    assert section.ladder.rungs[2].isChecked()
    write(section.pledge, "pledge_role", "Team lead")
    write(section.pledge, "pledge_day", "+14")
    workshop = empty.document.ask(queries.workshops)[0]
    assert (workshop.pledge_role, (workshop.pledge_day or TODAY).isoformat()) == ("Team lead", "2026-03-16")


# -- on the table ---------------------------------------------------------------------------------------------------


def test_items_are_added_one_after_the_other(empty: Context, shown: Shown) -> None:
    room = shown(empty)
    room.go("scope")
    typed("The letters")
    typed("The opening hours")
    assert [item.statement for item in empty.document.ask(queries.scope_items)] == ["The letters", "The opening hours"]
    assert focused().accessibleName() == "Add something open"


def test_something_fixed_needs_a_reason_and_a_date_and_loses_nothing(empty: Context, shown: Shown) -> None:
    room = shown(empty)
    room.go("scope")
    section = room.section()
    assert isinstance(section, ScopeSection)
    line = section.adders["fixed"]
    line.focus_line()
    typed("The building")
    assert "A fixed item needs a reason and a date" in seen(section.middle)
    assert line.what.text() == "The building"  # type: ignore[union-attr]
    typed("The lease runs on")  # the cursor went to what is missing
    typed("14.5.2027")
    (item,) = empty.document.ask(queries.scope_items)
    assert (item.kind, item.statement, item.reason) == ("fixed", "The building", "The lease runs on")
    assert "A fixed item needs" not in seen(section.middle)
    assert "until 14 May 2027" in seen(section.middle)


def test_an_item_is_changed_where_it_stands(example: Context, shown: Shown) -> None:
    room = shown(example)
    room.go("scope")
    section = room.section()
    assert isinstance(section, ScopeSection)
    fixed = section.lists["fixed"]
    first, second = fixed.ids()
    fixed.row_of(first).setFocus()
    QTest.keyClick(fixed.row_of(first), Qt.Key.Key_Down)
    assert fixed.row_of(second).hasFocus()
    QTest.keyClick(fixed.row_of(second), Qt.Key.Key_Return)
    assert fixed.in_place_id() == second
    write(section.form, "reason", "")
    assert "A fixed item needs a reason and a date" in seen(section.middle)
    write(section.form, "reason", "The inspector says so")
    choose(section.form, "kind", "shapeable")
    assert section.lists["shapeable"].in_place_id() == second
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert section.lists["shapeable"].in_place_id() == ""
    item = next(one for one in example.document.ask(queries.scope_items) if one.id == second)
    assert (item.kind, item.reason) == ("shapeable", "The inspector says so")
    row = section.lists["shapeable"].row_of(second)
    assert row.hasFocus()
    QTest.keyClick(row, Qt.Key.Key_Delete)
    assert second not in {one.id for one in example.document.ask(queries.scope_items)}


# -- last time ------------------------------------------------------------------------------------------------------


def test_what_became_of_a_promise(empty: Context, shown: Shown) -> None:
    room = shown(empty)
    room.go("last_time")
    section = room.section()
    assert isinstance(section, LastTimeSection)
    typed("A bench")
    choose(section.details.form, "outcome", "broken")
    write(section.details.form, "became", "Nobody asked for the permit.")
    write(section.details.form, "promised_on", "1.9.2025")
    (promise,) = empty.document.ask(queries.earlier_promises)
    assert (promise.outcome, promise.became) == ("broken", "Nobody asked for the permit.")
    assert section.list.row_of(promise.id).accessibleName().startswith("A bench. Broken. Nobody asked")


# -- what we have ---------------------------------------------------------------------------------------------------


def test_an_amount_is_known_or_said_to_be_unknown(empty: Context, shown: Shown) -> None:
    room = shown(empty)
    room.go("having")
    section = room.section()
    assert isinstance(section, HavingSection)
    typed("Development money")
    assert "Not known" in seen(section.lines)
    write(section.line.form, "money", "2 400,50")
    (line,) = empty.document.ask(queries.envelope)
    assert (line.kind, line.amount) == ("money", 240050)
    assert "2\u202f400.50\N{NO-BREAK SPACE}EUR" in seen(section.lines)
    assert "Not known" not in seen(section.lines)
    write(section.line.form, "money", "")
    assert empty.document.ask(queries.envelope)[0].amount is None


def test_another_kind_keeps_the_number(empty: Context, shown: Shown) -> None:
    for name, amount in (("Money", 6400), ("Small change", 6450)):
        empty.document.perform(AddEnvelopeLine("money", name, amount))
    room = shown(empty)
    room.go("having")
    section = room.section()
    assert isinstance(section, HavingSection)
    for place, kind, kept in ((0, "other", 64), (0, "staff_days", 6400), (1, "partners", None)):
        section.lines.row_of(section.lines.ids()[place]).setFocus()
        choose(section.line.form, "kind", kind)
        line = empty.document.ask(queries.envelope)[place]
        assert (line.kind, line.amount) == (kind, kept)


def test_decision_dates_have_a_line_of_their_own(empty: Context, shown: Shown) -> None:
    room = shown(empty)
    room.go("having")
    section = room.section()
    assert isinstance(section, HavingSection)
    section.add_date.focus_line()
    typed("District board")
    assert "No date yet" in seen(section.dates)
    write(section.date.form, "day", "20.6.2026")
    (date,) = empty.document.ask(queries.decision_dates)
    assert (date.body, str(date.day)) == ("District board", "2026-06-20")
    assert not section.line.isVisible()


def test_a_half_typed_line_survives(empty: Context, shown: Shown, qtbot: QtBot) -> None:
    room = shown(empty)
    room.go("last_time")
    QTest.keyClicks(focused(), "Half a prom")
    empty.document.settle()
    assert empty.document.ask(queries.earlier_promises) == ()
    again = shown(empty)
    again.go("last_time")
    section = again.section()
    assert isinstance(section, LastTimeSection)
    assert section.add_line.line.text() == "Half a prom"

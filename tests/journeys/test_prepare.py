"""Prepare without a mouse: what is said before anybody is asked for ideas, read out, and taken back again."""

from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest

from models import queries, views
from tests.journeys.window import Person, opened, read_back, seen
from widgets.prepare.ask_section import AskSection
from widgets.prepare.fixing import FixLine
from widgets.prepare.groups_section import GroupsSection
from widgets.prepare.having_section import HavingSection
from widgets.prepare.opening_section import OpeningSection
from widgets.prepare.room import PrepareRoom
from widgets.prepare.scope_section import ScopeSection
from widgets.prepare.section import Section
from widgets.prepare.way_back_section import WayBackSection
from widgets.present.window import RoomView

S = TypeVar("S", bound=Section)
ASK = "What makes getting home from hospital harder than it need be?"
ADDRESS = "mailto:kuulemme@kunta.example?subject={code}"

pytestmark = pytest.mark.usefixtures("qtbot")


def go_to(person: Person, kind: type[S]) -> S:
    """Go through the sections by Alt and Down until one is there."""
    room = person.room(PrepareRoom)
    for _ in range(8):
        if isinstance(room.section(), kind):
            break
        person.press("Alt+Down")
    section = room.section()
    assert isinstance(section, kind)
    return section


def say_the_ask(person: Person) -> None:
    section = go_to(person, AskSection)
    if section.begin.isVisible():
        assert section.begin.hasFocus()
        person.press("Space")
    person.write(ASK)
    person.tab_to(section.ladder)
    person.press("Down", "Down", "Return")


def fix_something(person: Person) -> None:
    """Something fixed needs a reason and a date: without them it is refused, and what was typed stays."""
    line = go_to(person, ScopeSection).adders["fixed"]
    assert isinstance(line, FixLine)
    person.tab_to(line.what)
    person.write("The ward's visiting hours")
    person.press("Return")
    assert person.stored(queries.scope_items) == ()
    assert "reason" in seen(line)
    assert line.what.text() == "The ward's visiting hours"
    assert line.why.hasFocus()
    person.write("The law says so")
    person.press("Return")
    assert person.stored(queries.scope_items) == ()
    assert line.until.line.hasFocus()
    person.write("14.5.2028")
    person.press("Return")
    assert line.what.text() == ""


def invite_a_group(person: Person) -> None:
    section = go_to(person, GroupsSection)
    person.write("Omaishoitajat, äitejä ja isiä")
    person.press("Return")
    planned = section.details.form.editor("planned")
    person.tab_to(planned)
    person.write("12")
    person.press("Return")
    person.tab_to(section.details.form.editor("needs"), back=True)
    person.press("Space")


def say_what_we_have(person: Person) -> None:
    section = go_to(person, HavingSection)
    for kind, name, key, amount in (("money", "City grant", "money", "9000"), ("staff_days", "Nurses", "days", "12,5")):
        person.tab_to(section.kind, back=True)
        while section.kind.currentData() != kind:
            person.press("Down")
        person.tab_to(section.add_line.line)
        person.write(name)
        person.press("Return")
        person.tab_to(section.line.form.editor(key))
        person.write(amount)
        person.press("Return")


def open_the_way_back(person: Person) -> None:
    section = go_to(person, WayBackSection)
    person.tab_to(section.address)
    person.write(ADDRESS)
    person.press("Return")


def check_stored(person: Person) -> None:
    (workshop,) = person.stored(queries.workshops)
    assert (workshop.ask, workshop.promise_level) == (ASK, 3)
    (item,) = person.stored(queries.scope_items)
    assert (item.kind, item.reason, item.until) == ("fixed", "The law says so", date(2028, 5, 14))
    (group,) = person.stored(queries.groups)
    assert (group.name, group.planned, len(group.needs)) == ("Omaishoitajat, äitejä ja isiä", 12, 1)
    have = {line.kind: (line.name, line.amount) for line in person.stored(queries.weighing).envelope}
    assert have == {"money": ("City grant", 900_000), "staff_days": ("Nurses", 1250)}
    (back,) = person.stored(queries.ways_back)
    assert (back.kind, back.address) == ("mail", ADDRESS)


def heard_in_the_hall(person: Person) -> str:
    """Everything the Room view shows, going on by the arrow key."""
    person.press("F11")
    view = person.window.findChild(RoomView)
    assert view is not None
    assert view.isVisible()
    assert not person.window.menuBar().isVisible()
    said: list[str] = []
    for _ in range(40):
        said.extend(view.stage.words())
        person.press("Right")
    person.press("F11")
    person.wait(lambda: person.window.menuBar().isVisible())
    return "\n".join(said)


@pytest.mark.slow
def test_prepare_by_keyboard_only(tmp_path: Path) -> None:
    with opened(tmp_path) as person:
        person.new_project("Home from hospital")
        person.press("Ctrl+1")
        for part in (say_the_ask, fix_something, invite_a_group, say_what_we_have, open_the_way_back):
            part(person)
        check_stored(person)
        opening = go_to(person, OpeningSection)
        said = seen(opening.middle)
        for words in (ASK, "The ward's visiting hours", "The law says so"):
            assert words in said
        in_the_hall = heard_in_the_hall(person)
        assert ASK in in_the_hall
        assert "The ward's visiting hours" in in_the_hall
        assert not any(words in in_the_hall for words in ("City grant", "Nurses", "000")), "no means in the hall"
        take_back(person)
        path = person.workspace.document.path
    with read_back(path) as project:
        assert project.faults() == ()
        assert project.ask(queries.workshops)[0].ask == ASK
        assert project.ask(views.tallies).notes == 0


def take_back(person: Person) -> None:
    """Undo says what it takes back, in the menu and in the status line, and redo brings it again."""
    document, undo = person.workspace.document, person.window.action("undo")
    names: list[str] = []
    while (name := document.undo_text()) and person.stored(queries.scope_items):
        assert name in undo.text()
        assert name in seen(person.window.status)
        names.append(name)
        person.press("Ctrl+Z")
    assert len(set(names)) > 3
    assert person.stored(queries.groups) == ()
    assert ASK in (shop.ask for shop in person.stored(queries.workshops))
    for name in reversed(names):
        assert name in person.window.action("redo").text()
        person.press("Ctrl+Y")
    check_stored(person)

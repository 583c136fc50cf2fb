"""All rooms at once: no two shortcuts in each other's way, a name on everything, no word of people read as markup."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QShortcut
from PySide6.QtWidgets import QAbstractScrollArea, QLabel, QMenu, QWidget

from app.actions import menus
from models import queries
from models.edits.base import Edit
from models.edits.path import AddTouchpoint, ChangeTouchpoint
from models.edits.path_frame import AddStandardPath
from models.edits.project import (
    AddDecisionDate,
    AddEarlierPromise,
    AddEnvelopeLine,
    AddScopeItem,
    AddSegment,
    AddWorkshop,
    ChangeProject,
)
from models.edits.voices import AddNote, AddStory, NewNote, NewVoice, Place
from models.edits.weighing import GiveAnswer
from models.project import Project
from tests.app.support import new_in
from tests.journeys.window import Person, opened, settle, told, with_example
from widgets.capture.room import CaptureRoom
from widgets.example.tour import ExampleTour
from widgets.places import ROOM_PLACES
from widgets.prepare.room import PrepareRoom
from widgets.weigh.room import WeighRoom

CANARY = "<img src=x><b>canary</b>"

pytestmark = pytest.mark.usefixtures("qtbot")


@pytest.fixture
def person(tmp_path: Path) -> Iterator[Person]:
    with_example(tmp_path)
    with opened(tmp_path) as made:
        made.open_example()
        yield made


def views(person: Person) -> Iterator[str]:
    """Go to every room, and to every section and page of it; the name of each is what is shown then."""
    for place in ROOM_PLACES:
        person.press(place.shortcut)
        yield place.id
        room = person.workspace.present_room
        if isinstance(room, PrepareRoom):
            for _ in range(7):
                person.press("Alt+Down")
                yield f"prepare {room.chooser.section()}"
        elif isinstance(room, CaptureRoom):
            for entry in list(room.wall.entries)[:2]:
                room.show_row("story", entry)
                yield "capture, opened"
        elif isinstance(room, WeighRoom):
            room.chooser.use("all")
            settle()
            yield "weigh, all"
        elif place.id == "map":
            person.press("Down")
            yield "map, marked"
            person.press("Alt+T")
            yield "map, table"
            person.press("Alt+T")
        person.wait(lambda: not person.program.jobs.is_busy())


def shortcuts(actions: list[QAction]) -> list[tuple[str, str]]:
    return [(keys.toString(), action.objectName()) for action in actions for keys in action.shortcuts()]


def test_every_action_has_a_name_and_no_two_share_their_keys(person: Person) -> None:
    listed = [command for menu in menus(person.program) for command in menu.commands]
    window = [person.window.action(command.id) for command in listed if command.id != "recent"]
    assert all(action.text() and action.objectName() for action in window)
    taken = shortcuts(window)
    assert len(taken) == len({keys for keys, _ in taken}), taken
    for room in person.workspace.rooms():
        person.program.show_room(room.id)
        own = [room.findChild(QAction, command.id) for command in room.commands_once()]
        made = [action for action in own if action is not None]
        assert len(made) == len(room.commands_once())
        assert all(action.text() for action in made)
        ids = [command.id for command in room.commands_once()]
        assert len(ids) == len(set(ids))
        for (keys, one), (others, other) in itertools.combinations(taken + shortcuts(made), 2):
            assert keys != others, f"{keys} is both {one} and {other} in {room.id}"


@pytest.mark.slow
def test_everything_that_takes_the_keys_says_what_it_is(person: Person) -> None:
    nameless: dict[str, str] = {}
    for shown in views(person):
        for widget in person.window.findChildren(QWidget):
            takes_keys = widget.isVisible() and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
            if takes_keys and widget.focusProxy() is None and widget.isEnabled() and not _name_of(widget):
                parent = widget.parentWidget()
                nameless.setdefault(f"{told(widget)} in {told(parent)}", shown)
    assert not nameless


def _name_of(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    own = str(text()) if callable(text) and not isinstance(widget, QAbstractScrollArea) else ""
    return widget.accessibleName() or own


def with_canaries(folder: Path) -> Path:
    """A project in which people wrote markup wherever they can write."""
    path = new_in(folder, "canaries.polku")
    with Project.open(path) as project:
        do = project.perform
        do(ChangeProject({"title": CANARY, "organisation": CANARY}))
        workshop = str(do(AddWorkshop(CANARY, {"ask": CANARY, "venue": CANARY, "pledge_role": CANARY})).result)
        group = str(do(AddSegment(CANARY, {"knowledge": CANARY})).result)
        for kind in ("open", "shapeable"):
            do(AddScopeItem(kind, CANARY))
        do(AddEarlierPromise(CANARY))
        do(AddEnvelopeLine("other", CANARY))
        do(AddDecisionDate(CANARY))
        do(AddStandardPath(CANARY, "as_is", (CANARY, "Later")))
        drawn = project.ask(queries.paths)[0]
        card = str(do(AddTouchpoint(drawn.stages[0].id, drawn.lanes[0].id, CANARY)).result)
        do(ChangeTouchpoint(card, {"what_works": CANARY, "channel": CANARY}))
        said, place = {"segment_id": group}, (Place(drawn.stages[0].id, card),)
        note = str(
            do(AddNote(NewNote((NewVoice(CANARY, said),), {"workshop_id": workshop, "kind": "idea"}, place))).result
        )
        do(AddStory(CANARY, {"workshop_id": workshop, "teller": CANARY, **said}, place, (CANARY,)))
        answer: Edit = GiveAnswer("unknown", {"sentence": CANARY, "owner": CANARY}, note_id=note)
        do(answer)
    return path


@pytest.mark.slow
def test_g5_no_word_of_people_is_ever_read_as_markup(tmp_path: Path) -> None:
    path = with_canaries(tmp_path)
    with opened(tmp_path / "home") as person:
        person.program.open_path(path)
        person.wait(person.is_in_a_room)
        wrong: set[str] = set()
        seen_at_all = False
        for shown in views(person):
            for widget in person.window.findChildren(QWidget):
                if isinstance(widget, QLabel) and "<img" in widget.text():
                    seen_at_all = True
                    if widget.textFormat() != Qt.TextFormat.PlainText:
                        wrong.add(f"{shown}: {told(widget)}")
                for words in (widget.toolTip(), widget.statusTip(), widget.whatsThis()):
                    if "<img" in words:
                        wrong.add(f"{shown}: the tooltip of {told(widget)}")
            for menu in person.window.findChildren(QMenu):
                told_by = [one.toolTip() for one in menu.actions() if menu.toolTipsVisible()]
                wrong |= {f"{shown}: {words}" for words in told_by if "<img" in words}
        assert seen_at_all
        assert not wrong


def test_the_keys_of_the_tour_are_nobody_elses(person: Person) -> None:
    """Two of one key in a room, and Qt does neither; the monkey met it in Capture."""
    person.program.begin_tour()
    tour = next(iter(person.window.findChildren(ExampleTour)))
    own = {one.key().toString() for one in tour.findChildren(QShortcut)}
    assert own == {"F4", "Shift+F4"}
    taken = {keys.toString() for action in person.window.findChildren(QAction) for keys in action.shortcuts()}
    for room in person.workspace.rooms():
        taken |= {keys for command in room.commands_once() for keys in command.shortcut.split(" ")}
    assert not own & taken
    stop = tour.stop
    person.press("Ctrl+3", "F4")
    assert tour.stop == stop + 1

"""Voices so far: who was heard against who is in the room, heads counted by keyboard, steps nobody spoke about."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from models import queries, spoken
from models.edits.path import AddPath, NewCard
from models.edits.prepare import SetSegmentPlaces
from models.edits.project import AddSegment, AddWorkshop, SetAttendance
from models.edits.voices import AddNote, AddNotes, AddStory, NewNote, NewVoice, Place, WithdrawStory
from models.project import Project
from models.records import GroupRecord
from models.spoken import Counted
from tests.timing import quickest
from tests.widgets.capture.support import context_in, shown
from tests.widgets.support import seen
from widgets.capture.voices import VoicesSoFar, heard_groups

Keys = Qt.Key
pytestmark = pytest.mark.usefixtures("qtbot")


def group(name: str, attended: int | None = None) -> GroupRecord:
    return GroupRecord(name, name, "", "", "", attended=attended)


def say(project: Project, group_id: str | None, times: int = 1, **values: object) -> None:
    voice = NewVoice("Words", {"segment_id": group_id, **values})
    project.perform(AddNotes(tuple(NewNote((voice,), values) for _ in range(times))))


@pytest.fixture
def workshop(project: Project) -> str:
    return str(project.perform(AddWorkshop("First")).result)


@pytest.fixture
def groups(project: Project, workshop: str) -> tuple[str, str]:
    carers, staff = (str(project.perform(AddSegment(name)).result) for name in ("Carers", "Staff"))
    project.perform(SetAttendance(workshop, carers, planned=12))
    return carers, staff


def side(qtbot: QtBot, project: Project, workshop: str | None) -> VoicesSoFar:
    context = context_in(project)
    context.session.enter_workshop(workshop)
    made = VoicesSoFar(context)

    def settle(_: QWidget) -> None:
        context.document.settle()

    shown(qtbot, made, settle)
    context.document.changed.connect(lambda _: made.refresh())
    made.refresh()
    qtbot.waitUntil(lambda: all(row.isVisible() for row in made.groups.rows.values()))
    return made


def came(project: Project, workshop: str) -> dict[str, tuple[int | None, int | None]]:
    return {one.name: (one.planned, one.attended) for one in project.ask(queries.groups, workshop)}


def test_a_quiet_group_is_measured_by_who_is_in_the_room() -> None:
    voices: dict[str | None, Counted] = {"a": Counted(1, 7), "b": Counted(0, 1)}
    few: dict[str | None, Counted] = {"a": Counted(0, 3)}
    assert [one.quiet for one in heard_groups((group("a"), group("b")), voices)] == [False, True]
    assert [one.quiet for one in heard_groups((group("a", 9), group("b", 1)), voices)] == [False, False]
    assert [one.share for one in heard_groups((group("a", 9), group("b", 1)), voices)] == [0.9, 0.1]
    assert [one.share for one in heard_groups((group("a", 9), group("b")), voices)] == [None, None]
    assert [one.quiet for one in heard_groups((group("a"), group("b")), few)] == [False, False]
    assert heard_groups((), {}) == ()


def test_heads_are_counted_by_keys_and_undone_as_one(
    qtbot: QtBot, project: Project, workshop: str, groups: tuple[str, str]
) -> None:
    made = side(qtbot, project, workshop)
    heads = made.groups.rows[groups[0]].heads
    assert heads.number.text() == ""
    assert not heads.fewer.isEnabled()
    assert "of 12 planned" in seen(made)
    heads.number.setFocus()
    for _ in range(3):
        qtbot.keyClick(heads.number, Keys.Key_Up)
    assert came(project, workshop)["Carers"] == (12, 3)
    assert heads.number.text() == "3"
    qtbot.keyClick(heads.number, Keys.Key_Down)
    qtbot.mouseClick(heads.more, Qt.MouseButton.LeftButton)
    assert came(project, workshop) == {"Carers": (12, 3), "Staff": (None, None)}
    made.context.document.undo()
    assert came(project, workshop)["Carers"] == (12, None)
    assert heads.number.text() == ""


def test_heads_are_typed(qtbot: QtBot, project: Project, workshop: str, groups: tuple[str, str]) -> None:
    made = side(qtbot, project, workshop)
    number = made.groups.rows[groups[1]].heads.number
    number.setFocus()
    qtbot.keyClicks(number, "14")
    say(project, groups[0])
    made.refresh()  # what is typed stays
    assert number.text() == "14"
    qtbot.keyClick(number, Keys.Key_Return)
    assert came(project, workshop)["Staff"] == (None, 14)
    number.selectAll()
    qtbot.keyClicks(number, "x")
    qtbot.keyClick(number, Keys.Key_Return)
    assert (number.text(), came(project, workshop)["Staff"]) == ("14", (None, 14))
    number.selectAll()
    qtbot.keyClick(number, Keys.Key_Delete)
    made.context.document.settle()
    assert came(project, workshop)["Staff"] == (None, None)


def test_between_workshops_nobody_is_in_the_room(qtbot: QtBot, project: Project, groups: tuple[str, str]) -> None:
    made = side(qtbot, project, None)
    assert not made.groups.rows[groups[0]].heads.isVisible()


def test_groups_with_stories_and_notes(qtbot: QtBot, project: Project, workshop: str, groups: tuple[str, str]) -> None:
    say(project, groups[0], 8, workshop_id=workshop)
    say(project, None, 2, workshop_id=workshop)
    say(project, groups[1], 5)  # of no workshop
    told = [
        str(project.perform(AddStory("S", {"segment_id": groups[0], "workshop_id": workshop})).result) for _ in "ab"
    ]
    project.perform(WithdrawStory(told[0]))
    made = side(qtbot, project, workshop)
    words = seen(made)
    assert "1 story, 8 notes" in words
    assert "Group not said: 2 notes" in words
    assert words.count("Fewer notes from this group so far. Offer pairs, pictures or a break.") == 1
    assert made.groups.rows[groups[1]].kind.isVisible()
    assert made.groups.rows[groups[0]].accessibleName() == "Carers: 1 story, 8 notes"


def test_steps_that_nobody_spoke_about(qtbot: QtBot, project: Project, groups: tuple[str, str]) -> None:
    cards = (NewCard(0, 0, "Ring"), NewCard(0, 1, "Wait"), NewCard(1, 0, "Go home"))
    lanes = (("people_do", ""), ("behind", ""))
    project.perform(AddPath("The path", stages=("First call", "After"), lanes=lanes, cards=cards))
    (path,) = project.ask(queries.paths)
    call = path.stages[0].id
    ring = next(card.id for card in path.cards if card.words == "Ring")
    project.perform(SetSegmentPlaces(groups[1], (call,)))
    project.perform(AddNote(NewNote((NewVoice("x", {"segment_id": groups[0]}),), places=(Place(call, ring),))))
    project.perform(AddStory("y", places=(Place(call),)))
    made = side(qtbot, project, None)
    made.by.focus_chosen()
    qtbot.keyClick(made.focusWidget() or made, Keys.Key_Right)
    qtbot.waitUntil(lambda: "A First call" in seen(made))
    words = seen(made)
    assert "Nobody spoke yet about 1 step of 2." in words
    assert "1 story, 1 note" in words
    assert "Nobody yet: A2 Wait" in words
    assert "Not heard here yet, and they know it: Staff" in words
    assert not made.groups.isVisible()
    say(project, None)
    project.perform(AddStory("z", places=(Place(path.stages[1].id),)))
    made.refresh()
    assert "Somebody spoke about every step" in seen(made)


@pytest.mark.slow
def test_counting_is_quick_with_ten_thousand_notes(project: Project, workshop: str, groups: tuple[str, str]) -> None:
    project.perform(AddPath("The path", stages=("One", "Two"), lanes=(("people_do", ""),)))
    (path,) = project.ask(queries.paths)
    voice = NewVoice("Words that were said", {"segment_id": groups[0]})
    notes = (NewNote((voice,), {"workshop_id": workshop}, (Place(path.stages[at % 2].id),)) for at in range(10_000))
    project.perform(AddNotes(tuple(notes)))

    def count() -> None:
        assert project.ask(spoken.by_group, workshop) == {groups[0]: Counted(0, 10_000)}
        assert project.ask(spoken.by_step)[path.stages[0].id] == Counted(0, 5_000)
        assert project.ask(spoken.by_step, workshop)[path.stages[1].id] == Counted(0, 5_000)

    assert quickest(count) < 0.5

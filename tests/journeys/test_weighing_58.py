"""58 ideas are one sitting by keyboard: tagged by digits, completed where the gate asks, and confirmed. No mouse."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.arguments import Launch
from models import queries
from models.edits.voices import AddNotes, NewNote, NewVoice
from models.project import Project
from tests.app.support import new_in
from tests.journeys.window import Person, opened, read_back
from widgets.weigh.parts import Pointer
from widgets.weigh.room import WeighRoom

# How many of the 58 get each answer, in the order of the digits.
HOW_MANY = {"now": 5, "try": 3, "decide": 12, "pass": 16, "unknown": 18, "no": 4}
# What is typed where the gate leads to.
TYPED = {
    "owner": "Memory team lead",
    "report_back": "+60",
    "cost": "400",
    "days": "2",
    "period": "1.4.2027",
    "reason": "The driver needs both hands.",
    "possible_part": "Once a month.",
    "body": "District board",
    "decision_day": "+30",
    "recipient": "The bus company",
    "find_out_by": "+20",
}
LONG_FIELDS = ("reason", "possible_part")

pytestmark = pytest.mark.usefixtures("qtbot")


def with_58_ideas(folder: Path) -> Path:
    path = new_in(folder, "weighing.polku")
    with Project.open(path) as project:
        voices = (NewVoice(f"Idea number {n}") for n in range(1, sum(HOW_MANY.values()) + 1))
        project.perform(AddNotes(tuple(NewNote((voice,), {"kind": "idea"}) for voice in voices)))
    return path


def fill_in(person: Person, code: str) -> None:
    """Type what is missing, where the focus is by now."""
    if code == "reason_kind":
        person.press("Down", "Return")
        return
    person.write(TYPED[code])
    person.press("Tab" if code in LONG_FIELDS else "Return")  # Enter is a new line there


def missing_for_all(room: WeighRoom) -> list[str]:
    return [lack.code for lack in room.many._lacking]


def complete_one(person: Person, room: WeighRoom) -> None:
    """The keys of Confirm lead to what this one lacks, until the step that confirms opens."""
    for _ in range(14):
        item = room.board.items[room.board.current]
        lacks = [lack.code for lack in room.board.lacks(item)]
        person.press("Ctrl+Shift+Return")
        if not lacks:
            return
        fill_in(person, lacks[0])
        if lacks[0] == "period":  # its end, after its beginning
            person.press("Ctrl+Shift+Return")
            person.write("1.9.2027")
            person.press("Return")
    raise AssertionError("something is still missing")


def confirm(person: Person, room: WeighRoom) -> None:
    """Say who confirms the first time; later the same keys once more are enough."""
    confirming = room.many.confirming if room.is_many else room.telling.confirming
    assert confirming.isVisible()
    if not confirming.kept:
        person.write("Memory clinic lead")
        person.tab_to(confirming.form.editor("how"))
        person.press("Space")
        person.tab_to(confirming.form.editor("entered_by"))
        person.write("Scribe")
    person.press("Ctrl+Shift+Return")


def confirm_together(person: Person, room: WeighRoom, number: int) -> None:
    """Mark a run of the list by Shift and arrows; what all of them lack is typed once."""
    person.press(*["Shift+Down"] * (number - 1))
    assert len(room.chooser.list.marked_ids()) == number, (len(room.chooser.list.marked_ids()), number)
    assert room.is_many
    own = [code for code in missing_for_all(room) if code not in ("cost", "days", "period", "possible_part")]
    for _ in own:
        person.press("Ctrl+Shift+Return")
        pointers = [one for one in room.many.findChildren(Pointer) if one.isVisible()]
        told = (number, own, missing_for_all(room), [one.accessibleName() for one in pointers], room.is_many)
        assert len(pointers) == len(room.many._lacking), told
        wanted = next(one for one, lack in zip(pointers, room.many._lacking, strict=True) if lack.code in own)
        person.tab_to(wanted)
        code = next(lack.code for one, lack in zip(pointers, room.many._lacking, strict=True) if one is wanted)
        person.press("Return")
        fill_in(person, code)
    person.press("Ctrl+Shift+Return")


def to_list(person: Person, room: WeighRoom, at: int) -> None:
    """Back to the list with the keys, at a place of it."""
    if not room.chooser.list.hasFocus():
        person.press("Escape")
        person.tab_to(room.chooser.list, back=True)
    person.press("Home", *["Down"] * at)


@pytest.mark.slow
def test_58_ideas_are_answered_and_confirmed_by_keyboard(tmp_path: Path) -> None:
    path = with_58_ideas(tmp_path)
    with opened(tmp_path, launch=Launch(path, tmp_path / "profile")) as person:
        person.wait(person.is_in_a_room)
        person.press("Ctrl+5")
        room = person.room(WeighRoom)
        assert QApplication.focusWidget() is room.chooser.list
        for digit, number in enumerate(HOW_MANY.values(), 1):
            person.press(*[str(digit)] * number)
        assert len(room.board.answers) == 58
        to_tag = person.presses
        person.tab_to(room.chooser.filters, back=True)
        person.press("Right")  # what is answered
        assert room.chooser.filter == "answered"
        at = 0
        for code, number in HOW_MANY.items():
            person.tab_to(room.chooser.list)
            to_list(person, room, at)
            confirm_together(person, room, number)
            if code in ("now", "try", "no"):
                for one in range(number):
                    to_list(person, room, at + one)
                    complete_one(person, room)
                    confirm(person, room)
            else:
                confirm(person, room)
            at += number
            assert sum(one.confirmed for one in room.board.answers.values()) == at
        assert (to_tag, person.presses < 1200) == (59, True)
    with read_back(path) as project:
        answers = project.ask(queries.weighing).answers
        assert len(answers) == 58
        assert all(one.confirmed and one.confirmed_role == "Memory clinic lead" for one in answers)
        assert project.faults() == ()

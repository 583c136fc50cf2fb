"""Weighing in the example: the load, what an answer lacks, what is said before and after it is confirmed, consent."""

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtWidgets import QPushButton

from models import queries
from models import records as r
from tests.app.support import squeezed
from tests.journeys.window import Person, named, opened, read_back, seen, with_example
from widgets.capture.room import CaptureRoom
from widgets.share.room import ShareRoom
from widgets.weigh.parts import Pointer
from widgets.weigh.room import WeighRoom

FORM = "Stop the second assessment form"
MUSIC = "Music in the van"
MISSING = {
    "Who it is passed on to is missing.": "The bus company",
    "Who answers for it is missing: name a role.": "Day centre manager",
    "The date to report back is missing.": "14.6.2027",
}

pytestmark = pytest.mark.usefixtures("qtbot")


def answer_of(person: Person, title: str) -> r.AnswerRecord:
    weighing = person.stored(queries.weighing)
    note = next(note for note in weighing.notes if title in (note.wording, note.voices[0].words))
    return next(answer for answer in weighing.answers if answer.contribution_id == note.id)


def find(person: Person, room: WeighRoom, words: str) -> None:
    """Go to a note by the list's own search."""
    person.click(named(QPushButton, room.chooser.filters, "All"))
    person.press("Ctrl+F")
    person.replace(words)
    titles = [card.title for card in room.chooser.list.cards.cards]
    person.click_card(room.chooser.list, titles.index(words))
    assert words in seen(room.work.header)


def confirm(person: Person, room: WeighRoom) -> None:
    """Who, how and who enters it, by keyboard."""
    person.press("Ctrl+Shift+Return")
    confirming = room.telling.confirming
    assert confirming.isVisible()
    for key, words in (("role", "Memory clinic lead"), ("entered_by", "Scribe")):
        person.tab_to(confirming.form.editor(key))
        person.replace(words)
    person.tab_to(confirming.form.editor("how"), back=True)
    person.press("Space")
    person.tab_to(confirming.confirm)
    person.press("Space")
    assert not confirming.isVisible()


def fill_in_what_is_missing(person: Person, room: WeighRoom) -> None:
    """Each line of the gate leads to where it is filled in."""
    for _ in range(len(MISSING)):
        lacking = [one for one in room.telling.findChildren(Pointer) if one.isVisible()]
        missing = [one for one in lacking if one.accessibleName() in MISSING]
        assert missing
        words = MISSING[missing[0].accessibleName()]
        person.click(missing[0])
        person.write(words)
        person.press("Return")
    assert not [one for one in room.telling.findChildren(Pointer) if one.isVisible()]


def summary(person: Person) -> str:
    """The summary for everybody as the preview shows it now."""
    person.press("Ctrl+6")
    room = person.room(ShareRoom).documents
    room.documents.mark("participant-summary")
    person.wait(lambda: room._shown == room._wished() and not room._pause.isActive())
    person.wait(lambda: not person.program.jobs.is_busy())
    shown = room.preview._shown
    assert shown is not None
    pdf = pypdfium2.PdfDocument(bytes(shown[1].data().data()))
    try:
        return squeezed("".join(page.get_textpage().get_text_bounded() for page in pdf))
    finally:
        pdf.close()


def said_of(title: str, text: str) -> str:
    """What a document says right after a title: up to its next code."""
    _, _, after = text.rpartition(squeezed(title))
    return after[:220]


def test_seventy_of_sixty_four_days(tmp_path: Path) -> None:
    with_example(tmp_path)
    with opened(tmp_path) as person:
        person.open_example()
        person.press("Ctrl+5")
        room = person.room(WeighRoom)
        assert "70 of 64 days" in seen(room.work.load)
        find(person, room, FORM)
        confirm(person, room)
        assert "62 of 64 days" in seen(room.work.load)
        assert answer_of(person, FORM).confirmed
        person.press("Ctrl+Z")
        assert "70 of 64 days" in seen(room.work.load)
        assert not answer_of(person, FORM).confirmed
        person.press("Ctrl+Y")
        assert "62 of 64 days" in seen(room.work.load)


@pytest.mark.slow
def test_through_what_it_lacks_to_confirm_and_what_is_said_then(tmp_path: Path) -> None:
    with_example(tmp_path)
    with opened(tmp_path) as person:
        person.open_example()
        person.press("Ctrl+5")
        room = person.room(WeighRoom)
        find(person, room, MUSIC)
        person.press("Ctrl+Shift+4")
        assert answer_of(person, MUSIC).code == "pass"
        person.press("Ctrl+Shift+Return")  # it cannot be confirmed yet, and leads to what is missing
        assert not room.telling.confirming.isVisible()
        assert not answer_of(person, MUSIC).confirmed
        fill_in_what_is_missing(person, room)
        before = summary(person)
        assert squeezed("This looks like another body's task") in said_of(MUSIC, before)
        person.press("Ctrl+5")
        confirm(person, room)
        assert answer_of(person, MUSIC).confirmed
        after = summary(person)
        assert squeezed("Not ours; we pass it on") in said_of(MUSIC, after)
        assert squeezed("This looks like") not in said_of(MUSIC, after)
        path = person.workspace.document.path
    with read_back(path) as project:
        assert project.faults() == ()
        found = next(one for one in project.ask(queries.weighing).answers if one.recipient == "The bus company")
        assert (found.confirmed_role, found.entered_by) == ("Memory clinic lead", "Scribe")


@pytest.mark.slow
def test_what_a_teller_agreed_to_is_not_taken_back_by_undo(tmp_path: Path) -> None:
    with_example(tmp_path)
    with opened(tmp_path) as person:
        person.open_example()
        person.press("Ctrl+3")
        room = person.room(CaptureRoom)
        person.press("F3")
        person.write("I waited in the corridor")
        person.press("Ctrl+Return")
        story = person.stored(queries.stories)[-1]
        assert story.words == "I waited in the corridor"
        person.press("Ctrl+Shift+Y")  # the new story lies on the desk
        agreed = {one.purpose: one.answer for one in person.stored(queries.stories)[-1].consents}
        assert agreed
        assert set(agreed.values()) == {"yes"}
        assert "does not take back" in seen(room.desk)
        undone = person.workspace.document.undo_text()
        person.press("Ctrl+Z")  # takes back the story, never what its teller said
        assert story.id not in {one.id for one in person.stored(queries.stories)}
        person.press("Ctrl+Y")
        (again,) = [one for one in person.stored(queries.stories) if one.id == story.id]
        assert {one.purpose: one.answer for one in again.consents} == agreed
        assert person.workspace.document.undo_text() == undone

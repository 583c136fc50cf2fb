"""The story desk: a clearer wording the teller agreed to, what else was asked, how the teller is called."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from models import queries, told, views
from models.edits.project import AddSegment
from models.edits.voices import AddNote, AddParticipant, AddStory, NewNote, NewVoice, WithdrawStory
from models.project import Project
from models.records import StoryRecord
from tests.widgets.capture.support import notes_of, room_of, stories_of
from tests.widgets.support import seen
from widgets.capture.room import CaptureRoom
from widgets.capture.story_desk import StoryDesk
from widgets.parts.buttons import Button

Keys = Qt.Key
LONG = "lääkkeidenantoaikataulunmuutosilmoituslomake"


def with_story(
    qtbot: QtBot, project: Project, words: str = "We waited.", **values: object
) -> tuple[CaptureRoom, StoryDesk]:
    story_id = str(project.perform(AddStory(words, values)).result)
    room = room_of(qtbot, project)
    assert room.show_row("story", story_id)
    return room, room.desk.stories


def only(project: Project) -> StoryRecord:
    (story,) = stories_of(project)
    return story


def test_an_agreed_wording_is_not_agreed_once_it_is_changed(qtbot: QtBot, project: Project) -> None:
    room, desk = with_story(qtbot, project)
    agreed = desk.clearer.editor("clearer_agreed").target()
    assert not agreed.isVisible()
    field = desk.clearer.editor("clearer").target()
    field.setFocus()
    qtbot.keyClicks(field, "Waiting is too long")
    qtbot.keyClick(field, Keys.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(agreed.isVisible)
    qtbot.keyClick(agreed, Keys.Key_Space)
    assert (only(project).clearer, only(project).clearer_agreed) == ("Waiting is too long", True)
    qtbot.keyClicks(field, "!")
    room.desk.settle()
    assert (only(project).clearer, only(project).clearer_agreed) == ("Waiting is too long!", False)
    assert not desk.clearer.editor("clearer_agreed").value()
    room.context.document.undo()
    assert (only(project).clearer, only(project).clearer_agreed) == ("Waiting is too long", True)


def test_what_else_was_asked_is_kept_and_gone_with_the_story(qtbot: QtBot, project: Project) -> None:
    room, desk = with_story(qtbot, project)
    for key in ("wanted_next", "works_well", "who_helps"):
        field = desk.asked.editor(key).target()
        field.setFocus()
        qtbot.keyClicks(field, f"{key} canary")
    room.desk.settle()
    story_id = only(project).id
    assert project.ask(told.told, story_id) == told.ToldRecord(
        *(f"{k} canary" for k in ("wanted_next", "works_well", "who_helps"))
    )
    project.perform(WithdrawStory(story_id))
    room.desk.refresh()
    assert "canary" not in seen(room.desk)
    assert not desk.asked.isVisible()


def test_a_suggested_name_is_one_press_and_nobody_needs_a_name(qtbot: QtBot, project: Project) -> None:
    carers = str(project.perform(AddSegment("Carers")).result)
    room, desk = with_story(qtbot, project, segment_id=carers)
    chips = [one for one in desk.called.findChildren(Button) if one.property("kind") == "chip"]
    names = [one.text() for one in chips]
    assert len(names) == 4
    assert names[3] == "Person 1"
    qtbot.keyClick(chips[0], Keys.Key_Return)
    story = only(project)
    assert story.teller == names[0]
    person = project.ask(told.person, story.participant_id)
    assert person is not None
    assert (person.pseudonym, person.segment_id) == (names[0], carers)
    assert desk.called.teller.editor("teller").target().hasFocus()
    assert [one for one in desk.called.findChildren(Button) if one.isVisible()] == []
    room.context.document.undo()
    assert (only(project).teller, only(project).participant_id) == ("", None)
    for one in desk.findChildren(QWidget):
        assert one.accessibleName().casefold() not in ("name", "full name", "first name")


def test_the_same_person_is_found_by_pseudonym(qtbot: QtBot, project: Project) -> None:
    known = str(project.perform(AddParticipant("Heron")).result)
    project.perform(AddNote(NewNote((NewVoice("A note", {"participant_id": known}),))))
    _, desk = with_story(qtbot, project)
    line = desk.called.person.editor("person").target()
    line.setFocus()
    qtbot.keyClicks(line, "heron")
    qtbot.keyClick(line, Keys.Key_Return)
    assert only(project).participant_id == known
    assert len(project.ask(queries.participants)) == 1
    assert "Also theirs: 1 note" in seen(desk)


def test_words_stand_beside_each_other_where_there_is_room(qtbot: QtBot, project: Project) -> None:
    room, desk = with_story(qtbot, project)
    words, clearer = desk.words.editor("words"), desk.clearer.editor("clearer")

    def at(widget: QWidget) -> tuple[int, int]:
        place = widget.mapTo(room.desk, widget.rect().topLeft())
        return place.x(), place.y()

    qtbot.waitUntil(lambda: at(words)[1] == at(clearer)[1] and at(words)[0] < at(clearer)[0])
    room.resize(900, 760)
    qtbot.waitUntil(lambda: at(words)[0] == at(clearer)[0] or room.desk.width() > 520)


def test_long_words_stay_within_the_desk(qtbot: QtBot, project: Project) -> None:
    words = f"{LONG} 040 123 4567 " + "كلمات طويلة جدا في هذه القصة " * 5 + LONG * 3
    room, desk = with_story(qtbot, project, words, teller=LONG * 3, clearer=LONG * 4)
    for part in desk.findChildren(QWidget):
        if part.isVisible() and part.parentWidget() is not None and not part.isWindow():
            right = part.mapTo(room.desk, part.rect().topRight()).x()
            assert right <= room.desk.width(), (type(part).__name__, part.accessibleName())


def test_tab_walks_as_people_read(qtbot: QtBot, project: Project) -> None:
    room, desk = with_story(qtbot, project, "Then Dr. Virtanen came")
    desk.words.focus_field("words")
    names: list[str] = []
    for _ in range(60):
        focused = room.window().focusWidget()
        if focused is None or not room.desk.isAncestorOf(focused):
            break
        names.append(focused.accessibleName())
        qtbot.keyClick(focused, Keys.Key_Tab)
    wanted = (
        "What happened, in their words",
        "Clearer wording",
        "Hide in documents",
        "Hide it: Dr. Virtanen",
        "Used in the room: Yes",
        "What would you have wanted next?",
        "How the teller is called",
        "Call the teller Person 1",
        "Group",
        "Tags",
        "Withdraw story …",
    )
    places = [next(at for at, name in enumerate(names) if name.startswith(one)) for one in wanted]
    assert places == sorted(places)


def test_a_note_is_read_back_and_its_table_said(qtbot: QtBot, project: Project) -> None:
    project.perform(AddNote(NewNote((NewVoice("Stop the letter"),))))
    room = room_of(qtbot, project)
    (note,) = notes_of(project)
    assert room.show_row("note", note.id)
    desk = room.desk.notes
    assert "Read it out and ask: is this what you meant?" in seen(desk)
    agreed = next(one for one in desk.findChildren(QWidget) if one.accessibleName() == "Read back to them: Agreed")
    qtbot.mouseClick(agreed, Qt.MouseButton.LeftButton)
    assert desk.voice is not None
    line = desk.voice.editor("table_name").target()
    line.setFocus()
    qtbot.keyClicks(line, "3")
    room.desk.settle()
    read = project.ask(views.note, note.id)
    assert read is not None
    assert (read.read_back, read.voices[0].table_name) == ("agreed", "3")

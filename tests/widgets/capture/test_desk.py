"""The desk: what is known of a note or story, and what a teller agreed to, which no undo takes back."""

from datetime import date

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models import views
from models.edits.path import AddPath, AddStage
from models.edits.prepare import SetConsentPreset
from models.edits.project import AddSegment, AddWorkshop
from models.edits.voices import AddNote, AddStory, NewNote, NewVoice
from models.project import Project
from tests.widgets.capture.support import (
    answers_of,
    consents_of,
    heard_of,
    notes_of,
    room_of,
    step_at,
    stories_of,
    titles,
)
from tests.widgets.support import seen
from widgets.capture.room import CaptureRoom

Keys = Qt.Key


def with_story(qtbot: QtBot, project: Project, **values: object) -> tuple[CaptureRoom, str]:
    story_id = str(project.perform(AddStory("We waited eleven weeks.", values)).result)
    room = room_of(qtbot, project)
    assert room.show_row("story", story_id)
    return room, story_id


def run(room: CaptureRoom, command_id: str) -> None:
    command = next(one for one in room.commands() if one.id == command_id)
    assert command.enabled()
    command.run()


def test_not_asked_yet_is_shown_and_a_press_is_recorded(qtbot: QtBot, project: Project) -> None:
    room, story_id = with_story(qtbot, project)
    table = room.desk.stories.consents
    assert seen(table).count("Not asked yet") == 6
    qtbot.mouseClick(table.answers["public_report", "no"], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(table.answers["room", "yes"], Qt.MouseButton.LeftButton)
    assert consents_of(project, story_id) == {"public_report": "no", "room": "yes"}
    assert table.answers["room", "yes"].isChecked()
    assert not table.answers["room", "no"].isChecked()
    assert seen(table).count("Not asked yet") == 4
    qtbot.keyClick(table.answers["room", "no"], Keys.Key_Return)
    assert consents_of(project, story_id)["room"] == "no"
    room.context.document.undo()  # takes back the story, never what its teller said
    room.context.document.redo()
    assert consents_of(project, story_id) == {"public_report": "no", "room": "no"}


def test_how_it_was_said_may_follow_the_answer(qtbot: QtBot, project: Project) -> None:
    room, story_id = with_story(qtbot, project)
    table = room.desk.stories.consents
    qtbot.mouseClick(table.answers["room", "yes"], Qt.MouseButton.LeftButton)
    table.witness.setText("Her sister")
    table.witness.editingFinished.emit()
    table.again.line.setText("14.5.2027")
    table.again.left.emit()
    story = project.ask(views.story, story_id)
    assert story is not None
    (consent,) = story.consents
    assert (consent.given, consent.witness, consent.ask_again) == ("spoken", "Her sister", date(2027, 5, 14))
    assert "Her sister" in seen(table)
    table.again.line.setText("soon")
    qtbot.mouseClick(table.answers["training", "yes"], Qt.MouseButton.LeftButton)
    assert table.wrong.isVisible()
    assert "training" not in consents_of(project, story_id)
    assert not table.answers["training", "yes"].isChecked()


def test_one_key_records_the_usual(qtbot: QtBot, project: Project) -> None:
    room, story_id = with_story(qtbot, project)
    run(room, "capture-consent")
    assert consents_of(project, story_id) == {"room": "yes", "internal_report": "yes"}


def test_one_key_records_the_set_of_the_workshop(qtbot: QtBot, project: Project) -> None:
    workshop = str(project.perform(AddWorkshop("First")).result)
    project.perform(SetConsentPreset(workshop, ("room", "training")))
    room, story_id = with_story(qtbot, project, workshop_id=workshop)
    run(room, "capture-consent")
    assert consents_of(project, story_id) == {"room": "yes", "training": "yes"}


def test_ask_before_they_go_home_lists_who_was_not_asked(qtbot: QtBot, project: Project) -> None:
    for words in ("First", "Second"):
        project.perform(AddStory(words))
    room = room_of(qtbot, project)
    assert "(2)" in room.voices.ask.text()
    run(room, "capture-ask")
    assert room.side.page() is room.asks
    qtbot.keyClick(room.asks.cards, Keys.Key_Return)
    assert room.desk.entry is not None
    run(room, "capture-consent")
    run(room, "capture-close")
    assert room.side.page() is room.asks
    assert "(1)" in room.asks.title.text()
    (card,) = room.asks.cards.cards.cards
    assert [chip[0] for chip in card.chips] == ["Not asked: used in the room", "Not asked: internal report"]
    run(room, "capture-consent")  # without opening it
    assert "(0)" in room.asks.title.text()
    assert "Everybody was asked" in seen(room.asks)
    qtbot.keyClick(room.asks.cards, Keys.Key_Escape)
    assert room.side.page() is room.voices
    assert not room.voices.ask.isVisible()


def test_withdrawing_asks_first_and_no_undo_brings_the_words_back(qtbot: QtBot, project: Project) -> None:
    room, story_id = with_story(qtbot, project)
    answers_of(room.context).agrees = False
    room.desk.withdraw.click()
    assert titles(room) == ["We waited eleven weeks."]
    answers_of(room.context).agrees = True
    room.desk.withdraw.click()
    assert len(answers_of(room.context).asked) == 2
    assert titles(room) == []
    assert room.side.page() is room.voices
    assert any("Undo does not" in one for one in heard_of(room.context).sentences)
    assert room.show_row("story", story_id)
    assert "withdrawn" in seen(room.desk)
    assert "eleven" not in seen(room.desk)
    assert not room.desk.stories.words.isVisible()
    qtbot.mouseClick(room.desk.stories.consents.answers["room", "yes"], Qt.MouseButton.LeftButton)
    assert titles(room) == ["We waited eleven weeks."]


def test_words_and_what_is_known_of_a_story_are_changed(qtbot: QtBot, project: Project) -> None:
    group = str(project.perform(AddSegment("Carers")).result)
    path = str(project.perform(AddPath("Help")).result)
    project.perform(AddStage(path, "First call"))
    room, _ = with_story(qtbot, project)
    desk = room.desk.stories
    words = desk.words.editor("words").target()
    words.setFocus()
    qtbot.keyClicks(words, "Well. ")
    qtbot.keyClick(words, Keys.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.about is not None
    clearer = desk.clearer.editor("clearer").target()
    qtbot.keyClicks(clearer, "Eleven weeks is too long")
    tags = desk.about.editor("tags").target()
    qtbot.keyClicks(tags, "waiting, letter")
    qtbot.keyClick(tags, Keys.Key_Return)
    room.desk.settle()
    assert desk.story is not None
    assert desk._save("segment_id", group, str)  # pyright: ignore[reportPrivateUsage]
    desk.belongs.add.chosen.emit(step_at(room.context, "A"))
    (story,) = stories_of(project)
    assert story.words == "Well. We waited eleven weeks."
    assert story.clearer == "Eleven weeks is too long"
    assert (story.tags, story.segment_id) == (("waiting", "letter"), group)
    assert [place.code for place in story.places] == ["A"]
    assert room.wall.cards.cards.cards[0].sub == "Carers · Story · A"


def test_a_note_gets_another_voice_a_kind_and_a_clearer_wording(qtbot: QtBot, project: Project) -> None:
    project.perform(AddNote(NewNote((NewVoice("Stop the letter"),))))
    room = room_of(qtbot, project)
    (note,) = notes_of(project)
    assert room.show_row("voice", note.voices[0].id)
    desk = room.desk.notes
    desk.another.setFocus()
    qtbot.keyClicks(desk.another, "Nobody reads it")
    qtbot.keyClick(desk.another, Keys.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (note,) = notes_of(project)
    assert [voice.words for voice in note.voices] == ["Stop the letter", "Nobody reads it"]
    qtbot.waitUntil(lambda: "Stop the letter" in seen(desk))
    assert desk.voice is not None
    desk.voice.editor("words").target().setFocus()
    qtbot.keyClicks(desk.voice.editor("words").target(), "I think: ")
    wording = desk.about.editor("wording").target()
    qtbot.keyClicks(wording, "No letter")
    room.desk.settle()
    (note,) = notes_of(project)
    assert note.voices[1].words == "I think: Nobody reads it"
    assert note.wording == "No letter"
    room.desk.notes.withdraw.click()
    (note,) = notes_of(project)
    assert [voice.words for voice in note.voices] == ["Stop the letter"]
    assert "1" not in room.wall.cards.cards.cards[0].sub


def test_what_is_typed_for_one_is_kept_when_another_is_opened(qtbot: QtBot, project: Project) -> None:
    ids = [str(project.perform(AddStory(words)).result) for words in ("First", "Second")]
    room = room_of(qtbot, project)
    assert room.show_row("story", ids[0])
    words = room.desk.stories.words.editor("words").target()
    qtbot.keyClicks(words, "My ")
    assert room.show_row("story", ids[1])
    assert [story.words for story in stories_of(project)] == ["My First", "Second"]

"""The bar: words and a key are enough; chips and step stay, drafts live in the file."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from models import queries
from models.edits.path import AddLane, AddPath, AddStage, AddTouchpoint, DeleteTouchpoint
from models.edits.project import AddSegment, AddWorkshop
from models.edits.voices import AddNote, NewNote, NewVoice
from models.project import Project
from tests.widgets.capture.support import (
    context_in,
    group_called,
    notes_of,
    press,
    room_of,
    shown,
    step_at,
    stories_of,
    titles,
    type_words,
)
from widgets.capture.overlay import CaptureOverlay

Keys = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def peopled(project: Project) -> Project:
    """A project with two groups and a path of one card, A1."""
    for name in ("Family carers", "Staff"):
        project.perform(AddSegment(name))
    path = project.perform(AddPath("Help at home")).result
    stage = project.perform(AddStage(str(path), "First call")).result
    lane = project.perform(AddLane(str(path), "people_do")).result
    project.perform(AddTouchpoint(str(stage), str(lane), "Somebody calls"))
    return project


def test_an_empty_project_takes_a_note_by_words_and_enter(qtbot: QtBot, project: Project) -> None:
    room = room_of(qtbot, project)
    assert room.bar.words.hasFocus()
    type_words(qtbot, room, "A call-back time by text message")
    qtbot.keyClick(room.bar.words, Keys.Key_Return)
    (note,) = notes_of(project)
    assert (note.kind, note.voices[0].words) == ("unsorted", "A call-back time by text message")
    assert (note.voices[0].segment_id, note.voices[0].words_source, note.places) == (None, "noted", ())
    assert titles(room) == ["A call-back time by text message"]
    assert room.bar.words.toPlainText() == ""
    assert room.bar.words.hasFocus()


def test_an_empty_project_takes_a_story_by_words_and_ctrl_enter(qtbot: QtBot, project: Project) -> None:
    room = room_of(qtbot, project)
    room.focus_bar("story")
    assert room.bar.hint.isVisible()
    type_words(qtbot, room, "We waited eleven weeks.\nThen it was a crisis.")
    assert stories_of(project) == ()
    qtbot.keyClick(room.bar.words, Keys.Key_Return, CTRL)
    (story,) = stories_of(project)
    assert story.words == "We waited eleven weeks.\nThen it was a crisis."
    assert story.consents == ()
    assert titles(room) == ["We waited eleven weeks. Then it was a crisis."]
    assert room.bar.words.hasFocus()
    assert room.side.page() is room.desk
    assert room.desk.entry == story


def test_nothing_but_blanks_is_no_note_and_says_so(qtbot: QtBot, project: Project) -> None:
    room = room_of(qtbot, project)
    type_words(qtbot, room, "  ")
    qtbot.keyClick(room.bar.words, Keys.Key_Return)
    assert notes_of(project) == ()
    assert room.bar.error.isVisible()
    type_words(qtbot, room, "x")
    assert not room.bar.error.isVisible()


def test_group_step_and_workshop_stay_and_the_kind_returns(qtbot: QtBot, peopled: Project) -> None:
    context = context_in(peopled)
    workshop = str(peopled.perform(AddWorkshop("Second")).result)
    context.session.enter_workshop(workshop)
    context.session.mark(step_at(context, "A1"))
    room = room_of(qtbot, peopled, context)
    press(qtbot, Keys.Key_F8, Keys.Key_2)
    stop = next(one for one in room.bar.kinds.findChildren(QPushButton) if one.text() == "Stop doing")
    qtbot.mouseClick(stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(room.bar.words.hasFocus)
    for words in ("Stop the letter", "Call back"):
        type_words(qtbot, room, words)
        qtbot.keyClick(room.bar.words, Keys.Key_Return)
    first, second = notes_of(peopled)
    assert [first.kind, second.kind] == ["stop", "unsorted"]
    for note in (first, second):
        assert note.workshop_id == note.voices[0].workshop_id == workshop
        assert note.voices[0].segment_id == group_called(peopled, "Staff")
        assert [place.code for place in note.places] == ["A1"]
    press(qtbot, Keys.Key_F8, Keys.Key_9)  # no such group: nothing changes, and one may choose on
    assert room.bar.state.group_id is not None
    assert room.bar.chooser.isVisible()
    press(qtbot, Keys.Key_0)
    assert room.bar.state.group_id is None
    assert room.bar.words.hasFocus()
    assert room.wall.cards.cards.cards[1].sub == "Staff · Stop doing · A1"


def test_a_letter_typed_on_a_chip_goes_to_the_words(qtbot: QtBot, peopled: Project) -> None:
    room = room_of(qtbot, peopled)
    press(qtbot, Keys.Key_F7, Keys.Key_Right)
    qtbot.keyClick(QGuiApplication.focusObject(), "w")  # pyright: ignore[reportArgumentType, reportCallIssue]
    assert room.bar.state.kind == "idea"
    assert room.bar.words.hasFocus()
    assert room.bar.words.toPlainText() == "w"


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # what the platform says of a popup
def test_a_step_is_chosen_by_its_code_and_cleared(qtbot: QtBot, peopled: Project) -> None:
    room = room_of(qtbot, peopled)
    qtbot.keyClick(room.bar.words, Keys.Key_L, CTRL)
    line = room.bar.step.line
    assert isinstance(line, QLineEdit)
    assert line.isVisible()
    line.setText("a1")
    line.returnPressed.emit()
    assert room.context.session.step is not None
    assert room.context.session.step.code == "A1"
    assert room.bar.step.button.accessibleName() == "A1 Somebody calls"
    assert room.bar.words.hasFocus()
    qtbot.mouseClick(room.bar.step.clear, Qt.MouseButton.LeftButton)
    assert room.context.session.step is None


def test_a_marked_card_that_goes_leaves_its_stage_marked(qtbot: QtBot, peopled: Project) -> None:
    context = context_in(peopled)
    step = step_at(context, "A1")
    context.session.mark(step)
    room = room_of(qtbot, peopled, context)
    context.document.perform(DeleteTouchpoint(str(step.touchpoint_id)))
    assert context.session.step is not None
    assert (context.session.step.stage_id, context.session.step.touchpoint_id) == (step.stage_id, None)
    type_words(qtbot, room, "Still kept")
    qtbot.keyClick(room.bar.words, Keys.Key_Return)
    assert [place.code for place in notes_of(peopled)[0].places] == ["A"]


def test_pasted_lines_become_notes_in_one_edit(qtbot: QtBot, project: Project) -> None:
    room = room_of(qtbot, project)
    QGuiApplication.clipboard().setText("First\r\n\r\n  Second \nThird\n")
    room.bar.words.paste()
    assert room.bar.lines_button.isVisible()
    assert "3" in room.bar.lines_button.text()
    assert notes_of(project) == ()
    qtbot.keyClick(room.bar.words, Keys.Key_Return, CTRL)
    assert [note.voices[0].words for note in notes_of(project)] == ["First", "Second", "Third"]
    assert titles(room) == ["Third", "Second", "First"]
    room.context.document.undo()
    assert notes_of(project) == ()
    assert titles(room) == []


def test_pasted_lines_may_stay_one_note(qtbot: QtBot, project: Project) -> None:
    room = room_of(qtbot, project)
    QGuiApplication.clipboard().setText("First\nSecond")
    room.bar.words.paste()
    qtbot.mouseClick(room.bar.keep_button, Qt.MouseButton.LeftButton)
    assert [note.voices[0].words for note in notes_of(project)] == ["First\nSecond"]


def test_translated_words_name_their_translator(qtbot: QtBot, project: Project) -> None:
    room = room_of(qtbot, project)
    assert not room.bar.translator.isVisible()
    room.bar.source.setCurrentIndex(room.bar.source.findData("translated"))
    room.bar.source.activated.emit(room.bar.source.currentIndex())
    assert room.bar.translator.hasFocus()
    qtbot.keyClicks(room.bar.translator, "Amina")
    room.bar.focus_words()
    type_words(qtbot, room, "Thank you")
    qtbot.keyClick(room.bar.words, Keys.Key_Return)
    voice = notes_of(project)[0].voices[0]
    assert (voice.words_source, voice.translated_by) == ("translated", "Amina")
    assert room.bar.state.words_source == "noted"


def test_more_of_a_story_is_tucked_away_and_kept(qtbot: QtBot, project: Project) -> None:
    room = room_of(qtbot, project)
    room.focus_bar("story")
    assert not room.bar.more.isVisible()
    qtbot.mouseClick(room.bar.more_button, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(room.bar.more.person, "Blue 7")
    room.bar.more.tags.setText("waiting, letter, waiting")
    for words in ("First", "Second"):
        room.bar.more.person.setText("Blue 7")
        room.bar.focus_words()
        type_words(qtbot, room, words)
        qtbot.keyClick(room.bar.words, Keys.Key_Return, CTRL)
    first, second = stories_of(project)
    assert first.tags == ("waiting", "letter")
    assert first.participant_id == second.participant_id is not None
    room.context.document.undo()
    room.context.document.undo()
    assert (stories_of(project), project.ask(queries.participants)) == ((), {}), "a story and who told it are one step"


def test_a_draft_survives_closing_and_is_one_in_room_and_overlay(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "own.polku"
    with Project.create(path, "Own") as first:
        room = room_of(qtbot, first)
        type_words(qtbot, room, "half a thou")
        room.focus_bar("story")
        type_words(qtbot, room, "once")
        room.context.document.close()
    with Project.open(path) as second:
        room = room_of(qtbot, second)
        qtbot.waitUntil(room.bar.words.hasFocus)
        assert room.bar.words.toPlainText() == "half a thou"
        overlay = CaptureOverlay(room.context, room)
        overlay.open("note")
        assert overlay.bar.words.toPlainText() == "half a thou"
        qtbot.keyClicks(overlay.bar.words, "ght")
        assert room.bar.words.toPlainText() == "half a thought"
        qtbot.keyClick(overlay.bar.words, Keys.Key_Return)
        assert room.bar.words.toPlainText() == ""
        assert titles(room) == ["half a thought"]
        overlay.open("story")
        assert overlay.bar.words.toPlainText() == "once"
        overlay.close_bar()
        assert second.draft("capture/note") == ""
        assert second.draft("capture/story") == "once"
        room.context.document.close()


def test_the_overlay_gives_the_focus_back(qtbot: QtBot, peopled: Project) -> None:
    context = context_in(peopled)
    line = QLineEdit()
    host = QPushButton()
    line.setParent(host)
    shown(qtbot, host, lambda _: context.document.settle())
    overlay = CaptureOverlay(context, host)
    line.show()
    line.setFocus()
    overlay.open("note")
    assert overlay.bar.words.hasFocus()
    qtbot.keyClicks(overlay.bar.words, "not yet")
    for _ in range(25):  # Tab stays inside
        qtbot.keyClick(QGuiApplication.focusObject(), Keys.Key_Tab)  # pyright: ignore[reportArgumentType]
        focused = host.focusWidget()
        assert focused is not None
        assert overlay.isAncestorOf(focused)
    spy = QSignalSpy(overlay.closed)
    qtbot.keyClick(overlay.bar.words, Keys.Key_Escape)
    assert spy.count() == 1
    assert not overlay.isVisible()
    assert line.hasFocus()
    assert peopled.draft("capture/note") == "not yet"
    assert notes_of(peopled) == ()


def test_undo_leaves_the_typing_alone_and_reaches_the_project_when_nothing_is_typed(
    qtbot: QtBot, project: Project
) -> None:
    room = room_of(qtbot, project)
    room.context.document.perform(AddNote(NewNote((NewVoice("Before"),))))
    type_words(qtbot, room, "half")
    room.context.document.undo()
    assert notes_of(project) == ()
    assert room.bar.words.toPlainText() == "half"


def test_shift_enter_makes_a_line_in_a_note(qtbot: QtBot, project: Project) -> None:
    room = room_of(qtbot, project)
    type_words(qtbot, room, "One")
    qtbot.keyClick(room.bar.words, Keys.Key_Return, SHIFT)
    qtbot.keyClicks(room.bar.words, "two")
    qtbot.keyClick(room.bar.words, Keys.Key_Return)
    (note,) = notes_of(project)
    assert note.voices[0].words == "One\ntwo"


def test_arabic_and_long_names_become_chips(qtbot: QtBot, project: Project) -> None:
    for name in ("عائلات", "Lääkkeidenantoaikataulunmuutosilmoituslomakkeentäyttäjät " * 3, "<b>bold</b> & co"):
        project.perform(AddSegment(name))
    room = room_of(qtbot, project)
    press(qtbot, Keys.Key_F8)
    texts = [one.text() for one in room.bar.chooser.findChildren(QPushButton)]
    assert texts[0] == "1  عائلات"
    assert texts[1].endswith("…")
    assert texts[2] == "3  <b>bold</b> && co"
    assert room.bar.chooser.width() <= room.bar.width()

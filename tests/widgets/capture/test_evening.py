"""A scribe's evening without the mouse: marks, tables, corrections, several at once, and what waits for the break."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from models import queries
from models.edits.imports import ImportNotes
from models.edits.path import AddPath, AddStage
from models.edits.project import AddSegment, AddWorkshop
from models.edits.voices import AddNote, AddStory, DeleteNote, NewNote, NewVoice, WithdrawVoice
from models.project import Project
from tests.widgets.capture.support import (
    context_in,
    group_called,
    heard_of,
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
from widgets.capture.room import CaptureRoom
from widgets.command import action_of

Keys = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def peopled(project: Project) -> Project:
    """Two groups that begin alike, a third one, a path of two stages, a workshop."""
    for name in ("Family carers", "Families abroad", "Staff"):
        project.perform(AddSegment(name))
    path = str(project.perform(AddPath("Help at home")).result)
    for name in ("First call", "At home"):
        project.perform(AddStage(path, name))
    return project


def room_with_keys(qtbot: QtBot, project: Project) -> CaptureRoom:
    """The room with its commands as actions, as the window makes them."""
    room = room_of(qtbot, project)
    for command in room.commands_once():
        action_of(command, room.context.tr, room, window_wide=False)
    return room


def keep(qtbot: QtBot, room: CaptureRoom, *lines: str) -> None:
    for line in lines:
        type_words(qtbot, room, line)
        press(qtbot, Keys.Key_Return)


def words_of(project: Project) -> list[str]:
    return [note.voices[0].words for note in notes_of(project)]


def say(qtbot: QtBot, letters: str) -> None:
    for letter in letters:
        focused = QApplication.focusWidget()
        assert focused is not None
        qtbot.keyClicks(focused, letter)


# -- marks -----------------------------------------------------------------------------------------------


def test_a_mark_shows_at_once_and_is_not_stored(qtbot: QtBot, project: Project) -> None:
    room = room_of(qtbot, project)
    type_words(qtbot, room, "- S")
    assert room.bar.kinds.code == "stop"
    type_words(qtbot, room, "top the letter")
    press(qtbot, Keys.Key_Return)
    assert room.bar.kinds.code == "unsorted"
    keep(qtbot, room, "+1 862 is the number", "?", "! Nobody answers", "? Who decides", "+ I can drive")
    assert words_of(project) == [
        "Stop the letter",
        "+1 862 is the number",
        "?",
        "Nobody answers",
        "Who decides",
        "I can drive",
    ]
    kinds = [note.kind for note in notes_of(project)]
    assert kinds == ["stop", "unsorted", "unsorted", "problem", "question", "offer"]


def test_a_mark_wins_over_the_chip_until_another_kind_is_chosen(qtbot: QtBot, project: Project) -> None:
    room = room_of(qtbot, project)
    press(qtbot, Keys.Key_F7, Keys.Key_1)
    keep(qtbot, room, "- Stop it")
    type_words(qtbot, room, "- Stop that")
    press(qtbot, Keys.Key_F7, Keys.Key_5)
    assert room.bar.words.toPlainText() == "Stop that"
    press(qtbot, Keys.Key_Return)
    assert [note.kind for note in notes_of(project)] == ["stop", "offer"]


def test_pasted_lines_have_their_own_marks(qtbot: QtBot, project: Project) -> None:
    room = room_of(qtbot, project)
    QGuiApplication.clipboard().setText("- First\nSecond\n+ Third")
    room.bar.words.paste()
    assert room.bar.hint.text() == "1 Stop doing · 1 Offer"
    qtbot.keyClick(room.bar.words, Keys.Key_Return, CTRL)
    assert [(note.kind, note.voices[0].words) for note in notes_of(project)] == [
        ("stop", "First"),
        ("unsorted", "Second"),
        ("offer", "Third"),
    ]


def test_a_story_has_no_marks_and_no_kind(qtbot: QtBot, project: Project) -> None:
    room = room_of(qtbot, project)
    room.focus_bar("story")
    type_words(qtbot, room, "- She said")
    press(qtbot, Keys.Key_F7)
    assert room.bar.error.isVisible()
    qtbot.keyClick(room.bar.words, Keys.Key_Return, CTRL)
    assert stories_of(project)[0].words == "- She said"


# -- one key each ---------------------------------------------------------------------------------------


def test_keys_choose_by_digit_letter_and_the_same_key_again(qtbot: QtBot, peopled: Project) -> None:
    room = room_of(qtbot, peopled)
    bar = room.bar
    type_words(qtbot, room, "half a thought")
    cursor = bar.words.textCursor()
    cursor.setPosition(4)
    bar.words.setTextCursor(cursor)
    press(qtbot, Keys.Key_F8, Keys.Key_3)
    assert bar.held.group.whole == "Staff"
    assert bar.words.hasFocus()
    press(qtbot, Keys.Key_F8, Keys.Key_F8, Keys.Key_F8, Keys.Key_Return)
    assert bar.held.group.whole == "Family carers"
    press(qtbot, Keys.Key_F8)
    say(qtbot, "ff")  # two begin so: a letter goes from one to the next
    assert bar.chooser.isVisible()
    press(qtbot, Keys.Key_Return)
    assert bar.held.group.whole == "Family carers"
    press(qtbot, Keys.Key_F8)
    say(qtbot, "s")
    assert bar.held.group.whole == "Staff"
    press(qtbot, Keys.Key_F8, Keys.Key_F8, Keys.Key_Escape)
    assert bar.held.group.whole == "Staff"
    press(qtbot, Keys.Key_F7)
    say(qtbot, "q")
    assert bar.kinds.code == "question"
    assert (bar.words.toPlainText(), bar.words.textCursor().position()) == ("half a thought", 4)
    assert bar.words.hasFocus()
    assert bar.held.isVisible()
    assert not bar.chooser.isVisible()


def test_another_table_begins_anew(qtbot: QtBot, peopled: Project) -> None:
    context = context_in(peopled)
    room = room_of(qtbot, peopled, context)
    press(qtbot, Keys.Key_F9, Keys.Key_2)
    assert room.bar.held.table.whole == "Table 2"
    press(qtbot, Keys.Key_F8, Keys.Key_1)
    context.session.mark(step_at(context, "A"))
    keep(qtbot, room, "One")
    press(qtbot, Keys.Key_F9)
    say(qtbot, "Window")
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    press(qtbot, Keys.Key_Return)
    assert room.bar.held.table.whole == "Window"
    keep(qtbot, room, "Two")
    first, second = notes_of(peopled)
    assert first.voices[0].segment_id == group_called(peopled, "Family carers")
    assert (first.voices[0].table_name, [place.code for place in first.places]) == ("Table 2", ["A"])
    assert (second.voices[0].table_name, second.voices[0].segment_id, second.places) == ("Window", None, ())
    press(qtbot, Keys.Key_F9)
    names = [button.accessibleName() for button in room.bar.chooser._buttons]  # pyright: ignore[reportPrivateUsage]
    assert names == ["Table 2", "Window", "No table"]
    press(qtbot, Keys.Key_2)
    assert room.bar.held.table.whole == "Table 2"
    room.focus_bar("story")
    type_words(qtbot, room, "Once")
    qtbot.keyClick(room.bar.words, Keys.Key_Return, CTRL)
    assert stories_of(peopled)[0].table_name == "Table 2"


def test_another_workshop_forgets_all_that_was_set_and_no_words(qtbot: QtBot, peopled: Project) -> None:
    context = context_in(peopled)
    room = room_of(qtbot, peopled, context)
    press(qtbot, Keys.Key_F9, Keys.Key_2, Keys.Key_F8, Keys.Key_1, Keys.Key_F7, Keys.Key_2)
    context.session.mark(step_at(context, "B"))
    type_words(qtbot, room, "half")
    context.session.enter_workshop(str(peopled.perform(AddWorkshop("Second")).result))
    state = room.bar.state
    assert (state.table, state.group_id, state.kind, state.step) == ("", None, "unsorted", None)
    assert room.bar.words.toPlainText() == "half"
    assert (room.bar.held.group.whole, room.bar.held.table.whole) == ("Not said", "No table")


# -- correcting -----------------------------------------------------------------------------------------


def test_up_takes_the_last_line_back_and_enter_corrects_it_in_one_step(qtbot: QtBot, peopled: Project) -> None:
    room = room_of(qtbot, peopled)
    press(qtbot, Keys.Key_F8, Keys.Key_3)
    keep(qtbot, room, "Frist", "Second")
    press(qtbot, Keys.Key_Up)
    assert room.bar.strip.isVisible()
    assert room.bar.words.toPlainText() == "Second"
    press(qtbot, Keys.Key_Up)
    assert room.bar.words.toPlainText() == "Frist"
    press(qtbot, Keys.Key_Down, Keys.Key_Up)
    room.bar.words.selectAll()
    type_words(qtbot, room, "! First")
    press(qtbot, Keys.Key_F8, Keys.Key_1, Keys.Key_Return)
    first, second = notes_of(peopled)
    assert (first.kind, first.voices[0].words) == ("problem", "First")
    assert first.voices[0].segment_id == group_called(peopled, "Family carers")
    assert (second.kind, second.voices[0].words) == ("unsorted", "Second")
    assert titles(room) == ["Second", "First"]
    assert room.bar.state.group_id == group_called(peopled, "Staff")
    assert not room.bar.strip.isVisible()
    assert room.bar.words.toPlainText() == ""
    room.context.document.undo()
    assert words_of(peopled) == ["Frist", "Second"]
    assert notes_of(peopled)[0].kind == "unsorted"


def test_escape_leaves_a_correction_and_gives_the_half_typed_words_back(qtbot: QtBot, project: Project) -> None:
    room = room_of(qtbot, project)
    keep(qtbot, room, "Kept")
    type_words(qtbot, room, "half")
    press(qtbot, Keys.Key_Up)  # something is typed: Up stays in the words
    assert room.bar.words.toPlainText() == "half"
    room.bar.correct_last()
    type_words(qtbot, room, " and more")
    room.bar.state.keep_drafts()
    assert project.draft("capture/note") == "half"
    press(qtbot, Keys.Key_Escape)
    assert room.bar.words.toPlainText() == "half"
    assert words_of(project) == ["Kept"]
    assert room.bar.words.hasFocus()


def test_a_correction_under_way_is_kept_when_the_room_is_left(qtbot: QtBot, project: Project) -> None:
    room = room_of(qtbot, project)
    keep(qtbot, room, "Kept")
    press(qtbot, Keys.Key_Up)
    type_words(qtbot, room, " better")
    room.context.document.settle()
    assert words_of(project) == ["Kept better"]
    assert room.bar.state.correcting is None
    press(qtbot, Keys.Key_Up)
    room.bar.words.clear()
    room.context.document.settle()
    assert words_of(project) == ["Kept better"]


def test_words_that_begin_like_a_mark_survive_a_correction(qtbot: QtBot, project: Project) -> None:
    room = room_of(qtbot, project)
    keep(qtbot, room, "- - twice")
    press(qtbot, Keys.Key_Up)
    type_words(qtbot, room, "!")
    press(qtbot, Keys.Key_Return)
    assert [(note.kind, note.voices[0].words) for note in notes_of(project)] == [("stop", "- twice!")]


def test_what_is_gone_is_passed_over(qtbot: QtBot, project: Project) -> None:
    room = room_of(qtbot, project)
    press(qtbot, Keys.Key_Up)
    assert room.bar.state.correcting is None
    keep(qtbot, room, "One", "Two", "Three")
    one, two, three = notes_of(project)
    room.context.document.perform(DeleteNote(three.id))
    room.context.document.perform(WithdrawVoice(two.voices[0].id))
    press(qtbot, Keys.Key_Up)
    assert room.bar.state.correcting is not None
    assert room.bar.state.correcting.id == one.id


def test_a_story_is_corrected_by_up_too(qtbot: QtBot, peopled: Project) -> None:
    room = room_of(qtbot, peopled)
    room.focus_bar("story")
    type_words(qtbot, room, "Onec")
    qtbot.keyClick(room.bar.words, Keys.Key_Return, CTRL)
    press(qtbot, Keys.Key_Up)
    room.bar.words.selectAll()
    type_words(qtbot, room, "Once")
    press(qtbot, Keys.Key_F9, Keys.Key_4)
    qtbot.keyClick(room.bar.words, Keys.Key_Return, CTRL)
    (story,) = stories_of(peopled)
    assert (story.words, story.table_name) == ("Once", "Table 4")


# -- several at once ------------------------------------------------------------------------------------


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # what the platform says of a popup
def test_shift_up_marks_and_one_key_sets_all_of_them(qtbot: QtBot, peopled: Project) -> None:
    room = room_with_keys(qtbot, peopled)
    keep(qtbot, room, "One", "Two", "Three")
    press(qtbot, Keys.Key_Up, Keys.Key_Up, Keys.Key_Up, shift=True)
    press(qtbot, Keys.Key_Down, shift=True)
    assert len(room.bar.state.marked) == 2
    assert room.wall.cards.marked_ids() == room.bar.state.marked
    assert "2 marked" in room.bar.strip.words.text()
    press(qtbot, Keys.Key_F8, Keys.Key_1)
    press(qtbot, Keys.Key_F7, Keys.Key_2)
    press(qtbot, Keys.Key_F9, Keys.Key_7)
    assert room.bar.words.hasFocus()
    line = room.bar.step.line
    qtbot.keyClick(room.bar.words, Keys.Key_L, CTRL)
    line.setText("at h")
    line.returnPressed.emit()
    one, two, three = notes_of(peopled)
    for note in (two, three):
        assert note.voices[0].segment_id == group_called(peopled, "Family carers")
        assert (note.kind, note.voices[0].table_name, note.places[0].code) == ("stop", "Table 7", "B")
    assert (one.kind, one.voices[0].segment_id, one.places) == ("unsorted", None, ())
    assert (room.bar.state.group_id, room.bar.state.table, room.context.session.step) == (None, "", None)
    press(qtbot, Keys.Key_Escape)
    assert room.bar.state.marked == room.wall.cards.marked_ids() == ()
    assert not room.bar.strip.isVisible()
    for _ in range(4):
        room.context.document.undo()
    assert {note.kind for note in notes_of(peopled)} == {"unsorted"}


def test_cards_marked_on_the_wall_change_together(qtbot: QtBot, peopled: Project) -> None:
    for words in ("One", "Two"):
        peopled.perform(AddNote(NewNote((NewVoice(words),))))
    peopled.perform(AddStory("Once"))
    room = room_with_keys(qtbot, peopled)
    room._to_wall()  # pyright: ignore[reportPrivateUsage]
    press(qtbot, Keys.Key_Right, Keys.Key_Right, shift=True)
    assert len(room.bar.state.marked) == 3
    press(qtbot, Keys.Key_F8, Keys.Key_3)
    assert room.wall.cards.hasFocus()
    staff = group_called(peopled, "Staff")
    assert {note.voices[0].segment_id for note in notes_of(peopled)} == {staff}
    assert stories_of(peopled)[0].segment_id == staff
    assert len(room.wall.cards.marked_ids()) == 3
    press(qtbot, Keys.Key_F7, Keys.Key_1)
    assert {note.kind for note in notes_of(peopled)} == {"idea"}
    press(qtbot, Keys.Key_Delete)
    assert len(notes_of(peopled)) == 2
    assert "Several are marked" in heard_of(room.context).sentences[-1]
    press(qtbot, Keys.Key_Escape)
    assert room.bar.words.hasFocus()
    assert room.bar.state.marked == ()


def test_a_note_kept_meanwhile_leaves_nothing_marked(qtbot: QtBot, project: Project) -> None:
    room = room_of(qtbot, project)
    keep(qtbot, room, "One")
    press(qtbot, Keys.Key_Up, shift=True)
    keep(qtbot, room, "Two")
    assert room.bar.state.marked == ()
    press(qtbot, Keys.Key_Up, shift=True)
    room.context.document.undo()
    assert room.bar.state.marked == ()


def test_the_bar_over_another_room_does_the_same(qtbot: QtBot, peopled: Project) -> None:
    context = context_in(peopled)
    host = QLineEdit()
    shown(qtbot, host, lambda _: context.document.settle())
    overlay = CaptureOverlay(context, host)
    overlay.open("note")
    press(qtbot, Keys.Key_F8, Keys.Key_2, Keys.Key_F9, Keys.Key_3)
    for words in ("- One", "Two"):
        say(qtbot, words)
        press(qtbot, Keys.Key_Return)
    press(qtbot, Keys.Key_Up)
    say(qtbot, "!")
    press(qtbot, Keys.Key_Return)
    press(qtbot, Keys.Key_Up, Keys.Key_Up, shift=True)
    press(qtbot, Keys.Key_F8, Keys.Key_1, Keys.Key_Escape)
    assert overlay.isVisible()
    assert words_of(peopled) == ["One", "Two!"]
    assert {note.voices[0].segment_id for note in notes_of(peopled)} == {group_called(peopled, "Family carers")}
    press(qtbot, Keys.Key_Escape)
    assert not overlay.isVisible()


# -- the break ------------------------------------------------------------------------------------------


def test_what_waits_is_listed_and_done_by_the_same_keys(qtbot: QtBot, peopled: Project) -> None:
    room = room_with_keys(qtbot, peopled)
    keep(qtbot, room, "One", "- Two")
    qtbot.waitUntil(lambda: room.bar.complete_button.isVisible() and "(2)" in room.bar.complete_button.text())
    room.show_complete()
    assert room.side.page() is room.complete
    assert [[chip for chip, _ in card.chips] for card in room.complete.cards.cards.cards] == [
        ["No group", "No step"],
        ["No kind", "No group", "No step"],
    ]
    press(qtbot, Keys.Key_Down, shift=True)
    press(qtbot, Keys.Key_F8, Keys.Key_3)
    assert room.complete.cards.hasFocus()
    qtbot.waitUntil(lambda: "No group" not in str(room.complete.cards.cards.cards))
    assert len(room.complete.cards.marked_ids()) == 2
    press(qtbot, Keys.Key_Home, Keys.Key_Return)
    assert room.side.page() is room.desk
    press(qtbot, Keys.Key_Escape)
    assert room.side.page() is room.complete
    press(qtbot, Keys.Key_Escape)
    assert room.side.page() is room.voices
    assert room.bar.words.hasFocus()


def test_lines_leave_the_bar_once_they_are_imported(qtbot: QtBot, project: Project) -> None:
    room = room_of(qtbot, project)
    QGuiApplication.clipboard().setText("First\nSecond")
    room.bar.words.paste()
    room.bar.look_button.click()
    assert heard_of(room.context).imported == ["First\nSecond"]
    assert room.bar.words.toPlainText() == "First\nSecond"
    notes = tuple(NewNote((NewVoice(words),)) for words in ("First", "Second"))
    room.context.document.perform(ImportNotes("0" * 64, "Pasted lines", "text", notes))
    assert room.bar.words.toPlainText() == ""
    assert len(project.ask(queries.notes)) == 2

"""Hiding in documents at the desk: what is marked is struck and printed nowhere; the words stay as they are."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QMenu, QPlainTextEdit
from pytestqt.qtbot import QtBot

from models import hidden
from models.edits.voices import AddNote, AddStory, NewNote, NewVoice
from models.project import Project
from tests.widgets.capture.support import notes_of, room_of, stories_of
from tests.widgets.support import seen
from widgets.capture.redacting import Hiding
from widgets.capture.room import CaptureRoom

Keys = Qt.Key
WORDS = "Then Maria came. MARIA stayed with me."


def with_story(qtbot: QtBot, project: Project, words: str = WORDS, **values: object) -> tuple[CaptureRoom, Hiding]:
    story_id = str(project.perform(AddStory(words, values)).result)
    room = room_of(qtbot, project)
    assert room.show_row("story", story_id)
    return room, room.desk.stories.hiding


def field(room: CaptureRoom) -> QPlainTextEdit:
    target = room.desk.stories.words.editor("words").target()
    assert isinstance(target, QPlainTextEdit)
    return target


def mark(editor: QPlainTextEdit, text: str) -> None:
    """Mark a text as a person does, counted as the field counts."""
    at = editor.toPlainText().index(text)
    before = len(editor.toPlainText()[:at].encode("utf-16-le")) // 2
    cursor = editor.textCursor()
    cursor.setPosition(before)
    cursor.setPosition(before + len(text.encode("utf-16-le")) // 2, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)


def hide(room: CaptureRoom) -> None:
    command = next(one for one in room.commands() if one.id == "capture-hide")
    assert command.enabled()
    command.run()


def spans(project: Project, whose: str, row_id: str) -> list[tuple[int, int, str]]:
    return [(one.first, one.last, one.instead) for one in project.ask(hidden.redactions, whose, row_id)]


def chips(part: Hiding) -> list[str]:
    return [
        one.text().strip() for one in part.findChildren(type(part.hide_button)) if "→" in one.text() and one.isVisible()
    ]


def test_the_key_hides_what_is_marked_in_all_its_places(qtbot: QtBot, project: Project) -> None:
    room, part = with_story(qtbot, project)
    mark(field(room), "Maria")
    hide(room)
    (story,) = stories_of(project)
    assert story.words == WORDS
    assert spans(project, "story", story.id) == [(5, 10, "[a name]"), (17, 22, "[a name]")]
    assert [one.cursor.selectedText() for one in field(room).extraSelections()] == ["Maria", "MARIA"]  # pyright: ignore[reportAttributeAccessIssue]
    assert all(one.format.fontStrikeOut() for one in field(room).extraSelections())  # pyright: ignore[reportAttributeAccessIssue]
    assert field(room).toPlainText() == WORDS
    qtbot.waitUntil(lambda: len(chips(part)) == 2)
    qtbot.keyClick(part.as_shown, Keys.Key_Space)
    assert part.preview.text() == "Then [a name] came. [a name] stayed with me."
    room.context.document.undo()
    assert spans(project, "story", story.id) == []
    assert part.preview.text() == WORDS


def test_the_word_at_the_cursor_is_hidden_where_nothing_is_marked(qtbot: QtBot, project: Project) -> None:
    room, part = with_story(qtbot, project, "so it was Bo")
    cursor = field(room).textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.End)
    field(room).setTextCursor(cursor)
    qtbot.keyClick(part.hide_button, Keys.Key_Return)
    assert spans(project, "story", stories_of(project)[0].id) == [(10, 12, "[a name]")]


def test_nothing_to_mark_is_said(qtbot: QtBot, project: Project) -> None:
    room, part = with_story(qtbot, project, "Ab    cd")
    cursor = field(room).textCursor()
    cursor.setPosition(4)
    field(room).setTextCursor(cursor)
    hide(room)
    assert spans(project, "story", stories_of(project)[0].id) == []
    assert "Mark the words to hide first." in seen(part)


@pytest.mark.parametrize(
    "words", ["😀 tell Maria 😀 of it", "one\r\ntwo Maria\r\nthree", "قالت Maria لي", "e\u0301 Maria"]
)
def test_places_are_counted_in_letters(qtbot: QtBot, project: Project, words: str) -> None:
    room, _ = with_story(qtbot, project, words)
    mark(field(room), "Maria")
    hide(room)
    (story,) = stories_of(project)
    ((first, last, _),) = spans(project, "story", story.id)
    assert story.words[first:last] == "Maria"
    assert [one.cursor.selectedText() for one in field(room).extraSelections()] == ["Maria"]  # pyright: ignore[reportAttributeAccessIssue]


def test_words_that_are_being_typed_are_kept_first(qtbot: QtBot, project: Project) -> None:
    room, _ = with_story(qtbot, project)
    qtbot.keyClicks(field(room), "Well. ")
    mark(field(room), "Maria")
    hide(room)
    (story,) = stories_of(project)
    assert story.words == f"Well. {WORDS}"
    assert [story.words[first:last] for first, last, _ in spans(project, "story", story.id)] == ["Maria", "MARIA"]
    cursor = field(room).textCursor()
    cursor.setPosition(0)
    field(room).setTextCursor(cursor)
    qtbot.keyClicks(field(room), "Oh. ")
    room.desk.settle()
    (story,) = stories_of(project)
    assert [story.words[first:last] for first, last, _ in spans(project, "story", story.id)] == ["Maria", "MARIA"]


def test_a_chip_changes_what_is_shown_instead_and_shows_it_again(qtbot: QtBot, project: Project) -> None:
    room, part = with_story(qtbot, project, "Maria came. Maria went.")
    mark(field(room), "Maria")
    hide(room)
    story_id = stories_of(project)[0].id

    def choose(text: str) -> None:
        chip = next(one for one in part.findChildren(type(part.hide_button)) if "→" in one.text() and one.isVisible())
        qtbot.keyClick(chip, Keys.Key_Return)
        (menu,) = [one for one in part.findChildren(QMenu) if one.isVisible()]
        next(action for action in menu.actions() if action.text() == text).trigger()
        menu.close()

    qtbot.waitUntil(lambda: chips(part) == ["Maria (2) → [a name]"])
    choose("[a place]")
    assert [one[2] for one in spans(project, "story", story_id)] == ["[a place]", "[a place]"]
    qtbot.waitUntil(lambda: chips(part) == ["Maria (2) → [a place]"])
    choose("Show in documents again")
    assert spans(project, "story", story_id) == []
    assert field(room).extraSelections() == []


def test_what_looks_like_a_number_is_listed_hidden_or_left(qtbot: QtBot, project: Project) -> None:
    _, part = with_story(qtbot, project, "ring 040 123 4567 or write to maija@example.org, then 040 123 4567")
    listed = part.findChildren(type(part.hide_button))
    names = [one.accessibleName() for one in listed]
    assert "Hide it: 040 123 4567" in names
    qtbot.waitUntil(lambda: "Looks like a phone number: 040 123 4567" in seen(part))
    qtbot.keyClick(
        next(one for one in listed if one.accessibleName() == "Leave it: maija@example.org"), Keys.Key_Return
    )
    assert "maija@example.org" not in seen(part)
    hide_it = next(
        one
        for one in part.findChildren(type(part.hide_button))
        if one.accessibleName() == "Hide it: 040 123 4567" and not one.isHidden() and one.isEnabled()
    )
    hide_it.click()
    assert [one[2] for one in spans(project, "story", stories_of(project)[0].id)] == ["[a number]", "[a number]"]
    assert "Looks like" not in seen(part)
    assert part.hide_button.hasFocus()


def test_the_clearer_wording_hides_the_same(qtbot: QtBot, project: Project) -> None:
    room, part = with_story(qtbot, project, WORDS, clearer="Maria stayed", clearer_agreed=True)
    mark(field(room), "Maria")
    hide(room)
    part.as_shown.setChecked(True)
    assert part.preview.text().endswith("In clearer words: [a name] stayed")
    qtbot.mouseClick(room.desk.stories.clearer.editor("clearer_agreed").target(), Qt.MouseButton.LeftButton)
    assert "In clearer words" not in part.preview.text()
    assert "its teller did not agree to it yet" in seen(part)


def test_the_words_of_a_voice_are_hidden_too(qtbot: QtBot, project: Project) -> None:
    project.perform(AddNote(NewNote((NewVoice("Ask Maria"), NewVoice("Maria knows")))))
    room = room_of(qtbot, project)
    (note,) = notes_of(project)
    assert room.show_row("note", note.id)
    desk = room.desk.notes
    assert desk.voice is not None
    for voice in note.voices:
        desk.open_voice(voice.id)
        editor = desk.voice.editor("words").target()
        assert isinstance(editor, QPlainTextEdit)
        mark(editor, "Maria")
        hide(room)
    assert [spans(project, "voice", voice.id)[0][:2] for voice in note.voices] == [(4, 9), (0, 5)]
    desk.open_voice(note.voices[0].id)
    desk.hiding.as_shown.setChecked(True)
    assert desk.hiding.preview.text() == "Ask [a name]"

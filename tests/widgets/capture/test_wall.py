"""The wall: newest first, patched, found, deleted with a way back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QLabel, QMenu
from pytestqt.qtbot import QtBot

from models.edits.project import AddSegment
from models.edits.voices import AddNote, AddNotes, AddStory, AddVoice, ChangeVoice, NewNote, NewVoice
from models.project import Project
from models.records import GroupRecord
from models.spoken import Counted
from tests.widgets.capture.support import (
    answers_of,
    heard_of,
    notes_of,
    room_of,
    stories_of,
    titles,
    type_words,
)
from tests.widgets.support import seen
from widgets.capture.voices import heard_groups
from widgets.capture.wall import FIRST

Keys = Qt.Key
CANARY = "<b>canary</b><img src=x>"


def note(words: str, **values: object) -> AddNote:
    return AddNote(NewNote((NewVoice(words, values),)))


def test_a_new_card_is_put_in_without_reading_the_others(qtbot: QtBot, project: Project) -> None:
    project.perform(note("First"))
    room = room_of(qtbot, project)
    inserted = QSignalSpy(room.wall.cards.cards.rowsInserted)
    reset = QSignalSpy(room.wall.cards.cards.modelReset)
    type_words(qtbot, room, "Second")
    qtbot.keyClick(room.bar.words, Keys.Key_Return)
    assert titles(room) == ["Second", "First"]
    assert (inserted.count(), reset.count()) == (1, 0)
    room.context.document.undo()
    assert titles(room) == ["First"]


def test_words_stand_in_quotation_marks_only_where_they_are_exact(qtbot: QtBot, project: Project) -> None:
    project.perform(note("Exact", words_source="word_for_word"))
    project.perform(note("In short"))
    project.perform(AddStory("A story"))
    room = room_of(qtbot, project)
    assert titles(room) == ["A story", "In short", "“Exact”"]
    assert [card.tone for card in room.wall.cards.cards.cards] == ["story", "note", "note"]


def test_what_changes_elsewhere_is_seen_at_once(qtbot: QtBot, project: Project) -> None:
    note_id = str(project.perform(note("First")).result)
    room = room_of(qtbot, project)
    document = room.context.document
    document.perform(AddVoice(note_id, NewVoice("Me too")))
    assert "2 voices" in room.wall.cards.cards.cards[0].sub
    document.perform(ChangeVoice(notes_of(project)[0].voices[0].id, {"words": "Changed"}))
    assert titles(room) == ["Changed"]
    document.undo()
    assert titles(room) == ["First"]


def test_only_the_newest_are_read_until_older_are_asked_for(qtbot: QtBot, project: Project) -> None:
    project.perform(AddNotes(tuple(NewNote((NewVoice(f"Note {n}"),)) for n in range(FIRST + 5))))
    room = room_of(qtbot, project)
    assert len(titles(room)) == FIRST
    assert titles(room)[0] == f"Note {FIRST + 4}"
    assert room.wall.older.isVisible()
    type_words(qtbot, room, "Newest")
    qtbot.keyClick(room.bar.words, Keys.Key_Return)
    assert titles(room)[0] == "Newest"
    qtbot.mouseClick(room.wall.older, Qt.MouseButton.LeftButton)
    assert len(titles(room)) == FIRST + 6
    assert not room.wall.older.isVisible()


def test_the_wall_is_searched_by_words(qtbot: QtBot, project: Project) -> None:
    for words in ("The letter is long", "The taxi is late"):
        project.perform(note(words))
    project.perform(AddStory("Nobody read me the letter"))
    room = room_of(qtbot, project)
    room.find_here()
    assert room.wall.search.hasFocus()
    qtbot.keyClicks(room.wall.search, "lett")
    qtbot.waitUntil(lambda: len(titles(room)) == 2)
    assert titles(room) == ["Nobody read me the letter", "The letter is long"]
    room.context.document.perform(note("Another letter"))
    assert len(titles(room)) == 3
    room.wall.search.setText("nothing like it")
    qtbot.waitUntil(room.wall.not_found.isVisible)
    room.find_here()
    qtbot.keyClick(room.wall.search, Keys.Key_Escape)
    assert len(titles(room)) == 4


def test_enter_opens_and_escape_goes_back_to_the_bar(qtbot: QtBot, project: Project) -> None:
    project.perform(note("First"))
    room = room_of(qtbot, project)
    next(one for one in room.commands() if one.id == "capture-wall").run()
    assert room.wall.cards.hasFocus()
    qtbot.keyClick(room.wall.cards, Keys.Key_Return)
    assert room.side.page() is room.desk
    assert room.desk.notes.voice is not None
    assert room.desk.notes.voice.isAncestorOf(room.focusWidget())
    qtbot.keyClick(room.focusWidget(), Keys.Key_Escape)
    assert room.side.page() is room.voices
    assert room.bar.words.hasFocus()


def test_delete_offers_undo_and_erasing_beside_it(qtbot: QtBot, project: Project) -> None:
    project.perform(note("Secret thing"))
    room = room_of(qtbot, project)
    room.wall.cards.mark(notes_of(project)[0].id)
    room.wall.cards.setFocus()
    qtbot.keyClick(room.wall.cards, Keys.Key_Delete)
    assert notes_of(project) == ()
    undo, erase = heard_of(room.context).actions
    undo()
    assert titles(room) == ["Secret thing"]
    room.wall.cards.mark(next(iter(room.wall.entries)))
    room.wall.cards.setFocus()
    qtbot.keyClick(room.wall.cards, Keys.Key_Delete)
    answers_of(room.context).agrees = False
    erase()
    assert room.context.document.undo_text() == "Delete note"
    answers_of(room.context).agrees = True
    erase()
    room.context.document.undo()
    assert notes_of(project) == ()
    data = room.context.document.path.read_bytes()
    assert b"Secret thing" not in data


def test_erasing_a_shown_note_takes_it_from_wall_and_desk(qtbot: QtBot, project: Project) -> None:
    project.perform(note("Gone soon"))
    room = room_of(qtbot, project)
    (entry,) = room.wall.entries.values()
    assert room.show_row("contribution", entry.id)
    room.desk.erase.click()
    assert titles(room) == []
    assert room.side.page() is room.voices
    assert room.bar.words.hasFocus()


def test_the_words_of_a_card_are_copied_exactly(qtbot: QtBot, project: Project) -> None:
    project.perform(note("Line one\nline two", words_source="word_for_word"))
    room = room_of(qtbot, project)
    assert not room.copy()
    room.wall.cards.mark(notes_of(project)[0].id)
    room.wall.cards.setFocus()
    assert room.copy()
    assert QGuiApplication.clipboard().text() == "Line one\nline two"


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # what the platform says of a popup
def test_the_menu_changes_the_kind(qtbot: QtBot, project: Project) -> None:
    project.perform(note("First"))
    room = room_of(qtbot, project)
    card = notes_of(project)[0].id
    room.wall.cards.mark(card)
    room.wall.cards.menu_wanted.emit((card,), room.mapToGlobal(room.rect().center()))
    menu = next(one for one in room.wall.findChildren(QMenu) if one.isVisible())
    kinds = next(one.menu() for one in menu.actions() if one.text() == "Kind")
    assert isinstance(kinds, QMenu)
    next(one for one in kinds.actions() if one.text() == "Offer").trigger()
    menu.close()
    assert notes_of(project)[0].kind == "offer"
    assert room.wall.cards.cards.cards[0].sub == "Offer"


def test_voices_so_far_are_counted_and_a_quiet_group_gets_a_kind_sentence(qtbot: QtBot, project: Project) -> None:
    loud, quiet = (str(project.perform(AddSegment(name)).result) for name in ("Staff", "Clients"))
    room = room_of(qtbot, project)
    for n in range(6):
        room.context.document.perform(note(f"Note {n}", segment_id=loud))
    room.context.document.perform(note("One", segment_id=quiet))
    qtbot.waitUntil(lambda: "Offer pairs" in seen(room.voices))
    assert "Fewer notes from this group so far. Offer pairs, pictures or a break." in seen(room.voices)


def group(name: str, attended: int | None) -> GroupRecord:
    return GroupRecord(name, name, "", "", "", attended=attended)


def test_a_share_counts_who_came() -> None:
    groups = [group("a", 18), group("b", 2)]
    much, little = Counted(4, 5), Counted(0, 1)
    assert [one.quiet for one in heard_groups(groups, {"a": much, "b": little})] == [False, False]
    assert [one.quiet for one in heard_groups(groups, {"a": Counted(1, 1), "b": Counted(0, 8)})] == [True, False]
    nobody_counted = [group("a", None), group("b", 2)]
    assert [one.quiet for one in heard_groups(nobody_counted, {"a": much, "b": little})] == [False, True]
    assert not any(one.quiet for one in heard_groups(groups, {"a": Counted(1, 2)}))
    assert heard_groups([], {}) == ()


def test_nothing_of_answers_or_capacity_is_seen_here(qtbot: QtBot, project: Project) -> None:
    project.perform(note("First"))
    room = room_of(qtbot, project)
    assert "answer" not in seen(room).lower()
    assert all("answer" not in command.text.lower() for command in room.commands())


def test_words_are_never_read_as_markup(qtbot: QtBot, project: Project) -> None:
    segment = str(project.perform(AddSegment(CANARY)).result)
    workshopless = project.perform(note(CANARY, segment_id=segment))
    project.perform(AddStory(CANARY, {"segment_id": segment}, tags=(CANARY[:90],)))
    room = room_of(qtbot, project)
    for table, row_id in (("contribution", str(workshopless.result)), ("story", stories_of(project)[0].id)):
        assert room.show_row(table, row_id)
        for label in room.findChildren(QLabel):
            assert CANARY not in label.text() or label.textFormat() == Qt.TextFormat.PlainText
        assert not any(CANARY in widget.toolTip() for widget in room.findChildren(QLabel))
    assert not room.show_row("contribution", "gone")
    assert not room.show_row("workshop", "gone")

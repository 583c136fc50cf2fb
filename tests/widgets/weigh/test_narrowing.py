"""The list of Weigh by filters and in another order; whole notes are read only when they are worked on."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from models import queries
from models.edits.voices import AddNote, AddVoice, NewNote, NewVoice
from models.project import Project
from widgets.weigh.room import WeighRoom


def listed(room: WeighRoom) -> list[str]:
    return [card.id for card in room.chooser.list.cards.cards]


def test_filters_open_when_wanted_and_leave_notes_out(room: WeighRoom, sample: Project) -> None:
    narrowing = room.chooser.narrowing
    room.chooser.use("all")
    assert not narrowing.bar.isVisibleTo(room)
    narrowing.opener.click()
    assert narrowing.bar.isVisibleTo(room)
    assert QApplication.focusWidget() is narrowing.bar.chips["kind"]
    narrowing.bar.changed.emit({"kind": ("question",)})
    notes = {note.id: note for note in sample.ask(queries.notes) if not note.withdrawn}
    questions = {one for one, note in notes.items() if note.kind == "question"}
    assert set(listed(room)) == questions | {room.board.current}
    assert narrowing.opener.text().strip() == "1 filter"
    other = next(one for one, note in notes.items() if note.kind == "limit")
    assert room.show_row("contribution", other)  # what is asked for is shown, without the filter
    assert room.board.current == other
    assert not narrowing.is_filtered


def test_numbers_of_a_filter_are_those_of_the_tab(room: WeighRoom) -> None:
    narrowing = room.chooser.narrowing
    counts = narrowing._counts(narrowing.query, "kind")
    assert sum(counts.values()) == len(listed(room))
    room.chooser.use("answered")
    assert sum(narrowing._counts(narrowing.query, "kind").values()) == sum(
        not room.chooser.is_open(item.id) for item in room.board.notes()
    )


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # what the platform says of a popup
def test_another_order_is_chosen_in_a_menu(room: WeighRoom) -> None:
    room.chooser.use("all")
    first = listed(room)
    room.chooser.narrowing.order.click()
    menu = next(one for one in room.findChildren(QMenu) if one.isVisible())
    next(one for one in menu.actions() if one.text() == "Newest").trigger()
    menu.close()
    assert listed(room) == sorted(first, reverse=True)
    room.chooser.narrowing.sort_by("newest")
    assert listed(room) == sorted(first)
    room.chooser.narrowing.sort_by("voices")
    assert listed(room) == first


def test_words_that_others_said_are_found_and_nothing_fitting_is_said(room: WeighRoom, sample: Project) -> None:
    note = str(sample.perform(AddNote(NewNote((NewVoice("A bench"),), {"kind": "idea"}))).result)
    room.context.document.perform(AddVoice(note, NewVoice("quokkas on the lawn")))
    room.chooser.use("all")
    room.find_here()
    QTest.keyClicks(room.chooser.search, "quokk")
    assert note in listed(room)
    assert len(listed(room)) <= 2  # what is worked on stays
    QTest.keyClick(room.chooser.search, Qt.Key.Key_Escape)
    room.chooser.use("themes")
    assert not room.chooser.narrowing.isVisibleTo(room)


def test_another_voice_weighs_more_at_once(room: WeighRoom) -> None:
    item = next(item for item in room.board.notes())
    room.show_row(item.table, item.id)
    room.context.document.perform(AddVoice(item.id, NewVoice("me too")))
    assert room.board.items[item.id].weight == item.weight + 1
    room.context.document.undo()
    assert room.board.items[item.id].weight == item.weight

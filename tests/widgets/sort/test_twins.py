"""Likely twins in Sort: found beside the work, decided by keyboard, taken back; and the quiet mark in Capture."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models import queries
from models.edits.sorting import MergeTwins
from models.edits.twins import KeepApart
from models.edits.voices import AddNote, AddNotes, NewNote, NewVoice, WithdrawVoice
from models.edits.weighing import GiveAnswer
from models.project import Project
from models.twins import kept_apart
from tests.widgets.support import context_of, seen
from widgets.capture.wall import Wall
from widgets.context import Context
from widgets.sort.room import SortRoom
from widgets.sort.twin_watch import TwinWatch, twin_watch
from widgets.sort.twins import TwinsPage

Key = Qt.Key
MONDAYS = ("Open on Mondays", "Please open on Mondays")
LETTERS = ("A letter in plain words", "The letter in plain words, please")


def add(project: Project, words: str, kind: str = "idea") -> str:
    return str(project.perform(AddNote(NewNote((NewVoice(words),), {"kind": kind}))).result)


def noise(project: Project) -> None:
    for words in ("More benches in the park", "The lift is broken again", "Somebody who speaks Somali at the desk"):
        add(project, words)


class Shown:
    """The page in its room, on screen, with everything looked through."""

    def __init__(self, project: Project, qtbot: QtBot) -> None:
        self.project, self.qtbot = project, qtbot
        self.context = context_of(project)
        self.document = self.context.document
        self.room = SortRoom(self.context)
        qtbot.addWidget(self.room)
        self.room.resize(1100, 620)
        self.room.show()
        self.room.activateWindow()
        qtbot.waitUntil(self.room.isActiveWindow)
        self.room.enter()
        page = self.room.show_page("twins")
        assert isinstance(page, TwinsPage)
        self.page = page
        qtbot.waitUntil(lambda: page.watch.is_whole)
        page.enter_focus()
        QApplication.processEvents()

    @property
    def listed(self) -> list[tuple[str, ...]]:
        return [(card.title, *card.also) for card in self.page.list.cards.cards]

    def press(self, key: Qt.Key) -> None:
        focused = QApplication.focusWidget()
        assert focused is not None
        self.qtbot.keyClick(focused, key)

    def words(self) -> list[list[str]]:
        return [[voice.words for voice in note.voices] for note in self.project.ask(queries.notes)]


@pytest.fixture
def shown(project: Project, qtbot: QtBot) -> Iterator[Shown]:
    noise(project)
    for words in (*MONDAYS, *LETTERS):
        add(project, words)
    made = Shown(project, qtbot)
    yield made
    made.context.jobs.stop_all()


def test_pairs_stand_beside_each_other_with_exact_words_and_codes(shown: Shown) -> None:
    assert sorted(shown.listed) == [LETTERS, MONDAYS]
    assert shown.page.place.text() == "1 of 2"
    said = seen(shown.page)
    for note in shown.project.ask(queries.notes):
        if note.voices[0].words in shown.listed[0]:
            assert note.code in said
            assert note.voices[0].words in said


def test_v_adds_a_voice_goes_on_to_the_next_and_undo_brings_the_pair_back(shown: Shown) -> None:
    first, second = shown.listed[0]
    before = shown.listed
    shown.press(Key.Key_V)
    assert [first, second] in shown.words()
    assert shown.listed == before[1:]
    assert shown.page.place.text() == "1 of 1"
    assert shown.page.list.hasFocus()
    shown.document.undo()
    shown.qtbot.waitUntil(lambda: len(shown.listed) == 2)
    assert sorted(shown.listed) == sorted(before)


def test_left_lets_the_younger_note_stay(shown: Shown) -> None:
    first, second = shown.listed[0]
    assert shown.page.pair.notes[0].role.text() == "Stays"
    shown.press(Key.Key_Left)
    assert shown.page.pair.notes[1].role.text() == "Stays"
    shown.press(Key.Key_V)
    assert [second, first] in shown.words()


def test_k_keeps_apart_until_somebody_takes_it_back(shown: Shown) -> None:
    kept = shown.listed[0]
    shown.press(Key.Key_K)
    assert kept not in shown.listed
    assert len(shown.project.ask(kept_apart)) == 1
    assert shown.page.switch.accessibleName() == "Kept apart (1)"
    shown.page.switch.click()
    assert shown.listed == [kept]
    shown.press(Key.Key_T)
    assert shown.project.ask(kept_apart) == ()
    shown.qtbot.waitUntil(lambda: len(shown.listed) == 2)
    shown.document.undo()
    shown.qtbot.waitUntil(lambda: len(shown.listed) == 1)


def test_all_by_mouse(shown: Shown) -> None:
    shown.qtbot.mouseClick(shown.page.pair.apart, Qt.MouseButton.LeftButton)
    shown.qtbot.mouseClick(shown.page.pair.other, Qt.MouseButton.LeftButton)
    shown.qtbot.mouseClick(shown.page.pair.voice, Qt.MouseButton.LeftButton)
    assert len(shown.project.ask(kept_apart)) == 1
    assert sorted(map(len, shown.words()))[-1] == 2
    assert "Nothing left to decide" in seen(shown.page) or "No likely twins" in seen(shown.page)


def test_the_note_with_an_answer_stays(project: Project, qtbot: QtBot) -> None:
    noise(project)
    ids = [add(project, words) for words in MONDAYS]
    project.perform(GiveAnswer("now", note_id=ids[1]))
    made = Shown(project, qtbot)
    assert made.page.pair.ids == (ids[1], ids[0])
    made.press(Key.Key_V)
    assert [*reversed(MONDAYS)] in made.words()


def test_withdrawn_words_are_gone_at_once(shown: Shown) -> None:
    first = shown.listed[0][0]
    note = next(note for note in shown.project.ask(queries.notes) if note.voices[0].words == first)
    shown.document.perform(WithdrawVoice(note.voices[0].id))
    assert first not in seen(shown.page)
    assert all(first not in pair for pair in shown.listed)
    shown.qtbot.waitUntil(lambda: len(shown.listed) == 1)
    assert first not in str(shown.listed)


def test_a_project_without_twins_says_so(project: Project, qtbot: QtBot) -> None:
    noise(project)
    made = Shown(project, qtbot)
    assert "No likely twins" in seen(made.page)
    assert "3 notes were looked at." in seen(made.page)


def test_a_new_note_is_marked_after_enter_and_never_across_kinds(project: Project, qtbot: QtBot) -> None:
    noise(project)
    context = context_of(project)
    watch = twin_watch(context)
    assert twin_watch(context) is watch
    first = str(context.document.perform(AddNote(NewNote((NewVoice(MONDAYS[0]),), {"kind": "idea"}))).result)  # pyright: ignore[reportOptionalMemberAccess]
    with qtbot.waitSignal(watch.changed) as told:
        second = add_to(context, MONDAYS[1])
        other = add_to(context, MONDAYS[1], "stop")
    assert told.args == [frozenset({first, second})]
    assert watch.twins_of(second) == (first,)
    assert not watch.has_twin(other)
    with qtbot.waitSignal(watch.changed):
        context.document.perform(MergeTwins(second, first))
    assert not watch.has_twin(first)
    context.jobs.stop_all()


def test_many_lines_at_once_are_followed_in_small_turns(project: Project, qtbot: QtBot) -> None:
    context = context_of(project)
    watch = twin_watch(context)
    lines = tuple(NewNote((NewVoice(f"Line about thing{n} and matter{n}"),), {"kind": "idea"}) for n in range(30))
    context.document.perform(AddNotes((*lines, lines[3])))
    qtbot.waitUntil(lambda: bool(watch.pairs), timeout=5000)
    assert len(watch.pairs) == 1
    context.jobs.stop_all()


def test_looking_can_be_stopped_and_begun_again(project: Project, qtbot: QtBot) -> None:
    for words in MONDAYS:
        add(project, words)
    context = context_of(project)
    page = TwinsPage(context)
    qtbot.addWidget(page)
    page.show()
    page.refresh(frozenset())
    page.looking.stop.click()
    qtbot.waitUntil(lambda: not page.watch.is_looking)
    assert "Not looked through yet" in seen(page)
    page.looking.look.click()
    qtbot.waitUntil(lambda: page.watch.is_whole)
    assert len(page.list.cards.cards) == 1
    context.jobs.stop_all()


def add_to(context: Context, words: str, kind: str = "idea") -> str:
    done = context.document.perform(AddNote(NewNote((NewVoice(words),), {"kind": kind})))
    assert done is not None
    return str(done.result)


def test_the_watch_is_one_for_the_window(project: Project) -> None:
    context = context_of(project)
    assert isinstance(twin_watch(context), TwinWatch)


def test_the_wall_of_capture_shows_a_quiet_mark(project: Project, qtbot: QtBot) -> None:
    noise(project)
    context = context_of(project)
    wall = Wall(context)
    qtbot.addWidget(wall)
    context.document.changed.connect(wall.refresh)
    wall.refresh(frozenset())
    first, second = add_to(context, MONDAYS[0]), add_to(context, MONDAYS[1])
    chips = {card.id: card.chips for card in wall.cards.cards.cards}
    assert chips[second] == chips[first] == ()
    qtbot.waitUntil(lambda: wall.cards.cards.cards[0].chips != ())
    marked = {card.id for card in wall.cards.cards.cards if card.chips == (("Close to another note", "neutral"),)}
    assert marked == {first, second}
    context.document.perform(KeepApart(first, second))
    qtbot.waitUntil(lambda: all(card.chips == () for card in wall.cards.cards.cards))
    context.jobs.stop_all()

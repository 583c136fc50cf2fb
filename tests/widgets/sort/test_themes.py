"""The wall of themes by keyboard and by mouse: what is stored, what is marked next, and what Escape leaves."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models import queries, themes
from models.edits.project import AddWorkshop
from models.edits.theming import NewTheme
from models.edits.voices import AddNote, AddNotes, AddVoice, NewNote, NewVoice, WithdrawVoice
from models.project import Project
from tests.widgets.support import Heard, context_of, seen
from widgets.sort.room import SortRoom
from widgets.sort.themes.list import DragList
from widgets.sort.themes.numbers import NUMBERS, is_nought, number_at, place_of
from widgets.sort.themes.page import ThemesPage

Key, Mod = Qt.Key, Qt.KeyboardModifier
ARABIC = "كيف نحصل على المساعدة في البيت؟"


def notes(project: Project, count: int, kind: str = "idea") -> tuple[str, ...]:
    said = [NewVoice(f"Words {number}", {"words_source": "word_for_word"}) for number in range(count)]
    done = project.perform(AddNotes(tuple(NewNote((voice,), {"kind": kind}) for voice in said)))
    assert isinstance(done.result, tuple)
    return done.result


def theme(project: Project, title: str, *ids: str) -> str:
    return str(project.perform(NewTheme(title, ids)).result)


class Walled:
    """The page in its room, on screen."""

    def __init__(self, project: Project, qtbot: QtBot) -> None:
        self.project, self.qtbot = project, qtbot
        self.context = context_of(project)
        self.room = SortRoom(self.context)
        qtbot.addWidget(self.room)
        self.room.resize(1200, 640)
        self.room.show()
        self.room.activateWindow()
        qtbot.waitUntil(self.room.isActiveWindow)
        self.room.enter()
        page = self.room.show_page("themes")
        assert isinstance(page, ThemesPage)
        self.page = page
        page.enter_focus()
        QApplication.processEvents()

    @property
    def waiting(self) -> DragList:
        return self.page.unsorted.cards

    def press(self, *keys: Qt.Key, mod: Qt.KeyboardModifier = Mod.NoModifier) -> None:
        for key in keys:
            self.qtbot.keyClick(self.focus(), key, mod)

    def type(self, words: str) -> None:
        self.qtbot.keyClicks(self.focus(), words)

    def focus(self) -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def in_theme(self, theme_id: str) -> tuple[str, ...]:
        return self.project.ask(themes.notes_of_themes, {}, 100).get(theme_id, ())

    def titles(self) -> list[str]:
        return [one.title for one in self.project.ask(themes.wall_themes)]

    def cards(self, theme_id: str) -> DragList:
        return self.page.wall.columns[theme_id].cards


@pytest.fixture
def ids(project: Project) -> tuple[str, ...]:
    return notes(project, 6)


@pytest.fixture
def one(project: Project, ids: tuple[str, ...]) -> str:
    return theme(project, "One", ids[4])


@pytest.fixture
def two(project: Project, one: str) -> str:
    return theme(project, "Two")


@pytest.fixture
def walled(project: Project, two: str, qtbot: QtBot) -> Iterator[Walled]:
    yield Walled(project, qtbot)


# -- by keyboard ----------------------------------------------------------------------------------


def test_a_digit_puts_the_marked_card_into_its_theme_and_goes_on(
    walled: Walled, ids: tuple[str, ...], one: str, two: str
) -> None:
    assert walled.waiting.current_id() == ids[0]
    walled.press(Key.Key_2)
    assert walled.in_theme(two) == (ids[0],)
    assert walled.waiting.current_id() == ids[1]
    walled.press(Key.Key_1, Key.Key_1)
    assert walled.in_theme(one) == (ids[4], ids[1], ids[2])
    assert walled.waiting.current_id() == ids[3]
    assert walled.focus() is walled.waiting
    assert "4 of 6 sorted" in walled.page.head.so_far.text()
    assert walled.project.undo_label() == "Put in theme"


def test_several_marked_cards_go_together_and_come_back_with_one_undo(
    walled: Walled, ids: tuple[str, ...], one: str
) -> None:
    walled.press(Key.Key_Down)
    walled.press(Key.Key_Down, mod=Mod.ShiftModifier)
    walled.press(Key.Key_1)
    assert walled.in_theme(one) == (ids[4], ids[1], ids[2])
    assert walled.waiting.current_id() == ids[3]
    walled.context.document.undo()
    assert walled.in_theme(one) == (ids[4],)
    assert [card.id for card in walled.waiting.cards.cards] == [*ids[:4], ids[5]]


def test_n_names_a_new_theme_with_the_marked_cards(walled: Walled, ids: tuple[str, ...]) -> None:
    shop = str(walled.project.perform(AddWorkshop("An evening", {})).result)
    walled.context.session.enter_workshop(shop)
    walled.press(Key.Key_N)
    walled.type("Getting there")
    assert walled.titles() == ["One", "Two"]
    walled.press(Key.Key_Return)
    assert walled.titles() == ["One", "Two", "Getting there"]
    made = walled.project.ask(themes.wall_themes)[-1].id
    assert walled.in_theme(made) == (ids[0],)
    assert walled.project.ask(lambda r: r.driver_rows("SELECT workshop_id FROM theme WHERE id = ?", made)) == [(shop,)]
    assert walled.focus() is walled.waiting
    assert walled.waiting.current_id() == ids[1]


def test_escape_ends_naming_without_a_trace(walled: Walled) -> None:
    walled.press(Key.Key_N)
    walled.type("Half a na")
    walled.press(Key.Key_Escape)
    assert walled.titles() == ["One", "Two"]
    assert walled.focus() is walled.waiting
    assert not walled.page.wall.line.isVisible()


def test_a_name_that_is_being_typed_is_kept_when_the_file_closes(walled: Walled) -> None:
    walled.press(Key.Key_N)
    walled.type("Just in time")
    walled.context.document.settle()
    assert walled.titles() == ["One", "Two", "Just in time"]


def test_letters_are_the_numbers_of_further_themes(walled: Walled, ids: tuple[str, ...], project: Project) -> None:
    more = [theme(project, f"Theme {number}") for number in range(3, 12)]
    walled.room.refresh(frozenset())
    walled.press(Key.Key_A, Key.Key_B)
    assert walled.in_theme(more[7]) == (ids[0],)
    assert walled.in_theme(more[8]) == (ids[1],)
    assert walled.page.wall.columns[more[7]].header.number.text() == "a"


def test_a_number_without_a_theme_does_nothing(walled: Walled, ids: tuple[str, ...]) -> None:
    before = walled.project.undo_label(), len(walled.project.history.done)
    walled.press(Key.Key_7, Key.Key_Z)
    assert (walled.project.undo_label(), len(walled.project.history.done)) == before
    assert walled.waiting.current_id() == ids[0]


def test_numbers_mean_nothing_else() -> None:
    assert len(set(NUMBERS)) == len(NUMBERS)
    assert not set("jmnrst0") & set(NUMBERS)
    assert [place_of(number_at(place)) for place in range(len(NUMBERS))] == list(range(len(NUMBERS)))
    assert (place_of("٣"), place_of("B"), place_of("é"), place_of(""), place_of("12")) == (2, 10, -1, -1, -1)
    assert is_nought("0")
    assert is_nought("٠")
    assert number_at(len(NUMBERS)) == ""


def test_nought_and_delete_take_out(walled: Walled, ids: tuple[str, ...], one: str) -> None:
    walled.press(Key.Key_1)
    walled.page.wall.columns[one].cards.setFocus(Qt.FocusReason.TabFocusReason)
    walled.press(Key.Key_0)
    assert walled.in_theme(one) == (ids[0],)
    walled.press(Key.Key_Delete)
    assert walled.in_theme(one) == ()
    assert walled.project.undo_label() == "Take out of theme"
    trail = walled.project.ask(themes.trail_of_note, ids[4])
    assert [(step.from_title, step.to_title) for step in trail] == [("One", ""), ("", "One")]


def test_the_trail_keeps_the_role_of_whoever_sorts(project: Project, one: str, qtbot: QtBot) -> None:
    project.operator = "Scribe"
    walled = Walled(project, qtbot)
    moved = walled.waiting.current_id()
    walled.press(Key.Key_1)
    assert project.ask(themes.trail_of_note, moved)[0].by == "Scribe"


def test_arrow_keys_walk_over_the_wall(walled: Walled, one: str, two: str) -> None:
    walled.press(Key.Key_1)
    walled.press(Key.Key_Left)  # Two is empty: its title
    assert walled.focus() is walled.page.wall.columns[two].header
    walled.press(Key.Key_Left)
    assert walled.focus() is walled.page.wall.columns[one].header
    walled.press(Key.Key_Down)
    assert walled.focus() is walled.cards(one)
    assert walled.cards(one).marked_ids() == (walled.in_theme(one)[0],)
    assert walled.waiting.marked_ids() == ()
    walled.press(Key.Key_Up)
    assert walled.focus() is walled.page.wall.columns[one].header
    walled.press(Key.Key_Right, Key.Key_Right)
    assert walled.focus() is walled.waiting


def test_cards_and_themes_are_ordered_by_alt_and_arrows(
    walled: Walled, ids: tuple[str, ...], one: str, two: str
) -> None:
    walled.press(Key.Key_1, Key.Key_1)
    walled.page.wall.columns[one].cards.setFocus(Qt.FocusReason.TabFocusReason)
    walled.press(Key.Key_Down, mod=Mod.AltModifier)
    walled.press(Key.Key_Down, Key.Key_Down, mod=Mod.AltModifier)
    assert walled.in_theme(one) == (ids[0], ids[1], ids[4])
    assert walled.cards(one).marked_ids() == (ids[4],)
    walled.press(Key.Key_Up, mod=Mod.AltModifier)
    assert walled.in_theme(one) == (ids[0], ids[4], ids[1])
    walled.press(Key.Key_Right, mod=Mod.AltModifier)
    assert walled.titles() == ["Two", "One"]
    assert list(walled.page.wall.columns) == [two, one]
    assert walled.focus() is walled.cards(one)


def test_enter_on_a_title_renames(walled: Walled, two: str) -> None:
    walled.press(Key.Key_Left, Key.Key_Return)
    walled.type("Other words")
    walled.press(Key.Key_Return)
    assert walled.titles() == ["One", "Other words"]
    assert walled.focus() is walled.page.wall.columns[two].header
    walled.press(Key.Key_R)
    walled.type("x")
    walled.press(Key.Key_Escape)
    assert walled.titles() == ["One", "Other words"]


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # what the platform says of a popup
def test_j_joins_with_the_theme_of_a_number(walled: Walled, ids: tuple[str, ...], one: str, two: str) -> None:
    walled.press(Key.Key_2)
    walled.page.wall.columns[two].header.setFocus()
    menu = walled.page.work.ask_join(two, QPoint(10, 10))
    assert menu is not None
    assert [action.text() for action in menu.actions()] == ["&1  One"]
    menu.actions()[0].trigger()
    menu.close()
    assert walled.titles() == ["One"]
    assert walled.in_theme(one) == (ids[4], ids[0])


def test_s_splits_marked_cards_off(walled: Walled, ids: tuple[str, ...], one: str) -> None:
    walled.press(Key.Key_1, Key.Key_1)
    walled.cards(one).setFocus(Qt.FocusReason.TabFocusReason)
    walled.press(Key.Key_Down)
    walled.press(Key.Key_Down, mod=Mod.ShiftModifier)
    walled.press(Key.Key_S)
    walled.type("Part")
    walled.press(Key.Key_Return)
    assert walled.titles() == ["One", "Part", "Two"]
    made = walled.project.ask(themes.wall_themes)[1].id
    assert walled.in_theme(made) == (ids[0], ids[1])
    assert walled.project.undo_label() == "Split theme"


def test_delete_on_a_title_deletes_the_theme_and_offers_undo(walled: Walled, one: str) -> None:
    walled.page.wall.columns[one].header.setFocus()
    walled.press(Key.Key_Delete)
    assert walled.titles() == ["Two"]
    heard = walled.context.notices
    assert isinstance(heard, Heard)
    assert heard.sentences == ["The theme is gone. Its notes are not sorted now."]
    heard.actions[0]()
    assert walled.titles() == ["One", "Two"]


def test_copying_takes_the_exact_words(walled: Walled) -> None:
    assert walled.room.copy()
    assert QGuiApplication.clipboard().text() == "Words 0"


# -- by mouse -------------------------------------------------------------------------------------


def move(view: QWidget, where: QPoint) -> None:
    """Move the pressed mouse to a global place."""
    place = QPointF(view.mapFromGlobal(where))
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    QApplication.sendEvent(view, QMouseEvent(QEvent.Type.MouseMove, place, QPointF(where), none, left, Mod.NoModifier))


def drag(walled: Walled, source: DragList, card_id: str, where: QPoint, *, let_go: bool = True) -> None:
    view = source.viewport()
    at = source.visualRect(source.cards.index(source.cards.row_of(card_id))).center()
    walled.qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=at)
    move(view, view.mapToGlobal(at + QPoint(-40, 0)))
    move(view, where)
    if let_go:
        walled.qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=view.mapFromGlobal(where))


def middle(cards: DragList, below: int = 0) -> QPoint:
    view = cards.viewport()
    return view.mapToGlobal(QPoint(view.width() // 2, view.height() // 2 + below))


def hints(walled: Walled) -> int:
    lists = [walled.waiting, *(column.cards for column in walled.page.wall.columns.values())]
    return sum(cards.hint is not None for cards in lists)


def test_a_card_is_dragged_into_a_theme_with_one_hint(walled: Walled, ids: tuple[str, ...], one: str) -> None:
    drag(walled, walled.waiting, ids[2], middle(walled.cards(one)), let_go=False)
    assert hints(walled) == 1
    assert walled.in_theme(one) == (ids[4],)
    at = walled.waiting.viewport().mapFromGlobal(middle(walled.cards(one)))
    walled.qtbot.mouseRelease(walled.waiting.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert walled.in_theme(one) == (ids[4], ids[2])
    assert hints(walled) == 0
    assert walled.waiting.current_id() == ids[3]


def test_several_are_dragged_in_front_of_another_card(walled: Walled, ids: tuple[str, ...], one: str) -> None:
    walled.press(Key.Key_Down, mod=Mod.ShiftModifier)
    cards = walled.cards(one)
    top = cards.viewport().mapToGlobal(QPoint(20, 3))
    drag(walled, walled.waiting, ids[0], top)
    assert walled.in_theme(one) == (ids[0], ids[1], ids[4])
    drag(walled, cards, ids[0], middle(cards, 150))
    assert walled.in_theme(one) == (ids[1], ids[4], ids[0])
    drag(walled, cards, ids[4], middle(walled.waiting))
    assert walled.in_theme(one) == (ids[1], ids[0])


def test_escape_ends_dragging_without_a_trace(walled: Walled, ids: tuple[str, ...], one: str) -> None:
    before = len(walled.project.history.done)
    drag(walled, walled.waiting, ids[2], middle(walled.cards(one)), let_go=False)
    walled.press(Key.Key_Escape)
    assert not walled.page.drag.active
    assert hints(walled) == 0
    where = walled.waiting.viewport().mapFromGlobal(middle(walled.cards(one)))
    walled.qtbot.mouseRelease(walled.waiting.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert len(walled.project.history.done) == before
    assert walled.in_theme(one) == (ids[4],)


def test_dropping_beside_the_wall_does_nothing(walled: Walled, ids: tuple[str, ...]) -> None:
    before = len(walled.project.history.done)
    drag(walled, walled.waiting, ids[2], QPoint(-500, -500))
    assert len(walled.project.history.done) == before


# -- what is shown --------------------------------------------------------------------------------


def test_numbers_of_notes_and_voices_are_said(walled: Walled, ids: tuple[str, ...], one: str) -> None:
    walled.context.document.perform(AddVoice(ids[4], NewVoice("The same from another")))
    assert "1 note · 2 voices" in seen(walled.room)
    (card,) = walled.cards(one).cards.cards
    assert card.also == ("The same from another",)
    assert card.title == "“Words 4”"
    assert walled.page.wall.columns[one].header.accessibleName() == "Theme 1: One. 1 note · 2 voices"


def test_a_withdrawn_note_is_nowhere(walled: Walled, ids: tuple[str, ...], one: str) -> None:
    for note_id in (ids[4], ids[0]):
        (note,) = walled.project.ask(queries.notes, (note_id,))
        walled.context.document.perform(WithdrawVoice(note.voices[0].id))
    assert walled.cards(one).cards.cards == []
    assert ids[0] not in [card.id for card in walled.waiting.cards.cards]
    assert "0 of 4 sorted" in seen(walled.room)


def test_a_change_of_one_note_keeps_selection_and_scrolling(project: Project, qtbot: QtBot) -> None:
    ids = notes(project, 50)
    theme(project, "One")
    walled = Walled(project, qtbot)
    walled.waiting.mark(ids[30])
    walled.waiting.verticalScrollBar().setValue(700)
    before = walled.waiting.visualRect(walled.waiting.currentIndex()).top()
    walled.context.document.perform(AddVoice(ids[0], NewVoice("Another voice")))
    QApplication.processEvents()
    assert walled.waiting.visualRect(walled.waiting.currentIndex()).top() == before
    assert walled.waiting.marked_ids() == (ids[30],)


def test_the_list_reads_on_when_one_scrolls(project: Project, qtbot: QtBot) -> None:
    ids = notes(project, 150)
    walled = Walled(project, qtbot)
    assert len(walled.waiting.cards.cards) == 40
    walled.press(Key.Key_End)
    qtbot.waitUntil(lambda: len(walled.waiting.cards.cards) == 80)
    assert walled.room.show_row("contribution", ids[149])
    assert walled.waiting.current_id() == ids[149]


def test_notes_are_found_by_words_kind_and_step(walled: Walled, project: Project) -> None:
    walled.context.document.perform(AddNote(NewNote((NewVoice(ARABIC),), {"kind": "question"})))
    walled.room.find_here()
    walled.page.unsorted.search.setText("المساعدة")  # keyClicks knows ASCII only
    walled.qtbot.waitUntil(lambda: len(walled.waiting.cards.cards) == 1)
    walled.press(Key.Key_Return)
    assert walled.focus() is walled.waiting
    assert walled.waiting.cards.cards[0].title == ARABIC
    walled.press(Key.Key_Escape)
    assert len(walled.waiting.cards.cards) == 6
    kind = walled.page.unsorted.kind
    kind.setCurrentIndex(kind.findData("question"))
    kind.activated.emit(kind.currentIndex())
    assert len(walled.waiting.cards.cards) == 1
    assert "(1)" in walled.page.unsorted.count.text()


def test_show_row_finds_a_theme_and_a_note(walled: Walled, ids: tuple[str, ...], one: str) -> None:
    assert walled.room.show_row("theme", one)
    assert walled.focus() is walled.page.wall.columns[one].header
    assert walled.room.show_row("contribution", ids[4])
    assert walled.focus() is walled.cards(one)
    assert walled.room.show_row("contribution", ids[1])
    assert walled.waiting.current_id() == ids[1]
    assert not walled.room.show_row("theme", "nothing")


def test_empty_states_say_what_to_do(project: Project, qtbot: QtBot) -> None:
    walled = Walled(project, qtbot)
    assert "No notes yet" in seen(walled.room)
    assert "No themes yet" in seen(walled.room)
    (only,) = notes(project, 1)
    walled.context.document.changed.emit(frozenset({("contribution", only)}))
    made = theme(project, "One", only)
    walled.context.document.changed.emit(frozenset({("theme", made)}))
    assert "Everything is sorted" in seen(walled.room)
    assert "No themes yet" not in seen(walled.room)


def test_a_note_far_down_is_shown_with_what_stands_around_it(project: Project, qtbot: QtBot) -> None:
    ids = notes(project, 400)
    theme(project, "One")
    walled = Walled(project, qtbot)
    assert walled.room.show_row("contribution", ids[300])
    shown = [card.id for card in walled.waiting.cards.cards]
    assert len(shown) == 40
    assert walled.waiting.marked_ids() == (ids[300],)
    walled.press(Key.Key_Home)
    qtbot.waitUntil(lambda: walled.waiting.cards.cards[0].id < shown[0])
    walled.page.show_row("contribution", ids[300])
    walled.press(Key.Key_1)
    assert walled.waiting.marked_ids() == (ids[301],)
    assert "(399)" in walled.page.unsorted.count.text()


def test_looking_through_everything_keeps_a_window_of_cards(project: Project, qtbot: QtBot) -> None:
    ids = notes(project, 400)
    walled = Walled(project, qtbot)
    for _ in range(12):
        walled.press(Key.Key_End)
        QApplication.processEvents()
    assert walled.waiting.current_id() == ids[-1]
    assert len(walled.waiting.cards.cards) <= 240


def test_a_long_wall_has_all_its_cards_after_a_moment(project: Project, qtbot: QtBot) -> None:
    ids = notes(project, 12)
    made = [theme(project, f"Theme {number}", note_id) for number, note_id in enumerate(ids)]
    walled = Walled(project, qtbot)
    qtbot.waitUntil(lambda: all(walled.cards(one).cards.cards for one in made))
    assert [walled.cards(one).cards.cards[0].id for one in made] == list(ids)


def test_escape_from_the_first_name_brings_the_empty_state_back(project: Project, qtbot: QtBot) -> None:
    notes(project, 1)
    walled = Walled(project, qtbot)
    walled.press(Key.Key_N)
    assert "No themes yet" not in seen(walled.room)
    walled.press(Key.Key_Escape)
    assert "No themes yet" in seen(walled.room)
    assert walled.focus() is walled.waiting


def test_when_the_last_card_is_sorted_the_keys_go_to_the_wall(walled: Walled, two: str) -> None:
    walled.press(*[Key.Key_2] * 5)
    assert "Everything is sorted" in seen(walled.room)
    assert walled.focus() is walled.cards(two)

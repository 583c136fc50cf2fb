"""The list of Sort: what is seen, what the keyboard does, what is stored."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from models import queries
from models.edits.voices import AddNote, AddNotes, NewNote, NewVoice, WithdrawVoice
from models.lists import ListQuery
from models.project import Project
from tests.app.support import sample_in
from tests.widgets.support import Heard, context_of, seen
from widgets.room import EVERYTHING
from widgets.sort.list_page import ListPage

# What the offscreen platform says of a popup.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
SHIFT = Qt.KeyboardModifier.ShiftModifier
LONG = "lääkkeidenantoaikataulunmuutosilmoituslomake"


@contextmanager
def page_of(project: Project, qtbot: QtBot, size: tuple[int, int] = (1266, 620)) -> Iterator[ListPage]:
    page = ListPage(context_of(project))
    page.context.document.changed.connect(page.refresh)
    page.resize(*size)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    page.refresh(EVERYTHING)
    page.enter_focus()
    yield page
    page.close()
    page.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # pyright: ignore[reportArgumentType, reportCallIssue]


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Project]:
    with Project.open(sample_in(tmp_path)) as opened:
        yield opened


@pytest.fixture
def page(sample: Project, qtbot: QtBot) -> Iterator[ListPage]:
    with page_of(sample, qtbot) as made:
        yield made


def column_of(page: ListPage, key: str) -> list[str]:
    at = next(at for at, one in enumerate(page.table.rows.columns) if one.key == key)
    rows = page.table.rows
    return [str(rows.index(line, at).data()) for line in range(rows.rowCount()) if rows.lines.id_at(line)]


def headings(page: ListPage) -> list[tuple[str, int, bool]]:
    found = (page.table.rows.heading(line) for line in range(page.table.rows.rowCount()))
    return [one for one in found if one is not None]


def press(page: ListPage, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(page.table, key, held)
    QApplication.processEvents()


def header_click(page: ListPage, qtbot: QtBot, key: str) -> None:
    at = next(at for at, one in enumerate(page.table.rows.columns) if one.key == key)
    header = page.table.horizontalHeader()
    where = QPoint(header.sectionViewportPosition(at) + 20, header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=where)


def there(project: Project) -> int:
    return sum(not note.withdrawn for note in project.ask(queries.notes))


def heard(page: ListPage) -> Heard:
    assert isinstance(page.context.window, Heard)
    return page.context.window


# -- what is listed ---------------------------------------------------------------------------------


def test_all_notes_are_listed_newest_first(page: ListPage, sample: Project) -> None:
    assert page.bar.count.text() == str(there(sample))
    words = column_of(page, "words")
    newest = max((note for note in sample.ask(queries.notes) if not note.withdrawn), key=lambda note: note.id)
    assert newest.voices[0].words.startswith(words[0].rstrip("…"))
    assert page.desk.words.text().startswith(newest.voices[0].words)
    assert QApplication.focusWidget() is page.table


def test_a_click_on_a_header_sorts_and_a_second_one_turns_it_round(page: ListPage, qtbot: QtBot) -> None:
    header_click(page, qtbot, "words")
    words = [one.lower() for one in column_of(page, "words") if one.isascii()]
    assert words == sorted(words)
    role = Qt.ItemDataRole.AccessibleTextRole
    assert page.table.rows.headerData(0, Qt.Orientation.Horizontal, role) == "Words, sorted by it, least first"
    assert page.table.currentIndex().row() == 0  # the first of the new order
    header_click(page, qtbot, "words")
    assert [one.lower() for one in column_of(page, "words") if one.isascii()] == words[::-1]
    assert page.bar.order.text().strip() == "Sort: Words"
    assert page.bar.order.accessibleDescription() == "Most first"


def test_the_order_is_chosen_by_keyboard_too(page: ListPage) -> None:
    commands = {one.id: one for one in ListPage.commands(lambda: page)}
    commands["list-sort"].run()
    menu = next(one for one in page.findChildren(QMenu) if one.isVisible())
    assert [one.text() for one in menu.actions()][:3] == ["Newest", "Words", "Kind"]
    assert "Answer" not in [one.text() for one in menu.actions()]  # while people are generating
    next(one for one in menu.actions() if one.text() == "Voices").trigger()
    menu.close()
    voices = [int(one) for one in column_of(page, "voices")]
    assert voices == sorted(voices, reverse=True)


def test_words_filter_the_list_and_a_code_finds_its_note(page: ListPage, sample: Project) -> None:
    page.find_here()
    QTest.keyClicks(page.bar.search, "assessment")
    QTest.keyClick(page.bar.search, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is page.table
    listed = len(page.table.rows.lines)
    assert 0 < listed < there(sample)
    assert page.bar.count.text() == f"{listed} of {there(sample)}"
    page.find_here()
    note = sample.ask(queries.notes)[3]
    QTest.keyClicks(page.bar.search, note.code)
    page.settle()
    assert page.table.rows.lines.id_at(0) == note.id
    QTest.keyClick(page.bar.search, Qt.Key.Key_Escape)
    page.settle()
    assert page.bar.count.text() == str(there(sample))


def test_what_fits_nothing_says_so_and_is_taken_away(page: ListPage, sample: Project, qtbot: QtBot) -> None:
    page.bar.search.setText("zzzyyyxxx")
    page.settle()
    assert "Nothing fits" in seen(page)
    qtbot.mouseClick(page.clear, Qt.MouseButton.LeftButton)
    assert len(page.table.rows.lines) == there(sample)
    assert QApplication.focusWidget() is page.table


def test_a_chip_offers_values_with_numbers_by_keyboard(page: ListPage, sample: Project) -> None:
    popup = page.bar.filters.open("kind")
    assert popup is not None
    items = [popup.list.item(at) for at in range(popup.list.count())]
    notes = [note for note in sample.ask(queries.notes) if not note.withdrawn]
    ideas = sum(note.kind == "idea" for note in notes)
    named = next(item for item in items if item.text() == "Idea")
    assert named.data(Qt.ItemDataRole.AccessibleTextRole) == f"Idea, {ideas}"
    popup.list.setCurrentItem(named)
    QTest.keyClick(popup.list, Qt.Key.Key_Space)
    assert set(column_of(page, "kind")) == {"Idea"}
    assert page.bar.filters.chips["kind"].text().strip() == "Kind: Idea"
    assert page.bar.filters.clear.text().strip() == "1 filter · clear"
    QTest.keyClick(popup.list, Qt.Key.Key_Escape)
    page.bar.filters.clear.click()
    assert len(page.table.rows.lines) == len(notes)
    assert not page.bar.filters.clear.isVisibleTo(page)


def test_answers_and_votes_are_shown_only_once_somebody_switched_them_on(page: ListPage, sample: Project) -> None:
    keys = [one.key for one in page.table.rows.columns]
    assert "answer" not in keys
    assert "votes" not in keys
    assert "answer" not in page.bar.filters.chips
    page.bar.toggle_column("answer")
    assert "answer" in [one.key for one in page.table.rows.columns]
    assert "Somebody must decide first" in column_of(page, "answer")
    page.bar.ask(replace(page.query, sort="answer", group_by="answer", only={"answer": ("?",)}))
    assert headings(page)
    with_page = ListPage(page.context)  # the choice is kept in the settings
    assert with_page.bar.shows("answer")
    page.bar.toggle_column("answer")
    assert page.query == ListQuery()


# -- groups -----------------------------------------------------------------------------------------


def test_groups_have_headings_that_fold_by_keyboard_and_mouse(page: ListPage, sample: Project) -> None:
    page.bar.ask(replace(page.query, group_by="kind"))
    shown = headings(page)
    assert sum(count for _, count, _ in shown) == there(sample)
    first = page.table.rows.lines.line_of_heading(0)
    page.table.setCurrentIndex(page.table.rows.index(first, 0))
    press(page, Qt.Key.Key_Left)
    assert headings(page)[0][2]
    assert page.table.rows.rowCount() == there(sample) + len(shown) - shown[0][1]
    press(page, Qt.Key.Key_Right)
    assert not headings(page)[0][2]
    area = page.table.visualRect(page.table.rows.index(first, 0))
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=area.center())
    assert headings(page)[0][2]
    press(page, Qt.Key.Key_Return)
    assert not headings(page)[0][2]
    page.table.fold_all(folded=True)
    assert page.table.rows.rowCount() == len(shown)
    page.table.fold_all(folded=False)


def test_what_is_marked_in_a_folded_group_is_unfolded_to_be_shown(page: ListPage) -> None:
    note = page.table.rows.lines.id_at(5)
    page.bar.ask(replace(page.query, group_by="theme"))
    page.table.fold_all(folded=True)
    assert page.show_row("contribution", note)
    assert page.table.current_id() == note


# -- what is marked ---------------------------------------------------------------------------------


def test_enter_opens_a_note_where_it_is_worked_on(page: ListPage) -> None:
    press(page, Qt.Key.Key_Down)
    press(page, Qt.Key.Key_Return)
    assert heard(page).subjects == [("contribution", page.table.rows.lines.id_at(1))]


def test_copying_takes_the_exact_words_of_all_that_is_marked(page: ListPage, sample: Project) -> None:
    press(page, Qt.Key.Key_Down, SHIFT)
    assert page.copy()
    ids = page.table.marked_ids()
    notes = {note.id: note for note in sample.ask(queries.notes)}
    words = [voice.words for row_id in ids for voice in notes[row_id].voices]
    assert len(ids) == 2
    assert QGuiApplication.clipboard().text() == "\n".join(words)


def test_marked_rows_and_the_place_in_the_list_outlive_a_change(page: ListPage) -> None:
    press(page, Qt.Key.Key_Down)
    press(page, Qt.Key.Key_Down, SHIFT)
    kept, here = page.table.marked_ids(), page.table.current_id()
    top = page.table.rowViewportPosition(page.table.currentIndex().row())
    page.context.document.perform(AddNote(NewNote((NewVoice("A bench by the door"),), {"kind": "idea"})))
    assert page.table.rows.lines.id_at(0) not in kept
    assert page.table.marked_ids() == kept
    assert page.table.current_id() == here
    assert page.table.rowViewportPosition(page.table.currentIndex().row()) in (top, top + page.table.rowHeight(0))
    page.context.document.undo()
    assert page.table.marked_ids() == kept


def test_everything_that_is_marked_is_set_in_one_step(page: ListPage, sample: Project) -> None:
    press(page, Qt.Key.Key_Down, SHIFT)
    press(page, Qt.Key.Key_Down, SHIFT)
    ids = page.table.marked_ids()
    assert page.desk.marked.text() == "Set for 3 marked notes"
    menu = page.setting.open("kind", page, QPoint(0, 0))
    next(one for one in menu.actions() if one.text() == "Limit").trigger()
    menu.close()
    notes = {note.id: note for note in sample.ask(queries.notes)}
    assert {notes[row_id].kind for row_id in ids} == {"limit"}
    assert page.table.marked_ids() == ids
    menu = page.setting.open("theme", page, QPoint(0, 0))
    menu.actions()[0].trigger()
    menu.close()
    theme = next(iter(page.known().themes))
    notes = {note.id: note for note in sample.ask(queries.notes)}
    assert {notes[row_id].theme_id for row_id in ids} == {theme}
    page.context.document.undo()
    page.context.document.undo()
    assert {note.id: note.kind for note in sample.ask(queries.notes)}[ids[0]] != "limit"


def test_a_step_is_set_for_what_is_marked_and_taken_away(page: ListPage, sample: Project) -> None:
    (note,) = page.table.marked_ids()
    menu = page.setting.open("step", page, QPoint(0, 0))
    inside = next(action.menu() for action in menu.actions() if action.menu() is not None)
    assert isinstance(inside, QMenu)
    inside.actions()[1].trigger()
    code = {one.id: one for one in sample.ask(queries.notes)}[note].places[0].code
    assert inside.actions()[1].text().startswith(code)
    menu.actions()[-1].trigger()
    assert {one.id: one for one in sample.ask(queries.notes)}[note].places == ()
    menu.close()


def test_what_leaves_the_filter_gives_its_place_to_the_next(page: ListPage) -> None:
    page.bar.ask(ListQuery(only={"kind": ("idea",)}))
    first, second = page.table.rows.lines.id_at(0), page.table.rows.lines.id_at(1)
    page.table.mark(first)
    menu = page.setting.open("kind", page, QPoint(0, 0))
    next(one for one in menu.actions() if one.text() == "Offer").trigger()
    menu.close()
    assert page.table.current_id() == second
    assert page.table.marked_ids() == (second,)


def test_withdrawn_words_leave_the_list_and_the_desk(page: ListPage, sample: Project) -> None:
    note = next(one for one in sample.ask(queries.notes) if one.id == page.table.current_id())
    words = note.voices[0].words
    for voice in note.voices:
        page.context.document.perform(WithdrawVoice(voice.id))
    assert note.id not in page.table.rows.lines.listing.ids
    assert words not in seen(page)


# -- stories, screen readers, sizes -----------------------------------------------------------------


def test_stories_have_a_list_of_their_own(page: ListPage, sample: Project) -> None:
    page.bar.of.chosen.emit("stories")
    stories = [one for one in sample.ask(queries.stories) if not one.withdrawn]
    assert len(page.table.rows.lines) == len(stories)
    assert tuple(page.bar.filters.chips) == ("group", "step", "workshop", "tag", "consent")
    assert not page.desk.setters["kind"].isVisibleTo(page)
    page.open()
    assert heard(page).subjects[-1][0] == "story"
    assert page.show_row("contribution", sample.ask(queries.notes)[0].id)
    assert page.query.of == "notes"
    assert not page.show_row("theme", "x")


def test_a_screen_reader_hears_columns_rows_and_headings(page: ListPage) -> None:
    role = Qt.ItemDataRole.AccessibleTextRole
    page.bar.ask(replace(page.query, group_by="kind", sort="words"))
    rows = page.table.rows
    assert rows.headerData(0, Qt.Orientation.Horizontal, role) == "Words, sorted by it, least first"
    assert str(rows.index(0, 0).data(role)).endswith("unfolded")
    line = next(line for line in range(1, 10) if (row := rows.lines.row_at(line)) and row.group_ids)
    row = rows.lines.row_at(line)
    assert row is not None
    told = str(rows.index(line, 0).data(role))
    assert told.startswith(row.words)
    assert "Kind: " in told
    assert "Group: " in told
    assert str(rows.index(line, 1).data(role)).startswith("Kind: ")
    for part in (page.table, page.bar.search, page.bar.filters, page.desk, page.bar.of):
        assert part.accessibleName()


def test_an_empty_project_says_where_notes_come_from(project: Project, qtbot: QtBot) -> None:
    with page_of(project, qtbot) as page:
        assert "Nothing to list yet" in seen(page)
        qtbot.mouseClick(page.go, Qt.MouseButton.LeftButton)
        assert heard(page).rooms == ["capture"]
        page.context.document.perform(AddNote(NewNote((NewVoice("<b>A bench</b> & a lamp"),))))
        assert column_of(page, "words") == ["<b>A bench</b> & a lamp"]
        assert "<b>A bench</b> & a lamp" in seen(page.desk)


def test_only_what_is_seen_is_read(project: Project, qtbot: QtBot) -> None:
    project.perform(AddNotes(tuple(NewNote((NewVoice(f"Note {at}"),)) for at in range(1000))))
    with page_of(project, qtbot) as page:
        asked: list[int] = []
        read = page.table.rows.lines._read
        page.table.rows.lines._read = lambda ids: (asked.append(len(ids)), read(ids))[1]
        page.refresh(EVERYTHING)
        QApplication.processEvents()
        page.table.scrollToBottom()
        QApplication.processEvents()
        assert 0 < sum(asked) <= 4 * 64
        page.table.selectAll()
        assert len(page.table.marked_ids()) == 1000
        flags = QItemSelectionModel.SelectionFlag
        assert page.table.selectionModel().selection().count() == 1
        page.table.selectionModel().clear()
        page.table.selectionModel().select(page.table.rows.index(3, 0), flags.Select | flags.Rows)
        assert len(page.table.marked_ids()) == 1


@pytest.mark.parametrize("percent", [80, 200])
@pytest.mark.parametrize("size", [(1266, 620), (1820, 900)])
def test_nothing_is_wider_than_its_place(project: Project, qtbot: QtBot, percent: int, size: tuple[int, int]) -> None:
    texts = (LONG * 3, "مقعد بجانب الباب ومصباح في الممر", "A bench")
    project.perform(AddNotes(tuple(NewNote((NewVoice(text),), {"kind": "idea"}) for text in texts)))
    with page_of(project, qtbot, size) as page:
        page.context.look.use("light", percent)
        page.table.mark(page.table.rows.lines.id_at(2))
        QApplication.processEvents()
        assert (page.width(), page.height()) == size
        for part in (page.bar.of, page.bar.search, page.bar.columns, *page.bar.filters.chips.values()):
            holder = part.parentWidget()
            assert holder is not None
            assert part.geometry().right() <= holder.width()
        inside = page.desk.area.widget()
        assert inside is not None
        assert inside.width() <= page.desk.area.viewport().width()

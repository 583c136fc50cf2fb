"""The page Texts: versions written by keyboard, kept with their writer, found where they are missing or outdated."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models.edits.project import AddWorkshop, ChangeProject, ChangeWorkshop
from models.edits.sorting import AddTheme
from models.edits.versions import WriteVersion
from models.project import Project
from models.versions import VersionRecord, versions
from tests.models.support import result
from tests.widgets.support import context_of, seen
from widgets.context import Context
from widgets.room import EVERYTHING
from widgets.share.texts.page import TextsPage


@pytest.fixture
def workshop(project: Project) -> str:
    return result(project.perform(AddWorkshop("First", {"ask": "What would help?"})))


@pytest.fixture
def context(project: Project) -> Context:
    return context_of(project)


@pytest.fixture
def page(qtbot: QtBot, context: Context, workshop: str) -> Iterator[TextsPage]:
    made = TextsPage(context)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    context.document.changed.connect(made.refresh)
    made.refresh(EVERYTHING)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.enter_focus()
    yield made
    made.settle()


def kept(page: TextsPage) -> list[VersionRecord]:
    return list(page.context.document.ask(versions))


def choose(page: TextsPage, code: str) -> None:
    page.target.setCurrentIndex(page.target.findData(code))
    page.target.activated.emit(page.target.currentIndex())


def test_a_version_is_written_by_keyboard_with_its_writer(qtbot: QtBot, page: TextsPage) -> None:
    choose(page, "fi")
    page.list.take_focus()
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    words, writer = (page.editor.form.editor(key).target() for key in ("words", "writer"))
    assert words.hasFocus()
    qtbot.keyClicks(words, "Mika auttaisi?")
    qtbot.keyClick(words, Qt.Key.Key_Tab)
    assert kept(page) == []
    assert "Say who wrote it" in seen(page)
    assert writer.hasFocus()
    qtbot.keyClicks(writer, "Liisa")
    qtbot.keyClick(writer, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Say who wrote it" not in seen(page))
    assert [(one.language, one.easy_read, one.words, one.writer) for one in kept(page)] == [
        ("fi", False, "Mika auttaisi?", "Liisa")
    ]
    assert page.progress.text() == "1 of 1 text is written."
    assert page.list.cards.cards[0].chips == (("written", "settled"),)


def test_the_writer_is_remembered_and_the_next_missing_text_comes(
    qtbot: QtBot, page: TextsPage, project: Project
) -> None:
    page.context.document.perform(AddTheme("Doors"))
    page.context.document.perform(AddTheme("Bells"))
    choose(page, "en+easy")
    page.list.mark(page.list.cards.cards[0].id)
    words = page.editor.form.editor("words").target()
    page.editor.form.editor("writer").target().setFocus()
    qtbot.keyClicks(page.editor.form.editor("writer").target(), "Anna")
    words.setFocus()
    qtbot.keyClicks(words, "What helps you?")
    page.next_missing()
    assert [one.words for one in kept(page)] == ["What helps you?"]
    assert page.original.words.text() == "Doors"
    assert page.editor.form.editor("writer").value() == "Anna"
    assert words.hasFocus()
    assert page.progress.text() == "1 of 3 texts are written."


def test_what_is_typed_goes_to_the_text_it_was_typed_for(qtbot: QtBot, page: TextsPage) -> None:
    page.context.document.perform(AddTheme("Doors"))
    choose(page, "fi")
    page.editor.form.editor("writer").target().setFocus()
    qtbot.keyClicks(page.editor.form.editor("writer").target(), "Anna")
    words = page.editor.form.editor("words").target()
    words.setFocus()
    qtbot.keyClicks(words, "Mika auttaisi?")
    page.list.mark(page.list.cards.cards[1].id)
    assert [(one.of_table, one.words) for one in kept(page)] == [("workshop", "Mika auttaisi?")]
    assert page.editor.form.editor("words").value() == ""
    qtbot.keyClicks(words, "Ovet")
    choose(page, "fi+easy")
    assert [(one.of_table, one.words, one.easy_read) for one in kept(page)][1:] == [("theme", "Ovet", False)]


def test_an_outdated_version_is_listed_and_kept_by_a_button(qtbot: QtBot, page: TextsPage, workshop: str) -> None:
    document = page.context.document
    document.perform(WriteVersion("workshop", workshop, "ask", "fi", "Mikä auttaisi?", "Liisa"))
    document.perform(ChangeWorkshop(workshop, {"ask": "What helps?"}))
    choose(page, "fi")
    assert page.list.cards.cards[0].chips == (("look at it again", "waiting"),)
    assert "1 waits to be looked at again." in page.progress.text()
    assert page.editor.late.isVisibleTo(page)
    page.editor.keep.setFocus()
    qtbot.keyClick(page.editor.keep, Qt.Key.Key_Space)
    assert page.list.cards.cards[0].chips == (("written", "settled"),)
    assert not page.editor.late.isVisibleTo(page)
    document.undo()
    assert page.editor.late.isVisibleTo(page)


def test_filters_and_search_leave_what_is_wanted(page: TextsPage, workshop: str) -> None:
    document = page.context.document
    document.perform(AddTheme("Doors"))
    document.perform(WriteVersion("workshop", workshop, "ask", "fi", "Mikä auttaisi?", "Liisa"))
    choose(page, "fi")
    page.only.setCurrentIndex(page.only.findData("missing"))
    page.only.activated.emit(page.only.currentIndex())
    assert [card.title for card in page.list.cards.cards] == ["Doors"]
    page.only.setCurrentIndex(0)
    page.only.activated.emit(0)
    page.search.setText("auttaisi")
    assert [card.title for card in page.list.cards.cards] == ["What would help?"]
    page.search.setText("nothing of the kind")
    assert page.nothing.isVisibleTo(page)
    assert not page.editor.isVisibleTo(page)


def test_a_version_is_shown_with_its_language(page: TextsPage, workshop: str) -> None:
    document = page.context.document
    document.perform(AddTheme("Doors"))
    document.perform(WriteVersion("workshop", workshop, "ask", "fi", "Mikä auttaa?", "Liisa", easy_read=True))
    assert page.show_row("text_version", kept(page)[0].id)
    assert page.editor.heading.text() == "Suomi, easy read"
    assert page.editor.form.editor("words").value() == "Mikä auttaa?"
    assert not page.show_row("text_version", "f" * 32)


def test_the_projects_own_language_is_only_offered_in_easy_read(page: TextsPage) -> None:
    def offered() -> list[str]:
        return [page.target.itemData(at) for at in range(page.target.count())]

    assert offered() == ["fi", "en+easy", "fi+easy"]
    page.context.document.perform(ChangeProject({"language": "fi"}))
    assert offered() == ["en", "fi+easy", "en+easy"]


def test_versions_are_checked_by_the_words_of_their_language(qtbot: QtBot, page: TextsPage) -> None:
    choose(page, "fi")
    words = page.editor.form.editor("words").target()
    words.setFocus()
    qtbot.keyClicks(words, "Lupaamme, etta tama hoidetaan.")
    page.editor.marks.look_again()
    assert [mark.words for mark in page.editor.marks.marks] == ["Lupaamme"]
    page.editor.form.editor("words").show_draft("")


def test_an_empty_project_says_what_comes_here(qtbot: QtBot, context: Context) -> None:
    made = TextsPage(context)
    qtbot.addWidget(made)
    made.refresh(EVERYTHING)
    made.show()
    made.enter_focus()
    made.next_missing()
    assert "No text to write in another language yet" in seen(made)

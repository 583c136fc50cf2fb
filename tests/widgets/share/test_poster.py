"""The poster of a path in Share: which path, which paper, a preview, saved as PDF and as SVG, printed."""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models import queries
from models.edits.path import AddPath, NewCard
from models.edits.path_frame import ChangePath
from models.project import Project
from tests.widgets.share.support import answers, saved, settled, words_of
from tests.widgets.support import context_of
from widgets.fields.editors import ChoiceEditor
from widgets.share.documents.page import DocumentsPage
from widgets.share.room import ShareRoom

LANES = (("people_do", ""), ("feeling", ""))


def add(project: Project, title: str, words: str) -> str:
    cards = (NewCard(0, 0, words, (("", -2),)), NewCard(1, 0, "A letter comes"))
    return str(project.perform(AddPath(title, stages=("Before", "After"), lanes=LANES, cards=cards)).result)


@pytest.fixture
def paths(project: Project) -> tuple[str, str]:
    return add(project, "As today", "Ring and wait"), add(project, "As we wish", "Somebody rings")


@pytest.fixture
def page(project: Project, paths: tuple[str, str], qtbot: QtBot) -> Iterator[DocumentsPage]:
    context = context_of(project)
    context.session.show_path(paths[1])
    share = ShareRoom(context)
    qtbot.addWidget(share)
    share.resize(1266, 680)
    share.show()
    share.enter()
    share.documents.documents.mark("path-poster")
    settled(share.documents, qtbot)
    yield share.documents  # the room lives as long as the test


def choose(page: DocumentsPage, qtbot: QtBot, key: str, value: str) -> None:
    form = page.choices.form_of(page.wanted().export)
    assert form.isVisibleTo(page)
    editor = form.editor(key)
    editor.show_value(value)
    assert form._take(key, value, lambda _: None)
    settled(page, qtbot)


def test_it_begins_with_the_path_that_map_shows_and_any_other_can_be_chosen(
    page: DocumentsPage, paths: tuple[str, str], qtbot: QtBot
) -> None:
    assert "Somebody rings" in words_of(page)
    box = page.choices.form_of(page.wanted().export).editor("path")
    assert isinstance(box, ChoiceEditor)
    assert [box.box.itemText(at) for at in range(box.box.count())] == ["The first one", "As today", "As we wish"]
    choose(page, qtbot, "path", paths[0])
    assert "Ring and wait" in words_of(page)
    page.context.session.show_path(paths[1])  # a choice stays, whatever Map shows
    settled(page, qtbot)
    assert "Ring and wait" in words_of(page)


def test_a_path_that_is_renamed_or_new_is_in_the_list_at_once(
    page: DocumentsPage, project: Project, paths: tuple[str, str], qtbot: QtBot
) -> None:
    choose(page, qtbot, "paper", "A2")
    add(project, "A third", "Somebody writes")
    project.perform(ChangePath(paths[1], {"title": "As we all wish"}))
    page.refresh(frozenset(("path", path_id) for path_id in paths))
    settled(page, qtbot)
    form = page.choices.form_of(page.wanted().export)
    box = form.editor("path")
    assert isinstance(box, ChoiceEditor)
    assert form.isVisibleTo(page)
    assert [box.box.itemText(at) for at in range(1, box.box.count())] == ["As today", "As we all wish", "A third"]
    assert "paper='A2'" in repr(page.wanted().options)
    assert "As we all wish" in words_of(page)


def test_it_is_saved_as_pdf_and_as_svg_and_printed(page: DocumentsPage, qtbot: QtBot, tmp_path: Path) -> None:
    choose(page, qtbot, "paper", "A1")
    saved(page, qtbot, tmp_path / "poster.pdf")
    with pypdfium2.PdfDocument(tmp_path / "poster.pdf") as pdf:
        assert sorted(round(side * 25.4 / 72) for side in pdf[0].get_size()) == [594, 841]
    page.choices.choose("path-poster", ("en", ""), "path-poster-svg")
    page._show()
    settled(page, qtbot)
    saved(page, qtbot, tmp_path / "poster.svg")
    assert "Somebody rings" in (tmp_path / "poster.svg").read_text(encoding="utf-8")
    answers(page).print_to = tmp_path / "paper.pdf"
    answers(page).print_pages = (0,)
    with qtbot.waitSignal(page.saving.saved, timeout=60_000):
        qtbot.mouseClick(page.saving.print, Qt.MouseButton.LeftButton)
    assert (tmp_path / "paper.pdf").stat().st_size > 1000
    assert len(page.context.document.ask(queries.paths)) == 2

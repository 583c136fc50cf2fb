"""Each document once: in a language or two, in one of its forms, with what is remembered and what is noted."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from exports.catalog import EXPORTS
from models import exports_log
from models.edits.project import AddWorkshop, ChangeProject
from models.edits.voices import AddNote, AddStory, ConsentAnswer, NewNote, NewVoice
from models.project import Project
from tests.widgets.share.support import answers, known, pdf_words, saved, settled, words_of
from tests.widgets.support import TODAY, seen
from widgets.share.documents.listing import documents, forms_of
from widgets.share.documents.page import DocumentsPage

YES = (ConsentAnswer("public_report", "yes", "written"),)


@pytest.fixture
def project(project: Project) -> Project:
    project.perform(AddWorkshop("Evening", {"ask": "What would help?", "day": TODAY}))
    project.perform(AddNote(NewNote((NewVoice("A bench"),))))
    project.perform(AddStory("We waited.", {}, consents=YES))
    return project


def choose_language(page: DocumentsPage, qtbot: QtBot, code: str) -> None:
    box = page.panel.choosing.box
    box.setFocus()
    box.setCurrentIndex(box.findData(code))
    box.activated.emit(box.currentIndex())
    settled(page, qtbot)


def choose_form(page: DocumentsPage, qtbot: QtBot, words: str) -> None:
    buttons = {one.accessibleName(): one for one in page.panel.choosing.findChildren(QPushButton) if one.isVisible()}
    qtbot.mouseClick(buttons[f"Form: {words}"], Qt.MouseButton.LeftButton)
    settled(page, qtbot)


def show(page: DocumentsPage, qtbot: QtBot, document_id: str) -> None:
    page.documents.mark(document_id)
    settled(page, qtbot)


def test_each_document_is_listed_once_with_its_pages(room: DocumentsPage, qtbot: QtBot) -> None:
    ids = [card.id for card in room.documents.cards.cards]
    assert len(ids) == len(set(ids)) == len({one.document for one in EXPORTS}) + 1
    show(room, qtbot, "participant-summary")
    card = room.documents.cards.cards[room.documents.cards.row_of("participant-summary")]
    assert card.sub.startswith(f"{room.preview.page_count()} page")


def test_another_language_changes_the_words_and_is_kept(room: DocumentsPage, qtbot: QtBot, tmp_path: Path) -> None:
    show(room, qtbot, "participant-summary")
    english = words_of(room)
    choose_language(room, qtbot, "fi")
    finnish = words_of(room)
    assert finnish != english
    assert "What would help?" in finnish
    assert room.panel.choosing.box.currentText() == "Suomi"
    show(room, qtbot, "what-we-heard")  # begins with what was chosen last
    assert room.wanted().language == "fi"
    choose_language(room, qtbot, "en")
    show(room, qtbot, "participant-summary")
    assert room.wanted().language == "fi"
    assert words_of(room) == finnish
    saved(room, qtbot, tmp_path / "fi.pdf")
    assert pdf_words(tmp_path / "fi.pdf") == finnish
    (noted,) = room.context.document.ask(exports_log.exports)
    assert (noted.language, noted.export, len(noted.stories)) == ("fi", "participant-summary", 1)


def test_two_languages_stand_side_by_side(room: DocumentsPage, qtbot: QtBot, tmp_path: Path) -> None:
    show(room, qtbot, "participant-summary")
    choose_language(room, qtbot, "fi")
    finnish = words_of(room)
    choose_language(room, qtbot, "fi+en")
    both = words_of(room)
    assert room.panel.choosing.box.currentText() == "Suomi, with English beside it"
    assert both != finnish
    saved(room, qtbot, tmp_path / "both.pdf")
    assert pdf_words(tmp_path / "both.pdf") == both
    assert room.context.document.ask(exports_log.exports)[0].language == "fi+en"


def test_a_project_in_finnish_begins_with_finnish(room: DocumentsPage, qtbot: QtBot) -> None:
    room.context.document.perform(ChangeProject({"language": "fi"}))
    show(room, qtbot, "participant-summary")
    assert room.wanted().language == "fi"


def test_a_form_changes_the_file_and_not_the_pages(room: DocumentsPage, qtbot: QtBot, tmp_path: Path) -> None:
    show(room, qtbot, "participant-summary")
    if len(forms_of("participant-summary")) == 1:
        pytest.skip("the summary has one form yet")
    pages = words_of(room)
    choose_form(room, qtbot, "HTML")
    assert words_of(room) == pages
    assert "One file for any browser" in seen(room.panel)
    assert room.saving.save.accessibleName() == "Save HTML"
    saved(room, qtbot, tmp_path / "page")
    assert "A bench" in (tmp_path / "page.html").read_text("utf-8")
    assert room.context.document.ask(exports_log.exports)[0].export == "participant-summary-html"
    show(room, qtbot, "what-we-heard")
    show(room, qtbot, "participant-summary")
    assert room.wanted().export.suffix == ".html"  # remembered
    assert "Every letter in it can be printed." not in known(room)  # whoever opens it brings fonts along


def test_a_table_says_rows_and_has_one_language_and_no_print(room: DocumentsPage, qtbot: QtBot, tmp_path: Path) -> None:
    choose_language(room, qtbot, "fi+en")
    show(room, qtbot, "ideas-csv")
    assert room.wanted().beside == ""
    assert [room.panel.choosing.box.itemData(at) for at in range(room.panel.choosing.box.count())] == ["en", "fi"]
    assert not room.saving.print.isVisible()
    assert room.saving.save.accessibleName() == "Save CSV"
    saved(room, qtbot, tmp_path / "notes.csv")
    assert "A bench" in (tmp_path / "notes.csv").read_text("utf-8-sig")
    assert "Saved as notes.csv, 1 row." in seen(room.saving)
    room.saving.ask_and_print()
    assert not room.saving.is_busy


def test_the_dialog_offers_the_form_and_a_name_in_the_language(
    room: DocumentsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[tuple[str, str]] = []

    def hear(title: str, patterns: str, proposed: Path) -> None:
        del title
        offered.append((patterns, proposed.name))

    monkeypatch.setattr(answers(room), "file_to_save", hear)
    show(room, qtbot, "participant-summary")
    room.saving.ask_and_save()
    choose_language(room, qtbot, "fi")
    room.saving.ask_and_save()
    assert [patterns for patterns, _ in offered] == ["PDF (*.pdf)"] * 2
    assert "What we heard, and where it stands" in offered[0][1]
    assert offered[1][1] != offered[0][1]


def test_every_document_can_be_previewed(room: DocumentsPage, qtbot: QtBot) -> None:
    for one in documents():
        show(room, qtbot, one.document)
        assert room.preview.page_count() > 0, one.id
        qtbot.waitUntil(lambda: bool(known(room)), timeout=10_000)

"""Before it leaves the house: who could be found by it, what lacks, and what printing makes final."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox, QPushButton
from pytestqt.qtbot import QtBot

from models import queries, versions
from models.edits.path_frame import AddStandardPath
from models.edits.project import AddWorkshop
from models.edits.redactions import AddRedaction
from models.edits.versions import WriteVersion
from models.edits.voices import AddNote, AddStory, ConsentAnswer, NewNote, NewVoice
from models.project import Project
from models.redaction import Span
from tests.widgets.share.support import answers, heard, known, saved, settled
from tests.widgets.support import TODAY, Heard, context_of, seen
from widgets.share.documents.page import DocumentsPage
from widgets.share.room import ShareRoom

YES = ConsentAnswer("public_report", "yes", "written")
WORDS = "Then Matti Virtanen rang me on 040 123 4567."
NOTHING = "No number, address or full name was found in people's words. A name alone is not recognised."


def told(page: DocumentsPage, words: str, *consents: ConsentAnswer) -> str:
    done = page.context.document.perform(AddStory(words, {}, consents=consents))
    assert done is not None
    return str(done.result)


def looked_at(page: DocumentsPage, qtbot: QtBot, document_id: str = "participant-summary") -> None:
    page.documents.mark(document_id)
    page.make_preview()
    settled(page, qtbot)
    qtbot.waitUntil(lambda: bool(known(page)), timeout=10_000)


def leads(page: DocumentsPage) -> dict[str, QPushButton]:
    return {one.text(): one for one in page.panel.checks.findChildren(QPushButton) if one.isVisible()}


def test_likely_names_lead_to_the_words_and_hidden_ones_are_gone(room: DocumentsPage, qtbot: QtBot) -> None:
    story = told(room, WORDS, YES)
    looked_at(room, qtbot)
    qtbot.waitUntil(lambda: any(one.startswith("2 places in people's words look like") for one in known(room)))
    (first, second) = [text for text in leads(room) if text.startswith("“")]
    assert first.startswith("“Matti Virtanen” in ")
    assert second.startswith("“040 123 4567” in ")
    leads(room)[first].click()
    assert isinstance(room.context.window, Heard)
    assert room.context.window.subjects == [("story", story)]
    spans = tuple(Span(WORDS.index(text), WORDS.index(text) + len(text)) for text in ("Matti Virtanen", "040 123 4567"))
    room.context.document.perform(AddRedaction("story", story, spans))
    looked_at(room, qtbot)
    qtbot.waitUntil(lambda: NOTHING in known(room), timeout=10_000)


def test_what_is_not_in_the_document_is_not_counted(room: DocumentsPage, qtbot: QtBot) -> None:
    told(room, WORDS)  # nobody agreed to a public report
    looked_at(room, qtbot)
    qtbot.waitUntil(lambda: NOTHING in known(room), timeout=10_000)
    assert "Virtanen" not in seen(room)


def test_a_table_is_looked_through_as_a_whole(room: DocumentsPage, qtbot: QtBot) -> None:
    for number in range(20):
        room.context.document.perform(AddNote(NewNote((NewVoice(f"Words {number}"),))))
    room.context.document.perform(AddNote(NewNote((NewVoice(WORDS),))))  # beyond the rows that are shown
    looked_at(room, qtbot, "ideas-csv")
    qtbot.waitUntil(lambda: any(one.startswith("2 places in people's words look like") for one in known(room)))


def test_stories_left_out_lead_to_those_that_can_be_asked(room: DocumentsPage, qtbot: QtBot) -> None:
    unasked = told(room, "Nobody asked")
    told(room, "No", ConsentAnswer("public_report", "no", "spoken"))
    told(room, "Over", ConsentAnswer("public_report", "yes", "spoken", ask_again=date(2026, 1, 1)))
    looked_at(room, qtbot)
    codes = {story.id: story.code for story in room.context.document.ask(queries.stories)}
    qtbot.waitUntil(lambda: f"Story {codes[unasked]}: not asked" in leads(room), timeout=10_000)
    shown = [text for text in leads(room) if text.startswith("Story")]
    assert len(shown) == 2  # who said no is not asked again
    leads(room)[shown[0]].click()
    assert isinstance(room.context.window, Heard)
    assert room.context.window.subjects == [("story", unasked)]


def test_texts_without_a_version_are_counted(room: DocumentsPage, qtbot: QtBot) -> None:
    document = room.context.document
    done = document.perform(AddWorkshop("Evening", {"ask": "What would help you most?", "day": TODAY}))
    assert done is not None
    box = room.panel.choosing.box
    box.setCurrentIndex(box.findData("fi"))
    box.activated.emit(box.currentIndex())
    looked_at(room, qtbot)
    said = "1 text of yours stands in it as it was written: nobody wrote a version in Suomi yet."
    qtbot.waitUntil(lambda: said in known(room), timeout=10_000)
    (text,) = [one for one in document.ask(versions.texts) if one.table == "workshop"]
    document.perform(WriteVersion(text.table, text.id, text.field, "fi", "Mikä auttaisi eniten?", "Lead"))
    looked_at(room, qtbot)
    qtbot.waitUntil(lambda: "Every text of yours in it has a version in Suomi." in known(room), timeout=10_000)


def test_what_lacks_in_easy_read_is_counted_and_leads_to_the_texts(
    share: ShareRoom, room: DocumentsPage, qtbot: QtBot
) -> None:
    document = room.context.document
    document.perform(AddWorkshop("Evening", {"ask": "What would help you most?", "day": TODAY}))
    looked_at(room, qtbot)
    boxes = {one.accessibleName(): one for one in room.panel.forms.findChildren(QCheckBox)}
    next(box for name, box in boxes.items() if "asy read" in name).click()
    looked_at(room, qtbot)
    said = "1 text is not written in easy read in English yet. The page lists it as missing."
    qtbot.waitUntil(lambda: said in known(room), timeout=10_000)
    leads(room)[next(text for text in leads(room) if text == "Write versions")].click()
    assert share.page is share.pages["texts"]


def test_what_is_to_be_looked_at_is_counted_above_save(room: DocumentsPage, qtbot: QtBot) -> None:
    told(room, WORDS, YES)
    looked_at(room, qtbot)
    waiting = sum(1 for row in known(room) if row)
    assert waiting
    count = room.panel.to_look
    qtbot.waitUntil(count.isVisible, timeout=10_000)
    assert count.text().strip().endswith("to look at first")
    count.click()
    assert room.panel.checks.isAncestorOf(room.panel.focusWidget() or room)


# -- what printing makes final --------------------------------------------------------------------------------------


def test_a_printed_wall_template_keeps_its_step_codes_and_can_be_let_go(
    room: DocumentsPage, project: Project, qtbot: QtBot, tmp_path: Path
) -> None:
    project.perform(AddStandardPath("The path", stages=("Before", "After")))
    looked_at(room, qtbot, "print-pack")
    assert not project.ask(queries.paths)[0].frozen  # looking makes nothing final
    saved(room, qtbot, tmp_path / "pack.pdf")
    assert project.ask(queries.paths)[0].frozen
    assert heard(room).sentences[-1] == "Saved as pack.pdf. The step codes stay as they are now."
    heard(room).actions[-1]()
    assert not project.ask(queries.paths)[0].frozen
    answers(room).print_to = tmp_path / "paper.pdf"
    answers(room).print_pages = (0,)
    with qtbot.waitSignal(room.saving.saved, timeout=30_000):
        room.saving.ask_and_print()
    assert project.ask(queries.paths)[0].frozen
    saved(room, qtbot, tmp_path / "again.pdf")
    assert heard(room).sentences[-1] == "Saved as again.pdf."


# -- a project that can only be read --------------------------------------------------------------------------------


def test_of_a_project_that_can_only_be_read_it_is_said_that_nothing_is_noted(
    project: Project, qtbot: QtBot, tmp_path: Path
) -> None:
    project.perform(AddStory("Told", {}, consents=(YES,)))
    path = project.store.path
    assert path is not None
    project.close()
    with Project.open(path, reading=True) as reading:
        share = ShareRoom(context_of(reading))
        qtbot.addWidget(share)
        share.resize(1266, 680)
        share.show()
        share.enter()
        page = share.documents
        looked_at(page, qtbot)
        saved(page, qtbot, tmp_path / "read.pdf")
        assert "This project can only be read here, so it is not noted in it." in seen(page.saving)
        share.leave()
        share.context.jobs.stop_all()


@pytest.mark.parametrize("document_id", ["what-we-heard", "print-pack"])
def test_an_empty_project_has_pages_and_nothing_to_fear(room: DocumentsPage, qtbot: QtBot, document_id: str) -> None:
    looked_at(room, qtbot, document_id)
    assert room.preview.page_count() > 0
    assert NOTHING in known(room)

"""Before a document leaves the house: the organisation's own texts with words to look at are named, and lead there."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from models import queries
from models.edits.project import AddWorkshop
from models.edits.weighing import GiveAnswer
from models.project import Project
from tests.models.support import add_note
from tests.widgets.support import Heard
from widgets.share.documents.page import DocumentsPage
from widgets.share.panel import CheckRow

SAID = {"owner": "Clinic lead", "report_back": date(2027, 6, 15)}


@pytest.fixture
def project(project: Project) -> Project:
    """A project whose words of people promise as much as its own texts do."""
    note = add_note(project, "You promised: we will definitely get a ramp, PEOPLESWORDS", kind="idea")
    sentence = {"sentence": "We guarantee a ramp by spring."}
    project.perform(GiveAnswer("now", {**SAID, **sentence}, note_id=note))
    project.perform(AddWorkshop("One", {"ask": "What would help?"}))
    return project


def rows(room: DocumentsPage) -> list[str]:
    return [row.accessibleName() for row in room.panel.findChildren(CheckRow) if row.isVisible()]


def test_own_texts_are_named_and_peoples_words_never(room: DocumentsPage) -> None:
    said = [row for row in rows(room) if "guarantee" in row or row.startswith("Wording")]
    assert said == [
        "Wording: 1 text of yours says more than is known, or in words of the trade.",
        "What we tell the people who asked: “guarantee”",
    ]
    assert not [row for row in rows(room) if "PEOPLESWORDS" in row or "definitely" in row]


def test_it_leads_to_the_answer_and_is_settled_once_that_is_changed(
    room: DocumentsPage, qtbot: QtBot, project: Project
) -> None:
    (lead,) = (button for button in room.panel.findChildren(QPushButton) if button.text() == "Show it")
    lead.click()
    (note,) = project.ask(queries.notes)
    assert isinstance(room.context.window, Heard)
    assert room.context.window.rooms == ["weigh"]
    assert room.context.window.subjects == [("contribution", note.id)]
    mended = {**SAID, "sentence": "This looks possible soon."}
    room.context.document.perform(GiveAnswer("now", mended, note_id=note.id))
    room.make_preview()
    qtbot.waitUntil(lambda: "Wording: nothing in your own texts to look at." in rows(room))


def test_an_own_list_that_cannot_be_read_keeps_nobody_from_looking(
    room: DocumentsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    broken = tmp_path / "own.toml"
    broken.write_text("[[strong]\n", encoding="utf-8")
    room.context.settings.set("wording_list", str(broken))
    room.make_preview()
    qtbot.waitUntil(lambda: any("own.toml" in row for row in rows(room)))
    assert [row for row in rows(room) if "guarantee" in row]

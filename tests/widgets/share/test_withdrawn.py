"""A story that may not be used any more: the documents that hold it are named where it is withdrawn, and in Share."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from models import exports_log, queries
from models.edits.voices import AddStory, ConsentAnswer
from models.project import Project
from tests.widgets.support import Heard, context_of, seen
from widgets.capture.room import CaptureRoom
from widgets.share.left.page import LeftPage
from widgets.share.room import ShareRoom

YES = tuple(ConsentAnswer(purpose, "yes", "written") for purpose in ("internal_report", "public_report"))


@pytest.fixture
def told(project: Project) -> str:
    """A story that is in two documents."""
    story = str(project.perform(AddStory("CANARY told", {}, consents=YES)).result)
    project.log_export("participant-summary", "public.pdf", "public_report", (story,), "fi+en")
    project.log_export("lead-report", "", "internal_report", (story,), "en")
    return story


@pytest.fixture
def capture(project: Project, told: str, qtbot: QtBot) -> Iterator[CaptureRoom]:
    """Capture with the story on the desk."""
    room = CaptureRoom(context_of(project))
    qtbot.addWidget(room)
    room.resize(1266, 680)
    room.show()
    room.enter()
    assert room.show_row("story", told)
    yield room
    room.leave()


def heard(room: CaptureRoom) -> Heard:
    assert isinstance(room.context.notices, Heard)
    return room.context.notices


def test_withdrawing_names_both_and_leads_to_them(capture: CaptureRoom, project: Project) -> None:
    assert not capture.desk.stories.left_house.isVisible()
    capture.desk.withdraw.click()
    assert heard(capture).sentences == ["The story is withdrawn. 2 documents that left the house hold it."]
    said = seen(capture.desk)
    assert "2 documents that left the house hold this story." in said
    assert "public.pdf: What we heard, and where it stands" in said
    assert "Printed: Report of the project lead" in said
    assert "CANARY" not in said
    newest = project.ask(exports_log.exports)[0].id
    heard(capture).actions[-1]()
    capture.desk.stories.left_house.show_them.click()
    assert heard(capture).subjects == [("export_log", newest)] * 2


def test_a_purpose_withdrawn_names_the_documents_of_that_purpose(capture: CaptureRoom) -> None:
    capture.desk.stories.consents.answers["public_report", "no"].click()
    told = capture.desk.stories.left_house
    assert told.isVisible()
    assert "1 document that left the house holds this story." in seen(told)
    assert "public.pdf" in seen(told)
    assert "Printed" not in seen(told)
    capture.desk.stories.consents.answers["public_report", "yes"].click()
    assert not told.isVisible()


def test_a_story_that_nothing_holds_is_put_away(project: Project, capture: CaptureRoom) -> None:
    other = str(project.perform(AddStory("Other", {}, consents=YES)).result)
    assert capture.show_row("story", other)
    capture.desk.withdraw.click()
    assert capture.opened is None
    assert heard(capture).sentences == ["The story is withdrawn. Undo does not bring it back."]


def test_erasing_says_how_many_documents_hold_it_still(capture: CaptureRoom) -> None:
    capture.desk.erase.click()
    said = "Erased for good. 2 documents that left the house still hold it: see Share."
    assert heard(capture).sentences == [said]


def test_the_page_lists_them_newest_first_and_says_what_may_not_be_used(
    project: Project, told: str, share: ShareRoom, qtbot: QtBot
) -> None:
    (story,) = project.ask(queries.stories)
    page = share.show_page("left")
    assert isinstance(page, LeftPage)
    assert [card.title for card in page.list.cards.cards] == [
        "Report of the project lead",
        "What we heard, and where it stands",
    ]
    newest, oldest = project.ask(exports_log.exports)
    assert share.show_row("export_log", oldest.id)
    said = seen(page)
    for words in ("public.pdf", "PDF · Suomi, with English beside it", "Public report", "It holds 1 story:"):
        assert words in said
    assert not page.held.isVisible()
    (code,) = [one for one in page.findChildren(QPushButton) if one.isVisible() and one.text() == story.code]
    code.click()
    assert isinstance(share.context.window, Heard)
    assert share.context.window.subjects == [("story", told)]
    share.context.document.perform(AddStory("Other", {}))  # nothing of it changes
    share.context.document.erase(told)
    qtbot.waitUntil(page.held.isVisible)
    assert "1 story in it may not be used for this any more." in seen(page)
    assert share.show_row("export_log", newest.id)
    assert "Printed" in seen(page)


def test_an_empty_page_says_what_will_be_here(share: ShareRoom) -> None:
    assert "Nothing has left the house yet" in seen(share.show_page("left"))

"""From a new project to a page in people's hands, what is read out, and what the hall sees."""

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtWidgets import QPushButton

from models import queries
from tests.app.support import squeezed
from tests.journeys.window import Person, named, opened, seen
from widgets.capture.room import CaptureRoom
from widgets.present.window import PresentWindow
from widgets.share.documents.listing import CLOSE
from widgets.share.documents.page import DocumentsPage
from widgets.share.room import ShareRoom
from widgets.weigh.room import WeighRoom

WORDS = "Äiti odotti 3 h, eikä <b>kukaan</b> & “mikään” auttanut…"
STORY = "The dog knew the way home before I did."
TELLER = "Kaarina Canary"
GROUP = "Canary carers"

pytestmark = pytest.mark.usefixtures("qtbot")


def pages_of(path: Path) -> str:
    pdf = pypdfium2.PdfDocument(path)
    try:
        return "".join(page.get_textpage().get_text_bounded() for page in pdf)
    finally:
        pdf.close()


def write_down(person: Person) -> None:
    """A note, and a story of somebody with a name that the hall must never see."""
    room = person.room(CaptureRoom)
    person.write(WORDS)
    person.press("Return")
    person.press("F3")
    person.write(STORY)
    person.click(room.bar.more_button)
    person.write(TELLER)
    person.tab_to(room.bar.words, back=True)
    person.press("Ctrl+Return")
    (story,) = person.stored(queries.stories)
    assert story.participant_id is not None
    person.press("Ctrl+Shift+Y")  # the teller agreed to the usual


def answer(person: Person) -> None:
    """Say first what it is, then what we answer."""
    person.press("Ctrl+5")
    room = person.room(WeighRoom)
    assert WORDS in seen(room.work.header)
    person.click(named(QPushButton, room.work.header.kinds, "Idea"))
    person.press("Ctrl+Shift+5")
    person.tab_to(room.telling.sentence)
    person.write("We ask the ward and tell you in June.")
    person.press("Ctrl+Return")
    (answered,) = person.stored(queries.weighing).answers
    assert (answered.code, answered.sentence) == ("unknown", "We ask the ward and tell you in June.")
    assert person.stored(queries.notes)[0].kind == "idea"


def save(person: Person, path: Path) -> DocumentsPage:
    """Save what is chosen in Share, and look at the progress."""
    person.press("Ctrl+6")
    room = person.room(ShareRoom).documents
    person.wait(lambda: room.preview.page_count() > 0 and not person.program.jobs.is_busy())
    person.answers.save_next = path
    person.press("Ctrl+E")
    assert room.saving.progress.isVisible()
    assert room.saving.cancel.isVisible()
    person.press("Ctrl+3")  # work goes on meanwhile
    person.room(CaptureRoom)
    person.wait(path.is_file)
    person.wait(lambda: not person.program.jobs.is_busy())
    assert path.name in person.window.notices.sentence()
    return room


def test_from_a_new_project_to_a_pdf(tmp_path: Path) -> None:
    path = tmp_path / "What we heard.pdf"
    with opened(tmp_path / "home") as person:
        person.new_project("Home from hospital")
        write_down(person)
        answer(person)
        save(person, path)
        said = squeezed(pages_of(path))
        assert squeezed(WORDS) in said
        assert squeezed("Home from hospital") in said
        assert squeezed(TELLER) not in said


@pytest.mark.slow
def test_close_and_its_page_in_three_clicks(tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    with opened(tmp_path / "home") as person:
        person.new_project("Home from hospital")
        person.write(WORDS)
        person.press("Return")
        person.answers.save_next = path
        person.click(person.window.rail.button("share"))
        room = person.room(ShareRoom).documents
        closing = [card.id for card in room.documents.cards.cards].index(CLOSE)
        person.click_card(room.documents, closing)
        assert WORDS not in seen(room.reading) or room.reading.isVisible()
        person.click(room.saving.save)
        person.wait(path.is_file)
        assert squeezed(WORDS) in squeezed(pages_of(path))


def test_the_hall_sees_the_opening_and_no_name(tmp_path: Path) -> None:
    with opened(tmp_path) as person:
        person.new_project("Home from hospital")
        write_down(person)
        person.press("Shift+F11")
        projector = person.program.showing._projector
        assert isinstance(projector, PresentWindow)
        assert projector.isVisible()
        person.window.activateWindow()
        assert projector.stage.page_id == "opening"
        person.program.settings.set("show_newest_notes", True)
        said = ""
        for _ in range(40):
            said += "\n".join((*projector.stage.words(), seen(projector)))
            assert TELLER not in said
            projector.stage.go_on()
        assert "Home from hospital" in said
        assert WORDS in said  # the newest notes were switched on
        person.press("Shift+F11")
        assert person.program.showing._projector is None

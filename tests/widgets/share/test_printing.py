"""Printing: every page is drawn, at its own size, beside the window; it can be stopped, and is noted like a file."""

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPdfWriter
from pytestqt.qtbot import QtBot

from models import exports_log
from models.edits.voices import AddNote, AddStory, ConsentAnswer, NewNote, NewVoice
from models.project import Project
from models.snapshot import Snapshot
from tests.widgets.share.support import answers, settled
from tests.widgets.support import seen
from widgets.asking import PrintOrder
from widgets.jobs import Cancelled, Step
from widgets.share.documents.page import DocumentsPage
from widgets.share.printing import paint_work, printable_work
from widgets.share.saving import PRINT_KEYS


@pytest.fixture
def project(project: Project) -> Project:
    for number in range(40):
        project.perform(AddNote(NewNote((NewVoice(f"Words {number}"),))))
    project.perform(AddStory("We waited.", {}, consents=(ConsentAnswer("public_report", "yes", "written"),)))
    return project


def ready(room: DocumentsPage, qtbot: QtBot, path: Path) -> int:
    """Show a document of several pages, with a printer that is a file; its pages."""
    room.documents.mark("participant-summary")
    settled(room, qtbot)
    answers(room).print_to = path
    return room.preview.page_count()


def is_blank(page: "pypdfium2.PdfPage") -> bool:
    return page.render(scale=1).to_pil().convert("L").getextrema()[0] > 200


def step() -> Step:
    import threading

    return Step(lambda *_: None, threading.Event())


def test_every_page_is_printed_and_noted(room: DocumentsPage, qtbot: QtBot, tmp_path: Path) -> None:
    pages = ready(room, qtbot, tmp_path / "paper.pdf")
    assert pages > 1
    with qtbot.waitSignal(room.saving.saved, timeout=30_000):
        qtbot.mouseClick(room.saving.print, Qt.MouseButton.LeftButton)
        assert room.saving.progress.isVisible()
        assert room.saving.cancel.isVisible()
    assert f"{pages} pages went to the printer." in seen(room.saving)
    with pypdfium2.PdfDocument(tmp_path / "paper.pdf") as printed:
        assert len(printed) == pages
        assert [round(printed[0].get_width()), round(printed[0].get_height())] == [595, 842]
        assert not any(is_blank(page) for page in printed)
    (noted,) = room.context.document.ask(exports_log.exports)
    assert (noted.export, noted.is_printed, noted.language) == ("participant-summary", True, "en")
    assert len(noted.stories) == 1
    assert not room.saving.after.isVisible()  # there is no file to open


def test_only_what_was_ordered_is_printed(room: DocumentsPage, qtbot: QtBot, tmp_path: Path) -> None:
    ready(room, qtbot, tmp_path / "paper.pdf")
    answers(room).print_pages = (1, 0, 1)
    with qtbot.waitSignal(room.saving.saved, timeout=30_000):
        room.saving.ask_and_print()
    with pypdfium2.PdfDocument(tmp_path / "paper.pdf") as printed:
        assert len(printed) == 3


def test_thinking_better_of_it_prints_and_notes_nothing(room: DocumentsPage, qtbot: QtBot, tmp_path: Path) -> None:
    ready(room, qtbot, tmp_path / "paper.pdf")
    answers(room).thinks_better = True
    room.saving.ask_and_print()
    qtbot.waitUntil(lambda: not room.saving.is_busy, timeout=10_000)
    assert room.saving.print.isVisible()
    assert not (tmp_path / "paper.pdf").exists()
    assert room.context.document.ask(exports_log.exports) == ()


def test_without_a_printer_it_says_what_to_do(room: DocumentsPage, qtbot: QtBot) -> None:
    room.saving.ask_and_print()
    assert "No printer is set up on this computer. Save it as PDF and open it" in seen(room.saving)
    assert room.saving.save.isVisible()


def test_cancel_stops_and_says_what_may_come_out(room: DocumentsPage, qtbot: QtBot, tmp_path: Path) -> None:
    ready(room, qtbot, tmp_path / "paper.pdf")
    room.saving.ask_and_print()
    qtbot.mouseClick(room.saving.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "may still come out" in seen(room.saving), timeout=10_000)
    assert room.context.document.ask(exports_log.exports) == ()


def printable(project: Project, room: DocumentsPage) -> bytes:
    wanted = room.wanted()
    copy: Snapshot = project.snapshot(wanted.export.purpose, room.context.today())
    return printable_work(wanted, copy)(step()).pdf


def test_a_printer_that_is_stopped_is_told_to_forget(room: DocumentsPage, project: Project, tmp_path: Path) -> None:
    pdf, dropped = printable(project, room), [0]

    def drop() -> None:
        dropped[0] += 1

    order = PrintOrder(QPdfWriter(str(tmp_path / "paper.pdf")), (0,), drop)
    stopped = step()
    stopped._stop.set()
    with pytest.raises(Cancelled):
        paint_work(order, pdf)(stopped)
    assert dropped == [1]


def test_each_page_has_its_own_paper(room: DocumentsPage, tmp_path: Path) -> None:
    sizes = [(595, 842), (1191, 842), (420, 595)]
    made = pypdfium2.PdfDocument.new()
    for size in sizes:
        made.new_page(*size)
    made.save(tmp_path / "in.pdf")
    made.close()
    order = PrintOrder(QPdfWriter(str(tmp_path / "out.pdf")), (0, 1, 2))
    assert paint_work(order, (tmp_path / "in.pdf").read_bytes())(step()) == 3
    with pypdfium2.PdfDocument(tmp_path / "out.pdf") as printed:
        assert [tuple(round(side) for side in page.get_size()) for page in printed] == sizes


def test_print_has_a_key_of_its_own(room: DocumentsPage) -> None:
    assert PRINT_KEYS in room.saving.print.toolTip()

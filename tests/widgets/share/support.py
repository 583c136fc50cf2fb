"""What the tests of Share have in common."""

from pathlib import Path

import pypdfium2
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.widgets.support import Answers, Heard
from widgets.share.documents.page import DocumentsPage
from widgets.share.panel import CheckRow


def settled(page: DocumentsPage, qtbot: QtBot) -> None:
    """Wait until the pages of what is chosen are there."""

    def is_there() -> bool:
        busy = page.context.jobs.is_busy() or page._pause.isActive()
        return page._shown == page._wished() and not busy

    qtbot.waitUntil(is_there, timeout=10_000)


def answers(page: DocumentsPage) -> Answers:
    assert isinstance(page.context.asking, Answers)
    return page.context.asking


def heard(page: DocumentsPage) -> Heard:
    assert isinstance(page.context.notices, Heard)
    return page.context.notices


def saved(page: DocumentsPage, qtbot: QtBot, path: Path) -> None:
    answers(page).save_next = path
    with qtbot.waitSignal(page.saving.saved, timeout=10_000):
        qtbot.mouseClick(page.saving.save, Qt.MouseButton.LeftButton)


def words_of(page: DocumentsPage) -> str:
    """The words of the pages in the preview."""
    assert page.preview._shown is not None
    return pdf_words(bytes(page.preview._shown[1].data().data()))


def pdf_words(data: bytes | Path) -> str:
    """The words of a PDF."""
    pdf = pypdfium2.PdfDocument(data)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in pdf)
    finally:
        pdf.close()


def known(page: DocumentsPage) -> list[str]:
    """What is said before it leaves the house."""
    return [row.accessibleName() for row in page.panel.findChildren(CheckRow) if row.isVisible()]

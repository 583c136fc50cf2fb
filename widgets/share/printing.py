"""Printing the pages of a PDF: drawn as pictures, one strip at a time, beside the window. QtPdf is loaded when used."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRect, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter

from exports.catalog import proof
from exports.target import Cancelled as Stopped
from models import queries
from models.errors import Refused
from models.snapshot import Snapshot
from resources.texts import N_
from widgets.asking import PrintOrder
from widgets.jobs import Cancelled, Step
from widgets.share.wanted import Wanted

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument

FINEST = 300  # dots an inch: sharp type and codes; more would only take memory
STRIP = 120  # lines of dots that are drawn at once, so that the window is never kept waiting for a page
POINTS = 72


@dataclass(frozen=True)
class Printable:
    """A document ready to be printed, and the stories in it."""

    pdf: bytes
    pages: int
    stories: tuple[str, ...]


def printable_work(wanted: Wanted, copy: Snapshot) -> Callable[[Step], Printable]:
    """Return the work of making the pages; it closes the copy of the project."""

    def work(step: Step) -> Printable:
        with copy:
            step(0, 1)
            told = copy.ask(queries.stories) if "stories" in wanted.export.holds else ()
            try:
                made = proof(
                    wanted.export,
                    copy,
                    wanted.options,
                    language=wanted.language,
                    beside=wanted.beside,
                    cancelled=step.cancelled,
                )
            except Stopped:
                raise Cancelled from None
            return Printable(made.pdf, made.pages, tuple(story.id for story in told))

    return work


def paint_work(order: PrintOrder, pdf: bytes) -> Callable[[Step], int]:
    """Return the work of drawing the ordered pages; it returns how many were drawn.

    Refused: the printer takes nothing. Cancelled: the job was asked to stop, and the printer was told to drop it.
    """

    def work(step: Step) -> int:
        from PySide6.QtPdf import QPdfDocument

        document, buffer = QPdfDocument(), QBuffer()
        buffer.setData(pdf)
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        document.load(buffer)
        try:
            _paint(order, document, step)
        finally:
            document.close()
        return len(order.pages)

    return work


def _paint(order: PrintOrder, document: "QPdfDocument", step: Step) -> None:
    device = order.device
    painter = QPainter()
    _lay_out(order, document.pagePointSize(order.pages[0]))
    if not painter.begin(device):
        raise Refused(N_("The printer takes nothing. Look whether it is on and has paper, then print again."))
    try:
        for number, page in enumerate(order.pages):
            size = document.pagePointSize(page)
            if number:
                _lay_out(order, size)
                if not device.newPage():
                    raise Refused(N_("The printer stopped after {n} pages."), n=number)
            _draw_page(painter, document, page, size, partial(step, number, len(order.pages)))
    except Cancelled:
        order.drop()
        raise
    finally:
        painter.end()


def _lay_out(order: PrintOrder, size: QSizeF) -> None:
    """Set the paper to a page's own size: A4, A3, upright or across."""
    upright = QSizeF(min(size.width(), size.height()), max(size.width(), size.height()))
    across = size.width() > size.height()
    way = QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait
    paper = QPageSize(upright, QPageSize.Unit.Point)
    order.device.setPageLayout(QPageLayout(paper, way, QMarginsF(0, 0, 0, 0)))


def _draw_page(
    painter: QPainter, document: "QPdfDocument", page: int, size: QSizeF, look_up: Callable[[], object]
) -> None:
    """Draw one page strip by strip; `look_up` is called before each, and may raise Cancelled."""
    from PySide6.QtPdf import QPdfDocumentRenderOptions

    dots = min(FINEST, painter.device().logicalDpiY())
    whole = QSize(round(size.width() / POINTS * dots), round(size.height() / POINTS * dots))
    larger = painter.device().logicalDpiY() / dots
    painter.resetTransform()
    painter.scale(larger, larger)
    for top in range(0, whole.height(), STRIP):
        look_up()
        part = QSize(whole.width(), min(STRIP, whole.height() - top))
        options = QPdfDocumentRenderOptions()
        options.setScaledSize(whole)
        options.setScaledClipRect(QRect(0, top, part.width(), part.height()))
        blank = QImage(part, QImage.Format.Format_RGB888)
        blank.fill(Qt.GlobalColor.white)
        drawn = _on(blank, document.render(page, part, options))
        if drawn != blank:  # most of the time goes into what the printer is sent
            painter.drawImage(0, top, drawn)


def _on(ground: QImage, drawn: QImage) -> QImage:
    """Return a picture on a ground: printers know no transparency."""
    both = QImage(ground)
    over = QPainter(both)
    over.drawImage(0, 0, drawn)
    over.end()
    return both

"""A document as a PDF: tagged, with its fonts inside; the same document always gives the same bytes."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import BinaryIO

from exports.document import Document
from exports.pdf.builder import Builder
from exports.pdf.drawing import box, path_sign
from exports.pdf.flow import Flow, headings
from exports.pdf.letters import clean, encodable
from exports.pdf.papers import Frame
from exports.pdf.parts import one_look
from exports.pdf.setting import Line, Look
from exports.pdf.sheet import Sheet, rgb
from exports.pdf.styles import FOOTER_ABOVE, FURNITURE, HEADER_BASELINE, PAINTS
from exports.target import Cancelled
from exports.words import Tongues

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class RenderResult:
    """What was drawn: how many pages, the letters no shipped face has (each once, sorted), and what every QR code says,
    read back from what was painted, in the order of the pages; an empty text for a code that cannot be read."""

    pages: int
    missing: tuple[str, ...]
    codes: tuple[str, ...]


def render_pdf(
    document: Document,
    out: BinaryIO,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> RenderResult:
    """Draws the document into `out`, which is written once, at the end.

    `progress` is called with (done, of), `cancelled` asked often; when it says yes, Cancelled is raised and `out` stays
    empty. Any text is safe: markup is printed, control letters are left out. Raises ValueError for an address too long
    for a QR code.
    """
    document = _cleaned(document)
    steps = _Steps(2 * len(document.blocks) + 1, progress, cancelled)
    sheet = Sheet(out, document)
    builder = Builder(document, sheet.root)
    flow = Flow(builder.frame)
    for opening in builder.opening():
        flow.add(opening)
    for block in document.blocks:
        steps.one()
        for made in builder.boxes(block):
            steps.ask()
            flow.add(made)
    flow.finish()
    builder.pages.update(headings(flow.pages))
    _draw(flow, sheet, builder, document, steps)
    sheet.save()
    steps.end()
    return RenderResult(len(flow.pages), tuple(sorted(builder.setter.missing)), tuple(sheet.codes))


def _cleaned(document: Document) -> Document:
    """The document's own words on one line each, without control letters: they go into the file's properties too."""
    fields = ("title", "subtitle", "header", "footer", "stamp", "subject")
    return replace(document, **{name: _tidy(getattr(document, name)) for name in fields})


def _tidy(text: str) -> str:
    if isinstance(text, Tongues):  # its parts keep their languages
        return text.tidied(_tidy)
    return " ".join(encodable(clean(text)).split())


@dataclass
class _Steps:
    """Progress in halves: laying out counts blocks, drawing counts pages as if they were as many."""

    of: int
    progress: Progress | None
    cancelled: Callable[[], bool] | None
    done: int = 0

    def ask(self) -> None:
        if self.cancelled and self.cancelled():
            raise Cancelled

    def one(self) -> None:
        self.to(self.done + 1)

    def to(self, done: int) -> None:
        self.ask()
        if done != self.done and self.progress:
            self.progress(done, self.of)
        self.done = done

    def end(self) -> None:
        self.done = self.of
        if self.progress:
            self.progress(self.of, self.of)


def _draw(flow: Flow, sheet: Sheet, builder: Builder, document: Document, steps: _Steps) -> None:
    half, count = steps.of // 2, len(flow.pages)
    for number, (page, frame) in enumerate(zip(flow.pages, flow.frames, strict=True), 1):
        steps.to(half + half * number // count)
        if not frame.kind:
            _header(sheet, builder, document, frame)
        for placed in page:
            placed.box.draw(sheet, frame.side, placed.y)
        if not frame.kind:
            _footer(sheet, builder, document, frame, document.pages.format(page=number, pages=count))
        sheet.next_page(frame)


def _one_line(builder: Builder, text: str, look: Look, width: float) -> Line:
    return one_look(builder.setter, text, look, width, 1)[0]


def _header(sheet: Sheet, builder: Builder, document: Document, frame: Frame) -> None:
    with sheet.furniture("Header"):
        room = frame.column_width - 26
        if document.stamp:
            room -= _stamp(sheet, builder, document.stamp, frame) + 12
        if document.header:
            path_sign(sheet, frame.side, HEADER_BASELINE - 14, 18)
            look = Look(FURNITURE.size, bold=True, tone="accent")
            sheet.line(_one_line(builder, document.header, look, room), frame.side + 26, HEADER_BASELINE)


def _stamp(sheet: Sheet, builder: Builder, text: str, frame: Frame) -> float:
    """The stamp at the right of the header; returns its width."""
    line = _one_line(builder, text, Look(FURNITURE.size, bold=True, tone="decide"), 200)
    width = line.width + 18
    left = frame.width - frame.side - width
    paint = PAINTS["decide"]
    outline = box(left + 0.5, HEADER_BASELINE - 14.5, width - 1, 21, 6)
    sheet.shape(f"{rgb(paint.soft)} rg {rgb(paint.strong)} RG 1 w {outline} B")
    sheet.line(line, left + 9, HEADER_BASELINE)
    return width


def _footer(sheet: Sheet, builder: Builder, document: Document, frame: Frame, number: str) -> None:
    look = Look(FURNITURE.size, tone="muted")
    baseline = frame.height - FOOTER_ABOVE
    with sheet.furniture("Footer"):
        right = _one_line(builder, number, look, 120)
        sheet.line(right, frame.width - frame.side - right.width, baseline)
        if document.footer:
            left = _one_line(builder, document.footer, look, frame.column_width - right.width - 24)
            sheet.line(left, frame.side, baseline)

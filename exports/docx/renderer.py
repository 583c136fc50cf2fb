"""A document for a word processor (DOCX): real headings, lists and tables, words on every picture; the same bytes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from exports.document import Document
from exports.docx import package
from exports.docx.writer import Writer
from exports.target import Cancelled

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class DocxResult:
    """What was written: the address of every QR code in reading order, as it was given."""

    codes: tuple[str, ...]


def render_docx(
    document: Document,
    out: BinaryIO,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> DocxResult:
    """Write the document into `out`, once, at the end.

    `progress` is called with (done, of), `cancelled` asked before each block; when it says yes, Cancelled is raised and
    `out` stays empty. Raises ValueError for an address too long for a QR code.
    """
    writer = Writer(document)
    whole = len(document.blocks) + 1
    for done, block in enumerate(document.blocks, 1):
        if cancelled and cancelled():
            raise Cancelled
        writer.write(block)
        if progress:
            progress(done, whole)
    package.save(writer.made, out)
    if progress:
        progress(whole, whole)
    return DocxResult(tuple(writer.codes))

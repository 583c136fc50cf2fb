"""The forms a document can take, and which renderer makes each; a renderer is loaded only when it is used."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO, Literal

from exports.document import Document

Form = Literal["pdf", "html", "docx", "svg", "data"]
Progress = Callable[[int, int], None]

SUFFIXES: dict[Form, str] = {"pdf": ".pdf", "html": ".html", "docx": ".docx", "svg": ".svg"}


@dataclass(frozen=True)
class Rendered:
    """What a file holds: pages (0 where it has none), rows of a table, the letters that no shipped font has, and the
    addresses of its QR codes in their order. `told`: what it cannot hold of what it shows, one sentence each."""

    pages: int = 0
    rows: int = 0
    missing: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


@dataclass(frozen=True)
class Steps:
    """How somebody follows long work: `progress` is told (done, of), `cancelled` is asked often."""

    progress: Progress | None = None
    cancelled: Callable[[], bool] | None = None


def render(document: Document, form: Form, out: BinaryIO, steps: Steps) -> Rendered:
    """Write a document into an open file in one of its forms. Cancelled: `steps.cancelled` said yes."""
    if form == "html":
        from exports.html.renderer import render_html

        page = render_html(document, out, progress=steps.progress, cancelled=steps.cancelled)
        return Rendered(codes=page.codes)
    if form == "docx":
        from exports.docx.renderer import render_docx

        text = render_docx(document, out, progress=steps.progress, cancelled=steps.cancelled)
        return Rendered(codes=text.codes)
    if form == "svg":
        from exports.svg.renderer import render_svg

        return Rendered(missing=render_svg(document, out).missing)
    if form != "pdf":
        raise ValueError(form)
    from exports.pdf.renderer import render_pdf

    made = render_pdf(document, out, progress=steps.progress, cancelled=steps.cancelled)
    return Rendered(made.pages, 0, made.missing, made.codes)

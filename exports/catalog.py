"""The exports: an explicit list. A new export is one module in reports/ and one line in EXPORTS.

A bare id is the PDF; other forms of the same document append -html, -docx, -svg … to it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from exports.document import Document
from exports.reports.content import Content
from exports.reports.lead_report import LeadOptions, lead_report
from exports.reports.participant_summary import SummaryOptions, participant_summary
from exports.target import write_file
from models import queries
from models.errors import Refused
from models.snapshot import Snapshot
from resources.texts import N_, translator

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Export:
    """One document: `purpose` is the consent purpose it serves, `options` the record of its choices."""

    id: str
    suffix: str
    title: str
    purpose: str
    options: type[Any]
    compose: Callable[[Content, Any], Document]


@dataclass(frozen=True)
class Made:
    """What an export made: its pages, and the characters that no shipped font has."""

    path: Path
    pages: int
    missing: tuple[str, ...]
    stories: tuple[str, ...]


EXPORTS: tuple[Export, ...] = (
    Export(
        "participant-summary",
        ".pdf",
        N_("What we heard, and where it stands"),
        "public_report",
        SummaryOptions,
        participant_summary,
    ),
    Export("lead-report", ".pdf", N_("Report of the project lead"), "internal_report", LeadOptions, lead_report),
)


def export_of(export_id: str) -> Export:
    """Return the export with an id. Refused: there is none; the sentence lists them."""
    found = next((export for export in EXPORTS if export.id == export_id), None)
    if found is None:
        known = ", ".join(export.id for export in EXPORTS)
        raise Refused(N_("There is no export “{id}”. There are: {known}."), id=export_id, known=known)
    return found


def compose(export: Export, snapshot: Snapshot, options: object, language: str = "en") -> Document:
    """Return what a document says. Refused: the snapshot was taken for another purpose than the export serves."""
    if snapshot.purpose != export.purpose:
        raise Refused(N_("This copy of the project was not made for “{id}”."), id=export.id)
    return export.compose(Content.read(snapshot, translator(language)), options)


def make(
    export: Export,
    snapshot: Snapshot,
    target: Path,
    options: object | None = None,
    *,
    language: str = "en",
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Made:
    """Write a document beside its target and replace it; never half a file.

    Needs only the snapshot, so it may run on another thread. Refused: the target cannot be written.
    """
    from exports.pdf.renderer import render_pdf

    document = compose(export, snapshot, options if options is not None else export.options(), language)
    stories = tuple(story.id for story in snapshot.ask(queries.stories))

    def write(out: BinaryIO) -> Made:
        result = render_pdf(document, out, progress=progress, cancelled=cancelled)
        return Made(target, result.pages, result.missing, stories)

    return write_file(target, write)

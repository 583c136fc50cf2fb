"""The exports: an explicit list. A new export is one module in reports/ and one line in EXPORTS.

A bare id is the PDF; other forms of the same document append -html, -docx, -svg … to it.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Literal

from exports.document import Block, Document, Figure, Photo, walk
from exports.reports.content import Content
from exports.reports.lead_report import LeadOptions, lead_report
from exports.reports.participant_summary import SummaryOptions, participant_summary
from exports.reports.vote_sheet import SheetOptions, vote_sheet
from exports.reports.what_we_heard import HeardOptions, what_we_heard
from exports.target import write_file
from models import queries
from models.errors import Refused
from models.records import WayBackRecord
from models.small_groups import DEFAULT_LIMIT
from models.snapshot import Snapshot
from models.wordings_reads import CheckedText, check_texts
from resources.texts import N_, translator

Progress = Callable[[int, int], None]
Holding = Literal["stories", "answers", "load"]


@dataclass(frozen=True)
class Export:
    """One document: `purpose` is the consent purpose it serves, `options` the record of its choices.

    `about` says in one line what it is for; `holds` what stands in it that somebody may want to look at first.
    """

    id: str
    suffix: str
    title: str
    purpose: str
    options: type[Any]
    compose: Callable[[Content, Any], Document]
    about: str = ""
    holds: tuple[Holding, ...] = ()


@dataclass(frozen=True)
class Made:
    """What an export made: its pages, the characters that no shipped font has, and the stories that stand in it."""

    path: Path
    pages: int
    missing: tuple[str, ...]
    stories: tuple[str, ...]


@dataclass(frozen=True)
class Proof:
    """A document made to be looked at, with what is known of it before it leaves the house.

    `strays` are QR codes that do not hold the way back's address with a code of this project; `provisional` counts the
    answers in it that nobody confirmed; `undescribed` the pictures without words for those who do not see them.
    `wording` are the organisation's own texts in the project with words to look at; `wording_trouble` says why an own
    word list was not used.
    """

    pdf: bytes
    pages: int
    missing: tuple[str, ...]
    codes: int
    strays: int
    provisional: int
    undescribed: int
    way_back: WayBackRecord | None
    takes_answers: bool
    small_group: int
    wording: tuple[CheckedText, ...] = ()
    wording_trouble: Refused | None = None


EXPORTS: tuple[Export, ...] = (
    Export(
        "what-we-heard",
        ".pdf",
        N_("What we heard, on one page"),
        "public_report",
        HeardOptions,
        what_we_heard,
        N_("For everybody in the room, the same evening"),
    ),
    Export(
        "participant-summary",
        ".pdf",
        N_("What we heard, and where it stands"),
        "public_report",
        SummaryOptions,
        participant_summary,
        N_("The path, stories, notes and answers, with codes"),
        ("stories", "answers"),
    ),
    Export(
        "lead-report",
        ".pdf",
        N_("Report of the project lead"),
        "internal_report",
        LeadOptions,
        lead_report,
        N_("Internal: answers, what they take, and the load"),
        ("stories", "answers", "load"),
    ),
    Export(
        "vote-sheet",
        ".pdf",
        N_("Sheet and ballot papers of a vote"),
        "room",
        SheetOptions,
        vote_sheet,
        N_("To hang up, to hand out, and to cut"),
    ),
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
    printed = snapshot.ask(queries.stories) if "stories" in export.holds else ()
    stories = tuple(story.id for story in printed)

    def write(out: BinaryIO) -> Made:
        result = render_pdf(document, out, progress=progress, cancelled=cancelled)
        return Made(target, result.pages, result.missing, stories)

    return write_file(target, write)


def proof(
    export: Export,
    snapshot: Snapshot,
    options: object | None = None,
    *,
    language: str = "en",
    own_words: Path | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Proof:
    """Make a document in memory, to be looked at; may run on another thread like `make`.

    `own_words`: somebody's own word list beside the shipped one, for the wording check.
    """
    from exports.pdf.renderer import render_pdf

    document = compose(export, snapshot, options if options is not None else export.options(), language)
    content, out = Content.read(snapshot, translator(language)), io.BytesIO()
    result = render_pdf(document, out, cancelled=cancelled)
    held = (content.answers.get(note.id) for note in content.notes) if "answers" in export.holds else ()
    expected = _addresses(content) if result.codes else frozenset[str]()
    wording, trouble = _wording(snapshot, own_words)
    return Proof(
        pdf=out.getvalue(),
        pages=result.pages,
        missing=result.missing,
        codes=len(result.codes),
        strays=sum(1 for address in result.codes if address not in expected),
        provisional=sum(1 for answer in held if answer and not answer.confirmed),
        undescribed=sum(1 for block in walk(document.blocks) if _is_undescribed(block)),
        way_back=content.way_back,
        takes_answers=content.is_open_way_back(),
        small_group=max(content.project.small_group, DEFAULT_LIMIT),
        wording=wording,
        wording_trouble=trouble,
    )


def _wording(snapshot: Snapshot, own_words: Path | None) -> tuple[tuple[CheckedText, ...], Refused | None]:
    """Return the own texts with words to look at; an own list that cannot be used keeps nobody from looking."""
    try:
        return snapshot.ask(check_texts, own_words), None
    except Refused as error:
        return snapshot.ask(check_texts), error


def _is_undescribed(block: Block) -> bool:
    """Tell whether a block is a picture without words of its own."""
    return (isinstance(block, Figure) and not block.alt.strip()) or (isinstance(block, Photo) and not block.described)


def _addresses(content: Content) -> frozenset[str]:
    """Return every address that a code of this project may hold."""
    project = content.project.code
    codes = [project, *(one.code for one in (*content.workshops, *content.themes, *content.notes))]
    codes += [f"{project}-{stage.letter}" for path in content.paths for stage in path.stages]
    return frozenset(content.address(code) for code in codes)

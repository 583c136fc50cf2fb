"""The exports: an explicit list. A new document is one module in reports/ and one entry of DOCUMENTS, a new table one
module in exchange/ and one entry of TABLES.

A bare id of a document is the PDF; its other forms append -html or -docx to it.
"""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO, Literal

from exports.document import Block, Document, Figure, Photo, walk
from exports.forms import SUFFIXES, Form, Progress, Rendered, Steps, render
from exports.pdf.qr import normal
from exports.reports.content import Content
from exports.reports.decision_page import DecisionOptions, decision_page
from exports.reports.follow_up import FollowUpOptions, follow_up
from exports.reports.lead_report import LeadOptions, lead_report
from exports.reports.participant_summary import SummaryOptions, participant_summary
from exports.reports.print_pack import PackOptions, codes_to_freeze, print_pack
from exports.reports.vote_sheet import SheetOptions, vote_sheet
from exports.reports.what_we_heard import HeardOptions, what_we_heard
from exports.reports.you_said import YouSaidOptions, you_said
from exports.side_by_side import side_by_side
from exports.tables.entries import (
    BookOptions,
    CsvOptions,
    show_everything,
    show_ideas,
    show_stories,
    write_everything,
    write_ideas,
    write_stories,
)
from exports.target import write_file
from exports.xlsform.form import FormOptions, show_form
from exports.xlsform.writing import write_form
from models import queries
from models.edits.base import Edit
from models.errors import Refused
from models.records import PathRecord, WayBackRecord
from models.small_groups import DEFAULT_LIMIT
from models.snapshot import Snapshot
from models.wordings_reads import CheckedText, check_texts
from resources.texts import N_, Translator, translator

Writer = Callable[[Snapshot, Any, Translator, BinaryIO, Steps], Rendered]
Holding = Literal["stories", "answers", "load"]


@dataclass(frozen=True)
class Export:
    """One document: `purpose` is the consent purpose it serves, `options` the record of its choices.

    `about` says in one line what it is for; `holds` what stands in it that somebody may want to look at first.
    `forms` are the forms of a document; `form` is the one of this entry and `document` the id that its forms share.
    A table has the form "data" and a `write` of its own; what it composes is a page that shows how the table begins.
    `fixes`: of its options and the project's paths, what printing it makes final; see `edits_before`.
    """

    id: str
    suffix: str
    title: str
    purpose: str
    options: type[Any]
    compose: Callable[[Content, Any], Document]
    about: str = ""
    holds: tuple[Holding, ...] = ()
    forms: tuple[Form, ...] = ("pdf",)
    form: Form = "pdf"
    write: Writer | None = None
    of: str = ""
    fixes: Callable[[Any, tuple[PathRecord, ...]], tuple[Edit, ...]] | None = None

    @property
    def document(self) -> str:
        """The id of the document that this is a form of."""
        return self.of or self.id


@dataclass(frozen=True)
class Made:
    """What an export made: its pages or rows, the characters that no shipped font has, and the stories in it."""

    path: Path
    pages: int
    missing: tuple[str, ...]
    stories: tuple[str, ...]
    rows: int = 0


@dataclass(frozen=True)
class Proof:
    """A document made to be looked at, with what is known of it before it leaves the house.

    `codes` counts the QR codes, each read back from what was painted; `strays` are those that do not say the way back's
    address with a code of this project, or nothing that can be read. `provisional` counts the answers in it that
    nobody confirmed; `undescribed` the pictures without words for those who do not see them.
    `wording` are the organisation's own texts in the project with words to look at; `wording_trouble` says why an own
    word list was not used. `document` is what was drawn.
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
    document: Document | None = None


DOCUMENTS: tuple[Export, ...] = (
    Export(
        "what-we-heard",
        ".pdf",
        N_("What we heard, on one page"),
        "public_report",
        HeardOptions,
        what_we_heard,
        N_("For everybody in the room, the same evening"),
        forms=("pdf", "html"),
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
        forms=("pdf", "html"),
    ),
    Export(
        "you-said",
        ".pdf",
        N_("What you said, and what happens now"),
        "public_report",
        YouSaidOptions,
        you_said,
        N_("Every answer with who answers, by when, and a code"),
        ("answers",),
        forms=("pdf", "html"),
    ),
    Export(
        "you-said-follow-up",
        ".pdf",
        N_("What became of it"),
        "public_report",
        FollowUpOptions,
        follow_up,
        N_("Later: what was kept, late, changed or broken, and what is open"),
        forms=("pdf", "html"),
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
        forms=("pdf", "html", "docx"),
    ),
    Export(
        "decision-page",
        ".pdf",
        N_("What needs a decision"),
        "internal_report",
        DecisionOptions,
        decision_page,
        N_("Internal: a page for each body, with room for its decision"),
        ("load",),
        forms=("pdf", "html"),
    ),
    Export(
        "vote-sheet",
        ".pdf",
        N_("Sheet and ballot papers of a vote"),
        "room",
        SheetOptions,
        vote_sheet,
        N_("To hang up, to hand out, and to cut"),
        forms=("pdf", "html"),
    ),
    Export(
        "print-pack",
        ".pdf",
        N_("Print pack"),
        "room",
        PackOptions,
        print_pack,
        N_("To write on, to cut, and to hang up"),
        ("answers",),
        forms=("pdf", "html"),
        fixes=codes_to_freeze,
    ),
)
TABLES: tuple[Export, ...] = (
    Export(
        "ideas-csv",
        ".csv",
        N_("Table of notes"),
        "internal_report",
        CsvOptions,
        show_ideas,
        N_("One row for each person's words, as CSV"),
        ("answers",),
        form="data",
        write=write_ideas,
    ),
    Export(
        "stories-csv",
        ".csv",
        N_("Table of stories"),
        "internal_report",
        CsvOptions,
        show_stories,
        N_("One row for each story, as CSV"),
        ("stories",),
        form="data",
        write=write_stories,
    ),
    Export(
        "everything-xlsx",
        ".xlsx",
        N_("Everything as a spreadsheet"),
        "internal_report",
        BookOptions,
        show_everything,
        N_("A sheet for each kind of thing, as XLSX"),
        ("stories", "answers", "load"),
        form="data",
        write=write_everything,
    ),
    Export(
        "xlsform",
        ".xlsx",
        N_("Form of the way back"),
        "room",
        FormOptions,
        show_form,
        N_("A matching form for KoBoToolbox, ODK and others, as XLSForm"),
        form="data",
        write=write_form,
    ),
)


def _each_form(document: Export) -> Iterator[Export]:
    """Return the entries of a document: the PDF under its own id, then its other forms."""
    yield document
    for form in document.forms:
        if form != "pdf":
            yield replace(document, id=f"{document.id}-{form}", suffix=SUFFIXES[form], form=form, of=document.id)


EXPORTS: tuple[Export, ...] = (*(one for document in DOCUMENTS for one in _each_form(document)), *TABLES)


def export_of(export_id: str) -> Export:
    """Return the export with an id. Refused: there is none; the sentence lists them."""
    found = next((export for export in EXPORTS if export.id == export_id), None)
    if found is None:
        known = ", ".join(export.id for export in EXPORTS)
        raise Refused(N_("There is no export “{id}”. There are: {known}."), id=export_id, known=known)
    return found


def edits_before(export: Export, options: object, paths: tuple[PathRecord, ...]) -> tuple[Edit, ...]:
    """Return the edits to perform before the copy is taken that a document is written, or printed, from.

    A printed template makes the step codes of its path stay. A document that is only looked at makes nothing final.
    """
    return export.fixes(options, paths) if export.fixes else ()


def compose(export: Export, snapshot: Snapshot, options: object, language: str = "en", beside: str = "") -> Document:
    """Return what a document says. `beside`: another language that stands at its side, empty for none.

    Refused: the snapshot was taken for another purpose than the export serves.
    """
    _check_purpose(export, snapshot)
    first = export.compose(Content.read(snapshot, translator(language)), options)
    if beside in ("", language):
        return first
    return side_by_side(first, export.compose(Content.read(snapshot, translator(beside)), options))


def _check_purpose(export: Export, snapshot: Snapshot) -> None:
    if snapshot.purpose != export.purpose:
        raise Refused(N_("This copy of the project was not made for “{id}”."), id=export.id)


def make(
    export: Export,
    snapshot: Snapshot,
    target: Path,
    options: object | None = None,
    *,
    language: str = "en",
    beside: str = "",
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Made:
    """Write a document beside its target and replace it; never half a file.

    Needs only the snapshot, so it may run on another thread. `beside`: a second language at the side of the first; a
    table has one language only. Refused: the target cannot be written.
    """
    chosen = options if options is not None else export.options()
    steps = Steps(progress, cancelled)
    printed = snapshot.ask(queries.stories) if "stories" in export.holds else ()
    stories = tuple(story.id for story in printed)

    def rendered(out: BinaryIO) -> Rendered:
        if export.write is None:
            return render(compose(export, snapshot, chosen, language, beside), export.form, out, steps)
        _check_purpose(export, snapshot)
        return export.write(snapshot, chosen, translator(language), out, steps)

    result = write_file(target, rendered)
    return Made(target, result.pages, result.missing, stories, result.rows)


def proof(
    export: Export,
    snapshot: Snapshot,
    options: object | None = None,
    *,
    language: str = "en",
    beside: str = "",
    own_words: Path | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Proof:
    """Make a document in memory, to be looked at; may run on another thread like `make`.

    `own_words`: somebody's own word list beside the shipped one, for the wording check.
    """
    document = compose(export, snapshot, options if options is not None else export.options(), language, beside)
    content, out = Content.read(snapshot, translator(language)), io.BytesIO()
    result = render(document, "pdf", out, Steps(None, cancelled))
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
        document=document,
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
    return frozenset(normal(content.address(code)) for code in codes)

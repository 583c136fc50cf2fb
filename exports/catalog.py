"""The exports: an explicit list of documents (documents.py) and of tables (data_files.py), and what is made of one.

A bare id of a document is the PDF; its other forms append -html, -docx or -svg to it.
"""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from exports.data_files import TABLES
from exports.document import Block, Document, Figure, Photo, walk
from exports.documents import DOCUMENTS
from exports.entry import Export
from exports.forms import SUFFIXES, Progress, Rendered, Steps, render
from exports.pdf.qr import normal
from exports.reports.content import Content
from exports.side_by_side import side_by_side
from exports.target import write_file
from models import queries
from models.edits.base import Edit
from models.errors import Refused
from models.records import PathRecord, WayBackRecord
from models.small_groups import DEFAULT_LIMIT
from models.snapshot import Snapshot
from models.wordings_reads import CheckedText, check_texts
from resources.texts import N_, translator


@dataclass(frozen=True)
class Made:
    """What an export made: its pages or rows, the characters that no shipped font has, and the stories in it.

    `told`: what a file of another program's format cannot hold, one sentence each.
    """

    path: Path
    pages: int
    missing: tuple[str, ...]
    stories: tuple[str, ...]
    rows: int = 0
    told: tuple[str, ...] = ()


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
    return Made(target, result.pages, result.missing, stories, result.rows, result.told)


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

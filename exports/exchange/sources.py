"""What somebody hands in to be imported: read once, told apart by its content, and turned into drafts.

`draft_of` is pure: bytes and choices in, a draft out; so it may run beside the window.
"""

import hashlib
import re
from dataclasses import dataclass
from itertools import islice
from pathlib import Path, PurePath

from exports.exchange.archive import COMPOUND, OLD_OR_LOCKED, ZIP, no_trouble, open_archive
from exports.exchange.columns import is_known
from exports.exchange.csv_table import find_delimiter, records
from exports.exchange.decoding import decode
from exports.exchange.drafts import LINES, SHEET, TABLE, NotesDraft
from exports.exchange.notes_csv import check_size, read_notes
from exports.exchange.notes_docx import read_document
from exports.exchange.notes_lines import lines_of, sort_lines
from exports.exchange.notes_xlsx import read_sheet
from exports.exchange.reading import Tell, sort_records, tell_nobody
from exports.exchange.reading_once import read_once
from models.errors import Refused
from resources.texts import N_

TABLES, TEXTS = (".csv", ".tsv"), (".txt", ".md", ".markdown", ".text")
SHEETS, DOCUMENTS, JOURNEYS = (".xlsx", ".xlsm"), (".docx", ".docm"), (".mmd", ".mermaid")
ENDINGS = (*TABLES, *TEXTS, *SHEETS, *DOCUMENTS, *JOURNEYS)
LARGEST = 60_000_000

NO_FILE = N_("There is no file “{name}”. Check the name and the folder.")
UNREADABLE = N_("“{name}” cannot be read. Ask its owner for access, or copy it to another place.")
TOO_LARGE = N_("“{name}” is larger than {limit} MB. Divide it.")
PARAGRAPHS = N_("one note a paragraph")
ONE_LINE_EACH = N_("one note a line")
NO_ENDING = N_("“{name}” is of a kind that Polku cannot read. It reads {kinds}.")
PICTURE = N_("“{name}” is a picture. Drop it in Capture, where photos are kept.")
PDF = N_("“{name}” is a PDF. Copy its words and paste them instead.")
PROJECT = N_("“{name}” is a project or another database, no file of notes.")
ARCHIVE = N_("“{name}” is an archive or a file of another program. Save it as .xlsx or .docx.")
NOT_INSIDE = N_("“{name}” is not what its ending says. Open it in its own program and save it anew.")

# The first bytes of files that are no text; RIFF and ftyp stand a little further in.
_STARTS = (
    *((start, PICTURE) for start in (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")),
    *((b"%PDF", PDF), (b"SQLite format 3", PROJECT)),
    *((start, ARCHIVE) for start in (b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"{\\rtf")),
)
_JOURNEY = re.compile(rb"\s*(?:---\s*\n.*?\n---\s*)?(?:%%[^\n]*\n\s*)*journey\b", re.DOTALL)


@dataclass(frozen=True)
class HowRead:
    """What a person said about reading a file; empty and None: find out.

    `form`: TABLE or LINES for a text. `part`: a sheet, or a document's table. `decimal`: the mark in costs.
    """

    encoding: str | None = None
    delimiter: str | None = None
    header: bool | None = None
    mapping: tuple[tuple[str, str], ...] = ()
    form: str = ""
    part: str = ""
    marks: str = ""
    decimal: str = ""


def read_source(path: Path) -> bytes:
    """Return a file's bytes, read once. Refused: no such file, no regular file, too large, not readable, changing."""
    try:
        size = path.stat().st_size
        data = read_once(path, LARGEST + 1) if size <= LARGEST else b""
    except (FileNotFoundError, ValueError):  # a name with a zero byte in it, too
        raise Refused(NO_FILE, name=path.name.replace("\0", "")) from None
    except OSError:
        raise Refused(UNREADABLE, name=path.name) from None
    if max(size, len(data)) > LARGEST:
        raise Refused(TOO_LARGE, name=path.name, limit=LARGEST // 1_000_000)
    return data


def is_journey(path: PurePath, data: bytes) -> bool:
    """Tell whether a file holds a Mermaid journey, by its ending, else by its first word."""
    if path.suffix.lower() in JOURNEYS:
        return True
    return path.suffix.lower() in (*TEXTS, "") and _JOURNEY.match(data[:4000]) is not None


def draft_of(
    name: str, data: bytes, how: HowRead | None = None, *, pasted: bool = False, may_ask: bool = False,
    tell: Tell = tell_nobody,
) -> NotesDraft:  # fmt: skip
    """Return what a file or pasted words hold, by their content. Refused: with what to do.

    `pasted`: `data` is what somebody pasted, in UTF-8. `may_ask`: where it is not known which column holds the words,
    the draft asks for it instead of being refused.
    """
    how = how or HowRead()
    check_size(data)
    kind = TEXTS[0] if pasted else kind_of(name, data)
    if kind in SHEETS:
        return _sheet(data, how, tell, may_ask=may_ask)
    if kind in DOCUMENTS:
        return _document(data, how, tell, may_ask=may_ask)
    if how.form == LINES or (how.form != TABLE and kind in TEXTS and not _is_table(data, how)):
        return _lines(data, how, tell, pasted=pasted)
    return read_notes(
        data,
        encoding=how.encoding,
        delimiter=how.delimiter,
        mapping=how.mapping,
        header=how.header,
        decimal=how.decimal,
        may_ask=may_ask,
        tell=tell,
    )


def kind_of(name: str, data: bytes) -> str:
    """Return the ending that fits the content. Refused: it is nothing that can be read."""
    ending = PurePath(name).suffix.lower()
    for start, sentence in _STARTS:
        if data.startswith(start):
            raise Refused(sentence, name=name)
    if data[8:12] == b"WEBP" or data[4:8] == b"ftyp":
        raise Refused(PICTURE, name=name)
    if data.startswith(COMPOUND):
        raise Refused(OLD_OR_LOCKED)
    if data.startswith(ZIP):
        with open_archive(data) as archive, no_trouble():
            names = frozenset(archive.namelist())
        if "xl/workbook.xml" in names:
            return SHEETS[0]
        if "word/document.xml" in names:
            return DOCUMENTS[0]
        raise Refused(ARCHIVE, name=name)
    if ending in (*SHEETS, *DOCUMENTS):
        raise Refused(NOT_INSIDE, name=name)
    if ending and ending not in ENDINGS:
        raise Refused(NO_ENDING, name=name, kinds=", ".join((*TABLES, *SHEETS[:1], *DOCUMENTS[:1], *TEXTS[:2])))
    return TEXTS[0] if ending in TEXTS else TABLES[0]


def _is_table(data: bytes, how: HowRead) -> bool:
    """Tell whether a text is a table: somebody said so, its cells stand apart by tabs, or its first line names columns.

    Commas and semicolons alone prove nothing: sentences have them.
    """
    if how.delimiter is not None or how.mapping or how.header:
        return True
    text = decode(data, how.encoding).text
    mark = find_delimiter(text, is_known)
    if not mark:
        return False
    sample = list(islice(records(text, mark), 200))
    first = sample[0].cells if sample else ()
    return (mark == "\t" and len(first) > 1) or (len(first) > 1 and all(map(is_known, first)))


def _sheet(data: bytes, how: HowRead, tell: Tell, *, may_ask: bool) -> NotesDraft:
    sheet = read_sheet(data, how.part, tell)
    found = sort_records(sheet.records, how.mapping, how.header, decimal=how.decimal, may_ask=may_ask, tell=tell)
    return NotesDraft(
        *("", False, "", found.has_header, found.columns, found.mapping, found.recognised),
        *(found.rows, found.problems, found.left_out, hashlib.sha256(data).hexdigest()),
        form=SHEET,
        parts=sheet.names,
        part=sheet.name,
        asks=found.asks,
        sample=found.sample,
        remarks=sheet.remarks,
    )


def _document(data: bytes, how: HowRead, tell: Tell, *, may_ask: bool) -> NotesDraft:
    text = read_document(data, how.part, tell)
    sha256 = hashlib.sha256(data).hexdigest()
    if text.is_table:
        found = sort_records(text.records, how.mapping, how.header, decimal=how.decimal, may_ask=may_ask, tell=tell)
        return NotesDraft(
            *("", False, "", found.has_header, found.columns, found.mapping, found.recognised),
            *(found.rows, found.problems, found.left_out, sha256),
            form=SHEET,
            parts=text.parts,
            part=text.part,
            asks=found.asks,
            sample=found.sample,
            remarks=text.remarks,
        )
    lines = sort_lines(text.records, how.marks, tell=tell)
    return NotesDraft(
        *("", False, "", False, (), (), PARAGRAPHS, lines.rows, lines.problems, lines.left_out, sha256),
        form=LINES,
        parts=text.parts,
        marks=lines.marks,
        remarks=text.remarks,
    )


def _lines(data: bytes, how: HowRead, tell: Tell, *, pasted: bool) -> NotesDraft:
    decoded = decode(data, how.encoding)
    lines = sort_lines(lines_of(decoded.text), how.marks, pasted=pasted, tell=tell)
    return NotesDraft(
        *(decoded.encoding, decoded.guessed, "", False, (), (), ONE_LINE_EACH),
        *(lines.rows, lines.problems, lines.left_out, hashlib.sha256(data).hexdigest()),
        form=LINES,
        marks=lines.marks,
    )

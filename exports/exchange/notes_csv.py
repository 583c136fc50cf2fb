"""A table of notes that somebody else's program wrote, read without guessing silently and without losing a row.

`read_notes` gives every row as a draft note, as a problem with its line, or as a row left out on purpose; nothing is
written anywhere. Exact words stay exact; only a cell that holds HTML becomes plain text.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from exports.exchange.cells import read_cost, read_kind, read_votes
from exports.exchange.columns import Columns, Plan, is_header, is_known, plan
from exports.exchange.csv_table import CLEAN, ODD, UNCLOSED, Record, find_delimiter, records
from exports.exchange.decoding import decode
from exports.exchange.plain_text import html_to_plain
from models.errors import Refused
from resources.texts import N_

# The largest public export seen holds some 30,000 rows and 20 MB; beyond these a workshop's file would not be usable.
MAX_BYTES = 50_000_000
MAX_ROWS = 200_000
# A few pages are a long note; the longest real cell seen has 43,000 characters.
MAX_CELL = 1_000_000

_DELIMITER_WORDS = {"comma": ",", "semicolon": ";", "tab": "\t", "\\t": "\t", "pipe": "|", "none": ""}
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")

UNCLOSED_QUOTE = N_("A quotation mark is opened here and not closed, or closed in the middle of a cell.")
TOO_MANY_CELLS = N_("The row has {count} cells, the table has {width} columns.")
TOO_LONG = N_("A cell has {length} characters; at most {limit} can be read.")
NUL = N_("The row holds a zero byte.")
SURROGATE = N_("The row holds half a character.")
NO_WORDS = N_("The row has no text.")
REJECTED = N_("Pol.is' moderators had rejected this comment (moderated −1).")
ODD_QUOTES = N_("There are words beside a quotation; the cell was taken as it stands in the file.")
UNREADABLE_LETTER = N_("The text holds “\ufffd”: a letter was lost before this file was written.")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something about one row: its line (from 1), a sentence and its values, the row's words in the file.

    `kept` tells a warning (the row is a note all the same) from a row that is no note.
    """

    line: int
    message: str
    values: tuple[tuple[str, str | int], ...]
    raw: str
    kept: bool = False

    def __str__(self) -> str:
        return self.message.format(**dict(self.values)) if self.values else self.message


@dataclass(frozen=True, slots=True)
class NoteDraft:
    """One row as a note. `text` is exact; `cost` is a sum in an unknown currency; "" and None mean: not said."""

    line: int
    text: str
    wording: str = ""
    kind: str = "unsorted"
    segment: str = ""
    step: str = ""
    source_id: str = ""
    votes: int | None = None
    cost: Decimal | None = None


@dataclass(frozen=True, slots=True)
class NotesDraft:
    """A whole file of notes, and everything that was found or decided while reading it.

    `problems` holds warnings (`kept`) and rows that could not be read; `left_out` rows that were not wanted.
    `mapping` names columns as `columns` does. `sha256` is the digest of the file's bytes, in hexadecimal digits.
    """

    encoding: str
    encoding_guessed: bool
    delimiter: str
    has_header: bool
    columns: tuple[str, ...]
    mapping: tuple[tuple[str, str], ...]
    recognised: str
    rows: tuple[NoteDraft, ...]
    problems: tuple[Problem, ...]
    left_out: tuple[Problem, ...]
    sha256: str

    @property
    def dropped(self) -> tuple[Problem, ...]:
        """The rows that are no notes because they could not be read."""
        return tuple(problem for problem in self.problems if not problem.kept)

    @property
    def unused(self) -> tuple[str, ...]:
        """The columns that nothing is read from."""
        used = {column for column, _ in self.mapping}
        return tuple(column for column in self.columns if column not in used)


def read_notes(
    data: bytes,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    mapping: Sequence[tuple[str, str]] = (),
    header: bool | None = None,
) -> NotesDraft:
    """Return the notes of a table with delimiters.

    `mapping` is a list of (column, field); without it the columns must be recognisable. `delimiter` is one character,
    "tab" or "none" (one column); `header` says whether the first record names the columns; None means: find out.
    Raises Refused, with what to do, for a file that is empty, too large, unreadable, or whose text column is unknown.
    """
    if len(data) > MAX_BYTES:
        limit = MAX_BYTES // 1_000_000
        raise Refused(N_("The file is larger than {limit} MB. Divide it into several files."), limit=limit)
    decoded = decode(data, encoding)
    mark = find_delimiter(decoded.text, is_known) if delimiter is None else _given_delimiter(delimiter)
    table = _table(decoded.text, mark)
    has_header = _has_header(table, mapping) if header is None else header
    columns = _columns(table, has_header)
    what = plan(columns, mapping)
    rows = table[1:] if has_header else table
    if not rows:
        raise Refused(N_("The file holds only the names of its columns, no rows."))
    reading = _Reading(what, columns)
    for record in rows:
        reading.add(record)
    return NotesDraft(
        encoding=decoded.encoding,
        encoding_guessed=decoded.guessed,
        delimiter=mark,
        has_header=has_header,
        columns=columns.shown,
        mapping=tuple((columns.shown[index], field) for index, field in what.pairs),
        recognised=what.recognised,
        rows=tuple(reading.rows),
        problems=tuple(reading.problems),
        left_out=tuple(reading.left_out),
        sha256=hashlib.sha256(data).hexdigest(),
    )


def _given_delimiter(delimiter: str) -> str:
    mark = _DELIMITER_WORDS.get(delimiter.strip().lower(), delimiter) if delimiter else ""
    if len(mark) > 1 or mark in ('"', "\n", "\r", " ") or mark.isalnum():
        message = N_(
            "“{delimiter}” cannot stand between cells. Use one character such as , ; | or the words tab, none."
        )
        raise Refused(message, delimiter=delimiter)
    return mark


def _table(text: str, delimiter: str) -> list[Record]:
    """Return all records; stops at the limit, so that a huge file is refused before all of it is read."""
    table: list[Record] = []
    for record in records(text, delimiter):
        table.append(record)
        if len(table) > MAX_ROWS + 1:
            raise Refused(N_("The file has more than {limit} rows. Divide it into several files."), limit=MAX_ROWS)
    if not table:
        raise Refused(N_("The file is empty."))
    return table


def _has_header(table: Sequence[Record], mapping: Sequence[tuple[str, str]]) -> bool:
    first = table[0]
    if first.fault == UNCLOSED:
        return False
    if is_header(first.cells, [record.cells for record in table[1:201]]):
        return True
    # A person who names a column by a word of the first record says by this that it is the header.
    named = Columns(first.cells, len(first.cells))
    return any(named.find(name) is not None and not _is_place(name) for name, _ in mapping)


def _is_place(name: str) -> bool:
    return re.fullmatch(r"column [0-9]+", name.strip().casefold()) is not None


def _columns(table: Sequence[Record], has_header: bool) -> Columns:
    if has_header:
        return Columns(table[0].cells, len(table[0].cells), table[1].cells if len(table) > 1 else ())
    widths = [len(record.cells) for record in table[:200] if record.fault == CLEAN]
    width = max(widths, key=widths.count, default=0)
    if not width:
        raise Refused(N_("Line {line}: a quotation mark is opened and never closed."), line=table[0].line)
    return Columns(None, width, table[0].cells)


class _Reading:
    """Sorts records into notes, problems and rows left out."""

    def __init__(self, what: Plan, columns: Columns) -> None:
        self._plan = what
        self._width = len(columns.shown)
        self._fields = {field: what.of(field) for _, field in what.pairs}
        self.rows: list[NoteDraft] = []
        self.problems: list[Problem] = []
        self.left_out: list[Problem] = []

    def add(self, record: Record) -> None:
        """Take one record; it becomes exactly one of: a note, a dropped row, a row left out."""
        fault = _fault(record, self._width)
        if fault:
            self.problems.append(Problem(record.line, fault[0], fault[1], record.raw))
        elif self._is_rejected(record):
            self.left_out.append(Problem(record.line, REJECTED, (), record.raw))
        else:
            self._add_note(record)

    def _is_rejected(self, record: Record) -> bool:
        column = self._plan.moderated
        return column is not None and _cell(record, column).strip() in ("-1", "-1.0", "−1")

    def _add_note(self, record: Record) -> None:
        wording = " ".join(html_to_plain(self._one(record, "wording")).split())
        text = _joined([html_to_plain(_cell(record, index)) for index in self._fields.get("text", ())])
        text = text if text.strip() else wording
        if not text.strip():
            self.problems.append(Problem(record.line, NO_WORDS, (), record.raw))
            return
        kind, no_kind = read_kind(self._one(record, "kind"))
        votes, no_votes = read_votes(self._one(record, "votes"))
        cost, no_cost = read_cost(self._one(record, "cost"))
        for wrong in (no_kind, no_votes, no_cost):
            if wrong:
                self._warn(record, wrong[0], tuple(wrong[1].items()))
        if record.fault == ODD:
            self._warn(record, ODD_QUOTES)
        if "\ufffd" in text or "\ufffd" in wording:
            self._warn(record, UNREADABLE_LETTER)
        segment, step = (html_to_plain(self._one(record, field)).strip() for field in ("segment", "step"))
        source_id = self._one(record, "source_id").strip()
        self.rows.append(NoteDraft(record.line, text, wording, kind, segment, step, source_id, votes, cost))

    def _one(self, record: Record, field: str) -> str:
        places = self._fields.get(field, ())
        return _cell(record, places[0]) if places else ""

    def _warn(self, record: Record, message: str, values: tuple[tuple[str, str | int], ...] = ()) -> None:
        self.problems.append(Problem(record.line, message, values, record.raw, kept=True))


def _cell(record: Record, index: int) -> str:
    """Return a cell; a row that is too short ends in empty ones."""
    return record.cells[index] if index < len(record.cells) else ""


def _joined(parts: Sequence[str]) -> str:
    """Return one column's words as they are; several as paragraphs apart by a blank line, blanks around them cut."""
    if len(parts) == 1:
        return parts[0]
    return "\n\n".join(part.strip() for part in parts if part.strip())


def _fault(record: Record, width: int) -> tuple[str, tuple[tuple[str, str | int], ...]] | None:
    """Return why a record cannot be a note, whatever its columns mean; None if nothing speaks against it."""
    if "\0" in record.raw:
        return NUL, ()
    if record.fault == UNCLOSED:
        return UNCLOSED_QUOTE, ()
    if _LONE_SURROGATE.search(record.raw):
        return SURROGATE, ()
    if any(cell.strip() for cell in record.cells[width:]):
        return TOO_MANY_CELLS, (("count", len(record.cells)), ("width", width))
    longest = max(map(len, record.cells))
    if longest > MAX_CELL:
        return TOO_LONG, (("length", longest), ("limit", MAX_CELL))
    return None

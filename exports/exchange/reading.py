"""From the records of a table to drafts of notes: each becomes a note, a problem with its line, or a row left out."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from exports.exchange.cells import Number, read_cost, read_kind, read_votes
from exports.exchange.columns import Columns, NoText, Plan, is_header, plan
from exports.exchange.csv_table import CLEAN, MAX_CELLS, ODD, UNCLOSED, WIDE, Record
from exports.exchange.drafts import NoteDraft, Problem, Values
from exports.exchange.plain_text import html_to_plain
from exports.tables.neutral import exact
from models.errors import Refused
from resources.texts import N_

# The largest public export seen holds some 30,000 rows and 20 MB; beyond these a workshop's file would not be usable.
MAX_BYTES = 50_000_000
MAX_ROWS = 200_000
MAX_LINES = 1_000_000  # of the file: counted before its letters are read, of which each takes up to four bytes
# A few pages are a long note; the longest real cell seen has 43,000 characters.
MAX_CELL = 1_000_000
OFTEN = 500  # rows after which it is told how far the reading is, and whether to go on

# Of a draft, from a table that we wrote.
MORE = ("note", "theme", "words_source", "translated_by", "language", "table_name", "source", "workshop")

Tell = Callable[[int, int], None]  # how many of how many; raises to stop

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")

UNCLOSED_QUOTE = N_("A quotation mark is opened here and not closed, or closed in the middle of a cell.")
TOO_MANY_CELLS = N_("The row has {count} cells, the table has {width} columns.")
TOO_WIDE = N_("The row has more than {limit} cells, which no table of notes has.")
TOO_LONG = N_("A cell has {length} characters; at most {limit} can be read.")
NUL = N_("The row holds a zero byte.")
SURROGATE = N_("The row holds half a character.")
NO_WORDS = N_("The row has no text.")
REJECTED = N_("Pol.is' moderators had rejected this comment (moderated −1).")
ODD_QUOTES = N_("There are words beside a quotation; the cell was taken as it stands in the file.")
UNREADABLE_LETTER = N_("The text holds “\ufffd”: a letter was lost before this file was written.")
WHICH_COLUMN = N_("Say which column holds the words.")
TOO_MANY_ROWS = N_("The file has more than {limit} rows. Divide it into several files.")
TOO_MANY_LINES = N_("The file has more than {limit} lines. Divide it into several files.")
EMPTY = N_("The file is empty.")
ONLY_NAMES = N_("The file holds only the names of its columns, no rows.")


def tell_nobody(_done: int, _total: int) -> None:
    """Go on: nobody waits."""


@dataclass(frozen=True)
class Sorted:
    """The records of a table, sorted."""

    rows: tuple[NoteDraft, ...]
    problems: tuple[Problem, ...]
    left_out: tuple[Problem, ...]
    columns: tuple[str, ...]
    mapping: tuple[tuple[str, str], ...]
    recognised: str
    has_header: bool
    asks: bool
    sample: tuple[str, ...]


def sort_records(
    table: Sequence[Record],
    mapping: Sequence[tuple[str, str]] = (),
    header: bool | None = None,
    *,
    decimal: str = "",
    may_ask: bool = False,
    apostrophes: bool = False,
    tell: Tell = tell_nobody,
) -> Sorted:
    """Return what the records are. `decimal`: the mark that costs are written with, "" for finding out.
    `apostrophes`: in a table that we wrote, texts that begin like formulas have one in front.

    Raises Refused where the text column is unknown, unless `may_ask`: then every row is a problem that asks for it.
    """
    if not table:
        raise Refused(EMPTY)
    has_header = _has_header(table, mapping) if header is None else header
    columns = _columns(table, has_header)
    asks = False
    try:
        what = plan(columns, mapping)
    except NoText as error:
        if not may_ask:
            raise
        what, asks = Plan(error.pairs, ""), True
    records = table[1:] if has_header else table
    if not records:
        raise Refused(ONLY_NAMES)
    reading = _Reading(what, columns, "." if what.exact else decimal, asks=asks, apostrophes=apostrophes)
    for at, record in enumerate(records):
        if at % OFTEN == 0:
            tell(at, len(records))
        reading.add(record)
    named = tuple((columns.shown[index], field) for index, field in what.pairs)
    found = (tuple(reading.rows), tuple(reading.problems), tuple(reading.left_out))
    return Sorted(*found, columns.shown, named, what.recognised, has_header, asks, columns.sample)


def _has_header(table: Sequence[Record], mapping: Sequence[tuple[str, str]]) -> bool:
    first = table[0]
    if first.fault in (UNCLOSED, WIDE):
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
    if not width and table[0].fault == WIDE:
        raise Refused(TOO_WIDE, limit=MAX_CELLS)
    if not width:
        raise Refused(N_("Line {line}: a quotation mark is opened and never closed."), line=table[0].line)
    return Columns(None, width, table[0].cells)


class _Reading:
    """Sorts records into notes, problems and rows left out."""

    def __init__(self, what: Plan, columns: Columns, decimal: str, *, asks: bool, apostrophes: bool) -> None:
        self._plan = what
        self._apostrophes = apostrophes and what.exact
        self._width = len(columns.shown)
        self._decimal = decimal
        self._asks = asks
        self._fields = {field: what.of(field) for _, field in what.pairs}
        self.rows: list[NoteDraft] = []
        self.problems: list[Problem] = []
        self.left_out: list[Problem] = []

    def add(self, record: Record) -> None:
        """Take one record; it becomes exactly one of: a note, a dropped row, a row left out."""
        fault = fault_of(record, self._width)
        if fault:
            self.problems.append(Problem(record.line, fault[0], fault[1], record.raw))
        elif self._asks:
            self.problems.append(Problem(record.line, WHICH_COLUMN, (), record.raw))
        elif self._is_rejected(record):
            self.left_out.append(Problem(record.line, REJECTED, (), record.raw))
        else:
            self._add_note(record)

    def _is_rejected(self, record: Record) -> bool:
        column = self._plan.moderated
        return column is not None and cell_of(record, column).strip() in ("-1", "-1.0", "−1")

    def _add_note(self, record: Record) -> None:
        wording, text = self._words(record)
        if not text.strip():
            why = record.remarks[0] if record.remarks else (NO_WORDS, ())
            self.problems.append(Problem(record.line, why[0], why[1], record.raw))
            return
        for message, values in record.remarks:
            self._warn(record, message, values)
        kind, no_kind = read_kind(self._one(record, "kind"))
        votes, no_votes = read_votes(self._one(record, "votes"))
        sum_of_money = self._one(record, "cost")
        cost, no_cost = read_cost(sum_of_money, "." if isinstance(sum_of_money, Number) else self._decimal)
        for wrong in (no_kind, no_votes, no_cost):
            if wrong:
                self._warn(record, wrong[0], tuple(wrong[1].items()))
        if record.fault == ODD:
            self._warn(record, ODD_QUOTES)
        if "\ufffd" in text or "\ufffd" in wording:
            self._warn(record, UNREADABLE_LETTER)
        segment, step = (self._plain(self._one(record, field)).strip() for field in ("segment", "step"))
        source_id = self._one(record, "source_id").strip()
        more = {field: self._one(record, field) for field in MORE} if self._plan.exact else {}
        self.rows.append(NoteDraft(record.line, text, wording, kind, segment, step, source_id, votes, cost, **more))

    def _words(self, record: Record) -> tuple[str, str]:
        """Return the short wording and the exact words; words that are missing are the wording."""
        if self._plan.exact:
            return self._one(record, "wording"), "".join(self._all(record, "text"))
        wording = " ".join(html_to_plain(self._one(record, "wording")).split())
        text = _joined([html_to_plain(cell) for cell in self._all(record, "text")])
        return wording, text if text.strip() else wording

    def _plain(self, cell: str) -> str:
        return cell if self._plan.exact else html_to_plain(cell)

    def _one(self, record: Record, field: str) -> str:
        return next(iter(self._all(record, field)), "")

    def _all(self, record: Record, field: str) -> list[str]:
        cells = [cell_of(record, index) for index in self._fields.get(field, ())]
        return [exact(cell) for cell in cells] if self._apostrophes else cells

    def _warn(self, record: Record, message: str, values: Values = ()) -> None:
        self.problems.append(Problem(record.line, message, values, record.raw, kept=True))


def cell_of(record: Record, index: int) -> str:
    """Return a cell; a row that is too short ends in empty ones."""
    return record.cells[index] if index < len(record.cells) else ""


def _joined(parts: Sequence[str]) -> str:
    """Return one column's words as they are; several as paragraphs apart by a blank line, blanks around them cut."""
    if len(parts) == 1:
        return parts[0]
    return "\n\n".join(part.strip() for part in parts if part.strip())


def fault_of(record: Record, width: int) -> tuple[str, Values] | None:
    """Return why a record cannot be a note, whatever its columns mean; None if nothing speaks against it."""
    if "\0" in record.raw:
        return NUL, ()
    if record.fault == UNCLOSED:
        return UNCLOSED_QUOTE, ()
    if record.fault == WIDE:
        return TOO_WIDE, (("limit", MAX_CELLS),)
    if _LONE_SURROGATE.search(record.raw):
        return SURROGATE, ()
    if any(cell.strip() for cell in record.cells[width:]):
        return TOO_MANY_CELLS, (("count", len(record.cells)), ("width", width))
    longest = max(map(len, record.cells))
    if longest > MAX_CELL:
        return TOO_LONG, (("length", longest), ("limit", MAX_CELL))
    return None

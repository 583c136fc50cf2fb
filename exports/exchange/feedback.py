"""Answers that come back as a table, from KoBoToolbox, ODK, Microsoft Forms, LimeSurvey or a plain list.

`plan_feedback` is a dry run: it says how the file was read, what is about which note, what waits, what is there already
and what cannot be read. Nothing is fetched, and formulas and markup are text. Who answered is not read, but for the
contact details of those who asked for news.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from exports.exchange.answer_cells import days_first
from exports.exchange.answer_columns import PERSONAL, TECHNICAL, AnswerColumn, columns_of, is_known
from exports.exchange.answer_rows import AnswerReading, PlannedResponse, mark_rows
from exports.exchange.csv_table import Record, find_delimiter
from exports.exchange.decoding import decode
from exports.exchange.drafts import SHEET, TABLE, Problem, Remark
from exports.exchange.notes_csv import check_size, given_delimiter, table_of
from exports.exchange.notes_xlsx import read_sheet
from exports.exchange.reading import EMPTY, ONLY_NAMES, Tell, cell_of, fault_of, tell_nobody
from exports.exchange.sources import DOCUMENTS, SHEETS, kind_of
from exports.exchange.typed_codes import TypedCodes
from models import queries, responses
from models.code_index import CodeIndex, all_codes
from models.edits.responding import AnswersFile, KeepResponses
from models.errors import Refused
from models.responses import QuestionRecord
from resources.texts import N_

NO_TABLE = N_("“{name}” is a document. Save the answers as .xlsx or .csv, or type them in.")
TWO_DAYS = N_("The days in “{column}” can be read in two ways, so they were left out. Write them as 2027-05-14.")
_SEPARATOR = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_LIKE_A_CODE = re.compile(r"(?=.*[A-Z])(?=.*[0-9])[A-Z0-9]{5,9}")
OFTEN = 500
SAMPLED = 1000  # rows that are looked at for what a column holds
# Columns by which a kind of file is known; for a person, not for the reading.
STYLES: tuple[tuple[str, frozenset[str]], ...] = (
    ("KoBoToolbox", frozenset({"_uuid", "_submission_time"})),
    ("ODK", frozenset({"submissiondate", "key"})),
    ("Microsoft Forms", frozenset({"id", "start time", "completion time"})),
    ("LimeSurvey", frozenset({"response id", "date submitted"})),
)


@dataclass(frozen=True)
class HowAnswersRead:
    """What a person said about reading a file; empty and None: find out. `mapping`: (column, meaning)."""

    encoding: str | None = None
    delimiter: str | None = None
    mapping: tuple[tuple[str, str], ...] = ()
    sheet: str = ""


@dataclass(frozen=True)
class FeedbackTarget:
    """What reading must know of the project: its codes, its questions, the marks of what is there, and the files.

    `asked`: what the way back asks in own words.
    """

    codes: CodeIndex
    questions: tuple[QuestionRecord, ...]
    there: frozenset[str]
    files: frozenset[str] = frozenset()
    asked: str = ""


@dataclass(frozen=True)
class FeedbackPlan:
    """What importing a file of answers would do. `placed`, `waiting` and `already` are parts of `rows`.

    `problems` are rows that cannot be kept, and (`kept`) what is odd in rows that can.
    """

    name: str
    sha256: str
    encoding: str
    encoding_guessed: bool
    delimiter: str
    form: str
    sheets: tuple[str, ...]
    sheet: str
    style: str
    columns: tuple[AnswerColumn, ...]
    rows: tuple[PlannedResponse, ...]
    problems: tuple[Problem, ...]
    remarks: tuple[Remark, ...] = ()

    @property
    def fresh(self) -> tuple[PlannedResponse, ...]:
        """The rows that would be added."""
        return tuple(row for row in self.rows if not row.already)

    @property
    def placed(self) -> tuple[PlannedResponse, ...]:
        """Those of them whose code leads somewhere."""
        return tuple(row for row in self.fresh if not row.why_waits)

    @property
    def waiting(self) -> tuple[PlannedResponse, ...]:
        """Those of them that would wait in the inbox."""
        return tuple(row for row in self.fresh if row.why_waits)

    @property
    def already(self) -> tuple[PlannedResponse, ...]:
        """The rows that came before."""
        return tuple(row for row in self.rows if row.already)

    @property
    def dropped(self) -> tuple[Problem, ...]:
        """The rows that cannot be kept."""
        return tuple(problem for problem in self.problems if not problem.kept)

    @property
    def personal(self) -> tuple[str, ...]:
        """The columns that were left out on purpose, because they say who somebody is."""
        return tuple(column.name for column in self.columns if column.why == PERSONAL)

    @property
    def not_read(self) -> tuple[str, ...]:
        """The other columns that nothing is read from."""
        return tuple(one.name for one in self.columns if one.meaning == "none" and one.why != PERSONAL)

    def edit(self) -> KeepResponses:
        """Return the edit that adds what is new, as one step."""
        kind = "xlsx" if self.form == SHEET else "csv"
        return KeepResponses(tuple(row.response for row in self.fresh), AnswersFile(self.sha256, self.name, kind))


def target_of(ask: Callable[..., Any]) -> FeedbackTarget:
    """Return what reading answers must know, by `Project.ask`."""
    there, files = ask(responses.source_ids), ask(responses.answer_files)
    rounds = ask(queries.ways_back)
    asked = rounds[-1].question if rounds else ""
    return FeedbackTarget(ask(all_codes), ask(responses.questions), there, files, asked)


def plan_feedback(
    target: FeedbackTarget,
    name: str,
    data: bytes,
    how: HowAnswersRead | None = None,
    tell: Tell = tell_nobody,
) -> FeedbackPlan:
    """Return what importing a file would do. Refused: with what to do. May run beside the window."""
    how = how or HowAnswersRead()
    check_size(data)
    sha256 = hashlib.sha256(data).hexdigest()
    source = _read(name, data, how, tell)
    typed = TypedCodes(target.codes.known)
    table = source.records
    names, rows = _names(table, typed)
    sample = [record for record in rows[:SAMPLED] if not fault_of(record, len(names))]

    def cells(at: int) -> list[str]:
        return [cell for record in sample if (cell := cell_of(record, at)).strip()]

    columns = columns_of(names, cells, target.questions, how.mapping, typed.holds, target.asked)
    day = next((column for column in columns if column.meaning == "day"), None)
    day_first = days_first(cell_of(record, day.index) for record in rows) if day else None
    reading = AnswerReading(columns, typed, target.codes, day_first, len(names))
    for at, record in enumerate(rows):
        if at % OFTEN == 0:
            tell(at, len(rows))
        reading.add(record)
    remarks = source.remarks
    if day and reading.ambiguous_days:
        remarks += (Remark(TWO_DAYS, (("column", day.name),)),)
    return FeedbackPlan(
        *(name, sha256, source.encoding, source.guessed, source.delimiter),
        *(source.form, source.sheets, source.sheet, _style(names), columns),
        rows=mark_rows(reading.rows, target.there, all_there=sha256 in target.files),
        problems=tuple(reading.problems),
        remarks=remarks,
    )


@dataclass(frozen=True)
class _Source:
    records: Sequence[Record]
    form: str
    encoding: str = ""
    guessed: bool = False
    delimiter: str = ""
    sheets: tuple[str, ...] = ()
    sheet: str = ""
    remarks: tuple[Remark, ...] = ()


def _read(name: str, data: bytes, how: HowAnswersRead, tell: Tell) -> _Source:
    kind = kind_of(name, data)
    if kind in DOCUMENTS:
        raise Refused(NO_TABLE, name=name)
    if kind in SHEETS:
        sheet = read_sheet(data, how.sheet, tell)
        return _Source(sheet.records, SHEET, sheets=sheet.names, sheet=sheet.name, remarks=sheet.remarks)
    decoded = decode(data, how.encoding)
    text, mark = decoded.text, how.delimiter
    if found := _SEPARATOR.match(text):  # what a spreadsheet writes for itself
        text, mark = "\n" + text[found.end() :], mark or found[1]
    delimiter = find_delimiter(text, is_known) if mark is None else given_delimiter(mark)
    return _Source(table_of(text, delimiter, tell), TABLE, decoded.encoding, decoded.guessed, delimiter)


def _names(table: Sequence[Record], typed: TypedCodes) -> tuple[tuple[str, ...], Sequence[Record]]:
    """Return the names of the columns and the rows; where the first row holds a code it is an answer, no names."""
    if not table:
        raise Refused(EMPTY)
    first = table[0]
    if first.fault or any(typed.read(cell) for cell in first.cells) or _may_be_an_answer(first):
        widths = Counter(len(record.cells) for record in table if record.cells)
        width = max(widths, key=lambda one: (widths[one], one), default=1)
        return tuple(f"column {at + 1}" for at in range(width)), table
    if len(table) == 1:
        raise Refused(ONLY_NAMES)
    return tuple(cell.replace("\ufeff", "").strip() for cell in first.cells), table[1:]


def _may_be_an_answer(first: Record) -> bool:
    """Tell whether the first row is rather an answer with a mistyped code than the names of columns."""
    return any(_LIKE_A_CODE.fullmatch(cell.strip()) for cell in first.cells) and not any(map(is_known, first.cells))


def _style(names: Sequence[str]) -> str:
    there = {name.casefold() for name in names}
    return next((style for style, needs in STYLES if needs <= there), "")


Reasons = Mapping[str, int]


def reasons(rows: Sequence[PlannedResponse]) -> Reasons:
    """Return how many rows wait for which reason, as sentences to be translated."""
    return Counter(row.why_waits for row in rows if row.why_waits)


__all__ = [
    "PERSONAL",
    "TECHNICAL",
    "AnswerColumn",
    "FeedbackPlan",
    "FeedbackTarget",
    "HowAnswersRead",
    "PlannedResponse",
    "plan_feedback",
    "reasons",
    "target_of",
]

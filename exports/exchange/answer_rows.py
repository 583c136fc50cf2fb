"""From the rows of a table of answers to responses: each is placed by its code, waits, or cannot be kept."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from exports.exchange.answer_cells import read_day, read_language, read_verdict, says_yes
from exports.exchange.answer_columns import AnswerColumn, normal
from exports.exchange.csv_table import ODD, Record
from exports.exchange.drafts import Problem, Values
from exports.exchange.reading import ODD_QUOTES, TOO_LONG, UNREADABLE_LETTER, cell_of, fault_of
from exports.exchange.typed_codes import TypedCodes, looks_changed
from models import vocabulary as v
from models.code_index import CodeIndex
from models.edits.responding import LONGEST_CODE, KeepResponse
from resources.texts import N_

LONGEST_WORDS = 100_000
LONGEST_CONTACT = 500
STRONG = 16  # characters of an id that no other form gives, too

NO_CODE = N_("There is no code.")
WRONG_CODE = N_("The code is mistyped: its check character does not fit.")
CHANGED_CODE = N_("A spreadsheet has changed the code.")
UNKNOWN_CODE = N_("No note of this project has this code.")
OF_A_PERSON = N_("The code is a participant’s. It was not kept, because it says who answered.")
SAYS_NOTHING = N_("The row says nothing.")
NO_VERDICT = N_("“{words}” is neither yes, partly nor no. It was kept as an answer.")
NO_DAY = N_("“{words}” is no day that can be read. It was left out.")
LONG_CONTACT = N_("The contact details are too long. They were left out.")


@dataclass(frozen=True)
class PlannedResponse:
    """A row that can be kept. `about`: (table, id), None where it waits, and then `why_waits`.

    `already`: it came before. `given_id`: the form's own id, of which only a digest is kept.
    """

    line: int
    response: KeepResponse
    about: tuple[str, str] | None = None
    why_waits: str = ""
    already: bool = False
    given_id: str = ""


class AnswerReading:
    """Sorts rows into responses and problems."""

    def __init__(
        self,
        columns: Sequence[AnswerColumn],
        typed: TypedCodes,
        codes: CodeIndex,
        day_first: bool | None,
        width: int,
    ) -> None:
        self._columns = columns
        self._typed = typed
        self._codes = codes
        self._day_first = day_first
        self._width = width
        self.ambiguous_days = 0
        self.rows: list[PlannedResponse] = []
        self.problems: list[Problem] = []

    def add(self, record: Record) -> None:
        """Take one row; it becomes a response, or a problem with its line."""
        if fault := fault_of(record, self._width):
            self.problems.append(Problem(record.line, fault[0], fault[1], record.raw))
            return
        response = self._response(record)
        said = [response.words, *(words for _, words in response.answers)]
        longest = max(map(len, said))
        if longest > LONGEST_WORDS:
            self._drop(record, TOO_LONG, (("length", longest), ("limit", LONGEST_WORDS)))
        elif not (any(said) or response.verdict):
            self._drop(record, SAYS_NOTHING)
        else:
            self._add(record, response, said)

    def _add(self, record: Record, response: KeepResponse, said: Sequence[str]) -> None:
        for message, values in record.remarks:
            self._warn(record, message, values)
        if record.fault == ODD:
            self._warn(record, ODD_QUOTES)
        if any("\ufffd" in words for words in said):
            self._warn(record, UNREADABLE_LETTER)
        given = self._one(record, "code")
        about, why = self._about(given, response.code)
        kept = replace(response, code="") if why == OF_A_PERSON else response
        self.rows.append(PlannedResponse(record.line, kept, about, why, given_id=self._one(record, "id")))

    def _response(self, record: Record) -> KeepResponse:
        given, verdict_said = self._one(record, "code"), self._one(record, "verdict")
        verdict = read_verdict(verdict_said)
        answers = [(one.question, _chosen(one, self._cell(record, one))) for one in self._of("answer")]
        if verdict_said and not verdict:
            answers.insert(0, (self._of("verdict")[0].name, verdict_said))
            self._warn(record, NO_VERDICT, (("words", _cut(verdict_said)),))
        return KeepResponse(
            code=(self._typed.read(given) or given)[:LONGEST_CODE],
            words="\n\n".join(filter(None, (self._cell(record, column) for column in self._of("words")))),
            channel=_channel(self._one(record, "channel")),
            day=self._day(record),
            verdict=verdict,
            answers=tuple((question, words) for question, words in answers if words),
            language=read_language(self._one(record, "language")),
            contact=self._contact(record),
        )

    def _about(self, given: str, code: str) -> tuple[tuple[str, str] | None, str]:
        """Return what a row is about, or why it waits."""
        if not given:
            return None, NO_CODE
        about = self._codes.lead(code)
        if about is None:
            if self._typed.read(given):
                return None, UNKNOWN_CODE
            return None, CHANGED_CODE if looks_changed(given) else WRONG_CODE
        return (None, OF_A_PERSON) if about[0] == "participant" else (about, "")

    def _day(self, record: Record) -> date | None:
        said = self._one(record, "day")
        day = read_day(said, self._day_first)
        if said and day is None:
            if read_day(said, day_first=True) or read_day(said, day_first=False):
                self.ambiguous_days += 1
            else:
                self._warn(record, NO_DAY, (("words", _cut(said)),))
        return day

    def _contact(self, record: Record) -> str:
        """Return how to reach those who asked for news; of everybody else nothing is read."""
        if not self._of("news") or not says_yes(self._one(record, "news")):
            return ""
        contact = self._one(record, "contact")
        if len(contact) > LONGEST_CONTACT:
            self._warn(record, LONG_CONTACT)
            return ""
        return contact

    def _of(self, meaning: str) -> list[AnswerColumn]:
        return [column for column in self._columns if column.meaning == meaning]

    def _one(self, record: Record, meaning: str) -> str:
        return next((self._cell(record, column) for column in self._of(meaning)), "")

    @staticmethod
    def _cell(record: Record, column: AnswerColumn) -> str:
        return cell_of(record, column.index).replace("\r\n", "\n").replace("\r", "\n").strip()

    def _warn(self, record: Record, message: str, values: Values = ()) -> None:
        self.problems.append(Problem(record.line, message, values, record.raw, kept=True))

    def _drop(self, record: Record, message: str, values: Values = ()) -> None:
        self.problems.append(Problem(record.line, message, values, record.raw))


def _chosen(column: AnswerColumn, cell: str) -> str:
    """Return the words that a choice of our own form stands for."""
    return dict(column.choices).get(cell, cell)


def mark_rows(
    rows: Sequence[PlannedResponse], there: frozenset[str], *, all_there: bool = False
) -> tuple[PlannedResponse, ...]:
    """Return the rows with the marks by which they are known again, and say which of them came before.

    A mark is made of the form's own id, else of what the row says and how many rows before it say the same.
    `all_there`: this very file was taken in before.
    """
    ids = Counter(row.given_id for row in rows if row.given_id)
    seen: Counter[str] = Counter()
    found: list[PlannedResponse] = []
    marks: set[str] = set()
    for row in rows:
        mark = _mark_of_id(row) if row.given_id and ids[row.given_id] == 1 else ""
        if not mark:
            content = _content(row)
            seen[content] += 1
            mark = _digest("row", row.given_id, content, str(seen[content]))
        response = replace(row.response, source_id=mark)
        found.append(replace(row, response=response, already=all_there or mark in there or mark in marks))
        marks.add(mark)
    return tuple(found)


def _mark_of_id(row: PlannedResponse) -> str:
    """Return the mark of an id; a short one, such as 17, is another one's in the next form, so the row helps."""
    given = row.given_id.lower().removeprefix("uuid:")
    if len(given) >= STRONG:
        return _digest("id", given)
    return _digest("id", given, str(row.response.day or ""), row.response.code.upper())


def _content(row: PlannedResponse) -> str:
    response = row.response
    answers = sorted((normal(question), words) for question, words in response.answers)
    said = [response.code.upper(), response.verdict, response.words, str(response.day or ""), *map(repr, answers)]
    return _digest(*said)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]


def _channel(cell: str) -> str:
    word = cell.casefold().strip()
    known = {name.casefold(): term.code for term in v.CHANNELS for name in (term.code, term.label)}
    return known.get(word, "web")


def _cut(words: str) -> str:
    return words if len(words) <= 60 else words[:59] + "…"

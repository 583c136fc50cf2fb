"""What is read from a file or from pasted lines before anything is written: notes, problems, rows left out."""

from dataclasses import dataclass
from decimal import Decimal

Values = tuple[tuple[str, str | int], ...]
TABLE, SHEET, LINES = "table", "sheet", "lines"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something about one row: its line (from 1), a sentence and its values, the row's words in the file.

    `kept` tells a warning (the row is a note all the same) from a row that is no note.
    """

    line: int
    message: str
    values: Values
    raw: str
    kept: bool = False

    def __str__(self) -> str:
        return self.message.format(**dict(self.values)) if self.values else self.message


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about the whole file: what was left out on purpose, what was found beside the rows."""

    message: str
    values: Values = ()

    def __str__(self) -> str:
        return self.message.format(**dict(self.values)) if self.values else self.message


@dataclass(frozen=True, slots=True)
class NoteDraft:
    """One row as a note. `text` is exact; `cost` is a sum in an unknown currency; "" and None mean: not said.

    What follows `cost` stands in tables that we wrote: rows with the same `note` are voices of one note.
    """

    line: int
    text: str
    wording: str = ""
    kind: str = "unsorted"
    segment: str = ""
    step: str = ""
    source_id: str = ""
    votes: int | None = None
    cost: Decimal | None = None
    note: str = ""
    theme: str = ""
    words_source: str = ""
    translated_by: str = ""
    language: str = ""
    table_name: str = ""
    source: str = ""
    workshop: str = ""


@dataclass(frozen=True, slots=True)
class NotesDraft:
    """A whole file of notes, and everything that was found or decided while reading it.

    `problems` holds warnings (`kept`) and rows that could not be read; `left_out` rows that were not wanted.
    `mapping` names columns as `columns` does. `sha256` is the digest of the file's bytes, in hexadecimal digits.
    `form`: TABLE (text with delimiters), SHEET (a spreadsheet) or LINES. `parts`: the sheets or tables to choose from,
    `part`: which one was read. `marks`: what became of marks at the start of lines. `asks`: it is not known which
    column holds the words; every row is a problem then. `sample`: the beginning of each cell of the first row.
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
    form: str = TABLE
    parts: tuple[str, ...] = ()
    part: str = ""
    marks: str = ""
    asks: bool = False
    sample: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def dropped(self) -> tuple[Problem, ...]:
        """The rows that are no notes because they could not be read."""
        return tuple(problem for problem in self.problems if not problem.kept)

    @property
    def unused(self) -> tuple[str, ...]:
        """The columns that nothing is read from."""
        used = {column for column, _ in self.mapping}
        return tuple(column for column in self.columns if column not in used)

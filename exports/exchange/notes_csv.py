"""A table of notes that somebody else's program wrote, read without guessing silently and without losing a row.

`read_notes` gives every row as a draft note, as a problem with its line, or as a row left out on purpose; nothing is
written anywhere. Exact words stay exact; only a cell that holds HTML becomes plain text.
"""

import hashlib
from collections.abc import Sequence

from exports.exchange.columns import is_known
from exports.exchange.csv_table import Record, find_delimiter, records
from exports.exchange.decoding import decode
from exports.exchange.drafts import NotesDraft
from exports.exchange.reading import (
    EMPTY,
    MAX_BYTES,
    MAX_LINES,
    MAX_ROWS,
    TOO_MANY_LINES,
    TOO_MANY_ROWS,
    Tell,
    sort_records,
    tell_nobody,
)
from models.errors import Refused
from resources.texts import N_

_DELIMITER_WORDS = {"comma": ",", "semicolon": ";", "tab": "\t", "\\t": "\t", "pipe": "|", "none": ""}


def read_notes(
    data: bytes,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    mapping: Sequence[tuple[str, str]] = (),
    header: bool | None = None,
    decimal: str = "",
    may_ask: bool = False,
    tell: Tell = tell_nobody,
) -> NotesDraft:
    """Return the notes of a table with delimiters.

    `mapping` is a list of (column, field); without it the columns must be recognisable. `delimiter` is one character,
    "tab" or "none" (one column); `header` says whether the first record names the columns; None means: find out.
    `decimal`: see read_cost. Raises Refused, with what to do, for a file that is empty, too large, unreadable, or whose
    text column is unknown; `may_ask`: then the draft asks for it.
    """
    check_size(data)
    decoded = decode(data, encoding)
    mark = find_delimiter(decoded.text, is_known) if delimiter is None else given_delimiter(delimiter)
    table = table_of(decoded.text, mark, tell)
    found = sort_records(table, mapping, header, decimal=decimal, may_ask=may_ask, apostrophes=True, tell=tell)
    return NotesDraft(
        encoding=decoded.encoding,
        encoding_guessed=decoded.guessed,
        delimiter=mark,
        has_header=found.has_header,
        columns=found.columns,
        mapping=found.mapping,
        recognised=found.recognised,
        rows=found.rows,
        problems=found.problems,
        left_out=found.left_out,
        sha256=hashlib.sha256(data).hexdigest(),
        asks=found.asks,
        sample=found.sample,
    )


def check_size(data: bytes) -> None:
    """Refuse what is larger than a workshop's file can be."""
    if len(data) > MAX_BYTES:
        limit = MAX_BYTES // 1_000_000
        raise Refused(N_("The file is larger than {limit} MB. Divide it into several files."), limit=limit)
    if max(data.count(b"\n"), data.count(b"\r")) > MAX_LINES:
        raise Refused(TOO_MANY_LINES, limit=MAX_LINES)


def given_delimiter(delimiter: str) -> str:
    """Return the mark that a person named by itself or by a word. Refused: it cannot stand between cells."""
    mark = _DELIMITER_WORDS.get(delimiter.strip().lower(), delimiter) if delimiter else ""
    if len(mark) > 1 or mark in ('"', "\n", "\r", " ") or mark.isalnum():
        message = N_(
            "“{delimiter}” cannot stand between cells. Use one character such as , ; | or the words tab, none."
        )
        raise Refused(message, delimiter=delimiter)
    return mark


def table_of(text: str, delimiter: str, tell: Tell) -> list[Record]:
    """Return all records; stops at the limit, so that a huge file is refused before all of it is read."""
    table: list[Record] = []
    for record in records(text, delimiter):
        table.append(record)
        if len(table) > MAX_ROWS + 1:
            raise Refused(TOO_MANY_ROWS, limit=MAX_ROWS)
        if len(table) % 1000 == 0:
            tell(0, 0)
    if not table:
        raise Refused(EMPTY)
    return table

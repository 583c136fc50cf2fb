"""Writes a sheet as text with delimiters that any program reads, and no spreadsheet calculates."""

import csv
import io
from typing import BinaryIO

from exports.forms import Steps
from exports.tables.neutral import neutral
from exports.tables.sheet import Cell, Sheet, in_words
from exports.target import Cancelled

BOM = "\ufeff".encode()
OFTEN = 500  # rows


def write_csv(sheet: Sheet, out: BinaryIO, steps: Steps, *, for_excel: bool, delimiter: str = ",") -> None:
    """Write a header and every row in UTF-8; `for_excel`: with the mark by which Excel knows UTF-8.

    Lines end with CR and LF (RFC 4180); line ends inside words stay as they are. Cancelled: `steps` said so.
    """
    if for_excel:
        out.write(BOM)
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
    writer.writerow([column.name for column in sheet.columns])
    for at, row in enumerate(sheet.rows):
        if at % OFTEN == 0:
            follow(steps, at, len(sheet.rows))
        writer.writerow([_cell(cell) for cell in row])
    text.detach()  # whoever opened the file closes it


def follow(steps: Steps, done: int, of: int) -> None:
    """Tell how far it is. Cancelled: somebody said stop."""
    if steps.cancelled and steps.cancelled():
        raise Cancelled
    if steps.progress:
        steps.progress(done, of)


def _cell(cell: Cell) -> str:
    return neutral(cell) if isinstance(cell, str) else in_words(cell)

"""Writes sheets as one spreadsheet: typed cells, filters, frozen headers, and no text that is calculated."""

import io
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any, BinaryIO

from exports.forms import Steps
from exports.tables.csv_file import follow
from exports.tables.neutral import neutral
from exports.tables.sheet import Cell, Kind, Sheet, split_long
from resources.texts import Translator

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

LONGEST = 32_767  # letters of a cell, by the format
OFTEN = 200  # rows
MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - the format knows no zone; the same project gives the same bytes
WIDTHS: dict[Kind, int] = {"text": 22, "long": 60, "code": 11, "whole": 9, "decimal": 12, "date": 12, "yes_no": 9}
FORMATS: dict[Kind, str] = {"date": "yyyy-mm-dd", "decimal": "0.00", "whole": "0"}


def write_xlsx(sheets: tuple[Sheet, ...], title: str, tr: Translator, out: BinaryIO, steps: Steps) -> int:
    """Write a sheet that explains the others, then each of them; return the number of rows. Cancelled: said so."""
    import xlsxwriter

    made = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(made, options) as book:
        book.set_properties({"title": title, "created": MADE})
        looks = _Looks(book)
        split = tuple(split_long(sheet, LONGEST) for sheet in sheets)
        _about(book, split, title, looks, tr)
        total, done = sum(len(sheet.rows) for sheet in split), 0
        for sheet in split:
            done = _write(book, sheet, looks, steps, done, total)
    out.write(made.getvalue())
    follow(steps, total, total)
    return total


class _Looks:
    """The formats of cells; `neutral` marks a text that begins like a formula, so that editing it keeps it a text."""

    def __init__(self, book: Any) -> None:
        top = {"valign": "top", "text_wrap": True}
        self.head = book.add_format({"bold": True, "bottom": 1, "valign": "top", "text_wrap": True})
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.text = book.add_format(top)
        self.neutral = book.add_format({**top, "quote_prefix": True})
        self.of = {
            kind: book.add_format({"valign": "top", "num_format": FORMATS[kind]}) if kind in FORMATS else self.text
            for kind in WIDTHS
        }


def _about(book: Any, sheets: tuple[Sheet, ...], title: str, looks: _Looks, tr: Translator) -> None:
    """Write what each sheet and column holds, for people."""
    page = book.add_worksheet("about")
    page.write_string(0, 0, title, looks.title)
    head = (tr("Sheet"), tr("Column"), tr("What it holds"))
    at = 2
    for place, words in enumerate(head):
        page.write_string(at, place, words, looks.head)
    for sheet in sheets:
        rows = ((sheet.name, "", sheet.about), *((sheet.name, one.name, one.meaning) for one in sheet.columns))
        for row in rows:
            at += 1
            for place, words in enumerate(row):
                page.write_string(at, place, words, looks.text)
    page.set_column(0, 1, 22)
    page.set_column(2, 2, 90)
    page.freeze_panes(3, 0)


def _write(book: Any, sheet: Sheet, looks: _Looks, steps: Steps, done: int, total: int) -> int:
    page = book.add_worksheet(sheet.name[:31])
    for place, column in enumerate(sheet.columns):
        page.write_string(0, place, column.name, looks.head)
        page.set_column(place, place, WIDTHS[column.kind])
    for at, row in enumerate(sheet.rows, 1):
        if at % OFTEN == 1:
            follow(steps, done + at - 1, total)
        for place, (cell, column) in enumerate(zip(row, sheet.columns, strict=True)):
            _cell(page, at, place, cell, column.kind, looks)
    page.freeze_panes(1, 0)
    if sheet.columns:
        page.autofilter(0, 0, max(len(sheet.rows), 1), len(sheet.columns) - 1)
    return done + len(sheet.rows)


def _cell(page: "Worksheet", at: int, place: int, cell: Cell, kind: Kind, looks: _Looks) -> None:
    """Write one cell by its type; a text is always a text."""
    if cell is None or cell == "":
        return
    if isinstance(cell, bool):
        page.write_boolean(at, place, cell, looks.of[kind])
    elif isinstance(cell, date):
        page.write_datetime(at, place, datetime.combine(cell, time()), looks.of[kind])
    elif isinstance(cell, int | Decimal):
        page.write_number(at, place, float(cell) if isinstance(cell, Decimal) else cell, looks.of[kind])
    else:
        page.write_string(at, place, cell, looks.neutral if neutral(cell) != cell else looks.text)

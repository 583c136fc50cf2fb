"""A sheet of a spreadsheet as records: values only, with formulas' last results; nothing is calculated or fetched."""

import io
import math
import re
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from exports.exchange.archive import BROKEN, TOO_MANY_MARKS, check_all_xml, check_xml, no_trouble, open_archive
from exports.exchange.cells import Number
from exports.exchange.csv_table import Record
from exports.exchange.drafts import Remark, Values
from exports.exchange.reading import MAX_ROWS, TOO_MANY_ROWS, Tell, tell_nobody
from models.errors import Refused
from resources.texts import N_

STRINGS = "xl/sharedStrings.xml"
MAX_STRING_MARKS = 4_000_000  # some two million texts, which are held in memory together
MAX_FORMULAS = 1_000_000
MAX_CELLS = 10_000_000
LAST_ROW = 1_048_576  # of the format; openpyxl would count up to any number that a file names
OFTEN = 50  # rows, each of which may be sixteen thousand cells wide
MAX_COLUMNS = 1000  # the format has 16,384; a table of notes with more than some hundred is none

_ESCAPED = re.compile(r"_x((?![dD][89a-fA-F])[0-9a-fA-F]{4})_")  # never half a character

NO_SHEETS = N_("The spreadsheet has no sheet that can be seen.")
NO_SUCH_SHEET = N_("There is no sheet “{name}”. The sheets are: {sheets}.")
EMPTY_SHEET = N_("The sheet “{name}” is empty.")
HIDDEN = N_("Hidden sheets were not read: {names}.")
MACROS = N_("The file holds macros. They were not read and are never run.")
LINKED = N_("The file refers to other files. They were not looked at; the values it holds were taken.")
MERGED = N_("{count} merged cells: their words stand in the first row and column of each.")
TOO_MANY_CELLS = N_("The sheet has more than {limit} million cells. Keep only the columns that matter.")
WIDE = N_("The sheet has more than {limit} columns; the others were not read.")
DRAWN = N_("Pictures and drawings in the file were not read.")
COMMENTED = N_("Comments on cells were not read.")
ERROR_CELL = N_("Cell {cell} holds the error {value}; it was left empty.")
UNCALCULATED = N_("Cell {cell} holds a formula without a value. Open the file in its own program and save it.")


@dataclass(frozen=True)
class Sheet:
    """What was read: the sheets that can be seen, which one it is, its records, and what was left out of the file."""

    names: tuple[str, ...]
    name: str
    records: tuple[Record, ...]
    remarks: tuple[Remark, ...]


def read_sheet(data: bytes, name: str = "", tell: Tell = tell_nobody) -> Sheet:
    """Return one sheet of a spreadsheet, the first one that can be seen without `name`; the row counts as its line."""
    with open_archive(data) as archive:
        remarks = _beside_the_cells(archive)
        parts = dict.fromkeys(archive.namelist())
        scans = {part: _scan(archive, part, tell) for part in parts if part.startswith("xl/worksheets/")
                 and part.endswith(".xml")}  # fmt: skip
        if STRINGS in parts:
            check_xml(archive, STRINGS, tell=tell, most=MAX_STRING_MARKS)
        check_all_xml(archive, frozenset({*scans, STRINGS}), tell)
    with no_trouble(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of what it leaves out, in words for programmers
        book = _book(data, tell)
        try:
            seen = {sheet.title: sheet for sheet in book.worksheets if sheet.sheet_state == "visible"}
            hidden = [sheet.title for sheet in book.worksheets if sheet.title not in seen]
            if hidden:
                remarks.append(Remark(HIDDEN, (("names", ", ".join(hidden)),)))
            sheet = _chosen(seen, name)
            # openpyxl has no public name for the part a sheet is read from
            scan = scans.get(str(getattr(sheet, "_worksheet_path", "")).lstrip("/"), _Scan())
            if scan.rows > MAX_ROWS + 1:
                raise Refused(TOO_MANY_ROWS, limit=MAX_ROWS)
            records = tuple(_records(sheet, scan, tell))
        finally:
            book.close()
    if not records:
        raise Refused(EMPTY_SHEET, name=sheet.title)
    if scan.merged:
        remarks.append(Remark(MERGED, (("count", scan.merged),)))
    if scan.wide:
        remarks.append(Remark(WIDE, (("limit", MAX_COLUMNS),)))
    return Sheet(tuple(seen), sheet.title, records, tuple(remarks))


def _book(data: bytes, tell: Tell) -> Any:
    """Return the spreadsheet with its texts as the file writes them: openpyxl drops some escapes and keeps others, so
    that a text such as “_x000D_” could not be told from a line end."""
    from openpyxl.cell.text import Text
    from openpyxl.reader import excel
    from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS
    from openpyxl.xml.functions import iterparse

    class Reader(excel.ExcelReader):
        def read_strings(self) -> None:
            package: Any = self.package
            part = package.find(SHARED_STRINGS)
            if part is None:
                return
            with self.archive.open(part.PartName[1:]) as source:
                for _, node in iterparse(source):
                    if node.tag == f"{{{SHEET_MAIN_NS}}}si":
                        text: Any = Text.from_tree(node)
                        self.shared_strings.append(text.content)
                        node.clear()
                        if len(self.shared_strings) % 1000 == 0:
                            tell(0, 0)

    reader = Reader(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    reader.read()
    return reader.wb


def _chosen(seen: dict[str, Any], name: str) -> Any:
    if not seen:
        raise Refused(NO_SHEETS)
    if name and name not in seen:
        raise Refused(NO_SUCH_SHEET, name=name, sheets=", ".join(seen))
    return seen[name] if name else next(iter(seen.values()))


def _beside_the_cells(archive: zipfile.ZipFile) -> list[Remark]:
    """Return what the file holds besides sheets, by the names of its parts."""
    names = [name.lower() for name in archive.namelist()]
    beside = (
        ("xl/vbaproject", MACROS),
        ("xl/externallinks/", LINKED),
        ("xl/media/", DRAWN),
        ("xl/comments", COMMENTED),
    )
    return [Remark(sentence) for start, sentence in beside if any(name.startswith(start) for name in names)]


class _Enough(Exception):
    """A sheet has more rows than can be read: the rest of it need not be looked at."""


@dataclass
class _Scan:
    """What a sheet's XML says that its values do not: merged cells, which cells are formulas; and how many rows hold
    something."""

    merged: int = 0
    rows: int = 0
    wide: bool = False
    formulas: set[str] = field(default_factory=set[str])
    _cell: str = ""
    _counted: bool = False

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        """Hear an element begin."""
        if name == "c":
            self._cell = attributes.get("r", "")
        elif name == "f":
            self.formulas.add(self._cell)
            if len(self.formulas) > MAX_FORMULAS:
                raise Refused(TOO_MANY_MARKS)
        elif name in ("v", "is"):
            self._count()
        elif name == "row":
            self._counted = False
            given = attributes.get("r", "0")
            if not given.isdecimal() or len(given) > 8 or int(given) > LAST_ROW:
                raise Refused(BROKEN)
        elif name == "mergeCell":
            self.merged += 1

    def _count(self) -> None:
        if not self._counted:
            self._counted = True
            self.rows += 1
            if self.rows > MAX_ROWS + 1:
                raise _Enough


def _scan(archive: zipfile.ZipFile, part: str, tell: Tell) -> _Scan:
    scan = _Scan()
    with suppress(_Enough):
        check_xml(archive, part, scan.opened, tell=tell)
    return scan


def _records(sheet: Any, scan: _Scan, tell: Tell) -> Iterator[Record]:
    """Yield the rows that hold something; never the empty ones that the sheet's own size would add."""
    sheet.reset_dimensions()
    count = read = 0
    for at, row in enumerate(sheet.iter_rows()):
        if at % OFTEN == 0:
            tell(count, 0)
        read += len(row)
        if read > MAX_CELLS:
            raise Refused(TOO_MANY_CELLS, limit=MAX_CELLS // 1_000_000)
        line, remarks, cells = 0, list[tuple[str, Values]](), list[str]()
        scan.wide = scan.wide or len(row) > MAX_COLUMNS
        for cell in row[:MAX_COLUMNS]:
            line = line or getattr(cell, "row", 0)  # an empty cell does not know where it is
            value, what = cell.value, None
            if cell.data_type == "e":
                what, value = (ERROR_CELL, (("cell", str(cell.coordinate)), ("value", str(value)))), None
            elif value is None and line and getattr(cell, "coordinate", "") in scan.formulas:
                what = (UNCALCULATED, (("cell", str(cell.coordinate)),))
            remarks += [what] if what else []
            cells.append("" if value is None else in_words(value))
        while cells and not cells[-1]:
            cells.pop()
        if any(cell.strip() for cell in cells) or remarks:
            count += 1
            if count > MAX_ROWS + 1:
                raise Refused(TOO_MANY_ROWS, limit=MAX_ROWS)
            yield Record(line, tuple(cells) or ("",), "\t".join(cells), remarks=tuple(remarks))


def _letters(text: str) -> str:
    """Return a text whose letters that XML cannot hold are themselves again (ECMA-376, ST_Xstring: _x000D_ is a line
    end, _x005F_ the underscore of a text that looks like one of these); openpyxl gives them as they are written."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def in_words(value: object) -> str:
    """Return a cell's value as words: dates as 2027-05-14, whole numbers without a point."""
    if isinstance(value, str):
        return _letters(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int):
        return Number(value)
    if isinstance(value, float):
        whole = math.isfinite(value) and value.is_integer() and abs(value) < 1e15
        return Number(int(value) if whole else repr(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date | time | timedelta):
        return str(value)
    return str(value)

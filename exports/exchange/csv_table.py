"""Text with delimiters to records, with the line each one begins on; broken quotes never swallow the rest of a file.

Python's csv module cannot say where a quote was opened that nobody closed: it reads the rest of the file into one cell.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

DELIMITERS = (",", ";", "\t", "|")
# A file in which both fit equally well holds decimal commas more often than it holds stray semicolons or tabs.
_PREFERENCE = ("|", ",", ";", "\t")
_SAMPLE_RECORDS = 200
_SAMPLE_CHARACTERS = 2_000_000
_ENOUGH = 0.7  # share of records that must agree on a width; below it the file is taken for one column of text
_BLANK_LINES = re.compile(r"[\r\n]++")
_LINE_END = re.compile(r"[\r\n]")
# "*+" never gives back, so a cell is read once, however many doubled quotes it holds.
_QUOTED = re.compile(r'[^"]*+(?:""[^"]*+)*+')
_BLANKS = re.compile(r" *+")

CLEAN, ODD, UNCLOSED, WIDE = "", "odd", "unclosed", "wide"
MAX_CELLS = 2000  # of one record; a table of notes or answers with more is none, and lists of them fill the memory


@dataclass(frozen=True, slots=True)
class Record:
    """One record: the line it begins on (from 1, as an editor counts), its cells, its words in the file, its fault.

    `fault` is CLEAN, ODD (words beside a quotation; cells taken as they stand), WIDE (more than MAX_CELLS, only the
    first of them are here) or UNCLOSED (then `line` is where the quote was opened, there are no cells, and reading went
    on in the next line). `remarks`: sentences about its cells.
    """

    line: int
    cells: tuple[str, ...]
    raw: str
    fault: str = CLEAN
    remarks: tuple[tuple[str, tuple[tuple[str, str | int], ...]], ...] = ()


def records(text: str, delimiter: str) -> Iterator[Record]:
    """Yield the records of `text`; blank lines are none. An empty delimiter means one column. Never raises."""
    scanner = _Scanner(text, delimiter)
    at, line = 0, 1
    while at < len(text):
        if text[at] in "\r\n":  # blank lines; millions of them are one step
            end = scanner.after_blank_lines(at)
            at, line = end, line + _line_ends(text, at, end)
            continue
        cells, end, fault = scanner.record(at)
        raw = text[at:end]
        inner = _line_ends(text, at, end) if '"' in raw else 0
        if len(cells) != 1 or raw.strip(" \t"):
            yield Record(line + inner if fault == UNCLOSED else line, tuple(cells), raw, fault)
        at, line = scanner.after_line_end(end), line + inner + 1


def _line_ends(text: str, start: int, end: int) -> int:
    returns = text.count("\r", start, end)
    pairs = text.count("\r\n", start, end) if returns else 0
    return text.count("\n", start, end) + returns - pairs


class _Scanner:
    """Reads cells at positions of one text."""

    def __init__(self, text: str, delimiter: str) -> None:
        self._text = text
        self._delimiter = delimiter
        mark = re.escape(delimiter)
        self._cell_end = re.compile(f"[{mark}\r\n]")
        # The usual cell in one step: a whole quotation, or words that begin with neither a quote nor a blank.
        self._usual = re.compile(
            rf'(?:"([^"]*+(?:""[^"]*+)*+)" *+|([^" {mark}\r\n][^{mark}\r\n]*+|))(?=[{mark}\r\n]|\Z)'
        )

    def after_blank_lines(self, at: int) -> int:
        found = _BLANK_LINES.match(self._text, at)
        return found.end() if found else at + 1

    def after_line_end(self, at: int) -> int:
        return at + (2 if self._text.startswith("\r\n", at) else 1)

    def record(self, start: int) -> tuple[list[str], int, str]:
        """Return the cells from `start`, where the record ends (before its line end), and its fault."""
        end = self._line_end(start)
        line = self._text[start:end]
        if '"' not in line:
            cells = line.split(self._delimiter, MAX_CELLS) if self._delimiter else [line]
            return cells[:MAX_CELLS], end, CLEAN if len(cells) <= MAX_CELLS else WIDE
        return self._quoted_record(start)

    def _quoted_record(self, start: int) -> tuple[list[str], int, str]:
        cells: list[str] = []
        at, odd = start, False
        while True:
            usual = self._usual.match(self._text, at)
            if usual:
                cell, end, fault = (usual[2] if usual[1] is None else usual[1].replace('""', '"')), usual.end(), CLEAN
            else:
                cell, end, fault = self._cell(at)
            if fault == UNCLOSED:
                return [], self._line_end(at), UNCLOSED
            if len(cells) == MAX_CELLS:
                return cells, self._line_end(at), WIDE
            cells.append(cell)
            odd = odd or fault == ODD
            if not self._delimiter or not self._text.startswith(self._delimiter, end):
                break
            at = end + 1
        if odd and self._text.count('"', start, end) % 2:  # no way to tell where the quotation was meant to end
            return [], end, UNCLOSED
        return cells, end, ODD if odd else CLEAN

    def _line_end(self, at: int) -> int:
        found = _LINE_END.search(self._text, at)
        return found.start() if found else len(self._text)

    def _plain_end(self, at: int) -> int:
        found = self._cell_end.search(self._text, at)
        return found.start() if found else len(self._text)

    def _closed(self, opening: int) -> tuple[int, int]:
        """Return where the quotation that begins at `opening` is closed, and the first place behind it and blanks."""
        found = _QUOTED.match(self._text, opening + 1)
        closing = found.end() if found else len(self._text)
        behind = _BLANKS.match(self._text, min(closing + 1, len(self._text)))
        return closing, behind.end() if behind else len(self._text)

    def _cell(self, at: int) -> tuple[str, int, str]:
        text = self._text
        blanks = _BLANKS.match(text, at)
        opening = blanks.end() if blanks else at
        if not text.startswith('"', opening):
            end = self._plain_end(at)
            return text[at:end], end, CLEAN
        closing, behind = self._closed(opening)
        whole = closing < len(text) and (behind == len(text) or self._cell_end.match(text, behind) is not None)
        if whole and (opening == at or not _line_ends(text, opening, closing)):
            return text[opening + 1 : closing].replace('""', '"'), behind, CLEAN
        if opening > at:  # a blank came first, so these are quotation marks of the text
            end = self._plain_end(at)
            return text[at:end], end, CLEAN
        if closing >= len(text) or _line_ends(text, at, closing):
            return "", at, UNCLOSED
        end = self._plain_end(closing)
        return text[at:end], end, ODD


def find_delimiter(text: str, known: Callable[[str], bool]) -> str:
    """Return the delimiter of `text`, or "" for one column.

    A first record with names that `known` accepts decides; otherwise the delimiter that gives most of the first 200
    records the same width, counted outside quotes.
    """
    sample = text[:_SAMPLE_CHARACTERS]
    first_line = next(records(sample, ""), None)
    if first_line is None or (first_line.fault == CLEAN and known(first_line.cells[0])):
        return ""
    found = [_Fit(mark, list(islice(records(sample, mark), _SAMPLE_RECORDS)), known) for mark in DELIMITERS]
    named = [fit for fit in found if fit.names]
    if named:
        return max(named, key=lambda fit: (fit.names, fit.share, fit.rank)).delimiter
    wide = [fit for fit in found if fit.width > 1 and fit.share >= _ENOUGH]
    return max(wide, key=lambda fit: (fit.share, fit.rank)).delimiter if wide else ""


class _Fit:
    """How well one delimiter fits: the usual width, the share of records that have it, known names in the first."""

    def __init__(self, delimiter: str, sample: Sequence[Record], known: Callable[[str], bool]) -> None:
        self.delimiter = delimiter
        self.rank = _PREFERENCE.index(delimiter)
        widths = Counter(len(record.cells) for record in sample if record.fault in (CLEAN, WIDE))
        first = sample[0].cells if sample else ()
        self.width, count = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
        self.share = count / max(1, len(sample)) if len(first) > 1 else 0.0
        self.names = sum(map(known, first)) if len(first) > 1 else 0

"""Tables in the clipboard, as spreadsheets put them there: cells between tabs, a cell with a line break in quotes."""

import csv
import io
from collections.abc import Iterable, Sequence

Block = tuple[tuple[str, ...], ...]
MOST_ROWS, MOST_COLUMNS = 5000, 500
BREAKS = ("\r\n", "\n", "\r")


def text_of(rows: Iterable[Sequence[str]]) -> str:
    """Return rows as spreadsheets read them. What is read back is the same, whatever a cell holds."""
    return "".join("\t".join(map(_written, row)) + "\n" for row in rows)


def cells_in(text: str) -> Block:
    """Return the rows of a text with tabs between its cells; a break at its very end begins no row.

    A cell in quotes may hold tabs and breaks, and doubled quotes for one. Where the closing quote is not followed by
    the end of the cell, the quotes are letters: programs copy such a cell as it is.
    """
    rows: list[tuple[str, ...]] = []
    row: list[str] = []
    at = 0
    while at < len(text) or row:
        words, at = _cell(text, at)
        row.append(words)
        if text.startswith("\t", at):
            at += 1
            continue
        rows.append(tuple(row))
        row = []
        at += _break_at(text, at)
    return tuple(rows)


def cells_in_csv(text: str) -> Block:
    """Return the rows of a text with commas or semicolons between its cells, whichever there are more of on top."""
    first = text.split("\n", 1)[0]
    between = max((",", ";", "\t"), key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=between))
    except csv.Error:
        return ()
    return tuple(tuple(row) for row in rows)


def squared(block: Block) -> Block:
    """Return the block without empty rows and columns at its end, all rows of the same length, no blanks around words.

    A block beyond what a path can take is empty: nobody pastes that on purpose.
    """
    rows = [tuple(cell.replace("\r\n", "\n").replace("\r", "\n").strip() for cell in row) for row in block]
    while rows and not any(rows[-1]):
        rows.pop()
    wide = max((at + 1 for row in rows for at, cell in enumerate(row) if cell), default=0)
    if len(rows) > MOST_ROWS or wide > MOST_COLUMNS:
        return ()
    return tuple((*row[:wide], *[""] * (wide - len(row))) for row in rows)


def _written(cell: str) -> str:
    if cell.startswith('"') or any(one in cell for one in ("\t", "\n", "\r")):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def _cell(text: str, at: int) -> tuple[str, int]:
    """Return the words of the cell that begins at a place, and where it ends."""
    if text.startswith('"', at) and (end := _closing(text, at)) >= 0:
        return text[at + 1 : end].replace('""', '"'), end + 1
    end = min((found for one in ("\t", "\n", "\r") if (found := text.find(one, at)) >= 0), default=len(text))
    return text[at:end], end


def _closing(text: str, at: int) -> int:
    """Return where the quote lies that ends a quoted cell, −1 where the quotes are letters."""
    end = at + 1
    while (end := text.find('"', end)) >= 0:
        if text.startswith('""', end):
            end += 2
            continue
        return end if end + 1 == len(text) or text[end + 1] in "\t\n\r" else -1
    return -1


def _break_at(text: str, at: int) -> int:
    return next((len(one) for one in BREAKS if text.startswith(one, at)), 0)

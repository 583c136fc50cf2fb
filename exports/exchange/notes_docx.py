"""A word processor's document as lines or tables: words only, as they stand once all changes are accepted."""

import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from exports.exchange.archive import BROKEN, MAX_SIDE_MARKS, check_all_xml, check_xml, no_trouble, open_archive
from exports.exchange.csv_table import Record
from exports.exchange.drafts import Remark
from exports.exchange.reading import MAX_ROWS, OFTEN, TOO_MANY_ROWS, Tell, tell_nobody
from models.errors import Refused
from resources.texts import N_

MAIN = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_P, _TABLE, _ROW, _CELL, _TEXT = (_W + name for name in ("p", "tbl", "tr", "tc", "t"))
_BREAKS = {_W + "tab": "\t", _W + "br": "\n", _W + "cr": "\n", _W + "noBreakHyphen": "‑"}
# What is no part of a paragraph's own words: deleted words, drawings with their text boxes, what is there twice.
_SKIPPED = frozenset(
    [
        *(_W + name for name in ("del", "moveFrom", "drawing", "pict", "object", "instrText")),
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent",
    ]
)

NO_WORDS_IN_IT = N_("The document holds no words.")
NO_SUCH_TABLE = N_("There is no “{name}” in the document.")
TRACKED = N_("Changes are tracked in the document: what is crossed out was left out, what is inserted was taken.")
COMMENTED = N_("Comments were not read.")
DRAWN = N_("Pictures, drawings and text boxes were not read.")
NOTED = N_("Headers, footers and footnotes were not read.")
MACROS = N_("The file holds macros. They were not read and are never run.")
ALL_WORDS = N_("All paragraphs")
TABLE_NAME = N_("Table {n}")


@dataclass(frozen=True)
class Text:
    """What was read: the parts to choose from ("" all paragraphs, then the tables by number), and the records.

    `is_table`: the records have columns; otherwise each is one line of words, counted in the order of the document.
    """

    parts: tuple[str, ...]
    part: str
    records: tuple[Record, ...]
    is_table: bool
    remarks: tuple[Remark, ...]


def read_document(data: bytes, part: str = "", tell: Tell = tell_nobody) -> Text:
    """Return the paragraphs of a document, those in cells too; or the rows of one table, by its number as `part`."""
    found: set[str] = set()
    with open_archive(data) as archive:
        check_xml(archive, MAIN, lambda name, _: found.add(name), tell=tell, most=MAX_SIDE_MARKS)
        check_all_xml(archive, frozenset({MAIN}), tell)
        remarks = _remarks(archive, found)
        body = _body(archive)
    with no_trouble():
        tables = list(_outer_tables(body))
        if part:
            if not part.isdecimal() or not 0 < int(part[:6]) <= len(tables):
                raise Refused(NO_SUCH_TABLE, name=part)
            records = tuple(_rows(tables[int(part) - 1], tell))
        else:
            records = tuple(_paragraphs(body, tell))
    if not records:
        raise Refused(NO_WORDS_IN_IT)
    parts = ("", *(str(number) for number in range(1, len(tables) + 1))) if tables else ()
    return Text(parts, part, records, bool(part), remarks)


def _body(archive: zipfile.ZipFile) -> ET.Element:
    """Return the words' part of a document that was checked; its other parts stay packed, as they are not read."""
    with no_trouble(), archive.open(MAIN) as part:
        body = ET.parse(part).getroot().find(_W + "body")  # noqa: S314 - checked: flat, without entities
    if body is None:
        raise Refused(BROKEN)
    return body


def _outer_tables(element: Any) -> Iterator[Any]:
    for child in element:
        if child.tag == _TABLE:
            yield child
        else:
            yield from _outer_tables(child)


def _remarks(archive: zipfile.ZipFile, found: set[str]) -> tuple[Remark, ...]:
    names = [name.lower() for name in archive.namelist()]
    beside = ("word/header", "word/footer", "word/footnotes", "word/endnotes")
    told = (
        (TRACKED, bool(found & {"ins", "del", "moveFrom", "moveTo"})),
        (COMMENTED, any(name.startswith("word/comments") for name in names) and "commentReference" in found),
        (DRAWN, bool(found & {"drawing", "pict", "object"})),
        (NOTED, bool(found & {"footnoteReference", "endnoteReference", "headerReference", "footerReference"})
         and any(name.startswith(beside) for name in names)),
        (MACROS, any(name.startswith("word/vbaproject") for name in names)),
    )  # fmt: skip
    return tuple(Remark(sentence) for sentence, holds in told if holds)


def _paragraphs(body: Any, tell: Tell) -> Iterator[Record]:
    """Yield every paragraph with words; its place among all paragraphs counts as its line."""
    count = 0
    for line, paragraph in enumerate(_own_paragraphs(body), 1):
        if line % OFTEN == 0:
            tell(line, 0)
        words = _words(paragraph)
        if words.strip():
            count += 1
            if count > MAX_ROWS:
                raise Refused(TOO_MANY_ROWS, limit=MAX_ROWS)
            yield Record(line, (words,), words)


def _own_paragraphs(element: Any) -> Iterator[Any]:
    for child in element:
        if child.tag == _P:
            yield child
        elif child.tag not in _SKIPPED:
            yield from _own_paragraphs(child)


def _rows(table: Any, tell: Tell) -> Iterator[Record]:
    for line, row in enumerate(_inside(table, _ROW), 1):
        tell(line, 0)
        cells = ["\n".join(filter(None, map(_words, _own_paragraphs(cell)))) for cell in _inside(row, _CELL)]
        if any(cell.strip() for cell in cells):
            yield Record(line, tuple(cells), "\t".join(cells))


def _inside(element: Any, tag: str) -> Iterator[Any]:
    """Yield the children of a kind, also those wrapped in content controls; never those of a table inside."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in (_W + "sdt", _W + "sdtContent", _W + "ins", _W + "customXml"):
            yield from _inside(child, tag)


def _words(paragraph: Any) -> str:
    return "".join(_letters(paragraph))


def _letters(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag == _TEXT:
            yield child.text or ""
        elif child.tag in _BREAKS:
            if child.get(_W + "type") != "page":
                yield _BREAKS[child.tag]
        elif child.tag not in _SKIPPED and child.tag not in (_P, _W + "pPr", _W + "rPr"):
            yield from _letters(child)

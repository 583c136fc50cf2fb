"""Spreadsheets, documents and hostile archives, made anew for each test."""

import io
import struct
import zipfile
from collections.abc import Callable, Iterable
from typing import Any

import docx
import openpyxl


def workbook(*rows: Iterable[object], change: Callable[[Any], object] | None = None) -> bytes:
    """A spreadsheet whose first sheet, "Notes", has these rows; `change` may do more to the workbook."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "Notes"
    for row in rows:
        sheet.append(list(row))
    if change is not None:
        change(book)
    return saved(book)


def document(*paragraphs: str, change: Callable[[Any], object] | None = None) -> bytes:
    """A word processor's document with these paragraphs; `change` may do more to it."""
    made = docx.Document()
    for words in paragraphs:
        made.add_paragraph(words)
    if change is not None:
        change(made)
    return saved(made)


def saved(thing: Any) -> bytes:
    buffer = io.BytesIO()
    thing.save(buffer)
    return buffer.getvalue()


def with_part(archive: bytes, name: str, content: bytes) -> bytes:
    """The same archive with one part replaced or added."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename != name:
                new.writestr(entry.filename, old.read(entry))
        new.writestr(name, content)
    return buffer.getvalue()


def part_of(archive: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return opened.read(name)


def with_size(archive: bytes, name: str, size: int) -> bytes:
    """The same archive, whose directory lies about how large one part is when unpacked."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        wanted = opened.getinfo(name).filename.encode()
    changed, at = bytearray(archive), 0
    while (at := archive.find(b"PK\x01\x02", at)) >= 0:
        length = struct.unpack_from("<H", archive, at + 28)[0]
        if archive[at + 46 : at + 46 + length] == wanted:
            struct.pack_into("<L", changed, at + 24, size)
        at += 4
    return bytes(changed)

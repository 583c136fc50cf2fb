"""Hostile files for the imports: bombs that are refused within a second, made anew for each run in three sizes."""

import gzip
import io
import os
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image

from exports.exchange.archive import COMPOUND
from tests.exports.exchange.office import document, with_part, with_size, workbook

SHEET, STRINGS, STYLES = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"
MAIN = "word/document.xml"
_SHEET_NS = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_WORD_NS = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MB = 1_000_000


@dataclass(frozen=True)
class Bomb:
    """One bomb: what it is called, its file's name, and how it is made in a size from 1 to 3."""

    name: str
    file: str
    make: Callable[[int], bytes]


def packed(*parts: tuple[str, bytes]) -> bytes:
    """A zip of these parts, a name more than once too."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts:
            entry = zipfile.ZipInfo(name, (2027, 5, 14, 9, 0, 0))
            entry.filename = name  # as it was said, also where ZipInfo would tidy it
            entry.compress_type = zipfile.ZIP_DEFLATED
            with warnings.catch_warnings(action="ignore"):  # a name twice is what is wanted
                archive.writestr(entry, content)
    return out.getvalue()


def beside_noise(archive: bytes, size: int = 3 * MB) -> bytes:
    """The same archive with a photo's worth of noise, so that as a whole it is not densely packed."""
    out = io.BytesIO(archive)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_STORED) as opened:
        opened.writestr("xl/media/image1.png", os.urandom(size))
    return out.getvalue()


def sheet_of(rows: bytes) -> bytes:
    """A spreadsheet whose sheet holds these rows as XML."""
    inside = b"<worksheet " + _SHEET_NS + b"><sheetData>" + rows + b"</sheetData></worksheet>"
    return with_part(workbook(["text"], ["Hello"]), SHEET, inside)


def document_of(body: bytes) -> bytes:
    """A document whose body holds this XML."""
    inside = b"<w:document " + _WORD_NS + b"><w:body>" + body + b"</w:body></w:document>"
    return with_part(document("Hello"), MAIN, inside)


def with_entities(entities: bytes, use: bytes = b"&b;") -> bytes:
    """A spreadsheet whose sheet declares entities."""
    declared = b"<!DOCTYPE x [" + entities + b"]><worksheet " + _SHEET_NS + b">" + use + b"</worksheet>"
    return with_part(workbook(["text"], ["Hello"]), SHEET, declared)


def _laughs(size: int) -> bytes:
    lines = [b'<!ENTITY a0 "ha">']
    lines += [b'<!ENTITY a%d "%s">' % (at, b"&a%d;" % (at - 1) * 10) for at in range(1, 9 + size)]
    return with_entities(b"".join(lines), b"&a%d;" % (8 + size))


def locked(archive: bytes) -> bytes:
    """The same archive, whose first part says that it is encrypted."""
    changed = bytearray(archive)
    for start, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        changed[archive.find(start) + place] |= 1
    return bytes(changed)


def overlapping(times: int) -> bytes:
    """A spreadsheet with parts that all lie in the same bytes, as in the zip bombs of David Fifield."""
    kernel = zlib.compressobj(9, zlib.DEFLATED, -15)
    plain = b"<a/>" * 2_500_000
    body = kernel.compress(plain) + kernel.flush()
    head = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 8, 0, 33, zlib.crc32(plain), len(body), len(plain), 5, 0)
    whole = head + b"a.xml" + body
    names = [b"xl/workbook.xml", *(b"xl/%d.xml" % at for at in range(times))]
    listed = b"".join(
        struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 8, 0, 33, zlib.crc32(plain), len(body), len(plain),
                    len(name), 0, 0, 0, 0, 0, 0) + name
        for name in names
    )  # fmt: skip
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, len(names), len(names), len(listed), len(whole), 0)
    return whole + listed + end


def png_of(width: int, height: int) -> bytes:
    """The beginning of a PNG of one colour that says it is so large, with few bytes of pixels."""
    head = struct.pack(">2L5B", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 5 * MB, 1)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">L", len(content)) + kind + content + struct.pack(">L", zlib.crc32(kind + content))
        for kind, content in chunks
    )


def photo(kind: str = "JPEG", size: tuple[int, int] = (64, 48), **how: object) -> bytes:
    """A small photo."""
    out = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(out, kind, **how)
    return out.getvalue()


def wide_jpeg(side: int) -> bytes:
    """A photo whose header says that it is a square with this side."""
    raw = bytearray(photo())
    at = raw.find(b"\xff\xc0")
    struct.pack_into(">HH", raw, at + 5, side, side)
    return bytes(raw)


def many_scans(times: int) -> bytes:
    """A photo that is drawn over and over."""
    raw = photo(size=(3000, 2000), progressive=True)
    end = raw.rfind(b"\xff\xd9")
    return raw[:end] + raw[raw.rfind(b"\xff\xda") : end] * times + b"\xff\xd9"


def _wide_webp(side: int) -> bytes:
    return (
        b"RIFF" + struct.pack("<L", 30) + b"WEBPVP8X" + struct.pack("<LL", 10, 0) + (side - 1).to_bytes(3, "little") * 2
    )


def _many_rows(count: int) -> bytes:
    return sheet_of(b"".join(b'<row r="%d"><c r="A%d"><v>%d</v></c></row>' % (at, at, at) for at in range(1, count)))


def _noise_text(size: int) -> bytes:
    return os.urandom(size // 2).hex().encode()


BOMBS = (
    Bomb("a million rows", "rows.csv", lambda n: b"text\n" + b"a\n" * (n * MB)),
    Bomb("a million rows and an emoji", "rows.csv", lambda n: "text\n😀\n".encode() + b"some words\n" * (n * MB)),
    Bomb("a million rows by CR", "rows.tsv", lambda n: b"text\tid\r" + b"a\tb\r" * (n * MB)),
    Bomb("a million broken quotes", "quotes.csv", lambda n: b"text\n" + b'"a\n' * (n * MB)),
    Bomb("a million empty lines", "lines.txt", lambda n: b"\n \n" * (n * MB)),
    Bomb("more than may be read", "large.csv", lambda n: b"text\n" + b"a" * (60 + n) * MB),
    Bomb("letters of no encoding", "noise.csv", lambda n: b"\xe4\xff\xfe\x81\xc3" * (n * 2 * MB)),
    Bomb("packed by gzip", "rows.csv", lambda n: gzip.compress(b"a\n" * (n * 20 * MB), 1)),
    Bomb("a sheet of zeros", "bomb.xlsx", lambda n: sheet_of(b"<row/>" * (n * 6 * MB))),
    Bomb("a sheet beside noise", "bomb.xlsx", lambda n: beside_noise(sheet_of(b"<row/>" * (n * 6 * MB)))),
    Bomb("texts beside noise", "bomb.xlsx", lambda n: beside_noise(
        with_part(workbook(["a"]), STRINGS, b"<sst>" + b"<si><t>a</t></si>" * (n * 2 * MB) + b"</sst>"))),
    Bomb("styles beside noise", "bomb.xlsx", lambda n: beside_noise(
        with_part(workbook(["a"]), STYLES, b"<styleSheet>" + b"<xf/>" * (n * 6 * MB) + b"</styleSheet>"))),
    Bomb("a document of zeros", "bomb.docx", lambda n: document_of(b"<w:p/>" * (n * 6 * MB))),
    Bomb("parts upon each other", "bomb.xlsx", lambda n: overlapping(300 * n)),
    Bomb("a hundred thousand parts", "many.xlsx", lambda n: packed(
        *((f"xl/{at}.xml", b"") for at in range(n * 100_000)))),
    Bomb("a size that is a lie", "lies.xlsx", lambda n: with_size(_many_rows(3000 * n), SHEET, 60_000)),
    Bomb("a zip in a zip", "nested.xlsx", lambda n: packed(("a.zip", packed(("b.zip", b"\0" * (n * 9 * MB)))))),
    Bomb("locked parts", "locked.xlsx", lambda n: locked(workbook(["text"], ["Hello"] * n))),
    Bomb("a password", "locked.xlsx", lambda n: COMPOUND + os.urandom(n * MB)),
    Bomb("a billion laughs", "laughs.xlsx", _laughs),
    Bomb("a long entity often", "quadratic.xlsx", lambda n: with_entities(
        b'<!ENTITY b "' + b"a" * 100_000 + b'">', b"&b;" * 20_000 * n)),
    Bomb("an entity from a file", "xxe.docx", lambda n: with_part(document("Hello" * n), MAIN,
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><document>&a;</document>')),
    Bomb("levels without end", "deep.docx", lambda n: with_part(
        document("Hello"), MAIN, b"<a>" * 200_000 * n + b"</a>" * 200_000 * n)),
    Bomb("one text without end", "text.xlsx", lambda n: sheet_of(
        b'<row><c t="inlineStr"><is><t>' + _noise_text(n * 20 * MB) + b"</t></is></c></row>")),
    Bomb("one mark without end", "mark.xlsx", lambda n: sheet_of(
        b'<row><c r="' + _noise_text(n * 20 * MB) + b'"/></row>')),
    Bomb("a photo of 144 megapixels", "bomb.png", lambda n: png_of(12_000 * n, 12_000)),
    Bomb("a photo of 4,000 megapixels", "bomb.jpg", lambda n: wide_jpeg(65_500 - n)),
    Bomb("the widest WebP", "bomb.webp", lambda n: _wide_webp(16_000 + n)),
    Bomb("a photo drawn a thousand times", "scans.jpg", lambda n: many_scans(1000 * n)),
    Bomb("a drawing with entities", "laughs.svg", lambda n: b'<!DOCTYPE x [<!ENTITY a "ha">]><svg>' + b"&a;" * n * MB),
    Bomb("a long journey", "long.mmd", lambda n: b"journey\n" + b"a: 3\n" * (n * 200_000)),
    Bomb("a journey of thousands of sections", "wide.mmd", lambda n: b"journey\n" + b"section\ta\n" * 4_900),
    Bomb("a journey with a crowd", "crowd.mmd", lambda n: b"journey\na: 3: " + b"x," * 20_000),
)  # fmt: skip

"""Files that are a little broken: good ones of every kind, changed by chance as disks, programs and people do."""

import io
import random
import re
import warnings
import zipfile
from collections.abc import Callable
from functools import lru_cache

from tests.exports.exchange.office import document, part_of, with_part, workbook
from tests.faults.hostile import MAIN, SHEET, STRINGS, STYLES, photo

_HEAD = ["text", "title", "kind", "group", "step", "votes", "cost", "id"]
_ROWS = [
    ["The bus does not come", "Bus", "problem", "Carers", "B", "3", "1.234,56", "a1"],
    ["=cmd|' /C calc'!A0", "", "idea", "", "", "-5", "€ 300", "a2"],
    ["<p>Päivää &amp; hyvää</p>", "שלום", "ajatus", "Staff", "A1", "x", "1,234", "a3"],
    ["two\nlines \"quoted\"", "😀", "", "", "", "", "", ""],
]  # fmt: skip
_JOURNEY = """---
title: Getting help
---
%%{init: {"theme": "dark"}}%%
journey
  title Getting help <b>soon</b>
  accDescr { more
    lines }
  section Before
    Ring the clinic: 2: Client, Carer
    Wait #35; and wait: 1
  section During
    Be seen: 4.5: Client: Extra
"""
_ANSWERS = [
    ["code", "did we get it right", "your words", "date", "email"],
    ["34667E4", "yes", "Thank you", "3/5/2026", "a@b.example"],
    ["ABCDEF3", "partly", "Not quite", "2026-05-14", ""],
]
TOKENS = (
    *(b"\0", b"\xff", b"\xff\xfe", b"\xef\xbb\xbf", b'"', b'""', b"\r", b"\n", b"\r\n", b",", b";", b"\t", b"|", b"'"),
    *(b"=", b"@", b"<", b">", b"&", b"&#0;", b"&#x110000;", b"<!--", b"]]>", b"<script>", b"%%{", b"}%%", b"---", b":"),
    *(b"section ", b"title ", b"click a call javascript:x", b"journey", b"#", b"%%", b"{", b"}", b"_x0000_"),
    b"\xe2\x80\xae",
    *("\ufeff".encode(), "\ufffe".encode(), b"e\xcc\x81" * 40, b"\xed\xa0\x80", b"\xf4\x90\x80\x80"),
    *(b"99999999999999999999", b"-1", b"1e308", b"NaN", b'r="99999999"', b't="s"', b't="e"', b's="4000000000"'),
    *(b"<v>", b"</v>", b"<f>", b"<is><t>", b"</row>", b"<row>", b'<c r="XFD1048576">', b'<mergeCell ref="A1:Z9"/>'),
)  # fmt: skip


def _table(rows: list[list[str]], mark: str) -> bytes:
    return "\n".join(mark.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows).encode()


@lru_cache
def seeds() -> dict[str, tuple[str, bytes]]:
    """Good files of every kind: the file's name and its bytes."""
    notes = [_HEAD, *_ROWS]
    jpeg, png, webp = (photo(kind) for kind in ("JPEG", "PNG", "WEBP"))
    return {
        "csv": ("notes.csv", _table(notes, ",")),
        "tsv": ("notes.tsv", _table(notes, "\t").decode().encode("utf-16")),
        "lines": ("notes.txt", b"! The bus does not come\n- a lift\n? when\n\n----\nlast"),
        "xlsx": ("notes.xlsx", workbook(*notes, [1.5, True, None, "#N/A", "=1+1"])),
        "docx": ("notes.docx", _slim(document(*[row[0] for row in _ROWS], change=_with_table))),
        "mermaid": ("path.mmd", _JOURNEY.encode()),
        "answers": ("answers.csv", _table(_ANSWERS, ";")),
        "answers sheet": ("answers.xlsx", workbook(*_ANSWERS)),
        "zip": ("photos.zip", _zip(("a.jpg", jpeg), ("../b.png", png), ("CON", b"x"), ("a.jpg", webp))),
        "jpeg": ("a.jpg", jpeg),
        "png": ("a.png", png),
        "webp": ("a.webp", webp),
    }


def _slim(archive: bytes) -> bytes:
    """A document without its styles and themes, which take most of the time that reading it takes."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        kept = [name for name in opened.namelist() if "style" not in name.lower() and "theme" not in name.lower()]
        return _zip(*((name, opened.read(name)) for name in kept))


def _with_table(made: object) -> None:
    table = made.add_table(2, 2)  # pyright: ignore[reportAttributeAccessIssue]
    for cell, words in zip((cell for row in table.rows for cell in row.cells), _ROWS[0], strict=False):
        cell.text = words


def _zip(*parts: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts:
            with warnings.catch_warnings(action="ignore"):  # a name twice is what is wanted
                archive.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


_PARTS = {
    "notes.xlsx": (SHEET, STYLES, "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml", STRINGS),
    "answers.xlsx": (SHEET, STYLES, "xl/workbook.xml", STRINGS),
    "notes.docx": (MAIN, "[Content_Types].xml", "word/settings.xml"),
}


def mutant(kind: str, chance: random.Random) -> tuple[str, bytes]:
    """A file of a kind with up to six changes; of an office file often a part is changed, and packed anew."""
    name, data = seeds()[kind]
    if name in _PARTS and chance.random() < 0.8:
        part = chance.choice(_PARTS[name])
        try:
            inside = part_of(data, part)
        except KeyError:
            inside = b"<a/>"
        return name, with_part(data, part, (changed if chance.random() < 0.2 else reworded)(inside, chance))
    return name, changed(data, chance)


_VALUES = re.compile(rb'>[^<]+<|"[^"<]*"')
_ODD_VALUES = (
    *(b"0", b"-1", b"1", b"2", b"99", b"1048577", b"4294967296", b"1e400", b"NaN", b"12:30", b"2027-02-30", b"45000.5"),
    *(b"s", b"d", b"e", b"b", b"str", b"inlineStr", b"hidden", b"veryHidden", b"#REF!", b"A1", b"XFE1", b"A0", b"1A"),
    *(
        b"xl/worksheets/sheet1.xml",
        b"../../../etc/passwd",
        b"/xl/workbook.xml",
        b"http://a.example/x",
        b"rId1",
        b"&#10;",
    ),
    *(b"_x000D_", b"_xD800_", b"&#xFFFD;", b"&#128;", "\u202e\ufeff".encode(), "😀".encode() * 50, b"x" * 40_000),
)


def changed(data: bytes, chance: random.Random) -> bytes:
    """The same bytes with one to six changes."""
    for _ in range(chance.randint(1, 6)):
        data = chance.choice(_WAYS)(data, chance)
    return data


def reworded(xml: bytes, chance: random.Random) -> bytes:
    """The same XML with one to four texts or values of attributes exchanged: still well formed."""
    for _ in range(chance.randint(1, 4)):
        places = list(_VALUES.finditer(xml))
        if places:
            place = chance.choice(places)
            value = chance.choice((place[0][1:-1] * 2, b"", *_ODD_VALUES))
            xml = xml[: place.start() + 1] + value + xml[place.end() - 1 :]
    return xml


def _cut(data: bytes, chance: random.Random) -> tuple[int, int]:
    at = chance.randint(0, len(data))
    return at, min(len(data), at + chance.choice((1, 1, 2, 8, 64, 512)))


def _turn_a_bit(data: bytes, chance: random.Random) -> bytes:
    if not data:
        return data
    made = bytearray(data)
    made[chance.randrange(len(made))] ^= 1 << chance.randrange(8)
    return bytes(made)


def _put_in(data: bytes, chance: random.Random) -> bytes:
    at = chance.randint(0, len(data))
    return data[:at] + chance.choice(TOKENS) * chance.choice((1, 1, 1, 3, 300)) + data[at:]


def _take_out(data: bytes, chance: random.Random) -> bytes:
    begin, end = _cut(data, chance)
    return data[:begin] + data[end:]


def _double(data: bytes, chance: random.Random) -> bytes:
    begin, end = _cut(data, chance)
    return data[:end] + data[begin:end] * chance.choice((1, 2, 50)) + data[end:]


def _zero(data: bytes, chance: random.Random) -> bytes:
    begin, end = _cut(data, chance)
    return data[:begin] + b"\0" * (end - begin) + data[end:]


def _end_early(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randint(0, len(data))]


def _other_letters(data: bytes, chance: random.Random) -> bytes:
    words = data.decode("utf-8", "replace")
    return words.encode(chance.choice(("cp1252", "cp850", "utf-16", "utf-32", "shift-jis", "utf-8-sig")), "replace")


_WAYS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    *(_turn_a_bit, _put_in, _put_in, _put_in, _take_out, _double, _zero, _end_early, _other_letters),
)

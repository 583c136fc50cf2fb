"""Guards in front of office files, which are zips of XML: nothing is unpacked before its size, and nothing is parsed
before its XML is known to be plain and flat.

Sizes come from the archive's own headers; one that lies ends in BadZipFile, because `zipfile` never reads past it.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pyexpat import ExpatError, ParserCreate

from exports.exchange.reading import Tell, tell_nobody
from models.errors import Refused
from resources.texts import N_

ZIP, COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAX_ENTRIES = 2000
MAX_DIRECTORY = 1_000_000  # bytes of the list of entries; two thousand real ones take a quarter of it
MAX_UNPACKED = 300_000_000
MAX_RATIO = 100  # of each part; real sheets are packed to a tenth or a thirtieth
SMALL = 10_000_000  # bytes; what is no larger when unpacked may be packed as well as it likes
MAX_DEPTH = 200  # levels of XML; a real document has some thirty
MAX_TEXT = 1_000_000  # characters between two marks; a cell of a spreadsheet has at most 32,767
MAX_MARK = 2_000_000  # bytes of one mark with its attributes: expat 2.5 reads an unfinished one again at every piece
MAX_MARKS = 12_000_000  # marks of a sheet: two hundred thousand rows of some twenty cells
MAX_SIDE_MARKS = 1_000_000  # of any other part: the reading libraries hold those whole in memory
_CHUNK = 1 << 18
_ENDINGS = (".xml", ".rels", ".vml")
_MARKS_OF_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")  # XML may be UTF-16
_END, _END_LENGTH, _LONGEST_COMMENT = b"PK\x05\x06", 22, 65_535

BROKEN = N_("The file is broken: it cannot be unpacked. Open it in its own program and save it anew.")
TOO_LARGE = N_("The file would take {size} MB when unpacked; at most {limit} can be read. Divide it.")
TOO_DENSE = N_("The file unpacks to {ratio} times its size, which no real one does. It was not opened.")
TOO_MANY = N_("The file holds more than {limit} parts, which no real one does. It was not opened.")
LOCKED = N_("The file is protected by a password. Save it without one, then import it again.")
OLD_OR_LOCKED = N_(
    "The file is protected by a password or of a kind before 2007. Save it as .xlsx or .docx without a password."
)
NOT_PLAIN = N_("The file's XML declares a document type, which no real one does. It was not opened.")
TOO_DEEP = N_("The file's XML is nested deeper than {limit} levels. It was not opened.")
TEXT_TOO_LONG = N_("A text in the file has more than {limit} characters in one piece. Divide it.")
MARK_TOO_LONG = N_("A mark in the file's XML is longer than {limit} bytes, as no real one is. It was not opened.")
TOO_MANY_MARKS = N_("The file holds more cells or paragraphs than can be read. Divide it.")

Seen = Callable[[str, dict[str, str]], object]


def open_archive(data: bytes) -> zipfile.ZipFile:
    """Return an archive whose headers say that it can be unpacked without harm. Refused: they do not."""
    _check_directory(data)
    with no_trouble():
        archive = zipfile.ZipFile(io.BytesIO(data))
    entries = archive.infolist()
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused(LOCKED)
    size = sum(entry.file_size for entry in entries)
    if size > MAX_UNPACKED:
        raise Refused(TOO_LARGE, size=size // 1_000_000, limit=MAX_UNPACKED // 1_000_000)
    for entry in entries:  # each by itself: a bomb may hide beside something large that is hardly packed
        if entry.file_size > SMALL and entry.file_size > MAX_RATIO * entry.compress_size:
            raise Refused(TOO_DENSE, ratio=entry.file_size // max(1, entry.compress_size))
    return archive


def _check_directory(data: bytes) -> None:
    """Look at the end of the archive before its list of entries is read: a hundred thousand of them take a second."""
    at = data.rfind(_END, max(0, len(data) - _END_LENGTH - _LONGEST_COMMENT))
    if at < 0 or len(data) < at + _END_LENGTH:
        raise Refused(BROKEN)
    entries, size = struct.unpack_from("<HL", data, at + 10)
    if entries > MAX_ENTRIES or size > MAX_DIRECTORY:
        raise Refused(TOO_MANY, limit=MAX_ENTRIES)


@contextmanager
def no_trouble() -> Generator[None]:
    """Turn whatever the libraries raise on a broken file into one sentence."""
    try:
        yield
    except (zipfile.BadZipFile, EOFError, zlib.error, NotImplementedError, RuntimeError, OSError) as error:
        raise Refused(BROKEN) from error
    except (ValueError, LookupError, AttributeError, TypeError, SyntaxError, AssertionError, OverflowError) as error:
        # openpyxl and python-docx meet what they did not expect like this; the words of the file are in no message
        raise Refused(BROKEN) from error


def check_xml(
    archive: zipfile.ZipFile, name: str, opened: Seen | None = None, tell: Tell = tell_nobody, most: int = MAX_MARKS
) -> None:
    """Read one XML part through, and refuse a document type (entities come with it), deep nesting and what is endless.

    `opened` hears every element on the way, by its name without the namespace's prefix; there are at most `most`.
    """
    scan, given = _Scan(opened, most), 0
    try:
        with no_trouble(), archive.open(name) as part:
            while chunk := part.read(_CHUNK):
                tell(0, 0)
                scan.parser.Parse(chunk, False)
                given += len(chunk)
                if given - scan.parser.CurrentByteIndex > MAX_MARK:
                    raise Refused(MARK_TOO_LONG, limit=MAX_MARK)
            scan.parser.Parse(b"", True)
    except ExpatError as error:
        raise Refused(BROKEN) from error


def check_all_xml(archive: zipfile.ZipFile, skipped: frozenset[str] = frozenset(), tell: Tell = tell_nobody) -> None:
    """Check every XML part of an archive but those that were or will be checked by name.

    What begins as XML does is XML, whatever its name: which part is read for what, the file itself says.
    """
    for name in dict.fromkeys(archive.namelist()):
        if name not in skipped and (name.endswith(_ENDINGS) or _begins_as_xml(archive, name)):
            check_xml(archive, name, tell=tell, most=MAX_SIDE_MARKS)


def _begins_as_xml(archive: zipfile.ZipFile, name: str) -> bool:
    with no_trouble(), archive.open(name) as part:
        first = part.read(64)
    return first.startswith(_MARKS_OF_WIDE) or first.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<")


class _Scan:
    """Counts levels, marks and the letters between them."""

    def __init__(self, opened: Seen | None, most: int) -> None:
        self._opened, self._most = opened, most
        self._depth = self._marks = self._letters = 0
        self.parser = ParserCreate()
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartElementHandler = self._open
        self.parser.EndElementHandler = self._close
        self.parser.CharacterDataHandler = self._words
        self.parser.buffer_text = True
        self.parser.buffer_size = 65_536

    def _doctype(self, *_: object) -> None:
        raise Refused(NOT_PLAIN)

    def _open(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._marks += 1
        self._letters = 0
        if self._depth > MAX_DEPTH:
            raise Refused(TOO_DEEP, limit=MAX_DEPTH)
        if self._marks > self._most:
            raise Refused(TOO_MANY_MARKS)
        if self._opened:
            self._opened(name.rpartition(":")[2], attributes)

    def _close(self, _: str) -> None:
        self._depth -= 1

    def _words(self, words: str) -> None:
        self._letters += len(words)
        if self._letters > MAX_TEXT:
            raise Refused(TEXT_TOO_LONG, limit=MAX_TEXT)

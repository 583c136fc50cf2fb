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
MAX_RATIO = 100  # real sheets are packed to a tenth or a thirtieth
SMALL = 10_000_000  # bytes; what is no larger when unpacked may be packed as well as it likes
MAX_DEPTH = 200  # levels of XML; a real document has some thirty
_CHUNK = 1 << 18
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
    if size > SMALL and size > MAX_RATIO * len(data):
        raise Refused(TOO_DENSE, ratio=size // max(1, len(data)))
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
    except (ValueError, KeyError, IndexError, AttributeError, TypeError, SyntaxError, AssertionError) as error:
        # openpyxl and python-docx meet what they did not expect like this; the words of the file are in no message
        raise Refused(BROKEN) from error


def check_xml(archive: zipfile.ZipFile, name: str, opened: Seen | None = None, tell: Tell = tell_nobody) -> None:
    """Read one XML part through, and refuse a document type (entities come with it) or deep nesting.

    `opened` hears every element on the way, by its name without the namespace's prefix.
    """
    scan = _Scan(opened)
    try:
        with no_trouble(), archive.open(name) as part:
            while chunk := part.read(_CHUNK):
                tell(0, 0)
                scan.parser.Parse(chunk, False)
            scan.parser.Parse(b"", True)
    except ExpatError as error:
        raise Refused(BROKEN) from error


def check_all_xml(archive: zipfile.ZipFile, skipped: frozenset[str] = frozenset(), tell: Tell = tell_nobody) -> None:
    """Check every XML part of an archive but those that were or will be checked by name."""
    for name in archive.namelist():
        if name.endswith((".xml", ".rels", ".vml")) and name not in skipped:
            check_xml(archive, name, tell=tell)


class _Scan:
    """Counts levels."""

    def __init__(self, opened: Seen | None) -> None:
        self._opened, self._depth = opened, 0
        self.parser = ParserCreate()
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartElementHandler = self._open
        self.parser.EndElementHandler = self._close

    def _doctype(self, *_: object) -> None:
        raise Refused(NOT_PLAIN)

    def _open(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise Refused(TOO_DEEP, limit=MAX_DEPTH)
        if self._opened:
            self._opened(name.rpartition(":")[2], attributes)

    def _close(self, _: str) -> None:
        self._depth -= 1

"""ReportLab's PDF objects with types. ReportLab is imported when the first object is made, not before.

Its stubs leave most of these untyped; here, and only here, that is accepted.
"""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

import zlib
from collections.abc import Iterable, Mapping
from typing import Any

Entry = Any  # a PDF object, a name, a number


def name(text: str) -> Entry:
    """/Text"""
    from reportlab.pdfbase.pdfdoc import PDFName

    return PDFName(text)


def string(text: str) -> Entry:
    """(text), in UTF-16 where it must be."""
    from reportlab.pdfbase.pdfdoc import PDFString

    return PDFString(text)


def array(items: Iterable[Entry]) -> Entry:
    """[items]"""
    from reportlab.pdfbase.pdfdoc import PDFArrayCompact

    return PDFArrayCompact(list(items))


def dictionary(entries: Mapping[str, Entry]) -> Entry:
    """<< entries >>; strings in it are written as they are, so names and texts need `name` and `string`."""
    from reportlab.pdfbase.pdfdoc import PDFDictionary

    return PDFDictionary(dict(entries))


def reference(key: str) -> Entry:
    """A reference to the object that is or will be registered under `key`."""
    from reportlab.pdfbase.pdfdoc import PDFObjectReference

    return PDFObjectReference(key)


def stream(content: bytes, *, compressed: bool = True, **entries: Entry) -> Entry:
    """A PDF stream that ends its line before `endstream`, as PDF/A asks.

    The line ends with two bytes, because data may end with the first of them, and would seem to be shorter.
    """
    from reportlab.pdfbase.pdfdoc import PDFStream

    data = zlib.compress(content, 6) if compressed else content
    head = dictionary({**entries, "Length": len(data), **({"Filter": name("FlateDecode")} if compressed else {})})

    class Stream(PDFStream):
        def format(self, document: Any) -> bytes:
            return bytes(head.format(document)) + b"\nstream\n" + data + b"\r\nendstream\n"

    return Stream()

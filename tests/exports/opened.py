"""A file of any form as all the text that somebody could find in it, also inside compressed parts and properties."""

import html
import io
import zipfile
from typing import Any

import pikepdf
import pypdfium2

from tests.app.support import squeezed
from tests.exports.reading import aloud


def opened(data: bytes, suffix: str) -> str:
    """Every text of a file in one string, as it is stored, as it is shown and as it is read aloud."""
    if suffix == ".pdf":
        return "\n".join((_stored(data), squeezed(_shown(data)), squeezed(aloud(data).text())))
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as folder:
            parts = [f"{name}\n{_decoded(folder.read(name))}" for name in folder.namelist()]
        return "\n".join(parts)
    return _decoded(data)


def _decoded(data: bytes) -> str:
    text = data.decode("utf-8-sig", "replace")
    return f"{text}\n{html.unescape(text)}"


def _shown(data: bytes) -> str:
    pdf: Any = pypdfium2.PdfDocument(data)
    try:
        return "\n".join(pdf_page.get_textpage().get_text_bounded() for pdf_page in pdf)
    finally:
        pdf.close()


def _stored(data: bytes) -> str:
    """Everything in the file unpacked, its strings also as the Unicode text that they may be."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False)
        strings = [str(one) for one in _strings(pdf)]
    return "\n".join((out.getvalue().decode("latin-1"), *strings))


def _strings(pdf: pikepdf.Pdf) -> list[Any]:
    found: list[Any] = []
    for thing in pdf.objects:
        waiting: list[Any] = [thing]
        while waiting:
            one = waiting.pop()
            if isinstance(one, pikepdf.String):
                found.append(one)
            elif isinstance(one, pikepdf.Dictionary):
                waiting += [value for value in one.values() if not _is_far(value)]
            elif isinstance(one, pikepdf.Array):
                waiting += [value for value in one if not _is_far(value)]
    return found


def _is_far(value: Any) -> bool:
    return bool(getattr(value, "is_indirect", False))

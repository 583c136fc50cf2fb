"""Polku's typeface inside a page, cut down to the letters that stand in it.

Only the Latin face is embedded (about 12 kB a cut): reference codes depend on its clearly different letters, and it is
the face of the paper documents. Other scripts take the reader's own faces, which every phone and computer has; Chinese
alone would add megabytes.
"""

import base64
import struct
import zlib

from exports.pdf.faces import BASE, typeface

_FAMILY = "Atkinson Hyperlegible Next"
_HEADER = struct.Struct(">4sIIHHIHHIIIII")
_ENTRY = struct.Struct(">4sIIII")


def faces_css(letters: str, *, bold: str, italic: str) -> str:
    """Return the @font-face rules for the letters that are set upright, bold and italic."""
    made: list[str] = []
    for text, weight, style in ((letters, 400, "normal"), (bold, 700, "normal"), (italic, 400, "italic")):
        face = typeface(BASE, weight == 700, style == "italic")
        there = "".join(sorted({letter for letter in text if ord(letter) in face.letters}))
        if there:
            data = base64.b64encode(woff(face.part(there))).decode("ascii")
            made.append(
                f'@font-face{{font-family:"{_FAMILY}";font-weight:{weight};font-style:{style};'
                f"src:url(data:font/woff;base64,{data}) format('woff')}}"
            )
    return "\n".join(made)


def woff(font: bytes) -> bytes:
    """Return a font file in the packed form of the web (WOFF 1.0)."""
    count = struct.unpack(">H", font[4:6])[0]
    entries, body = list[bytes](), b""
    start = _HEADER.size + count * _ENTRY.size
    whole = 12 + 16 * count
    for number in range(count):
        tag, checksum, offset, length = struct.unpack(">4sIII", font[12 + 16 * number : 28 + 16 * number])
        data = font[offset : offset + length]
        packed = zlib.compress(data, 9)
        kept = packed if len(packed) < length else data
        entries.append(_ENTRY.pack(tag, start + len(body), len(kept), length, checksum))
        body += kept + b"\0" * (-len(kept) % 4)
        whole += length + -length % 4
    size = start + len(body)
    header = _HEADER.pack(b"wOFF", 0x00010000, size, count, 0, whole, 1, 0, 0, 0, 0, 0, 0)
    return header + b"".join(entries) + body

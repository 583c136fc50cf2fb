"""Photos as a PDF holds them: the very bytes of the JPEG or PNG, so that a report grows by their size and no more."""

import hashlib
import struct
from dataclasses import dataclass, field
from typing import Any

from exports.exchange.pictures import MOST_PIXELS, jpeg_frame
from exports.pdf import objects
from models.errors import Refused

_PNG_START = b"\x89PNG\r\n\x1a\n"
_PNG_COLOURS = {0: 1, 2: 3, 3: 1}  # by the kind of its colours; those with transparency are not kept in a project
_SPACES = {1: "DeviceGray", 3: "DeviceRGB"}


@dataclass(frozen=True)
class Image:
    """A photo ready to be embedded: its size in pixels, its data, and what its stream says of them."""

    width: int
    height: int
    data: bytes = field(repr=False)
    sha256: str
    entries: dict[str, Any]

    def stream(self) -> Any:
        """Return the image as an object of the file."""
        return objects.stream(self.data, compressed=False, **self.entries)


def image_of(content: bytes) -> Image | None:
    """Return a photo as it goes into a PDF; None where the bytes are none that a project keeps."""
    try:
        if content.startswith(b"\xff\xd8\xff"):
            return _jpeg(content)
        return _png(content) if content.startswith(_PNG_START) else None
    except (Refused, struct.error, IndexError):
        return None


def _jpeg(content: bytes) -> Image | None:
    width, height, colours = jpeg_frame(content)
    if colours not in _SPACES:
        return None
    head = {"ColorSpace": objects.name(_SPACES[colours]), "BitsPerComponent": 8, "Filter": objects.name("DCTDecode")}
    return _image(content, width, height, content, head)


def _png(content: bytes) -> Image | None:
    chunks = _chunks(content)
    width, height, bits, kind, _, _, interlaced = struct.unpack(">IIBBBBB", chunks[b"IHDR"][:13])
    if kind not in _PNG_COLOURS or interlaced or bits > 8 or not chunks.get(b"IDAT"):
        return None
    colours = _PNG_COLOURS[kind]
    space: Any = objects.name(_SPACES[colours])
    if kind == 3:
        palette = chunks[b"PLTE"] if chunks.get(b"PLTE") else b"\0\0\0"
        last = len(palette) // 3 - 1
        space = objects.array(
            [objects.name("Indexed"), objects.name("DeviceRGB"), last, f"<{palette[: 3 * (last + 1)].hex()}>"]
        )
    rows = {"Predictor": 15, "Colors": colours, "BitsPerComponent": bits, "Columns": width}
    head = {
        "ColorSpace": space,
        "BitsPerComponent": bits,
        "Filter": objects.name("FlateDecode"),
        "DecodeParms": objects.dictionary(rows),
    }
    return _image(content, width, height, chunks[b"IDAT"], head)


def _chunks(content: bytes) -> dict[bytes, bytes]:
    """Return the parts of a PNG that matter; the data of several parts of one name together."""
    found: dict[bytes, bytes] = {}
    at = len(_PNG_START)
    while at + 8 <= len(content):
        length = struct.unpack(">I", content[at : at + 4])[0]
        name = content[at + 4 : at + 8]
        if name in (b"IHDR", b"PLTE", b"IDAT"):
            found[name] = found.get(name, b"") + content[at + 8 : at + 8 + length]
        at += 12 + length
    if b"IHDR" not in found:
        raise IndexError
    return found


def _image(content: bytes, width: int, height: int, data: bytes, head: dict[str, Any]) -> Image | None:
    if not 0 < width * height <= MOST_PIXELS:
        return None
    kind = {"Type": objects.name("XObject"), "Subtype": objects.name("Image")}
    entries = {**kind, "Width": width, "Height": height, **head}
    return Image(width, height, data, hashlib.sha256(content).hexdigest(), entries)

"""Photos on their way into a project: upright, at most 2,000 pixels long, without anything but what is to be seen.

Only what is drawn gets through: the pixels are decoded and written anew, so that position, camera, thumbnails and
comments stay behind. The size is read from the header by our own few lines, before anything is decoded: a file of
400 kB may hold 144 megapixels. Pillow is imported when the first photo comes.
"""

import hashlib
import io
import re
import struct
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from models.errors import Refused
from resources.texts import N_

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 24_000_000
LONGEST_SIDE = 2000
LARGEST_FILE = 64 * 1024 * 1024
MOST_SCANS = 100  # of a JPEG that sharpens as it comes; usual are ten, and each is a pass over all pixels
QUALITY = 85
FEW_COLOURS = 256  # a drawing of so few stays a PNG, without the dirt that JPEG leaves around lines
JPEG, PNG = "image/jpeg", "image/png"
SUFFIXES = (".jpg", ".jpeg", ".png", ".webp")
# Pictures that people may drop, and are told what to do about.
OTHER_SUFFIXES = (".heic", ".heif", ".avif", ".tif", ".tiff", ".gif", ".bmp", ".svg")
_MARKER = re.compile(rb"\xff[^\x00\x01\xd0-\xd8\xff]")
_ORIENTATION, _UPRIGHT = 0x0112, 1

BROKEN = N_("This photo is broken or was not copied whole. Take it from the camera again, or send it anew.")
TOO_MANY = N_(
    "This photo has {megapixels} million pixels; at most {most} million can be taken in. Save it smaller and add it "
    "again."
)
TOO_LARGE = N_("This file has more than {megabytes} MB. Save the photo smaller and add it again.")
FORMATS = {
    "HEIC": N_(
        "This is a HEIC photo, which many programs cannot show. Save or share it as JPEG, then add it. On an iPhone: "
        "Settings, Camera, Formats, Most Compatible."
    ),
    "TIFF": N_("This is a TIFF picture. Save it as JPEG or PNG and add it again."),
    "GIF": N_("This is a GIF picture. Save it as PNG or JPEG and add it again."),
    "BMP": N_("This is a bitmap of Windows. Save it as PNG or JPEG and add it again."),
    "SVG": N_("This is an SVG drawing, which may hold instructions. Save it as PNG and add it again."),
    "PDF": N_("This is a PDF. Save its page as JPEG or PNG and add it again."),
}
UNKNOWN = N_("This is no photo that can be taken in. JPEG, PNG and WebP can.")


@dataclass(frozen=True)
class CleanPicture:
    """A picture as the project keeps it. `sha256`: of its bytes."""

    content: bytes
    media_type: str
    width: int
    height: int

    @property
    def sha256(self) -> str:
        """What the picture is known by: the same bytes are kept once."""
        return hashlib.sha256(self.content).hexdigest()


def clean_picture(raw: bytes) -> CleanPicture:
    """Return a photo ready to be kept; the same bytes always give the same. Needs no document: runs on any thread.

    Refused: with a sentence that says what to do; nothing else is ever raised but MemoryError.
    """
    if len(raw) > LARGEST_FILE:
        raise Refused(TOO_LARGE, megabytes=LARGEST_FILE // 1024**2)
    kind = _kind_of(raw)
    _check_size(*_size_of(raw, kind))
    if kind == "JPEG" and _scans_of(raw) > MOST_SCANS:
        raise Refused(BROKEN)
    try:
        with warnings.catch_warnings():  # Pillow warns of odd camera data, which is dropped here anyway
            warnings.simplefilter("ignore")
            return _drawn_anew(raw, kind)
    except (Refused, MemoryError):
        raise
    except Exception:  # noqa: BLE001 - broken files raise a dozen kinds of exceptions, and all mean the same
        raise Refused(BROKEN) from None


# -- what it is -------------------------------------------------------------------------------------


def _kind_of(raw: bytes) -> str:
    """Return JPEG, PNG or WEBP by what the bytes are, never by a name. Refused: anything else, said by its name."""
    if raw.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if raw.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if raw[:4] == b"RIFF" and raw[8:12] == b"WEBP":
        return "WEBP"
    raise Refused(FORMATS.get(_other_kind(raw), UNKNOWN))


def _other_kind(raw: bytes) -> str:
    if raw[4:8] == b"ftyp" and raw[8:12] not in (b"avif", b"isom", b"mp42"):
        return "HEIC"
    for start, name in ((b"II*\0", "TIFF"), (b"MM\0*", "TIFF"), (b"GIF8", "GIF"), (b"BM", "BMP"), (b"%PDF", "PDF")):
        if raw.startswith(start):
            return name
    return "SVG" if b"<svg" in raw[:4096].lower() else ""


def _check_size(width: int, height: int) -> None:
    if width < 1 or height < 1:
        raise Refused(BROKEN)
    if width * height > MOST_PIXELS:
        pixels = -(-width * height // 1_000_000)
        raise Refused(TOO_MANY, megapixels=pixels, most=MOST_PIXELS // 1_000_000)


def _size_of(raw: bytes, kind: str) -> tuple[int, int]:
    """Return width and height from the header alone. Refused: it has none."""
    try:
        if kind == "PNG":
            return struct.unpack(">II", raw[16:24])
        return _webp_size(raw) if kind == "WEBP" else jpeg_frame(raw)[:2]
    except (struct.error, IndexError):
        raise Refused(BROKEN) from None


def jpeg_frame(raw: bytes) -> tuple[int, int, int]:
    """Return width, height and the number of colours of a JPEG from its header. IndexError, struct.error: it has none.

    Refused: what stands where the header should be is none.
    """
    at = 2
    while True:
        if raw[at] != 0xFF:
            raise Refused(BROKEN)
        marker = raw[at + 1]
        if marker == 0xFF:  # fill bytes
            at += 1
        elif 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", raw[at + 5 : at + 9])
            return width, height, raw[at + 9]
        elif marker == 0x01 or 0xD0 <= marker <= 0xD7:
            at += 2
        else:
            at += 2 + max(2, struct.unpack(">H", raw[at + 2 : at + 4])[0])


def _scans_of(raw: bytes) -> int:
    """Return how many passes over its pixels a JPEG asks for; what lies behind its end does not count."""
    scans, at = 0, 2
    while scans <= MOST_SCANS and (found := _MARKER.search(raw, at)) and found[0] != b"\xff\xd9":
        scans += found[0] == b"\xff\xda"
        length = int.from_bytes(raw[found.end() : found.end() + 2], "big")
        at = found.end() + max(2, length)
    return scans


def _webp_size(raw: bytes) -> tuple[int, int]:
    chunk = raw[12:16]
    if chunk == b"VP8X":
        return 1 + int.from_bytes(raw[24:27], "little"), 1 + int.from_bytes(raw[27:30], "little")
    if chunk == b"VP8L":
        bits = struct.unpack("<I", raw[21:25])[0]
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if chunk == b"VP8 ":
        width, height = struct.unpack("<HH", raw[26:30])
        return width & 0x3FFF, height & 0x3FFF
    raise Refused(BROKEN)


# -- drawing it anew --------------------------------------------------------------------------------


def _drawn_anew(raw: bytes, kind: str) -> CleanPicture:
    from PIL import Image

    with Image.open(io.BytesIO(raw), formats=(kind,)) as opened:
        _check_size(*opened.size)  # what Pillow would decode, should it read another header than we did
        profile = opened.info.get("icc_profile")
        orientation = _orientation(opened)
        if kind == "JPEG":
            opened.draft(None, (LONGEST_SIDE, LONGEST_SIDE))  # decodes at a half or a quarter where that is enough
        opened.load()
        picture = _on_white(opened)
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    picture = _turned(_in_srgb(picture, profile), orientation)
    content, media_type = _encoded(picture, lossless=kind != "JPEG")
    return CleanPicture(content, media_type, picture.width, picture.height)


def _orientation(picture: "Image") -> int:
    try:
        return int(picture.getexif().get(_ORIENTATION, _UPRIGHT))
    except Exception:  # noqa: BLE001 - camera data may be anything; the photo is then shown as it lies
        return _UPRIGHT


def _on_white(picture: "Image") -> "Image":
    """Return a picture in L, RGB or CMYK; what was transparent is white, as paper is."""
    from PIL import Image

    if picture.mode.startswith("I") or picture.mode == "F":  # sixteen bits of grey
        deep: Any = picture.convert("I")
        return deep.point(_upper_half).convert("L")
    if "A" in picture.mode or "transparency" in picture.info:
        seen = picture.convert("RGBA")
        white = Image.new("RGB", seen.size, "white")
        white.paste(seen, mask=seen.getchannel("A"))
        return white
    if picture.mode in ("L", "RGB", "CMYK"):
        return picture.copy()
    return picture.convert("L" if picture.mode == "1" else "RGB")


def _upper_half(value: Any) -> Any:
    """Return sixteen bits as eight; Pillow hands over a stand-in for every pixel."""
    return value * (1 / 256)


def _in_srgb(picture: "Image", profile: object) -> "Image":
    """Return a picture in sRGB or grey: a phone's wide colours would look dull without their profile."""
    if isinstance(profile, bytes) and profile and picture.mode != "L":  # grey stays grey
        converted = _by_profile(picture, profile)
        if converted is not None:
            return converted
    return picture if picture.mode in ("L", "RGB") else picture.convert("RGB")


def _by_profile(picture: "Image", profile: bytes) -> "Image | None":
    from PIL import ImageCms

    cms: Any = ImageCms  # half of it has no types
    try:
        theirs, ours = cms.ImageCmsProfile(io.BytesIO(profile)), cms.createProfile("sRGB")
        return cms.profileToProfile(picture, theirs, ours, outputMode="RGB")
    except Exception:  # noqa: BLE001 - a broken profile, or one of another kind of colours: shown without it
        return None


def _turned(picture: "Image", orientation: int) -> "Image":
    from PIL.Image import Transpose

    turns = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    turn = turns.get(orientation)
    return picture if turn is None else picture.transpose(turn)


def _encoded(picture: "Image", *, lossless: bool) -> tuple[bytes, str]:
    from PIL import Image

    bare = Image.new(picture.mode, picture.size)  # holds no note of any kind, only pixels
    bare.paste(picture)
    if lossless and (colours := bare.getcolors(FEW_COLOURS)) is not None:
        drawn = bare if bare.mode == "L" else _with_palette(bare, len(colours))
        if drawn is not None:
            return _saved(drawn, "PNG", optimize=True), PNG
    return _saved(bare, "JPEG", quality=QUALITY, optimize=True), JPEG


def _with_palette(picture: "Image", colours: int) -> "Image | None":
    """Return a picture of few colours with a palette; None where that would change a colour."""
    from PIL import Image

    made = picture.quantize(colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    return made if made.convert("RGB").tobytes() == picture.tobytes() else None


def _saved(picture: "Image", kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()

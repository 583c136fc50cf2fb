import io
import struct
import zlib
from functools import lru_cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageDraw, PngImagePlugin

from exports.exchange.pictures import LONGEST_SIDE, clean_picture
from models.errors import Refused

CANARY = "Canarymaker"
GPS = {1: "N", 2: (60.0, 10.0, 12.5), 3: "E", 4: (24.0, 56.0, 15.5), 29: "2031:07:19"}


def encoded(picture: Image.Image, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def drawing(width: int = 120, height: int = 80) -> Image.Image:
    made = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    ImageDraw.Draw(made).rectangle((0, 0, width // 4, height // 4), fill=(200, 30, 30))
    return made


def camera_data(orientation: int = 1) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = CANARY
    exif[0x927C] = CANARY.encode()
    exif.get_ifd(0x8825).update(GPS)
    return exif


@lru_cache
def photo(kind: str = "JPEG") -> bytes:
    return encoded(drawing(), kind, exif=camera_data())


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def refusal(raw: bytes) -> str:
    with pytest.raises(Refused) as refused:
        clean_picture(raw)
    return str(refused.value)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_e18_nothing_but_what_is_to_be_seen_gets_through(kind: str) -> None:
    options: dict[str, Any] = {"exif": camera_data()}
    if kind == "JPEG":
        options |= {"comment": CANARY, "xmp": f"<x>{CANARY}</x>".encode()}
    elif kind == "PNG":
        notes = PngImagePlugin.PngInfo()
        notes.add_text("Comment", CANARY)
        notes.add_itxt("XML:com.adobe.xmp", CANARY)
        options["pnginfo"] = notes
    else:
        options["xmp"] = f"<x>{CANARY}</x>".encode()
    raw = encoded(drawing(), kind, **options)
    assert CANARY.encode() in raw
    made = clean_picture(raw)
    assert CANARY.encode() not in made.content
    assert b"Exif" not in made.content
    assert not opened(made.content).getexif()
    assert set(opened(made.content).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert (made.width, made.height) == (120, 80) == opened(made.content).size


@pytest.mark.parametrize(
    ("orientation", "corner"),
    [(1, "tl"), (2, "tr"), (3, "br"), (4, "bl"), (5, "tl"), (6, "tr"), (7, "br"), (8, "bl")],
)
def test_a_photo_is_upright(orientation: int, corner: str) -> None:
    made = clean_picture(encoded(drawing(), "JPEG", exif=camera_data(orientation)))
    assert (made.width, made.height) == ((120, 80) if orientation < 5 else (80, 120))
    seen = opened(made.content)
    at = {"t": 4, "b": made.height - 5, "l": 4, "r": made.width - 5}
    red, green, _ = seen.getpixel((at[corner[1]], at[corner[0]]))  # type: ignore[misc]
    assert red > 150
    assert green < 90


@pytest.mark.parametrize("size", [(2600, 900), (900, 2600), (2001, 2001)])
def test_a_large_photo_is_scaled_down(size: tuple[int, int]) -> None:
    made = clean_picture(encoded(drawing(*size), "JPEG"))
    assert max(made.width, made.height) == LONGEST_SIDE
    assert abs(made.width / made.height - size[0] / size[1]) < 0.01


def test_the_same_photo_always_gives_the_same_bytes() -> None:
    assert clean_picture(photo()) == clean_picture(photo())
    assert len(clean_picture(photo()).sha256) == 64


def test_a_drawing_of_few_colours_keeps_its_lines_and_gets_paper_behind_it() -> None:
    sheet = Image.new("RGBA", (400, 300), (0, 0, 0, 0))
    ImageDraw.Draw(sheet).line((0, 0, 399, 299), fill=(0, 90, 160, 255), width=4)
    for kind in ("PNG", "WEBP"):
        made = clean_picture(encoded(sheet, kind, lossless=True))
        assert made.media_type == "image/png"
        seen = opened(made.content).convert("RGB")
        assert seen.getpixel((399, 0)) == (255, 255, 255)
        assert seen.getpixel((200, 150)) == (0, 90, 160)


@pytest.mark.parametrize(
    ("mode", "colour", "kind", "seen"),
    [
        ("L", 90, "JPEG", (90, 90, 90)),
        ("CMYK", (0, 255, 255, 0), "JPEG", (255, 0, 0)),
        ("I;16", 40_000, "PNG", (156, 156, 156)),
        ("1", 1, "PNG", (255, 255, 255)),
        ("LA", (10, 0), "PNG", (255, 255, 255)),
        ("P", 0, "PNG", (0, 0, 0)),
    ],
)
def test_every_kind_of_colours_is_shown_as_it_is(mode: str, colour: Any, kind: str, seen: tuple[int, ...]) -> None:
    made = clean_picture(encoded(Image.new(mode, (64, 48), colour), kind))
    found = opened(made.content).convert("RGB").getpixel((20, 20))
    assert isinstance(found, tuple)
    assert all(abs(one - other) <= 3 for one, other in zip(found, seen, strict=True))


def test_colours_of_another_profile_are_brought_into_the_usual_one() -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for profile in (lab, lab[:80], b"no profile at all"):
        made = clean_picture(encoded(Image.new("RGB", (64, 48), (200, 30, 30)), "JPEG", icc_profile=profile))
        assert "icc_profile" not in opened(made.content).info
        red, green, _ = opened(made.content).getpixel((20, 20))  # type: ignore[misc]
        assert abs(red - 200) <= 3
        assert abs(green - 30) <= 3


# -- refusals ---------------------------------------------------------------------------------------------------------


def png_of_size(width: int, height: int) -> bytes:
    """A whole PNG of a few bytes that says it is this large."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 100_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_e17_a_bomb_of_pixels_is_refused_from_its_header() -> None:
    said = refusal(png_of_size(12_000, 12_000))
    assert "144 million pixels" in said
    assert "24 million" in said
    jpeg = bytearray(photo())
    at = jpeg.index(b"\xff\xc0")
    jpeg[at + 5 : at + 9] = struct.pack(">HH", 40_000, 40_000)
    assert "1600 million pixels" in refusal(bytes(jpeg))
    webp = b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0" + b"\xff\x3f\0" * 2
    assert "269 million" in refusal(webp)


@pytest.mark.parametrize(
    ("raw", "word"),
    [
        (b"", "no photo"),
        (b"hello", "no photo"),
        (b"\0\0\0\x18ftypheic\0\0", "HEIC"),
        (b"II*\0" + b"\0" * 40, "TIFF"),
        (b"GIF89a" + b"\0" * 40, "GIF"),
        (b"BM" + b"\0" * 40, "bitmap"),
        (b"%PDF-1.7", "PDF"),
        (b'<?xml version="1.0"?><svg xmlns="x"><script/></svg>', "SVG"),
        (png_of_size(0, 0), "broken"),
        (png_of_size(3000, 3000), "broken"),
    ],
)
def test_e18_what_is_no_photo_is_refused_with_a_sentence(raw: bytes, word: str) -> None:
    assert word in refusal(raw)


def test_half_a_photo_is_refused() -> None:
    raw = photo()
    assert "not copied whole" in refusal(raw[: len(raw) * 2 // 3])


def test_a_file_that_is_too_large_is_refused_before_it_is_looked_at() -> None:
    assert "64 MB" in refusal(b"\xff\xd8\xff" + bytes(64 * 1024 * 1024))


@settings(max_examples=150)
@given(st.sampled_from(["JPEG", "PNG", "WEBP"]), st.data())
def test_whatever_is_broken_is_refused_or_read_and_nothing_else_happens(kind: str, data: st.DataObject) -> None:
    raw = bytearray(photo(kind))
    for _ in range(data.draw(st.integers(0, 8))):
        raw[data.draw(st.integers(0, len(raw) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    broken = bytes(raw[: data.draw(st.integers(0, len(raw)))]) if data.draw(st.booleans()) else bytes(raw)
    try:
        made = clean_picture(broken)
    except Refused:
        return
    assert max(made.width, made.height) <= LONGEST_SIDE
    assert opened(made.content).size == (made.width, made.height)


@settings(max_examples=100)
@given(st.sampled_from([b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBP"]), st.binary(max_size=300))
def test_noise_is_refused(start: bytes, noise: bytes) -> None:
    with pytest.raises(Refused):
        clean_picture(start + noise)

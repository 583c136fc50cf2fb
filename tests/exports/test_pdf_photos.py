"""Photos on the page: embedded as they are, once, with their words; what is no photo leaves only its words."""

import io
from typing import Any

import page
import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from exports.document import Block, Document, Heading, Paragraph, Photo
from exports.exchange.pictures import clean_picture
from exports.pdf.images import image_of
from exports.pdf.renderer import render_pdf
from tests.exports.reading import aloud
from tests.exports.test_pdf_tags import PROFILES

RED, BLUE = (200, 30, 30), (20, 60, 200)


def sheet(kind: str = "JPEG", mode: str = "RGB", size: tuple[int, int] = (800, 600)) -> bytes:
    made = Image.new("RGB", size, RED)
    ImageDraw.Draw(made).rectangle((0, size[1] // 2, size[0], size[1]), fill=BLUE)
    out = io.BytesIO()
    (made if mode == "RGB" else made.convert(mode)).save(out, kind)
    return out.getvalue()


def render(*blocks: Block) -> bytes:
    out = io.BytesIO()
    render_pdf(Document("Photos", "en", blocks), out)
    return out.getvalue()


def pixels(data: bytes, number: int = 0) -> Any:
    return pypdfium2.PdfDocument(data)[number].render(scale=1).to_pil().convert("RGB")


def heard(data: bytes, role: str) -> list[str]:
    return [one.alt for one in everyone(aloud(data)) if one.role == role]


def everyone(one: Any) -> list[Any]:
    return [one, *(below for kid in one.kids if not isinstance(kid, str) for below in everyone(kid))]


@pytest.mark.parametrize(("kind", "mode"), [("JPEG", "RGB"), ("JPEG", "L"), ("PNG", "RGB"), ("PNG", "P"), ("PNG", "L"), ("PNG", "1")])  # fmt: skip  # noqa: E501
def test_a_photo_is_seen_and_has_its_words(kind: str, mode: str) -> None:
    data = render(Photo(sheet(kind, mode), "A flip chart, red above and blue below", "Photo 1"))
    assert "A flip chart, red above and blue below" in heard(data, "Figure")
    for profile in PROFILES:
        report = page.validate_pdf_bytes(data, profile=profile)
        assert [(failure.rule_id, failure.message) for failure in report.failures] == []
    seen = pixels(data)
    found = {seen.getpixel((120, y)) for y in range(120, 560)}
    if mode in ("RGB", "P"):
        assert any(abs(r - RED[0]) < 12 and g < 60 for r, g, _ in found)
        assert any(abs(b - BLUE[2]) < 12 and r < 60 for r, _, b in found)
    else:
        assert len(found) > 1


def test_the_bytes_are_in_the_file_as_they_are_and_once() -> None:
    noise = io.BytesIO()
    Image.effect_noise((1200, 900), 80).convert("RGB").save(noise, "JPEG")
    photo = clean_picture(noise.getvalue()).content
    bare, once, twice = (
        render(Paragraph("Words")),
        render(Photo(photo, "Noise")),
        render(Photo(photo, "Noise"), Photo(photo, "The same again")),
    )
    assert photo in once
    assert len(once) - len(bare) < len(photo) + 6000
    assert len(twice) - len(once) < 2000


def test_photos_of_every_shape_stay_in_the_column_and_on_the_page() -> None:
    shapes = ((2000, 200), (200, 2000), (2000, 1500), (1500, 2000), (40, 40))
    data = render(*(Photo(sheet(size=size), "A photo", "Caption") for size in shapes))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        placed = [
            [float(value) for value in operands]
            for one in pdf.pages
            for operands, operator in pikepdf.parse_content_stream(one)
            if str(operator) == "cm" and float(operands[0]) > 1
        ]
    assert len(placed) == len(shapes)
    for (width, height), (a, _, _, d, x, y) in zip(shapes, placed, strict=True):
        assert abs(a / d - width / height) < 0.01 * width / height
        assert x >= 50
        assert x + a <= 546
        assert y >= 70
        assert a <= width * 0.76


def test_what_is_no_photo_leaves_only_its_words() -> None:
    for content in (b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\nnothing", sheet("PNG", "RGBA"), b"GIF89a", b"%PDF-1.7"):
        assert image_of(content) is None
        data = render(Heading(1, "Photos"), Photo(content, "What was to be seen"))
        assert "What was to be seen" in pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()


@settings(max_examples=80)
@given(st.sampled_from([sheet(), sheet("PNG", "P")]), st.data())
def test_broken_bytes_never_break_a_document(content: bytes, data: st.DataObject) -> None:
    raw = bytearray(content)
    for _ in range(data.draw(st.integers(1, 6))):
        raw[data.draw(st.integers(0, min(len(raw) - 1, 300)))] ^= 1 << data.draw(st.integers(0, 7))
    render(Photo(bytes(raw[: data.draw(st.integers(0, len(raw)))]), "A photo"))

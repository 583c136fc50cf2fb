"""QR codes: what was given is what a scanner reads."""

import io
from typing import Any

import pypdfium2
import pytest
import zxingcpp

from exports.document import Beside, Block, Document, Paragraph, QrCode
from exports.pdf import qr
from exports.pdf.renderer import render_pdf

ADDRESSES = [
    "https://palaute.kaupunki.example/p/K7M2XQA",
    "https://forms.example/f?id=12&code=K7M2XQA#part-2",
    "mailto:palaute@kaupunki.example?subject=K7M2XQA%20%C3%A4%C3%A4ni&body=Hei%2C%0A",
    "sms:+358401234567?body=K7M2XQA",
    "smsto:+358401234567:K7M2XQA",
    "https://forms.example/" + "abcDEF123-" * 27 + "K7M2XQA",
    "https://kysely.example/ä/漢?q=\U0001f642",
]


def pages(*blocks: Block, dpi: int = 300) -> list[Any]:
    out = io.BytesIO()
    render_pdf(Document("Codes", "en", blocks), out)
    pdf: Any = pypdfium2.PdfDocument(out.getvalue())
    return [pdf[number].render(scale=dpi / 72).to_pil() for number in range(len(pdf))]


def read(image: Any) -> set[str]:
    return {found.text for found in zxingcpp.read_barcodes(image)}


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_kind_of_address_is_read_back(address: str):
    assert read(pages(QrCode(address, "K7M2XQA", "Tell us"))[0]) == {address}


@pytest.mark.slow
def test_many_codes_on_a_page_are_all_read():
    wanted = {f"https://palaute.kaupunki.example/p/K7M{number:04d}" for number in range(24)}
    blocks = [Beside((Paragraph("Words " * 20),), QrCode(address, "K7M2XQA", "Tell us")) for address in sorted(wanted)]
    assert set.union(*(read(image) for image in pages(*blocks))) == wanted


@pytest.mark.parametrize(
    ("given", "coded"),
    [
        ("HTTPS://Forms.Example/Path?Q=A", "https://forms.example/Path?Q=A"),
        ("https://User:Pass@HOST.example/A", "https://User:Pass@host.example/A"),
        ("MAILTO:Some.One@Example.org?subject=A", "mailto:Some.One@Example.org?subject=A"),
        ("https://a.example?X=/Y", "https://a.example?X=/Y"),
        ("no address at all: ABC", "no address at all: ABC"),
        ("ABC", "ABC"),
        ("https://a.example/\nX", "https://a.example/\nX"),
    ],
)
def test_only_scheme_and_host_change_their_case(given: str, coded: str):
    assert qr.normal(given) == coded


@pytest.mark.parametrize("address", ADDRESSES)
def test_modules_are_never_under_half_a_millimetre(address: str):
    code = qr.matrix(address)
    assert qr.edge(code, 18) / code.size >= 0.5 * 72 / 25.4 - 1e-9
    assert qr.edge(code, 80) == pytest.approx(80 * 72 / 25.4)


def test_rectangles_do_not_overlap_and_stay_inside():
    code = qr.matrix(ADDRESSES[0])
    seen: set[tuple[int, int]] = set()
    for x, y, width, height in code.rectangles:
        cells = {(a, b) for a in range(x, x + width) for b in range(y, y + height)}
        assert not cells & seen
        seen |= cells
    assert max(max(cell) for cell in seen) < code.size


def test_too_long_an_address_is_refused():
    with pytest.raises(ValueError, match="too long"):
        qr.matrix("https://a.example/" + "x" * 3000)

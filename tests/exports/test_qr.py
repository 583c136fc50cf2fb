"""QR codes: what was given is what a scanner reads."""

import io
from typing import Any

import pypdfium2
import pytest

from exports.document import Beside, Block, Document, Paragraph, QrCode
from exports.pdf import qr, qr_read
from exports.pdf.renderer import render_pdf
from tests.app.support import qr_codes_in

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
    return {*qr_codes_in(image)}


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
    for size in (18, 22, 30, 60):
        code = qr.matrix(address, size)
        assert qr.edge(code, size) / code.size >= 0.5 * 72 / 25.4 - 1e-9
    assert qr.edge(qr.matrix(address, 80), 80) == pytest.approx(80 * 72 / 25.4)


@pytest.mark.parametrize("size", [18, 22, 40, 100, 240])
@pytest.mark.parametrize("length", [20, 42, 60, 90, 150, 300, 900, 1500, 2000])
def test_every_length_at_every_size_is_read_by_a_scanner_and_by_us(size: int, length: int):
    address = ("https://palaute.kaupunki.example/ä" + "aB3-x" * 400)[:length]
    code = qr.matrix(address, size)
    painted = operators(code)
    assert qr_read.read(qr_read.drawn_modules(painted, code.size)) == address
    edge = qr.edge(code, size)  # as it is printed, at 300 dots an inch
    assert seen(code, edge / 72 * 300) == {address}


@pytest.mark.parametrize("length", [20, 42, 60, 90, 150, 300])
@pytest.mark.parametrize("metres", [1, 2, 5, 8])
def test_a_code_on_a_wall_is_read_from_where_it_is_made_for(metres: int, length: int):
    address = ("https://palaute.kaupunki.example/p/" + "aB3-" * 400)[:length]
    code = qr.matrix(address, metres * 100)
    # A tenth of the distance is 148 of the 1920 pixels that the video of a phone has for 66 degrees.
    assert seen(code, 148 * max(1.0, code.size / qr.MOST_FROM_AFAR)) == {address}


def test_the_strength_of_a_code_follows_its_printed_size():
    assert [qr.level(42, size)[0] for size in (18, 22, 30, 100)] == ["Q", "Q", "Q", "H"]
    assert [qr.level(60, size)[0] for size in (18, 22, 30, 100)] == ["M", "Q", "Q", "H"]
    assert [qr.level(150, size)[0] for size in (18, 22, 30, 100)] == ["M", "M", "Q", "M"]
    assert qr.level(300, 100)[0] == "L"


def operators(code: qr.Matrix) -> str:
    return " ".join(f"{x} {code.size - y - height} {width} {height} re" for x, y, width, height in code.rectangles)


def seen(code: qr.Matrix, pixels: float) -> set[str]:
    """What a scanner reads of a code whose edge, without the quiet zone, has so many pixels."""
    from PIL import Image, ImageDraw

    times, whole = 12, code.size + 2 * qr.QUIET
    image = Image.new("L", (whole * times, whole * times), 255)
    draw = ImageDraw.Draw(image)
    for x, y, width, height in code.rectangles:
        left, top = (x + qr.QUIET) * times, (y + qr.QUIET) * times
        draw.rectangle((left, top, left + width * times - 1, top + height * times - 1), fill=0)
    edge = round(pixels * whole / code.size)
    return read(image.resize((edge, edge), Image.Resampling.BOX))


def test_a_wrong_module_anywhere_is_noticed():
    """Whatever is painted otherwise than it was made, we do not say that it reads back."""
    code = qr.matrix(ADDRESSES[0], 22)
    right = qr_read.drawn_modules(operators(code), code.size)
    for y in range(code.size):
        for x in range(code.size):
            grid = [list(row) for row in right]
            grid[y][x] = not grid[y][x]
            with pytest.raises(qr_read.NotReadable):
                qr_read.read(grid)


@pytest.mark.parametrize("operators", ["", "0 0 99 1 re", "0 0 2 1 re 1 0 2 1 re"])
def test_what_is_no_code_reads_as_nothing(operators: str):
    assert qr_read.read_back(operators, 33) == ""
    assert qr_read.read_back(operators, 34) == ""


def test_what_a_document_says_of_its_codes_is_read_from_the_paper(monkeypatch: pytest.MonkeyPatch):
    out = io.BytesIO()
    blocks = (QrCode("HTTPS://Forms.Example/K7M2XQA"), QrCode(ADDRESSES[2]))
    assert render_pdf(Document("Codes", "en", blocks), out).codes == ("https://forms.example/K7M2XQA", ADDRESSES[2])
    made = qr.matrix
    monkeypatch.setattr(qr, "matrix", lambda *given: _torn(made(*given)))
    assert render_pdf(Document("Codes", "en", blocks), io.BytesIO()).codes == ("", "")


def _torn(code: qr.Matrix) -> qr.Matrix:
    return qr.Matrix(code.size, code.rectangles[:-1])


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

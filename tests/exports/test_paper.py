"""Paper of several sizes: pages, lines to write on, boxes to tick, pieces to cut and posters, in millimetres."""

import io
import re
from typing import Any

import page
import pikepdf
import pytest

from exports.document import (
    Block,
    Document,
    Heading,
    PageBreak,
    Paper,
    Paragraph,
    Poster,
    QrCode,
    Slip,
    Slips,
    Table,
    TickBoxes,
    WritingLines,
)
from exports.pdf.renderer import render_pdf
from models.errors import Refused
from tests.exports.reading import aloud, complaints, read_codes, sizes
from tests.exports.reading_words import in_order

PROFILES = (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A)
LONG = "lääkkeidenantoaikataulunmuutosilmoituslomake"
ARABIC = "كيف ينبغي أن تعمل المساعدة في المنزل؟"
MM = 72 / 25.4
ADDRESS = "https://palaute.kaupunki.example/p/K7M2XQA"
MILLIMETRES: dict[Paper, tuple[float, float]] = {
    "a4": (210, 297),
    "a4-landscape": (297, 210),
    "a3": (297, 420),
    "a3-landscape": (420, 297),
}


def card(name: str = "Card", words: str = "Say yes or no.") -> Slip:
    blocks = (Paragraph(words), TickBoxes("May we?", ("Yes", "No")), WritingLines("Your words", 0))
    return Slip(name, blocks, (Paragraph("Keep this."), WritingLines("Code", 1)))


EVERY_KIND: tuple[Block, ...] = (
    Paragraph("A first page."),
    WritingLines("What you think", 3),
    WritingLines("", 2),
    TickBoxes("Pick what you like", ("One", f"Two {LONG * 3}", ARABIC, "Four")),
    TickBoxes("", ("Alone",)),
    PageBreak("a3-landscape"),
    Heading(1, "Wide"),
    Slips((card(), card(ARABIC, LONG * 4), Slip("", (Table(("Letter", "What"), (("A", "Night line"),)),))), 2, 1),
    PageBreak("a3", bare=True),
    Paragraph("Bare."),
    Poster("Tell us", ("Until May.", ""), QrCode(ADDRESS, "K7M2XQA", "Scan"), 2, "Readable from about {metres} m"),
    PageBreak("a4-landscape"),
    Poster(ARABIC, (), QrCode(ADDRESS, "K7M2XQA"), 5),
    Poster("No code", ("Words.",), None),
    PageBreak(),
    Paragraph("The end."),
)


def drawn(*blocks: Block, language: str = "en", **more: Any) -> bytes:
    out = io.BytesIO()
    render_pdf(Document("Pack", language, blocks, header="Head", footer="Foot", **more), out)
    return out.getvalue()


def papers(data: bytes) -> list[tuple[float, float]]:
    """The size of every page in millimetres."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        boxes = [[float(edge) for edge in one.mediabox] for one in pdf.pages]  # type: ignore[attr-defined]
    return [(round((b[2] - b[0]) / MM, 1), round((b[3] - b[1]) / MM, 1)) for b in boxes]


def cuts(data: bytes, number: int) -> set[tuple[float, float, float, float]]:
    """The dashed lines of a page in millimetres from its upper left corner: x, y, x, y."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        own = pdf.pages[number]
        left, _, _, top = (float(edge) for edge in own.mediabox)  # type: ignore[attr-defined]
        code = own.Contents.read_bytes().decode("latin-1")
    found = re.findall(r"\[5 3\.5\] 0 d (\S+) (\S+) m (\S+) (\S+) l S", code)
    ends = [tuple(float(part) for part in line) for line in found]
    return {tuple(round(v, 1) for v in ((a - left) / MM, (top - b) / MM, (c - left) / MM, (top - d) / MM)) for a, b, c, d in ends}  # type: ignore[misc]  # noqa: E501 # fmt: skip


# -- accessible and complete ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("profile", PROFILES, ids=str)
def test_paper_of_every_kind_passes_the_validator(profile: Any) -> None:
    report = page.validate_pdf_bytes(drawn(*EVERY_KIND), profile=profile)
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []


def test_what_is_heard_is_what_the_document_says() -> None:
    data = drawn(*EVERY_KIND)
    assert complaints(data) == []
    assert in_order(Document("Pack", "en", EVERY_KIND), data) == ""


def test_boxes_to_tick_are_a_list_and_pieces_are_parts() -> None:
    heard = aloud(drawn(Slips((card("First"), card("Second")), 2, 2)))
    assert [part.text().strip()[:5] for part in heard.all("Sect")] == ["First", "Secon"]
    assert [entry.text() for entry in heard.all("LI")] == ["Yes", "No"] * 2


def test_lines_to_cut_along_belong_to_nobody() -> None:
    data = drawn(Slips((card(),) * 3, 2, 2))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        code = pdf.pages[1].Contents.read_bytes().decode("latin-1")
    for line in re.finditer(r"\[(5 3\.5|0\.1 4)\] 0 d", code):
        before = re.findall(r"/Artifact|/\w+ <</MCID|EMC", code[: line.start()])
        assert before[-1] == "/Artifact"


# -- sizes ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("paper", MILLIMETRES)
def test_paper_has_its_size_and_header_and_footer_unless_bare(paper: Paper) -> None:
    data = drawn(Paragraph("One"), PageBreak(paper), Paragraph("Two"), PageBreak(paper, bare=True), Paragraph("Three"))
    assert papers(data) == [(210, 297), MILLIMETRES[paper], MILLIMETRES[paper]]
    assert [_furniture(data, number) for number in range(3)] == [2, 2, 0]
    assert papers(drawn(Paragraph("One"), paper=paper, bare=True)) == [MILLIMETRES[paper]]


def _furniture(data: bytes, number: int) -> int:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        code = pdf.pages[number].Contents.read_bytes()
    return code.count(b"/Subtype /Header") + code.count(b"/Subtype /Footer")


@pytest.mark.parametrize(
    ("paper", "across", "down"), [("a4", 2, 4), ("a4", 2, 2), ("a4-landscape", 2, 1), ("a3", 3, 3)]
)
def test_pieces_are_equal_and_cut_from_edge_to_edge(paper: Paper, across: int, down: int) -> None:
    slips = tuple(Slip(f"Slip {n}", (Paragraph("Words"),)) for n in range(across * down + 1))
    data = drawn(PageBreak(paper), Slips(slips, across, down), Paragraph("After"))
    wide, high = MILLIMETRES[paper]
    assert papers(data) == [(210, 297), (wide, high), (wide, high), (wide, high)]
    down_lines = {(round(wide * n / across, 1), 0.0, round(wide * n / across, 1), high) for n in range(1, across)}
    across_lines = {(0.0, round(high * n / down, 1), wide, round(high * n / down, 1)) for n in range(1, down)}
    for number in (1, 2):
        assert _near(cuts(data, number), down_lines | across_lines)
    assert cuts(data, 3) == set()


def _near(found: set[tuple[float, ...]], wanted: set[tuple[float, ...]]) -> bool:
    return len(found) == len(wanted) and all(
        any(max(abs(a - b) for a, b in zip(line, other, strict=True)) <= 0.11 for other in found) for line in wanted
    )


def test_words_are_set_smaller_then_pieces_made_larger_and_never_cut_off() -> None:
    words = "Many words on a slip. " * 22
    at_home = drawn(Slips((Slip("Slip", (Paragraph(words),)),) * 8, 2, 4, least=10))
    assert len(papers(at_home)) == 2
    assert 10 - 0.01 <= min(size for size, said in sizes(at_home).items() if "Many" in said) < 12
    larger = drawn(Slips((Slip("Slip", (Paragraph(words),)),) * 8, 2, 4, least=12))
    assert len(papers(larger)) == 3
    assert min(size for size, said in sizes(larger).items() if "Many" in said) >= 12


def test_too_many_words_for_a_sheet_are_refused_with_a_sentence() -> None:
    with pytest.raises(Refused, match="too many words"):
        drawn(Slips((Slip("Slip", (Paragraph("Too many words. " * 2000),)),), 2, 4))
    with pytest.raises(Refused, match="too many words"):
        drawn(Poster("Words", ("Too many words. " * 2000,), None))


def test_lines_grow_into_the_room_of_a_piece() -> None:
    small, large = (_lines(drawn(Slips((Slip("S", (WritingLines("Words", 0),)),), across, down))) for across, down in ((2, 4), (1, 1)))  # noqa: E501 # fmt: skip
    assert 2 <= small < large


def _lines(data: bytes) -> int:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return pdf.pages[1].Contents.read_bytes().count(b" 0.8 w ")


# -- posters ----------------------------------------------------------------------------------------------------------


def poster(metres: float, title: str = "Tell us", paper: Paper = "a4", address: str = ADDRESS) -> bytes:
    code = QrCode(address, "K7M2XQA", "Scan")
    return drawn(PageBreak(paper), Poster(title, ("Until May.",), code, metres, "From {metres} m"), language="fi")


def code_edge(data: bytes, number: int = 1) -> float:
    """The edge of the code on a page in millimetres: a module times their number."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        code = pdf.pages[number].Contents.read_bytes().decode("latin-1")
    found = re.search(r"0 0 0 rg (\S+) 0 0 \S+ \S+ \S+ cm (.+?) f", code)
    assert found
    modules = max(int(x) + int(w) for x, w in re.findall(r"(\d+) \d+ (\d+) \d+ re", found[2]))
    return float(found[1]) * modules / MM


@pytest.mark.parametrize("paper", MILLIMETRES)
@pytest.mark.parametrize("metres", [1, 2, 8])
@pytest.mark.parametrize("title", ["Tell us", "How should help at home work? " * 5, LONG])
def test_the_code_follows_the_distance_as_far_as_the_sheet_holds_it(paper: Paper, metres: float, title: str) -> None:
    data = poster(metres, title, paper)
    edge = code_edge(data)
    assert edge <= metres * 100 + 0.1
    assert edge >= 60
    if metres == 1 and title == "Tell us":
        assert edge == pytest.approx(100, abs=0.1)
    said = aloud(data).text()
    if edge >= 50:
        reach = re.search(r"From ([\d,]+) m", said)
        assert reach
        assert edge / 100 - 0.5 <= float(reach[1].replace(",", ".")) <= edge / 100 + 0.01
    assert len(papers(data)) == 2


def test_a_larger_sheet_is_read_from_further_away() -> None:
    assert code_edge(poster(5, paper="a3")) > 1.3 * code_edge(poster(5, paper="a4"))


def test_posters_are_read_by_a_scanner() -> None:
    assert set(read_codes(poster(2), 100)) == {ADDRESS}

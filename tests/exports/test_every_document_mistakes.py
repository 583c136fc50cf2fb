"""Mistakes put into a document on purpose are caught, by the foreign validator or by our own reader."""

import io
from collections.abc import Callable, Iterator
from typing import Any

import page
import pikepdf
import pytest

from exports.document import Block, Bullets, Document, Figure, Heading, Paragraph, Picture, QrCode, Rect, Table
from exports.pdf.renderer import render_pdf
from tests.exports.reading import complaints, read_codes, sizes
from tests.exports.reading_words import in_order

PICTURE = Picture(100, 40, (Rect(0, 0, 100, 40),))
BLOCKS: tuple[Block, ...] = (
    Heading(1, "First"),
    Paragraph("The first paragraph is here."),
    Paragraph("Another one follows the first."),
    Heading(2, "Below"),
    Bullets(("One", "Two")),
    Table(("Group", "Came"), (("Carers", "12"), ("Staff", "9")), row_header=True),
    Figure(PICTURE, "A box that stands for a step."),
    QrCode("https://a.example/K7M2XQA", "K7M2XQA", "Tell us"),
    Heading(1, "Second"),
    Paragraph("The end."),
)
DOCUMENT = Document("A title", "en", BLOCKS, header="Head", footer="Foot")


@pytest.fixture(scope="module")
def sound() -> bytes:
    out = io.BytesIO()
    render_pdf(DOCUMENT, out)
    return out.getvalue()


def caught(data: bytes) -> list[str]:
    """What the validator and our own reader say."""
    found: list[str] = []
    for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A):
        found += [str(failure.rule_id) for failure in page.validate_pdf_bytes(data, profile=profile).failures]
    try:
        found += complaints(data)
        found += [said] if (said := in_order(DOCUMENT, data)) else []
    except (AssertionError, KeyError, AttributeError, IndexError) as error:
        found.append(f"it cannot be read aloud: {error!r}")
    if sorted(read_codes(data)) != ["https://a.example/K7M2XQA"]:
        found.append("a code is not read back")
    return found


def elements(element: Any, role: str) -> Iterator[Any]:
    if str(element.get("/S", "")) == role:
        yield element
    for kid in element.get("/K", []):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from elements(kid, role)


def first(pdf: pikepdf.Pdf, role: str) -> Any:
    return next(elements(pdf.Root.StructTreeRoot.K[0], role))


def changed(pdf: pikepdf.Pdf, change: Callable[[bytes], bytes]) -> None:
    """Change what the first page draws."""
    pdf_page = pdf.pages[0]
    drawn = b"".join(stream.read_bytes() for stream in _streams(pdf_page))
    after = change(drawn)
    assert after != drawn, "the mistake was not made"
    pdf_page.Contents = pdf.make_stream(after)


def _streams(pdf_page: Any) -> list[Any]:
    return list(pdf_page.Contents) if isinstance(pdf_page.Contents, pikepdf.Array) else [pdf_page.Contents]


def plain_header_cell(pdf: pikepdf.Pdf) -> None:
    cell = first(pdf, "/TH")
    cell.S = pikepdf.Name("/TD")
    del cell["/A"]


def text_as_artifact(pdf: pikepdf.Pdf) -> None:
    mark = first(pdf, "/P").K[0]
    number = int(mark) if isinstance(mark, int) else int(mark.MCID)
    changed(
        pdf,
        lambda drawn: drawn.replace(b"/P <</MCID %d>> BDC" % number, b"/Artifact BMC").replace(
            b"/P <</MCID %d >> BDC" % number, b"/Artifact BMC"
        ),
    )


def swapped_paragraphs(pdf: pikepdf.Pdf) -> None:
    root = pdf.Root.StructTreeRoot.K[0]
    at = [number for number, kid in enumerate(root.K) if str(kid.S) == "/P"]
    root.K[at[0]], root.K[at[1]] = root.K[at[1]], root.K[at[0]]


def file_name_for_words(pdf: pikepdf.Pdf) -> None:
    first(pdf, "/Figure").Alt = pikepdf.String("chart_final_2.png")


def no_words_for_a_figure(pdf: pikepdf.Pdf) -> None:
    del first(pdf, "/Figure")["/Alt"]


def no_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/Lang"]


def wrong_letters(pdf: pikepdf.Pdf) -> None:
    """The letters look right and are read out as others."""
    font = next(iter(pdf.pages[0].Resources.Font.values()))
    said = font.ToUnicode.read_bytes().replace(b"<0074>", b"<0078>").replace(b"<0061>", b"<007A>")
    assert said != font.ToUnicode.read_bytes()
    font.ToUnicode.write(said)


def no_letters(pdf: pikepdf.Pdf) -> None:
    del next(iter(pdf.pages[0].Resources.Font.values()))["/ToUnicode"]


def font_not_embedded(pdf: pikepdf.Pdf) -> None:
    font = next(iter(pdf.pages[0].Resources.Font.values()))
    del font.DescendantFonts[0].FontDescriptor["/FontFile2"]


def skipped_level(pdf: pikepdf.Pdf) -> None:
    first(pdf, "/H3").S = pikepdf.Name("/H4")


def heading_as_paragraph(pdf: pikepdf.Pdf) -> None:
    first(pdf, "/H1").S = pikepdf.Name("/P")


def entry_without_body(pdf: pikepdf.Pdf) -> None:
    first(pdf, "/LBody").S = pikepdf.Name("/Span")


def row_too_short(pdf: pikepdf.Pdf) -> None:
    row = list(elements(pdf.Root.StructTreeRoot.K[0], "/TR"))[-1]
    del row.K[-1]


def title_not_shown(pdf: pikepdf.Pdf) -> None:
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


def no_bookmarks(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/Outlines"]


def said_twice(pdf: pikepdf.Pdf) -> None:
    root = pdf.Root.StructTreeRoot.K[0]
    root.K.append(root.K[-1])


def code_painted_over(pdf: pikepdf.Pdf) -> None:
    changed(pdf, lambda drawn: drawn + b"\n/Artifact BMC q 0 g 60 60 470 700 re f Q EMC\n")


MISTAKES = (
    plain_header_cell, text_as_artifact, swapped_paragraphs, file_name_for_words, no_words_for_a_figure, no_language,
    wrong_letters, no_letters, font_not_embedded, skipped_level, heading_as_paragraph, entry_without_body,
    row_too_short, title_not_shown, no_bookmarks, said_twice, code_painted_over,
)  # fmt: skip


def test_a_sound_document_is_not_complained_of(sound: bytes) -> None:
    assert caught(sound) == []


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.__name__)
def test_a_mistake_is_caught(sound: bytes, mistake: Callable[[pikepdf.Pdf], None]) -> None:
    with pikepdf.open(io.BytesIO(sound)) as pdf:
        mistake(pdf)
        out = io.BytesIO()
        pdf.save(out)
    assert caught(out.getvalue()) != []


def test_small_type_is_seen() -> None:
    out = io.BytesIO()
    render_pdf(Document("A title", "en", (Table(("a", "b"), (("small", "words"),), compact=True),)), out)
    assert min(sizes(out.getvalue())) < 12

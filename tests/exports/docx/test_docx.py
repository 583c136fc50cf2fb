"""The document for a word processor, read back: words, headings, tables, pictures, languages; nothing of a machine."""

import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from exports.catalog import export_of, make
from exports.document import (
    Block,
    Bullets,
    Document,
    Figure,
    Heading,
    Label,
    Paragraph,
    Picture,
    QrCode,
    Run,
    Table,
    runs,
)
from exports.docx import painting
from exports.docx.renderer import DocxResult, render_docx
from exports.docx.xml import tidy
from exports.pdf.setting import Setter
from exports.target import Cancelled
from models.project import Project
from tests.app.support import TODAY, document, qr_codes_in, sample_in, shared
from tests.exports.docx.reading import aloud, alternatives, headings, opened
from tests.exports.html.cases import EVERYTHING
from tests.exports.html.test_html_safe import TEXTS, everywhere
from tests.exports.spoken import alternatives as alternatives_of
from tests.exports.spoken import one_by_one, words_of


def write(made: Document) -> tuple[bytes, DocxResult]:
    out = io.BytesIO()
    result = render_docx(made, out)
    return out.getvalue(), result


def docx_of(*blocks: Block, **fields: Any) -> bytes:
    return write(Document(**({"title": "Title", "language": "en", "blocks": blocks} | fields)))[0]


@pytest.fixture(scope="module")
def everything() -> tuple[bytes, DocxResult]:
    return write(EVERYTHING)


def expected(made: Document) -> list[str]:
    return words_of(made, drawn_bars=True)


def heard(data: bytes) -> list[str]:
    """What is heard, without the boxes to tick, which only this form writes as signs."""
    return [word for word in aloud(data) if word != "☐"]


def test_every_word_is_there_once_and_in_order(everything: tuple[bytes, DocxResult]) -> None:
    assert heard(everything[0]) == expected(EVERYTHING)


def test_every_picture_has_its_words(everything: tuple[bytes, DocxResult]) -> None:
    assert alternatives(everything[0]) == alternatives_of(EVERYTHING)


@pytest.mark.slow
def test_the_sample_report_is_whole(tmp_path: Path) -> None:
    with Project.open(sample_in(tmp_path), reading=True) as project:
        made = document(project, "lead-report")
    data = write(made)[0]
    assert heard(data) == expected(made)
    assert alternatives(data) == alternatives_of(made)


def test_headings_are_styles_in_order(everything: tuple[bytes, DocxResult]) -> None:
    found = headings(everything[0])
    assert found[:5] == [
        ("Title", "What you said & what happens"),
        ("Heading 1", "First section"),
        ("Heading 2", "Below"),
        ("Heading 3", "Deeper"),
        ("Heading 2", "Again below"),
    ]


def test_links_of_the_contents_lead_to_headings(everything: tuple[bytes, DocxResult]) -> None:
    body = opened(everything[0]).element.body
    named = {one.get(qn("w:name")) for one in body.iter(qn("w:bookmarkStart"))}
    wanted = {one.get(qn("w:anchor")) for one in body.iter(qn("w:hyperlink")) if one.get(qn("w:anchor"))}
    assert wanted
    assert wanted <= named


def test_a_table_repeats_its_header_and_names_its_rows() -> None:
    data = docx_of(
        Table(("Group", "n"), (("Carers", "3"), ("Staff", "4")), caption="Who", row_header=True, numeric=(1,))
    )
    table = opened(data).tables[0]
    rows = table._tbl.tr_lst
    assert [row.find(f".//{qn('w:tblHeader')}") is not None for row in rows] == [True, False, False]
    assert table._tbl.find(f".//{qn('w:tblLook')}").get(qn("w:firstColumn")) == "1"
    assert [cell.text for row in table.rows for cell in row.cells] == ["Group", "n", "Carers", "3", "Staff", "4"]
    assert all(run.bold for run in table.rows[1].cells[0].paragraphs[0].runs)


def test_each_numbered_list_begins_at_one() -> None:
    data = docx_of(Bullets(("a", "b"), ordered=True), Paragraph("x"), Bullets(("c",), ordered=True))
    numbers = [one.get(qn("w:val")) for one in opened(data).element.body.iter(qn("w:numId"))]
    assert numbers[0] == numbers[1] != numbers[2]


def test_words_carry_their_language_and_direction() -> None:
    words = runs("He said: ", Run("hei", language="fi"), ".")
    data = docx_of(Paragraph(words), Paragraph("انتظرت 21 يوما Uber.", "quote", "ar"), language="fi")
    body = opened(data).element.body
    languages = [one.get(qn("w:val")) for one in body.iter(qn("w:lang"))]
    assert languages[0] == "fi-FI"
    right = body.findall(qn("w:p"))[2]
    assert right.find(f".//{qn('w:bidi')}") is not None
    stretches = [
        ("".join(words.text or "" for words in one.iter(qn("w:t"))), one.find(f".//{qn('w:rtl')}") is not None)
        for one in right.iter(qn("w:r"))
    ]
    assert ("Uber", False) in [(text.strip(" ."), rtl) for text, rtl in stretches]
    assert stretches[0][1]
    assert opened(data).core_properties.language == "fi"
    assert opened(data).styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}").get(qn("w:val")) == "fi-FI"


def test_pages_are_counted_and_the_stamp_stands_above(everything: tuple[bytes, DocxResult]) -> None:
    section = opened(everything[0]).sections[0]
    assert section.header.paragraphs[0].text.split("\t") == [
        "Dementia care · 14 May",
        " Example ",
    ]
    footer = section.footer._element
    assert [one.text.strip() for one in footer.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]


def test_g9_links_are_made_only_where_that_is_harmless() -> None:
    data = docx_of(
        Paragraph(runs(Run("a", href="https://a.example"), Run("b", href="javascript:x"), Run("c", href="file:///x")))
    )
    found = [one.target_ref for one in opened(data).part.rels.values() if one.is_external]
    assert found == ["https://a.example"]


@pytest.mark.parametrize("text", TEXTS)
def test_markup_is_only_words(text: str) -> None:
    data = write(everywhere(text))[0]
    wanted = " ".join(tidy(text).split())
    if wanted:
        assert wanted in " ".join(aloud(data))
    parts = zipfile.ZipFile(io.BytesIO(data))
    for name in parts.namelist():
        if name.endswith((".xml", ".rels")):
            parse_xml(parts.read(name))


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(st.text())
def test_any_text_can_be_opened_again(text: str) -> None:
    data = docx_of(Paragraph(text), Heading(1, text), Bullets((text,)), title=text, header=text, subject=text)
    assert " ".join(tidy(text).split()) in " ".join(aloud(data))


@pytest.mark.slow
def test_naughty_strings_are_all_there() -> None:
    words: list[str] = json.loads(shared("naughty/blns/blns.json").read_text("utf-8"))
    data = docx_of(*(Paragraph(text) for text in words))
    assert aloud(data)[1:] == one_by_one(" ".join(tidy(text) for text in words))


def test_g14_nothing_of_the_machine_or_the_day_is_in_it(everything: tuple[bytes, DocxResult]) -> None:
    assert write(EVERYTHING)[0] == everything[0]
    package = zipfile.ZipFile(io.BytesIO(everything[0]))
    assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    core = package.read("docProps/core.xml").decode()
    assert not re.search("python-docx|creator>.|lastModifiedBy>.|<dcterms", core)
    assert "thumbnail" not in " ".join(package.namelist())
    assert "customXml" not in " ".join(package.namelist())
    properties = opened(everything[0]).core_properties
    assert (properties.title, properties.author) == ("What you said & what happens", "")


def test_cancel_leaves_nothing_and_progress_goes_up() -> None:
    steps: list[tuple[int, int]] = []
    made = Document("T", "en", (Paragraph("a"), Paragraph("b")))
    render_docx(made, io.BytesIO(), progress=lambda done, of: steps.append((done, of)))
    assert steps == [(1, 3), (2, 3), (3, 3)]
    out, asked = io.BytesIO(), iter([False, True])
    with pytest.raises(Cancelled):
        render_docx(made, out, cancelled=lambda: next(asked))
    assert out.getvalue() == b""


def test_the_report_is_made_through_the_catalogue(project: Project, tmp_path: Path) -> None:
    export = export_of("lead-report-docx")
    with project.snapshot(export.purpose, TODAY) as copy:
        made = make(export, copy, tmp_path / "out.docx")
    assert headings(made.path.read_bytes())[0] == ("Title", "Report of the project lead")


# -- pictures --------------------------------------------------------------------------------------------------------


def images(data: bytes) -> list[Image.Image]:
    package = zipfile.ZipFile(io.BytesIO(data))
    names = sorted(name for name in package.namelist() if name.startswith("word/media/"))
    return [Image.open(io.BytesIO(package.read(name))) for name in names]


def test_codes_can_be_read() -> None:
    data, result = write(Document("T", "en", (QrCode("https://a.example/K7M2XQA", "K7M2XQA", "Tell us"),)))
    assert [code for image in images(data) for code in qr_codes_in(image)] == list(result.codes)


def test_a_picture_is_painted_at_200_dots_an_inch_in_its_own_letters() -> None:
    def painted(text: str) -> Image.Image:
        picture = Picture(72, 36, (Label(4, 20, text, 10),))
        return Image.open(io.BytesIO(painting.picture_png(picture, Setter()))).convert("L")

    assert painted("Ab").size == (200, 100)
    assert painted("Ab").tobytes() != painted("Aə").tobytes()
    assert min(painted("سلام").tobytes()) < 60
    assert min(painted("").tobytes()) == 255


def test_holes_in_letters_stay_open() -> None:
    picture = Picture(72, 72, (Label(10, 60, "O", 60),))
    image = Image.open(io.BytesIO(painting.picture_png(picture, Setter()))).convert("L")
    assert image.getpixel((round((10 + 22) / 72 * 200), round(40 / 72 * 200))) == 255


def test_a_figure_keeps_its_place_among_words() -> None:
    data = docx_of(Paragraph("before"), Figure(Picture(100, 20, ()), "What it shows.", "Below"), Paragraph("after"))
    assert aloud(data) == ["Title", "before", "What", "it", "shows.", "Below", "after"]

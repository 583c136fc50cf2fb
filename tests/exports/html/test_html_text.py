"""What a page says: every word once and in order, headings, lists and tables as such, codes that can be read."""

import io
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import get_args

import pytest
from PIL import Image

from exports.catalog import DOCUMENTS, export_of, make
from exports.document import Block, Contents, Document, Heading, Paragraph, QrCode, Run, Table, runs, walk
from exports.html.renderer import render_html
from exports.side_by_side import side_by_side
from exports.target import Cancelled
from models.project import Project
from tests.app.support import TODAY, document, qr_codes_in, sample_in
from tests.exports.html.browser import Browser
from tests.exports.html.cases import EVERYTHING, html_of, page_of, write
from tests.exports.html.reading import aloud, tree
from tests.exports.report_cases import add_note, way_back
from tests.exports.spoken import words_of

IDS = [one.id for one in DOCUMENTS if "html" in one.forms]


def test_every_word_of_every_block_is_heard_once_and_in_order() -> None:
    assert aloud(html_of(EVERYTHING)) == words_of(EVERYTHING)


def test_two_paragraphs_swapped_would_be_heard() -> None:
    blocks = (Paragraph("One."), Paragraph("Two."))
    swapped = Document("Title", "en", blocks[::-1])
    assert aloud(page_of(*blocks)) != words_of(swapped)
    assert aloud(html_of(swapped)) == words_of(swapped)


@pytest.mark.slow
@pytest.mark.parametrize("export_id", IDS)
def test_every_word_of_the_sample_is_heard_once_and_in_order(export_id: str, tmp_path: Path) -> None:
    with Project.open(sample_in(tmp_path), reading=True) as project:
        made = document(project, export_id)
    assert aloud(html_of(made)) == words_of(made)


def test_headings_are_in_order_under_one_title() -> None:
    page = tree(html_of(EVERYTHING))
    levels = [int(one.tag[1]) for one in page.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_a_skipped_level_is_closed() -> None:
    page = tree(page_of(Heading(1, "a"), Heading(3, "b"), Heading(2, "c"), Heading(3, "d")))
    assert [one.tag for one in page.iter("h1", "h2", "h3", "h4")] == ["h1", "h2", "h3", "h3", "h4"]


def test_a_table_has_headers_with_scope_and_none_without_words() -> None:
    block = Table(("Group", ""), (("Carers", "3"), ("", "4")), caption="Who came", row_header=True, numeric=(1,))
    page = tree(page_of(block))
    assert [(one.text_content(), one.get("scope")) for one in page.iter("th")] == [("Group", "col"), ("Carers", "row")]
    assert [one.text for one in page.iter("caption")] == ["Who came"]


def test_words_carry_their_language_and_direction() -> None:
    block = Paragraph(runs("He said: ", Run("hei", language="fi"), " and ", Run("مرحبا", language="ar"), "."))
    page = tree(page_of(block, Paragraph("انتظرت 21 يوما.", "quote", "ar"), Paragraph("x", language="no language!")))
    assert [(one.tag, one.get("lang")) for one in page.iter("span", "bdi")] == [("span", "fi"), ("bdi", "ar")]
    quote = next(page.iter("blockquote"))
    assert (quote.get("lang"), quote.get("dir")) == ("ar", "rtl")
    assert page.get("lang") == "en"
    assert b"no language" not in page_of(Paragraph("x", language="no language!"))


def test_every_line_in_two_languages_says_where_the_second_begins() -> None:
    one, other = document_in_two()
    page = tree(html_of(side_by_side(one, other)))
    for tag, said in (("h1", "Mitä kuulimme"), ("h2", "Osa"), ("a", "Osa"), ("caption", "Ketkä tulivat")):
        found = next(each for each in page.iter(tag) if each.find(".//span[@lang='fi']") is not None)
        assert found.find(".//span[@lang='fi']").text == said
    assert next(page.iter("title")).text == "What we heard"  # markup has no place there: it keeps to one language
    assert next(tree(page_of(title="Now / later")).iter("title")).text == "Now / later"


def document_in_two() -> tuple[Document, Document]:
    def said(language: str, title: str, part: str, caption: str) -> Document:
        table = Table((part, "3"), ((part, "4"),), caption=caption)
        return Document(title, language, (Contents(), Heading(1, part), table))

    return said("en", "What we heard", "Part", "Who came"), said("fi", "Mitä kuulimme", "Osa", "Ketkä tulivat")


def test_a_page_in_a_language_from_the_right_runs_so() -> None:
    page = tree(page_of(Paragraph("English words."), language="ar", title="عنوان"))
    assert page.get("dir") == "rtl"
    assert [one.get("dir") for one in page.iter("p")] == ["ltr"]


def test_the_same_document_gives_the_same_bytes() -> None:
    assert html_of(EVERYTHING) == html_of(EVERYTHING)


def test_progress_goes_up_and_cancel_leaves_nothing() -> None:
    steps: list[tuple[int, int]] = []
    render_html(EVERYTHING, io.BytesIO(), progress=lambda done, of: steps.append((done, of)))
    assert steps == sorted(steps)
    assert steps[-1][0] == steps[-1][1]
    out, asked = io.BytesIO(), iter([False, False, True])
    with pytest.raises(Cancelled):
        render_html(EVERYTHING, out, cancelled=lambda: next(asked))
    assert out.getvalue() == b""


def test_an_export_is_made_through_the_catalogue(project: Project, tmp_path: Path) -> None:
    way_back(project)
    add_note(project, "A bench")
    export = export_of("participant-summary-html")
    with project.snapshot(export.purpose, TODAY) as copy:
        made = make(export, copy, tmp_path / "out.html")
    assert (made.pages, made.path.suffix) == (0, ".html")
    assert b"A bench" in made.path.read_bytes()


# -- codes -----------------------------------------------------------------------------------------------------------


def decoded(browser: Browser, page: bytes, width: int) -> list[str]:
    with browser.shows(page, width=width, scheme="dark") as shown:
        found: list[str] = []
        for code in shown.page.query_selector_all(".code svg"):
            image = Image.open(io.BytesIO(code.screenshot()))
            found += qr_codes_in(image)
    return found


def test_every_code_of_every_block_can_be_read(browser: Browser) -> None:
    page, result = write(EVERYTHING)
    assert decoded(browser, page, 390) == list(result.codes)
    assert len(result.codes) == 8


@pytest.mark.slow
def test_every_code_of_the_sample_can_be_read_in_the_dark(browser: Browser, tmp_path: Path) -> None:
    with Project.open(sample_in(tmp_path), reading=True) as project:
        page, result = write(document(project, "participant-summary"))
    assert len(result.codes) > 40
    assert decoded(browser, page, 1280) == list(result.codes)


def test_a_code_is_a_link_only_where_that_is_harmless() -> None:
    page = tree(page_of(QrCode("https://a.example/K", "K"), QrCode("javascript:alert(1)", "K"), QrCode("plain", "K")))
    assert [one.get("href") for one in page.iter("a")] == ["https://a.example/K"]
    assert all(one.get("rel") == "noopener noreferrer" for one in page.iter("a"))


def test_days_are_not_in_the_bytes(project: Project, tmp_path: Path) -> None:
    export = export_of("lead-report-html")
    with project.snapshot(export.purpose, date(2027, 5, 14)) as copy:
        make(export, copy, tmp_path / "a.html")
        make(export, copy, tmp_path / "b.html")
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


def test_every_kind_of_block_is_in_the_case() -> None:
    assert {type(block) for block in walk(EVERYTHING.blocks)} == set(get_args(Block))

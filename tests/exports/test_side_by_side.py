"""Two languages side by side: every word of both, in order, once where alike, each in its language; also aloud."""

import io
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import page
import pytest

from exports import document as d
from exports.catalog import compose, export_of
from exports.document import Block, Document
from exports.pair_words import JoinedWords
from exports.pdf.renderer import render_pdf
from exports.side_by_side import side_by_side
from exports.words import Run, Tongues, plain
from models.edits.versions import WriteVersion
from models.sample import make_sample
from models.snapshot import Snapshot
from models.versions import texts
from tests.exports.test_pdf_tags import PROFILES, Heard, aloud, headings

TODAY = date(2027, 6, 21)


def pair(one: Block, other: Block) -> tuple[Block, ...]:
    made = side_by_side(Document("Title", "en", (one,)), Document("Otsikko", "fi", (other,)))
    return made.blocks


def drawn(document: Document) -> bytes:
    out = io.BytesIO()
    render_pdf(document, out)
    return out.getvalue()


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    """The sample with Finnish versions of two texts in three."""
    path: Path = tmp_path_factory.mktemp("sample") / "sample.polku"
    with make_sample(path, date(2027, 6, 20)) as project:
        for at, one in enumerate(project.ask(texts)):
            if at % 3:
                words = f"Suomeksi sanottu teksti numero {at}"
                project.perform(WriteVersion(*one.key, "fi", words, "Kääntäjä"))
        with project.snapshot("public_report", TODAY) as taken:
            yield taken


def made(copy: Snapshot, language: str, beside: str = "") -> Document:
    export = export_of("participant-summary")
    return compose(export, copy, export.options(), language, beside)


@pytest.fixture(scope="module")
def pdf(copy: Snapshot) -> bytes:
    return drawn(made(copy, "en", "fi"))


def heard(part: Heard) -> str:
    """What an element says, its paragraphs apart."""
    inline = {"Span", "Link"}
    kids = (
        kid if isinstance(kid, str) else heard(kid) if kid.role in inline else f" {heard(kid)} " for kid in part.kids
    )
    return part.alt or "".join(kids)


def tokens(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def strings(block: Block) -> Iterator[str]:
    """The words of a block itself; codes, bars and pictures say theirs otherwise."""
    if isinstance(block, d.Heading):
        yield block.text
    elif isinstance(block, d.Paragraph):
        yield plain(block.words)
    elif isinstance(block, d.Chip):
        yield f"{block.text} {plain(block.words)}"
    elif isinstance(block, d.Callout):
        yield block.title
    elif isinstance(block, d.Bullets):
        yield from map(plain, block.items)
    elif isinstance(block, d.Table):
        yield from (block.caption, *map(plain, block.head), *(plain(cell) for row in block.rows for cell in row))


def words_of(document: Document) -> list[str]:
    said = (text for block in d.walk(document.blocks) for text in strings(block))
    return tokens(" ".join((document.title, *said)))


def is_within(words: list[str], others: list[str]) -> str:
    """The first of some words that the others do not hold in this order, empty where they hold all."""
    there = iter(others)
    return next(
        (f"{word} after {words[max(0, at - 5) : at]}" for at, word in enumerate(words) if word not in there), ""
    )


def test_all_words_of_both_languages_are_heard_in_order_and_equal_ones_once(copy: Snapshot, pdf: bytes) -> None:
    text = " ".join(heard(aloud(pdf)).split())
    for language in ("en", "fi"):
        assert is_within(words_of(made(copy, language)), tokens(text)) == ""
    assert text.count("I rang from the car park every morning for a week.") == 1
    assert "Suomeksi sanottu teksti numero 1" in text


def test_each_language_is_said_in_its_own_and_headings_stay_one_each(copy: Snapshot, pdf: bytes) -> None:
    tree = aloud(pdf)
    finnish = " ".join(part.text() for part in tree.all("Div") if part.language == "fi")
    assert "Suomeksi sanottu teksti" in finnish
    assert "I rang from the car park" not in finnish
    alone = [block.level for block in d.walk(made(copy, "en").blocks) if isinstance(block, d.Heading)]
    assert len(headings(tree)) == len(alone) + 1
    spans = [part.text().strip() for part in tree.all("Span") if part.language == "fi"]
    assert "Mitä kysyimme" in spans


@pytest.mark.parametrize("profile", PROFILES)
def test_the_pdf_passes_the_validator(pdf: bytes, profile: Any) -> None:
    report = page.validate_pdf_bytes(pdf, profile=profile)
    assert report.is_compliant


def test_one_language_twice_is_one_document(copy: Snapshot) -> None:
    assert made(copy, "fi", "fi") == made(copy, "fi")


def test_paragraphs_stand_in_columns_and_long_ones_below_one_another() -> None:
    short = pair(
        d.Paragraph("We answer everything you said by the end of May."), d.Paragraph("Vastaamme kaikkeen toukokuussa.")
    )
    assert isinstance(short[0], d.SideBySide)
    assert (short[0].left_language, short[0].right_language) == ("en", "fi")
    long = pair(d.Paragraph("We answer. " * 80), d.Paragraph("Vastaamme kaikkeen. " * 40))
    assert [type(block) for block in long] == [d.Paragraph, d.Paragraph]
    assert isinstance(long[1], d.Paragraph) and long[1].language == "fi"
    one_word = "lääkkeidenantoaikataulunmuutosilmoituslomake"
    wide = pair(d.Paragraph("A form that tells of a changed time for medicine, here."), d.Paragraph(one_word))
    assert isinstance(wide[0], d.Paragraph)


def test_exact_words_stand_once_whatever_the_quotation_marks() -> None:
    quoted = pair(d.Paragraph("“I waited.”", "quote"), d.Paragraph("”I waited.”", "quote"))
    assert quoted == (d.Paragraph("“I waited.”", "quote"),)
    noted = pair(
        d.Paragraph("Noted: Has the spare key, and a list on her fridge.", "noted"),
        d.Paragraph("Kirjattu: Has the spare key, and a list on her fridge.", "noted"),
    )
    assert isinstance(noted[0], d.Paragraph)
    assert plain(noted[0].words) == "Noted: / Kirjattu: Has the spare key, and a list on her fridge."
    assert [run.language for run in noted[0].words if isinstance(run, Run)] == ["", "", "fi", ""]


def test_headings_cells_captions_and_labels_are_joined_in_their_languages() -> None:
    heading = pair(d.Heading(1, "Stories"), d.Heading(1, "Kertomukset"))[0]
    assert isinstance(heading, d.Heading) and heading.text == "Stories / Kertomukset"
    assert isinstance(heading.text, Tongues)
    assert [part.language for part in heading.text.parts] == ["", "", "fi"]
    table = pair(d.Table(("Group", "12"), (("Carers", "3"),)), d.Table(("Ryhmä", "12"), (("Carers", "3"),)))[0]
    assert isinstance(table, d.Table)
    assert [plain(cell) for cell in (*table.head, *table.rows[0])] == ["Group / Ryhmä", "12", "Carers", "3"]
    bar = pair(d.Bar((d.BarPart("yes", 2, "settled"),)), d.Bar((d.BarPart("kyllä", 2, "settled"),)))[0]
    assert isinstance(bar, d.Bar) and bar.parts[0].label == "yes / kyllä"
    code = pair(d.QrCode("https://a.example", "K", "Right?"), d.QrCode("https://a.example", "K", "Oikein?"))
    assert code == (d.QrCode("https://a.example", "K", "Right? / Oikein?"),)


def test_a_line_of_parts_says_the_same_part_once() -> None:
    line = pair(d.Paragraph("V8AJ9DC · Idea · step B2", "small"), d.Paragraph("V8AJ9DC · Idea · vaihe B2", "small"))[0]
    assert isinstance(line, d.Paragraph)
    assert plain(line.words) == "V8AJ9DC · Idea · step B2 / vaihe B2"


def test_pictures_are_drawn_once_where_both_words_have_room() -> None:
    def figure(word: str, x: float) -> d.Figure:
        return d.Figure(d.Picture(300, 40, (d.Label(x, 20, word), d.Circle(5, 5, 2))), f"{word}.")

    once = pair(figure("good", 20), figure("hyvä", 20))
    assert len(once) == 1 and isinstance(once[0], d.Figure)
    assert [shape.text for shape in once[0].picture.shapes if isinstance(shape, d.Label)] == ["good / hyvä"]
    assert once[0].alt == "good. / hyvä."
    assert len(pair(figure("very good", 270), figure("oikein hyvä", 270))) == 2


def test_a_line_that_only_one_language_has_is_not_lost() -> None:
    first = Document("A", "en", (d.Heading(1, "One"), d.Heading(1, "Two"), d.Rule(), d.Paragraph("End")))
    second = Document("B", "fi", (d.Heading(1, "Yksi"), d.Paragraph("Lisää"), d.Heading(1, "Kaksi"), d.Rule()))
    blocks = side_by_side(first, second).blocks
    assert [type(block) for block in blocks] == [d.Heading, d.Paragraph, d.Heading, d.Rule, d.Paragraph]
    assert d.Paragraph("Lisää", language="fi") in blocks


def test_nothing_is_cut_around_the_pages() -> None:
    first = Document(
        "A", "en", (), header="Project · 1 May 2027", stamp="Not all confirmed", footer="x" * 80, pages="{page}"
    )
    second = Document("B", "fi", (), header="Project · 1.5.2027", stamp="Kaikkea ei ole vahvistettu", footer="y" * 80)
    both = side_by_side(first, second)
    assert both.header == "Project · 1 May 2027 / 1.5.2027"
    assert (both.stamp, both.footer) == ("Not all confirmed", "x" * 80)
    assert both.pages == "{page} / {pages}"


def test_words_of_right_to_left_keep_their_language_beside_others() -> None:
    joined = JoinedWords("ar").line("Stories", "قصص")
    assert isinstance(joined, Tongues) and joined.parts[-1] == Run("قصص", language="ar")


def test_columns_go_on_overleaf_together() -> None:
    left = tuple(d.Paragraph(f"Line {at} of the left column, a sentence of some length.") for at in range(90))
    right = tuple(
        d.Paragraph(f"Rivi {at} oikealla, ja lause jatkuu vähän pitempään kuin vasemmalla.") for at in range(90)
    )
    data = drawn(Document("T", "en", (d.SideBySide(left, right, "en", "fi"),)))
    tree = aloud(data)
    halves = [part.text() for part in tree.all("Div") if part.language]
    assert re.findall(r"Line (\d+)", halves[0]) == re.findall(r"Rivi (\d+)", halves[1]) == [str(n) for n in range(90)]
    assert all(page.validate_pdf_bytes(data, profile=profile).is_compliant for profile in PROFILES)


def test_one_long_paragraph_in_a_column_is_cut_and_goes_on() -> None:
    left, right = "left " * 1500, "oikea " * 2500
    tree = aloud(drawn(Document("T", "en", (d.SideBySide((d.Paragraph(left),), (d.Paragraph(right),), "en", "fi"),))))
    assert tree.text().count("left") == 1500 and tree.text().count("oikea") == 2500

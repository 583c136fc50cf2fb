"""Words on paper: nothing lost, nothing obeyed, nothing leaked, and fast."""

import builtins
import io
import os
import re
import time
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from exports.document import (
    Beside,
    Block,
    Bullets,
    Callout,
    Chip,
    Contents,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    QrCode,
    Rule,
    Run,
    Table,
    Together,
    runs,
)
from exports.pdf.renderer import RenderResult, render_pdf
from exports.target import Cancelled


def render(*blocks: Block, **fields: Any) -> tuple[bytes, RenderResult]:
    out = io.BytesIO()
    result = render_pdf(Document(fields.pop("title", "Title"), "en", blocks, **fields), out)
    return out.getvalue(), result


def text_of(data: bytes) -> str:
    pdf = pypdfium2.PdfDocument(data)
    pages = [pdf[number].get_textpage().get_text_range() for number in range(len(pdf))]
    return " ".join(" ".join(pages).split())


HOSTILE = [
    "<b>bold</b> <i>x</i> <font color='red'>y</font>",
    "<img src=/etc/passwd> <img src='http://127.0.0.1/x.png'/>",
    '<a href="file:///etc/passwd">x</a> <a href=javascript:alert(1)>y</a>',
    "&#x110000; &amp; &lt; &unknown; &#0;",
    "[[[getattr(pow, Word('__globals__'))['os'].system('touch /tmp/exploited') for Word in [1]]] and 'red'",
    "<para><font color=\"[[[getattr(pow,Word('__globals__'))['os'].system('id') for Word in []]]]\">x</font></para>",
    "(paren) \\backslash ) Tj ET Q endstream %comment",
    "{0} {page} %s %(x)s ${HOME}",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_g1_markup_is_printed_and_nothing_is_opened(text: str, monkeypatch: pytest.MonkeyPatch):
    render(Paragraph("warm up: fonts are read once"))
    opened: list[object] = []
    real = builtins.open

    def watch(file: object, *args: object, **kw: object) -> object:
        opened.append(file)
        return real(file, *args, **kw)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "open", watch)
    monkeypatch.setattr(os, "system", opened.append)
    blocks = (Paragraph(text), Heading(1, text), Bullets((text,)), Chip(text), Table((text,), ((text,),)))
    data, _ = render(*blocks, title=text, header=text, footer=text, stamp=text, subject=text)
    assert opened == []
    shown = text_of(data)
    assert shown.replace(" ", "").count(text.replace(" ", "")) >= 4
    assert b"/Launch" not in data
    assert b"/JavaScript" not in data


def test_naughty_strings_are_all_drawn():
    source = Path(__file__).parents[3] / "shared" / "data" / "naughty" / "blns.json"
    if not source.exists():
        found = list(source.parent.rglob("*blns*.txt")) + list(source.parent.rglob("*naughty*.txt"))
        if not found:
            pytest.skip("../shared/data/naughty is not there")
        source = found[0]
    words = source.read_text("utf-8").splitlines()
    data, result = render(*(Paragraph(line) for line in words), Table(("a",), tuple((line,) for line in words)))
    assert result.pages > 5
    assert text_of(data)


@pytest.mark.parametrize(
    "text", ["\ud800 lone half", "nul \x00 bell \x07 esc \x1b[31m", "\ufffe\uffff\ufdd0", "\u202e\u2066\u200b"]
)
def test_letters_no_file_can_hold_do_no_harm(text: str):
    data, _ = render(Paragraph(text), Heading(1, text), title=text, subject=text)
    assert "\x07" not in text_of(data)


def test_g4_a_missing_letter_is_readable_and_reported():
    data, result = render(Paragraph("before \U00013000 after \ue000"))
    assert "before [U+13000] after [U+E000]" in text_of(data)
    assert result.missing == ("\ue000", "\U00013000")


@pytest.mark.parametrize(
    "text",
    [
        "Hyvää yötä, Zażółć gęślą jaźń",
        "Hello 🙂 world 🧿 end",
        "用Uber嗎 這是一個很好的服務",
        "\u202funit 5\u00a0km",
        "e\u0301te\u0301 is été",
    ],
)
def test_copied_text_is_the_text(text: str):
    import unicodedata

    wanted = unicodedata.normalize("NFC", text).replace("\u00a0", " ").replace("\u202f", " ").replace(" ", "")
    assert wanted in text_of(render(Paragraph(text))[0]).replace(" ", "").replace("\u202f", "")


def to_unicode(data: bytes) -> list[str]:
    found: list[str] = []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and "/ToUnicode" in item:
                stream = item["/ToUnicode"].read_bytes().decode()
                found += [bytes.fromhex(hexes).decode("utf-16-be") for hexes in re.findall(r"> <(\w+)>", stream)]
    return found


def test_letters_beyond_the_first_plane_are_mapped_right():
    assert "🧿" in to_unicode(render(Paragraph("a 🧿"))[0])


def fonts_of(data: bytes) -> dict[str, bool]:
    found: dict[str, bool] = {}
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font":
                descriptor = item.get("/FontDescriptor")
                if "/DescendantFonts" in item:
                    descriptor = item["/DescendantFonts"][0]["/FontDescriptor"]
                found[str(item["/BaseFont"])] = descriptor is not None and "/FontFile2" in descriptor
    return found


def test_every_font_is_embedded_and_a_subset():
    data, _ = render(Paragraph(runs("a ", Run("b", bold=True), Run("c", italic=True), " 漢 🙂")), Chip("x"))
    fonts = fonts_of(data)
    assert len(fonts) >= 5
    assert all(fonts.values())
    assert all(re.match(r"/[A-Z]{6}\+", name) for name in fonts)
    assert b"Helvetica" not in data


def test_the_same_document_gives_the_same_bytes():
    blocks = (
        Heading(1, "a"),
        Paragraph("b 漢"),
        Beside((Paragraph("c"),), QrCode("https://a.example", "K")),
        Contents(),
    )
    assert render(*blocks)[0] == render(*blocks)[0]


def test_g14_properties_name_neither_person_nor_machine():
    data, _ = render(Paragraph("x"), title="The title", subject="The subject", footer="f")
    with pikepdf.open(io.BytesIO(data)) as pdf:
        info = {key: str(value) for key, value in pdf.docinfo.items()}
        packet = pdf.Root.Metadata.read_bytes().decode()
        assert str(pdf.Root.Lang) == "en"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    assert info["/Title"] == "The title"
    assert info["/Subject"] == "The subject"
    assert info["/Author"] == ""
    assert info["/Creator"] == info["/Producer"] == "Polku"
    whole = (" ".join(info.values()) + packet).lower()
    for secret in (
        os.environ.get("USER", "root"),
        os.uname().nodename if hasattr(os, "uname") else "",
        "/tmp",
        "/work",
    ):
        assert not secret or secret.lower() not in whole


def links(data: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [str(note.A.URI) for page in pdf.pages for note in page.get("/Annots", []) if "/A" in note]


def test_g9_only_web_mail_and_message_addresses_become_links():
    bad = (
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/html,x",
        "smb://h/x",
        "https://a\n.example",
        " http://a",
    )
    good = ("https://a.example/ä", "http://b.example", "mailto:a@b.example", "sms:+358401")
    data, _ = render(*(Paragraph((Run("word", href=address),)) for address in bad + good))
    assert links(data) == ["https://a.example/%C3%A4", *good[1:]]
    assert links(render(QrCode("javascript:x", "K"))[0]) == []


def test_header_footer_stamp_and_page_numbers_stand_on_every_page():
    data, result = render(
        Paragraph("a"), PageBreak(), Paragraph("b"), header="Head", footer="Foot", stamp="Not confirmed yet"
    )
    shown = text_of(data)
    assert result.pages == 2
    for words in ("Head", "Foot", "Not confirmed yet"):
        assert shown.count(words) == 2
    assert "1 of 2" in shown
    assert "2 of 2" in shown


def test_bookmarks_are_the_headings():
    data, _ = render(Heading(1, "One"), Heading(3, "Deep"), Heading(1, "Two \U0001f642"), Heading(2, "Three"))
    with pikepdf.open(io.BytesIO(data)) as pdf, pdf.open_outline() as outline:
        tree = [(item.title, [kid.title for kid in item.children]) for item in outline.root]
    assert tree == [("One", ["Deep"]), ("Two \U0001f642", ["Three"])]


def test_nothing_is_smaller_than_promised():
    blocks = (
        Heading(1, "a"), Paragraph("b"), Paragraph("c", "small"), Chip("d"), Table(("e",), (("f",),), compact=True),
        Beside((Paragraph("g"),), QrCode("https://a.example/x", "K", "h")), Callout("i", (Paragraph("j"),)), Contents(),
    )  # fmt: skip
    data, _ = render(*blocks, header="h", footer="f", stamp="s")
    sizes: set[float] = set()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            sizes |= {float(operands[1]) for operands, op in pikepdf.parse_content_stream(page) if str(op) == "Tf"}
    assert min(sizes) >= 9.5


def test_headings_stay_with_what_follows_and_together_stays_whole():
    filler = [Paragraph("words " * 80) for _ in range(30)]
    for count in range(4, 14):
        data, _ = render(*filler[:count], Heading(1, "Kept heading"), Paragraph("Next words. " * 40))
        pdf = pypdfium2.PdfDocument(data)
        for number in range(len(pdf)):
            shown = pdf[number].get_textpage().get_text_range()
            assert ("Kept heading" in shown) <= ("Next words." in shown)
        data, _ = render(*filler[:count], Together((Paragraph("Start."), Paragraph("Body. " * 60), Paragraph("End."))))
        pdf = pypdfium2.PdfDocument(data)
        for number in range(len(pdf)):
            shown = pdf[number].get_textpage().get_text_range()
            assert ("Start." in shown) == ("End." in shown)


def test_together_keeps_the_distances_of_what_is_in_it():
    blocks = (Paragraph("a"), Heading(2, "b"), Paragraph("c"), Heading(2, "d"), Paragraph("e"))
    apart, _ = render(*blocks)
    whole, _ = render(blocks[0], Together(blocks[1:3]), Together(blocks[3:]))
    assert heights(apart) == heights(whole)


def heights(data: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        found = pikepdf.parse_content_stream(pdf.pages[0])
        return [str(operands[5]) for operands, operator in found if str(operator) == "Tm"]


def test_g3_everything_longer_than_a_page_goes_on_and_loses_nothing():
    numbered = " ".join(f"w{number}" for number in range(3000))
    for block in (
        Paragraph(numbered),
        Table(("a", "b"), ((numbered, "x"),)),
        Beside((Paragraph(numbered),), QrCode("https://a.example", "K")),
        Callout("t", (Paragraph(numbered),)),
        Together((Paragraph(numbered),)),
        Bullets((numbered,)),
    ):
        data, result = render(block)
        words = [word for word in text_of(data).split() if re.fullmatch(r"w\d+", word)]
        assert sorted(words, key=lambda word: int(word[1:])) == numbered.split(), type(block).__name__
        assert result.pages > 2


def test_a_long_table_repeats_its_header_row():
    data, result = render(Table(("Heading of one", "b"), tuple((str(n), "words " * 20) for n in range(100))))
    assert text_of(data).count("Heading of one") == result.pages > 3


def test_empty_things_are_harmless():
    blocks = (
        Paragraph(""), Bullets(()), Table((), ()), Table(("a",), ()), Callout("", ()), Together(()), Contents(),
        Beside((), QrCode("https://a.example")), Heading(1, ""), Chip(""), Rule(), PageBreak(), PageBreak(),
    )  # fmt: skip
    assert render(*blocks)[1].pages <= 3
    assert render(title="")[1].pages == 1


def test_progress_runs_to_its_end_and_cancelling_writes_nothing():
    steps: list[tuple[int, int]] = []
    blocks = tuple(Paragraph("a " * 300) for _ in range(50))
    render_pdf(Document("t", "en", blocks), io.BytesIO(), progress=lambda done, of: steps.append((done, of)))
    assert steps == sorted(steps)
    assert steps[-1][0] == steps[-1][1]
    out = io.BytesIO()
    with pytest.raises(Cancelled):
        render_pdf(Document("t", "en", blocks), out, cancelled=lambda: len(steps) > 0)
    assert out.getvalue() == b""


LONG = {
    "story": "We waited for the call every morning. " * 10_500,
    "word": "x" * 400_000,
    "Chinese": "我們喜歡這個服務。" * 44_444,
    "Arabic": "انتظرت ثلاثة أسابيع " * 20_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", LONG)
def test_g2_a_story_of_400_000_letters_takes_seconds(kind: str):
    start = time.process_time()
    assert render(Paragraph(LONG[kind]))[1].pages > 80  # all of it, and not a part
    assert time.process_time() - start < 10


@pytest.mark.slow
def test_2700_paragraphs_of_600_letters_take_seconds():
    start = time.process_time()
    words = "the service desk asked residents to bring their letter and wait "
    assert render(*(Paragraph((f"{n} " + words * 10)[:600]) for n in range(2700)))[1].pages > 300
    assert time.process_time() - start < 20

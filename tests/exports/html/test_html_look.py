"""Colours that can be told apart, words in the embedded face, and what is printed."""

import base64
import io
import re
from typing import cast

import pypdfium2
import pytest

from exports.document import Document, Heading, PageBreak, Paragraph, Poster, QrCode, Slip, Slips, Tone
from exports.html.fonts import woff
from exports.html.palette import DARK, DARK_CONTROL, variables
from exports.pdf.faces import BASE, typeface
from exports.pdf.styles import CONTROL, PAINTS, Paint
from tests.exports.html.browser import Browser
from tests.exports.html.cases import EVERYTHING, html_of, page_of
from widgets.theme import contrast

SETS = {"light": (PAINTS, CONTROL), "dark": (DARK, DARK_CONTROL)}
SURFACES = ("line", "panel", "paper")


@pytest.mark.parametrize("name", SETS)
def test_every_tone_can_be_read_and_seen(name: str) -> None:
    paints, control = SETS[name]
    paper = paints["paper"].strong
    assert set(paints) == set(PAINTS)
    assert contrast(control, paper) >= 3
    for tone, paint in cast(dict[Tone, Paint], paints).items():
        if tone in SURFACES:
            continue
        for ground in (paper, paint.soft):
            assert contrast(paint.text, ground) >= 4.5, (tone, ground)
            assert contrast(paint.strong, ground) >= 3, (tone, ground)
        assert contrast(paper, paint.strong) >= 3, tone
        assert contrast(paints["ink"].text, paint.soft) >= 4.5, tone
    assert contrast(paints["ink"].text, paints["accent"].soft) >= 4.5


def test_both_sets_stand_in_the_style_and_paper_is_light() -> None:
    style = variables()
    assert "@media screen and (prefers-color-scheme:dark)" in style
    assert PAINTS["settled"].text in style
    assert DARK["settled"].text in style


def test_only_the_letters_that_are_there_are_embedded() -> None:
    small, large = page_of(Paragraph("abc")), page_of(Paragraph("".join(map(chr, range(33, 380)))))
    fonts = re.findall(rb"data:font/woff;base64,([A-Za-z0-9+/=]+)", small)
    assert len(fonts) == 2
    assert all(base64.b64decode(font).startswith(b"wOFF") for font in fonts)
    assert len(small) < 40_000
    assert len(large) > len(small)


def test_a_packed_face_says_its_own_length() -> None:
    made = woff(typeface(BASE, False, False).part("abc"))
    assert int.from_bytes(made[8:12], "big") == len(made)
    assert len(made) % 4 == 0


def test_the_face_is_used_and_words_can_be_made_four_times_as_large(browser: Browser) -> None:
    with browser.shows(html_of(EVERYTHING), width=1280) as shown:
        assert shown.page.evaluate(
            "document.fonts.ready.then(() => document.fonts.check('16px \"Atkinson Hyperlegible Next\"'))"
        )
        assert shown.page.evaluate("[...document.fonts].every(face => face.status != 'error')")
        size = shown.page.evaluate(
            "parseFloat(getComputedStyle(document.querySelector('main p:not([class])')).fontSize)"
        )
        assert size >= 16
        shown.page.add_style_tag(content="html{font-size:450%}")
        assert not shown.overflows()


def test_what_moves_or_fetches_is_not_there() -> None:
    page = html_of(EVERYTHING)
    assert b"@import" not in page
    assert b"animation" not in page
    assert b"prefers-reduced-motion:no-preference" in page


# -- printing --------------------------------------------------------------------------------------------------------


def printed(browser: Browser, page: bytes) -> list[tuple[tuple[float, float], str]]:
    """The size in points and the words of each printed page."""
    with browser.shows(page) as shown:
        data = shown.page.pdf(prefer_css_page_size=True, print_background=True)
    pdf = pypdfium2.PdfDocument(io.BytesIO(data))
    pages = [((round(one.get_width()), round(one.get_height())), one.get_textpage().get_text_range()) for one in pdf]
    pdf.close()
    return pages


def test_paper_has_its_size_its_numbers_and_its_breaks(browser: Browser) -> None:
    slips = tuple(Slip(f"Slip {n}", (Paragraph("Words"),)) for n in range(5))
    document = Document(
        "Title", "en",
        (
            Paragraph("First."), PageBreak("a4", bare=True), Slips(slips, 2, 2), PageBreak("a3-landscape", bare=True),
            Poster("Tell us", ("Until June",), QrCode("https://a.example"), 3.0, "Up to {metres} m"),
            PageBreak(), Heading(1, "Last"),
        ),
        footer='Write to "us" </style>',
    )  # fmt: skip
    pages = printed(browser, html_of(document))
    assert [size for size, _ in pages] == [(595, 842), (595, 842), (595, 842), (1191, 842), (595, 842)]
    assert "1 of 5" in pages[0][1]
    assert 'Write to "us" </style>' in pages[0][1]
    assert "Write to" not in pages[1][1]
    assert [text.count("Slip") for _, text in pages] == [0, 4, 1, 0, 0]
    assert " of 5" not in pages[1][1]
    assert "Up to 1.3 m" in pages[3][1]
    assert "Last" in pages[4][1]


def test_a_printed_page_is_light_also_where_the_screen_is_dark(browser: Browser) -> None:
    with browser.shows(page_of(Paragraph("Words")), scheme="dark") as shown:
        shown.page.emulate_media(media="print", color_scheme="dark")
        colour = shown.page.evaluate("getComputedStyle(document.body).color")
    assert colour == "rgb(28, 42, 41)"

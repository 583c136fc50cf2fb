"""What people wrote stays what they wrote: no word of theirs becomes an element, a style, an address or a request."""

import json
import re
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.document import (
    Bar,
    BarPart,
    Block,
    Bullets,
    Callout,
    Chip,
    Contents,
    Document,
    Figure,
    Heading,
    Label,
    Paragraph,
    Photo,
    Picture,
    Poster,
    QrCode,
    Run,
    SideBySide,
    Slip,
    Slips,
    Table,
    TickBoxes,
    WritingLines,
)
from exports.html.wording import tidy
from tests.app.support import shared
from tests.exports.html.browser import Browser
from tests.exports.html.cases import html_of, page_of
from tests.exports.html.reading import tree
from tests.exports.test_pdf_tags import PHOTO
from tests.exports.test_pdf_text import HOSTILE

MORE = [
    "</title><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    '"><img src=http://127.0.0.1:9/x.png onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "<!-- --><svg/onload=alert(1)>",
    "]]><script>alert(1)</script>",
    "{{ 7 * 7 }} {% include 'page.css' %} {# x #}",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "@import url(http://127.0.0.1:9/x.css);",
    "\ud800 \u202e \u0000 \ufffe",
]
TEXTS = [*HOSTILE, *MORE]


def everywhere(text: str) -> Document:
    """The text in every place of a document that takes one."""
    picture = Picture(100, 50, (Label(5, 20, text or "x", 10, width=80, lines=2),))
    code = QrCode("https://a.example/x", text, text, alt=text, shown=text)
    blocks: tuple[Block, ...] = (
        Contents(3),
        Heading(1, text, text),
        Paragraph((Run(text, href=text, language=text, bold=True), Run(text))),
        Paragraph(text, "quote", text),
        Bullets((text, text), language=text),
        Table((text, text), ((text, text),), caption=text, row_header=True),
        Figure(picture, text, text),
        Photo(PHOTO, text, text),
        Photo(b"none", text, text),
        code,
        Chip(text, words=text),
        Callout(text, (Paragraph(text),)),
        Bar((BarPart(text, 3, "settled", True),), text, 4, text),
        SideBySide((Paragraph(text),), (Heading(2, text),), text, text),
        WritingLines(text),
        TickBoxes(text, (text,)),
        Slips((Slip(text, (Paragraph(text),), (Paragraph(text),)),)),
        Poster(text, (text,), code, 2.0, text.replace("{", "").replace("}", "")),
    )
    return Document(text, "en", blocks, text, text, text, text, text, text)


def shape(page: bytes) -> Counter[str]:
    """The elements and attributes of a page, without those that only words of some language have."""
    found: Counter[str] = Counter()
    for element in tree(page).iter():
        found[str(element.tag)] += 1
        found.update(f"{element.tag}@{name}" for name in element.attrib if name not in ("dir", "lang"))
    for tag in ("br", "wbr", "bdi", "span", "text", "text@textLength", "text@lengthAdjust"):
        del found[tag]  # lines, and letters that only the reader has a face for
    return Counter({name: n for name, n in found.items() if not name.startswith(("text@", "bdi@", "tspan"))})


PLAIN = shape(html_of(everywhere("plain words")))


def check(text: str) -> None:
    made = html_of(everywhere(text))
    assert shape(made) == PLAIN
    page: Any = tree(made)
    for line in page.iter("br"):
        line.tail = f" {line.tail or ''}"
    said = " ".join(tidy(text).split())
    assert said in " ".join(next(page.iter("title")).text_content().split())
    heading = next(page.iter("h2")).text_content()
    assert " ".join(heading.split()) == said
    for link in page.iter("a"):
        assert link.get("href").startswith(("#", "https://a.example/"))
    assert not [name for element in page.iter() for name in element.attrib if name.startswith("on")]
    assert {element.get("style", "").partition(":")[0] for element in page.iter()} <= {
        "",
        "width",
        "--across",
        "--columns",
    }


@pytest.mark.parametrize("text", TEXTS)
def test_markup_is_only_words(text: str) -> None:
    check(text)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1).filter(lambda text: tidy(text).strip()))
def test_any_text_is_only_words(text: str) -> None:
    check(text + " x")


@pytest.mark.slow
def test_naughty_strings_are_only_words() -> None:
    words: list[str] = json.loads(shared("naughty/blns/blns.json").read_text("utf-8"))
    blocks = tuple(Paragraph(text, "quote") for text in words if tidy(text).strip())
    page = tree(page_of(*blocks))
    for line in page.iter("br"):
        line.tail = f" {line.tail or ''}"
    quotes = [" ".join(one.text_content().split()) for one in page.iter("blockquote")]
    assert quotes == [" ".join(tidy(text).split()) for text in words if tidy(text).strip()]
    allowed = {"p", "blockquote", "br", "main", "h1", "div", "body", "html", "head", "meta", "title", "style"}
    assert {one.tag for one in page.iter()} == allowed


def test_g1_nothing_of_a_page_runs_or_is_fetched(browser: Browser) -> None:
    text = "".join(TEXTS)
    with browser.shows(html_of(everywhere(text)), width=320) as shown:
        shown.page.on("dialog", lambda dialog: pytest.fail("a script ran"))
        assert (shown.asked, shown.logged) == ([], [])
        assert not shown.overflows()


def test_a_request_and_a_script_would_be_noticed(browser: Browser) -> None:
    spoiled = html_of(everywhere("x")).replace(b"</main>", b"<img src='http://127.0.0.1:9/x'><script>1</script></main>")
    with browser.shows(spoiled) as shown:
        assert any("Content Security Policy" in line or "Content-Security-Policy" in line for line in shown.logged)
    without = re.sub(rb'<meta http-equiv="Content-Security-Policy"[^>]*>', b"", spoiled)
    with browser.shows(without) as shown:
        assert shown.asked == ["http://127.0.0.1:9/x"]


def test_the_policy_allows_nothing_but_its_own_style() -> None:
    policy = next(one for one in tree(page_of()).iter("meta") if one.get("http-equiv")).get("content")
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules.pop("default-src") == "'none'"
    assert rules.pop("style-src") == "'unsafe-inline'"
    assert rules == {"img-src": "data:", "font-src": "data:", "base-uri": "'none'", "form-action": "'none'"}
    assert b"<script" not in page_of()


def test_no_template_prints_without_escaping() -> None:
    from resources.files import read_bytes

    for name in ("page.html", "blocks.html"):
        text = read_bytes("html", name).decode()
        assert not re.search(r"\|\s*safe", text)
        assert "autoescape" not in text
    assert b"url(" not in read_bytes("html", "page.css")


def test_long_words_and_long_stories_stay_on_the_page(browser: Browser) -> None:
    word = "lääkkeidenantoaikataulunmuutosilmoituslomake" * 4
    text = "x" * 40_000
    same = (Paragraph(word),)
    blocks = (
        Heading(1, word), *same, Paragraph(text), Bullets((word,)), Chip(word), Callout(word, same),
        Table(("a", "b"), ((word, word),)), Table(("a", "b", "c", "d"), ((word,) * 4,)), TickBoxes(word, (word,)),
        QrCode(f"https://a.example/{word}", "K7M2XQA", word), SideBySide(same, same, "fi", "fi"),
        Bar((BarPart(word, 3, "settled"), BarPart(word, 1, "closed"))),
    )  # fmt: skip
    page = page_of(*blocks, title=word, header=word, stamp=word, footer=word, subtitle=word)
    for width in (320, 1280):
        with browser.shows(page, width=width) as shown:
            assert not shown.overflows()

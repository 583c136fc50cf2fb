import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.exchange.plain_text import html_to_plain


@pytest.mark.parametrize(
    "text",
    [
        "a < b and c > d",
        "I <3 this",
        "a <b and c> d",
        "x <y@example.org> z",
        "R&D & more; AT&T;",
        "&unknown; &#xD800; &#x110000; &#0; &copy without",
        "<!-- never closed",
        "<script>alert(1)",
        "</script>",
        "no-break\u00a0space, zero\u200dwidth, \u202ebidi\u202c",
        "=cmd|' /C calc'!A0",
        '{"type": "Point"}',
        "two\r\nlines",
        "",
    ],
)
def test_what_only_looks_like_html_stays_exactly(text: str) -> None:
    assert html_to_plain(text) == text


@pytest.mark.parametrize(
    ("html", "plain"),
    [
        ("<p>One</p>\r\n<p>Two</p>", "One\n\nTwo"),
        ("<p>One<br>two<br/>three</p>", "One\ntwo\nthree"),
        ("<p>A</p><p>&nbsp;</p><p> </p><p>B</p>", "A\n\nB"),
        ("<p>First:</p><ul><li>one</li><li><p>two</p></li><li></li></ul><p>end</p>", "First:\n\n- one\n- two\n\nend"),
        ("<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>", "- a\n- b\n- c"),
        ('See <a href="https://example.org/x">the plan</a>.', "See the plan (https://example.org/x)."),
        ('<a href="https://example.org/">example.org</a>', "example.org"),
        ('<a href="mailto:a@example.org">a@example.org</a>', "a@example.org"),
        ('<a href="mailto:a@example.org">write</a>', "write (a@example.org)"),
        ('<a href="javascript:alert(1)">here</a>', "here"),
        ('<a href="https://example.org/""><a>twice</a></a>', "https://example.org/twice"),
        ('<a href="https://example.org/">words', "words (https://example.org/)"),
        ('<p><img src="x.png" alt="a bench"> there</p>', "a bench there"),
        ("<p>a</p><script>alert('<p>')</script><style>p{}</style><!-- no --><p>b</p>", "a\n\nb"),
        ("R&amp;D &#228; &#xe4; &lt;b&gt;", "R&D ä ä <b>"),
        ("first line &amp;\nsecond <b>line</b>", "first line &\nsecond line"),
        ("<b>a < b</b> <3 <unknown> &copy", "a < b <3 <unknown> &copy"),
        ("<p>a\x07b\tc\x00</p>", "ab c"),
        ("<p>two  spaces \n and lines</p>", "two spaces and lines"),
        ("<pre>two  spaces\n and lines</pre>", "two  spaces\n and lines"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td> c </td></tr></table>", "a b\nc"),
        ("<h2>Head</h2>text<hr>more", "Head\n\ntext\nmore"),
        ('<p>film</p><iframe src="https://example.org"></iframe><p>end</p>', "film\n\nend"),
        ("<p>کتاب‌ها \U0001f468‍\U0001f469‍\U0001f467</p>", "کتاب‌ها \U0001f468‍\U0001f469‍\U0001f467"),
        ("<p>one</p> tail &amp; <P CLASS=x>two</P>", "one\n\ntail &\n\ntwo"),
    ],
)
def test_html_becomes_plain_text(html: str, plain: str) -> None:
    assert html_to_plain(html) == plain


def _seconds(text: str) -> float:
    start = time.thread_time()
    html_to_plain(text)
    return time.thread_time() - start


@pytest.mark.parametrize(
    "unit",
    [
        *("<", "<a", "<a href=", '<a href="x', "</", "<!--", "<!", "<?", "<script>", "<scripty", "<style", "&", "&#"),
        *(
            "<p>",
            "<b></b>",
            "<a>",
            "<li>",
            "<br>",
            "&nbsp;",
            "<p>&lt;",
            '<a href="x" "',
            "<table><tr><td>",
            "<![CDATA[",
        ),
        "<a href='https://example.org'>x</a>",
    ],
)
@pytest.mark.parametrize(("before", "after"), [("", ""), ("<p>", "</p>"), ("<p>", "</script>-->")])
@pytest.mark.slow
def test_marks_without_end_take_seconds_not_hours(unit: str, before: str, after: str) -> None:
    assert _seconds(before + unit * (100_000 // len(unit)) + after) < 5


@pytest.mark.parametrize("unit", ["<", "<a", "<!--", "<script", "&"])
@pytest.mark.slow
def test_a_megabyte_of_signs(unit: str) -> None:
    assert _seconds("<p>" + unit * (1_000_000 // len(unit))) < 15


@pytest.mark.slow
def test_time_grows_with_the_length_only() -> None:
    for unit in ("<a", "<a href='x'>", "<scripty", "&lt;<b>"):
        small, large = (min(_seconds("<p>" + unit * n + "</script>") for _ in range(3)) for n in (5_000, 40_000))
        assert large < 8 * 4 * small + 0.1, unit


def test_tables_in_tables_in_tables() -> None:
    deep = "<table><tr><td>" * 20 + "words" + "</td></tr></table>" * 20
    assert html_to_plain(deep) == "words"


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("<>/&;#apbrlix=\"' \n!-"), max_size=60))
def test_it_never_fails_and_never_invents(text: str) -> None:
    plain = html_to_plain(text)
    assert set(plain) <= set(text) | set("- ()\n<>&\"'") | {c for c in plain if not c.isascii()}


@settings(deadline=None)
@given(st.text())
def test_a_text_without_marks_stays_exactly(text: str) -> None:
    words = text.replace("<", "").replace("&", "")
    assert html_to_plain(words) == words

"""Redaction as a view: spans follow edited words, and in doubt they hide more."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.redaction import UNNAMED, Hidden, Span, covered, followed, found_in, merged, redacted

PRIVATE = string.ascii_uppercase  # hidden letters; what is typed later holds none of them
open_text = st.text(alphabet="abc ä.\n", max_size=12)
secret = st.text(alphabet=PRIVATE[:6] + " ", min_size=1, max_size=8).filter(lambda text: text.strip() == text)


def marked(parts: list[tuple[str, str]]) -> tuple[str, tuple[Span, ...]]:
    words, spans = "", []
    for plain, private in parts:
        words += plain
        spans.append(Span(len(words), len(words) + len(private), "[x]"))
        words += private
    return words, tuple(spans)


def test_what_is_printed_instead() -> None:
    words = "Maria rang 040 1234567 twice"
    assert redacted(words, (Span(11, 22, "[a number]"), Span(0, 5, "[a name]"))) == "[a name] rang [a number] twice"
    assert redacted(words, (Span(0, 5),)) == f"{UNNAMED} rang 040 1234567 twice"
    assert redacted(words, ()) == words
    assert redacted(words, (Span(-4, 500),)) == UNNAMED
    assert redacted("", (Span(0, 5),)) == ""


def test_overlapping_spans_are_one() -> None:
    assert merged((Span(4, 9, "[a]"), Span(0, 5, "[b]")), 20) == (Span(0, 9, ""),)
    assert merged((Span(0, 5, "[a]"), Span(2, 4, "[b]")), 20) == (Span(0, 5, "[a]"),)
    assert merged((Span(0, 5), Span(5, 8)), 20) == (Span(0, 5), Span(5, 8))
    assert merged((Span(7, 7), Span(30, 40), Span(3, 1)), 20) == ()


@pytest.mark.parametrize(
    ("old", "hidden", "new", "shown"),
    [
        ("Maria came", "Maria", "Well. Maria came", "Well. […] came"),
        ("Maria came", "Maria", "Mariana came", "[…] came"),
        ("Maria came", "Maria", "Annamaria came", "[…] came"),
        ("Maria came", "Maria", "Maria and he came", "[…] and he came"),
        ("Maria came", "Maria", "She came", "[…] came"),
        ("Maria came", "Maria", " came", " came"),
        ("Maria came", "Maria", "came Maria", "came […]"),
        ("he met Maria, twice", "Maria", "He met Maria, twice!", "He met […], twice!"),
        ("he met Maria, twice", "Maria", "Maria met him, twice", "[…] met […], twice"),
        ("ring 040 123", "040 123", "ring 040 1234567", "ring […]"),
        ("she is Bo.", "Bo", "she is Bo. And Bo too.", "she is […]. And Bo too."),
        ("\U0001f600 Maria came", "Maria", "\U0001f600\U0001f600 Maria came", "\U0001f600\U0001f600 […] came"),
        ("我遇见王明了", "王明", "昨天我遇见王明了", "昨天我遇见[…]了"),
    ],
)
def test_spans_follow(old: str, hidden: str, new: str, shown: str) -> None:
    at = old.index(hidden)
    assert redacted(new, followed((Span(at, at + len(hidden)),), old, new)) == shown


@settings(max_examples=60)
@given(st.lists(st.tuples(open_text, secret), min_size=1, max_size=4), st.data())
def test_no_hidden_letter_comes_out_by_editing(parts: list[tuple[str, str]], data: st.DataObject) -> None:
    words, spans = marked(parts)
    for _ in range(3):
        first = data.draw(st.integers(0, len(words)))
        last = data.draw(st.integers(first, len(words)))
        new = words[:first] + data.draw(open_text) + words[last:]
        spans = followed(spans, words, new)
        words = new
        assert not set(redacted(words, spans).replace("[x]", "")) & set(PRIVATE)
        assert spans == merged(spans, len(words))


@given(st.lists(st.tuples(open_text, secret), min_size=1, max_size=3), st.text(alphabet="mn ", max_size=20))
def test_what_nobody_touched_stays_readable(parts: list[tuple[str, str]], more: str) -> None:
    """What is added says no hidden word again, in any case: that would be hidden too."""
    words, spans = marked(parts)
    new = f"{words} | {more}"
    assert redacted(new, followed(spans, words, new)) == f"{redacted(words, spans)} | {more}"


@given(st.text(max_size=60), st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60))))
def test_any_words_and_spans(old: str, new: str, ends: list[tuple[int, int]]) -> None:
    spans = tuple(Span(*pair) for pair in ends)
    found = followed(spans, old, new)
    assert all(0 <= span.first < span.last <= len(new) for span in found)
    redacted(new, found)


def test_two_edits_at_once_leave_what_is_between() -> None:
    old = "we rang and rang, then Maria came to us in the evening"
    new = "We rang and rang, then Maria came to us in the evening."
    spans = (Span(23, 28),)
    assert redacted(new, followed(spans, old, new)) == "We rang and rang, then […] came to us in the evening."


@pytest.mark.parametrize(
    ("text", "hidden", "shown"),
    [
        ("MARIA said so", "Maria", "[…] said so"),
        ("Tapasin Marian siellä", "Maria", "Tapasin […] siellä"),
        ("the Bay", "Ann", "the Bay"),
        ("Annual report by Ann.", "Ann", "Annual report by […]."),
        ("040  1234567", "040 1234567", "[…]"),
        ("I and K. came", "K", "I and K. came"),
        ("遇见王明了", "王明", "遇见[…]了"),
        ("قابلت لماريا هنا", "ماريا", "قابلت […] هنا"),
    ],
)
def test_the_same_text_elsewhere(text: str, hidden: str, shown: str) -> None:
    assert covered(text, (Hidden(hidden),)) == shown


def test_nothing_hidden_is_found_nowhere() -> None:
    assert found_in("anything", (Hidden(""), Hidden("  "), Hidden("a"))) == ()


def test_much_changed_at_once_counts_as_changed_whole() -> None:
    old = "one two three " * 5000
    new = f"One {old[4:-5]}Maria."
    assert redacted(new, followed((Span(70, 73),), old, new)) == UNNAMED

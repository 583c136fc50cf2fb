"""Marks at the start of a line: they set the kind and never take a word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.note_marks import MARKS, mark_of, split_mark
from models.vocabulary import NOTE_KINDS, codes


@pytest.mark.parametrize(
    ("line", "kind", "words"),
    [
        ("- Stop the letter", "stop", "Stop the letter"),
        ("! Nobody answers", "problem", "Nobody answers"),
        ("+ I can drive", "offer", "I can drive"),
        ("? Who decides", "question", "Who decides"),
        ("  -  Stop  it ", "stop", "Stop  it"),
        ("+1 862 is the number", None, "+1 862 is the number"),
        ("-5 degrees", None, "-5 degrees"),
        ("- ", None, "-"),
        ("?", None, "?"),
        ("", None, ""),
        ("What? No", None, "What? No"),
        ("-- twice", None, "-- twice"),
        ("- - once more", "stop", "- once more"),
        ("– he said", None, "– he said"),
        ("؟ متى", "question", "متى"),
        ("！　没有人", "problem", "没有人"),
        ("-\u00a0Stop", "stop", "Stop"),
        ("- one\ntwo", "stop", "one\ntwo"),
    ],
)
def test_a_mark_with_a_space_and_words_sets_the_kind(line: str, kind: str | None, words: str) -> None:
    assert split_mark(line) == (kind, words)


@given(st.text(alphabet=st.characters() | st.sampled_from("-!+? \n")))
def test_no_word_is_ever_lost(line: str) -> None:
    kind, words = split_mark(line)
    assert words == words.strip()
    if kind is None:
        assert words == line.strip()
    else:
        assert words
        assert kind in codes(NOTE_KINDS)
        assert line.split() == [line.strip()[0], *words.split()]


@given(st.sampled_from(sorted(MARKS)), st.text().filter(lambda text: bool(text.strip())))
def test_whatever_stands_behind_a_mark_is_kept(mark: str, words: str) -> None:
    assert split_mark(f"{mark} {words}") == (MARKS[mark], words.strip())


def test_a_kind_tells_its_mark() -> None:
    assert [mark_of(kind) for kind in ("stop", "problem", "offer", "question", "idea")] == ["-", "!", "+", "?", ""]

"""Letters of both directions in one line stand where a reader of either expects them."""

import pytest

from exports.pdf import bidi


def shown(text: str, base: int | None = None) -> str:
    """The text as it stands on paper, from left to right; capital letters stand for Hebrew in the cases below."""
    real = "".join(chr(0x05D0 + ord(c) - ord("A")) if "A" <= c <= "Z" else c for c in text)
    levels = bidi.levels(real, bidi.base_level(real) if base is None else base)
    return "".join(text[at] for at in bidi.reorder(levels))


# Expected strings were worked out by hand from UAX #9; capitals run from right to left.
@pytest.mark.parametrize(
    ("text", "paper"),
    [
        ("abc", "abc"),
        ("ABC", "CBA"),
        ("ABC def GHI", "IHG def CBA"),
        ("abc DEF ghi", "abc FED ghi"),
        ("ABC 123 DEF", "FED 123 CBA"),
        ("abc DEF 123 ghi", "abc 123 FED ghi"),
        ("ABC 044-123 45", "45 044-123 CBA"),
        ("ABC 12,5 DEF", "FED 12,5 CBA"),
        ("ABC 20% DEF", "FED 20% CBA"),
        ("ABC (def) GHI", "IHG (def) CBA".replace("(", "\0").replace(")", "(").replace("\0", ")")),
        ("abc (DEF) ghi", "abc (FED) ghi"),
    ],
)
def test_order(text: str, paper: str):
    assert shown(text) == paper


def test_arabic_digits_and_signs():
    text = "رقم 12-34"
    levels = bidi.levels(text, bidi.base_level(text))
    assert levels[:3] == [1, 1, 1]
    assert levels[4:6] == [2, 2]


def test_isolates_keep_to_themselves():
    text = "a \u2067\u05d0 b\u2069 c"
    levels = bidi.levels(text, 0)
    assert levels[0] == 0
    assert levels[3] == 1
    assert levels[-1] == 0


@pytest.mark.parametrize("text", ["\u202a" * 200 + "a", "\u2066" * 300 + "\u05d0", "\u2069" * 50, "\u202c" * 9, ""])
def test_hostile_marks_do_no_harm(text: str):
    levels = bidi.levels(text, 0)
    assert len(levels) == len(text)
    assert sorted(bidi.reorder(levels)) == list(range(len(text)))

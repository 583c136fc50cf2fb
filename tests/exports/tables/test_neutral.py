"""Texts in tables are never formulas, and come back exactly."""

import csv
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.tables.neutral import exact, neutral
from exports.tables.sheet import pieces
from tests.exports.exchange.shared_data import shared

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
STARTS = st.sampled_from(["", "'", "''", "=", "+", "-", "@", "\t", "\r", "\n", "＝", "'=", "'''-", "＠SUM(A1)"])


@given(STARTS, TEXTS)
def test_g10_any_text_comes_back(start: str, rest: str) -> None:
    text = start + rest
    assert exact(neutral(text)) == text
    assert neutral(text)[:1] not in tuple("=+-@\t\r\n＝＋－＠") or not text


@pytest.mark.parametrize("text", ["", "plain", "5 = five", "'quoted'", "a-b", "’tis"])
def test_harmless_texts_stay_as_they_are(text: str) -> None:
    assert neutral(text) == text


def test_g10_known_attacks_are_neutralised() -> None:
    folder = shared("naughty/csv_injection")
    lines = [line for file in sorted(folder.iterdir()) if file.is_file() for line in _lines(file.read_bytes())]
    assert len(lines) > 5
    for line in lines:
        assert neutral(line)[:1] not in tuple("=+-@\t\r")
        assert exact(neutral(line)) == line


def _lines(data: bytes) -> list[str]:
    text = data.decode("utf-8", "replace")
    try:
        found = json.loads(text)
    except ValueError:
        return [cell for row in csv.reader(text.splitlines()) for cell in row if cell]
    return [str(one) for one in found] if isinstance(found, list) else [text]


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60), st.integers(2, 9))
def test_pieces_are_the_whole_and_no_piece_is_too_long(text: str, longest: int) -> None:
    found = pieces(text, longest)
    assert "".join(found) == text
    assert all(len(piece.encode("utf-16-le")) // 2 <= longest for piece in found)

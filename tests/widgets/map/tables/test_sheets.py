"""Clipboard tables: whatever a cell holds comes back; what a block would do is worked out before anything is done."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.map.tables.sheets import cells_in, cells_in_csv, squared, text_of

CELLS = st.text(st.one_of(st.sampled_from('"\t\n\r ,;aä'), st.characters(codec="utf-8")), max_size=12)
ROWS = st.lists(st.lists(CELLS, min_size=1, max_size=5).map(tuple), max_size=6).map(tuple)


@given(ROWS)
def test_what_is_written_is_read_back(rows: tuple[tuple[str, ...], ...]) -> None:
    assert cells_in(text_of(rows)) == rows


@given(st.text(st.sampled_from('"\t\n\ra '), max_size=30))
def test_any_text_is_a_table_and_loses_no_words(text: str) -> None:
    rows = cells_in(text)
    assert "".join(cell for row in rows for cell in row).count("a") == text.count("a")
    assert cells_in(text_of(rows)) == rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a\tb\r\nc\td\r\n", (("a", "b"), ("c", "d"))),  # Excel
        ('"two\nlines"\tb\n', (("two\nlines", "b"),)),  # a break within a cell
        ('"say ""hi""\nthere"\tb', (('say "hi"\nthere', "b"),)),
        ('"hi" she said\tb\n', (('"hi" she said', "b"),)),  # quotes that are letters
        ('"never closed\tb\n', (('"never closed', "b"),)),
        ("\n", (("",),)),
        ("a\t\n", (("a", ""),)),
        ("", ()),
    ],
)
def test_as_spreadsheets_write_it(text: str, rows: tuple[tuple[str, ...], ...]) -> None:
    assert cells_in(text) == rows


def test_text_csv_with_commas_or_semicolons() -> None:
    assert cells_in_csv('a,"b, c"\n1,2\n') == (("a", "b, c"), ("1", "2"))
    assert cells_in_csv("a;b\n1,5;2\n") == (("a", "b"), ("1,5", "2"))


def test_a_block_is_squared_and_a_monster_is_nothing() -> None:
    assert squared((("a ", "", ""), ("", "b"), ("", ""))) == (("a", ""), ("", "b"))
    assert squared((("x",),) * 5001) == ()
    assert squared(()) == ()

"""R8: five thousand broken files of every kind end as a sentence or as correct data, in little time and memory."""

import csv
import io
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.exchange.csv_table import MAX_CELLS
from tests.exports.exchange.office import workbook
from tests.faults.mutants import mutant, seeds
from tests.faults.outcomes import forget_peak, of_bytes, peak
from tests.timing import quickest

SECONDS, MEGABYTES = 5.0, 500
EACH = 420  # of twelve kinds: a little more than five thousand


@pytest.mark.slow
@pytest.mark.parametrize("kind", sorted(seeds()))
def test_e2_r8_any_broken_file_is_read_or_refused(kind: str) -> None:
    slowest = [0.0]

    @settings(max_examples=EACH, database=None)
    @given(st.randoms(use_true_random=False))
    def try_one(chance: random.Random) -> None:
        name, data = mutant(kind, chance)
        found = [of_bytes(name, data, answers=kind.startswith("answers"))]  # whatever is not Refused comes through
        assert found[0].sentence or found[0].rows == found[0].taken + found[0].aside
        assert "\0" not in found[0].sentence
        slowest[0] = max(slowest[0], quickest(lambda: of_bytes(name, data), 1) if len(data) > 100_000 else 0.0)

    forget_peak()
    before = peak()
    try_one()
    assert slowest[0] <= SECONDS
    assert peak() - before <= MEGABYTES * 1_000_000


CELLS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


@settings(max_examples=40)
@given(st.lists(st.lists(CELLS, min_size=2, max_size=3), max_size=12))
def test_e2_rows_of_a_table_are_taken_or_put_aside_as_many_as_there_are(rows: list[list[str]]) -> None:
    """How many rows there are is known from what wrote the file, not from what reads it."""
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([["text", "id"], *rows])
    found = of_bytes("rows.csv", out.getvalue().encode())
    assert (found.rows == len(rows) == found.taken + found.aside) if rows else found.sentence


@settings(max_examples=20)
@given(st.lists(st.lists(st.text("ab \n=+<&_x0Dé😀", max_size=6), min_size=2, max_size=3), max_size=6))
def test_e10_rows_of_a_sheet_are_taken_or_put_aside_as_many_as_there_are(rows: list[list[str]]) -> None:
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    data = workbook(["text", "id"], *([("'" + cell if cell[:1] == "=" else cell) for cell in row] for row in rows))
    found = of_bytes("rows.xlsx", data)
    assert (found.rows == len(filled) == found.taken + found.aside) if filled else found.sentence


def test_e2_a_row_of_endless_cells_is_put_aside_and_the_others_are_read() -> None:
    found = of_bytes("wide.csv", b"text,id\nHello,1\n" + b"," * (MAX_CELLS * 1000) + b"\nLast,2\n")
    assert (found.taken, found.aside) == (2, 1)
    assert "more than 2000 cells" in of_bytes("wide.csv", b'"a",' * (MAX_CELLS + 1)).sentence


def test_e5_names_that_repeat_thousands_of_times_take_no_long_time() -> None:
    data = b",".join([b"text"] * MAX_CELLS) + b"\na,b\n"
    assert quickest(lambda: of_bytes("names.csv", data)) < 1

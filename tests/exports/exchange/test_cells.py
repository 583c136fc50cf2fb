from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.exchange.cells import KINDS, read_cost, read_kind, read_votes


@pytest.mark.parametrize(
    ("cell", "votes"),
    [
        *(
            ("", None),
            ("  ", None),
            ("20", 20),
            ("20.0", 20),
            ("20,00", 20),
            (" 7 ", 7),
            ("-3", -3),
            ("−3", -3),
            ("+3", 3),
        ),
        *(("1 234", 1234), ("1\u00a0234", 1234), ("1\u202f234", 1234), ("1,234", 1234), ("1.234.567", 1234567)),
        *(("1'234", 1234), ("1,234.0", 1234), ("0", 0)),
    ],
)
def test_votes(cell: str, votes: int | None) -> None:
    assert read_votes(cell) == (votes, None)


@pytest.mark.parametrize(
    "cell", ["many", "20.5", "1e3", "12,34,56", "--3", "٥", "²", "9" * 40, "inf", "nan", "1_000", "-"]
)
def test_votes_that_are_no_number(cell: str) -> None:
    votes, fault = read_votes(cell)
    assert votes is None and fault is not None
    assert "not a whole number" in fault[0].format(**fault[1])


@pytest.mark.parametrize(
    ("cell", "cost"),
    [
        *(("1.234,56", "1234.56"), ("1,234.56", "1234.56"), ("€ 300", "300"), ("300 EUR", "300"), ("€300", "300")),
        *(("1 234,50 €", "1234.50"), ("1'234.50", "1234.50"), ("12,5", "12.5"), ("12.50", "12.50"), ("0,123", "0.123")),
        *(("1.234.567", "1234567"), ("300 kr", "300"), ("300:-", "300"), ("1234,567", "1234.567"), ("5", "5")),
        *(("12 000", "12000"), ("USD 12 000.00", "12000.00"), ("0", "0")),
    ],
)
def test_costs(cell: str, cost: str) -> None:
    assert read_cost(cell) == (Decimal(cost), None)


@pytest.mark.parametrize("cell", ["1,234", "1.234", "€ 1.234", "999,000"])
def test_a_cost_with_two_meanings_is_asked_for(cell: str) -> None:
    cost, fault = read_cost(cell)
    assert cost is None and fault is not None
    assert "two different sums" in fault[0].format(**fault[1])
    for written in (fault[1]["one"], fault[1]["other"]):
        assert read_cost(written)[0] is not None, written


@pytest.mark.parametrize("cell", ["cheap", "-5", "1,2,3", "12 34", "NaN", "9" * 31, "1.5.2,1", "٥", "(5)", "1e5", "€"])
def test_costs_that_are_no_sum(cell: str) -> None:
    cost, fault = read_cost(cell)
    assert cost is None and fault is not None


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        *((kind, kind) for kind in KINDS),
        *(("", "unsorted"), ("IDEA", "idea"), (" Stop  doing ", "stop"), ("Ongelma", "problem"), ("Förslag", "idea")),
        *(("Fråga", "question"), ("tarjous", "offer"), ("límite", "limit"), ("säilytä", "keep")),
    ],
)
def test_kinds_in_four_languages(cell: str, kind: str) -> None:
    assert read_kind(cell) == (kind, None)


def test_an_unknown_kind_is_unsorted_and_said() -> None:
    kind, fault = read_kind("Banana {x}")
    assert kind == "unsorted" and fault is not None
    assert "Banana {x}" in fault[0].format(**fault[1])


@settings(deadline=None)
@given(st.text(max_size=40) | st.text(alphabet="0123456789 .,'€kr-+\u00a0", max_size=20))
def test_any_cell_is_read_or_named(cell: str) -> None:
    for read in (read_votes, read_cost):
        value, fault = read(cell)
        assert (value is None) == (fault is not None or not cell.strip())
    assert read_kind(cell)[0] in KINDS

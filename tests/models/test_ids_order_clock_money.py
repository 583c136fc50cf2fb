"""Small foundations: ids that sort by time, order keys without end, a clock that never goes back, exact money."""

import random
import time
from datetime import UTC, datetime
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import clock, ids, money, order
from models.clock import Stamp, local_day, wall_clock
from models.errors import Refused

# -- ids ---------------------------------------------------------------------------------------------------


def test_ids_are_uuids_of_version_7_and_sort_by_time() -> None:
    made = [ids.new_id() for _ in range(20_000)]
    assert made == sorted(set(made))
    for row_id in made[:100]:
        value = int(row_id, 16)
        assert len(row_id) == 32
        assert value >> 76 & 0xF == 7
        assert value >> 62 & 0b11 == 0b10
        assert abs((value >> 80) / 1000 - time.time()) < 60


def test_ids_go_on_when_the_clock_stands_still_or_goes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    before = ids.new_id()
    monkeypatch.setattr(ids.time, "time_ns", lambda: 1_000_000_000)
    made = [before, *(ids.new_id() for _ in range(5000))]
    assert made == sorted(set(made))


# -- order -------------------------------------------------------------------------------------------------


def test_a_thousand_insertions_anywhere_keep_their_order() -> None:
    chosen = random.Random(7)  # noqa: S311 - a repeatable walk
    keys: list[str] = []
    for _ in range(1000):
        place = chosen.randint(0, len(keys))
        low, high = keys[place - 1] if place else "", keys[place] if place < len(keys) else ""
        key = order.between(low, high)
        assert (not low or low < key) and (not high or key < high)
        keys.insert(place, key)
    assert keys == sorted(set(keys))
    assert max(map(len, keys)) < 30


@pytest.mark.parametrize("always", ["first", "last", "second", "before the last"])
def test_insertions_always_at_one_place(always: str) -> None:
    keys = ["i000", "i001"]
    for _ in range(500):
        place = {"first": 0, "last": len(keys), "second": 1, "before the last": len(keys) - 1}[always]
        key = order.between(keys[place - 1] if place else "", keys[place] if place < len(keys) else "")
        keys.insert(place, key)
        assert key[order.WIDTH :] == "" or not key.endswith("0")
    assert keys == sorted(set(keys))


@given(st.lists(st.tuples(st.integers(0, 99), st.booleans()), min_size=1, max_size=80))
def test_insertions_and_deletions_keep_their_order(steps: list[tuple[int, bool]]) -> None:
    keys = list(order.sequence(100))
    for number, deleted in steps:
        place = number % (len(keys) + 1)
        if deleted and keys:
            del keys[place % len(keys) : place % len(keys) + 9]
        else:
            keys.insert(
                place, order.between(keys[place - 1] if place else "", keys[place] if place < len(keys) else "")
            )
        assert keys == sorted(set(keys))


def test_a_short_key_has_one_behind_and_one_before_it() -> None:
    short = order.between("i000", "i020")
    assert len(short) < order.WIDTH
    assert order.before(short) < short < order.after(short)


def test_keys_out_of_order_are_a_bug_and_end() -> None:
    for low, high in (("b", "a"), ("a", "a"), ("i000", "i0000"), ("i", "i000")):
        with pytest.raises(ValueError, match="not in order"):
            order.between(low, high)


def test_a_sequence_goes_on_behind_the_last() -> None:
    keys = order.sequence(50, "i0zz")
    assert ["i0zz", *keys] == sorted({"i0zz", *keys})
    assert order.sequence(0) == ()


# -- clock -------------------------------------------------------------------------------------------------


@given(st.lists(st.integers(0, 10**6), min_size=2))
def test_a_stamp_never_goes_back_whatever_the_clock_does(walls: list[int]) -> None:
    stamps = [Stamp(0, 0)]
    for wall in walls:
        stamps.append(stamps[-1].next(wall))
    assert all(one < two for one, two in pairwise(stamps))
    assert all(stamp.wall <= max(walls) for stamp in stamps)


def test_the_wall_clock_knows_its_zone() -> None:
    assert wall_clock().tzinfo is UTC
    assert local_day(datetime(2026, 3, 2, 12, tzinfo=UTC)).year == 2026
    assert clock.Stamp(5, 0) > clock.Stamp(4, 9)


# -- money -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("amount", "currency", "minor"),
    [
        ("12.34", "EUR", 1234),
        ("12", "EUR", 1200),
        ("12.340", "EUR", 1234),
        (7, "EUR", 700),
        ("-0.01", "EUR", -1),
        ("1200", "JPY", 1200),
        ("1.2e3", "JPY", 1200),
        ("1.234", "KWD", 1234),
        ("0", "KWD", 0),
        ("0e99999", "EUR", 0),
        (Decimal("1e13"), "EUR", 10**15),
    ],
)
def test_amounts_in_minor_units(amount: str | int | Decimal, currency: str, minor: int) -> None:
    assert money.minor_units(amount, currency) == minor
    assert money.minor_units(money.major_units(minor, currency), currency) == minor


@pytest.mark.parametrize(
    ("amount", "currency", "saying"),
    [
        ("12.345", "EUR", "more decimals"),
        ("1.5", "JPY", "more decimals"),
        ("1.2345", "KWD", "more decimals"),
        ("1." + "0" * 60 + "1", "EUR", "more decimals"),
        ("1e-999999", "EUR", "more decimals"),
        ("", "EUR", "not a number"),
        ("twelve", "EUR", "not a number"),
        ("12,50", "EUR", "not a number"),
        ("NaN", "EUR", "not a number"),
        ("sNaN", "EUR", "not a number"),
        ("Infinity", "EUR", "too large"),
        ("1e999999", "EUR", "too large"),
        ("10000000000000.01", "EUR", "too large"),
    ],
)
def test_amounts_that_cannot_be_kept_are_refused(amount: str, currency: str, saying: str) -> None:
    with pytest.raises(Refused, match=saying):
        money.minor_units(amount, currency)


@given(st.integers(-(10**15), 10**15), st.sampled_from(("EUR", "JPY", "KWD")))
def test_every_amount_comes_back_exactly(minor: int, currency: str) -> None:
    assert money.minor_units(money.major_units(minor, currency), currency) == minor
    assert money.minor_units(str(money.major_units(minor, currency)), currency) == minor


def test_staff_days_are_hundredths() -> None:
    assert money.hundredths("2.25") == 225
    assert money.days(225) == Decimal("2.25")
    with pytest.raises(Refused, match="more decimals"):
        money.hundredths("0.125")


def test_numbers_as_people_write_them() -> None:
    assert money.shown(Decimal("1234.50")) == "1\N{NARROW NO-BREAK SPACE}234.50"
    assert money.shown(Decimal("1E+3")) == "1\N{NARROW NO-BREAK SPACE}000"
    assert (money.plain(Decimal("2.00")), money.plain(Decimal("2.50"))) == (2, 2.5)

"""Dates, amounts and numbers as English and Finnish documents write them."""

from datetime import date

import pytest

from exports.reports import formats
from resources.texts import translator

NARROW = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("language", "said"), [("en", "14 May 2027"), ("fi", "14. toukokuuta 2027"), ("xx", "14 May 2027")]
)
def test_a_day(language: str, said: str) -> None:
    assert formats.long_date(date(2027, 5, 14), language).replace("May,", "May") == said
    assert formats.long_date(None, language) == ""


@pytest.mark.parametrize(
    ("language", "minor", "said"),
    [
        ("en", 240000, "€2,400"),
        ("fi", 240000, "2 400 €"),
        ("en", 240050, "€2,400.50"),
        ("fi", 240050, "2 400,50 €"),
        ("fi", 0, "0 €"),
        ("fi", 123456700, "1 234 567 €"),
    ],
)
def test_money(language: str, minor: int, said: str) -> None:
    assert formats.money(minor, "EUR", language) == said.replace(" ", NARROW)


@pytest.mark.parametrize(
    ("language", "hundredths", "said"),
    [
        ("en", 100, "1 day"),
        ("en", 150, "1.5 days"),
        ("fi", 100, "1 päivä"),
        ("fi", 150, "1,5 päivää"),
        ("fi", 0, "0 päivää"),
        ("fi", 1200, "12 päivää"),
    ],
)
def test_staff_days(language: str, hundredths: int, said: str) -> None:
    assert formats.amount("days", hundredths, "EUR", translator(language)) == said


def test_a_range_and_a_number() -> None:
    tr = translator("fi")
    said = formats.amount_range("money", 520000, 640000, "EUR", tr)
    assert said.replace(NARROW, " ") == "5 200 € – 6 400 €"
    assert formats.amount_range("money", 640000, 640000, "EUR", tr).replace(NARROW, " ") == "6 400 €"
    assert formats.number(12500, "fi").replace(NARROW, " ") == "12 500"
    assert formats.number(12500, "en") == "12,500"

"""Dates and numbers as the document's language writes them."""

from datetime import date
from decimal import Decimal

from babel.core import UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal

from models.money import DAY_UNITS, major_units


def known_locale(language: str) -> str:
    """Return a locale that dates can be written in; English where the language is not known."""
    try:
        format_date(date(2000, 1, 1), locale=language)
    except (UnknownLocaleError, ValueError):
        return "en_GB"
    return "en_GB" if language == "en" else language


def long_date(day: date | None, language: str) -> str:
    """Return 14 May 2027, an empty text for no date."""
    return format_date(day, "d MMMM y" if language == "en" else "long", known_locale(language)) if day else ""


def money(minor: int, currency: str, language: str) -> str:
    """Return an amount of minor units with its currency; whole amounts without decimals."""
    amount = major_units(minor, currency)
    if amount == amount.to_integral_value():
        return format_currency(amount, currency, "¤#,##0", known_locale(language), currency_digits=False)
    return format_currency(amount, currency, locale=known_locale(language))


def days(hundredths: int, language: str) -> str:
    """Return staff days as a number."""
    return format_decimal(Decimal(hundredths) / DAY_UNITS, locale=known_locale(language))

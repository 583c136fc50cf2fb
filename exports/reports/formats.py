"""Dates, numbers and amounts as the document's language writes them; nothing else in exports writes an amount."""

from datetime import date
from decimal import Decimal
from functools import lru_cache

from babel.core import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal

from models.money import DAY_UNITS, major_units
from resources.texts import Translator


@lru_cache
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
    """Return an amount of minor units with its currency; whole amounts without decimals: €2,400 or 2 400 €."""
    amount, locale = major_units(minor, currency), known_locale(language)
    if amount == amount.to_integral_value():
        return format_currency(amount, currency, _whole(locale), locale, currency_digits=False)
    return format_currency(amount, currency, locale=locale)


@lru_cache
def _whole(locale: str) -> str:
    """Return how a locale writes an amount of money, without its decimals."""
    return str(Locale.parse(locale).currency_formats["standard"].pattern).replace(".00", "")


def days(hundredths: int, language: str) -> str:
    """Return staff days as a number."""
    return format_decimal(Decimal(hundredths) / DAY_UNITS, locale=known_locale(language))


def amount(measure: str, value: int, currency: str, tr: Translator) -> str:
    """Return an amount of a measure, money or days, in words: the one way in which documents write what things take."""
    if measure == "money":
        return money(value, currency, tr.language)
    whole, rest = divmod(abs(value), DAY_UNITS)
    return tr.count("{days} day", "{days} days", 2 if rest else whole, days=days(value, tr.language))


def amount_range(measure: str, low: int | None, high: int, currency: str, tr: Translator) -> str:
    """Return an amount from its low to its high end; one amount where both are the same or the low end is not known."""
    most = amount(measure, high, currency, tr)
    if low is None or low == high:
        return most
    return tr("{low} to {high}", low=amount(measure, low, currency, tr), high=most)


def number(value: int, language: str) -> str:
    """Return a whole number in groups of three as the language writes them."""
    return format_decimal(value, locale=known_locale(language))


def decimal(value: float, language: str) -> str:
    """Return a number with its decimals as the language writes it."""
    return format_decimal(value, locale=known_locale(language))

"""What people type into a field, read as dates and numbers, and written back the way they read it."""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.dates import format_date

from models import money
from models.errors import Refused
from resources.texts import N_

YEARS = range(1900, 2200)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DOTTED = re.compile(r"(\d{1,2})[./ ](\d{1,2})[./ ](\d{4})")
_GROUPED = re.compile(r"-?[1-9]\d{0,2}(?:(?:,\d{3})+|(?:\.\d{3})+)")
_AHEAD = re.compile(r"\+(\d{1,4})")


def read_date(text: str, today: date) -> date | None:
    """Return the date that was typed: 2027-05-14, 14.5.2027, 14/5/2027, or +14 for in two weeks; None for nothing.

    Refused: it is no date.
    """
    cleaned = text.strip()
    if not cleaned:
        return None
    if ahead := _AHEAD.fullmatch(cleaned):
        return today + timedelta(days=int(ahead[1]))
    try:
        if iso := _ISO.fullmatch(cleaned):
            day = date(int(iso[1]), int(iso[2]), int(iso[3]))
        elif dotted := _DOTTED.fullmatch(cleaned):
            day = date(int(dotted[3]), int(dotted[2]), int(dotted[1]))
        else:
            raise Refused(N_("“{text}” is not a date. Write it as 14.5.2027, or +14 for in two weeks."), text=cleaned)
    except ValueError:
        raise Refused(N_("There is no day “{text}” in the calendar. Write it as 14.5.2027."), text=cleaned) from None
    if day.year not in YEARS:
        raise Refused(N_("The year of “{text}” is too far away."), text=cleaned)
    return day


def date_in_words(day: date | None, language: str) -> str:
    """Return a date as people write it in a language; an empty text for none."""
    return format_date(day, "d.M.yyyy" if language != "en" else "d MMM yyyy", locale=language) if day else ""


def moment_in_words(moment: datetime | None, zone: str, language: str) -> str:
    """Return a moment as a date and a clock time of the project's zone, else of this machine's."""
    if moment is None:
        return ""
    try:
        here = moment.astimezone(ZoneInfo(zone)) if zone else moment.astimezone()
    except (ZoneInfoNotFoundError, ValueError, OSError):
        here = moment.astimezone()
    return f"{date_in_words(here.date(), language)} {here:%H:%M}"


def read_number(text: str) -> int | None:
    """Return the whole number that was typed, None for nothing. Refused: it is none, or below 0."""
    cleaned = "".join(text.split())
    if not cleaned:
        return None
    if not cleaned.isdecimal() or len(cleaned) > 9:
        raise Refused(N_("“{text}” is not a whole number."), text=text.strip())
    return int(cleaned)


def read_amount(text: str, currency: str) -> int | None:
    """Return money in minor units, None for nothing. Refused: it is no amount."""
    cleaned = _plain_number(text, decimals=money.exponent(currency))
    return money.minor_units(cleaned, currency) if cleaned else None


def read_days(text: str) -> int | None:
    """Return staff days in hundredths, None for nothing. Refused: it is no number."""
    cleaned = _plain_number(text)
    return money.hundredths(cleaned) if cleaned else None


def amount_in_words(minor: int | None, currency: str) -> str:
    """Return minor units as people write them."""
    return "" if minor is None else money.shown(money.major_units(minor, currency))


def days_in_words(hundredths: int | None) -> str:
    """Return hundredths of days as people write them."""
    if hundredths is None:
        return ""
    number = money.days(hundredths)
    return str(number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize())


def _plain_number(text: str, decimals: int = 2) -> str:
    """Return a number without blanks and with a point, however it was written: 2 400, 2.400,50, 2,400.50 or 2.4k.

    Three digits behind one kind of mark are thousands, where nothing has three `decimals`.
    """
    cleaned = "".join(text.split()).replace("€", "").replace("−", "-").replace("\N{RIGHT SINGLE QUOTATION MARK}", "")
    thousand = cleaned[-1:] in ("k", "K")
    cleaned = cleaned.removesuffix("k").removesuffix("K")
    comma, point = cleaned.rfind(","), cleaned.rfind(".")
    if comma >= 0 and point >= 0:
        cleaned = cleaned.replace("," if point > comma else ".", "")
    elif _GROUPED.fullmatch(cleaned) and decimals < 3:
        cleaned = cleaned.replace(",", "").replace(".", "")
    elif cleaned[:1] != "0" and len(cleaned) - comma - 1 == 3 and cleaned[:comma].replace(",", "").isdecimal():
        cleaned = cleaned.replace(",", "")
    cleaned = cleaned.replace(",", ".")
    if not thousand:
        return cleaned
    try:
        return str(Decimal(cleaned) * 1000)
    except InvalidOperation:
        return text.strip()

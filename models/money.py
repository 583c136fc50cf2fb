"""Money in integer minor units (ISO 4217), staff days in hundredths."""

from decimal import Decimal, InvalidOperation

from models.errors import Refused
from resources.texts import N_

DAY_UNITS = 100
# ISO 4217 lists the exponent of each currency; those that are not 2 are named here.
WITHOUT_DECIMALS = frozenset("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split())
WITH_THREE_DECIMALS = frozenset("BHD IQD JOD KWD LYD OMR TND".split())
LARGEST = 10**15


def exponent(currency: str) -> int:
    """Return how many decimals `currency` (an ISO 4217 code) has."""
    return 0 if currency in WITHOUT_DECIMALS else 3 if currency in WITH_THREE_DECIMALS else 2


def minor_units(amount: Decimal | int | str, currency: str) -> int:
    """Return an amount in minor units. Refused: no number, or more decimals than the currency has."""
    return _scaled(amount, exponent(currency))


def major_units(minor: int, currency: str) -> Decimal:
    """Return minor units as an amount."""
    return Decimal(minor).scaleb(-exponent(currency))


def hundredths(days: Decimal | int | str) -> int:
    """Return staff days in hundredths. Refused: no number, or finer than a hundredth."""
    return _scaled(days, 2)


def days(hundredths_of_days: int) -> Decimal:
    """Return hundredths as staff days."""
    return Decimal(hundredths_of_days) / DAY_UNITS


def plain(number: Decimal) -> int | float:
    """Return a number for JSON: whole where it is whole."""
    return int(number) if number == number.to_integral_value() else float(number)


def shown(number: Decimal) -> str:
    """Return a number as people write it: no exponent, no zeros behind a whole number, thin groups of three."""
    whole = number == number.to_integral_value()
    text = f"{number:,.0f}" if whole else f"{number:,.2f}"
    return text.replace(",", "\N{NARROW NO-BREAK SPACE}")


def _scaled(amount: Decimal | int | str, places: int) -> int:
    try:
        value = Decimal(amount)
    except InvalidOperation:
        raise Refused(N_("“{amount}” is not a number."), amount=amount) from None
    if value.is_nan():
        raise Refused(N_("“{amount}” is not a number."), amount=amount)
    if not value:
        return 0
    if value.is_infinite() or value.adjusted() + places > len(str(LARGEST)):
        raise Refused(N_("“{amount}” is too large."), amount=amount)
    # By the digits themselves: arithmetic would round them to the precision of the moment.
    sign, digits, power = value.as_tuple()
    written = "".join(map(str, digits)).lstrip("0")
    zeros = int(power) + places
    if zeros < 0 and written[zeros:].strip("0"):
        raise Refused(N_("“{amount}” has more decimals than can be kept."), amount=amount)
    scaled = int(written) * 10**zeros if zeros >= 0 else int(written[:zeros] or "0")
    if scaled > LARGEST:
        raise Refused(N_("“{amount}” is too large."), amount=amount)
    return -scaled if sign else scaled

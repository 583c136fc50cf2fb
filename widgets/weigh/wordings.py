"""Amounts, periods and quotations as Weigh says them."""

from datetime import date

from babel.numbers import get_currency_symbol

from models import records as r
from models import vocabulary as v
from models.capacity import Load
from models.vocabulary import QUOTABLE
from resources.texts import Translator
from widgets.fields.reading import amount_in_words, date_in_words, days_in_words


def number_of(measure: str, value: int, currency: str) -> str:
    """Return an amount without its unit."""
    return amount_in_words(value, currency) if measure == "money" else days_in_words(value)


def amount(measure: str, value: int, currency: str, tr: Translator) -> str:
    """Return an amount with its unit: 2 400 €, 6 days."""
    number = number_of(measure, value, currency)
    if measure == "money":
        return tr("{number} {currency}", number=number, currency=get_currency_symbol(currency, tr.language))
    whole = value // 100 if value % 100 == 0 else 2
    return tr.count("{number} day", "{number} days", whole, number=number)


def against(load: Load, currency: str, tr: Translator) -> str:
    """Return what is promised against what we have: 70 of 64 days."""
    if load.have is None:
        return tr("{used}; what we have is not known", used=amount(load.measure, load.used, currency, tr))
    used = number_of(load.measure, load.used, currency)
    return tr("{used} of {have}", used=used, have=amount(load.measure, load.have, currency, tr))


def cost_in_words(cost: r.CostRecord, currency: str, tr: Translator) -> str:
    """Return a cost line: 10–14 days · once · what for."""
    high = amount(cost.measure, cost.high, currency, tr)
    low = None if cost.low in (None, cost.high) else number_of(cost.measure, cost.low or 0, currency)
    parts = [f"{low}–{high}" if low is not None else high]
    if cost.direction == "frees":
        parts[0] = tr("Frees {amount}", amount=parts[0])
    if cost.recurrence != "once":
        parts.append(tr(v.label(v.RECURRENCES, cost.recurrence)))
    parts += [part for part in (cost.label, period(cost.starts, cost.ends, tr)) if part]
    return " · ".join(parts)


def period(starts: date | None, ends: date | None, tr: Translator) -> str:
    """Return a period in words, empty where neither end is known."""
    first, last = date_in_words(starts, tr.language), date_in_words(ends, tr.language)
    if first and last:
        return tr("{first} to {last}", first=first, last=last)
    return tr("from {first}", first=first) if first else tr("until {last}", last=last) if last else ""


def quoted(voice: r.VoiceRecord, tr: Translator) -> str:
    """Return exact words; quotation marks only for those that were written down exactly."""
    if voice.words_source in QUOTABLE:
        return tr("“{words}”", words=voice.words)
    if voice.words_source == "translated":
        return tr("Translated: {words}", words=voice.words)
    return tr("Noted: {words}", words=voice.words)


def over_sentences(loads: dict[str, Load], currency: str, tr: Translator) -> list[str]:
    """Return a sentence for each measure that goes past what we have."""
    found: list[str] = []
    for load in loads.values():
        if load.over:
            more = amount(load.measure, load.over, currency, tr)
            found.append(
                tr("Money would be {amount} over. Free some, say later, or ask for a decision.", amount=more)
                if load.measure == "money"
                else tr("Staff time would be {amount} over. Free some, say later, or ask for a decision.", amount=more)
            )
    return found

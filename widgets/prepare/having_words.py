"""What we have, in words: an amount by its kind, a period, what changed and why."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from models import records as r
from models import vocabulary as v
from models.weigh_records import ChangeRecord
from resources.texts import N_, Translator
from widgets.fields import reading

FIELDS = {
    "kind": N_("Kind"),
    "name": N_("What it is"),
    "amount": N_("Amount"),
    "unit": N_("Of what"),
    "starts": N_("From"),
    "ends": N_("Until"),
    "source": N_("Where it is written"),
    "said_by": N_("Who said it"),
    "note": N_("What we know of it"),
}


def amount(kind: str, value: int | None, unit: str, currency: str, tr: Translator) -> str:
    """Return how much there is, with what it is counted in; empty: not known."""
    if value is None:
        return ""
    if kind == "money":
        return f"{reading.amount_in_words(value, currency)}\N{NO-BREAK SPACE}{currency}"
    if kind == "staff_days":
        return tr("{days} days", days=reading.days_in_words(value))
    return " ".join(part for part in (str(value), unit) if part)


def period(starts: date | None, ends: date | None, tr: Translator) -> str:
    """Return from when until when; empty where neither is said."""
    days = {"day": reading.date_in_words(starts, tr.language), "last": reading.date_in_words(ends, tr.language)}
    if starts and ends:
        return tr("{day} – {last}", **days)
    if starts:
        return tr("from {day}", day=days["day"])
    return tr("until {day}", day=days["last"]) if ends else ""


def changes(
    found: Iterable[ChangeRecord], line: r.EnvelopeRecord, currency: str, tr: Translator
) -> tuple[tuple[str, str], ...]:
    """Return what changed of a line, the latest first: when, by whom and from what to what; and why, may be empty."""
    made: list[tuple[str, str]] = []
    newest_first = tuple(reversed(tuple(found)))
    kinds = {one.changed_at: one.was for one in newest_first if one.field == "kind"}
    now = line  # as it was when the change was made: an amount is in the unit of its kind
    for one in newest_first:
        then = replace(now, kind=kinds.get(one.changed_at, now.kind))
        made.append((_change(one, then, now, currency, tr), one.why.strip()))
        now = then if one.field == "kind" else now
    return tuple(made)


def _change(change: ChangeRecord, then: r.EnvelopeRecord, now: r.EnvelopeRecord, currency: str, tr: Translator) -> str:
    day = reading.date_in_words(change.changed_at.astimezone().date(), tr.language) if change.changed_at else ""
    field = tr(FIELDS.get(change.field, change.field))
    was = _value(change.field, change.was, then, currency, tr)
    became = _value(change.field, change.became, now, currency, tr)
    said = tr("{field}: {was} → {became}", field=field, was=was, became=became)
    return " · ".join(part for part in (day, change.by.strip(), said) if part)


def _value(field: str, value: str, line: r.EnvelopeRecord, currency: str, tr: Translator) -> str:
    """Return a kept value as people read it: amounts are kept in minor units, dates in ISO form."""
    if field == "amount":
        number = int(value) if value.lstrip("-").isdecimal() else None
        return amount(line.kind, number, line.unit, currency, tr) if number is not None else tr("not known")
    if field == "kind":
        return tr(v.label(v.ENVELOPE_KINDS, value))
    if field in ("starts", "ends") and value:
        try:
            return reading.date_in_words(date.fromisoformat(value), tr.language)
        except ValueError:
            return value
    return value or tr("nothing")

"""What the decision calendar says: a card a sitting, and a row for each answer that waits for it."""

from datetime import date

from models import vocabulary as v
from models.decisions import Cost, Sitting, Waits
from resources.texts import Translator
from widgets.fields.reading import amount_in_words, date_in_words, days_in_words
from widgets.lists.cards import CardData
from widgets.prepare.rows import RowData
from widgets.reflect.ledger_words import subject_title

TITLES_SHOWN = 3


def card_of(tr: Translator, sitting: Sitting, today: date) -> CardData:
    """Return the card of a sitting: who decides, when, and what waits."""
    titles = [subject_title(tr, one.title, one.subject_code) for one in sitting.waits]
    more = len(titles) - TITLES_SHOWN
    also = titles[:TITLES_SHOWN] + ([tr.count("and {n} more", "and {n} more", more)] if more > 0 else [])
    waits = tr.count("{n} answer waits", "{n} answers wait", len(titles)) if titles else tr("Nothing waits")
    body, day = sitting.body or tr("Nobody named yet"), date_in_words(sitting.day, tr.language)
    return CardData(
        sitting.key,
        f"{day} · {body}" if day else body,
        chips=_chips(tr, sitting, today),
        aside=waits,
        bold=True,
        also=tuple(also),
        sub=sitting.note,
    )


def when(tr: Translator, sitting: Sitting, today: date) -> str:
    """Return how far the day is."""
    if sitting.day is None:
        return tr("No date known yet")
    away = (sitting.day - today).days
    if away == 0:
        return tr("Today")
    if away < 0:
        return tr.count("{n} day ago", "{n} days ago", -away)
    return tr.count("In {n} day", "In {n} days", away)


def _chips(tr: Translator, sitting: Sitting, today: date) -> tuple[tuple[str, str], ...]:
    past = sitting.is_past(today)
    asks = sitting.day is None or (past and bool(sitting.waits))
    found = [(when(tr, sitting, today), "waiting" if asks else "neutral")]
    if past and sitting.waits:
        found.append((tr("Past: what was decided?"), "waiting"))
    if not sitting.date_id:
        found.append((tr("Not in the calendar"), "waiting"))
    return tuple(found)


def row_of(tr: Translator, waits: Waits, currency: str) -> RowData:
    """Return the row of an answer that waits: who asked, what it takes, who answers for it."""
    asked = tr("asked by {who}", who=", ".join(waits.groups)) if waits.groups else tr("who asked was not said")
    cost = ", ".join(cost_in_words(tr, one, currency) for one in waits.costs)
    parts = (waits.subject_code, asked, cost or tr("cost not known"), waits.owner)
    chip = ("", "neutral") if waits.confirmed else (tr("Not confirmed yet"), "waiting")
    title = subject_title(tr, waits.title, waits.subject_code)
    return RowData(waits.id, title, " · ".join(part for part in parts if part), chip=chip)


def cost_in_words(tr: Translator, cost: Cost, currency: str) -> str:
    """Return what something takes at most."""
    often = tr(v.label(v.RECURRENCES, cost.recurrence)).lower() if cost.recurrence != "once" else ""
    if cost.measure == "days":
        amount = tr("{days} staff days", days=days_in_words(cost.high))
    else:
        amount = f"{amount_in_words(cost.high, currency)}\N{NO-BREAK SPACE}{currency}"
    return " ".join(part for part in (amount, often) if part)

"""How a document that was made is told: its title, when, in which form and language, for whom, and what is in it."""

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from models.exports_log import ExportRecord
from models.vocabulary import PURPOSES, label
from resources.texts import Translator
from widgets.fields.reading import date_in_words
from widgets.lists.cards import CardData
from widgets.share.documents.listing import made_as, title_of


def card_of(one: ExportRecord, zone: str, tr: Translator, *, gone: int = 0) -> CardData:
    """Return the card of one document. `gone`: how many stories in it may not be used for it any more."""
    icon = "printer" if one.is_printed else "file-text"
    name = one.file_name or tr("Printed")
    said = tr.count("{n} story may not be used any more", "{n} stories may not be used any more", gone)
    return CardData(
        one.id,
        title_of(one.export, tr),
        name,
        ((said, "waiting"),) if gone else (),
        when(one.exported_at, zone, tr),
        icon=icon,
        bold=True,
        low=True,
    )


def when(moment: datetime, zone: str, tr: Translator) -> str:
    """Return a day and a clock time in the project's zone."""
    try:
        here = moment.astimezone(ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError):
        here = moment
    day = date_in_words(here.date(), tr.language)
    return tr("{day}, {time}", day=day, time=here.strftime("%H:%M"))


def for_whom(purpose: str, tr: Translator) -> str:
    """Return the consent purpose that a document served."""
    return tr(label(PURPOSES, purpose))


def described(one: ExportRecord, zone: str, tr: Translator) -> tuple[tuple[str, str], ...]:
    """Return what is known of a document, each with its caption."""
    made = made_as(one.export, one.language, tr)
    found = (
        (tr("When"), when(one.exported_at, zone, tr)),
        (tr("File"), one.file_name or tr("Printed")),
        (tr("Form and language"), made),
        (tr("For"), for_whom(one.purpose, tr)),
    )
    return tuple((name, words) for name, words in found if words)


def named(one: ExportRecord, zone: str, tr: Translator) -> str:
    """Return one document in a line, for a list of those that hold a story."""
    day = when(one.exported_at, zone, tr)
    if one.is_printed:
        return tr("Printed: {title}, {when}", title=title_of(one.export, tr), when=day)
    return tr("{name}: {title}, {when}", name=one.file_name, title=title_of(one.export, tr), when=day)

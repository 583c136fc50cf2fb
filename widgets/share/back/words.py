"""What the page says of responses: cards of the list, where each belongs, and how many there are."""

from models.codes import LENGTH, read_code
from models.responses import CameBack, ResponseCounts
from models.vocabulary import CHANNELS, VERDICTS, label
from resources.texts import N_, Translator
from widgets.fields.reading import date_in_words
from widgets.lists.cards import CardData

VERDICT_TONES = {"right": "settled", "partly": "waiting", "wrong": "neutral"}
LONGEST = 240
KINDS = {
    "note": N_("Note {code}"),
    "theme": N_("Theme {code}"),
    "step": N_("Step {code}"),
    "story": N_("Story {code}"),
    "workshop": N_("Workshop {code}"),
    "project": N_("The whole project"),
}
ALL, INBOX, PLACED, ASIDE = "all", "inbox", "placed", "aside"
FILTERS = (
    (ALL, N_("All {n}")),
    (INBOX, N_("Inbox {n}")),
    (PLACED, N_("With their note {n}")),
    (ASIDE, N_("Set aside {n}")),
)


def state_of(one: CameBack) -> str:
    """Return which of the lists a response is in."""
    return ASIDE if one.set_aside else INBOX if one.waits else PLACED


def numbers(counted: ResponseCounts) -> dict[str, int]:
    """Return how many responses each list holds."""
    return {ALL: counted.all, INBOX: counted.waiting, PLACED: counted.placed, ASIDE: counted.set_aside}


def card_of(one: CameBack, tr: Translator) -> CardData:
    """Return a response as a card of the list."""
    words = " ".join(one.words.split())
    first = words if len(words) <= LONGEST else words[:LONGEST].rsplit(" ", 1)[0] + " …"
    verdict = ((tr(label(VERDICTS, one.verdict)), VERDICT_TONES[one.verdict]),) if one.verdict else ()
    news = ((tr("Wants news"), "story"),) if one.wants_news else ()
    place = where(one, tr)
    return CardData(
        one.id,
        first or tr("No words, only the answer"),
        sub=place,
        chips=(*verdict, *news),
        aside=date_in_words(one.day, tr.language) if one.day else "",
        low=True,
        icon="mail" if one.waits and not one.set_aside else "",
    )


def where(one: CameBack, tr: Translator) -> str:
    """Return what a response is about, or why that is not known."""
    if one.set_aside:
        return tr("Set aside")
    if one.waits:
        return why_it_waits(one, tr)
    named = tr(KINDS[one.about.kind], code=one.about.code)
    return tr("{place}: {title}", place=named, title=one.about.title) if one.about.title else named


def why_it_waits(one: CameBack, tr: Translator) -> str:
    """Return why nobody knows what a response is about."""
    given = one.code_given.strip()
    if not given:
        return tr("It came without a code")
    if read_code(given):
        return tr("No note of this project has the code {code}", code=given)
    if len(given) < LENGTH:
        return tr("The code {code} is too short", code=given)
    return tr("The code {code} is mistyped", code=given)


def how_it_came(one: CameBack, tr: Translator) -> str:
    """Return when and by which way a response came."""
    channel = tr(label(CHANNELS, one.channel)) if one.channel else ""
    day = date_in_words(one.day, tr.language) if one.day else ""
    return " · ".join(part for part in (channel, day, one.code_given) if part)

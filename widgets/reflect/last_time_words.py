"""What the list of an earlier file's promises says: what was promised, what became of it, and whether it is here."""

from models import vocabulary as v
from models.answers import phrase
from models.edits.last_time import NewEarlier
from models.last_time import Brought, Compared
from resources.texts import Translator
from widgets.fields.reading import date_in_words
from widgets.lists.cards import CardData
from widgets.reflect.ledger_words import OUTCOME_LOOKS


def statement(tr: Translator, promise: Brought) -> str:
    """Return what was promised: the organisation's own sentence, else the plain phrase with the code."""
    if promise.sentence:
        return promise.sentence
    return tr("{phrase} ({code})", phrase=tr(phrase(promise.code, confirmed=True)), code=promise.subject_code)


def outcome_word(tr: Translator, outcome: str) -> str:
    """Return the word for what became of it."""
    return tr(v.label(v.OUTCOMES, outcome)) if outcome else tr("Not said yet")


def card_of(tr: Translator, compared: Compared, *, chosen: bool) -> CardData:
    """Return the card of one promise; a tick says that it comes along."""
    promise = compared.promise
    word = outcome_word(tr, promise.outcome)
    tone = OUTCOME_LOOKS[promise.outcome][0] if promise.outcome else "neutral"
    chips = [(word, tone)]
    if compared.state == "same":
        chips.append((tr("Here already"), "neutral"))
    elif compared.state == "told" and compared.here:
        here = outcome_word(tr, compared.here.outcome)
        chips.append((tr("Here it says: {outcome}", outcome=here), "waiting"))
    day = date_in_words(promise.promised_on, tr.language)
    parts = (promise.became, tr("promised on {day}", day=day) if day else "", promise.owner)
    icon = "circle" if compared.state != "same" else "minus"
    said = tr("Comes along") if chosen else tr("Stays there")
    card = CardData(
        promise.source_id,
        statement(tr, promise),
        sub=" · ".join(part for part in parts if part),
        chips=tuple(chips),
        icon="circle-check" if chosen else icon,
    )
    return CardData(**{**vars(card), "spoken": f"{said}. {card.said()}"})


def to_bring(tr: Translator, promise: Brought) -> NewEarlier:
    """Return what is kept of a promise of an earlier file."""
    return NewEarlier(
        promise.source_id,
        statement(tr, promise),
        promise.owner,
        promise.promised_on,
        promise.due,
        promise.outcome,
        promise.became,
    )


def comes_at_first(compared: Compared) -> bool:
    """Tell whether a promise is chosen at first: a new one, and one that something else became of since."""
    if compared.state == "new":
        return True
    return compared.state == "told" and compared.here is not None and compared.promise.outcome != compared.here.outcome

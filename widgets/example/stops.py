"""The five stops as data: where each one lives, and the sentences that are said there."""

from collections.abc import Callable
from dataclasses import dataclass

from exports.reports.content import quoted, shortened
from models.answers import phrase
from models.vocabulary import OUTCOMES, label
from resources.texts import N_, Translator
from widgets.context import Window
from widgets.example.thread import Thread
from widgets.fields.reading import days_in_words

GONE = N_("This part of the example is not in the file any more. Make a new copy of the example to see it.")


@dataclass(frozen=True)
class Said:
    """What a stop says: people's words, and one or two sentences of ours."""

    words: str
    sentence: str


@dataclass(frozen=True)
class Stop:
    """One stop. `link`: its place in the chain; `turns`: the second form can be confirmed here."""

    link: str
    say: Callable[[Thread, Translator], Said]
    go: Callable[[Thread, Window], None]
    turns: bool = False


def _exact_words(thread: Thread, tr: Translator) -> Said:
    story = thread.story
    if story is None:
        return Said("", tr(GONE))
    words = quoted(shortened(story.words), story.words_source, story.translated_by, tr)
    sentence = tr("Somebody said this at a workshop. It stays as it was said, with what the teller agreed to.")
    return Said(words, sentence)


def _step(thread: Thread, tr: Translator) -> Said:
    card = thread.card
    if card is None:
        return Said("", tr(GONE))
    sentence = tr(
        "The story belongs to this step of the path. Whoever looks at the step meets the words, not a summary."
    )
    return Said(f"{card.code} {card.words}", sentence)


def _capacity(thread: Thread, tr: Translator) -> Said:
    days = thread.days
    if days.have is None:
        return Said("", tr(GONE))
    figures = {"used": days_in_words(days.used), "have": days_in_words(days.have)}
    words = tr("{used} of {have} staff days are promised", **figures)
    answer = thread.stop_answer
    if answer and answer.confirmed:
        return Said(words, tr("Stopping something made room for something else. Undo takes it back."))
    over = tr("Together, all yeses take more than there is. This is said at once, and nothing is blocked.")
    within = tr("Every yes counts here, confirmed or not, before anybody promises it.")
    if thread.stop is None or answer is None:
        return Said(words, over if days.over else within)
    stop = tr("“{what}” would free {days} days.", what=thread.stop.wording, days=days_in_words(thread.frees))
    return Said(words, f"{over if days.over else within} {stop}")


def _sentence(thread: Thread, tr: Translator) -> Said:
    answer = thread.answer
    if answer is None:
        return Said("", tr(GONE))
    before = tr(phrase(answer.code, confirmed=False))
    if not answer.confirmed:
        return Said(
            answer.sentence, tr("Nobody has confirmed this yet, so everybody reads: “{phrase}”.", phrase=before)
        )
    sentence = tr(
        "This was said in public, once somebody stood behind it: {role}. Until then it read “{phrase}”.",
        role=answer.confirmed_role,
        phrase=before,
    )
    return Said(answer.sentence, sentence)


def _what_happened(thread: Thread, tr: Translator) -> Said:
    outcome = thread.outcome
    if outcome is None:
        return Said("", tr(GONE))
    words = f"{tr(label(OUTCOMES, outcome.status))}. {outcome.became}"
    return Said(words, tr("What became of it is told to those who asked, with the code of their own words."))


def _show(table: str, part: str, room: str = "") -> Callable[[Thread, Window], None]:
    """Return what goes to a room and marks a part of the thread there; a part that is gone leaves the room alone."""

    def go(thread: Thread, window: Window) -> None:
        if room:
            window.show_room(room)
        found = getattr(thread, part)
        if found is not None:
            window.show_subject(table, found.id)

    return go


STOPS: tuple[Stop, ...] = (
    Stop(N_("Exact words"), _exact_words, _show("story", "story", "capture")),
    Stop(N_("Step on the path"), _step, _show("touchpoint", "card", "map")),
    Stop(N_("What we have"), _capacity, _show("contribution", "stop", "weigh"), turns=True),
    Stop(N_("Said in public"), _sentence, _show("contribution", "note", "weigh")),
    Stop(N_("What happened"), _what_happened, _show("outcome", "outcome", "reflect")),
)

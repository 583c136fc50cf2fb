"""The influence trace in words: five stops on one line, the same on screen and in documents.

Only what the trace holds is said. A provisional answer has its own phrase and says that it is not confirmed yet.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from exports.reports import formats
from exports.reports.answers_part import spoken_words
from exports.reports.content import quoted
from exports.reports.formats import long_date
from models import records as r
from models import vocabulary as v
from models.influence import Takes, Trace, TraceCounts
from resources.texts import N_, Translator

ARROW = " → "
LONGEST = 280  # characters of the words on a line
STOP_NAMES = {
    "words": N_("Exact words"),
    "step": N_("Step"),
    "takes": N_("What it takes"),
    "sentence": N_("What was said"),
    "outcome": N_("What happened"),
}
RULE = N_(
    "A note can be followed when its exact words, its step, what it takes and a confirmed answer are there. What it "
    "takes is asked of ideas and stop-doings. What happened is told later."
)
VALUES = (("beyond", N_("beyond: {what}")), ("stretch", N_("a stretch: {what}")), ("unknown", N_("not known: {what}")))


@dataclass(frozen=True)
class Telling:
    """How traces are told: in which language, in which currency, and what themes and steps are called.

    `step` None: a step is told by its code.
    """

    tr: Translator
    currency: str
    theme: Callable[[str | None], str] = lambda _: ""
    step: Callable[[Trace], str] | None = None


def stops_of(trace: Trace, telling: Telling, longest: int = LONGEST) -> tuple[str, ...]:
    """Return the five stops in words; of a withdrawn note only that. What nothing is known of says so."""
    if trace.withdrawn:
        return (telling.tr("withdrawn"),)
    makers = (_words, _step, _takes, _sentence, _outcome)
    return tuple(_words(trace, telling, longest) if make is _words else make(trace, telling) for make in makers)


def line_of(trace: Trace, telling: Telling, longest: int = LONGEST) -> str:
    """Return a note's code and its five stops on one printable line."""
    stops = ARROW.join(" ".join(stop.split()) for stop in stops_of(trace, telling, longest))
    return f"{trace.code} {stops}"


def is_there(trace: Trace, stop: str) -> bool:
    """Tell whether a stop stands: it has something to show, and an answer is confirmed."""
    return stop in trace.complete and not (stop == "sentence" and trace.provisional)


def counts_words(counts: TraceCounts, tr: Translator) -> str:
    """Return how many notes can be followed, and how many to the end, in sentences."""
    if not counts.notes:
        return tr("There are no notes yet.")
    said = tr.count(
        "{traced} of {n} note can be followed from the words to what was said.",
        "{traced} of {n} notes can be followed from the words to what was said.",
        counts.notes,
        traced=counts.traced,
    )
    ended = tr.count("{n} to what happened.", "{n} to what happened.", counts.to_the_end)
    untraced = tr.count("{n} cannot be followed yet.", "{n} cannot be followed yet.", counts.untraced)
    gone = tr.count("{n} was withdrawn.", "{n} were withdrawn.", counts.withdrawn) if counts.withdrawn else ""
    return " ".join(part for part in (said, ended, untraced, gone) if part)


def breaks_words(stop: str, tr: Translator) -> str:
    """Return what is missing where a chain breaks at a stop, as the title of a filter."""
    named = {
        "words": N_("No words"),
        "step": N_("No step"),
        "takes": N_("Not weighed"),
        "sentence": N_("No confirmed answer"),
        "outcome": N_("Nothing told yet"),
    }
    return tr(named[stop])


def takes_words(takes: Takes, telling: Telling) -> str:
    """Return what something takes, in short: amounts, then the dimensions that are not within."""
    tr = telling.tr
    said = "; ".join(part for part in (", ".join(_amounts(takes, telling)), *_dimensions(takes, tr)) if part)
    if not said:
        said = tr("within what we have") if takes.findings else tr("estimated")
    return tr("for the whole theme: {said}", said=said) if takes.of_theme else said


def shown_words(trace: Trace, longest: int = LONGEST) -> str:
    """Return the words of a trace in one line, shortened."""
    words = " ".join(trace.words.split())
    return words if len(words) <= longest else words[:longest].rsplit(" ", 1)[0] + " …"


def _words(trace: Trace, telling: Telling, longest: int = LONGEST) -> str:
    tr = telling.tr
    if "words" not in trace.complete:
        return tr("no words kept")
    said = quoted(shown_words(trace, longest), trace.words_source, trace.translated_by, tr)
    more = tr.count("and {n} more voice", "and {n} more voices", trace.more_voices) if trace.more_voices else ""
    return f"{said} ({more})" if more else said


def _step(trace: Trace, telling: Telling) -> str:
    if not trace.step:
        return telling.tr("no step")
    return telling.step(trace) if telling.step else telling.tr("step {code}", code=trace.step)


def _takes(trace: Trace, telling: Telling) -> str:
    if trace.takes is not None:
        return takes_words(trace.takes, telling)
    return telling.tr("not weighed yet") if trace.asks_for("takes") else telling.tr("nothing to weigh")


def _sentence(trace: Trace, telling: Telling) -> str:
    tr, answer = telling.tr, trace.answer
    if answer is None:
        return tr("not answered yet")
    said = trace.sentence or spoken_words(answer, tr)
    if trace.of_theme:
        theme = telling.theme(answer.theme_id)
        said = (
            tr("{said} (for the whole theme “{theme}”)", said=said, theme=theme)
            if theme
            else tr("{said} (for its whole theme)", said=said)
        )
    return said if answer.confirmed else tr("{phrase} (not confirmed yet)", phrase=said)


def _outcome(trace: Trace, telling: Telling) -> str:
    tr, outcome = telling.tr, trace.outcome
    if outcome is None:
        return tr("nothing told yet") if trace.answer and trace.answer.confirmed else tr("nothing yet")
    label = tr(v.label(v.OUTCOMES, outcome.status))
    when = long_date(outcome.day, tr.language)
    told = tr("{label}: {became}", label=label, became=outcome.became) if outcome.became else label
    return f"{told} ({when})" if when else told


def _amounts(takes: Takes, telling: Telling) -> Iterable[str]:
    tr = telling.tr
    for cost in takes.costs:
        amount = _amount(cost, telling)
        yield tr("frees {amount}", amount=amount) if cost.direction == "frees" else amount
    if takes.estimate and takes.estimate.no_cost:
        yield tr("no cost")
    if takes.estimate and takes.estimate.no_days:
        yield tr("no staff days")


def _amount(cost: r.CostRecord, telling: Telling) -> str:
    tr = telling.tr
    amount = formats.amount(cost.measure, cost.high, telling.currency, tr)
    if cost.recurrence == "once":
        return amount
    often = tr(v.label(v.RECURRENCES, cost.recurrence)).lower()
    return tr("{amount} {often}", amount=amount, often=often)


def _dimensions(takes: Takes, tr: Translator) -> Iterable[str]:
    for value, words in VALUES:
        found = [one.dimension for one in takes.findings if one.value == value]
        named = [tr(term.label) for term in v.DIMENSIONS if term.code in found]
        if named:
            yield tr(words, what=", ".join(named))

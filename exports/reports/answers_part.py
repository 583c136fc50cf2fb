"""Notes and their answers in a document. A provisional answer is never printed with the sentence or phrase of a
confirmed one: it has its own phrase, who answers, and by when."""

from collections import Counter
from dataclasses import dataclass

from exports.document import (
    Bar,
    BarPart,
    Block,
    Tone,
)
from exports.reports.content import Content
from exports.reports.formats import long_date
from models import records as r
from models.answers import IDEA_ANSWERS, phrase
from resources.texts import Translator

ANSWER_TONES: dict[str, Tone] = {
    "now": "settled",
    "try": "partner",
    "decide": "decide",
    "pass": "passed",
    "unknown": "waiting",
    "no": "closed",
    "answered": "settled",
    "accepted": "settled",
    "not_needed": "neutral",
    "passed_on": "passed",
    "heard": "neutral",
}
EACH_UP_TO = 60


@dataclass(frozen=True)
class Cluster:
    """Notes that share one QR code: of a theme, of a step, or of neither."""

    title: str
    code: str
    notes: tuple[r.NoteRecord, ...]
    language: str = ""


def spoken(answer: r.AnswerRecord, content: Content) -> str:
    """Return the phrase of an answer; of a confirmed one with its body, recipient or date."""
    return spoken_words(answer, content.tr)


def spoken_words(answer: r.AnswerRecord, tr: Translator) -> str:
    """Return the same where there is no document: on screen."""
    words = tr(phrase(answer.code, confirmed=answer.confirmed))
    if not answer.confirmed:
        return words
    if answer.code == "decide":
        when = long_date(answer.decision_day, tr.language)
        return tr("{phrase}: {body}, {day}", phrase=words, body=answer.body, day=when)
    if answer.code in ("pass", "passed_on"):
        return tr("{phrase}: to {recipient}", phrase=words, recipient=answer.recipient)
    if answer.code == "unknown":
        return tr("We find out by {day}", day=long_date(answer.find_out_by, tr.language))
    return words


def overview(content: Content) -> list[Block]:
    """Return the bar over all notes: confirmed answers by phrase, then what is not confirmed and not answered."""
    tr = content.tr
    counts = Counter(_bar_of(content.answers.get(note.id)) for note in content.notes)
    codes = [answer.code for answer in IDEA_ANSWERS]
    parts = [BarPart(tr(phrase(code, confirmed=True)), counts[code], ANSWER_TONES[code]) for code in codes]
    parts += [
        BarPart(tr("Heard or answered"), counts["heard"], "neutral"),
        BarPart(tr("Not confirmed yet"), counts["provisional"], "neutral", provisional=True),
        BarPart(tr("Not answered yet"), counts["silent"], "muted", provisional=True),
    ]
    shown = tuple(part for part in parts if part.count)
    return [Bar(shown)] if shown else []


def _bar_of(answer: r.AnswerRecord | None) -> str:
    """Return which part of the bar a note is in; what is no answer to an idea is in one part."""
    if answer is None:
        return "silent"
    if not answer.confirmed:
        return "provisional"
    return answer.code if answer.code in {idea.code for idea in IDEA_ANSWERS} else "heard"


def clusters(notes: tuple[r.NoteRecord, ...], content: Content) -> list[Cluster]:
    """Return the clusters of notes: themes in their order, then steps in reading order, then the rest."""
    found: list[Cluster] = []
    for theme in content.themes:
        mine = tuple(note for note in notes if note.theme_id == theme.id)
        if mine:
            language = content.language_of("theme", theme.id, "title")
            found.append(Cluster(theme.title, theme.code, mine, language))
    rest = [note for note in notes if note.theme_id is None]
    for path in content.paths:
        for stage in path.stages:
            mine = tuple(note for note in rest if note.places and note.places[0].stage_id == stage.id)
            code = f"{content.project.code}-{stage.letter}"
            found += [Cluster(f"{stage.letter} {stage.name}", code, mine)] if mine else []
    loose = tuple(note for note in rest if not note.places)
    if loose:
        title = content.tr("Notes without a theme or a step") if found else content.tr("All notes")
        found.append(Cluster(title, content.project.code, loose))
    return found


def of_its_theme(answer: r.AnswerRecord, content: Content) -> str:
    """Return that a note's answer is the one to its theme, an empty text for an answer of its own."""
    if not answer.theme_id:
        return ""
    return content.tr("This is the answer to its theme “{theme}”.", theme=content.theme_titles.get(answer.theme_id, ""))

"""Notes and their answers in a document. A provisional answer is never printed with the sentence or phrase of a
confirmed one: it has its own phrase, who answers, and by when."""

from collections import Counter
from dataclasses import dataclass

from exports.document import (
    Bar,
    BarPart,
    Block,
    Chip,
    Paragraph,
    Run,
    Tone,
    runs,
)
from exports.reports.content import Content
from exports.reports.formats import long_date
from exports.reports.opening import OUTCOME_TONES
from models import records as r
from models import vocabulary as v
from models.answers import IDEA_ANSWERS, phrase
from resources.texts import N_, Translator

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


def answered(answer: r.AnswerRecord, note: r.NoteRecord | None, content: Content) -> list[Block]:
    """Return an answer with who answers for it by when and what became of it; without a note it is a theme's own."""
    blocks: list[Block] = [_chip(answer, content)]
    if answer.confirmed:
        if answer.sentence:
            language = content.language_of("answer", answer.id, "sentence")
            blocks.append(Paragraph(answer.sentence, "sentence", language))
        blocks += _reasons(answer, content)
    of_theme = of_its_theme(answer, content) if note else ""
    blocks.append(Paragraph(f"{of_theme} {_owner_line(answer, note, content)}".strip(), "small"))
    return [*blocks, *_outcome(answer, content)]


def of_its_theme(answer: r.AnswerRecord, content: Content) -> str:
    """Return that a note's answer is the one to its theme, an empty text for an answer of its own."""
    if not answer.theme_id:
        return ""
    return content.tr("This is the answer to its theme “{theme}”.", theme=content.theme_titles.get(answer.theme_id, ""))


def _chip(answer: r.AnswerRecord, content: Content) -> Chip:
    """Return the phrase as a label; a provisional one has no tick and no green, which would read as a yes."""
    if answer.confirmed:
        return Chip(spoken(answer, content), ANSWER_TONES[answer.code])
    return Chip(spoken(answer, content), "neutral", "ring", provisional=True)


def _reasons(answer: r.AnswerRecord, content: Content) -> list[Block]:
    """Return why not and which part could be, unless the sentence says so in the same words."""
    tr = content.tr
    if answer.code != "no":
        return []
    estimates = content.weighing.estimates
    weighed = (one.possible_part for one in estimates if answer.contribution_id == one.contribution_id)
    part = answer.possible_part or next((part for part in weighed if part), "")
    chosen = ""
    if answer.reason_kind == "chosen_otherwise":
        day = long_date(answer.decided_on, content.language)
        chosen = tr("{what} ({who}, {day})", what=answer.preferred, who=answer.decided_by, day=day)
    said = (
        (tr("Why: "), answer.reason),
        (tr("What was chosen instead: "), chosen),
        (tr("Which part could be done: "), part),
    )
    return [
        Paragraph(runs(Run(label, bold=True), words)) for label, words in said if words and words not in answer.sentence
    ]


def _outcome(answer: r.AnswerRecord, content: Content) -> list[Block]:
    outcome = content.outcomes.get(answer.id)
    if outcome is None or not answer.confirmed:
        return []
    tr = content.tr
    label = tr(v.label(v.OUTCOMES, outcome.status))
    when = long_date(outcome.day, content.language)
    chip = Chip(tr("What happened: {label}", label=label), OUTCOME_TONES[outcome.status])
    return [chip, Paragraph(f"{outcome.became} {f'({when})' if when else ''}".strip())]


def _owner_line(answer: r.AnswerRecord | None, note: r.NoteRecord | None, content: Content) -> str:
    """Return who answers and by when: of the answer, else of the workshop's pledge, else that nobody has said."""
    tr = content.tr
    owner, day = (answer.owner, answer.report_back) if answer else ("", None)
    if not owner:
        held_at = note.workshop_id if note else None
        workshop = next((w for w in content.workshops if w.id == held_at), content.workshop)
        owner, day = (workshop.pledge_role, workshop.pledge_day) if workshop else ("", None)
    if not owner:
        return tr("Nobody has said yet who answers this, and by when.")
    when = long_date(day, content.language)
    if answer and answer.confirmed:
        words = N_("{owner} answers for it. We report back by {day}.") if when else N_("{owner} answers for it.")
        return tr(words, owner=owner, day=when) + _confirmed_by(answer, content)
    words = N_("Not confirmed yet. {owner} answers by {day}.") if when else N_("Not confirmed yet. {owner} answers.")
    return tr(words, owner=owner, day=when)


def _confirmed_by(answer: r.AnswerRecord, content: Content) -> str:
    """Return who confirmed: the role, unless it is the one who answers; the name only where the person agreed."""
    name = answer.confirmed_by if answer.name_agreed else ""
    role = answer.confirmed_role if name or answer.confirmed_role != answer.owner else ""
    who = ", ".join(part for part in (name, role) if part)
    return " " + content.tr("Confirmed by {who}.", who=who) if who else ""

"""Notes and their answers in a document. A provisional answer is never printed with the sentence or phrase of a
confirmed one: it has its own phrase, who answers, and by when."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from exports.document import (
    Bar,
    BarPart,
    Beside,
    Block,
    Chip,
    Heading,
    Paragraph,
    QrCode,
    Rule,
    Run,
    Together,
    Tone,
    plain,
    runs,
)
from exports.reports.content import Content, quoted_runs, title_language, title_of
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


def each_note(notes: Iterable[r.NoteRecord], content: Content) -> list[Block]:
    """Return one entry a note with its own QR code."""
    blocks: list[Block] = []
    for note in notes:
        entry = tuple(_entry(note, content))
        code = _qr(note.code, content)
        blocks.append(Beside(entry, code) if code else _kept(entry))
        blocks.append(Rule())
    return blocks[:-1]


def in_clusters(notes: tuple[r.NoteRecord, ...], content: Content) -> list[Block]:
    """Return notes by theme, else by step, with one QR code a cluster and every reference code listed."""
    blocks: list[Block] = []
    for cluster in clusters(notes, content):
        count = content.tr.count("{n} note", "{n} notes", len(cluster.notes))
        silent = [note for note in cluster.notes if note.id not in content.answers]
        lines = dict.fromkeys((count, *(_owner_line(None, note, content) for note in silent)))
        head: tuple[Block, ...] = (Heading(2, cluster.title), *(Paragraph(line, "small") for line in lines))
        code = _qr(cluster.code, content)
        blocks += [Beside(head, code)] if code else list(head)
        for note in cluster.notes:
            blocks += _short_entry(note, content)
    return blocks


def clusters(notes: tuple[r.NoteRecord, ...], content: Content) -> list[Cluster]:
    """Return the clusters of notes: themes in their order, then steps in reading order, then the rest."""
    found: list[Cluster] = []
    for theme in content.themes:
        mine = tuple(note for note in notes if note.theme_id == theme.id)
        found += [Cluster(theme.title, theme.code, mine)] if mine else []
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


def _entry(note: r.NoteRecord, content: Content) -> list[Block]:
    answer = content.answers.get(note.id)
    title = title_of(note, content)
    blocks: list[Block] = [
        Paragraph(_about(note, content), "small"),
        Heading(2, title, title_language(note, content)),
        *_voices(note, content, title),
        *(answered(answer, note, content) if answer else _not_answered(note, content)),
    ]
    return blocks


def _short_entry(note: r.NoteRecord, content: Content) -> list[Block]:
    """Return a note in a cluster: its code and wording as one heading, its words, its answer."""
    title = title_of(note, content)
    wording = title if title == note.wording else ""
    answer = content.answers.get(note.id)
    blocks: list[Block] = [Heading(3, f"{note.code}  {wording}".strip()), *_voices(note, content, wording)]
    return blocks + (answered(answer, note, content) if answer else [])


def _about(note: r.NoteRecord, content: Content) -> str:
    tr = content.tr
    kind = tr(v.label(v.NOTE_KINDS, note.kind))
    steps = ", ".join(dict.fromkeys(place.code for place in note.places if place.code))
    theme = content.theme_titles.get(note.theme_id or "", "")
    support = tr.count("{n} vote", "{n} votes", note.support) if note.support is not None else ""
    parts = (note.code, kind, theme, tr("step {steps}", steps=steps) if steps else "", support)
    return " · ".join(part for part in parts if part)


def _voices(note: r.NoteRecord, content: Content, heading: str) -> list[Block]:
    """Return the exact words, if they may be printed; what the heading says already is not said twice."""
    if not content.may_print(note):
        return []
    blocks: list[Block] = []
    for voice in note.voices:
        words = _beyond(heading, voice.words)
        language = content.language_of("voice", voice.id, "words")
        said = quoted_runs(words, voice.words_source, voice.translated_by, language, content.tr)
        if words and plain(said) != heading:
            blocks.append(Paragraph(said, "noted" if voice.words_source == "noted" else "quote"))
    return blocks


def _beyond(heading: str, words: str) -> str:
    """Return words without their first paragraph where that is the heading, as in proposals with a title."""
    stripped = words.strip()
    if heading and (stripped == heading or stripped.startswith(f"{heading}\n\n")):
        return stripped[len(heading) :].strip()
    return words


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


def _not_answered(note: r.NoteRecord, content: Content) -> list[Block]:
    chip = Chip(content.tr("Not answered yet"), "neutral", "ring", provisional=True)
    return [chip, Paragraph(_owner_line(None, note, content), "small")]


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


def _qr(code: str, content: Content) -> QrCode | None:
    if not content.is_open_way_back() or content.way_back is None:
        return None
    question = content.way_back.question or content.tr("Did we get it right?")
    return QrCode(content.address(code), code, question)


def _kept(entry: tuple[Block, ...]) -> Block:
    return Together(entry)

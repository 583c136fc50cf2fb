"""The easy-read summary: only what somebody wrote for it, one sentence a line; the rest is listed as not written yet.

Nothing is made simpler by a program. Of an answer its phrase is printed by the same rule as everywhere: provisional
until somebody confirms it, and its sentence only then.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from exports.document import Block, Bullets, Chip, Document, Heading, Level, Paragraph, Rule, Run, Runs, Together, runs
from exports.reports.answers_part import ANSWER_TONES, clusters, spoken
from exports.reports.content import Content, shortened, title_language, title_of
from exports.reports.opening import framed
from models import records as r
from resources.texts import N_

ENDS = re.compile(r"(?<=[.!?…؟])\s+(?=[^\Wa-zåäö\d])|(?<=。)|\n+")


@dataclass(frozen=True)
class Missing:
    """A text that nobody wrote in easy read: what it is, the code of what it is of, and how that is called."""

    kind: str  # marked with N_
    code: str
    title: str
    language: str


def easy_read(content: Content, stamp: str) -> Document:
    """Return the document in easy read."""
    tr = content.tr
    notes = _notes(content)
    blocks = (*_asked(content), *notes, *_stories(content))
    said = any(isinstance(block, Paragraph | Together) for block in blocks)
    nothing = () if said else (Paragraph(tr("Nothing is written in easy read yet."), "lead"),)
    return framed(
        content,
        title=tr("What we heard, in easy read"),
        blocks=(*nothing, *blocks, *_missing(content)),
        footer=tr("Tell one of us what you think."),
        stamp=stamp,
    )


def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a text, one for each line of the document."""
    return tuple(part.strip() for part in ENDS.split(text) if part.strip())


# -- what is written --------------------------------------------------------------------------------


def _asked(content: Content) -> list[Block]:
    blocks: list[Block] = []
    for workshop in reversed(content.workshops):
        blocks += _lines(content.easy("workshop", workshop.id, "ask"))
    return [Heading(1, content.tr("What we asked")), *blocks] if blocks else []


def _notes(content: Content) -> list[Block]:
    """Return the themes in which something is written, each note with its answer, then the notes of no theme."""
    themes = {theme.code: theme for theme in content.themes}
    blocks: list[Block] = []
    loose: list[Block] = []
    for cluster in clusters(content.notes, content):
        inside = [block for note in cluster.notes for block in _note(note, content)]
        theme = themes.get(cluster.code)
        if theme is None:
            loose += inside
            continue
        inside = [*_answer(content.answers.get(theme.id), content), *inside]
        title = " ".join(sentences(content.easy("theme", theme.id, "title")))
        if title or inside:
            blocks += [Heading(1, title or content.tr("Theme {code}", code=theme.code)), *inside]
    return [*blocks, Heading(1, content.tr("What you told us")), *loose] if loose else blocks


def _note(note: r.NoteRecord, content: Content) -> Iterator[Block]:
    """Yield what is written of a note, with its code; nothing where nothing is written."""
    words = _lines(content.easy("contribution", note.id, "wording"))
    answer = content.answers.get(note.id)
    own = answer if answer and not answer.theme_id else None
    said = _answer(own, content, always=bool(words))
    if words or said:
        yield Together((*words, *said, Paragraph(note.code, "small")))
        yield Rule()


def _answer(answer: r.AnswerRecord | None, content: Content, *, always: bool = False) -> tuple[Block, ...]:
    """Return an answer's phrase with its sentence in easy read; the phrase alone where it is `always` said."""
    if answer is None:
        return ()
    words = _lines(content.easy("answer", answer.id, "sentence")) if answer.confirmed else ()
    if not words and not always:
        return ()
    if answer.confirmed:
        return (Chip(spoken(answer, content), ANSWER_TONES[answer.code]), *words)
    return (Chip(spoken(answer, content), "neutral", "ring", provisional=True),)


def _stories(content: Content) -> list[Block]:
    blocks: list[Block] = []
    for story in content.stories:
        words = _lines(content.easy("story", story.id, "clearer")) if story.clearer_agreed else ()
        if words:
            blocks.append(Together((*words, Paragraph(story.code, "small"))))
    return [Heading(1, content.tr("Stories")), *blocks] if blocks else []


def _lines(text: str) -> tuple[Block, ...]:
    return tuple(Paragraph(sentence, "easy") for sentence in sentences(text))


# -- what is missing --------------------------------------------------------------------------------


def _missing(content: Content) -> list[Block]:
    found = tuple(_line(one, content) for one in missing(content))
    if not found:
        return []
    level: Level = 1
    return [Heading(level, content.tr("Not written yet in easy read")), Bullets(found)]


def missing(content: Content) -> tuple[Missing, ...]:
    """Return the texts of this document that nobody wrote in easy read."""
    return (*_missing_of_project(content), *_missing_of_notes(content), *_missing_of_stories(content))


def _missing_of_project(content: Content) -> Iterator[Missing]:
    for workshop in content.workshops:
        if workshop.ask and not content.easy("workshop", workshop.id, "ask"):
            language = content.language_of("workshop", workshop.id, "ask")
            yield Missing(N_("The ask"), workshop.code, shortened(workshop.ask), language)
    for theme in content.themes:
        if not content.easy("theme", theme.id, "title"):
            language = content.language_of("theme", theme.id, "title")
            yield Missing(N_("Theme title"), theme.code, shortened(theme.title), language)
        yield from _missing_answer(content.answers.get(theme.id), theme.code, theme.title, content)


def _missing_of_notes(content: Content) -> Iterator[Missing]:
    for note in content.notes:
        title, language = shortened(title_of(note, content)), title_language(note, content)
        if not content.easy("contribution", note.id, "wording"):
            yield Missing(N_("Note"), note.code, title, language)
        answer = content.answers.get(note.id)
        if answer and not answer.theme_id:
            yield from _missing_answer(answer, note.code, title, content)


def _missing_answer(answer: r.AnswerRecord | None, code: str, title: str, content: Content) -> Iterator[Missing]:
    if answer and answer.confirmed and answer.sentence and not content.easy("answer", answer.id, "sentence"):
        yield Missing(N_("Answer"), code, shortened(title), content.own_language)


def _missing_of_stories(content: Content) -> Iterator[Missing]:
    for story in content.stories:
        if not (story.clearer_agreed and content.easy("story", story.id, "clearer")):
            yield Missing(N_("Story"), story.code, "", "")


def _line(one: Missing, content: Content) -> Runs:
    kind = content.tr("{code} · {kind}", code=one.code, kind=content.tr(one.kind))
    title = (Run(one.title, language=one.language),) if one.title else ()
    return runs(Run(kind, bold=True), *(" · ", *title) if title else ())

"""Themes as a part of their own: how many notes and voices, the exact words under each, and the answer to it."""

from collections.abc import Iterable

from exports.document import Block, Bullets, Heading, Paragraph, Run, as_runs, runs
from exports.reports.content import Content, voice_words
from exports.reports.notes_part import drafted, said, who_answers
from models import records as r

MOST_WORDS = 24  # voices printed under one theme; where there are more, they are counted and stand in the annex


def the_themes(content: Content) -> list[Block]:
    """Return each theme in its order; what stands in none is counted."""
    tr = content.tr
    blocks: list[Block] = [Heading(1, tr("Themes"))]
    if not content.themes:
        return [*blocks, Paragraph(tr("The notes were not sorted into themes."))]
    lead = [tr("A note may hold the voices of several people.")]
    if loose := sum(1 for note in content.notes if note.theme_id is None):
        lead.append(tr.count("{n} note stands in no theme.", "{n} notes stand in no theme.", loose))
    blocks.append(Paragraph(" ".join(lead), "small"))
    for theme in content.themes:
        blocks += _theme(theme, content)
    return blocks


def _theme(theme: r.ThemeRecord, content: Content) -> list[Block]:
    notes = [note for note in content.notes if note.theme_id == theme.id]
    blocks: list[Block] = [
        Heading(2, theme.title, content.language_of("theme", theme.id, "title")),
        Paragraph(_about(theme, notes, content), "small"),
    ]
    if theme.summary.strip():
        blocks.append(Paragraph(theme.summary, language=content.language_of("theme", theme.id, "summary")))
    return [*blocks, *_words(notes, content), *_answer(theme, notes, content)]


def _about(theme: r.ThemeRecord, notes: list[r.NoteRecord], content: Content) -> str:
    tr = content.tr
    voices = sum(len(note.voices) for note in notes)
    steps = ", ".join(sorted({place.code for note in notes for place in note.places if place.code}))
    parts = (
        theme.code,
        tr.count("{n} note", "{n} notes", len(notes)),
        tr.count("{n} voice", "{n} voices", voices),
        tr("step {steps}", steps=steps) if steps else "",
    )
    return " · ".join(part for part in parts if part)


def _words(notes: list[r.NoteRecord], content: Content) -> list[Block]:
    """Return the exact words with the code of their note, as far as their workshop lets them be printed."""
    tr = content.tr
    spoken = [(note, voice) for note in notes if content.may_print(note) for voice in note.voices]
    shown = spoken[:MOST_WORDS]
    items = tuple(runs(Run(note.code, bold=True), " ", *as_runs(voice_words(voice, content))) for note, voice in shown)
    blocks: list[Block] = [Bullets(items)] if items else []
    kept = sum(len(note.voices) for note in notes) - len(spoken)
    about = [
        tr.count("and {n} more voice", "and {n} more voices", len(spoken) - len(shown))
        if len(spoken) > MOST_WORDS
        else "",
        tr.count(
            "The words of {n} voice are kept and not printed.",
            "The words of {n} voices are kept and not printed.",
            kept,
        )
        if kept
        else "",
    ]
    return [*blocks, *(Paragraph(words, "small") for words in about if words)]


def _answer(theme: r.ThemeRecord, notes: Iterable[r.NoteRecord], content: Content) -> list[Block]:
    """Return the answer to the theme; where it has none, how its notes were answered."""
    tr = content.tr
    answer = content.answers.get(theme.id)
    if answer:
        if answer.confirmed:
            return said(answer, content, who_answers(answer, None, content))
        return drafted(answer, None, content)
    held = [content.answers.get(note.id) for note in notes]
    sure = sum(1 for one in held if one and one.confirmed)
    maybe = sum(1 for one in held if one and not one.confirmed)
    told = [tr("The theme has no answer of its own.")]
    if sure:
        told.append(tr.count("{n} note has a confirmed answer.", "{n} notes have a confirmed answer.", sure))
    if maybe:
        told.append(
            tr.count("{n} answer is not confirmed yet.", "{n} answers are not confirmed yet.", maybe),
        )
    if silent := len(held) - sure - maybe:
        told.append(tr.count("{n} note is not answered yet.", "{n} notes are not answered yet.", silent))
    return [Paragraph(" ".join(told), "small")]

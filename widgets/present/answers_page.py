"""The answers on the projector: a theme, and which phrase stands beside which of its notes. Chosen on purpose only.

No names, no load, no counts. What nobody confirmed has the phrase of what is not confirmed, and nothing more.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial

from models.answers import phrase
from models.hall_answers import HallGroup, HallNote, HallTheme, Said, hall_notes, hall_themes, said_of_theme
from models.vocabulary import QUOTABLE
from resources.texts import Translator
from widgets.context import Context
from widgets.fields.reading import date_in_words
from widgets.prepare.opening import Slide
from widgets.present.setting import GroupedSlide, Lines

ANSWERS = "answers"  # the page
NO_THEME = "none"  # the subject of the slides of notes that are in no theme
MOST = 24  # notes of one slide; more go on in a next one, so that each is set quickly


def answer_slides(context: Context) -> tuple[Slide, ...]:
    """Return one slide a theme, or several where it has many notes; `subject` is the theme's id.

    The words of the notes are read when a slide is set: there may be thousands, and a hall sees a few.
    """
    tr = context.tr
    slides = tuple(
        slide for theme in context.document.ask(hall_themes, _open(context)) for slide in _slides(theme, context)
    )
    return slides or (Slide(tr("Answers"), (tr("Nothing is answered yet."),), ANSWERS),)


def _slides(theme: HallTheme, context: Context) -> Iterator[Slide]:
    tr = context.tr
    title = theme.title if theme.id else tr("In no theme")
    for groups in _parts(theme.groups):
        read = partial(_read, context, theme.id, groups)
        yield GroupedSlide(title, (), ANSWERS, _lead(groups, tr), theme.id or NO_THEME, read=read)


def _open(context: Context) -> tuple[str, ...]:
    """Return the answers that are not confirmed although the file says so; where it can be written, it says it not."""
    document = context.document
    return document.project.reopened if document.read_only else ()


def _read(context: Context, theme_id: str, groups: tuple[HallGroup, ...]) -> tuple[Lines, ...]:
    """Return the groups with the words of their notes as the hall may see them now."""
    document, tr = context.document, context.tr
    notes = document.ask(hall_notes, [note_id for group in groups for note_id in group.note_ids], _open(context))
    said = document.ask(said_of_theme, theme_id, _open(context)) if any(group.of_theme for group in groups) else Said()
    return tuple(_lines(group, notes, said, tr) for group in groups)


def _parts(groups: tuple[HallGroup, ...]) -> Iterator[tuple[HallGroup, ...]]:
    """Return the groups in parts of at most MOST notes; a group that goes on has its phrase again."""
    held: list[HallGroup] = []
    room = MOST
    for group in groups:
        notes = group.note_ids
        while len(notes) > room:
            if room:
                held.append(replace(group, note_ids=notes[:room]))
            yield tuple(held)
            notes, held, room = notes[room:], [], MOST
        held.append(replace(group, note_ids=notes))
        room -= len(notes)
    yield tuple(held)


def _lead(groups: tuple[HallGroup, ...], tr: Translator) -> str:
    """Return the sentence that keeps a phrase from being heard as a promise; empty where all of them hold."""
    answered = [group for group in groups if group.code]
    if all(group.confirmed for group in answered):
        return ""
    if any(group.confirmed for group in answered):
        return tr("What is not confirmed yet is no promise. It is how it looks today.")
    return tr("This is how it looks today. It is no promise.")


def _lines(group: HallGroup, notes: Mapping[str, HallNote], said: Said, tr: Translator) -> Lines:
    heading = tr(phrase(group.code, confirmed=group.confirmed))
    if group.of_theme:
        heading = tr("For the whole theme: {phrase}", phrase=heading)
        if detail := _detail(said, tr):
            heading = tr("{phrase}: {detail}", phrase=heading, detail=detail)
    if group.code and not group.confirmed:
        heading = tr("{phrase} · not confirmed yet", phrase=heading)
    shape = "" if not group.code else "filled" if group.confirmed else "outline"
    shown = (notes[note_id] for note_id in group.note_ids if note_id in notes)
    return Lines(heading, tuple(_line(note, tr) for note in shown), shape)


def _line(note: HallNote, tr: Translator) -> str:
    detail = _detail(note.said, tr)
    words = _words(note, tr)
    return f"{words}\n{detail}" if detail else words


def _words(note: HallNote, tr: Translator) -> str:
    """Return a wording, or exact words with their source; who translated them would be a name."""
    if not note.words_source:
        return " ".join(note.words.split())
    if note.words_source in QUOTABLE:
        return tr("“{words}”", words=note.words)
    if note.words_source == "translated":
        return tr("Translated: {words}", words=note.words)
    return tr("Noted: {words}", words=note.words)


def _detail(said: Said, tr: Translator) -> str:
    """Return what a confirmed phrase is completed with."""
    day = date_in_words(said.day, tr.language)
    if said.body:
        return tr("{body}, {day}", body=said.body, day=day) if day else said.body
    if said.recipient:
        return tr("Passed on to: {recipient}", recipient=said.recipient)
    if day:
        return tr("We find out by {day}.", day=day)
    return tr("What could be done: {part}", part=" ".join(said.part.split())) if said.part.strip() else ""

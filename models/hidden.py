# ruff: noqa: S608 - every statement is made of names of our own schema
"""What redactions hide in everything that belongs to a story or a note: for copies that leave, and for the projector.

Words lose the marked spans. What was hidden there is looked for in all that stands beside them: a clearer wording,
what else was asked, tags, another voice of the same note, a version in another language, the option of a vote.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from models import records as r
from models import tables as t
from models.reader import Reader
from models.redaction import Hidden, Span, covered, found_in, hidden_texts, merged, redacted

# Table, its texts, and the column that leads to the story or the note.
Texts = tuple[str, tuple[str, ...], str]
OF_STORY: tuple[Texts, ...] = (
    ("story", ("clearer", "wanted_next", "works_well", "who_helps", "teller", "translated_by", "source"), "id"),
    ("story_tag", ("tag",), "story_id"),
    ("feeling", ("note",), "story_id"),
    ("picture_place", ("alternative",), "story_id"),
    ("text_version", ("words",), "of_id"),
)
OF_NOTE: tuple[Texts, ...] = (
    ("contribution", ("wording",), "id"),
    ("voice", ("translated_by", "source"), "contribution_id"),
    ("vote_option", ("label",), "contribution_id"),
    ("theme_move", ("from_title", "to_title"), "contribution_id"),
    ("picture_place", ("alternative",), "contribution_id"),
    ("text_version", ("words",), "of_id"),
)
OF_VOICE: tuple[Texts, ...] = (("text_version", ("words",), "of_id"),)
OF_THEME: tuple[Texts, ...] = (
    ("theme", ("title", "summary"), "id"),
    ("vote_option", ("label",), "theme_id"),
    ("text_version", ("words",), "of_id"),
)


@dataclass(frozen=True, slots=True)
class RedactionRecord:
    """A span of a story's or a voice's words that documents hide."""

    id: str
    story_id: str | None
    voice_id: str | None
    first: int
    last: int
    instead: str

    @property
    def span(self) -> Span:
        """The span itself."""
        return Span(self.first, self.last, self.instead)


@dataclass(frozen=True, slots=True)
class Changed:
    """A text of a row as documents show it."""

    table: str
    column: str
    row_id: str
    text: str


def redactions(reader: Reader, whose: str, row_id: str) -> tuple[RedactionRecord, ...]:
    """Return what is hidden of the words of a "story" or a "voice", in order."""
    of = t.Redaction.story_id if whose == "story" else t.Redaction.voice_id
    return reader.records(RedactionRecord, t.Redaction, of == row_id, order=(t.Redaction.first, t.Redaction.id))


def as_shown(
    reader: Reader, entries: Iterable[r.NoteRecord | r.StoryRecord]
) -> tuple[r.NoteRecord | r.StoryRecord, ...]:
    """Return notes and stories as documents and the projector show them."""
    listed = tuple(entries)
    stories, voices = _spans(reader)
    related = _related(reader, [one.id for one in listed if isinstance(one, r.NoteRecord)], voices)
    return tuple(
        _shown_story(one, stories.get(one.id, ()))
        if isinstance(one, r.StoryRecord)
        else _shown_note(one, voices, related.get(one.id, {}))
        for one in listed
    )


def notes_as_shown(reader: Reader, notes: Iterable[r.NoteRecord]) -> tuple[r.NoteRecord, ...]:
    """Return notes as documents and the projector show them."""
    return tuple(note for note in as_shown(reader, notes) if isinstance(note, r.NoteRecord))


def changes(reader: Reader) -> tuple[Changed, ...]:
    """Return every text of a project that documents show otherwise than it is stored."""
    stories, voices = _spans(reader)
    found: dict[tuple[str, str, str], Changed] = {}
    for story_id, spans in stories.items():
        words = _text(reader, "story", "words", story_id)
        _keep(found, Changed("story", "words", story_id, redacted(words, spans)))
        _cover(reader, found, OF_STORY, story_id, hidden_texts(words, spans))
    homes = {voice_id: _text(reader, "voice", "contribution_id", voice_id) for voice_id in voices}
    for note_id in dict.fromkeys(homes.values()):
        _change_note(reader, found, note_id, voices)
    return tuple(found.values())


def _change_note(
    reader: Reader, found: dict[tuple[str, str, str], Changed], note_id: str, spans: dict[str, list[Span]]
) -> None:
    """Hide in a note and all that came from it: its voices, its wording, notes split from it, its theme."""
    family = reader.driver_rows(
        "SELECT id FROM contribution WHERE id = ?1 OR split_from_id = ?1 "
        "OR id = (SELECT split_from_id FROM contribution WHERE id = ?1)",
        note_id,
    )
    said = {str(row[0]): str(row[1]) for row in _voices(reader, note_id)}
    hidden = {voice_id: hidden_texts(words, spans.get(voice_id, ())) for voice_id, words in said.items()}
    together = tuple(one for texts in hidden.values() for one in texts)
    for (relative,) in family:
        for voice_id, words in _voices(reader, relative):
            others = tuple(one for own, texts in hidden.items() if own != voice_id for one in texts)
            own = merged((*spans.get(voice_id, ()), *found_in(words, others)), len(words))
            _keep(found, Changed("voice", "words", voice_id, redacted(words, own)), words)
            _cover(reader, found, OF_VOICE, voice_id, together)
        _cover(reader, found, OF_NOTE, relative, together)
        for (theme_id,) in reader.driver_rows("SELECT theme_id FROM theme_note WHERE contribution_id = ?", relative):
            _cover(reader, found, OF_THEME, theme_id, together)
            title = _text(reader, "theme", "title", str(theme_id))
            _cover(reader, found, (("theme_move", ("from_title",), "from_title"),), title, together)
            _cover(reader, found, (("theme_move", ("to_title",), "to_title"),), title, together)


def _voices(reader: Reader, note_id: str) -> list[tuple[str, str]]:
    rows = reader.driver_rows("SELECT id, words FROM voice WHERE contribution_id = ?", note_id)
    return [(str(row[0]), str(row[1])) for row in rows]


def _cover(
    reader: Reader,
    found: dict[tuple[str, str, str], Changed],
    texts: Sequence[Texts],
    owner_id: str,
    hidden: Sequence[Hidden],
) -> None:
    if not hidden:
        return
    for table, columns, owner in texts:
        for column in columns:
            rows = reader.driver_rows(f'SELECT id, "{column}" FROM {table} WHERE "{owner}" = ?', owner_id)
            for row_id, stored in rows:
                before = found.get((table, column, str(row_id)))
                text = before.text if before else str(stored)
                _keep(found, Changed(table, column, str(row_id), covered(text, hidden)), text)


def _keep(found: dict[tuple[str, str, str], Changed], changed: Changed, before: str = "") -> None:
    if changed.text != before:
        found[changed.table, changed.column, changed.row_id] = changed


def _text(reader: Reader, table: str, column: str, row_id: str) -> str:
    rows = reader.driver_rows(f"SELECT {column} FROM {table} WHERE id = ?", row_id)
    return str(rows[0][0]) if rows else ""


def _spans(reader: Reader) -> tuple[dict[str, list[Span]], dict[str, list[Span]]]:
    """Return the hidden spans by story and by voice."""
    stories: defaultdict[str, list[Span]] = defaultdict(list)
    voices: defaultdict[str, list[Span]] = defaultdict(list)
    for one in reader.records(RedactionRecord, t.Redaction):
        if one.story_id:
            stories[one.story_id].append(one.span)
        elif one.voice_id:
            voices[one.voice_id].append(one.span)
    return dict(stories), dict(voices)


def _shown_story(story: r.StoryRecord, spans: Sequence[Span]) -> r.StoryRecord:
    if not spans or story.withdrawn:
        return story
    hidden = hidden_texts(story.words, spans)
    return replace(
        story,
        words=redacted(story.words, spans),
        clearer=covered(story.clearer, hidden),
        teller=covered(story.teller, hidden),
        translated_by=covered(story.translated_by, hidden),
        tags=tuple(covered(tag, hidden) for tag in story.tags),
    )


def _related(
    reader: Reader, note_ids: Sequence[str], spans: dict[str, list[Span]]
) -> dict[str, dict[str, tuple[Hidden, ...]]]:
    """Return, by note, what is hidden in its voices and in those of notes that were split from it or that it was."""
    if not spans or not note_ids:
        return {}
    note = t.Contribution
    parents = select(note.id, note.split_from_id).where(note.id.in_(note_ids), note.split_from_id.is_not(None))
    parent_of = {row[0]: row[1] for row in reader.rows(parents)}
    said = select(t.Voice.id, t.Voice.words, note.id, note.split_from_id).join(note, note.id == t.Voice.contribution_id)
    found: defaultdict[str, dict[str, tuple[Hidden, ...]]] = defaultdict(dict)
    for voice_id, words, home, parent in reader.rows(said.where(t.Voice.id.in_(list(spans)))):
        texts = hidden_texts(words, spans[voice_id])
        children = (child for child, whose in parent_of.items() if whose == home)
        for relative in (home, parent, *children):
            if relative:
                found[relative][voice_id] = texts
    return dict(found)


def _shown_note(
    note: r.NoteRecord, spans: dict[str, list[Span]], hidden: dict[str, tuple[Hidden, ...]]
) -> r.NoteRecord:
    """Return a note. `hidden`: what is hidden in each voice of it and of its relatives."""
    together = tuple(one for texts in hidden.values() for one in texts)
    if not together:
        return note
    voices: list[r.VoiceRecord] = []
    for voice in note.voices:
        others = tuple(one for own, texts in hidden.items() if own != voice.id for one in texts)
        own = (*spans.get(voice.id, ()), *found_in(voice.words, others))
        by, source = covered(voice.translated_by, together), covered(voice.source, together)
        voices.append(replace(voice, words=redacted(voice.words, own), translated_by=by, source=source))
    return replace(note, wording=covered(note.wording, together), voices=tuple(voices))

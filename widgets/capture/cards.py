"""Notes and stories as cards of the wall: exact words, group, kind, step."""

from collections.abc import Mapping

from models.find import first_line
from models.records import NoteRecord, PlaceRecord, StoryRecord, VoiceRecord
from models.vocabulary import NOTE_KINDS, QUOTABLE, label
from resources.texts import Translator
from widgets.lists.cards import CardData

Entry = NoteRecord | StoryRecord
LONGEST = 400  # letters of the words that a card is given; it shows a few lines of them


def card_of(tr: Translator, entry: Entry, groups: Mapping[str, str], *, close: bool = False) -> CardData:
    """Return a note as a yellow card, a story as a blue one. `groups`: names by id. `close`: it has a likely twin."""
    if isinstance(entry, StoryRecord):
        words = said(tr, entry.words, entry.words_source)
        return CardData(
            entry.id, words, _line(tr("Story"), groups.get(entry.segment_id or ""), entry.places), tone="story"
        )
    voice = first_voice(entry)
    words = said(tr, voice.words, voice.words_source) if voice else entry.wording
    kind = tr(label(NOTE_KINDS, entry.kind))
    line = _line(kind, groups.get((voice.segment_id if voice else None) or ""), entry.places)
    if len(entry.voices) > 1:
        line = f"{line} · {tr.count('{n} voice', '{n} voices', len(entry.voices))}"
    chips = ((tr("Close to another note"), "neutral"),) if close else ()
    return CardData(entry.id, words, line, chips, tone="note")


def first_voice(note: NoteRecord) -> VoiceRecord | None:
    """Return the voice whose note it is, None where all were withdrawn."""
    return note.voices[0] if note.voices else None


def said(tr: Translator, words: str, words_source: str, most: int = LONGEST) -> str:
    """Return words on one line, between quotation marks only where they are exactly what was said."""
    short = " ".join(words[: 2 * most].split())
    if len(short) > most:
        short = short[:most].rstrip() + "…"
    return tr("“{words}”", words=short) if words_source in QUOTABLE else short


def plain_words(entry: Entry) -> str:
    """Return all exact words, for the clipboard."""
    if isinstance(entry, StoryRecord):
        return entry.words
    return "\n".join(voice.words for voice in entry.voices)


def title_of(tr: Translator, entry: Entry) -> str:
    """Return what an entry is, with its code."""
    if isinstance(entry, StoryRecord):
        return tr("Story {code}", code=entry.code)
    return tr("Note {code}", code=entry.code)


def _line(kind: str, group: str | None, places: tuple[PlaceRecord, ...]) -> str:
    codes = ", ".join(place.code for place in places if place.code)
    return " · ".join(part for part in (first_line(group or ""), kind, codes) if part)

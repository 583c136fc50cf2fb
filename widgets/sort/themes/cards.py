"""Notes as cards of the wall: exact words first, what else there is below them."""

from models.records import NoteRecord
from models.themes import ReadBackNote
from models.vocabulary import NOTE_KINDS, label
from resources.texts import N_, Translator
from widgets.capture.cards import LONGEST, said
from widgets.lists.cards import CardData

# How a read-back mark is shown, with its icon and its tone. "Not checked" is not shown.
MARKS = {"agreed": (N_("Agreed"), "circle-check", "settled"), "changed": (N_("Corrected"), "square-pen", "story")}
SHORT = 240  # letters of a voice that are laid out for a narrow column, which shows fewer of them
VOICES = 4  # further voices that a card shows; all of them are beside the wall
QUIET_KINDS = ("unsorted", "idea")  # what a note is anyway; on the wall only the others are named


def theme_card(tr: Translator, note: NoteRecord) -> CardData:
    """Return a note as it stands under its theme, with its further voices below."""
    kind = "" if note.kind in QUIET_KINDS else tr(label(NOTE_KINDS, note.kind))
    return _card(tr, note, kind, short=True)


def unsorted_card(tr: Translator, note: NoteRecord) -> CardData:
    """Return a note that is not sorted yet, with its kind and its steps."""
    kind = "" if note.kind == "unsorted" else tr(label(NOTE_KINDS, note.kind))
    steps = ", ".join(place.code for place in note.places if place.code)
    return _card(tr, note, " · ".join(part for part in (kind, steps) if part))


def voice_lines(tr: Translator, note: NoteRecord | ReadBackNote, most: int = LONGEST) -> tuple[str, ...]:
    """Return the exact words of every voice, between quotation marks only where they are exactly what was said."""
    return tuple(said(tr, voice.words, voice.words_source, most) for voice in note.voices)


def _card(tr: Translator, note: NoteRecord, line: str, *, short: bool = False) -> CardData:
    first, *others = voice_lines(tr, note, SHORT if short else LONGEST) or (note.wording,)
    mark = MARKS.get(note.read_back)
    voices = tr.count("{n} voice", "{n} voices", len(note.voices)) if others else ""
    return CardData(
        note.id,
        first,
        " · ".join(part for part in (line, voices) if part),
        chips=((tr(mark[0]), mark[2]),) if mark else (),
        tone="note",
        icon=mark[1] if mark else "",
        also=tuple(others[:VOICES]),
    )

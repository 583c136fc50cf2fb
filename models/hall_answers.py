"""What a hall may see of the answers: by theme, which phrase stands beside which note. Nothing else of them leaves.

A provisional answer gives its phrase alone. Of a confirmed one come the body, the recipient and the date that the
phrase needs; never who answers, who confirmed, what it takes or what is promised so far.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from models import hidden, queries
from models import records as r
from models import tables as t
from models.answers import ANSWERS
from models.list_sql import NOTE_THEME, NOTES
from models.reader import Reader
from models.themes import SHOWN_IN_THEME
from models.views import WITH_THEMES_ANSWER

LONGEST = 220  # letters of exact words beside a phrase; the whole words stand on the theme's own page
# Read at every change while a hall looks on: no words, and of answers only the phrase.
LINES = (
    f"SELECT c.id, c.kind, coalesce({NOTE_THEME}, ''), coalesce(c.workshop_id, '') "  # noqa: S608 - constants
    f'FROM contribution c WHERE {NOTES.there} ORDER BY c."order", c.id'
)
PHRASES = "SELECT coalesce(contribution_id, theme_id), code, confirmed, id FROM answer"
ORDER = {answer.code: place for place, answer in enumerate(ANSWERS)}
Phrase = tuple[str, bool]  # a code and whether it is confirmed


@dataclass(frozen=True, slots=True)
class Said:
    """What the phrase of a confirmed answer needs: which body, to whom, by which date, which part could be done."""

    body: str = ""
    recipient: str = ""
    day: date | None = None
    part: str = ""


@dataclass(frozen=True, slots=True)
class HallNote:
    """A note: its wording, else its exact words and where those came from (empty: a wording)."""

    id: str
    words: str
    words_source: str = ""
    said: Said = Said()


@dataclass(frozen=True, slots=True)
class HallGroup:
    """Notes that have the same phrase. `code` empty: not answered yet; `of_theme`: it is the theme's own answer."""

    code: str
    confirmed: bool = False
    of_theme: bool = False
    note_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HallTheme:
    """A theme with what is answered of it; `id` and `title` empty: answered notes that are in no theme."""

    id: str
    title: str
    groups: tuple[HallGroup, ...]


def hall_themes(reader: Reader, open_ids: Collection[str] = ()) -> tuple[HallTheme, ...]:
    """Return the themes in the order of the wall, then what is answered outside them, without any words of notes.

    Notes of a workshop that shows no notes are left out; outside a theme, also those that may be shown only in one.
    `open_ids`: answers that hold for nothing although a file that cannot be written calls them confirmed.
    """
    rows = reader.driver_rows(PHRASES)
    held: dict[str, Phrase] = {of: (code, bool(yes) and row_id not in open_ids) for of, code, yes, row_id in rows}
    presets = {shop.id: shop.words_preset for shop in queries.workshops(reader)}
    last = next(reversed(presets.values()), "word_for_word")
    by_theme: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for note_id, kind, theme_id, workshop_id in reader.driver_rows(LINES):
        preset = presets.get(workshop_id, last)
        alone = preset == "word_for_word" and note_id in held
        if preset in SHOWN_IN_THEME if theme_id else alone:
            by_theme[theme_id].append((note_id, kind))
    shown = {one.row_id: one.text for one in hidden.changes(reader) if (one.table, one.column) == ("theme", "title")}
    listed = [(theme.id, shown.get(theme.id, theme.title)) for theme in queries.themes(reader)]
    made = (HallTheme(row_id, title, _groups(row_id, by_theme[row_id], held)) for row_id, title in (*listed, ("", "")))
    return tuple(theme for theme in made if theme.groups)


def hall_notes(reader: Reader, note_ids: Sequence[str], open_ids: Collection[str] = ()) -> dict[str, HallNote]:
    """Return notes by id as a hall may see them, with what their own confirmed answers need."""
    answers = reader.records(r.AnswerRecord, t.Answer, t.Answer.contribution_id.in_(note_ids))
    said = {answer.contribution_id: _said(answer) for answer in answers if answer.id not in open_ids}
    notes = hidden.notes_as_shown(reader, queries.notes(reader, note_ids))
    return {note.id: _note(note, said.get(note.id, Said())) for note in notes if note.voices}


def said_of_theme(reader: Reader, theme_id: str, open_ids: Collection[str] = ()) -> Said:
    """Return what a theme's own confirmed answer needs."""
    answers = reader.records(r.AnswerRecord, t.Answer, t.Answer.theme_id == theme_id)
    return next((_said(answer) for answer in answers if answer.id not in open_ids), Said())


def _groups(theme_id: str, notes: list[tuple[str, str]], held: dict[str, Phrase]) -> tuple[HallGroup, ...]:
    """Return the notes of a theme by phrase: the theme's own answer first, what is not answered yet last."""
    by_phrase: defaultdict[tuple[str, bool, bool], list[str]] = defaultdict(list)
    whole = held.get(theme_id) if theme_id else None
    if whole is not None:
        by_phrase[(*whole, True)] = []
    for note_id, kind in notes:
        if own := held.get(note_id):
            by_phrase[(*own, False)].append(note_id)
        elif whole is not None and kind in WITH_THEMES_ANSWER:
            by_phrase[(*whole, True)].append(note_id)
        else:
            by_phrase["", False, False].append(note_id)
    keys = sorted(by_phrase, key=lambda key: (not key[2], not key[0], ORDER.get(key[0], 0), not key[1]))
    return tuple(HallGroup(*key, tuple(by_phrase[key])) for key in keys)


def _note(note: r.NoteRecord, said: Said) -> HallNote:
    if note.wording.strip():
        return HallNote(note.id, note.wording, "", said)
    return HallNote(note.id, shortened(note.voices[0].words), note.voices[0].words_source, said)


def _said(answer: r.AnswerRecord) -> Said:
    """Return what may be said beside the phrase: nothing of an answer that nobody confirmed."""
    if not answer.confirmed:
        return Said()
    return Said(
        body=answer.body if answer.code == "decide" else "",
        recipient=answer.recipient if answer.code in ("pass", "passed_on") else "",
        day={"decide": answer.decision_day, "unknown": answer.find_out_by}.get(answer.code),
        part=answer.possible_part if answer.code == "no" else "",
    )


def shortened(words: str) -> str:
    """Return words on one line, cut at a blank where they are long."""
    line = " ".join(words.split())
    return line if len(line) <= LONGEST else line[:LONGEST].rsplit(" ", 1)[0] + " …"

"""The reads of the themes' wall: themes with their numbers, notes by theme, what is not sorted yet, and the trail.

Withdrawn words never leave here. Everything pages in the database: a wall of thousands of notes reads what it shows.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select

from models import queries
from models import records as r
from models import tables as t
from models.reader import Reader
from models.views import NOTE_IS_THERE, VOICE_IS_THERE

NO_STEP = "none"  # what a filter calls the notes that belong to no step
IN_A_THEME = select(t.ThemeNote.contribution_id)
SHOWN_IN_THEME = ("word_for_word", "within_theme")  # how notes may be printed, where a theme shows them


@dataclass(frozen=True, slots=True)
class WallTheme:
    """A theme with how many notes and voices it has; what was withdrawn does not count."""

    id: str
    code: str
    title: str
    summary: str
    read_back: str
    notes: int = 0
    voices: int = 0


@dataclass(frozen=True, slots=True)
class SortedSoFar:
    """How many of the notes are in a theme."""

    sorted: int
    notes: int


@dataclass(frozen=True, slots=True)
class NoteFilter:
    """Which notes to show: words that they hold, a kind, a stage (or NO_STEP). Empty: any."""

    words: str = ""
    kind: str = ""
    stage_id: str = ""

    def __bool__(self) -> bool:
        return bool(self.words.strip() or self.kind or self.stage_id)


@dataclass(frozen=True, slots=True)
class TrailStep:
    """Somebody put a note somewhere; titles as they were then, empty: in no theme."""

    note_id: str
    from_title: str
    to_title: str
    by: str
    moved_at: datetime | None


@dataclass(frozen=True, slots=True)
class ReadBackNote:
    """A note as it is read back to the room: exact words only, nothing of who said them."""

    id: str
    wording: str
    read_back: str
    voices: tuple[r.VoiceRecord, ...]


def wall_themes(reader: Reader) -> tuple[WallTheme, ...]:
    """Return the themes in the order of the wall."""
    note, voice = t.ThemeNote, t.Voice
    counted = (
        select(note.theme_id, func.count(note.contribution_id.distinct()), func.count(voice.id.distinct()))
        .join(voice, voice.contribution_id == note.contribution_id)
        .where(VOICE_IS_THERE)
        .group_by(note.theme_id)
    )
    numbers = {row[0]: (int(row[1]), int(row[2])) for row in reader.rows(counted)}
    columns = (t.Theme.id, t.Theme.code, t.Theme.title, t.Theme.summary, t.Theme.read_back)
    rows = reader.rows(select(*columns).order_by(t.Theme.order, t.Theme.id))
    return tuple(WallTheme(row[0], row[1], row[2], row[3], row[4], *numbers.get(row[0], (0, 0))) for row in rows)


def notes_of_themes(reader: Reader, most: Mapping[str, int], first: int) -> dict[str, tuple[str, ...]]:
    """Return the ids of each theme's first notes in their order. `most`: how many, by theme; `first`: of the others."""
    place = t.ThemeNote
    limit = max((*most.values(), first))
    rank = func.row_number().over(partition_by=place.theme_id, order_by=(place.order, place.id)).label("rank")
    ranked = (
        select(place.theme_id.label("theme"), place.contribution_id.label("note"), rank)
        .join(t.Contribution, t.Contribution.id == place.contribution_id)
        .where(NOTE_IS_THERE)
        .subquery()
    )
    wanted = select(ranked.c.theme, ranked.c.note, ranked.c.rank).where(ranked.c.rank <= limit)
    found: defaultdict[str, list[str]] = defaultdict(list)
    for theme_id, note_id, at in reader.rows(wanted.order_by(ranked.c.theme, ranked.c.rank)):
        if at <= most.get(theme_id, first):
            found[theme_id].append(note_id)
    return {theme_id: tuple(ids) for theme_id, ids in found.items()}


def unsorted_notes(reader: Reader, only: NoteFilter, limit: int, first: int = 0) -> tuple[str, ...]:
    """Return the ids of notes that are in no theme, oldest first; `first`: how many are passed over."""
    note = t.Contribution
    rows = select(note.id).where(*_unsorted(only)).order_by(note.order, note.id).limit(limit).offset(first)
    return tuple(str(row[0]) for row in reader.rows(rows))


def count_unsorted(reader: Reader, only: NoteFilter) -> int:
    """Return how many notes are in no theme."""
    return int(reader.scalar(select(func.count()).select_from(t.Contribution).where(*_unsorted(only))) or 0)


def sorted_so_far(reader: Reader) -> SortedSoFar:
    """Return how many notes there are, and how many of them are in a theme."""
    counted = select(func.count()).select_from(t.Contribution).where(NOTE_IS_THERE)
    done = int(reader.scalar(counted.where(t.Contribution.id.in_(IN_A_THEME))) or 0)
    return SortedSoFar(done, int(reader.scalar(counted) or 0))


def notes_of_parts(reader: Reader, parts: Collection[tuple[str, str]]) -> frozenset[str]:
    """Return the notes that changed voices belong to; `parts`: (table, id) of what changed."""
    voices = [row_id for table, row_id in parts if table == "voice"]
    if not voices:
        return frozenset()
    rows = reader.rows(select(t.Voice.contribution_id).where(t.Voice.id.in_(voices)).distinct())
    return frozenset(str(row[0]) for row in rows)


def theme_of_note(reader: Reader, note_id: str) -> str | None:
    """Return the theme that a note is in, None for none."""
    found = reader.scalar(select(t.ThemeNote.theme_id).where(t.ThemeNote.contribution_id == note_id))
    return str(found) if found else None


def note_at(reader: Reader, place_id: str) -> str | None:
    """Return the note whose place in a theme a row is, None where it is gone."""
    found = reader.scalar(select(t.ThemeNote.contribution_id).where(t.ThemeNote.id == place_id))
    return str(found) if found else None


def trail_of_note(reader: Reader, note_id: str) -> tuple[TrailStep, ...]:
    """Return who put a note where and when, the latest first; nothing of a withdrawn note."""
    return _trail(reader, t.ThemeMove.contribution_id == note_id, 200)


def trail_of_theme(reader: Reader, theme_id: str, limit: int = 100) -> tuple[TrailStep, ...]:
    """Return the latest moves of the notes that are in a theme, and of those that came or went under its title."""
    move = t.ThemeMove
    title = str(reader.scalar(select(t.Theme.title).where(t.Theme.id == theme_id)) or "")
    here = select(t.ThemeNote.contribution_id).where(t.ThemeNote.theme_id == theme_id)
    named = (move.from_title == title, move.to_title == title) if title else ()
    return _trail(reader, or_(move.contribution_id.in_(here), *named), limit)


def read_back_notes(reader: Reader, theme_id: str) -> tuple[ReadBackNote, ...]:
    """Return what is read back of a theme, in the order of the wall.

    Notes of a workshop that prints no notes are left out. What the hall sees is read from a snapshot for "room".
    """
    place = t.ThemeNote
    rows = reader.rows(select(place.contribution_id).where(place.theme_id == theme_id).order_by(place.order, place.id))
    order = {str(row[0]): at for at, row in enumerate(rows)}
    shops = {shop.id: shop for shop in queries.workshops(reader)}
    last = next(reversed(shops.values()), None)
    found: list[ReadBackNote] = []
    for note in sorted(queries.notes(reader, tuple(order)), key=lambda note: order[note.id]):
        shop = shops.get(note.workshop_id or "") or last
        if note.voices and (shop is None or shop.words_preset in SHOWN_IN_THEME):
            found.append(ReadBackNote(note.id, note.wording, note.read_back, note.voices))
    return tuple(found)


def _trail(reader: Reader, where: ColumnElement[bool], limit: int) -> tuple[TrailStep, ...]:
    move = t.ThemeMove
    columns = (move.contribution_id, move.from_title, move.to_title, move.by, move.moved_at)
    there = select(t.Contribution.id).where(NOTE_IS_THERE)
    rows = select(*columns).where(where, move.contribution_id.in_(there))
    return tuple(
        TrailStep(*row) for row in reader.rows(rows.order_by(move.moved_at.desc(), move.id.desc()).limit(limit))
    )


def _unsorted(only: NoteFilter) -> tuple[ColumnElement[bool], ...]:
    note, place = t.Contribution, t.ContributionPlace
    where: list[ColumnElement[bool]] = [NOTE_IS_THERE, note.id.not_in(IN_A_THEME)]
    if only.kind:
        where.append(note.kind == only.kind)
    if only.stage_id == NO_STEP:
        where.append(note.id.not_in(select(place.contribution_id)))
    elif only.stage_id:
        where.append(note.id.in_(select(place.contribution_id).where(place.stage_id == only.stage_id)))
    where += [_holds(word) for word in only.words.split()]
    return tuple(where)


def _holds(word: str) -> ColumnElement[bool]:
    """Tell whether a note holds letters in any place: SQLite knows small and capital letters of ASCII only."""
    note, voice = t.Contribution, t.Voice
    kinds = dict.fromkeys((word, word.lower(), word.upper(), word.capitalize()))
    said = or_(*(voice.words.contains(kind, autoescape=True) for kind in kinds))
    worded = or_(*(note.wording.contains(kind, autoescape=True) for kind in kinds))
    return or_(worded, note.id.in_(select(voice.contribution_id).where(said, VOICE_IS_THERE)))

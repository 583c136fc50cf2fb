"""What the wall shows, read page by page; what did not change is not read again."""

from collections.abc import Iterable

from models import queries, themes
from models.records import NoteRecord
from models.themes import NoteFilter, SortedSoFar, WallTheme
from widgets.context import Context
from widgets.lists.cards import CardData
from widgets.room import Rows
from widgets.sort.themes.cards import theme_card, unsorted_card

FIRST = 12  # notes of a theme that are read at first
PAGE = 40  # notes that are not sorted, and how many more a look further down brings
MOST = 6 * PAGE  # notes that are not sorted and shown at once: a window over all of them
EVERY = 1_000_000
TABLES = frozenset("theme theme_note contribution voice contribution_place withdrawal redaction workshop".split())
WHOLE = frozenset("contribution_place withdrawal redaction stage touchpoint lane path".split())


class WallReading:
    """The themes, the notes of each, and those not sorted yet, as far as somebody looked."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self.themes: tuple[WallTheme, ...] = ()
        self.notes_of: dict[str, tuple[str, ...]] = {}
        self.unsorted: tuple[str, ...] = ()
        self.unsorted_count = 0
        self.so_far = SortedSoFar(0, 0)
        self.only = NoteFilter()
        self._most: dict[str, int] = {}
        self._start, self._limit = 0, PAGE
        self._notes: dict[str, NoteRecord] = {}
        self._cards: dict[tuple[str, bool], CardData] = {}

    def read(self, rows: Rows) -> bool:
        """Read what changed. `rows` empty: everything may have. False: nothing that the wall shows."""
        tables = {table for table, _ in rows}
        if rows and not tables & (TABLES | WHOLE):
            return False
        if not rows or tables & WHOLE:
            self._forget(tuple(self._notes))
        else:
            touched = {row_id for table, row_id in rows if table == "contribution"}
            self._forget(tuple(touched | self._context.document.ask(themes.notes_of_parts, rows)))
        self._read()
        return True

    def filter(self, only: NoteFilter) -> None:
        """Show only some of the notes that are not sorted."""
        self.only, self._start, self._limit = only, 0, PAGE
        self._read()

    def more_of(self, theme_id: str) -> bool:
        """Read more notes of a theme; False: all are read."""
        shown = len(self.notes_of.get(theme_id, ()))
        if shown < self._most.get(theme_id, FIRST):
            return False
        self._most[theme_id] = shown + PAGE
        self._read()
        return True

    def more_unsorted(self) -> bool:
        """Read more notes that are not sorted; False: the last one is read."""
        if self._start + len(self.unsorted) >= self.unsorted_count:
            return False
        self._limit += PAGE
        if self._limit > MOST:
            self._start, self._limit = self._start + PAGE, MOST
        self._read()
        return True

    def earlier_unsorted(self) -> bool:
        """Read again what stands before; False: the first one is read."""
        if not self._start:
            return False
        self._start, self._limit = max(0, self._start - PAGE), min(MOST, self._limit + PAGE)
        self._read()
        return True

    def reach(self, note_id: str, theme_id: str | None) -> bool:
        """Read so far that a note is among what is read. False: it is not there."""
        if theme_id is None:
            if note_id not in self.unsorted:
                every = self._context.document.ask(themes.unsorted_notes, self.only, EVERY)
                if note_id not in every:
                    return False
                self._start, self._limit = max(0, every.index(note_id) - PAGE // 2), PAGE
                self._read()
            return True
        while note_id not in self.notes_of.get(theme_id, ()) and self.more_of(theme_id):
            pass
        return note_id in self.notes_of.get(theme_id, ())

    def note(self, note_id: str) -> NoteRecord | None:
        """Return a note of what is read."""
        return self._notes.get(note_id)

    def words_of(self, note_ids: Iterable[str]) -> str:
        """Return the exact words of notes, one voice a line."""
        notes = (self._notes.get(note_id) for note_id in note_ids)
        return "\n".join(voice.words for note in notes if note for voice in note.voices)

    def theme(self, theme_id: str) -> WallTheme | None:
        """Return a theme, None where it is gone."""
        return next((theme for theme in self.themes if theme.id == theme_id), None)

    def cards_of(self, theme_id: str) -> list[CardData]:
        """Return the cards of a theme."""
        return [self._card(note_id, False) for note_id in self.notes_of.get(theme_id, ())]

    def cards_unsorted(self) -> list[CardData]:
        """Return the cards that are not sorted yet."""
        return [self._card(note_id, True) for note_id in self.unsorted]

    # -- inside ---------------------------------------------------------------------------------

    def _read(self) -> None:
        ask = self._context.document.ask
        self.themes = ask(themes.wall_themes)
        found = ask(themes.notes_of_themes, self._most, FIRST)
        self.so_far = ask(themes.sorted_so_far)
        if self.only:
            self.unsorted_count = ask(themes.count_unsorted, self.only)
        else:
            self.unsorted_count = self.so_far.notes - self.so_far.sorted
        if self._start and self._start >= self.unsorted_count:
            self._start = 0
        unsorted = ask(themes.unsorted_notes, self.only, self._limit, self._start)
        wanted = dict.fromkeys((*unsorted, *(note_id for ids in found.values() for note_id in ids)))
        self._forget([note_id for note_id in self._notes if note_id not in wanted])
        if missing := [note_id for note_id in wanted if note_id not in self._notes]:
            self._notes |= {note.id: note for note in ask(queries.notes, missing)}
        self.notes_of = {theme: tuple(one for one in ids if one in self._notes) for theme, ids in found.items()}
        self.unsorted = tuple(one for one in unsorted if one in self._notes)

    def _forget(self, note_ids: list[str] | tuple[str, ...]) -> None:
        for note_id in note_ids:
            self._notes.pop(note_id, None)
            for unsorted in (False, True):
                self._cards.pop((note_id, unsorted), None)

    def _card(self, note_id: str, unsorted: bool) -> CardData:
        made = self._cards.get((note_id, unsorted))
        if made is None:
            make = unsorted_card if unsorted else theme_card
            made = self._cards[note_id, unsorted] = make(self._context.tr, self._notes[note_id])
        return made

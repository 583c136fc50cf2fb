"""Taking notes in from a file as one step, so that an import is taken back as a whole."""

from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from models import queries
from models import tables as t
from models.edits.base import MANY_ROWS, Far, at_once
from models.edits.sources import add_groups, note_source
from models.edits.theming import NewTheme, put_notes
from models.edits.voices import NewNote, note_rows, place_rows, voice_rows
from models.edits.weighing import COST_FIELDS, NewCost, check_cost
from models.order import FIRST
from models.reader import Reader
from models.writer import Writer
from resources.texts import N_

# What each round of inserting takes of the whole, in tenths: before it, and itself. Notes, voices, places, costs.
SLICE = 25  # notes that are put into a theme at once
ROUNDS = ((0, 4), (4, 5), (9, 0.5), (9.5, 0.5))


@dataclass(frozen=True)
class ImportNotes:
    """Add the notes of a file, known by the SHA-256 of its content.

    `segments`: names of groups that are new with this file; a voice names its group by `segment_name` in
    `group_of`, one entry a note (empty: not said). `costs`: minor units of money, one entry a note (None: none).
    `themes`: the title of each note's theme ("": none); one that is not there yet is made. `together`: notes with the
    same name (not "") are voices of the first of them. `again`: the person said that a file imported before shall be
    imported once more.
    """

    sha256: str
    name: str
    kind: str
    notes: tuple[NewNote, ...]
    new_groups: tuple[str, ...] = ()
    group_of: tuple[str, ...] = ()
    costs: tuple[int | None, ...] = ()
    themes: tuple[str, ...] = ()
    together: tuple[str, ...] = ()
    again: bool = False
    label: ClassVar[str] = N_("Import notes")

    @property
    def backup_before(self) -> str:
        """Why a backup is made first: many notes come from elsewhere; empty for a few."""
        return "import" if len(self.notes) > MANY_ROWS else ""

    def apply(self, writer: Writer, reader: Reader) -> tuple[str, ...]:
        """Return the notes' ids, in their order. Refused: the same file was imported before."""
        return at_once(self.apply_in_slices(writer, reader))

    def apply_in_slices(self, writer: Writer, reader: Reader) -> Generator[Far, None, tuple[str, ...]]:
        """Do the same a few milliseconds at a time."""
        source = (self.sha256, self.name, self.kind, len(self.notes))
        import_id = note_source(writer, reader, *source, again=self.again)
        add_groups(writer, reader, self.new_groups)
        first = self._first_of_each()
        notes = self._joined(first)
        ids = yield from self._telling(0, writer.insert_in_slices(t.Contribution, note_rows(notes, import_id)))
        yield from self._telling(1, writer.insert_in_slices(t.Voice, self._voice_rows(notes, ids, first, reader)))
        yield from self._telling(2, writer.insert_in_slices(t.ContributionPlace, place_rows(notes, ids)))
        yield from self._telling(3, writer.insert_in_slices(t.CostLine, self._cost_rows(ids, first)))
        yield from self._put_in_themes(writer, reader, ids, first)
        return ids

    def _first_of_each(self) -> dict[int, list[int]]:
        """Return the places of the notes that are kept as such, each with those whose voices it has, itself first."""
        if not self.together:
            return {at: [at] for at in range(len(self.notes))}
        found: dict[int, list[int]] = {}
        firsts: dict[str, int] = {}
        for at, name in enumerate(self.together):
            first = firsts.setdefault(name, at) if name else at
            found.setdefault(first, []).append(at)
        return found

    def _joined(self, first: dict[int, list[int]]) -> tuple[NewNote, ...]:
        return tuple(
            replace(self.notes[at], voices=tuple(voice for one in all_of for voice in self.notes[one].voices))
            if len(all_of) > 1
            else self.notes[at]
            for at, all_of in first.items()
        )

    def _put_in_themes(
        self, writer: Writer, reader: Reader, ids: tuple[str, ...], first: dict[int, list[int]]
    ) -> Iterator[Far]:
        """Put the notes into the themes that their rows name."""
        inside: dict[str, list[str]] = {}
        for note_id, at in zip(ids, first, strict=True):
            if self.themes and self.themes[at]:
                inside.setdefault(self.themes[at], []).append(note_id)
        there = {theme.title.casefold(): theme.id for theme in queries.themes(reader)}
        for title, note_ids in inside.items():
            theme_id = there.get(title.casefold())
            if theme_id is None:
                theme_id = there[title.casefold()] = NewTheme(title).apply(writer, reader)
            for at in range(0, len(note_ids), SLICE):
                put_notes(writer, reader, note_ids[at : at + SLICE], theme_id, "")
                yield len(self.notes), len(self.notes)

    def _telling(
        self, round_: int, inserting: Generator[int, None, tuple[str, ...]]
    ) -> Generator[Far, None, tuple[str, ...]]:
        """Insert, and say how far the whole import is; voices take most of the time, because they are indexed."""
        before, share = ROUNDS[round_]
        done = 0
        while True:
            try:
                done += next(inserting)
            except StopIteration as end:
                return end.value
            whole = max(1, len(self.notes))
            yield round(whole * (before + share * min(1, done / whole)) / 10), whole

    def _voice_rows(
        self, notes: tuple[NewNote, ...], ids: tuple[str, ...], first: dict[int, list[int]], reader: Reader
    ) -> Iterator[dict[str, object]]:
        rows = voice_rows(notes, ids)
        if not any(self.group_of):
            return rows
        known = {group.name.casefold(): group.id for group in queries.groups(reader)}
        groups = (self.group_of[one] for all_of in first.values() for one in all_of for _ in self.notes[one].voices)
        segments = (known.get(name.casefold()) for name in groups)
        return ({**row, "segment_id": segment} for row, segment in zip(rows, segments, strict=True))

    def _cost_rows(self, ids: tuple[str, ...], first: dict[int, list[int]]) -> Iterator[dict[str, object]]:
        costs = [self.costs[at] for at in first] if self.costs else [None] * len(ids)
        for note_id, high in zip(ids, costs, strict=True):
            if high is not None:
                cost = NewCost("money", high)
                check_cost(cost)
                values = {name: getattr(cost, name) for name in COST_FIELDS}
                yield {"contribution_id": note_id, **values, "order": FIRST}

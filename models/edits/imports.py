"""Taking notes in from a file as one step, so that an import is taken back as a whole."""

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from typing import ClassVar

from models import queries
from models import tables as t
from models.edits.base import Far, at_once
from models.edits.sources import add_groups, note_source
from models.edits.voices import NewNote, note_rows, place_rows, voice_rows
from models.edits.weighing import COST_FIELDS, NewCost, check_cost
from models.order import FIRST
from models.reader import Reader
from models.writer import Writer
from resources.texts import N_

# What each round of inserting takes of the whole, in tenths: before it, and itself. Notes, voices, places, costs.
ROUNDS = ((0, 4), (4, 5), (9, 0.5), (9.5, 0.5))


@dataclass(frozen=True)
class ImportNotes:
    """Add the notes of a file, known by the SHA-256 of its content.

    `segments`: names of groups that are new with this file; a voice names its group by `segment_name` in
    `group_of`, one entry a note (empty: not said). `costs`: minor units of money, one entry a note (None: none).
    `again`: the person said that a file imported before shall be imported once more.
    """

    sha256: str
    name: str
    kind: str
    notes: tuple[NewNote, ...]
    new_groups: tuple[str, ...] = ()
    group_of: tuple[str, ...] = ()
    costs: tuple[int | None, ...] = ()
    again: bool = False
    label: ClassVar[str] = N_("Import notes")

    def apply(self, writer: Writer, reader: Reader) -> tuple[str, ...]:
        """Return the notes' ids, in their order. Refused: the same file was imported before."""
        return at_once(self.apply_in_slices(writer, reader))

    def apply_in_slices(self, writer: Writer, reader: Reader) -> Generator[Far, None, tuple[str, ...]]:
        """Do the same a few milliseconds at a time."""
        source = (self.sha256, self.name, self.kind, len(self.notes))
        import_id = note_source(writer, reader, *source, again=self.again)
        add_groups(writer, reader, self.new_groups)
        ids = yield from self._telling(0, writer.insert_in_slices(t.Contribution, note_rows(self.notes, import_id)))
        yield from self._telling(1, writer.insert_in_slices(t.Voice, self._voice_rows(ids, reader)))
        yield from self._telling(2, writer.insert_in_slices(t.ContributionPlace, place_rows(self.notes, ids)))
        yield from self._telling(3, writer.insert_in_slices(t.CostLine, self._cost_rows(ids)))
        return ids

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

    def _voice_rows(self, ids: tuple[str, ...], reader: Reader) -> Iterator[dict[str, object]]:
        rows = voice_rows(self.notes, ids)
        if not any(self.group_of):
            return rows
        known = {group.name.casefold(): group.id for group in queries.groups(reader)}
        named = zip(ids, self.group_of, strict=True)
        segments = {note_id: known.get(name.casefold()) for note_id, name in named}
        return ({**row, "segment_id": segments[str(row["contribution_id"])]} for row in rows)

    def _cost_rows(self, ids: tuple[str, ...]) -> Iterator[dict[str, object]]:
        for note_id, high in zip(ids, self.costs or (None,) * len(ids), strict=True):
            if high is not None:
                cost = NewCost("money", high)
                check_cost(cost)
                values = {name: getattr(cost, name) for name in COST_FIELDS}
                yield {"contribution_id": note_id, **values, "order": FIRST}

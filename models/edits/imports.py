"""Taking notes in from a file as one step, so that an import is taken back as a whole."""

from dataclasses import dataclass
from typing import ClassVar

from models import queries
from models.edits.sources import add_groups, note_source
from models.edits.voices import NewNote, insert_notes
from models.edits.weighing import AddCost, NewCost
from models.reader import Reader
from models.writer import Writer
from resources.texts import N_


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
        source = (self.sha256, self.name, self.kind, len(self.notes))
        import_id = note_source(writer, reader, *source, again=self.again)
        add_groups(writer, reader, self.new_groups)
        ids = insert_notes(writer, self._with_groups(reader), import_id)
        for note_id, cost in zip(ids, self.costs or (None,) * len(ids), strict=True):
            if cost is not None:
                AddCost(NewCost("money", cost), note_id).apply(writer, reader)
        return ids

    def _with_groups(self, reader: Reader) -> tuple[NewNote, ...]:
        if not any(self.group_of):
            return self.notes
        by_name = {group.name.casefold(): group.id for group in queries.groups(reader)}
        return tuple(
            _in_group(note, by_name.get(name.casefold())) for note, name in zip(self.notes, self.group_of, strict=True)
        )


def _in_group(note: NewNote, segment_id: str | None) -> NewNote:
    voices = tuple(type(voice)(voice.words, {**voice.values, "segment_id": segment_id}) for voice in note.voices)
    return NewNote(voices, note.values, note.places)

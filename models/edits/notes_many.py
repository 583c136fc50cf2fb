"""One edit on several notes and stories: kind, group, table or step of everything that was marked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from sqlalchemy import select

from models import tables as t
from models.edits.sets import write_set
from models.edits.voices import NOTE_FIELDS, VOICE_FIELDS, Place, known
from models.reader import Reader
from models.tables import Domain
from models.writer import Writer
from resources.texts import N_

SAID_BY = ("segment_id", "table_name")  # of a voice or a story; the kind is of a note


@dataclass(frozen=True)
class ChangeMany:
    """Set the kind, group or table of notes and stories, and the step where `place` is given or `no_place` is said.

    A story has no kind. Of a note with several voices, those without a group get it; where all have one, the first
    voice's is changed: the words of the others stay with the people they came from. Likewise the table.
    """

    note_ids: tuple[str, ...] = ()
    story_ids: tuple[str, ...] = ()
    values: Mapping[str, object] = field(default_factory=dict[str, object])  # of kind, segment_id, table_name
    place: Place | None = None
    no_place: bool = False
    label: ClassVar[str] = N_("Change what is marked")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: one of them is gone; nothing is changed."""
        values = known(self.values, frozenset(("kind", *SAID_BY)))
        said = {name: value for name, value in values.items() if name != "kind"}
        for note_id in dict.fromkeys(self.note_ids):
            if "kind" in values:
                writer.update(t.Contribution, note_id, kind=values["kind"])
            for name, value in said.items():
                for voice_id in _voices_for(reader, note_id, name, value):
                    writer.update(t.Voice, voice_id, **{name: value})
            self._place(writer, reader, t.ContributionPlace, "contribution_id", note_id)
        for story_id in dict.fromkeys(self.story_ids):
            if said:
                writer.update(t.Story, story_id, **said)
            self._place(writer, reader, t.StoryPlace, "story_id", story_id)

    def _place(self, writer: Writer, reader: Reader, cls: type[Domain], owner: str, owner_id: str) -> None:
        if self.no_place:
            write_set(writer, reader, cls, (owner, owner_id), ())
        elif self.place is not None:
            table = cls.__table__.c
            columns = (table["stage_id"], table["touchpoint_id"])
            there = [Place(row[0], row[1]) for row in reader.rows(select(*columns).where(table[owner] == owner_id))]
            kept = there if len(set(there)) > 1 else []  # one step is replaced, of several none is taken away
            write_set(writer, reader, cls, (owner, owner_id), _rows((*kept, self.place)))


@dataclass(frozen=True)
class CorrectNote:
    """Correct a note as it was typed, in one step: its words and what is known of them, its kind, its steps.

    `places` None: the steps stay as they are.
    """

    note_id: str
    voice_id: str
    kind: str
    values: Mapping[str, object]
    places: tuple[Place, ...] | None = None
    label: ClassVar[str] = N_("Correct note")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: no words are left, or the note is gone."""
        writer.update(t.Contribution, self.note_id, **known({"kind": self.kind}, NOTE_FIELDS))
        writer.update(t.Voice, self.voice_id, **known(self.values, VOICE_FIELDS))
        if self.places is not None:
            write_set(writer, reader, t.ContributionPlace, ("contribution_id", self.note_id), _rows(self.places))


@dataclass(frozen=True)
class CorrectStory:
    """Correct a story as it was typed, in one step; its consents stay. `places` None: the steps stay."""

    story_id: str
    values: Mapping[str, object]
    places: tuple[Place, ...] | None = None
    label: ClassVar[str] = N_("Correct story")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: no words are left, or the story is gone."""
        writer.update(t.Story, self.story_id, **known(self.values, frozenset(VOICE_FIELDS)))
        if self.places is not None:
            write_set(writer, reader, t.StoryPlace, ("story_id", self.story_id), _rows(self.places))


def _rows(places: Sequence[Place]) -> list[dict[str, object]]:
    return [{"stage_id": place.stage_id, "touchpoint_id": place.touchpoint_id} for place in places]


def _voices_for(reader: Reader, note_id: str, name: str, value: object) -> list[str]:
    """Return the voices of a note that a group or a table is meant for; withdrawn words are left alone."""
    table = t.Voice.__table__.c
    gone = select(t.Withdrawal.voice_id).where(t.Withdrawal.voice_id.is_not(None))
    there = select(table["id"], table[name]).where(table["contribution_id"] == note_id, table["id"].not_in(gone))
    voices = [(str(row[0]), row[1]) for row in reader.rows(there.order_by(table["order"], table["id"]))]
    without = [voice_id for voice_id, held in voices if not held]
    return without if without and value else [voice_id for voice_id, _ in voices[:1]]

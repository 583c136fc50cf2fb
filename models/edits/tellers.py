"""Edits of how the teller of a story is called and who in the project they are. Nobody needs a name."""

from dataclasses import dataclass, replace
from typing import Any, ClassVar

from sqlalchemy import func, select

from models import tables as t
from models.edits.voices import AddStory
from models.errors import Refused
from models.reader import Reader
from models.writer import Writer
from resources.texts import N_


@dataclass(frozen=True)
class AddToldStory:
    """Keep a story of somebody by pseudonym or number, as one step; somebody new becomes a participant of its group."""

    story: AddStory
    name: str
    label: ClassVar[str] = AddStory.label

    def apply(self, writer: Writer, reader: Reader) -> str:
        """Return the story's id. Refused: no words."""
        name, group = self.name.strip(), self.story.values.get("segment_id")
        person = _called(reader, name) or writer.insert(t.Participant, pseudonym=name, segment_id=group)
        values = {**self.story.values, "participant_id": person, "teller": name}
        return replace(self.story, values=values).apply(writer, reader)


@dataclass(frozen=True)
class CallTeller:
    """Give the teller of a story a name of its own: documents call them so, and they become somebody in the project."""

    story_id: str
    name: str
    label: ClassVar[str] = N_("Say how the teller is called")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: the story is gone, or somebody else is called so."""
        name = self.name.strip()
        story = _story(reader, self.story_id)
        other = _called(reader, name)
        if other is not None and other != story.participant_id:
            raise Refused(N_("Somebody else in this project is called so. Choose another name."))
        person = story.participant_id
        if person is None:
            person = writer.insert(t.Participant, pseudonym=name, segment_id=story.segment_id)
        elif not reader.scalar(select(t.Participant.pseudonym).where(t.Participant.id == person)):
            writer.update(t.Participant, str(person), pseudonym=name)
        writer.update(t.Story, self.story_id, teller=name, participant_id=person)


@dataclass(frozen=True)
class TieTeller:
    """Say who in the project tells a story, by pseudonym or number; somebody new is added, empty: not said."""

    story_id: str
    name: str
    label: ClassVar[str] = N_("Say who tells it")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: the story is gone."""
        name = self.name.strip()
        story = _story(reader, self.story_id)
        person: str | None = None
        if name:
            person = _called(reader, name) or writer.insert(t.Participant, pseudonym=name, segment_id=story.segment_id)
        teller = story.teller or name
        writer.update(t.Story, self.story_id, participant_id=person, teller=teller)


@dataclass(frozen=True)
class SetTellersGroup:
    """Say which group the teller of a story belongs to; whoever tells it and has no group yet gets it too."""

    story_id: str
    segment_id: str | None
    label: ClassVar[str] = N_("Change story")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: the story is gone."""
        story = _story(reader, self.story_id)
        person = story.participant_id
        if person:
            before = reader.scalar(select(t.Participant.segment_id).where(t.Participant.id == person))
            if before is None or (before == story.segment_id and _tells_only(reader, str(person), self.story_id)):
                writer.update(t.Participant, str(person), segment_id=self.segment_id)
        writer.update(t.Story, self.story_id, segment_id=self.segment_id)


def _story(reader: Reader, story_id: str) -> Any:
    columns = (t.Story.participant_id, t.Story.segment_id, t.Story.teller)
    rows = reader.rows(select(*columns).where(t.Story.id == story_id))
    if not rows:
        raise Refused(N_("This story is not there any more."))
    return rows[0]


def _called(reader: Reader, name: str) -> str | None:
    """Return the participant with a pseudonym or a code, whatever its capitals."""
    wanted = name.casefold()
    columns = (t.Participant.id, t.Participant.pseudonym, t.Participant.code)
    alike = (row for row in reader.rows(select(*columns)) if wanted in (row[1].casefold(), row[2].casefold()))
    return next((str(row[0]) for row in alike), None) if wanted else None


def _tells_only(reader: Reader, person: str, story_id: str) -> bool:
    """Tell whether nothing else in the project is of this participant."""
    others = sum(
        int(reader.scalar(select(func.count()).select_from(cls).where(cls.participant_id == person)) or 0)
        for cls in (t.Voice, t.Feeling, t.Ballot)
    )
    stories = select(func.count()).select_from(t.Story)
    return not others and not reader.scalar(stories.where(t.Story.participant_id == person, t.Story.id != story_id))

"""Edits of where stories and notes belong: as a whole, one place or many rows at a time; and of the tags of a story."""

from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import select

from models import tables as t
from models.edits.sets import remove_from_set, write_set
from models.edits.voices import Place
from models.errors import Refused
from models.reader import Reader
from models.writer import Writer
from resources.texts import N_

NOT_ATTACHED = N_("This is not attached there any more.")


@dataclass(frozen=True)
class SetNotePlaces:
    """Say to which steps a note belongs, as a whole."""

    note_id: str
    places: tuple[Place, ...]
    label: ClassVar[str] = N_("Attach note to step")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: a step that is gone."""
        wanted = [_row(place) for place in self.places]
        write_set(writer, reader, t.ContributionPlace, ("contribution_id", self.note_id), wanted)


@dataclass(frozen=True)
class SetStoryPlaces:
    """Say to which steps a story belongs, as a whole."""

    story_id: str
    places: tuple[Place, ...]
    label: ClassVar[str] = N_("Attach story to step")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: a step that is gone."""
        write_set(writer, reader, t.StoryPlace, ("story_id", self.story_id), [_row(place) for place in self.places])


@dataclass(frozen=True)
class DetachNote:
    """Take a note from one step."""

    note_id: str
    place: Place
    label: ClassVar[str] = N_("Take note from step")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: it is not attached there."""
        if not remove_from_set(
            writer, reader, t.ContributionPlace, ("contribution_id", self.note_id), **_row(self.place)
        ):
            raise Refused(NOT_ATTACHED)


@dataclass(frozen=True)
class DetachStory:
    """Take a story from one step."""

    story_id: str
    place: Place
    label: ClassVar[str] = N_("Take story from step")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: it is not attached there."""
        if not remove_from_set(writer, reader, t.StoryPlace, ("story_id", self.story_id), **_row(self.place)):
            raise Refused(NOT_ATTACHED)


@dataclass(frozen=True)
class AttachToStep:
    """Attach stories and notes to one step; what is attached there already stays as it is."""

    row_ids: tuple[str, ...]
    place: Place
    label: ClassVar[str] = N_("Attach to step")

    def apply(self, writer: Writer, reader: Reader) -> tuple[str, ...]:
        """Return the ids of what was attached. Refused: one is gone, or all are attached there already."""
        done = tuple(row_id for row_id in dict.fromkeys(self.row_ids) if self._attach(writer, reader, row_id))
        if not done:
            raise Refused(N_("This is attached there already."))
        return done

    def _attach(self, writer: Writer, reader: Reader, row_id: str) -> bool:
        cls, owner = _home(reader, row_id)
        columns = cls.__table__.c
        same = [columns[owner] == row_id, columns["stage_id"] == self.place.stage_id]
        same.append(columns["touchpoint_id"].is_(self.place.touchpoint_id))
        if reader.scalar(select(columns["id"]).where(*same)):
            return False
        writer.insert(cls, **{owner: row_id, **_row(self.place)})
        return True


@dataclass(frozen=True)
class TakeFromStep:
    """Take stories and notes from one step."""

    row_ids: tuple[str, ...]
    place: Place
    label: ClassVar[str] = N_("Take from step")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: none of them is attached there."""
        gone: list[str] = []
        for row_id in dict.fromkeys(self.row_ids):
            cls, owner = _home(reader, row_id)
            gone += remove_from_set(writer, reader, cls, (owner, row_id), **_row(self.place))
        if not gone:
            raise Refused(NOT_ATTACHED)


@dataclass(frozen=True)
class SetStoryTags:
    """Say by which words a story is found, as a whole."""

    story_id: str
    tags: tuple[str, ...]
    label: ClassVar[str] = N_("Set tags of story")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: a tag without words."""
        write_set(writer, reader, t.StoryTag, ("story_id", self.story_id), [{"tag": tag} for tag in self.tags])


def _home(reader: Reader, row_id: str) -> tuple[type[t.StoryPlace] | type[t.ContributionPlace], str]:
    """Return where the places of a story or a note are kept. Refused: it is neither any more."""
    if reader.scalar(select(t.Story.id).where(t.Story.id == row_id)):
        return t.StoryPlace, "story_id"
    if reader.scalar(select(t.Contribution.id).where(t.Contribution.id == row_id)):
        return t.ContributionPlace, "contribution_id"
    raise Refused(N_("This story or note is not there any more."))


def _row(place: Place) -> dict[str, object]:
    return {"stage_id": place.stage_id, "touchpoint_id": place.touchpoint_id}

"""Edits of where stories and notes belong, as a whole or one place at a time, and of the tags of a story."""

from dataclasses import dataclass
from typing import ClassVar

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
class SetStoryTags:
    """Say by which words a story is found, as a whole."""

    story_id: str
    tags: tuple[str, ...]
    label: ClassVar[str] = N_("Set tags of story")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: a tag without words."""
        write_set(writer, reader, t.StoryTag, ("story_id", self.story_id), [{"tag": tag} for tag in self.tags])


def _row(place: Place) -> dict[str, object]:
    return {"stage_id": place.stage_id, "touchpoint_id": place.touchpoint_id}

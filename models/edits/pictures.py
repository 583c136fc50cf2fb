"""Edits of pictures: adding photos, saying what is to be seen on them, moving and deleting them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from models import tables as t
from models.errors import Refused
from models.pictures import PictureOwner
from models.reader import Reader
from models.writer import Writer
from resources.texts import N_

MEDIA_TYPES = frozenset(("image/jpeg", "image/png"))
LARGEST = 16 * 1024 * 1024  # bytes; a photo that was scaled down has one or two million


@dataclass(frozen=True, repr=False)
class NewPicture:
    """A picture that is being added: scaled down and without camera data, as exports.exchange.pictures makes it."""

    content: bytes
    media_type: str
    width: int
    height: int
    alternative: str = ""


@dataclass(frozen=True)
class AddPictures:
    """Keep photos of a story, a note or a workshop. The same bytes are kept once.

    `run`: many photos come in several such edits that follow each other, and are one step to undo all the same.
    """

    pictures: tuple[NewPicture, ...]
    owner: PictureOwner
    run: str = ""
    label: ClassVar[str] = N_("Add photos")

    def apply(self, writer: Writer, reader: Reader) -> tuple[str, ...]:
        """Return the ids of the places, in their order. Refused: the story, note or workshop is gone."""
        owner = _columns(self.owner)
        return tuple(_add(writer, one, owner) for one in self.pictures)


@dataclass(frozen=True)
class ChangePicture:
    """Say what is to be seen on a picture, or let it belong to something else."""

    place_id: str
    alternative: str | None = None
    owner: PictureOwner | None = None
    label: ClassVar[str] = N_("Change photo")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: the picture is gone."""
        values: dict[str, object] = {} if self.alternative is None else {"alternative": self.alternative}
        writer.update(t.PicturePlace, self.place_id, **values, **(_columns(self.owner) if self.owner else {}))


@dataclass(frozen=True)
class DeletePicture:
    """Delete a picture; its bytes stay in the file, so that undo brings it back, until it is erased for good."""

    place_id: str
    label: ClassVar[str] = N_("Delete photo")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: the picture is gone already."""
        writer.remove(t.PicturePlace, self.place_id)


def _add(writer: Writer, picture: NewPicture, owner: Mapping[str, str | None]) -> str:
    if picture.media_type not in MEDIA_TYPES or not 0 < len(picture.content) <= LARGEST:
        raise Refused(N_("This photo cannot be kept as it is. Save it as JPEG and add it again."))
    size = {"width": picture.width, "height": picture.height}
    picture_id = writer.insert(
        t.Picture, sha256=writer.keep_bytes(picture.content), media_type=picture.media_type, **size
    )
    return writer.insert(t.PicturePlace, picture_id=picture_id, alternative=picture.alternative, **owner)


def _columns(owner: PictureOwner) -> dict[str, str | None]:
    """Return the reference columns: a picture of a story or a note is of no workshop besides."""
    if owner.story_id or owner.note_id:
        return {"workshop_id": None, "story_id": owner.story_id, "contribution_id": owner.note_id}
    return {"workshop_id": owner.workshop_id, "story_id": None, "contribution_id": None}

"""Photos of flip charts and drawings: what they belong to, what is to be seen on them, their bytes.

Pictures of withdrawn stories, and of notes whose words were all withdrawn, are in no answer of this module.
"""

import hashlib
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from models import tables as t
from models.reader import Reader
from models.views import GONE_NOTES, GONE_STORIES


@dataclass(frozen=True, slots=True)
class PictureOwner:
    """What pictures belong to: a story, a note, else a workshop; all three None: between workshops."""

    workshop_id: str | None = None
    story_id: str | None = None
    note_id: str | None = None


@dataclass(frozen=True, slots=True)
class PictureRecord:
    """A picture at its place. `id` is the place's; `size` in bytes; `alternative`: what is to be seen on it."""

    id: str
    picture_id: str
    owner: PictureOwner
    alternative: str
    sha256: str
    media_type: str
    width: int
    height: int
    size: int


def pictures(reader: Reader, owner: PictureOwner | None = None) -> tuple[PictureRecord, ...]:
    """Return the pictures of one owner, or all, in the order they were added."""
    of_owner = () if owner is None else _of(owner)
    found = reader.rows(_seen(*of_owner).order_by(t.PicturePlace.id))
    return tuple(
        PictureRecord(row[0], row[1], PictureOwner(row[2], row[3], row[4]), *row[5:10], size=row[10] or 0)
        for row in found
    )


def picture(reader: Reader, place_id: str) -> PictureRecord | None:
    """Return one picture by the id of its place; None: it is not there, or what it belongs to was withdrawn."""
    return next((one for one in pictures(reader) if one.id == place_id), None)


def picture_content(reader: Reader, sha256: str) -> bytes:
    """Return the bytes of a picture; none where the file lacks them."""
    return bytes(reader.scalar(select(t.PictureBytes.content).where(t.PictureBytes.sha256 == sha256)) or b"")


def undescribed(reader: Reader, owner: PictureOwner | None = None) -> int:
    """Return how many pictures have no text alternative yet, of one owner or in all."""
    return sum(1 for one in pictures(reader, owner) if not one.alternative.strip())


def damaged(reader: Reader) -> int:
    """Return how many pictures have lost their bytes or hold others than they were added with; reads all of them."""
    hashes = [str(row[0]) for row in reader.rows(select(t.Picture.sha256))]
    return sum(1 for sha256 in hashes if hashlib.sha256(picture_content(reader, sha256)).hexdigest() != sha256)


def _seen(*where: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    place, image = t.PicturePlace, t.Picture
    columns = (
        place.id,
        place.picture_id,
        place.workshop_id,
        place.story_id,
        place.contribution_id,
        place.alternative,
        image.sha256,
        image.media_type,
        image.width,
        image.height,
        func.length(t.PictureBytes.content),
    )
    there = (
        place.story_id.is_(None) | place.story_id.not_in(GONE_STORIES),
        place.contribution_id.is_(None) | place.contribution_id.not_in(GONE_NOTES),
    )
    joined = select(*columns).join(image, image.id == place.picture_id)
    return joined.outerjoin(t.PictureBytes, t.PictureBytes.sha256 == image.sha256).where(*there, *where)


def _of(owner: PictureOwner) -> tuple[ColumnElement[bool], ...]:
    place = t.PicturePlace
    if owner.story_id:
        return (place.story_id == owner.story_id,)
    if owner.note_id:
        return (place.contribution_id == owner.note_id,)
    free = (place.story_id.is_(None), place.contribution_id.is_(None))
    of_workshop = place.workshop_id == owner.workshop_id if owner.workshop_id else place.workshop_id.is_(None)
    return (*free, of_workshop)

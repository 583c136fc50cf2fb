"""Photos in a document: flip charts of the workshops, and what was drawn for a story or a note."""

from collections.abc import Iterable

from exports.document import Block, Heading, Paragraph, Photo, Together
from exports.reports.content import Content
from exports.reports.formats import long_date
from models.pictures import PictureRecord


def workshop_photos(content: Content, *, public: bool) -> list[Block]:
    """Return the photos of the workshops, oldest workshop first. `public`: only those that somebody described."""
    tr = content.tr
    free = [one for one in content.pictures if not one.owner.story_id and not one.owner.note_id]
    shown = [one for one in free if one.alternative.strip() or not public]
    if not shown:
        return []
    blocks: list[Block] = [
        Heading(1, tr("Photos of the workshop") if _is_one(shown) else tr("Photos of the workshops"))
    ]
    for title, photos in _by_workshop(shown, content):
        first, *others = _photos(photos, content)
        blocks += [Together((Paragraph(title, "small"), first)) if title else first, *others]
    return blocks


def drawn_for(content: Content) -> list[Block]:
    """Return the pictures of stories and notes, each under its code; for inside only."""
    tr = content.tr
    codes = {story.id: tr("Story {code}", code=story.code) for story in content.stories}
    codes |= {note.id: tr("Note {code}", code=note.code) for note in content.notes}
    blocks: list[Block] = []
    for owner_id, title in codes.items():
        mine = [one for one in content.pictures if owner_id in (one.owner.story_id, one.owner.note_id)]
        if mine:
            blocks += [Heading(2, title), *_photos(mine, content)]
    return [Heading(1, tr("Photos and drawings")), *blocks] if blocks else []


def _photos(photos: Iterable[PictureRecord], content: Content) -> list[Block]:
    tr = content.tr
    said = tr("Photo without a description")
    return [
        Photo(content.bytes_of(one.sha256), one.alternative.strip() or said, described=bool(one.alternative.strip()))
        for one in photos
    ]


def _by_workshop(shown: list[PictureRecord], content: Content) -> list[tuple[str, list[PictureRecord]]]:
    """Return the photos of each workshop under its title and day, then those of none."""
    named = len(content.workshops) > 1
    found: list[tuple[str, list[PictureRecord]]] = []
    for workshop in content.workshops:
        day = long_date(workshop.day, content.language)
        mine = [one for one in shown if one.owner.workshop_id == workshop.id]
        if mine:
            found.append((", ".join(part for part in (workshop.title, day) if part) if named else "", mine))
    known = {workshop.id for workshop in content.workshops}
    between = [one for one in shown if one.owner.workshop_id not in known]
    if between:
        found.append((content.tr("Between workshops") if found else "", between))
    return found


def _is_one(shown: list[PictureRecord]) -> bool:
    return len({one.owner.workshop_id for one in shown}) == 1

"""What waits for the break: notes and stories of a workshop that lack something a scribe had no time for.

Counted and paged in the database, so that it stays quick with 10,000 notes. Withdrawn words are not among it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, not_, or_, select

from models import tables as t
from models.reader import Reader
from models.views import NOTE_IS_THERE, STORY_IS_THERE, VOICE_IS_THERE

KIND, GROUP, STEP, TRANSLATOR, CONSENT, READ_BACK = "kind", "group", "step", "translator", "consent", "read_back"
MOST = 200  # shown at once: more is done in several breaks


@dataclass(frozen=True, slots=True)
class ToComplete:
    """A note or story and what it lacks, by the codes above."""

    table: str
    id: str
    lacks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much waits, and the newest of it, newest first."""

    total: int
    rows: tuple[ToComplete, ...]


Lacks = dict[str, ColumnElement[bool]]


def to_complete(
    reader: Reader, workshop_id: str | None, purposes: Iterable[str], limit: int = MOST, *, everywhere: bool = False
) -> Waiting:
    """Return what waits in one workshop (None: between workshops), or `everywhere`; `limit` 0 only counts.

    A group or a step is not missed in a project that has none. `purposes`: what each teller is to be asked for.
    """
    notes, stories = _of_notes(reader), _of_stories(reader, purposes)
    found: list[ToComplete] = []
    total = 0
    for cls, lacks, there in (
        (t.Contribution, notes, NOTE_IS_THERE),
        (t.Story, stories, STORY_IS_THERE),
    ):
        here = (there,) if everywhere else (there, cls.workshop_id == workshop_id)
        waiting = and_(*here, or_(*lacks.values()))
        total += int(reader.scalar(select(func.count()).select_from(cls).where(waiting)) or 0)
        if limit > 0:
            page: Select[*tuple[Any, ...]] = select(cls.id, *lacks.values()).where(waiting)
            for row_id, *flags in reader.rows(page.order_by(cls.id.desc()).limit(limit)):
                said = tuple(code for code, flag in zip(lacks, flags, strict=True) if flag)
                found.append(ToComplete(cls.__tablename__, str(row_id), said))
    found.sort(key=lambda one: one.id, reverse=True)
    return Waiting(total, tuple(found[:limit]))


def _of_notes(reader: Reader) -> Lacks:
    voice, place = t.Voice, t.ContributionPlace
    own = select(voice.id).where(voice.contribution_id == t.Contribution.id, VOICE_IS_THERE)
    lacks: Lacks = {KIND: t.Contribution.kind == "unsorted"}
    if _any(reader, t.Segment):
        lacks[GROUP] = own.where(voice.segment_id.is_(None)).exists()
    if _any(reader, t.Stage):
        lacks[STEP] = not_(select(place.id).where(place.contribution_id == t.Contribution.id).exists())
    lacks[TRANSLATOR] = own.where(voice.words_source == "translated", voice.translated_by == "").exists()
    return lacks


def _of_stories(reader: Reader, purposes: Iterable[str]) -> Lacks:
    place, consent, wanted = t.StoryPlace, t.Consent, set(purposes)
    asked = select(func.count(consent.purpose.distinct())).where(
        consent.story_id == t.Story.id, consent.purpose.in_(wanted)
    )
    lacks: Lacks = {}
    if wanted:
        lacks[CONSENT] = asked.scalar_subquery() < len(wanted)
    lacks[READ_BACK] = t.Story.read_back == "not_checked"
    if _any(reader, t.Segment):
        lacks[GROUP] = t.Story.segment_id.is_(None)
    if _any(reader, t.Stage):
        lacks[STEP] = not_(select(place.id).where(place.story_id == t.Story.id).exists())
    lacks[TRANSLATOR] = and_(t.Story.words_source == "translated", t.Story.translated_by == "")
    return lacks


def _any(reader: Reader, cls: type[t.Domain]) -> bool:
    return reader.scalar(select(cls.id).limit(1)) is not None


def tables_at(reader: Reader, workshop_id: str | None, limit: int = 60) -> tuple[str, ...]:
    """Return the names of tables that people of a workshop sat at, as they were typed, in the order of their names."""
    found: set[str] = set()
    for cls, there in ((t.Voice, VOICE_IS_THERE), (t.Story, STORY_IS_THERE)):
        named = select(cls.table_name).where(cls.table_name != "", cls.workshop_id == workshop_id, there)
        found |= {str(row[0]) for row in reader.rows(named.distinct().limit(limit))}
    return tuple(sorted(found, key=_by_number))


def _by_number(name: str) -> tuple[str, int, str]:
    """Sort "Table 10" behind "Table 9"."""
    head = name.rstrip("0123456789")
    tail = name[len(head) :]
    return head.casefold(), int(tail[:9]) if tail else -1, name

"""People as the window shows them: by pseudonym or code, never by a name; and who told the stories of a step."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select

from models import tables as t
from models.reader import Reader
from models.views import STORY_IS_THERE


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """A participant. `name`: the pseudonym, else the code."""

    id: str
    name: str
    code: str
    segment_id: str | None


@dataclass(frozen=True, slots=True)
class TellerRecord:
    """Who told a story that is attached to a card, with the story's code."""

    participant_id: str
    story_id: str
    code: str


def people(reader: Reader, ids: Sequence[str]) -> tuple[PersonRecord, ...]:
    """Return some participants, in the order in which they came."""
    return _people(reader, t.Participant.id.in_(ids))


def person_called(reader: Reader, name: str) -> PersonRecord | None:
    """Return whoever has this pseudonym or code, whatever its capitals; None for nobody."""
    wanted = name.strip().casefold()
    alike = (one for one in _people(reader) if wanted in (one.name.casefold(), one.code.casefold()))
    return next(alike, None) if wanted else None


def tellers_at(reader: Reader, touchpoint_id: str) -> tuple[TellerRecord, ...]:
    """Return who told the stories of a card, as far as somebody said who it was; withdrawn stories left out."""
    here = (
        select(t.Story.participant_id, t.Story.id, t.Story.code)
        .join(t.StoryPlace, t.StoryPlace.story_id == t.Story.id)
        .where(t.StoryPlace.touchpoint_id == touchpoint_id, t.Story.participant_id.is_not(None), STORY_IS_THERE)
        .order_by(t.Story.id)
    )
    return tuple(dict.fromkeys(TellerRecord(str(row[0]), str(row[1]), str(row[2])) for row in reader.rows(here)))


def _people(reader: Reader, *where: ColumnElement[bool]) -> tuple[PersonRecord, ...]:
    columns = (t.Participant.id, t.Participant.pseudonym, t.Participant.code, t.Participant.segment_id)
    rows = reader.rows(select(*columns).where(*where).order_by(t.Participant.id))
    return tuple(PersonRecord(str(row[0]), str(row[1] or row[2]), str(row[2]), row[3]) for row in rows)

"""What is asked of a teller beside what happened, and what else the project knows of whoever tells a story."""

from dataclasses import dataclass

from sqlalchemy import func, select

from models import tables as t
from models.reader import Reader
from models.views import GONE_STORIES, STORY_IS_THERE, VOICE_IS_THERE


@dataclass(frozen=True, slots=True)
class ToldRecord:
    """Answers to what may be asked of a teller; empty for a story that was withdrawn."""

    wanted_next: str = ""
    works_well: str = ""
    who_helps: str = ""


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """Whoever tells a story, as the project knows them: what else is of the same participant."""

    id: str
    code: str
    pseudonym: str
    segment_id: str | None
    stories: int = 0
    voices: int = 0


def told(reader: Reader, story_id: str) -> ToldRecord:
    """Return what a teller said when asked; empty where they said nothing or withdrew the story."""
    found = reader.records(ToldRecord, t.Story, t.Story.id == story_id, STORY_IS_THERE)
    return found[0] if found else ToldRecord()


def person(reader: Reader, participant_id: str) -> PersonRecord | None:
    """Return a participant with the number of their stories and voices, None where they are gone."""
    columns = (t.Participant.id, t.Participant.code, t.Participant.pseudonym, t.Participant.segment_id)
    rows = reader.rows(select(*columns).where(t.Participant.id == participant_id))
    if not rows:
        return None
    of_story = select(func.count()).where(t.Story.participant_id == participant_id, t.Story.id.not_in(GONE_STORIES))
    of_voice = select(func.count()).where(t.Voice.participant_id == participant_id, VOICE_IS_THERE)
    own_id, code, pseudonym, segment_id = rows[0]
    stories, voices = int(reader.scalar(of_story) or 0), int(reader.scalar(of_voice) or 0)
    return PersonRecord(own_id, code, pseudonym, segment_id, stories, voices)

"""The reads of the window: one row, the newest, counts, what hangs on a step. Withdrawn words never leave here.

Everything here is quick with 10,000 notes: it counts and pages in the database, and reads whole only what is shown.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from models import queries
from models import records as r
from models import tables as t
from models.find import Hit, find
from models.reader import Reader
from models.vocabulary import PURPOSES, codes

GONE_STORIES = select(t.Withdrawal.story_id).where(t.Withdrawal.story_id.is_not(None))
GONE_VOICES = select(t.Withdrawal.voice_id).where(t.Withdrawal.voice_id.is_not(None))
# Notes of which every voice was withdrawn; only those with a withdrawn voice are looked at.
GONE_NOTES = (
    select(t.Voice.contribution_id)
    .where(t.Voice.contribution_id.in_(select(t.Voice.contribution_id).where(t.Voice.id.in_(GONE_VOICES))))
    .group_by(t.Voice.contribution_id)
    .having(func.min(t.Voice.id.in_(GONE_VOICES)) == 1)
)
STORY_IS_THERE = t.Story.id.not_in(GONE_STORIES)
NOTE_IS_THERE = t.Contribution.id.not_in(GONE_NOTES)
VOICE_IS_THERE = t.Voice.id.not_in(GONE_VOICES)
WITH_THEMES_ANSWER = ("idea", "stop")  # as models.capacity.effective_answers has it


@dataclass(frozen=True, slots=True)
class Tallies:
    """How many stories and notes there are, withdrawn ones left out, and how many notes have no answer yet."""

    stories: int
    notes: int
    to_answer: int


def note(reader: Reader, note_id: str) -> r.NoteRecord | None:
    """Return one note, None where it is gone."""
    return next(iter(queries.notes(reader, (note_id,))), None)


def story(reader: Reader, story_id: str) -> r.StoryRecord | None:
    """Return one story, None where it is gone."""
    return next(iter(queries.stories(reader, (story_id,))), None)


def latest_voices(reader: Reader, limit: int) -> tuple[r.NoteRecord | r.StoryRecord, ...]:
    """Return the notes and stories that were entered last, newest first, without withdrawn ones."""
    stories = reader.rows(select(t.Story.id).where(STORY_IS_THERE).order_by(t.Story.id.desc()).limit(limit))
    last = select(t.Contribution.id).where(NOTE_IS_THERE).order_by(t.Contribution.id.desc()).limit(limit)
    ids = sorted((str(row[0]) for row in (*stories, *reader.rows(last))), reverse=True)[: max(limit, 0)]
    found: dict[str, r.NoteRecord | r.StoryRecord] = {one.id: one for one in queries.stories(reader, ids)}
    found |= {one.id: one for one in queries.notes(reader, ids)}
    return tuple(found[row_id] for row_id in ids)


def tallies(reader: Reader) -> Tallies:
    """Return how much there is and how much waits for an answer, its own or its theme's."""
    answered = select(t.Answer.contribution_id).where(t.Answer.contribution_id.is_not(None))
    by_theme = select(t.ThemeNote.contribution_id).join(t.Answer, t.Answer.theme_id == t.ThemeNote.theme_id)
    has_answer = or_(
        t.Contribution.id.in_(answered),
        and_(t.Contribution.kind.in_(WITH_THEMES_ANSWER), t.Contribution.id.in_(by_theme)),
    )
    return Tallies(
        stories=count(reader, t.Story, STORY_IS_THERE),
        notes=count(reader, t.Contribution, NOTE_IS_THERE),
        to_answer=count(reader, t.Contribution, NOTE_IS_THERE, ~has_answer),
    )


def voices_by_group(reader: Reader, workshop_id: str | None = None) -> dict[str | None, int]:
    """Return how many voices and stories each group has, in one workshop or in all; None: the group is not said."""
    found: Counter[str | None] = Counter()
    for cls, there in ((t.Story, STORY_IS_THERE), (t.Voice, VOICE_IS_THERE)):
        counted = select(cls.segment_id, func.count()).where(there).group_by(cls.segment_id)
        if workshop_id:
            counted = counted.where(cls.workshop_id == workshop_id)
        found.update({row[0]: int(row[1]) for row in reader.rows(counted)})
    return dict(found)


def heard_at(reader: Reader) -> frozenset[tuple[str, str]]:
    """Return (group, stage) for every stage at which a story or a voice of a group belongs."""
    told = (
        select(t.Story.segment_id, t.StoryPlace.stage_id)
        .join(t.StoryPlace, t.StoryPlace.story_id == t.Story.id)
        .where(STORY_IS_THERE, t.Story.segment_id.is_not(None))
    )
    said = (
        select(t.Voice.segment_id, t.ContributionPlace.stage_id)
        .join(t.ContributionPlace, t.ContributionPlace.contribution_id == t.Voice.contribution_id)
        .where(VOICE_IS_THERE, t.Voice.segment_id.is_not(None))
    )
    return frozenset((row[0], row[1]) for found in (told, said) for row in reader.rows(found.distinct()))


def consent_preset(reader: Reader, workshop_id: str) -> tuple[str, ...]:
    """Return the purposes of a workshop's consent set, in the order of the list of purposes."""
    chosen = select(t.ConsentPreset.purpose).where(t.ConsentPreset.workshop_id == workshop_id)
    found = {row[0] for row in reader.rows(chosen)}
    return tuple(purpose for purpose in codes(PURPOSES) if purpose in found)


def to_ask_before_home(reader: Reader, purposes: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return (id, code) of the stories whose teller was not asked about one of `purposes` yet, oldest first."""
    wanted = set(purposes)
    asked = (
        select(func.count(t.Consent.purpose.distinct()))
        .where(t.Consent.story_id == t.Story.id, t.Consent.purpose.in_(wanted))
        .scalar_subquery()
    )
    waiting = select(t.Story.id, t.Story.code).where(STORY_IS_THERE, asked < len(wanted)).order_by(t.Story.id)
    return tuple((row[0], row[1]) for row in reader.rows(waiting))


def attached(
    reader: Reader, stage_id: str, touchpoint_id: str | None = None
) -> tuple[tuple[r.StoryRecord, ...], tuple[r.NoteRecord, ...]]:
    """Return the stories and notes of a card, or (None) of a stage and all its cards; withdrawn ones left out."""
    stories, notes = (
        _ids(
            reader,
            select(owner).where(place.touchpoint_id == touchpoint_id if touchpoint_id else place.stage_id == stage_id),
        )
        for place, owner in (
            (t.StoryPlace, t.StoryPlace.story_id),
            (t.ContributionPlace, t.ContributionPlace.contribution_id),
        )
    )
    return (
        tuple(one for one in queries.stories(reader, stories) if not one.withdrawn),
        tuple(one for one in queries.notes(reader, notes) if not one.withdrawn),
    )


def attachment_counts(reader: Reader, segment_id: str | None = None) -> dict[str, tuple[int, int]]:
    """Return how many stories and notes belong to each card and, with all its cards, to each stage, by its id.

    `segment_id`: only stories that this group told and notes that it has a voice in.
    """
    found: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    told, said = t.StoryPlace, t.ContributionPlace
    own_stories = select(t.Story.id).where(t.Story.segment_id == segment_id)
    own_notes = select(t.Voice.contribution_id).where(VOICE_IS_THERE, t.Voice.segment_id == segment_id)
    for at, (place, owner, gone, own) in enumerate(
        ((told, told.story_id, GONE_STORIES, own_stories), (said, said.contribution_id, GONE_NOTES, own_notes))
    ):
        here = [owner.not_in(gone), *([] if segment_id is None else [owner.in_(own)])]
        for column in (place.stage_id, place.touchpoint_id):
            counted = select(column, func.count(owner.distinct())).where(column.is_not(None), *here)
            for row in reader.rows(counted.group_by(column)):
                found[row[0]][at] = int(row[1])
    return {row_id: (stories, notes) for row_id, (stories, notes) in found.items()}


def weighing_of(reader: Reader, note_id: str) -> r.Weighing:
    """Return what weighing knows of one note; its theme's answer is among the answers, because it may hold for it."""
    notes = queries.notes(reader, (note_id,))
    themes = [one.theme_id for one in notes if one.theme_id]
    about = or_(t.Answer.contribution_id == note_id, t.Answer.theme_id.in_(themes))
    answers = reader.records(r.AnswerRecord, t.Answer, about)
    return r.Weighing(
        notes=notes,
        findings=reader.records(r.FindingRecord, t.Finding, t.Finding.contribution_id == note_id),
        estimates=reader.records(r.EstimateRecord, t.Estimate, t.Estimate.contribution_id == note_id),
        costs=reader.records(r.CostRecord, t.CostLine, t.CostLine.contribution_id == note_id),
        answers=answers,
        outcomes=reader.records(
            r.OutcomeRecord, t.Outcome, t.Outcome.answer_id.in_([one.id for one in answers]), queries.OUTCOME_HOLDS
        ),
        envelope=queries.envelope(reader),
    )


def count(reader: Reader, cls: type[t.Domain], *where: ColumnElement[bool]) -> int:
    """Return how many rows a table has, all or those that are as told."""
    return int(reader.scalar(select(func.count()).select_from(cls).where(*where)) or 0)


def _ids(reader: Reader, statement: Select[*tuple[Any, ...]]) -> tuple[str, ...]:
    return tuple(str(row[0]) for row in reader.rows(statement.distinct()))


__all__ = [
    "Hit",
    "Tallies",
    "attached",
    "attachment_counts",
    "consent_preset",
    "find",
    "heard_at",
    "latest_voices",
    "note",
    "story",
    "tallies",
    "to_ask_before_home",
    "voices_by_group",
    "weighing_of",
]


def filled(reader: Reader, *tables: str) -> frozenset[str]:
    """Return those of the tables that hold anything; one quick question, whatever their size."""
    known = {cls.__tablename__ for cls in t.domain_classes()} | {t.ExportLog.__tablename__}
    if not known.issuperset(tables):
        raise KeyError(f"no such table: {sorted(set(tables) - known)}")
    sql = " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {name})" for name in tables)  # noqa: S608 - our own names
    return frozenset(str(row[0]) for row in reader.driver_rows(sql)) if tables else frozenset()

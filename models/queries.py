"""The reads: plain functions on a reader that return records. Withdrawn words never leave here."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute

from models import records as r
from models import tables as t
from models.keep_gate import held_to_gate
from models.path_reads import paths as paths
from models.path_reads import step_codes as step_codes
from models.reader import Reader
from models.search_text import part_query, terms_of, word_query
from models.vocabulary import LANE_KINDS, label
from models.weigh_records import ResponseRecord

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
SEARCH_WORDS = (
    "SELECT row_table, row_id FROM search_entry WHERE key IN "
    "(SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?) ORDER BY key DESC"
)
SEARCH_PARTS = (
    "SELECT row_table, row_id FROM search_entry WHERE key IN "
    "(SELECT rowid FROM search_part WHERE search_part MATCH ? ORDER BY rowid DESC LIMIT ?) AND"
)
# What became of an earlier answer, before its code was changed, is no outcome of what is said now. Ids grow with time.
OUTCOME_HOLDS = t.Outcome.id > func.coalesce(
    select(func.max(t.ChangeLog.id))
    .where(t.ChangeLog.answer_id == t.Outcome.answer_id, t.ChangeLog.field == "code")
    .scalar_subquery(),
    "",
)
MOST_PARTS = 1000  # rows with the same letters that are looked at for the word itself


def project(reader: Reader) -> r.ProjectRecord:
    """Return the project."""
    return reader.records(r.ProjectRecord, t.Project)[0]


def workshops(reader: Reader) -> tuple[r.WorkshopRecord, ...]:
    """Return the workshops, oldest first."""
    return reader.records(r.WorkshopRecord, t.Workshop)


def groups(reader: Reader, workshop_id: str | None = None) -> tuple[r.GroupRecord, ...]:
    """Return the groups with their numbers in one workshop, or added up over all."""
    needs = _grouped((row[0], row[1]) for row in reader.rows(select(t.SegmentNeed.segment_id, t.SegmentNeed.need)))
    places = _grouped(
        (row[0], row[1]) for row in reader.rows(select(t.SegmentPlace.segment_id, t.SegmentPlace.stage_id))
    )
    sums = select(t.Attendance.segment_id, func.sum(t.Attendance.planned), func.sum(t.Attendance.attended)).group_by(
        t.Attendance.segment_id
    )
    if workshop_id:
        sums = sums.where(t.Attendance.workshop_id == workshop_id)
    counts = {row[0]: (row[1], row[2]) for row in reader.rows(sums)}
    return tuple(
        replace(
            group,
            needs=tuple(sorted(needs[group.id])),
            stage_ids=tuple(places[group.id]),
            planned=counts.get(group.id, (None, None))[0],
            attended=counts.get(group.id, (None, None))[1],
        )
        for group in reader.records(r.GroupRecord, t.Segment)
    )


def scope_items(reader: Reader) -> tuple[r.ScopeRecord, ...]:
    """Return open, shapeable and fixed items, in the order they were given."""
    return reader.records(r.ScopeRecord, t.ScopeItem)


def earlier_promises(reader: Reader) -> tuple[r.EarlierPromiseRecord, ...]:
    """Return what was promised last time."""
    return reader.records(r.EarlierPromiseRecord, t.EarlierPromise)


def envelope(reader: Reader) -> tuple[r.EnvelopeRecord, ...]:
    """Return what we have."""
    return reader.records(r.EnvelopeRecord, t.EnvelopeLine)


def decision_dates(reader: Reader) -> tuple[r.DecisionDateRecord, ...]:
    """Return the decision calendar."""
    return reader.records(r.DecisionDateRecord, t.DecisionDate)


def ways_back(reader: Reader) -> tuple[r.WayBackRecord, ...]:
    """Return the feedback rounds; the last one is printed."""
    return reader.records(r.WayBackRecord, t.FeedbackRound)


def stories(reader: Reader, only: Sequence[str] | None = None) -> tuple[r.StoryRecord, ...]:
    """Return the stories, all or those with the ids `only`; of a withdrawn one only its code."""
    columns = (t.StoryPlace.story_id, t.StoryPlace.stage_id, t.StoryPlace.touchpoint_id)
    places = _places(reader, select(*columns).where(*_among(t.StoryPlace.story_id, only)))
    tagged = select(t.StoryTag.story_id, t.StoryTag.tag).where(*_among(t.StoryTag.story_id, only))
    tags = _grouped((row[0], row[1]) for row in reader.rows(tagged))
    asked = reader.records(r.ConsentRecord, t.Consent, *_among(t.Consent.story_id, only))
    consents = _grouped((consent.story_id, consent) for consent in asked)
    gone = withdrawn_ids(reader)
    return tuple(
        _withdrawn_story(story)
        if story.id in gone
        else replace(
            story,
            places=places.get(story.id, ()),
            tags=tuple(tags[story.id]),
            consents=tuple(consents[story.id]),
        )
        for story in reader.records(r.StoryRecord, t.Story, *_among(t.Story.id, only))
    )


def notes(reader: Reader, only: Sequence[str] | None = None) -> tuple[r.NoteRecord, ...]:
    """Return the notes, all or those with the ids `only`, with the voices that were not withdrawn."""
    columns = (t.ContributionPlace.contribution_id, t.ContributionPlace.stage_id, t.ContributionPlace.touchpoint_id)
    places = _places(reader, select(*columns).where(*_among(t.ContributionPlace.contribution_id, only)))
    themed = select(t.ThemeNote.contribution_id, t.ThemeNote.theme_id)
    themes = {row[0]: row[1] for row in reader.rows(themed.where(*_among(t.ThemeNote.contribution_id, only)))}
    gone = withdrawn_ids(reader)
    said = reader.records(r.VoiceRecord, t.Voice, *_among(t.Voice.contribution_id, only))
    voices = _grouped((voice.contribution_id, voice) for voice in said)
    found: list[r.NoteRecord] = []
    for note in reader.records(r.NoteRecord, t.Contribution, *_among(t.Contribution.id, only)):
        kept = tuple(voice for voice in voices[note.id] if voice.id not in gone)
        withdrawn = bool(voices[note.id]) and not kept
        found.append(
            replace(
                note,
                wording="" if withdrawn else note.wording,
                voices=kept,
                places=places.get(note.id, ()),
                theme_id=themes.get(note.id),
                withdrawn=withdrawn,
            )
        )
    return tuple(found)


def themes(reader: Reader) -> tuple[r.ThemeRecord, ...]:
    """Return the themes."""
    return reader.records(r.ThemeRecord, t.Theme)


def weighing(reader: Reader) -> r.Weighing:
    """Return everything that weighing knows; no answer is confirmed in it that lacks something."""
    all_notes = notes(reader)
    estimates = reader.records(r.EstimateRecord, t.Estimate)
    costs = reader.records(r.CostRecord, t.CostLine)
    answers = reader.records(r.AnswerRecord, t.Answer)
    return r.Weighing(
        notes=all_notes,
        findings=reader.records(r.FindingRecord, t.Finding),
        estimates=estimates,
        costs=costs,
        answers=held_to_gate(answers, costs, estimates, {note.id: note.kind for note in all_notes}),
        outcomes=reader.records(r.OutcomeRecord, t.Outcome, OUTCOME_HOLDS),
        envelope=envelope(reader),
    )


def responses(reader: Reader) -> tuple[ResponseRecord, ...]:
    """Return what came back, also what waits in the inbox."""
    return reader.records(ResponseRecord, t.Response)


def participants(reader: Reader) -> dict[str, tuple[str, str]]:
    """Return pseudonym and code of each participant, by id."""
    columns = (t.Participant.id, t.Participant.pseudonym, t.Participant.code)
    return {row[0]: (row[1], row[2]) for row in reader.rows(select(*columns))}


def sizes(reader: Reader) -> dict[tuple[str, str], int]:
    """Return how many people of a group came to a workshop, by (group, workshop), where somebody counted."""
    columns = (t.Attendance.segment_id, t.Attendance.workshop_id, t.Attendance.attended)
    counted = select(*columns).where(t.Attendance.attended.is_not(None))
    return {(row[0], row[1]): row[2] for row in reader.rows(counted)}


def withdrawn_ids(reader: Reader) -> frozenset[str]:
    """Return the ids of withdrawn stories and voices."""
    rows = reader.rows(select(t.Withdrawal.story_id, t.Withdrawal.voice_id))
    return frozenset(row[0] or row[1] for row in rows)


def id_of_code(reader: Reader, code: str) -> tuple[str, str] | None:
    """Return (table, id) of the row with a reference code, also by the old code of a merged twin."""
    for cls in (t.Contribution, t.Story, t.Theme, t.Participant, t.Workshop, t.Project):
        if row_id := reader.scalar(select(cls.id).where(cls.code == code)):
            return cls.__tablename__, str(row_id)
    alias = reader.scalar(select(t.CodeAlias.contribution_id).where(t.CodeAlias.alias == code))
    return ("contribution", str(alias)) if alias else None


def counts(reader: Reader) -> dict[str, int]:
    """Return the number of rows of each table that people filled."""
    return {
        cls.__tablename__: int(reader.scalar(select(func.count()).select_from(cls)) or 0) for cls in t.domain_classes()
    }


def source_files(reader: Reader) -> frozenset[str]:
    """Return the SHA-256 of the files that were imported."""
    return frozenset(row[0] for row in reader.rows(select(t.SourceFile.sha256)))


def search(reader: Reader, words: str, limit: int = 50) -> tuple[tuple[str, str], ...]:
    """Return (table, id) of rows that hold all words, or words that begin like them, newest first.

    Rows that hold them only within words follow, where a word has three letters or more.
    """
    terms = terms_of(words)
    if not terms:
        return ()
    found = dict.fromkeys(reader.driver_rows(SEARCH_WORDS, word_query(terms), limit))
    if len(found) < limit and (parts := part_query(terms)):
        held = " AND ".join("instr(body, ?)" for _ in terms)
        within = reader.driver_rows(f"{SEARCH_PARTS} {held} ORDER BY key DESC", parts, MOST_PARTS, *terms)
        found |= dict.fromkeys(within)
    return tuple((str(table), str(row_id)) for table, row_id in islice(found, limit))


def lane_name(lane: r.LaneRecord) -> str:
    """Return a lane's own name, else the untranslated label of its kind."""
    return lane.name or label(LANE_KINDS, lane.kind)


def _withdrawn_story(story: r.StoryRecord) -> r.StoryRecord:
    hidden = dict.fromkeys(("words", "clearer", "teller", "translated_by", "table_name"), "")
    return replace(story, **hidden, segment_id=None, participant_id=None, withdrawn=True)


def _among(column: InstrumentedAttribute[str], ids: Sequence[str] | None) -> tuple[ColumnElement[bool], ...]:
    return () if ids is None else (column.in_(ids),)


def _places(reader: Reader, statement: Select[*tuple[Any, ...]]) -> dict[str, tuple[r.PlaceRecord, ...]]:
    """Return the places of each owner in the order of their codes, from rows (owner, stage, card)."""
    rows = reader.rows(statement)
    codes = step_codes(reader) if rows else {}
    found = _grouped((row[0], r.PlaceRecord(row[1], row[2], codes.get(row[2] or row[1], ""))) for row in rows)
    # A card that went leaves its attachment at the stage, where there may be one already.
    return {key: tuple(sorted(dict.fromkeys(places), key=lambda place: place.code)) for key, places in found.items()}


def _grouped(pairs: Iterable[tuple[K, V]]) -> defaultdict[K, list[V]]:
    found: defaultdict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return found

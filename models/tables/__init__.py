"""The schema: every mapped class, so that importing this package gives the whole metadata."""

from sqlalchemy import Column, Table

from models.tables.base import Base, Domain
from models.tables.house import Device, Draft, ErasureIntent, ExportLog, HistoryStep, SearchEntry, Tombstone
from models.tables.path import Connection, Feeling, Lane, Path, Snapshot, Stage, Touchpoint
from models.tables.prepare import (
    AgendaItem,
    Asset,
    Attendance,
    ConsentPreset,
    DecisionDate,
    EarlierPromise,
    EnvelopeLine,
    FeedbackRound,
    GlossaryTerm,
    Lesson,
    Project,
    Role,
    ScopeItem,
    Segment,
    SegmentNeed,
    SegmentPlace,
    Workshop,
)
from models.tables.sorting import Ballot, Theme, ThemeMove, ThemeNote, VoteOption, VoteRound, VoteTurnout
from models.tables.voices import (
    CodeAlias,
    Consent,
    Contact,
    Contribution,
    ContributionPlace,
    KeptApart,
    Participant,
    Picture,
    PictureBytes,
    PicturePlace,
    Redaction,
    SourceFile,
    Story,
    StoryPlace,
    StoryTag,
    TextVersion,
    Voice,
    Withdrawal,
)
from models.tables.weighing import Answer, CostLine, Estimate, Finding, Outcome, Response

SCHEMA_VERSION = 2
APPLICATION_ID = 0x504F4C4B  # "POLK", so that a file says whose it is
SEARCH_INDEX = "CREATE VIRTUAL TABLE search USING fts5(body, tokenize=\"unicode61 remove_diacritics 2\", prefix='2 3')"


def domain_classes() -> tuple[type[Domain], ...]:
    """Return every class whose rows are in the history, in the order of their references."""
    by_table: dict[str, type[Base]] = {mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers}
    found = (by_table[table.name] for table in Base.metadata.sorted_tables)
    return tuple(cls for cls in found if issubclass(cls, Domain))


__all__ = [
    "APPLICATION_ID",
    "SCHEMA_VERSION",
    "SEARCH_INDEX",
    "AgendaItem",
    "Answer",
    "Asset",
    "Attendance",
    "Ballot",
    "Base",
    "CodeAlias",
    "Column",
    "Connection",
    "Consent",
    "ConsentPreset",
    "Contact",
    "Contribution",
    "ContributionPlace",
    "CostLine",
    "DecisionDate",
    "Device",
    "Domain",
    "Draft",
    "EarlierPromise",
    "EnvelopeLine",
    "ErasureIntent",
    "Estimate",
    "ExportLog",
    "FeedbackRound",
    "Feeling",
    "Finding",
    "GlossaryTerm",
    "HistoryStep",
    "KeptApart",
    "Lane",
    "Lesson",
    "Outcome",
    "Participant",
    "Path",
    "Picture",
    "PictureBytes",
    "PicturePlace",
    "Project",
    "Redaction",
    "Response",
    "Role",
    "ScopeItem",
    "SearchEntry",
    "Segment",
    "SegmentNeed",
    "SegmentPlace",
    "Snapshot",
    "SourceFile",
    "Stage",
    "Story",
    "StoryPlace",
    "StoryTag",
    "Table",
    "TextVersion",
    "Theme",
    "ThemeMove",
    "ThemeNote",
    "Tombstone",
    "Touchpoint",
    "Voice",
    "VoteOption",
    "VoteRound",
    "VoteTurnout",
    "Withdrawal",
    "Workshop",
    "domain_classes",
]

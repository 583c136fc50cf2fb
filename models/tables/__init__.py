"""The schema: every mapped class, so that importing this package gives the whole metadata."""

from sqlalchemy import Column, Table

from models.tables.base import Base, Domain
from models.tables.house import (
    Device,
    Draft,
    ErasureIntent,
    ExportLog,
    HistoryStep,
    MergeConflict,
    SearchEntry,
    Tombstone,
)
from models.tables.path import Connection, Feeling, Lane, Path, Snapshot, Stage, StepAlias, Touchpoint
from models.tables.prepare import (
    AgendaItem,
    Asset,
    Attendance,
    ConsentPreset,
    DecisionDate,
    EarlierPromise,
    EnvelopeLine,
    FeedbackQuestion,
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
from models.tables.weighing import Answer, ChangeLog, CostLine, Estimate, Finding, Outcome, Response, ResponseAnswer

SCHEMA_VERSION = 5
APPLICATION_ID = 0x504F4C4B  # "POLK", so that a file says whose it is
# The index of words and the index of parts of words, both over the texts that search_entry keeps (models.search_text).
# Marks are letters, else Devanagari and Thai fall into pieces. The parts know neither places nor lengths, which a third
# of the size is enough for.
SEARCH_TABLES = ("search", "search_part")
SEARCH_INDEX = (
    "CREATE VIRTUAL TABLE search USING fts5(body, content='search_entry', content_rowid='key', "
    "tokenize=\"unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'\", prefix='1 2 3')",
    "CREATE VIRTUAL TABLE search_part USING fts5(body, content='search_entry', content_rowid='key', "
    "tokenize='trigram', detail=none, columnsize=0)",
)


def domain_classes() -> tuple[type[Domain], ...]:
    """Return every class whose rows are in the history, in the order of their references."""
    by_table: dict[str, type[Base]] = {mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers}
    found = (by_table[table.name] for table in Base.metadata.sorted_tables)
    return tuple(cls for cls in found if issubclass(cls, Domain))


__all__ = [
    "APPLICATION_ID",
    "SCHEMA_VERSION",
    "SEARCH_INDEX",
    "SEARCH_TABLES",
    "AgendaItem",
    "Answer",
    "Asset",
    "Attendance",
    "Ballot",
    "Base",
    "ChangeLog",
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
    "FeedbackQuestion",
    "FeedbackRound",
    "Feeling",
    "Finding",
    "GlossaryTerm",
    "HistoryStep",
    "KeptApart",
    "Lane",
    "Lesson",
    "MergeConflict",
    "Outcome",
    "Participant",
    "Path",
    "Picture",
    "PictureBytes",
    "PicturePlace",
    "Project",
    "Redaction",
    "Response",
    "ResponseAnswer",
    "Role",
    "ScopeItem",
    "SearchEntry",
    "Segment",
    "SegmentNeed",
    "SegmentPlace",
    "Snapshot",
    "SourceFile",
    "Stage",
    "StepAlias",
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

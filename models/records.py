"""Immutable records that leave the models. Fields named like columns are read from them; the rest is filled in.

Money is in minor units, staff days in hundredths, dates are calendar dates.
"""

from dataclasses import dataclass
from datetime import date

from models.path_records import AliasRecord as AliasRecord
from models.path_records import CardRecord as CardRecord
from models.path_records import ConnectionRecord as ConnectionRecord
from models.path_records import FeelingRecord as FeelingRecord
from models.path_records import LaneRecord as LaneRecord
from models.path_records import PathRecord as PathRecord
from models.path_records import StageRecord as StageRecord
from models.weigh_records import AnswerRecord, CostRecord, EstimateRecord, FindingRecord, OutcomeRecord


@dataclass(frozen=True, slots=True)
class ProjectRecord:
    """The project."""

    id: str
    code: str
    title: str
    organisation: str
    language: str
    currency: str
    zone: str
    coproduction: str
    service_stage: str
    small_group: int
    stamp: str
    is_example: bool
    keep_until: date | None = None


@dataclass(frozen=True, slots=True)
class WorkshopRecord:
    """A workshop. `promise_level` 1…5 or None where it is not said yet."""

    id: str
    code: str
    title: str
    day: date | None
    venue: str
    ask: str
    promise_level: int | None
    promise_note: str
    pledge_role: str
    pledge_day: date | None
    words_preset: str


@dataclass(frozen=True, slots=True)
class GroupRecord:
    """A group with its numbers in one workshop, or added up over all; None: nobody counted."""

    id: str
    name: str
    role: str
    knowledge: str
    channel: str
    needs: tuple[str, ...] = ()
    stage_ids: tuple[str, ...] = ()
    planned: int | None = None
    attended: int | None = None


@dataclass(frozen=True, slots=True)
class ScopeRecord:
    """An item of open / shapeable / fixed."""

    id: str
    kind: str
    statement: str
    reason: str
    until: date | None


@dataclass(frozen=True, slots=True)
class EarlierPromiseRecord:
    """A promise of last time and what became of it."""

    id: str
    statement: str
    outcome: str
    became: str
    promised_on: date | None
    owner: str = ""
    due: date | None = None
    source: str = ""
    source_id: str = ""


@dataclass(frozen=True, slots=True)
class EnvelopeRecord:
    """A line of what we have; `amount` None: not known."""

    id: str
    kind: str
    name: str
    amount: int | None
    unit: str
    starts: date | None
    ends: date | None
    source: str
    said_by: str
    note: str


@dataclass(frozen=True, slots=True)
class DecisionDateRecord:
    """When a body decides."""

    id: str
    body: str
    day: date | None
    note: str


@dataclass(frozen=True, slots=True)
class WayBackRecord:
    """A feedback round; `address` holds {code}."""

    id: str
    kind: str
    address: str
    question: str
    opens: date | None
    closes: date | None
    language: str = ""


@dataclass(frozen=True, slots=True)
class PlaceRecord:
    """Where a story or a note belongs; `code` is the step code of the card, or of the stage."""

    stage_id: str
    touchpoint_id: str | None
    code: str = ""


@dataclass(frozen=True, slots=True)
class ConsentRecord:
    """One answer for one purpose."""

    story_id: str
    purpose: str
    answer: str
    given: str
    witness: str
    ask_again: date | None


@dataclass(frozen=True, slots=True)
class StoryRecord:
    """A story. A withdrawn one has its code and nothing that the teller said."""

    id: str
    code: str
    workshop_id: str | None
    segment_id: str | None
    participant_id: str | None
    words: str
    words_source: str
    translated_by: str
    clearer: str
    clearer_agreed: bool
    table_name: str
    given_how: str
    read_back: str
    teller: str
    places: tuple[PlaceRecord, ...] = ()
    tags: tuple[str, ...] = ()
    consents: tuple[ConsentRecord, ...] = ()
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class VoiceRecord:
    """One person's exact words for a note."""

    id: str
    contribution_id: str
    workshop_id: str | None
    segment_id: str | None
    participant_id: str | None
    words: str
    words_source: str
    translated_by: str
    table_name: str
    source: str
    source_id: str


@dataclass(frozen=True, slots=True)
class NoteRecord:
    """A contribution with its voices. `voices` is empty and `withdrawn` true when all of them were withdrawn."""

    id: str
    code: str
    workshop_id: str | None
    kind: str
    wording: str
    read_back: str
    support: int | None
    voices: tuple[VoiceRecord, ...] = ()
    places: tuple[PlaceRecord, ...] = ()
    theme_id: str | None = None
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class ThemeRecord:
    """A theme."""

    id: str
    code: str
    title: str
    summary: str
    read_back: str


@dataclass(frozen=True, slots=True)
class Weighing:
    """Everything that weighing knows: for notes and themes alike."""

    notes: tuple[NoteRecord, ...]
    findings: tuple[FindingRecord, ...]
    estimates: tuple[EstimateRecord, ...]
    costs: tuple[CostRecord, ...]
    answers: tuple[AnswerRecord, ...]
    outcomes: tuple[OutcomeRecord, ...]
    envelope: tuple[EnvelopeRecord, ...]

"""Immutable records of a service path. Fields named like columns are read from them; the rest is filled in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StageRecord:
    """A column of a path; `letter` is its step code."""

    id: str
    name: str
    position: str
    frozen_letter: str
    origin_id: str | None = None
    letter: str = ""


@dataclass(frozen=True, slots=True)
class LaneRecord:
    """A row of a path; `number` is its part of a step code."""

    id: str
    kind: str
    name: str
    frozen_number: str
    origin_id: str | None = None
    number: str = ""


@dataclass(frozen=True, slots=True)
class CardRecord:
    """A touchpoint; `code` is its step code, B2 or B2.1; `hand_off` says to whom, empty: no hand-off."""

    id: str
    stage_id: str
    lane_id: str
    words: str
    channel: str
    owner: str
    waiting: str
    cost_to_person: str
    hand_off: str
    pain_point: bool
    pain_note: str
    what_works: str
    evidence: str
    frozen_code: str
    order: str
    origin_id: str | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class ConnectionRecord:
    """A branch, a loop, a drop-out or simply what comes next, from a card; `to_id` None: it leads nowhere."""

    id: str
    from_id: str
    to_id: str | None
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class AliasRecord:
    """A step code on printed paper that leads elsewhere now: a letter, a number or a card's code.

    To a stage, a lane or a card; nowhere where that was removed.
    """

    id: str
    printed: str
    stage_id: str | None
    lane_id: str | None
    touchpoint_id: str | None


@dataclass(frozen=True, slots=True)
class FeelingRecord:
    """How it feels at a card, −2…+2, for a group, a participant or a nameless person."""

    id: str
    touchpoint_id: str
    workshop_id: str | None
    segment_id: str | None
    participant_id: str | None
    story_id: str | None
    value: int
    note: str


@dataclass(frozen=True, slots=True)
class PathRecord:
    """A whole path; everything in reading order. `origin_id`: the path that it was made from."""

    id: str
    title: str
    state: str
    description: str
    frozen: bool
    origin_id: str | None = None
    stages: tuple[StageRecord, ...] = ()
    lanes: tuple[LaneRecord, ...] = ()
    cards: tuple[CardRecord, ...] = ()
    feelings: tuple[FeelingRecord, ...] = ()
    connections: tuple[ConnectionRecord, ...] = ()
    aliases: tuple[AliasRecord, ...] = ()

"""Prepare: the project, its workshops, groups, limits, earlier promises, what we have, and the way back."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models import vocabulary as v
from models.tables.base import Domain, choice, code, flag, maybe, moment, order, ref, text


class Project(Domain):
    """The one row of a file: what the whole co-design project is."""

    __tablename__ = "project"
    code: Mapped[str] = code()
    title: Mapped[str] = text(search=True, needed=True, longest=300)
    organisation: Mapped[str] = text(longest=300)
    language: Mapped[str] = mapped_column(default="en", info={"longest": 35})
    currency: Mapped[str] = mapped_column(default="EUR", info={"longest": 3})
    zone: Mapped[str] = mapped_column(default="UTC", info={"longest": 64})
    coproduction: Mapped[str] = choice(v.COPRODUCTION_KINDS)
    service_stage: Mapped[str] = choice(v.SERVICE_STAGES)
    small_group: Mapped[int] = mapped_column(default=5)
    stamp: Mapped[str] = text(longest=60)
    is_example: Mapped[bool] = flag()
    created_at: Mapped[datetime | None] = moment()
    keep_until: Mapped[date | None] = mapped_column(default=None, info={"since": 5})
    __table_args__ = (CheckConstraint("small_group >= 5", name="small_group"),)


class Workshop(Domain):
    """One gathering, with the ask and how far the word goes."""

    __tablename__ = "workshop"
    code: Mapped[str] = code()
    title: Mapped[str] = text(search=True, needed=True, longest=300)
    day: Mapped[date | None]
    venue: Mapped[str] = text(longest=300)
    zone: Mapped[str] = text(longest=64)
    ask: Mapped[str] = text(search=True, longest=160)
    promise_level: Mapped[int | None]
    promise_note: Mapped[str] = text(longest=2000)
    pledge_role: Mapped[str] = text(longest=300)
    pledge_day: Mapped[date | None]
    words_preset: Mapped[str] = choice(v.WORDS_PRESETS, "word_for_word")
    order: Mapped[str] = order()
    created_at: Mapped[datetime | None] = moment()
    __table_args__ = (CheckConstraint("promise_level BETWEEN 1 AND 5", name="promise_level"),)


class ConsentPreset(Domain):
    """One purpose of the workshop's consent set, applied with one key once the teller agreed."""

    __tablename__ = "consent_preset"
    workshop_id: Mapped[str] = ref("workshop")
    purpose: Mapped[str] = choice(v.PURPOSES, "room")


class Role(Domain):
    """An own role beside the built-in ones."""

    __tablename__ = "role"
    name: Mapped[str] = text(needed=True, longest=100)
    order: Mapped[str] = order()


class Segment(Domain):
    """A group: people with knowledge that is needed."""

    __tablename__ = "segment"
    name: Mapped[str] = text(search=True, needed=True, longest=200)
    role: Mapped[str] = text(longest=100)
    knowledge: Mapped[str] = text(longest=2000)
    channel: Mapped[str] = text(longest=300)
    order: Mapped[str] = order()


class SegmentNeed(Domain):
    """A support need of a group."""

    __tablename__ = "segment_need"
    segment_id: Mapped[str] = ref("segment")
    need: Mapped[str] = choice(v.SUPPORT_NEEDS, "interpreter")


class SegmentPlace(Domain):
    """A step where a group's knowledge is needed."""

    __tablename__ = "segment_place"
    segment_id: Mapped[str] = ref("segment")
    stage_id: Mapped[str] = ref("stage")


class Attendance(Domain):
    """How many people of a group were planned for a workshop and how many came; None: not counted."""

    __tablename__ = "attendance"
    workshop_id: Mapped[str] = ref("workshop")
    segment_id: Mapped[str] = ref("segment")
    planned: Mapped[int | None]
    attended: Mapped[int | None]
    __table_args__ = (CheckConstraint("planned >= 0 AND attended >= 0", name="counts"),)


class ScopeItem(Domain):
    """What may change, declared before ideas are asked for."""

    __tablename__ = "scope_item"
    kind: Mapped[str] = choice(v.SCOPE_KINDS, "open")
    statement: Mapped[str] = text(search=True, needed=True, longest=2000)
    reason: Mapped[str] = text(longest=2000)
    until: Mapped[date | None]
    order: Mapped[str] = order("kind")


class EarlierPromise(Domain):
    """What was promised last time and what became of it."""

    __tablename__ = "earlier_promise"
    statement: Mapped[str] = text(search=True, needed=True, longest=2000)
    outcome: Mapped[str] = choice(v.OUTCOMES)
    became: Mapped[str] = text(longest=2000)
    promised_on: Mapped[date | None]
    owner: Mapped[str] = text(longest=300, since=2)
    due: Mapped[date | None] = mapped_column(default=None, info={"since": 2})
    source: Mapped[str] = text(longest=400, since=2)
    source_id: Mapped[str] = text(longest=200, hashed=False, since=2)
    order: Mapped[str] = order()


class EnvelopeLine(Domain):
    """A line of what we have. `amount`: minor units of money, hundredths of staff days, whole units
    otherwise; None where it is not known."""

    __tablename__ = "envelope_line"
    kind: Mapped[str] = choice(v.ENVELOPE_KINDS, "other")
    name: Mapped[str] = text(needed=True, longest=300)
    amount: Mapped[int | None]
    unit: Mapped[str] = text(longest=60)
    starts: Mapped[date | None]
    ends: Mapped[date | None]
    source: Mapped[str] = text(longest=1000)
    said_by: Mapped[str] = text(longest=300)
    note: Mapped[str] = text(longest=2000)
    order: Mapped[str] = order()


class DecisionDate(Domain):
    """When a body decides."""

    __tablename__ = "decision_date"
    body: Mapped[str] = text(needed=True, longest=300)
    day: Mapped[date | None]
    note: Mapped[str] = text(longest=2000)
    order: Mapped[str] = order()


class FeedbackRound(Domain):
    """The way back behind the QR codes, open between two dates. `address` holds {code}."""

    __tablename__ = "feedback_round"
    workshop_id: Mapped[str | None] = maybe("workshop")
    kind: Mapped[str] = choice(v.WAY_BACK_KINDS, "web")
    address: Mapped[str] = text(needed=True, longest=2000)
    question: Mapped[str] = text(longest=500)
    opens: Mapped[date | None]
    closes: Mapped[date | None]
    language: Mapped[str] = text(longest=35)
    order: Mapped[str] = order()


class FeedbackQuestion(Domain):
    """A further question of the way back, beside "Did we get it right?". `choices`: one a line, for `one_of`."""

    __tablename__ = "feedback_question"
    kind: Mapped[str] = choice(v.QUESTION_KINDS, "words")
    words: Mapped[str] = text(needed=True, longest=500)
    choices: Mapped[str] = text(longest=2000)
    order: Mapped[str] = order()


class Asset(Domain):
    """A strength at hand: people, places, habits that work."""

    __tablename__ = "asset"
    name: Mapped[str] = text(search=True, needed=True, longest=300)
    note: Mapped[str] = text(longest=2000)
    segment_id: Mapped[str | None] = maybe("segment")
    order: Mapped[str] = order()


class GlossaryTerm(Domain):
    """A word of the trade and what it means in plain words."""

    __tablename__ = "glossary_term"
    word: Mapped[str] = text(search=True, needed=True, longest=200)
    meaning: Mapped[str] = text(longest=2000)


class AgendaItem(Domain):
    """One part of a workshop's agenda, in minutes."""

    __tablename__ = "agenda_item"
    workshop_id: Mapped[str] = ref("workshop")
    title: Mapped[str] = text(needed=True, longest=300)
    minutes: Mapped[int | None]
    note: Mapped[str] = text(longest=2000)
    order: Mapped[str] = order("workshop_id")


class Lesson(Domain):
    """What a debrief found, kept for next time."""

    __tablename__ = "lesson"
    workshop_id: Mapped[str | None] = maybe("workshop")
    statement: Mapped[str] = text(search=True, needed=True, longest=4000)
    order: Mapped[str] = order()

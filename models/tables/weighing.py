"""Weigh and Reflect: what it takes, answers, what became of them, and what came back."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models import vocabulary as v
from models.answers import ANSWERS
from models.tables.base import Domain, choice, flag, maybe, moment, order, ref, text

ONE_SUBJECT = "(contribution_id IS NULL) <> (theme_id IS NULL)"


class Finding(Domain):
    """One dimension of what a note or a theme takes, as one reviewer sees it."""

    __tablename__ = "finding"
    contribution_id: Mapped[str | None] = maybe("contribution", owned=True)
    theme_id: Mapped[str | None] = maybe("theme", owned=True)
    dimension: Mapped[str] = choice(v.DIMENSIONS, "money")
    value: Mapped[str] = choice(v.FINDING_VALUES, "unknown")
    note: Mapped[str] = text(search=True, longest=4000)
    source: Mapped[str] = text(longest=1000)
    confidence: Mapped[str] = choice(v.CONFIDENCE, "guess")
    looked_by: Mapped[str] = text(longest=200)
    looked_on: Mapped[date | None]
    __table_args__ = (CheckConstraint(ONE_SUBJECT, name="one_subject"),)


class Estimate(Domain):
    """What a note or a theme takes beside its cost lines."""

    __tablename__ = "estimate"
    contribution_id: Mapped[str | None] = maybe("contribution", owned=True)
    theme_id: Mapped[str | None] = maybe("theme", owned=True)
    no_cost: Mapped[bool] = flag()
    no_days: Mapped[bool] = flag()
    starts: Mapped[date | None]
    ends: Mapped[date | None]
    helps: Mapped[str] = text(longest=2000)
    asks_of_citizens: Mapped[str] = text(longest=2000)
    work_now: Mapped[str] = text(longest=500)
    work_after: Mapped[str] = text(longest=500)
    obstacle: Mapped[str] = choice(v.OBSTACLE_LEVELS)
    governance: Mapped[str] = choice(v.GOVERNANCE_DIMENSIONS)
    possible_part: Mapped[str] = text(search=True, longest=2000)
    __table_args__ = (CheckConstraint(ONE_SUBJECT, name="one_subject"),)


class CostLine(Domain):
    """Money or staff days that a note or a theme takes or frees. Minor units of money, hundredths of a day."""

    __tablename__ = "cost_line"
    contribution_id: Mapped[str | None] = maybe("contribution", owned=True)
    theme_id: Mapped[str | None] = maybe("theme", owned=True)
    envelope_line_id: Mapped[str | None] = maybe("envelope_line")
    measure: Mapped[str] = choice(v.MEASURES, "money")
    direction: Mapped[str] = choice(v.DIRECTIONS, "takes")
    label: Mapped[str] = text(longest=300)
    low: Mapped[int | None]
    high: Mapped[int]
    recurrence: Mapped[str] = choice(v.RECURRENCES, "once")
    starts: Mapped[date | None]
    ends: Mapped[date | None]
    order: Mapped[str] = order("contribution_id", "theme_id")
    __table_args__ = (
        CheckConstraint(ONE_SUBJECT, name="one_subject"),
        CheckConstraint("high >= 0 AND (low IS NULL OR low BETWEEN 0 AND high)", name="amounts"),
    )


class Answer(Domain):
    """The code and the sentence said in public; provisional until somebody confirms it through the gate."""

    __tablename__ = "answer"
    contribution_id: Mapped[str | None] = maybe("contribution", owned=True)
    theme_id: Mapped[str | None] = maybe("theme", owned=True)
    code: Mapped[str] = choice(ANSWERS, "unknown")
    sentence: Mapped[str] = text(search=True, longest=4000)
    reason_kind: Mapped[str] = choice(v.NO_REASONS)
    reason: Mapped[str] = text(search=True, longest=4000)
    possible_part: Mapped[str] = text(longest=2000)
    decided_by: Mapped[str] = text(longest=300)
    decided_on: Mapped[date | None]
    preferred: Mapped[str] = text(longest=1000)
    body: Mapped[str] = text(longest=300)
    decision_day: Mapped[date | None]
    recipient: Mapped[str] = text(longest=300)
    find_out_by: Mapped[date | None]
    owner: Mapped[str] = text(longest=300)
    report_back: Mapped[date | None]
    fix_or_fit: Mapped[str] = choice(v.FIX_OR_FIT)
    confirmed: Mapped[bool] = flag()
    confirmed_by: Mapped[str] = text(longest=300)
    confirmed_role: Mapped[str] = text(longest=300)
    confirmed_how: Mapped[str] = choice(v.CONFIRMED_HOW)
    confirmed_on: Mapped[date | None]
    entered_by: Mapped[str] = text(longest=300)
    name_agreed: Mapped[bool] = flag()
    __table_args__ = (
        CheckConstraint(ONE_SUBJECT, name="one_subject"),
        CheckConstraint(
            "NOT confirmed OR (owner <> '' AND report_back IS NOT NULL AND confirmed_role <> '')", name="gate"
        ),
    )


class Outcome(Domain):
    """What became of a confirmed answer, one row a change; the newest one holds."""

    __tablename__ = "outcome"
    answer_id: Mapped[str] = mapped_column(index=True, info={"loose_ref": "answer"})
    contribution_id: Mapped[str | None] = maybe("contribution", owned=True)
    theme_id: Mapped[str | None] = maybe("theme", owned=True)
    status: Mapped[str] = choice(v.OUTCOMES, "kept")
    became: Mapped[str] = text(search=True, longest=4000)
    day: Mapped[date | None]
    by: Mapped[str] = text(longest=300)
    why: Mapped[str] = text(longest=2000)
    order: Mapped[str] = order("answer_id")


class ChangeLog(Domain):
    """What was changed of a confirmed answer or of a line of what we have: one row a field, by the role of who did it.

    `was` and `became` hold the values as the file holds them: dates in ISO form, amounts in minor units.
    """

    __tablename__ = "change_log"
    answer_id: Mapped[str | None] = maybe("answer", owned=True)
    envelope_line_id: Mapped[str | None] = maybe("envelope_line", owned=True)
    field: Mapped[str] = text(needed=True, longest=60)
    was: Mapped[str] = text(longest=4000)
    became: Mapped[str] = text(longest=4000)
    by: Mapped[str] = text(longest=300, hashed=False)
    why: Mapped[str] = text(longest=2000)
    changed_at: Mapped[datetime | None] = moment()
    __table_args__ = (CheckConstraint("(answer_id IS NULL) <> (envelope_line_id IS NULL)", name="one_subject"),)


class Response(Domain):
    """What came back by a code, or waits in the inbox where the code led nowhere.

    Who answered is not kept: `participant_id` is filled only where the person asked for news.
    """

    __tablename__ = "response"
    round_id: Mapped[str | None] = maybe("feedback_round")
    contribution_id: Mapped[str | None] = maybe("contribution")
    theme_id: Mapped[str | None] = maybe("theme")
    code_given: Mapped[str] = mapped_column(default="", info={"hash": False, "longest": 60})
    words: Mapped[str] = text(search=True, longest=100_000)
    channel: Mapped[str] = choice(v.CHANNELS)
    day: Mapped[date | None]
    source_id: Mapped[str] = text(longest=200)
    created_at: Mapped[datetime | None] = moment()
    verdict: Mapped[str] = choice(v.VERDICTS, since=3)
    whole: Mapped[bool] = flag(since=3)
    set_aside: Mapped[bool] = flag(since=3)
    language: Mapped[str] = text(longest=35, since=3)
    participant_id: Mapped[str | None] = maybe("participant", since=3)


class ResponseAnswer(Domain):
    """What a response says to one of the further questions, which it keeps in the words that were asked."""

    __tablename__ = "response_answer"
    response_id: Mapped[str] = ref("response")
    question: Mapped[str] = text(longest=500)
    words: Mapped[str] = text(search=True, longest=100_000)
    order: Mapped[str] = order("response_id")

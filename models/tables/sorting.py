"""Sort: themes with their trail, and votes."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from models import vocabulary as v
from models.tables.base import Domain, choice, code, flag, maybe, moment, number, order, ref, text


class Theme(Domain):
    """A cluster of notes."""

    __tablename__ = "theme"
    code: Mapped[str] = code()
    workshop_id: Mapped[str | None] = maybe("workshop")
    title: Mapped[str] = text(search=True, needed=True, longest=300)
    summary: Mapped[str] = text(search=True, longest=4000)
    read_back: Mapped[str] = choice(v.READ_BACK, "not_checked")
    order: Mapped[str] = order()


class ThemeNote(Domain):
    """A note's place in a theme."""

    __tablename__ = "theme_note"
    theme_id: Mapped[str] = ref("theme")
    contribution_id: Mapped[str] = ref("contribution")
    order: Mapped[str] = order("theme_id")


class ThemeMove(Domain):
    """The trail: who put which note where, and when. Theme titles are kept as they were then."""

    __tablename__ = "theme_move"
    contribution_id: Mapped[str] = ref("contribution")
    from_title: Mapped[str] = text(longest=300)
    to_title: Mapped[str] = text(longest=300)
    by: Mapped[str] = text(longest=200)
    moved_at: Mapped[datetime | None] = moment()


class VoteRound(Domain):
    """One vote: a question, options and a method.

    `top`: the highest mark of a rating; `again_of_id`: the round that this one repeats.
    """

    __tablename__ = "vote_round"
    workshop_id: Mapped[str | None] = maybe("workshop")
    question: Mapped[str] = text(search=True, needed=True, longest=500)
    method: Mapped[str] = choice(v.VOTE_METHODS, "dots")
    dots: Mapped[int] = mapped_column(default=3)
    decides: Mapped[str] = text(longest=1000)
    closed: Mapped[bool] = flag()
    order: Mapped[str] = order()
    top: Mapped[int] = number(5, since=2)
    again_of_id: Mapped[str | None] = maybe("vote_round", since=2)
    closed_at: Mapped[datetime | None] = moment()


class VoteOption(Domain):
    """What can be voted for: a note, a theme, or a text. `left_out`: why it is not on the sheet; empty: it is."""

    __tablename__ = "vote_option"
    round_id: Mapped[str] = ref("vote_round")
    contribution_id: Mapped[str | None] = maybe("contribution")
    theme_id: Mapped[str | None] = maybe("theme")
    label: Mapped[str] = text(longest=500)
    order: Mapped[str] = order("round_id")
    left_out: Mapped[str] = text(longest=1000, since=2)


class Ballot(Domain):
    """Votes for one option: of one person, of a group's papers, or of a wall. `tally`: who counted (a, b; empty: one).

    `value`: dots, 1 for a choice, or the mark of a rating; `papers`: how many papers say so (ratings, choices).
    """

    __tablename__ = "ballot"
    option_id: Mapped[str] = ref("vote_option")
    participant_id: Mapped[str | None] = maybe("participant")
    segment_id: Mapped[str | None] = maybe("segment")
    table_name: Mapped[str] = text(longest=60)
    tally: Mapped[str] = text(longest=8)
    value: Mapped[int] = mapped_column(default=1)
    papers: Mapped[int] = number(1, since=2)


class VoteTurnout(Domain):
    """How many papers one who counts has from a group (None: not said) in a round; `tally` as in a ballot."""

    __tablename__ = "vote_turnout"
    round_id: Mapped[str] = ref("vote_round")
    segment_id: Mapped[str | None] = maybe("segment")
    tally: Mapped[str] = text(longest=8)
    papers: Mapped[int] = number(0)

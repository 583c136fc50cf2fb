"""Map: paths, their stages and lanes, the cards on them, and how it feels."""

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped

from models import vocabulary as v
from models.tables.base import Domain, choice, flag, maybe, order, ref, text


class Path(Domain):
    """A service path. `origin_id`: the path as it is that this path as it could be was made from."""

    __tablename__ = "path"
    title: Mapped[str] = text(search=True, needed=True, longest=300)
    state: Mapped[str] = choice(v.PATH_STATES, "as_is")
    origin_id: Mapped[str | None] = maybe("path")
    description: Mapped[str] = text(longest=4000)
    frozen: Mapped[bool] = flag()
    order: Mapped[str] = order()


class Stage(Domain):
    """A column. `frozen_letter` is kept once a printed template carries it."""

    __tablename__ = "stage"
    path_id: Mapped[str] = ref("path")
    name: Mapped[str] = text(search=True, needed=True, longest=200)
    position: Mapped[str] = choice(v.STAGE_POSITIONS, "within")
    frozen_letter: Mapped[str] = text(longest=8)
    origin_id: Mapped[str | None] = maybe("stage", since=4)
    order: Mapped[str] = order("path_id")


class Lane(Domain):
    """A row. `frozen_number` is kept once a printed template carries it; 0: not frozen."""

    __tablename__ = "lane"
    path_id: Mapped[str] = ref("path")
    kind: Mapped[str] = choice(v.LANE_KINDS, "own")
    name: Mapped[str] = text(longest=200)
    frozen_number: Mapped[str] = text(longest=8)
    origin_id: Mapped[str | None] = maybe("lane", since=4)
    order: Mapped[str] = order("path_id")


class Touchpoint(Domain):
    """A card: its place is its cell (stage and lane) and its order there; no free coordinates."""

    __tablename__ = "touchpoint"
    stage_id: Mapped[str] = ref("stage")
    lane_id: Mapped[str] = ref("lane")
    origin_id: Mapped[str | None] = maybe("touchpoint")
    words: Mapped[str] = text(search=True, needed=True, longest=4000)
    channel: Mapped[str] = text(longest=300)
    owner: Mapped[str] = text(longest=300)
    waiting: Mapped[str] = text(longest=300)
    cost_to_person: Mapped[str] = text(longest=300)
    hand_off: Mapped[str] = text(longest=300)
    pain_point: Mapped[bool] = flag()
    pain_note: Mapped[str] = text(search=True, longest=2000)
    what_works: Mapped[str] = text(search=True, longest=2000)
    evidence: Mapped[str] = choice(v.EVIDENCE)
    frozen_code: Mapped[str] = text(longest=16)
    order: Mapped[str] = order("stage_id", "lane_id")


class StepAlias(Domain):
    """A step code on printed paper whose stage, lane or card was moved or removed since: it is never given anew.

    `printed`: a letter, a number or a card's code. Where it leads now: a stage, a lane or a card; nowhere if that is
    gone. The rows of a path are few.
    """

    __tablename__ = "step_alias"
    path_id: Mapped[str] = ref("path")
    printed: Mapped[str] = text(needed=True, longest=16)
    stage_id: Mapped[str | None] = maybe("stage")
    lane_id: Mapped[str | None] = maybe("lane")
    touchpoint_id: Mapped[str | None] = maybe("touchpoint")


class Connection(Domain):
    """A branch, a loop or a drop-out between two cards."""

    __tablename__ = "connection"
    from_id: Mapped[str] = ref("touchpoint")
    to_id: Mapped[str | None] = maybe("touchpoint")
    kind: Mapped[str] = choice(v.CONNECTION_KINDS, "next")
    label: Mapped[str] = text(longest=300)


class Feeling(Domain):
    """How it feels at a card, −2 … +2, for a group, a participant or a nameless person."""

    __tablename__ = "feeling"
    touchpoint_id: Mapped[str] = ref("touchpoint")
    workshop_id: Mapped[str | None] = maybe("workshop")
    segment_id: Mapped[str | None] = maybe("segment")
    participant_id: Mapped[str | None] = maybe("participant")
    story_id: Mapped[str | None] = maybe("story")
    value: Mapped[int]
    note: Mapped[str] = text(longest=300)
    __table_args__ = (CheckConstraint("value BETWEEN -2 AND 2", name="value"),)


class Snapshot(Domain):
    """A named moment of the project, found again by the step of the history it follows."""

    __tablename__ = "snapshot"
    name: Mapped[str] = text(needed=True, longest=300)
    step_id: Mapped[str] = text(longest=32, hashed=False)

"""What lies in a column or a row of a path: said before it is removed, merged or split."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select

from models import tables as t
from models.reader import Reader
from models.views import GONE_NOTES, GONE_STORIES


@dataclass(frozen=True, slots=True)
class Lying:
    """How many cards, and how many stories and notes attached to them or to the stage itself, each counted once."""

    cards: int
    stories: int
    notes: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be lost."""
        return not (self.cards or self.stories or self.notes)


def lying_in_stage(reader: Reader, stage_id: str) -> Lying:
    """Return what lies in a column."""
    here = t.StoryPlace.stage_id == stage_id, t.ContributionPlace.stage_id == stage_id
    return _lying(reader, t.Touchpoint.stage_id == stage_id, *here)


def lying_in_lane(reader: Reader, lane_id: str) -> Lying:
    """Return what lies in a row; stories and notes belong to its cards only."""
    cards = select(t.Touchpoint.id).where(t.Touchpoint.lane_id == lane_id)
    here = t.StoryPlace.touchpoint_id.in_(cards), t.ContributionPlace.touchpoint_id.in_(cards)
    return _lying(reader, t.Touchpoint.lane_id == lane_id, *here)


def _lying(
    reader: Reader, of_cards: ColumnElement[bool], stories: ColumnElement[bool], notes: ColumnElement[bool]
) -> Lying:
    told, noted = t.StoryPlace.story_id, t.ContributionPlace.contribution_id
    counted = (
        select(func.count(t.Touchpoint.id)).where(of_cards),
        select(func.count(told.distinct())).where(stories, told.not_in(GONE_STORIES)),
        select(func.count(noted.distinct())).where(notes, noted.not_in(GONE_NOTES)),
    )
    return Lying(*(int(reader.scalar(one) or 0) for one in counted))

"""Who was heard so far, and where: counts of stories and notes by group and by step, for the facilitator only.

Everything is counted in the database, so that it is quick with ten thousand notes. What was withdrawn is not counted.
"""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import func, select

from models import tables as t
from models.reader import Reader
from models.views import GONE_NOTES, GONE_STORIES, STORY_IS_THERE, VOICE_IS_THERE


@dataclass(frozen=True, slots=True)
class Counted:
    """How many stories and how many notes. Of a group: its voices in notes."""

    stories: int = 0
    notes: int = 0

    @property
    def both(self) -> int:
        """Stories and notes together."""
        return self.stories + self.notes


def by_group(reader: Reader, workshop_id: str | None = None) -> dict[str | None, Counted]:
    """Return what each group said, in one workshop or in all; None: the group is not said."""
    found: defaultdict[str | None, list[int]] = defaultdict(lambda: [0, 0])
    for at, (cls, there) in enumerate(((t.Story, STORY_IS_THERE), (t.Voice, VOICE_IS_THERE))):
        counted = select(cls.segment_id, func.count()).where(there).group_by(cls.segment_id)
        if workshop_id:
            counted = counted.where(cls.workshop_id == workshop_id)
        for segment_id, count in reader.rows(counted):
            found[segment_id][at] = int(count)
    return {segment_id: Counted(*counts) for segment_id, counts in found.items()}


def by_step(reader: Reader, workshop_id: str | None = None) -> dict[str, Counted]:
    """Return what was said about each card and, with all its cards, each stage, by its id."""
    found: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    told, said = t.StoryPlace, t.ContributionPlace
    for at, (place, owner, whole, gone) in enumerate(
        ((told, told.story_id, t.Story, GONE_STORIES), (said, said.contribution_id, t.Contribution, GONE_NOTES))
    ):
        for column in (place.stage_id, place.touchpoint_id):
            counted = select(column, func.count(owner.distinct())).where(column.is_not(None), owner.not_in(gone))
            if workshop_id:
                counted = counted.where(owner.in_(select(whole.id).where(whole.workshop_id == workshop_id)))
            for row_id, count in reader.rows(counted.group_by(column)):
                found[str(row_id)][at] = int(count)
    return {row_id: Counted(*counts) for row_id, counts in found.items()}

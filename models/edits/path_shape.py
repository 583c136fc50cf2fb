"""Edits that split and merge the columns and rows of a path; no card is lost by them."""

from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import select

from models import tables as t
from models.edits.path import AddLane, AddStage
from models.edits.path_rows import (
    lane_goes,
    last_in_cell,
    move_card,
    path_of_lane,
    path_of_stage,
    stage_goes,
)
from models.errors import Refused
from models.order import after
from models.path_records import CardRecord
from models.reader import Reader
from models.writer import Writer
from resources.texts import N_


@dataclass(frozen=True)
class SplitStage:
    """Make a new column right behind a column and move the cards that are named to it, each in its lane."""

    stage_id: str
    name: str
    card_ids: tuple[str, ...]
    label: ClassVar[str] = N_("Split stage")

    def apply(self, writer: Writer, reader: Reader) -> str:
        """Return the new stage's id. Refused: a card does not lie in the stage."""
        path = path_of_stage(reader, self.stage_id)
        at = [stage.id for stage in path.stages].index(self.stage_id)
        cards = _named([card for card in path.cards if card.stage_id == self.stage_id], self.card_ids)
        new_id = AddStage(path.id, self.name, path.stages[at].position, at + 1).apply(writer, reader)
        for card in cards:
            move_card(writer, reader, card.id, new_id, card.lane_id, card.order)
        return new_id


@dataclass(frozen=True)
class MergeStages:
    """Move all that lies in a column to another one, each card to the end of its cell there, and remove the column.

    Stories and notes that were attached to the column belong to the other one from then on, as do groups whose
    knowledge was needed there.
    """

    stage_id: str
    into_id: str
    label: ClassVar[str] = N_("Merge stages")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: the two are one, or of two paths."""
        path = path_of_stage(reader, self.stage_id)
        if self.stage_id == self.into_id or self.into_id not in [stage.id for stage in path.stages]:
            raise Refused(N_("Choose another stage of this path."))
        for card in path.cards:
            if card.stage_id == self.stage_id:
                order = after(last_in_cell(reader, self.into_id, card.lane_id))
                move_card(writer, reader, card.id, self.into_id, card.lane_id, order)
        _move_attachments(writer, reader, self.stage_id, self.into_id)
        stage_goes(writer, reader, self.stage_id, self.into_id)


@dataclass(frozen=True)
class SplitLane:
    """Make a new row right below a row and move the cards that are named to it, each in its stage."""

    lane_id: str
    kind: str
    name: str
    card_ids: tuple[str, ...]
    label: ClassVar[str] = N_("Split lane")

    def apply(self, writer: Writer, reader: Reader) -> str:
        """Return the new lane's id. Refused: a card does not lie in the lane; an own kind without a name."""
        path = path_of_lane(reader, self.lane_id)
        at = [lane.id for lane in path.lanes].index(self.lane_id)
        cards = _named([card for card in path.cards if card.lane_id == self.lane_id], self.card_ids)
        new_id = AddLane(path.id, self.kind, self.name, at + 1).apply(writer, reader)
        for card in cards:
            move_card(writer, reader, card.id, card.stage_id, new_id, card.order)
        return new_id


@dataclass(frozen=True)
class MergeLanes:
    """Move all cards of a row to another one, each to the end of its cell there, and remove the row."""

    lane_id: str
    into_id: str
    label: ClassVar[str] = N_("Merge lanes")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: the two are one, or of two paths."""
        path = path_of_lane(reader, self.lane_id)
        if self.lane_id == self.into_id or self.into_id not in [lane.id for lane in path.lanes]:
            raise Refused(N_("Choose another lane of this path."))
        for card in path.cards:
            if card.lane_id == self.lane_id:
                order = after(last_in_cell(reader, card.stage_id, self.into_id))
                move_card(writer, reader, card.id, card.stage_id, self.into_id, order)
        lane_goes(writer, reader, self.lane_id, self.into_id)


def _named(cards: list[CardRecord], wanted: tuple[str, ...]) -> list[CardRecord]:
    if not set(wanted) <= {card.id for card in cards}:
        raise Refused(N_("One of these cards is not there any more. Choose again."))
    return [card for card in cards if card.id in wanted]


def _move_attachments(writer: Writer, reader: Reader, stage_id: str, into_id: str) -> None:
    """Attach to `into_id` what is attached to the stage itself, once."""
    owners = (
        (t.StoryPlace, t.StoryPlace.story_id, t.StoryPlace.touchpoint_id),
        (t.ContributionPlace, t.ContributionPlace.contribution_id, t.ContributionPlace.touchpoint_id),
    )
    for cls, owner, card in owners:
        there = {row[0] for row in reader.rows(select(owner).where(cls.stage_id == into_id, card.is_(None)))}
        for row in reader.rows(select(cls.id, owner).where(cls.stage_id == stage_id)):
            if row[1] in there:
                writer.remove(cls, row[0])
            else:
                writer.update(cls, row[0], stage_id=into_id)
    needed = {
        row[0] for row in reader.rows(select(t.SegmentPlace.segment_id).where(t.SegmentPlace.stage_id == into_id))
    }
    mine = select(t.SegmentPlace.id, t.SegmentPlace.segment_id).where(t.SegmentPlace.stage_id == stage_id)
    for row in reader.rows(mine):
        if row[1] in needed:
            writer.remove(t.SegmentPlace, row[0])
        else:
            writer.update(t.SegmentPlace, row[0], stage_id=into_id)

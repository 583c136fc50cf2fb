"""Edits of a path's frame: the path itself, its columns and rows; and many cards in one step."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import select

from models import records as r
from models import tables as t
from models.edits.ordering import move_to
from models.edits.path import AddPath, AddTouchpoint, lane_values
from models.edits.path_rows import lane_goes, remove_card, stage_goes
from models.edits.voices import known
from models.reader import Reader
from models.writer import Writer
from resources.texts import N_

PATH_FIELDS = frozenset("title state description".split())
STAGE_FIELDS = frozenset("name position".split())
LANE_FIELDS = frozenset("kind name".split())
STANDARD_LANES = ("people_do", "feeling", "people_meet", "behind", "life")


@dataclass(frozen=True)
class AddStandardPath:
    """Add a path with the five usual lanes and the stages that are named."""

    title: str
    state: str = "as_is"
    stages: tuple[str, ...] = ()
    label: ClassVar[str] = N_("Add path")

    def apply(self, writer: Writer, reader: Reader) -> str:
        """Return the path's id. Refused: no title."""
        lanes = tuple((kind, "") for kind in STANDARD_LANES)
        return AddPath(self.title, self.state, stages=self.stages, lanes=lanes).apply(writer, reader)


@dataclass(frozen=True)
class ChangePath:
    """Change what a path is called, whether it is as it is or as it could be, and its description."""

    path_id: str
    values: Mapping[str, object]
    label: ClassVar[str] = N_("Change path")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Write the changed fields."""
        writer.update(t.Path, self.path_id, **known(self.values, PATH_FIELDS))


@dataclass(frozen=True)
class ChangeStage:
    """Change a column's name, or whether it lies before, within or after the service."""

    stage_id: str
    values: Mapping[str, object]
    label: ClassVar[str] = N_("Change stage")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Write the changed fields."""
        writer.update(t.Stage, self.stage_id, **known(self.values, STAGE_FIELDS))


@dataclass(frozen=True)
class MoveStage:
    """Move a column to the place `to` among its path's columns, counted from 0; a frozen letter stays with it."""

    stage_id: str
    to: int
    label: ClassVar[str] = N_("Move stage")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: the stage is gone."""
        path = select(t.Stage.path_id).where(t.Stage.id == self.stage_id).scalar_subquery()
        move_to(writer, reader, t.Stage, self.stage_id, self.to, t.Stage.path_id == path)


@dataclass(frozen=True)
class DeleteStage:
    """Delete a column with its cards; stories and notes stay, no longer attached to it."""

    stage_id: str
    label: ClassVar[str] = N_("Delete stage")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: the stage is gone already."""
        stage_goes(writer, reader, self.stage_id)


@dataclass(frozen=True)
class ChangeLane:
    """Change a row's kind or name. An own kind needs a name."""

    lane_id: str
    values: Mapping[str, object]
    label: ClassVar[str] = N_("Change lane")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: it would be an own kind without a name."""
        values = known(self.values, LANE_FIELDS)
        for lane in reader.records(r.LaneRecord, t.Lane, t.Lane.id == self.lane_id):
            values = lane_values(str(values.get("kind", lane.kind)), str(values.get("name", lane.name)))
        writer.update(t.Lane, self.lane_id, **values)


@dataclass(frozen=True)
class MoveLane:
    """Move a row to the place `to` among its path's rows, counted from 0; a frozen number stays with it."""

    lane_id: str
    to: int
    label: ClassVar[str] = N_("Move lane")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: the lane is gone."""
        path = select(t.Lane.path_id).where(t.Lane.id == self.lane_id).scalar_subquery()
        move_to(writer, reader, t.Lane, self.lane_id, self.to, t.Lane.path_id == path)


@dataclass(frozen=True)
class DeleteLane:
    """Delete a row with its cards; what was attached to them stays at their stages."""

    lane_id: str
    label: ClassVar[str] = N_("Delete lane")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: the lane is gone already."""
        lane_goes(writer, reader, self.lane_id)


@dataclass(frozen=True)
class AddTouchpoints:
    """Add cards at the end of their cells in one step: (stage, lane, words, values) each."""

    cards: tuple[tuple[str, str, str, Mapping[str, object]], ...]
    label: ClassVar[str] = N_("Add cards")

    def apply(self, writer: Writer, reader: Reader) -> tuple[str, ...]:
        """Return the cards' ids, in their order. Refused: a stage and a lane of two paths; nothing is added."""
        return tuple(AddTouchpoint(*card).apply(writer, reader) for card in self.cards)


@dataclass(frozen=True)
class DeleteTouchpoints:
    """Delete cards in one step; what was attached to them stays at their stages."""

    touchpoint_ids: tuple[str, ...]
    label: ClassVar[str] = N_("Delete cards")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: one is gone already; nothing is deleted."""
        for touchpoint_id in dict.fromkeys(self.touchpoint_ids):
            remove_card(writer, reader, touchpoint_id)


@dataclass(frozen=True)
class ClearFeeling:
    """Take back what was said about how it feels at a card."""

    feeling_id: str
    label: ClassVar[str] = N_("Clear how it feels")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: it is gone already."""
        writer.remove(t.Feeling, self.feeling_id)

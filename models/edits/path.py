"""Edits of Map: paths, stages, lanes, cards, feelings."""

from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from sqlalchemy import select

from models import queries
from models import tables as t
from models.edits.base import Far, at_once
from models.edits.ordering import last_key
from models.edits.path_rows import (
    check_cell,
    last_in_cell,
    move_card,
    path_of,
    put_at,
    remove_card,
)
from models.edits.sources import add_groups, note_source
from models.errors import Refused
from models.order import after
from models.reader import Reader
from models.vocabulary import LANE_KINDS, label
from models.writer import Writer
from resources.texts import N_

CARD_FIELDS = frozenset(
    "words channel owner waiting cost_to_person hand_off pain_point pain_note what_works evidence".split()
)


@dataclass(frozen=True)
class NewCard:
    """A card of a path that is made as a whole. `stage` and `lane` count from 0.

    `feelings`: (name of a group, empty for a nameless person, and value −2…+2) each. `facts`: other fields and values.
    """

    stage: int
    lane: int
    words: str
    feelings: tuple[tuple[str, int], ...] = ()
    facts: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True)
class AddPath:
    """Add a path, empty or whole: names of stages, (kind, name) of lanes, cards with feelings.

    `positions`: where each stage lies, before, within or after the service; within where it is not said.
    """

    title: str
    state: str = "as_is"
    description: str = ""
    stages: tuple[str, ...] = ()
    lanes: tuple[tuple[str, str], ...] = ()
    cards: tuple[NewCard, ...] = ()
    positions: tuple[str, ...] = ()
    label: ClassVar[str] = N_("Add path")

    def apply(self, writer: Writer, reader: Reader) -> str:
        """Return the path's id."""
        return at_once(self.apply_in_slices(writer, reader))

    def apply_in_slices(self, writer: Writer, reader: Reader) -> Generator[Far, None, str]:
        """Do the same a few milliseconds at a time: one stage or card."""
        order = after(last_key(reader, t.Path))
        path_id = writer.insert(t.Path, title=self.title, state=self.state, description=self.description, order=order)
        where = (*self.positions, *("within",) * len(self.stages))
        whole, stages = len(self.stages) + len(self.cards), list[str]()
        for stage in zip(self.stages, where, strict=False):
            stages.append(AddStage(path_id, *stage).apply(writer, reader))
            yield len(stages), whole
        lanes = [AddLane(path_id, kind, name).apply(writer, reader) for kind, name in self.lanes]
        groups = {group.name.casefold(): group.id for group in queries.groups(reader)}
        for at, card in enumerate(self.cards):
            yield len(stages) + at, whole
            cell = (stages[card.stage], lanes[card.lane])
            card_id = AddTouchpoint(*cell, card.words, dict(card.facts)).apply(writer, reader)
            for name, value in card.feelings:
                SetFeeling(card_id, value, groups.get(name.casefold())).apply(writer, reader)
                yield len(stages) + at, whole
        return path_id


@dataclass(frozen=True)
class ImportPath:
    """Add the path of a file, known by the SHA-256 of its content, with the groups that it names."""

    sha256: str
    name: str
    title: str
    description: str = ""
    stages: tuple[str, ...] = ()
    lanes: tuple[tuple[str, str], ...] = ()
    cards: tuple[NewCard, ...] = ()
    new_groups: tuple[str, ...] = ()
    again: bool = False
    label: ClassVar[str] = N_("Import path")

    def apply(self, writer: Writer, reader: Reader) -> str:
        """Return the path's id. Refused: the same file was imported before."""
        return at_once(self.apply_in_slices(writer, reader))

    def apply_in_slices(self, writer: Writer, reader: Reader) -> Generator[Far, None, str]:
        """Do the same a few milliseconds at a time."""
        source = (self.sha256, self.name, "journey", len(self.cards))
        note_source(writer, reader, *source, again=self.again)
        add_groups(writer, reader, self.new_groups)
        made = AddPath(self.title, "as_is", self.description, self.stages, self.lanes, self.cards)
        return (yield from made.apply_in_slices(writer, reader))


@dataclass(frozen=True)
class AddStage:
    """Add a column to a path: at the place `at` among its columns, counted from 0; None: at the end."""

    path_id: str
    name: str
    position: str = "within"
    at: int | None = None
    label: ClassVar[str] = N_("Add stage")

    def apply(self, writer: Writer, reader: Reader) -> str:
        """Return the stage's id."""
        here = t.Stage.path_id == self.path_id
        values = {"name": self.name, "position": self.position, "order": after(last_key(reader, t.Stage, here))}
        stage_id = writer.insert(t.Stage, path_id=self.path_id, **values)
        put_at(writer, reader, t.Stage, stage_id, self.at, here)
        return stage_id


@dataclass(frozen=True)
class AddLane:
    """Add a row to a path, in the same way. An own kind needs a name."""

    path_id: str
    kind: str
    name: str = ""
    at: int | None = None
    label: ClassVar[str] = N_("Add lane")

    def apply(self, writer: Writer, reader: Reader) -> str:
        """Return the lane's id. Refused: an own kind without a name."""
        here = t.Lane.path_id == self.path_id
        order = after(last_key(reader, t.Lane, here))
        lane_id = writer.insert(t.Lane, path_id=self.path_id, order=order, **lane_values(self.kind, self.name))
        put_at(writer, reader, t.Lane, lane_id, self.at, here)
        return lane_id


@dataclass(frozen=True)
class AddTouchpoint:
    """Add a card to a cell: at the place `at` among its cards, counted from 0; None: at the end."""

    stage_id: str
    lane_id: str
    words: str
    values: Mapping[str, object] = field(default_factory=dict[str, object])
    at: int | None = None
    label: ClassVar[str] = N_("Add card")

    def apply(self, writer: Writer, reader: Reader) -> str:
        """Return the card's id. Refused: stage and lane are of two paths."""
        check_cell(reader, self.stage_id, self.lane_id)
        order = after(last_in_cell(reader, self.stage_id, self.lane_id))
        place = {"stage_id": self.stage_id, "lane_id": self.lane_id, "order": order}
        card_id = writer.insert(t.Touchpoint, **place, **card_values({**self.values, "words": self.words}))
        cell = (t.Touchpoint.stage_id == self.stage_id, t.Touchpoint.lane_id == self.lane_id)
        put_at(writer, reader, t.Touchpoint, card_id, self.at, *cell)
        return card_id


@dataclass(frozen=True)
class ChangeTouchpoint:
    """Change what is on a card."""

    touchpoint_id: str
    values: Mapping[str, object]
    label: ClassVar[str] = N_("Change card")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Write the changed fields."""
        writer.update(t.Touchpoint, self.touchpoint_id, **card_values(self.values))


@dataclass(frozen=True)
class MoveTouchpoint:
    """Move a card to a cell and an order key there; it loses a frozen code when it leaves its cell.

    `run`: moves with the same run, such as repeated arrow keys, are undone together.
    """

    touchpoint_id: str
    stage_id: str
    lane_id: str
    order: str
    run: str = ""
    label: ClassVar[str] = N_("Move card")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: stage and lane are of two paths, or of another one."""
        move_card(writer, reader, self.touchpoint_id, self.stage_id, self.lane_id, self.order)


@dataclass(frozen=True)
class DeleteTouchpoint:
    """Delete a card; what was attached to it stays at the stage."""

    touchpoint_id: str
    label: ClassVar[str] = N_("Delete card")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: the card is gone already."""
        remove_card(writer, reader, self.touchpoint_id)


@dataclass(frozen=True)
class DeletePath:
    """Delete a path with its stages, lanes and cards."""

    path_id: str
    label: ClassVar[str] = N_("Delete path")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: the path is gone already."""
        own = select(t.Stage.id).where(t.Stage.path_id == self.path_id)
        for row in reader.rows(select(t.Touchpoint.id).where(t.Touchpoint.stage_id.in_(own))):
            writer.remove(t.Touchpoint, row[0])
        writer.remove(t.Path, self.path_id)


@dataclass(frozen=True)
class SetFeeling:
    """Say how it feels at a card, −2…+2, for a group, a participant or a nameless person."""

    touchpoint_id: str
    value: int
    segment_id: str | None = None
    participant_id: str | None = None
    story_id: str | None = None
    workshop_id: str | None = None
    note: str = ""
    label: ClassVar[str] = N_("Say how it feels")

    def apply(self, writer: Writer, reader: Reader) -> str:
        """Return the id. A group or participant has one value at a card and workshop: it is replaced."""
        if not -2 <= self.value <= 2:
            raise Refused(N_("How it feels is a number from −2 to +2."))
        who = {"segment_id": self.segment_id, "participant_id": self.participant_id, "workshop_id": self.workshop_id}
        rest = {"value": self.value, "story_id": self.story_id, "note": self.note}
        found = self._same(reader) if self.segment_id or self.participant_id else None
        if found:
            writer.update(t.Feeling, found, **rest)
            return found
        return writer.insert(t.Feeling, touchpoint_id=self.touchpoint_id, **who, **rest)

    def _same(self, reader: Reader) -> str | None:
        found = reader.scalar(
            select(t.Feeling.id).where(
                t.Feeling.touchpoint_id == self.touchpoint_id,
                t.Feeling.segment_id.is_(self.segment_id),
                t.Feeling.participant_id.is_(self.participant_id),
                t.Feeling.workshop_id.is_(self.workshop_id),
            )
        )
        return str(found) if found else None


@dataclass(frozen=True)
class FreezeStepCodes:
    """Keep the present step codes of a path for good, because a printed template carries them."""

    path_id: str
    label: ClassVar[str] = N_("Freeze step codes")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: there is no such path."""
        path = path_of(reader, self.path_id)
        writer.update(t.Path, path.id, frozen=True)
        for stage in path.stages:
            writer.update(t.Stage, stage.id, frozen_letter=stage.letter)
        for lane in path.lanes:
            writer.update(t.Lane, lane.id, frozen_number=lane.number)
        for card in path.cards:
            writer.update(t.Touchpoint, card.id, frozen_code=card.code)


def card_values(values: Mapping[str, object]) -> dict[str, object]:
    """Return `values` if they are fields of a card; KeyError is a bug of the caller."""
    if unknown := set(values) - CARD_FIELDS:
        raise KeyError(f"touchpoint: {sorted(unknown)}")
    return dict(values)


def lane_values(kind: str, name: str) -> dict[str, object]:
    """Return kind and name as they are kept. Refused: an own kind without a name."""
    if kind == "own" and not name.strip():
        raise Refused(N_("A lane of your own needs a name."))
    return {"kind": kind, "name": "" if name == label(LANE_KINDS, kind) else name}

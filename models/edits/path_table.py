"""Many cells of a path at once, as they come from a spreadsheet: new stages, new cards, changed facts, in one step."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from models.edits.path import AddStage, AddTouchpoint, ChangeTouchpoint, SetFeeling
from models.edits.path_rows import check_cell, last_in_cell, move_card
from models.order import after
from models.reader import Reader
from models.writer import Writer
from resources.texts import N_

Felt = tuple[tuple[str | None, int], ...]


@dataclass(frozen=True)
class TypedCard:
    """A new card. `stage`: the id of a stage, or the place of a new one in the paste, counted from 0.

    `felt`: (group, None for a nameless person; −2…+2) each.
    """

    stage: str | int
    lane_id: str
    words: str
    values: Mapping[str, object] = field(default_factory=dict[str, object])
    felt: Felt = ()


@dataclass(frozen=True)
class FilledCard:
    """What changes on a card: its facts, how it feels, and its cell, unless `cell` is None."""

    card_id: str
    values: Mapping[str, object] = field(default_factory=dict[str, object])
    felt: Felt = ()
    cell: tuple[str, str] | None = None


@dataclass(frozen=True)
class PasteTable:
    """Add stages at the end of a path and cards at the end of their cells, and change cards, in one step."""

    path_id: str
    stages: tuple[str, ...] = ()
    added: tuple[TypedCard, ...] = ()
    changed: tuple[FilledCard, ...] = ()
    workshop_id: str | None = None
    label: ClassVar[str] = N_("Paste a table")

    def apply(self, writer: Writer, reader: Reader) -> tuple[str, ...]:
        """Return the ids of the new cards, in their order. Refused: anything of it is; then nothing is done."""
        stages = [AddStage(self.path_id, name).apply(writer, reader) for name in self.stages]
        ids: list[str] = []
        for card in self.added:
            stage_id = stages[card.stage] if isinstance(card.stage, int) else card.stage
            ids.append(AddTouchpoint(stage_id, card.lane_id, card.words, card.values).apply(writer, reader))
            self._feel(ids[-1], card.felt, writer, reader)
        for change in self.changed:
            if change.values:
                ChangeTouchpoint(change.card_id, change.values).apply(writer, reader)
            if change.cell is not None:
                check_cell(reader, *change.cell)
                move_card(writer, reader, change.card_id, *change.cell, after(last_in_cell(reader, *change.cell)))
            self._feel(change.card_id, change.felt, writer, reader)
        return tuple(ids)

    def _feel(self, card_id: str, felt: Felt, writer: Writer, reader: Reader) -> None:
        for group_id, value in felt:
            SetFeeling(card_id, value, segment_id=group_id, workshop_id=self.workshop_id).apply(writer, reader)

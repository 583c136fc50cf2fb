"""Edits of several cards in one step: moved, changed, pasted or duplicated."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from models.edits.path import AddTouchpoint, ChangeTouchpoint
from models.edits.path_links import Connect
from models.edits.path_rows import move_card
from models.reader import Reader
from models.writer import Writer
from resources.texts import N_


@dataclass(frozen=True)
class MoveTouchpoints:
    """Move cards in one step: (card, stage, lane, order key) each. `run` as with a single one."""

    moves: tuple[tuple[str, str, str, str], ...]
    run: str = ""
    label: ClassVar[str] = N_("Move cards")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: a card is gone, or a cell is none of its path; nothing is moved."""
        for card_id, stage_id, lane_id, order in self.moves:
            move_card(writer, reader, card_id, stage_id, lane_id, order)


@dataclass(frozen=True)
class ChangeTouchpoints:
    """Change the same facts of several cards."""

    touchpoint_ids: tuple[str, ...]
    values: Mapping[str, object]
    label: ClassVar[str] = N_("Change cards")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: one is gone; nothing is changed."""
        for touchpoint_id in dict.fromkeys(self.touchpoint_ids):
            ChangeTouchpoint(touchpoint_id, self.values).apply(writer, reader)


@dataclass(frozen=True)
class PastedCard:
    """A card that is added as a copy: its cell, its words, its other facts. Nobody said a feeling about it."""

    stage_id: str
    lane_id: str
    words: str
    values: Mapping[str, object] = field(default_factory=dict[str, object])


@dataclass(frozen=True)
class PasteCards:
    """Add copies of cards in one step, each at the end of its cell, with the connections among them.

    `links`: (place of the card it leaves, place of the card it leads to or None, kind, label), places in `cards`.
    """

    cards: tuple[PastedCard, ...]
    links: tuple[tuple[int, int | None, str, str], ...] = ()
    label: ClassVar[str] = N_("Paste cards")

    def apply(self, writer: Writer, reader: Reader) -> tuple[str, ...]:
        """Return the cards' ids, in their order. Refused: a stage and a lane of two paths; nothing is added."""
        ids = tuple(
            AddTouchpoint(card.stage_id, card.lane_id, card.words, card.values).apply(writer, reader)
            for card in self.cards
        )
        for leaves, leads, kind, label in self.links:
            Connect(ids[leaves], None if leads is None else ids[leads], kind, label).apply(writer, reader)
        return ids

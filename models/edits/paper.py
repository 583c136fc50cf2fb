"""Edits of the paper round trip: lines that a scribe read off the wall become cards and feelings, and go again."""

from dataclasses import dataclass, replace
from typing import ClassVar

from sqlalchemy import select

from models import tables as t
from models.edits.path import AddTouchpoint, SetFeeling
from models.edits.path_frame import ClearFeeling
from models.edits.path_rows import card_row, remove_card
from models.edits.project import AddSegment
from models.paper_lines import PaperLine
from models.reader import Reader
from models.writer import Writer
from resources.texts import N_


@dataclass(frozen=True, slots=True)
class Placed:
    """What became of a line. `feelings`: (id of the feeling, the value before it; None where there was none) each."""

    card_id: str
    is_new: bool
    feelings: tuple[tuple[str, int | None], ...] = ()


@dataclass(frozen=True)
class PlacePaperLines:
    """Place lines in one step: cards with words and evidence, and how it feels, said in a workshop.

    A group is made only where somebody asked for it: `new_groups`, (the id that stands for it in the lines, name) each.
    """

    lines: tuple[PaperLine, ...]
    workshop_id: str | None = None
    new_groups: tuple[tuple[str, str], ...] = ()
    label: ClassVar[str] = N_("Place lines from the wall")

    def apply(self, writer: Writer, reader: Reader) -> tuple[Placed, ...]:
        """Return what became of each line. Refused: a cell or a card is gone; nothing is placed."""
        made = {stands_for: AddSegment(name).apply(writer, reader) for stands_for, name in self.new_groups}
        below: dict[str, str] = {}  # the last new card below each card, so that lines keep their order
        return tuple(self._place(_with_groups(line, made), below, writer, reader) for line in self.lines)

    def _place(self, line: PaperLine, below: dict[str, str], writer: Writer, reader: Reader) -> Placed:
        if line.words:
            at = None
            if line.card_id:
                at = _place_in_cell(reader, below.get(line.card_id, line.card_id)) + 1
            values = {"evidence": line.evidence} if line.evidence else {}
            card_id = AddTouchpoint(line.stage_id, line.lane_id, line.words, values, at).apply(writer, reader)
            if line.card_id:
                below[line.card_id] = card_id
        else:
            card_id = line.card_id or ""
            card_row(reader, card_id)
        return Placed(card_id, bool(line.words), self._say(card_id, line, writer, reader))

    def _say(self, card_id: str, line: PaperLine, writer: Writer, reader: Reader) -> tuple[tuple[str, int | None], ...]:
        found: list[tuple[str, int | None]] = []
        for one in line.feelings:
            before = _said(reader, card_id, one.group_id, self.workshop_id) if one.group_id else None
            said = SetFeeling(card_id, one.value, one.group_id, workshop_id=self.workshop_id)
            found.append((said.apply(writer, reader), before))
        return tuple(found)


@dataclass(frozen=True)
class TakeBackPaperLine:
    """Take back what one line did: its new card goes, and what it said of how it feels is as it was before."""

    placed: Placed
    label: ClassVar[str] = N_("Take back a line from the wall")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: it is not there any more."""
        if self.placed.is_new:
            remove_card(writer, reader, self.placed.card_id)
            return
        for feeling_id, before in self.placed.feelings:
            if before is None:
                ClearFeeling(feeling_id).apply(writer, reader)
            else:
                writer.update(t.Feeling, feeling_id, value=before)


def _with_groups(line: PaperLine, made: dict[str, str]) -> PaperLine:
    """Return a line that names the groups that were made for it."""
    felt = tuple(replace(one, group_id=made.get(one.group_id or "", one.group_id)) for one in line.feelings)
    return replace(line, feelings=felt)


def _place_in_cell(reader: Reader, card_id: str) -> int:
    """Return a card's place among the cards of its cell, counted from 0. Refused: it is gone."""
    stage_id, lane_id, _ = card_row(reader, card_id)
    cell = select(t.Touchpoint.id).where(t.Touchpoint.stage_id == stage_id, t.Touchpoint.lane_id == lane_id)
    ids = [row[0] for row in reader.rows(cell.order_by(t.Touchpoint.order, t.Touchpoint.id))]
    return ids.index(card_id)


def _said(reader: Reader, card_id: str, group_id: str | None, workshop_id: str | None) -> int | None:
    """Return what a group said at a card in a workshop, as SetFeeling would replace it."""
    value = reader.scalar(
        select(t.Feeling.value).where(
            t.Feeling.touchpoint_id == card_id,
            t.Feeling.segment_id.is_(group_id),
            t.Feeling.participant_id.is_(None),
            t.Feeling.workshop_id.is_(workshop_id),
        )
    )
    return None if value is None else int(value)

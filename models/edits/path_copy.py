"""The edit that makes a path from another one."""

from dataclasses import dataclass, fields
from typing import ClassVar

from models import path_records as r
from models import tables as t
from models.edits.ordering import last_key
from models.edits.path import CARD_FIELDS
from models.edits.path_rows import path_of
from models.order import after, sequence
from models.reader import Reader
from models.writer import Writer
from resources.texts import N_

_FACTS = tuple(one.name for one in fields(r.CardRecord) if one.name in CARD_FIELDS)


@dataclass(frozen=True)
class CopyPath:
    """Make a path with the stages, lanes, cards and connections of another one; each knows what it was made from.

    How it feels, stories and notes are not copied: nobody said them about the copy. Printed codes are not either.
    """

    path_id: str
    title: str
    state: str = "could_be"
    label: ClassVar[str] = N_("Copy path")

    def apply(self, writer: Writer, reader: Reader) -> str:
        """Return the new path's id. Refused: no title; the path is gone."""
        path = path_of(reader, self.path_id)
        order = after(last_key(reader, t.Path))
        values = {"title": self.title, "state": self.state, "description": path.description, "origin_id": path.id}
        new_id = writer.insert(t.Path, order=order, **values)
        stages = {
            stage.id: writer.insert(
                t.Stage, path_id=new_id, origin_id=stage.id, name=stage.name, position=stage.position, order=key
            )
            for stage, key in zip(path.stages, sequence(len(path.stages)), strict=True)
        }
        lanes = {
            lane.id: writer.insert(t.Lane, path_id=new_id, origin_id=lane.id, kind=lane.kind, name=lane.name, order=key)
            for lane, key in zip(path.lanes, sequence(len(path.lanes)), strict=True)
        }
        cards = {card.id: self._card(writer, card, stages, lanes) for card in path.cards}
        for link in path.connections:
            ends = {"from_id": cards[link.from_id], "to_id": cards[link.to_id] if link.to_id else None}
            writer.insert(t.Connection, **ends, kind=link.kind, label=link.label)
        return new_id

    def _card(self, writer: Writer, card: r.CardRecord, stages: dict[str, str], lanes: dict[str, str]) -> str:
        facts = {name: getattr(card, name) for name in _FACTS}
        place = {"stage_id": stages[card.stage_id], "lane_id": lanes[card.lane_id], "order": card.order}
        return writer.insert(t.Touchpoint, origin_id=card.id, **place, **facts)

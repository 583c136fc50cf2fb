"""Edits of connections: what comes next where it is not simply the next card, branches, loops and drop-outs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import select

from models import tables as t
from models.edits.voices import known
from models.errors import Refused
from models.reader import Reader
from models.writer import Writer
from resources.texts import N_

CONNECTION_FIELDS = frozenset("kind label".split())
DROP_OUT = "drop_out"


@dataclass(frozen=True)
class Connect:
    """Lead from a card to another one; a drop-out may lead nowhere (`to_id` None)."""

    from_id: str
    to_id: str | None
    kind: str = "next"
    words: str = ""
    label: ClassVar[str] = N_("Connect cards")

    def apply(self, writer: Writer, reader: Reader) -> str:
        """Return the id; the same connection twice is one.

        Refused: to itself but as a loop, nowhere but as a drop-out, or between two paths.
        """
        if self.to_id is None and self.kind != DROP_OUT:
            raise Refused(N_("Say to which card this leads, or say that people drop out here."))
        if self.to_id == self.from_id and self.kind != "loop":
            raise Refused(N_("A card leads to itself only as a loop."))
        if self.to_id is not None and _path(reader, self.from_id) != _path(reader, self.to_id):
            raise Refused(N_("These two cards do not belong to one path."))
        same = (t.Connection.from_id == self.from_id, t.Connection.to_id.is_(self.to_id))
        found = reader.scalar(select(t.Connection.id).where(*same, t.Connection.kind == self.kind))
        if found:
            writer.update(t.Connection, found, **({"label": self.words} if self.words else {}))
            return str(found)
        values = {"to_id": self.to_id, "kind": self.kind, "label": self.words}
        return writer.insert(t.Connection, from_id=self.from_id, **values)


@dataclass(frozen=True)
class ChangeConnection:
    """Change a connection's kind or label."""

    connection_id: str
    values: Mapping[str, object]
    label: ClassVar[str] = N_("Change connection")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: it leads nowhere and would be no drop-out, or to itself and would be no loop."""
        values = known(self.values, CONNECTION_FIELDS)
        ends = reader.rows(
            select(t.Connection.from_id, t.Connection.to_id).where(t.Connection.id == self.connection_id)
        )
        kind = values.get("kind")
        if ends and kind is not None:
            from_id, to_id = ends[0]
            if to_id is None and kind != DROP_OUT:
                raise Refused(N_("This leads to no card: it can only be a drop-out."))
            if to_id == from_id and kind != "loop":
                raise Refused(N_("A card leads to itself only as a loop."))
        writer.update(t.Connection, self.connection_id, **values)


@dataclass(frozen=True)
class Disconnect:
    """Remove a connection; its cards stay."""

    connection_id: str
    label: ClassVar[str] = N_("Remove connection")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: it is gone already."""
        writer.remove(t.Connection, self.connection_id)


def _path(reader: Reader, card_id: str) -> str | None:
    stage = select(t.Touchpoint.stage_id).where(t.Touchpoint.id == card_id).scalar_subquery()
    found = reader.scalar(select(t.Stage.path_id).where(t.Stage.id == stage))
    if found is None:
        raise Refused(N_("This card is not there any more. Somebody deleted it meanwhile."))
    return str(found)

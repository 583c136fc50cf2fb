"""The edit that brings promises of an earlier project file in as "last time"."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from models import queries
from models import tables as t
from models.edits.ordering import last_key
from models.errors import Refused
from models.order import after
from models.reader import Reader
from models.writer import Writer
from resources.texts import N_

LONGEST = 2000


@dataclass(frozen=True, slots=True)
class NewEarlier:
    """One promise to bring in. `statement`: the organisation's own sentence; `source_id` tells it again next time."""

    source_id: str
    statement: str
    owner: str = ""
    promised_on: date | None = None
    due: date | None = None
    outcome: str = ""
    became: str = ""


@dataclass(frozen=True)
class BringPromises:
    """Bring in promises of an earlier file, named by its title. One that is here already gets what became of it."""

    source: str
    promises: tuple[NewEarlier, ...]
    label: ClassVar[str] = N_("Bring in promises of last time")

    def apply(self, writer: Writer, reader: Reader) -> tuple[int, int]:
        """Return how many were added and how many were brought up to date. Refused: nothing is different here."""
        here = {one.source_id: one.id for one in queries.earlier_promises(reader) if one.source_id}
        new = [one for one in _once(self.promises) if one.source_id not in here]
        key = last_key(reader, t.EarlierPromise)
        rows: list[dict[str, object]] = []
        for one in new:
            key = after(key)
            rows.append({**_values(one), "statement": _short(one.statement), "order": key})
        writer.insert_many(t.EarlierPromise, ({**row, "source": self.source[:400]} for row in rows))
        told = 0
        for one in self.promises:
            if one.source_id in here and one.outcome:
                said = {"outcome": one.outcome, "became": _short(one.became)}
                told += writer.update(t.EarlierPromise, here[one.source_id], **said)
        if not (rows or told):
            raise Refused(N_("All of these are here already, with the same outcome. Nothing was changed."))
        return len(rows), told


def _values(one: NewEarlier) -> dict[str, object]:
    return {
        "source_id": one.source_id,
        "owner": one.owner,
        "promised_on": one.promised_on,
        "due": one.due,
        "outcome": one.outcome,
        "became": _short(one.became),
    }


def _short(words: str) -> str:
    """Return words as long as they can be kept; what is left out is seen to be."""
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"


def _once(promises: Iterable[NewEarlier]) -> tuple[NewEarlier, ...]:
    return tuple({one.source_id: one for one in promises}.values())

"""Citizens' offers: what was offered in the room, and whether it is accepted. They never fill staff days."""

from dataclasses import dataclass

from models import records as r
from models import tables as t
from models.having import held_answers
from models.list_sql import FIRST, NOTES
from models.reader import Reader

OFFERS = (
    f"SELECT c.id, c.code, coalesce(nullif(c.wording, ''), (SELECT v.words {FIRST}), '') "  # noqa: S608 - constants
    f"FROM contribution c WHERE c.kind = 'offer' AND {NOTES.there} ORDER BY c.\"order\", c.id"
)


@dataclass(frozen=True, slots=True)
class OfferRecord:
    """An offer. `answer` empty: nobody answered yet. `accepted`: it is accepted and that is confirmed.

    `frees`: what it would free of what we have, as somebody who looked at it wrote down; `asks`: what it asks of them.
    """

    id: str
    code: str
    title: str
    answer: str = ""
    confirmed: bool = False
    frees: tuple[r.CostRecord, ...] = ()
    asks: str = ""

    @property
    def accepted(self) -> bool:
        """Whether it is accepted for good."""
        return self.confirmed and self.answer == "accepted"


def offers(reader: Reader) -> tuple[OfferRecord, ...]:
    """Return the offers that are accepted or may still be, in the order of entry; what is declined is left out."""
    rows = reader.driver_rows(OFFERS)
    ids = [str(row[0]) for row in rows]
    answers = {one.contribution_id: one for one in held_answers(reader, dict.fromkeys(ids, "offer"))}
    costs = reader.records(
        r.CostRecord, t.CostLine, t.CostLine.contribution_id.in_(ids), t.CostLine.direction == "frees"
    )
    asks = {
        one.contribution_id: one.asks_of_citizens
        for one in reader.records(r.EstimateRecord, t.Estimate, t.Estimate.contribution_id.in_(ids))
    }
    found: list[OfferRecord] = []
    for note_id, code, title in rows:
        answer = answers.get(note_id)
        state = (answer.code, answer.confirmed) if answer else ("", False)
        if state[1] and state[0] != "accepted":
            continue
        mine = tuple(cost for cost in costs if cost.contribution_id == note_id)
        found.append(OfferRecord(note_id, code, " ".join(title.split()), *state, mine, asks.get(note_id, "")))
    return tuple(found)

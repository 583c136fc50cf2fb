"""Where a card leads: its connections as words and icons, as the card itself tells them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from models.path_records import CardRecord, ConnectionRecord, PathRecord
from resources.texts import N_, Translator

LEAD_ICONS = {"next": "arrow-right", "branch": "split", "loop": "undo-2", "drop_out": "circle-slash"}
# By kind: leading to a card, and the same with a label.
TO = {
    "next": (N_("Then to {code}"), N_("Then to {code}: {label}")),
    "branch": (N_("Or to {code}"), N_("Or to {code}: {label}")),
    "loop": (N_("Back to {code}"), N_("Back to {code}: {label}")),
    "drop_out": (N_("Drops out, to {code}"), N_("Drops out, to {code}: {label}")),
}
NOWHERE = (N_("Drops out"), N_("Drops out: {label}"))


@dataclass(frozen=True, slots=True)
class Lead:
    """A connection as its card tells it. `code`: of the card it leads to, empty: out of the path."""

    id: str
    kind: str
    code: str
    label: str

    @property
    def told(self) -> bool:
        """Whether it stands on the card in words: what simply comes next is told by its arrow."""
        return self.kind != "next" or bool(self.label)


def lead_words(lead: Lead, tr: Translator) -> str:
    """Return a connection in words."""
    plain, labelled = TO[lead.kind] if lead.code else NOWHERE
    if lead.label:
        return tr(labelled, code=lead.code, label=lead.label)
    return tr(plain, code=lead.code)


def leads_of(path: PathRecord, cards: Mapping[str, CardRecord]) -> dict[str, tuple[Lead, ...]]:
    """Return where each card leads, by its id. `cards`: those of the path, by id."""
    found: defaultdict[str, list[Lead]] = defaultdict(list)
    for link in path.connections:
        if link.from_id in cards and (link.to_id is None or link.to_id in cards):
            code = cards[link.to_id].code if link.to_id else ""
            found[link.from_id].append(Lead(link.id, kind_of(link), code, " ".join(link.label.split())))
    return {card_id: tuple(leads) for card_id, leads in found.items()}


def kind_of(link: ConnectionRecord) -> str:
    """Return how a connection is drawn: one that leads nowhere drops out, and an unknown kind is what comes next."""
    if link.to_id is None:
        return "drop_out"
    return link.kind if link.kind in TO else "next"

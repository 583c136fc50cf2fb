"""Cards in the clipboard: as plain lines for every program, with all that is on them for Polku."""

import json
from collections.abc import Iterable, Mapping

from PySide6.QtCore import QMimeData

from models.edits.path import CARD_FIELDS
from models.records import CardRecord

KIND = "application/x-polku-cards"
LONGEST = 4000
MOST = 500


def mime_of(cards: Iterable[CardRecord]) -> QMimeData:
    """Return what goes into the clipboard: one line a card, and the cards as they are."""
    listed = list(cards)
    made = QMimeData()
    made.setText("\n".join(" ".join(card.words.split()) for card in listed))
    values = [{key: getattr(card, key) for key in sorted(CARD_FIELDS)} for card in listed]
    made.setData(KIND, json.dumps(values).encode())
    return made


def cards_in(data: QMimeData | None) -> list[tuple[str, Mapping[str, object]]]:
    """Return the words and other values of each card in the clipboard; a line of plain text is a card."""
    if data is None:
        return []
    if data.hasFormat(KIND) and (found := _own(bytes(data.data(KIND).data()))):
        return found
    lines = (line.strip(" \t•-*–") for line in data.text().splitlines()) if data.hasText() else ()
    found = [(line[:LONGEST], {}) for line in lines if line]
    return [*found[:MOST]]


def _own(raw: bytes) -> list[tuple[str, Mapping[str, object]]]:
    try:
        found = json.loads(raw)
    except ValueError:
        return []
    if not isinstance(found, list):
        return []
    cards: list[tuple[str, Mapping[str, object]]] = []
    for values in found[:MOST]:
        if isinstance(values, dict) and isinstance(values.get("words"), str):
            rest = {key: value for key, value in values.items() if key in CARD_FIELDS and key != "words"}
            fits = all(isinstance(value, bool if key == "pain_point" else str) for key, value in rest.items())
            cards.append((values["words"], rest if fits else {}))
    return cards

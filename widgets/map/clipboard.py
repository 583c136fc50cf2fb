"""Cards in the clipboard: as plain lines for every program, as a piece of a path for Polku, also of another project."""

import json
from collections.abc import Iterable

from PySide6.QtCore import QMimeData

from models.edits.path import CARD_FIELDS
from models.records import CardRecord, PathRecord
from models.vocabulary import CONNECTION_KINDS, EVIDENCE, codes
from widgets.map.pieces import Link, Piece, piece_of

KIND = "application/x-polku-cards"
LONGEST = 4000
MOST = 2000


def mime_of(path: PathRecord, cards: Iterable[CardRecord]) -> QMimeData:
    """Return what goes into the clipboard: one line a card, and the piece of the path."""
    listed = list(cards)
    made = QMimeData()
    made.setText("\n".join(" ".join(card.words.split()) for card in listed))
    piece = piece_of(path, listed)
    parts = {"stages": piece.stages, "lanes": piece.lanes, "cards": piece.cards, "links": piece.links}
    made.setData(KIND, json.dumps({"path": piece.path_id, **parts}).encode())
    return made


def piece_in(data: QMimeData | None) -> Piece | None:
    """Return the piece in the clipboard; lines of plain text are cards of one cell. None: nothing of use."""
    if data is None:
        return None
    if data.hasFormat(KIND) and (found := _own(bytes(data.data(KIND).data()))) is not None:
        return found
    lines = (line.strip(" \t•-*–") for line in data.text().splitlines()) if data.hasText() else ()
    words = [" ".join(line.split())[:LONGEST] for line in lines if line][:MOST]
    cards = tuple((0, 0, line, dict[str, object]()) for line in words)
    return Piece("", ((0, ""),), ((0, "", ""),), cards) if cards else None


def _own(raw: bytes) -> Piece | None:
    """Return the piece that Polku put there; whatever does not fit was not put there by Polku."""
    try:
        found = json.loads(raw)
        stages = tuple((int(at), str(name)) for at, name in found["stages"])
        lanes = tuple((int(at), str(kind), str(name)) for at, kind, name in found["lanes"])
        cards = tuple(_card(one, len(stages), len(lanes)) for one in found["cards"][:MOST])
        links = tuple(link for one in found["links"] if (link := _link(one, len(cards))) is not None)
        return Piece(str(found["path"]), stages, lanes, cards, links) if cards else None
    except (ValueError, TypeError, KeyError, LookupError):
        return None


def _card(one: list[object], stages: int, lanes: int) -> tuple[int, int, str, dict[str, object]]:
    stage_at, lane_at, words, facts = one
    if not (isinstance(stage_at, int) and isinstance(lane_at, int) and isinstance(words, str)):
        raise TypeError
    if not (0 <= stage_at < stages and 0 <= lane_at < lanes and words.strip() and isinstance(facts, dict)):
        raise ValueError
    return stage_at, lane_at, words, {key: value for key, value in facts.items() if _is_fact(key, value)}


def _is_fact(key: object, value: object) -> bool:
    if key not in CARD_FIELDS or key == "words":
        return False
    if key == "evidence":
        return value == "" or value in codes(EVIDENCE)
    return isinstance(value, bool if key == "pain_point" else str)


def _link(one: list[object], cards: int) -> Link | None:
    leaves, leads, kind, label = one
    if not (isinstance(leaves, int) and 0 <= leaves < cards and kind in codes(CONNECTION_KINDS)):
        return None
    if leads is None and kind != "drop_out":
        return None
    if leads is not None and not (isinstance(leads, int) and 0 <= leads < cards):
        return None
    if leads == leaves and kind != "loop":
        return None
    return leaves, leads, str(kind), str(label)

"""The cards of a path by id and by cell. After a change only what changed is put into it anew."""

from collections.abc import Sequence
from itertools import chain
from operator import is_

from models.path_records import CardRecord, PathRecord

# Lanes without cells of their own: one is a drawing, the other a line. A card that lies there is shown all the same.
WITHOUT_CELLS = ("feeling", "visibility")
MOST_KEPT = 4  # paths whose cards are looked up quickly

Cell = tuple[str, str]  # stage, lane
Cells = dict[Cell, tuple[CardRecord, ...]]


class Index:
    """The cards of one record of a path. `cells` holds those that have cards.

    `base`: the record it was made from, if any; `changed`, `gone`: which cards are others since then, or are no more.
    """

    def __init__(self, path: PathRecord, before: "Index | None" = None) -> None:
        self.path = path
        self.base: PathRecord | None = None
        self.changed: tuple[CardRecord, ...] = ()
        self.gone: tuple[str, ...] = ()
        self.holding = frozenset(lane.id for lane in path.lanes if lane.kind not in WITHOUT_CELLS)
        self.spots: object = None  # all that can be marked, once somebody asked
        if before is None:
            self.cards: dict[str, CardRecord] = {card.id: card for card in path.cards}
            self.cells: Cells = _in_cells(path.cards)
        else:
            self._patch(before)

    def _patch(self, before: "Index") -> None:
        """Take over what an index of the path before holds, but for the cards between the first and last change."""
        old, now = before.path.cards, self.path.cards
        first, behind = _window(old, now)
        left, came = old[first : len(old) - behind], now[first : len(now) - behind]
        self.base = before.path
        self.changed = tuple(card for card in came if before.cards.get(card.id) is not card)
        stay = {card.id for card in came}
        self.gone = tuple(card.id for card in left if card.id not in stay)
        self.cards, self.cells = dict(before.cards), dict(before.cells)
        for card_id in self.gone:
            del self.cards[card_id]
        self.cards.update((card.id, card) for card in self.changed)
        for card in left:
            self.cells.pop((card.stage_id, card.lane_id), None)
        self.cells.update(_in_cells(came))


_kept: list[Index] = []


def index_of(path: PathRecord) -> Index:
    """Return the index of a path. Records never change, so the last few are kept."""
    for at, index in enumerate(_kept):
        if index.path is path:
            if at:
                _kept.insert(0, _kept.pop(at))
            return index
    before = next((index for index in _kept if _same_frame(index.path, path)), None)
    found = Index(path, before)
    _kept.insert(0, found)
    del _kept[MOST_KEPT:]
    return found


def forget() -> None:
    """Keep no path any more: one that is not shown leaves nothing behind in memory."""
    _kept.clear()


def cards_of_cell(path: PathRecord, stage_id: str, lane_id: str) -> tuple[CardRecord, ...]:
    """Return the cards of a cell in their order."""
    return index_of(path).cells.get((stage_id, lane_id), ())


def _same_frame(one: PathRecord, other: PathRecord) -> bool:
    return one.id == other.id and one.stages == other.stages and one.lanes == other.lanes


def _in_cells(cards: Sequence[CardRecord]) -> Cells:
    found: dict[Cell, list[CardRecord]] = {}
    for card in cards:
        cell = (card.stage_id, card.lane_id)
        if cell in found:
            found[cell].append(card)
        else:
            found[cell] = [card]
    return {cell: tuple(here) for cell, here in found.items()}


def _window(old: Sequence[CardRecord], now: Sequence[CardRecord]) -> tuple[int, int]:
    """Return how many cards are the very same at the beginning, and at the end, both brought back to whole cells.

    Cards come in reading order, so those of a cell stand beside each other.
    """
    most = min(len(old), len(now))
    first = next((at for at, same in enumerate(map(is_, old, now)) if not same), most)
    pairs = map(is_, reversed(old), reversed(now))
    behind = min(next((at for at, same in enumerate(pairs) if not same), most), most - first)
    changed = chain(old[first : len(old) - behind], now[first : len(now) - behind])
    cells = {_cell(card) for card in changed}
    while first and _cell(now[first - 1]) in cells:
        first -= 1
    while behind and _cell(now[len(now) - behind]) in cells:
        behind -= 1
    return first, behind


def _cell(card: CardRecord) -> Cell:
    return (card.stage_id, card.lane_id)

"""Where cards that are dragged would go, and what else may be let go over a path: a story or a note from a list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QByteArray, QMimeData, QPointF, QRectF

from models.order import order_at, sequence
from models.records import CardRecord, PathRecord
from widgets.canvas.plan import Plan
from widgets.canvas.spots import Spot, has_cells, spot_of_stage

STORY_KIND = "application/x-polku-story"
NOTE_KIND = "application/x-polku-note"
KINDS = {STORY_KIND: "story", NOTE_KIND: "note"}
Move = tuple[str, str, str, str]  # card, stage, lane, order


@dataclass(frozen=True)
class Drop:
    """A cell and an index among its other cards; `mark`: where to show it."""

    stage_id: str
    lane_id: str
    index: int
    mark: QRectF


@dataclass(frozen=True)
class Carried:
    """Cards that were let go. The pressed one lies at a cell and an index now, the others as far from home as it.

    `copies`: they stay where they are, and copies of them go there.
    """

    card_ids: tuple[str, ...]
    pressed_id: str
    stage_id: str
    lane_id: str
    index: int
    copies: bool = False


def drop_at(path: PathRecord, plan: Plan, point: QPointF, moving: Iterable[str] = ()) -> Drop | None:
    """Return where a card goes that is let go with its middle at `point`; None where no cell is.

    `moving`: the ids of cards that are not there meanwhile.
    """
    stage_id = next(
        (key for key, (left, wide) in plan.columns.items() if left - 8 <= point.x() < left + wide + 8), None
    )
    lane_id = next((key for key, (top, tall) in plan.rows.items() if top - 6 <= point.y() < top + tall + 6), None)
    if stage_id is None or lane_id is None or not has_cells(path, lane_id):
        return None
    others = staying(path, stage_id, lane_id, moving)
    index = sum(plan.cards[card.id].center().y() < point.y() for card in others)
    left, wide = plan.columns[stage_id]
    y = plan.rows[lane_id][0] - 5
    if index and others:
        y = plan.cards[others[index - 1].id].bottom() + 2
    return Drop(stage_id, lane_id, index, QRectF(left, y, wide, 4))


def staying(path: PathRecord, stage_id: str, lane_id: str, moving: Iterable[str]) -> list[CardRecord]:
    """Return the cards of a cell without those that are moving."""
    gone = frozenset(moving)
    return [card for card in path.cards if (card.stage_id, card.lane_id) == (stage_id, lane_id) and card.id not in gone]


def landings(path: PathRecord, carried: Carried) -> dict[str, tuple[str, str]] | None:
    """Return the cell of each card that is let go; None where one of them would leave the path.

    Lanes without cells are passed over: cards next to each other in the lanes that hold cards stay next to each other.
    """
    stages = [stage.id for stage in path.stages]
    cards = {card.id: card for card in path.cards}
    pressed = cards.get(carried.pressed_id)
    if pressed is None or carried.stage_id not in stages:
        return None
    lanes = [lane.id for lane in path.lanes if has_cells(path, lane.id) or lane.id == pressed.lane_id]
    if carried.lane_id not in lanes:
        return None
    right = stages.index(carried.stage_id) - stages.index(pressed.stage_id)
    down = lanes.index(carried.lane_id) - lanes.index(pressed.lane_id)
    found: dict[str, tuple[str, str]] = {}
    for card in (cards[one] for one in carried.card_ids if one in cards):
        if card.lane_id not in lanes:  # it lies where no cards belong, and can only go along sideways
            return None
        stage, lane = stages.index(card.stage_id) + right, lanes.index(card.lane_id) + down
        if not (0 <= stage < len(stages) and 0 <= lane < len(lanes)):
            return None
        found[card.id] = (stages[stage], lanes[lane])
    return found


def moves_of(path: PathRecord, carried: Carried) -> tuple[Move, ...] | None:
    """Return card, stage, lane and order of each card that really moves; None where one would leave the path."""
    cells = landings(path, carried)
    if cells is None:
        return None
    target = (carried.stage_id, carried.lane_id)
    in_order = [card for card in path.cards if card.id in cells]
    if any(card.id == carried.pressed_id and (card.stage_id, card.lane_id) == target for card in in_order):
        in_order = [card for card in in_order if cells[card.id] == target]  # only within its cell: the rest stays
    moving = frozenset(card.id for card in in_order)
    moves: list[Move] = []
    for cell in dict.fromkeys(cells[card.id] for card in in_order):
        block = [card for card in in_order if cells[card.id] == cell]
        others = staying(path, *cell, moving)
        index = carried.index if cell == target else len(others)
        if not _same(path, block, cell, others, index):
            moves += (
                (card.id, *cell, key) for card, key in zip(block, keys_at(others, index, len(block)), strict=True)
            )
    return tuple(moves)


def keys_at(others: Sequence[CardRecord], index: int, count: int) -> tuple[str, ...]:
    """Return order keys for several cards one after the other, at a place among the other cards of a cell."""
    if not others:
        return sequence(count)
    there, first = list(others), max(0, min(index, len(others)))
    for at in range(first, first + count):
        there.insert(at, replace(others[0], order=order_at(there, at)))
    return tuple(card.order for card in there[first : first + count])


def spot_for(path: PathRecord, spot: Spot | None) -> Spot | None:
    """Return where a story or a note goes that is let go over a spot: its card or its stage; None for nowhere."""
    if spot is None or not spot.stage_id:
        return None
    return spot if spot.kind in ("card", "stage") else spot_of_stage(spot.stage_id)


def mime_of_row(kind: str, row_id: str, words: str = "") -> QMimeData:
    """Return what is dragged from a list. `kind`: story or note; `row_id`: or several, one a line; `words`: as text."""
    made = QMimeData()
    made.setData(next(mime for mime, one in KINDS.items() if one == kind), QByteArray(row_id.encode()))
    if words:
        made.setText(words)
    return made


def rows_in(data: QMimeData) -> tuple[str, ...]:
    """Return the ids of the stories and notes that are dragged, one a line in each kind; none for anything else."""
    found = (bytes(data.data(kind).data()).decode("utf-8", "replace") for kind in KINDS if data.hasFormat(kind))
    return tuple(row_id for text in found for row_id in text.split())


def _same(
    path: PathRecord, block: list[CardRecord], cell: tuple[str, str], others: list[CardRecord], index: int
) -> bool:
    """Tell whether the cell would look as it does already."""
    here = [card.id for card in path.cards if (card.stage_id, card.lane_id) == cell]
    after = [card.id for card in others]
    after[index:index] = [card.id for card in block]
    return here == after

"""Where a card that is dragged would go: its cell and its place among the cards there."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from models.records import PathRecord
from widgets.canvas.plan import Plan
from widgets.canvas.spots import has_cells


@dataclass(frozen=True)
class Drop:
    """A cell and an index among its other cards; `mark`: where to show it."""

    stage_id: str
    lane_id: str
    index: int
    mark: QRectF


def drop_at(path: PathRecord, plan: Plan, point: QPointF, card_id: str) -> Drop | None:
    """Return where a card goes that is let go with its middle at `point`; None where no cell is."""
    stage_id = next(
        (key for key, (left, wide) in plan.columns.items() if left - 8 <= point.x() < left + wide + 8), None
    )
    lane_id = next((key for key, (top, tall) in plan.rows.items() if top - 6 <= point.y() < top + tall + 6), None)
    if stage_id is None or lane_id is None or not has_cells(path, lane_id):
        return None
    others = [
        card for card in path.cards if (card.stage_id, card.lane_id) == (stage_id, lane_id) and card.id != card_id
    ]
    index = sum(plan.cards[card.id].center().y() < point.y() for card in others)
    left, wide = plan.columns[stage_id]
    y = plan.rows[lane_id][0] - 5
    if index and others:
        y = plan.cards[others[index - 1].id].bottom() + 2
    return Drop(stage_id, lane_id, index, QRectF(left, y, wide, 4))

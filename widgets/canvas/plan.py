"""Where everything of a path lies: columns, rows, cells, cards. Numbers only, nothing is drawn here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QRectF, QSizeF

from models.records import PathRecord
from widgets.canvas.spots import WITHOUT_CELLS
from widgets.look import Look

Column = tuple[float, float]
LEAST_COLUMN, MOST_COLUMN, LABEL = 140, 260, 114  # pixels at 100 % text


@dataclass
class Plan:
    """Rectangles in the scene's coordinates. `head`: the strip of headers."""

    size: QSizeF
    head: QRectF
    label_width: float
    columns: dict[str, Column] = field(default_factory=dict[str, Column])
    rows: dict[str, Column] = field(default_factory=dict[str, Column])
    cells: dict[tuple[str, str], QRectF] = field(default_factory=dict[tuple[str, str], QRectF])
    cards: dict[str, QRectF] = field(default_factory=dict[str, QRectF])
    curves: dict[str, QRectF] = field(default_factory=dict[str, QRectF])


def widths(look: Look, stages: int, available: float) -> tuple[float, float, float]:
    """Return the width of the labels, of a column, and the gap, for a width that they may fill."""
    label, gap = float(look.px(LABEL)), float(look.px(12))
    free = available - label - gap * (stages + 2)
    column = free / stages if stages else 0.0
    return label, float(int(max(look.px(LEAST_COLUMN), min(look.px(MOST_COLUMN), column)))), gap


def columns_of(look: Look, path: PathRecord, available: float) -> dict[str, Column]:
    """Return left edge and width of each stage's column."""
    label, column, gap = widths(look, len(path.stages), available)
    first = label + 2 * gap
    return {stage.id: (first + at * (column + gap), column) for at, stage in enumerate(path.stages)}


def plan_of(
    look: Look,
    path: PathRecord,
    available: float,
    head_height: float,
    label_heights: Mapping[str, float],
    card_height: Callable[[str], float],
    curve_height: Callable[[str], float],
) -> Plan:
    """Return the plan of a path. Rows take the height of their fullest cell."""
    label, _, gap = widths(look, len(path.stages), available)
    columns = columns_of(look, path, available)
    right = max((left + wide for left, wide in columns.values()), default=label + 2 * gap)
    head = QRectF(0, 0, right + gap, head_height + 2 * gap)
    plan = Plan(QSizeF(0, 0), head, label, columns)
    y, between = head.bottom(), look.px(8)
    for lane in path.lanes:
        top, cards_top = y, y
        if lane.kind == "feeling":
            first = min((left for left, _ in columns.values()), default=label + 2 * gap)
            plan.curves[lane.id] = QRectF(first, y, max(0.0, right - first), curve_height(lane.id))
            cards_top += curve_height(lane.id) + between
        bottom = top + label_heights[lane.id]
        if lane.kind not in WITHOUT_CELLS:
            bottom = max(bottom, top + look.px(44))
        if lane.id in plan.curves:
            bottom = max(bottom, plan.curves[lane.id].bottom())
        for stage in path.stages:
            bottom = max(bottom, _stack(plan, path, stage.id, lane.id, cards_top, between, card_height))
        if lane.kind not in WITHOUT_CELLS:
            for stage_id, (left, wide) in columns.items():
                plan.cells[stage_id, lane.id] = QRectF(left, top, wide, bottom - top)
        plan.rows[lane.id] = (top, bottom - top)
        y = bottom + gap
    plan.size = QSizeF(right + gap, y + gap)
    return plan


def _stack(
    plan: Plan,
    path: PathRecord,
    stage_id: str,
    lane_id: str,
    top: float,
    between: float,
    card_height: Callable[[str], float],
) -> float:
    """Put the cards of a cell below each other; return where the last one ends."""
    left, wide = plan.columns[stage_id]
    y = bottom = top
    for card in path.cards:
        if (card.stage_id, card.lane_id) == (stage_id, lane_id):
            plan.cards[card.id] = QRectF(left, y, wide, card_height(card.id))
            bottom = plan.cards[card.id].bottom()
            y = bottom + between
    return bottom

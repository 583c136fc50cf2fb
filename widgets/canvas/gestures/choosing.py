"""Which cards are chosen after a click, a key or a rubber band. Pure functions of a path."""

from collections.abc import Iterable

from models.records import CardRecord, PathRecord
from widgets.canvas.plan import Plan
from widgets.canvas.spots import (
    Spot,
    has_cells,
    in_cell,
    index_in_cell,
    spot_of_card,
    spot_of_lane,
    spot_of_stage,
)

Choice = tuple[tuple[str, ...], Spot | None]  # the chosen cards in reading order, and what has the mark


def alone(spot: Spot | None) -> Choice:
    """Return the choice of one spot and nothing else."""
    return ((spot.id,) if spot is not None and spot.kind == "card" else ()), spot


def toggled(path: PathRecord, chosen: Iterable[str], spot: Spot | None) -> Choice:
    """Add a card to what is chosen, or take it away; anything but a card changes nothing but the mark."""
    before = tuple(chosen)
    if spot is None or spot.kind != "card":
        return before, spot
    if spot.id not in before:
        return in_order(path, (*before, spot.id)), spot
    left = tuple(one for one in before if one != spot.id)
    return left, spot_of_card(path, left[-1]) if left else None


def every_card(path: PathRecord, spot: Spot | None) -> Choice:
    """Return all cards; the mark stays where it is on a card, else it goes to the first."""
    ids = tuple(card.id for card in path.cards)
    if spot is not None and spot.kind == "card":
        return ids, spot
    return ids, spot_of_card(path, ids[0]) if ids else spot


def between(path: PathRecord, anchor: Spot, spot: Spot) -> Choice:
    """Return the cards in the rectangle of cells between two spots, as a spreadsheet does."""
    stages = {stage.id: at for at, stage in enumerate(path.stages)}
    lanes = {lane.id: at for at, lane in enumerate(path.lanes)}
    ends = [one for one in (anchor, spot) if one.kind in ("card", "cell")]
    if len(ends) < 2:
        return alone(spot)
    left, right = sorted(stages[one.stage_id] for one in ends)
    top, bottom = sorted((lanes[one.lane_id], index_in_cell(path, one.id) if one.kind == "card" else 0) for one in ends)
    places = _places(path)

    def is_inside(card: CardRecord) -> bool:
        return left <= stages[card.stage_id] <= right and top <= (lanes[card.lane_id], places[card.id]) <= bottom

    return tuple(card.id for card in path.cards if is_inside(card)), spot


def banded(
    path: PathRecord, plan: Plan, touched: Iterable[str], before: Choice | None, near: tuple[float, float]
) -> Choice:
    """Return what a rubber band chooses. `before`: what it adds to, None for nothing; `near`: where the mouse is."""
    ids = tuple(touched)
    kept = before[0] if before else ()
    if not ids:
        return before or ((), None)

    def distance(card_id: str) -> float:
        middle = plan.cards[card_id].center()
        return (middle.x() - near[0]) ** 2 + (middle.y() - near[1]) ** 2

    return in_order(path, (*kept, *ids)), spot_of_card(path, min(ids, key=distance))


def in_order(path: PathRecord, card_ids: Iterable[str]) -> tuple[str, ...]:
    """Return cards of the path in reading order, each once."""
    wanted = frozenset(card_ids)
    return tuple(card.id for card in path.cards if card.id in wanted)


def next_to_write(path: PathRecord, spot: Spot, step: int) -> Spot | None:
    """Return what is written next in the order of typing: the cards of a cell, along the lane, then the lane below.

    An empty cell counts too. `step`: 1 for the next, −1 for the one before; None past the ends.
    """
    if spot.kind == "stage":
        row = [spot_of_stage(stage.id) for stage in path.stages]
    elif spot.kind == "lane":
        row = [spot_of_lane(lane.id) for lane in path.lanes]
    else:
        lanes = [lane.id for lane in path.lanes if has_cells(path, lane.id) or lane.id == spot.lane_id]
        row = [one for lane_id in lanes for stage in path.stages for one in in_cell(path, stage.id, lane_id)]
    at = next((at for at, one in enumerate(row) if one.key == spot.key), None)
    return row[at + step] if at is not None and 0 <= at + step < len(row) else None


def _places(path: PathRecord) -> dict[str, int]:
    counts: dict[tuple[str, str], int] = {}
    places: dict[str, int] = {}
    for card in path.cards:
        cell = (card.stage_id, card.lane_id)
        places[card.id] = counts.get(cell, 0)
        counts[cell] = places[card.id] + 1
    return places

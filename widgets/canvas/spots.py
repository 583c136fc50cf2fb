"""What can be marked on a path, and where an arrow key leads from it."""

from dataclasses import dataclass
from itertools import pairwise

from models.records import PathRecord
from widgets.canvas.index import WITHOUT_CELLS as WITHOUT_CELLS
from widgets.canvas.index import cards_of_cell, index_of


@dataclass(frozen=True)
class Spot:
    """A card, a stage or a lane by its id, or an empty cell by its stage and lane.

    A card remembers its cell, so that something near is marked when it goes.
    """

    kind: str  # card, stage, lane, cell
    id: str = ""
    stage_id: str = ""
    lane_id: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What makes two spots the same one, wherever a card lies."""
        return (self.kind, self.id or f"{self.stage_id}/{self.lane_id}")


def spot_of_card(path: PathRecord, card_id: str) -> Spot | None:
    """Return the spot of a card, None where the path does not hold it."""
    card = index_of(path).cards.get(card_id)
    return Spot("card", card.id, card.stage_id, card.lane_id) if card else None


def spot_of_stage(stage_id: str) -> Spot:
    """Return the spot of a column's header."""
    return Spot("stage", stage_id, stage_id=stage_id)


def spot_of_lane(lane_id: str) -> Spot:
    """Return the spot of a row's label."""
    return Spot("lane", lane_id, lane_id=lane_id)


def has_cells(path: PathRecord, lane_id: str) -> bool:
    """Tell whether cards are put into a lane."""
    return lane_id in index_of(path).holding


def in_cell(path: PathRecord, stage_id: str, lane_id: str) -> tuple[Spot, ...]:
    """Return what can be marked in a cell: its cards, or the empty cell; nothing in a lane without cells."""
    cards = cards_of_cell(path, stage_id, lane_id)
    if cards:
        return tuple(Spot("card", card.id, stage_id, lane_id) for card in cards)
    return (Spot("cell", "", stage_id, lane_id),) if has_cells(path, lane_id) else ()


def all_spots(path: PathRecord) -> tuple[Spot, ...]:
    """Return everything that can be marked, in the order it is read aloud: headers, then each lane with its cells."""
    index = index_of(path)
    if not isinstance(index.spots, tuple):
        found = [spot_of_stage(stage.id) for stage in path.stages]
        for lane in path.lanes:
            found.append(spot_of_lane(lane.id))
            for stage in path.stages:
                found += in_cell(path, stage.id, lane.id)
        index.spots = tuple(found)
    return index.spots


def still_there(path: PathRecord, spot: Spot) -> Spot | None:
    """Return the spot as the path has it now; where it went, something near; None where nothing is left."""
    stages, lanes = [stage.id for stage in path.stages], [lane.id for lane in path.lanes]
    if spot.kind == "stage":
        return spot if spot.id in stages else None
    if spot.kind == "lane":
        return spot if spot.id in lanes else None
    if spot.kind == "card" and (found := spot_of_card(path, spot.id)):
        return found
    if spot.stage_id in stages and spot.lane_id in lanes:
        near = in_cell(path, spot.stage_id, spot.lane_id)
        return near[-1] if near else spot_of_stage(spot.stage_id)
    return None


def neighbour(path: PathRecord, spot: Spot, right: int, down: int) -> Spot | None:
    """Return what lies beside a spot in the direction of an arrow key, None at the edge."""
    return _below(path, spot, down) if down else _beside(path, spot, right)


def _beside(path: PathRecord, spot: Spot, right: int) -> Spot | None:
    stages = [stage.id for stage in path.stages]
    at = -1 if spot.kind == "lane" else stages.index(spot.stage_id)
    here = in_cell(path, spot.stage_id, spot.lane_id) if spot.kind in ("card", "cell") else ()
    place = next((number for number, one in enumerate(here) if one.key == spot.key), 0)
    while 0 <= (at := at + right) < len(stages):
        if spot.kind == "stage":
            return spot_of_stage(stages[at])
        if there := in_cell(path, stages[at], spot.lane_id):
            return there[min(place, len(there) - 1)]
    return spot_of_lane(spot.lane_id) if at < 0 and spot.kind in ("card", "cell") else None


def _below(path: PathRecord, spot: Spot, down: int) -> Spot | None:
    if spot.kind == "lane":
        column = [spot_of_lane(lane.id) for lane in path.lanes]
    else:
        column = [spot_of_stage(spot.stage_id)]
        column += [one for lane in path.lanes for one in in_cell(path, spot.stage_id, lane.id)]
    ways = pairwise(column if down > 0 else reversed(column))
    return next((after for before, after in ways if before.key == spot.key), None)


def first_spot(path: PathRecord) -> Spot | None:
    """Return where work begins: the first card, else the first stage."""
    if path.cards:
        return spot_of_card(path, path.cards[0].id)
    return spot_of_stage(path.stages[0].id) if path.stages else None


def index_in_cell(path: PathRecord, card_id: str) -> int:
    """Return a card's place in its cell, counted from 0."""
    spot = spot_of_card(path, card_id)
    here = in_cell(path, spot.stage_id, spot.lane_id) if spot else ()
    return next((number for number, one in enumerate(here) if one.id == card_id), 0)

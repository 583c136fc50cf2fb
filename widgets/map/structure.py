"""What a person can do to the frame of a path: stages and lanes added anywhere, split, merged, moved and removed."""

from models.edits.base import Edit
from models.edits.path import AddLane, AddStage
from models.edits.path_frame import ChangeLane, ChangeStage, DeleteLane, DeleteStage, MoveLane, MoveStage
from models.edits.path_shape import MergeLanes, MergeStages, SplitLane, SplitStage
from models.path_lying import Lying, lying_in_lane, lying_in_stage
from models.records import CardRecord, PathRecord
from models.vocabulary import LANE_KINDS
from widgets.canvas.spots import Spot, spot_of_lane, spot_of_stage
from widgets.context import Context
from widgets.map.desk import Desk
from widgets.map.told import Told


class Structure:
    """Performs edits of stages and lanes of the path on the desk; what was made or taken in is marked."""

    def __init__(self, context: Context, desk: Desk) -> None:
        self._context, self._desk = context, desk

    # -- what there is ---------------------------------------------------------------------------

    def place(self, spot: Spot) -> int:
        """Return the place of a stage among the stages, or of a lane among the lanes, from 0; −1: it is not there."""
        ids = [row_id for row_id, _ in self.rows(spot.kind)]
        return ids.index(spot.id) if spot.id in ids else -1

    def rows(self, kind: str) -> list[tuple[str, str]]:
        """Return id and words of all stages, or of all lanes, in their order. `kind`: stage or lane."""
        path = self._desk.path
        if path is None:
            return []
        if kind == "stage":
            return [(stage.id, f"{stage.letter} · {stage.name}") for stage in path.stages]
        return [(lane.id, f"{lane.number} · {self._desk.lane_words(lane)}") for lane in path.lanes]

    def words(self, spot: Spot) -> str:
        """Return code and name of a stage or a lane."""
        return next((words for row_id, words in self.rows(spot.kind) if row_id == spot.id), "")

    def others(self, spot: Spot) -> list[tuple[str, str]]:
        """Return id and words of the other stages, or lanes, the nearest first: before it, then behind it, and on."""
        rows, at = self.rows(spot.kind), self.place(spot)
        near = sorted(range(len(rows)), key=lambda other: (abs(other - at), other))
        return [rows[other] for other in near if other != at]

    def cards(self, spot: Spot) -> tuple[CardRecord, ...]:
        """Return the cards of a stage or a lane in reading order."""
        path = self._desk.path
        if path is None:
            return ()
        return tuple(card for card in path.cards if spot.id in (card.stage_id, card.lane_id))

    def lying(self, spot: Spot) -> Lying:
        """Return what lies in a stage or a lane."""
        query = lying_in_stage if spot.kind == "stage" else lying_in_lane
        return self._context.document.ask(query, spot.id)

    # -- adding ---------------------------------------------------------------------------------

    def add_stage(self, name: str, told: Told = None, *, at: int | None = None) -> bool:
        """Add a column at a place, None for the end, and mark it. It lies in time where its neighbour does."""
        path = self._desk.path
        if path is None:
            return False
        last = len(path.stages) if at is None else at
        position = path.stages[max(0, last - 1)].position if path.stages else "within"
        return self._made(AddStage(path.id, name, position, at), "stage", told)

    def add_lane(self, kind: str, name: str = "", told: Told = None, *, at: int | None = None) -> bool:
        """Add a row at a place, None for the end, and mark it."""
        path = self._desk.path
        return path is not None and self._made(AddLane(path.id, kind, name, at), "lane", told)

    def add_named_lane(self, name: str, told: Told = None, *, at: int | None = None) -> bool:
        """Add a row by its name: of a usual kind where it is called so, otherwise of its own."""
        wanted, tr = name.strip().casefold(), self._context.tr
        usual = next((term.code for term in LANE_KINDS if wanted == tr(term.label).casefold()), "own")
        return self.add_lane(usual, "" if usual != "own" else name, told, at=at)

    # -- changing -------------------------------------------------------------------------------

    def split(self, spot: Spot, name: str, card_ids: tuple[str, ...], told: Told = None) -> bool:
        """Make a stage behind a stage, or a lane below a lane, with some of its cards, and mark it."""
        if spot.kind == "stage":
            return self._made(SplitStage(spot.id, name, card_ids), "stage", told)
        kind = next((lane.kind for lane in self._path().lanes if lane.id == spot.id), "own")
        return self._made(SplitLane(spot.id, kind, name, card_ids), "lane", told)

    def merge(self, spot: Spot, into_id: str) -> bool:
        """Put all that lies in a stage or a lane into another one, which is marked then; the first goes."""
        edit = MergeStages(spot.id, into_id) if spot.kind == "stage" else MergeLanes(spot.id, into_id)
        if self._context.document.perform(edit) is None:
            return False
        self._mark(spot.kind, into_id)
        return True

    def remove(self, spot: Spot) -> bool:
        """Remove a stage or a lane with its cards, and offer to undo it."""
        edit = DeleteStage(spot.id) if spot.kind == "stage" else DeleteLane(spot.id)
        near = next(iter(self.others(spot)), None)
        if self._context.document.perform(edit) is None:
            return False
        if near is not None and self._desk.spot is None:
            self._mark(spot.kind, near[0])
        tr = self._context.tr
        if spot.kind == "stage":
            sentence = tr("Stage deleted with its cards. Stories and notes are kept.")
        else:
            sentence = tr("Lane deleted with its cards. Stories and notes are kept.")
        self._context.notices.say(sentence, tr("Undo"), self._context.document.undo)
        return True

    def push(self, spot: Spot, by: int) -> None:
        """Move a stage among the stages, or a lane among the lanes, by places."""
        at, rows = self.place(spot) + by, self.rows(spot.kind)
        if 0 <= at < len(rows):
            self._context.document.perform(MoveStage(spot.id, at) if spot.kind == "stage" else MoveLane(spot.id, at))

    def put_in_time(self, stage_id: str, position: str) -> bool:
        """Say that a stage lies before, within or after the service."""
        return self._context.document.perform(ChangeStage(stage_id, {"position": position})) is not None

    def change_kind(self, lane_id: str, kind: str, told: Told = None) -> bool:
        """Make a lane one of another kind. A lane of an own kind keeps what it is called now."""
        lane = next((lane for lane in self._path().lanes if lane.id == lane_id), None)
        if lane is None:
            return False
        name = lane.name or (self._desk.lane_words(lane) if kind == "own" else "")
        return self._context.document.perform(ChangeLane(lane_id, {"kind": kind, "name": name}), told) is not None

    # -- inside ---------------------------------------------------------------------------------

    def _path(self) -> PathRecord:
        assert self._desk.path is not None  # noqa: S101 - something of it is marked
        return self._desk.path

    def _made(self, edit: Edit, kind: str, told: Told) -> bool:
        done = self._context.document.perform(edit, told)
        if done is not None:
            self._mark(kind, str(done.result))
        return done is not None

    def _mark(self, kind: str, row_id: str) -> None:
        self._desk.mark(spot_of_stage(row_id) if kind == "stage" else spot_of_lane(row_id))

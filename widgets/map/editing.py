"""What a person can do to a path: each is one edit of what is marked, and what is marked goes along."""

import time
from collections.abc import Callable

from models.edits.path import AddLane, AddStage, AddTouchpoint, ChangeTouchpoint, DeleteTouchpoint, MoveTouchpoint
from models.edits.path import SetFeeling as SayFeeling
from models.edits.path_frame import (
    AddStandardPath,
    ChangeLane,
    ChangeStage,
    ClearFeeling,
    DeleteLane,
    DeleteStage,
    MoveLane,
    MoveStage,
)
from models.order import order_at
from models.records import FeelingRecord
from widgets.canvas.spots import (
    Spot,
    has_cells,
    in_cell,
    index_in_cell,
    spot_of_card,
    spot_of_lane,
    spot_of_stage,
)
from widgets.context import Context
from widgets.map.desk import Desk

RUN_ENDS = 1.5  # seconds without a push, after which the next one is a step of its own for undo
Told = Callable[[str], object] | None  # where the sentence of a refusal goes


class Editing:
    """Performs edits of the path on the desk."""

    def __init__(self, context: Context, desk: Desk) -> None:
        self._context, self._desk = context, desk
        self._run = ""
        self._pushed_at = 0.0
        self.group_id: str | None = None  # whose feelings the shortcuts say; None: nobody's in particular

    # -- adding ---------------------------------------------------------------------------------

    def draw_first_path(self) -> bool:
        """Make a path with the usual lanes and three stages to rename."""
        tr = self._context.tr
        stages = (tr("Before"), tr("During"), tr("Afterwards"))
        return self.add_path(tr("The path today"), stages)

    def add_path(self, title: str, stages: tuple[str, ...], state: str = "as_is") -> bool:
        """Add a path with the usual lanes and show it."""
        done = self._context.document.perform(AddStandardPath(title, state, stages))
        if done is None:
            return False
        self._desk.mark(None)
        self._context.session.show_path(str(done.result))
        if self._desk.path is not None and self._desk.path.stages:
            self._desk.mark(spot_of_stage(self._desk.path.stages[0].id))
        return True

    def cell_for_new(self) -> tuple[str, str] | None:
        """Return the stage and lane where a new card goes, given what is marked; None where there is no cell."""
        path, spot = self._desk.path, self._desk.spot
        if path is None or not path.stages:
            return None
        lanes = [lane.id for lane in path.lanes if has_cells(path, lane.id)]
        if not lanes:
            return None
        stage_id = spot.stage_id if spot and spot.stage_id else path.stages[0].id
        lane_id = spot.lane_id if spot and spot.lane_id in lanes else lanes[0]
        return stage_id, lane_id

    def add_card(self, stage_id: str, lane_id: str, words: str, told: Told = None) -> bool:
        """Add a card at the end of a cell and mark it."""
        done = self._context.document.perform(AddTouchpoint(stage_id, lane_id, words), told)
        if done is not None and self._desk.path is not None:
            self._desk.mark(spot_of_card(self._desk.path, str(done.result)))
        return done is not None

    def add_stage(self, name: str, told: Told = None) -> bool:
        """Add a column at the end and mark it."""
        if self._desk.path is None:
            return False
        done = self._context.document.perform(AddStage(self._desk.path.id, name), told)
        if done is not None:
            self._desk.mark(spot_of_stage(str(done.result)))
        return done is not None

    def add_lane(self, kind: str, name: str = "", told: Told = None) -> bool:
        """Add a row at the end and mark it."""
        if self._desk.path is None:
            return False
        done = self._context.document.perform(AddLane(self._desk.path.id, kind, name), told)
        if done is not None:
            self._desk.mark(spot_of_lane(str(done.result)))
        return done is not None

    # -- changing -------------------------------------------------------------------------------

    def rename(self, spot: Spot, words: str, told: Told = None) -> bool:
        """Change the words of a card, or the name of a stage or lane."""
        edits = {
            "card": lambda: ChangeTouchpoint(spot.id, {"words": words}),
            "stage": lambda: ChangeStage(spot.id, {"name": words}),
            "lane": lambda: ChangeLane(spot.id, {"name": words}),
        }
        return self._context.document.perform(edits[spot.kind](), told) is not None

    def toggle_pain_point(self) -> None:
        """Say that the marked card is a pain point, or that it is none."""
        if (card := self._desk.card()) is not None:
            self._context.document.perform(ChangeTouchpoint(card.id, {"pain_point": not card.pain_point}))

    def say_feeling(self, value: int, group_id: str | None) -> bool:
        """Say how the marked card feels to a group, in the present workshop; None: to one person of no named group."""
        card = self._desk.card()
        if card is None:
            return False
        self.group_id = group_id
        workshop_id = self._context.session.workshop_id
        said = SayFeeling(card.id, value, segment_id=group_id, workshop_id=workshop_id)
        return self._context.document.perform(said) is not None

    def say_feeling_of_chosen_group(self, value: int) -> bool:
        """Say it for the group that was used last, the first one before that."""
        known = [group.id for group in self._desk.groups]
        group_id = self.group_id if self.group_id in known else next(iter(known), None)
        done = self.say_feeling(value, group_id)
        if done:
            tr = self._context.tr
            name = next((group.name for group in self._desk.groups if group.id == group_id), tr("Group not said"))
            self._context.notices.say(tr("Said for: {group}", group=name))
        return done

    def clear_feeling(self, feeling: FeelingRecord) -> bool:
        """Take back what was said about how it feels."""
        return self._context.document.perform(ClearFeeling(feeling.id)) is not None

    def delete_marked(self) -> None:
        """Delete the marked card, stage or lane, and offer to undo it."""
        spot, tr = self._desk.spot, self._context.tr
        if spot is None or spot.kind == "cell":
            return
        edits = {
            "card": (
                lambda: DeleteTouchpoint(spot.id),
                tr("Card deleted. What was attached to it stays at its stage."),
            ),
            "stage": (lambda: DeleteStage(spot.id), tr("Stage deleted with its cards. Stories and notes are kept.")),
            "lane": (lambda: DeleteLane(spot.id), tr("Lane deleted with its cards. Stories and notes are kept.")),
        }
        make, sentence = edits[spot.kind]
        if self._context.document.perform(make()) is not None:
            self._context.notices.say(sentence, tr("Undo"), self._context.document.undo)

    # -- moving ---------------------------------------------------------------------------------

    def drop(self, card_id: str, stage_id: str, lane_id: str, index: int) -> None:
        """Put a card into a cell, at a place among the other cards there."""
        self._put(card_id, stage_id, lane_id, index, "")

    def push(self, right: int, down: int) -> None:
        """Move what is marked one place: a card through cells, a stage among stages, a lane among lanes."""
        path, spot = self._desk.path, self._desk.spot
        if path is None or spot is None:
            return
        if spot.kind == "stage" and right:
            at = [stage.id for stage in path.stages].index(spot.id) + right
            if 0 <= at < len(path.stages):
                self._context.document.perform(MoveStage(spot.id, at))
        elif spot.kind == "lane" and down:
            at = [lane.id for lane in path.lanes].index(spot.id) + down
            if 0 <= at < len(path.lanes):
                self._context.document.perform(MoveLane(spot.id, at))
        elif spot.kind == "card" and (there := self._beside(spot, right, down)) is not None:
            self._put(spot.id, *there, self._run_of(spot.id))

    def _beside(self, spot: Spot, right: int, down: int) -> tuple[str, str, int] | None:
        """Return cell and index one place beside a card: first within its cell, then the next cell."""
        path = self._desk.path
        assert path is not None  # noqa: S101 - the caller looked
        index = index_in_cell(path, spot.id)
        stages = [stage.id for stage in path.stages]
        if right:
            at = stages.index(spot.stage_id) + right
            return (stages[at], spot.lane_id, index) if 0 <= at < len(stages) else None
        if 0 <= index + down < len(in_cell(path, spot.stage_id, spot.lane_id)):
            return spot.stage_id, spot.lane_id, index + down
        lanes = [lane.id for lane in path.lanes if has_cells(path, lane.id) or lane.id == spot.lane_id]
        at = lanes.index(spot.lane_id) + down
        if not 0 <= at < len(lanes):
            return None
        return spot.stage_id, lanes[at], 0 if down > 0 else len(path.cards)

    def _put(self, card_id: str, stage_id: str, lane_id: str, index: int, run: str) -> None:
        path = self._desk.path
        if path is None:
            return
        spot = spot_of_card(path, card_id)
        others = [c for c in path.cards if (c.stage_id, c.lane_id) == (stage_id, lane_id) and c.id != card_id]
        stays = spot is not None and (spot.stage_id, spot.lane_id) == (stage_id, lane_id)
        if stays and index_in_cell(path, card_id) == min(index, len(others)):
            return
        order = order_at(others, index)
        self._context.document.perform(MoveTouchpoint(card_id, stage_id, lane_id, order, run))

    def _run_of(self, card_id: str) -> str:
        now = time.monotonic()
        if not self._run.startswith(card_id) or now - self._pushed_at > RUN_ENDS:
            self._run = f"{card_id} {now}"
        self._pushed_at = now
        return self._run

"""What a person can do to the cards of a path: each is one edit of what is chosen, and what is chosen goes along."""

import time
from collections.abc import Mapping

from models.edits.path import AddPath, AddTouchpoint, ChangeTouchpoint, DeletePath, DeleteTouchpoint
from models.edits.path_cards import ChangeTouchpoints, MoveTouchpoints, PasteCards
from models.edits.path_frame import ChangeLane, ChangeStage, DeleteTouchpoints
from models.edits.path_links import ChangeConnection, Connect, Disconnect
from widgets.canvas.drops import Carried, landings, moves_of
from widgets.canvas.spots import Spot, has_cells, in_cell, index_in_cell, spot_of_card, spot_of_stage
from widgets.context import Context
from widgets.map.desk import Desk
from widgets.map.pieces import Pasting, piece_of, put_down
from widgets.map.saying import Saying
from widgets.map.structure import Structure
from widgets.map.told import Told

RUN_ENDS = 1.5  # seconds without a push, after which the next one is a step of its own for undo
DROP_OUT = "drop_out"


class Editing:
    """Performs edits of the path on the desk. `frame`: those of its stages and lanes; `saying`: how cards feel."""

    def __init__(self, context: Context, desk: Desk) -> None:
        self._context, self._desk = context, desk
        self._run = ""
        self._pushed_at = 0.0
        self.frame = Structure(context, desk)
        self.saying = Saying(context, desk)

    # -- adding ---------------------------------------------------------------------------------

    def begin_path(self, edit: AddPath, told: Told = None) -> bool:
        """Add a path and show it, with its first stage marked."""
        done = self._context.document.perform(edit, told)
        if done is None:
            return False
        self._desk.mark(None)
        self._context.session.show_path(str(done.result))
        if self._desk.path is not None and self._desk.path.stages:
            self._desk.mark(spot_of_stage(self._desk.path.stages[0].id))
        return True

    def delete_path(self) -> None:
        """Delete the path on the desk and offer to undo it."""
        path, tr = self._desk.path, self._context.tr
        if path is None:
            return
        self._desk.mark(None)
        if self._context.document.perform(DeletePath(path.id)) is not None:
            sentence = tr("Path deleted. Stories and notes are kept.")
            self._context.notices.say(sentence, tr("Undo"), self._context.document.undo)

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

    def add_card(self, stage_id: str, lane_id: str, words: str, told: Told = None, at: int | None = None) -> bool:
        """Add a card at a place of a cell, None for its end, and mark it."""
        done = self._context.document.perform(AddTouchpoint(stage_id, lane_id, words, at=at), told)
        if done is not None and self._desk.path is not None:
            self._desk.mark(spot_of_card(self._desk.path, str(done.result)))
        return done is not None

    def duplicate(self) -> bool:
        """Add copies of the chosen cards into their cells, with the connections among them, and choose the copies."""
        path, cards = self._desk.path, self._desk.cards()
        if path is None or not cards:
            return False
        cell = (cards[0].stage_id, cards[0].lane_id)
        return self.put(put_down(path, piece_of(path, cards), *cell, cell))

    def put(self, pasting: Pasting) -> bool:
        """Add copies of cards as planned, choose them, and say what did not fit where it would have gone."""
        if not pasting.cards:
            return False
        done = self._context.document.perform(PasteCards(pasting.cards, pasting.links))
        if done is None or not isinstance(done.result, tuple):
            return False
        self._desk.choose(str(card_id) for card_id in done.result)
        for sentence in pasting.said(self._context.tr):
            self._context.notices.say(sentence)
        return True

    # -- changing -------------------------------------------------------------------------------

    def rename(self, spot: Spot, words: str, told: Told = None) -> bool:
        """Change the words of a card, or the name of a stage or lane."""
        edits = {
            "card": lambda: ChangeTouchpoint(spot.id, {"words": words}),
            "stage": lambda: ChangeStage(spot.id, {"name": words}),
            "lane": lambda: ChangeLane(spot.id, {"name": words}),
        }
        return self._context.document.perform(edits[spot.kind](), told) is not None

    def change_chosen(self, values: Mapping[str, object], told: Told = None) -> bool:
        """Change the same facts of all chosen cards in one step."""
        ids = self._desk.chosen
        if not ids:
            return False
        edit = ChangeTouchpoint(ids[0], values) if len(ids) == 1 else ChangeTouchpoints(ids, values)
        return self._context.document.perform(edit, told) is not None

    def toggle_pain_point(self) -> None:
        """Say that the chosen cards are pain points; that they are none, where all of them are."""
        if cards := self._desk.cards():
            self.change_chosen({"pain_point": not all(card.pain_point for card in cards)})

    def say_feeling_of_chosen_group(self, value: int) -> bool:
        """Say it for the group that the path is seen by, else for whom it was said last, and tell for whom."""
        line = self.saying.say_marked(value)
        if line is not None:
            self._context.notices.say(self._context.tr("Said for: {group}", group=line.name))
        return line is not None

    def delete_chosen(self) -> bool:
        """Delete the chosen cards and offer to undo it."""
        ids, tr = self._desk.chosen, self._context.tr
        if not ids:
            return False
        edit = DeleteTouchpoint(ids[0]) if len(ids) == 1 else DeleteTouchpoints(ids)
        if self._context.document.perform(edit) is None:
            return False
        one = tr("Card deleted. What was attached to it stays at its stage.")
        many = tr("{n} cards deleted. What was attached to them stays at their stages.", n=len(ids))
        self._context.notices.say(one if len(ids) == 1 else many, tr("Undo"), self._context.document.undo)
        return True

    # -- connections ----------------------------------------------------------------------------

    def connect(self, from_id: str, to_id: str) -> bool:
        """Lead from a card to another one; from a card to itself it is a loop."""
        kind = "loop" if from_id == to_id else "next"
        return self._context.document.perform(Connect(from_id, to_id, kind)) is not None

    def add_drop_out(self, card_id: str) -> bool:
        """Say that people drop out at a card."""
        return self._context.document.perform(Connect(card_id, None, DROP_OUT)) is not None

    def change_connection(self, link_id: str, values: Mapping[str, object], told: Told = None) -> bool:
        """Change the kind or the label of a connection."""
        return self._context.document.perform(ChangeConnection(link_id, values), told) is not None

    def disconnect(self, link_id: str) -> bool:
        """Remove a connection."""
        return self._context.document.perform(Disconnect(link_id)) is not None

    # -- moving ---------------------------------------------------------------------------------

    def drop(self, card_id: str, stage_id: str, lane_id: str, index: int) -> None:
        """Put a card into a cell, at a place among the other cards there."""
        self.carry(Carried((card_id,), card_id, stage_id, lane_id, index))

    def carry(self, carried: Carried, run: str = "") -> bool:
        """Put cards where they were let go, or copies of them. False: one of them would leave the path."""
        path = self._desk.path
        if path is None:
            return False
        if carried.copies:
            if landings(path, carried) is None:
                return False
            cards = [card for card in path.cards if card.id in carried.card_ids]
            origin = next(card for card in cards if card.id == carried.pressed_id)
            cell = (carried.stage_id, carried.lane_id)
            return self.put(put_down(path, piece_of(path, cards), *cell, (origin.stage_id, origin.lane_id)))
        moves = moves_of(path, carried)
        if moves:
            self._context.document.perform(MoveTouchpoints(moves, run))
        return moves is not None

    def push(self, right: int, down: int) -> None:
        """Move what is chosen one place: cards through cells, a stage among stages, a lane among lanes."""
        spot = self._desk.spot
        if spot is None:
            return
        if spot.kind in ("stage", "lane"):
            if by := right if spot.kind == "stage" else down:
                self.frame.push(spot, by)
        elif spot.kind == "card" and (there := self._beside(spot, right, down)) is not None:
            chosen = self._desk.chosen if spot.id in self._desk.chosen else (spot.id,)
            self.carry(Carried(chosen, spot.id, *there), self._run_of("/".join(chosen)))

    def _beside(self, spot: Spot, right: int, down: int) -> tuple[str, str, int] | None:
        """Return cell and index one place beside a card: first within its cell, then the next cell.

        Several cards go to the next cell at once.
        """
        path = self._desk.path
        assert path is not None  # noqa: S101 - the caller looked
        index = index_in_cell(path, spot.id)
        stages = [stage.id for stage in path.stages]
        if right:
            at = stages.index(spot.stage_id) + right
            return (stages[at], spot.lane_id, index) if 0 <= at < len(stages) else None
        alone = len(self._desk.chosen) < 2
        if alone and 0 <= index + down < len(in_cell(path, spot.stage_id, spot.lane_id)):
            return spot.stage_id, spot.lane_id, index + down
        lanes = [lane.id for lane in path.lanes if has_cells(path, lane.id) or lane.id == spot.lane_id]
        at = lanes.index(spot.lane_id) + down
        if not 0 <= at < len(lanes):
            return None
        return spot.stage_id, lanes[at], 0 if down > 0 else len(path.cards)

    def _run_of(self, cards: str) -> str:
        now = time.monotonic()
        if not self._run.startswith(cards) or now - self._pushed_at > RUN_ENDS:
            self._run = f"{cards} {now}"
        self._pushed_at = now
        return self._run

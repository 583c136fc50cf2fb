"""What lies on the table of Map: which path, what is marked, and what hangs on each step. Read again after a change."""

from PySide6.QtCore import QObject, Signal

from models import queries, views
from models.queries import lane_name
from models.records import CardRecord, GroupRecord, LaneRecord, PathRecord, StageRecord
from widgets.canvas.spots import Spot, spot_of_card, spot_of_stage, still_there
from widgets.context import Context
from widgets.session import Step


class Desk(QObject):
    """One path at a time. `spot_changed`: something else is marked, by whomever."""

    spot_changed = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self.paths: tuple[PathRecord, ...] = ()
        self.path: PathRecord | None = None
        self.groups: tuple[GroupRecord, ...] = ()
        self.counts: dict[str, tuple[int, int]] = {}
        self.spot: Spot | None = None
        self._lost: Spot | None = None  # what went while it was marked: undo brings it back, and the mark with it

    def read(self) -> None:
        """Read what the document holds now; what is marked stays marked, or something near it."""
        ask = self._context.document.ask
        self.paths = ask(queries.paths)
        self.groups = ask(queries.groups)
        self.counts = ask(views.attachment_counts)
        wanted = self._context.session.path_id
        self.path = next((path for path in self.paths if path.id == wanted), None)
        if self.path is None and self.paths:
            self.path = self.paths[0]
        self._keep_marked()

    def mark(self, spot: Spot | None) -> None:
        """Mark a spot of the path, None for the path itself."""
        if spot != self.spot:
            self.spot, self._lost = spot, None
            self.tell_session()
            self.spot_changed.emit()

    def tell_session(self) -> None:
        """Say which step is marked, so that what is captured now belongs to it."""
        self._context.session.mark(self.step())

    def step(self) -> Step | None:
        """Return the marked step; an empty cell stands for its stage, a lane for none."""
        stage, card = self.stage(), self.card()
        if stage is None:
            return None
        if card is not None:
            return Step(stage.id, card.id, card.code, card.words)
        return Step(stage.id, None, stage.letter, stage.name)

    def card(self) -> CardRecord | None:
        """Return the marked card, None where something else is marked."""
        if self.path is None or self.spot is None or self.spot.kind != "card":
            return None
        return next((card for card in self.path.cards if card.id == self.spot.id), None)

    def stage(self) -> StageRecord | None:
        """Return the stage of what is marked."""
        if self.path is None or self.spot is None:
            return None
        return next((stage for stage in self.path.stages if stage.id == self.spot.stage_id), None)

    def lane(self) -> LaneRecord | None:
        """Return the lane of what is marked."""
        if self.path is None or self.spot is None:
            return None
        return next((lane for lane in self.path.lanes if lane.id == self.spot.lane_id), None)

    def lane_words(self, lane: LaneRecord) -> str:
        """Return what a lane is called on screen."""
        return self._context.tr(lane_name(lane))

    def spot_of_row(self, table: str, row_id: str) -> tuple[PathRecord, Spot] | None:
        """Return the path and spot of a card or a stage by its id."""
        for path in self.paths:
            if table == "touchpoint" and (spot := spot_of_card(path, row_id)):
                return path, spot
            if table == "stage" and any(stage.id == row_id for stage in path.stages):
                return path, spot_of_stage(row_id)
        return None

    def _keep_marked(self) -> None:
        before = self.spot
        if self.path is None:
            self.spot = None
        elif self._lost is not None and (back := still_there(self.path, self._lost)) and back.key == self._lost.key:
            self.spot, self._lost = back, None
        elif self.spot is not None:
            here = still_there(self.path, self.spot)
            if here is None or here.key != self.spot.key:
                self._lost = self._lost or self.spot
            self.spot = here
        if before is not None or self.spot is not None:
            self.tell_session()

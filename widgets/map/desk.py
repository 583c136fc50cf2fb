"""What lies on the table of Map: which path, what is marked and chosen, what hangs on each step."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from models import path_reads, queries, views
from models.queries import lane_name
from models.records import CardRecord, GroupRecord, LaneRecord, PathRecord, StageRecord
from widgets.canvas.spots import Spot, spot_of_card, spot_of_stage, still_there
from widgets.context import Context
from widgets.room import EVERYTHING, Rows
from widgets.session import Step

# What a change of these tables can show in Map; the rest leaves what is drawn as it is.
SHOWN = frozenset(
    "path stage lane touchpoint feeling segment story story_place contribution contribution_place voice"
    " withdrawal participant connection step_alias snapshot".split()
)
# What is read again after a change of these tables; the cards themselves are patched.
COUNTED = frozenset("story story_place contribution contribution_place voice withdrawal".split())


class Desk(QObject):
    """One path at a time. `spot` is what has the focus; `chosen` are the ids of all cards that are chosen with it.

    `spot_changed`: something else is marked or chosen, by whomever. `group_changed`: the path is seen by another group.
    `moment_changed`: another moment of the path is looked at, or now again.
    """

    spot_changed = Signal()
    group_changed = Signal()
    moment_changed = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self.paths: tuple[PathRecord, ...] = ()
        self.path: PathRecord | None = None
        self.groups: tuple[GroupRecord, ...] = ()
        self.counts: dict[str, tuple[int, int]] = {}
        self.spot: Spot | None = None
        self.chosen: tuple[str, ...] = ()
        self.group_id: str | None = None  # None: seen by all
        self.moment_id: str | None = None  # the named moment that is looked at; None: now
        self._lost: Spot | None = None  # what went while it was marked: undo brings it back, and the mark with it

    def read(self, rows: Rows = EVERYTHING) -> None:
        """Read what the document holds now; what is marked stays marked, or something near it.

        `rows`: what changed; only that is read. Empty: anything may have.
        """
        ask, tables = self._context.document.ask, {table for table, _ in rows}
        self.paths = ask(path_reads.paths_after, self.paths, rows) if rows else ask(queries.paths)
        if not rows or "segment" in tables:
            self.groups = ask(queries.groups)
            if self.group_id not in {group.id for group in self.groups}:
                self.group_id = None
        if not rows or tables & COUNTED:
            self._count()
        wanted = self._context.session.path_id
        self.path = next((path for path in self.paths if path.id == wanted), None)
        if self.path is None and self.paths:
            self.path = self.paths[0]
        self._keep_marked()

    def mark(self, spot: Spot | None) -> None:
        """Mark a spot of the path, None for the path itself; of several chosen cards only a marked one stays."""
        self.choose((spot.id,) if spot is not None and spot.kind == "card" else (), spot)

    def choose(self, card_ids: Iterable[str], spot: Spot | None = None) -> None:
        """Choose cards together; `spot`: what has the focus among them, the last of them where it is not said."""
        wanted = set(card_ids)
        chosen = tuple(card.id for card in self.path.cards if card.id in wanted) if self.path else ()
        if spot is None and chosen and self.path is not None:
            spot = spot_of_card(self.path, chosen[-1])
        if (spot, chosen) != (self.spot, self.chosen):
            if spot != self.spot:
                self._lost = None
            self.spot, self.chosen = spot, chosen
            self.tell_session()
            self.spot_changed.emit()

    def cards(self) -> tuple[CardRecord, ...]:
        """Return the chosen cards in reading order."""
        wanted = set(self.chosen)
        return tuple(card for card in self.path.cards if card.id in wanted) if self.path and wanted else ()

    def show_group(self, group_id: str | None) -> None:
        """See the path by one group: its feelings, its stories and notes; None: by all."""
        if group_id != self.group_id:
            self.group_id = group_id
            self._count()
            self.group_changed.emit()

    def look_back(self, moment_id: str | None) -> None:
        """Look at the path as it was at a named moment; None: at the path of now."""
        if moment_id != self.moment_id:
            self.moment_id = moment_id
            self.moment_changed.emit()

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

    def _count(self) -> None:
        self.counts = self._context.document.ask(views.attachment_counts, self.group_id)

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
        here_now = {card.id for card in self.path.cards} if self.path else set[str]()
        self.chosen = tuple(card_id for card_id in self.chosen if card_id in here_now)
        if self.spot is not None and self.spot.kind == "card" and self.spot.id not in self.chosen:
            self.chosen = (self.spot.id,)
        if before is not None or self.spot is not None:
            self.tell_session()

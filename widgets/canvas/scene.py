"""The service path as a scene: it shows what the document holds, and nothing else moves in it but what is dragged."""

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import QGraphicsObject, QGraphicsScene

from models.records import GroupRecord, LaneRecord, PathRecord, StageRecord
from resources.texts import Translator
from widgets.canvas.access import announce, install
from widgets.canvas.curves import CurveFace
from widgets.canvas.faces import CardFace, CardLook, LaneFace, StageFace
from widgets.canvas.feelings import lines_of
from widgets.canvas.items import (
    Z_HEAD_GROUND,
    Z_LABEL_GROUND,
    CardItem,
    CellItem,
    CurveItem,
    Ground,
    HeadItem,
    PathItem,
)
from widgets.canvas.plan import Plan, columns_of, plan_of, widths
from widgets.canvas.spots import Spot, has_cells, spot_of_lane, spot_of_stage, still_there
from widgets.look import Look

Counts = Mapping[str, tuple[int, int]]
USUAL_WIDTH = 1000.0


class PathScene(QGraphicsScene):
    """A path to look at, or with `manners` False to work on.

    `manners`: those of the projector. Nothing red, no counts, nothing that can be marked.
    `marked`: a spot was marked by a person, None for nothing.
    """

    marked = Signal(object)

    def __init__(self, look: Look, tr: Translator, *, manners: bool = False) -> None:
        super().__init__()
        install()
        self.look, self.texts, self.manners = look, tr, manners
        self.path: PathRecord | None = None
        self.spot: Spot | None = None
        self.plan: Plan | None = None
        self._groups: tuple[GroupRecord, ...] = ()
        self._counts: Counts = {}
        self._width = USUAL_WIDTH
        self._corner = QPointF()
        self._cards: dict[str, CardItem] = {}
        self._stages: dict[str, HeadItem] = {}
        self._lanes: dict[str, HeadItem] = {}
        self._cells: dict[tuple[str, str], CellItem] = {}
        self._curves: dict[str, CurveItem] = {}
        self._lines: dict[str, Ground] = {}
        self._head_ground, self._label_ground = Ground(Z_HEAD_GROUND), Ground(Z_LABEL_GROUND)
        self.addItem(self._head_ground)
        self.addItem(self._label_ground)
        self.setStickyFocus(True)
        self.setBackgroundBrush(QBrush(look.colour("paper")))
        look.changed.connect(self._look_changed)

    # -- showing --------------------------------------------------------------------------------

    def show_path(
        self, path: PathRecord | None, groups: tuple[GroupRecord, ...] = (), counts: Counts | None = None
    ) -> None:
        """Show a path as it is now: only what differs appears, moves or goes.

        `counts`: stories and notes by the id of a card; `groups`: whose lines get a name.
        """
        self.path, self._groups, self._counts = path, groups, counts or {}
        self._arrange()

    def set_width(self, width: float) -> None:
        """Fill a width, as far as columns stay readable; a path with many stages is wider."""
        if abs(width - self._width) >= 1:
            self._width = width
            self._arrange()

    def keep_frame(self, corner: QPointF) -> None:
        """Keep headers and labels in view, given the visible corner; only where the scene is worked on."""
        corner = QPointF(max(0.0, corner.x()), max(0.0, corner.y()))
        if corner != self._corner:
            self._corner = corner
            self._place_frame()

    def frame_size(self) -> QPointF:
        """Return how much of the view headers (y) and labels (x) cover."""
        if self.plan is None:
            return QPointF()
        return QPointF(self.plan.label_width + self.look.px(16), self.plan.head.height())

    def spoken_items(self) -> list[QGraphicsObject]:
        """Return what assistive technology walks through: headers, then each lane with its cards."""
        if self.path is None:
            return []
        found: list[QGraphicsObject] = [self._stages[stage.id] for stage in self.path.stages]
        for lane in self.path.lanes:
            found.append(self._lanes[lane.id])
            for stage in self.path.stages:
                here = [c for c in self.path.cards if (c.stage_id, c.lane_id) == (stage.id, lane.id)]
                found += [self._cards[card.id] for card in here]
                if not here and (stage.id, lane.id) in self._cells:
                    found.append(self._cells[stage.id, lane.id])
        return found

    # -- marking --------------------------------------------------------------------------------

    def mark(self, spot: Spot | None, *, tell: bool = True) -> None:
        """Mark a spot, None for nothing. `tell`: say it by `marked`."""
        same = spot == self.spot
        self.spot = spot
        for item in self._markable():
            item.show_marked(spot is not None and item.spot is not None and item.spot.key == spot.key)
        for curve in self._curves.values():
            curve.show_card(spot.id if spot is not None and spot.kind == "card" else "")
        item = self.item_of(spot)
        if item is not None and not same:
            self.setFocusItem(item)
            announce(item)
        if tell and not same:
            self.marked.emit(spot)

    def item_of(self, spot: Spot | None) -> PathItem | None:
        """Return the item of a spot, None where it is not shown."""
        if spot is None:
            return None
        if spot.kind == "cell":
            return self._cells.get((spot.stage_id, spot.lane_id))
        return {"card": self._cards, "stage": self._stages, "lane": self._lanes}[spot.kind].get(spot.id)

    def spot_at(self, point: QPointF) -> Spot | None:
        """Return what lies at a point, the topmost; None for the ground."""
        for item in self.items(point):
            if isinstance(item, PathItem) and item.spot is not None:
                return item.spot
            if isinstance(item, Ground) and item.contains(point) and item.zValue() >= Z_LABEL_GROUND:
                return None
        return None

    def card_item(self, card_id: str) -> CardItem | None:
        """Return a card's item."""
        return self._cards.get(card_id)

    # -- inside ---------------------------------------------------------------------------------

    def _markable(self) -> list[PathItem]:
        return [*self._cards.values(), *self._stages.values(), *self._lanes.values(), *self._cells.values()]

    def _look_changed(self) -> None:
        self.setBackgroundBrush(QBrush(self.look.colour("paper")))
        for items in (self._cards, self._stages, self._lanes, self._cells, self._curves, self._lines):
            _keep_only(items, ())
        self._arrange()
        self.update()

    def _arrange(self) -> None:
        path = self.path
        if path is None:
            for items in (self._cards, self._stages, self._lanes, self._cells, self._curves, self._lines):
                _keep_only(items, ())
            self.plan, self.spot = None, None
            self.setSceneRect(QRectF(0, 0, 1, 1))
            return
        had_keys = self.spot
        label, column, _ = widths(self.look, len(path.stages), self._width)
        for stage in path.stages:
            self._show_stage(stage, column)
        for lane in path.lanes:
            self._show_lane(lane, label)
        self._show_cards(path, column)
        self._show_curves(path)
        head = max((item.face.height for item in self._stages.values() if item.spoken), default=self.look.px(40))
        heights = {lane.id: self._lanes[lane.id].face.height for lane in path.lanes}
        self.plan = plan_of(
            self.look,
            path,
            self._width,
            head,
            heights,
            lambda card_id: self._cards[card_id].face.height,
            lambda lane_id: self._curves[lane_id].face.height,
        )
        self._drop_gone(path)
        self._place(path, self.plan, label, head)
        self.spot = still_there(path, had_keys) if had_keys else None
        kept, self.spot = self.spot, had_keys
        self.mark(kept, tell=kept != had_keys)
        if kept is not None and (item := self.item_of(kept)) is not None and self.focusItem() is not item:
            self.setFocusItem(item)

    def _show_stage(self, stage: StageRecord, column: float) -> None:
        item = self._stages.get(stage.id)
        if item and isinstance(item.face, StageFace) and (item.face.stage, item.face.width) == (stage, column):
            return
        face = StageFace(self.look, self.texts, stage, column)
        self._stages[stage.id] = self._shown(item, face, spot_of_stage(stage.id))

    def _show_lane(self, lane: LaneRecord, label: float) -> None:
        item = self._lanes.get(lane.id)
        if item and isinstance(item.face, LaneFace) and (item.face.lane, item.face.width) == (lane, label):
            return
        self._lanes[lane.id] = self._shown(item, LaneFace(self.look, self.texts, lane, label), spot_of_lane(lane.id))

    def _shown(self, item: HeadItem | None, face: StageFace | LaneFace, spot: Spot) -> HeadItem:
        if item is None:
            item = HeadItem(None if self.manners else spot, face)
            self.addItem(item)
        else:
            item.show_face(face)
        return item

    def _show_cards(self, path: PathRecord, column: float) -> None:
        lanes = {lane.id: lane for lane in path.lanes}
        for card in path.cards:
            stories, notes = self._counts.get(card.id, (0, 0))
            asked = CardLook(card, lanes[card.lane_id], stories, notes, column, self.manners)
            item = self._cards.get(card.id)
            spot = None if self.manners else Spot("card", card.id, card.stage_id, card.lane_id)
            if item is None:
                self._cards[card.id] = item = CardItem(spot, CardFace(self.look, self.texts, asked))
                self.addItem(item)
            elif item.face.asked != asked:
                item.show_face(CardFace(self.look, self.texts, asked))
            item.spot = spot

    def _show_curves(self, path: PathRecord) -> None:
        placed = columns_of(self.look, path, self._width)
        first = min((left for left, _ in placed.values()), default=0.0)
        columns = {stage_id: (left - first, wide) for stage_id, (left, wide) in placed.items()}
        lines = lines_of(path, self._groups, self.texts)
        tr = self.texts
        said = tr("Nobody has said yet how it feels.")
        for lane in path.lanes:
            if lane.kind == "feeling":
                face = CurveFace(self.look, path, lines, columns, said)
                if item := self._curves.get(lane.id):
                    item.show_face(face)
                else:
                    self._curves[lane.id] = item = CurveItem(face)
                    self.addItem(item)

    def _drop_gone(self, path: PathRecord) -> None:
        feeling = {lane.id for lane in path.lanes if lane.kind == "feeling"}
        visible = {lane.id for lane in path.lanes if lane.kind == "visibility"}
        _keep_only(self._cards, {card.id for card in path.cards})
        _keep_only(self._stages, {stage.id for stage in path.stages})
        _keep_only(self._lanes, {lane.id for lane in path.lanes})
        _keep_only(self._curves, feeling)
        _keep_only(self._lines, visible)
        tr = self.texts
        taken = {(card.stage_id, card.lane_id) for card in path.cards}
        cells = [(s.id, lane.id) for s in path.stages for lane in path.lanes if has_cells(path, lane.id)]
        _keep_only(self._cells, {cell for cell in cells if cell not in taken and not self.manners})
        for stage_id, lane_id in cells:
            if (stage_id, lane_id) not in taken and not self.manners and (stage_id, lane_id) not in self._cells:
                stage = next(one for one in path.stages if one.id == stage_id)
                spoken = f"{stage.letter} {stage.name}. {self._lane_spoken(lane_id)}. {tr('Empty')}"
                cell = CellItem(Spot("cell", "", stage_id, lane_id), spoken, self.look, tr("Enter: add a card"))
                self._cells[stage_id, lane_id] = cell
                self.addItem(cell)

    def _lane_spoken(self, lane_id: str) -> str:
        face = self._lanes[lane_id].face
        return face.name if isinstance(face, LaneFace) else ""

    def _place(self, path: PathRecord, plan: Plan, label: float, head: float) -> None:
        for card in path.cards:
            self._cards[card.id].place(plan.cards[card.id])
        for cell, item in self._cells.items():
            item.place(plan.cells[cell])
        for lane_id, item in self._curves.items():
            item.place(plan.curves[lane_id])
        for lane in path.lanes:
            if lane.kind == "visibility":
                if lane.id not in self._lines:
                    self._lines[lane.id] = Ground(0)
                    self.addItem(self._lines[lane.id])
                top, high = plan.rows[lane.id]
                area = QRectF(plan.label_width + self.look.px(16), top, plan.size.width(), high)
                self._lines[lane.id].show_area(area, self.look.colour("paper"), self.look.colour("control"))
        self.setSceneRect(QRectF(QPointF(0, 0), plan.size))
        self._place_frame()

    def _place_frame(self) -> None:
        plan, path = self.plan, self.path
        if plan is None or path is None:
            return
        x, y, gap = self._corner.x(), self._corner.y(), self.look.px(12)
        high = plan.head.height() - 2 * gap
        for stage_id, (left, wide) in plan.columns.items():
            self._stages[stage_id].place(QRectF(left, y + gap, wide, high))
        for lane_id, (top, tall) in plan.rows.items():
            self._lanes[lane_id].place(QRectF(x + gap / 2, top, plan.label_width, tall))
        paper = self.look.colour("paper")
        self._head_ground.show_area(QRectF(0, y, plan.size.width(), plan.head.height() - gap / 2), paper)
        self._label_ground.show_area(QRectF(x, 0, plan.label_width + gap, plan.size.height()), paper)


def _keep_only(items: dict, ids: object) -> None:  # pyright: ignore[reportMissingTypeArgument]
    """Let the items go whose key is not among `ids`."""
    for key in [key for key in items if key not in ids]:  # pyright: ignore[reportOperatorIssue]
        item = items.pop(key)
        if isinstance(item, PathItem):
            item.go()
        else:
            item.scene().removeItem(item)

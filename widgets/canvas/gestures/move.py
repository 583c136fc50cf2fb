"""Move: the chosen cards are carried to other cells. Ctrl: copies of them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt

from models.queries import lane_name
from widgets.canvas.drops import Carried, Drop, drop_at, landings
from widgets.canvas.gestures.choosing import alone, toggled
from widgets.canvas.gestures.edges import EdgeScroll
from widgets.canvas.gestures.gesture import ADDING, Gesture, Keys, Press
from widgets.canvas.spots import Spot

if TYPE_CHECKING:
    from widgets.canvas.view import PathView


class Move(Gesture):
    """Cards snap to a cell and a place in it. A press that does not go far is a click and carries nothing."""

    def __init__(self, view: "PathView", press: Press, spot: Spot) -> None:
        super().__init__(view, press.at)
        self._spot, self._adds = spot, bool(press.keys & ADDING)
        self._from = view.mapToScene(press.at)
        self._ids: tuple[str, ...] = ()  # what is lifted
        self._drop: Drop | None = None
        self._copies = False
        self._edges = EdgeScroll(view, self)

    @classmethod
    def begun_by(cls, view: "PathView", press: Press) -> Gesture | None:
        """Begin on a card."""
        spot = press.spot
        return cls(view, press, spot) if press.is_left and spot is not None and spot.kind == "card" else None

    def begin(self) -> None:
        """Mark the card at once; of many chosen ones, only the mark moves."""
        if not self._adds:
            chosen = self.view.chosen
            self.view.preview(chosen if self._spot.id in chosen else (self._spot.id,), self._spot)

    def move(self, at: QPoint, keys: Keys) -> None:
        """Lift the cards once the mouse went far enough, then let them follow."""
        super().move(at, keys)
        self._copies = bool(keys & Keys.ControlModifier)
        if not self._ids and self.is_far(at):
            self._lift()
        if self._ids:
            self._edges.watch(at)
            self.scrolled()

    def scrolled(self) -> None:
        """Draw the cards under the mouse, and where they would land."""
        scene = self.view.path_scene
        if not self._ids or scene.path is None or scene.plan is None or self._spot.id not in scene.plan.cards:
            return
        by = self.view.mapToScene(self.at) - self._from
        scene.carry_by(by)
        middle = scene.plan.cards[self._spot.id].center() + by
        staying = () if self._copies else self._ids
        self._drop = None if self.view.is_covered(self.at) else drop_at(scene.path, scene.plan, middle, staying)
        self._show_landing()

    def release(self, at: QPoint, keys: Keys) -> None:
        """Put the cards down where they are; away from any cell they go home."""
        ids, drop, path = self._ids, self._drop, self.view.path_scene.path
        self.cancel()
        if not ids:
            click = toggled(path, self.view.chosen, self._spot) if self._adds and path else alone(self._spot)
            self.view.choose(*click)
            return
        self.view.choose(ids, self._spot)
        if drop is not None:
            self.view.carried.emit(self._carried(ids, drop))

    def cancel(self) -> None:
        """Put the cards back."""
        self._edges.stop()
        if self._ids:
            self.view.path_scene.end_carry()
        self._ids, self._drop = (), None
        super().cancel()

    def _lift(self) -> None:
        chosen = self.view.chosen
        self._ids = chosen if self._spot.id in chosen else (self._spot.id,)
        scene = self.view.path_scene
        self.view.preview((), None)  # no rings where the cards are not any more
        scene.begin_carry(self._ids)
        if scene.plan is not None:
            self.target.show_homes(scene.plan.cards[one] for one in self._ids if one in scene.plan.cards)

    def _carried(self, ids: tuple[str, ...], drop: Drop) -> Carried:
        return Carried(ids, self._spot.id, drop.stage_id, drop.lane_id, drop.index, self._copies)

    def _show_landing(self) -> None:
        scene, drop = self.view.path_scene, self._drop
        assert scene.path is not None  # noqa: S101 - the caller looked
        assert scene.plan is not None  # noqa: S101 - the caller looked
        tr = scene.texts
        if drop is None:
            self.target.show_areas(scene, ())
            self.cursor = Qt.CursorShape.ClosedHandCursor
            self.view.say("")
            return
        cells = landings(scene.path, self._carried(self._ids, drop))
        targets = dict.fromkeys(cells.values()) if cells else ((drop.stage_id, drop.lane_id),)
        areas = [scene.plan.cells[cell] for cell in targets if cell in scene.plan.cells]
        self.target.show_areas(scene, areas, drop.mark, fits=bool(cells))
        if not cells:
            self.cursor = Qt.CursorShape.ForbiddenCursor
            self.view.say(tr("Some of the cards would leave the path here."))
            return
        self.cursor = Qt.CursorShape.DragCopyCursor if self._copies else Qt.CursorShape.ClosedHandCursor
        self.view.say(self._place_named(drop))

    def _place_named(self, drop: Drop) -> str:
        path, tr = self.view.path_scene.path, self.view.path_scene.texts
        assert path is not None  # noqa: S101 - the caller looked
        stage = next(stage for stage in path.stages if stage.id == drop.stage_id)
        lane = next(lane for lane in path.lanes if lane.id == drop.lane_id)
        named = {"letter": stage.letter, "stage": stage.name, "lane": tr(lane_name(lane)), "n": str(drop.index + 1)}
        if self._copies:
            return tr("A copy goes to {letter} {stage}, {lane}, place {n}.", **named)
        return tr("It goes to {letter} {stage}, {lane}, place {n}. Ctrl: a copy. Esc: leave.", **named)

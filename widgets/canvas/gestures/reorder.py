"""Reorder: a stage is drawn by its header to another place among the stages, a lane by its label among the lanes."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, Qt

from widgets.canvas.gestures.choosing import alone
from widgets.canvas.gestures.edges import EdgeScroll
from widgets.canvas.gestures.gesture import ABOVE_HEADERS, ADDING, Gesture, Keys, Press
from widgets.canvas.plan import Column
from widgets.canvas.spots import Spot

if TYPE_CHECKING:
    from widgets.canvas.view import PathView


class Reorder(Gesture):
    """A line shows where it would go. A press that does not go far is a click on the header."""

    def __init__(self, view: "PathView", start: QPoint, spot: Spot) -> None:
        super().__init__(view, start)
        self._spot = spot
        self._drawn = False
        self._by = 0  # places to go
        self._edges = EdgeScroll(view, self, across=spot.kind == "stage", down=spot.kind == "lane")

    @classmethod
    def begun_by(cls, view: "PathView", press: Press) -> Gesture | None:
        """Begin on a header or a label."""
        spot = press.spot
        heads = press.is_left and not press.keys & ADDING and spot is not None and spot.kind in ("stage", "lane")
        return cls(view, press.at, spot) if heads and spot is not None else None

    def begin(self) -> None:
        """Mark it at once."""
        self.view.preview(*alone(self._spot))

    def move(self, at: QPoint, keys: Keys) -> None:
        """Show where it would go once the mouse went far enough."""
        super().move(at, keys)
        if not self._drawn and self.is_far(at):
            self._drawn = True
            self.cursor = Qt.CursorShape.ClosedHandCursor
            self.target.setZValue(ABOVE_HEADERS)
        if self._drawn:
            self._edges.watch(at)
            self.scrolled()

    def scrolled(self) -> None:
        """Show where it would go."""
        scene, plan = self.view.path_scene, self.view.path_scene.plan
        if not self._drawn or scene.path is None or plan is None:
            return
        across = self._spot.kind == "stage"
        rows = plan.columns if across else plan.rows
        if self._spot.id not in rows:
            return
        point = self.view.mapToScene(self.at)
        place = list(rows).index(self._spot.id)
        others = [extent for row_id, extent in rows.items() if row_id != self._spot.id]
        at = sum(low + wide / 2 < (point.x() if across else point.y()) for low, wide in others)
        self._by = at - place
        line, home = _between(others, at), rows[self._spot.id]
        high = plan.size.height() if across else plan.size.width()
        mark = QRectF(line - 2, 0, 4, high) if across else QRectF(0, line - 2, high, 4)
        self.target.show_areas(scene, (), mark if self._by else QRectF())
        self.target.show_homes((QRectF(home[0], 0, home[1], high) if across else QRectF(0, home[0], high, home[1]),))
        tr = scene.texts
        self.view.say(tr("It goes with its cards to place {n}. Esc: leave.", n=str(at + 1)))

    def release(self, at: QPoint, keys: Keys) -> None:
        """Ask for it to go there."""
        by, drawn = self._by, self._drawn
        self.cancel()
        self.view.choose(*alone(self._spot))
        if drawn and by:
            self.view.reordered.emit(self._spot, by)

    def cancel(self) -> None:
        """Take the line away."""
        self._edges.stop()
        self._drawn = False
        super().cancel()


def _between(others: list[Column], at: int) -> float:
    """Return the middle of the gap before the place `at`."""
    if at <= 0:
        return others[0][0] - 6 if others else 0.0
    if at >= len(others):
        return others[-1][0] + others[-1][1] + 6
    return (others[at - 1][0] + others[at - 1][1] + others[at][0]) / 2

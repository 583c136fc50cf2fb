"""Select: a click marks what is there, and a rubber band on the ground chooses the cards that it touches."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF

from widgets.canvas.gestures.choosing import Choice, alone, banded
from widgets.canvas.gestures.edges import EdgeScroll
from widgets.canvas.gestures.gesture import ADDING, Gesture, Keys, Press
from widgets.canvas.spots import Spot

if TYPE_CHECKING:
    from widgets.canvas.view import PathView


class Select(Gesture):
    """What is pressed is no card, header or label: those are carried (move.py, reorder.py)."""

    def __init__(self, view: "PathView", press: Press) -> None:
        super().__init__(view, press.at)
        self._spot: Spot | None = press.spot
        self._from = view.mapToScene(press.at)
        self._before: Choice | None = (view.chosen, view.path_scene.spot) if press.keys & ADDING else None
        self._choice: Choice = alone(press.spot)
        self._bands = False
        self._edges = EdgeScroll(view, self)

    @classmethod
    def begun_by(cls, view: "PathView", press: Press) -> Gesture | None:
        """Begin anywhere with the left button."""
        return cls(view, press) if press.is_left else None

    def begin(self) -> None:
        """Mark what is there at once."""
        if self._before is not None:
            self._choice = (self._before[0], self._spot or self._before[1])
        self.view.preview(*self._choice)

    def move(self, at: QPoint, keys: Keys) -> None:
        """Draw the band once the mouse went far enough."""
        super().move(at, keys)
        from_ground = self._spot is None or self._spot.kind == "cell"
        if not self._bands and from_ground and self.is_far(at) and not self.view.is_covered(self.start):
            self._bands = True
        if self._bands:
            self._edges.watch(at)
            self.scrolled()

    def scrolled(self) -> None:
        """Draw the band to where the mouse is, and ring what it touches."""
        scene = self.view.path_scene
        if not self._bands or scene.path is None or scene.plan is None:
            return
        end = self.view.mapToScene(self.at)
        area = QRectF(self._from, end).normalized().adjusted(0, 0, 1, 1)  # a straight band touches things, too
        self.target.show_areas(scene, (area,))
        near = (end.x(), end.y())
        self._choice = banded(scene.path, scene.plan, scene.cards_in(area), self._before, near)
        self.view.preview(*self._choice)

    def release(self, at: QPoint, keys: Keys) -> None:
        """Choose what was touched."""
        choice = self._choice
        self.cancel()
        self.view.choose(*choice)

    def cancel(self) -> None:
        """Take the band away."""
        self._edges.stop()
        self._bands = False
        super().cancel()

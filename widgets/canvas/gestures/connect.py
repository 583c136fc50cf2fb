"""Connect: a line is pulled from a card's handle to another card, or out to the ground, where people drop out."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt

from widgets.canvas.gestures.choosing import alone
from widgets.canvas.gestures.edges import EdgeScroll
from widgets.canvas.gestures.gesture import Gesture, Keys, Press
from widgets.canvas.spots import Spot, spot_of_card

if TYPE_CHECKING:
    from widgets.canvas.view import PathView


class Connect(Gesture):
    """A click on the handle that pulls nothing is a click on the card."""

    def __init__(self, view: "PathView", start: QPoint, card_id: str) -> None:
        super().__init__(view, start)
        self._card_id = card_id
        self._pulled = False
        self._edges = EdgeScroll(view, self)

    @classmethod
    def begun_by(cls, view: "PathView", press: Press) -> Gesture | None:
        """Begin on the handle of a card."""
        return cls(view, press.at, press.handle_of) if press.is_left and press.handle_of else None

    def move(self, at: QPoint, keys: Keys) -> None:
        """Let the line follow the mouse once it went far enough."""
        super().move(at, keys)
        if not self._pulled and self.is_far(at):
            self._pulled = True
            self.cursor = Qt.CursorShape.CrossCursor
            tr = self.view.path_scene.texts
            self.view.say(tr("Let go on a card to connect them. On the ground: people drop out here. Esc: leave."))
        if self._pulled:
            self._edges.watch(at)
            self.scrolled()

    def scrolled(self) -> None:
        """Draw the line to where the mouse is."""
        scene = self.view.path_scene
        if self._pulled and scene.plan is not None and (place := scene.plan.cards.get(self._card_id)) is not None:
            end, _ = self._end()
            scene.show_line(QPointF(place.right(), place.center().y()), self.view.mapToScene(self.at), end)

    def release(self, at: QPoint, keys: Keys) -> None:
        """Connect what the line reaches."""
        self.at = at
        end, nowhere = self._end()
        path, pulled = self.view.path_scene.path, self._pulled
        self.cancel()
        if not pulled and path is not None:
            self.view.choose(*alone(spot_of_card(path, self._card_id)))
        elif pulled and (end is not None or nowhere):
            self.view.connected.emit(self._card_id, end.id if end is not None else "")

    def cancel(self) -> None:
        """Take the line away."""
        self._edges.stop()
        self._pulled = False
        self.view.path_scene.hide_line()
        super().cancel()

    def _end(self) -> tuple[Spot | None, bool]:
        """Return the card that the line reaches, and whether it leads out of the path instead."""
        if self.view.is_covered(self.at) or not self.view.viewport().rect().contains(self.at):
            return None, False
        spot = self.view.path_scene.spot_at(self.view.mapToScene(self.at))
        if spot is None or spot.kind == "cell":
            return None, True
        return (spot if spot.kind == "card" and spot.id != self._card_id else None), False

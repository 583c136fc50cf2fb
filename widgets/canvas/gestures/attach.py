"""Attach: stories and notes that are dragged from a list are let go on a card or a stage."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF

from models.records import CardRecord
from widgets.canvas.drops import spot_for
from widgets.canvas.gestures.edges import EdgeScroll
from widgets.canvas.gestures.gesture import ABOVE_HEADERS, Gesture, Keys
from widgets.canvas.spots import Spot

if TYPE_CHECKING:
    from widgets.canvas.view import PathView


class Attach(Gesture):
    """It begins when something is dragged into the view (PathView.dragEnterEvent), and ends where that leaves it."""

    hovers = True

    def __init__(self, view: "PathView", start: QPoint, row_ids: tuple[str, ...]) -> None:
        super().__init__(view, start)
        self._row_ids = row_ids
        self._edges = EdgeScroll(view, self)

    def begin(self) -> None:
        """Show what is under the mouse."""
        self.scrolled()

    def move(self, at: QPoint, keys: Keys) -> None:
        """Show what is under the mouse now."""
        super().move(at, keys)
        self._edges.watch(at)
        self.scrolled()

    def scrolled(self) -> None:
        """Show what is under the mouse now."""
        scene, spot = self.view.path_scene, self.spot()
        item = scene.item_of(spot)
        areas: tuple[QRectF, ...] = (item.area(),) if item is not None else ()
        self.target.show_areas(scene, areas)
        self.target.setZValue(ABOVE_HEADERS)
        self.view.say(self._said(spot))

    def spot(self) -> Spot | None:
        """Return the card or stage under the mouse, None where it cannot be let go."""
        scene = self.view.path_scene
        found = scene.spot_at(self.view.mapToScene(self.at))
        return spot_for(scene.path, found) if scene.path is not None else None

    def release(self, at: QPoint, keys: Keys) -> None:
        """Ask for it to be attached there."""
        self.at = at
        spot = self.spot()
        self.cancel()
        if spot is not None:
            self.view.attached.emit(self._row_ids, spot)

    def cancel(self) -> None:
        """Take the outline away."""
        self._edges.stop()
        super().cancel()

    def _said(self, spot: Spot | None) -> str:
        path, tr = self.view.path_scene.path, self.view.path_scene.texts
        if path is None or spot is None:
            return tr("Let go on a card or on a stage.")
        if spot.kind == "card":
            card: CardRecord = next(card for card in path.cards if card.id == spot.id)
            return tr("To the card {code}: {words}", code=card.code, words=card.words)
        stage = next(stage for stage in path.stages if stage.id == spot.id)
        return tr("To the stage {letter} {stage}", letter=stage.letter, stage=stage.name)

"""Place: once armed, a click in a cell adds a card there. Shift: it stays armed for the next one."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, Qt

from widgets.canvas.drops import Drop, drop_at
from widgets.canvas.gestures.gesture import Gesture, Keys

if TYPE_CHECKING:
    from widgets.canvas.view import PathView


class Place(Gesture):
    """It begins by a button or a key, not by a press (PathView.arm_place)."""

    hovers = True

    def __init__(self, view: "PathView", start: QPoint) -> None:
        super().__init__(view, start)
        self.cursor = Qt.CursorShape.CrossCursor

    def begin(self) -> None:
        """Say what a click does now."""
        tr = self.view.path_scene.texts
        self.view.say(tr("Click where the new card belongs. Shift+click: more than one. Esc: leave."))
        self.scrolled()

    def move(self, at: QPoint, keys: Keys) -> None:
        """Show where the card would lie."""
        super().move(at, keys)
        self.scrolled()

    def scrolled(self) -> None:
        """Show where the card would lie."""
        scene, drop = self.view.path_scene, self._drop()
        if drop is None or scene.plan is None:
            self.target.show_areas(scene, ())
        else:
            self.target.show_areas(scene, (scene.plan.cells.get((drop.stage_id, drop.lane_id), QRectF()),), drop.mark)

    def release(self, at: QPoint, keys: Keys) -> None:
        """Ask for a card there. A click elsewhere asks for nothing, and the next one may be better."""
        self.at = at
        drop = self._drop()
        self.cancel()
        if drop is None:
            self.view.arm_place()
            return
        self.view.place_on(bool(keys & Keys.ShiftModifier))
        self.view.placing.emit(drop.stage_id, drop.lane_id, drop.index)

    def _drop(self) -> Drop | None:
        scene = self.view.path_scene
        if scene.path is None or scene.plan is None or self.view.is_covered(self.at):
            return None
        return drop_at(scene.path, scene.plan, self.view.mapToScene(self.at))

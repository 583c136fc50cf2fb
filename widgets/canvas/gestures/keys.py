"""The keys of the drawing: walking, choosing, moving, adding, deleting. The view's signals tell what they mean."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from widgets.canvas.gestures.choosing import Choice, alone, between, every_card, toggled
from widgets.canvas.gestures.gesture import Keys
from widgets.canvas.spots import Spot, first_spot, neighbour

if TYPE_CHECKING:
    from widgets.canvas.view import PathView

WAYS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
MODIFIERS = (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta)


class KeyBoard(QObject):
    """Arrows walk; with Shift they extend what is chosen, with Alt they move it, with Ctrl the mark walks alone."""

    def __init__(self, view: "PathView") -> None:
        super().__init__(view)
        self._view = view
        self._anchor: Spot | None = None  # where extending began
        self._extended: Choice | None = None  # what it came to; anything else since then begins anew
        self.space = False  # held down
        self._space_used = False

    def use_space(self) -> None:
        """Say that Space was held for something, so that letting it go edits nothing."""
        self._space_used = True

    def pressed(self, event: QKeyEvent) -> bool:
        """Do what a key means; whether it means something."""
        view, key, keys = self._view, Qt.Key(event.key()), event.modifiers()
        if key == Qt.Key.Key_Escape:
            self._leave()
        elif key in MODIFIERS:
            return False
        elif key == Qt.Key.Key_Space:
            self._press_space(event)
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            view.drop_gesture()
            if view.path_scene.path is not None:
                view.choose(*every_card(view.path_scene.path, view.path_scene.spot))
        elif key in WAYS:
            view.drop_gesture()
            self._arrow(*WAYS[key], keys)
        else:
            return self._ask(key, keys)
        return True

    def released(self, event: QKeyEvent) -> bool:
        """Edit by Space that panned nothing; whether it was Space."""
        if event.key() != Qt.Key.Key_Space or event.isAutoRepeat() or not self.space:
            return False
        self.space = False
        if not self._space_used:
            self._view.opened.emit()
        return True

    def _press_space(self, event: QKeyEvent) -> None:
        view, path = self._view, self._view.path_scene.path
        if event.modifiers() & (Keys.ControlModifier | Keys.ShiftModifier):
            spot = view.path_scene.spot
            if path is not None and spot is not None and spot.kind == "card":
                chosen, _ = toggled(path, view.chosen, spot)
                view.choose(chosen, spot)
        elif not event.isAutoRepeat():
            self.space, self._space_used = True, False

    def _leave(self) -> None:
        view = self._view
        if view.drop_gesture():
            return
        spot = view.path_scene.spot
        view.choose(*alone(spot if len(view.chosen) > 1 else None))

    def _arrow(self, right: int, down: int, keys: Keys) -> None:
        view, path = self._view, self._view.path_scene.path
        if keys & Keys.AltModifier:
            view.pushed.emit(right, down)
            return
        if path is None:
            return
        spot = view.path_scene.spot
        there = neighbour(path, spot, right, down) if spot else first_spot(path)
        if there is None:
            return
        if keys & Keys.ShiftModifier and spot is not None:
            self._extend(spot, there)
        elif keys & Keys.ControlModifier:
            view.choose(view.chosen, there)
        else:
            view.choose(*alone(there))
        view.reveal_marked()

    def _extend(self, spot: Spot, there: Spot) -> None:
        view, path = self._view, self._view.path_scene.path
        assert path is not None  # noqa: S101 - the caller looked
        if self._anchor is None or self._extended != (view.chosen, spot):
            self._anchor = spot
        view.choose(*between(path, self._anchor, there))
        self._extended = (view.chosen, there)

    def _ask(self, key: Qt.Key, keys: Keys) -> bool:
        view = self._view
        if keys & (Keys.ControlModifier | Keys.AltModifier):
            return False
        wanted = {
            Qt.Key.Key_Return: view.opened.emit,
            Qt.Key.Key_Enter: view.opened.emit,
            Qt.Key.Key_Insert: view.adding.emit,
            Qt.Key.Key_N: view.adding.emit,
            Qt.Key.Key_Delete: view.removing.emit,
            Qt.Key.Key_P: view.arm_place,
        }.get(key)
        if wanted is None:
            return False
        view.drop_gesture()
        wanted()
        return True

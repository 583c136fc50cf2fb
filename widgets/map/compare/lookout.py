"""A drawn path to look at: a click or the arrow keys mark, Enter or a double click opens, nothing is changed here."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent

from widgets.canvas.scene import PathScene
from widgets.canvas.spots import Spot, first_spot, neighbour
from widgets.canvas.window import PathWindow

WAYS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class Lookout(PathWindow):
    """`chose`: a spot was marked by a person, None for nothing. `opened`: what is marked is wanted in the canvas."""

    chose = Signal(object)
    opened = Signal()

    def __init__(self, scene: PathScene, name: str) -> None:
        super().__init__(scene, name)
        self.setMinimumSize(120, 80)

    def show_spot(self, spot: Spot | None, *, reveal: bool = True) -> None:
        """Mark a spot and bring it on screen; told to nobody."""
        self.path_scene.mark(spot, tell=False)
        if reveal and spot is not None:
            self.reveal_marked()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Mark what is pressed."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._choose(self.path_scene.spot_at(self.mapToScene(event.position().toPoint())))
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open what is pressed."""
        self.mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.path_scene.spot is not None:
            self.opened.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry nothing."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let nothing go."""
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, open; Escape marks nothing."""
        scene, key = self.path_scene, Qt.Key(event.key())
        plain = not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if plain and key in WAYS and scene.path is not None:
            there = neighbour(scene.path, scene.spot, *WAYS[key]) if scene.spot else first_spot(scene.path)
            if there is not None:
                self._choose(there)
                self.reveal_marked()
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and scene.spot is not None:
            self.opened.emit()
        elif plain and key == Qt.Key.Key_Escape and scene.spot is not None:
            self._choose(None)
        else:
            event.ignore()
            return
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring as that of the keyboard."""
        super().focusInEvent(event)
        self._redraw_marked()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show the ring as that of what is only marked."""
        super().focusOutEvent(event)
        self._redraw_marked()

    def _choose(self, spot: Spot | None) -> None:
        self.path_scene.mark(spot, tell=False)
        self.chose.emit(spot)

    def _redraw_marked(self) -> None:
        item = self.path_scene.item_of(self.path_scene.spot)
        if item is not None:
            item.update()

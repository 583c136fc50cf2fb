"""Pan: the view moves over the path, with the middle button or with Space held."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt

from widgets.canvas.gestures.gesture import Gesture, Keys, Press

if TYPE_CHECKING:
    from widgets.canvas.view import PathView


class Pan(Gesture):
    """Leaving it brings the view back to where it was."""

    def __init__(self, view: "PathView", start: QPoint) -> None:
        super().__init__(view, start)
        self.cursor = Qt.CursorShape.ClosedHandCursor
        self._home = (view.horizontalScrollBar().value(), view.verticalScrollBar().value())

    @classmethod
    def begun_by(cls, view: "PathView", press: Press) -> Gesture | None:
        """Begin with the middle button, or with Space and the left one."""
        middle = press.button == Qt.MouseButton.MiddleButton
        return cls(view, press.at) if middle or (press.space and press.is_left) else None

    def move(self, at: QPoint, keys: Keys) -> None:
        """Scroll by what the mouse moved."""
        by, self.at = at - self.at, at
        for bar, step in ((self.view.horizontalScrollBar(), by.x()), (self.view.verticalScrollBar(), by.y())):
            bar.setValue(bar.value() - step)

    def release(self, at: QPoint, keys: Keys) -> None:
        """Stay here."""
        self._home = (self.view.horizontalScrollBar().value(), self.view.verticalScrollBar().value())
        super().release(at, keys)

    def cancel(self) -> None:
        """Go back."""
        for bar, value in zip(
            (self.view.horizontalScrollBar(), self.view.verticalScrollBar()), self._home, strict=True
        ):
            bar.setValue(value)
        super().cancel()

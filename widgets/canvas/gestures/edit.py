"""Edit: a double click opens the words where they stand; in an empty cell, a new card."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

from widgets.canvas.gestures.choosing import alone
from widgets.canvas.gestures.gesture import Gesture, Press
from widgets.canvas.spots import Spot

if TYPE_CHECKING:
    from widgets.canvas.view import PathView


class Edit(Gesture):
    """It is done as soon as it begins; the field that opens has a cancel of its own (inplace.py)."""

    def __init__(self, view: "PathView", start: QPoint, spot: Spot) -> None:
        super().__init__(view, start)
        self._spot = spot

    @classmethod
    def begun_by(cls, view: "PathView", press: Press) -> Gesture | None:
        """Begin with a double click on anything but the ground."""
        return cls(view, press.at, press.spot) if press.double and press.is_left and press.spot else None

    def begin(self) -> None:
        """Mark what is there and ask for its words."""
        self.view.choose(*alone(self._spot))
        self.view.opened.emit()

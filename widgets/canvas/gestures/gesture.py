"""What every gesture is: it begins, follows, and either tells what was wanted or leaves no trace."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QApplication

from widgets.canvas.gestures.shown import TargetItem
from widgets.canvas.spots import Spot

if TYPE_CHECKING:
    from widgets.canvas.view import PathView

Keys = Qt.KeyboardModifier
ABOVE_HEADERS = 10.0  # for what is shown on headers, too
ADDING = Keys.ControlModifier | Keys.ShiftModifier  # with one of these a click adds to what is chosen, or takes away


@dataclass(frozen=True)
class Press:
    """A button of the mouse that went down. `handle_of`: the card whose handle lies there; `space`: it is held."""

    at: QPoint
    button: Qt.MouseButton
    keys: Keys
    spot: Spot | None = None
    handle_of: str = ""
    space: bool = False
    double: bool = False

    @property
    def is_left(self) -> bool:
        """Whether it is the button that does things."""
        return self.button == Qt.MouseButton.LeftButton


class Gesture(QObject):
    """A gesture from pressing to letting go, on screen only; letting go tells the view what is wanted.

    Positions are the viewport's. `hovers`: it goes on while no button is down.
    """

    hovers: ClassVar[bool] = False

    def __init__(self, view: "PathView", start: QPoint) -> None:
        super().__init__(view)
        self.view, self.start, self.at = view, start, start
        self.target = TargetItem(view.path_scene.look)
        self.cursor: Qt.CursorShape | None = None

    @classmethod
    def begun_by(cls, view: "PathView", press: Press) -> "Gesture | None":
        """Return the gesture that this press begins, None where it begins another one."""
        del view, press
        return None

    def begin(self) -> None:
        """Show that it began."""

    def move(self, at: QPoint, keys: Keys) -> None:
        """Follow the mouse, or keys that were pressed meanwhile."""
        del keys
        self.at = at

    def scrolled(self) -> None:
        """Follow the view, which moved under the mouse."""

    def release(self, at: QPoint, keys: Keys) -> None:
        """Tell what was wanted."""
        del at, keys
        self.cancel()

    def cancel(self) -> None:
        """Leave no trace."""
        self.target.leave()
        self.view.say("")
        self.view.show_own_choice()

    def is_far(self, at: QPoint) -> bool:
        """Tell whether the mouse went far enough not to be a click."""
        return (at - self.start).manhattanLength() >= QApplication.startDragDistance()

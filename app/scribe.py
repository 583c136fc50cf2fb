"""Scribe mode: the window holds the bar, the wall and the status line, and nothing that could break the preparation."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from app.main_window import MainWindow
    from app.workspace import Workspace

SETTING = "scribe"
# What a scribe may do beside typing. No room, no import, no other project, no settings; deleting is not in the room.
ALLOWED = frozenset(
    "undo redo cut copy paste find note story scribe zoom-in zoom-out zoom-back text-larger text-smaller "
    "palette-light palette-dark palette-contrast help about quit".split()
)


class Scribe(QObject):
    """Follows the setting, which outlives a restart. `leave_room_view`: what fills the window goes first."""

    def __init__(
        self, window: "MainWindow", workspace: Callable[[], "Workspace | None"], leave_room_view: Callable[[], object]
    ) -> None:
        super().__init__(window)
        self._window, self._workspace, self._leave_room_view = window, workspace, leave_room_view
        window.settings.changed.connect(self._changed)

    def is_on(self) -> bool:
        """Tell whether scribe mode is set."""
        return bool(self._window.settings.get(SETTING))

    def restrict(self) -> None:
        """Leave only what a scribe needs around the room, where scribe mode is set."""
        self._window.restrict_to(ALLOWED if self.is_on() else None)

    def release(self) -> None:
        """Bring the whole frame back: no project is open for a moment."""
        self._window.restrict_to(None)

    def _changed(self, key: str) -> None:
        workspace = self._workspace()
        if key != SETTING or workspace is None:
            return
        if self.is_on():
            self._leave_room_view()
            workspace.show_room("capture")
            self._window.notices.hide()
        self.restrict()

"""What is shown beside the rooms: the projector, the room view, the example's banner and tour, the dialogs."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.actions import WindowCommands, menus
from app.main_window import MainWindow
from app.scribe import Scribe
from widgets.asking import Asking

if TYPE_CHECKING:  # they come with the models, which are loaded after the first frame
    from app.workspace import Workspace
    from widgets.context import Context
    from widgets.present.window import PresentWindow, RoomView


class Showing(QObject):
    """Second windows and what stands above the rooms. `workspace` gives the open project, None for none."""

    def __init__(self, window: MainWindow, workspace: Callable[[], "Workspace | None"]) -> None:
        super().__init__(window)
        self._window, self._workspace = window, workspace
        self._projector: PresentWindow | None = None
        self._room_view: RoomView | None = None
        self._scribe = Scribe(window, workspace, self.leave_room_view)
        self._dialogs: dict[str, QWidget] = {}
        window.projector_wanted.connect(self.open_projector)

    # -- the room sees --------------------------------------------------------------------------

    def present(self) -> None:
        """Open the projector's window, or close it."""
        if self._projector is not None:
            self._projector.close()
        else:
            self.open_projector()

    def open_projector(self) -> None:
        """Open the projector's window, unless the hall sees something already."""
        workspace = self._workspace()
        if workspace is not None and self._projector is None and self._room_view is None:
            from widgets.present.controls import PresentControls
            from widgets.present.window import PresentWindow

            projector = PresentWindow(workspace.context)
            controls = PresentControls(workspace.context, projector)
            self._projector = projector
            self._window.put_above(controls)
            projector.closed.connect(lambda: self._projector_closed(controls))
            projector.open_beside(self._window)

    def room_view(self) -> None:
        """Fill the window with what the room may see, or come back."""
        workspace = self._workspace()
        if self._room_view is not None:
            self.leave_room_view()
        elif workspace is not None:
            from widgets.present.window import RoomView

            workspace.document.settle()
            room = workspace.present_room
            self._room_view = RoomView(workspace.context, room.seen_by_room() if room else ("", ""))
            self._room_view.left.connect(self.leave_room_view)
            self._window.fill_with(self._room_view)

    def fills_window(self) -> bool:
        """Tell whether the room view fills the window."""
        return self._room_view is not None

    def leave_room_view(self) -> None:
        """Come back from the room view."""
        if self._room_view is not None:
            view, self._room_view = self._room_view, None
            self._window.give_back(view)

    def begin(self, workspace: "Workspace", room_id: str) -> None:
        """Show the first room of a project: the one that is asked for, but Capture to a scribe."""
        first = "capture" if self._scribe.is_on() else room_id or workspace.first_room()
        self._scribe.restrict()
        workspace.begin(first, tells_due=not self._scribe.is_on())

    def close_all(self) -> None:
        """Close what shows the project: room view, projector, banner and tour; the frame is whole again."""
        self._scribe.release()
        self.leave_room_view()
        if self._projector is not None:
            self._projector.close()
        self._window.clear_above()

    # -- the example ----------------------------------------------------------------------------

    def show_banner(self, context: "Context", new: Callable[[], object], follow: Callable[[], object]) -> None:
        """Say above the rooms that this is an example, where it is one."""
        from models import queries
        from widgets.example.banner import ExampleBanner

        self._window.clear_above()
        if context.document.ask(queries.project).is_example:
            banner = ExampleBanner(context.look, context.tr)
            banner.own_wanted.connect(new)
            banner.tour_wanted.connect(follow)
            self._window.put_above(banner)

    def begin_tour(self, context: "Context", new: Callable[[], object]) -> None:
        """Begin the five stops, unless they are under way."""
        from widgets.example.banner import ExampleBanner
        from widgets.example.tour import ExampleTour

        if self._window.findChild(ExampleTour) is not None:
            return
        tour = ExampleTour(context)
        tour.own_wanted.connect(new)
        banner = self._window.findChild(ExampleBanner)
        if banner is not None:
            banner.mind(tour)
        tour.left.connect(lambda: self._window.take_above(tour))
        self._window.put_above(tour)
        tour.start()

    # -- dialogs --------------------------------------------------------------------------------

    def settings_dialog(self, asking: Asking, backups: Path) -> None:
        """Show the settings. `backups`: the usual folder of backups."""
        from widgets.backups.places import BackupPlaces
        from widgets.dialogs.settings_dialog import SettingsDialog

        window = self._window
        shared = (window.look, window.texts, window.settings)
        places = lambda: BackupPlaces(*shared, asking, backups)  # noqa: E731 - one line, used once
        self._show("settings", lambda: SettingsDialog(*shared, window, backups=places()))

    def help(self) -> None:
        """Show the help."""
        from widgets.dialogs.help import HelpDialog

        self._show("help", lambda: HelpDialog(self._window.look, self._window.texts, self._window))

    def shortcuts(self, commands: WindowCommands) -> None:
        """Show all shortcuts, those of the rooms too."""
        from widgets.dialogs.shortcuts import ShortcutSheet

        tr, workspace = self._window.texts, self._workspace()
        groups = [(tr(menu.title), list(menu.commands)) for menu in menus(commands) if menu.commands]
        if workspace:
            groups += [(tr(room.name), list(room.commands_once())) for room in workspace.rooms()]
        self._show("shortcuts", lambda: ShortcutSheet(self._window.look, tr, groups, self._window))

    def about(self) -> None:
        """Say what Polku is, and under which licences."""
        from widgets.dialogs.about import AboutDialog

        self._show("about", lambda: AboutDialog(self._window.look, self._window.texts, self._window))

    # -- inside ---------------------------------------------------------------------------------

    def _projector_closed(self, controls: QWidget) -> None:
        self._window.take_above(controls)
        projector, self._projector = self._projector, None
        if projector is not None:
            projector.deleteLater()  # it has no parent: else it would live, and listen, until Python's collector comes

    def _show(self, name: str, make: Callable[[], Any]) -> None:
        dialog = self._dialogs.get(name)
        if dialog is None or not dialog.isVisible():
            if dialog is not None:
                dialog.deleteLater()
            dialog = self._dialogs[name] = make()
            dialog.show()
        dialog.raise_()
        dialog.activateWindow()

"""The window's frame: top bar, rail, the place of the rooms, notices, status line, menus. No project, no logic."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QMenu, QStackedWidget, QWidget

from app.actions import Menu, WindowCommands, menus
from app.geometry import keep_geometry
from resources.texts import Translator
from widgets.command import Command, action_of, draw_icons
from widgets.frame.notices import NoticeBar
from widgets.frame.rail import Place, Rail
from widgets.frame.search import Search
from widgets.frame.statusline import StatusLine
from widgets.frame.topbar import TopBar
from widgets.look import Look
from widgets.parts.frames import Surface, column, row
from widgets.places import ROOM_PLACES
from widgets.settings import Settings
from widgets.start.screen import StartScreen


class MainWindow(QMainWindow):
    """The shell. Painted before anything heavy is loaded, so nothing here imports the models.

    `closing`: somebody closes the window; whoever minds says so by `keep_open`. `files_dropped`: paths.
    `projector_wanted`: a room has something for the hall.
    """

    closing = Signal()
    projector_wanted = Signal()
    files_dropped = Signal(object)

    def __init__(self, look: Look, tr: Translator, settings: Settings, commands: WindowCommands) -> None:
        super().__init__()
        self.look, self.texts, self.settings = look, tr, settings
        self.keep_open = False
        self._only: frozenset[str] | None = None  # the commands of scribe mode
        self._actions: dict[str, QAction] = {}
        self._enabled: list[tuple[QAction, Command]] = []
        self.setWindowTitle(tr("Polku"))
        self.setWindowIcon(look.icon("route", "accent", 64))
        self.setAcceptDrops(True)
        self.setMinimumSize(800, 520)
        self.search = Search(look, tr)
        self.topbar = TopBar(look, tr, self.search)
        self.rail = Rail(look, tr("Rooms"), [Place(p.id, tr(p.name), p.icon, p.shortcut) for p in ROOM_PLACES])
        self.start = StartScreen(look, tr, settings)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.start)
        self.above = column(spacing=0)  # the example's banner, the projector's controls
        self.notices = NoticeBar(look, tr)
        self.status = StatusLine(look, tr)
        self.status.show_zoom(look.percent)
        middle = column(self.above, self.pages, self.notices, spacing=0)
        middle.setStretch(1, 1)
        body = row(self.rail, middle, spacing=0)
        self.whole = whole = Surface("paper", column(self.topbar, body, self.status, spacing=0))
        whole.layout().setStretch(1, 1)  # pyright: ignore[reportOptionalMemberAccess, reportAttributeAccessIssue]
        self._before: tuple[bool, bool, QWidget | None] = (False, False, None)
        self._covers = QStackedWidget()
        self._covers.addWidget(whole)
        self.setCentralWidget(self._covers)
        self._build_menus(menus(commands))
        self.show_start()

    # -- what is shown --------------------------------------------------------------------------

    def show_start(self) -> None:
        """Show the start screen: no project is open."""
        self.pages.setCurrentWidget(self.start)
        self.start.begin_anew()
        self.rail.hide()
        self.topbar.show_project("", ())
        self.status.show_nothing()
        self.setWindowTitle(self.texts("Polku"))
        self.refresh_actions()

    def show_start_field(self) -> None:
        """Show the start screen with the cursor where a new workshop gets its name; a project may stay open behind."""
        self.pages.setCurrentWidget(self.start)
        self.rail.show_present("")
        self.start.begin_new()

    def show_page(self, page: QWidget, place: str) -> None:
        """Show a room."""
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        self.rail.setVisible(bool(place) and self._only is None)
        self.rail.show_present(place)

    def show_room_menu(self, title: str, commands: Sequence[Command], owner: QWidget | None) -> None:
        """Show what can be done in the present room; its actions live with the room, so they are made once."""
        menu = self._room_menu
        for gone in menu.actions():  # not clear(): PySide then deletes the actions, which are the room's
            menu.removeAction(gone)
            if gone.isSeparator():
                gone.deleteLater()
        menu.setTitle(title.replace("&", "&&"))
        menu.menuAction().setVisible(bool(commands))
        group = None
        for command in commands:
            if group is not None and command.group != group:
                menu.addSeparator()
            group = command.group
            action = owner.findChild(QAction, command.id) if owner else None
            if action is None and owner is not None:
                action = action_of(command, self.texts, owner, window_wide=False)
            if action is not None:
                menu.addAction(action)
        self._room_commands = [(action, command) for action, command in self._pairs(commands, owner)]

    def action(self, command_id: str) -> QAction:
        """Return an action of the window by its id."""
        return self._actions[command_id]

    def refresh_actions(self) -> None:
        """Switch actions on and off as things are now."""
        for action, command in self._enabled:
            action.setEnabled(command.enabled() and (self._only is None or command.id in self._only))

    def restrict_to(self, commands: frozenset[str] | None) -> None:
        """Leave only some commands, and nothing around the room but the status line; None: everything again."""
        self._only = commands
        whole = commands is None
        for part in (self.topbar, self.menuBar()):
            part.setVisible(whole)
        self.rail.setVisible(whole and self.pages.currentWidget() is not self.start)
        for at in range(self.above.count()):
            if (item := self.above.itemAt(at)) is not None and (widget := item.widget()) is not None:
                widget.setVisible(whole)
        self.setAcceptDrops(whole)
        self.refresh_actions()

    def doable(self) -> list[tuple[QAction, Command]]:
        """Return what can be done now: the window's actions, then those of the present room."""
        self.refresh_actions()
        found = [(action, command) for action, command in self._enabled if action.isEnabled()]
        return found + [(action, command) for action, command in self._room_commands if command.enabled()]

    def fill_recent(self, paths: Sequence[Path], open_path: Callable[[Path], object]) -> None:
        """List projects that were open before."""
        self.recent_menu.clear()
        for path in paths:
            action = self.recent_menu.addAction(path.stem.replace("&", "&&"))
            action.setEnabled(path.is_file())
            action.triggered.connect(lambda _=False, chosen=path: open_path(chosen))
        if self.recent_menu.isEmpty():
            self.recent_menu.addAction(self.texts("Nothing yet")).setEnabled(False)

    def set_text(self, command_id: str, text: str) -> None:
        """Show another text for a command, such as what undo would take back."""
        self._actions[command_id].setText(text.replace("&", "&&"))

    # -- what stands above or instead of the rooms ----------------------------------------------

    def put_above(self, widget: QWidget) -> None:
        """Show something above the rooms."""
        self.above.addWidget(widget)

    def take_above(self, widget: QWidget) -> None:
        """Take it away again."""
        self.above.removeWidget(widget)
        widget.hide()
        widget.setParent(None)
        widget.deleteLater()

    def clear_above(self) -> None:
        """Take everything away that stands above the rooms."""
        while item := self.above.itemAt(0):
            if widget := item.widget():
                self.take_above(widget)

    def fill_with(self, view: QWidget) -> None:
        """Fill the whole window with one view, for a hall with one screen."""
        self._before = (self.isMaximized(), self.isFullScreen(), self.focusWidget())
        self._covers.addWidget(view)
        self._covers.setCurrentWidget(view)
        self.menuBar().hide()
        self.showFullScreen()
        view.setFocus(Qt.FocusReason.OtherFocusReason)

    def give_back(self, view: QWidget) -> None:
        """Show the rooms again, as they were."""
        maximized, full, focused = self._before
        self._covers.removeWidget(view)
        view.hide()
        view.deleteLater()
        self.menuBar().show()
        if not full:
            self.showMaximized() if maximized else self.showNormal()
        if focused is not None and focused.isVisible():
            focused.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_round(self) -> None:
        """Take the keys from the room to the rail, and back."""
        focused = self.focusWidget()
        in_rail = focused is not None and self.rail.isAncestorOf(focused)
        if in_rail or self.rail.isHidden():
            if (page := self.pages.currentWidget()) is not None:
                page.setFocus(Qt.FocusReason.TabFocusReason)
                page.focusNextChild()
        else:
            checked = next((place.id for place in ROOM_PLACES if self.rail.button(place.id).isChecked()), "prepare")
            self.rail.button(checked).setFocus(Qt.FocusReason.TabFocusReason)

    def remember(self) -> None:
        """Keep where the window stands."""
        keep_geometry(self, self.settings)

    # -- what Qt calls --------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask whoever minds before the window goes."""
        self.keep_open = False
        self.closing.emit()
        if self.keep_open:
            event.ignore()
        else:
            event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if event.mimeData().hasUrls() and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell which files were dropped."""
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.files_dropped.emit(paths)

    # -- inside ---------------------------------------------------------------------------------

    def _pairs(self, commands: Sequence[Command], owner: QWidget | None) -> list[tuple[QAction, Command]]:
        found = [(owner.findChild(QAction, command.id) if owner else None, command) for command in commands]
        return [(action, command) for action, command in found if action is not None]

    def _build_menus(self, listed: Sequence[Menu]) -> None:
        self._room_commands: list[tuple[QAction, Command]] = []
        bar = self.menuBar()
        bar.setAccessibleName(self.texts("Menus"))
        for menu in listed:
            if menu.id == "room":
                self._room_menu = QMenu(self)
                bar.addMenu(self._room_menu)
                self._room_menu.menuAction().setVisible(False)
                self._room_menu.aboutToShow.connect(self._refresh_room_menu)
                self._room_menu.aboutToHide.connect(self._switch_room_on)
                continue
            shown = bar.addMenu(self.texts(menu.title).replace("&", "&&"))
            shown.aboutToShow.connect(self._refresh_menus)
            self._fill(shown, menu)

    def _fill(self, shown: QMenu, menu: Menu) -> None:
        group: str | None = None
        exclusive: dict[str, QActionGroup] = {}
        for command in menu.commands:
            if group is not None and command.group != group:
                shown.addSeparator()
            group = command.group
            if command.id == "recent":
                self.recent_menu = shown.addMenu(self.texts(command.text))
                continue
            action = action_of(command, self.texts, self, window_wide=True)
            self._actions[command.id] = action
            self._enabled.append((action, command))
            shown.addAction(action)
            if command.id.startswith("palette-"):
                action.setCheckable(True)
                exclusive.setdefault("palette", QActionGroup(self)).addAction(action)

    def _refresh_menus(self) -> None:
        draw_icons(self._enabled, self.look)
        self.refresh_actions()

    def _refresh_room_menu(self) -> None:
        draw_icons(self._room_commands, self.look)
        for action, command in self._room_commands:
            action.setEnabled(command.enabled())

    def _switch_room_on(self) -> None:
        """Let shortcuts work again after the menu was closed; whoever is called looks for itself."""
        for action, _ in self._room_commands:
            action.setEnabled(True)

"""The top of Map: which path, how it is, in which view, and what can be added."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QMenu, QSizePolicy, QWidget

from models.vocabulary import PATH_STATES, label
from widgets.context import Context
from widgets.map.compare.linking import Linking
from widgets.map.desk import Desk
from widgets.map.seen_by import SeenBy
from widgets.map.views import VIEWS
from widgets.parts.buttons import Button, Choices, IconButton, native
from widgets.parts.frames import row
from widgets.parts.labels import Chip, Label, title
from widgets.theme import GRID


class MapHeader(QWidget):
    """`shown_as`: a view was chosen. Where the views do not fit beside each other, one button leads to them."""

    shown_as = Signal(str)

    def __init__(
        self, context: Context, desk: Desk, add_card: Callable[[], object], menu: Callable[[QPoint], object]
    ) -> None:
        super().__init__()
        self._context, self._desk, self._linking = context, desk, Linking(context, desk)
        tr, look = context.tr, context.look
        self.title: Label = title("")
        self.state = Chip("")
        self.paths = IconButton(look, tr("Choose, add or rename a path"), "chevron-down", self._show_paths)
        self.view = Choices(look, tr("Show the path as"), [(kind.id, tr(kind.text), "") for kind in VIEWS])
        self.view.show_code(VIEWS[0].id)
        self.view.setToolTip(f"{tr('Show the path as')} · {native('Alt+T')}")
        self.view.chosen.connect(self.shown_as.emit)
        hint = tr("Show the path as")
        self.view_menu = Button(look, tr(VIEWS[0].text), "chevron-down", "", self._show_views, "Alt+T", hint)
        self.view_menu.hide()
        self.add = Button(look, tr("Card"), "plus", clicked=add_card, shortcut="Ins", hint=tr("Add a card here"))
        self.more = IconButton(
            look, tr("More for stages, lanes and cards"), "ellipsis", lambda: menu(self._below(self.more))
        )
        self.view.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._name = QWidget()
        self.seen_by = SeenBy(context, desk)
        named = row(self.title, self.paths, self.state, 1, spacing=2 * GRID)
        self._name.setLayout(named)
        self.add_small = IconButton(look, tr("Add a card here"), "plus", add_card, "Ins")
        self._controls = QWidget()
        controls = row(self.seen_by, self.view, self.view_menu, self.add, self.add_small, self.more, spacing=2 * GRID)
        self._controls.setLayout(controls)
        self._controls.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._line = row(self._name, self._controls, spacing=2 * GRID)
        self._line.setStretch(0, 1)
        self._line.setContentsMargins(4 * GRID, 2 * GRID, 4 * GRID, 2 * GRID)
        self.setLayout(self._line)
        self.make_path: Callable[[], object] = lambda: None
        self.rename_path: Callable[[], object] = lambda: None
        self.delete_path: Callable[[], object] = lambda: None

    def read(self) -> None:
        """Show the path on the desk."""
        path, tr = self._desk.path, self._context.tr
        self.title.setText(path.title if path else tr("Map"))
        self.state.setText(tr(label(PATH_STATES, path.state)) if path else "")
        self.state.set_tone("neutral" if path is None or path.state == "as_is" else "idea")
        self.seen_by.read()
        for part in (self.state, self.paths, self._controls):
            part.setVisible(path is not None)

    def view_shown(self, view_id: str) -> None:
        """Show which view is on screen."""
        self.view.show_code(view_id)
        self.view_menu.say(next(self._context.tr(kind.text) for kind in VIEWS if kind.id == view_id))
        self._fit()

    def views_menu(self) -> QMenu:
        """Return the menu of views."""
        menu, tr = QMenu(self), self._context.tr
        for kind in VIEWS:
            action = QAction(self._context.look.icon(kind.icon), tr(kind.text), menu)
            action.setCheckable(True)
            action.setChecked(kind.id == self.view.code)
            action.triggered.connect(lambda _=False, view_id=kind.id: self.shown_as.emit(view_id))
            menu.addAction(action)
        return menu

    def paths_menu(self) -> QMenu:
        """Return the menu of paths; names of paths are shown as they are."""
        menu, tr = QMenu(self), self._context.tr
        for path in self._desk.paths:
            action = QAction(f"{path.title} · {tr(label(PATH_STATES, path.state))}".replace("&", "&&"), menu)
            action.setCheckable(True)
            action.setChecked(self._desk.path is not None and path.id == self._desk.path.id)
            action.triggered.connect(lambda _=False, path_id=path.id: self._context.session.show_path(path_id))
            menu.addAction(action)
        menu.addSeparator()
        for text, run in (
            (tr("Add a path"), self.make_path),
            (tr("Make “as it could be” from this path"), self._linking.make),
            (tr("Rename or describe this path"), self.rename_path),
            (tr("Delete this path"), self.delete_path),
        ):
            action = QAction(text, menu)
            action.triggered.connect(lambda _=False, run=run: run())
            menu.addAction(action)
        return menu

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the controls below the name where both would be squeezed."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Let what does not fit beside each other stand below; where even that is too wide, be shorter."""
        free, seen = self.width() - 8 * GRID, 0 if self.seen_by.isHidden() else self.seen_by.sizeHint().width()
        rest = seen + self.more.sizeHint().width() + 8 * GRID
        wide = rest + self.add.sizeHint().width() + self.view.sizeHint().width()
        whole = wide <= free
        self.view.setVisible(whole)
        self.view_menu.setVisible(not whole)
        short = not whole and rest + self.add.sizeHint().width() + self.view_menu.sizeHint().width() > free
        self.add.setVisible(not short)
        self.add_small.setVisible(short)
        ways = QBoxLayout.Direction
        beside = whole and free - wide >= self._context.look.px(280)
        self._line.setDirection(ways.LeftToRight if beside else ways.TopToBottom)

    def _show_views(self) -> None:
        self._popup(self.views_menu(), self.view_menu)

    def _show_paths(self) -> None:
        self._popup(self.paths_menu(), self.paths)

    def _popup(self, menu: QMenu, button: QWidget) -> None:
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._below(button))

    def _below(self, button: QWidget) -> QPoint:
        return button.mapToGlobal(QPoint(0, button.height()))

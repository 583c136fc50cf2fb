"""The top of Map: which path, how it is, canvas or table, and what can be added."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QMenu, QSizePolicy, QWidget

from models.vocabulary import PATH_STATES, label
from widgets.context import Context
from widgets.map.desk import Desk
from widgets.parts.buttons import Button, Choices, IconButton
from widgets.parts.frames import row
from widgets.parts.labels import Chip, Label, title
from widgets.theme import GRID

CANVAS, TABLE = "canvas", "table"


class MapHeader(QWidget):
    """`shown_as`: canvas or table was chosen."""

    shown_as = Signal(str)

    def __init__(
        self, context: Context, desk: Desk, add_card: Callable[[], object], menu: Callable[[QPoint], object]
    ) -> None:
        super().__init__()
        self._context, self._desk = context, desk
        tr, look = context.tr, context.look
        self.title: Label = title("")
        self.state = Chip("")
        self.paths = IconButton(look, tr("Choose, add or rename a path"), "chevron-down", self._show_paths)
        self.view = Choices(look, tr("Show the path as"), [(CANVAS, tr("Canvas"), ""), (TABLE, tr("Table"), "")])
        self.view.show_code(CANVAS)
        self.view.setToolTip(tr("Canvas or table") + " · Alt+T")
        self.view.chosen.connect(self.shown_as.emit)
        self.add = Button(look, tr("Card"), "plus", clicked=add_card, shortcut="Ins", hint=tr("Add a card here"))
        self.more = IconButton(
            look, tr("More for stages, lanes and cards"), "ellipsis", lambda: menu(self._below(self.more))
        )
        self.view.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._name = QWidget()
        self._name.setLayout(row(self.title, self.paths, self.state, 1, spacing=2 * GRID))
        self._controls = QWidget()
        self._controls.setLayout(row(self.view, self.add, self.more, spacing=2 * GRID))
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
        for part in (self.state, self.paths, self.view, self.add, self.more):
            part.setVisible(path is not None)

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
        beside = self.width() - self._controls.sizeHint().width() >= self._context.look.px(300)
        ways = QBoxLayout.Direction
        self._line.setDirection(ways.LeftToRight if beside else ways.TopToBottom)

    def _show_paths(self) -> None:
        menu = self.paths_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._below(self.paths))

    def _below(self, button: QWidget) -> QPoint:
        return button.mapToGlobal(QPoint(0, button.height()))

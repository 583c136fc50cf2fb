"""The top bar: which project, which workshop, search, Present."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QMenu, QToolButton

from resources.texts import Translator
from widgets.frame.statusline import OneLine
from widgets.look import Look
from widgets.parts.buttons import Button
from widgets.parts.frames import row
from widgets.theme import GRID


class TopBar(QFrame):
    """`workshop_wanted`: an id, or empty for between workshops. `new_workshop_wanted`, `present_wanted`."""

    workshop_wanted = Signal(str)
    new_workshop_wanted = Signal()
    present_wanted = Signal()

    def __init__(self, look: Look, tr: Translator, search: QFrame) -> None:
        super().__init__()
        self.setObjectName("topbar")
        self._look, self._tr = look, tr
        self._name = ""
        self._logo = QLabel()
        self.title = OneLine("title")
        self.title.setObjectName("project-title")
        self.workshop = QToolButton()
        self.workshop.setProperty("kind", "chip")
        self.workshop.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.workshop.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.workshop.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._menu = QMenu(self)
        self.workshop.setMenu(self._menu)
        self.search = search
        self.present = Button(
            look, tr("Present"), "presentation", clicked=self.present_wanted.emit, shortcut="Shift+F11"
        )
        layout = row(self._logo, self.title, self.workshop, 1, search, self.present, spacing=3 * GRID)
        layout.setContentsMargins(4 * GRID, GRID + 2, 4 * GRID, GRID + 2)
        self.setLayout(layout)
        look.changed.connect(self._draw)
        self.show_project("", ())
        self._draw()

    def show_project(self, title: str, workshops: Sequence[tuple[str, str]], present: str = "") -> None:
        """Show a project's title and its workshops as (id, words); `present` is the id of the one we are in."""
        tr = self._tr
        self.title.say(title or tr("Polku"))
        for part in (self.workshop, self.search, self.present):
            part.setVisible(bool(title))
        name = dict(workshops).get(present) or (tr("Between workshops") if workshops else tr("No workshop yet"))
        self._name = name
        self._cut_name()
        self.workshop.setAccessibleName(tr("Workshop: {name}", name=name))
        self.workshop.setToolTip(tr("What is captured now belongs to this workshop"))
        self.title.setMinimumWidth(self._look.px(96))
        self._menu.clear()
        for workshop_id, words in (*workshops, ("", tr("Between workshops"))):
            action = self._menu.addAction(words.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(workshop_id == present)
            action.triggered.connect(lambda _=False, chosen=workshop_id: self.workshop_wanted.emit(chosen))
        self._menu.addSeparator()
        self._menu.addAction(tr("Add a workshop …")).triggered.connect(lambda _=False: self.new_workshop_wanted.emit())

    def _cut_name(self) -> None:
        """Show as much of the workshop's name as leaves room for the project's; the menu has all of it."""
        widest = self._look.px(300) if self._look.percent <= 125 else self._look.px(130)
        cut = self.workshop.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideRight, widest)
        self.workshop.setText(f" {cut} ▾".replace("&", "&&"))

    def _draw(self) -> None:
        self._cut_name()
        size = self._look.px(24)
        self._logo.setPixmap(self._look.picture("route", "accent", size))
        self.workshop.setIcon(self._look.icon("map-pin", "ink"))

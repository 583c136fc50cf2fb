"""The start screen. It reads no project, so that the window stands before the data layer is loaded."""

import itertools
from datetime import date
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSizePolicy, QWidget

from resources.texts import Translator
from widgets.lists.cards import CardData, CardList
from widgets.look import Look
from widgets.parts.buttons import Button
from widgets.parts.frames import Scroll, Surface, column, row
from widgets.parts.labels import Label, caption, muted
from widgets.settings import Settings
from widgets.start.choice import BigChoice
from widgets.start.naming import Naming
from widgets.start.recent import RecentFile, day_words, forget, recent_files
from widgets.theme import GRID

WIDEST = 980  # pixels at 100 % text
SHOWN = 12


class StartScreen(QWidget):
    """What stands in the window while no project is open."""

    new_wanted = Signal(str)  # the name of the workshop
    open_wanted = Signal()
    example_wanted = Signal()
    recent_wanted = Signal(str)  # the path of a file that is there
    backups_wanted = Signal(str)  # the path of a file that was open before, there or not

    def __init__(self, look: Look, tr: Translator, settings: Settings) -> None:
        super().__init__()
        self._look, self._tr, self._settings = look, tr, settings
        self.setObjectName("start")
        self.setAccessibleName(tr("Start"))
        self._files: dict[str, RecentFile] = {}
        self._logo = Label()
        self._logo.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.naming = Naming(look, tr)
        self.naming.hide()
        self.naming.named.connect(self.new_wanted)
        self.naming.given_up.connect(self._give_up)
        self._make_choices()
        self._make_recent()
        self._middle = QWidget()
        self._middle.setLayout(
            column(self._head(), self._choices, self.naming, self._recent, 1, spacing=6 * GRID, margin=10 * GRID)
        )
        centred = row(1, self._middle, 1)
        centred.setStretch(1, 100)
        self.setLayout(column(Scroll(Surface("paper", centred))))
        for key, run in (("N", self.begin_new), ("O", self.open_wanted.emit), ("E", self.example_wanted.emit)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(run)
        settings.changed.connect(self._setting_changed)
        look.changed.connect(self._draw)
        self._draw()
        self.show_recent()

    def enter_focus(self) -> None:
        """Put the focus where work begins: on the first choice."""
        self.new.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin_anew(self) -> None:
        """Come on screen after a project was closed: nothing is asked for yet, and no old name stands in the line."""
        self.naming.field.clear()
        self._give_up()

    def begin_new(self) -> None:
        """Ask for the name of a new workshop, with the cursor in the line at once."""
        self.naming.begin()

    def show_recent(self) -> None:
        """Look again at what was open before and whether it is still there."""
        files = recent_files(self._settings)[:SHOWN]
        self._files = {str(one.path): one for one in files}
        self.recent.show_cards([self._card(one) for one in files])
        self.recent.setVisible(bool(files))
        self._none.setVisible(not files)
        self._fit_recent()
        self._mark(self.recent.current_id())

    # -- making ---------------------------------------------------------------------------------

    def _head(self) -> QWidget:
        tr = self._tr
        sentence = tr(
            "For co-design workshops about public services. What people said, where it happened, what you can do "
            "about it, what you answered and what became of it stay together in one file."
        )
        head = QWidget()
        name = Label("Polku", "display")
        head.setLayout(column(row(self._logo, name), Label(sentence), spacing=2 * GRID))
        return head

    def _make_choices(self) -> None:
        look, tr = self._look, self._tr
        says = tr("Begin with a name. You can take down the first story at once.")
        self.new = BigChoice(look, "file-plus", tr("New workshop"), says, "N", self.begin_new)
        says = tr("Go on with a project file on this computer or on a stick.")
        self.open = BigChoice(look, "folder-open", tr("Open a project"), says, "O", self.open_wanted.emit)
        says = tr("Example. Nothing here is real.")
        self.example = BigChoice(look, "compass", tr("Look at an example"), says, "E", self.example_wanted.emit)
        self._choices = QWidget()
        self._choices.setLayout(row(spacing=3 * GRID))
        self._down = None

    def _make_recent(self) -> None:
        tr = self._tr
        self.recent = CardList(self._look, tr("Projects that were open before"), lines=2)
        self.recent.opened.connect(self._open_recent)
        self.recent.clicked.connect(lambda index: self._clicked(self.recent.cards.cards[index.row()].id))
        self.recent.removed.connect(self._remove)
        self.recent.chosen.connect(self._mark)
        self.recent.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._none = muted(tr("Nothing yet. Projects you open will be listed here."))
        self.remove = Button(self._look, tr("Take off this list"), "x", "quiet", self._remove_marked, "Del")
        self.backups = Button(self._look, tr("Backups …"), "history", "quiet", self._want_backups)
        self.missing = Label("", "error")
        self.missing.hide()
        self._recent = QWidget()
        head = row(caption(tr("Open before")), 1, self.backups, self.remove)
        self._recent.setLayout(column(head, self._none, self.recent, self.missing, spacing=GRID))

    def _card(self, file: RecentFile) -> CardData:
        tr = self._tr
        folder = str(file.path.parent)
        if file.changed is None:
            chips = ((tr("not there"), "neutral"),)
            return CardData(str(file.path), file.name, folder, chips, icon="circle-slash")
        when = day_words(file.changed, date.today(), tr)  # noqa: DTZ011 - the day on this machine is meant
        return CardData(str(file.path), file.name, folder, aside=when, icon="route")

    # -- fitting --------------------------------------------------------------------------------

    def resizeEvent(self, event: object) -> None:
        """Put the choices below each other where they would be too narrow."""
        super().resizeEvent(event)  # pyright: ignore[reportArgumentType]
        self._arrange()
        self._fit_recent()

    def _arrange(self) -> None:
        self._middle.setMaximumWidth(self._look.px(WIDEST))
        down = min(self.width(), self._look.px(WIDEST)) < self._look.px(640)
        if down == self._down:
            return
        self._down = down
        parts = (self.new, self.open, self.example)
        holder = QWidget()
        holder.setLayout(column(*parts, spacing=3 * GRID) if down else row(*parts, spacing=3 * GRID))
        layout = self._middle.layout()
        if layout is not None:
            layout.replaceWidget(self._choices, holder)
        self._choices.hide()
        self._choices.deleteLater()
        self._choices = holder
        order = (*parts, self.naming.field, self.naming.make, self.naming.back, self.recent)
        order = (*order, self.backups, self.remove)
        for first, second in itertools.pairwise(order):
            QWidget.setTabOrder(first, second)

    def _fit_recent(self) -> None:
        """Make the list as high as its cards: the page scrolls, not the list inside it."""
        model = self.recent.cards
        hints = [self.recent.sizeHintForIndex(model.index(at)) for at in range(len(model.cards))]
        self.recent.setFixedHeight(sum((hint.height() for hint in hints), 0) + 4 if hints else 0)

    def sizeHint(self) -> QSize:
        """Return a size that shows everything at 100 % text."""
        return QSize(self._look.px(WIDEST), self._look.px(640))

    def _draw(self) -> None:
        self._logo.setPixmap(self._look.picture("route", "accent", self._look.px(34)))
        self._arrange()
        self._fit_recent()

    # -- doing ----------------------------------------------------------------------------------

    def _give_up(self) -> None:
        self.naming.hide()
        self.enter_focus()

    def _clicked(self, path: str) -> None:
        if path in self._files and self._files[path].changed is not None:
            self._open_recent(path)

    def _open_recent(self, path: str) -> None:
        if Path(path).exists():
            self.recent_wanted.emit(path)
            return
        self.show_recent()
        self._mark(path)

    def _mark(self, path: str) -> None:
        """Say what is the matter with the marked file, where something is."""
        file = self._files.get(path)
        gone = file is not None and file.changed is None
        words = self._tr("This file is not there: it was moved, renamed or deleted, or its stick is not plugged in.")
        self.missing.setText(words if gone else "")
        self.missing.setVisible(gone)
        for button in (self.backups, self.remove):
            button.setVisible(file is not None)

    def _want_backups(self) -> None:
        for path in self.recent.marked_ids():
            self.backups_wanted.emit(path)

    def _remove_marked(self) -> None:
        self._remove(self.recent.marked_ids())

    def _remove(self, paths: tuple[str, ...]) -> None:
        for path in paths:
            forget(self._settings, Path(path))
        if not self._files:
            self.enter_focus()

    def _setting_changed(self, key: str) -> None:
        if key == "recent":
            self.show_recent()

"""The table of promises: what was said yes to and what became of it, how it stands, who answers for it, until when."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from models.promises import Promise
from resources.texts import N_, Translator
from widgets.lists.model import Index
from widgets.look import Look
from widgets.reflect.ledger_delegate import PromiseDelegate
from widgets.reflect.ledger_words import State
from widgets.theme import GRID

TITLES = ("", N_("Now"), N_("Answers for it"), N_("Report back"))  # the first says what is listed
TITLES_OF_FIRST = (N_("What we said yes to, and what became of it"), N_("Promise"))  # long, and where that is cut
WIDTHS = (0, 190, 170, 116)  # at 100 % text; 0: what the others leave
LEAST_TITLE = 240
LEAST_HEIGHT = 220
NO_INDEX = QModelIndex()


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One line. `sub`: what became of it."""

    id: str
    title: str
    sub: str
    state: State
    owner: str
    day: str

    def said(self) -> str:
        """Return what a screen reader says."""
        return ". ".join(part for part in (self.title, self.state.words, self.owner, self.day, self.sub) if part)


class LedgerModel(QAbstractTableModel):
    """The promises in their order. The words of a line are made when it is first seen: there may be thousands."""

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        self.promises: list[Promise] = []
        self._make: Callable[[Promise], LedgerRow] | None = None
        self._made: dict[str, LedgerRow] = {}
        self._places: dict[str, int] = {}
        self.first_titles, self.is_short = TITLES_OF_FIRST, False

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self.promises)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(TITLES)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a cell, or the line itself (user role)."""
        if not 0 <= index.row() < len(self.promises):
            return None
        line = self.row_at(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return (line.title, line.state.words, line.owner, line.day)[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return line.said() if index.column() == 0 else self.data(index)
        return line if role == Qt.ItemDataRole.UserRole else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the title of a column."""
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.DisplayRole:
            return self._tr(TITLES[section] if section else self.first_titles[self.is_short])
        return None

    def show_title(self, titles: tuple[str, str], width: int, metrics: QFontMetrics) -> None:
        """Call the first column by its long name, or by the short one where the long one would be cut."""
        self.first_titles = titles
        self.is_short = metrics.horizontalAdvance(self._tr(titles[0])) > width
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 0)

    @property
    def rows(self) -> list[LedgerRow]:
        """All lines in words."""
        return [self.row_at(at) for at in range(len(self.promises))]

    def row_at(self, line: int) -> LedgerRow:
        """Return a line in words."""
        promise = self.promises[line]
        if promise.id not in self._made:
            assert self._make is not None  # noqa: S101 - given with the promises
            self._made[promise.id] = self._make(promise)
        return self._made[promise.id]

    def show_promises(self, promises: Sequence[Promise], make: Callable[[Promise], LedgerRow]) -> None:
        """Show other lines; the same ids in the same order are patched in place."""
        new, old, self._make = list(promises), self.promises, make
        places = {promise.id: at for at, promise in enumerate(new)}
        if list(places) == list(self._places):
            self.promises = new
            self._made = {}
            for at, (was, now) in enumerate(zip(old, new, strict=True)):
                if was != now:
                    self.dataChanged.emit(self.index(at, 0), self.index(at, len(TITLES) - 1))
            return
        self.beginResetModel()
        self.promises, self._places, self._made = new, places, {}
        self.endResetModel()

    def line_of(self, row_id: str) -> int:
        """Return the place of an id, −1 where it is not listed."""
        return self._places.get(row_id, -1)


class LedgerTable(QTableView):
    """The view. `chosen`: the present id, empty for none. `opened`: Enter or double click. `told`: a digit 1…4."""

    chosen = Signal(str)
    opened = Signal(str)
    told = Signal(int)

    def __init__(self, look: Look, tr: Translator, name: str) -> None:
        super().__init__()
        self._look, self._titles = look, TITLES_OF_FIRST
        self.rows = LedgerModel(tr)
        self.setModel(self.rows)
        self.lines = PromiseDelegate(look, self)
        self.setItemDelegate(self.lines)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        side, top = self.verticalHeader(), self.horizontalHeader()
        side.hide()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        top.setHighlightSections(False)
        top.setSectionsClickable(False)
        top.setMinimumSectionSize(40)
        self.selectionModel().currentChanged.connect(lambda *_: self.chosen.emit(self.current_id()))
        self.doubleClicked.connect(lambda _: self.opened.emit(self.current_id()))
        look.changed.connect(self._measure)
        self._measure()

    def show_promises(
        self, promises: Sequence[Promise], make: Callable[[Promise], LedgerRow], long: str, short: str
    ) -> None:
        """Show other lines; the present one stays where it is still listed, else its neighbour is.

        `long`, `short`: what the first column is called.
        """
        self._titles = (long, short)
        self._share()
        kept, at = self.current_id(), self.currentIndex().row()
        silent = self.selectionModel().blockSignals(True)
        self.rows.show_promises(promises, make)
        line = self.rows.line_of(kept) if kept else -1
        if line < 0 and kept and promises:
            line = min(max(at, 0), len(promises) - 1)
        if line >= 0 and line != self.currentIndex().row():
            self._go(line)
        self.selectionModel().blockSignals(silent)
        self.viewport().update()
        if self.current_id() != kept:
            self.chosen.emit(self.current_id())

    def current_id(self) -> str:
        """Return the id of the present line, empty for none."""
        at = self.currentIndex().row()
        return self.rows.promises[at].id if 0 <= at < len(self.rows.promises) else ""

    def mark(self, row_id: str) -> bool:
        """Mark a line and bring it on screen. False: it is not listed."""
        line = self.rows.line_of(row_id)
        if line >= 0:
            self._go(line)
        return line >= 0

    def mark_none(self) -> None:
        """Mark no line."""
        self.setCurrentIndex(QModelIndex())
        self.clearSelection()

    def take_focus(self) -> None:
        """Take the keys; the first line is marked where none is."""
        if not self.current_id() and self.rows.promises:
            self._go(0)
        self.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, 1 to 4 say what became of it, Escape marks none."""
        key = event.key()
        bare = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_id():
            self.opened.emit(self.current_id())
        elif bare and Qt.Key.Key_1 <= key <= Qt.Key.Key_4 and self.current_id():
            self.told.emit(key - Qt.Key.Key_0)
        elif key == Qt.Key.Key_Escape and self.current_id():
            self.mark_none()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self._share()

    def _go(self, line: int) -> None:
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(self.rows.index(line, 0), flags)
        self.scrollTo(self.rows.index(line, 0))

    def _measure(self) -> None:
        self.setMinimumHeight(self._look.px(LEAST_HEIGHT))
        self.verticalHeader().setDefaultSectionSize(self.lines.height())
        self._share()

    def _share(self) -> None:
        """Give each column its width; where there is too little, the owner goes first, then the date: both are told
        beside the table."""
        room = self.viewport().width()
        wide = [self._look.px(width) for width in WIDTHS]
        least = self._look.px(LEAST_TITLE)
        shows_day = room >= least + wide[1] + wide[3]
        shows_owner = shows_day and room >= least + sum(wide)
        shows_state = room >= least // 2 + wide[1]
        for at, shown in ((1, shows_state), (2, shows_owner), (3, shows_day)):
            self.setColumnHidden(at, not shown)
            self.setColumnWidth(at, wide[at])
        rest = sum(wide[at] for at, shown in ((1, shows_state), (2, shows_owner), (3, shows_day)) if shown)
        first = max(80, room - rest)
        self.setColumnWidth(0, first)
        self.rows.show_title(self._titles, first - 5 * GRID, QFontMetrics(self._look.font(bold=True)))

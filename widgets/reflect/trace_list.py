"""The list of traces: thousands of notes of which only those on screen are read, each with its five stops."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from exports.reports.trace_words import Telling, is_there, stops_of
from models.influence import STOPS, Trace
from models.lists import Listing
from resources.texts import Translator
from widgets.lists.model import Index
from widgets.look import Look
from widgets.reflect.trace_delegate import TraceDelegate, TraceLine

PAGE, MOST_PAGES = 48, 40
NO_INDEX = QModelIndex()
Read = Callable[[tuple[str, ...]], tuple[Trace, ...]]


class TraceModel(QAbstractListModel):
    """The notes of a listing; a page of them is read when one is first asked for."""

    def __init__(self, tr: Translator, read: Read) -> None:
        super().__init__()
        self._tr, self._read = tr, read
        self.telling = Telling(tr, "EUR")
        self.listing = Listing("")
        self._pages: dict[int, dict[str, Trace]] = {}
        self._lines: dict[str, TraceLine] = {}

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """Return how many notes are listed."""
        return 0 if parent.isValid() else len(self.listing)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a note's line as it is drawn (user role), or what a screen reader says."""
        line = self.line(index.row())
        if line is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line.said(self._tr)
        return line if role == Qt.ItemDataRole.UserRole else None

    def show(self, listing: Listing, telling: Telling) -> None:
        """Show another listing, or the same one read anew."""
        same = listing == self.listing
        self._pages.clear()
        self._lines.clear()
        self.telling = telling
        if same:
            if len(listing):
                self.dataChanged.emit(self.index(0), self.index(len(listing) - 1))
            return
        self.beginResetModel()
        self.listing = listing
        self.endResetModel()

    def trace(self, at: int) -> Trace | None:
        """Return the trace of a row, None where there is none."""
        if not 0 <= at < len(self.listing):
            return None
        page = at // PAGE
        if page not in self._pages:
            while len(self._pages) >= MOST_PAGES:
                del self._pages[next(iter(self._pages))]
            self._pages[page] = {one.note_id: one for one in self._read(self.listing.page(page * PAGE, PAGE))}
        return self._pages[page].get(self.listing.id_at(at))

    def line(self, at: int) -> TraceLine | None:
        """Return a row as it is drawn."""
        trace = self.trace(at)
        if trace is None:
            return None
        if trace.note_id not in self._lines:
            there = tuple(is_there(trace, stop) for stop in STOPS)
            self._lines[trace.note_id] = TraceLine(trace.code, stops_of(trace, self.telling), there, trace.breaks_at)
        return self._lines[trace.note_id]


class TraceList(QListView):
    """The view. `chosen`: the note that is marked now, empty for none. `opened`: Enter or double click."""

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, look: Look, tr: Translator, read: Read) -> None:
        super().__init__()
        self._look = look
        self.rows = TraceModel(tr, read)
        self.setModel(self.rows)
        self.lines = TraceDelegate(look, self)
        self.setItemDelegate(self.lines)
        self.setAccessibleName(tr("Notes, from the words to what happened"))
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.selectionModel().currentChanged.connect(lambda *_: self.chosen.emit(self.current_id()))
        self.doubleClicked.connect(lambda _: self.opened.emit(self.current_id()))
        look.changed.connect(self._measure)
        self._measure()

    def show_listing(self, listing: Listing, telling: Telling) -> None:
        """Show other notes; the marked one stays marked where it is still listed, else the one in its place is."""
        kept, at = self.current_id(), self.currentIndex().row()
        top = self.verticalScrollBar().value()
        silent = self.selectionModel().blockSignals(True)
        self.rows.show(listing, telling)
        place = listing.position_of(kept) if kept else -1
        if place < 0 and kept and len(listing):
            place = min(max(0, at), len(listing) - 1)
        if place >= 0 and place != self.currentIndex().row():
            self.setCurrentIndex(self.rows.index(place))
        self.selectionModel().blockSignals(silent)
        self.verticalScrollBar().setValue(top)
        if place >= 0:
            self.scrollTo(self.rows.index(place))
        self.viewport().update()
        self.chosen.emit(self.current_id())

    def current(self) -> Trace | None:
        """Return the trace that is marked."""
        return self.rows.trace(self.currentIndex().row())

    def current_id(self) -> str:
        """Return the id of the note that is marked, empty for none."""
        at = self.currentIndex().row()
        return self.rows.listing.id_at(at) if 0 <= at < len(self.rows.listing) else ""

    def mark(self, note_id: str) -> bool:
        """Mark a note and bring it on screen. False: it is not listed."""
        place = self.rows.listing.position_of(note_id)
        if place >= 0:
            self.setCurrentIndex(self.rows.index(place))
            self.scrollTo(self.rows.index(place))
        return place >= 0

    def take_focus(self) -> None:
        """Take the keys; the first note is marked where none is."""
        if not self.current_id() and len(self.rows.listing):
            self.setCurrentIndex(self.rows.index(0))
        self.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; everything else is a list's own."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_id():
            self.opened.emit(self.current_id())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the stops out anew for another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def _measure(self) -> None:
        self.setMinimumHeight(self._look.px(240))
        self.scheduleDelayedItemsLayout()

"""A table of thousands of rows: sorted by its header, in sections that fold, several rows marked at once."""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from models.lists import Listing, Names
from resources.texts import Translator
from widgets.lists.columns import Column, cell, said
from widgets.lists.pages import Read
from widgets.lists.table_delegate import LineDelegate
from widgets.lists.table_model import Cell, ListModel, Said
from widgets.look import Look
from widgets.theme import GRID

LEAST_WORDS = 260  # of the column of words, at 100 % text
MANY = 100  # more marked ids than this are looked up together
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ListTable(QTableView):
    """The view. `chosen`: the id of the present row, empty for none. `opened`: Enter or double click on a row.

    `marked`: other rows are marked. `sort_wanted`: the key of a column whose header was clicked. `menu_wanted`: where;
    `marked_ids` says of what.
    """

    chosen = Signal(str)
    opened = Signal(str)
    marked = Signal()
    sort_wanted = Signal(str)
    menu_wanted = Signal(QPoint)

    def __init__(self, look: Look, tr: Translator, name: str, read: Read, tell: Cell = cell, say: Said = said) -> None:
        """`read`: gives the rows of some ids. `tell`: what a cell shows; `say`: a row for screen readers."""
        super().__init__()
        self._look = look
        self.rows = ListModel(tr, read, look.icon, tell, say)
        self.setModel(self.rows)
        self.setItemDelegate(LineDelegate(look, self.rows, self))
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self._set_headers()
        self.selectionModel().currentChanged.connect(self._moved)
        self.selectionModel().selectionChanged.connect(lambda *_: self.marked.emit())
        self.doubleClicked.connect(lambda index: self._open(index.row()))
        look.changed.connect(self._measure)
        self._measure()

    def _set_headers(self) -> None:
        side, top = self.verticalHeader(), self.horizontalHeader()
        side.hide()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for header in (side, top):  # it would ask each row of each column whether it is marked, at every repaint
            header.setSelectionModel(QItemSelectionModel(self.rows, self))
        top.setHighlightSections(False)
        top.setSectionsClickable(True)
        top.setMinimumSectionSize(40)
        top.sectionClicked.connect(lambda at: self.sort_wanted.emit(self.rows.columns[at].key))

    # -- showing --------------------------------------------------------------------------------

    def show_listing(self, listing: Listing, known: Names, group_by: str, columns: Iterable[Column]) -> None:
        """Show another listing; marked rows stay marked by their ids, and the present one stays where it is seen."""
        columns = tuple(columns)
        if (listing, group_by, columns) == (self.rows.lines.listing, self.rows.group_by, self.rows.columns):
            self.rows.show(listing, known, group_by, columns)
            return
        same_columns = columns == self.rows.columns
        kept = self._keep()
        silent = self.selectionModel().blockSignals(True)
        self.rows.show(listing, known, group_by, columns)
        if not same_columns:
            self._share_width()
        self._restore(*kept)
        self.selectionModel().blockSignals(silent)
        self.viewport().update()
        self.marked.emit()
        if self.current_id() != kept[0]:
            self.chosen.emit(self.current_id())

    def fold(self, keys: frozenset[str]) -> None:
        """Fold exactly these sections; who was in one of them comes to its heading."""
        line = self.currentIndex().row()
        section = self.rows.lines.section_at(line) if line >= 0 else None
        kept = self._keep()
        silent = self.selectionModel().blockSignals(True)
        self.rows.fold(keys)
        self._restore(*kept)
        if section is not None and self.rows.lines.line_of(kept[0]) < 0:
            self._go(self.rows.lines.line_of_heading(section), select=False)
        self.selectionModel().blockSignals(silent)
        self.viewport().update()
        self.marked.emit()
        self.chosen.emit(self.current_id())

    def fold_all(self, *, folded: bool) -> None:
        """Fold or unfold all sections."""
        self.fold(frozenset(one.key for one in self.rows.lines.listing.sections) if folded else frozenset())

    def _keep(self) -> tuple[str, tuple[str, ...], int, int]:
        """Return the present id, the marked ids, and the present line with its distance from the upper edge."""
        line = self.currentIndex().row()
        return self.current_id(), self.marked_ids(), line, self.rowViewportPosition(line) if line >= 0 else 0

    def _restore(self, current: str, marked: tuple[str, ...], was: int, top: int) -> None:
        """Go back to the present row; where it is not listed any more, to the one that came into its place."""
        self._span_headings()
        line = self.rows.lines.line_of(current) if current else -1
        self._mark_again(marked)
        if line >= 0:
            self._go(line, select=False)
            if 0 <= top < self.viewport().height():
                bar = self.verticalScrollBar()
                bar.setValue(bar.value() + self.rowViewportPosition(line) - top)
        elif current and was >= 0 and len(self.rows.lines):
            self._go(min(was, len(self.rows.lines) - 1), select=not self.marked_ids())

    def _span_headings(self) -> None:
        self.clearSpans()
        wide = len(self.rows.columns)
        for section in range(len(self.rows.lines.listing.sections) if wide > 1 else 0):
            self.setSpan(self.rows.lines.line_of_heading(section), 0, 1, wide)

    def _mark_again(self, ids: tuple[str, ...]) -> None:
        lines = self.rows.lines
        found: dict[str, int] = {}
        if len(ids) > MANY:
            found = {lines.listing.id_at(place): place for place in range(len(lines.listing))}
        marked = sorted(
            lines.line_of_place(found.get(row_id, -1)) if found else lines.line_of(row_id) for row_id in ids
        )
        selection, last = QItemSelection(), len(self.rows.columns) - 1
        for first, end in _runs(line for line in marked if line >= 0):
            selection.append(QItemSelectionRange(self.rows.index(first, 0), self.rows.index(end, last)))
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    # -- what is marked -------------------------------------------------------------------------

    def current_id(self) -> str:
        """Return the id of the present row, empty for a heading or none."""
        return self.rows.lines.id_at(self.currentIndex().row())

    def marked_ids(self) -> tuple[str, ...]:
        """Return the ids of all marked rows in their order."""
        found: set[int] = set()
        marked = self.selectionModel().selection()
        for part in (marked.at(number) for number in range(marked.count())):
            found.update(range(part.top(), part.bottom() + 1))
        ids = (self.rows.lines.id_at(line) for line in sorted(found))
        return tuple(row_id for row_id in ids if row_id)

    def mark(self, row_id: str) -> bool:
        """Mark a row alone and bring it on screen, unfolding its section. False: it is not listed."""
        lines = self.rows.lines
        place = lines.listing.position_of(row_id)
        if place < 0:
            return False
        if lines.line_of_place(place) < 0:
            self.fold(lines.folded - {lines.listing.sections[lines.listing.section_of(place)].key})
        self._go(lines.line_of_place(place), select=True)
        return True

    def mark_first(self, *, anew: bool = False) -> None:
        """Go to the first line where nothing is present. `anew`: also from another line, unless several are marked."""
        anew = anew and len(self.marked_ids()) <= 1
        if (anew or not self.currentIndex().isValid()) and len(self.rows.lines):
            first = next((line for line in range(min(2, len(self.rows.lines))) if self.rows.lines.id_at(line)), 0)
            self._go(first, select=True)
            self.scrollToTop()  # with the heading of the first section

    def _go(self, line: int, *, select: bool) -> None:
        flag = QItemSelectionModel.SelectionFlag
        rows = flag.ClearAndSelect | flag.Rows if select else flag.NoUpdate
        self.selectionModel().setCurrentIndex(self.rows.index(line, max(0, self.currentIndex().column())), rows)
        self.scrollTo(self.currentIndex())

    # -- keys and mouse -------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens a row or folds a section, Left and Right fold and unfold, Escape leaves one row marked."""
        line, key = self.currentIndex().row(), event.key()
        section = self.rows.lines.section_at(line) if line >= 0 else None
        heading = line >= 0 and self.rows.heading(line) is not None
        bare = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if key in ENTER and bare:
            self._open(line)
        elif heading and section is not None and bare and key in (Qt.Key.Key_Space, Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._fold_section(section, {Qt.Key.Key_Left: True, Qt.Key.Key_Right: False}.get(Qt.Key(key)))
        elif section is not None and bare and key == Qt.Key.Key_Left and not self.currentIndex().column():
            self._go(self.rows.lines.line_of_heading(section), select=True)
        elif key == Qt.Key.Key_Escape and len(self.marked_ids()) > 1:
            self._go(line, select=True)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Fold or unfold a section whose heading is clicked."""
        index = self.indexAt(event.position().toPoint())
        section = self.rows.lines.heading_at(index.row()) if index.isValid() else None
        super().mousePressEvent(event)
        if section is not None and event.button() == Qt.MouseButton.LeftButton:
            self._go(index.row(), select=False)
            self._fold_section(section, None)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of what is marked, by mouse or by the Menu key."""
        where = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            where = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
        self.menu_wanted.emit(where)
        event.accept()

    def _open(self, line: int) -> None:
        section = self.rows.lines.heading_at(line) if line >= 0 else None
        if section is not None:
            self._fold_section(section, None)
        elif row_id := self.rows.lines.id_at(line):
            self.opened.emit(row_id)

    def _fold_section(self, section: int, folded: bool | None) -> None:
        """Fold or unfold a section; None: the other way round."""
        key, now = self.rows.lines.listing.sections[section].key, self.rows.lines.folded
        to_fold = key not in now if folded is None else folded
        self.fold(now | {key} if to_fold else now - {key})

    def _moved(self) -> None:
        self.chosen.emit(self.current_id())

    # -- sizes ----------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the words what the other columns leave."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._share_width()

    def _measure(self) -> None:
        self.verticalHeader().setDefaultSectionSize(QFontMetrics(self._look.font()).height() + 4 * GRID)
        self._share_width()

    def _share_width(self) -> None:
        taken = 0
        for at, column in enumerate(self.rows.columns):
            if column.width:
                self.setColumnWidth(at, self._look.px(column.width))
                taken += self._look.px(column.width)
        words = max(self._look.px(LEAST_WORDS), self.viewport().width() - taken)
        for at, column in enumerate(self.rows.columns):
            if not column.width:
                self.setColumnWidth(at, words)


def _runs(lines: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Return the first and the last of each run of lines that follow each other."""
    first = last = -2
    for line in lines:
        if line != last + 1:
            if last >= 0:
                yield first, last
            first = line
        last = line
    if last >= 0:
        yield first, last

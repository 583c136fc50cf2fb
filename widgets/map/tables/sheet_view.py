"""A table made for typing: begin anywhere, Tab and Enter keep and go on, blocks are copied and pasted."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QStyledItemDelegate,
    QTableView,
    QWidget,
)

from widgets.context import Context
from widgets.fields.place_field import PlaceField
from widgets.map.tables import keys
from widgets.map.tables.cells import Cells, Options
from widgets.map.tables.fitting import RowFitting
from widgets.map.tables.patched import Index, PatchedModel
from widgets.map.tables.sheets import text_of

Hint = QAbstractItemDelegate.EndEditHint
Select = QItemSelectionModel.SelectionFlag


class SheetView(QTableView):
    """`walked`: another cell is present, or others are chosen. `pasting`: a block is wanted from the clipboard."""

    walked = Signal()
    pasting = Signal()
    cleared = Signal(int)
    menu_wanted = Signal(QPoint)

    def __init__(self, context: Context, model: PatchedModel, options: Options) -> None:
        super().__init__()
        self.context, self.sheet, self._options = context, model, options
        self.setModel(model)
        self.cells = Cells(context, self, options)
        self.setItemDelegate(self.cells)
        self.fitting = RowFitting(self, self.row_height)
        self.setShowGrid(False)
        self.setStyleSheet("QTableView { border-radius: 0px; }")  # cells go into its corners
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.selectionModel().currentChanged.connect(self._told)
        self.selectionModel().selectionChanged.connect(self._told)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        context.look.changed.connect(self.lay_out)
        context.document.settling.connect(self.settle)
        self._line_height()

    # -- for the two tables to fill in ----------------------------------------------------------

    def share_width(self) -> None:
        """Give each column its width."""
        raise NotImplementedError

    def go_below(self, row: int, column: int) -> None:
        """Go to the cell below one that was kept by Enter; at the end, make room for another card."""
        raise NotImplementedError

    def add_here(self) -> None:
        """Make room for a new card here and begin to write it."""
        raise NotImplementedError

    # -- showing --------------------------------------------------------------------------------

    def row_height(self, row: int) -> int:
        """Return the height that the words of a row need."""
        shown = (at for at in range(self.sheet.columnCount()) if not self.isColumnHidden(at))
        least = self.verticalHeader().defaultSectionSize()
        return max((self.cells.height(self.sheet.index(row, at), self.columnWidth(at)) for at in shown), default=least)

    def lay_out(self) -> None:
        """Measure everything anew."""
        self._line_height()
        self.share_width()
        self.fitting.measure_all()

    def go(self, row: int, column: int) -> None:
        """Make a cell the present one."""
        if 0 <= row < self.sheet.rowCount() and 0 <= column < self.sheet.columnCount():
            self.setCurrentIndex(self.sheet.index(row, column))
            self.scrollTo(self.currentIndex())

    def chosen(self) -> list[QModelIndex]:
        """Return the chosen cells by row and column; the present one alone where no block is chosen."""
        found = self.selectionModel().selectedIndexes() or [self.currentIndex()]
        cells = (one for one in found if one.isValid() and not self.isColumnHidden(one.column()))
        return sorted(cells, key=lambda one: (one.row(), one.column()))

    def block(self) -> str:
        """Return the chosen cells as a spreadsheet reads them."""
        rows: dict[int, list[str]] = {}
        for index in self.chosen():
            rows.setdefault(index.row(), []).append(self.sheet.words_at(index))
        return text_of(rows.values())

    # -- typing ---------------------------------------------------------------------------------

    def begin(self, index: QModelIndex, typed: str | None = None) -> bool:
        """Edit a cell, from what it says or from what was typed. False: nothing can be typed there."""
        if not index.isValid() or not self.sheet.is_open(index):
            return False
        self.setCurrentIndex(index)
        self.scrollTo(index)
        view = self.editing_view(index)
        view.edit(index)
        editor = view.indexWidget(index)
        if typed is not None and editor is not None:
            self._type(editor, typed)
        return editor is not None

    def editing_view(self, index: Index) -> QTableView:
        """Return the view in which a cell is edited: a column that stays in view has its own."""
        del index
        return self

    def editor(self) -> QWidget | None:
        """Return the open editor."""
        here = self.currentIndex()
        return self.editing_view(here).indexWidget(here) if here.isValid() else None

    def finish(self, editor: QWidget) -> None:
        """Keep what was typed by Enter and go down; what is refused stays open."""
        row, column = self.currentIndex().row(), self.currentIndex().column()
        self.delegate_of(editor).commitData.emit(editor)
        if self.delegate_of(editor).kept:
            self._close(editor)
            self.go_below(row, column)

    def delegate_of(self, editor: QWidget) -> Cells:
        """Return who made an editor."""
        del editor
        return self.cells

    def is_editing(self) -> bool:
        """Tell whether a cell is edited."""
        return self.state() == QAbstractItemView.State.EditingState

    def tabbed(self, way: int) -> None:
        """Go on to the next cell after Tab."""
        self.step(way)

    def settle(self) -> None:
        """Keep what is half typed now: somebody undoes, saves or closes."""
        if (editor := self.editor()) is not None and self.is_editing():
            self.delegate_of(editor).commitData.emit(editor)
            self._close(editor)

    def closeEditor(self, editor: QWidget, hint: Hint) -> None:
        """Go on to the next cell after Tab; keep the editor where what was typed could not be kept."""
        if hint != Hint.RevertModelCache and not self.cells.kept:
            self.cells.kept = True
            return
        step = {Hint.EditNextItem: 1, Hint.EditPreviousItem: -1}.get(hint, 0)
        super().closeEditor(editor, Hint.RevertModelCache if hint == Hint.RevertModelCache else Hint.NoHint)
        if step:
            self.tabbed(step)

    def step(self, way: int) -> bool:
        """Go to the next cell in reading order, or the one before. False: there is none."""
        here, columns = self.currentIndex(), [at for at in self.columns_in_order() if not self.isColumnHidden(at)]
        if not columns:
            return False
        place = columns.index(here.column()) if here.column() in columns else 0
        at = max(0, here.row()) * len(columns) + place + way
        if not 0 <= at < self.sheet.rowCount() * len(columns):
            return False
        self.go(at // len(columns), columns[at % len(columns)])
        return True

    def columns_in_order(self) -> Sequence[int]:
        """Return the columns from left to right."""
        return range(self.sheet.columnCount())

    # -- keys -----------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Take the keys of typing as keys of the table, not as commands of the room."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and keys.asked(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Begin to type, clear, add, jump; the rest is every table's own."""
        here, wanted = self.currentIndex(), keys.asked(event)
        if self.is_editing():
            event.accept()
        elif event.modifiers() & keys.ALT and Qt.Key(event.key()) in keys.ARROWS:
            event.ignore()  # moves a card: the room's own
        elif wanted == keys.EDIT:
            self.enter(here)
        elif wanted == keys.TYPE:
            self.begin(here, event.text())
        elif wanted == keys.CLEAR:
            self.clear_chosen()
        elif wanted == keys.ADD:
            self.add_here()
        elif wanted == keys.ALL:
            self.selectAll()
        elif wanted in (keys.JUMP, keys.GROW):
            self._jump(keys.ARROWS[Qt.Key(event.key())], grow=wanted == keys.GROW)
        else:
            super().keyPressEvent(event)

    def enter(self, here: QModelIndex) -> None:
        """Edit the present cell."""
        self.begin(here)

    def clear_chosen(self) -> None:
        """Take away what stands in the chosen cells."""
        before = self.sheet.rowCount()
        if self.sheet.clear(self.chosen()):
            self.cleared.emit(before)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Let Tab walk through the cells, and leave before the first and after the last one."""
        if self.is_editing():
            return False
        return self.step(1 if next else -1) or super().focusNextPrevChild(next)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu, by mouse or by the Menu key."""
        where = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            where = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
        self.menu_wanted.emit(where)
        event.accept()

    def copy_block(self) -> bool:
        """Copy the chosen cells."""
        if not self.currentIndex().isValid():
            return False
        QGuiApplication.clipboard().setText(self.block())
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.share_width()
            self.fitting.measure_all()
        else:
            self.fitting.fit_seen()

    def showEvent(self, event: QShowEvent) -> None:
        """Measure what was not seen until now."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self.fitting.fit_seen)

    # -- inside ---------------------------------------------------------------------------------

    def _line_height(self) -> None:
        line = self.context.look.px(18)
        self.verticalHeader().setDefaultSectionSize(line + self.context.look.px(16))

    def _told(self, *_: object) -> None:
        self.viewport().update()
        self.walked.emit()

    def _scrolled(self, _: int) -> None:
        self.fitting.fit_seen()

    def _close(self, editor: QWidget) -> None:
        self.delegate_of(editor).closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)

    def _type(self, editor: QWidget, typed: str) -> None:
        if isinstance(editor, QLineEdit):
            editor.setText(typed)
        elif isinstance(editor, PlaceField):
            editor.setPlainText(typed)
            cursor = editor.textCursor()
            cursor.movePosition(cursor.MoveOperation.End)
            editor.setTextCursor(cursor)
        elif isinstance(editor, QComboBox):
            at = next((at for at in range(editor.count()) if editor.itemText(at).casefold().startswith(typed)), -1)
            editor.setCurrentIndex(at if at >= 0 else editor.currentIndex())

    def _jump(self, way: tuple[int, int], *, grow: bool) -> None:
        """Go to the edge of what is filled, or over what is empty, as spreadsheets do."""
        here = self.currentIndex()
        if not here.isValid():
            return
        row, column = here.row(), here.column()
        filled = self._filled(row + way[0], column + way[1]) and self._filled(row, column)
        while self._there(row + way[0], column + way[1]):
            if filled and not self._filled(row + way[0], column + way[1]):
                break
            row, column = row + way[0], column + way[1]
            if not filled and self._filled(row, column):
                break
        there = self.sheet.index(row, column)
        if not grow:
            self.setCurrentIndex(there)
        else:
            first = self.selectionModel().selectedIndexes()
            start = first[0] if first else here
            self.selectionModel().setCurrentIndex(there, Select.NoUpdate)
            self.selectionModel().select(QItemSelection(start, there), Select.ClearAndSelect)
        self.scrollTo(there)

    def _there(self, row: int, column: int) -> bool:
        return 0 <= row < self.sheet.rowCount() and 0 <= column < self.sheet.columnCount()

    def _filled(self, row: int, column: int) -> bool:
        return self._there(row, column) and bool(self.sheet.words_at(self.sheet.index(row, column)))

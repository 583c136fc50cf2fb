"""The grid that counts are typed into: one number a cell, Enter goes down, Tab goes on; what is refused stays."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QAbstractTableModel, QEvent, QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QLineEdit,
    QScrollArea,
    QStyleOptionViewItem,
    QWidget,
)

from models.vote_records import Cell
from widgets.look import Look
from widgets.prepare.tables import BELOW, Cells, GrowingTable, Heading, Index

Saves = Callable[[Cell, str], bool]
NUMBER_WIDTH, MARK_WIDTH = 96, 64


@dataclass(frozen=True)
class GridRow:
    """One row: its words, quieter words below, and its cell in each column of numbers (None: not to be typed).

    `fixed`: words of columns between the name and the numbers, such as what two people counted.
    """

    id: str
    words: str
    cells: tuple[Cell | None, ...]
    below: str = ""
    fixed: tuple[str, ...] = ()
    bold: bool = False


class GridModel(QAbstractTableModel):
    """Rows of numbers by cell. `saves` is given a cell and what was typed, and tells whether it was done."""

    def __init__(self, saves: Saves, words: int) -> None:
        """`words`: how many columns hold words, before those of numbers."""
        super().__init__()
        self._saves, self._of_words = saves, words
        self.heads: tuple[str, ...] = ("",)
        self.rows: tuple[GridRow, ...] = ()
        self.numbers: dict[Cell, int] = {}

    def show_rows(self, heads: Sequence[str], rows: Sequence[GridRow], numbers: Mapping[Cell, int]) -> None:
        """Show other rows; where only numbers changed they are patched in place."""
        same = tuple(heads) == self.heads and tuple(rows) == self.rows
        if not same:
            self.beginResetModel()
        self.heads, self.rows, self.numbers = tuple(heads), tuple(rows), dict(numbers)
        if not same:
            self.endResetModel()
        elif self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(self.heads) - 1))

    def cell(self, index: Index) -> Cell | None:
        """Return the cell of a place, None where nothing is typed."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        at = index.column() - 1 - len(row.fixed)
        return row.cells[at] if 0 <= at < len(row.cells) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the name of a column."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft if section < self._of_words else Qt.AlignmentFlag.AlignRight
        return self.heads[section] if role == Qt.ItemDataRole.DisplayRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Say which cells are typed into."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if self.cell(index) is not None else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's words, its alignment, and what a screen reader says."""
        row, column = self.rows[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._words(row, column, index)
        if role == BELOW:
            return row.below if column == self._of_words - 1 else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said, head = self._words(row, column, index), self.heads[column]
            if not column:
                return f"{row.words}. {row.below}".strip()
            return f"{row.words}. {head}: {said}" if head else f"{row.words}. {said}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft if column < self._of_words else Qt.AlignmentFlag.AlignRight
        return row.bold and not column if role == Qt.ItemDataRole.FontRole else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Save what was typed. False: it was refused."""
        cell = self.cell(index)
        if cell is None or role != Qt.ItemDataRole.EditRole:
            return True
        words = str(value).strip()
        return words == self._words(self.rows[index.row()], index.column(), index) or self._saves(cell, words)

    def _words(self, row: GridRow, column: int, index: Index) -> str:
        if not column:
            return row.words
        if column <= len(row.fixed):
            return row.fixed[column - 1]
        cell = self.cell(index)
        number = self.numbers.get(cell) if cell is not None else None
        return "" if number is None else str(number)


class NumberCells(Cells):
    """Cells of numbers: those that can be typed into have a frame. What was refused stays in its cell."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return a line over the cell."""
        line = QLineEdit(parent)
        line.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
        line.setMaxLength(12)
        line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return line

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Commit at once on Enter: Qt would do it a turn of the event loop later, when the next digit may be there."""
        entered = isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if entered and event.type() == QEvent.Type.KeyPress and isinstance(watched, QWidget):
            self.commitData.emit(watched)
            self.closeEditor.emit(watched, QAbstractItemDelegate.EndEditHint.SubmitModelCache)
            return True
        return super().eventFilter(watched, event)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show what is in the file, unless somebody is typing already."""
        if isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Save the line."""
        view = self.parent()
        if not isinstance(editor, QLineEdit) or not isinstance(view, CountGrid):
            return
        words = editor.text()
        if not model.setData(index, words):
            view.refused = (index.row(), index.column(), words)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Lay the line over its cell, as high as a line is."""
        area = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        high = max(editor.sizeHint().height(), self.look.px(32))
        wide = max(area.width(), self.look.px(56))
        editor.setGeometry(area.right() - wide, area.center().y() - high // 2, wide, high)

    def paint(self, painter: Any, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the cell, with a frame around a place for a number."""
        super().paint(painter, option, index)
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            area = option.rect.adjusted(3, 3, -3, -3)  # pyright: ignore[reportAttributeAccessIssue]
            painter.save()
            painter.setPen(self.look.colour("control"))
            painter.drawRoundedRect(area, 4, 4)
            painter.restore()


class CountGrid(GrowingTable):
    """Digits begin to type, Enter goes down, Tab goes on and leaves after the last cell, Delete empties a cell."""

    def __init__(self, look: Look, name: str, saves: Saves, words: int = 1) -> None:
        self._still = False
        super().__init__(look, name, (1,))
        self.refused: tuple[int, int, str] | None = None
        self.grid = GridModel(saves, words)
        self.setHorizontalHeader(Heading(look, Qt.Orientation.Horizontal))
        self.verticalHeader().hide()
        self.setModel(self.grid)
        self.setItemDelegate(NumberCells(look, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.DoubleClicked)
        self.selectionModel().currentChanged.connect(self._bring_on_screen)

    def show_rows(
        self,
        heads: Sequence[str],
        rows: Sequence[GridRow],
        numbers: Mapping[Cell, int],
        width: int = NUMBER_WIDTH,
    ) -> None:
        """Show other rows and keep the marked cell; the columns of numbers share one `width`.

        A row with one number among columns of many lets it take them all.
        """
        row, column = self.currentIndex().row(), self.currentIndex().column()
        if heads != self.grid.heads:
            self._shares = (1, *(-width for _ in heads[1:]))
            self.clearSpans()
        self.grid.show_rows(heads, rows, numbers)
        for at, one in enumerate(rows):
            if len(one.cells) > 1 and all(cell is None for cell in one.cells[1:]) and self.columnSpan(at, 1) == 1:
                self.setSpan(at, 1, 1, len(one.cells))
        if row >= 0 and not self.currentIndex().isValid() and rows:
            self.setCurrentIndex(self.grid.index(min(row, len(rows) - 1), min(column, len(heads) - 1)))
        self.fit()

    def show_numbers(self, numbers: Mapping[Cell, int]) -> None:
        """Show other numbers in the same rows: no row gets higher by a number."""
        self._still = True
        self.grid.show_rows(self.grid.heads, self.grid.rows, numbers)
        self._still = False

    def fit(self) -> None:
        """Share out the width and take the height of the rows, unless only numbers changed."""
        if not self._still:
            super().fit()

    def widths(self, width: int) -> list[int]:
        """Return the width of each column; the names keep room to be read, and the rest scrolls sideways."""
        found = super().widths(width)
        return [max(found[0], min(self.look.px(150), width // 2)), *found[1:]] if found else found

    def focus_first(self) -> None:
        """Put the focus on the first cell to type into, unless one is marked already."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.grid.cell(self.currentIndex()) is None:
            self._go(self._places()[0] if self._places() else None)

    def begin_anew(self) -> None:
        """Forget which cell was marked: other numbers come."""
        self.setCurrentIndex(QModelIndex())

    def settle(self) -> None:
        """Save what is being typed into a cell."""
        editor = self.indexWidget(self.currentIndex())
        if isinstance(editor, QLineEdit):
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def closeEditor(self, editor: QWidget, hint: Any) -> None:
        """Go on after Enter and Tab; open the cell again where what was typed was refused."""
        hints = QAbstractItemDelegate.EndEditHint
        at = self.currentIndex()
        place = (at.row(), at.column())
        super().closeEditor(editor, hints.NoHint if self.refused or hint != hints.RevertModelCache else hint)
        if self.refused:
            row, column, words = self.refused
            self.refused = None
            self._type_again(row, column, words)
        elif hint == hints.SubmitModelCache:
            self._step(place, down=True)
        elif hint == hints.EditNextItem:
            self._step(place, down=False)
        elif hint == hints.EditPreviousItem:
            self._step(place, down=False, back=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter begins to type, Delete empties the cell; digits begin to type by themselves."""
        index = self.currentIndex()
        if self.state() == QAbstractItemView.State.EditingState:
            event.accept()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.grid.cell(index) is not None:
            self.edit(index)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.grid.cell(index) is not None:
            self.grid.setData(index, "")
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Let Tab walk through the cells, and leave before the first and after the last one."""
        index = self.currentIndex()
        place, places = (index.row(), index.column()), self._places()
        to = places.index(place) + (1 if next else -1) if place in places else -1
        if 0 <= to < len(places):
            self._go(places[to])
            return True
        return super().focusNextPrevChild(next)

    def _places(self) -> list[tuple[int, int]]:
        """Return the cells to type into, in reading order."""
        rows, columns = range(self.grid.rowCount()), range(self.grid.columnCount())
        return [(row, at) for row in rows for at in columns if self.grid.cell(self.grid.index(row, at)) is not None]

    def _step(self, place: tuple[int, int], *, down: bool, back: bool = False) -> None:
        places = self._places()
        if down:
            places.sort(key=lambda one: (one[1], one[0]))
        if place not in places:
            return
        at = places.index(place) + (-1 if back else 1)
        self._go(places[at] if 0 <= at < len(places) else place)

    def _go(self, place: tuple[int, int] | None) -> None:
        if place is not None:
            self.setCurrentIndex(self.grid.index(*place))

    def _type_again(self, row: int, column: int, words: str) -> None:
        index = self.grid.index(row, column)
        self.setCurrentIndex(index)
        self.edit(index)
        line = self.indexWidget(index)
        if isinstance(line, QLineEdit):
            line.setText(words)
            line.setModified(True)
            line.selectAll()
            line.setProperty("wrong", True)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Bring the marked cell on screen once the page is laid out."""
        super().focusInEvent(event)
        QTimer.singleShot(0, self, self._bring_on_screen)

    def _bring_on_screen(self) -> None:
        """Scroll the pages around the table to the marked cell: the table itself is as high as its rows."""
        area = self.visualRect(self.currentIndex())
        above = self.parentWidget()
        while above is not None and area.isValid():
            if isinstance(above, QScrollArea) and (inside := above.widget()) is not None:
                at = self.viewport().mapTo(inside, area.center())
                above.ensureVisible(at.x(), at.y(), 0, area.height())
            above = above.parentWidget()

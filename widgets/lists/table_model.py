"""The table's model: thousands of rows of which only those on screen are read."""

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtGui import QIcon

from models.lists import Listing, Names
from resources.texts import Translator
from widgets.lists.columns import Column, cell, said, value_name
from widgets.lists.model import Index
from widgets.lists.pages import Pages, Read

# What is asked thousands of times is made once.
OF_HEADING = Qt.ItemFlag.ItemIsEnabled
OF_ROW = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
MOST_TEXTS = 4000
Cell = Callable[[Translator, Names, Any, str], str]
Said = Callable[[Translator, Names, Any, Iterable[Column]], str]


class ListModel(QAbstractTableModel):
    """Rows of a listing, with a heading above each section. `heading`: its words, its number, whether it is folded."""

    def __init__(
        self, tr: Translator, read: Read, icon: Callable[[str], QIcon], tell: Cell = cell, say: Said = said
    ) -> None:
        """`tell`: what a cell shows; `say`: a whole row as a screen reader says it."""
        super().__init__()
        self._tell, self._say = tell, say
        self._tr, self._icon = tr, icon
        self.lines = Pages(read)
        self.columns: tuple[Column, ...] = ()
        self.known: Names | None = None
        self.group_by = ""
        self.sorted_by, self.rising = "", False
        self._cells: dict[str, tuple[str, ...]] = {}

    def show(self, listing: Listing, known: Names, group_by: str, columns: Iterable[Column]) -> bool:
        """Show another listing. False: the same rows in the same order, so that only their words are told anew."""
        columns = tuple(columns)
        same = (self.lines.listing, self.group_by, self.columns) == (listing, group_by, columns)
        if same:
            self.known = known
            self.lines.forget()
            self._cells.clear()
            if len(self.lines):
                self.dataChanged.emit(self.index(0, 0), self.index(len(self.lines) - 1, len(columns) - 1))
            return False
        self.beginResetModel()
        folded = self.lines.folded if group_by == self.group_by else frozenset[str]()
        self.known, self.group_by, self.columns = known, group_by, columns
        self._cells.clear()
        self.lines.show(listing, folded)
        self.endResetModel()
        return True

    def fold(self, keys: frozenset[str]) -> None:
        """Fold exactly the sections with these values."""
        if keys != self.lines.folded:
            self.beginResetModel()
            self.lines.show(self.lines.listing, keys)
            self.endResetModel()

    def tell_sorting(self, sorted_by: str, *, rising: bool) -> None:
        """Say in the header by what the rows are sorted. `rising`: what is least comes first."""
        self.sorted_by, self.rising = sorted_by, rising
        if self.columns:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    # -- what a view asks -----------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of lines, headings among them."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that rows can be marked; a heading can only be gone to."""
        return OF_ROW if self.lines.heading_at(index.row()) is None else OF_HEADING

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a column is called, and by which one the rows are sorted."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        here = column.key == self.sorted_by
        if role == Qt.ItemDataRole.DisplayRole:
            return self._tr(column.title)
        if role == Qt.ItemDataRole.DecorationRole and here:
            return self._icon("arrow-up" if self.rising else "arrow-down")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if not here:
                return self._tr(column.title)
            if self.rising:
                return self._tr("{column}, sorted by it, least first", column=self._tr(column.title))
            return self._tr("{column}, sorted by it, most first", column=self._tr(column.title))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.number else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a cell, or what a screen reader says."""
        if self.known is None or not 0 <= index.row() < len(self.lines):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(index)
        return self._spoken(index) if role == Qt.ItemDataRole.AccessibleTextRole else None

    def cells(self, line: int) -> tuple[str, ...]:
        """Return what the cells of a row show; none for a heading or a row that is gone."""
        row_id = self.lines.id_at(line)
        found = self._cells.get(row_id)
        if found is None:
            row, known = self.lines.row_at(line), self.known
            if row is None or known is None:
                return ()
            if len(self._cells) > MOST_TEXTS:
                self._cells.clear()
            found = self._cells[row_id] = tuple(self._tell(self._tr, known, row, one.key) for one in self.columns)
        return found

    def heading(self, line: int) -> tuple[str, int, bool] | None:
        """Return a heading's words, how many rows it has, and whether they are folded away; None for a row."""
        section = self.lines.heading_at(line)
        if section is None or self.known is None:
            return None
        found = self.lines.listing.sections[section]
        words = value_name(self._tr, self.known, self.group_by, found.key)
        return words, found.count, found.key in self.lines.folded

    def _words(self, index: Index) -> str:
        heading = self.heading(index.row())
        if heading is not None:
            return f"{heading[0]} ({heading[1]})" if index.column() == 0 else ""
        cells = self.cells(index.row())
        return cells[index.column()] if cells else ""

    def _spoken(self, index: Index) -> str:
        """Return a heading, the whole row in its first column, and in the others the column with what it says."""
        tr, heading = self._tr, self.heading(index.row())
        if heading is not None:
            words, count, folded = heading
            counted = tr.count("{n} row", "{n} rows", count)
            state = tr("folded") if folded else tr("unfolded")
            return f"{words}. {counted}, {state}"
        row, column = self.lines.row_at(index.row()), self.columns[index.column()]
        if row is None or self.known is None:
            return ""
        if column.key == "words":
            return self._say(tr, self.known, row, self.columns)
        return tr("{what}: {said}", what=tr(column.title), said=self._words(index) or tr("nothing"))

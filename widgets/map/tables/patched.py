"""A table model that is patched: rows and columns come and go one by one, so cell, selection and typing stay."""

from collections.abc import Hashable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()
# Roles of our own: quieter words below, what an empty cell invites to, what kind of cell it is, a step code,
# where half-typed words lie among the drafts.
BELOW = Qt.ItemDataRole.UserRole + 1
INVITES = Qt.ItemDataRole.UserRole + 2
KIND = Qt.ItemDataRole.UserRole + 3
CODE = Qt.ItemDataRole.UserRole + 4
DRAFT = Qt.ItemDataRole.UserRole + 5


def differing(old: Sequence[Hashable], new: Sequence[Hashable]) -> tuple[int, int, int]:
    """Return where two sequences begin to differ, and how many of the old and of the new lie between equal ends."""
    least = min(len(old), len(new))
    first = next((at for at in range(least) if old[at] != new[at]), least)
    same = 0
    while same < least - first and old[-1 - same] == new[-1 - same]:
        same += 1
    return first, len(old) - first - same, len(new) - first - same


class PatchedModel(QAbstractTableModel):
    """Rows and columns known by keys."""

    def __init__(self) -> None:
        super().__init__()
        self.row_keys: list[Hashable] = []
        self.column_keys: list[str] = []

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.row_keys)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.column_keys)

    def is_open(self, index: Index) -> bool:
        """Tell whether something can be typed into a cell."""
        raise NotImplementedError

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return whether a cell can be edited."""
        own = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return own | Qt.ItemFlag.ItemIsEditable if index.isValid() and self.is_open(index) else own

    def clear(self, indexes: Sequence[Index]) -> bool:
        """Take away what stands in cells, in one step. False: nothing stands there."""
        raise NotImplementedError

    def words_at(self, index: Index) -> str:
        """Return what a cell says, for the clipboard."""
        return str(index.data(Qt.ItemDataRole.DisplayRole) or "")

    def follow(self, rows: Sequence[Hashable], columns: Sequence[str]) -> None:
        """Take other rows and columns: those at the ends that are the same stay untouched."""
        at, gone, come = differing(self.column_keys, columns)
        if gone:
            self.beginRemoveColumns(NO_INDEX, at, at + gone - 1)
            del self.column_keys[at : at + gone]
            self.endRemoveColumns()
        if come:
            self.beginInsertColumns(NO_INDEX, at, at + come - 1)
            self.column_keys[at:at] = columns[at : at + come]
            self.endInsertColumns()
        at, gone, come = differing(self.row_keys, rows)
        if gone == come and gone and self._move_one(at, list(rows[at : at + come])):
            return
        if gone:
            self.beginRemoveRows(NO_INDEX, at, at + gone - 1)
            del self.row_keys[at : at + gone]
            self.endRemoveRows()
        if come:
            self.beginInsertRows(NO_INDEX, at, at + come - 1)
            self.row_keys[at:at] = rows[at : at + come]
            self.endInsertRows()

    def _move_one(self, at: int, wanted: list[Hashable]) -> bool:
        """Move one row where that is all that differs: what is typed in it goes along."""
        here = self.row_keys[at : at + len(wanted)]
        if wanted == [*here[1:], here[0]]:
            start, end = at, at + len(wanted)
        elif wanted == [here[-1], *here[:-1]]:
            start, end = at + len(wanted) - 1, at
        else:
            return False
        self.beginMoveRows(NO_INDEX, start, start, NO_INDEX, end)
        self.row_keys[at : at + len(wanted)] = wanted
        self.endMoveRows()
        return True

    def tell(self, rows: Sequence[int]) -> None:
        """Say that what stands in these rows is another now."""
        wide = len(self.column_keys) - 1
        run: list[int] = []
        for row in (*rows, -1):
            if run and row != run[-1] + 1:
                self.dataChanged.emit(self.index(run[0], 0), self.index(run[-1], wide))
                run = []
            run.append(row)

    def value(self, index: Index) -> Any:
        """Return what an editor of a cell begins with."""
        return self.data(index, Qt.ItemDataRole.EditRole)

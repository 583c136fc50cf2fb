"""The table of groups: who, what they know, what they need, how many are planned and how many came."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QAbstractTableModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QStyleOptionViewItem, QWidget

from models import records as r
from models.vocabulary import ROLES, SUPPORT_NEEDS, label
from resources.texts import N_, Translator
from widgets.context import Context
from widgets.prepare.tables import BELOW, Cells, GrowingTable, Heading, Index

COLUMNS = (N_("Group"), N_("Knows about"), N_("Needs"), N_("Planned"), N_("Came"))
KEYS = ("name", "knowledge", "needs", "planned", "attended")
TYPED = {"name", "knowledge", "planned", "attended"}  # what is changed in the table itself
NUMBERS = {"planned", "attended"}
NOTHING = "–"
Saves = Callable[[str, str, str], bool]


class GroupsModel(QAbstractTableModel):
    """The groups by id. `saves` is given (group, column key, typed words) and tells whether it was done."""

    def __init__(self, tr: Translator, saves: Saves) -> None:
        super().__init__()
        self._tr, self._saves = tr, saves
        self.groups: tuple[r.GroupRecord, ...] = ()
        self.counts_people = True

    def show_groups(self, groups: Sequence[r.GroupRecord], *, counts_people: bool) -> None:
        """Show other groups; the same ones in the same order are patched in place."""
        new, old = tuple(groups), self.groups
        same = [one.id for one in new] == [one.id for one in old] and counts_people == self.counts_people
        if not same:
            self.beginResetModel()
        self.groups, self.counts_people = new, counts_people
        if not same:
            self.endResetModel()
            return
        for row, (was, now) in enumerate(zip(old, new, strict=True)):
            if was != now:
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(KEYS) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of groups."""
        return 0 if parent.isValid() else len(self.groups)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of columns."""
        return 0 if parent.isValid() else len(KEYS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the name of a column."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight if KEYS[section] in NUMBERS else Qt.AlignmentFlag.AlignLeft
        return self._tr(COLUMNS[section]) if role == Qt.ItemDataRole.DisplayRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Say which cells can be typed into."""
        typed = KEYS[index.column()] in TYPED and (self.counts_people or KEYS[index.column()] not in NUMBERS)
        return super().flags(index) | (Qt.ItemFlag.ItemIsEditable if typed else Qt.ItemFlag.NoItemFlags)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's words, its alignment and colour, and what a screen reader says."""
        group, key = self.groups[index.row()], KEYS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(group, key) or NOTHING
        if role == Qt.ItemDataRole.EditRole:
            return self._words(group, key)
        if role == BELOW:
            return self._tr(label(ROLES, group.role)) if key == "name" else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._tr(COLUMNS[index.column()])}: {self._words(group, key) or self._tr('not said')}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight if key in NUMBERS else Qt.AlignmentFlag.AlignLeft
        if role == Qt.ItemDataRole.FontRole:
            return key == "name"
        return ("muted" if key == "needs" else "ink") if role == Qt.ItemDataRole.ForegroundRole else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Save what was typed into a cell. False: it was refused."""
        group, key = self.groups[index.row()], KEYS[index.column()]
        if role != Qt.ItemDataRole.EditRole or str(value) == self._words(group, key):
            return True
        return self._saves(group.id, key, str(value))

    def _words(self, group: r.GroupRecord, key: str) -> str:
        if key == "needs":
            return ", ".join(self._tr(label(SUPPORT_NEEDS, need)) for need in group.needs)
        value = getattr(group, key)
        return "" if value is None else str(value)


class TypingCells(Cells):
    """Cells that are typed into. What was refused stays in its cell, as it was typed."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return a line over the cell."""
        line = QLineEdit(parent)
        line.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
        line.setMaxLength(200 if KEYS[index.column()] == "name" else 2000)
        return line

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show what is in the file, unless somebody is typing already."""
        if isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Save the line."""
        view = self.parent()
        if not isinstance(editor, QLineEdit) or not isinstance(view, GroupsTable):
            return
        words = editor.text()
        if not model.setData(index, words):
            view.refused_words = (index.row(), index.column(), words)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Lay the line over its cell, as high as a line is."""
        area = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        high = max(area.height(), editor.sizeHint().height())
        editor.setGeometry(
            area.left(), area.top() - (high - area.height()) // 2, max(area.width(), self.look.px(64)), high
        )


class GroupsTable(GrowingTable):
    """Arrow keys walk, typing or Enter changes a cell, Delete deletes the group. `details_wanted`: a field."""

    chosen = Signal(str)
    details_wanted = Signal(str)
    removed = Signal(str)

    def __init__(self, context: Context, name: str, saves: Saves) -> None:
        super().__init__(context.look, name, (36, 34, 30, -80, -64))
        self.refused_words: tuple[int, int, str] | None = None
        self.groups = GroupsModel(context.tr, saves)
        self.setHorizontalHeader(Heading(context.look, Qt.Orientation.Horizontal))
        self.verticalHeader().hide()
        self.setModel(self.groups)
        self.setItemDelegate(TypingCells(context.look, self))
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.DoubleClicked)
        self.selectionModel().currentRowChanged.connect(lambda *_: self.chosen.emit(self.group_id()))
        context.document.settling.connect(self.settle)

    def show_groups(self, groups: Sequence[r.GroupRecord], *, counts_people: bool) -> None:
        """Show other groups and keep the marked cell marked."""
        kept, column, row = self.group_id(), self.currentIndex().column(), self.currentIndex().row()
        silent = self.selectionModel().blockSignals(True)
        self.groups.show_groups(groups, counts_people=counts_people)
        ids = [one.id for one in groups]
        if kept and kept != self.group_id() and ids:
            at = ids.index(kept) if kept in ids else min(row, len(ids) - 1)
            self.setCurrentIndex(self.groups.index(at, max(0, column)))
        self.selectionModel().blockSignals(silent)
        self.viewport().update()

    def group_id(self) -> str:
        """Return the marked group's id, empty for none."""
        row = self.currentIndex().row()
        return self.groups.groups[row].id if 0 <= row < len(self.groups.groups) else ""

    def mark(self, group_id: str, *, focus: bool = False) -> bool:
        """Mark a group. False: it is not here."""
        row = next((at for at, one in enumerate(self.groups.groups) if one.id == group_id), -1)
        if row >= 0:
            self.setCurrentIndex(self.groups.index(row, max(0, self.currentIndex().column())))
            if focus:
                self.setFocus()
        return row >= 0

    def settle(self) -> None:
        """Save what is being typed into a cell."""
        editor = self.indexWidget(self.currentIndex())
        if isinstance(editor, QLineEdit):
            self.commitData(editor)
            self.closeEditor(editor, self.itemDelegate().EndEditHint.NoHint)

    def closeEditor(self, editor: QWidget, hint: Any) -> None:
        """Open the cell again where what was typed was refused, so that nothing is lost."""
        super().closeEditor(editor, hint)
        if self.refused_words:
            row, column, words = self.refused_words
            self.refused_words = None
            index = self.groups.index(row, column)
            self.setCurrentIndex(index)
            self.edit(index)
            line = self.indexWidget(index)
            if isinstance(line, QLineEdit):
                line.setText(words)
                line.setModified(True)
                line.setProperty("wrong", True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter changes the cell, or goes to the details; Delete deletes the group."""
        index = self.currentIndex()
        if self.state() == QAbstractItemView.State.EditingState:
            event.accept()  # the cell's own line lets Enter through, and is about to close
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            if self.groups.flags(index) & Qt.ItemFlag.ItemIsEditable:
                self.edit(index)
            else:
                self.details_wanted.emit(KEYS[index.column()])
        elif event.key() == Qt.Key.Key_Delete and self.group_id():
            self.removed.emit(self.group_id())
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: Any) -> None:
        """Change the cell, or go to the details."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and not self.groups.flags(index) & Qt.ItemFlag.ItemIsEditable:
            self.details_wanted.emit(KEYS[index.column()])
            return
        super().mouseDoubleClickEvent(event)

"""The path as a table: one row a card, in reading order, edited by keyboard. The same path, the same edits.

One row a card, not a grid of cells: a cell may hold several cards, and a screen reader reads a row as one step.
"""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from models.edits.path import ChangeTouchpoint
from models.records import CardRecord
from models.vocabulary import EVIDENCE, label
from resources.texts import N_
from widgets.canvas.feelings import lines_of, signed
from widgets.canvas.spots import has_cells
from widgets.context import Context
from widgets.fields.editors import ChoiceBox
from widgets.map.desk import Desk
from widgets.map.editing import Editing

Index = QModelIndex | QPersistentModelIndex
# (key, heading, share of the width). Keys of a card's own fields can be edited; a stage or lane moves the card.
COLUMNS: tuple[tuple[str, str, int], ...] = (
    ("code", N_("Step"), 7),
    ("stage", N_("Stage"), 11),
    ("lane", N_("Lane"), 10),
    ("words", N_("On the card"), 20),
    ("pain_point", N_("Pain point"), 11),
    ("what_works", N_("What works"), 13),
    ("evidence", N_("Evidence"), 10),
    ("felt", N_("How it feels"), 16),
    ("voices", N_("Voices"), 9),
)
FREE = ("words", "what_works")
CHOSEN = ("stage", "lane", "evidence", "pain_point")


class CardTable(QAbstractTableModel):
    """The cards of the path on the desk."""

    def __init__(self, context: Context, desk: Desk, editing: Editing) -> None:
        super().__init__()
        self._context, self._desk, self._editing = context, desk, editing
        self.cards: tuple[CardRecord, ...] = ()
        self._felt: dict[str, str] = {}

    def read(self) -> None:
        """Show what the desk holds; only what differs is told where the same cards stay in their order."""
        path = self._desk.path
        new = path.cards if path else ()
        lines = lines_of(path, self._desk.groups, self._context.tr) if path else ()
        felt: dict[str, str] = {}
        for line in lines:
            for one in line.points:
                spread = signed(one.low) if one.low == one.high else f"{signed(one.low)} … {signed(one.high)}"
                felt[one.card_id] = "\n".join(filter(None, (felt.get(one.card_id), f"{line.name} {spread}")))
        same = [card.id for card in new] == [card.id for card in self.cards]
        if not same:
            self.beginResetModel()
        self.cards, self._felt = new, felt
        if same:
            if new:
                self.dataChanged.emit(self.index(0, 0), self.index(len(new) - 1, len(COLUMNS) - 1))
        else:
            self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of cards."""
        return 0 if parent.isValid() else len(self.cards)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a column is called."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._context.tr(COLUMNS[section][1])
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return whether a cell can be edited."""
        own = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        key = COLUMNS[index.column()][0] if index.isValid() else ""
        return own | Qt.ItemFlag.ItemIsEditable if key in (*FREE, *CHOSEN) else own

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a cell, its value to edit, or what a screen reader says."""
        if not 0 <= index.row() < len(self.cards):
            return None
        card, (key, heading, _) = self.cards[index.row()], COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.words(card, key)
        if role == Qt.ItemDataRole.EditRole:
            return {"stage": card.stage_id, "lane": card.lane_id}.get(key, getattr(card, key, None))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            empty = self._context.tr("nothing")
            return f"{card.code}. {self._context.tr(heading)}: {self.words(card, key) or empty}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Perform the edit of a cell; whether it was done."""
        if role != Qt.ItemDataRole.EditRole or not 0 <= index.row() < len(self.cards):
            return False
        card, key = self.cards[index.row()], COLUMNS[index.column()][0]
        if value == self.data(index, role) or (key == "words" and not str(value).strip()):
            return False
        if key in ("stage", "lane"):
            there = (value, card.lane_id) if key == "stage" else (card.stage_id, value)
            self._editing.drop(card.id, *there, len(self.cards))
            return True
        return self._context.document.perform(ChangeTouchpoint(card.id, {key: value})) is not None

    def words(self, card: CardRecord, key: str) -> str:
        """Return what a cell shows."""
        tr, path = self._context.tr, self._desk.path
        if path is None:
            return ""
        makers: dict[str, Callable[[], str]] = {
            "stage": lambda: next((s.name for s in path.stages if s.id == card.stage_id), ""),
            "lane": lambda: next((self._desk.lane_words(o) for o in path.lanes if o.id == card.lane_id), ""),
            "pain_point": lambda: tr("Yes") if card.pain_point else "",
            "evidence": lambda: tr(label(EVIDENCE, card.evidence)) if card.evidence else "",
            "felt": lambda: self._felt.get(card.id, ""),
            "voices": lambda: _counted(self._context, *self._desk.counts.get(card.id, (0, 0))),
        }
        return makers[key]() if key in makers else str(getattr(card, key))

    def options(self, key: str) -> list[tuple[str, Any]]:
        """Return label and value of what a cell is chosen from."""
        tr, path = self._context.tr, self._desk.path
        if key == "pain_point":
            return [(tr("No"), False), (tr("Yes"), True)]
        if key == "evidence":
            return [(tr("Not said"), ""), *((tr(term.label), term.code) for term in EVIDENCE)]
        if path is None:
            return []
        if key == "stage":
            return [(f"{stage.letter} {stage.name}", stage.id) for stage in path.stages]
        return [(self._desk.lane_words(lane), lane.id) for lane in path.lanes if has_cells(path, lane.id)]


def _counted(context: Context, stories: int, notes: int) -> str:
    tr = context.tr
    parts = [tr.count("{n} story", "{n} stories", stories)] if stories else []
    parts += [tr.count("{n} note", "{n} notes", notes)] if notes else []
    return ", ".join(parts)


class CellEditor(QStyledItemDelegate):
    """A line for words, a list for what is chosen."""

    def __init__(self, context: Context, parent: "PathTable") -> None:
        super().__init__(parent)
        self._context, self._table = context, parent

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return the editor of a cell."""
        key, heading, _ = COLUMNS[index.column()]
        if key in CHOSEN:
            box = ChoiceBox(self._context.look)
            box.setParent(parent)
            for text, value in self._table.cards.options(key):
                box.addItem(text, value)
            box.activated.connect(lambda _: self._chosen(box))
            made: QWidget = box
        else:
            made = QLineEdit(parent)
            made.setMaxLength(4000 if key == "words" else 2000)
        made.setAccessibleName(self._context.tr(heading))
        made.setAutoFillBackground(True)
        return made

    def _chosen(self, box: QComboBox) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box, QStyledItemDelegate.EndEditHint.NoHint)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show what holds."""
        value = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findData(value))
        elif isinstance(editor, QLineEdit):
            editor.setText(str(value))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Perform the edit."""
        if isinstance(editor, QComboBox):
            model.setData(QModelIndex(index), editor.currentData())  # pyright: ignore[reportArgumentType]
        elif isinstance(editor, QLineEdit):
            model.setData(QModelIndex(index), editor.text().strip())  # pyright: ignore[reportArgumentType]

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of the wrapped words; Qt's own forgets the padding of the style sheet."""
        look = self._context.look
        width = self._table.columnWidth(index.column()) - 2 * look.px(8) - 6
        text = str(index.data() or "")
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
        box = QFontMetrics(look.font()).boundingRect(QRect(0, 0, max(1, width), 100000), flags, text)
        return QSize(width, max(box.height(), QFontMetrics(look.font()).height()) + 2 * look.px(6))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the cell, and a frame around the one that the keyboard is in."""
        super().paint(painter, option, index)
        state = option.state  # pyright: ignore[reportAttributeAccessIssue]
        if state & QStyle.StateFlag.State_HasFocus or state & QStyle.StateFlag.State_Selected:
            area = QRect(option.rect).adjusted(1, 1, -2, -2)  # pyright: ignore[reportAttributeAccessIssue]
            painter.setPen(QPen(self._context.look.colour("focus"), 2))
            painter.drawRect(area)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Give the editor the height it needs, also in a low row."""
        area = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        area.setHeight(max(area.height(), editor.sizeHint().height()))
        editor.setGeometry(area)


class PathTable(QTableView):
    """The table. `chosen`: the id of the card of the present row; Enter edits the present cell."""

    chosen = Signal(str)
    adding = Signal()
    removing = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(self, context: Context, desk: Desk, editing: Editing) -> None:
        super().__init__()
        self._context = context
        self.cards = CardTable(context, desk, editing)
        self.setModel(self.cards)
        self.setItemDelegate(CellEditor(context, self))
        self.setAccessibleName(context.tr("The path as a table"))
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setShowGrid(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.selectionModel().currentChanged.connect(lambda *_: self.chosen.emit(self.current_id()))
        context.look.changed.connect(self._share_width)

    def read(self) -> None:
        """Show what the desk holds now; the present cell stays the present one."""
        kept, column = self.current_id(), self.currentIndex().column()
        bar = self.verticalScrollBar()
        seen_from = bar.value()
        silent = self.selectionModel().blockSignals(True)
        self.cards.read()
        self.mark(kept, column)
        self.selectionModel().blockSignals(silent)
        self._fit_rows()
        bar.setValue(seen_from)
        self.viewport().update()

    def mark(self, card_id: str, column: int = -1) -> bool:
        """Go to the row of a card. False: it is not here."""
        row = next((at for at, card in enumerate(self.cards.cards) if card.id == card_id), -1)
        if row < 0:
            return False
        if row != self.currentIndex().row() or column >= 0:
            wanted = column if column >= 0 else max(0, self.currentIndex().column())
            self.setCurrentIndex(self.cards.index(row, wanted))
            self.scrollTo(self.currentIndex())
        return True

    def current_id(self) -> str:
        """Return the id of the card of the present row, empty for none."""
        row = self.currentIndex().row()
        return self.cards.cards[row].id if 0 <= row < len(self.cards.cards) else ""

    def edit_words(self) -> None:
        """Edit the words of the present row."""
        if self.current_id():
            column = next(at for at, one in enumerate(COLUMNS) if one[0] == "words")
            self.setCurrentIndex(self.cards.index(self.currentIndex().row(), column))
            self.edit(self.currentIndex())

    def _edit_here(self) -> None:
        """Edit the present cell; of one that only tells, such as the step's code, the words of its row."""
        here = self.currentIndex()
        if here.isValid() and here.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(here)
        else:
            self.edit_words()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter edits, Insert adds, Delete deletes; the rest is a table's own."""
        editing = self.state() == QAbstractItemView.State.EditingState
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not editing:
            self._edit_here()
        elif event.key() == Qt.Key.Key_Insert:
            self.adding.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.removing.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu, by mouse or by the Menu key."""
        where = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            where = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
        self.menu_wanted.emit(where)
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns."""
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        shares = sum(share for _, _, share in COLUMNS)
        width = max(self.viewport().width() - 2, self._context.look.px(860))
        for at, (_, _, share) in enumerate(COLUMNS):
            self.setColumnWidth(at, width * share // shares)
        self._fit_rows()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while the canvas was shown."""
        super().showEvent(event)
        self._fit_rows()

    def _fit_rows(self) -> None:
        if self.isVisible():  # measuring all words is work: only for a table that is looked at
            self.resizeRowsToContents()

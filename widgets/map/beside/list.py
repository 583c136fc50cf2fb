"""The list of stories and notes: all lines are equally high, so that thousands of them are shown at once."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFont, QFontMetrics, QKeyEvent, QResizeEvent, QTextLayout
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyleOptionViewItem

from models.beside import Listed
from models.lists import Names
from widgets.context import Context
from widgets.lists.delegate import PAD, CardDelegate
from widgets.lists.model import Index
from widgets.map.beside.rows import VoiceRows
from widgets.theme import GRID

LINES = 2


class LineDelegate(CardDelegate):
    """Draws a card in two lines of words and one below, whatever its words are."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the one size that all lines have."""
        line = QFontMetrics(self._look.font()).height()
        return QSize(self._width(), 2 * PAD + LINES * line + 6 + GRID + line)

    def _laid(self, text: str, font: QFont, width: int, lines: int | None = None) -> QTextLayout:
        if lines is not None:
            return super()._laid(text, font, width, 1)
        laid, line = super()._laid(text, font, width), QFontMetrics(self._look.font()).height()
        if laid.boundingRect().height() > LINES * line + GRID:  # a script whose lines are higher
            return super()._laid(text, font, width, 1)
        return laid


class VoiceList(QListView):
    """Enter attaches what is marked, Delete takes it away, Ctrl+Enter opens, Left and Right walk along the path.

    `taken`: to be attached (ids). `let_go`: to be taken from the marked step (ids). `walked`: −1 or +1.
    """

    taken = Signal(object)
    let_go = Signal(object)
    opened = Signal(str)
    walked = Signal(int)
    marked = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(self, context: Context, names: Callable[[], Names]) -> None:
        super().__init__()
        self._look = context.look
        self.rows = VoiceRows(context, names)
        self.setModel(self.rows)
        self.setItemDelegate(LineDelegate(context.look, LINES, self._line_width, self))
        self.setAccessibleName(context.tr("Stories and notes"))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # else lines change their width with it
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setDefaultDropAction(Qt.DropAction.CopyAction)
        self.setMinimumSize(120, context.look.px(170))  # lower than that the panel scrolls
        self.doubleClicked.connect(lambda index: self.opened.emit(self.rows.id_at(index.row())))
        self.selectionModel().selectionChanged.connect(lambda *_: self.marked.emit())
        context.look.changed.connect(self._measure_again)

    def show_rows(self, listed: Listed, here: int, current: str = "") -> None:
        """List others; what is marked stays marked where it is still listed. `current`: where to go instead."""
        kept, at = self.marked_ids(), self.currentIndex().row()
        current = current or self.current_id()
        bar = self.verticalScrollBar()
        seen_from = bar.value()
        silent = self.selectionModel().blockSignals(True)
        self.rows.show_rows(listed, here)
        row = self.rows.row_of(current) if current else -1
        if row < 0 and listed.ids and at >= 0:
            row = min(at, len(listed.ids) - 1)
        if row >= 0:
            self._go_to(row)
            self._mark_all(kept if current in kept else ())
            bar.setValue(seen_from)
            self.scrollTo(self.rows.index(row))
        self.selectionModel().blockSignals(silent)
        self.marked.emit()

    def current_id(self) -> str:
        """Return the id of the line that has the focus, empty for none."""
        return self.rows.id_at(self.currentIndex().row())

    def marked_ids(self) -> tuple[str, ...]:
        """Return the ids of all marked lines, in their order."""
        found: set[int] = set()
        marked = self.selectionModel().selection()
        for part in (marked.at(number) for number in range(marked.count())):
            found.update(range(part.top(), part.bottom() + 1))
        return tuple(self.rows.id_at(row) for row in sorted(found) if self.rows.id_at(row))

    def mark(self, row_id: str) -> bool:
        """Mark one line and bring it on screen. False: it is not listed."""
        row = self.rows.row_of(row_id)
        if row >= 0:
            self._go_to(row)
            self.scrollTo(self.rows.index(row))
        return row >= 0

    def next_after(self, ids: Iterable[str]) -> str:
        """Return the id of the line behind some, which is gone on with once they have left; empty for none."""
        gone = frozenset(ids)
        last = max((row for row, row_id in enumerate(self.rows.listed.ids) if row_id in gone), default=-1)
        return self.rows.id_at(last + 1)

    def take_focus(self) -> None:
        """Take the keys; the first line is marked where none is."""
        if not self.current_id() and self.rows.listed.ids:
            self._go_to(0)
        self.setFocus(Qt.FocusReason.TabFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the lines out anew for another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the keys say; everything else is a list's own."""
        key, ids = event.key(), self.marked_ids()
        with_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if with_ctrl and self.current_id():
                self.opened.emit(self.current_id())
            elif ids:
                self.taken.emit(ids)
        elif key == Qt.Key.Key_Delete and ids:
            self.let_go.emit(ids)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not event.modifiers():
            self.walked.emit(1 if key == Qt.Key.Key_Right else -1)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of what is marked, by mouse or by the Menu key."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            where = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
        else:
            where = event.globalPos()
        if self.marked_ids():
            self.menu_wanted.emit(where)
        event.accept()

    def _line_width(self) -> int:
        return max(80, self.viewport().width() - 2)

    def _go_to(self, row: int) -> None:
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(self.rows.index(row), flags.ClearAndSelect)

    def _mark_all(self, ids: Iterable[str]) -> None:
        selection = QItemSelection()
        for row_id in ids:
            if (row := self.rows.row_of(row_id)) >= 0:
                selection.append(QItemSelectionRange(self.rows.index(row)))
        if selection.count() > 1:
            self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _measure_again(self) -> None:
        self.setMinimumHeight(self._look.px(170))
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

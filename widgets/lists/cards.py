"""A list or a wall of cards, by mouse and by keyboard."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from widgets.lists.delegate import CardDelegate
from widgets.lists.model import CardData, CardModel
from widgets.look import Look

__all__ = ["CardData", "CardList", "CardModel"]


class CardList(QListView):
    """Cards below each other, or a wall of several columns. Arrow keys move, Enter opens, the Menu key asks.

    `chosen`: the id that is marked now, empty for none. `opened`: Enter or double click. `removed`: Delete.
    `marked`: other cards are marked, where several may be.
    `menu_wanted`: ids that are marked, and where.
    """

    chosen = Signal(str)
    marked = Signal()
    opened = Signal(str)
    removed = Signal(object)
    menu_wanted = Signal(object, QPoint)

    def __init__(self, look: Look, name: str, *, lines: int = 3, least_width: int = 0, several: bool = False) -> None:
        """`least_width`: of a column at 100 % text; 0: one column."""
        super().__init__()
        self._look, self._least = look, least_width
        self.cards = CardModel()
        self.setModel(self.cards)
        self.setItemDelegate(CardDelegate(look, lines, self.card_width, self))
        self.setAccessibleName(name)
        self.setUniformItemSizes(False)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(60)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        modes = QAbstractItemView.SelectionMode
        self.setSelectionMode(modes.ExtendedSelection if several else modes.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSpacing(0)
        self.setMinimumSize(120, 60)
        if least_width:
            self.setViewMode(QListView.ViewMode.IconMode)
            self.setMovement(QListView.Movement.Static)
            self.setFlow(QListView.Flow.LeftToRight)
            self.setWrapping(True)
        self.doubleClicked.connect(lambda index: self.opened.emit(self.cards.cards[index.row()].id))
        self.selectionModel().currentChanged.connect(lambda *_: self.chosen.emit(self.current_id()))
        self.selectionModel().selectionChanged.connect(lambda *_: self.marked.emit())
        look.changed.connect(self._measure_again)

    def show_cards(self, cards: Sequence[CardData]) -> None:
        """Show other cards and keep the marked one marked where it is still there."""
        kept, row, several = self.current_id(), self.currentIndex().row(), self.marked_ids()
        silent = self.selectionModel().blockSignals(True)
        self.cards.show_cards(cards)
        found = self.cards.row_of(kept) if kept else -1
        if found >= 0 and found != self.currentIndex().row():
            self._go_to(found)
        if len(several) > 1 and found >= 0 and self.marked_ids() != several:
            self.mark_all(several)
        self.selectionModel().blockSignals(silent)
        if self.marked_ids() != several:
            self.marked.emit()
        if kept and found < 0:
            if self.cards.cards:
                self._go_to(min(max(row, 0), len(self.cards.cards) - 1))
            self.chosen.emit(self.current_id())
        self.viewport().update()

    def current_id(self) -> str:
        """Return the id of the card that has the focus, empty for none."""
        row = self.currentIndex().row()
        return self.cards.cards[row].id if 0 <= row < len(self.cards.cards) else ""

    def marked_ids(self) -> tuple[str, ...]:
        """Return the ids of all marked cards, in their order."""
        found: set[int] = set()
        marked = self.selectionModel().selection()  # ranges: there may be thousands
        for part in (marked.at(number) for number in range(marked.count())):
            found.update(range(part.top(), part.bottom() + 1))
        rows = sorted(found)
        return tuple(self.cards.cards[row].id for row in rows if row < len(self.cards.cards))

    def mark(self, card_id: str) -> bool:
        """Mark a card and bring it on screen. False: it is not shown here."""
        row = self.cards.row_of(card_id)
        if row < 0:
            return False
        self._go_to(row)
        self.scrollTo(self.cards.index(row))
        return True

    def mark_all(self, ids: Iterable[str]) -> None:
        """Mark exactly these cards; the present one stays the present one."""
        wanted, selection = set(ids), QItemSelection()
        for row, card in enumerate(self.cards.cards):
            if card.id in wanted:
                selection.append(QItemSelectionRange(self.cards.index(row)))
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.viewport().update()

    def take_focus(self) -> None:
        """Take the keys; the first card is marked where none is."""
        if not self.current_id() and self.cards.cards:
            self.mark(self.cards.cards[0].id)
        self.setFocus(Qt.FocusReason.TabFocusReason)

    def card_width(self) -> int:
        """Return how wide a card is: the column's share of the width."""
        width = self.viewport().width() - 2
        if not self._least:
            return max(80, width)
        return max(80, width // max(1, width // max(1, self._look.px(self._least))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the cards out anew for another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Delete removes; everything else is a list's own."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_id():
            self.opened.emit(self.current_id())
        elif event.key() == Qt.Key.Key_Delete and self.marked_ids():
            self.removed.emit(self.marked_ids())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of what is marked, by mouse or by the Menu key."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            area: QRect = self.visualRect(self.currentIndex())
            where = self.viewport().mapToGlobal(area.center() if area.isValid() else QPoint(10, 10))
        else:
            index = self.indexAt(event.pos())
            if index.isValid() and index.row() not in {one.row() for one in self.selectionModel().selectedIndexes()}:
                self.setCurrentIndex(index)
            where = event.globalPos()
        if self.marked_ids():
            self.menu_wanted.emit(self.marked_ids(), where)
        event.accept()

    def _go_to(self, row: int) -> None:
        """Mark one row alone, whatever keys are held down: Qt would look at them and mark more, or nothing."""
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(self.cards.index(row), flags.ClearAndSelect)

    def _measure_again(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

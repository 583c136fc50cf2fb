"""A list of cards that can be dragged, one or several, and that shows where they would land."""

import operator
from collections.abc import Callable, Sequence

from PySide6.QtCore import QItemSelectionModel, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QApplication, QListView

from widgets.lists.cards import CardData, CardList
from widgets.look import Look
from widgets.theme import GRID, RADIUS

LINES = 5  # of a card's words
NEAR_END = 300  # pixels above the end of the list at which more is read


class DragList(CardList):
    """Cards of one theme, or those not sorted yet.

    `keys`: asked first about every key; True: it was meant for the wall. `entered`: it has the focus now.
    `drag_begun`, `drag_moved`, `drag_ended` tell of the mouse, in global places. `more_wanted`: the end is near;
    `earlier_wanted`: one looks at the very beginning.
    """

    entered = Signal()
    drag_begun = Signal(QPoint)
    drag_moved = Signal(QPoint)
    drag_ended = Signal(QPoint)
    more_wanted = Signal()
    earlier_wanted = Signal()

    def __init__(self, look: Look, name: str, words_of_hint: str) -> None:
        super().__init__(look, name, lines=LINES, several=True)
        self.setLayoutMode(QListView.LayoutMode.SinglePass)  # pages are small, and batches lose the place one was at
        self.setAutoScroll(True)
        self.setTabKeyNavigation(False)
        self.keys: Callable[[QKeyEvent], bool] = lambda _: False
        self.dragging = False
        self._pressed: QPoint | None = None
        self._narrow = -1
        self._hint: int | None = None
        self._words_of_hint = words_of_hint
        self._settling = False
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.verticalScrollBar().rangeChanged.connect(self._keep_width)
        self._keep_width(0, 0)

    def card_width(self) -> int:
        """Return how wide a card is, with or without a scroll bar: its coming lays out no card anew."""
        return max(80, self.width() - self.verticalScrollBar().sizeHint().width() - 2)

    def show_cards(self, cards: Sequence[CardData]) -> None:
        """Show other cards; what one looks at stays where it is, and marked cards stay marked."""
        shown = self.cards.cards
        if len(cards) == len(shown) and all(map(operator.is_, cards, shown)):
            return
        top = self.indexAt(QPoint(2 * GRID, 2 * GRID))
        anchor = shown[top.row()].id if top.isValid() else ""
        before = self.visualRect(top).top() if top.isValid() else 0
        marked, scrolled = self.marked_ids(), self.verticalScrollBar().value()
        self._settling = True
        super().show_cards(cards)
        if scrolled:
            self.doItemsLayout()
            at = self.cards.row_of(anchor) if anchor else -1
            if at >= 0:
                bar = self.verticalScrollBar()
                bar.setValue(bar.value() + self.visualRect(self.cards.index(at)).top() - before)
        if len(marked) > 1:
            self._mark_again(marked)
        self._settling = False

    # -- keys and focus -------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask the wall first: digits and letters sort, arrows go to the neighbours."""
        if not self.keys(event):
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Never look for cards by their first letter: letters sort."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Mark a card, so that keys have something to act on."""
        super().focusInEvent(event)
        if self.cards.cards and event.reason() != Qt.FocusReason.MouseFocusReason:
            self.mark_row(max(0, self.currentIndex().row()))
        self.entered.emit()

    def mark_row(self, row: int) -> None:
        """Mark the card of a row, or the nearest there is."""
        if self.cards.cards:
            row = max(0, min(row, len(self.cards.cards) - 1))
            index = self.cards.index(row)
            if not (index.row() == self.currentIndex().row() and self.selectionModel().isSelected(index)):
                self.setCurrentIndex(index)
            self.scrollTo(index)

    def mark_ids(self, ids: tuple[str, ...], current: str) -> None:
        """Mark several cards, with the focus on one of them."""
        self.mark(current)
        self._mark_again(ids)

    def _mark_again(self, ids: tuple[str, ...]) -> None:
        flags = QItemSelectionModel.SelectionFlag.Select
        for card_id in ids:
            if (row := self.cards.row_of(card_id)) >= 0:
                self.selectionModel().select(self.cards.index(row), flags)

    def bring(self, card_id: str) -> None:
        """Bring a card on screen without marking it."""
        if (row := self.cards.row_of(card_id)) >= 0:
            self.scrollTo(self.cards.index(row))

    def release(self) -> None:
        """Mark nothing: another list has the marked cards now."""
        self.clearSelection()

    # -- dragging -------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Several marked cards stay marked when one of them is pressed: they may be dragged together."""
        index = self.indexAt(event.position().toPoint())
        self._pressed, self._narrow = None, -1
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self._pressed = event.position().toPoint()
            bare = event.modifiers() == Qt.KeyboardModifier.NoModifier
            if bare and self.selectionModel().isSelected(index) and len(self.marked_ids()) > 1:
                self._narrow = index.row()
                self.setFocus(Qt.FocusReason.MouseFocusReason)
                return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Begin or go on dragging; a pressed card never marks others on the way."""
        if not (event.buttons() & Qt.MouseButton.LeftButton) or self._pressed is None:
            super().mouseMoveEvent(event)
            return
        where = event.globalPosition().toPoint()
        if self.dragging:
            self.drag_moved.emit(where)
        elif (event.position().toPoint() - self._pressed).manhattanLength() >= QApplication.startDragDistance():
            self.dragging = True
            self.drag_begun.emit(where)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go: drop, or mark only the pressed card."""
        pressed, self._pressed = self._pressed, None
        if pressed is not None and self.dragging:
            self.dragging = False
            self.drag_ended.emit(event.globalPosition().toPoint())
            return
        if self._narrow >= 0:
            self.setCurrentIndex(self.cards.index(self._narrow))
        super().mouseReleaseEvent(event)

    def stop_dragging(self) -> None:
        """Forget the press: what the mouse does until it is released means nothing."""
        self.dragging, self._pressed, self._narrow = False, None, -1

    def picture_of(self, card_id: str) -> QPixmap:
        """Return a picture of a card as it stands here."""
        area = self.visualRect(self.cards.index(max(0, self.cards.row_of(card_id))))
        return self.viewport().grab(area) if area.isValid() else QPixmap()

    # -- where cards would land -----------------------------------------------------------------

    def row_at(self, where: QPoint) -> int:
        """Return the row in front of which cards would land at a global place."""
        y = self.viewport().mapFromGlobal(where).y()
        for row in range(len(self.cards.cards)):
            if self.visualRect(self.cards.index(row)).center().y() > y:
                return row
        return len(self.cards.cards)

    def show_hint(self, row: int | None) -> None:
        """Show the one drop hint in front of a row, or (None) none."""
        if row != self._hint:
            self._hint = row
            self.viewport().update()

    @property
    def hint(self) -> int | None:
        """The row before which the drop hint stands."""
        return self._hint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cards, and where others would land."""
        super().paintEvent(event)
        if self._hint is None:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width, count = self.viewport().width(), len(self.cards.cards)
        if self._hint < count:
            self._paint_line(painter, self.visualRect(self.cards.index(self._hint)).top() + 0.0, width)
            return
        top = self.visualRect(self.cards.index(count - 1)).bottom() + 1.0 if count else 0.0
        high = 3.0 * self._look.scale.text
        if top + high > self.viewport().height():
            self._paint_line(painter, self.viewport().height() - 3.0, width)
        else:
            self._paint_box(painter, QRectF(3, top + 3, width - 8, high))

    def _paint_line(self, painter: QPainter, y: float, width: int) -> None:
        y = max(2.0, y)
        painter.setPen(QPen(self._look.colour("accent"), 3))
        painter.drawLine(round(2 * GRID), round(y), round(width - 2 * GRID), round(y))
        painter.setBrush(self._look.colour("accent"))
        painter.drawEllipse(QRectF(1, y - GRID, 2 * GRID, 2 * GRID))

    def _paint_box(self, painter: QPainter, area: QRectF) -> None:
        painter.setPen(QPen(self._look.colour("accent"), 1.5, Qt.PenStyle.DashLine))
        painter.setBrush(self._look.colour("accent_soft"))
        painter.drawRoundedRect(area, RADIUS, RADIUS)
        painter.setPen(self._look.colour("accent"))
        painter.setFont(self._look.font())
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._words_of_hint)

    def _keep_width(self, _: int, last: int) -> None:
        """Leave the place of the scroll bar free where there is none: cards are as wide with it as without."""
        bar = 0 if last else self.verticalScrollBar().sizeHint().width()
        if self.viewportMargins().right() != bar:
            self.setViewportMargins(0, 0, bar, 0)

    def _scrolled(self, value: int) -> None:
        if self._settling:
            return
        if value and value >= self.verticalScrollBar().maximum() - NEAR_END:
            self.more_wanted.emit()
        elif not value:
            self.earlier_wanted.emit()

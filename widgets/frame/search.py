"""Search over everything: a field in the top bar and what it finds below it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QWidget
from shiboken6 import isValid

from resources.texts import Translator
from widgets.lists.cards import CardData, CardList
from widgets.look import Look
from widgets.parts.buttons import native
from widgets.parts.frames import Surface, column
from widgets.parts.labels import Label
from widgets.theme import GRID

PAUSE = 120  # milliseconds after a key before the file is asked
Find = Callable[[str], Sequence[CardData]]


class Search(QFrame):
    """`chosen`: the id of a card that was found. Cards' ids are whatever `find` gave them."""

    chosen = Signal(str)

    def __init__(self, look: Look, tr: Translator) -> None:
        super().__init__()
        self._look, self._tr = look, tr
        self._find: Find = lambda _: ()
        self._before: QWidget | None = None  # where the cursor was
        self.line = QLineEdit()
        self.line.setAccessibleName(tr("Find a story, note, step or action"))
        self.line.setPlaceholderText(f"{tr('Find a story, note or step')}    {native('Ctrl+K')}")
        self.line.setClearButtonEnabled(True)
        self.line.textChanged.connect(lambda _: self._clock.start())
        self.line.installEventFilter(self)
        self.setLayout(column(self.line))
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(PAUSE)
        self._clock.timeout.connect(self.look_up)
        self.found = CardList(look, tr("What was found"), lines=2)
        self.found.opened.connect(self._choose)
        self.found.clicked.connect(lambda index: self._choose(self.found.cards.cards[index.row()].id))
        self.found.installEventFilter(self)
        self._none = Label("", "muted")
        self.popup = Surface("card", column(self._none, self.found, margin=2 * GRID))
        self.popup.hide()
        look.changed.connect(self._size)
        if isinstance(application := QApplication.instance(), QApplication):
            application.focusChanged.connect(self._focus_moved)
        self._size()

    def use(self, find: Find, host: QWidget) -> None:
        """Search by `find`; what it finds is shown over `host`."""
        self._find = find
        self.popup.setParent(host)
        self.popup.hide()

    def find_nothing(self) -> None:
        """Forget what was searched and where: the project is closed."""
        self._find = lambda _: ()
        self.line.clear()
        self._clock.stop()
        self.popup.hide()
        self.found.show_cards(())

    def begin(self) -> None:
        """Put the focus into the field."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def look_up(self) -> None:
        """Show what is found for the words that are typed."""
        words = self.line.text().strip()
        if not words:
            self.popup.hide()
            return
        cards = self._find(words)
        self.found.show_cards(cards)
        self.found.setVisible(bool(cards))
        self._none.setVisible(not cards)
        self._none.setText(self._tr("Nothing holds these words. Try fewer, or only how they begin."))
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow keys go from the field into what was found, letters and Up back, Escape where the cursor was."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = event.key()
            if key == Qt.Key.Key_Escape:
                self._end()
                return True
            if watched is self.line and key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                return self._go_down(choose=key != Qt.Key.Key_Down)
            if watched is self.found and self._goes_up(event):
                return True
        elif event.type() == QEvent.Type.FocusOut:
            QTimer.singleShot(0, self, self._close_if_left)
        return super().eventFilter(watched, event)

    def _goes_up(self, event: QKeyEvent) -> bool:
        """Go from what was found back into the field: Up from the first, or by typing on."""
        if event.key() == Qt.Key.Key_Up and self.found.currentIndex().row() <= 0:
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        commanded = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if event.text().isprintable() and event.text() and not commanded:
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
            self.line.setCursorPosition(len(self.line.text()))
            self.line.insert(event.text())
            return True
        if event.key() == Qt.Key.Key_Backspace:
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
            self.line.setCursorPosition(len(self.line.text()))
            self.line.backspace()
            return True
        return False

    def _focus_moved(self, old: QWidget | None, now: QWidget | None) -> None:
        """Remember where the cursor was before it came here."""
        if now is self.line and old is not None and old is not self.found and old.window() is self.window():
            self._before = old

    def _go_down(self, *, choose: bool) -> bool:
        self._clock.stop()
        self.look_up()
        cards = self.found.cards.cards
        if not cards:
            return True
        if choose:
            self._choose(cards[0].id)
        else:
            self.found.mark(cards[0].id)
            self.found.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _choose(self, card_id: str) -> None:
        self._end()
        self.chosen.emit(card_id)

    def _end(self) -> None:
        self._clock.stop()
        self.popup.hide()
        self.line.clear()
        self._clock.stop()
        before, self._before = self._before, None
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        elif (host := self.popup.parentWidget()) is not None:
            host.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_if_left(self) -> None:
        focused = self.window().focusWidget()
        if focused is not self.line and not (focused and self.popup.isAncestorOf(focused)):
            self.popup.hide()

    def _place(self) -> None:
        host = self.popup.parentWidget()
        if host is None:
            return
        below = self.mapTo(host, QPoint(0, self.height() + GRID)) if host.isAncestorOf(self) else QPoint(0, 0)
        width = max(self.width(), self._look.px(420))
        height = min(host.height() - below.y() - 8 * GRID, self._look.px(420))
        left = max(GRID, min(below.x(), host.width() - width - 2 * GRID))
        self.popup.setGeometry(
            left, below.y(), width, height if self.found.isVisibleTo(self.popup) else self._look.px(72)
        )
        self.popup.show()
        self.popup.raise_()

    def _size(self) -> None:
        wide = self.line.fontMetrics().horizontalAdvance(self.line.placeholderText()) + self._look.px(56)
        self.line.setFixedWidth(wide if self._look.percent <= 125 else self._look.px(130))

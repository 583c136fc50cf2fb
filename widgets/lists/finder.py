"""A line to find something by its words, with what was found below; Enter takes the one that is marked."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from widgets.lists.cards import CardData, CardList
from widgets.look import Look
from widgets.parts.frames import column
from widgets.theme import GRID


class Finder(QWidget):
    """`found`: the id of what was taken; `left`: Escape. Begin with `begin_line`."""

    found = Signal(str)
    left = Signal()

    def __init__(self, look: Look, name: str, height: int) -> None:
        """`name`: what is typed here, for the eyes and for screen readers; `height`: of the list, at 100 % text."""
        super().__init__()
        self.line = QLineEdit()
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(name)
        self.hits = CardList(look, name, lines=2)
        self.hits.setFixedHeight(look.px(height))
        self.setLayout(column(self.line, self.hits, spacing=GRID))
        self.line.textChanged.connect(lambda _: self._search())
        self.line.returnPressed.connect(self._take)
        self.hits.opened.connect(self.found)

    def hits_for(self, words: str) -> list[CardData]:
        """Return what is found by words, the best first; without words, what may be meant."""
        raise NotImplementedError

    def begin_line(self) -> None:
        """Empty the line and put the cursor into it."""
        self.line.clear()
        self._search()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves; Down goes to what was found."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Down and self.line.hasFocus():
            self.hits.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def _search(self) -> None:
        self.hits.show_cards(self.hits_for(self.line.text().strip()))
        if self.hits.cards.cards:
            self.hits.mark(self.hits.cards.cards[0].id)

    def _take(self) -> None:
        if chosen := self.hits.current_id():
            self.found.emit(chosen)

"""The grid of feelings: a row for each group and person, a column for each card; digits say how it feels and go on."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

from models.find import first_line
from models.records import CardRecord
from widgets.canvas.feelings import signed
from widgets.context import Context
from widgets.map.desk import Desk
from widgets.map.saying import Line, Saying

Index = QModelIndex | QPersistentModelIndex
DIGITS = {Qt.Key.Key_1: -2, Qt.Key.Key_2: -1, Qt.Key.Key_3: 0, Qt.Key.Key_4: 1, Qt.Key.Key_5: 2}
SIGNS = {Qt.Key.Key_Minus: -1, Qt.Key.Key_Plus: 1}
SIGNED = {Qt.Key.Key_1: 1, Qt.Key.Key_2: 2}
CLEARING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
WIDTH, NAMES = 52, 220  # pixels at 100 % text


class FeelingsModel(QAbstractTableModel):
    """What was said in the present workshop, by row and column; in brackets what was said in another one."""

    def __init__(self, context: Context, desk: Desk, saying: Saying) -> None:
        super().__init__()
        self._context, self._desk, self._saying = context, desk, saying
        self.lines: tuple[Line, ...] = ()
        self.cards: tuple[CardRecord, ...] = ()
        self._values: dict[tuple[str, str], str] = {}

    def read(self) -> None:
        """Show what the desk holds now."""
        path = self._desk.path
        lines = tuple(line for line in self._saying.lines() if not line.who.is_nameless)
        cards = path.cards if path else ()
        shape = (tuple(line.who.key for line in lines), tuple(card.id for card in cards))
        same = shape == (tuple(line.who.key for line in self.lines), tuple(card.id for card in self.cards))
        if not same:
            self.beginResetModel()
        self.lines, self.cards = lines, cards
        self._values = self._read_values()
        if not same:
            self.endResetModel()
        elif lines and cards:
            self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, len(cards) - 1))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(cards) - 1)
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(lines) - 1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of groups and people."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of cards."""
        return 0 if parent.isValid() else len(self.cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a value, or what a screen reader says."""
        if not index.isValid():
            return None
        line, card = self.lines[index.row()], self.cards[index.column()]
        value = self._values.get((line.who.key, card.id), "")
        if role == Qt.ItemDataRole.DisplayRole:
            return value
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        if role == Qt.ItemDataRole.FontRole:
            return self._context.look.font(bold=True)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = value or self._context.tr("Nothing said")
            return f"{line.name}. {card.code} {first_line(card.words)}. {said}"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the code of a card, or who it is."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self.cards[section].code if section < len(self.cards) else None
        if section >= len(self.lines):
            return None
        look = self._context.look
        room = look.px(NAMES) - look.px(56)
        return QFontMetrics(look.font(bold=True)).elidedText(
            self.lines[section].name, Qt.TextElideMode.ElideRight, room
        )

    def _read_values(self) -> dict[tuple[str, str], str]:
        path, workshop_id = self._desk.path, self._context.session.workshop_id
        own: dict[tuple[str, str], str] = {}
        other: dict[tuple[str, str], str] = {}
        for one in path.feelings if path else ():
            key = (one.participant_id or one.segment_id or "", one.touchpoint_id)
            if one.workshop_id == workshop_id:
                own[key] = signed(one.value)
            else:
                other[key] = f"({signed(one.value)})"
        return {**other, **own}


class FeelingsGrid(QTableView):
    """Arrow keys walk; 1 to 5, or −2 to +2 with the sign first, say how it feels and go on to the next card.

    `stood`: another cell has the keyboard.
    """

    stood = Signal()

    def __init__(self, context: Context, desk: Desk, saying: Saying) -> None:
        super().__init__()
        self._context, self._saying = context, saying
        self.feelings = FeelingsModel(context, desk, saying)
        self.setModel(self.feelings)
        self._sign = 0  # typed before the digit
        self.setAccessibleName(context.tr("Feelings along the path"))
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        self.setMinimumSize(120, context.look.px(100))
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setHighlightSections(True)
            header.setSectionsClickable(False)
        self.selectionModel().currentChanged.connect(lambda *_: self._stand())
        context.look.changed.connect(self._fit)
        self._fit()

    def sizeHint(self) -> QSize:
        """Return a low one: the panel lies below the path."""
        return QSize(self._context.look.px(400), self._context.look.px(110))

    def read(self) -> None:
        """Show what the desk holds now; the present cell stays the present one."""
        here = self.here()
        self.feelings.read()
        if here is not None:
            self.stand_at(here[0].who.key, here[1].id)

    def here(self) -> tuple[Line, CardRecord] | None:
        """Return whose cell it is that has the keyboard, and of which card."""
        index, grid = self.currentIndex(), self.feelings
        if not index.isValid() or index.row() >= len(grid.lines) or index.column() >= len(grid.cards):
            return None
        return grid.lines[index.row()], grid.cards[index.column()]

    def stand_at(self, key: str = "", card_id: str = "") -> None:
        """Go to somebody's row, and to a card's column; what is not said stays, or is the first."""
        grid, now = self.feelings, self.currentIndex()
        if not grid.lines or not grid.cards:
            return
        key = key or ("" if now.isValid() else self._saying.last or "")
        row = next((at for at, line in enumerate(grid.lines) if line.who.key == key), max(0, now.row()))
        column = next((at for at, card in enumerate(grid.cards) if card.id == card_id), max(0, now.column()))
        there = grid.index(min(row, len(grid.lines) - 1), min(column, len(grid.cards) - 1))
        if there != now:
            self.setCurrentIndex(there)

    def say(self, value: int) -> None:
        """Say how it feels here, and go on to the next card."""
        if (here := self.here()) is not None and self._saying.say(here[1].id, here[0].who, value):
            self._go_on()

    def clear(self) -> None:
        """Take back what was said here."""
        here = self.here()
        own = self._saying.own(here[1].id, here[0].who) if here else None
        if own is not None:
            self._saying.clear(own)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Say, clear, walk; Enter begins the next row."""
        key, sign = Qt.Key(event.key()), self._sign
        self._sign = 0
        if event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier):
            super().keyPressEvent(event)
        elif key in SIGNS or event.text() in ("+", "-", "−"):
            self._sign = 1 if event.text() == "+" or key == Qt.Key.Key_Plus else -1
        elif sign and key in SIGNED:
            self.say(sign * SIGNED[key])
        elif key == Qt.Key.Key_0:
            self.say(0)
        elif key in DIGITS:
            self.say(DIGITS[key])
        elif key in CLEARING:
            self.clear()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.setCurrentIndex(
                self.feelings.index(min(self.currentIndex().row() + 1, len(self.feelings.lines) - 1), 0)
            )
        else:
            super().keyPressEvent(event)

    def _go_on(self) -> None:
        now = self.currentIndex()
        if now.column() + 1 < len(self.feelings.cards):
            self.setCurrentIndex(self.feelings.index(now.row(), now.column() + 1))

    def _stand(self) -> None:
        self._sign = 0
        if (here := self.here()) is not None:
            if self.hasFocus():
                self._saying.last = here[0].who.key
            self.stood.emit()

    def _fit(self) -> None:
        px = self._context.look.px
        self.horizontalHeader().setDefaultSectionSize(px(WIDTH))
        self.verticalHeader().setDefaultSectionSize(px(34))
        self.horizontalHeader().setFixedHeight(px(34))
        self.verticalHeader().setFixedWidth(px(NAMES))
        self.setMinimumHeight(px(100))

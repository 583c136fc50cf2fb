"""A list or a wall of cards: words, chips, a quiet line. One delegate draws them, a model holds them by id."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPen,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from widgets.look import Look
from widgets.parts.labels import is_right_to_left
from widgets.theme import GRID, RADIUS, RADIUS_SMALL

PAD = 3 * GRID
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class CardData:
    """One card. `tone`: the ground (note, story, neutral …), empty for white. `chips`: (text, tone) each.

    `spoken`: what a screen reader says; empty: title, chips and sub. `icon`: of the icon set, before the title.
    """

    id: str
    title: str
    sub: str = ""
    chips: tuple[tuple[str, str], ...] = ()
    aside: str = ""
    tone: str = ""
    icon: str = ""
    bold: bool = False
    spoken: str = ""

    def said(self) -> str:
        """Return what a screen reader says."""
        parts = (self.title, *(chip[0] for chip in self.chips), self.sub, self.aside)
        return self.spoken or ". ".join(part for part in parts if part)


class CardModel(QAbstractListModel):
    """The cards in their order. `show_cards` patches: only what differs is told to the view."""

    def __init__(self) -> None:
        super().__init__()
        self.cards: list[CardData] = []

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of cards."""
        return 0 if parent.isValid() else len(self.cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a card's words, or the card itself (user role)."""
        if not 0 <= index.row() < len(self.cards):
            return None
        card = self.cards[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return card.title
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return card.said() if role == Qt.ItemDataRole.AccessibleTextRole else card.sub
        return card if role == Qt.ItemDataRole.UserRole else None

    def row_of(self, card_id: str) -> int:
        """Return the row of a card, -1 where it is not shown."""
        return next((row for row, card in enumerate(self.cards) if card.id == card_id), -1)

    def show_cards(self, cards: Sequence[CardData]) -> None:
        """Show other cards; the same ids in the same order are patched in place, one new or gone card slides."""
        new, old = list(cards), self.cards
        if [card.id for card in new] == [card.id for card in old]:
            self.cards = new
            for row, (was, now) in enumerate(zip(old, new, strict=True)):
                if was != now:
                    self.dataChanged.emit(self.index(row), self.index(row))
            return
        if len(new) == len(old) + 1 and (row := _only_new(old, new)) is not None:
            self.beginInsertRows(QModelIndex(), row, row)
            self.cards = new
            self.endInsertRows()
            return
        if len(new) == len(old) - 1 and (row := _only_new(new, old)) is not None:
            self.beginRemoveRows(QModelIndex(), row, row)
            self.cards = new
            self.endRemoveRows()
            return
        self.beginResetModel()
        self.cards = new
        self.endResetModel()


def _only_new(old: list[CardData], new: list[CardData]) -> int | None:
    """Return the row of `new` that `old` lacks, where all else is equal; otherwise None."""
    row = next((at for at, card in enumerate(old) if card != new[at]), len(old))
    return row if new[:row] + new[row + 1 :] == old else None


class CardDelegate(QStyledItemDelegate):
    """Draws a card. `lines`: how many lines of the words are shown before they end in an ellipsis."""

    def __init__(self, look: Look, lines: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._lines = look, lines
        self._heights: dict[tuple[CardData, int, int], int] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the card's size at the width of its column."""
        view = self.parent()
        width = view.card_width() if isinstance(view, CardList) else option.rect.width()  # pyright: ignore[reportAttributeAccessIssue]
        card: CardData = index.data(Qt.ItemDataRole.UserRole)
        key = (card, width, self._look.percent)
        if key not in self._heights:
            if len(self._heights) > 20_000:
                self._heights.clear()
            self._heights[key] = self._height(card, width)
        return QSize(width, self._heights[key])

    def _height(self, card: CardData, width: int) -> int:
        inner = width - 2 * PAD - self._indent(card) - 4
        title = self._laid(card.title, self._look.font(bold=card.bold), inner)
        line = QFontMetrics(self._look.font()).height()
        height = 2 * PAD + round(title.boundingRect().height()) + 6
        if card.chips:
            height += sum(GRID + line + 4 for _ in self._chip_lines(card, inner))
        if card.sub or (card.aside and not card.chips):
            sub = self._laid(card.sub, self._look.font(), inner - self._aside_width(card), 2)
            height += GRID + max(line, round(sub.boundingRect().height()))
        return height

    def _aside_width(self, card: CardData) -> int:
        return (
            QFontMetrics(self._look.font()).horizontalAdvance(card.aside) + GRID if card.aside and not card.chips else 0
        )

    def _indent(self, card: CardData) -> int:
        return self._look.px(18) + 2 * GRID if card.icon else 0

    def _chip_lines(self, card: CardData, width: int) -> list[list[tuple[str, str]]]:
        metrics = QFontMetrics(self._look.font(bold=True))
        aside = QFontMetrics(self._look.font()).horizontalAdvance(card.aside) + 2 * GRID if card.aside else 0
        lines: list[list[tuple[str, str]]] = [[]]
        x = 0
        for chip in card.chips:
            wide = metrics.horizontalAdvance(chip[0]) + 16
            room = width - (aside if len(lines) == 1 else 0)
            if x and x + wide > room:
                lines.append([])
                x = 0
            lines[-1].append(chip)
            x += wide + GRID
        return lines

    def _laid(self, text: str, font: QFont, width: int, lines: int | None = None) -> QTextLayout:
        most = self._lines if lines is None else lines
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        if is_right_to_left(text):
            option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        text = " ".join(text[:2000].split())
        laid = _broken(text, font, width, option, most)
        while laid is None and text:  # too long: cut at a word until the ellipsis fits
            text = text[: _fitting(text, font, width, option, most)].rstrip()
            laid = _broken(text + "…", font, width, option, most)
            text = text[:-1]
        return laid or _broken("", font, width, option, most) or QTextLayout()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the card."""
        card: CardData = index.data(Qt.ItemDataRole.UserRole)
        state = option.state  # pyright: ignore[reportAttributeAccessIssue]
        selected = bool(state & QStyle.StateFlag.State_Selected)
        area = QRectF(option.rect).adjusted(3, 3, -3, -3)  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, card, area, selected=selected, focused=bool(state & QStyle.StateFlag.State_HasFocus))
        x, y = area.left() + PAD - 1, area.top() + PAD - 3
        if card.icon:
            painter.drawPixmap(QPointF(x, y + 1), self._look.picture(card.icon, "accent"))
            x += self._indent(card)
        inner = round(area.right() - PAD + 1 - x)
        y = self._words(painter, card, x, y, inner)
        self._below(painter, card, x, y, inner)
        painter.restore()

    def _ground(self, painter: QPainter, card: CardData, area: QRectF, *, selected: bool, focused: bool) -> None:
        look = self._look
        edge = look.colour(f"{card.tone}.strong") if card.tone else look.colour("line")
        if card.tone and look.palette.name == "light":
            edge.setAlphaF(0.45)
        painter.setPen(QPen(edge, 1))
        painter.setBrush(look.colour(f"{card.tone}.soft") if card.tone else look.colour("panel"))
        painter.drawRoundedRect(area, RADIUS, RADIUS)
        if selected:
            painter.setPen(QPen(look.colour("focus" if focused else "accent"), 3 if focused else 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(-1, -1, 1, 1), RADIUS + 1, RADIUS + 1)

    def _words(self, painter: QPainter, card: CardData, x: float, y: float, width: int) -> float:
        laid = self._laid(card.title, self._look.font(bold=card.bold), width)
        painter.setPen(self._look.colour("ink"))
        laid.draw(painter, QPointF(x, y))
        return y + laid.boundingRect().height()

    def _below(self, painter: QPainter, card: CardData, x: float, y: float, width: int) -> None:
        look = self._look
        plain = look.font()
        line = QFontMetrics(plain).height()
        if card.chips:
            first = y + GRID
            for chips in self._chip_lines(card, width):
                y += GRID
                at = x
                for text, tone in chips:
                    at += self._chip(painter, text, tone, at, y) + GRID
                y += line + 4
            self._aside(painter, card, QRectF(x, first, width, line + 4))
        if card.sub or (card.aside and not card.chips):
            y += GRID
            painter.setFont(plain)
            painter.setPen(look.colour("muted" if not card.tone else "ink"))
            laid = self._laid(card.sub, plain, width - self._aside_width(card), 2)
            laid.draw(painter, QPointF(x, y))
            if not card.chips:
                self._aside(painter, card, QRectF(x, y, width, line))

    def _aside(self, painter: QPainter, card: CardData, area: QRectF) -> None:
        if card.aside:
            painter.setFont(self._look.font())
            painter.setPen(self._look.colour("muted"))
            painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, card.aside)

    def _chip(self, painter: QPainter, text: str, tone: str, x: float, y: float) -> float:
        look, font = self._look, self._look.font(bold=True)
        metrics = QFontMetrics(font)
        box = QRectF(x, y, metrics.horizontalAdvance(text) + 14, metrics.height() + 2)
        painter.setPen(QPen(look.colour(f"{tone}.strong"), 1) if look.palette.name == "contrast" else Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(f"{tone}.soft"))
        painter.drawRoundedRect(box, RADIUS_SMALL, RADIUS_SMALL)
        painter.setFont(font)
        painter.setPen(look.colour(f"{tone}.text"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        return box.width()


def _broken(text: str, font: QFont, width: int, option: QTextOption, lines: int) -> QTextLayout | None:
    """Return the text in at most `lines` lines, None where it needs more."""
    laid = QTextLayout(text, font)
    laid.setTextOption(option)
    laid.beginLayout()
    height = 0.0
    for _ in range(lines + 1):
        line = laid.createLine()
        if not line.isValid():
            laid.endLayout()
            return laid
        line.setLineWidth(max(1, width))
        line.setPosition(QPointF(0, height))
        height += line.height()
    laid.endLayout()
    return None


def _fitting(text: str, font: QFont, width: int, option: QTextOption, lines: int) -> int:
    """Return how many characters stand in the first lines."""
    laid = QTextLayout(text, font)
    laid.setTextOption(option)
    laid.beginLayout()
    end = 0
    for _ in range(lines):
        line = laid.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(1, width))
        end = line.textStart() + line.textLength()
    laid.endLayout()
    return end if end < len(text) else len(text) - 1


class CardList(QListView):
    """Cards below each other, or a wall of several columns. Arrow keys move, Enter opens, the Menu key asks.

    `chosen`: the id that is marked now, empty for none. `opened`: Enter or double click. `removed`: Delete.
    `menu_wanted`: ids that are marked, and where.
    """

    chosen = Signal(str)
    opened = Signal(str)
    removed = Signal(object)
    menu_wanted = Signal(object, QPoint)

    def __init__(self, look: Look, name: str, *, lines: int = 3, least_width: int = 0, several: bool = False) -> None:
        """`least_width`: of a column at 100 % text; 0: one column."""
        super().__init__()
        self._look, self._least = look, least_width
        self.cards = CardModel()
        self.setModel(self.cards)
        self.setItemDelegate(CardDelegate(look, lines, self))
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
        look.changed.connect(self._measure_again)

    def show_cards(self, cards: Sequence[CardData]) -> None:
        """Show other cards and keep the marked one marked where it is still there."""
        kept, row = self.current_id(), self.currentIndex().row()
        silent = self.selectionModel().blockSignals(True)
        self.cards.show_cards(cards)
        found = self.cards.row_of(kept) if kept else -1
        if found >= 0 and found != self.currentIndex().row():
            self.setCurrentIndex(self.cards.index(found))
        self.selectionModel().blockSignals(silent)
        if kept and found < 0:
            if self.cards.cards:
                self.setCurrentIndex(self.cards.index(min(max(row, 0), len(self.cards.cards) - 1)))
            self.chosen.emit(self.current_id())
        self.viewport().update()

    def current_id(self) -> str:
        """Return the id of the card that has the focus, empty for none."""
        row = self.currentIndex().row()
        return self.cards.cards[row].id if 0 <= row < len(self.cards.cards) else ""

    def marked_ids(self) -> tuple[str, ...]:
        """Return the ids of all marked cards, in their order."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return tuple(self.cards.cards[row].id for row in rows if row < len(self.cards.cards))

    def mark(self, card_id: str) -> bool:
        """Mark a card and bring it on screen. False: it is not shown here."""
        row = self.cards.row_of(card_id)
        if row < 0:
            return False
        self.setCurrentIndex(self.cards.index(row))
        self.scrollTo(self.cards.index(row))
        return True

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

    def _measure_again(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

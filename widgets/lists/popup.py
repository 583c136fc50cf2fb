"""A small list to tick several values in, that opens below its chip and works by mouse and by keyboard."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from resources.texts import Translator
from widgets.lists.model import Index
from widgets.look import Look
from widgets.parts.buttons import Button
from widgets.parts.frames import Surface, column, row
from widgets.parts.labels import caption
from widgets.theme import GRID

MOST_LINES = 11
LEAST_WIDTH, MOST_WIDTH = 240, 460  # at 100 % text
KEY = int(Qt.ItemDataRole.UserRole)
COUNT = KEY + 1


@dataclass(frozen=True)
class Option:
    """A value with its name and how many rows have it."""

    key: str
    name: str
    count: int


class ManyOf(QFrame):
    """The popup. `changed`: the ticked values, in the order of the list. Space or Enter ticks, Escape closes."""

    changed = Signal(object)

    def __init__(self, look: Look, tr: Translator, name: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._look = look
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(name)
        self.list = _Ticks(look)
        self.list.setAccessibleName(name)
        self.list.ticked.connect(self._tell)
        self.none = Button(look, tr("Clear"), "", "link", self._clear)
        self.done = Button(look, tr("Done"), "", "quiet", self.close)
        head, foot = row(caption(name), margin=2 * GRID), row(self.none, 1, self.done, margin=GRID)
        inside = Surface("card", column(head, self.list, foot, spacing=0))
        self.setLayout(column(inside))

    def offer(self, options: Iterable[Option], ticked: Iterable[str]) -> None:
        """Fill the list."""
        wanted = set(ticked)
        for option in options:
            item = QListWidgetItem(option.name)
            item.setData(KEY, option.key)
            item.setData(COUNT, option.count)
            on = option.key in wanted
            item.setData(Qt.ItemDataRole.CheckStateRole, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{option.name}, {option.count}")
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self._fit()

    def open_below(self, chip: QWidget) -> None:
        """Open below a chip, or above it where the screen ends."""
        self.adjustSize()
        at = chip.mapToGlobal(QPoint(0, chip.height() + 2))
        screen = chip.screen().availableGeometry()
        if at.y() + self.height() > screen.bottom():
            at.setY(max(screen.top(), chip.mapToGlobal(QPoint(0, 0)).y() - self.height() - 2))
        at.setX(max(screen.left(), min(at.x(), screen.right() - self.width())))
        self.move(at)
        self.show()
        self.list.setFocus(Qt.FocusReason.PopupFocusReason)

    def ticked(self) -> tuple[str, ...]:
        """Return what is ticked."""
        items = (self.list.item(at) for at in range(self.list.count()))
        return tuple(str(item.data(KEY)) for item in items if item.checkState() == Qt.CheckState.Checked)

    def _tell(self) -> None:
        self.changed.emit(self.ticked())

    def _clear(self) -> None:
        for at in range(self.list.count()):
            self.list.item(at).setCheckState(Qt.CheckState.Unchecked)
        self._tell()
        self.list.setFocus()

    def _fit(self) -> None:
        look, metrics = self._look, QFontMetrics(self._look.font())
        names = [self.list.item(at).text() for at in range(self.list.count())]
        widest = max((metrics.horizontalAdvance(name) for name in names), default=0) + look.px(100)
        self.list.setFixedWidth(max(look.px(LEAST_WIDTH), min(widest, look.px(MOST_WIDTH))))
        line = self.list.sizeHintForRow(0) if names else look.px(30)
        self.list.setFixedHeight(line * max(1, min(len(names), MOST_LINES)) + 4)


class _Ticks(QListWidget):
    """The list. `ticked`: a person ticked or unticked something."""

    ticked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setItemDelegate(_TickDelegate(look, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.itemClicked.connect(self._toggle)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick by Space or Enter, close by Escape; letters go to a name, as in every list."""
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            self._toggle(item)
        elif event.key() == Qt.Key.Key_Escape:
            self.window().close()
        else:
            super().keyPressEvent(event)

    def _toggle(self, item: QListWidgetItem) -> None:
        on = item.checkState() == Qt.CheckState.Checked
        item.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)
        self.ticked.emit()


class _TickDelegate(QStyledItemDelegate):
    """Draws a box, a name with an ellipsis, and a number at the end."""

    def __init__(self, look: Look, view: QListWidget) -> None:
        super().__init__(view)
        self._look, self._view = look, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a line."""
        return QSize(self._look.px(120), QFontMetrics(self._look.font()).height() + 3 * GRID)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one value."""
        look, area = self._look, QRect(option.rect)  # pyright: ignore[reportAttributeAccessIssue]
        on = index.data(Qt.ItemDataRole.CheckStateRole) in (Qt.CheckState.Checked, Qt.CheckState.Checked.value)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        state = option.state  # pyright: ignore[reportAttributeAccessIssue]
        if state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, look.colour("accent_soft"))
        size = look.px(16)
        box = QRect(area.left() + 3 * GRID, area.center().y() - size // 2, size, size)
        painter.setPen(QPen(look.colour("accent" if on else "control"), 1))
        painter.setBrush(look.colour("accent" if on else "panel"))
        painter.drawRoundedRect(box, 4, 4)
        if on:
            painter.drawPixmap(box.adjusted(1, 1, -1, -1), look.picture("check", "on_accent", size - 2))
        number = str(index.data(COUNT))
        metrics = QFontMetrics(look.font())
        painter.setFont(look.font())
        inner = QRect(box.right() + 2 * GRID, area.top(), area.right() - box.right() - 5 * GRID, area.height())
        painter.setPen(look.colour("muted"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, number)
        inner.setRight(inner.right() - metrics.horizontalAdvance(number) - 2 * GRID)
        painter.setPen(look.colour("ink"))
        name = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
        if index.row() == self._view.currentRow() and self._view.hasFocus():
            painter.setPen(QPen(look.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(2, 2, -2, -2), 6, 6)
        painter.restore()

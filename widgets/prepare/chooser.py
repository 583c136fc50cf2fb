"""The list of sections: an icon, a name that wraps, and a tick where something is entered. Arrow keys walk."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from resources.texts import Translator
from widgets.look import Look
from widgets.prepare.tables import height_of, wrapped
from widgets.theme import GRID, RADIUS

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Entry:
    """One section in the list; `is_line`: a hairline stands above it."""

    id: str
    name: str
    icon: str
    ticked: bool = False


class Entries(QAbstractListModel):
    """The sections for a view."""

    def __init__(self, tr: Translator, entries: tuple[Entry, ...]) -> None:
        super().__init__()
        self._tr = tr
        self.entries = entries

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of sections."""
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a name, what a screen reader says, or the entry itself."""
        if not 0 <= index.row() < len(self.entries):
            return None
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._tr("{section}, something is entered", section=entry.name) if entry.ticked else entry.name
        return entry if role == Qt.ItemDataRole.UserRole else None

    def tick(self, sections: frozenset[str]) -> None:
        """Tick the sections in which something is entered."""
        for row, entry in enumerate(self.entries):
            if entry.ticked != (entry.id in sections):
                changed = Entry(entry.id, entry.name, entry.icon, entry.id in sections)
                self.entries = (*self.entries[:row], changed, *self.entries[row + 1 :])
                self.dataChanged.emit(self.index(row), self.index(row))


class Drawn(QStyledItemDelegate):
    """Draws a section's entry."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size of the wrapped name, as wide as it is when it is marked."""
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListView) else 200
        return QSize(width, max(self._icon(), height_of(self._name(index, width, bold=True))) + 6 * GRID)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw it: tinted and bold where it is shown, with a ring where the focus is."""
        area: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        state = option.state  # pyright: ignore[reportAttributeAccessIssue]
        look, entry = self._look, index.data(Qt.ItemDataRole.UserRole)
        marked, focused = bool(state & QStyle.StateFlag.State_Selected), bool(state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        contrast = look.palette.name == "contrast"
        ring = (
            QPen(look.colour("focus" if focused else "accent"), 2)
            if focused or (marked and contrast)
            else QPen(Qt.PenStyle.NoPen)
        )
        painter.setPen(ring)
        painter.setBrush(look.colour("accent_soft") if marked else Qt.BrushStyle.NoBrush)
        if marked or focused:
            painter.drawRoundedRect(QRectF(area).adjusted(1, 2, -1, -2), RADIUS, RADIUS)
        colour = "accent" if marked else "ink"
        middle = area.center().y() - self._icon() // 2
        painter.drawPixmap(area.left() + 3 * GRID, middle, look.picture(entry.icon, colour, self._icon()))
        laid = self._name(index, area.width(), bold=marked)
        painter.setPen(look.colour(colour))
        laid.draw(painter, QPointF(area.left() + self._icon() + 6 * GRID, area.center().y() - height_of(laid) / 2 + 1))
        if entry.ticked:
            tick = look.picture("check", "settled.strong", self._icon())
            painter.drawPixmap(area.right() - 3 * GRID - self._icon(), middle, tick)
        painter.restore()

    def _icon(self) -> int:
        return self._look.px(18)

    def _name(self, index: Index, width: int, *, bold: bool) -> Any:
        room = width - 2 * self._icon() - 12 * GRID
        return wrapped(str(index.data()), self._look.font(bold=bold), room, Qt.AlignmentFlag.AlignLeft)


class Chooser(QListView):
    """The sections. `chosen`: one is to be shown; `opened`: Enter or Right, work begins there."""

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, look: Look, tr: Translator, entries: tuple[Entry, ...]) -> None:
        super().__init__()
        self.entries = Entries(tr, entries)
        self.setModel(self.entries)
        self.setItemDelegate(Drawn(look, self))
        self.setAccessibleName(tr("Sections"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMinimumSize(look.px(120), look.px(80))
        self.selectionModel().currentChanged.connect(lambda *_: self.chosen.emit(self.section()))
        look.changed.connect(self.scheduleDelayedItemsLayout)

    def section(self) -> str:
        """Return the marked section."""
        row = self.currentIndex().row()
        return self.entries.entries[row].id if row >= 0 else ""

    def show_section(self, section: str) -> None:
        """Mark a section."""
        for row, entry in enumerate(self.entries.entries):
            if entry.id == section:
                self.setCurrentIndex(self.entries.index(row))

    def step(self, by: int) -> None:
        """Go to the next or the previous section."""
        row = max(0, min(self.currentIndex().row() + by, len(self.entries.entries) - 1))
        self.setCurrentIndex(self.entries.index(row))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the names anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Right go into the section."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right):
            self.opened.emit(self.section())
        else:
            super().keyPressEvent(event)

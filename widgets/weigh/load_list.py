"""Every line that adds up to what is promised, under a heading for each line of what we have."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from widgets.look import Look
from widgets.theme import GRID, RADIUS_SMALL

Index = QModelIndex | QPersistentModelIndex
PAD = 2 * GRID


class LoadRow(NamedTuple):
    """One row, a heading or a line. `tone` and `state`: the word that says how it counts."""

    title: str
    amount: str
    subject_id: str = ""
    state: str = ""
    tone: str = "neutral"
    heading: bool = False

    def said(self) -> str:
        """Return what a screen reader says."""
        return ", ".join(part for part in (self.title, self.state, self.amount) if part)


class _Rows(QAbstractListModel):
    """The rows in their order."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[LoadRow, ...] = ()

    def show_rows(self, rows: Sequence[LoadRow]) -> None:
        if tuple(rows) != self.rows:
            self.beginResetModel()
            self.rows = tuple(rows)
            self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not 0 <= index.row() < len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        return row.said() if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) else None


class _Painter(QStyledItemDelegate):
    """Draws a row on one line: the title, the word how it counts, the amount at the end."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._seen: tuple[LoadRow, ...] = ()
        self._amount = ""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return one line with some air."""
        del option, index
        return QSize(120, QFontMetrics(self._look.font()).height() + PAD + GRID)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the row."""
        row: LoadRow = index.data(Qt.ItemDataRole.UserRole)
        look, area = self._look, QRect(option.rect)  # pyright: ignore[reportAttributeAccessIssue]
        state = option.state  # pyright: ignore[reportAttributeAccessIssue]
        mirrored = option.direction  # pyright: ignore[reportAttributeAccessIssue]
        head = row.heading
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(look.colour("focus"), 2))
            painter.setBrush(look.colour("accent_soft"))
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), RADIUS_SMALL, RADIUS_SMALL)
        font = look.font(bold=head)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        inner = area.adjusted(PAD, 0, -PAD, 0)
        wide = metrics.horizontalAdvance(row.amount if head else self._widest(index, metrics)) + 2
        end = QRect(inner.right() - wide + 1, inner.top(), wide, inner.height())
        painter.setPen(look.colour("ink"))
        after = QStyle.visualAlignment(mirrored, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(QStyle.visualRect(mirrored, area, end), after, row.amount)
        right = end.left() - PAD
        if row.state:
            room = QRect(inner.left(), inner.top(), right - inner.left(), inner.height())
            right = self._draw_state(painter, row, room, area, mirrored)
        name = QRect(inner.left(), inner.top(), max(0, right - inner.left()), inner.height())
        painter.setPen(look.colour("ink" if row.heading or row.subject_id else "muted"))
        shown = metrics.elidedText(" ".join(row.title.split()), Qt.TextElideMode.ElideRight, name.width())
        side = QStyle.visualAlignment(mirrored, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(QStyle.visualRect(mirrored, area, name), side, shown)
        painter.restore()

    def _widest(self, index: Index, metrics: QFontMetrics) -> str:
        """Return the widest amount of all lines, so that the words before them stand below each other."""
        rows = index.model().rows  # pyright: ignore[reportAttributeAccessIssue]
        if self._seen is not rows:
            amounts = {row.amount for row in rows if not row.heading}
            self._seen, self._amount = rows, max(amounts, key=metrics.horizontalAdvance, default="")
        return self._amount

    def _draw_state(
        self, painter: QPainter, row: LoadRow, room: QRect, area: QRect, mirrored: Qt.LayoutDirection
    ) -> int:
        """Draw the word how it counts at the end of the room, and return where it begins."""
        look, metrics = self._look, painter.fontMetrics()
        wide = min(metrics.horizontalAdvance(row.state) + 2 * PAD, room.width() // 2)
        high = metrics.height() + 2
        chip = QRect(room.right() - wide + 1, room.center().y() - high // 2, wide, high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(f"{row.tone}.soft"))
        seen = QStyle.visualRect(mirrored, area, chip)
        painter.drawRoundedRect(seen, RADIUS_SMALL, RADIUS_SMALL)
        painter.setPen(look.colour(f"{row.tone}.text"))
        shown = metrics.elidedText(row.state, Qt.TextElideMode.ElideRight, chip.width() - PAD)
        painter.drawText(seen, Qt.AlignmentFlag.AlignCenter, shown)
        return chip.left() - PAD


class LoadList(QListView):
    """The rows; arrow keys walk, Enter or a double click goes to the note or theme. `wanted`: its id."""

    wanted = Signal(str)

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look = look
        self.lines = _Rows()
        self.setModel(self.lines)
        self.setItemDelegate(_Painter(look, self))
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.doubleClicked.connect(lambda index: self._want(index.row()))
        look.changed.connect(self._measure)

    def show_rows(self, rows: Sequence[LoadRow]) -> None:
        """Show other rows; where one was marked, the same subject stays marked if it is still there."""
        at = self.currentIndex().row()
        kept = self.lines.rows[at].subject_id if 0 <= at < len(self.lines.rows) else ""
        self.lines.show_rows(rows)
        if kept:
            found = next((place for place, row in enumerate(self.lines.rows) if row.subject_id == kept), -1)
            self.setCurrentIndex(self.lines.index(found))

    def wanted_height(self) -> int:
        """Return the height that all rows take."""
        each = max(1, self.sizeHintForRow(0)) if self.lines.rows else 0
        return each * len(self.lines.rows) + 2 * self.frameWidth()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the marked note by Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._want(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def _want(self, row: int) -> None:
        if 0 <= row < len(self.lines.rows) and self.lines.rows[row].subject_id:
            self.wanted.emit(self.lines.rows[row].subject_id)

    def _measure(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

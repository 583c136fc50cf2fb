"""Draws the lines of a table: one line of words a cell with an ellipsis, headings of sections, what is marked."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from widgets.lists.columns import Column
from widgets.lists.model import Index
from widgets.lists.table_model import ListModel
from widgets.look import Look
from widgets.parts.labels import is_right_to_left
from widgets.theme import GRID

EMBEDDED_FROM_RIGHT, END_OF_EMBEDDED = "\u202b", "\u202c"
SELECTED = QStyle.StateFlag.State_Selected
AT_START = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine | Qt.AlignmentFlag.AlignLeft
AT_END = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine | Qt.AlignmentFlag.AlignRight


class LineDelegate(QStyledItemDelegate):
    """Draws a cell of a row, or a heading across all columns."""

    def __init__(self, look: Look, rows: ListModel, view: QTableView) -> None:
        super().__init__(view)
        self._look, self._rows, self._view = look, rows, view
        self._ready()
        look.changed.connect(self._ready)

    def _ready(self) -> None:
        """Make fonts and colours once: a page of the table is a hundred cells."""
        look = self._look
        self._font, self._bold = look.font(), look.font(bold=True)
        self._metrics, self._bold_metrics = QFontMetrics(self._font), QFontMetrics(self._bold)
        tokens = ("ink", "muted", "accent", "accent_soft", "neutral.soft", "neutral.text", "line", "focus")
        self._colours = {token: look.colour(token) for token in tokens}
        self._line_pen, self._focus_pen = QPen(self._colours["line"], 1), QPen(self._colours["focus"], 2)
        self._icons = {
            folded: look.picture("chevron-right" if folded else "chevron-down", "ink", look.px(16))
            for folded in (False, True)
        }

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size of the words of a cell."""
        words = str(index.data() or "")
        return QSize(self._metrics.horizontalAdvance(words) + 6 * GRID, self._metrics.height() + 4 * GRID)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell."""
        area: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        line, at = index.row(), index.column()
        cells = self._rows.cells(line)
        if cells:
            state = option.state  # pyright: ignore[reportAttributeAccessIssue]
            self._cell(painter, area, self._rows.columns[at], cells[at], marked=bool(state & SELECTED))
        elif (heading := self._rows.heading(line)) is not None:
            self._heading(painter, area, heading)
        painter.setPen(self._line_pen)
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        if line == self._view.currentIndex().row() and self._view.hasFocus():
            self._focus(painter, area, at, across=not cells)

    def _cell(self, painter: QPainter, area: QRect, column: Column, words: str, *, marked: bool) -> None:
        first = column.key == "words"
        if marked:
            painter.fillRect(area, self._colours["accent_soft"])
            if first:
                painter.fillRect(QRect(area.left(), area.top(), 4, area.height()), self._colours["accent"])
        if not words:
            return
        bold = marked and first and self._look.palette.name == "contrast"
        inner = area.adjusted(2 * GRID, 0, -2 * GRID, 0)
        painter.setFont(self._bold if bold else self._font)
        painter.setPen(self._colours["ink" if first or marked else "muted"])
        from_right = not words.isascii() and is_right_to_left(words)
        metrics = self._bold_metrics if bold else self._metrics
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, inner.width())
        if from_right:  # the ellipsis belongs to where the line ends: at its left
            shown = f"{EMBEDDED_FROM_RIGHT}{shown}{END_OF_EMBEDDED}"
        painter.drawText(inner, AT_END if column.number or from_right else AT_START, shown)

    def _heading(self, painter: QPainter, area: QRect, heading: tuple[str, int, bool]) -> None:
        words, count, folded = heading
        painter.fillRect(area, self._colours["neutral.soft"])
        seen = area.intersected(self._view.viewport().rect())
        size, number = self._look.px(16), str(count)
        painter.drawPixmap(seen.left() + 2 * GRID, area.center().y() - size // 2, self._icons[folded])
        inner = QRect(seen.left() + size + 4 * GRID, area.top(), seen.width() - size - 8 * GRID, area.height())
        room = inner.width() - self._metrics.horizontalAdvance(number) - 3 * GRID
        shown = self._bold_metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
        painter.setFont(self._bold)
        painter.setPen(self._colours["neutral.text"])
        painter.drawText(inner, AT_START, shown)
        painter.setFont(self._font)
        inner.setLeft(inner.left() + self._bold_metrics.horizontalAdvance(shown) + 3 * GRID)
        painter.drawText(inner, AT_START, number)

    def _focus(self, painter: QPainter, area: QRect, at: int, *, across: bool) -> None:
        """Draw the frame of the present row, each cell its part of it."""
        painter.setPen(self._focus_pen)
        box = area.adjusted(0, 1, 0, -1)
        painter.drawLine(box.topLeft(), box.topRight())
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        if across or at == 0:
            painter.drawLine(box.left() + 1, box.top(), box.left() + 1, box.bottom())
        if across or at == len(self._rows.columns) - 1:
            painter.drawLine(box.right() - 1, box.top(), box.right() - 1, box.bottom())

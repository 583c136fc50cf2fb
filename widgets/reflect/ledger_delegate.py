"""Draws a line of the ledger: a title with a quiet line below, and the state as a chip with a shape before the word."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from widgets.lists.model import Index
from widgets.lists.table_delegate import EMBEDDED_FROM_RIGHT, END_OF_EMBEDDED
from widgets.look import Look
from widgets.parts.labels import is_right_to_left
from widgets.reflect.ledger_words import State
from widgets.theme import GRID, RADIUS_SMALL

PAD = 3 * GRID
LINE = Qt.TextFlag.TextSingleLine | Qt.AlignmentFlag.AlignVCenter


class PromiseDelegate(QStyledItemDelegate):
    """Draws the cells. Words that do not fit end in an ellipsis; beside the table they are read whole."""

    def __init__(self, look: Look, view: QTableView) -> None:
        super().__init__(view)
        self._look, self._view = look, view

    def height(self) -> int:
        """Return how high a line is."""
        bold, plain = (QFontMetrics(self._look.font(bold=bold)).height() for bold in (True, False))
        return bold + plain + 5 * GRID

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size of a cell."""
        return QSize(self._view.columnWidth(index.column()), self.height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell."""
        look = self._look
        area: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        line = index.data(Qt.ItemDataRole.UserRole)
        if line is None:
            return
        painter.save()
        state = option.state  # pyright: ignore[reportAttributeAccessIssue]
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, look.colour("accent_soft"))
        inner = area.adjusted(PAD, 0, -2 * GRID, 0)
        if index.column() == 0:
            self._title(painter, inner, line.title, line.sub)
        elif index.column() == 1:
            self._chip(painter, inner, line.state, marked=bool(state & QStyle.StateFlag.State_Selected))
        else:
            painter.setFont(look.font())
            painter.setPen(look.colour("ink"))
            self._words(painter, inner, str(index.data() or ""))
        painter.setPen(QPen(look.colour("line"), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        self._frame(painter, area, index)
        painter.restore()

    def _title(self, painter: QPainter, area: QRect, title: str, sub: str) -> None:
        look = self._look
        bold, plain = look.font(bold=True), look.font()
        high, low = QFontMetrics(bold).height(), QFontMetrics(plain).height()
        top = area.top() + (area.height() - high - low) // 2
        painter.setFont(bold)
        painter.setPen(look.colour("ink"))
        self._words(painter, QRect(area.left(), top, area.width(), high), title)
        painter.setFont(plain)
        painter.setPen(look.colour("muted"))
        self._words(painter, QRect(area.left(), top + high, area.width(), low), sub)

    def _words(self, painter: QPainter, area: QRect, words: str) -> None:
        """Draw one line in the direction that it is written in."""
        one_line = " ".join(words[:400].split())
        shown = painter.fontMetrics().elidedText(one_line, Qt.TextElideMode.ElideRight, area.width())
        end = is_right_to_left(one_line)
        if end:  # the ellipsis belongs to where the line ends: at its left
            shown = f"{EMBEDDED_FROM_RIGHT}{shown}{END_OF_EMBEDDED}"
        painter.drawText(area, LINE | (Qt.AlignmentFlag.AlignRight if end else Qt.AlignmentFlag.AlignLeft), shown)

    def _chip(self, painter: QPainter, area: QRect, state: State, *, marked: bool) -> None:
        look, font = self._look, self._look.font(bold=True)
        metrics, size = QFontMetrics(font), look.px(15)
        room = area.width() - size - 4 * GRID - look.px(5)
        words = metrics.elidedText(state.words, Qt.TextElideMode.ElideRight, room)
        wide = metrics.horizontalAdvance(words) + size + 4 * GRID + look.px(5)
        high = metrics.height() + GRID
        box = QRectF(area.left(), area.center().y() - high / 2 + 1, wide, high)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QPen(look.colour(f"{state.tone}.strong"), 1)
        painter.setPen(edge if look.palette.name == "contrast" else Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("panel" if marked else f"{state.tone}.soft"))
        painter.drawRoundedRect(box, RADIUS_SMALL, RADIUS_SMALL)
        at = QPointF(box.left() + 2 * GRID, box.center().y() - size / 2)
        painter.drawPixmap(at, look.picture(state.icon, f"{state.tone}.text", size))
        painter.setFont(font)
        painter.setPen(look.colour(f"{state.tone}.text"))
        painter.drawText(box.adjusted(size + 2 * GRID + look.px(5), 0, 0, 0), LINE | Qt.AlignmentFlag.AlignLeft, words)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _frame(self, painter: QPainter, area: QRect, index: Index) -> None:
        """Draw the present line's frame while the table has the keys, each cell its part of it."""
        if index.row() != self._view.currentIndex().row() or not self._view.hasFocus():
            return
        painter.setPen(QPen(self._look.colour("focus"), 2))
        box = area.adjusted(0, 1, 0, -1)
        painter.drawLine(box.topLeft(), box.topRight())
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        shown = [at for at in range(4) if not self._view.isColumnHidden(at)]
        if index.column() == shown[0]:
            painter.drawLine(box.left() + 1, box.top(), box.left() + 1, box.bottom())
        if index.column() == shown[-1]:
            painter.drawLine(box.right() - 1, box.top(), box.right() - 1, box.bottom())

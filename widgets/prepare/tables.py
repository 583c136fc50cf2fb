"""Small tables that grow with what they hold instead of scrolling, and whose words wrap in cells and headings."""

import math

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPen, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from widgets.look import Look
from widgets.parts.labels import is_right_to_left
from widgets.theme import GRID, RADIUS_SMALL

Index = QModelIndex | QPersistentModelIndex
PAD = 2 * GRID
BELOW = Qt.ItemDataRole.UserRole + 1  # the role of quieter words in a second line


def wrapped(text: str, font: QFont, width: int, align: Qt.AlignmentFlag) -> QTextLayout:
    """Return words broken into lines of `width`, inside a word where it is longer than the line."""
    option = QTextOption(align)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    if not text.isascii() and is_right_to_left(text):
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
    laid = QTextLayout(text.replace("\n", "\u2028"), font)
    laid.setTextOption(option)
    laid.beginLayout()
    height = 0.0
    while (line := laid.createLine()).isValid():
        line.setLineWidth(max(1, width))
        line.setPosition(QPointF(0, height))
        height += line.height()
    laid.endLayout()
    return laid


def height_of(laid: QTextLayout) -> int:
    """Return the height of wrapped words."""
    return math.ceil(laid.boundingRect().height())


class Heading(QHeaderView):
    """Names of columns or rows, which wrap."""

    def __init__(self, look: Look, orientation: Qt.Orientation, *, bold: bool = True) -> None:
        """`bold`: the quiet bold words of a table's heading; otherwise plain words, closer together."""
        super().__init__(orientation)
        self._look, self._bold, self._pad = look, bold, PAD if bold else GRID
        self.viewport().setAutoFillBackground(False)
        self.setSectionsClickable(orientation == Qt.Orientation.Vertical)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(look.px(40))

    def sectionSizeFromContents(self, logicalIndex: int) -> QSize:  # noqa: N803 - as Qt calls it
        """Return the size of the wrapped name."""
        width = self.sectionSize(logicalIndex) if self.orientation() == Qt.Orientation.Horizontal else self.width()
        laid = wrapped(self._words(logicalIndex), self._font(), width - 2 * self._pad, Qt.AlignmentFlag.AlignLeft)
        return QSize(width, height_of(laid) + 2 * self._pad)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803
        """Draw the name, at the side where its numbers stand."""
        model = self.model()
        align = model.headerData(logicalIndex, self.orientation(), Qt.ItemDataRole.TextAlignmentRole)
        side = Qt.AlignmentFlag(align) if align is not None else Qt.AlignmentFlag.AlignLeft
        laid = wrapped(self._words(logicalIndex), self._font(), rect.width() - 2 * self._pad, side)
        high = height_of(laid)
        top = (
            rect.bottom() - self._pad - high
            if self.orientation() == Qt.Orientation.Horizontal
            else rect.center().y() - high / 2
        )
        painter.save()
        painter.setPen(self._look.colour("muted" if self._bold else "ink"))
        laid.draw(painter, QPointF(rect.left() + self._pad, top))
        painter.restore()

    def _words(self, index: int) -> str:
        return str(self.model().headerData(index, self.orientation(), Qt.ItemDataRole.DisplayRole) or "")

    def _font(self) -> QFont:
        return self._look.font(bold=self._bold)


class Cells(QStyledItemDelegate):
    """Draws words that wrap; a marked row is tinted, the focused cell has a ring. Bold: the model's font role."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size of the wrapped words in their column."""
        view = self.parent()
        width = view.columnWidth(index.column()) if isinstance(view, QTableView) else 100
        laid = wrapped(self._words(index), self._font(index), width - 2 * PAD, Qt.AlignmentFlag.AlignLeft)
        below = self._below(index, width - 2 * PAD)
        return QSize(width, height_of(laid) + (height_of(below) if below else 0) + 2 * PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        area: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        state = option.state  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, self.look.colour("accent_soft"))
            if self.look.palette.name == "contrast":  # where the tint is white
                painter.setPen(QPen(self.look.colour("accent"), 2))
                painter.drawLine(area.topLeft(), area.topRight())
                painter.drawLine(area.bottomLeft(), area.bottomRight())
        align = Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole) or Qt.AlignmentFlag.AlignLeft)
        laid = wrapped(self._words(index), self._font(index), area.width() - 2 * PAD, align)
        painter.setPen(self.look.colour(str(index.data(Qt.ItemDataRole.ForegroundRole) or "ink")))
        below = self._below(index, area.width() - 2 * PAD)
        high = height_of(laid) + (height_of(below) if below else 0)
        top = area.top() + max(0.0, (area.height() - high) / 2)
        laid.draw(painter, QPointF(area.left() + PAD, top))
        if below:
            painter.setPen(self.look.colour("muted"))
            below.draw(painter, QPointF(area.left() + PAD, top + height_of(laid)))
        self.ring(painter, QRectF(area), state)
        painter.restore()

    def ring(self, painter: QPainter, area: QRectF, state: QStyle.StateFlag) -> None:
        """Draw the ring of the cell that has the focus."""
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(self.look.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), RADIUS_SMALL, RADIUS_SMALL)

    def _words(self, index: Index) -> str:
        return str(index.data() or "")

    def _below(self, index: Index, width: int) -> QTextLayout | None:
        words = str(index.data(BELOW) or "")
        return wrapped(words, self.look.font(), width, Qt.AlignmentFlag.AlignLeft) if words else None

    def _font(self, index: Index) -> QFont:
        return self.look.font(bold=bool(index.data(Qt.ItemDataRole.FontRole)))


class GrowingTable(QTableView):
    """A table as high as its rows. `shares` of the width by column; one below 0 is fixed, in pixels at 100 % text."""

    def __init__(self, look: Look, name: str, shares: tuple[int, ...] = ()) -> None:
        super().__init__()
        self.look, self._shares = look, shares
        self._fitting = False
        self.setAccessibleName(name)
        self.setShowGrid(False)
        # It stands in a card or on the page, which have their own frame; the focused cell has the ring.
        self.setStyleSheet(
            "QTableView, QTableView:focus { border: none; background: transparent; }"
            "QHeaderView, QTableCornerButton::section { background: transparent; border: none; }"
        )
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        look.changed.connect(self.fit)

    def setModel(self, model: object) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Take a model and grow with it."""
        super().setModel(model)  # pyright: ignore[reportArgumentType]
        for signal in (model.modelReset, model.dataChanged, model.rowsInserted, model.rowsRemoved):  # type: ignore[attr-defined]
            signal.connect(lambda *_: self.fit())

    def minimumSizeHint(self) -> QSize:
        """Return a small width: the table shares out what there is."""
        return QSize(self.look.px(200), 40)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def fit(self) -> None:
        """Share out the width and take the height of the rows."""
        if self._fitting or self.model() is None:
            return
        self._fitting = True  # what is set here resizes the viewport, which asks to fit again
        try:
            self.narrow()
            width = self.viewport().width()
            widths = self.widths(width)
            for column, size in enumerate(widths):
                if self.columnWidth(column) != size:
                    self.setColumnWidth(column, size)
            height = self._heading_height() + self._rows_height() + 2 * GRID
            if sum(widths) > width:
                height += self.horizontalScrollBar().sizeHint().height()
            if (self.minimumHeight(), self.maximumHeight()) != (height, height):
                self.setFixedHeight(height)
        finally:
            self._fitting = False

    def narrow(self) -> None:
        """Set what takes width from the columns, before they share it out."""

    def _heading_height(self) -> int:
        across = self.horizontalHeader()
        height = max((across.sectionSizeFromContents(at).height() for at in range(across.count())), default=0)
        if across.minimumHeight() != height:
            across.setFixedHeight(height)
        return height

    def _rows_height(self) -> int:
        self.resizeRowsToContents()
        return sum(self.rowHeight(row) for row in range(self.model().rowCount()))

    def widths(self, width: int) -> list[int]:
        """Return the width of each column."""
        fixed = sum(self.look.px(-share) for share in self._shares if share < 0)
        room, parts = max(0, width - fixed), sum(share for share in self._shares if share > 0)
        return [self.look.px(-share) if share < 0 else max(60, room * share // max(1, parts)) for share in self._shares]

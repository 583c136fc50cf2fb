"""Groups and steps as a table: a filled mark with a number, a ring where nobody was heard, blank where not planned."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from models.missing_voices import HEARD, NOBODY, Cell, Grid
from resources.texts import Translator
from widgets.lists.model import Index
from widgets.look import Look
from widgets.reflect.trace_delegate import broken
from widgets.theme import GRID

NO_INDEX = QModelIndex()
LEAST_STEP, LEAST_GROUP, MOST_GROUP = 96, 150, 300  # at 100 % text
LEAST_LINES, MOST_LINES = 2, 6  # of the name of a group or a step


@dataclass(frozen=True, slots=True)
class Shown:
    """One cell in words."""

    cell: Cell
    short: str
    said: str


class VoicesModel(QAbstractTableModel):
    """The groups in rows, the first column their names; the steps in columns."""

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        self.grid: Grid | None = None

    def show(self, grid: Grid | None) -> None:
        """Show another grid."""
        self.beginResetModel()
        self.grid = grid
        self.endResetModel()

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """Return the number of groups."""
        return len(self.grid.groups) if self.grid and not parent.isValid() else 0

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        """Return the number of steps, and one for the names."""
        return len(self.grid.path.stages) + 1 if self.grid and not parent.isValid() else 0

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a cell, or what a screen reader says."""
        if self.grid is None or not 0 <= index.row() < len(self.grid.groups):
            return None
        group = self.grid.groups[index.row()]
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.UserRole):
            return None
        if index.column() == 0:
            return None if role == Qt.ItemDataRole.UserRole else group.name
        stage = self.grid.path.stages[index.column() - 1]
        cell = self.grid.cell(group.id, stage.id)
        if role == Qt.ItemDataRole.UserRole:
            return Shown(cell, self._short(cell), "")
        if role == Qt.ItemDataRole.DisplayRole:
            return self._short(cell)
        where = f"{stage.letter} {stage.name}"
        return self._tr("{group}, {step}: {heard}", group=group.name, step=where, heard=self._said(cell))

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a step is called."""
        if orientation != Qt.Orientation.Horizontal or self.grid is None or role != Qt.ItemDataRole.DisplayRole:
            return None
        if section == 0:
            return self._tr("Group")
        stage = self.grid.path.stages[section - 1]
        return f"{stage.letter} {stage.name}"

    def _short(self, cell: Cell) -> str:
        if cell.state == HEARD:
            return str(cell.heard.both)
        return self._tr("nobody") if cell.state == NOBODY else ""

    def _said(self, cell: Cell) -> str:
        tr = self._tr
        if cell.state == NOBODY:
            return tr("wanted here, nobody heard yet")
        if cell.state != HEARD:
            return tr("not planned here")
        stories = tr.count("{n} story", "{n} stories", cell.heard.stories)
        voices = tr.count("{n} voice", "{n} voices", cell.heard.notes)
        return tr("{stories}, {voices}", stories=stories, voices=voices)


class VoicesDelegate(QStyledItemDelegate):
    """Draws a cell: the mark, and a number or a word beside it."""

    def __init__(self, look: Look, view: QTableView) -> None:
        super().__init__(view)
        self._look, self._view = look, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size of a cell."""
        return QSize(self._view.columnWidth(index.column()), self._line())

    def height_of(self, name: str, width: int) -> int:
        """Return how high the row of a group is in a column of that width."""
        lines = len(broken(name, self._look.font(bold=True), width - 5 * GRID, MOST_LINES))
        return max(LEAST_LINES, lines) * self._line() + 3 * GRID

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell."""
        look = self._look
        area: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        shown: Shown | None = index.data(Qt.ItemDataRole.UserRole)
        if shown is None:
            self._name(painter, area, str(index.data() or ""))
        elif shown.cell.state:
            self._mark(painter, area, shown)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(QPen(look.colour("line"), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        if index == self._view.currentIndex() and self._view.hasFocus():
            painter.setPen(QPen(look.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(area.adjusted(1, 1, -2, -2))
        painter.restore()

    def _line(self) -> int:
        return QFontMetrics(self._look.font()).height()

    def _name(self, painter: QPainter, area: QRect, name: str) -> None:
        painter.setFont(self._look.font(bold=True))
        painter.setPen(self._look.colour("ink"))
        lines = broken(name, painter.font(), area.width() - 5 * GRID, MOST_LINES)
        top = area.center().y() - len(lines) * self._line() // 2
        for at, words in enumerate(lines):
            box = QRect(area.left() + 3 * GRID, top + at * self._line(), area.width() - 4 * GRID, self._line())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, words)

    def _mark(self, painter: QPainter, area: QRect, shown: Shown) -> None:
        look, heard = self._look, shown.cell.state == HEARD
        radius = look.px(6)
        middle = QPointF(area.left() + 3 * GRID + radius, area.center().y())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("accent" if heard else "waiting.strong"), 2))
        painter.setBrush(look.colour("accent") if heard else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(middle, radius, radius)
        font = look.font(bold=heard)
        painter.setFont(font)
        painter.setPen(look.colour("ink" if heard else "waiting.text"))
        left = middle.x() + radius + 2 * GRID
        box = QRectF(left, area.top(), area.right() - left - GRID, area.height())
        words = QFontMetrics(font).elidedText(shown.short, Qt.TextElideMode.ElideRight, int(box.width()))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, words)


class StepHeader(QHeaderView):
    """The names of the steps, whole: they wrap, also within a word that is longer than its column."""

    def __init__(self, look: Look, view: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._look = look
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def height_for(self, widths: Sequence[int]) -> int:
        """Return the height that the names need in columns of these widths."""
        lines = max((len(self._broken(at, width)) for at, width in enumerate(widths)), default=1)
        return lines * QFontMetrics(self._look.font(bold=True)).height() + 4 * GRID

    def paintSection(self, painter: QPainter, rect: QRect, at: int) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Draw a name."""
        look = self._look
        painter.save()
        painter.setFont(look.font(bold=True))
        painter.setPen(look.colour("muted"))
        high = painter.fontMetrics().height()
        for line, words in enumerate(self._broken(at, rect.width())):
            box = QRect(rect.left() + 3 * GRID, rect.top() + 2 * GRID + line * high, rect.width() - 4 * GRID, high)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, words)
        painter.setPen(QPen(look.colour("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()

    def _broken(self, at: int, width: int) -> tuple[str, ...]:
        name = str(self.model().headerData(at, Qt.Orientation.Horizontal) or "")
        return broken(name, self._look.font(bold=True), width - 5 * GRID, MOST_LINES)


class VoicesGrid(QTableView):
    """The view; as high as its groups, so that the page scrolls and not the table."""

    def __init__(self, look: Look, tr: Translator) -> None:
        super().__init__()
        self._look = look
        self.cells = VoicesModel(tr)
        self.setModel(self.cells)
        self.lines = VoicesDelegate(look, self)
        self.setItemDelegate(self.lines)
        self.setAccessibleName(tr("Groups and steps"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.top = StepHeader(look, self)
        self.setHorizontalHeader(self.top)
        look.changed.connect(self._measure)

    def show_grid(self, grid: Grid | None) -> None:
        """Show another grid; the present cell stays where it is still there."""
        at = self.currentIndex()
        row, column = at.row(), at.column()
        if grid != self.cells.grid:
            self.cells.show(grid)
        if row >= 0:
            self.setCurrentIndex(self.cells.index(row, column))
        self._measure()

    def take_focus(self) -> None:
        """Take the keys; the first cell is present where none is."""
        if not self.currentIndex().isValid() and self.cells.rowCount():
            self.setCurrentIndex(self.cells.index(0, min(1, self.cells.columnCount() - 1)))
        self.setFocus(Qt.FocusReason.TabFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._measure()

    def _measure(self) -> None:
        look, steps = self._look, self.cells.columnCount() - 1
        if steps < 1:
            return
        room = self.viewport().width()
        group = max(look.px(LEAST_GROUP), min(look.px(MOST_GROUP), room - steps * look.px(LEAST_STEP)))
        step = max(look.px(LEAST_STEP), (room - group) // steps)
        self.setColumnWidth(0, group)
        for at in range(1, steps + 1):
            self.setColumnWidth(at, step)
        rows = [self.lines.height_of(str(self.cells.index(at, 0).data()), group) for at in range(self.cells.rowCount())]
        for at, height in enumerate(rows):
            self.setRowHeight(at, height)
        top = self.top.height_for([group, *(step for _ in range(steps))])
        self.top.setFixedHeight(top)
        scroll = self.horizontalScrollBar().sizeHint().height() if group + steps * step > room else 0
        self.setFixedHeight(top + sum(rows) + scroll + 4)

"""The path as a grid of stages and lanes, as the path itself lies, typed into like a spreadsheet."""

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QHeaderView

from widgets.canvas.spots import Spot
from widgets.context import Context
from widgets.look import Look
from widgets.map.desk import Desk
from widgets.map.editing import Editing
from widgets.map.tables.grid_model import NEW, GridModel
from widgets.map.tables.sheet_view import SheetView
from widgets.map.tables.sheets import text_of
from widgets.prepare.tables import height_of, wrapped
from widgets.theme import GRID

LEAST, MOST, SIDE = 130, 280, 130  # pixels at 100 % text
PAD = 2 * GRID


class Heads(QHeaderView):
    """Letters of the stages above, or names of the lanes beside: a lane's name stands once for all its rows."""

    def __init__(self, look: Look, model: GridModel, orientation: Qt.Orientation) -> None:
        super().__init__(orientation)
        self._look, self._grid = look, model
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def height_for(self, row: int) -> int:
        """Return how high the name of the lane of a row is."""
        words = str(self._grid.headerData(row, Qt.Orientation.Vertical) or "")
        font = self._look.font(bold=True)
        return height_of(wrapped(words, font, self.width() - 2 * PAD, Qt.AlignmentFlag.AlignLeft)) + 2 * PAD

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803
        """Draw the part of a name that lies in a section."""
        look, up = self._look, self.orientation() == Qt.Orientation.Horizontal
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, look.colour("panel"))
        painter.setPen(look.colour("muted"))
        words = str(self._grid.headerData(logicalIndex, self.orientation()) or "")
        area = QRect(rect) if up else self._whole(rect, logicalIndex)
        align = Qt.AlignmentFlag.AlignHCenter if up else Qt.AlignmentFlag.AlignLeft
        laid = wrapped(words, look.font(bold=True), area.width() - 2 * PAD, align)
        laid.draw(painter, QPointF(area.left() + PAD, area.top() + PAD))
        painter.setPen(QPen(look.colour("line"), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        if not up:
            painter.drawLine(area.topRight(), area.bottomRight())
        painter.restore()

    def _whole(self, rect: QRect, row: int) -> QRect:
        """Return the area of all rows of the lane of a row."""
        rows = self._grid.rows_of_lane(row)
        top = self.sectionViewportPosition(rows[0])
        bottom = self.sectionViewportPosition(rows[-1]) + self.sectionSize(rows[-1])
        return QRect(rect.left(), top, rect.width(), bottom - top)


class GridTable(SheetView):
    """The grid. Enter in the last row of a lane makes room for one more card there."""

    def __init__(self, context: Context, desk: Desk, editing: Editing) -> None:
        self.grid = GridModel(context, desk, editing)
        super().__init__(context, self.grid, self._no_options)
        self._desk = desk
        self.setAccessibleName(context.tr("The path as a grid: stages in columns, lanes in rows"))
        self.top = Heads(context.look, self.grid, Qt.Orientation.Horizontal)
        self.side = Heads(context.look, self.grid, Qt.Orientation.Vertical)
        self.setHorizontalHeader(self.top)
        self.setVerticalHeader(self.side)
        self.top.sectionPressed.connect(self._mark_stage)
        self.side.sectionPressed.connect(self._mark_lane)
        self._line_height()

    def read(self) -> None:
        """Show what the desk holds now."""
        before = self.grid.columnCount()
        self.grid.read()
        if self.grid.columnCount() != before:
            self.lay_out()
        self.fitting.fit_seen()

    def spot(self) -> Spot | None:
        """Return what the present cell marks."""
        return self.grid.spot(self.currentIndex())

    def chosen_cards(self) -> tuple[str, ...]:
        """Return the cards of the chosen cells."""
        return tuple(card.id for index in self.chosen() if (card := self.grid.card(index)))

    def show_spot(self, spot: Spot | None, *, exactly: bool = False) -> None:
        """Go to what is marked, unless it is the present cell already, or the empty row below it."""
        here, card = self.spot(), self.grid.card(self.currentIndex())
        stays = here is not None and spot is not None and here.key == spot.key
        if spot is None or (stays and not (exactly and card is None)):
            return
        if (place := self.grid.place_of(spot)) is not None:
            self.go(*place)

    def first_place(self) -> tuple[int, int]:
        """Return where typing begins."""
        return (1 if self.grid.rowCount() > 1 else 0, 0)

    def write(self, stage_id: str, lane_id: str) -> bool:
        """Begin a new card at the end of a cell."""
        self.grid.make_room(lane_id)
        keys = self.grid.row_keys
        here = self.grid.cards_in(stage_id, lane_id)
        if (lane_id, len(here)) not in keys or stage_id not in self.grid.column_keys:
            return False
        return self.begin(self.grid.index(keys.index((lane_id, len(here))), self.grid.column_keys.index(stage_id)))

    # -- as every sheet -------------------------------------------------------------------------

    def row_height(self, row: int) -> int:
        """Return the height of a row: that of its words, and of its lane's name where it has but one."""
        high = super().row_height(row)
        rows = self.grid.rows_of_lane(row)
        if row != rows[-1]:
            return high
        above = sum(self.rowHeight(one) for one in rows[:-1])
        return max(high, self.side.height_for(row) - above)

    def share_width(self) -> None:
        """Share the width among the stages."""
        px, stages = self.context.look.px, max(1, self.grid.columnCount() - 1)
        self.side.setFixedWidth(px(SIDE))
        last = px(LEAST)
        free = max(0, self.width() - px(SIDE) - last - 4 * GRID)
        wide = max(px(LEAST), min(px(MOST), free // stages))
        for at in range(self.grid.columnCount()):
            self.setColumnWidth(at, wide if at < stages else last)

    def go_below(self, row: int, column: int) -> None:
        """Go down; at the foot of the table, to an empty row for one more card of this lane."""
        if row + 1 >= self.grid.rowCount() and self.grid.cell(self.grid.index(row, column)) is not None:
            self.grid.make_room(self.grid.row(self.grid.index(row, column))[0])
        if row == 0 and column == self.grid.columnCount() - 2 and self.grid.column_keys[column + 1] == NEW:
            self.go(0, column + 1)  # a new stage was named: the next one
            return
        self.go(min(row + 1, self.grid.rowCount() - 1), column)

    def add_here(self) -> None:
        """Begin a new card at the end of the present cell; on the row of names, a stage."""
        here = self.currentIndex()
        if (cell := self.grid.cell(here)) is not None:
            self.write(*cell)
        elif here.isValid() and here.row() == 0:
            self.begin(self.grid.index(0, self.grid.columnCount() - 1))

    def block(self) -> str:
        """Return the chosen cells: a row a lane, all cards of a cell in it, one a line."""
        rows: dict[str, dict[str, list[str]]] = {}
        for index in self.chosen():
            lane_id, _ = self.grid.row(index)
            cells = rows.setdefault(lane_id, {}).setdefault(self.grid.column_keys[index.column()], [])
            if words := " ".join(self.sheet.words_at(index).split("\n")):
                cells.append(words)
        return text_of(["\n".join(cell) for cell in row.values()] for lane, row in rows.items() if self._copied(lane))

    def _copied(self, lane_id: str) -> bool:
        """A lane without cells is not copied: what is pasted back goes from lane to lane with cards."""
        return not lane_id or any(lane.id == lane_id for lane in self.grid.facts.open_lanes)

    def _no_options(self, key: str) -> list[tuple[str, object]]:
        del key
        return []

    def _mark_stage(self, section: int) -> None:
        self.go(0, section)

    def _mark_lane(self, section: int) -> None:
        self._desk.mark(self.grid.lane_spot(section))

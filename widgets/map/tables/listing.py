"""The path as a list: a row for each card, its step and words always in view, an empty row at the end for the next."""

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from widgets.canvas.spots import Spot
from widgets.context import Context
from widgets.look import Look
from widgets.map.desk import Desk
from widgets.map.editing import Editing
from widgets.map.tables.cells import Cells
from widgets.map.tables.facts import FELT, FROZEN, Column
from widgets.map.tables.list_model import ListModel
from widgets.map.tables.patched import Index
from widgets.map.tables.sheet_view import Hint, SheetView
from widgets.prepare.tables import Heading, height_of, wrapped
from widgets.theme import GRID

WORDS_LEAST, NARROW = 150, 560  # pixels at 100 % text: where the list is narrow, the words take less of it
MOST_NAME = 280
EDGE = 1  # the frame that says where the keyboard is stays in view beside the columns that lie over the list
PAD = 2 * GRID


class ListHeads(Heading):
    """Names of the facts, whole; as high as the highest needs."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, Qt.Orientation.Horizontal)
        self._own = look
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def height_for(self, widths: list[int]) -> int:
        """Return the height that the names need in columns of these widths."""
        font = self._own.font(bold=True)
        names = [str(self.model().headerData(at, Qt.Orientation.Horizontal) or "") for at in range(len(widths))]
        pairs = zip(names, widths, strict=True)
        left = Qt.AlignmentFlag.AlignLeft
        return max((height_of(wrapped(name, font, wide - 2 * PAD, left)) for name, wide in pairs), default=20) + 2 * PAD


class Frozen(QTableView):
    """The columns that stay in view, over the list: the same model, the same present cell, the same heights."""

    def __init__(self, context: Context, sheet: "ListTable") -> None:
        super().__init__(sheet)
        self._context, self._sheet = context, sheet
        self.setModel(sheet.sheet)
        self.setSelectionModel(sheet.selectionModel())
        self.cells = FrozenCells(context, self, sheet)
        self.setItemDelegate(self.cells)
        self.heads = ListHeads(context.look)
        self.setHorizontalHeader(self.heads)
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setSelectionMode(sheet.selectionMode())
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet("QTableView { border: none; border-radius: 0px; }")
        self.setAccessibleName(context.tr("Steps and words"))
        self.verticalScrollBar().valueChanged.connect(sheet.verticalScrollBar().setValue)
        sheet.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        sheet.verticalHeader().sectionResized.connect(self._follow_height)

    def finish(self, editor: QWidget) -> None:
        """Keep what was typed by Enter, as the list does."""
        self._sheet.finish(editor)

    def closeEditor(self, editor: QWidget, hint: Hint) -> None:
        """Go on as the list does."""
        if hint != Hint.RevertModelCache and not self.cells.kept:
            self.cells.kept = True
            return
        step = {Hint.EditNextItem: 1, Hint.EditPreviousItem: -1}.get(hint, 0)
        had_keys = editor.hasFocus() or editor.isAncestorOf(self.focusWidget() or self)
        super().closeEditor(editor, Hint.RevertModelCache if hint == Hint.RevertModelCache else Hint.NoHint)
        if had_keys or step:
            self._sheet.setFocus(Qt.FocusReason.OtherFocusReason)
        if step:
            self._sheet.tabbed(step)

    def is_editing(self) -> bool:
        """Tell whether a cell is edited here."""
        return self.state() == QAbstractItemView.State.EditingState

    def paintEvent(self, event: object) -> None:
        """Draw the columns, and a line where the others pass below them."""
        super().paintEvent(event)  # pyright: ignore[reportArgumentType]
        painter = QPainter(self.viewport())
        painter.setPen(QPen(self._context.look.colour("control"), 1))
        painter.drawLine(self.viewport().rect().topRight(), self.viewport().rect().bottomRight())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the keys to the list."""
        self._sheet.keyPressEvent(event)

    def _follow_height(self, row: int, _: int, high: int) -> None:
        self.setRowHeight(row, high)


class FrozenCells(Cells):
    """The cells of the columns that stay: the keyboard is the list's."""

    def __init__(self, context: Context, view: QTableView, sheet: "ListTable") -> None:
        super().__init__(context, view, sheet.options)
        self._sheet = sheet

    def _has_keys(self) -> bool:
        return self._sheet.hasFocus() or self._sheet.isAncestorOf(self._sheet.focusWidget() or self._sheet)


class ListTable(SheetView):
    """The list. The row behind the last card becomes a card once it has words."""

    def __init__(self, context: Context, desk: Desk, editing: Editing) -> None:
        self.listed = ListModel(context, desk, editing)
        super().__init__(context, self.listed, self.options)
        self.setAccessibleName(context.tr("The cards of the path as a list"))
        self.verticalHeader().hide()
        self.heads = ListHeads(context.look)
        self.setHorizontalHeader(self.heads)
        self.frozen = Frozen(context, self)
        self.selectionModel().currentChanged.connect(self._show_frozen)

    def options(self, key: str) -> list[tuple[str, object]]:
        """Return what a cell is chosen from."""
        return self.listed.facts.options(key)

    def read(self) -> None:
        """Show what the desk holds now."""
        before = list(self.listed.column_keys)
        self.listed.read()
        if self.listed.column_keys != before:
            self.lay_out()
        self.fitting.fit_seen()

    def spot(self) -> Spot | None:
        """Return what the present row marks."""
        return self.listed.spot(self.currentIndex())

    def chosen_cards(self) -> tuple[str, ...]:
        """Return the cards of the chosen rows."""
        cards = (self.listed.card(index) for index in self.chosen())
        return tuple(dict.fromkeys(card.id for card in cards if card))

    def show_spot(self, spot: Spot | None, *, exactly: bool = False) -> None:
        """Go to the row of what is marked, unless it is the present one already."""
        del exactly  # a row is a card or none
        here = self.spot()
        if spot is None or spot.kind != "card" or (here is not None and here.key == spot.key):
            return
        if (row := self.listed.row_of(spot.id)) >= 0:
            self.go(row, max(0, self.currentIndex().column()) or 1)

    def first_place(self) -> tuple[int, int]:
        """Return where typing begins."""
        return (0, 1)

    def write(self, stage_id: str, lane_id: str) -> bool:
        """Begin a new card of a cell in the empty row."""
        self.listed.place_next(stage_id, lane_id)
        return self.begin(self.listed.index(self.listed.rowCount() - 1, 1))

    # -- as every sheet -------------------------------------------------------------------------

    def share_width(self) -> None:
        """Give each fact its width; the words take what is left, or less where there is little room."""
        px, columns = self.context.look.px, self.listed.columns
        if not columns:
            return
        widths = [self._wide(column) for column in columns]
        free = self.width() - 4 * GRID - self.verticalScrollBar().sizeHint().width() - sum(widths)
        widths[1] = widths[1] + free if free > 0 else widths[1]
        if self.width() < px(NARROW):
            widths[1] = px(WORDS_LEAST)
        for at, wide in enumerate(widths):
            self.setColumnWidth(at, wide)
            self.frozen.setColumnWidth(at, wide - EDGE if at == 0 else wide)
            self.frozen.setColumnHidden(at, at >= FROZEN)
        high = self.heads.height_for(widths)
        self.heads.setFixedHeight(high)
        self.frozen.heads.setFixedHeight(high - EDGE)
        self._place_frozen()

    def go_below(self, row: int, column: int) -> None:
        """Go down; from the empty row, whose card went to its place, to the empty row again, where it begins."""
        last = self.listed.rowCount() - 1
        if self.listed.card(self.listed.index(min(row, last), 0)) is None or self.listed.made:
            self.listed.made = ""
            self.go(last, 0 if column == 1 else column)
        else:
            self.go(min(row + 1, last), column)

    def tabbed(self, way: int) -> None:
        """Go on to the next cell after Tab; after the words of a new card, to its other facts."""
        made, self.listed.made = self.listed.made, ""
        if made and (row := self.listed.row_of(made)) >= 0:
            self.go(row, 1)
        self.step(way)

    def add_here(self) -> None:
        """Begin the next card, in the cell of the present row."""
        card = self.listed.card(self.currentIndex())
        if card is not None:
            self.listed.place_next(card.stage_id, card.lane_id)
        self.begin(self.listed.index(self.listed.rowCount() - 1, 1))

    def enter(self, here: QModelIndex) -> None:
        """Edit the present cell; of one that only tells, the words of its row."""
        if here.isValid() and not self.begin(here):
            self.begin(self.listed.index(here.row(), 1))

    def editing_view(self, index: Index) -> QTableView:
        """Return the view in which a cell is edited."""
        return self.frozen if index.column() < FROZEN else self

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Bring a cell on screen, beside the columns that stay."""
        bar = self.horizontalScrollBar()
        if index.column() < FROZEN:
            kept = bar.value()
            super().scrollTo(index, hint)
            bar.setValue(kept)
            return
        super().scrollTo(index, hint)
        hidden = self.frozen.width() - self.visualRect(QModelIndex(index)).left()  # pyright: ignore[reportArgumentType]
        if hidden > 0:
            bar.setValue(bar.value() - hidden)

    def is_editing(self) -> bool:
        """Tell whether a cell is edited."""
        return self.state() == QAbstractItemView.State.EditingState or self.frozen.is_editing()

    def delegate_of(self, editor: QWidget) -> Cells:
        """Return who made an editor."""
        return self.frozen.cells if self.frozen.isAncestorOf(editor) else self.cells

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the columns that stay over the others again."""
        super().resizeEvent(event)
        self._place_frozen()

    def updateGeometries(self) -> None:
        """Follow the headings and scroll bars; Qt calls this."""
        super().updateGeometries()
        if hasattr(self, "frozen"):
            self._place_frozen()

    # -- inside ---------------------------------------------------------------------------------

    def _wide(self, column: Column) -> int:
        """Return the width of a fact; that of a group takes as much as its name needs in two lines."""
        px = self.context.look.px
        if not column.key.startswith(FELT):
            return px(column.wide)
        name = QFontMetrics(self.context.look.font(bold=True)).horizontalAdvance(self.listed.facts.heading(column))
        return max(px(column.wide), min(px(MOST_NAME), name * 6 // 10 + 2 * PAD))

    def _place_frozen(self) -> None:
        wide = sum(self.columnWidth(at) for at in range(min(FROZEN, self.listed.columnCount())))
        edge = self.viewport().geometry().left()
        top = self.heads.geometry().top()
        area = QRect(QPoint(edge + EDGE, top + EDGE), QPoint(edge + wide, self.viewport().geometry().bottom()))
        self.frozen.setGeometry(area)
        self.frozen.setVisible(bool(self.listed.columnCount()))
        self.frozen.verticalScrollBar().setValue(self.verticalScrollBar().value())

    def _show_frozen(self, *_: object) -> None:
        self.frozen.viewport().update()

"""The table of Map: grid or list, chosen columns, and blocks of cells to and from a spreadsheet."""

from PySide6.QtCore import QMimeData, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from models.edits.path_table import PasteTable
from widgets.canvas.spots import Spot
from widgets.context import Context
from widgets.map.clipboard import KIND as CARDS
from widgets.map.desk import Desk
from widgets.map.editing import Editing
from widgets.map.tables.facts import Misfit
from widgets.map.tables.grid import GridTable
from widgets.map.tables.landing import ADD, Landing, has_headings, has_stage_names, on_grid, on_list
from widgets.map.tables.list_model import PINNED
from widgets.map.tables.listing import ListTable
from widgets.map.tables.preview import PasteBar, Works, sentence
from widgets.map.tables.sheets import Block, cells_in, cells_in_csv, squared
from widgets.parts.buttons import Button, Choices
from widgets.parts.frames import column, row
from widgets.theme import GRID as STEP

GRID, LIST = "grid", "list"


class PathTable(QWidget):
    """Shows the path on the desk as a grid or as a list; both are typed into."""

    menu_wanted = Signal(QPoint)

    def __init__(self, context: Context, desk: Desk, editing: Editing) -> None:
        super().__init__()
        self._context, self._desk = context, desk
        tr, look = context.tr, context.look
        self._quiet = False
        self.grid = GridTable(context, desk, editing)
        self.list = ListTable(context, desk, editing)
        options = [(GRID, tr("Grid"), ""), (LIST, tr("List"), "")]
        self.shape = Choices(look, tr("Show the table as"), options)
        self.columns = Button(look, tr("Columns"), "columns-3", "quiet", self.open_columns)
        self.bar = PasteBar(context)
        self._tables = QStackedWidget()
        self._tables.addWidget(self.grid)
        self._tables.addWidget(self.list)
        top = row(self.shape, self.columns, 1, spacing=2 * STEP)
        top.setContentsMargins(4 * STEP, 0, 4 * STEP, 0)
        below = column(self._tables)
        below.setContentsMargins(4 * STEP, 0, 4 * STEP, 4 * STEP)
        self.setLayout(column(top, self.bar, below, spacing=2 * STEP))
        self.layout().setStretch(2, 1)  # pyright: ignore[reportOptionalMemberAccess, reportAttributeAccessIssue]
        self._connect()
        self._show_shape(context.settings.get("map_table"))

    def _connect(self) -> None:
        self.shape.chosen.connect(self.show_as)
        self.bar.agreed.connect(self._paste_now)
        self.bar.gone.connect(self.take_focus)
        self.list.listed.misfit.connect(self._refused)
        for table in (self.grid, self.list):
            table.walked.connect(self._walked)
            table.menu_wanted.connect(self.menu_wanted)
            table.cleared.connect(self._cleared)

    @property
    def table(self) -> GridTable | ListTable:
        """The one on screen."""
        return self.grid if self.shape.code == GRID else self.list

    # -- as every view --------------------------------------------------------------------------

    def read(self) -> None:
        """Show what the desk holds now; the present cell and what is half typed stay."""
        self._quiet = True
        try:
            self.table.read()
            if not self.table.currentIndex().isValid():  # else Qt chooses one when the keyboard comes, and marks it
                self.table.go(*self.table.first_place())
        finally:
            self._quiet = False

    def show_choice(self) -> None:
        """Go to what is marked."""
        self._quiet = True
        try:
            self.table.show_spot(self._desk.spot)
        finally:
            self._quiet = False

    def take_focus(self) -> None:
        """Take the keyboard."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def write_words(self, spot: Spot) -> bool:
        """Edit the words of a card, or the name of a stage, where they stand."""
        self.table.show_spot(spot, exactly=True)
        here = self.table.currentIndex()
        if isinstance(self.table, ListTable):
            return spot.kind == "card" and self.table.begin(self.list.listed.index(here.row(), 1))
        return spot.kind in ("card", "stage") and self.table.begin(here)

    def write_card(self, stage_id: str, lane_id: str) -> bool:
        """Begin a new card of a cell."""
        return self.table.write(stage_id, lane_id)

    # -- what a person asks ---------------------------------------------------------------------

    def show_as(self, shape: str) -> None:
        """Show the grid or the list, where the same card is marked."""
        self.table.settle()
        self.bar.drop() if self.bar.is_open else None
        self._context.settings.set("map_table", shape)
        self._show_shape(shape)
        self.read()
        self.show_choice()
        self.take_focus()

    def copy_here(self) -> bool:
        """Copy the chosen cells as a spreadsheet reads them."""
        return self.table.copy_block()

    def cut_here(self) -> bool:
        """Copy the chosen cells, then take away what stands in them."""
        if not self.table.copy_block():
            return False
        self.table.clear_chosen()
        return True

    def paste_here(self) -> bool:
        """Paste the block of cells in the clipboard. False: there is none, cards of Polku are the room's to paste."""
        data, path, here = QGuiApplication.clipboard().mimeData(), self._desk.path, self.table.currentIndex()
        block = _block_of(data)
        if path is None or not block or not here.isValid() or data.hasFormat(CARDS):
            return False
        return self._paste_list(block) if self.table is self.list else self._paste_grid(block)

    def open_columns(self) -> None:
        """Open the menu of columns below its button."""
        menu = QMenu(self)
        for one in self.list.listed.facts.columns():
            if one.key in PINNED:
                continue
            text = self.list.listed.facts.heading(one).replace("&", "&&")
            action = menu.addAction(text, lambda key=one.key: self.toggle_column(key))
            action.setCheckable(True)
            action.setChecked(one.key in self.list.listed.column_keys)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.columns.mapToGlobal(QPoint(0, self.columns.height())))

    def toggle_column(self, key: str) -> None:
        """Show or hide a fact; kept for the next time."""
        kept = self._context.settings.get("map_columns")
        self._context.settings.set("map_columns", [one for one in kept if one != key] if key in kept else [*kept, key])
        self.read()

    # -- inside ---------------------------------------------------------------------------------

    def _show_shape(self, shape: str) -> None:
        self.shape.show_code(shape)
        self._tables.setCurrentWidget(self.table)
        self.columns.setVisible(shape == LIST)
        self.setFocusProxy(self.table)

    def _walked(self) -> None:
        if self._quiet or not self.table.currentIndex().isValid():
            return
        spot, chosen = self.table.spot(), self.table.chosen_cards()
        self._quiet = True
        try:
            if len(chosen) > 1:
                self._desk.choose(chosen, spot if spot and spot.kind == "card" else None)
            elif spot is not None:
                self._desk.mark(spot)
        finally:
            self._quiet = False

    def _cleared(self, _: int) -> None:
        tr = self._context.tr
        self._context.notices.say(tr("Deleted."), tr("Undo"), self._context.document.undo)

    def _refused(self, why: str) -> None:
        self._context.notices.say(why, tone="waiting")

    def _paste_grid(self, block: Block) -> bool:
        path, grid = self._desk.path, self.grid.grid
        here = self.grid.currentIndex()
        facts, lanes = grid.facts, [lane.id for lane in grid.facts.open_lanes]
        at = (here.column(), grid.row(here)[0] or next(iter(lanes), ""))
        headed = path is not None and (has_stage_names(path, block) or (here.row() == 0 and len(block) > 1))

        def works(named: bool, how: str) -> Landing:
            return on_grid(facts, block, at, named=named, how=how)

        if len(block) == 1 and here.row() == 0:
            return self._name_stages(block)
        return self._begin_paste(works, headed=headed, one=len(block) == 1 and len(block[0]) == 1, may_head=True)

    def _name_stages(self, block: Block) -> bool:
        """One row on the row of names: stages that are added, never renamed over."""
        names = tuple(" ".join(cell.split())[:200] for cell in block[0] if cell)
        known = {stage.name.casefold() for stage in self.grid.grid.facts.stages.values()}
        new = tuple(name for name in names if name.casefold() not in known)
        path = self._desk.path
        if path is not None and new:
            self._context.document.perform(PasteTable(path.id, new))
        return True

    def _paste_list(self, block: Block) -> bool:
        listed, here = self.list.listed, self.list.currentIndex()
        facts, keys = listed.facts, listed.column_keys[here.column() :]
        named = has_headings(facts, block)
        if named:
            known = {facts.heading(one).casefold(): one.key for one in facts.columns()}
            keys = [known.get(cell.casefold(), "voices") for cell in block[0]]
        cells = block[1:] if named else block

        def works(_: bool, __: str) -> Landing:
            return on_list(facts, cells, here.row(), keys, self._context.session.workshop_id, listed.next_cell())

        one = len(cells) == 1 and len(cells[0]) == 1
        return self._begin_paste(works, headed=False, one=one, may_head=False)

    def _begin_paste(self, works: Works, *, headed: bool, one: bool, may_head: bool) -> bool:
        """Paste at once what changes nothing that is there; otherwise say first what it would do."""
        try:
            landing: Landing | None = works(headed, ADD)
        except Misfit as why:
            if not headed and not may_head:
                self._refused(str(why))
                return True
            landing = None
        quiet = landing is not None and (one or not (landing.on_cards or landing.stages or headed or landing.changes))
        if quiet and landing is not None:
            self._paste_now(landing)
            return True
        replaces = may_head and landing is not None and landing.on_cards
        self.bar.ask(works, headed=headed, may_head=may_head, may_replace=replaces)
        return True

    def _paste_now(self, landing: Landing) -> None:
        done = self._context.document.perform(landing.edit)
        if done is not None:
            tr = self._context.tr
            self._context.notices.say(sentence(self._context, landing), tr("Undo"), self._context.document.undo)
        QTimer.singleShot(0, self, self.table.fitting.fit_seen)


def _block_of(data: QMimeData | None) -> Block:
    """Return the block in the clipboard. A table of HTML is not read: it is markup of somebody else."""
    if data is None:
        return ()
    if data.hasFormat("text/csv") and not data.hasText():
        return squared(cells_in_csv(bytes(data.data("text/csv").data()).decode("utf-8", "replace")))
    return squared(cells_in(data.text())) if data.hasText() else ()

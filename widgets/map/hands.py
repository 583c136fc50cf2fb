"""What is done with the mouse on the canvas, and where writing goes on: turned into edits of the path on the desk."""

from PySide6.QtCore import QObject, Signal

from widgets.canvas.drops import Carried
from widgets.canvas.gestures.choosing import next_to_write
from widgets.canvas.inplace import InPlace
from widgets.canvas.spots import Spot, in_cell, index_in_cell
from widgets.canvas.view import PathView
from widgets.context import Context
from widgets.map.beside.attaching import attach
from widgets.map.desk import Desk
from widgets.map.editing import Editing


class Hands(QObject):
    """Listens to a view of the path and to its field for words. `write`: a new card is wanted at stage, lane, index."""

    opened = Signal()  # what is marked is to be edited; in an empty cell, a card is to be added
    write = Signal(str, str, int)

    def __init__(self, context: Context, desk: Desk, editing: Editing, view: PathView, inplace: InPlace) -> None:
        super().__init__(view)
        self._context, self._desk, self._editing = context, desk, editing
        view.chose.connect(desk.choose)
        view.carried.connect(self._put_down)
        view.reordered.connect(editing.frame.push)
        view.connected.connect(self._connect)
        view.attached.connect(self._attach)
        view.placing.connect(self._place)
        view.pushed.connect(editing.push)
        inplace.went_on.connect(self._write_next)
        inplace.another.connect(self._write_below)

    def _place(self, stage_id: str, lane_id: str, index: int) -> None:
        """Mark where the new card will lie, and let somebody write it."""
        path = self._desk.path
        if path is not None and (here := in_cell(path, stage_id, lane_id)):
            self._desk.mark(here[max(0, min(index, len(here)) - 1)])
        self.write.emit(stage_id, lane_id, index)

    def _put_down(self, carried: Carried) -> None:
        if not self._editing.carry(carried):
            tr = self._context.tr
            self._context.notices.say(tr("Nothing was moved: some of the cards would have left the path."))

    def _connect(self, from_id: str, to_id: str) -> None:
        if to_id:
            self._editing.connect(from_id, to_id)
        else:
            self._editing.add_drop_out(from_id)

    def _attach(self, row_ids: tuple[str, ...], spot: Spot) -> None:
        if attach(self._context, self._desk, row_ids, spot):
            self._desk.mark(spot)

    def _write_next(self, step: int) -> None:
        """Go on to the next card or empty cell, as Tab does in a table; past the ends the keyboard stays here."""
        path, spot = self._desk.path, self._desk.spot
        there = next_to_write(path, spot, step) if path is not None and spot is not None else None
        if there is not None:
            self._desk.mark(there)
            self.opened.emit()

    def _write_below(self) -> None:
        """Write a new card below the one that was just written."""
        path, spot, cell = self._desk.path, self._desk.spot, self._editing.cell_for_new()
        if path is not None and cell is not None:
            at = index_in_cell(path, spot.id) + 1 if spot is not None and spot.kind == "card" else 0
            self.write.emit(*cell, at)

"""The view of Map that shows a path as it is and as it could be, one above the other, and what differs as a list."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from models import queries
from models.path_differences import Compared, Difference, compared
from models.records import CardRecord, ConnectionRecord, LaneRecord, PathRecord, StageRecord
from widgets.canvas.spots import Spot, spot_of_card, spot_of_lane, spot_of_stage
from widgets.context import Context
from widgets.lists.cards import CardList
from widgets.map.compare.canvases import Spots, TwoCanvases
from widgets.map.compare.linking import Linking
from widgets.map.compare.shown import GAP
from widgets.map.compare.words import id_of, in_short, listed
from widgets.map.desk import Desk
from widgets.map.editing import Editing
from widgets.parts.buttons import Button, IconButton
from widgets.parts.empty import EmptyState
from widgets.parts.frames import Panes, column, row
from widgets.parts.labels import Label, caption, muted
from widgets.theme import GRID

WIDTHS = (0, 420, 280)


class SideBySide(QWidget):
    """For looking, marking and jumping; what is to be changed is changed in the canvas. `canvas_wanted`: there."""

    canvas_wanted = Signal()

    def __init__(self, context: Context, desk: Desk, editing: Editing) -> None:
        super().__init__()
        del editing
        self._context, self._desk = context, desk
        tr, look = context.tr, context.look
        self.linking = Linking(context, desk)
        self.found: Compared | None = None
        self.canvases = TwoCanvases(context)
        self.list = CardList(look, tr("What differs"))
        self.summary = muted("")
        self._pages = QStackedWidget()
        self._pages.addWidget(Panes(look, None, self.canvases, self._beside(), widths=WIDTHS))
        self.make = Button(
            look, tr("Make “as it could be” from this path"), "copy", "primary", clicked=self.make_could_be
        )
        self.link = Button(look, tr("Link another path …"), "link", clicked=self._show_links)
        self.empty = self._empty_page()
        self._pages.addWidget(self.empty)
        self.setLayout(column(self._pages, spacing=0))
        self.list.chosen.connect(self._chosen_in_list)
        self.list.opened.connect(lambda _: self.open_in_canvas())
        self.canvases.chose.connect(self._chosen_in_drawing)
        self.canvases.opened.connect(lambda _: self.canvas_wanted.emit())

    def _beside(self) -> QWidget:
        tr, look = self._context.tr, self._context.look
        self.more = IconButton(look, tr("More for these two paths"), "ellipsis", self._show_more)
        before = IconButton(look, tr("Previous difference"), "chevron-left", lambda: self.go(-1), "Shift+F8")
        after = IconButton(look, tr("Next difference"), "chevron-right", lambda: self.go(1), "F8")
        head = row(caption(tr("What differs")), before, after, self.more, spacing=GRID)
        head.setStretch(0, 1)
        self.same = Label(
            tr("Nothing differs yet. Change the path as it could be in the canvas or the table."), "muted"
        )
        top = column(head, self.summary, self.same, spacing=GRID)
        top.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, GRID)
        inside, lines = QWidget(), column(top, self.list, spacing=0)
        lines.setStretch(1, 1)
        inside.setLayout(lines)
        return inside

    def _empty_page(self) -> QWidget:
        tr = self._context.tr
        sentence = tr(
            "Make a copy of this path and change it to how it could be: here you see both, and what differs. "
            "Two paths that were drawn apart can be linked."
        )
        buttons = QWidget()
        buttons.setLayout(column(row(1, self.make, 1), row(1, self.link, 1), spacing=2 * GRID))
        return EmptyState(self._context.look, "split", tr("No path to compare with yet"), sentence, buttons)

    # -- as every view --------------------------------------------------------------------------

    def read(self) -> None:
        """Show what the desk holds now; compared again only where one of the two changed."""
        pair = self.linking.pair()
        groups, tr = self._desk.groups, self._context.tr
        if pair is None:
            self.found = None
        elif self.found is None or self.found.before is not pair[0] or self.found.after is not pair[1]:
            self.found = compared(*pair)
        self._pages.setCurrentIndex(0 if self.found else 1)
        named = self._context.document.ask(queries.participants)
        people = {one: pseudonym or code for one, (pseudonym, code) in named.items()}
        self.canvases.show_paths(self.found, self._desk, people)
        self.link.setVisible(bool(self.linking.others()))
        cards = listed(self.found, groups, tr) if self.found else ()
        self.list.show_cards(cards)
        self.summary.setText(in_short(self.found, tr) if self.found else "")
        self.summary.setVisible(bool(cards))
        self.same.setVisible(not cards)
        self.list.setVisible(bool(cards))

    def show_choice(self) -> None:
        """Show what is marked on the desk on both paths, and the difference that it is."""
        found, path, spot = self.found, self._desk.path, self._desk.spot
        if found is None or path is None or spot is None:
            return
        self._show_spots(self._spots_of(spot, 0 if path.id == found.before.id else 1))

    def take_focus(self) -> None:
        """Take the keyboard: the list of what differs, else the drawing below, else the one button."""
        if self.found is None:
            self.make.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.found.differences:
            self.list.take_focus()
        else:
            self.canvases.both[1].view.setFocus(Qt.FocusReason.OtherFocusReason)

    def zoom(self, step: int) -> None:
        """Zoom both drawings."""
        self.canvases.zoom(step)

    def fit(self) -> None:
        """Show both paths whole."""
        self.canvases.fit()

    # -- what a person asks ---------------------------------------------------------------------

    def go(self, step: int) -> bool:
        """Go to the next (1) or the previous (−1) difference, around the ends. False: nothing differs."""
        if self.found is None or not self.found.differences:
            return False
        ids = [id_of(one) for one in self.found.differences]
        now = self.list.current_id()
        at = ids.index(now) + step if now in ids else (0 if step > 0 else -1)
        self.list.mark(ids[at % len(ids)])
        return True

    def make_could_be(self) -> None:
        """Make a path as it could be from the one on the desk."""
        if self.linking.make():
            self.take_focus()

    def open_in_canvas(self) -> None:
        """Show the marked difference in the canvas, on the path that holds it."""
        one = self._difference()
        if one is None or self.found is None:
            return
        side = 1 if one.after is not None else 0
        path = (self.found.before, self.found.after)[side]
        spot = _spot(path, one.after or one.before)
        self._context.session.show_path(path.id)
        self._desk.mark(spot)
        self.canvas_wanted.emit()

    # -- inside ---------------------------------------------------------------------------------

    def _difference(self) -> Difference | None:
        wanted = self.list.current_id()
        return next((one for one in self.found.differences if id_of(one) == wanted), None) if self.found else None

    def _chosen_in_list(self, _: str) -> None:
        one, found, path = self._difference(), self.found, self._desk.path
        if one is None or found is None or path is None:
            return
        spots = _spot(found.before, one.before), _spot(found.after, one.after)
        self._desk.mark(spots[0 if path.id == found.before.id else 1])
        self.canvases.show_spots(spots)

    def _chosen_in_drawing(self, side: int, spot: Spot | None) -> None:
        """The path of the drawing comes on the desk: what is captured now belongs to the step that is marked there."""
        found = self.found
        if found is None:
            return
        self._context.session.show_path((found.before, found.after)[side].id)
        real = spot is None or not spot.stage_id.startswith(GAP)
        self._desk.mark(spot if real else None)
        if spot is not None:
            self._show_spots(self._spots_of(spot, side))

    def _show_spots(self, spots: Spots) -> None:
        if self.found is None:
            return
        marked = next((spot.id for spot in spots if spot is not None and spot.kind != "cell"), "")
        difference = self.found.of_row.get(marked)
        silent = self.list.blockSignals(True)
        if difference is None:
            self.list.clearSelection()
        elif self.list.current_id() != id_of(difference):
            self.list.mark(id_of(difference))
        self.list.blockSignals(silent)
        self.canvases.show_spots(spots)

    def _spots_of(self, spot: Spot, side: int) -> Spots:
        """Return a spot and what belongs to it on the other path."""
        if self.found is None or spot.kind == "cell":
            return (spot, None) if side == 0 else (None, spot)
        pairs = self.found.pairs
        both = (*pairs.cards.both, *pairs.stages.both, *pairs.lanes.both)
        other = next((pair[1 - side] for pair in both if pair[side].id == spot.id), None)
        there = _spot((self.found.before, self.found.after)[1 - side], other)
        return (spot, there) if side == 0 else (there, spot)

    def _show_links(self) -> None:
        self._popup(self.linking.links_menu(self), self.link)

    def _show_more(self) -> None:
        self._popup(self.linking.pair_menu(self), self.more)

    def _popup(self, menu: QMenu, button: QWidget) -> None:
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))


def _spot(path: PathRecord, record: object) -> Spot | None:
    """Return where something lies on its path; of a connection, the card that it leaves."""
    if isinstance(record, CardRecord):
        return spot_of_card(path, record.id)
    if isinstance(record, ConnectionRecord):
        return spot_of_card(path, record.from_id)
    if isinstance(record, StageRecord):
        return spot_of_stage(record.id)
    return spot_of_lane(record.id) if isinstance(record, LaneRecord) else None

"""What a person asks of the path in Map: to write cards, stages and lanes where they stand, to copy, the menus."""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from widgets.canvas.spots import Spot
from widgets.map.clipboard import mime_of, piece_in
from widgets.map.commands import menu_of
from widgets.map.desk import Desk
from widgets.map.drawing import Drawing
from widgets.map.editing import Editing
from widgets.map.face import Clips, WritesCards, WritesWords
from widgets.map.inspector import Inspector
from widgets.map.new_path import NewPath
from widgets.map.paper.journeys import journey_in
from widgets.map.pieces import put_down
from widgets.map.reshape import REMOVE
from widgets.map.stack import Views
from widgets.map.told import Told
from widgets.map.views import CANVAS
from widgets.room import Room


class PathActs(Room):
    """The half of the room that acts on what is marked; the other half (room.py) shows it."""

    desk: Desk
    editing: Editing
    views: Views
    drawing: Drawing
    inspector: Inspector
    new_path: NewPath

    def show_as(self, view_id: str) -> None:
        """Show the path in one of the views; what was being written is kept."""
        self.drawing.inplace.settle()
        self.views.show_view(view_id)

    # -- what is marked -------------------------------------------------------------------------

    def work(self) -> QWidget:
        """Return what is worked on: the view on screen, or what a path can begin with where there is none."""
        return self.new_path if self.desk.path is None else self.views.view(self.views.code)

    def has_path(self) -> bool:
        """Tell whether there is a path."""
        return self.desk.path is not None

    def is_marked(self) -> bool:
        """Tell whether a card, a stage or a lane is marked."""
        return self.desk.spot is not None and self.desk.spot.kind != "cell"

    def is_row_marked(self) -> bool:
        """Tell whether a stage or a lane is marked."""
        return self.desk.spot is not None and self.desk.spot.kind in ("stage", "lane")

    def marked_row(self) -> tuple[str, str]:
        """Return the card that is marked."""
        card = self.desk.card()
        return ("touchpoint", card.id) if card is not None else ("", "")

    def is_card_marked(self) -> bool:
        """Tell whether a card is marked."""
        return self.desk.card() is not None

    def canvas(self) -> Drawing:
        """Return the canvas, brought on screen."""
        if self.views.code != CANVAS:
            self.show_as(CANVAS)
        return self.drawing

    # -- cards, stages, lanes -------------------------------------------------------------------

    def add_card(self) -> None:
        """Write a new card into the marked cell; nothing is kept before Enter."""
        cell = self.editing.cell_for_new()
        if cell is None:
            self.context.notices.say(self.context.tr("First add a stage and a lane that holds cards."))
            return
        view = self.work()
        if not (isinstance(view, WritesCards) and view.write_card(*cell)):
            self.canvas().write_card(*cell)

    def edit_marked(self) -> None:
        """Edit the words of what is marked where they stand; in an empty cell, add a card."""
        spot, view = self.desk.spot, self.work()
        if spot is None:
            return
        if spot.kind == "cell":
            self.add_card()
        elif not (isinstance(view, WritesWords) and view.write_words(spot)):
            self.canvas().write_words(spot)

    def delete_marked(self) -> None:
        """Delete the chosen cards; remove a stage or a lane, after asking what becomes of what lies there."""
        self.drawing.inplace.drop()
        spot = self.desk.spot
        if spot is None or spot.kind not in ("stage", "lane"):
            self.editing.delete_chosen()
        elif self.editing.frame.lying(spot).is_empty:
            self.editing.frame.remove(spot)
        else:
            self.reshape(REMOVE)

    def duplicate(self) -> None:
        """Add copies of the chosen cards beside them."""
        self.editing.duplicate()

    def place_cards(self) -> None:
        """Let the next click in a cell of the canvas add a card there."""
        self.canvas().view.arm_place()

    def connect_marked(self) -> None:
        """Let somebody choose on the canvas where the marked card leads."""
        if self.is_card_marked():
            self.canvas().connecting.begin()

    def add_drop_out(self) -> None:
        """Say that people drop out at the marked card."""
        if (card := self.desk.card()) is not None:
            self.editing.add_drop_out(card.id)

    def reshape(self, what: str) -> None:
        """Ask how the marked stage or lane is to be removed, split or merged, where its page is seen."""
        if self.views.kinds[self.views.code].alone:
            self.canvas()
        self.inspector.ask(what)

    def to_page(self) -> None:
        """Go to what is known about the marked thing; from there back to the path."""
        if self.inspector.isAncestorOf(self.focusWidget() or self):
            self.enter_focus()
        else:
            self.inspector.take_focus()

    def add_stage(self) -> None:
        """Write the name of a new stage behind the marked one, behind the last one where none is marked."""
        self.add_stage_at(self._at("stage", 1))

    def add_stage_before(self) -> None:
        """Write the name of a new stage before the marked one."""
        self.add_stage_at(self._at("stage", 0))

    def add_stage_at(self, at: int | None) -> None:
        """Write the name of a new stage at a place among the stages, None for the end."""

        def keep(name: str, told: Told) -> bool:
            return self.editing.frame.add_stage(name, told, at=at)

        self.canvas().write_stage(self.context.tr("Name of the new stage"), keep, at)

    def add_lane(self) -> None:
        """Write the name of a new lane below the marked one, below the last one where none is marked."""
        self.add_lane_at(self._at("lane", 1))

    def add_lane_above(self) -> None:
        """Write the name of a new lane above the marked one."""
        self.add_lane_at(self._at("lane", 0))

    def add_lane_at(self, at: int | None) -> None:
        """Write the name of a new lane at a place among the lanes, None for the end."""

        def keep(name: str, told: Told) -> bool:
            return self.editing.frame.add_named_lane(name, told, at=at)

        self.canvas().write_lane(self.context.tr("Name of the new lane"), keep, at)

    # -- the clipboard --------------------------------------------------------------------------

    def copy(self) -> bool:
        """Copy the chosen cards; of a stage or a lane all cards."""
        path, spot, view = self.desk.path, self.desk.spot, self.work()
        if isinstance(view, Clips) and view.copy_here():
            return True
        if path is None or spot is None or not self.views.has_keys():
            return False
        cards = self.desk.cards()
        if spot.kind in ("stage", "lane"):
            cards = self.editing.frame.cards(spot)
        if cards:
            QGuiApplication.clipboard().setMimeData(mime_of(path, cards))
        return bool(cards)

    def cut(self) -> bool:
        """Copy the chosen cards and delete them."""
        view = self.work()
        if isinstance(view, Clips) and view.cut_here():
            return True
        return bool(self.desk.chosen) and self.copy() and self.editing.delete_chosen()

    def paste(self) -> bool:
        """Put down the cards, or the lines, that lie in the clipboard, in one step."""
        cell, path, view = self.editing.cell_for_new(), self.desk.path, self.work()
        if (path is None or self.views.has_keys()) and (text := journey_in(QGuiApplication.clipboard().mimeData())):
            self.context.window.import_words(text)  # it asks first
            return True
        if isinstance(view, Clips) and view.paste_here():
            return True
        if cell is None or path is None or not self.views.has_keys():
            return False
        piece = piece_in(QGuiApplication.clipboard().mimeData())
        return piece is not None and self.editing.put(put_down(path, piece, *cell))

    # -- menus and the rest ---------------------------------------------------------------------

    def show_menu(self, where: QPoint) -> None:
        """Show what can be done with what is marked."""
        groups = {
            "card": ("card", "move", "feeling"),
            "stage": ("frame", "move", "card"),
            "lane": ("frame", "move", "card"),
        }
        spot = self.desk.spot
        self._popup(groups.get(spot.kind if spot else "", ("card", "frame", "view")), where)

    def show_more(self, where: QPoint) -> None:
        """Show what can be done with the path."""
        self._popup(("frame", "path", "view", "panel"), where)

    def _popup(self, groups: tuple[str, ...], where: QPoint) -> None:
        menu = menu_of(self, groups, self.context.tr, self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(where)

    def _at(self, kind: str, after: int) -> int | None:
        """Return the place before (0) or behind (1) the stage or lane of what is marked; None: none is."""
        spot = self.desk.spot
        row_id = (spot.stage_id if kind == "stage" else spot.lane_id) if spot is not None else ""
        return self.editing.frame.place(Spot(kind, row_id)) + after if row_id else None

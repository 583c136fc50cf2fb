"""The room Map: the path as a canvas and as a table, one marked thing, and what is known about it."""

from typing import ClassVar

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QWidget

from models.edits.path import DeletePath
from models.edits.path_frame import AddTouchpoints
from resources.texts import N_
from widgets.canvas.inplace import InPlace
from widgets.canvas.scene import PathScene
from widgets.canvas.spots import Spot, first_spot, in_cell, spot_of_card
from widgets.canvas.view import PathView
from widgets.command import Command
from widgets.context import Context
from widgets.map.clipboard import cards_in, mime_of
from widgets.map.commands import commands_of, menu_of
from widgets.map.desk import Desk
from widgets.map.editing import Editing, Told
from widgets.map.header import CANVAS, TABLE, MapHeader
from widgets.map.inspector import Inspector
from widgets.map.table import PathTable
from widgets.parts.buttons import Button
from widgets.parts.empty import EmptyState
from widgets.parts.frames import Panes, Surface, column
from widgets.room import EVERYTHING, Room, Rows

WIDTHS = (0, 280, 300)  # beside each other also at 200 % on a small screen: below, the drawing would be too low
# What a change of these tables can show here; the rest leaves the drawing as it is.
SHOWN = frozenset(
    "path stage lane touchpoint feeling segment story story_place contribution contribution_place voice"
    " withdrawal participant".split()
)


class MapRoom(Room):
    """Everything can be done with keys alone; the canvas and the table show the same and mark the same."""

    id: ClassVar[str] = "map"
    name: ClassVar[str] = N_("Map")
    icon: ClassVar[str] = "route"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        tr, look = context.tr, context.look
        self.desk = Desk(context, self)
        self.editing = Editing(context, self.desk)
        self._reading = False
        self.scene = PathScene(look, tr)
        self.scene.setParent(self)
        self.view = PathView(self.scene, tr("The path"))
        self.inplace = InPlace(context, self.view)
        self.table = PathTable(context, self.desk, self.editing)
        self.header = MapHeader(context, self.desk, self.add_card, self._show_more)
        self.header.make_path, self.header.rename_path = self.add_path, self.rename_path
        self.header.delete_path = self.delete_path
        self.inspector = Inspector(context, self.desk, self.editing, self.add_card, self.delete_marked)
        self.draw_first = Button(look, tr("Draw the first path"), "route", "primary", self._draw_first)
        sentence = tr(
            "Draw how it goes today: stages from left to right, what people do, whom they meet, how it feels."
        )
        self.empty = EmptyState(look, "route", tr("No path yet"), sentence, self.draw_first)
        self._views = QStackedWidget()
        self._views.addWidget(self.view)
        self._views.addWidget(self.table)
        middle = Surface("paper", column(self.header, self._views, spacing=0))
        middle.layout().setStretch(1, 1)  # pyright: ignore[reportOptionalMemberAccess, reportAttributeAccessIssue]
        self._panes = Panes(look, None, middle, self.inspector, widths=WIDTHS)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._panes)
        self._pages.addWidget(self.empty)
        self.setLayout(column(self._pages))
        self._connect()

    def _connect(self) -> None:
        self.scene.marked.connect(self._marked_in_scene)
        self.desk.spot_changed.connect(self._spot_changed)
        self.view.opened.connect(self.edit_marked)
        self.view.adding.connect(self.add_card)
        self.view.removing.connect(self.delete_marked)
        self.view.pushed.connect(self.editing.push)
        self.view.dropped.connect(self.editing.drop)
        self.view.menu_wanted.connect(self._show_menu)
        self.inplace.closed.connect(self.view.setFocus)
        self.table.chosen.connect(self._marked_in_table)
        self.table.adding.connect(self.add_card)
        self.table.removing.connect(self.delete_marked)
        self.table.menu_wanted.connect(self._show_menu)
        self.header.shown_as.connect(self._show_as)
        self.context.session.path_changed.connect(self._show_other_path)
        self.context.session.workshop_changed.connect(self._show_other_workshop)

    # -- what the window asks -------------------------------------------------------------------

    def _show_other_path(self) -> None:
        if self._entered:
            self.refresh(EVERYTHING)

    def _show_other_workshop(self) -> None:
        if self._entered:
            self.inspector.read()

    def refresh(self, rows: Rows) -> None:
        """Show what the document holds now, and keep what is marked, seen and typed."""
        if rows and not any(table in SHOWN for table, _ in rows):
            return
        self._reading = True
        try:
            self.view.drop_gesture()
            self.desk.read()
            self.scene.show_path(self.desk.path, self.desk.groups, self.desk.counts)
            self.scene.mark(self.desk.spot, tell=False)
        finally:
            self._reading = False
        self.table.read()
        self._mark_in_table()
        self.header.read()
        self.inspector.read()
        self._pages.setCurrentWidget(self._panes if self.desk.path else self.empty)
        if self.desk.path is not None and self.context.session.path_id != self.desk.path.id:
            self.context.session.show_path(self.desk.path.id)
        if self.desk.spot is not None and any(row_id == self.desk.spot.id for _, row_id in rows):
            self.view.reveal_marked()  # it moved, or is new; what changed elsewhere scrolls nothing

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done here."""
        return commands_of(self)

    def enter_focus(self) -> None:
        """Put the keyboard on the drawing; nothing is marked by that, so no note goes to a step by accident."""
        self.work().setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Keep what is being written, then go."""
        self.inplace.settle()
        super().leave()

    def zoom(self, step: int) -> bool:
        """Zoom the drawing."""
        if self._views.currentWidget() is not self.view or self.desk.path is None:
            return False
        self.view.zoom(step)
        return True

    def copy(self) -> bool:
        """Copy the marked card; of a stage or a lane all cards."""
        path, spot = self.desk.path, self.desk.spot
        if path is None or spot is None or not self._has_keys():
            return False
        column = {"card": "id", "stage": "stage_id", "lane": "lane_id"}.get(spot.kind)
        cards = [card for card in path.cards if column and getattr(card, column) == spot.id]
        if cards:
            QGuiApplication.clipboard().setMimeData(mime_of(cards))
        return bool(cards)

    def cut(self) -> bool:
        """Copy the marked card and delete it."""
        if self.desk.card() is None or not self.copy():
            return False
        self.delete_marked()
        return True

    def paste(self) -> bool:
        """Add the cards, or the lines, that lie in the clipboard, in one step."""
        cell = self.editing.cell_for_new()
        if cell is None or not self._has_keys():
            return False
        found = cards_in(QGuiApplication.clipboard().mimeData())
        if not found:
            return False
        done = self.context.document.perform(AddTouchpoints(tuple((*cell, words, rest) for words, rest in found)))
        if done is not None and self.desk.path is not None and isinstance(done.result, tuple):
            self.desk.mark(spot_of_card(self.desk.path, str(done.result[-1])))
        return True

    def show_row(self, table: str, row_id: str) -> bool:
        """Mark a card or a stage, also of another path, and bring it on screen."""
        found = self.desk.spot_of_row(table, row_id)
        if found is None:
            self.refresh(EVERYTHING)
            found = self.desk.spot_of_row(table, row_id)
        if found is None:
            return False
        path, spot = found
        self.context.session.show_path(path.id)
        if self.desk.path is None or self.desk.path.id != path.id:
            self.refresh(EVERYTHING)
        self.desk.mark(spot)
        self.view.reveal_marked()
        return True

    # -- what a person asks ---------------------------------------------------------------------

    def work(self) -> QWidget:
        """Return what is worked on: the drawing, the table, or the one button where there is no path."""
        if self.desk.path is None:
            return self.draw_first
        return self.table if self._views.currentWidget() is self.table else self.view

    def has_path(self) -> bool:
        """Tell whether there is a path."""
        return self.desk.path is not None

    def is_marked(self) -> bool:
        """Tell whether a card, a stage or a lane is marked."""
        return self.desk.spot is not None and self.desk.spot.kind != "cell"

    def is_card_marked(self) -> bool:
        """Tell whether a card is marked."""
        return self.desk.card() is not None

    def add_card(self) -> None:
        """Write a new card into the marked cell; nothing is kept before Enter."""
        cell = self.editing.cell_for_new()
        if cell is None:
            self.context.notices.say(self.context.tr("First add a stage and a lane that holds cards."))
            return
        self._show_canvas()
        area = self._area_for_new(*cell)
        self.view.reveal(area)
        place = f"new-card/{cell[0]}/{cell[1]}"
        self.inplace.open(
            area,
            place,
            "",
            self.context.tr("Words of the new card"),
            lambda text, told: self.editing.add_card(*cell, text, told),
        )

    def edit_marked(self) -> None:
        """Edit the words of what is marked where they stand; in an empty cell, add a card."""
        spot = self.desk.spot
        if spot is None:
            return
        if spot.kind == "cell":
            self.add_card()
            return
        if self._views.currentWidget() is self.table and spot.kind == "card":
            self.table.edit_words()
            return
        self._show_canvas()
        item = self.scene.item_of(spot)
        if item is not None:
            self.view.reveal_marked()
            name = self.context.tr("Words")
            keep = lambda text, told: self.editing.rename(spot, text, told)  # noqa: E731
            self.inplace.open(item.area(), f"words/{spot.id}", self._words_of(spot), name, keep)

    def delete_marked(self) -> None:
        """Delete what is marked; a notice offers to undo it."""
        self.inplace.drop()
        self.editing.delete_marked()

    def add_stage(self) -> None:
        """Write the name of a new stage behind the last one."""
        self._open_new("stage", self.context.tr("Name of the new stage"), self.editing.add_stage)

    def add_own_lane(self) -> None:
        """Write the name of a new lane below the last one."""

        def keep(name: str, told: Told) -> bool:
            return self.editing.add_lane("own", name, told)

        self._open_new("lane", self.context.tr("Name of the new lane"), keep)

    def add_path(self) -> None:
        """Add a path with the usual lanes and put the cursor into its name."""
        tr = self.context.tr
        if self.editing.add_path(tr("New path"), (tr("Before"), tr("During"), tr("Afterwards"))):
            self.rename_path()

    def rename_path(self) -> None:
        """Show the page of the path with the cursor in its name."""
        self.desk.mark(None)
        self.inspector.path.rename()

    def delete_path(self) -> None:
        """Delete the path on the desk; a notice offers to undo it."""
        path, tr = self.desk.path, self.context.tr
        if path is None:
            return
        self.desk.mark(None)
        if self.context.document.perform(DeletePath(path.id)) is not None:
            sentence = tr("Path deleted. Stories and notes are kept.")
            self.context.notices.say(sentence, tr("Undo"), self.context.document.undo)

    def switch(self) -> None:
        """Show the table instead of the canvas, or the other way round."""
        self._show_as(TABLE if self._views.currentWidget() is self.view else CANVAS)
        self.work().setFocus(Qt.FocusReason.OtherFocusReason)

    def fit(self) -> None:
        """Show the whole path."""
        self._show_canvas()
        self.view.fit()

    # -- inside ---------------------------------------------------------------------------------

    def _draw_first(self) -> None:
        if self.editing.draw_first_path():
            self.work().setFocus(Qt.FocusReason.OtherFocusReason)

    def _has_keys(self) -> bool:
        return self.view.hasFocus() or self.table.hasFocus()

    def _marked_in_scene(self, spot: Spot | None) -> None:
        if not self._reading:
            self.desk.mark(spot)

    def _marked_in_table(self, card_id: str) -> None:
        if card_id and self.desk.path is not None:
            self.desk.mark(spot_of_card(self.desk.path, card_id))

    def _spot_changed(self) -> None:
        self.inplace.settle()
        self.scene.mark(self.desk.spot, tell=False)
        self._mark_in_table()
        self.inspector.read()
        if self.desk.spot is not None:
            self.view.reveal_marked()

    def _mark_in_table(self) -> None:
        if (card := self.desk.card()) is not None:
            silent = self.table.blockSignals(True)
            self.table.mark(card.id)
            self.table.blockSignals(silent)

    def _show_as(self, code: str) -> None:
        self.inplace.settle()
        self.header.view.show_code(code)
        self._views.setCurrentWidget(self.table if code == TABLE else self.view)
        if code == TABLE and self.desk.card() is None and self.desk.path is not None:
            first = first_spot(self.desk.path)
            if first is not None and first.kind == "card":
                self.table.mark(first.id)

    def _show_canvas(self) -> None:
        if self._views.currentWidget() is not self.view:
            self._show_as(CANVAS)

    def _words_of(self, spot: Spot) -> str:
        card, stage, lane = self.desk.card(), self.desk.stage(), self.desk.lane()
        if spot.kind == "card" and card is not None:
            return card.words
        if spot.kind == "stage" and stage is not None:
            return stage.name
        return self.desk.lane_words(lane) if lane is not None else ""

    def _area_for_new(self, stage_id: str, lane_id: str) -> QRectF:
        plan, path = self.scene.plan, self.desk.path
        if plan is None or path is None:
            return QRectF()
        here = [plan.cards[spot.id] for spot in in_cell(path, stage_id, lane_id) if spot.kind == "card"]
        cell = plan.cells[stage_id, lane_id]
        top = here[-1].bottom() + self.context.look.px(8) if here else cell.top()
        return QRectF(cell.left(), top, cell.width(), self.context.look.px(44))

    def _open_new(self, kind: str, name: str, keep: object) -> None:
        plan = self.scene.plan
        if plan is None or self.desk.path is None:
            return
        self._show_canvas()
        high = self.context.look.px(44)
        area = QRectF(plan.size.width(), self.context.look.px(12), self.context.look.px(160), high)
        if kind == "lane":
            area = QRectF(0, plan.size.height() - high, plan.label_width, high)
        self.inplace.open(area, f"new-{kind}/{self.desk.path.id}", "", name, keep)  # pyright: ignore[reportArgumentType]

    def _show_menu(self, where: QPoint) -> None:
        groups = {
            "card": ("card", "move", "feeling"),
            "stage": ("card", "move", "frame"),
            "lane": ("card", "move", "frame"),
        }
        spot = self.desk.spot
        self._popup(groups.get(spot.kind if spot else "", ("card", "frame", "view")), where)

    def _show_more(self, where: QPoint) -> None:
        self._popup(("card", "move", "frame", "view"), where)

    def _popup(self, groups: tuple[str, ...], where: QPoint) -> None:
        menu = menu_of(self, groups, self.context.tr, self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(where)

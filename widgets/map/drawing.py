"""The canvas as a view of Map: the drawing, and the field in which words are written where they stand."""

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from models import queries
from widgets.canvas.inplace import InPlace
from widgets.canvas.scene import PathScene
from widgets.canvas.spots import Spot, in_cell
from widgets.canvas.view import PathView
from widgets.context import Context
from widgets.fields.over import Keep
from widgets.map.connecting import Connecting
from widgets.map.desk import Desk
from widgets.map.editing import Editing
from widgets.map.hands import Hands
from widgets.map.seen_by import quiet_cards
from widgets.parts.frames import column

MODIFIED = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class Drawing(QWidget):
    """Shows the path on the desk and turns what is done with it into edits.

    `adding`: a card is wanted where the mark is, `adding_stage` and `adding_lane`: a stage or a lane beside the mark.
    `opened`: what is marked is to be edited. `connecting_wanted`: the marked card is to lead somewhere.
    """

    adding = Signal()
    opened = Signal()
    adding_stage = Signal()
    adding_lane = Signal()
    connecting_wanted = Signal()
    removing = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(self, context: Context, desk: Desk, editing: Editing) -> None:
        super().__init__()
        self._context, self._desk, self._editing = context, desk, editing
        self.scene = PathScene(context.look, context.tr)
        self.scene.setParent(self)
        self.view = PathView(self.scene, context.tr("The path"))
        self.inplace = InPlace(context, self.view)
        self.setLayout(column(self.view, spacing=0))
        self.setFocusProxy(self.view)
        self.connecting = Connecting(context, desk, editing, self.view)
        self.hands = Hands(context, desk, editing, self.view, self.inplace)
        self.hands.opened.connect(self.opened)
        self.hands.write.connect(self.write_card)
        self.view.opened.connect(self.opened)
        self.view.adding.connect(self.adding)
        self.view.removing.connect(self.removing)
        self.view.menu_wanted.connect(self.menu_wanted)
        self.inplace.closed.connect(self.view.setFocus)

    # -- as every view --------------------------------------------------------------------------

    def read(self) -> None:
        """Show what the desk holds now."""
        self.view.drop_gesture()
        desk = self._desk
        named = self._context.document.ask(queries.participants)
        people = {one: pseudonym or code for one, (pseudonym, code) in named.items()}
        self.scene.show_path(desk.path, desk.groups, desk.counts, people=people, group_id=desk.group_id)
        self.scene.show_quiet(quiet_cards(desk))
        self.view.show_choice(self._desk.chosen, self._desk.spot)

    def show_choice(self) -> None:
        """Show what is marked; what was being written is kept first."""
        self.inplace.settle()
        self.view.show_choice(self._desk.chosen, self._desk.spot)
        if self._desk.spot is not None:
            self.view.reveal_marked()

    def take_focus(self) -> None:
        """Take the keyboard; nothing is marked by that, so no note goes to a step by accident."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def zoom(self, step: int) -> None:
        """Zoom by a step."""
        self.view.zoom(step)

    # -- writing --------------------------------------------------------------------------------

    def write_card(self, stage_id: str, lane_id: str, at: int | None = None) -> bool:
        """Write a new card at a place in a cell, None for its end; nothing is kept before Enter."""
        area = self._area_for_new(stage_id, lane_id, at)
        self.view.reveal(area)
        name = self._context.tr("Words of the new card")
        place = f"new-card/{stage_id}/{lane_id}"
        keep: Keep = lambda text, told: self._editing.add_card(stage_id, lane_id, text, told, at)  # noqa: E731
        self.inplace.open(area, place, "", name, keep)
        return True

    def write_words(self, spot: Spot) -> bool:
        """Write the words of a card, or the name of a stage or lane, where they stand."""
        item = self.scene.item_of(spot)
        if item is None:
            return False
        self.view.reveal_marked()
        name = self._context.tr("Words")
        keep: Keep = lambda text, told: self._editing.rename(spot, text, told)  # noqa: E731
        self.inplace.open(item.area(), f"words/{spot.id}", self._words_of(spot), name, keep)
        return True

    def write_stage(self, name: str, keep: Keep, at: int | None = None) -> None:
        """Write the name of a new stage, before the one at a place, or (None) behind the last one."""
        plan, path, px = self.scene.plan, self._desk.path, self._context.look.px
        if plan is None or path is None:
            return
        left = plan.size.width()
        if at is not None and 0 <= at < len(path.stages):
            left = plan.columns[path.stages[at].id][0] - px(60)
        middle = self.view.mapToScene(self.view.viewport().rect().center()).y()
        self.view.reveal(QRectF(left, middle, px(160), 1))
        top = self.view.mapToScene(QPoint(0, 0)).y() + px(12)
        self.inplace.open(QRectF(left, top, px(160), px(44)), f"new-stage/{path.id}", "", name, keep)

    def write_lane(self, name: str, keep: Keep, at: int | None = None) -> None:
        """Write the name of a new lane, above the one at a place, or (None) below the last one."""
        plan, path, high = self.scene.plan, self._desk.path, self._context.look.px(44)
        if plan is None or path is None:
            return
        top = plan.size.height() - high
        if at is not None and 0 <= at < len(path.lanes):
            top = plan.rows[path.lanes[at].id][0] - high / 2
        middle = self.view.mapToScene(self.view.viewport().rect().center()).x()
        self.view.reveal(QRectF(middle, top, 1, high))
        left = self.view.mapToScene(QPoint(0, 0)).x()
        self.inplace.open(QRectF(left, top, plan.label_width, high), f"new-lane/{path.id}", "", name, keep)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the letters that the drawing has for stages, lanes and connections."""
        wanted = {Qt.Key.Key_S: self.adding_stage, Qt.Key.Key_L: self.adding_lane, Qt.Key.Key_K: self.connecting_wanted}
        signal = wanted.get(Qt.Key(event.key()))
        if signal is None or event.modifiers() & MODIFIED or self.inplace.is_open:
            super().keyPressEvent(event)
        else:
            signal.emit()

    # -- inside ---------------------------------------------------------------------------------

    def _words_of(self, spot: Spot) -> str:
        card, stage, lane = self._desk.card(), self._desk.stage(), self._desk.lane()
        if spot.kind == "card" and card is not None:
            return card.words
        if spot.kind == "stage" and stage is not None:
            return stage.name
        return self._desk.lane_words(lane) if lane is not None else ""

    def _area_for_new(self, stage_id: str, lane_id: str, at: int | None) -> QRectF:
        plan, path, px = self.scene.plan, self._desk.path, self._context.look.px
        if plan is None or path is None:
            return QRectF()
        here = [plan.cards[spot.id] for spot in in_cell(path, stage_id, lane_id) if spot.kind == "card"][:at]
        cell = plan.cells[stage_id, lane_id]
        top = here[-1].bottom() + px(8) if here else cell.top()
        return QRectF(cell.left(), top, cell.width(), px(44))

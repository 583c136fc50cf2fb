"""The service path as a scene: it shows what the document holds, and nothing else moves in it but what is dragged."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import QGraphicsScene

from models.records import GroupRecord, PathRecord
from resources.texts import Translator
from widgets.canvas.access import announce, install
from widgets.canvas.drawn import Asked, Change, Counts, Drawn, Marks
from widgets.canvas.items import CardItem, CarriedItem, CurveItem, Ground, PathItem
from widgets.canvas.links import LinksItem
from widgets.canvas.made import Made, head_area, label_area
from widgets.canvas.overlay import ReachItem
from widgets.canvas.plan import Plan
from widgets.canvas.sheet import Sheet
from widgets.canvas.spots import Spot, all_spots, in_cell, still_there
from widgets.canvas.strips import Z_HEADS, Z_LABELS, Strip
from widgets.canvas.words import Fonts
from widgets.look import Look

USUAL_WIDTH = 1000.0


class PathScene(QGraphicsScene):
    """A path to look at, or with `manners` False to work on.

    `manners`: those of the projector. Nothing red, no counts, nothing that can be marked.
    `marked`: a spot was marked by a person, None for nothing.

    Cards have no items of their own but those that `item_of` was asked for. Ask `spot_at`, `cards_in` and `plan`.
    """

    marked = Signal(object)

    def __init__(self, look: Look, tr: Translator, *, manners: bool = False) -> None:
        super().__init__()
        install()
        self.look, self.texts, self.manners = look, tr, manners
        self.path: PathRecord | None = None
        self.spot: Spot | None = None
        self._width = USUAL_WIDTH
        self._corner = QPointF()
        self._asked: Asked | None = None
        self._fonts = Fonts(look)
        self._drawn = Drawn(self._fonts, tr, manners=manners)
        self._made = Made(self, look, tr, self._drawn, manners=manners)
        self._curves: dict[str, CurveItem] = {}
        self._lines: dict[str, Ground] = {}
        self._reach: ReachItem | None = None
        self._carried: tuple[str, ...] = ()
        self._sheet = Sheet(look, self._drawn.faces, manners=manners)
        self._links = LinksItem(look)
        self._heads, self._labels = Strip(look, Z_HEADS, across=True), Strip(look, Z_LABELS, across=False)
        self._carrying = CarriedItem(self._sheet.picture_of)
        for item in (self._sheet, self._links, self._heads, self._labels, self._carrying):
            self.addItem(item)
        self.setStickyFocus(True)
        self.setBackgroundBrush(QBrush(look.colour("paper")))
        look.changed.connect(self._look_changed)

    @property
    def plan(self) -> Plan | None:
        """Where everything lies, None without a path."""
        return self._drawn.plan

    # -- showing --------------------------------------------------------------------------------

    def show_path(
        self,
        path: PathRecord | None,
        groups: tuple[GroupRecord, ...] = (),
        counts: Counts | None = None,
        marks: Marks | None = None,
        people: Mapping[str, str] | None = None,
        group_id: str | None = None,
        *,
        linked: bool = False,
    ) -> None:
        """Show a path as it is now: only what differs appears, moves or goes.

        `counts`: stories and notes by the id of a card; `groups`: whose lines get a name; `marks`: further marks at
        the foot of a card or below the name of a stage, by its id; `people`: pseudonym or number of nameless persons,
        by id; `group_id`: show how it feels to this group alone; `linked`: keep room for connections in any case.
        """
        self.end_carry()
        self.path = path
        told = (groups, counts or {}, marks or {}, people or {}, group_id, self._width, linked)
        self._asked = Asked(path, *told) if path else None
        self._arrange()

    def set_width(self, width: float) -> None:
        """Fill a width, as far as columns stay readable; a path with many stages is wider."""
        if abs(width - self._width) >= 1:
            self._width = width
            if self._asked is not None:
                self._asked = replace(self._asked, width=width)
                self._arrange()

    def keep_frame(self, corner: QPointF) -> None:
        """Keep headers and labels in view, given the visible corner; only where the scene is worked on."""
        corner = QPointF(max(0.0, corner.x()), max(0.0, corner.y()))
        if corner != self._corner:
            self._corner = corner
            self._heads.setPos(0, corner.y())
            self._labels.setPos(corner.x(), 0)

    def frame_size(self) -> QPointF:
        """Return how much of the view headers (y) and labels (x) cover."""
        if self.plan is None:
            return QPointF()
        return QPointF(self.plan.label_width + self.look.px(16), self.plan.head.height())

    # -- for assistive technology ---------------------------------------------------------------

    def spoken_spots(self) -> tuple[Spot, ...]:
        """Return what assistive technology walks through: headers, then each lane with its cards and empty cells."""
        if self.path is None:
            return ()
        spots = all_spots(self.path)
        return tuple(spot for spot in spots if spot.kind != "cell") if self.manners else spots

    def spoken_words(self) -> list[str]:
        """Return what is said of everything, in order, without an item being made."""
        return [self._made.spoken(self.path, spot) for spot in self.spoken_spots()] if self.path else []

    # -- marking --------------------------------------------------------------------------------

    def mark(self, spot: Spot | None, *, tell: bool = True) -> None:
        """Mark a spot, None for nothing. `tell`: say it by `marked`."""
        same = spot == self.spot
        self.spot = spot
        item = self.item_of(spot)
        for one in self._made:
            one.show_marked(one is item)
        card_id = spot.id if spot is not None and spot.kind == "card" else ""
        self._links.show_card(card_id)
        for curve in self._curves.values():
            curve.show_card(card_id)
        if item is not None and not same:
            self.setFocusItem(item)
            announce(item)
        if tell and not same:
            self.marked.emit(spot)

    def item_of(self, spot: Spot | None) -> PathItem | None:
        """Return the item of a spot, made now if need be; None where the path has nothing there."""
        return self._made.item_of(spot, self._heads, self._labels, self.spot) if spot is not None else None

    def card_item(self, card_id: str) -> CardItem | None:
        """Return a card's item, made now if need be."""
        item = self.item_of(Spot("card", card_id))
        return item if isinstance(item, CardItem) else None

    def spot_at(self, point: QPointF) -> Spot | None:
        """Return what lies at a point, the topmost; None for the ground."""
        plan, path = self.plan, self.path
        if plan is None or path is None or self.manners:
            return None
        if (strip := self._heads.at(point)) is not None:
            return Spot("stage", strip, stage_id=strip) if strip else None
        if (strip := self._labels.at(point)) is not None:
            return Spot("lane", strip, lane_id=strip) if strip else None
        cell = plan.cell_at(point)
        if cell is None:
            return None
        if card_id := plan.card_at(point):
            return Spot("card", card_id, *cell)
        here = in_cell(path, *cell)
        return here[0] if here and here[0].kind == "cell" else None

    def cards_in(self, area: QRectF) -> tuple[str, ...]:
        """Return the ids of the cards that an area touches, in reading order: what a rubber band takes."""
        plan = self.plan
        if plan is None:
            return ()
        stages, lanes = plan.seen(area)
        stacks = (plan.stacks.get((stage, lane)) for stage in stages for lane in lanes)
        return tuple(one for stack in stacks if stack for one in stack.cards if plan.cards[one].intersects(area))

    # -- what gestures show ---------------------------------------------------------------------

    def show_choice(self, spot: Spot | None, card_ids: Iterable[str]) -> None:
        """Mark a spot, and show a quieter ring around the cards that are chosen along with it. Tells nobody."""
        self._sheet.show_chosen(frozenset(card_ids))
        self.mark(spot, tell=False)

    def show_quiet(self, card_ids: Iterable[str]) -> None:
        """Let some cards step back, such as those at which a group said nothing."""
        self._sheet.show_quiet(frozenset(card_ids))

    def begin_carry(self, card_ids: Iterable[str]) -> None:
        """Lift cards. The document knows nothing of it; `end_carry` leaves no trace."""
        self.end_carry()
        if self.plan is not None:
            self._carried = tuple(one for one in card_ids if one in self.plan.place)
            self._carrying.show_cards(self._carried, self._drawn.faces, self.plan.cards)
            self._sheet.show_lifted(frozenset(self._carried))

    def carry_by(self, delta: QPointF) -> None:
        """Draw the lifted cards this far from where they lie (from home, not from the last place)."""
        self._carrying.setPos(delta)
        if self.plan is not None:
            self._made.carry(self._carried, self.plan, delta)

    def end_carry(self) -> None:
        """Put lifted cards back to where the document has them."""
        if self._carried:
            self.carry_by(QPointF())
            self._carried = ()
            self._carrying.show_cards((), {}, {})
            self._sheet.show_lifted(frozenset())

    def show_line(self, start: QPointF, end: QPointF, to: Spot | None) -> None:
        """Draw a line that is being pulled to another card; `to`: what it would reach gets an outline."""
        if self._reach is None:
            self._reach = ReachItem(self.look)
            self.addItem(self._reach)
        item = self.item_of(to)
        self._reach.show_line(start, end, item.area() if item else QRectF())
        self._reach.show()

    def hide_line(self) -> None:
        """Take the line away."""
        if self._reach is not None:
            self._reach.hide()

    # -- inside ---------------------------------------------------------------------------------

    def _look_changed(self) -> None:
        self.setBackgroundBrush(QBrush(self.look.colour("paper")))
        self._fonts.forget()
        self._sheet.forget()
        self._drawn.clear()
        self._made.drop(keep=None)
        self._arrange()
        self.update()

    def _arrange(self) -> None:
        marked = self.spot
        if self._asked is None:
            self._drawn.clear()
            self._show_nothing()
            return
        change = self._drawn.show(self._asked)
        self._show_drawn(self._asked.path, change)
        self._made.show(self._asked.path)
        kept = still_there(self._asked.path, marked) if marked else None
        self.mark(kept, tell=kept != marked)
        if kept is not None and (item := self.item_of(kept)) is not None and self.focusItem() is not item:
            self.setFocusItem(item)

    def _show_nothing(self) -> None:
        self.spot = None
        self._made.drop(keep=None)
        self._sheet.show_plan(None, None)
        self._links.show_routes(())
        for strip in (self._heads, self._labels):
            strip.show_faces(QRectF(), (), ())
        self._show_lanes()
        self.setSceneRect(QRectF(0, 0, 1, 1))

    def _show_drawn(self, path: PathRecord, change: Change) -> None:
        plan = self.plan
        assert plan is not None  # noqa: S101 - what was drawn has one
        if change.moved:
            self._sheet.show_plan(path, plan)
            self._show_strips(plan)
            self.setSceneRect(QRectF(QPointF(0, 0), plan.size))
        else:
            self._sheet.redraw(change.cells)
        self._links.show_routes(self._drawn.routes)
        self._show_lanes()

    def _show_strips(self, plan: Plan) -> None:
        drawn, gap = self._drawn, self.look.px(12)
        areas = [head_area(column, plan.head, self.look) for column in plan.columns.values()]
        ground = QRectF(0, 0, plan.size.width(), plan.head.height() - gap / 2)
        self._heads.show_faces(ground, list(drawn.heads.values()), areas)
        areas = [label_area(row, plan.label_width, self.look) for row in plan.rows.values()]
        ground = QRectF(0, 0, plan.label_width + gap, plan.size.height())
        self._labels.show_faces(ground, list(drawn.labels.values()), areas)

    def _show_lanes(self) -> None:
        """Show the lanes that are no cells: how it feels, and the line of visibility."""
        plan, drawn = self.plan, self._drawn
        lines = [lane.id for lane in self.path.lanes if lane.kind == "visibility"] if self.path and plan else []
        for items, kept in ((self._curves, drawn.curves), (self._lines, lines)):
            for lane in [lane for lane in items if lane not in kept]:
                self.removeItem(items.pop(lane))
        for lane, face in drawn.curves.items():
            if lane not in self._curves:
                self._curves[lane] = CurveItem(face)
                self.addItem(self._curves[lane])
            self._curves[lane].show_face(face)
            if plan is not None:
                self._curves[lane].place(plan.curves[lane])
        for lane in lines:
            if lane not in self._lines:
                self._lines[lane] = Ground(0)
                self.addItem(self._lines[lane])
            if plan is not None:
                top, high = plan.rows[lane]
                area = QRectF(plan.label_width + self.look.px(16), top, plan.size.width(), high)
                self._lines[lane].show_area(area, self.look.colour("paper"), self.look.colour("control"))

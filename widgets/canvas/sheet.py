"""The sheet that cards lie on: one item that draws thousands of them, those that are seen and nothing else."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, QTimer
from PySide6.QtGui import QPainter, QPen, QPixmap
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from models.records import PathRecord
from widgets.canvas.faces import FAR, CardFace, ground, ring
from widgets.canvas.far import FarCards
from widgets.canvas.pictures import Pictures, Pinboard
from widgets.canvas.plan import Cell, Plan
from widgets.look import Look
from widgets.theme import RADIUS

ROOM = 5.0  # around a card for its ring
PATIENT = 400  # cards; a path with more of them draws at most BUDGET new pictures a frame, and the rest in the next
BUDGET = 8
QUIET = 0.45  # how much is left of a card that steps back


class Sheet(QGraphicsItem):
    """Cards, outlines of empty cells, and what lies outside the service.

    `chosen`: cards with a ring, less strong than the mark's. `quiet`: cards that step back. `lifted`: cards that are
    carried; only their places are outlined.
    """

    def __init__(self, look: Look, faces: Mapping[str, CardFace], *, manners: bool) -> None:
        super().__init__()
        self._look, self._faces, self._manners = look, faces, manners
        self._plan: Plan | None = None
        self._outside: tuple[str, ...] = ()
        self._kinds: dict[str, str] = {}
        self.chosen: frozenset[str] = frozenset()
        self.lifted: frozenset[str] = frozenset()
        self.quiet: frozenset[str] = frozenset()
        self.pictures = Pictures()
        self._far = FarCards(look, faces, manners=manners)
        self._size = QRectF()
        self._scale = 1.0  # of the frame before
        self._owed = QRectF()  # what was drawn plainly because the frame had no time left
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)

    # -- what is shown --------------------------------------------------------------------------

    def show_plan(self, path: PathRecord | None, plan: Plan | None) -> None:
        """Lie where a plan says; redraws all that is seen."""
        if plan is not self._plan:
            self._far.clear()
        self._far.age()
        self._plan = plan
        self._kinds = {lane.id: lane.kind for lane in path.lanes} if path else {}
        self._outside = tuple(stage.id for stage in path.stages if stage.position != "within") if path else ()
        size = QRectF(0, 0, plan.size.width(), plan.size.height()) if plan else QRectF()
        if size != self._size:
            self.prepareGeometryChange()
            self._size = size
        self.update()

    def redraw(self, cells: Iterable[Cell]) -> None:
        """Draw some cells anew, where nothing else moved."""
        plan = self._plan
        if plan is not None:
            known = [(stage, lane) for stage, lane in cells if stage in plan.columns and lane in plan.rows]
            self._far.forget(plan, known)
            for stage, lane in known:
                (left, wide), (top, high) = plan.columns[stage], plan.rows[lane]
                self.update(QRectF(left, top, wide, high).adjusted(-ROOM, -ROOM, ROOM, ROOM))

    def show_chosen(self, chosen: frozenset[str]) -> None:
        """Show quiet rings around these cards."""
        changed, self.chosen = self.chosen ^ chosen, chosen
        self._redraw_cards(changed)

    def show_quiet(self, quiet: frozenset[str]) -> None:
        """Let these cards step back behind the others."""
        changed, self.quiet = self.quiet ^ quiet, quiet
        self._redraw_cards(changed)

    def show_lifted(self, lifted: frozenset[str]) -> None:
        """Leave these cards out, and outline where they lie at home."""
        changed, self.lifted = self.lifted ^ lifted, lifted
        if self._plan is not None:
            self._far.forget(self._plan, {self._plan.place[one][0] for one in changed if one in self._plan.place})
        self._redraw_cards(changed)

    def forget(self) -> None:
        """Draw everything anew, in another look."""
        self.pictures.clear()
        self._far.clear()
        self.update()

    def _redraw_cards(self, cards: Iterable[str]) -> None:
        for card_id in cards:
            if self._plan is not None and card_id in self._plan.place:
                self.update(self._plan.cards[card_id].adjusted(-ROOM, -ROOM, ROOM, ROOM))

    # -- drawing --------------------------------------------------------------------------------

    def boundingRect(self) -> QRectF:
        """Return the whole sheet."""
        return self._size

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw what is seen of it."""
        plan = self._plan
        if plan is None:
            return
        area = option.exposedRect.adjusted(-ROOM, -ROOM, ROOM, ROOM)  # pyright: ignore[reportAttributeAccessIssue]
        stages, lanes = plan.seen(area)
        self._paint_outside(painter, plan, stages)
        if QStyleOptionGraphicsItem.levelOfDetailFromTransform(painter.worldTransform()) < FAR:
            self._paint_far(painter, plan, (stages, lanes))
        else:
            self._paint_near(painter, plan, stages, lanes, area)

    def _paint_outside(self, painter: QPainter, plan: Plan, stages: tuple[str, ...]) -> None:
        """Draw a quiet ground under the stages before and after the service; their headers say so in words."""
        if self._look.palette.name == "contrast":
            return
        ground = self._look.colour("neutral.soft")
        ground.setAlphaF(0.5)
        for stage in stages:
            if stage in self._outside:
                left, wide = plan.columns[stage]
                half = plan.gap / 2
                top = plan.head.top()
                area = QRectF(left - half, top, wide + 2 * half, plan.size.height() - top)
                painter.fillRect(area, ground)

    def _paint_far(self, painter: QPainter, plan: Plan, seen: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
        if self._far.paint(painter, plan, seen, self.lifted):
            self._owe(self._size)

    def _paint_near(
        self, painter: QPainter, plan: Plan, stages: tuple[str, ...], lanes: tuple[str, ...], area: QRectF
    ) -> None:
        board = Pinboard(painter)
        budget = len(plan.place)
        if budget > PATIENT:  # the first frame at another scale has the headers to draw
            budget = BUDGET if board.scale == self._scale else 0
        self._scale = board.scale
        rings: list[QRectF] = []
        for lane in lanes:
            row, high = plan.rows[lane]
            first, cells = row + plan.lead[lane], lane in plan.holding and not self._manners
            for stage in stages:
                left = plan.columns[stage][0]
                stack = plan.stacks.get((stage, lane))
                if stack is None:
                    if cells:
                        board.put(self._outline(board.scale, QSizeF(plan.column, high)), left, row)
                    continue
                for card_id, below, tall in zip(stack.cards, stack.tops, stack.heights, strict=True):
                    y = first + below
                    if area.top() <= y + tall and y <= area.bottom():
                        budget -= self._put_card(board, card_id, QPointF(left, y), may_make=budget > 0)
                        if card_id in self.chosen:
                            rings.append(QRectF(left, y, plan.column, tall))
        board.end()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for box in rings:
            ring(painter, self._look, box, focused=False)

    def _put_card(self, board: Pinboard, card_id: str, at: QPointF, *, may_make: bool) -> int:
        """Put a card's picture; 1 where it had to be made, 0 where it was there or has to wait."""
        face = self._faces[card_id]
        size = QSizeF(face.asked.width, face.height)
        if card_id in self.lifted:
            board.put(self._outline(board.scale, size), at.x(), at.y())
            return 0
        picture, made = self.pictures.find(face, board.scale), 0
        if picture is None and may_make:
            picture, made = self.picture_of(face, board.scale), 1
        elif picture is None:
            picture = self._blank(board.scale, size, face.asked.lane.kind)
            self._owe(QRectF(at, size))
        board.put(picture, at.x(), at.y(), opacity=QUIET if card_id in self.quiet else 1.0)
        return made

    def picture_of(self, face: CardFace, scale: float) -> QPixmap:
        """Return a card's picture at a scale, made now if need be."""
        size = QSizeF(face.asked.width, face.height)
        blank = self._blank(scale, size, face.asked.lane.kind)
        return self.pictures.find(face, scale) or self.pictures.make(face, scale, size, face.paint, blank)

    def _owe(self, area: QRectF) -> None:
        """Draw an area again in the next frame."""
        if self._owed.isEmpty() and (scene := self.scene()) is not None:
            QTimer.singleShot(0, scene, self._pay)  # never after the scene, and this with it, is gone
        self._owed = self._owed.united(area)

    def _pay(self) -> None:
        owed, self._owed = self._owed, QRectF()
        self.update(owed)

    def _blank(self, scale: float, size: QSizeF, kind: str) -> QPixmap:
        """Return a card without words, of which there are few, whatever the number of cards."""
        box = QRectF(QPointF(), size)
        key = ("blank", kind, size.width(), size.height())
        return self.pictures.find(key, scale) or self.pictures.make(
            key, scale, size, lambda painter: ground(painter, self._look, box, kind)
        )

    def _outline(self, scale: float, size: QSizeF) -> QPixmap:
        """Return the quiet dashed outline of an empty cell, or of the place where a carried card is at home."""
        key = ("outline", size.width(), size.height())
        return self.pictures.find(key, scale) or self.pictures.make(
            key, scale, size, lambda painter: outline(painter, self._look, size)
        )


def outline(painter: QPainter, look: Look, size: QSizeF) -> None:
    """Draw a quiet dashed outline."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(look.colour("line"), 1, Qt.PenStyle.DashLine))
    painter.drawRoundedRect(QRectF(0.5, 0.5, size.width() - 1, size.height() - 1), RADIUS, RADIUS)

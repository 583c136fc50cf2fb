"""The items that were asked for: of what is marked, and of what a screen reader walks through."""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtWidgets import QGraphicsScene

from models.path_records import PathRecord
from resources.texts import Translator
from widgets.canvas.drawn import Drawn
from widgets.canvas.index import index_of
from widgets.canvas.items import Z_CARD, Z_CARRIED, CardItem, CellItem, HeadItem, PathItem
from widgets.canvas.plan import Plan
from widgets.canvas.spots import Spot, in_cell
from widgets.canvas.strips import Strip
from widgets.look import Look

MOST = 200  # kept for what was marked or spoken before

Key = tuple[str, str]


class Made:
    """Makes an item when it is asked for and keeps it while what it stands for is there."""

    def __init__(self, scene: QGraphicsScene, look: Look, tr: Translator, drawn: Drawn, *, manners: bool) -> None:
        self._scene, self._look, self._tr, self._drawn, self._manners = scene, look, tr, drawn, manners
        self._items: dict[Key, PathItem] = {}

    def __iter__(self) -> Iterator[PathItem]:
        return iter(self._items.values())

    def item_of(self, spot: Spot, heads: Strip, labels: Strip, keep: Spot | None) -> PathItem | None:
        """Return the item of a spot, None where the path has nothing there. `keep`: the marked spot."""
        item = self._items.get(spot.key)
        if item is None and (item := self._new(spot, heads, labels)) is not None:
            if len(self._items) >= MOST:
                self.drop(keep=keep)
            self._items[spot.key] = item
            self._place(item, spot)
        return item

    def show(self, path: PathRecord | None) -> None:
        """Let go of what went, and bring the rest to where it lies now."""
        cards = index_of(path).cards if path else {}
        for key, item in list(self._items.items()):
            spot = item.stands_for
            if spot.kind == "card" and (card := cards.get(spot.id)) is not None:
                spot = Spot("card", card.id, card.stage_id, card.lane_id)
            elif path is None or not self._is_there(path, spot):
                item.go()
                del self._items[key]
                continue
            self._show_face(item, spot)
            self._place(item, spot)

    def carry(self, card_ids: Iterable[str], plan: Plan, delta: QPointF) -> None:
        """Let the rings of carried cards follow them."""
        carried = frozenset(card_ids)
        for item in self._items.values():
            if item.stands_for.kind == "card" and item.stands_for.id in carried:
                item.setPos(plan.cards[item.stands_for.id].topLeft() + delta)
                item.setZValue(Z_CARRIED + 1 if not delta.isNull() else Z_CARD)

    def drop(self, keep: Spot | None) -> None:
        """Let go of all but one."""
        for key in [key for key in self._items if keep is None or key != keep.key]:
            self._items.pop(key).go()

    def spoken(self, path: PathRecord, spot: Spot) -> str:
        """Return what a screen reader says of a spot."""
        drawn = self._drawn
        if spot.kind == "card":
            return drawn.faces[spot.id].spoken
        if spot.kind in ("stage", "lane"):
            return (drawn.heads if spot.kind == "stage" else drawn.labels)[spot.id].spoken
        stage = next(one for one in path.stages if one.id == spot.stage_id)
        return f"{stage.letter} {stage.name}. {drawn.labels[spot.lane_id].name}. {self._tr('Empty')}"

    # -- inside ---------------------------------------------------------------------------------

    def _is_there(self, path: PathRecord, spot: Spot) -> bool:
        if spot.kind == "cell":
            return spot.stage_id in self._drawn.heads and spot in in_cell(path, spot.stage_id, spot.lane_id)
        return spot.id in {"card": self._drawn.faces, "stage": self._drawn.heads, "lane": self._drawn.labels}[spot.kind]

    def _new(self, spot: Spot, heads: Strip, labels: Strip) -> PathItem | None:
        path = self._drawn.asked.path if self._drawn.asked else None
        if path is None or not self._is_there(path, spot):
            return None
        look, drawn = self._look, self._drawn
        if spot.kind == "card":
            card = index_of(path).cards[spot.id]
            item: PathItem = CardItem(look, Spot("card", card.id, card.stage_id, card.lane_id), drawn.faces[spot.id])
        elif spot.kind == "cell":
            item = CellItem(look, spot, self.spoken(path, spot), self._tr("Enter: add a card"))
        else:
            of_stage = spot.kind == "stage"
            face = drawn.heads[spot.id] if of_stage else drawn.labels[spot.id]
            item = HeadItem(look, spot, face, heads if of_stage else labels)
        if self._manners:
            item.stay_unmarked()
        if item.parentItem() is None:
            self._scene.addItem(item)
        return item

    def _show_face(self, item: PathItem, spot: Spot) -> None:
        item.stand_for(spot)
        if isinstance(item, CardItem):
            item.show_face(self._drawn.faces[spot.id])
        elif isinstance(item, HeadItem):
            item.show_face((self._drawn.heads if spot.kind == "stage" else self._drawn.labels)[spot.id])

    def _place(self, item: PathItem, spot: Spot) -> None:
        plan = self._drawn.plan
        if plan is None:
            return
        if spot.kind == "card":
            item.place(plan.cards[spot.id])
        elif spot.kind == "cell":
            item.place(plan.cells[spot.stage_id, spot.lane_id])
        elif spot.kind == "stage":
            item.place(head_area(plan.columns[spot.id], plan.head, self._look))
        else:
            item.place(label_area(plan.rows[spot.id], plan.label_width, self._look))


def head_area(column: tuple[float, float], head: QRectF, look: Look) -> QRectF:
    """Return where a stage's header lies on the strip of headers."""
    gap = look.px(12)
    return QRectF(column[0], gap, column[1], head.height() - 2 * gap)


def label_area(row: tuple[float, float], width: float, look: Look) -> QRectF:
    """Return where a lane's label lies on the strip of labels."""
    return QRectF(look.px(12) / 2, row[0], width, row[1])

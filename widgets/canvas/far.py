"""Cards seen from far off: plain shapes with a bar for each line of words. A block of many cards is one picture."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPixmap

from widgets.canvas.faces import EDGE, LANE_TOKENS, TOP, CardFace
from widgets.canvas.pictures import Pictures, Pinboard
from widgets.canvas.plan import Cell, Plan
from widgets.look import Look

COLUMNS, ROWS = 4, 4  # of a block
PATIENT, BUDGET = 400, 2  # cards of a path from which on a frame draws no more new blocks than these
WITH_BARS = 0.2  # below this scale a bar would be thinner than a pixel
MOST_BARS = 3
BYTES = 64 * 1024 * 1024

Block = tuple[int, int]


class FarCards:
    """Pictures of blocks of cards, kept until something there changes.

    What changed is shown as it was for the frame or two that drawing it anew takes.
    """

    def __init__(self, look: Look, faces: Mapping[str, CardFace], *, manners: bool) -> None:
        self._look, self._faces, self._manners = look, faces, manners
        self._pictures = Pictures(BYTES)
        self._stale: set[tuple[object, float]] = set()

    def clear(self) -> None:
        """Forget all pictures, as another path or look needs."""
        self._pictures.clear()
        self._stale.clear()

    def age(self) -> None:
        """Draw all blocks anew, one after the other."""
        self._stale = set(self._pictures.kept())

    def forget(self, plan: Plan, cells: Iterable[Cell]) -> None:
        """Draw the blocks of some cells anew."""
        blocks: set[object] = {
            (plan.stages.index(stage) // COLUMNS, plan.lanes.index(lane) // ROWS) for stage, lane in cells
        }
        self._stale |= {key for key in self._pictures.kept() if key[0] in blocks}

    def paint(
        self, painter: QPainter, plan: Plan, seen: tuple[tuple[str, ...], tuple[str, ...]], hidden: frozenset[str]
    ) -> bool:
        """Draw the cards of some columns and rows but the hidden ones; whether a further frame is needed."""
        stages, lanes = seen
        if not stages or not lanes:
            return False
        board = Pinboard(painter)
        budget = BUDGET if len(plan.place) > PATIENT else len(plan.place)
        owed = False
        for column in range(plan.stages.index(stages[0]) // COLUMNS, plan.stages.index(stages[-1]) // COLUMNS + 1):
            for row in range(plan.lanes.index(lanes[0]) // ROWS, plan.lanes.index(lanes[-1]) // ROWS + 1):
                block, key = (column, row), ((column, row), board.scale)
                picture = self._pictures.find(block, board.scale)
                if picture is None or key in self._stale:
                    if budget > 0:
                        picture, budget = self._drawn(plan, block, board.scale, hidden), budget - 1
                    else:
                        owed = True
                if picture is not None:
                    at = _area_of(plan, block).topLeft()
                    board.put(picture, at.x(), at.y())
        board.end()
        return owed

    def _drawn(self, plan: Plan, block: Block, scale: float, hidden: frozenset[str]) -> QPixmap:
        self._stale.discard((block, scale))
        area, shapes = _area_of(plan, block), self._shapes(plan, block, scale, hidden)

        def paint(painter: QPainter) -> None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.translate(-area.topLeft())
            for token, boxes in shapes.items():
                painter.setBrush(self._look.colour(token))
                painter.drawRects(boxes)

        return self._pictures.make(block, scale, area.size(), paint)

    def _shapes(self, plan: Plan, block: Block, scale: float, hidden: frozenset[str]) -> dict[str, list[QRectF]]:
        found: defaultdict[str, list[QRectF]] = defaultdict(list)
        frames, panels, bars = found["line"], found["panel"], found["control"]  # in the order they are drawn
        hair, wide, px = 1 / scale, plan.column, self._look.px
        edge, words, inner = max(EDGE, 2 * hair), EDGE + px(10), wide - EDGE - px(20)
        stages, lanes = _of_block(plan, block)
        for lane in lanes:
            top = plan.rows[lane][0] + plan.lead[lane]
            for stage in stages:
                stack = plan.stacks.get((stage, lane))
                left = plan.columns[stage][0]
                for card_id, below, high in zip(stack.cards, stack.tops, stack.heights, strict=True) if stack else ():
                    if card_id in hidden:
                        continue
                    y, asked = top + below, self._faces[card_id].asked
                    frames.append(QRectF(left, y, wide, high))
                    panels.append(QRectF(left + hair, y + hair, wide - 2 * hair, high - 2 * hair))
                    found[LANE_TOKENS.get(asked.lane.kind, "control")].append(QRectF(left, y, edge, high))
                    if scale >= WITH_BARS:
                        bars += self._bars(len(asked.card.words) * px(7), QRectF(left + words, y, inner, high))
                    if asked.card.pain_point and not self._manners:
                        size = max(px(12), 3 * hair)
                        box = QRectF(left + wide - 2 * size, y + high - 1.5 * size, 1.5 * size, size)
                        found["danger.strong"].append(box)
        return {token: boxes for token, boxes in found.items() if boxes}

    def _bars(self, letters: float, area: QRectF) -> list[QRectF]:
        """Return a bar for each line of words, as long as words would be."""
        px = self._look.px
        found: list[QRectF] = []
        for number in range(min(MOST_BARS, int(letters // area.width()) + 1)):
            wide = min(area.width(), letters - number * area.width())
            y = area.top() + px(TOP) + number * px(19) + px(6)
            if wide > 0 and y + px(5) < area.bottom():
                found.append(QRectF(area.left(), y, wide, px(5)))
        return found


def _of_block(plan: Plan, block: Block) -> tuple[tuple[str, ...], tuple[str, ...]]:
    column, row = block
    return plan.stages[column * COLUMNS : (column + 1) * COLUMNS], plan.lanes[row * ROWS : (row + 1) * ROWS]


def _area_of(plan: Plan, block: Block) -> QRectF:
    stages, lanes = _of_block(plan, block)
    first, last = plan.rows[lanes[0]], plan.rows[lanes[-1]]
    left, right = plan.columns[stages[0]][0], plan.columns[stages[-1]][0] + plan.column
    return QRectF(QPointF(left, first[0]), QSizeF(right - left, last[0] + last[1] - first[0]))

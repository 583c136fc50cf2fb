"""Two drawn paths, one above the other: their columns in line, scrolled and zoomed together."""

from bisect import bisect_right
from collections.abc import Callable, Mapping

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from models.path_differences import Compared
from models.vocabulary import PATH_STATES, label
from widgets.canvas.scene import PathScene
from widgets.canvas.spots import Spot
from widgets.context import Context
from widgets.map.compare.lookout import Lookout
from widgets.map.compare.outlines import Outlines
from widgets.map.compare.shown import Shown, beside
from widgets.map.desk import Desk
from widgets.parts.frames import Surface, column, row
from widgets.parts.labels import Chip, Label
from widgets.theme import GRID

LEAST_HEIGHT = 320  # of both together, pixels at 100 % text
Spots = tuple[Spot | None, Spot | None]
Heights = list[tuple[float, float]]  # what stands at a height of the one stands at that of the other


class Canvas(QWidget):
    """One of the two: what the path is called, whether it is or could be, and the drawing."""

    def __init__(self, context: Context, name: str) -> None:
        super().__init__()
        self._context = context
        self.state, self.title = Chip(""), Label("", "strong")
        self.scene = PathScene(context.look, context.tr)
        self.scene.setParent(self)
        self.view = Lookout(self.scene, name)
        self._outlines = Outlines(self.scene)
        head = row(self.state, self.title, spacing=2 * GRID)
        head.setStretch(1, 1)
        head.setContentsMargins(4 * GRID, GRID, 4 * GRID, GRID)
        lines = column(head, self.view, spacing=0)
        lines.setStretch(1, 1)
        self.setLayout(lines)
        self.setFocusProxy(self.view)

    def show_path(self, shown: Shown, desk: Desk, people: Mapping[str, str]) -> None:
        """Show a path as it stands beside the other one."""
        path, tr = shown.path, self._context.tr
        state = tr(label(PATH_STATES, path.state))
        self.state.setText(state)
        self.state.set_tone("neutral" if path.state == "as_is" else "idea")
        self.title.setText(path.title)
        self.view.setAccessibleName(f"{state}. {path.title}")
        self.scene.show_path(path, desk.groups, desk.counts, shown.marks, people, desk.group_id, linked=shown.linked)
        self._outlines.show_kinds(shown.kinds, shown.gaps)

    def close_scene(self) -> None:
        """Show nothing."""
        self.scene.show_path(None)
        self._outlines.show_kinds({}, frozenset())


class TwoCanvases(QWidget):
    """As it is above, as it could be below. `chose`: which, 0 or 1, and what a person marked there; `opened`: which."""

    chose = Signal(int, object)
    opened = Signal(int)

    def __init__(self, context: Context) -> None:
        super().__init__()
        tr = context.tr
        self.both = (Canvas(context, tr("As it is")), Canvas(context, tr("As it could be")))
        self._found: Compared | None = None
        self._following = False
        self._look = context.look
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setHandleWidth(GRID)
        splitter.setChildrenCollapsible(False)
        for side, canvas in enumerate(self.both):
            splitter.addWidget(canvas)
            splitter.setStretchFactor(side, 1)
            canvas.view.chose.connect(lambda spot, side=side: self.chose.emit(side, spot))
            canvas.view.opened.connect(lambda side=side: self.opened.emit(side))
            canvas.view.moved.connect(lambda side=side: self._follow(side))
        splitter.setSizes([1000, 1000])
        self.setLayout(column(Surface("paper", column(splitter, spacing=0)), spacing=0))
        context.look.changed.connect(self._keep_high)
        self._keep_high()

    def show_paths(self, found: Compared | None, desk: Desk, people: Mapping[str, str]) -> None:
        """Show two paths that were compared; None: nothing."""
        self._found = found
        if found is None:
            for canvas in self.both:
                canvas.close_scene()
            return
        self._unfollowed(lambda: self._show(found, desk, people))

    def show_spots(self, spots: Spots) -> None:
        """Mark a spot on each and bring both on screen, with the columns in line where both fit like that."""

        def show() -> None:
            for side, spot in enumerate(spots):
                self.both[side].view.show_spot(spot)
                if spot is not None and spots[1 - side] is None:
                    self._go_along(side)
            if None not in spots:
                bars = [canvas.view.horizontalScrollBar() for canvas in self.both]
                bars[0].setValue(bars[1].value())
                self.both[0].view.reveal_marked()

        self._unfollowed(show)

    def zoom(self, step: int) -> None:
        """Zoom both."""
        self.both[1].view.zoom(step)

    def fit(self) -> None:
        """Show both whole."""
        least = []
        for canvas in self.both:
            canvas.view.fit()
            least.append(canvas.view.scale_now())
        self.both[least.index(min(least))].view.scale_to(min(least), QPoint(0, 0))

    def _keep_high(self) -> None:
        """Keep room for a header and a card on each; a page that holds more than fits scrolls."""
        self.setMinimumHeight(self._look.px(LEAST_HEIGHT))

    def _show(self, found: Compared, desk: Desk, people: Mapping[str, str]) -> None:
        for canvas, shown in zip(self.both, beside(found, self.both[0].scene.texts), strict=True):
            canvas.show_path(shown, desk, people)

    def _unfollowed(self, act: Callable[[], object]) -> None:
        following, self._following = self._following, True
        try:
            act()
        finally:
            self._following = following

    def _follow(self, side: int) -> None:
        """Let the other one go along: the same columns, the same lane at the top, the same scale."""
        if self._following or self._found is None:
            return
        self._unfollowed(lambda: self._go_along(side))

    def _go_along(self, side: int) -> None:
        leads, goes = self.both[side].view, self.both[1 - side].view
        if abs(goes.scale_now() - leads.scale_now()) > 0.001:
            goes.scale_to(leads.scale_now(), QPoint(0, 0))
        goes.horizontalScrollBar().setValue(leads.horizontalScrollBar().value())
        high = along(self._heights(side), leads.mapToScene(QPoint(0, 0)).y())
        goes.verticalScrollBar().setValue(round(high * leads.scale_now()))

    def _heights(self, side: int) -> Heights:
        """Return at which heights the lanes that are on both begin and end, less the headers that stay in view."""
        found, plan, other = self._found, self.both[side].scene.plan, self.both[1 - side].scene.plan
        if found is None or plan is None or other is None:
            return []
        pairs = found.pairs.lanes if side == 0 else found.pairs.lanes.turned()
        head, other_head = plan.head.height(), other.head.height()
        heights: Heights = [(0.0, 0.0), (plan.size.height() - head, other.size.height() - other_head)]
        for one, two in pairs.both:
            (top, high), (other_top, other_high) = plan.rows[one.id], other.rows[two.id]
            heights.append((top - head, other_top - other_head))
            heights.append((top + high - head, other_top + other_high - other_head))
        return rising(sorted(heights))


def rising(heights: Heights) -> Heights:
    """Return the heights without those at which the other one would have to go back, as for a lane that moved."""
    kept: Heights = []
    for one, other in heights:
        if not kept or (one > kept[-1][0] and other >= kept[-1][1]):
            kept.append((one, other))
    return kept


def along(heights: Heights, height: float) -> float:
    """Return the height on the other path that belongs to one on this path, in proportion between two known ones."""
    at = bisect_right([one for one, _ in heights], height)
    if at == 0 or at == len(heights):
        return heights[at - 1 if at else 0][1] if heights else height
    (low, other_low), (high, other_high) = heights[at - 1], heights[at]
    return other_low + (height - low) / (high - low) * (other_high - other_low)

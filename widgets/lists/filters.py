"""The filter bar: a chip for each thing that a list can be filtered by, and one that takes all filters away."""

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QSizePolicy, QWidget

from models.lists import CONFIRMED, PROVISIONAL, ListQuery, Names
from widgets.context import Context
from widgets.lists.columns import DIMENSION_NAMES, value_name
from widgets.lists.popup import ManyOf, Option
from widgets.parts.buttons import Button
from widgets.parts.frames import Flow
from widgets.theme import GRID

LONGEST = 28  # letters of a chip's value
OFTEN_FIRST = ("newest", "voices", "votes")  # sorted by these, the most or the latest comes first
# After a change in one of these tables the names that a list and its filters show are read anew.
NAMED = frozenset(
    "segment theme workshop path stage lane touchpoint vote_round vote_option ballot vote_turnout".split()
)
Counts = Callable[[ListQuery, str], Mapping[str, int]]


class FilterChip(Button):
    """A chip that opens something, and keeps room for the bold letters it has while it filters."""

    def __init__(self, context: Context, clicked: Callable[[], object]) -> None:
        super().__init__(context.look, "", "chevron-down", "chip", clicked)
        self.setCheckable(True)

    def sizeHint(self) -> QSize:
        """Return the size with bold letters, where it filters."""
        size, bold = super().sizeHint(), QFont(self.font())
        if self.isChecked():
            bold.setBold(True)
            plain = self.fontMetrics().horizontalAdvance(self.text())
            size.setWidth(size.width() + max(0, QFontMetrics(bold).horizontalAdvance(self.text()) - plain) + 2)
        return size


class OrderChip(Button):
    """A chip that says by what a list is sorted, and which way."""

    def __init__(self, context: Context, clicked: Callable[[], object]) -> None:
        super().__init__(context.look, "", "arrow-down", "chip", clicked)
        self._tr = context.tr

    def show_order(self, key: str, *, rising: bool) -> None:
        """Show what a list is sorted by. `rising`: what is least comes first."""
        self.say(self._tr("Sort: {by}", by=self._tr(DIMENSION_NAMES[key])))
        self._icon = "arrow-up" if rising else "arrow-down"
        self._draw_icon()
        self.setToolTip(self._tr("Least first") if rising else self._tr("Most first"))
        self.setAccessibleDescription(self.toolTip())


class FilterBar(QWidget):
    """The chips. `changed`: the values wanted by dimension; a chip opens the values that there are, with numbers."""

    changed = Signal(object)

    def __init__(self, context: Context, names: Callable[[], Names], counts: Counts) -> None:
        super().__init__()
        self.context = context
        self._names, self._counts = names, counts
        self._query = ListQuery()
        self.chips: dict[str, FilterChip] = {}
        self.popup: ManyOf | None = None
        self.clear = Button(context.look, context.tr("Clear"), "x", "link", self.clear_all)
        self._flow = Flow(self.clear, spacing=GRID)
        self.setLayout(self._flow)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(context.tr("Filters"))
        self.clear.hide()

    def offer(self, dimensions: Iterable[str]) -> None:
        """Have chips for these dimensions, in this order."""
        wanted = tuple(dimensions)
        if wanted == tuple(self.chips):
            return
        for chip in self.chips.values():
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._flow.removeWidget(self.clear)
        self.chips = {dimension: self._chip(dimension) for dimension in wanted}
        self._flow.addWidget(self.clear)
        last: QWidget | None = None
        for chip in (*self.chips.values(), self.clear):
            if last is not None:
                QWidget.setTabOrder(last, chip)
            last = chip

    def show_query(self, query: ListQuery) -> None:
        """Show what the list is filtered by."""
        self._query = query
        tr = self.context.tr
        for dimension, chip in self.chips.items():
            wanted = query.only.get(dimension, ())
            title = tr(DIMENSION_NAMES[dimension])
            chip.setChecked(bool(wanted))
            chip.say(tr("{what}: {said}", what=title, said=self._worded(dimension, wanted)) if wanted else title)
            chip.setAccessibleName(
                tr("Filter by {what}: {said}", what=title, said=self._worded(dimension, wanted))
                if wanted
                else tr("Filter by {what}", what=title)
            )
            chip.setToolTip(chip.accessibleName() if not wanted else "")
            chip.updateGeometry()
        active = len([one for one in query.only if one in self.chips])
        self.clear.say(tr.count("{n} filter · clear", "{n} filters · clear", active))
        self.clear.setVisible(active > 0)
        self.updateGeometry()

    def open(self, dimension: str) -> ManyOf | None:
        """Open the values of a dimension below its chip."""
        chip = self.chips.get(dimension)
        if chip is None:
            return None
        chip.setChecked(dimension in self._query.only)  # a click is no toggle
        tr = self.context.tr
        made = ManyOf(self.context.look, tr, tr(DIMENSION_NAMES[dimension]), self)
        wanted = self._query.only.get(dimension, ())
        made.offer(self._options(dimension, wanted), wanted)
        made.changed.connect(lambda values: self._want(dimension, values))
        made.installEventFilter(self)
        made.destroyed.connect(self._closed)
        self.popup = made
        made.open_below(chip)
        return made

    def clear_all(self) -> None:
        """Take all filters away."""
        first = next(iter(self.chips.values()), None)
        self.changed.emit({})
        if first is not None and not self.clear.isVisible():
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give the focus back to the chip whose values were shown."""
        if event.type() == QEvent.Type.Close and watched is self.popup:
            self.popup = None
            here = next((chip for chip in self.chips.values() if chip.hasFocus()), None)
            if here is not None:
                QTimer.singleShot(0, here, here.setFocus)
        return super().eventFilter(watched, event)

    # -- inside ---------------------------------------------------------------------------------

    def _chip(self, dimension: str) -> FilterChip:
        chip = FilterChip(self.context, lambda: self.open(dimension))
        self._flow.addWidget(chip)
        chip.show()
        return chip

    def _closed(self) -> None:
        self.popup = None

    def _want(self, dimension: str, values: tuple[str, ...]) -> None:
        self.changed.emit(dict(self._query.wanting(dimension, values).only))

    def _options(self, dimension: str, wanted: tuple[str, ...]) -> list[Option]:
        """Return the values that rows have, in their order, with those that are wanted although no row has them."""
        counts = dict(self._counts(self._query, dimension))
        known = self._names()
        if dimension == "answer":
            for state in (PROVISIONAL, CONFIRMED):
                counts[state] = sum(number for key, number in counts.items() if len(key) > 1 and key.endswith(state))
        there = {key: counts.get(key, 0) for key in (*counts, *wanted)}
        first = ["", PROVISIONAL, CONFIRMED] if dimension == "answer" else []
        ranked = [*first, *known.ranked(dimension)]
        rest = sorted((key for key in there if key and key not in ranked), key=str.casefold)
        order = [*(key for key in ranked if key in there), *rest]
        order += [""] if "" in there and "" not in order else []
        tr = self.context.tr
        return [Option(key, value_name(tr, known, dimension, key), there[key]) for key in order]

    def _worded(self, dimension: str, wanted: tuple[str, ...]) -> str:
        tr, known = self.context.tr, self._names()
        if len(wanted) != 1:
            return tr("{n} of them", n=len(wanted))
        (key,) = wanted
        name = value_name(tr, known, dimension, key)
        return name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip() + "…"


def is_rising(query: ListQuery) -> bool:
    """Tell whether what is least comes first."""
    return query.down == (query.sort in OFTEN_FIRST)

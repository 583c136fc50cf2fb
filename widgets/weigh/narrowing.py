"""Under the search of Weigh's list: filters that open when wanted, and the order of the notes."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from models import lists
from models.lists import CONFIRMED, NOT_ANSWERED, PROVISIONAL, SORTS, ListQuery, Names
from widgets.context import Context
from widgets.lists.columns import DIMENSION_NAMES
from widgets.lists.filters import NAMED, FilterBar, FilterChip, OrderChip, is_rising
from widgets.parts.frames import column, flow
from widgets.room import Rows
from widgets.theme import GRID
from widgets.weigh.board import Board, Item

DIMENSIONS = ("kind", "group", "step", "theme", "workshop", "answer")
USUAL = ListQuery(sort="voices")  # what Weigh begins with needs no question to the file
OF_TAB = {"open": (NOT_ANSWERED,), "answered": (PROVISIONAL, CONFIRMED)}


class Narrowing(QWidget):
    """Filters and order. `changed`: other notes are wanted, or in another order."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context, self.query = context, USUAL
        self._tab = "open"
        self._known: Names | None = None
        self.opener = FilterChip(context, self._toggle)
        self.order = OrderChip(context, self.open_sorting)
        self.bar = FilterBar(context, self.known, self._counts)
        self.bar.offer(DIMENSIONS)
        self.bar.changed.connect(lambda only: self._ask(replace(self.query, only=only)))
        self.bar.hide()
        self.setLayout(column(flow(self.opener, self.order, spacing=GRID), self.bar, spacing=GRID))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._show()

    @property
    def is_filtered(self) -> bool:
        """Whether a filter leaves notes out."""
        return bool(self.query.only)

    @property
    def looks_at_answers(self) -> bool:
        """Whether another answer may bring a note into the list, out of it, or to another place."""
        return "answer" in self.query.only or self.query.sort == "answer"

    def known(self) -> Names:
        """Return what everything is called, read when it is first needed."""
        if self._known is None:
            self._known = self.context.document.ask(lists.names)
        return self._known

    def follow(self, rows: Rows) -> None:
        """Forget names that may have changed."""
        if not rows or {table for table, _ in rows} & NAMED:
            self._known = None

    def show_tab(self, tab: str) -> None:
        """Follow the list's own filter: themes are neither filtered nor sorted here."""
        self._tab = tab
        self.setVisible(tab != "themes")

    def clear(self) -> None:
        """Take all filters away without telling."""
        self.query = replace(self.query, only={})
        self._show()

    def ordered(self, board: Board, words: str, current: str) -> Iterable[Item]:
        """Return the notes that fit filters and words, in the order that is wanted; the one worked on is among them."""
        words = words.strip()
        if self.query == USUAL and not words:
            return board.notes()
        listing = self.context.document.ask(lists.listing, replace(self.query, words=words), self.known())
        ids = listing.page(0, len(listing))
        if self.query.sort == USUAL.sort and not self.query.down:
            among = {*ids, current}
            return [item for item in board.notes() if item.id in among]
        found = [board.items[row_id] for row_id in ids if row_id in board.items]
        here = board.items.get(current)
        return found if here is None or not here.is_note or current in ids else [here, *found]

    def open_sorting(self) -> None:
        """Open the menu of orders below its button."""
        tr, menu = self.context.tr, QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for key in ("voices", *(one for one in SORTS["notes"] if one != "voices")):
            action = menu.addAction(tr(DIMENSION_NAMES[key]), lambda key=key: self.sort_by(key))
            action.setCheckable(True)
            action.setChecked(key == self.query.sort)
        menu.popup(self.order.mapToGlobal(QPoint(0, self.order.height() + 2)))

    def sort_by(self, key: str) -> None:
        """Sort by something; by what it is sorted by already: the other way round."""
        down = not self.query.down if key == self.query.sort else False
        self._ask(replace(self.query, sort=key, down=down))

    # -- inside ---------------------------------------------------------------------------------

    def _ask(self, query: ListQuery) -> None:
        self.query = query
        self._show()
        self.changed.emit()

    def _toggle(self) -> None:
        self.bar.setVisible(self.opener.isChecked())
        if self.opener.isChecked():
            next(iter(self.bar.chips.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        tr = self.context.tr
        active = len(self.query.only)
        self.opener.say(tr.count("{n} filter", "{n} filters", active) if active else tr("Filters"))
        self.opener.setChecked(self.bar.isVisibleTo(self))
        self.order.show_order(self.query.sort, rising=is_rising(self.query))
        self.bar.show_query(self.query)

    def _counts(self, query: ListQuery, dimension: str) -> Mapping[str, int]:
        """Return numbers as the tab has them: of what is to answer, of what is answered, or of all."""
        if "answer" not in query.only and dimension != "answer":
            query = query.wanting("answer", OF_TAB.get(self._tab, ()))
        return self.context.document.ask(lists.value_counts, query, dimension, self.known())

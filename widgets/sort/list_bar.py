"""What stands above the list: notes or stories, words, filters, the order, the groups, the columns, and how many."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QLocale, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from models.lists import DIMENSIONS, SORTS, ListQuery, Names
from resources.texts import N_
from widgets.context import Context
from widgets.lists.columns import COLUMNS, DIMENSION_NAMES, SHOWN_AT_FIRST
from widgets.lists.filters import Counts, FilterBar, OrderChip, is_rising
from widgets.lists.searching import SearchLine
from widgets.parts.buttons import Button, Choices
from widgets.parts.frames import Flow, column, row
from widgets.parts.labels import Label
from widgets.theme import GRID

PAUSE = 150  # milliseconds without a key before the words are looked for
SEARCH_WIDTH = 220  # at 100 % text
OF = (("notes", N_("Notes"), "lightbulb"), ("stories", N_("Stories"), "message-square-quote"))


class ListBar(QWidget):
    """The bar. It holds the question; `asked` tells another one, `columns_changed` that others are shown."""

    asked = Signal(object)
    columns_changed = Signal()
    fold_wanted = Signal(bool)

    def __init__(self, context: Context, names: Callable[[], Names], counts: Counts) -> None:
        super().__init__()
        self.context, self.query = context, ListQuery()
        tr, look = context.tr, context.look
        self.of = Choices(look, tr("What is listed"), [(code, tr(name), "") for code, name, _ in OF])
        self.of.show_code("notes")
        self.of.chosen.connect(self._switch)
        self.search = SearchLine()
        self.search.setPlaceholderText(tr("Words or a code"))
        self.search.setAccessibleName(tr("Filter the list by words or by a code"))
        self.search.setClearButtonEnabled(True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._look_for)
        self.search.textChanged.connect(lambda _: self._pause.start())
        self.filters = FilterBar(context, names, counts)
        self.filters.changed.connect(lambda only: self.ask(replace(self.query, only=only)))
        self.order = OrderChip(context, self.open_sorting)
        self.groups = Button(look, "", "rows-3", "chip", self.open_grouping)
        self.columns = Button(look, tr("Columns"), "columns-3", "quiet", self.open_columns)
        self.count = Label("", "muted")
        self.count.setWordWrap(False)
        self._lay_out()
        self._show()
        self._measure()
        look.changed.connect(self._measure)

    def _lay_out(self) -> None:
        first = QWidget()
        first.setLayout(Flow(self.of, self.search, self.order, self.groups, self.columns, spacing=2 * GRID))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        first.setSizePolicy(policy)
        self.count.setContentsMargins(0, 2 * GRID - 1, 0, 0)  # on the line of the first chips
        second = row(self.filters, self.count, spacing=2 * GRID)
        second.setStretch(0, 1)
        second.setAlignment(self.count, Qt.AlignmentFlag.AlignTop)
        self.setLayout(column(first, second, spacing=2 * GRID))

    def _measure(self) -> None:
        self.search.setFixedWidth(self.context.look.px(SEARCH_WIDTH))

    # -- the question ---------------------------------------------------------------------------

    def ask(self, query: ListQuery) -> None:
        """Ask another question and show it here."""
        if query != self.query:
            self.query = query
            self._show()
            self.asked.emit(query)

    def sort_by(self, key: str) -> None:
        """Sort by a column; by the one that it is sorted by already: the other way round."""
        if key in SORTS[self.query.of]:
            down = not self.query.down if key == self.query.sort else False
            self.ask(replace(self.query, sort=key, down=down))

    def settle(self) -> None:
        """Look for what is typed now, without waiting."""
        if self._pause.isActive():
            self._pause.stop()
            self._look_for()

    def clear(self) -> None:
        """Take filters and words away."""
        self.search.clear()
        self._pause.stop()
        self.ask(replace(self.query, only={}, words=""))

    def show_count(self, listed: int, there: int) -> None:
        """Say how many are listed of how many."""
        tr, locale = self.context.tr, QLocale(self.context.tr.language)
        shown, total = locale.toString(listed), locale.toString(there)
        self.count.setText(tr("{listed} of {all}", listed=shown, all=total) if listed != there else total)
        kind = tr("notes") if self.query.of == "notes" else tr("stories")
        self.count.setAccessibleName(tr("{listed} of {all} {kind}", listed=shown, all=total, kind=kind))

    # -- columns --------------------------------------------------------------------------------

    def shows(self, key: str) -> bool:
        """Tell whether a column is shown; answers and votes only once somebody switched them on."""
        other = key in self.context.settings.get("list_columns")
        return key == "words" or (key in SHOWN_AT_FIRST) != other

    def toggle_column(self, key: str) -> None:
        """Show or hide a column; what can be seen no more is not filtered, sorted or grouped by either."""
        kept = self.context.settings.get("list_columns")
        others = [one for one in kept if one != key] if key in kept else [*kept, key]
        self.context.settings.set("list_columns", others)
        self._show()
        self.columns_changed.emit()
        if not self.shows(key) and key in ("answer", "votes"):
            query = self.query.wanting(key, ())
            query = replace(query, sort="newest", down=False) if query.sort == key else query
            self.ask(replace(query, group_by="") if query.group_by == key else query)

    # -- menus ----------------------------------------------------------------------------------

    def open_sorting(self) -> None:
        """Open the menu of orders below its button."""
        tr, menu = self.context.tr, self._menu()
        for key in self._offered(SORTS[self.query.of]):
            action = menu.addAction(tr(DIMENSION_NAMES[key]), lambda key=key: self._sort_first(key))
            action.setCheckable(True)
            action.setChecked(key == self.query.sort)
        menu.addSeparator()
        round_ = menu.addAction(tr("The other way round"), lambda: self.sort_by(self.query.sort))
        round_.setCheckable(True)
        round_.setChecked(self.query.down)
        self._popup(menu, self.order)

    def open_grouping(self) -> None:
        """Open the menu of groups below its button."""
        tr, menu = self.context.tr, self._menu()
        for key in ("", *self._offered(DIMENSIONS[self.query.of])):
            text = tr(DIMENSION_NAMES[key]) if key else tr("Not grouped")
            action = menu.addAction(text, lambda key=key: self.ask(replace(self.query, group_by=key)))
            action.setCheckable(True)
            action.setChecked(key == self.query.group_by)
        if self.query.group_by:
            menu.addSeparator()
            menu.addAction(tr("Fold all"), lambda: self.fold_wanted.emit(True))
            menu.addAction(tr("Unfold all"), lambda: self.fold_wanted.emit(False))
        self._popup(menu, self.groups)

    def open_columns(self) -> None:
        """Open the menu of columns below its button."""
        tr, menu = self.context.tr, self._menu()
        for one in COLUMNS[self.query.of][1:]:
            action = menu.addAction(tr(one.title), lambda key=one.key: self.toggle_column(key))
            action.setCheckable(True)
            action.setChecked(self.shows(one.key))
        self._popup(menu, self.columns)

    # -- inside ---------------------------------------------------------------------------------

    def _show(self) -> None:
        tr = self.context.tr
        self.of.show_code(self.query.of)
        self.filters.offer(self._offered(DIMENSIONS[self.query.of]))
        self.filters.show_query(self.query)
        self.order.show_order(self.query.sort, rising=is_rising(self.query))
        by = self.query.group_by
        self.groups.say(tr("Group by: {by}", by=tr(DIMENSION_NAMES[by]) if by else tr("nothing")))
        self.groups.setToolTip("")

    def _offered(self, keys: tuple[str, ...]) -> tuple[str, ...]:
        """Return what may be chosen: by answers and votes only while their columns are shown."""
        return tuple(key for key in keys if key not in ("answer", "votes") or self.shows(key))

    def _sort_first(self, key: str) -> None:
        self.ask(replace(self.query, sort=key, down=False))

    def _switch(self, of: str) -> None:
        self.search.clear()
        self._pause.stop()
        self.ask(ListQuery(of))

    def _look_for(self) -> None:
        self.ask(replace(self.query, words=self.search.text().strip()))

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    @staticmethod
    def _popup(menu: QMenu, button: QWidget) -> None:
        menu.popup(button.mapToGlobal(QPoint(0, button.height() + 2)))

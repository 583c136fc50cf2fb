"""The list: all notes, or all stories, sorted, filtered and grouped; what is marked is set together."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from models import lists
from models.lists import ListQuery, Names
from resources.texts import N_
from widgets.command import Command
from widgets.context import Context
from widgets.lists.columns import COLUMNS, Column
from widgets.lists.filters import NAMED, is_rising
from widgets.lists.table import ListTable
from widgets.paged import Page
from widgets.parts.buttons import Button
from widgets.parts.empty import EmptyState
from widgets.parts.frames import Panes, column
from widgets.room import Rows
from widgets.sort.list_bar import ListBar
from widgets.sort.list_desk import ListDesk
from widgets.sort.list_setting import ListSetting
from widgets.theme import GRID

# Tables after whose change the list is asked for anew.
LISTED = NAMED | frozenset(
    "contribution voice contribution_place theme_note answer withdrawal story story_place story_tag consent".split()
)
TABLE_OF = {"notes": "contribution", "stories": "story"}


class ListPage(Page):
    """The bar above, the table in the middle, the present row in full beside it. Holds ids and frozen rows."""

    id: ClassVar[str] = "list"
    name: ClassVar[str] = N_("List")
    icon: ClassVar[str] = "rows-3"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        tr, look = context.tr, context.look
        self._known: Names | None = None
        self._order: tuple[object, ...] = ()
        self.bar = ListBar(context, self.known, self._value_counts)
        self.table = ListTable(look, tr, tr("Notes and stories"), self._read)
        self.desk = ListDesk(context, self.known, self.open)
        self.setting = ListSetting(context, self.known, lambda: (self.query.of, self.table.marked_ids()))
        self.panes = Panes(look, None, self._framed(), self.desk, widths=(0, 620, 290))
        self.panes.share_below(0.36)
        self.nothing, self.no_match = self._no_row(), self._no_match()
        self.pages = QStackedWidget()
        for page in (self.panes, self.nothing, self.no_match):
            self.pages.addWidget(page)
        top = QWidget()
        top.setLayout(column(self.bar, margin=3 * GRID))
        made = column(top, self.pages, spacing=0)
        made.setStretch(1, 1)
        self.setLayout(made)
        self._connect()

    def _connect(self) -> None:
        self.bar.asked.connect(lambda _: self._show())
        self.bar.columns_changed.connect(self._show)
        self.bar.fold_wanted.connect(lambda folded: self.table.fold_all(folded=folded))
        self.bar.search.left.connect(self._into_table)
        self.table.chosen.connect(self._chosen)
        self.table.opened.connect(lambda _: self.open())
        self.table.sort_wanted.connect(self.bar.sort_by)
        self.table.menu_wanted.connect(self._menu)
        self.table.marked.connect(self._marked)
        self.desk.set_wanted.connect(self._open_setting)

    # -- reading --------------------------------------------------------------------------------

    @property
    def query(self) -> ListQuery:
        """What is asked for now."""
        return self.bar.query

    def known(self) -> Names:
        """Return what everything is called, read when it is first needed."""
        if self._known is None:
            self._known = self.context.document.ask(lists.names)
        return self._known

    def refresh(self, rows: Rows) -> None:
        """Show what the document holds now; what is marked, the focus and the place in the list stay."""
        tables = {table for table, _ in rows}
        if rows and not tables & LISTED:
            return
        if not rows or tables & NAMED:
            self._known = None
        self._show()

    def _show(self) -> None:
        """Ask for the order of all rows and show it; the table reads those that are seen."""
        ask, query, known = self.context.document.ask, self.query, self.known()
        listing = ask(lists.listing, query, known)
        there = ask(lists.count, ListQuery(query.of), known) if query.is_filtered else len(listing)
        self.table.show_listing(listing, known, query.group_by, self._columns())
        self.table.rows.tell_sorting(query.sort, rising=is_rising(query))
        self.bar.show_count(len(listing), there)
        had = self.pages.currentWidget()
        wanted = self.panes if len(listing) else self.no_match if there else self.nothing
        if wanted is not had:
            focused = self.focusWidget()
            lost = had is not None and focused is not None and had.isAncestorOf(focused)
            self.pages.setCurrentWidget(wanted)
            if lost:
                self.enter_focus()
        self.bar.setVisible(wanted is not self.nothing or query.of == "stories")
        order = (query.of, query.sort, query.down, query.group_by)
        self.table.mark_first(anew=order != self._order)  # who sorts anew wants to see what comes first
        self._order = order
        self._chosen(self.table.current_id())

    def _read(self, ids: tuple[str, ...]) -> tuple[lists.ListRow, ...]:
        return self.context.document.ask(lists.rows, self.query.of, ids, self.known())

    def _value_counts(self, query: ListQuery, dimension: str) -> dict[str, int]:
        return self.context.document.ask(lists.value_counts, query, dimension, self.known())

    def _columns(self) -> tuple[Column, ...]:
        return tuple(one for one in COLUMNS[self.query.of] if self.bar.shows(one.key))

    # -- what Sort asks -------------------------------------------------------------------------

    @classmethod
    def commands(cls, page: Callable[[], Page]) -> tuple[Command, ...]:
        """Return the ways to another order, by keyboard too."""

        def of(run: Callable[["ListPage"], object]) -> Callable[[], object]:
            def do() -> None:
                shown = page()
                if isinstance(shown, ListPage):
                    run(shown)

            return do

        return (
            Command("list-sort", N_("Sort the list by …"), of(lambda one: one.bar.open_sorting()), "", "", "list"),
            Command("list-group", N_("Group the list by …"), of(lambda one: one.bar.open_grouping()), "", "", "list"),
            Command(
                "list-columns", N_("Columns of the list …"), of(lambda one: one.bar.open_columns()), "", "", "list"
            ),
            Command("list-clear", N_("Take all filters away"), of(lambda one: one.bar.clear()), "", "", "list"),
        )

    def settle(self) -> None:
        """Look for the words that were typed just now."""
        self.bar.settle()

    def enter_focus(self) -> None:
        """Begin in the table; in an empty one, where something can be done about it."""
        shown = self.pages.currentWidget()
        target = self.table if shown is self.panes else self.clear if shown is self.no_match else self.go
        target.setFocus()

    def find_here(self) -> None:
        """Go to the filter by words."""
        self.bar.search.setFocus()
        self.bar.search.selectAll()

    def show_row(self, table: str, row_id: str) -> bool:
        """Mark a note or a story, without filters where they leave it out."""
        of = next((one for one, name in TABLE_OF.items() if name == table), "")
        if not of:
            return False
        if of != self.query.of:
            self.bar.ask(ListQuery(of))
        if not self.table.mark(row_id) and self.query.is_filtered:
            self.bar.clear()
        return self.table.mark(row_id)

    def copy(self) -> bool:
        """Copy the exact words of what is marked."""
        ids = self.table.marked_ids()
        if not ids or not self.table.hasFocus():
            return False
        QGuiApplication.clipboard().setText("\n".join(self._words(ids)))
        return True

    def marked_row(self) -> tuple[str, str]:
        """Return the present row."""
        row_id = self.table.current_id()
        return (TABLE_OF[self.query.of], row_id) if row_id else ("", "")

    def open(self) -> None:
        """Go to the present row where it is worked on."""
        if row_id := self.table.current_id():
            self.context.window.show_subject(TABLE_OF[self.query.of], row_id)

    # -- inside ---------------------------------------------------------------------------------

    def _words(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        return self.context.document.ask(lists.words_of, self.query.of, ids)

    def _into_table(self) -> None:
        self.bar.settle()
        self.enter_focus()

    def _chosen(self, row_id: str) -> None:
        self.desk.show_row(self.query.of, row_id)

    def _marked(self) -> None:
        self.desk.show_marked(self.query.of, len(self.table.marked_ids()))

    def _open_setting(self, key: str, button: QWidget) -> None:
        self.setting.open(key, self, button.mapToGlobal(QPoint(0, button.height() + 2)))

    def _menu(self, where: QPoint) -> None:
        if self.table.marked_ids():
            self.menu_of_marked().popup(where)

    def menu_of_marked(self) -> QMenu:
        """Return the menu of what is marked."""
        tr, look = self.context.tr, self.context.look
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(look.icon("external-link"), tr("Open where it is worked on"), self.open)
        menu.addAction(look.icon("copy"), tr("Copy words"), self._copy_marked)
        menu.addSeparator()
        titles = {"kind": tr("Kind"), "group": tr("Group"), "step": tr("Step"), "theme": tr("Theme")}
        for key, title in titles.items():
            if self.query.of == "notes" or key in ("group", "step"):
                self.setting.fill(menu.addMenu(title), key)
        return menu

    def _copy_marked(self) -> None:
        self.table.setFocus()
        self.copy()

    def _framed(self) -> QWidget:
        holder = QWidget()
        made = column(self.table)
        made.setContentsMargins(3 * GRID, 0, 3 * GRID, 3 * GRID)
        holder.setLayout(made)
        return holder

    def _no_row(self) -> QWidget:
        tr, look = self.context.tr, self.context.look
        show = partial(self.context.window.show_room, "capture")
        self.go = Button(look, tr("Go to Capture"), "square-pen", "primary", show)
        words = tr("What people write and tell is listed here, to be sorted, filtered and grouped.")
        return EmptyState(look, "list", tr("Nothing to list yet"), words, self.go)

    def _no_match(self) -> QWidget:
        tr, look = self.context.tr, self.context.look
        self.clear = Button(look, tr("Take all filters away"), "x", "", self._clear_and_enter)
        return EmptyState(look, "search", tr("Nothing fits"), tr("No row has all that is asked for."), self.clear)

    def _clear_and_enter(self) -> None:
        self.bar.clear()
        self.enter_focus()

"""Sort: one page at a time, chosen above: themes, likely twins, votes, the list."""

from collections.abc import Callable

from PySide6.QtWidgets import QStackedLayout, QWidget

from resources.texts import N_
from widgets.command import Command
from widgets.context import Context
from widgets.parts.buttons import Choices
from widgets.parts.frames import column, row
from widgets.room import EVERYTHING, Room, Rows
from widgets.sort.page import SortPage
from widgets.sort.pages import PAGES
from widgets.theme import GRID


class SortRoom(Room):
    """The pages and the choice between them."""

    id = "sort"
    name = N_("Sort")
    icon = "layout-grid"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        tr = context.tr
        self.pages: dict[str, SortPage] = {}
        self._missed_by: dict[str, set[tuple[str, str]]] = {}
        self.choice = Choices(context.look, tr("What is sorted"), [(p.id, tr(p.name), p.icon) for p in PAGES])
        self.choice.chosen.connect(self._chosen)
        self.place = QWidget()
        self._stack = QStackedLayout(self.place)
        head = row(self.choice, 1)
        head.setContentsMargins(4 * GRID, 3 * GRID, 4 * GRID, 2 * GRID)
        self.setLayout(column(head, self.place, spacing=0))
        self._shown = PAGES[0].id
        self.choice.show_code(self._shown)
        context.document.settling.connect(self._settle)

    # -- pages ----------------------------------------------------------------------------------

    @property
    def page(self) -> SortPage:
        """The page that is shown."""
        return self._page(self._shown)

    def show_page(self, page_id: str) -> SortPage:
        """Show a page, caught up with what changed while another one was shown."""
        if page_id != self._shown and self._shown in self.pages:
            self.pages[self._shown].settle()
        self._shown = page_id
        page = self._page(page_id)
        self.choice.show_code(page_id)
        self._stack.setCurrentWidget(page)
        self._catch_up(page)
        return page

    def _page(self, page_id: str) -> SortPage:
        if page_id not in self.pages:
            made = next(page for page in PAGES if page.id == page_id)(self.context)
            made.setObjectName(f"sort-{page_id}")
            made.setAccessibleName(self.context.tr(made.name))
            self.pages[page_id] = made
            self._missed_by[page_id] = set()
            self._stack.addWidget(made)
            if self._entered:
                made.refresh(EVERYTHING)
        return self.pages[page_id]

    def _catch_up(self, page: SortPage) -> None:
        missed, self._missed_by[page.id] = self._missed_by[page.id], set()
        if missed and self._entered:
            page.refresh(frozenset(missed))

    def _chosen(self, page_id: str) -> None:
        self.show_page(page_id).enter_focus()

    def _beside(self, step: int) -> None:
        ids = [page.id for page in PAGES]
        self._chosen(ids[(ids.index(self._shown) + step) % len(ids)])

    def _settle(self) -> None:
        if self._shown in self.pages:
            self.pages[self._shown].settle()

    # -- what every room does -------------------------------------------------------------------

    def refresh(self, rows: Rows) -> None:
        """Let the page that is shown follow; the others catch up when they are shown."""
        for page_id, page in self.pages.items():
            if page_id == self._shown or not rows:
                page.refresh(rows)
            else:
                self._missed_by[page_id] |= rows
        if self._shown not in self.pages:
            self.show_page(self._shown)

    def enter_focus(self) -> None:
        """Put the focus where the page's work begins."""
        self.page.enter_focus()

    def find_here(self) -> None:
        """Search in the list of the page."""
        self.page.find_here()

    def copy(self) -> bool:
        """Copy what is marked on the page."""
        return self.page.copy()

    def show_row(self, table: str, row_id: str) -> bool:
        """Show a row on the page that is shown, else on the first page that shows rows of its table."""
        wanted = [page.id for page in PAGES if table in page.tables]
        wanted.sort(key=lambda page_id: page_id != self._shown)
        return any(self.show_page(page_id).show_row(table, row_id) for page_id in wanted)

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done on any of the pages."""
        switches = (
            Command("sort-next", N_("Next page of Sort"), lambda: self._beside(1), "", "Ctrl+PgDown", "page"),
            Command("sort-previous", N_("Previous page of Sort"), lambda: self._beside(-1), "", "Ctrl+PgUp", "page"),
        )
        return switches + tuple(command for page in PAGES for command in page.commands(self._getter(page.id)))

    def _getter(self, page_id: str) -> Callable[[], SortPage]:
        return lambda: self.show_page(page_id)

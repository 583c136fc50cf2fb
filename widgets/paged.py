"""A room of several pages, one at a time, chosen above; and what every page of such a room is."""

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtWidgets import QStackedLayout, QWidget

from widgets.command import Command
from widgets.context import Context
from widgets.parts.buttons import Choices
from widgets.parts.frames import column, row
from widgets.room import EVERYTHING, Room, Rows
from widgets.theme import GRID


class Page(QWidget):
    """Base of the pages: it reads when shown, patches itself when the document changed, and offers commands.

    A page is made when it is first shown; one that is not shown does no work.
    """

    id: ClassVar[str]
    name: ClassVar[str]  # marked with N_
    icon: ClassVar[str]
    tables: ClassVar[tuple[str, ...]] = ()  # whose rows `show_row` can show

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context

    @classmethod
    def commands(cls, page: Callable[[], "Page"]) -> tuple[Command, ...]:
        """Return what can be done here. `page` gives the page, made and shown if need be.

        Shortcuts are unique in the whole room; letters and digits belong into the page's own key handling.
        """
        del page
        return ()

    def refresh(self, rows: Rows) -> None:
        """Show what the document holds now. `rows`: (table, id) that changed; empty: everything may have."""
        raise NotImplementedError

    def settle(self) -> None:
        """Make an edit of what is typed, and read now what was put off: the file may be closed next."""

    def enter_focus(self) -> None:
        """Put the focus where work begins."""
        self.setFocus()

    def find_here(self) -> None:
        """Put the focus where this page's list is searched; a page without a list does nothing."""

    def show_row(self, table: str, row_id: str) -> bool:
        """Mark one row and bring it on screen. False: this page does not show it."""
        del table, row_id
        return False

    def copy(self) -> bool:
        """Copy what is marked. False: nothing is marked here."""
        return False

    def marked_row(self) -> tuple[str, str]:
        """Return table and id of the thing that is marked; empty: nothing is."""
        return ("", "")


class PagedRoom(Room):
    """Base of rooms with pages: the choice between them above, one page at a time below."""

    PAGES: ClassVar[tuple[type[Page], ...]]
    choice_name: ClassVar[str]  # of the choice, for screen readers; marked with N_
    next_name: ClassVar[str]
    previous_name: ClassVar[str]

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        tr = context.tr
        self.pages: dict[str, Page] = {}
        self._missed_by: dict[str, set[tuple[str, str]]] = {}
        self.choice = Choices(context.look, tr(self.choice_name), [(p.id, tr(p.name), p.icon) for p in self.PAGES])
        self.choice.chosen.connect(self._chosen)
        self.place = QWidget()
        self._stack = QStackedLayout(self.place)
        head = row(self.choice, 1)
        head.setContentsMargins(4 * GRID, 3 * GRID, 4 * GRID, 2 * GRID)
        self.setLayout(column(head, self.place, spacing=0))
        self._shown = self.PAGES[0].id
        self.choice.show_code(self._shown)
        context.document.settling.connect(self._settle)

    # -- pages ----------------------------------------------------------------------------------

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return self._page(self._shown)

    def show_page(self, page_id: str) -> Page:
        """Show a page, caught up with what changed while another one was shown."""
        if page_id != self._shown and self._shown in self.pages:
            self.pages[self._shown].settle()
        self._shown = page_id
        page = self._page(page_id)
        self.choice.show_code(page_id)
        self._stack.setCurrentWidget(page)
        self._catch_up(page)
        return page

    def _page(self, page_id: str) -> Page:
        if page_id not in self.pages:
            made = next(page for page in self.PAGES if page.id == page_id)(self.context)
            made.setObjectName(f"{self.id}-{page_id}")
            made.setAccessibleName(self.context.tr(made.name))
            self.pages[page_id] = made
            self._missed_by[page_id] = set()
            self._stack.addWidget(made)
            if self._entered:
                made.refresh(EVERYTHING)
        return self.pages[page_id]

    def _catch_up(self, page: Page) -> None:
        missed, self._missed_by[page.id] = self._missed_by[page.id], set()
        if missed and self._entered:
            page.refresh(frozenset(missed))

    def _chosen(self, page_id: str) -> None:
        self.show_page(page_id).enter_focus()

    def _beside(self, step: int) -> None:
        ids = [page.id for page in self.PAGES]
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
        wanted = [page.id for page in self.PAGES if table in page.tables]
        wanted.sort(key=lambda page_id: page_id != self._shown)
        return any(self.show_page(page_id).show_row(table, row_id) for page_id in wanted)

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done on any of the pages."""
        switches = (
            Command(f"{self.id}-next", self.next_name, lambda: self._beside(1), "", "Ctrl+PgDown", "page"),
            Command(f"{self.id}-previous", self.previous_name, lambda: self._beside(-1), "", "Ctrl+PgUp", "page"),
        )
        return switches + tuple(command for page in self.PAGES for command in page.commands(self._getter(page.id)))

    def _getter(self, page_id: str) -> Callable[[], Page]:
        return lambda: self.show_page(page_id)

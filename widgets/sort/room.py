"""Sort: one page at a time, chosen above: themes, likely twins, votes, the list."""

from typing import ClassVar

from resources.texts import N_
from widgets.paged import Page, PagedRoom
from widgets.sort.pages import PAGES


class SortRoom(PagedRoom):
    """The pages of Sort."""

    id = "sort"
    name = N_("Sort")
    icon = "layout-grid"
    PAGES: ClassVar[tuple[type[Page], ...]] = PAGES
    choice_name = N_("What is sorted")
    next_name = N_("Next page of Sort")
    previous_name = N_("Previous page of Sort")

    def marked_row(self) -> tuple[str, str]:
        """Return what is marked on the page."""
        return self.page.marked_row()

"""The room History: everything that was done, and what became of promises over time."""

from typing import ClassVar

from resources.texts import N_
from widgets.history.pages import PAGES
from widgets.history.steps_page import StepsPage
from widgets.paged import Page, PagedRoom


class HistoryRoom(PagedRoom):
    """The pages of History. Opens with everything that was done."""

    id = "history"
    name = N_("History")
    icon = "history"
    PAGES: ClassVar[tuple[type[Page], ...]] = PAGES
    choice_name = N_("What of the past is shown")
    next_name = N_("Next page of History")
    previous_name = N_("Previous page of History")

    def enter(self) -> None:
        """Come on screen; with the history of one thing alone, where somebody asked for that."""
        super().enter()
        wanted = self.context.session.taken_into()
        if wanted is not None:
            page = self.show_page("steps")
            assert isinstance(page, StepsPage)  # noqa: S101 - that is the page
            page.show_row(*wanted)

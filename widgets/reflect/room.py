"""Reflect: one page at a time, chosen above: promises, decisions, influence trace, missing voices, last time."""

from typing import ClassVar

from resources.texts import N_
from widgets.paged import Page, PagedRoom
from widgets.reflect.pages import PAGES


class ReflectRoom(PagedRoom):
    """The pages of Reflect. Opens with the promise ledger."""

    id = "reflect"
    name = N_("Reflect")
    icon = "sprout"
    PAGES: ClassVar[tuple[type[Page], ...]] = PAGES
    choice_name = N_("What is looked back at")
    next_name = N_("Next page of Reflect")
    previous_name = N_("Previous page of Reflect")

    def show_due(self) -> None:
        """Show the promises that are due or late."""
        page = self.show_page("promises")
        page.show_due()  # pyright: ignore[reportAttributeAccessIssue]

"""Share: one page at a time, chosen above: documents with their preview and Close, and what left the house."""

from typing import ClassVar

from resources.texts import N_
from widgets.paged import Page, PagedRoom
from widgets.share.documents.page import DocumentsPage
from widgets.share.pages import PAGES


class ShareRoom(PagedRoom):
    """The pages of Share. Opens with the documents."""

    id = "share"
    name = N_("Share")
    icon = "file-output"
    PAGES: ClassVar[tuple[type[Page], ...]] = PAGES
    choice_name = N_("What is shared")
    next_name = N_("Next page of Share")
    previous_name = N_("Previous page of Share")

    @property
    def documents(self) -> DocumentsPage:
        """The page of the documents, shown or not."""
        page = self._page(DocumentsPage.id)
        assert isinstance(page, DocumentsPage)  # noqa: S101 - it is made by this class
        return page

    def _page(self, page_id: str) -> Page:
        new = page_id not in self.pages
        page = super()._page(page_id)
        if new and isinstance(page, DocumentsPage):
            page.page_wanted.connect(self._chosen)
        return page

    def show_page(self, page_id: str) -> Page:
        """Show a page; pages of a document that nobody sees are not made."""
        page = super().show_page(page_id)
        if self._entered and page_id == DocumentsPage.id:
            self.documents.came()
        elif DocumentsPage.id in self.pages:
            self.documents.went()
        return page

    def enter(self) -> None:
        """Come on screen."""
        super().enter()
        if self._shown == DocumentsPage.id:
            self.documents.came()

    def leave(self) -> None:
        """Go off screen."""
        super().leave()
        if DocumentsPage.id in self.pages:
            self.documents.went()

    def zoom(self, step: int) -> bool:
        """Zoom the pages of a document."""
        return self._shown == DocumentsPage.id and self.documents.zoom(step)

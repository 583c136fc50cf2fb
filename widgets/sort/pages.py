"""The pages of Sort, in their order. A new page is one module and one entry here."""

from widgets.sort.list_page import ListPage
from widgets.sort.page import SortPage
from widgets.sort.themes.page import ThemesPage

PAGES: tuple[type[SortPage], ...] = (ThemesPage, ListPage)

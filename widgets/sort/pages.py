"""The pages of Sort, in their order. A new page is one module and one entry here."""

from widgets.paged import Page
from widgets.sort.list_page import ListPage
from widgets.sort.themes.page import ThemesPage
from widgets.sort.twins import TwinsPage
from widgets.sort.votes.page import VotesPage

PAGES: tuple[type[Page], ...] = (ThemesPage, TwinsPage, VotesPage, ListPage)

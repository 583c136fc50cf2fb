"""The pages of History, in their order. A new page is one entry."""

from widgets.history.promises_page import PromisesPage
from widgets.history.steps_page import StepsPage
from widgets.merging.decide_page import DecidePage
from widgets.paged import Page

PAGES: tuple[type[Page], ...] = (StepsPage, PromisesPage, DecidePage)

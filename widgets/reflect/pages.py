"""The pages of Reflect, in their order. A new page is one module and one entry here."""

from widgets.paged import Page
from widgets.reflect.decisions_page import DecisionsPage
from widgets.reflect.last_time_page import LastTimePage
from widgets.reflect.ledger_page import LedgerPage

PAGES: tuple[type[Page], ...] = (LedgerPage, DecisionsPage, LastTimePage)

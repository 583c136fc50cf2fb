"""The pages of Reflect, in their order. A new page is one module and one entry here."""

from widgets.paged import Page
from widgets.reflect.decisions_page import DecisionsPage
from widgets.reflect.last_time_page import LastTimePage
from widgets.reflect.ledger_page import LedgerPage
from widgets.reflect.trace_page import TracePage
from widgets.reflect.voices_page import VoicesPage

PAGES: tuple[type[Page], ...] = (LedgerPage, DecisionsPage, TracePage, VoicesPage, LastTimePage)

"""The pages of Share, in the order of the choice above them. A new page is one class and one entry here."""

from widgets.paged import Page
from widgets.share.back.page import BackPage
from widgets.share.documents.page import DocumentsPage
from widgets.share.left.page import LeftPage
from widgets.share.texts.page import TextsPage

PAGES: tuple[type[Page], ...] = (DocumentsPage, BackPage, TextsPage, LeftPage)

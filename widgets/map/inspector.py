"""The right side of Map: only what belongs to the marked thing."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from widgets.context import Context
from widgets.map.asks import Asks
from widgets.map.card_page import CardPage
from widgets.map.desk import Desk
from widgets.map.editing import Editing
from widgets.map.many_page import ManyPage
from widgets.map.pages import CellPage, LanePage, PathPage, StagePage
from widgets.parts.frames import Scroll, scrolled


class Inspector(QStackedWidget):
    """One page for each kind of thing; one for several cards; the page of the path where nothing is marked."""

    def __init__(self, context: Context, desk: Desk, editing: Editing, asks: Asks) -> None:
        super().__init__()
        self._desk = desk
        self.setAccessibleName(context.tr("What belongs to the marked step"))
        self.card = CardPage(context, desk, editing, asks)
        self.many = ManyPage(context, desk, editing, asks)
        self.stage = StagePage(context, desk, editing, asks)
        self.lane = LanePage(context, desk, editing, asks)
        self.cell = CellPage(context, desk, asks)
        self.path = PathPage(context, desk, asks)
        self._pages = {"card": self.card, "many": self.many, "stage": self.stage, "lane": self.lane}
        self._pages |= {"cell": self.cell, "": self.path}
        self._scrolls: dict[str, Scroll] = {}
        for kind, page in self._pages.items():
            self._scrolls[kind] = scrolled(page)
            self.addWidget(self._scrolls[kind])
        self._shown: tuple[str, str] | None = None

    def read(self) -> None:
        """Show what is marked as it is now; what is being typed stays."""
        spot = self._desk.spot
        kind = "many" if len(self._desk.chosen) > 1 else spot.kind if spot else ""
        if kind not in ("stage", "lane"):
            for page in (self.stage, self.lane):
                page.reshape.leave()
        self._pages[kind].show_marked()
        self.setCurrentWidget(self._scrolls[kind])
        key = (kind, "/".join(self._desk.chosen)) if kind == "many" else spot.key if spot else ("", "")
        if key != self._shown:
            self._shown = key
            self._scrolls[kind].verticalScrollBar().setValue(0)

    def take_focus(self) -> None:
        """Take the keyboard, into the first thing of the page that can have it."""
        page = self.currentWidget()
        inside = page.findChildren(QWidget) if page is not None else []
        takes = Qt.FocusPolicy.TabFocus
        first = next((one for one in inside if one.isVisible() and one.focusPolicy() & takes), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def ask(self, what: str) -> bool:
        """Ask how the marked stage or lane is to be removed, merged or split. False: something else is marked."""
        page: QWidget = self._pages[self._desk.spot.kind if self._desk.spot else ""]
        if not isinstance(page, StagePage | LanePage):
            return False
        page.ask(what)
        QTimer.singleShot(0, self, self._reveal_question)  # once it is laid out
        return True

    def _reveal_question(self) -> None:
        for kind, page in (("stage", self.stage), ("lane", self.lane)):
            if page.reshape.is_open and self.currentWidget() is self._scrolls[kind]:
                self._scrolls[kind].ensureWidgetVisible(page.reshape)

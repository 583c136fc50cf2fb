"""The right side of Map: only what belongs to the marked thing."""

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget

from widgets.context import Context
from widgets.map.desk import Desk
from widgets.map.editing import Editing
from widgets.map.pages import CardPage, CellPage, LanePage, PathPage, StagePage
from widgets.parts.frames import Scroll, scrolled

Act = Callable[[], object]


class Inspector(QStackedWidget):
    """One page for each kind of thing; the page of the path where nothing is marked."""

    def __init__(self, context: Context, desk: Desk, editing: Editing, add: Act, delete: Act) -> None:
        super().__init__()
        self._desk = desk
        self.setAccessibleName(context.tr("What belongs to the marked step"))
        self.card = CardPage(context, desk, editing)
        self.stage = StagePage(context, desk, editing, delete)
        self.lane = LanePage(context, desk, editing, delete)
        self.cell = CellPage(context, desk, add)
        self.path = PathPage(context, desk)
        self._pages = {"card": self.card, "stage": self.stage, "lane": self.lane, "cell": self.cell, "": self.path}
        self._scrolls: dict[str, Scroll] = {}
        for kind, page in self._pages.items():
            self._scrolls[kind] = scrolled(page)
            self.addWidget(self._scrolls[kind])
        self._shown: tuple[str, str] | None = None

    def read(self) -> None:
        """Show the marked thing as it is now; what is being typed stays."""
        spot = self._desk.spot
        kind = spot.kind if spot else ""
        self._pages[kind].show_marked()
        self.setCurrentWidget(self._scrolls[kind])
        key = spot.key if spot else ("", "")
        if key != self._shown:
            self._shown = key
            self._scrolls[kind].verticalScrollBar().setValue(0)

"""The page What left the house: documents newest first, and beside them for whom one was made and what it holds."""

from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from models import exports_log, queries
from models.consent import may_use
from models.exports_log import ExportRecord
from models.records import StoryRecord
from resources.texts import N_
from widgets.context import Context
from widgets.lists.cards import CardList
from widgets.paged import Page
from widgets.parts.buttons import Button
from widgets.parts.empty import EmptyState
from widgets.parts.frames import Callout, Panes, Surface, column, flow, scrolled
from widgets.parts.labels import Label, caption, muted, title
from widgets.parts.order import tab_in_reading_order
from widgets.room import Rows
from widgets.share.documents.listing import title_of
from widgets.share.left.words import card_of, described
from widgets.theme import GRID

TABLES = frozenset("story consent withdrawal project".split())
MOST_CODES = 60  # stories of one document that are shown as buttons


class LeftPage(Page):
    """What left the house. Read anew whenever it is shown: noting a document is no edit."""

    id: ClassVar[str] = "left"
    name: ClassVar[str] = N_("What left the house")
    icon: ClassVar[str] = ""
    tables: ClassVar[tuple[str, ...]] = ("export_log",)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        tr, look = context.tr, context.look
        self._records: dict[str, ExportRecord] = {}
        self._stories: dict[str, StoryRecord] = {}
        self._shown: tuple[object, ...] = ()
        self.list = CardList(look, tr("What left the house"))
        self.list.chosen.connect(lambda _: self._show_details())
        self.list.opened.connect(lambda _: self._focus_details())
        self.list.setMinimumWidth(look.px(120))
        self.heading = title("")
        self._facts = column(spacing=2 * GRID)
        self.held = Callout(look, "waiting", "")
        self.holds = muted("")
        self._codes = QWidget()
        self._codes_place = column(spacing=0)
        self._codes.setLayout(self._codes_place)
        details = scrolled(self.heading, self._facts, self.held, self.holds, self._codes, 1)
        empty = EmptyState(
            look,
            "file-output",
            tr("Nothing has left the house yet"),
            tr("What you save or print in Documents is noted here, with the stories in it."),
        )
        self.panes = Panes(look, None, self._middle(), details, widths=(0, 420, 360))
        self.stack = QStackedWidget()
        self.stack.addWidget(scrolled(empty, surface="paper", margin=0))
        self.stack.addWidget(self.panes)
        self.setLayout(column(self.stack))

    def _middle(self) -> QWidget:
        said = muted(
            self.context.tr(
                "Each document that was saved or printed here, newest first. When somebody withdraws a story, the "
                "documents that still hold it are named."
            )
        )
        return Surface("paper", column(said, self.list, margin=4 * GRID, spacing=3 * GRID))

    def refresh(self, rows: Rows) -> None:
        """Read anew where something that is shown changed."""
        if not rows or any(table in TABLES for table, _ in rows):
            self._read()

    def showEvent(self, event: QShowEvent) -> None:
        """Read what was noted since."""
        super().showEvent(event)
        self._read()

    def enter_focus(self) -> None:
        """Put the focus on the newest document."""
        self.list.take_focus()

    def find_here(self) -> None:
        """Put the focus on the list; its letters search it."""
        self.list.take_focus()

    def show_row(self, table: str, row_id: str) -> bool:
        """Mark one document."""
        self._read()
        return table == "export_log" and self.list.mark(row_id)

    # -- inside ---------------------------------------------------------------------------------

    def _read(self) -> None:
        document, tr = self.context.document, self.context.tr
        if document.is_closed:
            return
        found = document.ask(exports_log.exports)
        zone = document.ask(queries.project).zone
        self._records = {one.id: one for one in found}
        self._stories = {story.id: story for story in document.ask(queries.stories)}
        self.list.show_cards([card_of(one, zone, tr, gone=self._gone(one)) for one in found])
        self.stack.setCurrentIndex(1 if found else 0)
        if found and not self.list.current_id():
            self.list.mark(found[0].id)
        self._show_details()

    def _show_details(self) -> None:
        one = self._records.get(self.list.current_id())
        if one is None:
            return
        document, tr = self.context.document, self.context.tr
        stories = tuple(self._stories[story_id] for story_id in one.stories if story_id in self._stories)
        shown = (one, stories)
        if shown == self._shown:
            return
        self._shown = shown
        self.heading.setText(title_of(one.export, tr))
        _empty(self._facts)
        for name, words in described(one, document.ask(queries.project).zone, tr):
            fact = QWidget()
            fact.setLayout(column(caption(name), Label(words), spacing=0))
            self._facts.addWidget(fact)
            fact.show()
        self._show_held(self._gone(one))
        self.holds.setText(self._holds(one))
        _empty(self._codes_place)
        buttons = [self._button(story) for story in stories[:MOST_CODES]]
        if buttons:
            codes = flow(*buttons, spacing=GRID)
            self._codes_place.addWidget(codes)
            codes.show()
        tab_in_reading_order(self)

    def _holds(self, one: ExportRecord) -> str:
        tr = self.context.tr
        if not one.stories:
            return tr("It holds no story.")
        return tr.count("It holds {n} story:", "It holds {n} stories:", len(one.stories))

    def _gone(self, one: ExportRecord) -> int:
        """Return how many stories may not be in it any more: withdrawn, a no, a yes that has run out, or erased."""
        today = self.context.today()
        kept = (self._stories.get(story_id) for story_id in set(one.stories))
        return sum(1 for story in kept if story is None or not may_use(story, one.purpose, today))

    def _show_held(self, gone: int) -> None:
        said = self.context.tr.count(
            "{n} story in it may not be used for this any more. Whoever has it should delete it, or get a new one.",
            "{n} stories in it may not be used for this any more. Whoever has it should delete it, or get a new one.",
            gone,
        )
        self.held.setVisible(gone > 0)
        if gone:
            self.held.say(said)

    def _button(self, story: StoryRecord) -> Button:
        tr = self.context.tr
        words = tr("{code}, withdrawn", code=story.code) if story.withdrawn else story.code
        go = partial(self.context.window.show_subject, "story", story.id)
        return Button(self.context.look, words, "", "link", go, hint=tr("Show the story"))

    def _focus_details(self) -> None:
        for button in self._codes.findChildren(Button):
            button.setFocus(Qt.FocusReason.TabFocusReason)
            return


def _empty(layout: object) -> None:
    while (item := layout.takeAt(0)) is not None:  # pyright: ignore[reportAttributeAccessIssue]
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()

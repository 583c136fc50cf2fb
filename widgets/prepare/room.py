"""The room Prepare: sections at the left, the section in the middle, what it is about at the right."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QStackedWidget, QWidget
from shiboken6 import isValid

from resources.texts import N_
from widgets.command import Command
from widgets.context import Context
from widgets.parts.frames import Panes, Surface, column
from widgets.prepare.ask_section import AskSection
from widgets.prepare.chooser import Chooser, Entry
from widgets.prepare.content import Content, entered, read_content
from widgets.prepare.groups_section import GroupsSection
from widgets.prepare.having_section import HavingSection
from widgets.prepare.last_time_section import LastTimeSection
from widgets.prepare.opening_section import OpeningSection
from widgets.prepare.overview import Overview
from widgets.prepare.project_section import ProjectSection
from widgets.prepare.scope_section import ScopeSection
from widgets.prepare.section import Section
from widgets.prepare.way_back_section import WayBackSection
from widgets.room import Room, Rows
from widgets.theme import GRID

SECTIONS: tuple[type[Section], ...] = (
    ProjectSection,
    AskSection,
    ScopeSection,
    LastTimeSection,
    GroupsSection,
    HavingSection,
    WayBackSection,
    OpeningSection,
)
# What Prepare itself holds; the rest is only shown in one section, where they are heard.
OWN = frozenset(
    "project workshop consent_preset segment segment_need segment_place attendance scope_item earlier_promise"
    " envelope_line decision_date feedback_round feedback_question".split()
)
HEARD = frozenset("path stage story story_place voice contribution contribution_place withdrawal participant".split())

# What citizens' offers, decisions that are waited for and the history of a line are read from.
WEIGHED = frozenset("answer cost_line estimate contribution voice withdrawal change_log outcome".split())


class Sections(dict[str, Section]):
    """The sections by id, each made when it is first wanted: the room stands at once."""

    def __init__(self, made: Callable[[str], Section]) -> None:
        super().__init__()
        self._made = made

    def __missing__(self, section_id: str) -> Section:
        self[section_id] = self._made(section_id)
        return self[section_id]


class Left(Surface):
    """The sections and the small card below them, which leaves where there is hardly room for the sections."""

    def __init__(self, context: Context, chooser: Chooser, overview: Overview) -> None:
        super().__init__("side", column(chooser, overview, spacing=2 * GRID, margin=3 * GRID))
        self._look, self._overview = context.look, overview

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the card where there is room for it."""
        super().resizeEvent(event)
        self._overview.setVisible(event.size().height() >= self._look.px(300))


class PrepareRoom(Room):
    """Everything that is said before anybody is asked for ideas. All of it may stay empty."""

    id = "prepare"
    name = N_("Prepare")
    icon = "clipboard-list"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        tr, look = context.tr, context.look
        self.sections = Sections(self._made)
        self._stale = {one.id for one in SECTIONS}
        self._content: Content | None = None
        entries = tuple(Entry(one.id, tr(one.name), one.icon) for one in SECTIONS)
        self.chooser = Chooser(look, tr, entries)
        self.overview = Overview(context, self.go)
        left = Left(context, self.chooser, self.overview)
        self._middle, self._side = QStackedWidget(), QStackedWidget()
        self.panes = Panes(look, left, self._middle, self._side, widths=(200, 370, 320))
        self.setLayout(column(self.panes))
        self.chooser.chosen.connect(self._show)
        self.chooser.opened.connect(lambda _: self.section().enter_focus())
        context.session.workshop_changed.connect(self._session_changed)
        context.session.path_changed.connect(self._session_changed)
        self.chooser.show_section(SECTIONS[0].id)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow_focus)

    # -- what the window calls ------------------------------------------------------------------

    def refresh(self, rows: Rows) -> None:
        """Read again what Prepare holds, if any of it changed, and show it in the section on screen."""
        tables = {table for table, _ in rows}
        if not rows or tables & OWN:
            self._content = read_content(self.context)
            self._stale = {one.id for one in SECTIONS}
            self.chooser.entries.tick(entered(self._content))
            self.overview.show_content(self._content)
        if tables & HEARD:
            self._stale.add(GroupsSection.id)
        if tables & WEIGHED:
            self._stale.add(HavingSection.id)
        self._show_section()

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done here."""
        return (
            Command("prepare.add", N_("Add to this section"), lambda: self.section().add(), "plus", "Ins", "prepare"),
            Command("prepare.next", N_("Next section"), lambda: self.step(1), "arrow-down", "Alt+Down", "sections"),
            Command(
                "prepare.previous", N_("Previous section"), lambda: self.step(-1), "arrow-up", "Alt+Up", "sections"
            ),
            Command("prepare.opening", N_("Read the opening"), lambda: self.go("opening"), "megaphone", "", "sections"),
        )

    def enter_focus(self) -> None:
        """Begin at the list of sections."""
        self.chooser.setFocus()

    def show_row(self, table: str, row_id: str) -> bool:
        """Go to the section that shows a row and mark it."""
        if self._content is None:
            self.refresh(frozenset())
        for section in (self.sections[one.id] for one in SECTIONS):
            self._fill(section)
            if section.show_row(table, row_id):
                self.chooser.show_section(section.id)
                section.show_row(table, row_id)  # now that it is on screen it can take the focus
                return True
        return False

    # -- the sections ---------------------------------------------------------------------------

    def section(self) -> Section:
        """Return the section that is on screen."""
        return self.sections[self.chooser.section()]

    def go(self, section: str) -> None:
        """Show a section and put the focus where its work begins."""
        self.chooser.show_section(section)
        self.section().enter_focus()

    def step(self, by: int) -> None:
        """Show the next or the previous section; the focus goes to where its work begins."""
        self.chooser.step(by)
        self.section().enter_focus()

    def _show(self, section: str) -> None:
        if not section:
            return
        shown = self.sections[section]
        self._show_section()
        self._middle.setCurrentWidget(shown.middle)
        self._side.setCurrentWidget(shown.side)
        self._share()

    def _show_section(self) -> None:
        self._fill(self.section())

    def _made(self, section_id: str) -> Section:
        section = next(one for one in SECTIONS if one.id == section_id)(self.context)
        self._middle.addWidget(section.middle)
        self._side.addWidget(section.side)
        return section

    def _share(self) -> None:
        """Give the right pane less room where it lies below and only explains."""
        self.panes.share_below(0.45 if self.section().has_details() else 0.25)

    def _fill(self, section: Section) -> None:
        if self._content is not None and section.id in self._stale:
            self._stale.discard(section.id)
            section.show_content(self._content)

    def _follow_focus(self, old: QWidget | None, new: QWidget | None) -> None:
        """Scroll to what has the focus: Qt does so for Tab alone."""
        del old
        if not self.isVisible():
            return  # the focus goes elsewhere, also while the window is being taken down
        page = self.section().middle
        self._share()
        if new is not None and isinstance(page, QScrollArea) and page.isAncestorOf(new):
            QTimer.singleShot(0, page, lambda: page.ensureWidgetVisible(new, 0, 8 * GRID) if isValid(new) else None)

    def _session_changed(self) -> None:
        self._changed(frozenset({("workshop", self.context.session.workshop_id or "")}))

"""The panel of Map that lists stories and notes: find one, drag it to a card or a stage, or attach it by one key."""

from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from models import beside
from models.beside import Asked, Listed
from models.find import first_line
from models.lists import Names
from models.views import filled
from widgets.canvas.spots import spot_of_card
from widgets.context import Context
from widgets.lists.filters import FilterChip
from widgets.lists.searching import SearchLine
from widgets.map.beside.attaching import attach, take_away
from widgets.map.beside.list import VoiceList
from widgets.map.desk import Desk
from widgets.map.editing import Editing
from widgets.parts.buttons import Button, Choices, IconButton
from widgets.parts.frames import Scroll, column, flow, row
from widgets.parts.labels import Label
from widgets.theme import GRID

PAUSE = 150  # milliseconds without a key before the words are looked for
LONGEST, LONGEST_NAME = 60, 16  # letters of a card and of a group that are said


class BesidePanel(QWidget):
    """Beside the path: its own filters, the list, and what can be done with what is marked."""

    def __init__(self, context: Context, desk: Desk, editing: Editing) -> None:
        super().__init__()
        del editing  # attaching is of no card
        self._context, self._desk = context, desk
        self._group_id: str | None = None
        self._unplaced = True
        self._known: Names | None = None
        self._seen: object = None  # the counts that the list was read with
        self._asked: Asked | None = None
        self._rest = Listed()
        tr, look = context.tr, context.look
        self.search = SearchLine()
        self.search.setPlaceholderText(tr("Find by words or code"))
        self.search.setAccessibleName(tr("Find stories and notes by words or code"))
        self.search.setClearButtonEnabled(True)
        kinds = [("all", tr("All"), ""), ("stories", tr("Stories"), ""), ("notes", tr("Notes"), "")]
        self.kinds = Choices(look, tr("What is listed"), kinds)
        self.kinds.show_code("all")
        hint = tr("Only what is not on the path yet")
        self.unplaced = Button(look, tr("Not placed"), "", "chip", self._toggle_unplaced, "", hint)
        self.unplaced.setAccessibleName(hint)
        self.unplaced.setCheckable(True)
        self.groups = FilterChip(context, self._show_groups)
        self.list = VoiceList(context, self.names)
        self.nothing = Label("", "muted")
        self.target = Label("", "muted")
        self.attach = Button(look, tr("Attach"), "link", "", self._attach, "Return")
        self.take = Button(look, tr("Take away"), "x", "", self._take, "Del")
        self.open = IconButton(look, tr("Open where it is worked on"), "external-link", self._open, "Ctrl+Return")
        for button in (self.unplaced, self.groups, self.attach, self.take):
            button.setMinimumWidth(look.px(60))  # else the widest of them, and not the panel, says how wide it is
        chips = flow(self.unplaced, self.groups, spacing=GRID)
        where = row(self.target, self.open, spacing=GRID)
        where.setStretch(0, 1)
        buttons = flow(self.attach, self.take, spacing=GRID)
        lines = column(self.search, self.kinds, chips, self.nothing, self.list, where, buttons, spacing=2 * GRID)
        lines.setContentsMargins(3 * GRID, GRID, 3 * GRID, 3 * GRID)
        lines.setStretch(4, 1)
        lines.addStretch(0)  # takes the room where nothing is listed
        inside = QWidget()
        inside.setLayout(lines)
        self._scroll = Scroll(inside)
        self.setLayout(column(self._scroll, spacing=0))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._connect()

    def _connect(self) -> None:
        self._pause.timeout.connect(self.read)
        self.search.textChanged.connect(lambda _: self._pause.start())
        self.search.left.connect(self._into_list)
        self.kinds.chosen.connect(lambda _: self.read())
        self.list.taken.connect(self._attach_ids)
        self.list.let_go.connect(self._take_ids)
        self.list.opened.connect(self._open_id)
        self.list.walked.connect(self._walk)
        self.list.marked.connect(self._show_choice_of_list)
        self.list.menu_wanted.connect(self._show_menu)
        self._desk.group_changed.connect(self._follow_group)
        self._context.document.settling.connect(self._pause.stop)

    # -- as every panel -------------------------------------------------------------------------

    def read(self) -> None:
        """Show what the document holds now: anew only where stories, notes, their places or what is asked changed."""
        self._pause.stop()
        before, self._known = self._known, None
        known, asked = self.names(), self._wanted()
        if self._seen is not self._desk.counts or asked != self._asked:
            self._seen, self._asked = self._desk.counts, asked
            self._rest = self._context.document.ask(beside.listed, asked, known)
            self._list_again()
        elif before != known:
            self.list.rows.forget()
        self._show_filters()

    def show_choice(self) -> None:
        """Bring what is attached to the marked step to the top."""
        if self._asked is not None:
            self._list_again()

    def take_focus(self) -> None:
        """Take the keyboard: the list, or the search where nothing is listed."""
        if self.list.rows.listed.ids:
            self.list.take_focus()
            self._scroll.ensureWidgetVisible(self.list)
        else:
            self.search.setFocus(Qt.FocusReason.TabFocusReason)

    def names(self) -> Names:
        """Return what groups and steps are called."""
        if self._known is None:
            groups = {group.id: group.name for group in self._desk.groups}
            self._known = beside.names_of(self._desk.paths, groups)
        return self._known

    # -- what a person asks ---------------------------------------------------------------------

    def show_only(self, *, unplaced: bool) -> None:
        """List only what is not on the path yet, or all."""
        self._unplaced = unplaced
        self.read()

    def show_group(self, group_id: str | None) -> None:
        """List what one group said ("": whose group was not said), None: all groups."""
        self._group_id = group_id
        self.read()

    def groups_menu(self) -> QMenu:
        """Return the menu of groups; their names are shown as they are."""
        menu, tr = QMenu(self), self._context.tr
        among = QActionGroup(menu)
        names = [(group.id, group.name) for group in self._desk.groups]
        for group_id, name in ((None, tr("All groups")), *names, ("", tr("Group not said"))):
            action = QAction(name.replace("&", "&&"), menu)
            action.setCheckable(True)
            action.setChecked(group_id == self._group_id)
            action.triggered.connect(partial(self.show_group, group_id))
            among.addAction(action)
            menu.addAction(action)
        return menu

    # -- inside ---------------------------------------------------------------------------------

    def _wanted(self) -> Asked:
        return Asked(self.kinds.code or "all", self._unplaced, self._group_id, self.search.text().strip())

    def _list_again(self, current: str = "") -> None:
        step, asked = self._desk.step(), self._asked or self._wanted()
        here = Listed()
        if step is not None:
            step_id = step.touchpoint_id or step.stage_id
            here = self._context.document.ask(beside.at_step, asked, step_id, self.names())
        self.list.show_rows(self._rest.behind(here), len(here.ids), current)
        self._show_choice_of_list()

    def _show_filters(self) -> None:
        tr = self._context.tr
        self.unplaced.setChecked(self._unplaced)
        name = self.names().groups.get(self._group_id or "", tr("Group not said"))
        self.groups.setChecked(self._group_id is not None)
        self.groups.say(
            tr("All groups")
            if self._group_id is None
            else name
            if len(name) <= LONGEST_NAME
            else name[: LONGEST_NAME - 1] + "…"
        )
        self.groups.setAccessibleName(tr("Filter by group: {group}", group=self.groups.text().strip()))

    def _show_choice_of_list(self) -> None:
        tr, ids = self._context.tr, self.list.marked_ids()
        step, empty = self._desk.step(), not self.list.rows.listed.ids
        here = frozenset(self.list.rows.listed.ids[: self.list.rows.here])
        self.nothing.setVisible(empty)
        self.nothing.setText(self._why_nothing() if empty else "")
        self.list.setVisible(not empty)
        if step is None:
            self.target.setText(tr("Drag to a card or a stage, or mark one and attach with Enter."))
        else:
            words = first_line(step.name)
            words = words if len(words) <= LONGEST else words[:LONGEST].rstrip() + "…"
            self.target.setText(tr("To {code} · {words}", code=step.code, words=words))
        self.attach.setEnabled(step is not None and bool(ids) and not here.issuperset(ids))
        self.take.setVisible(step is not None and bool(here.intersection(ids)))
        self.open.setEnabled(bool(ids))
        for part in (self.target, self.open, self.attach):
            part.setVisible(not empty)

    def _why_nothing(self) -> str:
        tr, asked = self._context.tr, self._asked
        if asked is None or asked == Asked(asked.of) or not self._context.document.ask(filled, "story", "contribution"):
            return tr("What people tell and write in Capture is listed here, to be put where it belongs on the path.")
        if asked == Asked(asked.of, unplaced=True):
            return tr("Nothing waits: all that people told and wrote is on the path.")
        return tr("Nothing fits. Take a filter away or look for other words.")

    def _attach_ids(self, ids: tuple[str, ...]) -> None:
        following = self.list.next_after(ids)
        if attach(self._context, self._desk, ids, self._desk.spot):
            self.list.mark(following)

    def _take_ids(self, ids: tuple[str, ...]) -> None:
        here = frozenset(self.list.rows.listed.ids[: self.list.rows.here])
        take_away(self._context, self._desk, (row_id for row_id in ids if row_id in here), self._desk.spot)

    def _attach(self) -> None:
        self._attach_ids(self.list.marked_ids())

    def _take(self) -> None:
        self._take_ids(self.list.marked_ids())

    def _open(self) -> None:
        self._open_id(self.list.current_id())

    def _open_id(self, row_id: str) -> None:
        if row_id:
            table = "story" if row_id in self.list.rows.listed.stories else "contribution"
            self._context.window.show_subject(table, row_id)

    def _walk(self, by: int) -> None:
        """Mark the card before or after the marked one, in reading order."""
        path, card = self._desk.path, self._desk.card()
        if path is None or not path.cards:
            return
        ids = [one.id for one in path.cards]
        at = ids.index(card.id) + by if card else (0 if by > 0 else len(ids) - 1)
        if 0 <= at < len(ids):
            self._desk.mark(spot_of_card(path, ids[at]))

    def _into_list(self) -> None:
        if self._pause.isActive():
            self.read()
        self.take_focus()

    def _toggle_unplaced(self) -> None:
        self.show_only(unplaced=not self._unplaced)

    def _follow_group(self) -> None:
        if self.isVisible():
            self.show_group(self._desk.group_id)
        else:
            self._group_id = self._desk.group_id

    def _show_groups(self) -> None:
        self.groups.setChecked(self._group_id is not None)  # a click is no toggle
        self._popup(self.groups_menu(), self.groups.mapToGlobal(QPoint(0, self.groups.height() + 2)))

    def _show_menu(self, where: QPoint) -> None:
        tr, look = self._context.tr, self._context.look
        menu = QMenu(self)
        for button, text, icon in (
            (self.attach, tr("Attach"), "link"),
            (self.take, tr("Take away"), "x"),
            (self.open, tr("Open where it is worked on"), "external-link"),
        ):
            action = menu.addAction(look.icon(icon), text, button.click)
            action.setEnabled(button.isEnabled() and button.isVisibleTo(self))
        self._popup(menu, where)

    def _popup(self, menu: QMenu, where: QPoint) -> None:
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(where)

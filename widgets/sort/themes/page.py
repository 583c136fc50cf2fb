"""The page of themes: the wall, what is not sorted yet, and everything by mouse and by keyboard."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QMenu, QStackedLayout, QWidget

from models import themes
from resources.texts import N_
from widgets.command import Command
from widgets.context import Context
from widgets.parts.buttons import Button
from widgets.parts.empty import EmptyState
from widgets.parts.frames import Panes, column, flow, row
from widgets.parts.labels import Chip
from widgets.room import Rows
from widgets.sort.page import SortPage
from widgets.sort.themes.column import ThemeColumn
from widgets.sort.themes.drag import CardDrag, Place
from widgets.sort.themes.keys import Keys
from widgets.sort.themes.list import DragList
from widgets.sort.themes.reading import WallReading
from widgets.sort.themes.unsorted import Unsorted
from widgets.sort.themes.wall import Wall
from widgets.sort.themes.work import ThemeWork
from widgets.theme import GRID


class ThemesPage(SortPage):
    """Themes on a wall."""

    id = "themes"
    name = N_("Themes")
    icon = "layout-grid"
    tables = ("theme", "contribution")

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        look = context.look
        self.reading = WallReading(context)
        self.wall = Wall(context)
        self.unsorted = Unsorted(context)
        self.active: DragList = self.unsorted.cards
        self.theme_id: str | None = None  # the theme that is meant: where the focus is, or was last
        self.work = ThemeWork(context, self, self)
        self._own_keys = self._keys()
        self.drag = CardDrag(look, self, self._places, self._nudge, self._dropped)
        self._make_head()
        self._lay_out()
        self._wire(self.unsorted.cards)
        self.wall.made.connect(self._wire_column)
        self.wall.named.connect(self._named)
        self.wall.naming_ended.connect(self._back_to_cards)
        self.unsorted.filtered.connect(self._filter)

    def _make_head(self) -> None:
        tr, look = self.context.tr, self.context.look
        self.how_many = Chip("", "neutral")
        self.so_far = Chip("", "neutral")
        self.new = Button(look, tr("Theme"), "plus", "primary", self.work.name_new, "N", tr("New theme"))

    def _lay_out(self) -> None:
        tr, look = self.context.tr, self.context.look
        self.no_themes = EmptyState(
            look,
            "layout-grid",
            tr("No themes yet"),
            tr("Mark what belongs together, press N, and call it by the words that people used."),
            Button(look, tr("New theme"), "plus", "", self.work.name_new, "N"),
        )
        middle = QWidget()
        self._stack = QStackedLayout(middle)
        self._stack.addWidget(self.wall)
        self._stack.addWidget(self.no_themes)
        self.side = QWidget()
        self._side = QStackedLayout(self.side)
        self._side.addWidget(self.unsorted)
        head = row(flow(self.how_many, self.so_far), flow(self.new))
        head.setStretch(0, 1)
        left = QWidget()
        left.setLayout(column(head, middle, spacing=2 * GRID, margin=3 * GRID))
        self.panes = Panes(look, None, left, self.side, widths=(0, 460, 300))
        self.setLayout(column(self.panes))

    # -- what the room calls --------------------------------------------------------------------

    @classmethod
    def commands(cls, page: Callable[[], SortPage]) -> tuple[Command, ...]:
        """Return what can be done with themes."""

        def here() -> "ThemesPage":
            found = page()
            assert isinstance(found, ThemesPage)  # noqa: S101 - the room gives the page it was asked for
            return found

        return (
            Command("theme-new", N_("New theme with what is marked"), here().work.name_new, "plus"),
            Command("theme-rename", N_("Rename theme"), lambda: here().rename(), "pencil"),
            Command("theme-join", N_("Join theme with …"), lambda: here().join(), "waypoints"),
            Command("theme-split", N_("Split into a new theme"), here().work.split, "split"),
            Command("theme-left", N_("Move theme left"), lambda: here().move_theme(-1), "arrow-left"),
            Command("theme-right", N_("Move theme right"), lambda: here().move_theme(1), "arrow-right"),
            Command("theme-delete", N_("Delete theme"), lambda: here().delete_theme(), "trash-2"),
            Command("theme-out", N_("Take out of theme"), lambda: here().take_out(), "undo-2", group="note"),
        )

    def refresh(self, rows: Rows) -> None:
        """Show what changed."""
        if not rows or {table for table, _ in rows} & {"path", "stage"}:
            self.unsorted.show_steps()
        if self.reading.read(rows):
            self._show()

    def settle(self) -> None:
        """Keep a name that is being typed, and find what is typed to be found."""
        self.wall.line.settle()
        for shown in self.wall.columns.values():
            shown.header.line.settle()
        self.unsorted.settle()

    def enter_focus(self) -> None:
        """Put the focus on the cards that wait."""
        self._focus(self.active if self.active.cards.cards else self.unsorted.cards)

    def find_here(self) -> None:
        """Search among what is not sorted yet."""
        self.unsorted.start_search()

    def show_row(self, table: str, row_id: str) -> bool:
        """Bring a theme or a note on screen and mark it."""
        if table == "theme":
            shown = self.wall.columns.get(row_id)
            if shown is None:
                return False
            self.wall.show_column(shown)
            shown.header.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return table == "contribution" and self._show_note(row_id)

    def copy(self) -> bool:
        """Copy the exact words of the marked cards."""
        notes = (self.reading.note(note_id) for note_id in self.active.marked_ids())
        words = [voice.words for note in notes if note for voice in note.voices]
        if words:
            QGuiApplication.clipboard().setText("\n".join(words))
        return bool(words)

    # -- what the work asks ---------------------------------------------------------------------

    def theme_of(self, cards: DragList) -> str | None:
        """Return the theme whose cards a list shows, None for what is not sorted."""
        return next((shown.theme_id for shown in self.wall.columns.values() if shown.cards is cards), None)

    def begin_naming(self) -> None:
        """Let a new theme be named at the end of the wall."""
        self._stack.setCurrentWidget(self.wall)
        self.wall.begin_naming()

    # -- commands -------------------------------------------------------------------------------

    def put(self, place: int) -> None:
        """Put the marked cards into the theme of a number."""
        ids = self.active.marked_ids()
        if ids and place < len(self.reading.themes):
            self.work.put(ids, self.reading.themes[place].id)

    def take_out(self) -> None:
        """Take the marked cards out of their theme; a theme as a whole is deleted."""
        if self._at_header():
            self.delete_theme()
        elif self.theme_of(self.active) is not None and (ids := self.active.marked_ids()):
            self.work.take_out(ids)

    def rename(self) -> None:
        """Let the title of the theme be typed over."""
        if shown := self._column():
            self.wall.show_column(shown)
            shown.header.begin_naming()

    def join(self) -> None:
        """Ask which theme this one is joined with."""
        if shown := self._column():
            self.work.ask_join(shown.theme_id, shown.header.mapToGlobal(QPoint(0, shown.header.height())))

    def move_theme(self, step: int) -> None:
        """Move the theme to the left or right."""
        if shown := self._column():
            self.work.move_theme(shown.theme_id, step)
            self.wall.show_column(shown)

    def delete_theme(self) -> None:
        """Delete the theme; its notes are not sorted then."""
        if shown := self._column():
            self.work.delete(shown.theme_id)
            self._back_to_cards()

    def theme_menu(self, theme_id: str, where: QPoint) -> None:
        """Offer what can be done with a theme."""
        self.theme_id = theme_id
        tr, look = self.context.tr, self.context.look
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(look.icon("pencil"), tr("Rename"), self.rename).setShortcut("R")
        menu.addAction(look.icon("waypoints"), tr("Join with …"), self.join).setShortcut("J")
        menu.addAction(look.icon("split"), tr("Split into a new theme"), self.work.split).setShortcut("S")
        menu.addSeparator()
        menu.addAction(look.icon("arrow-left"), tr("Move left"), partial(self.move_theme, -1)).setShortcut("Alt+Left")
        menu.addAction(look.icon("arrow-right"), tr("Move right"), partial(self.move_theme, 1)).setShortcut("Alt+Right")
        menu.addSeparator()
        menu.addAction(look.icon("trash-2"), tr("Delete theme"), self.delete_theme).setShortcut("Delete")
        menu.popup(where)

    # -- wiring ---------------------------------------------------------------------------------

    def _wire(self, cards: DragList) -> None:
        cards.keys = partial(self._card_key, cards)
        cards.entered.connect(partial(self._entered, cards))
        cards.drag_begun.connect(partial(self._begin_drag, cards))
        cards.drag_moved.connect(self.drag.move)
        cards.drag_ended.connect(self.drag.end)
        cards.more_wanted.connect(partial(self._more, cards))

    def _wire_column(self, shown: ThemeColumn) -> None:
        self._wire(shown.cards)
        header = shown.header
        header.keys = partial(self._header_key, shown)
        header.entered.connect(partial(self._header_entered, shown.theme_id))
        header.menu_wanted.connect(partial(self.theme_menu, shown.theme_id))
        header.named.connect(partial(self.work.rename, shown.theme_id))
        header.naming_ended.connect(partial(self._to_header, shown.theme_id))

    def _keys(self) -> Keys:
        work, key = self.work, Qt.Key
        letters = {"n": work.name_new, "r": self.rename, "j": self.join, "s": work.split, "0": self.take_out}
        plain = {
            key.Key_Left: partial(self._beside, -1),
            key.Key_Right: partial(self._beside, 1),
            key.Key_Delete: self.take_out,
            key.Key_Escape: self._escape,
        }
        alt = {
            key.Key_Left: partial(self.move_theme, -1),
            key.Key_Right: partial(self.move_theme, 1),
            key.Key_Up: partial(work.shift, -1),
            key.Key_Down: partial(work.shift, 1),
        }
        return Keys(self.put, letters, plain, alt)

    def _card_key(self, cards: DragList, event: QKeyEvent) -> bool:
        if self.drag.active:
            if event.key() == Qt.Key.Key_Escape:
                self.drag.cancel()
            return True
        first = cards.currentIndex().row() <= 0
        shown = self.wall.columns.get(self.theme_of(cards) or "")
        if event.key() == Qt.Key.Key_Up and first and shown is not None and not event.modifiers():
            shown.header.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return self._own_keys.press(event, sorting=True)

    def _header_key(self, shown: ThemeColumn, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.rename()
        elif event.key() == Qt.Key.Key_Down and not event.modifiers():
            self._focus(shown.cards)
        elif event.key() == Qt.Key.Key_Menu:
            self.theme_menu(shown.theme_id, shown.header.mapToGlobal(QPoint(0, shown.header.height())))
        else:
            return self._own_keys.press(event, sorting=False)
        return True

    # -- focus ----------------------------------------------------------------------------------

    def _entered(self, cards: DragList) -> None:
        """Only one list has marked cards at a time."""
        self.active = cards
        self.theme_id = self.theme_of(cards) or self.theme_id
        for shown in self.wall.columns.values():
            shown.be_in_tab_order(on=shown.theme_id == self.theme_id)
        self._release_others()

    def _header_entered(self, theme_id: str) -> None:
        self.theme_id = theme_id
        if theme_id in self.wall.columns:
            self._entered(self.wall.columns[theme_id].cards)

    def _release_others(self) -> None:
        for cards in (self.unsorted.cards, *(shown.cards for shown in self.wall.columns.values())):
            if cards is not self.active:
                cards.release()

    def _focus(self, cards: DragList) -> None:
        shown = self.wall.columns.get(self.theme_of(cards) or "")
        if shown is not None:
            self.wall.show_column(shown)
            if not cards.cards.cards:
                shown.header.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        cards.setFocus(Qt.FocusReason.OtherFocusReason)

    def _back_to_cards(self) -> None:
        self._focus(self.active)

    def _to_header(self, theme_id: str) -> None:
        if theme_id in self.wall.columns:
            self.wall.columns[theme_id].header.setFocus(Qt.FocusReason.OtherFocusReason)

    def _at_header(self) -> bool:
        shown = self._column()
        return shown is not None and shown.header.hasFocus()

    def _column(self) -> ThemeColumn | None:
        return self.wall.columns.get(self.theme_id or "")

    def _beside(self, step: int) -> None:
        """Go to the theme beside, to its title where one came from a title; what is not sorted is at the right."""
        order = [*self.wall.columns.values()]
        here = self._column() if self._at_header() or self.theme_of(self.active) is not None else None
        at = order.index(here) + step if here is not None else len(order) - 1 if step < 0 else len(order)
        if 0 <= at < len(order):
            beside = order[at]
            if here is not None and here.header.hasFocus():
                self.wall.show_column(beside)
                beside.header.setFocus(Qt.FocusReason.OtherFocusReason)
            else:
                self._focus(beside.cards)
        elif at == len(order):
            self._focus(self.unsorted.cards)

    def _escape(self) -> None:
        if self.reading.only:
            self.unsorted.clear_filter()

    # -- dragging -------------------------------------------------------------------------------

    def _places(self) -> Sequence[Place]:
        shown = list(self.wall.columns.values()) if self._stack.currentWidget() is self.wall else []
        return [self.unsorted, *shown]

    def _begin_drag(self, cards: DragList, where: QPoint) -> None:
        tr, count = self.context.tr, len(cards.marked_ids())
        self.drag.begin(cards, tr.count("{n} note", "{n} notes", count) if count > 1 else "", where)

    def _nudge(self, x: int) -> None:
        self.wall.nudge(self.wall.mapFrom(self, QPoint(x, 0)).x())

    def _dropped(self, place: Place, before: str | None, ids: tuple[str, ...]) -> None:
        if place.theme_id is not None:
            self.work.put(ids, place.theme_id, before)
        elif self.theme_of(self.active) is not None:
            self.work.take_out(ids)

    # -- showing --------------------------------------------------------------------------------

    def _show(self) -> None:
        tr, reading = self.context.tr, self.reading
        self.how_many.setText(tr.count("{n} theme", "{n} themes", len(reading.themes)))
        so_far = reading.so_far
        self.so_far.setText(tr("{n} of {all} sorted", n=so_far.sorted, all=so_far.notes))
        self.wall.show_themes(reading)
        naming = self.wall.line.isVisibleTo(self.wall)
        self._stack.setCurrentWidget(self.wall if reading.themes or naming else self.no_themes)
        self.unsorted.show_notes(reading)
        if self.drag.active and not set(self.drag.ids) <= {card.id for card in self.active.cards.cards}:
            self.drag.cancel()
        if self.theme_of(self.active) is None:
            self.active = self.unsorted.cards
        self._release_others()

    def _filter(self, only: themes.NoteFilter) -> None:
        self.reading.filter(only)
        self._show()

    def _more(self, cards: DragList) -> None:
        theme_id = self.theme_of(cards)
        if self.reading.more_of(theme_id) if theme_id else self.reading.more_unsorted():
            self._show()

    def _named(self, title: str) -> None:
        if made := self.work.named(title):
            self.theme_id = made
            self.wall.show_column(self.wall.columns[made])

    def _show_note(self, note_id: str) -> bool:
        theme_id = self.context.document.ask(themes.theme_of_note, note_id)
        if theme_id is None and note_id not in self.reading.unsorted and self.reading.only:
            self.unsorted.clear_filter()
        if not self.reading.reach(note_id, theme_id):
            return False
        self._show()
        cards = self.wall.columns[theme_id].cards if theme_id else self.unsorted.cards
        self._focus(cards)
        return cards.mark(note_id)

"""The page of themes: the wall, what is not sorted yet, and everything by mouse and by keyboard."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

from models import themes
from resources.texts import N_
from widgets.command import Command
from widgets.context import Context
from widgets.paged import Page
from widgets.parts.buttons import Button
from widgets.parts.empty import EmptyState
from widgets.parts.frames import Panes, column
from widgets.room import Rows
from widgets.sort.themes.column import ThemeColumn
from widgets.sort.themes.commands import commands_of, keys_of, menu_of
from widgets.sort.themes.drag import CardDrag, Place
from widgets.sort.themes.head import Head
from widgets.sort.themes.list import DragList
from widgets.sort.themes.middle import Middle
from widgets.sort.themes.read_back import ReadBackBar
from widgets.sort.themes.reading import WallReading
from widgets.sort.themes.side import Side
from widgets.sort.themes.unsorted import Unsorted
from widgets.sort.themes.wall import Wall
from widgets.sort.themes.work import ThemeWork


class ThemesPage(Page):
    """Themes on a wall."""

    id = "themes"
    name = N_("Themes")
    icon = "layout-grid"
    tables = ("theme", "contribution", "theme_note")

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        look = context.look
        self.reading = WallReading(context)
        self.wall = Wall(context)
        self.unsorted = Unsorted(context)
        self.active: DragList = self.unsorted.cards
        self.theme_id: str | None = None  # the theme that is meant: where the focus is, or was last
        self.work = ThemeWork(context, self, self)
        self._own_keys = keys_of(self)
        self.read_back_bar = ReadBackBar(context)
        self.read_back_bar.ended.connect(self._back_to_cards)
        self.read_back_bar.setVisible(False)
        self.side = Side(context, self.reading, self.unsorted, self.read_back_bar.begin)
        self.side.left.connect(self._back_to_cards)
        self.drag = CardDrag(look, self, self._places, self.wall.nudge, self._dropped)
        self.head = Head(context, self.read_back, self.name_new)
        self._lay_out()
        self._wire(self.unsorted.cards)
        self.wall.made.connect(self._wire_column)
        self.wall.named.connect(self._named)
        self.wall.naming_ended.connect(self._back_to_cards)
        self.unsorted.filtered.connect(self._filter)
        context.session.reading_changed.connect(self._follow_reading)

    def _lay_out(self) -> None:
        tr, look = self.context.tr, self.context.look
        self.no_themes = EmptyState(
            look,
            "layout-grid",
            tr("No themes yet"),
            tr("Mark what belongs together, press N, and call it by the words that people used."),
            Button(look, tr("New theme"), "plus", "", self.name_new, "N"),
        )
        self.middle = Middle(self.context, (self.head, self.read_back_bar, self.wall, self.no_themes))
        self.panes = Panes(look, None, self.middle, self.side, widths=(0, 460, 300))
        self.setLayout(column(self.panes))

    # -- what the room calls --------------------------------------------------------------------

    @classmethod
    def commands(cls, page: Callable[[], Page]) -> tuple[Command, ...]:
        """Return what can be done with themes."""

        return commands_of(page)

    def refresh(self, rows: Rows) -> None:
        """Show what changed."""
        if not rows or {table for table, _ in rows} & {"path", "stage"}:
            self.unsorted.forget_steps()
        if self.reading.read(rows):
            self._show()
            self.read_back_bar.refresh(rows)
            self.side.keep_up()

    def settle(self) -> None:
        """Keep a name that is being typed, and find what is typed to be found."""
        self.wall.line.settle()
        for shown in self.wall.columns.values():
            shown.header.line.settle()
        self.unsorted.settle()
        self.side.settle()
        self.read_back_bar.settle()

    def enter_focus(self) -> None:
        """Put the focus on the cards that wait."""
        self._focus(self.active if self.active.cards.cards else self.unsorted.cards)

    def find_here(self) -> None:
        """Search among what is not sorted yet."""
        self.side.close_details()
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
        note_id = self.context.document.ask(themes.note_at, row_id) if table == "theme_note" else row_id
        return note_id is not None and table in self.tables and self._show_note(note_id)

    def copy(self) -> bool:
        """Copy the exact words of the marked cards."""
        words = self.reading.words_of(self.active.marked_ids())
        if words:
            QGuiApplication.clipboard().setText(words)
        return bool(words)

    def theme_of(self, cards: DragList) -> str | None:
        """Return the theme whose cards a list shows, None for what is not sorted."""
        return next((shown.theme_id for shown in self.wall.columns.values() if shown.cards is cards), None)

    def begin_naming(self) -> None:
        """Let a new theme be named at the end of the wall."""
        self.middle.show_wall(on=True)
        self.wall.begin_naming()

    # -- commands -------------------------------------------------------------------------------

    def put(self, place: int) -> None:
        """Put the marked cards into the theme of a number."""
        ids = self.active.marked_ids()
        if ids and place < len(self.reading.themes):
            theme_id = self.reading.themes[place].id
            if self.theme_of(self.active) is None:
                self.theme_id = theme_id
            self.work.put(ids, theme_id)

    def name_new(self) -> None:
        """Name a new theme that has the marked cards."""
        self.work.name_new()

    def split(self) -> None:
        """Name a new theme that the cards go to which are marked in a theme."""
        self.work.split()

    def shift(self, step: int) -> None:
        """Move the marked cards up or down within their theme."""
        self.work.shift(step)

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

    def read_back(self) -> None:
        """Read the theme that is meant back to the room, the first one where none is."""
        theme_id = self.theme_id if self._column() else next(iter(self.wall.columns), None)
        if theme_id is not None:
            self.read_back_bar.begin(theme_id)

    def show_trail(self) -> None:
        """Show what is known of the marked note, or of the theme where its title has the focus; again: close it."""
        cards = self.active
        if self._at_header() and self.theme_id:
            self.side.open_theme(self.theme_id)
        elif cards.marked_ids():
            self.side.open_note(cards.current_id())
        elif self.theme_id:
            self.side.open_theme(self.theme_id)

    def theme_menu(self, theme_id: str, where: QPoint) -> None:
        """Offer what can be done with a theme."""
        self.theme_id = theme_id
        menu_of(self, theme_id).popup(where)

    # -- wiring ---------------------------------------------------------------------------------

    def _wire(self, cards: DragList) -> None:
        cards.keys = partial(self._card_key, cards)
        cards.entered.connect(partial(self._entered, cards))
        cards.drag_begun.connect(partial(self._begin_drag, cards))
        cards.drag_moved.connect(self.drag.move)
        cards.drag_ended.connect(self.drag.end)
        cards.more_wanted.connect(partial(self._more, cards))
        cards.earlier_wanted.connect(partial(self._earlier, cards))
        cards.opened.connect(self.side.open_note)

    def _wire_column(self, shown: ThemeColumn) -> None:
        self._wire(shown.cards)
        header = shown.header
        header.keys = partial(self._header_key, shown)
        header.entered.connect(partial(self._header_entered, shown.theme_id))
        header.menu_wanted.connect(partial(self.theme_menu, shown.theme_id))
        header.named.connect(partial(self.work.rename, shown.theme_id))
        header.naming_ended.connect(partial(self._to_header, shown.theme_id))

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
        if (
            shown is None and not cards.cards.cards
        ):  # everything is sorted: the keys go to the theme that was meant last
            shown = self._column() or next(reversed(self.wall.columns.values()), None)
            if shown is None:
                self.head.new.setFocus(Qt.FocusReason.OtherFocusReason)
                return
            cards = shown.cards
        if shown is not None:
            self.wall.fill(shown.theme_id)
            self.wall.show_column(shown)
            if not cards.cards.cards:
                shown.header.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        cards.setFocus(Qt.FocusReason.OtherFocusReason)

    def _back_to_cards(self) -> None:
        self.middle.show_wall(on=bool(self.reading.themes))
        self._focus(self.active)

    def _to_header(self, theme_id: str) -> None:
        if theme_id in self.wall.columns:
            self.wall.columns[theme_id].header.setFocus(Qt.FocusReason.OtherFocusReason)

    def _at_header(self) -> bool:
        shown = self._column()
        return shown is not None and shown.header.hasFocus()

    def _column(self) -> ThemeColumn | None:
        return self.wall.columns.get(self.theme_id or "")

    def beside(self, step: int) -> None:
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

    def escape(self) -> None:
        """Close what is open beside the wall, or end the search."""
        if self.side.details_are_open():
            self.side.close_details()
        elif self.reading.only:
            self.unsorted.clear_filter()

    # -- dragging -------------------------------------------------------------------------------

    def _places(self) -> Sequence[Place]:
        return [self.unsorted, *self.wall.columns.values()]

    def _begin_drag(self, cards: DragList, where: QPoint) -> None:
        tr, count = self.context.tr, len(cards.marked_ids())
        self.drag.begin(cards, tr.count("{n} note", "{n} notes", count) if count > 1 else "", where)

    def _dropped(self, place: Place, before: str | None, ids: tuple[str, ...]) -> None:
        if place.theme_id is not None:
            self.work.put(ids, place.theme_id, before)
        elif self.theme_of(self.active) is not None:
            self.work.take_out(ids)

    # -- showing --------------------------------------------------------------------------------

    def _show(self) -> None:
        reading, had_focus = self.reading, self.unsorted.cards.hasFocus()
        self.head.show_numbers(reading)
        self.wall.show_themes(reading)
        naming = self.wall.line.isVisibleTo(self.wall)
        self.middle.show_wall(on=bool(reading.themes) or naming)
        self.unsorted.show_notes(reading)
        self.drag.check()
        if self.theme_of(self.active) is None:
            self.active = self.unsorted.cards
        self._release_others()
        if had_focus and not reading.unsorted:
            self._focus(self.unsorted.cards)

    def _follow_reading(self) -> None:
        """Bring on screen what is read back."""
        session = self.context.session
        if shown := self.wall.columns.get(session.theme_id or ""):
            self.wall.fill(shown.theme_id)
            self.wall.show_column(shown)
            shown.cards.bring(session.note_id)

    def _filter(self, only: themes.NoteFilter) -> None:
        self.reading.filter(only)
        self._show()

    def _more(self, cards: DragList) -> None:
        theme_id = self.theme_of(cards)
        if self.reading.more_of(theme_id) if theme_id else self.reading.more_unsorted():
            self._show()

    def _earlier(self, cards: DragList) -> None:
        if cards is self.unsorted.cards and self.reading.earlier_unsorted():
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

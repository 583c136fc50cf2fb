"""Capture: words in, at once; what was said on a wall; beside it who was heard, or one note or story on the desk."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models import queries
from models.records import StoryRecord
from resources.texts import N_
from widgets.capture.bar import CaptureBar
from widgets.capture.cards import Entry
from widgets.capture.choosing import GROUP, KEYS, KIND, TABLE
from widgets.capture.complete import CompleteList, waiting_count
from widgets.capture.consents import APPLY_KEY
from widgets.capture.desk import AskList, Desk, Side
from widgets.capture.redacting import HIDE_KEY
from widgets.capture.scribe import ScribeHead
from widgets.capture.state import STORY
from widgets.capture.voices import VoicesSoFar
from widgets.capture.wall import Wall
from widgets.command import Command
from widgets.context import Context
from widgets.parts.frames import Panes, column, scrolled
from widgets.pictures.beside import RoomPhotos
from widgets.pictures.offered import Offered
from widgets.room import Room, Rows
from widgets.theme import GRID

SIDE_PAUSE = 80  # counting waits until the new card is painted
WIDTHS = (0, 520, 330)
VOICES_PART, OPENED_PART = 0.22, 0.5
DESK_WIDTH = 640  # of an opened story: its words and a clearer wording stand beside each other


class CaptureRoom(Room):
    """The bar, the wall, and the side."""

    id = "capture"
    name = N_("Capture")
    icon = "message-square-plus"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.bar = CaptureBar(context)
        self.wall = Wall(context)
        self.voices = VoicesSoFar(context)
        self.asks = AskList(context)
        self.complete = CompleteList(context)
        self.head = ScribeHead(context)
        self._back_to: QWidget | None = None  # the page that something was opened from
        self._desk: Desk | None = None  # made when something is first opened: the room comes up sooner without it
        self.side = Side(self.voices, self.asks, self.complete)
        middle = scrolled(self.head, self.bar, self.wall, surface="paper", margin=4 * GRID, spacing=3 * GRID)
        content = middle.widget()
        if content is not None and isinstance(inside := content.layout(), QVBoxLayout):
            inside.setStretchFactor(self.wall, 1)
        self.panes = Panes(context.look, None, middle, self.side, widths=WIDTHS)
        self.photos = RoomPhotos(
            self, context, self.side.add, self._show_page, self._page_closed, lambda: not self._for_scribe
        )
        self.panes.share_below(VOICES_PART)
        self.setLayout(column(self.panes))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._refresh_side)
        self._connect()
        self._show_for_scribe()

    def _connect(self) -> None:
        bar, wall, session = self.bar, self.wall, self.context.session
        bar.kept.connect(self._kept)
        bar.complete_wanted.connect(self.show_complete)
        bar.state.marks_changed.connect(self._show_marks)
        wall.opened.connect(self._opened_on_wall)
        wall.marked.connect(bar.state.mark)
        wall.change_wanted.connect(self._change)
        wall.delete_wanted.connect(self._delete)
        wall.erase_wanted.connect(self._erase)
        wall.cards.installEventFilter(self)
        self.voices.ask_wanted.connect(self.show_asks)
        self.complete.opened.connect(self._open_from_complete)
        self.complete.marked.connect(bar.state.mark)
        for page in (self.asks, self.complete):
            page.closed.connect(self._page_closed)
        self.asks.opened.connect(self._open_from_asks)
        self.context.document.settling.connect(self._settle)
        session.workshop_changed.connect(self._soon_refresh_side)
        self.context.settings.changed.connect(self._setting_changed)

    @property
    def desk(self) -> Desk:
        """The desk, made when it is first needed."""
        if self._desk is None:
            self._desk = Desk(self.context)
            self._desk.closed.connect(self._desk_closed)
            self.side.add(self._desk)
        return self._desk

    @property
    def opened(self) -> Entry | None:
        """What lies on the desk."""
        return self._desk.entry if self._desk is not None else None

    # -- what every room does -------------------------------------------------------------------

    def marked_row(self) -> tuple[str, str]:
        """Return what is opened, else what is marked on the wall."""
        entry = self.opened or self.wall.current()
        if entry is None:
            return ("", "")
        return ("story" if isinstance(entry, StoryRecord) else "contribution", entry.id)

    def refresh(self, rows: Rows) -> None:
        """Patch the wall at once; the side is read when the wall is painted."""
        self.wall.refresh(rows)
        self.photos.refresh(rows)
        if self.opened is not None:
            self.desk.refresh()
        if rows:
            self._pause.start(SIDE_PAUSE)
        else:
            self._refresh_side()

    def enter_focus(self) -> None:
        """Put the cursor into the bar."""
        self.bar.focus_words()

    def find_here(self) -> None:
        """Search the wall."""
        self.wall.start_search()

    def focus_bar(self, kind: str) -> None:
        """Take a note or a story, with the cursor in the bar."""
        self.bar.open(kind)

    def copy(self) -> bool:
        """Copy the exact words of the marked card."""
        entry = self.wall.current()
        if entry is not None:
            self.wall.copy_words(entry)
        return entry is not None

    def paste(self) -> bool:
        """Take a photo from the clipboard."""
        return self.photos.paste()

    def take_offered(self, offered: tuple[Offered, ...]) -> None:
        """Take photos of the workshop that were dropped on the window or pasted into the bar."""
        self.photos.take(offered)

    def show_row(self, table: str, row_id: str) -> bool:
        """Open a note, a story, or the note of a voice."""
        if table == "voice":
            shown = (note for note in self.context.document.ask(queries.notes))
            note = next((one for one in shown if any(voice.id == row_id for voice in one.voices)), None)
            if note is None or not self._open(note.id):
                return False
            self.desk.notes.open_voice(row_id)
            return True
        return table in ("contribution", "note", "story") and self._open(row_id)

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done here."""

        def opened() -> bool:
            return self.opened is not None

        def choose(what: str) -> Callable[[], None]:
            return lambda: self.choose(what)

        return (
            Command("capture-kind", N_("Choose the kind"), choose(KIND), "", KEYS[KIND], "bar"),
            Command("capture-group", N_("Choose the group"), choose(GROUP), "users", KEYS[GROUP], "bar"),
            Command("capture-table", N_("Choose the table"), choose(TABLE), "", KEYS[TABLE], "bar"),
            Command("capture-step", N_("Choose the step"), choose("step"), "route", "Ctrl+L", "bar"),
            Command(
                "capture-correct", N_("Correct the last line"), self.bar.correct_last, "square-pen", "Ctrl+Up", "line"
            ),
            Command("capture-mark", N_("Mark the last line, then the one before"), self.bar.mark_more, group="line"),
            Command("capture-complete", N_("To complete"), self.show_complete, "list-checks", "Ctrl+B", "go"),
            self.photos.command(),
            Command("capture-wall", N_("Go to the wall"), self._to_wall, "layout-grid", "Alt+Down", "go"),
            Command(
                "capture-desk", N_("Go to what is opened"), self._to_desk, "panel-right", "Alt+Right", "go", opened
            ),
            Command("capture-ask", N_("Ask before they go home"), self.show_asks, "ear", "Ctrl+Shift+A", "consent"),
            Command(
                "capture-consent",
                N_("The teller agreed to the usual"),
                self._apply_consent,
                "circle-check",
                APPLY_KEY,
                "consent",
                lambda: isinstance(self.opened, StoryRecord) or self.side.page() is self.asks,
            ),
            Command("capture-hide", N_("Hide in documents"), self._hide, "eye-off", HIDE_KEY, "consent", opened),
            Command("capture-older", N_("Show older"), self.wall.show_older, "", "Ctrl+Shift+O", "wall"),
            Command("capture-close", N_("Close what is opened"), self._close_desk, "x", "Ctrl+Shift+W", "wall", opened),
        )

    # -- inside ---------------------------------------------------------------------------------

    def choose(self, what: str) -> None:
        """Choose kind, group, table or step: of the words, or of what is marked on the wall or in the list."""
        state = self.bar.state
        for cards in (self.wall.cards, self.complete.cards):
            if cards.hasFocus() and not state.marked and cards.current_id():
                state.mark(cards.marked_ids() or (cards.current_id(),))
        if what == "step":
            self.bar.choose_step()
        else:
            self.bar.choose(what)

    def show_complete(self) -> None:
        """Show what waits for the break."""
        if self._for_scribe:
            return
        self.complete.refresh()
        self._show_page(self.complete)
        self.complete.focus_first()

    def show_asks(self) -> None:
        """Show whom to ask before they go home."""
        if self._for_scribe:
            return
        self.asks.refresh()
        self._show_page(self.asks)
        self.asks.focus_first()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape on the wall goes back to the bar."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self.bar.state.mark(())
            self.bar.focus_words()
            return True
        return super().eventFilter(watched, event)

    @property
    def _for_scribe(self) -> bool:
        return bool(self.context.settings.get("scribe"))

    def _open(self, entry_id: str) -> bool:
        entry = self.wall.entry(entry_id)
        if entry is None:
            return False
        if self._for_scribe:  # no desk: the words go back into the bar
            return self.bar.take_back(entry_id)
        self._back_to = None
        self.desk.show_entry(entry)
        self._show_page(self.desk)
        self.panes.share_beside(DESK_WIDTH if isinstance(entry, StoryRecord) else 0)
        self.wall.cards.mark(entry_id)
        self.desk.focus_first()
        return True

    def _opened_on_wall(self, entry_id: str) -> None:
        self.bar.state.mark(())
        self._open(entry_id)

    def _open_from_complete(self, entry_id: str) -> None:
        self.bar.state.mark(())
        if self._open(entry_id):
            self._back_to = self.complete

    def _open_from_asks(self, entry_id: str) -> None:
        if self._open(entry_id):
            self._back_to = self.asks

    def _change(self, ids: tuple[str, ...], what: str, code: str) -> None:
        """Change cards by the menu of the wall."""
        self.bar.state.mark(ids)
        if what == KIND:
            self.bar.marks.set_for_all(what, code)
        else:
            self.choose(what)

    def _show_marks(self) -> None:
        self.wall.show_marks(self.bar.state.marked)

    def _kept(self, what: str, ids: tuple[str, ...]) -> None:
        """A new story lies on the desk, so that its teller can be asked; the cursor stays in the bar."""
        if what == STORY and not self._for_scribe and (story := self.wall.entry(ids[0])) is not None:
            self.desk.show_entry(story)
            self._show_page(self.desk)
        if (scroll := self.wall.cards.verticalScrollBar()) is not None:
            scroll.setValue(0)

    # The desk is made late, so these ask for it when they are called.

    def _delete(self, entry: Entry | None) -> None:
        self.desk.remove(entry)

    def _erase(self, entry: Entry | None) -> None:
        self.desk.erase_for_good(entry)

    def _to_desk(self) -> None:
        if self.opened is not None:
            self.desk.focus_first()

    def _apply_consent(self) -> None:
        if self.side.page() is self.asks:
            self.asks.apply_consent()
        else:
            self.desk.apply_consent()

    def _hide(self) -> None:
        self.desk.hide_marked()

    def _close_desk(self) -> None:
        self.desk.close_desk()

    def _desk_closed(self) -> None:
        back, self._back_to = self._back_to, None
        if back is self.complete:
            self.show_complete()
            return
        if back is self.asks:
            self.show_asks()
            return
        if self.isAncestorOf(self.focusWidget() or self):
            self.bar.focus_words()
        self._show_page(self.voices)
        self._refresh_side()

    def _page_closed(self) -> None:
        self.bar.state.mark(())
        self.bar.focus_words()
        self._show_page(self.voices)
        self._refresh_side()

    def _show_page(self, page: QWidget) -> None:
        """Show a page beside the wall; where it lies below, voices need little of the height."""
        self.side.show_page(page)
        if page is not self._desk:
            self.panes.share_beside(0)
        self.panes.share_below(VOICES_PART if page is self.voices else OPENED_PART)

    def _soon_refresh_side(self) -> None:
        self._pause.start(SIDE_PAUSE)

    def _refresh_side(self) -> None:
        self._pause.stop()
        page = self.side.page()
        if isinstance(page, AskList | VoicesSoFar | CompleteList) and not self._for_scribe:
            page.refresh()
        self.bar.show_waiting(waiting_count(self.context))
        self.head.refresh()

    def _setting_changed(self, key: str) -> None:
        if key == "scribe":
            self._show_for_scribe()

    def _show_for_scribe(self) -> None:
        """Leave out everything but head, bar and wall, or show all again."""
        on = self._for_scribe
        self.head.setVisible(on)
        self.bar.for_scribe(on)
        self.wall.may_delete = not on
        if (frame := self.side.parentWidget()) is not None:
            frame.setVisible(not on)
        if on and self._desk is not None:
            self._desk.close_desk()
        if self._entered:
            self._refresh_side()
            self.bar.focus_words()

    def _settle(self) -> None:
        """Read now what was put off: nothing is read after the file was closed."""
        self.wall.settle()
        if self._pause.isActive():
            self._refresh_side()

    def _to_wall(self) -> None:
        cards = self.wall.cards
        cards.take_focus()

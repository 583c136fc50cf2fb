"""The wall: the newest notes and stories as cards, found by words, opened, copied, deleted."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QItemSelection, QModelIndex, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QStackedLayout, QWidget

from models import queries, views
from models.records import NoteRecord, VoiceRecord
from models.vocabulary import NOTE_KINDS
from widgets.capture.cards import Entry, card_of, plain_words
from widgets.context import Context
from widgets.lists.cards import CardData, CardList
from widgets.parts.buttons import Button, native
from widgets.parts.empty import EmptyState
from widgets.parts.frames import column, row
from widgets.parts.labels import Label
from widgets.sort.twin_watch import twin_watch
from widgets.theme import GRID

FIRST = 60  # how many are shown, and how many more a press on "Show older" brings
MOST_FOUND = 200
PATCHED = 12  # more rows than these are read as the whole page, which is quicker
TABLES = frozenset("contribution voice contribution_place story story_place story_tag consent withdrawal".split())
ELSEWHERE = frozenset(("segment", "touchpoint", "stage", "lane", "path"))  # they change what stands on the cards
PAUSE = 150
Rows = frozenset[tuple[str, str]]


class Wall(QWidget):
    """Newest first. `opened`: the id of an entry. `delete_wanted`, `erase_wanted`: the entry itself.

    `marked`: ids that are chosen together, empty where at most one is. `change_wanted`: of ids: kind, group … and for
    a kind the code that was chosen already.
    """

    opened = Signal(str)
    marked = Signal(object)
    change_wanted = Signal(object, str, str)
    delete_wanted = Signal(object)
    erase_wanted = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.entries: dict[str, Entry] = {}  # in the order of the wall
        self._groups: dict[str, str] = {}
        self._made: dict[str, tuple[Entry, CardData]] = {}
        self._limit = FIRST
        self._showing_marks = False
        self._marks: tuple[str, ...] = ()
        self.may_delete = True  # not for a scribe
        tr, look = context.tr, context.look
        self.search = QLineEdit()
        self.search.setAccessibleName(tr("Find in notes and stories"))
        self.search.setPlaceholderText(tr("Find in notes and stories"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _: self._pause.start(PAUSE))
        self.search.returnPressed.connect(self._to_cards)
        self.search.installEventFilter(self)
        self.count = Label("", "muted")
        self.cards = CardList(look, tr("Notes and stories, newest first"), lines=4, least_width=270, several=True)
        self.cards.opened.connect(self.opened)
        self.cards.clicked.connect(self._clicked)
        self.cards.removed.connect(self._removed)
        self.cards.menu_wanted.connect(self._menu)
        self.cards.selectionModel().selectionChanged.connect(self._selected)
        self.older = Button(look, tr("Show older"), "chevron-down", "link", self.show_older)
        self.nothing = EmptyState(
            look,
            "message-square-plus",
            tr("Nothing yet"),
            tr("What people say stands here, newest first. Type above: words are enough."),
        )
        self.not_found = EmptyState(look, "search", tr("Nothing found"), tr("No note or story holds these words."))
        pages = QWidget()
        self._stack = QStackedLayout(pages)  # without an owner each page would be a window for a moment
        for page in (self.cards, self.nothing, self.not_found):
            self._stack.addWidget(page)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self.read)
        self._twins = twin_watch(context)
        self._twins.changed.connect(self._twins_changed)
        head = row(self.search, self.count)
        head.setStretch(0, 1)
        self.setLayout(column(head, pages, row(1, self.older, 1), spacing=GRID))

    # -- what the room calls --------------------------------------------------------------------

    def refresh(self, rows: Rows) -> None:
        """Show what is in the file now; where little changed, only that is read."""
        tables = {table for table, _ in rows}
        if rows and not tables & (TABLES | ELSEWHERE):
            return
        if not rows or tables & ELSEWHERE or not self._patched(rows):
            self.read()

    def read(self) -> None:
        """Read what is shown, whole."""
        self._pause.stop()
        ask = self.context.document.ask
        self._groups = {group.id: group.name for group in ask(queries.groups)}
        self._made.clear()
        found = self._found() if self.searching else ask(views.latest_voices, self._limit + 1)
        self.older.setVisible(len(found) > self._limit and not self.searching)
        self.entries = {entry.id: entry for entry in found[: max(self._limit, MOST_FOUND * self.searching)]}
        self._show()

    def show_marks(self, ids: Iterable[str]) -> None:
        """Show which cards are marked to be changed together."""
        before, self._marks = self._marks, tuple(ids)
        selection, model = self.cards.selectionModel(), self.cards.cards
        self._showing_marks = True
        if not self._marks and before:
            selection.clearSelection()
        for row_of, card in enumerate(model.cards if self._marks else ()):
            if selection.isRowSelected(row_of) != (card.id in self._marks):
                flags = selection.SelectionFlag
                selection.select(model.index(row_of), flags.Select if card.id in self._marks else flags.Deselect)
        self._showing_marks = False

    def settle(self) -> None:
        """Find now what is typed to be found."""
        if self._pause.isActive():
            self.read()

    @property
    def searching(self) -> bool:
        """Whether only what holds some words is shown."""
        return bool(self.search.text().strip())

    def show_older(self) -> None:
        """Show more."""
        self._limit += FIRST
        self.read()

    def start_search(self) -> None:
        """Put the cursor where words to find are typed."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def entry(self, entry_id: str) -> Entry | None:
        """Return a note or story, shown here or not; None where it is gone."""
        ask = self.context.document.ask
        return self.entries.get(entry_id) or ask(views.note, entry_id) or ask(views.story, entry_id)

    def current(self) -> Entry | None:
        """Return what is marked, where the wall has the focus."""
        return self.entries.get(self.cards.current_id()) if self.cards.hasFocus() else None

    def copy_words(self, entry: Entry) -> None:
        """Copy the exact words."""
        QGuiApplication.clipboard().setText(plain_words(entry))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape ends a search; Down goes to the cards."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                self.read()
                return True
            if event.key() == Qt.Key.Key_Down:
                self._to_cards()
                return True
        return super().eventFilter(watched, event)

    # -- inside ---------------------------------------------------------------------------------

    def _found(self) -> tuple[Entry, ...]:
        ask = self.context.document.ask
        hits = [hit for hit in ask(views.find, self.search.text(), MOST_FOUND) if hit.kind in ("note", "story")]
        notes = ask(queries.notes, [hit.id for hit in hits if hit.kind == "note"])
        stories = ask(queries.stories, [hit.id for hit in hits if hit.kind == "story"])
        read: dict[str, Entry] = {one.id: one for one in (*notes, *stories)}
        return tuple(read[hit.id] for hit in hits if hit.id in read)

    def _show(self) -> None:
        tr = self.context.tr
        self._showing_marks = True
        self.cards.show_cards([self._card(entry) for entry in self.entries.values()])
        self._showing_marks = False
        if self._marks:
            self.show_marks(self._marks)
        page = self.cards if self.entries else self.not_found if self.searching else self.nothing
        self._stack.setCurrentWidget(page)
        shown = tr.count("{n} found", "{n} found", len(self.entries)) if self.searching else ""
        self.count.setText(shown)
        self.count.setVisible(bool(shown))

    def _card(self, entry: Entry) -> CardData:
        """Return an entry's card, the one made before where nothing of it changed."""
        made = self._made.get(entry.id)
        if made is None or made[0] != entry:
            close = self._twins.has_twin(entry.id)
            made = self._made[entry.id] = (entry, card_of(self.context.tr, entry, self._groups, close=close))
        return made[1]

    def _twins_changed(self, ids: frozenset[str]) -> None:
        """Let cards show, or no longer show, that they are close to another note."""
        if shown := ids & self.entries.keys():
            for entry_id in shown:
                self._made.pop(entry_id, None)
            self._show()

    def _patched(self, rows: Rows) -> bool:
        """Read only the rows that changed, and patch. False: that is not enough, read the page."""
        voices = {row_id for table, row_id in rows if table == "voice"}
        notes = {row_id for table, row_id in rows if table == "contribution"}
        notes |= {one.id for one in self.entries.values() if isinstance(one, NoteRecord) and _has(one, voices)}
        stories = {row_id for table, row_id in rows if table == "story"}
        ids = notes | stories
        parts = {table for table, _ in rows if table in TABLES} - {"contribution", "story", "voice", "consent"}
        if self.searching or not ids or len(ids) > PATCHED or (parts and ids & self.entries.keys()):
            return False
        ask = self.context.document.ask
        read: tuple[Entry, ...] = ask(queries.notes, sorted(notes)) if notes else ()
        read += ask(queries.stories, sorted(stories)) if stories else ()
        now: dict[str, Entry] = {one.id: one for one in read if not one.withdrawn}
        known = {voice.id for one in (*read, *self._shown(ids)) for voice in _voices(one)}
        last = min(self.entries, default="")
        if voices - known or (self.older.isVisibleTo(self) and any(one <= last for one in now)):
            return False
        kept = [entry for entry_id, entry in self.entries.items() if entry_id not in ids]
        merged = sorted((*kept, *now.values()), key=lambda entry: entry.id, reverse=True)
        self.entries = {entry.id: entry for entry in merged}
        self._show()
        return True

    def _shown(self, ids: Iterable[str]) -> list[Entry]:
        return [self.entries[one] for one in ids if one in self.entries]

    def _to_cards(self) -> None:
        self.settle()
        if self.entries:
            if not self.cards.current_id():
                self.cards.mark(next(iter(self.entries)))
            self.cards.setFocus(Qt.FocusReason.TabFocusReason)

    def _clicked(self, index: QModelIndex) -> None:
        if len(self.cards.marked_ids()) < 2:  # with Shift or Ctrl one marks, and opens nothing
            self.opened.emit(self.cards.cards.cards[index.row()].id)

    def _selected(self, *_: QItemSelection) -> None:
        if not self._showing_marks:
            ids = self.cards.marked_ids()
            self._marks = ids if len(ids) > 1 else ()
            self.marked.emit(self._marks)

    def _removed(self, ids: tuple[str, ...]) -> None:
        if not self.may_delete:
            return
        if len(ids) == 1:
            self.delete_wanted.emit(self.entries.get(ids[0]))
        else:
            self.context.notices.say(self.context.tr("Several are marked. Mark one to delete it."), tone="waiting")

    def _menu(self, ids: tuple[str, ...], where: QPoint) -> None:
        entries = [self.entries[one] for one in ids if one in self.entries]
        if not entries:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        tr, look, first = self.context.tr, self.context.look, entries[0]
        if len(entries) == 1:
            menu.addAction(look.icon("square-pen"), tr("Open"), lambda: self.opened.emit(first.id))
            menu.addAction(look.icon("copy"), tr("Copy words"), lambda: self.copy_words(first))
        self._change_menu(menu, entries)
        if self.may_delete and len(entries) == 1:
            menu.addSeparator()
            menu.addAction(look.icon("trash-2"), tr("Delete"), lambda: self.delete_wanted.emit(first))
            menu.addAction(tr("Erase for good …"), lambda: self.erase_wanted.emit(first))
        menu.popup(where)

    def _change_menu(self, menu: QMenu, entries: list[Entry]) -> None:
        tr, ids = self.context.tr, tuple(entry.id for entry in entries)
        held = {entry.kind for entry in entries if isinstance(entry, NoteRecord)}
        if held:
            kinds = menu.addMenu(tr("Kind"))
            for term in NOTE_KINDS:
                action = kinds.addAction(tr(term.label))
                action.setCheckable(True)
                action.setChecked(held == {term.code})
                action.triggered.connect(lambda _=False, code=term.code: self.change_wanted.emit(ids, "kind", code))
        for what, text, key in (
            ("group", tr("Group …"), "F8"),
            ("table", tr("Table …"), "F9"),
            ("step", tr("Step …"), "Ctrl+L"),
        ):
            action = menu.addAction(f"{text}\t{native(key)}")
            action.triggered.connect(lambda _=False, what=what: self.change_wanted.emit(ids, what, ""))


def _voices(entry: Entry) -> tuple[VoiceRecord, ...]:
    return entry.voices if isinstance(entry, NoteRecord) else ()


def _has(note: NoteRecord, voices: set[str]) -> bool:
    return any(voice.id in voices for voice in note.voices)

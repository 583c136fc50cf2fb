"""The left side: what is to answer, what is answered, all notes, the themes; by words, filters and order."""

from collections.abc import Iterable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from models import vocabulary as v
from models.answers import YES_CODES, phrase
from resources.texts import N_
from widgets.context import Context
from widgets.lists.cards import CardData, CardList
from widgets.lists.searching import SearchLine
from widgets.parts.buttons import Choices
from widgets.parts.frames import Surface, column
from widgets.parts.labels import muted
from widgets.theme import GRID
from widgets.weigh.board import Board, Item
from widgets.weigh.narrowing import Narrowing

FILTERS = (
    ("open", N_("To answer {n}")),
    ("answered", N_("Answered {n}")),
    ("all", N_("All {n}")),
    ("themes", N_("Themes {n}")),
)
SETTLED = (*YES_CODES, "answered", "accepted", "heard")


class Chooser(QWidget):
    """The list and its filters. `chosen`: the id of what is to be worked on, empty for none."""

    chosen = Signal(str)

    def __init__(self, context: Context, board: Board) -> None:
        super().__init__()
        tr, look = context.tr, context.look
        self.context, self.board = context, board
        self.filter = "open"
        self._cards: dict[str, tuple[object, CardData]] = {}
        self._told: dict[tuple[object, ...], tuple[str, tuple[str, str], str]] = {}
        options = [(code, tr(text, n=0), "") for code, text in FILTERS]
        self.filters = Choices(look, tr("What is listed"), options, chips=True)
        self.filters.show_code(self.filter)
        self.filters.chosen.connect(self.use)
        self.search = SearchLine()
        self.search.setPlaceholderText(tr("Filter by words"))
        self.search.setAccessibleName(tr("Filter the list by words"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _: self.show_items())
        self.list = CardList(look, tr("Notes to weigh"), lines=2)
        self.search.left.connect(self.list.setFocus)
        self.narrowing = Narrowing(context)
        self.narrowing.changed.connect(self.show_items)
        self.empty = muted("")
        top = Surface("panel", column(self.filters, self.search, self.narrowing, self.empty, margin=3 * GRID))
        made = column(top, self.list, spacing=0)
        made.setStretch(1, 1)
        self.setLayout(made)
        self._tidy = QTimer(self)  # what is answered leaves the list when one has gone on, not while Qt moves the mark
        self._tidy.setSingleShot(True)
        self._tidy.setInterval(0)
        self._tidy.timeout.connect(self.show_items)
        self.list.chosen.connect(self._moved)

    def use(self, code: str) -> None:
        """List by another filter."""
        self.filter = code
        self.filters.show_code(code)
        self.narrowing.show_tab(code)
        self.show_items()

    def show_items(self) -> None:
        """List what the board holds now; what is worked on stays, even if it is answered by now."""
        wanted = list(self._listed())
        self._count()
        silent = self.list.blockSignals(True)
        self.list.show_cards([self._card(item) for item in wanted])
        self.list.blockSignals(silent)
        empty = self._why_empty() if not wanted else ""
        self.empty.setText(empty)
        self.empty.setVisible(bool(empty))
        if self.list.current_id() != self.board.current:
            self.chosen.emit(self.list.current_id())

    def mark(self, item_id: str) -> bool:
        """Mark an item, listing by another filter where this one leaves it out. False: there is no such item."""
        item = self.board.items.get(item_id)
        if item is None:
            return False
        if self.list.cards.row_of(item_id) < 0:
            self.search.clear()
            self.narrowing.clear()
        if self.list.cards.row_of(item_id) < 0:
            self.use("all" if item.is_note else "themes")
        return self.list.mark(item_id)

    def mark_first(self) -> None:
        """Mark the first card where none is marked."""
        if not self.list.current_id() and self.list.cards.cards:
            self.list.mark(self.list.cards.cards[0].id)

    def step_open(self, step: int) -> bool:
        """Mark the next (+1) or the previous (−1) that is still to answer. False: there is none."""
        cards = self.list.cards.cards
        here = self.list.cards.row_of(self.board.current)
        order = [*range(here + 1, len(cards)), *range(max(here, 0))]
        if step < 0:
            order = [*range(here - 1, -1, -1), *range(len(cards) - 1, here, -1)]
        for row in order:
            if self.is_open(cards[row].id):
                return self.list.mark(cards[row].id)
        return False

    def is_open(self, item_id: str) -> bool:
        """Tell whether an item has no answer, of its own or of its theme."""
        return item_id not in self.board.held

    # -- inside ---------------------------------------------------------------------------------

    def _moved(self, item_id: str) -> None:
        self.chosen.emit(item_id)
        self._tidy.start()

    def _listed(self) -> Iterable[Item]:
        """Return what is wanted in its order; what is worked on is among it, if its tab holds such things at all."""
        current, words = self.board.current, self.search.text()
        if self.filter == "themes":
            said = words.casefold().split()
            found = ((item, f"{item.title} {item.code}".casefold()) for item in self.board.themes())
            return (item for item, text in found if all(word in text for word in said) or item.id == current)
        keep = {"open": (True,), "answered": (False,)}.get(self.filter, (True, False))
        items = self.narrowing.ordered(self.board, words, current)
        return (item for item in items if self.is_open(item.id) in keep or item.id == current)

    def _count(self) -> None:
        notes = [item.id for item in self.board.items.values() if item.is_note]
        waiting = sum(self.is_open(item_id) for item_id in notes)
        themes = len(self.board.items) - len(notes)
        numbers = {"open": waiting, "answered": len(notes) - waiting, "all": len(notes), "themes": themes}
        for (code, text), button in zip(FILTERS, self.filters.findChildren(QPushButton), strict=True):
            shown = self.context.tr(text, n=numbers[code])
            button.setText(shown)
            button.setAccessibleName(shown)
            button.setVisible(code != "themes" or themes > 0)
            button.updateGeometry()

    def _why_empty(self) -> str:
        tr = self.context.tr
        if self.search.text().strip():
            return tr("No note here holds these words.")
        if self.narrowing.is_filtered and self.filter != "themes":
            return tr("No note here fits the filters.")
        if self.filter == "open" and self.board.items:
            return tr("Everything is answered. Thank you.")
        return tr("No note is answered yet.") if self.filter == "answered" else tr("There are no notes yet.")

    def _card(self, item: Item) -> CardData:
        held = self.board.held.get(item.id)
        own = item.id in self.board.answers
        key = (item, held, own, self.board.theme_title(item.theme_id) if held and not own else "")
        kept = self._cards.get(item.id)
        if kept is None or kept[0] != key:
            kept = (key, self._made(item))
            self._cards[item.id] = kept
        return kept[1]

    def _made(self, item: Item) -> CardData:
        held = self.board.held.get(item.id)
        state = (held.code, held.confirmed, item.id in self.board.answers) if held else ("", False, False)
        key = (item.kind, item.weight, *state)
        if key not in self._told:  # most cards say the same, and there may be thousands
            self._told[key] = self._below(item, *state)
        sub, chip, icon = self._told[key]
        return CardData(item.id, item.title, sub, (chip,), icon=icon)

    def _below(self, item: Item, code: str, confirmed: bool, own: bool) -> tuple[str, tuple[str, str], str]:
        """Return what a card says below its words: the line, the chip, and the icon of what is confirmed."""
        tr = self.context.tr
        kind = tr("Theme") if item.theme else tr(v.label(v.NOTE_KINDS, item.kind))
        if item.is_note:
            kind = tr("{kind} · {voices}", kind=kind, voices=tr.count("{n} voice", "{n} voices", item.weight))
        sub = kind
        if code and not own:
            sub = tr("{kind} · answer of its theme", kind=kind)
        elif code:
            sub = tr("{kind} · confirmed", kind=kind) if confirmed else tr("{kind} · not confirmed yet", kind=kind)
        tone = "neutral"
        if code:
            tone = ("settled" if code in SETTLED else "neutral") if confirmed else "waiting"
        return sub, (tr(phrase(code, confirmed=confirmed)), tone), "badge-check" if confirmed else ""

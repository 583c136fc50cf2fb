"""The left side: what is to answer, what is answered, all notes, the themes; by words, filters and order."""

from collections.abc import Iterable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from models import vocabulary as v
from models.answers import YES_CODES, phrase
from resources.texts import N_
from widgets.context import Context
from widgets.lists.cards import CardData
from widgets.lists.searching import SearchLine
from widgets.parts.buttons import Button, Choices, native
from widgets.parts.frames import Surface, column, row
from widgets.parts.labels import muted
from widgets.theme import GRID
from widgets.weigh.board import Board, Item
from widgets.weigh.narrowing import Narrowing
from widgets.weigh.tagging import TagList, key_line

FILTERS = (
    ("open", N_("To answer {n}")),
    ("answered", N_("Answered {n}")),
    ("all", N_("All {n}")),
    ("themes", N_("Themes {n}")),
)
TABLE_KEYS = "Ctrl+T"
SETTLED = (*YES_CODES, "answered", "accepted", "heard")


class Chooser(QWidget):
    """The list and its filters. `chosen`: the id of what is to be worked on, empty for none.

    What was answered just now stays in the list until the next is answered, so that one sees what one did.
    """

    chosen = Signal(str)
    table_wanted = Signal()

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
        self.list = TagList(look, tr("Notes to weigh"), lines=2, several=True)
        self.keys = muted(key_line(tr))
        self._just: frozenset[str] = frozenset()
        self.search.left.connect(self.list.setFocus)
        self.narrowing = Narrowing(context)
        self.narrowing.changed.connect(self.show_items)
        self.empty = muted("")
        self.table = Button(look, tr("Table"), "table", "quiet", self.table_wanted.emit, TABLE_KEYS)
        self.table.setToolTip(" · ".join((tr("All answers in a table"), native(TABLE_KEYS))))
        beside = row(self.search, self.table, spacing=GRID)
        made = column(self.filters, spacing=2 * GRID, margin=3 * GRID)
        made.addLayout(beside)
        for part in (self.narrowing, self.empty):
            made.addWidget(part)
        top = Surface("panel", made)
        self.foot = Surface("panel", column(self.keys, margin=2 * GRID))
        made = column(top, self.list, self.foot, spacing=0)
        made.setStretch(1, 1)
        self.setLayout(made)
        self._tidy = QTimer(self)  # what is answered leaves the list when one has gone on, not while Qt moves the mark
        self._tidy.setSingleShot(True)
        self._tidy.setInterval(0)
        self._tidy.timeout.connect(self.tidy)
        self.list.chosen.connect(self._moved)

    def use(self, code: str) -> None:
        """List by another filter."""
        self.filter = code
        self._just = frozenset()
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

    def show_changed(self, ids: Iterable[str]) -> None:
        """Show other answers of these; the list itself stays, where nothing leaves it or comes into it by that."""
        ids = list(ids)
        strange = any(self.list.cards.row_of(one) < 0 for one in ids)
        if self.filter == "answered" or self.narrowing.looks_at_answers or (strange and self.filter != "themes"):
            self.show_items()
            return
        self._count()
        there = (self.board.items[one] for one in ids if one in self.board.items)
        self.list.cards.patch([self._card(item) for item in there])
        self._tidy.start()

    def tidy(self) -> None:
        """Let what is answered leave the list of what is to answer, but for what one is at or was at just now."""
        if self.filter != "open":
            self.show_items()
            return
        kept = self._kept()
        cards = [card for card in self.list.cards.cards if card.id in kept or self.is_open(card.id)]
        if len(cards) != len(self.list.cards.cards):
            self.list.show_cards(cards)

    def targets(self) -> tuple[Item, ...]:
        """Return what is marked: several, or the one that is worked on."""
        marked = self.list.marked_ids()
        ids = marked if len(marked) > 1 else (self.board.current,)
        return tuple(item for one in ids if (item := self.board.items.get(one)) is not None)

    def go_on(self, ids: Iterable[str]) -> bool:
        """Mark the next that is still to answer after these, which stay for a look. False: there is none."""
        self._just = frozenset(ids)
        rows = [row for row in map(self.list.cards.row_of, self._just) if row >= 0]
        if self.step_open(1, max(rows, default=None)):
            return True
        if len(self._just) > 1 and self.board.current:
            self.list.mark(self.board.current)
        return False

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

    def mark_all(self, ids: Iterable[str]) -> None:
        """Mark exactly these of what is listed; the first of them is worked on."""
        wanted = [one for one in ids if self.list.cards.row_of(one) >= 0]
        if wanted and self.list.mark(wanted[0]) and len(wanted) > 1:
            self.list.mark_all(wanted)

    def mark_first(self) -> None:
        """Mark the first card where none is marked."""
        if not self.list.current_id() and self.list.cards.cards:
            self.list.mark(self.list.cards.cards[0].id)

    def step_open(self, step: int, row: int | None = None) -> bool:
        """Mark the next (+1) or the previous (−1) that is still to answer. False: there is none.

        Among what is answered, what waits for somebody to confirm it is still to be done. `row`: from which on.
        """
        cards = self.list.cards.cards
        here = self.list.cards.row_of(self.board.current) if row is None else row
        order = [*range(here + 1, len(cards)), *range(max(here, 0))]
        if step < 0:
            order = [*range(here - 1, -1, -1), *range(len(cards) - 1, here, -1)]
        waits = self._is_unconfirmed if self.filter == "answered" else self.is_open
        wanted = next((cards[at].id for at in order if waits(cards[at].id)), "")
        return self.list.mark(wanted)

    def is_open(self, item_id: str) -> bool:
        """Tell whether an item has no answer, of its own or of its theme."""
        return item_id not in self.board.held

    # -- inside ---------------------------------------------------------------------------------

    def _is_unconfirmed(self, item_id: str) -> bool:
        answer = self.board.answers.get(item_id)
        return answer is not None and not answer.confirmed

    def _kept(self) -> set[str]:
        """Return what stays in the list whatever it is: what is worked on or marked, and what was answered just now."""
        marked = self.list.marked_ids()
        return {self.board.current, *self._just, *(marked if len(marked) > 1 else ())}

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
        kept = self._kept()
        return (item for item in items if self.is_open(item.id) in keep or item.id in kept)

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
        key = (item, held, own, self.board.votes.get(item.id), item.id in self.board.supported)
        kept = self._cards.get(item.id)
        if kept is None or kept[0] != key:
            kept = (key, self._made(item))
            self._cards[item.id] = kept
        return kept[1]

    def _made(self, item: Item) -> CardData:
        held = self.board.held.get(item.id)
        state = (held.code, held.confirmed, item.id in self.board.answers) if held else ("", False, False)
        votes = self.board.votes.get(item.id)
        key = (item.kind, item.weight, votes, *state)
        if key not in self._told:  # most cards say the same, and there may be thousands
            self._told[key] = self._below(item, *state)
        sub, chip, icon = self._told[key]
        return CardData(item.id, item.title, sub, (chip,), self._weight(item, votes), icon=icon, low=True)

    def _weight(self, item: Item, votes: int | None) -> str:
        """Return how much stands behind an item: votes where they were counted, else voices."""
        tr = self.context.tr
        if votes is not None:
            return tr.count("{n} vote", "{n} votes", votes)
        if item.id in self.board.supported:
            return tr.count("{n} supports it", "{n} support it", item.weight)
        return tr.count("{n} voice", "{n} voices", item.weight) if item.is_note else ""

    def _below(self, item: Item, code: str, confirmed: bool, own: bool) -> tuple[str, tuple[str, str], str]:
        """Return what a card says below its words: the line, the chip, and the icon of what is confirmed."""
        tr = self.context.tr
        kind = tr("Theme") if item.theme else tr(v.label(v.NOTE_KINDS, item.kind))
        sub = kind
        if code and not own:
            sub = tr("{kind} · answer of its theme", kind=kind)
        elif code:
            sub = tr("{kind} · confirmed", kind=kind) if confirmed else tr("{kind} · not confirmed yet", kind=kind)
        tone = "neutral"
        if code:
            tone = ("settled" if code in SETTLED else "neutral") if confirmed else "waiting"
        return sub, (tr(phrase(code, confirmed=confirmed)), tone), "badge-check" if confirmed else ""

"""The list: a row for each card in reading order, all facts as columns, and an empty row at the end for the next."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal

from models.edits.path import ChangeTouchpoint, SetFeeling
from models.edits.path_frame import ClearFeeling, DeleteTouchpoints
from models.edits.path_table import FilledCard, PasteTable, TypedCard
from models.records import CardRecord
from widgets.canvas.spots import Spot
from widgets.context import Context
from widgets.map.desk import Desk
from widgets.map.editing import Editing
from widgets.map.tables.facts import FELT, Cell, Column, Facts, Misfit
from widgets.map.tables.patched import DRAFT, INVITES, KIND, Index, PatchedModel

NEXT = ""  # the key of the empty row
PLACE = ("code", "stage", "lane")


class ListModel(PatchedModel):
    """The cards of the path on the desk. `misfit`: what was typed means nothing there, in a sentence."""

    misfit = Signal(str)

    def __init__(self, context: Context, desk: Desk, editing: Editing) -> None:
        super().__init__()
        self._context, self._desk, self._editing = context, desk, editing
        self.facts = Facts(context.tr, None)
        self.cards: tuple[CardRecord, ...] = ()
        self.columns: tuple[Column, ...] = ()
        self._shown: list[tuple[object, ...]] = []
        self._next: Cell | None = None  # where the card of the empty row goes
        self.made = ""  # the card that was made of the empty row last

    def read(self) -> None:
        """Show what the desk holds now; only what differs is told."""
        path = self._desk.path
        before = dict(zip(self.row_keys, self._shown, strict=False))
        self.facts = Facts(self._context.tr, path, self._desk.groups, self._desk.counts)
        self.cards = path.cards if path else ()
        chosen = self._context.settings.get("map_columns")
        shown = [one for one in self.facts.columns() if one.key in PINNED or (one.key in chosen) != one.at_first]
        renamed = [one.heading for one in shown] != [one.heading for one in self.columns]
        self.columns = tuple(shown)
        self._keep_next()
        rows = [*(card.id for card in self.cards), NEXT] if path else []
        self.follow(rows, [one.key for one in shown] if path else [])
        self._shown = [self.facts.state(card) for card in self.cards]
        self.tell([at for at, card in enumerate(self.cards) if before.get(card.id) != self._shown[at]])
        if rows:
            self.tell([len(rows) - 1])
        if renamed and shown:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(shown) - 1)

    def card(self, index: Index) -> CardRecord | None:
        """Return the card of a row, None for the empty one."""
        return self.cards[index.row()] if index.isValid() and index.row() < len(self.cards) else None

    def key(self, index: Index) -> str:
        """Return the fact of a column."""
        return self.column_keys[index.column()]

    def spot(self, index: Index) -> Spot | None:
        """Return what is marked by a row; the empty one marks the cell its card would go to."""
        card = self.card(index)
        return Spot("card", card.id, card.stage_id, card.lane_id) if card else None

    def row_of(self, card_id: str) -> int:
        """Return the row of a card, −1 where it is not here."""
        return self.row_keys.index(card_id) if card_id in self.row_keys else -1

    def place_next(self, stage_id: str, lane_id: str) -> None:
        """Let the card of the empty row go to a cell."""
        self._next = (stage_id, lane_id)
        self._keep_next()
        self.tell([len(self.cards)])

    def next_cell(self) -> Cell | None:
        """Return where the card of the empty row goes."""
        return self._next

    # -- as every model -------------------------------------------------------------------------

    def is_open(self, index: Index) -> bool:
        """Tell whether something can be typed into a cell; the empty row takes a place and words first."""
        key = self.key(index)
        return key != "voices" and (self.card(index) is not None or key in (*PLACE, "words"))

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a column is called."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.facts.heading(self.columns[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a cell, its value to edit, or what a screen reader says."""
        if not index.isValid() or index.row() >= len(self.row_keys):
            return None
        card, key = self.card(index), self.key(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return self.facts.words(card, key) if card else ""
        if role == Qt.ItemDataRole.EditRole:
            return self.facts.value(card, key) if card else self._next_value(key)
        if role == DRAFT and card:
            return f"{key}/{card.id}"
        if role == DRAFT:
            return f"new-card/{self._next[0]}/{self._next[1]}" if self._next and key == "words" else ""
        if role == INVITES:
            return "" if card else self._invitation(key)
        if role == KIND:
            return self.columns[index.column()].kind
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(card, self.columns[index.column()])
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Keep what was typed or chosen. False: it was refused, or means nothing here."""
        if not index.isValid() or not self.is_open(index):
            return False
        card, key = self.card(index), self.key(index)
        try:
            meant = self.facts.meant(key, value) if isinstance(value, str) else value
            return self._fill_next(key, meant) if card is None else self._change(card, key, meant)
        except Misfit as why:
            self.misfit.emit(str(why))
            return False

    def clear(self, indexes: Sequence[Index]) -> bool:
        """Take facts away; in the column of the words the cards themselves, whatever else is chosen beside them."""
        gone = {card.id: None for index in indexes if self.key(index) == "words" and (card := self.card(index))}
        if gone:
            return self._context.document.perform(DeleteTouchpoints(tuple(gone))) is not None
        changes: dict[str, dict[str, object]] = {}
        felt: list[str] = []
        for index in indexes:
            card, key = self.card(index), self.key(index)
            if card is None or key in PLACE or key == "voices":
                continue
            if key.startswith(FELT):
                own = self.facts.own_feelings(card.id, key[len(FELT) :], self._context.session.workshop_id)
                felt += [one.id for one in own[-1:]]
            elif getattr(card, key):
                changes.setdefault(card.id, {})[key] = False if key == "pain_point" else ""
        if len(felt) == 1 and not changes:
            return self._context.document.perform(ClearFeeling(felt[0])) is not None
        path, filled = self._desk.path, tuple(FilledCard(card_id, values) for card_id, values in changes.items())
        if path is None or not filled:
            return False
        return self._context.document.perform(PasteTable(path.id, changed=filled)) is not None

    # -- inside ---------------------------------------------------------------------------------

    def _change(self, card: CardRecord, key: str, meant: Any) -> bool:
        here = (card.stage_id, card.lane_id)
        if key in PLACE:
            stage_id, lane_id = {"code": meant, "stage": (meant, here[1]), "lane": (here[0], meant)}[key]
            if (stage_id, lane_id) != here:
                self._editing.drop(card.id, stage_id, lane_id, len(self.cards))
            return True
        if key.startswith(FELT):
            return self._feel(card, key[len(FELT) :], meant)
        if meant == getattr(card, key) or (key == "words" and not meant):
            return True
        return self._context.document.perform(ChangeTouchpoint(card.id, {key: meant})) is not None

    def _feel(self, card: CardRecord, group_id: str, value: int | None) -> bool:
        own = self.facts.own_feelings(card.id, group_id, self._context.session.workshop_id)
        if value is None:
            return not (own and group_id) or self._context.document.perform(ClearFeeling(own[-1].id)) is not None
        if group_id and own and own[-1].value == value:
            return True
        workshop_id = self._context.session.workshop_id
        said = SetFeeling(card.id, value, segment_id=group_id or None, workshop_id=workshop_id)
        return self._context.document.perform(said) is not None

    def _fill_next(self, key: str, meant: Any) -> bool:
        """Take a place, or the words that make the card."""
        if key == "code":
            self._next = meant
        elif key in PLACE and self._next is not None:
            self._next = (meant, self._next[1]) if key == "stage" else (self._next[0], meant)
        elif key == "words" and meant:
            return self._make(meant)
        self.tell([len(self.cards)])
        return True

    def _make(self, words: str) -> bool:
        path = self._desk.path
        if path is None or self._next is None:
            self.misfit.emit(self._context.tr("First add a stage and a lane that holds cards."))
            return False
        edit = PasteTable(path.id, added=(TypedCard(self._next[0], self._next[1], words),))
        done = self._context.document.perform(edit)
        if done is not None and isinstance(done.result, tuple):
            self.made = str(done.result[0])
        return done is not None

    def _keep_next(self) -> None:
        """Let the empty row keep its place; where that is gone, or none was said, the last card's."""
        lanes = [lane.id for lane in self.facts.open_lanes]
        if self._next and self._next[0] in self.facts.stages and self._next[1] in lanes:
            return
        last = [(card.stage_id, card.lane_id) for card in self.cards if card.lane_id in lanes][-1:]
        first = [(stage_id, lanes[0]) for stage_id in self.facts.stages if lanes][:1]
        self._next = next(iter((*last, *first)), None)

    def _next_value(self, key: str) -> str:
        if self._next is None or key not in PLACE:
            return ""
        return {"stage": self._next[0], "lane": self._next[1], "code": self._next_code()}[key]

    def _next_code(self) -> str:
        if self._next is None:
            return ""
        return f"{self.facts.stages[self._next[0]].letter}{self.facts.lanes[self._next[1]].number}"

    def _invitation(self, key: str) -> str:
        tr = self._context.tr
        if self._next is None:
            return tr("New card") if key == "words" else ""
        if key in ("stage", "lane"):
            stage, lane = self.facts.stages[self._next[0]], self.facts.lanes[self._next[1]]
            return stage.name if key == "stage" else self.facts.lane_words(lane)
        return {"code": self._next_code(), "words": tr("New card")}.get(key, "")

    def _spoken(self, card: CardRecord | None, column: Column) -> str:
        tr, heading = self._context.tr, self.facts.heading(column)
        if card is None:
            return tr("New card. {fact}: {words}", fact=heading, words=self._invitation(column.key))
        words = self.facts.words(card, column.key) or tr("nothing")
        return tr("{code}. {fact}: {words}", code=card.code, fact=heading, words=words)


PINNED = ("code", "words")

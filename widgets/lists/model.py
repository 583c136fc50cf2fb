"""Cards as data, and the model that holds them by id."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
MOST_TAKEN_OUT = 100  # more than this is quicker shown anew


@dataclass(frozen=True)
class CardData:
    """One card. `tone`: the ground (note, story, neutral …), empty for white. `chips`: (text, tone) each.

    `also`: further words of the same weight as the title, such as other voices, below each other.
    `low`: the words aside stand beside the quiet line, not beside the chips, which may be long.
    `spoken`: what a screen reader says; empty: title, chips and sub. `icon`: of the icon set, before the title.
    """

    id: str
    title: str
    sub: str = ""
    chips: tuple[tuple[str, str], ...] = ()
    aside: str = ""
    tone: str = ""
    icon: str = ""
    bold: bool = False
    spoken: str = ""
    also: tuple[str, ...] = ()
    low: bool = False

    @property
    def aside_above(self) -> bool:
        """Whether the words aside stand beside the chips."""
        return bool(self.chips) and not self.low

    def said(self) -> str:
        """Return what a screen reader says."""
        parts = (self.title, *self.also, *(chip[0] for chip in self.chips), self.sub, self.aside)
        return self.spoken or ". ".join(part for part in parts if part)


class CardModel(QAbstractListModel):
    """The cards in their order. `show_cards` patches: only what differs is told to the view."""

    def __init__(self) -> None:
        super().__init__()
        self.cards: list[CardData] = []

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of cards."""
        return 0 if parent.isValid() else len(self.cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a card's words, or the card itself (user role)."""
        if not 0 <= index.row() < len(self.cards):
            return None
        card = self.cards[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return card.title
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return card.said() if role == Qt.ItemDataRole.AccessibleTextRole else card.sub
        return card if role == Qt.ItemDataRole.UserRole else None

    def row_of(self, card_id: str) -> int:
        """Return the row of a card, -1 where it is not shown."""
        return next((row for row, card in enumerate(self.cards) if card.id == card_id), -1)

    def show_cards(self, cards: Sequence[CardData]) -> None:
        """Show other cards; the same ids in the same order are patched in place, one new or gone card slides.

        More of them below are added there.
        """
        new, old = list(cards), self.cards
        if [card.id for card in new] == [card.id for card in old]:
            self.cards = new
            for row, (was, now) in enumerate(zip(old, new, strict=True)):
                if was != now:
                    self.dataChanged.emit(self.index(row), self.index(row))
            return
        if len(new) == len(old) + 1 and (row := _only_new(old, new)) is not None:
            self.beginInsertRows(QModelIndex(), row, row)
            self.cards = new
            self.endInsertRows()
            return
        if len(new) == len(old) - 1 and (row := _only_new(new, old)) is not None:
            self.beginRemoveRows(QModelIndex(), row, row)
            self.cards = new
            self.endRemoveRows()
            return
        if self._take_out(old, new) or self._add_below(old, new):
            return
        self.beginResetModel()
        self.cards = new
        self.endResetModel()

    def patch(self, cards: Iterable[CardData]) -> None:
        """Show other words on cards that are there; the others are not looked at."""
        for card in cards:
            row = self.row_of(card.id)
            if row >= 0 and self.cards[row] != card:
                self.cards[row] = card
                self.dataChanged.emit(self.index(row), self.index(row))

    def _add_below(self, old: list[CardData], new: list[CardData]) -> bool:
        """Add cards behind those that are there: the view stays where it was scrolled to. False: it is another case."""
        if not old or new[: len(old)] != old:
            return False
        self.beginInsertRows(QModelIndex(), len(old), len(new) - 1)
        self.cards = new
        self.endInsertRows()
        return True

    def _take_out(self, old: list[CardData], new: list[CardData]) -> bool:
        """Take out a few cards, where the rest is as it was. False: it is something else."""
        gone = len(old) - len(new)
        if not 1 < gone <= MOST_TAKEN_OUT:
            return False
        stays = {card.id for card in new}
        if [card for card in old if card.id in stays] != new:
            return False
        for row in range(len(old) - 1, -1, -1):
            if old[row].id not in stays:
                self.beginRemoveRows(QModelIndex(), row, row)
                del self.cards[row]
                self.endRemoveRows()
        return True


def _only_new(old: list[CardData], new: list[CardData]) -> int | None:
    """Return the row of `new` that `old` lacks, where all else is equal; otherwise None."""
    row = next((at for at, card in enumerate(old) if card != new[at]), len(old))
    return row if new[:row] + new[row + 1 :] == old else None

"""The lines of the list: only those that are looked at are read, and any number of them is dragged as ids."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QByteArray, QMimeData, QModelIndex, QPersistentModelIndex, Qt

from models import beside
from models.beside import Listed
from models.lists import ListRow, Names
from models.vocabulary import NOTE_KINDS, label
from widgets.canvas.drops import KINDS
from widgets.context import Context
from widgets.lists.model import CardData

Index = QModelIndex | QPersistentModelIndex
PAGE = 64
MOST_KEPT = 2000  # lines; then all are forgotten and those on screen read again
MOST_CODES = 3


class VoiceRows(QAbstractListModel):
    """Stories and notes in their order; the first `here` of them are attached to the marked step."""

    def __init__(self, context: Context, names: Callable[[], Names]) -> None:
        super().__init__()
        self._context, self._names = context, names
        self.listed, self.here = Listed(), 0
        self._known: dict[str, ListRow] = {}

    def show_rows(self, listed: Listed, here: int) -> None:
        """List others; what was read of them is forgotten."""
        self.beginResetModel()
        self.listed, self.here = listed, here
        self._known.clear()
        self.endResetModel()

    def forget(self) -> None:
        """Read the lines on screen anew."""
        self._known.clear()
        if self.listed.ids:
            self.dataChanged.emit(self.index(0), self.index(len(self.listed.ids) - 1))

    def row_of(self, row_id: str) -> int:
        """Return the line of an id, -1 where it is not listed."""
        return self.listed.ids.index(row_id) if row_id in self.listed.ids else -1

    def id_at(self, row: int) -> str:
        """Return the id of a line, empty for none."""
        return self.listed.ids[row] if 0 <= row < len(self.listed.ids) else ""

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self.listed.ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a line as a card (user role), its words, or what a screen reader says."""
        if role not in (Qt.ItemDataRole.UserRole, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        card = self.card_at(index.row())
        if role == Qt.ItemDataRole.UserRole:
            return card
        return card.title if role == Qt.ItemDataRole.DisplayRole else card.said()

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let every line be dragged."""
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else Qt.ItemFlag.NoItemFlags

    def mimeTypes(self) -> list[str]:
        """Return what a dragged line is."""
        return list(KINDS)

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return the ids of the dragged lines, one a line in each kind; the words stay here."""
        made = QMimeData()
        ids = [self.id_at(row) for row in sorted({index.row() for index in indexes})]
        for kind, name in KINDS.items():
            own = [one for one in ids if (one in self.listed.stories) == (name == "story")]
            if own:
                made.setData(kind, QByteArray("\n".join(own).encode()))
        return made

    def card_at(self, row: int) -> CardData:
        """Return a line as a card; its page is read when it is first looked at."""
        row_id = self.id_at(row)
        if row_id not in self._known:
            self._read(row // PAGE)
        found = self._known.get(row_id)
        return self._card(found, row) if found else CardData(row_id, "")

    def _read(self, page: int) -> None:
        if len(self._known) > MOST_KEPT:
            self._known.clear()
        ids = self.listed.ids[page * PAGE : (page + 1) * PAGE]
        found: Mapping[str, ListRow] = self._context.document.ask(beside.rows, ids, self.listed.stories, self._names())
        self._known.update(found)

    def _card(self, row: ListRow, at: int) -> CardData:
        tr, known = self._context.tr, self._names()
        told = row.id in self.listed.stories
        kind = tr("Story") if told else tr(label(NOTE_KINDS, row.kind))
        groups = [known.groups[one] for one in row.group_ids if one in known.groups]
        codes = [known.steps[one] for one in row.place_ids if one in known.steps]
        aside = ", ".join(codes[:MOST_CODES]) + ("…" if len(codes) > MOST_CODES else "")
        words, sub = row.title or row.words, " · ".join((kind, *groups))
        here = at < self.here
        parts = (tr("Attached here") if here else "", kind, words, *groups, ", ".join(codes))
        return CardData(
            row.id,
            words,
            sub,
            aside=aside,
            tone="story" if told else "note",
            icon="map-pin" if here else "",
            spoken=". ".join(part for part in parts if part),
        )

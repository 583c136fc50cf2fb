"""To complete: what waits for the break, each with what it lacks; opened one by one, or changed several at a time."""

from PySide6.QtCore import QEvent, QItemSelection, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from models import queries
from models.to_complete import CONSENT, GROUP, KIND, READ_BACK, STEP, TRANSLATOR, ToComplete, to_complete
from resources.texts import N_
from widgets.capture.cards import Entry, card_of
from widgets.capture.consents import preset_of
from widgets.context import Context
from widgets.lists.cards import CardData, CardList
from widgets.parts.buttons import IconButton
from widgets.parts.empty import EmptyState
from widgets.parts.frames import column, row
from widgets.parts.labels import Label, muted
from widgets.theme import GRID

LACKS = {
    KIND: N_("No kind"),
    GROUP: N_("No group"),
    STEP: N_("No step"),
    TRANSLATOR: N_("No translator named"),
    CONSENT: N_("Not asked yet"),
    READ_BACK: N_("Not read back"),
}


def waiting_count(context: Context) -> int:
    """Return how much of this workshop waits for the break."""
    workshop = context.session.workshop_id
    return context.document.ask(to_complete, workshop, preset_of(context, workshop), 0).total


class CompleteList(QWidget):
    """What lacks something, newest first. `opened`: an id. `marked`: ids that are chosen. `closed`: back."""

    opened = Signal(str)
    marked = Signal(object)
    closed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        tr, look = context.tr, context.look
        self.setAccessibleName(tr("To complete"))
        self.title = Label("", "title")
        close = IconButton(look, tr("Close"), "x", self.closed.emit, "Esc")
        self.cards = CardList(look, tr("To complete, newest first"), lines=2, several=True)
        self.cards.opened.connect(self.opened)
        self.cards.selectionModel().selectionChanged.connect(self._selected)
        self.cards.installEventFilter(self)
        self.nothing = EmptyState(look, "circle-check", tr("Nothing waits"), tr("All of this workshop is complete."))
        self.nothing.hide()
        head = row(self.title, close)
        head.setStretch(0, 1)
        self._words = muted(tr("Enter opens one. Mark several with Shift: F7 kind, F8 group, F9 table, Ctrl+L step."))
        inside = column(head, self._words, self.cards, self.nothing, margin=3 * GRID)
        inside.setStretch(2, 1)
        self.setLayout(inside)

    def refresh(self) -> None:
        """Read what waits now, and keep the place."""
        ask, session = self.context.document.ask, self.context.session
        waiting = ask(to_complete, session.workshop_id, preset_of(self.context, session.workshop_id))
        ids = [one.id for one in waiting.rows]
        entries: dict[str, Entry] = {one.id: one for one in ask(queries.notes, ids)}
        entries |= {one.id: one for one in ask(queries.stories, ids)}
        groups = {group.id: group.name for group in ask(queries.groups)}
        self.title.setText(self.context.tr("To complete ({n})", n=waiting.total))
        marked = self.cards.marked_ids()
        self.cards.show_cards([self._card(one, entries[one.id], groups) for one in waiting.rows if one.id in entries])
        self._select(marked)
        self.cards.setVisible(bool(waiting.rows))
        self._words.setVisible(bool(waiting.rows))
        self.nothing.setVisible(not waiting.rows)

    def minimumSizeHint(self) -> QSize:
        """Return a small size: where the side lies below, this page takes no more than it is given."""
        return QSize(120, 80)

    def focus_first(self) -> None:
        """Put the focus on the list."""
        self.cards.take_focus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape goes back."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return True
        return super().eventFilter(watched, event)

    def _card(self, one: ToComplete, entry: Entry, groups: dict[str, str]) -> CardData:
        card, tr = card_of(self.context.tr, entry, groups), self.context.tr
        chips = tuple((tr(LACKS[lack]), "waiting") for lack in one.lacks)
        return CardData(card.id, card.title, card.sub, chips, tone=card.tone)

    def _select(self, ids: tuple[str, ...]) -> None:
        """Mark again what was marked, where it is still there."""
        model, selection = self.cards.cards, self.cards.selectionModel()
        for row_of in (model.row_of(one) for one in ids):
            if row_of >= 0 and not selection.isRowSelected(row_of):
                selection.select(model.index(row_of), selection.SelectionFlag.Select)

    def _selected(self, *_: QItemSelection) -> None:
        ids = self.cards.marked_ids()
        self.marked.emit(ids if len(ids) > 1 else ())

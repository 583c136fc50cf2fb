"""Where a card leads: its connections with their kinds and labels, and a line to lead to another card."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from models.find import first_line
from models.records import CardRecord, ConnectionRecord, PathRecord
from models.vocabulary import CONNECTION_KINDS, label
from resources.texts import N_
from widgets.canvas.spots import spot_of_card
from widgets.context import Context
from widgets.fields.field import Field
from widgets.fields.form import Form
from widgets.lists.cards import CardData
from widgets.lists.finder import Finder
from widgets.map.desk import Desk
from widgets.map.editing import DROP_OUT, Editing
from widgets.parts.buttons import Button, Choices, IconButton
from widgets.parts.frames import Surface, column, flow, row
from widgets.parts.labels import Label, caption
from widgets.theme import GRID

LABEL = (Field("label", N_("Words on it"), "wrapped", hint=N_("if nobody answers …"), longest=300),)
HITS = 8


class LinkRow(Surface):
    """One connection that leaves the card."""

    def __init__(self, context: Context, desk: Desk, editing: Editing, link_id: str) -> None:
        self._context, self._desk, self._editing, self._link_id = context, desk, editing, link_id
        tr, look = context.tr, context.look
        self._to: CardRecord | None = None
        self.target = Label("")
        self.go = IconButton(look, tr("Go to that card"), "arrow-right", self._go)
        self.remove = IconButton(look, tr("Remove this connection"), "x", self._remove)
        options = [(term.code, tr(term.label), "") for term in CONNECTION_KINDS]
        self.kind = Choices(look, tr("Kind of connection"), options, chips=True)
        self.kind.chosen.connect(self._change_kind)
        self.form = Form(context, LABEL, self._save, "connection", captions=False)
        head = row(self.target, self.go, self.remove, spacing=GRID)
        head.setStretch(0, 1)
        super().__init__("well", column(head, self.kind, self.form, spacing=GRID, margin=2 * GRID))

    def show_link(self, link: ConnectionRecord, to: CardRecord | None) -> None:
        """Show the connection as it is now."""
        self._to = to
        words = f"{to.code} {first_line(to.words)}" if to else ""
        self.target.setText(words or self._context.tr("People leave the path here"))
        self.go.setAccessibleName(self._context.tr("Go to {step}", step=words))
        self.go.setVisible(to is not None)
        self.kind.show_code(link.kind)
        self.kind.setVisible(to is not None)
        self.form.show_values(link.id, {"label": link.label})

    def _change_kind(self, code: str) -> None:
        if not self._editing.change_connection(self._link_id, {"kind": code}):
            self._show_again()

    def _show_again(self) -> None:
        path = self._desk.path
        for link in path.connections if path else ():
            if link.id == self._link_id:
                self.kind.show_code(link.kind)

    def _save(self, key: str, value: Any, told: Callable[[str], object]) -> bool:
        return self._editing.change_connection(self.form.row_id, {key: value}, told)

    def _remove(self) -> None:
        self._editing.disconnect(self._link_id)

    def _go(self) -> None:
        if self._to is not None and self._desk.path is not None:
            self._desk.mark(spot_of_card(self._desk.path, self._to.id))


class CardFinder(Finder):
    """Finds a card by its step code or words."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.look, context.tr("Step code or words of the other card"), 150)
        self._cards: tuple[CardRecord, ...] = ()

    def begin(self, cards: tuple[CardRecord, ...]) -> None:
        """Find among these cards."""
        self._cards = cards
        self.begin_line()

    def hits_for(self, words: str) -> list[CardData]:
        """Return the cards with these words, the one of this code first."""
        wanted = words.casefold()
        exact = [card for card in self._cards if card.code.casefold() == wanted]
        rest = [c for c in self._cards if c not in exact and wanted in f"{c.code} {c.words}".casefold()]
        found = [*exact, *rest][:HITS]
        return [CardData(card.id, first_line(card.words), aside=card.code) for card in found]


class LinksBox(QWidget):
    """The connections of the marked card. `pick`: lets somebody choose the other card on the canvas."""

    def __init__(self, context: Context, desk: Desk, editing: Editing, pick: Callable[[], object]) -> None:
        super().__init__()
        self._context, self._desk, self._editing = context, desk, editing
        tr, look = context.tr, context.look
        self._card_id = ""
        self._rows: dict[str, LinkRow] = {}
        self._list = column(spacing=2 * GRID)
        self._comes_from = Label("", "muted")
        hint = tr("Choose the other card on the canvas")
        self.pick = Button(look, tr("Point at it"), "waypoints", "link", pick, "K", hint)
        self.search = Button(look, tr("Lead to a card"), "arrow-right", "link", self._toggle_finder)
        self.drop_out = Button(look, tr("People drop out here"), "log-in", "link", self._add_drop_out)
        self.finder = CardFinder(context)
        self.finder.hide()
        self.finder.found.connect(self._connect)
        self.finder.left.connect(self._leave_finder)
        buttons = flow(self.search, self.pick, self.drop_out)
        heading = caption(tr("Where it leads"))
        self.setLayout(column(heading, self._list, self._comes_from, buttons, self.finder, spacing=2 * GRID))

    def show_card(self, card: CardRecord, path: PathRecord) -> None:
        """Show where a card leads and what leads to it."""
        if card.id != self._card_id:
            self.finder.hide()
            self._card_id = card.id
        cards = {one.id: one for one in path.cards}
        links = [link for link in path.connections if link.from_id == card.id]
        for link_id in [link_id for link_id in self._rows if link_id not in {link.id for link in links}]:
            gone = self._rows.pop(link_id)
            self._list.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for link in links:
            if link.id not in self._rows:
                self._rows[link.id] = LinkRow(self._context, self._desk, self._editing, link.id)
                self._list.addWidget(self._rows[link.id])
            self._rows[link.id].show_link(link, cards.get(link.to_id or ""))
        self._say_incoming([link for link in path.connections if link.to_id == card.id], cards)
        self.drop_out.setVisible(not any(link.kind == DROP_OUT and link.to_id is None for link in links))

    def _say_incoming(self, links: list[ConnectionRecord], cards: dict[str, CardRecord]) -> None:
        tr = self._context.tr
        steps = [f"{cards[link.from_id].code} ({tr(label(CONNECTION_KINDS, link.kind))})" for link in links]
        self._comes_from.setText(tr("Leads here: {steps}", steps=", ".join(steps)))
        self._comes_from.setVisible(bool(steps))

    def _toggle_finder(self) -> None:
        path = self._desk.path
        if self.finder.isVisible() or path is None:
            self._leave_finder()
        else:
            self.finder.show()
            self.finder.begin(tuple(card for card in path.cards if card.id != self._card_id))

    def _leave_finder(self) -> None:
        self.finder.hide()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect(self, card_id: str) -> None:
        self._leave_finder()
        self._editing.connect(self._card_id, card_id)

    def _add_drop_out(self) -> None:
        self._editing.add_drop_out(self._card_id)

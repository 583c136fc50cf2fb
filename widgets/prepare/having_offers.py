"""Citizens' offers among what we have: read only, because they come from their notes and the answers to them."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models.answers import phrase
from models.offers import OfferRecord
from widgets.context import Context
from widgets.fields import reading
from widgets.parts.buttons import Button
from widgets.parts.frames import column, flow
from widgets.parts.labels import Chip, Label, caption, muted, title
from widgets.prepare import having_words
from widgets.prepare.rows import RowData, RowList
from widgets.theme import GRID


class Offers(QWidget):
    """Accepted offers, and those that are not accepted yet, told apart. `chosen`: one is marked, or opened by Enter."""

    chosen = Signal()
    opened = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        tr, look = context.tr, context.look
        self._context = context
        self._offers: dict[str, OfferRecord] = {}
        self._currency = "EUR"
        self.accepted = RowList(look, tr("Citizens' offers, accepted"))
        self.open = RowList(look, tr("Offered, not accepted yet"))
        self._open_caption = caption(tr("Offered, not accepted yet"))
        self._none = muted(tr("No offer is accepted yet. Offers come here from their notes, once Weigh accepts them."))
        self._rule = muted(tr("They come from their notes and cannot be changed here. They never fill staff days."))
        for rows, other in ((self.accepted, self.open), (self.open, self.accepted)):
            rows.chosen.connect(partial(self._mark, other))
            rows.opened.connect(lambda _: self.opened.emit())
        parts = (caption(tr("Citizens' offers")), self._none, self._rule, self.accepted, self._open_caption, self.open)
        self.setLayout(column(*parts, spacing=2 * GRID))

    def show_offers(self, offers: tuple[OfferRecord, ...], currency: str) -> None:
        """Show other offers."""
        self._offers, self._currency = {one.id: one for one in offers}, currency
        accepted = [one for one in offers if one.accepted]
        waiting = [one for one in offers if not one.accepted]
        self.accepted.show_rows([self._row(one) for one in accepted])
        self.open.show_rows([self._row(one) for one in waiting])
        self._none.setVisible(not accepted)
        self._rule.setVisible(bool(accepted))
        self._open_caption.setVisible(bool(waiting))

    def marked(self) -> OfferRecord | None:
        """Return the marked offer."""
        return self._offers.get(self.accepted.marked_id() or self.open.marked_id())

    def unmark(self) -> None:
        """Mark none."""
        self.accepted.mark("")
        self.open.mark("")

    def brings(self, offer: OfferRecord) -> str:
        """Return what an offer would bring, one after the other."""
        return " · ".join(self._cost(one.measure, one.high, one.label) for one in offer.frees)

    # -- inside ---------------------------------------------------------------------------------

    def _mark(self, other: RowList, _: str) -> None:
        other.mark("")
        self.chosen.emit()

    def _row(self, offer: OfferRecord) -> RowData:
        tr = self._context.tr
        state = tr(phrase(offer.answer, confirmed=offer.confirmed))
        money = sum(one.high for one in offer.frees if one.measure == "money")
        frees = having_words.amount("money", money, "", self._currency, tr) if money else ""
        aside = tr("frees {amount}", amount=frees) if frees else ""
        tone = "settled" if offer.accepted else "neutral"
        return RowData(offer.id, offer.title, self.brings(offer), aside, (state, tone))

    def _cost(self, measure: str, high: int, label: str) -> str:
        tr = self._context.tr
        if measure == "days":
            amount = tr("{days} days of theirs", days=reading.days_in_words(high))
        else:
            amount = having_words.amount("money", high, "", self._currency, tr)
        return tr("{what}: {amount}", what=label, amount=amount) if label.strip() else amount


class OfferDetails(QWidget):
    """A marked offer, at the right: its state, what it brings and asks, and the way to where it is answered."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        tr = context.tr
        self._id = ""
        self._title, self._state = title(""), Chip("")
        self._brings, self._asks, self._code = Label(""), Label(""), muted("")
        self.weigh = Button(context.look, tr("Open in Weigh"), "scale", clicked=self.go)
        parts = (caption(tr("Citizens' offer")), self._title, flow(self._state), self._brings, self._asks, self._code)
        self.setLayout(column(*parts, flow(self.weigh), spacing=3 * GRID))
        self.setAccessibleName(tr("Citizens' offer"))
        self.hide()

    def show_offer(self, offer: OfferRecord | None, brings: str) -> None:
        """Show an offer, None for none."""
        self.setVisible(offer is not None)
        self._id = offer.id if offer else ""
        if offer is None:
            return
        tr = self._context.tr
        self._title.setText(offer.title)
        self._state.setText(tr(phrase(offer.answer, confirmed=offer.confirmed)))
        self._state.set_tone("settled" if offer.accepted else "neutral")
        for label, words, said in (
            (self._brings, brings, tr("What it brings: {what}", what=brings)),
            (self._asks, offer.asks, tr("What it asks of people: {what}", what=offer.asks)),
        ):
            label.setText(said)
            label.setVisible(bool(words.strip()))
        self._code.setText(tr("Code {code}", code=offer.code))

    def go(self) -> None:
        """Go to Weigh, where it is accepted or not."""
        window = self._context.window
        window.show_room("weigh")
        window.show_subject("contribution", self._id)

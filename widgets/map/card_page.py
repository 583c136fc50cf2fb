"""The page of a card: its words, what is known, how it feels, who spoke of it, where it leads."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from PySide6.QtWidgets import QWidget

from models import views
from models.edits.path import ChangeTouchpoint
from models.vocabulary import EVIDENCE
from resources.texts import N_
from widgets.context import Context
from widgets.fields.field import Field
from widgets.fields.form import Form, Save
from widgets.map.asks import Asks
from widgets.map.desk import Desk
from widgets.map.editing import Editing
from widgets.map.facts import Facts
from widgets.map.felt import FeltBox
from widgets.map.links import LinksBox
from widgets.map.voices import VoicesBox
from widgets.parts.frames import column, hairline
from widgets.parts.labels import caption
from widgets.theme import GRID

WORDS = (Field("words", N_("On the card"), "text", longest=4000),)
KNOWN = (
    Field("pain_point", N_("Pain point"), "check"),
    Field("pain_note", N_("What hurts"), "text", longest=2000, lines=1),
    Field("evidence", N_("How do we know"), "chips", options=EVIDENCE),
)


class CardPage(QWidget):
    """One card. Facts that hold nothing are folded into one line that offers to add them."""

    def __init__(self, context: Context, desk: Desk, editing: Editing, asks: Asks) -> None:
        super().__init__()
        self._context, self._desk = context, desk
        self.heading = caption("")
        self.words = Form(context, WORDS, self._saving(lambda: self.words), "touchpoint-words")
        self.known = Form(context, KNOWN, self._saving(lambda: self.known), "touchpoint-known")
        self.facts = Facts(context, self._saving(lambda: self.facts.form), "touchpoint-more")
        self.felt = FeltBox(context, desk, editing)
        self.stories = VoicesBox(context, desk, "story")
        self.notes = VoicesBox(context, desk, "note")
        self.links = LinksBox(context, desk, editing, asks.connect)
        parts = (self.heading, self.words, self.known, self.facts, hairline(), self.felt, hairline())
        self.setLayout(column(*parts, self.stories, self.notes, hairline(), self.links, 1, spacing=4 * GRID))

    def show_marked(self) -> None:
        """Show the marked card."""
        card, lane, path = self._desk.card(), self._desk.lane(), self._desk.path
        if card is None or lane is None or path is None:
            return
        tr = self._context.tr
        self.heading.setText(tr("Step {code} · {lane}", code=card.code, lane=self._desk.lane_words(lane)))
        values = asdict(card)
        self.words.show_values(card.id, values)
        self.known.show_values(card.id, values)
        self.known.show_only(("pain_point", *(("pain_note",) if card.pain_point else ()), "evidence"))
        self.facts.show_facts(card.id, values, path)
        self.felt.show_card(card)
        self.links.show_card(card, path)
        stories, notes = self._context.document.ask(views.attached, card.stage_id, card.id)
        self.stories.show_voices(stories)
        self.notes.show_voices(notes)

    def _saving(self, form: Callable[[], Form]) -> Save:
        def save(key: str, value: Any, told: Callable[[str], object]) -> bool:
            edit = ChangeTouchpoint(form().row_id, {key: value})
            return self._context.document.perform(edit, told) is not None

        return save

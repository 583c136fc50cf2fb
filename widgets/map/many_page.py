"""The page of several chosen cards: what they have in common, and what changes all of them in one step."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from models.edits.path_cards import ChangeTouchpoints
from models.records import CardRecord
from models.vocabulary import EVIDENCE
from resources.texts import N_
from widgets.context import Context
from widgets.fields.field import Field
from widgets.fields.form import Form
from widgets.map.asks import Asks
from widgets.map.desk import Desk
from widgets.map.editing import Editing
from widgets.map.facts import Facts
from widgets.parts.buttons import Button
from widgets.parts.frames import column, flow, hairline
from widgets.parts.labels import Label, caption
from widgets.theme import GRID

KNOWN = (
    Field("pain_point", N_("Pain point"), "check"),
    Field("evidence", N_("How do we know"), "chips", options=EVIDENCE),
)
MOST_NAMED = 24


class ManyPage(QWidget):
    """What differs among the cards is shown as nothing; what is written there holds for all of them."""

    def __init__(self, context: Context, desk: Desk, editing: Editing, asks: Asks) -> None:
        super().__init__()
        self._context, self._desk = context, desk
        tr, look = context.tr, context.look
        self.heading = Label("", "title")
        self.steps = Label("", "muted")
        hint = Label(tr("What you say here holds for all of them."), "muted")
        self.known = Form(context, KNOWN, self._save, "touchpoints-known")
        self.facts = Facts(context, self._save, "touchpoints-more")
        moves = (("Alt+Left", "arrow-left", (-1, 0)), ("Alt+Right", "arrow-right", (1, 0)))
        moves += (("Alt+Up", "arrow-up", (0, -1)), ("Alt+Down", "arrow-down", (0, 1)))
        names = (tr("Move left"), tr("Move right"), tr("Move up"), tr("Move down"))
        pushers = [
            Button(look, name, icon, clicked=lambda way=way: editing.push(*way), shortcut=keys)
            for name, (keys, icon, way) in zip(names, moves, strict=True)
        ]
        duplicate = Button(look, tr("Duplicate"), "copy", clicked=asks.duplicate, shortcut="Ctrl+D")
        delete = Button(look, tr("Delete these cards"), "trash-2", clicked=asks.delete, shortcut="Del")
        buttons = flow(*pushers, duplicate, delete)
        parts = (self.heading, self.steps, buttons, hairline(), caption(tr("For all of them")), hint)
        self.setLayout(column(*parts, self.known, self.facts, 1, spacing=4 * GRID))

    def show_marked(self) -> None:
        """Show the chosen cards."""
        cards, tr = self._desk.cards(), self._context.tr
        if not cards:
            return
        self.heading.setText(tr.count("{n} card", "{n} cards", len(cards)))
        codes = ", ".join(card.code for card in cards[:MOST_NAMED])
        self.steps.setText(codes if len(cards) <= MOST_NAMED else f"{codes} …")
        row_id = "/".join(card.id for card in cards)
        values = _common(cards)
        self.known.show_values(row_id, values)
        self.facts.show_facts(row_id, values, self._desk.path)

    def _save(self, key: str, value: Any, told: Callable[[str], object]) -> bool:
        form = self.known if key in [field.key for field in KNOWN] else self.facts.form
        edit = ChangeTouchpoints(tuple(form.row_id.split("/")), {key: value})
        return self._context.document.perform(edit, told) is not None


def _common(cards: tuple[CardRecord, ...]) -> dict[str, Any]:
    """Return what all cards say alike; nothing where they differ."""
    first = cards[0]
    keys = ("evidence", "what_works", "channel", "owner", "waiting", "cost_to_person", "hand_off")
    same = {key: getattr(first, key) for key in keys if all(getattr(c, key) == getattr(first, key) for c in cards)}
    return {**dict.fromkeys(keys, ""), **same, "pain_point": all(card.pain_point for card in cards)}

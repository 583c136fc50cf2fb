"""The facts of a card that hold something, and one line that offers to add the others: the page stays calm."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from models.records import PathRecord
from resources.texts import N_
from widgets.context import Context
from widgets.fields.field import Field
from widgets.fields.form import Form, Save
from widgets.parts.buttons import Button
from widgets.parts.frames import Flow, column, flow
from widgets.parts.labels import caption
from widgets.theme import GRID

# Words for a button that adds the fact, and the field.
FACTS: tuple[tuple[str, Field], ...] = (
    (N_("What works"), Field("what_works", N_("What works"), "text", longest=2000, lines=1)),
    (N_("Channel"), Field("channel", N_("Channel"), "wrapped", hint=N_("phone, letter, at home …"), longest=300)),
    (N_("Who owns it"), Field("owner", N_("Who owns it"), "wrapped", hint=N_("an organisation, a role"), longest=300)),
    (N_("Waiting time"), Field("waiting", N_("Waiting time"), "wrapped", hint=N_("six weeks"), longest=300)),
    (
        N_("Cost"),
        Field(
            "cost_to_person",
            N_("What it costs the person"),
            "wrapped",
            hint=N_("money, time, dignity …"),
            longest=300,
        ),
    ),
    (N_("Hand-off"), Field("hand_off", N_("Handed on to"), "wrapped", longest=300)),
)
# The usual ways in which a service and a person meet; what a project writes itself comes first.
USUAL_CHANNELS = (
    N_("Phone"),
    N_("Letter"),
    N_("At home"),
    N_("At the office"),
    N_("Website"),
    N_("E-mail"),
    N_("Text message"),
    N_("Video call"),
)
MOST_PROPOSED = 8
SHORT = 24  # letters of a word that fits on a button; a longer one is written


class Facts(QWidget):
    """What is known of one card, or of several. `save` performs the edit of one fact."""

    def __init__(self, context: Context, save: Save, place: str) -> None:
        super().__init__()
        self._context = context
        self._asked: set[str] = set()  # opened by hand on the card that is shown
        self.form = Form(context, (field for _, field in FACTS), save, place)
        tr, look = context.tr, context.look
        self.proposals = flow(spacing=GRID)
        self._proposed: tuple[str, ...] = ()
        self._adders: dict[str, Button] = {}
        for text, field in FACTS:
            hint = tr("Add: {fact}", fact=tr(text))
            button = Button(look, tr(text), "plus", "chip", self._opener(field.key), hint=hint)
            button.setAccessibleName(hint)
            self._adders[field.key] = button
        self._add = QWidget()
        self._add.setLayout(column(caption(tr("Add")), flow(*self._adders.values(), spacing=GRID), spacing=GRID))
        self.setLayout(column(self.form, self.proposals, self._add, spacing=2 * GRID))

    def show_facts(self, row_id: str, values: Mapping[str, Any], path: PathRecord | None) -> None:
        """Show the facts of a row; those of another row that were only opened fold again."""
        if row_id != self.form.row_id:
            self._asked.clear()
        self.form.show_values(row_id, values)
        self._propose(path)
        self._fold(values)

    def open(self, key: str) -> None:
        """Show one fact and put the cursor into it."""
        self._asked.add(key)
        self._fold({})
        self.form.focus_field(key)

    def _opener(self, key: str) -> Callable[[], object]:
        return lambda: self.open(key)

    def _fold(self, values: Mapping[str, Any]) -> None:
        keys = [field.key for _, field in FACTS]
        shown = {key for key in keys if values.get(key) or key in self._asked or self.form.editor(key).dirty}
        shown |= {key for key in keys if not values and not self._adders[key].isVisibleTo(self._add)}
        self.form.show_only(shown)
        self.form.setVisible(bool(shown))
        for key, button in self._adders.items():
            button.setVisible(key not in shown)
        self._add.setVisible(len(shown) < len(keys))
        self.proposals.setVisible("channel" in shown and not self.form.editor("channel").value())

    def _propose(self, path: PathRecord | None) -> None:
        tr = self._context.tr
        own = (card.channel for card in path.cards if 0 < len(card.channel) <= SHORT) if path else ()
        wanted = tuple(dict.fromkeys((*own, *(tr(one) for one in USUAL_CHANNELS))))[:MOST_PROPOSED]
        if wanted == self._proposed:
            return
        self._proposed = wanted
        layout = self.proposals.layout()
        assert isinstance(layout, Flow)  # noqa: S101 - made in the constructor
        while (item := layout.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for words in wanted:
            button = Button(self._context.look, words, "", "chip", self._chooser(words))
            button.setAccessibleName(tr("Channel: {channel}", channel=words))
            button.setToolTip(tr("Channel"))  # Qt would read people's words there as markup
            layout.addWidget(button)

    def _chooser(self, words: str) -> Callable[[], object]:
        return lambda: self._choose(words)

    def _choose(self, words: str) -> None:
        editor = self.form.editor("channel")
        editor.show_value(words)
        editor.dirty = True
        editor.left.emit()
        self.form.focus_field("channel")

"""Another view of what something takes, of somebody else who looked; added by a button of its own."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal

from models import vocabulary as v
from models.edits.weighing import SetFinding
from resources.texts import N_
from widgets.context import Context
from widgets.fields.field import Field
from widgets.fields.form import Form
from widgets.parts.buttons import Button
from widgets.parts.frames import Surface, column, flow
from widgets.parts.labels import Label, caption
from widgets.theme import GRID
from widgets.weigh.board import Item
from widgets.weigh.finding_fields import NOTE

ADDED = (
    Field("dimension", N_("About"), "chips", v.DIMENSIONS),
    Field("value", N_("How it looks"), "chips", v.FINDING_VALUES),
    Field("looked_by", N_("Who looked"), hint=N_("A role, or a name"), longest=200),
    NOTE,
    Field("confidence", N_("How sure"), "chips", v.CONFIDENCE),
    Field("looked_on", N_("When they looked"), "date"),
)


class Adding(Surface):
    """The fields of another view. Nothing is in the file until it is added. `done`: it was, or not."""

    done = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__("card")
        tr, look = context.tr, context.look
        self.context = context
        self._item: Item | None = None
        self._values: dict[str, Any] = {}
        self.form = Form(context, ADDED, self._hold, "weigh-another")
        self.error = Label("", "error")
        self.error.hide()
        self.add = Button(look, tr("Add this view"), "plus", "", self.perform)
        self.leave = Button(look, tr("Not now"), "", "quiet", self.done.emit)
        buttons = flow(self.add, self.leave)
        self.setLayout(column(caption(tr("Another view")), self.form, self.error, buttons, margin=3 * GRID))
        self.setAccessibleName(tr("Another view"))

    def begin(self, item: Item) -> None:
        """Begin a view of an item; who looked stays, since one person looks at several things."""
        kept = self._values.get("looked_by", "")
        self._item = item
        self._values = {"looked_by": kept, "looked_on": self.context.today(), "confidence": "guess"}
        self._complain("")
        self.form.show_values(item.id, self._values)
        self.show()
        self.form.focus_field("dimension")

    def perform(self) -> None:
        """Add the view; what is missing is said here."""
        self.form.settle()
        values, tr = self._values, self.context.tr
        if self._item is None:
            return
        lacking = next((key for key in ("dimension", "value", "looked_by") if not values.get(key)), "")
        if lacking:
            sentences = {
                "dimension": tr("Say first what it is about: money, the mandate …"),
                "value": tr("Say how it looks: within, a stretch, beyond, or not known."),
                "looked_by": tr("Say who looked, so that two views can be told apart."),
            }
            self._complain(sentences[lacking])
            self.form.focus_field(lacking)
            return
        said = {key: values.get(key) or "" for key in ("value", "note", "looked_by")}
        more = {"confidence": values.get("confidence") or "guess", "looked_on": values.get("looked_on")}
        edit = SetFinding(values["dimension"], said | more, **self._item.of)
        if self.context.document.perform(edit, self._complain) is not None:
            self.done.emit()

    def _hold(self, key: str, value: Any, told: Callable[[str], object]) -> bool:
        del told
        self._values[key] = value
        return True

    def _complain(self, sentence: str) -> None:
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))

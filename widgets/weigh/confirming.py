"""Confirm as a step of its own: who, in which role, how, when, who entered it, and whether the name may be printed."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from models import vocabulary as v
from models.edits.weighing import ConfirmAnswer
from resources.texts import N_
from widgets.context import Context
from widgets.fields.field import Field
from widgets.fields.form import Form
from widgets.parts.buttons import Button
from widgets.parts.frames import Surface, column, flow
from widgets.parts.labels import Label, caption
from widgets.theme import GRID

FIELDS = (
    Field("role", N_("Role of who confirms"), hint=N_("Such as memory team lead"), longest=300),
    Field("how", N_("How they confirmed"), "chips", v.CONFIRMED_HOW),
    Field("on", N_("When"), "date"),
    Field("by", N_("Their name, if you keep it"), longest=300),
    Field("name_agreed", N_("Documents may print it"), "check"),
    Field("entered_by", N_("Who enters this"), hint=N_("Your name or role"), longest=300),
)


class Confirming(QWidget):
    """The inline panel. `done`: the answer was confirmed; `left`: not now."""

    done = Signal()
    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        tr, look = context.tr, context.look
        self._answer_id = ""
        self._values: dict[str, Any] = {}
        self.form = Form(context, FIELDS, self._save, "weigh-confirm")
        self.error = Label("", "error")
        self.error.hide()
        self.confirm = Button(look, tr("Confirm"), "badge-check", "primary", self.perform)
        self.not_now = Button(look, tr("Not now"), "", "quiet", self.left.emit)
        holder = column(
            caption(tr("Confirm this answer")),
            self.form,
            self.error,
            flow(self.confirm, self.not_now),
            margin=3 * GRID,
        )
        self.setLayout(column(Surface("focus-card", holder)))
        self.setAccessibleName(tr("Confirm this answer"))

    def begin(self, answer_id: str) -> None:
        """Show the panel for an answer and put the focus where typing begins."""
        if answer_id != self._answer_id:
            kept = {key: self._values.get(key) for key in ("role", "how", "entered_by")}  # often the same person
            entered = kept["entered_by"] or self._context.settings.get("operator")
            self._values = {**kept, "on": self._context.today(), "entered_by": entered, "name_agreed": False, "by": ""}
        self._answer_id = answer_id
        self._complain("")
        self.form.show_values(answer_id, self._values)
        self.show()
        self.form.focus_field("role")

    def perform(self) -> None:
        """Confirm with what was filled in; what is missing is said here."""
        self.form.settle()
        said = {key: self._values.get(key) or "" for key in ("role", "how", "entered_by", "by")}
        edit = ConfirmAnswer(
            self._answer_id,
            **said,
            on=self._values.get("on"),
            name_agreed=bool(self._values.get("name_agreed")),
        )
        if self._context.document.perform(edit, self._complain) is not None:
            self.done.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape says: not now."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def _save(self, key: str, value: Any, told: Callable[[str], object]) -> bool:
        """Hold what is filled in until the button is pressed: only then is it a confirmation."""
        del told
        self._values[key] = value
        return True

    def _complain(self, sentence: str) -> None:
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))

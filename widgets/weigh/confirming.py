"""Confirm as a step of its own: who, in which role, how, when, who entered it, and whether the name may be printed."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from models import vocabulary as v
from models.edits.answering_many import ConfirmMany
from models.edits.base import Edit
from models.edits.weighing import ConfirmAnswer
from resources.texts import N_
from widgets.context import Context
from widgets.fields.field import Field
from widgets.fields.form import Form
from widgets.parts.buttons import Button
from widgets.parts.frames import Surface, column, flow
from widgets.parts.labels import Label, caption, muted
from widgets.theme import GRID

FIELDS = (
    Field("role", N_("Role of who confirms"), hint=N_("Such as memory team lead"), longest=300),
    Field("how", N_("How they confirmed"), "chips", v.CONFIRMED_HOW),
    Field("on", N_("When"), "date"),
    Field("by", N_("Their name, if you keep it"), longest=300),
    Field("name_agreed", N_("Documents may print it"), "check"),
    Field("entered_by", N_("Who enters this"), hint=N_("Your name or role"), longest=300),
)

KEPT = ("role", "how", "entered_by")


class Confirming(QWidget):
    """The inline panel, for one answer or for several. `done`: they are confirmed; `left`: not now.

    `worded`: the sentence is to be said as it is said once it is confirmed.
    """

    done = Signal()
    left = Signal()
    worded = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        tr, look = context.tr, context.look
        self._answer_ids: tuple[str, ...] = ()
        self._values: dict[str, Any] = {}
        self.kept: dict[str, Any] = {}  # who confirmed last, how, and who entered it: often the same people
        self.form = Form(context, FIELDS, self._save, "weigh-confirm")
        self.error = Label("", "error")
        self.error.hide()
        self.confirm = Button(look, tr("Confirm"), "badge-check", "primary", self.perform)
        self.not_now = Button(look, tr("Not now"), "", "quiet", self.left.emit)
        self._twin = ""
        self.plain = Label("")
        self.use = Button(look, tr("Say it like this"), "check", "", lambda: self.worded.emit(self._twin))
        careful = muted(tr("The sentence still says that nothing is confirmed. Once it is, it may be:"))
        self.wording = Surface("well", column(careful, self.plain, flow(self.use), margin=2 * GRID))
        self.wording.hide()
        self.title = caption("")
        holder = column(
            self.title,
            self.wording,
            self.form,
            self.error,
            flow(self.confirm, self.not_now),
            margin=3 * GRID,
        )
        self.setLayout(column(Surface("focus-card", holder)))
        self.setAccessibleName(tr("Confirm this answer"))

    def begin(self, *answer_ids: str) -> None:
        """Show the panel for an answer, or for several, and put the focus where typing begins."""
        tr = self._context.tr
        if answer_ids != self._answer_ids:
            kept = {key: self.kept.get(key) for key in KEPT}
            entered = kept["entered_by"] or self._context.settings.get("operator")
            self._values = {**kept, "on": self._context.today(), "entered_by": entered, "name_agreed": False, "by": ""}
        self._answer_ids = answer_ids
        many = len(answer_ids)
        self.title.setText(
            tr("Confirm this answer") if many == 1 else tr.count("Confirm {n} answer", "Confirm {n} answers", many)
        )
        self._complain("")
        self.form.show_values(" ".join(answer_ids[:2]), self._values)
        self.show()
        if self._values.get("role") and self._values.get("how") and self._values.get("entered_by"):
            self.confirm.setFocus(Qt.FocusReason.OtherFocusReason)  # as the last time: one key is enough
        else:
            self.form.focus_field("role")

    def offer_wording(self, text: str) -> None:
        """Offer the sentence as it may be said once it is confirmed; empty: it says so already."""
        self._twin = text
        self.plain.setText(text)
        self.wording.setVisible(bool(text))

    def perform(self) -> None:
        """Confirm with what was filled in; what is missing is said here."""
        self.form.settle()
        said = {key: self._values.get(key) or "" for key in ("role", "how", "entered_by", "by")}
        also = {"on": self._values.get("on"), "name_agreed": bool(self._values.get("name_agreed"))}
        edit: Edit = ConfirmMany(self._answer_ids, **said, **also)
        if len(self._answer_ids) == 1:
            edit = ConfirmAnswer(self._answer_ids[0], **said, **also)
        if self._context.document.perform(edit, self._complain) is not None:
            self.kept.update({key: self._values.get(key) for key in KEPT})
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

"""Beside the ledger: one answer with what was said in public, what became of it, and the history of every change."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models.promises import HistoryEntry, Promise
from widgets.context import Context
from widgets.fields.reading import date_in_words
from widgets.parts.buttons import Button
from widgets.parts.frames import Surface, column, flow, hairline, scrolled
from widgets.parts.labels import Chip, Label, caption
from widgets.parts.order import tab_in_reading_order
from widgets.reflect.ledger_forms import MoveForm, OutcomeForm
from widgets.reflect.ledger_history import History
from widgets.reflect.ledger_words import state_of, subject_title
from widgets.theme import GRID


class LedgerDetails(QWidget):
    """The panel. `left`: back to the table; `weigh_wanted`: to where it is answered."""

    left = Signal()
    weigh_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        tr, look = context.tr, context.look
        self.promise: Promise | None = None
        self.state, self.title, self.code = Chip(""), Label("", "title"), Label("", "muted")
        self.sentence, self.facts, self.advice = Label(""), Label("", "muted"), Label("", "muted")
        self.outcome, self.moving = OutcomeForm(context), MoveForm(context)
        self.history = History(context)
        self.another = Button(look, tr("Another date or owner…"), "calendar", "", self.begin_moving)
        self.weigh = Button(look, tr("Answer it anew in Weigh"), "scale", "quiet", self.weigh_wanted.emit)
        self.outcome.left.connect(self.left)
        self.moving.left.connect(self._moved)
        self.area = scrolled(
            flow(self.state),
            column(self.title, self.code, spacing=2),
            column(caption(tr("Said in public")), self.sentence, spacing=GRID),
            self.facts,
            Surface("focus-card", column(self.outcome, margin=3 * GRID)),
            flow(self.another, self.weigh),
            self.moving,
            self.advice,
            hairline(),
            self.history,
            1,
        )
        self.setLayout(column(self.area))
        self.setAccessibleName(tr("The marked promise"))
        self.moving.hide()
        self.outcome.not_now.hide()
        tab_in_reading_order(self)

    def show_promise(self, promise: Promise | None, history: tuple[HistoryEntry, ...]) -> None:
        """Show an answer; None: nothing is marked. Half-typed words stay with the answer they belong to."""
        tr, today = self.context.tr, self.context.today()
        other = promise is None or self.promise is None or promise.id != self.promise.id
        self.promise = promise
        if promise is None:
            return
        state = state_of(tr, promise, today)
        self.state.setText(state.words)
        self.state.set_tone(state.tone)
        self.title.setText(subject_title(tr, promise.title, promise.subject_code, withdrawn=promise.withdrawn))
        self.code.setText(promise.subject_code)
        self.sentence.setText(promise.sentence or tr("No sentence was written."))
        self.facts.setText(self._facts(promise))
        self.advice.setText(self._advice(promise))
        self.advice.setVisible(bool(self.advice.text()))
        self.outcome.show_promise(promise)
        if other:
            self.moving.hide()
            self.another.show()
            self.area.verticalScrollBar().setValue(0)
        elif self.moving.isVisibleTo(self):
            self.moving.show_promise(promise)
        self.history.show_entries(history)

    def begin_moving(self) -> None:
        """Ask for another date or owner."""
        if self.promise is not None:
            self.moving.show_promise(self.promise)
            self.moving.show()
            self.another.hide()
            self.moving.form.focus_field("report_back")
            self.area.ensureWidgetVisible(self.moving)

    def settle(self) -> None:
        """Hold what is typed, as a draft."""
        self.outcome.form.settle()
        self.moving.form.settle()

    def _moved(self) -> None:
        self.moving.hide()
        self.another.show()
        self.left.emit()

    def _facts(self, promise: Promise) -> str:
        tr = self.context.tr
        day, confirmed = date_in_words(promise.report_back, tr.language), self._confirmed(promise)
        lines = (
            tr("Answers for it: {who}", who=promise.owner) if promise.owner else "",
            tr("Report back: {day}", day=day) if day else "",
            tr("Confirmed by: {who}", who=confirmed) if confirmed else "",
        )
        return "\n".join(line for line in lines if line)

    def _confirmed(self, promise: Promise) -> str:
        day = date_in_words(promise.confirmed_on, self.context.tr.language)
        return ", ".join(part for part in (promise.confirmed_role, day) if part)

    def _advice(self, promise: Promise) -> str:
        tr = self.context.tr
        if promise.code == "decide":
            return tr("This is no promise yet. Once it is decided, answer it anew and tell people.")
        if promise.code == "unknown":
            return tr("This is no promise yet. Once you know, answer it anew and tell people.")
        if promise.code == "pass":
            return tr("This is somebody else's task. Tell people what they answered.")
        return ""

"""The answer: one of the few that this kind of note can get, and what that answer needs."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from models import records as r
from models import vocabulary as v
from models.answers import allowed_answers, phrase
from models.edits.weighing import GiveAnswer
from resources.texts import N_
from widgets.context import Context
from widgets.fields.field import Field
from widgets.fields.form import Form
from widgets.fields.reading import date_in_words
from widgets.parts.buttons import Button, Choices, native
from widgets.parts.frames import Flow, column
from widgets.parts.labels import Label, caption, muted
from widgets.weigh.board import Board, Item

ANSWER_KEYS = tuple(f"Ctrl+Shift+{number}" for number in range(1, 7))
FIELDS = (
    Field("reason_kind", N_("Kind of reason"), "choice", v.NO_REASONS),
    Field("reason", N_("Why, in plain words"), "text", longest=4000),
    Field("decided_by", N_("Who chose otherwise"), longest=300),
    Field("decided_on", N_("When"), "date"),
    Field("preferred", N_("What was preferred"), "text", longest=1000, lines=1),
    Field("body", N_("Who decides"), hint=N_("A body, such as the district board"), longest=300),
    Field("decision_day", N_("When they decide"), "date"),
    Field("recipient", N_("Who it is passed on to"), longest=300),
    Field("find_out_by", N_("We find out by"), "date"),
)
NEEDED = {
    "no": ("reason_kind", "reason"),
    "decide": ("body", "decision_day"),
    "pass": ("recipient",),
    "passed_on": ("recipient",),
    "unknown": ("find_out_by",),
}
CHOSEN_OTHERWISE = ("decided_by", "decided_on", "preferred")


class Answering(QWidget):
    """The choice of an answer and the fields of its code. `given`: an answer was chosen just now."""

    given = Signal(str)

    def __init__(self, context: Context, board: Board) -> None:
        super().__init__()
        self.context, self.board = context, board
        self._item: Item | None = None
        self._shown: tuple[str, ...] = ()
        self.choices: Choices | None = None
        self.said = Label("", "strong")
        self.cue = muted("")
        self.dates = QWidget()
        self.dates.setLayout(Flow())
        self.dates.setAccessibleName(context.tr("Decision dates to choose from"))
        self.form = Form(context, FIELDS, self._save, "weigh-answer")
        self.read = muted("")
        self.under = column(spacing=0)  # what the middle places right under the choices
        heading = caption(context.tr("Answer"))
        self._column = column(heading, self.said, self.under, self.cue, self.dates, self.form, self.read)
        self.setLayout(self._column)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_item(self, item: Item) -> None:
        """Show an item's answer, or the answers it can get."""
        self._item = item
        answer = self.board.answers.get(item.id)
        allowed = allowed_answers(item.place)
        confirmed = bool(answer and answer.confirmed)
        self._offer(() if confirmed else tuple(one.code for one in allowed))
        if self.choices is not None:
            self.choices.show_code(answer.code if answer else "")
        self.said.setText(self._sentence(item, answer))
        self.said.setVisible(bool(self.said.text()))
        values = {field.key: getattr(answer, field.key) if answer else None for field in FIELDS}
        self.form.show_values(item.id, values)
        keys = keys_of(answer) if answer and not confirmed else ()
        self.form.show_only(keys)
        self.form.setVisible(bool(keys))
        self._show_cue(answer)
        self._show_dates(answer)
        self.read.setText(self._told(answer) if confirmed else "")
        self.read.setVisible(bool(self.read.text()))

    def give(self, code: str) -> bool:
        """Answer what is shown; not confirmed yet."""
        if self._item is None:
            return False
        edit = GiveAnswer(code, self._carried(code), **self._item.of)
        done = self.context.document.perform(edit)
        if done is not None:
            self.given.emit(code)
        return done is not None

    def give_number(self, number: int) -> bool:
        """Answer with the first, second … answer that is offered."""
        if self.choices is None or not 1 <= number <= len(self._shown):
            return False
        return self.give(self._shown[number - 1])

    def focus_choices(self) -> None:
        """Put the focus on the answers."""
        if self.choices is not None:
            self.choices.focus_chosen()

    def settle(self) -> None:
        """Commit what is typed."""
        self.form.settle()

    # -- inside ---------------------------------------------------------------------------------

    def _carried(self, code: str) -> dict[str, object]:
        """Return what begins filled in: the only decision date there is."""
        answer = self.board.answers.get(self._item.id) if self._item else None
        return {} if answer or code != "decide" or len(self.board.decisions) != 1 else self._first_decision()

    def _first_decision(self) -> dict[str, object]:
        decision = self.board.decisions[0]
        return {"body": decision.body, "decision_day": decision.day}

    def _offer(self, codes: tuple[str, ...]) -> None:
        if codes == self._shown and (self.choices is not None) == bool(codes):
            return
        had_focus = self.choices is not None and self.choices.isAncestorOf(self.focusWidget() or self)
        if self.choices is not None:
            self._column.removeWidget(self.choices)
            self.choices.hide()
            self.choices.deleteLater()
            self.choices = None
        self._shown = codes
        if not codes:
            return
        tr = self.context.tr
        options = [(code, tr(phrase(code, confirmed=False)), "") for code in codes]
        made = Choices(self.context.look, tr("Answer"), options, chips=True)
        for number, button in enumerate(made.findChildren(QPushButton)):
            button.setToolTip(native(ANSWER_KEYS[number]))
            button.setText(f"{number + 1}  {button.text()}")
        made.chosen.connect(self._chosen)
        self._column.insertWidget(1, made)
        made.show()  # Qt itself would show it only a turn later
        self.choices = made
        if had_focus:
            made.focus_chosen()

    def _chosen(self, code: str) -> None:
        if not self.give(code) and self._item is not None:
            self.show_item(self._item)

    def _sentence(self, item: Item, answer: r.AnswerRecord | None) -> str:
        tr = self.context.tr
        if answer and answer.confirmed:
            return tr(phrase(answer.code, confirmed=True))
        if answer is None and (held := self.board.held.get(item.id)):
            said = tr(phrase(held.code, confirmed=held.confirmed))
            theme = self.board.theme_title(item.theme_id)
            return tr("It has the answer of its theme “{theme}”: {answer}.", theme=theme, answer=said)
        return "" if self._shown else tr("Say first what this is. Then it can be answered.")

    def _show_cue(self, answer: r.AnswerRecord | None) -> None:
        found = v.cue(v.NO_REASONS, answer.reason_kind) if answer and answer.code == "no" else ""
        self.cue.setText(self.context.tr(found))
        self.cue.setVisible(bool(found))

    def _show_dates(self, answer: r.AnswerRecord | None) -> None:
        layout = self.dates.layout()
        assert layout is not None  # noqa: S101 - set above
        while (item := layout.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        wanted = bool(answer and answer.code == "decide" and not answer.confirmed)
        today = self.context.today()
        coming = [one for one in self.board.decisions if wanted and (one.day is None or one.day >= today)]
        for one in sorted(coming, key=lambda found: found.day or date.max)[:6]:
            day = date_in_words(one.day, self.context.tr.language)
            text = " · ".join(part for part in (one.body, day) if part)
            button = Button(self.context.look, text, "calendar", "chip", lambda one=one: self._take_decision(one))
            layout.addWidget(button)
            button.show()
        self.dates.setVisible(bool(coming))

    def _take_decision(self, decision: r.DecisionDateRecord) -> None:
        if self._item is not None:
            values = {"body": decision.body, "decision_day": decision.day}
            self.context.document.perform(GiveAnswer("decide", values, **self._item.of))

    def _told(self, answer: r.AnswerRecord | None) -> str:
        """Return what a confirmed answer holds beside its sentence, a line each."""
        if answer is None:
            return ""
        tr, lines = self.context.tr, []
        for field in FIELDS:
            value = getattr(answer, field.key)
            if value and field.key in keys_of(answer):
                shown = date_in_words(value, tr.language) if isinstance(value, date) else str(value)
                shown = tr(v.label(v.NO_REASONS, shown)) if field.key == "reason_kind" else shown
                lines.append(tr("{what}: {said}", what=tr(field.label), said=shown))
        return "\n".join(lines)

    def _save(self, key: str, value: Any, told: Callable[[str], object]) -> bool:
        answer = self.board.answers.get(self._item.id) if self._item else None
        if self._item is None or answer is None:
            return False
        edit = GiveAnswer(answer.code, {key: value}, **self._item.of)
        return self.context.document.perform(edit, told) is not None


def keys_of(answer: r.AnswerRecord) -> tuple[str, ...]:
    """Return the fields that an answer needs."""
    keys = NEEDED.get(answer.code, ())
    return keys + (CHOSEN_OTHERWISE if answer.code == "no" and answer.reason_kind == "chosen_otherwise" else ())

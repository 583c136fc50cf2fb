"""The right side: the sentence said in public, who answers for it, what is missing before it is said, and Confirm."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models import records as r
from models import vocabulary as v
from models.answers import phrase
from models.edits.weighing import GiveAnswer
from models.gate import Lack
from resources.texts import N_
from widgets.context import Context
from widgets.fields.field import Field
from widgets.fields.form import Form
from widgets.fields.reading import date_in_words
from widgets.parts.buttons import Button
from widgets.parts.frames import Callout, Surface, column, flow, row
from widgets.parts.labels import Label, caption, muted
from widgets.theme import GRID
from widgets.weigh.board import Board, Item
from widgets.weigh.confirming import Confirming
from widgets.weigh.parts import Pointer

CONFIRM_KEYS = "Ctrl+Shift+Return"
SENTENCE = Field(
    "sentence",
    N_("What we tell the people who asked"),
    "text",
    hint=N_("One or two plain sentences, as you would say them in the room"),
    longest=4000,
    lines=3,
)
OWNER = Field("owner", N_("Who answers for it"), hint=N_("A role"), longest=300)
REPORT_BACK = Field("report_back", N_("We report back by"), "date")


class Telling(QWidget):
    """What is said about the item. `wanted`: a line of what is missing was activated, by its code."""

    wanted = Signal(str)
    reopened = Signal()
    confirm_wanted = Signal()

    def __init__(self, context: Context, board: Board) -> None:
        super().__init__()
        tr, look = context.tr, context.look
        self.context, self.board = context, board
        self._item: Item | None = None
        self._lacks: tuple[Lack, ...] | None = None
        self.sentence = Form(context, [SENTENCE], self._save, "weigh-answer")
        self.owner = Form(context, [OWNER], self._save, "weigh-answer")
        self.report_back = Form(context, [REPORT_BACK], self._save, "weigh-answer")
        self.state = Callout(look, "waiting", "")
        self.fields = QWidget()
        self.fields.setLayout(column(self.state, self.sentence, self.owner, self.report_back, spacing=3 * GRID))
        self.gate = caption(tr("Before you say it"))
        self.lines = column(spacing=GRID)
        self.complete = Callout(look, "settled", tr("Nothing is missing: it can be confirmed."))
        self.nothing = Pointer(
            look,
            tr("Choose an answer. Then write here what you say to the people who asked."),
            "circle",
            "neutral",
            lambda: self.wanted.emit("answer"),
        )
        self.confirming = Confirming(context)
        self.confirming.hide()
        self.confirm = Button(
            look, tr("Confirm …"), "badge-check", "", self.confirm_wanted.emit, CONFIRM_KEYS, tr("A step of its own")
        )
        self.confirmed = self._confirmed_card()
        self.setLayout(
            column(
                self.nothing,
                self.confirmed,
                self.fields,
                self.gate,
                self.lines,
                self.complete,
                row(self.confirm, 1),
                self.confirming,
                1,
                spacing=3 * GRID,
            )
        )
        self.confirming.left.connect(self.leave_confirming)

    def show_item(self, item: Item) -> None:
        """Show what is said about an item."""
        if self._item is not None and self._item.id != item.id:
            self.confirming.hide()
            self.warning.hide()
        self._item = item
        answer = self.board.answers.get(item.id)
        open_answer = answer is not None and not answer.confirmed
        for form, key in ((self.sentence, "sentence"), (self.owner, "owner"), (self.report_back, "report_back")):
            form.show_values(item.id, {key: getattr(answer, key) if answer else None})
        self.nothing.setVisible(answer is None)
        self.fields.setVisible(open_answer)
        self.gate.setVisible(open_answer)
        self.confirmed.setVisible(bool(answer and answer.confirmed))
        if answer and answer.confirmed:
            self._show_confirmed(answer)
        if answer and open_answer:
            said = self.context.tr(phrase(answer.code, confirmed=False))
            self.state.say(self.context.tr("{answer} · not confirmed yet", answer=said))
        lacks = self.board.lacks(item) if open_answer else ()
        self._show_lacks(lacks)
        self.complete.setVisible(open_answer and not lacks)
        if not open_answer or lacks:
            self.confirming.hide()
        self.confirm.setVisible(open_answer and not self.confirming.isVisibleTo(self))

    def open_confirming(self) -> bool:
        """Open the step that confirms. False: something is missing, or there is nothing to confirm."""
        answer = self.board.answers.get(self._item.id) if self._item else None
        if self._item is None or answer is None or answer.confirmed or self.board.lacks(self._item):
            return False
        self.confirming.begin(answer.id)
        self.confirm.hide()
        return True

    def leave_confirming(self) -> None:
        """Close the step that confirms."""
        self.confirming.hide()
        self.confirm.show()
        self.confirm.setFocus()

    def settle(self) -> None:
        """Commit what is typed."""
        for form in (self.sentence, self.owner, self.report_back):
            form.settle()

    # -- inside ---------------------------------------------------------------------------------

    def _confirmed_card(self) -> QWidget:
        tr, look = self.context.tr, self.context.look
        self.badge = Callout(look, "settled", "")
        self.told = Label("")
        self.facts = muted("")
        self.change = Button(look, tr("Change the answer"), "pencil", "", self._warn)
        self.sure = Button(look, tr("Change it"), "", "", self.reopen)
        self.leave = Button(look, tr("Leave it as it is"), "", "quiet", self._unwarn)
        note = Label(tr("It becomes not confirmed again, and somebody has to confirm it anew."))
        self.warning = Surface("card", column(note, flow(self.sure, self.leave), margin=3 * GRID))
        self.warning.hide()
        holder = QWidget()
        parts = (self.badge, caption(tr("What we tell the people who asked")), self.told, self.facts)
        holder.setLayout(column(*parts, row(self.change, 1), self.warning, spacing=2 * GRID))
        return holder

    def _show_confirmed(self, answer: r.AnswerRecord) -> None:
        tr = self.context.tr
        day = date_in_words(answer.confirmed_on, tr.language)
        said = tr("Confirmed by {role}, {day}", role=answer.confirmed_role, day=day) if day else ""
        self.badge.say(said or tr("Confirmed by {role}", role=answer.confirmed_role))
        self.told.setText(answer.sentence or tr("No sentence was written."))
        facts = [
            tr("How: {how}", how=tr(v.label(v.CONFIRMED_HOW, answer.confirmed_how))),
            tr("Entered by {who}", who=answer.entered_by),
            tr("{role} answers for it", role=answer.owner),
            tr("We report back by {day}", day=date_in_words(answer.report_back, tr.language)),
        ]
        if answer.confirmed_by:
            agreed = tr("documents print it") if answer.name_agreed else tr("documents print only the role")
            facts.insert(1, tr("Name: {name}; {agreed}", name=answer.confirmed_by, agreed=agreed))
        self.facts.setText("\n".join(facts))

    def _warn(self) -> None:
        self.warning.show()
        self.sure.setFocus()

    def _unwarn(self) -> None:
        self.warning.hide()
        self.change.setFocus()

    def reopen(self) -> None:
        """Make a confirmed answer one that can be changed, and is not confirmed any more."""
        answer = self.board.answers.get(self._item.id) if self._item else None
        if self._item is not None and answer is not None:
            self.warning.hide()
            if self.context.document.perform(GiveAnswer(answer.code, {}, **self._item.of)) is not None:
                self.reopened.emit()

    def _show_lacks(self, lacks: tuple[Lack, ...]) -> None:
        if lacks == self._lacks:
            return
        self._lacks = lacks
        while (item := self.lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for lack in lacks:
            sentence = self.context.tr(lack.sentence)
            made = Pointer(
                self.context.look, sentence, "circle", "waiting", lambda code=lack.code: self.wanted.emit(code)
            )
            self.lines.addWidget(made)
            made.show()  # Qt itself would show it only a turn later

    def _save(self, key: str, value: Any, told: Callable[[str], object]) -> bool:
        answer = self.board.answers.get(self._item.id) if self._item else None
        if self._item is None or answer is None:
            return False
        edit = GiveAnswer(answer.code, {key: value}, **self._item.of)
        return self.context.document.perform(edit, told) is not None

"""The right side: the sentence said in public, who answers for it, what is missing before it is said, and Confirm."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models import records as r
from models import vocabulary as v
from models.answer_templates import confirmed_twin
from models.answers import phrase
from models.edits.weighing import GiveAnswer
from models.gate import Lack, needs
from models.wording import NOTHING, Facts, facts_of
from resources.texts import N_
from widgets.context import Context
from widgets.fields.field import Field
from widgets.fields.form import Form
from widgets.fields.texts import Words
from widgets.parts.buttons import Button
from widgets.parts.frames import Callout, column, row
from widgets.theme import GRID
from widgets.weigh.board import Board, Item
from widgets.weigh.confirmed import Confirmed, OfTheme
from widgets.weigh.confirming import Confirming
from widgets.weigh.parts import Pointer
from widgets.weigh.side_parts import Beside, Folded, GateList
from widgets.weigh.templates import Beginnings, held_texts
from widgets.wording.marks import WordingMarks

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
LEAST = 146  # pixels at 100 % that owner and date need beside each other


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
        self.sentence = Form(context, [SENTENCE], self._save, "weigh-answer")
        self.owner = Form(context, [OWNER], self._save, "weigh-answer")
        self.report_back = Form(context, [REPORT_BACK], self._save, "weigh-answer")
        self.state = Callout(look, "waiting", "")
        words = self.sentence.editor("sentence").target()
        assert isinstance(words, Words)  # noqa: S101 - the field is a text
        self.beginnings = Beginnings(context, words)
        self.wording = WordingMarks(context, words, self._facts, lambda: self.sentence.row_id)
        both = Beside(look, self.owner, self.report_back, LEAST)
        self.fields = QWidget()
        inside = column(self.sentence, self.wording, self.beginnings, spacing=GRID)
        self.fields.setLayout(column(self.state, inside, both, spacing=3 * GRID))
        self.gate = GateList(context)
        self.gate.wanted.connect(self.wanted)
        self.complete = Callout(look, "settled", tr("Nothing is missing: it can be confirmed."))
        question = tr("Does this change the service, or what people expect?")
        options = [(one.code, tr(one.label)) for one in v.FIX_OR_FIT]
        self.fix_or_fit = Folded(look, question, options, lambda code: self._save("fix_or_fit", code))
        self.confirming = Confirming(context)
        self.confirming.hide()
        self.confirm = Button(
            look, tr("Confirm …"), "badge-check", "", self.confirm_wanted.emit, CONFIRM_KEYS, tr("A step of its own")
        )
        self._lay_out()

    def _lay_out(self) -> None:
        tr, look = self.context.tr, self.context.look
        choose = tr("Choose an answer. Then write here what you say to the people who asked.")
        self.nothing = Pointer(look, choose, "circle", "neutral", lambda: self.wanted.emit("answer"))
        self.of_theme = OfTheme(self.context)
        self.of_theme.own_wanted.connect(lambda: self.wanted.emit("answer"))
        self.confirmed = Confirmed(self.context)
        self.confirmed.reopen_wanted.connect(self.reopen)
        parts = (self.nothing, self.of_theme, self.confirmed, self.fields, self.gate, self.complete)
        last = (row(self.confirm, 1), self.confirming, self.fix_or_fit)
        self.setLayout(column(*parts, *last, 1, spacing=3 * GRID))
        self.confirming.left.connect(self.leave_confirming)
        self.confirming.worded.connect(self._say_plainly)

    def show_item(self, item: Item) -> None:
        """Show what is said about an item."""
        if self._item is not None and self._item.id != item.id:
            self.confirming.hide()
            self.confirmed.fold()
            self.fix_or_fit.close_choices()
        answer = self.board.answers.get(item.id)
        held = self.board.held.get(item.id)
        open_answer = answer if answer is not None and not answer.confirmed else None
        for form, key in ((self.sentence, "sentence"), (self.owner, "owner"), (self.report_back, "report_back")):
            form.show_values(item.id, {key: getattr(answer, key) if answer else None})
        self._item = item  # what was typed about the last one is committed by now
        self.nothing.setVisible(held is None)
        self.of_theme.setVisible(answer is None and held is not None)
        if answer is None and held is not None:
            self.of_theme.show_answer(held, self.board.theme_title(item.theme_id))
        self.confirmed.setVisible(bool(answer and answer.confirmed))
        if answer and answer.confirmed:
            self.confirmed.show_answer(answer)
        for part in (self.fields, self.gate, self.fix_or_fit):
            part.setVisible(open_answer is not None)
        self._show_open(item, open_answer)

    def open_confirming(self) -> bool:
        """Open the step that confirms. False: something is missing, or there is nothing to confirm."""
        answer = self.board.answers.get(self._item.id) if self._item else None
        if self._item is None or answer is None or answer.confirmed or self.board.lacks(self._item):
            return False
        self.confirming.begin(answer.id)
        self._make_room()
        self._offer_wording(answer)
        return True

    def leave_confirming(self) -> None:
        """Close the step that confirms."""
        self.confirming.hide()
        if self._item is not None:
            self.show_item(self._item)
        self.confirm.setFocus()

    def warn(self) -> None:
        """Lead to how a confirmed answer is changed."""
        if self.confirmed.isVisibleTo(self):
            self.confirmed.warn()

    def settle(self) -> None:
        """Commit what is typed."""
        for form in (self.sentence, self.owner, self.report_back):
            form.settle()

    def reopen(self, why: str = "") -> None:
        """Make a confirmed answer one that can be changed, and is not confirmed any more."""
        answer = self._answer()
        if self._item is not None and answer is not None:
            edit = GiveAnswer(answer.code, {}, **self._item.of, why=why)
            if self.context.document.perform(edit) is not None:
                self.reopened.emit()

    # -- inside ---------------------------------------------------------------------------------

    def _answer(self) -> r.AnswerRecord | None:
        return self.board.answers.get(self._item.id) if self._item else None

    def _facts(self) -> Facts:
        """Return what the file holds about the answer, for the wording check."""
        answer = self._answer()
        return facts_of(answer, self.board.estimate(self._item.id)) if self._item and answer else NOTHING

    def _show_open(self, item: Item, answer: r.AnswerRecord | None) -> None:
        """Show what is said and what is missing of an answer that is not confirmed."""
        tr = self.context.tr
        lacks = self.board.lacks(item) if answer else ()
        self.complete.setVisible(answer is not None and not lacks)
        if answer is None or lacks:
            self.confirming.hide()
        confirming = self.confirming.isVisibleTo(self)
        self.confirm.setVisible(answer is not None and not confirming)
        self.beginnings.confirmed = confirming
        self.beginnings.show_answer(answer, self.board.estimate(item.id))
        if answer is None:
            return
        said = tr(phrase(answer.code, confirmed=False))
        self.state.say(tr("{answer} · not confirmed yet", answer=said))
        self.gate.show_needs(there_of(answer, item, lacks), lacks)
        self.fix_or_fit.show_code(answer.fix_or_fit, tr("Change"), tr("Say which"))
        if confirming:
            self._make_room()
            self._offer_wording(answer)

    def _make_room(self) -> None:
        """Leave out what is settled by now, so that the step that confirms is seen whole."""
        for part in (self.confirm, self.gate, self.complete, self.fix_or_fit):
            part.hide()

    def _offer_wording(self, answer: r.AnswerRecord) -> None:
        """Offer the plain phrasing of a beginning that still says that nothing is confirmed."""
        self.beginnings.confirmed = True
        language, estimate = self.context.tr.language, self.board.estimate(self._item.id) if self._item else None
        held = held_texts(answer, estimate, language)
        self.confirming.offer_wording(confirmed_twin(answer.sentence, language, answer.code, answer.reason_kind, held))

    def _say_plainly(self, text: str) -> None:
        if self._save("sentence", text):
            self.confirming.confirm.setFocus()

    def _save(self, key: str, value: Any, told: Callable[[str], object] | None = None) -> bool:
        answer = self._answer()
        if self._item is None or answer is None:
            return False
        edit = GiveAnswer(answer.code, {key: value}, **self._item.of)
        return self.context.document.perform(edit, told) is not None


def there_of(answer: r.AnswerRecord, item: Item, lacks: tuple[Lack, ...]) -> tuple[Lack, ...]:
    """Return what the gate asks for and what is there already."""
    return tuple(one for one in needs(answer, item.place) if one not in lacks)

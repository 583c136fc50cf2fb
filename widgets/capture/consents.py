"""What a story may be used for: each purpose not asked yet, yes or no; how it was said; when to ask again."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from models import views
from models.edits.voices import ConsentAnswer, RecordConsents
from models.errors import Refused
from models.records import ConsentRecord, StoryRecord
from models.vocabulary import CONSENT_GIVEN, PURPOSES, label
from widgets.capture.chips import with_key
from widgets.context import Context
from widgets.fields import reading
from widgets.fields.editors import DateEditor
from widgets.fields.field import Field
from widgets.parts.buttons import Button, Choices
from widgets.parts.frames import column, row
from widgets.parts.labels import Label, caption, muted
from widgets.theme import GRID

USUAL = ("room", "internal_report")  # where the workshop says nothing else
APPLY_KEY = "Ctrl+Shift+Y"
AGREE = (("yes", "settled"), ("no", "neutral"))


def preset_of(context: Context, workshop_id: str | None) -> tuple[str, ...]:
    """Return the purposes of a workshop's consent set."""
    found = context.document.ask(views.consent_preset, workshop_id) if workshop_id else ()
    return found or USUAL


class ConsentTable(QWidget):
    """The consents of one story. Each press is recorded at once, and is no undo step."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._story: StoryRecord | None = None
        self._given_now: dict[str, str] = {}  # purpose and answer, recorded since this story was opened
        tr, look = context.tr, context.look
        agreed = with_key(tr("The teller agreed"), APPLY_KEY)
        self.apply = Button(look, agreed, "circle-check", "", self.apply_preset, hint=tr("The teller agreed"))
        self._usual = muted("")
        self.answers: dict[tuple[str, str], Button] = {}
        self._states: dict[str, Label] = {}
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(GRID)
        grid.setColumnStretch(0, 1)
        for at, purpose in enumerate(PURPOSES):
            self._add_row(grid, at, purpose.code, tr(purpose.label))
        options = [(term.code, tr(term.label), "") for term in CONSENT_GIVEN]
        self.how = Choices(look, tr("How it was said"), options, chips=True)
        self.how.chosen.connect(lambda _: self._details_changed())
        self.witness = QLineEdit()
        self.witness.setMaxLength(200)
        self.witness.setAccessibleName(tr("Witness or supporter"))
        self.witness.setPlaceholderText(tr("Witness or supporter"))
        self.witness.editingFinished.connect(self._details_changed)
        self.again = DateEditor(Field("again", "", "date"), tr("Ask again on"), look, tr, context.today())
        self.again.left.connect(self._details_changed)
        self.wrong = Label("", "error")
        self.wrong.hide()
        ask = column(caption(tr("Ask again on")), self.again, self.wrong, spacing=GRID)
        how = column(caption(tr("How it was said")), self.how, self.witness, spacing=GRID)
        words = tr("Ctrl+Z does not take back what people agreed to, nor what is withdrawn or erased: answer anew.")
        self.setLayout(
            column(column(self.apply, self._usual, spacing=GRID), grid, how, ask, muted(words), spacing=2 * GRID)
        )

    def show_story(self, story: StoryRecord) -> None:
        """Show what one teller answered."""
        if self._story is None or self._story.id != story.id:
            self._given_now = {}
            last = story.consents[-1] if story.consents else None
            self.how.show_code(last.given if last else "spoken")
            self.witness.setText(last.witness if last else "")
            self.again.show_value(last.ask_again if last else None)
            self._say("")
        self._story = story
        tr = self.context.tr
        known = {consent.purpose: consent for consent in story.consents}
        for (purpose, answer), button in self.answers.items():
            button.setChecked(purpose in known and known[purpose].answer == answer)
        for purpose, state in self._states.items():
            state.setText(self._state(known.get(purpose)))
            due = purpose in known and self._is_over(known[purpose])
            state.set_kind("error" if due else "muted")
        purposes = ", ".join(tr(label(PURPOSES, one)).lower() for one in preset_of(self.context, story.workshop_id))
        self._usual.setText(tr("Records yes to: {purposes}.", purposes=purposes))

    def apply_preset(self) -> None:
        """Record yes to the workshop's consent set: the teller agreed just now."""
        if self._story is not None:
            self._record(dict.fromkeys(preset_of(self.context, self._story.workshop_id), "yes"))

    # -- inside ---------------------------------------------------------------------------------

    def _add_row(self, grid: QGridLayout, at: int, purpose: str, name: str) -> None:
        tr = self.context.tr
        words = {"yes": tr("Yes"), "no": tr("No")}
        state = Label("", "muted")
        self._states[purpose] = state
        named = QWidget()
        named.setLayout(column(Label(name), state, spacing=0))
        grid.addWidget(named, at, 0)
        pair = row(spacing=0)
        for answer, tone in AGREE:
            button = Button(
                self.context.look, words[answer], kind="segment", clicked=lambda a=answer: self._record({purpose: a})
            )
            button.setProperty("tone", tone)
            button.setProperty("first", answer == "yes")
            button.setProperty("last", answer == "no")
            button.setCheckable(True)
            button.setAccessibleName(f"{name}: {words[answer]}")
            self.answers[purpose, answer] = button
            pair.addWidget(button)
        grid.addLayout(pair, at, 1, Qt.AlignmentFlag.AlignTop)

    def _state(self, consent: ConsentRecord | None) -> str:
        tr = self.context.tr
        if consent is None:
            return tr("Not asked yet")
        parts = [tr(label(CONSENT_GIVEN, consent.given))]
        if consent.witness:
            parts.append(consent.witness)
        if consent.ask_again:
            day = reading.date_in_words(consent.ask_again, tr.language)
            parts.append(tr("ask again on {day}", day=day))
        if self._is_over(consent):
            parts.append(tr("over: it counts as no"))
        return " · ".join(parts)

    def _is_over(self, consent: ConsentRecord) -> bool:
        return consent.answer == "yes" and consent.ask_again is not None and consent.ask_again < self.context.today()

    def _day(self) -> date | None:
        try:
            day = self.again.value()
        except Refused as error:
            self._say(error.sentence(self.context.tr))
            return None
        self._say("")
        return day

    def _record(self, answers: dict[str, str]) -> None:
        if self._story is None:
            return
        how, day, witness = self.how.code or "spoken", self._day(), self.witness.text().strip()
        if self.wrong.text():
            self.show_story(self._story)
            return
        said = tuple(ConsentAnswer(purpose, answer, how, witness, day) for purpose, answer in answers.items())
        if self.context.document.perform(RecordConsents(self._story.id, said)) is not None:
            self._given_now.update(answers)
        else:
            self.show_story(self._story)

    def _details_changed(self) -> None:
        """Say the same again with how and until when, for what was answered since the story was opened."""
        self.again.dirty = False
        day = self._day()
        if self._story is None or self.wrong.text():
            return
        now = {consent.purpose: consent for consent in self._story.consents}
        details = (self.how.code or "spoken", self.witness.text().strip(), day)
        answers = {
            purpose: answer
            for purpose, answer in self._given_now.items()
            if purpose in now and (now[purpose].given, now[purpose].witness, now[purpose].ask_again) != details
        }
        if answers:
            self._record(answers)

    def _say(self, sentence: str) -> None:
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))
        self.again.mark_wrong(bool(sentence))

"""The ask: the one question, how far your word goes, and who answers by when. It belongs to a workshop."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from models.edits.project import AddWorkshop, ChangeWorkshop
from models.wording import NOTHING, Facts
from resources.texts import N_
from widgets.context import Context
from widgets.fields.field import Field
from widgets.fields.form import Form
from widgets.parts.buttons import Button
from widgets.parts.empty import EmptyState
from widgets.parts.frames import card, column
from widgets.parts.labels import Label, caption, muted, title
from widgets.prepare.adding import Told
from widgets.prepare.content import Content
from widgets.prepare.ladder import Ladder
from widgets.prepare.section import Section
from widgets.theme import GRID
from widgets.wording.marks import WordingMarks

LONGEST_ASK = 160
ASK = Field(
    "ask",
    N_("The ask"),
    "text",
    longest=LONGEST_ASK,
    hint=N_("What makes a week harder than it need be, and what would make it easier?"),
)
NOTE = Field("promise_note", N_("In your own words"), "text", longest=2000)
PLEDGE = (
    Field("pledge_role", N_("Who answers (a role)"), "wrapped", longest=300, hint=N_("Team lead")),
    Field("pledge_day", N_("By which date"), "date"),
)


class AskSection(Section):
    """The ask with a counter, the ladder, and who answers."""

    id = "ask"
    name = N_("The ask")
    icon = "circle-question-mark"
    purpose = N_("The one question you put to people. It is read out at the opening and printed on everything.")

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        tr, look = context.tr, context.look
        self._level = 0
        self.ask, self.note, self.pledge = self._form((ASK,)), self._form((NOTE,)), self._form(PLEDGE)
        self.left = muted("")
        self.ask.editor("ask").typed.connect(self._count)
        self.ask_marks, self.note_marks = self._marks(self.ask, "ask"), self._marks(self.note, "promise_note")
        self.ladder = Ladder(look, tr)
        self.ladder.chosen.connect(self._choose)
        self.workshop = Label("", "accent")
        fields = QWidget()
        fields.setLayout(
            column(
                self.workshop,
                card(self.ask, self.left, self.ask_marks, spacing=GRID),
                caption(tr("How far your word goes")),
                self.ladder,
                card(self.note, self.note_marks),
                card(self.pledge),
                spacing=3 * GRID,
            )
        )
        begin = Button(look, tr("Add the first workshop"), "plus", "primary", self._begin)
        self.begin = begin
        sentence = tr("Each workshop has its own ask. Add the workshop first; its title and date can wait.")
        self._empty = EmptyState(look, "circle-question-mark", tr("The ask belongs to a workshop"), sentence, begin)
        self._fields = fields
        self.middle = self.page(fields, self._empty)
        self.side = self.beside(
            caption(tr("How far your word goes")),
            title(tr("Say what you can keep")),
            muted(tr("Expectations are managed by doing what was said, not by saying much.")),
            muted(tr("Choose the highest sentence that you can keep. It is read out as it stands here.")),
            muted(tr("A role promises the answer, so that it is kept when people change.")),
        )

    def _form(self, fields: tuple[Field, ...]) -> Form:
        return Form(self.context, fields, self._save, "workshop")

    def _marks(self, form: Form, key: str) -> WordingMarks:
        return WordingMarks(self.context, form.editor(key), self._facts, lambda: form.row_id)

    def _facts(self) -> Facts:
        """What is right to say depends on how far the word goes: where people decide, "you decide" is true."""
        return replace(NOTHING, level=self._level)

    def show_content(self, content: Content) -> None:
        """Show the present workshop's ask; without a workshop, where to begin."""
        workshop = content.workshop
        self._fields.setVisible(workshop is not None)
        self._empty.setVisible(workshop is None)
        if workshop is None:
            return
        self.workshop.setText(workshop.title)
        self._level = workshop.promise_level or 0
        for form, keys in (
            (self.ask, ("ask",)),
            (self.note, ("promise_note",)),
            (self.pledge, ("pledge_role", "pledge_day")),
        ):
            form.show_values(workshop.id, {key: getattr(workshop, key) for key in keys})
        self.ladder.show_level(workshop.promise_level)
        self._count()

    def _count(self) -> None:
        left = LONGEST_ASK - len(self.ask.editor("ask").draft())
        self.left.setText(self.context.tr.count("{n} character left", "{n} characters left", left))

    def _save(self, key: str, value: object, told: Told) -> bool:
        if key == "ask":  # one sentence on every page: no lines of its own
            value = " ".join(str(value).split())
        return self.done(ChangeWorkshop(self.ask.row_id, {key: value}), told)

    def _choose(self, level: int) -> None:
        self.done(ChangeWorkshop(self.ask.row_id, {"promise_level": level or None}))

    def _begin(self) -> None:
        done = self.context.document.perform(AddWorkshop(self.context.tr("Workshop 1")))
        if done is not None:
            self.context.session.enter_workshop(str(done.result))
            self.enter_focus()

    def enter_focus(self) -> None:
        """Begin with the ask."""
        if self._empty.isVisibleTo(self.middle):
            self.begin.setFocus()
        else:
            self.ask.focus_field("ask")

"""The further questions of the way back: a list, changed in place, in the order in which they are asked."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from models import responses
from models.edits.base import Edit
from models.edits.responding import AddQuestion, ChangeQuestion, DeleteQuestion, MoveQuestion
from models.responses import QuestionRecord
from models.vocabulary import QUESTION_KINDS, label
from resources.texts import N_
from widgets.context import Context
from widgets.fields.field import Field
from widgets.fields.form import Form
from widgets.parts.buttons import Button
from widgets.parts.frames import Surface, column, flow
from widgets.parts.labels import Label, muted
from widgets.prepare.adding import AddLine, Told
from widgets.prepare.rows import RowData, RowList
from widgets.theme import GRID

QUESTION = (
    Field("words", N_("The question"), "wrapped", longest=500),
    Field("kind", N_("How it is answered"), "chips", QUESTION_KINDS),
    Field("choices", N_("Answers to choose from, one a line"), "text", longest=2000, lines=3),
)
Done = Callable[[Edit, object], bool]


class QuestionsPart(QWidget):
    """Questions beside “Did we get it right?”, which is always asked. They are in the form that is exported, on
    slips, and where a slip is typed in."""

    def __init__(self, context: Context, done: Done) -> None:
        super().__init__()
        tr, look = context.tr, context.look
        self._context, self._done = context, done
        self._held: tuple[QuestionRecord, ...] = ()
        self.rows = RowList(look, tr("Further questions"), strong=False)
        self.rows.opened.connect(self.open)
        self.rows.removed.connect(self.delete)
        hint = tr("Add a question")
        self.adder = AddLine(context, hint, hint, self._add, "prepare/add/question", longest=500)
        self.form = Form(context, QUESTION, self._save, "feedback_question")
        self.up = Button(look, tr("Earlier"), "arrow-up", "quiet", lambda: self.move_question(-1))
        self.down = Button(look, tr("Later"), "arrow-down", "quiet", lambda: self.move_question(1))
        close = Button(look, tr("Done"), "check", clicked=self.close_editor)
        remove = Button(look, tr("Delete"), "trash-2", "quiet", lambda: self.delete(self.form.row_id))
        inside = column(self.form, flow(close, self.up, self.down, remove), spacing=3 * GRID, margin=3 * GRID)
        self.editor = Surface("focus-card", inside)
        self.editor.installEventFilter(self)
        self.editor.hide()
        heading = column(
            Label(tr("Further questions"), "strong"),
            muted(tr("Few questions are answered more often. What was answered keeps the words that were asked.")),
            spacing=0,
        )
        self.setLayout(column(heading, self.rows, self.adder, spacing=2 * GRID))

    def show_questions(self) -> None:
        """Show the questions of the file; what is being typed stays."""
        tr = self._context.tr
        self._held = self._context.document.ask(responses.questions)
        opened = self.rows.in_place_id()
        self.rows.show_rows(
            [
                RowData(one.id, one.words, ", ".join(one.choices), tr(label(QUESTION_KINDS, one.kind)))
                for one in self._held
            ]
        )
        if opened and (one := self._question(opened)):
            self._fill(one)

    def open(self, row_id: str) -> None:
        """Change a question where it stands."""
        one = self._question(row_id)
        if one is not None:
            self._fill(one)
            self.rows.mark(row_id)
            self.rows.change_in_place(row_id, self.editor)
            self.form.focus_field("words")

    def close_editor(self) -> None:
        """Keep what was changed and show the row again."""
        self.form.settle()
        row_id = self.rows.in_place_id()
        self.rows.end_in_place()
        if row_id:
            self.rows.mark(row_id, focus=True)

    def move_question(self, step: int) -> None:
        """Ask the question that is open earlier or later."""
        ids = [one.id for one in self._held]
        row_id = self.rows.in_place_id()
        if row_id in ids and 0 <= ids.index(row_id) + step < len(ids):
            self.form.settle()
            self._done(MoveQuestion(row_id, ids.index(row_id) + step), None)

    def delete(self, row_id: str) -> None:
        """Delete a question; the notice offers to take it back."""
        context = self._context
        if self._done(DeleteQuestion(row_id), None):
            context.notices.say(context.tr("The question was deleted."), context.tr("Undo"), context.document.undo)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close what is changed in place by Escape."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self.close_editor()
            return True
        return super().eventFilter(watched, event)

    # -- inside ---------------------------------------------------------------------------------

    def _question(self, row_id: str) -> QuestionRecord | None:
        return next((one for one in self._held if one.id == row_id), None)

    def _fill(self, one: QuestionRecord) -> None:
        self.form.show_values(one.id, {"words": one.words, "kind": one.kind, "choices": "\n".join(one.choices)})
        self.form.show_only(("words", "kind", "choices") if one.kind == "one_of" else ("words", "kind"))
        at = [other.id for other in self._held].index(one.id)
        self.up.setEnabled(at > 0)
        self.down.setEnabled(at < len(self._held) - 1)

    def _add(self, words: str, told: Told) -> bool:
        return self._done(AddQuestion(words), told)

    def _save(self, key: str, value: object, told: Told) -> bool:
        values: dict[str, object] = {key: value}
        if key == "choices":
            values = {key: tuple(str(value or "").splitlines())}
        if key == "kind" and value == "one_of":  # two answers to begin with, to be written over
            values["choices"] = (self._context.tr("Yes"), self._context.tr("No"))
        return self._done(ChangeQuestion(self.form.row_id, values), told)

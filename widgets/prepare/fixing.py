"""The lines that add something fixed: what, why and until when. What is refused stays as it was typed."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from models.edits.project import AddScopeItem
from models.errors import Refused
from resources.texts import N_
from widgets.context import Context
from widgets.fields.field import Field
from widgets.fields.half_typed import LineDraft
from widgets.fields.lines import DateEditor
from widgets.parts.buttons import Button
from widgets.parts.frames import column, row
from widgets.parts.labels import Label
from widgets.prepare.adding import Told
from widgets.theme import GRID

UNTIL = Field("until", N_("Fixed until"), "date")


class FixLine(QWidget):
    """Three fields and a button; Enter in any of them adds, or goes to what is still missing."""

    def __init__(self, context: Context, perform: Callable[[AddScopeItem, Told], bool]) -> None:
        super().__init__()
        self._context, self._perform = context, perform
        self._drafts: list[LineDraft] = []
        tr = context.tr
        self.what = self._line(tr("Add something fixed"), "what")
        self.why = self._line(tr("Why it is fixed"), "why")
        self.until = DateEditor(UNTIL, tr(UNTIL.label), context.look, tr, context.today())
        self.until.line.setPlaceholderText(tr("Until when, such as 14.5.2027"))
        self.until.line.returnPressed.connect(self.add)
        self.button = Button(context.look, tr("Add"), "plus", clicked=self.add, hint=tr("Add something fixed"))
        self.button.setAccessibleName(tr("Add something fixed"))
        self._error = Label("", "error")
        self._error.hide()
        second = row(self.why, self.until, self.button, spacing=2 * GRID)
        second.setStretch(0, 3)
        second.setStretch(1, 2)
        self.until.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setLayout(column(self.what, second, self._error, spacing=GRID))

    def add(self) -> None:
        """Add what is typed; say what is missing and put the cursor there."""
        what, why = self.what.text().strip(), self.why.text().strip()
        try:
            until = self.until.value()
        except Refused as error:
            self._say(error.sentence(self._context.tr))
            self.until.line.setFocus()
            return
        self._say("")
        if not what:
            self.what.setFocus()
        elif self._perform(AddScopeItem("fixed", what, why, until), self._say):
            for line in (self.what, self.why, self.until.line):
                line.clear()
            for draft in self._drafts:
                draft.end()
            self.what.setFocus()
        else:
            (self.why if not why else self.until.line).setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_line(self) -> None:
        """Put the cursor into the first line."""
        self.what.setFocus()

    def _line(self, name: str, place: str) -> QLineEdit:
        line = QLineEdit()
        line.setAccessibleName(name)
        line.setPlaceholderText(name)
        line.setMaxLength(2000)
        line.returnPressed.connect(self.add)
        self._drafts.append(LineDraft(self._context, line, f"prepare/add/fixed/{place}"))
        return line

    def _say(self, sentence: str) -> None:
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))
        self.what.setAccessibleDescription(sentence)
